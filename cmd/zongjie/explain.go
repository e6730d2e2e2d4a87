package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"zongjie/extract"
	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/pipeline"
	"zongjie/pipeline/ingest"
)

func newExplainCommand() *cobra.Command {
	line := 0
	var rules rulesFlag
	cmd := &cobra.Command{
		Use:   "explain FILE|-",
		Short: "Show for each sentence what was found in it, and why not more",
		Long: `Show each sentence of a report with its words, the terms and numbers found in
it, the facts, and for each candidate that did not become a fact the reason.`,
		Example: `  zongjie explain report.txt --line 14`,
		Args:    arguments(1, 1, "one file, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			sources, err := sourcesOf(args, ingest.Limits{}, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			if info, err := os.Stat(args[0]); args[0] != "-" && (err != nil || info.IsDir()) || len(sources) != 1 {
				return usageError{fmt.Errorf("explain wants one file, and %s is a folder", args[0])}
			}
			engine, err := rules.engine()
			if err != nil {
				return err
			}
			p, end := newPipeline(engine, 1, ingest.Limits{})
			defer end()
			var rec *extract.Record
			var explanations []pipeline.Explanation
			done := make(chan struct{})
			go func() {
				rec, explanations = p.Explain(sources[0])
				close(done)
			}()
			select {
			case <-done:
			case <-cmd.Context().Done(): // standard input may never end
				return cmd.Context().Err()
			}
			if rec.Status != extract.OK {
				complain(cmd.ErrOrStderr(), failureLine(rec.Source.Path, rec))
			}
			out := bufio.NewWriter(cmd.OutOrStdout())
			for i := range explanations {
				if e := &explanations[i]; line == 0 || e.Quote.Line == line {
					explain(out, engine.Lexicon(), e)
				}
			}
			if err := out.Flush(); err != nil {
				return err
			}
			if rec.Status != extract.OK {
				return errPartly
			}
			return nil
		},
	}
	cmd.Flags().IntVar(&line, "line", 0, "only this line of the report")
	rules.register(cmd)
	return cmd
}

// explain prints one sentence and what was made of it.
func explain(w io.Writer, lx *lexicon.Lexicon, e *pipeline.Explanation) {
	if e.Kind == text.Noise {
		fmt.Fprintf(w, "line %d, noise: %s\n\n", e.Quote.Line, visible(e.Quote.Text))
		return
	}
	fmt.Fprintf(w, "line %d, %s, %s: %s\n", e.Quote.Line, e.Kind, e.Lang, visible(e.Quote.Text))
	if len(e.Words) > 0 {
		fmt.Fprintf(w, "  words   %s\n", visible(strings.Join(e.Words, "|")))
	}
	for _, t := range e.Tokens {
		if t.Number != nil {
			fmt.Fprintf(w, "  number  %s\n", t.Number.Value)
		} else {
			fmt.Fprintf(w, "  term    %s=%s\n", lx.ClassName(t.Term.Class), t.Term.ID)
		}
	}
	for i := range e.Candidates {
		c := &e.Candidates[i]
		verdict := "fact   "
		if c.Veto != "" {
			verdict = "no fact"
		}
		fmt.Fprintf(w, "  %s %s: %s", verdict, c.Rule, visible(c.Kind.Format(&c.Fact)))
		if c.Veto != "" {
			fmt.Fprintf(w, " (%s)", c.Veto)
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w)
}
