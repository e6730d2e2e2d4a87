package main

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"zongjie/corpus"
	"zongjie/corpus/compare"
	"zongjie/corpus/export"
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
With --kind award or --kind activity a cell is the number of facts. --where
keeps the facts whose field has a value (for text: holds it); --level and
--modality are short for it.

Where several facts could stand in a cell, one is chosen, by the first of these
that tells them apart:
` + criteriaText() + `
A fact that names another year than its report's stands in the column of the
year that it names, behind what reports of that year say, if the table has a
report of that organisation and year; never in that of its report. Several
organisations in one cell are added up where they count the same way.

--evidence shows for each cell, or for that of ROW and COLUMN, the facts that
were chosen and those that were not, with quotes and lines, and what decided.`,
		Example: `  zongjie matrix --measure 党员
  zongjie matrix --measure party_member --evidence 柳沟村 2021
  zongjie matrix --kind award --level national --rows org --columns year
  zongjie matrix --measure training --where unit=次 --rows folder --csv
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
		complain(notes, fmt.Sprintf("%s shows the %d with the largest numbers, and leaves %d out; --where chooses facts", f.chart.file, len(c.Series), left))
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
	m, err := compare.NewMatrix(store.Facts(q.Kind, q.Filters()...), q)
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
		m, err := compare.NewMatrix(store.Facts(q.Kind, meant.Filters()...), meant)
		if err != nil || m.Measures[id] > 0 {
			return m, err
		}
	}
	if m, err = compare.NewMatrix(store.Facts(q.Kind), q); err != nil {
		return nil, err
	}
	return nil, noMeasure(m, q.Measure, id)
}

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
	want := strings.ToLower(strings.TrimSpace(fold.String(name)))
	var equal, holding []string
	for _, n := range names {
		switch have := strings.ToLower(strings.TrimSpace(fold.String(n))); {
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
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		err = enc.Encode(m)
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

// axisNames are the axes as sentences name them.
var axisNames = map[compare.Axis]string{compare.Org: "organisation", compare.Year: "year", compare.Type: "type", compare.Language: "language", compare.Folder: "folder"}

// matrixTitle says what the table shows.
func matrixTitle(m *compare.Matrix) string {
	what := m.Measure
	if !compare.Measured(m.Kind) {
		what = "number of " + m.Kind.Plural
	}
	for _, c := range m.Where {
		what += fmt.Sprintf(", %s=%s", c.Field, c.Value)
	}
	return what
}

// widestName is how many columns the name of a row may take beside its cells.
const widestName = 30

// printMatrix prints m for people, its columns in several parts where one line
// does not hold them all.
func printMatrix(w io.Writer, m *compare.Matrix, width int) {
	hang(w, "", matrixTitle(m)+", by "+axisNames[m.Rows]+" and "+axisNames[m.Columns], width)
	marks := map[string]bool{}
	texts := map[compare.Place]string{}
	nameWidth := 0
	for _, row := range m.RowNames {
		if n := columnsOf(visible(row)); n <= widestName {
			nameWidth = max(nameWidth, n)
		}
	}
	widths := make([]int, len(m.ColumnNames))
	for j, column := range m.ColumnNames {
		widths[j] = columnsOf(visible(column))
		for _, row := range m.RowNames {
			at := compare.Place{Row: row, Column: column}
			texts[at] = cellText(m.Cells[at], marks)
			if m.Cells[at] == nil && m.Reported[at] > 0 {
				texts[at] = "-"
				marks["-"] = true
			}
			widths[j] = max(widths[j], columnsOf(texts[at]))
		}
	}
	for from := 0; from < len(widths); {
		to, used := from, nameWidth
		for to < len(widths) && (to == from || used+2+widths[to] <= width) {
			used += 2 + widths[to]
			to++
		}
		printPart(w, m, texts, widths, nameWidth, from, to)
		from = to
	}
	printLegend(w, m, marks, width)
}

// printPart prints the columns from up to to of a table.
func printPart(w io.Writer, m *compare.Matrix, texts map[compare.Place]string, widths []int, nameWidth, from, to int) {
	line := func(name string, cell func(column string) string) {
		if name = visible(name); columnsOf(name) > nameWidth {
			fmt.Fprintln(w, name)
			name = ""
		}
		b := name + pad("", nameWidth-columnsOf(name))
		for j := from; j < to; j++ {
			b += "  " + pad(cell(m.ColumnNames[j]), widths[j])
		}
		fmt.Fprintln(w, strings.TrimRight(b, " "))
	}
	fmt.Fprintln(w)
	line("", visible)
	for _, row := range m.RowNames {
		line(row, func(column string) string { return texts[compare.Place{Row: row, Column: column}] })
	}
}

// pad returns s behind as many blanks as make it n columns wide.
func pad(s string, n int) string { return strings.Repeat(" ", max(0, n-columnsOf(s))) + s }

// legend says what the marks of cells mean, in the order in which they are listed.
var legend = []struct{ mark, meaning string }{
	{">=", "at least"}, {"<=", "at most"}, {"~", "approximately or nearly"},
	{"*", "chosen among facts that differ"}, {"p", "planned"}, {"s", "sum of several organisations"},
	{"y", "said by a report of another year"}, {"N values", "none of them stands for all; see --evidence"},
	{"-", "there is a report, and it states none"},
}

func printLegend(w io.Writer, m *compare.Matrix, marks map[string]bool, width int) {
	printMarks(w, marks, width)
	note := func(n int, noun, rest string) {
		if n > 0 {
			hang(w, "", plural(n, noun)+" "+rest, width)
		}
	}
	note(len(m.RowNames), "row", "from "+plural(m.Reports, "report"))
	note(m.Empty, axisNames[m.Rows], "not shown: no report of theirs states any")
	note(m.Homeless, "fact", "not shown: of years for which there is no report")
	note(m.NoOrg, "report", "not in the table: no organisation is known")
	note(m.NoYear, "report", "not in the table: no year is known")
	if m.NoOrg+m.NoYear > 0 {
		hang(w, "", "a list zongjie.csv beside reports can say both: see 'zongjie run --help'", width)
	}
}

// printMarks prints a blank line, and what the marks mean.
func printMarks(w io.Writer, marks map[string]bool, width int) {
	fmt.Fprintln(w)
	var parts []string
	for _, l := range legend {
		if marks[l.mark] {
			parts = append(parts, l.mark+" "+l.meaning)
		}
	}
	for _, line := range wrap(strings.Join(parts, "; "), width) {
		if line != "" {
			fmt.Fprintln(w, line)
		}
	}
}

// cellText writes a cell for people, and notes its marks.
func cellText(c *compare.Cell, marks map[string]bool) string {
	if c == nil {
		return ""
	}
	mark := func(s string) string {
		marks[s] = true
		return s
	}
	if c.Basis == compare.Apart {
		mark("N values")
		return fmt.Sprintf("%d values", len(c.Chosen))
	}
	s := valueText(c.Value, c.Max, c.Unit, c.Qualifier, c.Per)
	for _, sign := range []string{">=", "<=", "~"} {
		if strings.HasPrefix(s, sign) {
			mark(sign)
		}
	}
	if c.Basis == compare.Sum {
		s += mark("s")
	}
	if c.Planned {
		s += mark("p")
	}
	if c.OtherYear {
		s += mark("y")
	}
	if c.Choice() && c.Basis != compare.Number {
		s += mark("*")
	}
	return s
}

// qualifierSigns are the signs of what is not exact; a range shows its two ends.
var qualifierSigns = map[string]string{"": "", "exact": "", "range": "", "at_least": ">=", "at_most": "<=", "approx": "~", "nearly": "~"}

// valueText writes a number as it is stated, with the signs of its unit where it
// is a rate, and its period.
func valueText(value, most, unit, qualifier, per string) string {
	sign, ok := qualifierSigns[qualifier]
	if !ok {
		sign = "~"
	}
	s := sign + value
	if most != "" {
		s += "-" + most
	}
	if unit == "%" || unit == "‰" {
		s += unit
	}
	if per != "" {
		s += "/" + per
	}
	return s
}

// plainNumber returns the number of a cell as a spreadsheet may add it up, or the
// cell as people read it where the number alone would say too much.
func plainNumber(c *compare.Cell) string {
	if c.Basis == compare.Number {
		return c.Value
	}
	s := cellText(c, map[string]bool{})
	if bare := strings.TrimRight(s, "s*"); bare == c.Value {
		return bare
	}
	return s
}

// matrixCSV writes m as CSV of the same shape: UTF-8 with a byte order mark, lines
// end in CR LF, cells as export.Plain makes them.
func matrixCSV(w io.Writer, m *compare.Matrix) error {
	rows := [][]string{append([]string{string(m.Rows)}, m.ColumnNames...)}
	for _, row := range m.RowNames {
		cells := []string{row}
		for _, column := range m.ColumnNames {
			text := ""
			if c := m.Cells[compare.Place{Row: row, Column: column}]; c != nil {
				text = plainNumber(c)
			}
			cells = append(cells, text)
		}
		rows = append(rows, cells)
	}
	return writeCSV(w, rows)
}

// evidenceCSV writes a row for each fact of each cell.
func evidenceCSV(w io.Writer, m *compare.Matrix) error {
	head := []string{string(m.Rows), string(m.Columns), "cell", "basis", "decided_by", "chosen", "lost_by", "report_path", "report_organization", "year"}
	for _, field := range m.Kind.Fields {
		head = append(head, "fact_"+field.Name)
	}
	rows := [][]string{append(head, "quote", "line", "page", "start", "end", "rule")}
	for _, row := range m.RowNames {
		for _, column := range m.ColumnNames {
			c := m.Cells[compare.Place{Row: row, Column: column}]
			if c == nil {
				continue
			}
			for i, list := range [][]*compare.Candidate{c.Chosen, c.Lost} {
				for _, one := range list {
					q := &one.Fact.Quote
					line := []string{row, column, plainNumber(c), string(c.Basis), c.Decided, []string{"yes", "no"}[i], one.Lost, one.Path, one.Meta.Unit(), stated(one.Year)}
					line = append(line, one.Fact.Values...)
					rows = append(rows, append(line, q.Text, stated(q.Line), stated(q.Page), strconv.Itoa(q.Start), strconv.Itoa(q.End), one.Fact.Rule))
				}
			}
		}
	}
	return writeCSV(w, rows)
}

// stated writes n, "" for 0.
func stated(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func writeCSV(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, row := range rows {
		for i := range row {
			row[i] = export.Plain(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// printEvidence prints the facts of every cell.
func printEvidence(w io.Writer, m *compare.Matrix, width int) {
	hang(w, "", matrixTitle(m), width)
	found := false
	for _, row := range m.RowNames {
		for _, column := range m.ColumnNames {
			at := compare.Place{Row: row, Column: column}
			if c := m.Cells[at]; c != nil {
				found = true
				printCell(w, at, c, width)
			}
		}
	}
	if !found {
		fmt.Fprintln(w, "\nNo fact stands there.")
	}
}

// bases say what the number of a cell is.
var bases = map[compare.Basis]string{compare.Sum: "the sum of one value of each of %d organisations", compare.Number: "the number of facts",
	compare.Apart: "%d values, of which none stands for all"}

func printCell(w io.Writer, at compare.Place, c *compare.Cell, width int) {
	fmt.Fprintln(w)
	head := fmt.Sprintf("%s, %s: %s", at.Row, at.Column, strings.TrimRight(cellText(c, map[string]bool{}), "*spy"))
	if basis := bases[c.Basis]; strings.Contains(basis, "%d") {
		head += ", " + fmt.Sprintf(basis, len(c.Chosen))
	} else if basis != "" {
		head += ", " + basis
	}
	if c.Planned {
		head += ", planned"
	}
	if c.OtherYear {
		head += ", said by a report of another year"
	}
	hang(w, "", head, width)
	for _, one := range c.Chosen {
		printCandidate(w, "  + ", one, "", width)
	}
	if len(c.Lost) == 0 {
		return
	}
	fmt.Fprintln(w, "  not chosen:")
	for _, one := range c.Lost {
		why := "states the same"
		if one.Lost != compare.Same {
			why = one.Lost + ": " + compare.CriterionDoc(one.Lost)
		}
		printCandidate(w, "  - ", one, why, width)
	}
}

func printCandidate(w io.Writer, label string, c *compare.Candidate, why string, width int) {
	hang(w, label, c.Fact.Kind.Format(c.Fact), width)
	where := fmt.Sprintf("line %d", c.Fact.Quote.Line)
	if c.Fact.Quote.Page > 0 {
		where = fmt.Sprintf("page %d, line %d", c.Fact.Quote.Page, c.Fact.Quote.Line)
	}
	hang(w, "      ", fmt.Sprintf("“%s”  (%s, %s)", oneLine(c.Fact.Quote.Text), c.Path, where), width)
	if why != "" {
		hang(w, "      ", why, width)
	}
}
