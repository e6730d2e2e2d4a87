package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zongjie/corpus"
	"zongjie/corpus/export"
	"zongjie/extract"
	"zongjie/extract/kinds"
)

func newExportCommand() *cobra.Command {
	var workspace workspaceFlag
	var options export.Options
	var output string
	cmd := &cobra.Command{
		Use:   "export -o FOLDER|FILE",
		Short: "Write the facts of a workspace as tables and for other programs",
		Long: `Write the reports of a workspace and what they state. The formats are

` + formatList() + `
Tables are reports, one a kind of fact, wide (an organisation and year a row, a
measure a column), warnings and failures. Every row leads to the file, the line
and the words that state it, and ends in row_hash, by which 'zongjie verify'
finds cells that were changed. Beside the output goes manifest.json: the files
that were read and written, with their hashes.

-o names a folder, which is made where there is none, or for the formats of one
file the file. Files of the same names are replaced, all or none; others are
left alone. -o - writes jsonl and doccano to standard output. The same reports
give the same bytes.`,
		Example: `  zongjie export -f csv -o tables       one CSV file a table, for spreadsheets
  zongjie export -o facts.xlsx          one workbook; the name tells the format
  zongjie export -f sqlite -o tables    tables/zongjie.sqlite
  zongjie export -f jsonl -o - | jq .title
  zongjie export -f brat -o brat/data/reports`,
		Args: arguments(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if output == "" {
				return usageError{errors.New("export wants -o and the folder or file to write to")}
			}
			if !cmd.Flags().Changed("format") {
				options.Format = formatOf(output, options.Format)
			}
			format := export.Named(options.Format)
			if format == nil {
				return usageError{fmt.Errorf("there is no format %q; the formats are %s", options.Format, strings.Join(formatNames(), ", "))}
			}
			if err := checkExport(format, &options, output); err != nil {
				return err
			}
			store, err := workspace.read()
			if err != nil {
				return err
			}
			defer store.Close()
			options.Program, options.Kinds = version, builtinKinds()
			if output == "-" {
				out := bufio.NewWriterSize(cmd.OutOrStdout(), 1<<16)
				err := export.Stream(cmd.Context(), store, out, options)
				return errors.Join(err, out.Flush())
			}
			notes, err := export.Write(cmd.Context(), store, output, options)
			for _, note := range notes {
				complain(cmd.ErrOrStderr(), note)
			}
			return err
		},
	}
	cmd.Flags().StringVarP(&options.Format, "format", "f", "csv", "the format: see above")
	cmd.Flags().StringVarP(&output, "output", "o", "", "the folder or file to write to, or -")
	cmd.Flags().BoolVar(&options.NoBOM, "no-bom", false, "CSV without byte order mark, by which Excel knows UTF-8")
	cmd.Flags().BoolVar(&options.Text, "text", false, "jsonl with the texts of the reports")
	workspace.register(cmd)
	return cmd
}

// checkExport returns what does not go together in the command line.
func checkExport(format *export.Format, options *export.Options, output string) error {
	name := filepath.Base(output)
	dir, file := format.Places(output)
	switch {
	case output == "-" && !format.Streams():
		return usageError{fmt.Errorf("%s cannot be written to standard output; name a folder", format.Name)}
	case options.NoBOM && format.Name != "csv":
		return usageError{errors.New("--no-bom is for -f csv")}
	case options.Text && format.Name != "jsonl":
		return usageError{errors.New("--text is for -f jsonl; the other formats that hold texts hold them always")}
	case output == "-":
		return nil
	case slices.Contains(corpus.Files, file) && isWorkspace(dir):
		return usageError{fmt.Errorf("-o %s is a part of the workspace %s, which would be lost; name another file", output, filepath.Clean(dir))}
	}
	if info, err := os.Stat(output); err == nil && info.IsDir() {
		return nil
	}
	if file == name { // the format writes one file, and takes the name for it
		return nil
	}
	if other := formatOf(output, ""); other != "" || strings.EqualFold(filepath.Ext(name), ".csv") || strings.EqualFold(filepath.Ext(name), ".parquet") {
		return usageError{fmt.Errorf("-o %s looks like a file, and -f %s wants a folder there", output, format.Name)}
	}
	return nil
}

// isWorkspace reports whether the folder dir, "" for the current one, is a
// workspace, of whatever version.
func isWorkspace(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, corpus.Files[0]))
	return err == nil
}

// formatOf returns the format whose files end as output does, or other.
func formatOf(output, other string) string {
	for _, f := range export.Formats {
		if slices.Contains(f.Ends, strings.ToLower(filepath.Ext(output))) {
			return f.Name
		}
	}
	return other
}

func formatNames() []string {
	var names []string
	for _, f := range export.Formats {
		names = append(names, f.Name)
	}
	return names
}

func formatList() string {
	var b strings.Builder
	for _, f := range export.Formats {
		fmt.Fprintf(&b, "  %-9s%s\n", f.Name, f.Doc)
	}
	return b.String()
}

// builtinKinds returns the kinds of the program, whose fields are described in
// both languages.
func builtinKinds() []*extract.Kind {
	all := kinds.All()
	list := make([]*extract.Kind, len(all))
	for i := range all {
		list[i] = &all[i].Kind
	}
	return list
}
