package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"zongjie/corpus"
	"zongjie/extract"
)

func newShowCommand() *cobra.Command {
	var workspace workspaceFlag
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show REPORT",
		Short: "Show one report: its outline, facts with quotes, warnings",
		Long: `Show what is known of one report of the workspace. REPORT is its path, the end
of its path, the beginning of its id, or where its file lies, if only one report
is meant by it.`,
		Example: `  zongjie show reports/school.txt
  zongjie show school.txt
  zongjie show 5d94970f --json`,
		Args: arguments(1, 1, "one report"),
		RunE: func(cmd *cobra.Command, args []string) error {
			store, err := workspace.read()
			if err != nil {
				return err
			}
			defer store.Close()
			report, err := findReport(store, args[0], corpus.Facts)
			if err != nil {
				return err
			}
			return output(cmd.OutOrStdout(), asJSON, report.Record, func(out io.Writer, width int) { showReport(out, &report, width) })
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the record as JSON")
	workspace.register(cmd)
	return cmd
}

// showReport prints a report for people, in lines of at most width columns where
// it can.
func showReport(w io.Writer, r *corpus.Report, width int) {
	rec := r.Record
	fmt.Fprintln(w, visible(r.Path))
	if r.State == corpus.Gone {
		fmt.Fprintln(w, "The file went away; this is what it said.")
	}
	line := func(name, value string) {
		if value != "" {
			hang(w, fmt.Sprintf("  %-13s ", name), value, width)
		}
	}
	line("title", rec.Meta.Title)
	line("organization", from(rec.Meta.Organization, rec.Meta.OrganizationEvidence))
	line("kept as", rec.Meta.OrganizationID)
	if rec.Meta.Year != 0 {
		line("year", from(strconv.Itoa(rec.Meta.Year), rec.Meta.YearEvidence))
	}
	line("type", rec.Meta.DocType)
	line("language", rec.Meta.Language)
	line("file", strings.Join(nonempty(rec.Source.Format, rec.Source.Encoding, fmt.Sprintf("%d bytes", rec.Source.Bytes), rec.Source.Modified), ", "))
	line("author", rec.Source.Author)
	line("created", rec.Source.Created)
	line("changed", rec.Source.Changed)
	line("id", rec.ID)
	line("rules", rec.Rules)
	if rec.Failure != nil {
		line("status", string(rec.Status)+": "+rec.Failure.Message)
		line("what to do", rec.Failure.Advice)
	}
	for i := 0; i < len(rec.Facts); {
		k := rec.Facts[i].Kind
		j := i
		for j < len(rec.Facts) && rec.Facts[j].Kind == k {
			j++
		}
		fmt.Fprintf(w, "\n%s (%d)\n", k.Plural, j-i)
		for ; i < j; i++ {
			showFact(w, &rec.Facts[i], width)
		}
	}
	if len(rec.Warnings) > 0 {
		fmt.Fprintf(w, "\nwarnings (%d)\n", len(rec.Warnings))
		for _, warning := range rec.Warnings {
			at := ""
			if warning.Quote != nil {
				at = fmt.Sprintf(" (line %d)", warning.Quote.Line)
			}
			hang(w, "  ", warning.Code+": "+warning.Message+at, width)
		}
	}
}

// from says what value is, and what it is known from.
func from(value, evidence string) string {
	if value == "" || evidence == "" {
		return value
	}
	return fmt.Sprintf("%s (from the %s)", value, evidence)
}

// showFact prints one fact: headings as an outline, others with their quote.
func showFact(w io.Writer, f *extract.Fact, width int) {
	if f.Kind.Outline {
		indent := strings.Repeat("  ", len(f.Get("level")))
		if n := f.Get("level"); len(n) == 1 {
			indent = strings.Repeat("  ", int(n[0]-'0'))
		}
		hang(w, indent, fmt.Sprintf("%s %s  (line %d)", f.Values[0], f.Get("title"), f.Quote.Line), width)
		return
	}
	hang(w, "  ", f.Kind.Format(f), width)
	hang(w, "      ", fmt.Sprintf("“%s”  (%s, %s)", oneLine(f.Quote.Text), placeText(&f.Quote), f.Rule), width)
}
