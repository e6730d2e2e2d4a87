package main

import (
	"bufio"
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"zongjie/lexicon"
)

func newLexiconCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lexicon",
		Short: "Look at the built-in words, and check your own words and rules",
		Long: `The words that zongjie knows are tables: one file a class, one row a concept,
Chinese and English forms on the same row. Your own folder may hold more of
them, and rules; see --lexicon of run, extract, explain and eval.`,
		Example: `  zongjie lexicon list subject
  zongjie lexicon check mywords`,
		Args: arguments(0, 0, "one of its commands: list or check"),
		RunE: func(cmd *cobra.Command, args []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newLexiconListCommand(), newLexiconCheckCommand())
	return cmd
}

func newLexiconListCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "list [CLASS]",
		Short:   "List the classes of words, or the words of one class",
		Example: "  zongjie lexicon list\n  zongjie lexicon list slogan",
		Args:    arguments(0, 1, "at most one class"),
		RunE: func(cmd *cobra.Command, args []string) error {
			out := bufio.NewWriter(cmd.OutOrStdout())
			files, err := lexicon.Files(lexicon.Data())
			if err != nil {
				return err
			}
			if len(args) == 1 {
				data, err := fs.ReadFile(lexicon.Data(), args[0]+".tsv")
				if err != nil {
					return usageError{fmt.Errorf("there is no class %q; 'zongjie lexicon list' lists them", args[0])}
				}
				out.Write(data)
				return out.Flush()
			}
			for _, file := range files {
				data, err := fs.ReadFile(lexicon.Data(), file)
				if err != nil {
					return err
				}
				first, _, _ := strings.Cut(string(data), "\n")
				fmt.Fprintf(out, "%-20s %s\n", strings.TrimSuffix(file, ".tsv"), strings.TrimPrefix(first, "# "))
			}
			return out.Flush()
		},
	}
}

func newLexiconCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check DIR",
		Short: "Report every mistake in your own words and rules",
		Long: `Load the words (*.tsv) and rules (*.rules) of a folder as --lexicon does, run
the examples of the rules, and report every mistake with its file and line.`,
		Example: "  zongjie lexicon check mywords",
		Args:    arguments(1, 1, "one folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			engine, err := (&rulesFlag{dir: args[0]}).engine()
			if err != nil {
				return err
			}
			own := 0
			for _, x := range engine.Extractors() {
				for _, r := range x.Rules {
					if r.Own {
						own++
					}
				}
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: no mistakes; %s of your own, version %s\n", args[0], plural(own, "rule"), engine.Version())
			return err
		},
	}
}
