package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zongjie/corpus"
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

// holds reports whether path, which is absolute, is one that the workspace is
// made of: a workspace may lie among the reports.
func (f *workspaceFlag) holds(path string) bool {
	dir, err := filepath.Abs(f.dir)
	if err != nil {
		return false
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	rel, err := filepath.Rel(dir, path)
	if err != nil {
		return false
	}
	first, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
	return slices.Contains(corpus.Files, first)
}
