package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"zongjie/corpus"
	"zongjie/corpus/index"
)

func newReindexCommand() *cobra.Command {
	var workspace workspaceFlag
	cmd := &cobra.Command{
		Use:   "reindex",
		Short: "Make the search index of a workspace anew from its reports",
		Long: `Make the search index of a workspace anew from the reports that it keeps. No
report file is read. Run does the same on its own where it finds the index
missing or damaged; reindex is for those who want it now, or who want it small.`,
		Example: `  zongjie reindex
  zongjie reindex -C party.zongjie`,
		Args: arguments(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, args []string) error {
			store, err := workspace.write()
			if err != nil {
				return err
			}
			n, err := reindex(cmd, store)
			if err == nil {
				fmt.Fprintf(cmd.OutOrStdout(), "%s indexed\n", plural(n, "report"))
			}
			return errors.Join(err, store.Close())
		},
	}
	workspace.register(cmd)
	return cmd
}

// reindex replaces the index of store and returns how many reports it holds.
func reindex(cmd *cobra.Command, store *corpus.Store) (int, error) {
	sum, err := store.Summary()
	if err != nil {
		return 0, err
	}
	idx, err := index.Renew(store)
	if err != nil {
		return 0, err
	}
	progress := newProgress(cmd.ErrOrStderr(), "indexing", "reports", sum.Reports+sum.Gone)
	err = idx.CatchUp(cmd.Context(), progress.set)
	progress.end()
	if err == nil {
		err = idx.Compact(cmd.Context())
	}
	return sum.Reports, errors.Join(err, idx.Close())
}
