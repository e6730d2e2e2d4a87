package main

import (
	"fmt"
	"io"
	"math/big"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zongjie/corpus"
	"zongjie/corpus/compare"
)

func newTrendCommand() *cobra.Command {
	var workspace workspaceFlag
	var drawing chartFlags
	var kind, jump string
	var measures []string
	var asJSON, flagged bool
	cmd := &cobra.Command{
		Use:   "trend ORG",
		Short: "Follow every measure of one organisation over the years",
		Long: `Print every measure of one organisation year by year, with the differences, and
flag what an auditor should look at: a JUMP is a change of more than --jump of
the value before; a measure APPEARS or VANISHES between two years of which there
are reports. ORG is the name of the organisation, or a part of it that no other
has.

Values are chosen as 'zongjie matrix --help' tells; 'zongjie matrix --measure M
--evidence ORG YEAR' shows the facts behind one. Values of which one is planned,
not exact or in another unit are not subtracted.`,
		Example: `  zongjie trend 柳沟村
  zongjie trend 青年路小学 --jump 20% --flagged
  zongjie trend 柳沟村 --measure 党员 --measure 培训
  zongjie trend 柳沟村 --chart village.png`,
		Args: arguments(1, 1, "one organisation"),
		RunE: func(cmd *cobra.Command, args []string) error {
			threshold, err := parseShare(jump)
			if err != nil {
				return err
			}
			if err := drawing.check(); err != nil {
				return err
			}
			store, err := workspace.read()
			if err != nil {
				return err
			}
			defer store.Close()
			if err := knownKind(store, kind); err != nil {
				return err
			}
			org, reports, err := reportsOf(store, args[0])
			if err != nil {
				return err
			}
			t, err := compare.NewTrend(org, reports, kindsNamed(store.Kinds, kind), threshold)
			if err != nil {
				return err
			}
			if err := onlyMeasures(t, measures); err != nil {
				return err
			}
			if flagged {
				t.Series = slices.DeleteFunc(t.Series, func(s compare.Series) bool { return !s.Flagged() })
			}
			if drawing.file != "" {
				c, left := trendChart(t)
				if left > 0 {
					complain(cmd.ErrOrStderr(), fmt.Sprintf("%s leaves out %s with one number only, from zero on, or too many to tell apart; --measure chooses", drawing.file, plural(left, "measure")))
				}
				if err := drawing.write(c, cmd.ErrOrStderr()); err != nil {
					return err
				}
			}
			return output(cmd.OutOrStdout(), asJSON, t, func(out io.Writer, width int) { printTrend(out, t, width) })
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&jump, "jump", "50%", "flag changes of more than this share of the value before")
	flags.StringArrayVar(&measures, "measure", nil, "only this measure, a word or an id; may be repeated")
	flags.StringVar(&kind, "kind", "", "only facts of this kind: count, award or activity")
	flags.BoolVar(&flagged, "flagged", false, "only measures of which something is flagged")
	flags.BoolVar(&asJSON, "json", false, "print the trend as JSON")
	drawing.register(cmd)
	workspace.register(cmd)
	return cmd
}

// parseShare reads 50%, 50 or 12.5%.
func parseShare(s string) (*big.Rat, error) {
	digits := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), "%"))
	n, ok := new(big.Rat).SetString(digits)
	if !ok || n.Sign() < 0 || len(digits) > 10 || strings.Trim(digits, "0123456789.") != "" {
		return nil, usageError{fmt.Errorf("--jump %s: want a share such as 50%%", s)}
	}
	return n.Quo(n, big.NewRat(100, 1)), nil
}

// reportsOf returns the organisation that name means, and its reports with their
// facts, in the order of their paths.
func reportsOf(store *corpus.Store, name string) (string, []corpus.Report, error) {
	paths := map[string][]string{}
	for r, err := range store.Reports(0) {
		if err != nil {
			return "", nil, err
		}
		if unit := r.Record.Meta.Unit(); unit != "" {
			paths[unit] = append(paths[unit], r.Path)
		}
	}
	units := make([]string, 0, len(paths))
	for unit := range paths {
		units = append(units, unit)
	}
	slices.Sort(units)
	org, err := oneOf("organisation", name, units)
	if err != nil {
		return "", nil, err
	}
	var reports []corpus.Report
	for _, path := range paths[org] {
		r, err := store.Report(path, corpus.Facts)
		if err != nil {
			return "", nil, err
		}
		reports = append(reports, r)
	}
	return org, reports, nil
}

// onlyMeasures leaves in t the measures that are named, by their ids or by words
// for them.
func onlyMeasures(t *compare.Trend, measures []string) error {
	if len(measures) == 0 {
		return nil
	}
	wanted := map[string]bool{}
	for _, name := range measures {
		id := name
		for i := range t.Series {
			s := &t.Series[i]
			if s.Measure == name || s.Measure == "" {
				continue
			}
			word, err := measureID(compare.Query{Kind: s.Kind, Measure: name})
			if err != nil {
				return err
			}
			if word != "" {
				id = word
			}
			break
		}
		if !slices.ContainsFunc(t.Series, func(s compare.Series) bool { return s.Measure == id }) {
			return usageError{fmt.Errorf("%s states no measure %q; it states %s", t.Organization, name, seriesNames(t))}
		}
		wanted[id] = true
	}
	t.Series = slices.DeleteFunc(t.Series, func(s compare.Series) bool { return !wanted[s.Measure] })
	return nil
}

func seriesNames(t *compare.Trend) string {
	var list []string
	for i := range t.Series {
		if m := t.Series[i].Measure; m != "" {
			list = append(list, m)
		}
	}
	if list == nil {
		return "none"
	}
	return strings.Join(list, ", ")
}

// printTrend prints t for people.
func printTrend(w io.Writer, t *compare.Trend, width int) {
	head := t.Organization
	switch n := len(t.Years); {
	case n == 1:
		head += fmt.Sprintf(", %d", t.Years[0])
	case n > 1:
		head += fmt.Sprintf(", %d to %d", t.Years[0], t.Years[n-1])
	}
	hang(w, "", head+" ("+plural(t.Reports, "report")+")", width)
	marks := map[string]bool{}
	for i := range t.Series {
		fmt.Fprintln(w)
		printSeries(w, &t.Series[i], marks, width)
	}
	if len(t.Series) == 0 {
		fmt.Fprintln(w, "\nNothing to show.")
	}
	printMarks(w, marks, width)
	note := func(n int, noun, rest string) {
		if n > 0 {
			hang(w, "", plural(n, noun)+" "+rest, width)
		}
	}
	note(t.Unnamed, "fact", "not shown: what they count has no name of its own")
	note(t.NoYear, "report", "not shown: no year is known")
}

func printSeries(w io.Writer, s *compare.Series, marks map[string]bool, width int) {
	unit := seriesUnit(s)
	hang(w, "", inUnit(s.Name(), unit), width)
	texts := make([]string, len(s.Points))
	widest := 0
	for i, p := range s.Points {
		texts[i] = cellText(p.Cell, unit, marks)
		if p.Cell == nil {
			texts[i] = "-"
			marks["-"] = true
		}
		widest = max(widest, columnsOf(texts[i]))
	}
	for i := range s.Points {
		label := fmt.Sprintf("  %d  %s  ", s.Points[i].Year, pad(texts[i], widest))
		if text := pointText(&s.Points[i]); text != "" {
			hang(w, label, text, width)
		} else {
			fmt.Fprintln(w, strings.TrimRight(label, " "))
		}
	}
}

// seriesUnit returns the unit in which the points of s count.
func seriesUnit(s *compare.Series) string {
	cells := make([]*compare.Cell, len(s.Points))
	for i := range s.Points {
		cells[i] = s.Points[i].Cell
	}
	return compare.Unit(cells)
}

// pointText says what changed, and what to look at.
func pointText(p *compare.Point) string {
	var parts []string
	switch {
	case p.Difference != nil:
		s := p.Difference.String()
		if p.Since != p.Year-1 {
			s += fmt.Sprintf(" since %d", p.Since)
		}
		parts = append(parts, s)
	case p.Differ != "":
		parts = append(parts, "not subtracted: "+differText(p.Differ))
	}
	if p.Flag != "" {
		parts = append(parts, strings.ToUpper(string(p.Flag)))
	}
	return strings.Join(parts, "   ")
}
