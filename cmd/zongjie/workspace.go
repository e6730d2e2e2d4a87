package main

import (
	"github.com/spf13/cobra"

	"zongjie/corpus"
)

// workspaceFlag is the flag -C of the commands that use a workspace.
type workspaceFlag struct{ dir string }

func (f *workspaceFlag) register(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&f.dir, "workspace", "C", corpus.DefaultDir, "the workspace: a folder that run makes")
}

// read opens the workspace for reading.
func (f *workspaceFlag) read() (*corpus.Store, error) { return corpus.Open(f.dir, corpus.Read, nil) }
