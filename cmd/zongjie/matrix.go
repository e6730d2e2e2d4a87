package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zongjie/corpus"
	"zongjie/corpus/compare"
	"zongjie/extract"
	"zongjie/lexicon"
	"zongjie/lexicon/fold"
)

// matrixFlags are the flags of matrix.
type matrixFlags struct {
	workspace               workspaceFlag
	chart                   chartFlags
	rows, columns           string
	kind, measure           string
	where                   []string
	level, modality         string
	org, year               string
	evidence, asJSON, asCSV bool
}

func newMatrixCommand() *cobra.Command {
	var f matrixFlags
	cmd := &cobra.Command{
		Use:   "matrix [ROW COLUMN]",
		Short: "Lay organisations against years: what each of them states",
		Long: `Print a table of what the reports of a workspace state: a row an organisation
and a column a year, or another of org, year, type, language and folder.

--measure says what is counted: a word such as 党员, or its id, party_member.
With --kind award or --kind activity a cell is the number of facts: a lecture
that was given four times is one. --where keeps the facts whose field has a
value (for text: holds it); --level and --modality are short for it.

Where several facts could stand in a cell, one is chosen, by the first of these
that tells them apart:
` + criteriaText() + `
A fact that names another year than its report's stands in the column of the
year that it names, behind what reports of that year say, if the table has a
report of that organisation and year; never in that of its report. Several
organisations in one cell are added up where they count the same way. After the
measure stands the unit of most cells; the others show theirs, and no chart has
them.

--evidence shows for each cell, or for that of ROW and COLUMN, the facts that
were chosen and those that were not, with quotes and lines, and what decided.`,
		Example: `  zongjie matrix --measure 党员
  zongjie matrix --measure party_member --evidence 柳沟村 2021
  zongjie matrix --kind award --level national --rows org --columns year
  zongjie matrix --measure training --where unit=次 --rows folder --csv
  zongjie matrix --measure 教师 --org 小学 --year 2020..2023
  zongjie matrix --measure 党员 --chart members.svg`,
		Args: arguments(0, 2, "no arguments, or with --evidence a row, or a row and a column"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 && !f.evidence {
				return usageError{fmt.Errorf("%q: a row and a column are for --evidence; see 'zongjie matrix --help'", args[0])}
			}
			if f.asJSON && f.asCSV {
				return usageError{errors.New("--json and --csv exclude each other")}
			}
			if err := f.chart.check(); err != nil {
				return err
			}
			store, err := f.workspace.read()
			if err != nil {
				return err
			}
			defer store.Close()
			debug.SetGCPercent(tableGC)
			m, err := f.matrix(store)
			if err != nil {
				return err
			}
			if err := narrow(m, args); err != nil {
				return err
			}
			if f.asJSON && !f.evidence {
				for _, c := range m.Cells {
					c.Lost = nil
				}
			}
			if f.asJSON || f.evidence {
				if err := quote(store, m); err != nil {
					return err
				}
			}
			if err := f.draw(m, cmd.ErrOrStderr()); err != nil {
				return err
			}
			return f.print(cmd.OutOrStdout(), m)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.measure, "measure", "", "what is counted: a word or an id of 'zongjie lexicon list subject'")
	flags.StringVar(&f.kind, "kind", "", "the kind of facts: count, award or activity; count where --measure is given")
	flags.StringVar(&f.rows, "rows", "org", "what a row is: org, year, type, language or folder")
	flags.StringVar(&f.columns, "columns", "year", "what a column is")
	flags.StringArrayVar(&f.where, "where", nil, "only facts whose field has the value: FIELD=VALUE; may be repeated")
	flags.StringVar(&f.level, "level", "", "short for --where level=LEVEL")
	flags.StringVar(&f.modality, "modality", "", "short for --where modality=MODALITY: actual or planned")
	flags.StringVar(&f.org, "org", "", "only reports of organisations whose name holds it")
	flags.StringVar(&f.year, "year", "", "only reports of these years, such as 2019..2023")
	flags.BoolVar(&f.evidence, "evidence", false, "show the facts of each cell, and why they were chosen")
	flags.BoolVar(&f.asJSON, "json", false, "print the table as JSON; with --evidence also the facts that were not chosen")
	flags.BoolVar(&f.asCSV, "csv", false, "print the table as CSV; with --evidence a row a fact")
	f.chart.register(cmd)
	f.workspace.register(cmd)
	return cmd
}

// draw draws m, if a chart is wanted.
func (f *matrixFlags) draw(m *compare.Matrix, notes io.Writer) error {
	if f.chart.file == "" {
		return nil
	}
	c, left := matrixChart(m)
	if left > 0 {
		complain(notes, fmt.Sprintf("%s shows the %d with the largest numbers, and leaves %d out; --org chooses", f.chart.file, len(c.Series), left))
	}
	return f.chart.write(c, notes)
}

// tableGC lets the heap grow before it is swept: most facts are looked at once, and
// sweeping after each doubling takes a third of the time. Memory stays below 200 MB
// for 20,000 reports.
const tableGC = 400

// criteriaText lists the rules of choice for the help.
func criteriaText() string {
	var b strings.Builder
	for _, c := range compare.Criteria {
		for i, line := range wrap(c.Doc, defaultColumns-15) {
			name := c.Name
			if i > 0 {
				name = ""
			}
			fmt.Fprintf(&b, "  %-12s %s\n", name, line)
		}
	}
	return b.String()
}

// matrix makes the table that the flags ask for.
func (f *matrixFlags) matrix(store *corpus.Store) (*compare.Matrix, error) {
	q, err := f.query(store.Kinds)
	if err != nil {
		return nil, err
	}
	only, err := f.chosen()
	if err != nil {
		return nil, err
	}
	m, err := compare.NewMatrix(only(store.Facts(q.Kind, q.Filters()...)), q)
	if err == nil && m.Reports+m.NoOrg+m.NoYear == 0 && (f.org != "" || f.year != "") {
		return nil, errors.New("no report is as --org or --year wants it; 'zongjie orgs' lists organisations and years")
	}
	if err != nil || len(m.Cells) > 0 || m.Measures[q.Measure] > 0 {
		return m, err
	}
	if !compare.Measured(q.Kind) {
		if len(q.Where) > 0 {
			return nil, errNoneAsWanted
		}
		return m, nil
	}
	// No fact is of a measure of this name: then it is a word for one, or a mistake.
	id, err := measureID(q)
	if err != nil {
		return nil, err
	}
	if id != "" && id != q.Measure {
		meant := q
		meant.Measure = id
		m, err := compare.NewMatrix(only(store.Facts(q.Kind, meant.Filters()...)), meant)
		if err != nil || m.Measures[id] > 0 {
			return m, err
		}
	}
	if m, err = compare.NewMatrix(only(store.Facts(q.Kind)), q); err != nil {
		return nil, err
	}
	return nil, noMeasure(m, q.Measure, id)
}

// chosen returns a function that leaves the reports that --org and --year choose.
func (f *matrixFlags) chosen() (func(iter.Seq2[corpus.Report, error]) iter.Seq2[corpus.Report, error], error) {
	from, to, err := parseYears(f.year)
	if err != nil {
		return nil, err
	}
	part := plainName(f.org)
	wanted := func(m *extract.Meta) bool {
		return strings.Contains(plainName(m.Unit()), part) && (f.year == "" || m.Year >= max(from, 1) && (to == 0 || m.Year <= to))
	}
	return func(reports iter.Seq2[corpus.Report, error]) iter.Seq2[corpus.Report, error] {
		return func(yield func(corpus.Report, error) bool) {
			for r, err := range reports {
				if (err != nil || wanted(&r.Record.Meta)) && !yield(r, err) {
					return
				}
			}
		}
	}, nil
}

// plainName returns a name as names are compared: folded, in lower case.
func plainName(name string) string { return strings.ToLower(strings.TrimSpace(fold.String(name))) }

// manyReports is from how many reports on all of them are read at once, rather than
// one after the other.
const manyReports = 1000

// quote puts quotes into the cells of m that are shown.
func quote(store *corpus.Store, m *compare.Matrix) error {
	paths := m.Paths()
	if len(paths) >= manyReports {
		return m.Quote(store.Reports(corpus.Facts))
	}
	return m.Quote(func(yield func(corpus.Report, error) bool) {
		for _, path := range paths {
			if r, err := store.Report(path, corpus.Facts); !yield(r, err) {
				return
			}
		}
	})
}

// query reads the flags.
func (f *matrixFlags) query(kinds []*extract.Kind) (compare.Query, error) {
	q := compare.Query{Measure: f.measure, Rows: compare.Axis(f.rows), Columns: compare.Axis(f.columns)}
	for _, k := range kinds {
		if k.Name == f.kind || f.kind == "" && q.Kind == nil && compare.Measured(k) {
			q.Kind = k
		}
	}
	if q.Kind == nil {
		return q, usageError{fmt.Errorf("--kind %s: there is no such kind; there are %s", f.kind, kindNames(kinds))}
	}
	conditions := f.where
	for field, value := range map[string]string{"level": f.level, "modality": f.modality} {
		if value != "" {
			conditions = append(conditions, field+"="+value)
		}
	}
	slices.Sort(conditions)
	for _, c := range conditions {
		field, value, ok := strings.Cut(c, "=")
		if !ok || field == "" || value == "" {
			return q, usageError{fmt.Errorf("--where %s: want a field and its value, such as level=national", c)}
		}
		q.Where = append(q.Where, compare.Condition{Field: field, Value: value})
	}
	if f.measure != "" && !compare.Measured(q.Kind) {
		return q, usageError{fmt.Errorf("facts of kind %s have no measures: their number is the cell; leave --measure out, or choose facts by --where", q.Kind.Name)}
	}
	if err := q.Check(); err != nil {
		return q, usageError{err}
	}
	return q, nil
}

func kindNames(kinds []*extract.Kind) string {
	var list []string
	for _, k := range kinds {
		list = append(list, k.Name)
	}
	return strings.Join(list, ", ")
}

// measureID returns the id of the measure that the lexicon knows by the word of q:
// a term of the class that is named as the field of measures.
func measureID(q compare.Query) (string, error) {
	lx, err := lexicon.Load(lexicon.Data())
	if err != nil {
		return "", err
	}
	field, _ := compare.Naming(q.Kind)
	class, ok := lx.Class(field.Name)
	if !ok {
		return "", nil
	}
	id, word := "", strings.TrimSpace(fold.String(q.Measure))
	if word == "" {
		return "", nil
	}
	lx.Match(word, func(t *lexicon.Term, n int) {
		if n == len(word) && t.Class == class {
			id = t.ID
		}
	})
	return id, nil
}

// manyMeasures is how many measures an error lists.
const manyMeasures = 12

var errNoneAsWanted = errors.New("no fact that a table could show is as --where, --level or --modality wants it; 'zongjie search --facts' shows what values there are")

// noMeasure says that no fact is of the measure name, whose id is id if it is a
// word that the lexicon knows, and which measures there are.
func noMeasure(m *compare.Matrix, name, id string) error {
	var known []string
	for measure := range m.Measures {
		known = append(known, measure)
	}
	slices.SortFunc(known, func(a, b string) int { return cmp.Or(m.Measures[b]-m.Measures[a], strings.Compare(a, b)) })
	list := ""
	for i, measure := range known {
		if i == manyMeasures {
			list += ", and others"
			break
		}
		if i > 0 {
			list += ", "
		}
		list += fmt.Sprintf("%s (%s)", measure, plural(m.Measures[measure], "fact"))
	}
	switch {
	case list == "" && len(m.Where) > 0:
		return errNoneAsWanted
	case list == "":
		return fmt.Errorf("the workspace has no facts of kind %s that a table could show", m.Kind.Name)
	case name == "":
		return usageError{fmt.Errorf("matrix wants --measure, or --kind with a kind of which facts are counted; stated are %s", list)}
	case id != "":
		return fmt.Errorf("no fact states %s (%s); stated are %s", name, id, list)
	}
	return usageError{fmt.Errorf("--measure %s is no word or id of a measure; stated are %s", name, list)}
}

// narrow leaves in m the row, or the row and column, that are named.
func narrow(m *compare.Matrix, args []string) error {
	for i, list := range []*[]string{&m.RowNames, &m.ColumnNames} {
		if i >= len(args) {
			break
		}
		name, err := oneOf([]string{"row", "column"}[i], args[i], *list)
		if err != nil {
			return err
		}
		*list = []string{name}
	}
	return nil
}

// oneOf returns the one of names that is called name, or else the only one that
// holds it. what says what they are.
func oneOf(what, name string, names []string) (string, error) {
	if slices.Contains(names, name) {
		return name, nil
	}
	want := plainName(name)
	var equal, holding []string
	for _, n := range names {
		switch have := plainName(n); {
		case have == want:
			equal = append(equal, n)
		case want != "" && strings.Contains(have, want):
			holding = append(holding, n)
		}
	}
	switch {
	case len(equal) == 1:
		return equal[0], nil
	case len(equal) == 0 && len(holding) == 1:
		return holding[0], nil
	}
	candidates := append(equal, holding...)
	if len(candidates) == 0 {
		candidates = names
	}
	some := strings.Join(candidates[:min(len(candidates), manyMeasures)], ", ")
	if n := len(candidates) - manyMeasures; n > 0 {
		some += fmt.Sprintf(" and %d others", n)
	}
	switch {
	case len(names) == 0:
		return "", fmt.Errorf("there is no %s %q, and no other", what, name)
	case len(equal)+len(holding) == 0:
		return "", usageError{fmt.Errorf("there is no %s %q; there are %s", what, name, some)}
	}
	return "", usageError{fmt.Errorf("%q means several: %s", name, some)}
}

func (f *matrixFlags) print(w io.Writer, m *compare.Matrix) error {
	out := bufio.NewWriter(w)
	var err error
	switch {
	case f.asJSON:
		err = newEncoder(out).Encode(m)
	case f.asCSV && f.evidence:
		err = evidenceCSV(out, m)
	case f.asCSV:
		err = matrixCSV(out, m)
	case f.evidence:
		printEvidence(out, m, columns(w))
	default:
		printMatrix(out, m, columns(w))
	}
	return errors.Join(err, out.Flush())
}
