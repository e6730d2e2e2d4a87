package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"zongjie/corpus"
	"zongjie/corpus/compare"
	"zongjie/extract"
	"zongjie/extract/text"
	"zongjie/pipeline/segment"
)

func newCompareCommand() *cobra.Command {
	var workspace workspaceFlag
	var kind string
	var asJSON, everything bool
	cmd := &cobra.Command{
		Use:   "compare A B",
		Short: "Lay two reports side by side: facts, headings, recycled text",
		Long: `Compare two reports of the workspace, each named as for show: the facts that are
the same, that changed, and by how much, and that only one of them states; the
headings by their titles, whatever their numbers; and how many sentences of each
stand in the other, word for word or with other numbers.

Facts pair by what they are about (counts by what is counted and in which unit,
awards by name and recipient); where several are about the same, those whose
sentences, words, numbers and sections are most alike. Numbers of one sort whose
sentences have nothing in common stand apart. Numbers that are planned, not
exact, of another year or in another unit are shown and not subtracted from
others.`,
		Example: `  zongjie compare 2020.txt 2021.txt
  zongjie compare reports/2020/school.txt reports/2021/school.txt --kind count
  zongjie compare 2020.txt 2021.txt --json`,
		Args: arguments(2, 2, "two reports"),
		RunE: func(cmd *cobra.Command, args []string) error {
			store, err := workspace.read()
			if err != nil {
				return err
			}
			defer store.Close()
			if err := knownKind(store, kind); err != nil {
				return err
			}
			var reports [2]corpus.Report
			for i := range reports {
				if reports[i], err = findReport(store, args[i], corpus.Facts|corpus.Text); err != nil {
					return err
				}
			}
			c := compare.Reports(&reports[0], &reports[1], kindsNamed(store.Kinds, kind))
			if kind == "" {
				prose := compare.CompareProse(sentencesOf(reports[0].Record), sentencesOf(reports[1].Record))
				c.Prose = &prose
			}
			return output(cmd.OutOrStdout(), asJSON, c, func(out io.Writer, width int) {
				p := &comparisonPrinter{w: out, width: width, everything: everything}
				p.print(c)
			})
		},
	}
	cmd.Flags().StringVar(&kind, "kind", "", "only facts of this kind: heading, count, award or activity")
	cmd.Flags().BoolVar(&everything, "all", false, "show also every fact and sentence that is the same")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the comparison as JSON")
	workspace.register(cmd)
	return cmd
}

// findReport returns the report that reference means, and says what to do where
// there is none, or several.
func findReport(store *corpus.Store, reference string, load corpus.Load) (corpus.Report, error) {
	report, err := store.Find(reference, load)
	var ambiguous *corpus.AmbiguousError
	switch {
	case errors.As(err, &ambiguous):
		return report, usageError{err}
	case errors.Is(err, fs.ErrNotExist):
		return report, fmt.Errorf("the workspace has no report %q; 'zongjie search' shows the paths of reports", reference)
	}
	return report, err
}

func kindsNamed(kinds []*extract.Kind, name string) []*extract.Kind {
	var list []*extract.Kind
	for _, k := range kinds {
		if name == "" || k.Name == name {
			list = append(list, k)
		}
	}
	return list
}

// sentencesOf returns the sentences of the text of rec, which may have none.
func sentencesOf(rec *extract.Record) []compare.Sentence {
	if rec.Document == nil {
		return nil
	}
	var list []compare.Sentence
	for _, s := range segment.Split(rec.Document) {
		q := rec.Document.Quote(s.Span, text.Span{Start: s.Start, End: s.End}, s.Block)
		list = append(list, compare.Sentence{Text: q.Text, Line: q.Line})
	}
	return list
}

// comparisonPrinter prints a comparison for people.
type comparisonPrinter struct {
	w          io.Writer
	width      int
	everything bool
}

func (p *comparisonPrinter) line(label, s string) { hang(p.w, label, s, p.width) }

func (p *comparisonPrinter) print(c *compare.Comparison) {
	for i, r := range []*corpus.Report{c.A, c.B} {
		m := &r.Record.Meta
		about := strings.Join(nonempty(m.Unit(), yearText(m.Year), oneLine(m.Title)), ", ")
		p.line([]string{"A  ", "B  "}[i], r.Path)
		if about != "" {
			p.line("   ", about)
		}
		if f := r.Record.Failure; f != nil {
			p.line("   ", string(r.Record.Status)+": "+f.Message)
		}
		if r.State == corpus.Gone {
			p.line("   ", "The file went away; this is what it said.")
		}
	}
	for i := range c.Outlines {
		p.outline(&c.Outlines[i])
	}
	for i := range c.Kinds {
		p.kind(&c.Kinds[i])
	}
	if c.Prose != nil {
		p.prose(c.Prose)
	}
}

func yearText(year int) string {
	if year == 0 {
		return ""
	}
	return fmt.Sprint(year)
}

func (p *comparisonPrinter) title(plural string, same, changed, onlyA, onlyB int) {
	fmt.Fprintf(p.w, "\n%s: %d same, %d changed, %d only in A, %d only in B\n", plural, same, changed, onlyA, onlyB)
}

// signs mark what stands in both, in other words, in A alone and in B alone.
var signs = map[compare.Status]string{compare.Equal: "  = ", compare.Changed: "  * ", compare.OnlyA: "  A ", compare.OnlyB: "  B "}

func (p *comparisonPrinter) outline(o *compare.Outline) {
	p.title(o.Kind.Plural, o.Count(compare.Equal), o.Count(compare.Changed), o.Count(compare.OnlyA), o.Count(compare.OnlyB))
	for _, h := range o.Pairs {
		s := ""
		switch {
		case h.A == nil:
			s = headingText(h.B)
		case h.B == nil:
			s = headingText(h.A)
		case h.Status == compare.Changed:
			s = headingText(h.A) + " → " + headingText(h.B)
		case h.A.Values[0] != h.B.Values[0]:
			s = headingText(h.A) + " → " + oneLine(h.B.Values[0])
		default:
			s = headingText(h.A)
		}
		if h.Level {
			s += fmt.Sprintf("  (level %s → %s)", h.A.Get("level"), h.B.Get("level"))
		}
		p.line(signs[h.Status], s)
	}
}

// headingText returns the label and the title of a heading. The label is the first
// field of an outline.
func headingText(f *extract.Fact) string { return oneLine(f.Values[0] + " " + f.Get("title")) }

func (p *comparisonPrinter) kind(k *compare.KindPairs) {
	same := k.Count(compare.Equal)
	p.title(k.Kind.Plural, same, k.Count(compare.Changed), k.Count(compare.OnlyA), k.Count(compare.OnlyB))
	for _, status := range []compare.Status{compare.Changed, compare.OnlyA, compare.OnlyB, compare.Equal} {
		if status == compare.Equal && !p.everything {
			continue
		}
		for i := range k.Pairs {
			if pair := &k.Pairs[i]; pair.Status == status {
				p.pair(k.Kind, pair)
			}
		}
	}
}

func (p *comparisonPrinter) pair(k *extract.Kind, pair *compare.Pair) {
	if pair.Status == compare.Changed {
		p.line(signs[pair.Status], about(k, pair.A)+": "+changesText(pair.Changes))
		p.quote("A", pair.A)
		p.quote("B", pair.B)
		return
	}
	f := pair.A
	if f == nil {
		f = pair.B
	}
	p.line(signs[pair.Status], k.Format(f))
	if pair.A != nil {
		p.quote("A", pair.A)
	}
	if pair.B != nil {
		p.quote("B", pair.B)
	}
}

func (p *comparisonPrinter) quote(side string, f *extract.Fact) {
	p.line("      "+side+" ", fmt.Sprintf("“%s”  (%s)", oneLine(f.Quote.Text), placeText(&f.Quote)))
}

// about returns what a fact is about: the fields of the key of its kind.
func about(k *extract.Kind, f *extract.Fact) string {
	var parts []string
	for _, name := range k.Key {
		parts = append(parts, f.Get(name))
	}
	return oneLine(strings.Join(nonempty(parts...), " "))
}

func changesText(changes []compare.Change) string {
	var parts []string
	for _, c := range changes {
		s := or(c.A, "none") + " → " + or(c.B, "none")
		if c.Field != "value" {
			s = c.Field + " " + s
		}
		switch {
		case c.Difference != nil:
			s += " (" + c.Difference.String() + ")"
		case c.Differ != "":
			s += " (not subtracted: " + differText(c.Differ) + ")"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "; ")
}

// differText says in what two numbers differ that must not be subtracted.
func differText(differ string) string {
	switch differ {
	case "qualifier":
		return "not exact alike"
	case "range":
		return "a range"
	case "number":
		return "no single value"
	}
	return "another " + differ
}

func or(s, none string) string {
	if s == "" {
		return none
	}
	return oneLine(s)
}

// fewTwins is how many sentences that differ in numbers are shown without --all.
const fewTwins = 5

func (p *comparisonPrinter) prose(c *compare.Prose) {
	fmt.Fprintln(p.w, "\nprose")
	for i, s := range []compare.Share{c.A, c.B} {
		name, other := string("AB"[i]), string("BA"[i])
		p.line("  ", fmt.Sprintf("%s of %s in %s stand in %s word for word (%s), %d with other numbers (%s)",
			plural(s.Same, "sentence"), fmt.Sprint(s.Sentences), name, other, share(s.Same, s.Sentences), s.Numbers, share(s.Numbers, s.Sentences)))
	}
	shown := 0
	hidden := 0
	for _, t := range c.Twins {
		switch {
		case !t.Numbers && !p.everything:
		case !t.Numbers:
			p.line("  = ", fmt.Sprintf("“%s”  (A line %d, B line %d)", oneLine(t.A.Text), t.A.Line, t.B.Line))
		case shown == fewTwins && !p.everything:
			hidden++
		default:
			shown++
			p.line("  * ", fmt.Sprintf("“%s”  (A line %d)", oneLine(t.A.Text), t.A.Line))
			p.line("    ", fmt.Sprintf("“%s”  (B line %d)", oneLine(t.B.Text), t.B.Line))
		}
	}
	if hidden > 0 {
		p.line("  ", fmt.Sprintf("and %d more with other numbers; --all shows them", hidden))
	}
}

// share writes n of all in hundredths.
func share(n, all int) string {
	if all == 0 {
		return "0 %"
	}
	return fmt.Sprintf("%d %%", (200*n+all)/(2*all))
}
