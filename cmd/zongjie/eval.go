package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"zongjie/extract"
	"zongjie/extract/eval"
	"zongjie/pipeline/ingest"
)

func newEvalCommand() *cobra.Command {
	var gold []string
	var showErrors, showRules bool
	var rules rulesFlag
	cmd := &cobra.Command{
		Use:   "eval REPORT|FOLDER... --gold GOLD.jsonl...",
		Short: "Measure the facts found against facts written down by hand",
		Long: `Extract the facts of reports and compare them with gold: rows that people wrote
by hand, as JSON Lines. Prints precision, recall and F1 of every kind of fact,
and how often the fields of the facts found are right. Arguments that end in
.jsonl are gold files too, so that a shell may expand them.`,
		Example: `  zongjie eval testdata/reports --gold testdata/gold/*.jsonl
  zongjie eval reports --gold mine.jsonl --errors`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			var reports []string
			for _, arg := range args {
				if strings.HasSuffix(arg, ".jsonl") {
					gold = append(gold, arg)
				} else {
					reports = append(reports, arg)
				}
			}
			if len(gold) == 0 || len(reports) == 0 {
				return usageError{errors.New("eval wants reports and --gold with their facts; see 'zongjie eval --help'")}
			}
			rows, err := readGold(gold)
			if err != nil {
				return err
			}
			records, err := extractAll(cmd, &rules, reports)
			if err != nil {
				return err
			}
			outcome := eval.Score(records, rows)
			if showErrors {
				for _, line := range outcome.Errors {
					fmt.Fprintln(cmd.OutOrStdout(), line)
				}
			}
			if showRules {
				if err := outcome.WriteRules(cmd.OutOrStdout()); err != nil {
					return err
				}
				fmt.Fprintln(cmd.OutOrStdout())
			}
			return outcome.Write(cmd.OutOrStdout())
		},
	}
	cmd.Flags().StringArrayVar(&gold, "gold", nil, "a file of facts written by hand; may be given several times")
	cmd.Flags().BoolVar(&showErrors, "errors", false, "list each miss (-), false alarm (+) and wrong field (~)")
	cmd.Flags().BoolVar(&showRules, "rules", false, "show how often each rule was right")
	rules.register(cmd)
	return cmd
}

func readGold(files []string) ([]eval.Gold, error) {
	var rows []eval.Gold
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		more, err := eval.ReadGold(f, name)
		f.Close()
		if err != nil {
			return nil, usageError{err}
		}
		rows = append(rows, more...)
	}
	return rows, nil
}

// extractAll returns the records of every file that args name.
func extractAll(cmd *cobra.Command, rules *rulesFlag, args []string) ([]*extract.Record, error) {
	sources, err := sourcesOf(args, ingest.Limits{}, cmd.ErrOrStderr())
	if err != nil {
		return nil, err
	}
	engine, err := rules.engine()
	if err != nil {
		return nil, err
	}
	p, end := newPipeline(engine, runtime.NumCPU(), ingest.Limits{})
	defer end()
	var records []*extract.Record
	for rec := range p.Run(cmd.Context(), sources) {
		records = append(records, rec)
	}
	return records, cmd.Context().Err()
}
