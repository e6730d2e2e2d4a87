package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zongjie/corpus"
	"zongjie/pipeline"
)

// workspaceFlag is the flag -C of the commands that use a workspace.
type workspaceFlag struct{ dir string }

func (f *workspaceFlag) register(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&f.dir, "workspace", "C", corpus.DefaultDir, "the workspace: a folder that run makes")
}

// read opens the workspace for reading.
func (f *workspaceFlag) read() (*corpus.Store, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	return corpus.Open(f.dir, corpus.Read, nil)
}

// write opens a workspace that is there for writing. What it knows of kinds of
// facts stays.
func (f *workspaceFlag) write() (*corpus.Store, error) {
	store, err := f.read() // makes none where there is none
	if err != nil {
		return nil, err
	}
	if err := store.Close(); err != nil {
		return nil, err
	}
	return corpus.Open(f.dir, corpus.Write, nil)
}

// check returns what is wrong with the name of the workspace.
func (f *workspaceFlag) check() error {
	if strings.TrimSpace(f.dir) == "" {
		return usageError{errors.New("-C wants the name of a folder")}
	}
	if info, err := os.Stat(f.dir); err == nil && !info.IsDir() {
		return usageError{fmt.Errorf("-C %s: that is a file, and a workspace is a folder", f.dir)}
	}
	return nil
}

// withoutWorkspaces returns sources without the files that workspaces among them
// are made of.
func withoutWorkspaces(sources []pipeline.Source) []pipeline.Source {
	homes := map[string]bool{}
	for _, s := range sources {
		if dir, name := path.Split(s.Path); name == corpus.Files[0] {
			homes[dir] = true
		}
	}
	return slices.DeleteFunc(sources, func(s pipeline.Source) bool {
		for dir := range homes {
			rest, inside := strings.CutPrefix(s.Path, dir)
			first, _, _ := strings.Cut(rest, "/")
			if inside && slices.Contains(corpus.Files, first) {
				return true
			}
		}
		return false
	})
}
