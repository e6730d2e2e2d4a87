package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"zongjie/corpus/compare"
	"zongjie/corpus/export"
)

// axisNames are the axes as sentences name them.
var axisNames = map[compare.Axis]string{compare.Org: "organisation", compare.Year: "year", compare.Type: "type", compare.Language: "language", compare.Folder: "folder"}

// matrixTitle says what the table shows.
func matrixTitle(m *compare.Matrix) string {
	what := m.Measure
	if !compare.Measured(m.Kind) {
		what = "number of " + m.Kind.Plural
	}
	what = inUnit(what, matrixUnit(m))
	for _, c := range m.Where {
		what += fmt.Sprintf(", %s=%s", c.Field, c.Value)
	}
	return what
}

// inUnit returns the name of a measure with the unit in which its numbers count.
func inUnit(name, unit string) string {
	if unit == "" {
		return name
	}
	return name + " (" + visible(unit) + ")"
}

// matrixUnit returns the unit in which most of the cells of m that are shown count.
func matrixUnit(m *compare.Matrix) string {
	var cells []*compare.Cell
	for _, row := range m.RowNames {
		for _, column := range m.ColumnNames {
			cells = append(cells, m.Cells[compare.Place{Row: row, Column: column}])
		}
	}
	return compare.Unit(cells)
}

// widestName is how many columns the name of a row may take beside its cells.
const widestName = 30

// printMatrix prints m for people, its columns in several parts where one line
// does not hold them all.
func printMatrix(w io.Writer, m *compare.Matrix, width int) {
	hang(w, "", matrixTitle(m)+", by "+axisNames[m.Rows]+" and "+axisNames[m.Columns], width)
	marks, unit := map[string]bool{}, matrixUnit(m)
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
			texts[at] = cellText(m.Cells[at], unit, marks)
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

// cellText writes a cell for people, with its unit where that is another than unit,
// and notes its marks.
func cellText(c *compare.Cell, unit string, marks map[string]bool) string {
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
	s := valueText(c.Value, c.Max, c.Unit, c.Qualifier)
	for _, sign := range []string{">=", "<=", "~"} {
		if strings.HasPrefix(s, sign) {
			mark(sign)
		}
	}
	if !c.Counts(unit) && !c.IsRate() {
		if c.Unit[0] < utf8.RuneSelf { // a word of narrow script
			s += " "
		}
		s += visible(c.Unit)
	}
	if c.Per != "" {
		s += "/" + c.Per
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

// valueText writes a number as it is stated, with the sign of its unit where it is
// a rate.
func valueText(value, most, unit, qualifier string) string {
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
	return s
}

// plainNumber returns the number of a cell as a spreadsheet may add it up, or the
// cell as people read it where the number alone would say too much.
func plainNumber(c *compare.Cell, unit string) string {
	if c.Basis == compare.Number {
		return c.Value
	}
	s := cellText(c, unit, map[string]bool{})
	if bare := strings.TrimRight(s, "s*"); bare == c.Value {
		return bare
	}
	return s
}

// matrixCSV writes m as CSV of the same shape: UTF-8 with a byte order mark, lines
// end in CR LF, cells as export.Plain makes them.
func matrixCSV(w io.Writer, m *compare.Matrix) error {
	unit := matrixUnit(m)
	rows := [][]string{append([]string{string(m.Rows)}, m.ColumnNames...)}
	for _, row := range m.RowNames {
		cells := []string{row}
		for _, column := range m.ColumnNames {
			text := ""
			if c := m.Cells[compare.Place{Row: row, Column: column}]; c != nil {
				text = plainNumber(c, unit)
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
	unit := matrixUnit(m)
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
					line := []string{row, column, plainNumber(c, unit), string(c.Basis), c.Decided, []string{"yes", "no"}[i], one.Lost, one.Path, one.Meta.Unit(), stated(one.Year)}
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
	head := fmt.Sprintf("%s, %s: %s", at.Row, at.Column, strings.TrimRight(cellText(c, c.Unit, map[string]bool{}), "*spy"))
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
	hang(w, "      ", fmt.Sprintf("“%s”  (%s, %s)", oneLine(c.Fact.Quote.Text), c.Path, placeText(&c.Fact.Quote)), width)
	if why != "" {
		hang(w, "      ", why, width)
	}
}
