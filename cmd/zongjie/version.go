package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"zongjie/extract/kinds"
)

func newVersionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the versions of the program and of its rules",
		Example: "  zongjie version",
		Args:    arguments(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, args []string) error {
			engine, err := kinds.Load()
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "zongjie %s, rules %s, %s %s/%s\n", version, engine.Version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}
