package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"zongjie/corpus/export"
)

func newExportCommand() *cobra.Command {
	var workspace workspaceFlag
	var format, dir string
	cmd := &cobra.Command{
		Use:   "export -o DIR",
		Short: "Write the facts of a workspace as tables",
		Long: `Write the reports of a workspace and what they state as CSV files: counts.csv,
awards.csv, activities.csv, headings.csv, reports.csv and failures.csv. Every
row leads to the file, the line and the words that state it. Files of these
names are replaced.`,
		Example: `  zongjie export -f csv -o tables
  zongjie export -C 2023.zongjie -o tables`,
		Args: arguments(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "csv" {
				return usageError{fmt.Errorf("there is no format %q; csv is the one there is", format)}
			}
			if dir == "" {
				return usageError{fmt.Errorf("export wants -o and the folder to write to")}
			}
			store, err := workspace.read()
			if err != nil {
				return err
			}
			defer store.Close()
			return export.CSV(store, dir)
		},
	}
	cmd.Flags().StringVarP(&format, "format", "f", "csv", "the format: csv")
	cmd.Flags().StringVarP(&dir, "output", "o", "", "the folder to write to; it is made where there is none")
	workspace.register(cmd)
	return cmd
}
