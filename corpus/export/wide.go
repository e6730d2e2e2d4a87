package export

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"zongjie/corpus"
	"zongjie/corpus/compare"
	"zongjie/extract"
	"zongjie/extract/text"
)

// wide gathers what the wide table is made of: of every fact what it takes to
// choose one for a cell, without the text around it. Which fact fills a cell is
// decided by compare.NewMatrix, so that a table of this package and one of the
// command matrix never differ.
type wide struct {
	kinds   []*extract.Kind
	reports []wideReport
	facts   map[measure][]wideFact // by report, then by place
}

type wideReport struct {
	path string
	meta extract.Meta
}

type wideFact struct {
	report int
	fact   *extract.Fact
}

// measure is a column of the wide table: the values of what kind measures, or
// the number of its facts whose field has a value.
type measure struct {
	kind  int
	field int // of a kind without values; -1 for all of its facts
	value string
}

// cellOf is a cell of the wide table and where it stands.
type cellOf struct {
	place  compare.Place
	column int
	cell   *compare.Cell
}

func newWide(kinds []*extract.Kind) *wide {
	return &wide{kinds: kinds, facts: map[measure][]wideFact{}}
}

// add takes what r states, if it is known whose report it is and of which year.
func (w *wide) add(r *corpus.Report) {
	m := &r.Record.Meta
	if m.Unit() == "" || m.Year == 0 {
		return
	}
	n := len(w.reports)
	w.reports = append(w.reports, wideReport{r.Path, extract.Meta{DocType: m.DocType, Language: m.Language, Year: m.Year, Organization: m.Unit()}})
	for i := range r.Record.Facts {
		f := &r.Record.Facts[i]
		k := slices.Index(w.kinds, f.Kind)
		if k < 0 || f.Kind.Outline {
			continue
		}
		q := text.Quote{Text: f.Quote.Text, Line: f.Quote.Line, Start: f.Quote.Start, End: f.Quote.End}
		kept := &extract.Fact{Kind: f.Kind, Values: f.Values, Quote: q}
		for _, m := range measuresOf(k, f) {
			w.facts[m] = append(w.facts[m], wideFact{n, kept})
		}
	}
}

// measuresOf returns the columns that f, whose kind is numbered k, may fill.
func measuresOf(k int, f *extract.Fact) []measure {
	if compare.Measured(f.Kind) {
		field, _ := compare.Naming(f.Kind)
		if name := f.Get(field.Name); name != "" && name != compare.Other {
			return []measure{{k, -1, name}}
		}
		return nil
	}
	all := []measure{{k, -1, ""}}
	if i := termField(f.Kind); i >= 0 && f.Values[i] != "" {
		all = append(all, measure{k, i, f.Values[i]})
	}
	return all
}

// termField returns the first field of k that takes one of a list of words, -1 if
// there is none.
func termField(k *extract.Kind) int {
	return slices.IndexFunc(k.Fields, func(f extract.Field) bool { return f.Type == extract.TypeTerm })
}

// measures returns the columns, by kind, then by name.
func (w *wide) measures() []measure {
	var all []measure
	for m := range w.facts {
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b measure) int {
		return cmp.Or(a.kind-b.kind, a.field-b.field, strings.Compare(a.value, b.value))
	})
	return all
}

// query returns the table of one measure.
func (w *wide) query(m measure) compare.Query {
	q := compare.Query{Kind: w.kinds[m.kind], Rows: compare.Org, Columns: compare.Year}
	switch {
	case compare.Measured(q.Kind):
		q.Measure = m.value
	case m.field >= 0:
		q.Where = []compare.Condition{{Field: q.Kind.Fields[m.field].Name, Value: m.value}}
	}
	return q
}

// of yields the reports of those organisations that state something of m, with
// the facts that do: others have no say in its cells.
func (w *wide) of(m measure) iter.Seq2[corpus.Report, error] {
	stating := map[string]bool{}
	for _, f := range w.facts[m] {
		stating[w.reports[f.report].meta.Organization] = true
	}
	return func(yield func(corpus.Report, error) bool) {
		facts := w.facts[m]
		for i := range w.reports {
			r := &w.reports[i]
			if !stating[r.meta.Organization] {
				continue
			}
			rec := &extract.Record{Meta: r.meta}
			for len(facts) > 0 && facts[0].report == i {
				rec.Facts = append(rec.Facts, *facts[0].fact)
				facts = facts[1:]
			}
			if !yield(corpus.Report{Path: r.path, Record: rec}, nil) {
				return
			}
		}
	}
}

// write writes the wide table and the one that leads from its cells to the words.
func (w *wide) write(m *rowMaker) error {
	measures := w.measures()
	t := w.table(measures)
	var cells []cellOf
	for i, measure := range measures {
		matrix, err := compare.NewMatrix(w.of(measure), w.query(measure))
		if err != nil {
			return err
		}
		for place, cell := range matrix.Cells {
			cells = append(cells, cellOf{place, i, cell})
		}
	}
	slices.SortFunc(cells, func(a, b cellOf) int {
		return cmp.Or(strings.Compare(a.place.Row, b.place.Row), strings.Compare(a.place.Column, b.place.Column), a.column-b.column)
	})
	if err := m.begin(t); err != nil {
		return err
	}
	if err := w.rows(m, t, cells); err != nil {
		return err
	}
	return w.evidence(m, t, cells)
}

// rows writes a row for every organisation and year of which there is a report.
func (w *wide) rows(m *rowMaker, t *Table, cells []cellOf) error {
	reports := map[compare.Place]int{}
	for _, r := range w.reports {
		reports[compare.Place{Row: r.meta.Organization, Column: strconv.Itoa(r.meta.Year)}]++
	}
	places := make([]compare.Place, 0, len(reports))
	for p := range reports {
		places = append(places, p)
	}
	slices.SortFunc(places, func(a, b compare.Place) int {
		return cmp.Or(strings.Compare(a.Row, b.Row), strings.Compare(a.Column, b.Column))
	})
	for _, p := range places {
		m.cells = append(m.cells[:0], p.Row, p.Column, strconv.Itoa(reports[p]))
		first := len(m.cells)
		for range len(t.Columns) - first - 1 {
			m.cells = append(m.cells, "")
		}
		for len(cells) > 0 && cells[0].place == p {
			m.cells[first+cells[0].column] = cells[0].cell.Value
			cells = cells[1:]
		}
		if err := m.write(t); err != nil {
			return err
		}
	}
	return nil
}

// evidence writes a row for every cell.
func (w *wide) evidence(m *rowMaker, t *Table, cells []cellOf) error {
	for _, c := range cells {
		v := c.cell
		m.cells = append(m.cells[:0], c.place.Row, c.place.Column, t.Columns[3+c.column].Name, v.Value, string(v.Basis),
			v.Max, v.Unit, v.Qualifier, v.Per, yes(v.Planned), yes(v.OtherYear), v.Decided, strconv.Itoa(len(v.Chosen)), strconv.Itoa(len(v.Lost)))
		if one := v.Chosen[0]; v.Basis == compare.Stated {
			q := &one.Fact.Quote
			m.cells = append(m.cells, one.Path, q.Text, stated(q.Line), strconv.Itoa(q.Start), strconv.Itoa(q.End))
		} else {
			m.cells = append(m.cells, "", "", "", "", "")
		}
		if err := m.write(m.tables.cells); err != nil {
			return err
		}
	}
	return nil
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// table describes the wide table with a column for each of measures.
func (w *wide) table(measures []measure) *Table {
	t := &Table{Name: tableWide, Key: []string{"organization", "year"},
		EN: "An organization in a year: the value chosen for each measure, as the command matrix chooses it; the table wide_cells leads to the words.",
		ZH: "某单位某年：各项指标取值（取舍规则同matrix命令），出处见wide_cells表。"}
	t.Columns = append(t.Columns, wideKeys()...)
	t.Columns = append(t.Columns, Column{Name: "reports", Type: Integer, Always: true, EN: "number of reports", ZH: "报告份数"})
	taken := map[string]bool{"organization": true, "year": true, "reports": true, RowHash: true}
	for _, m := range measures {
		c := w.column(m)
		for n, name := 2, c.Name; taken[strings.ToLower(c.Name)]; n++ {
			c.Name = fmt.Sprintf("%s_%d", name, n)
		}
		taken[strings.ToLower(c.Name)] = true
		t.Columns = append(t.Columns, c)
	}
	t.Columns = append(t.Columns, hashColumn)
	return t
}

func wideKeys() []Column {
	org, year := unitColumn, yearColumn
	org.Name, org.Always, year.Always = "organization", true, true
	return []Column{org, year}
}

func (w *wide) column(m measure) Column {
	k := w.kinds[m.kind]
	// A comma in a name is more than Parquet takes.
	value := strings.ReplaceAll(m.value, ",", "_")
	switch {
	case compare.Measured(k):
		return Column{Name: k.Name + "_" + value, Type: Number, EN: "the " + k.Name + " of " + m.value, ZH: k.Plural + "表中" + m.value + "的数值"}
	case m.field >= 0:
		field := k.Fields[m.field].Name
		return Column{Name: k.Name + "_" + value, Type: Integer, EN: fmt.Sprintf("number of %s whose %s is %s", k.Plural, field, m.value), ZH: fmt.Sprintf("%s表中%s为%s的项数", k.Plural, field, m.value)}
	}
	return Column{Name: k.Plural, Type: Integer, EN: "number of " + k.Plural, ZH: k.Plural + "表中的项数"}
}

func cellsTable() *Table {
	t := &Table{Name: tableCells, Key: []string{"organization", "year", "measure"},
		EN: "A cell of the table wide, and the words that state it.", ZH: "wide表的一个单元格及其出处。"}
	t.Columns = append(wideKeys(),
		Column{Name: "measure", Type: Term, Always: true, EN: "the column of the table wide", ZH: "wide表的列名"},
		Column{Name: "value", Type: Number, EN: "the cell; empty if what is stated cannot be one number", ZH: "单元格的值；无法归为一个数时为空"},
		Column{Name: "basis", Type: Term, Always: true, EN: "stated by one fact, number of facts, or apart: what is stated cannot be one number", ZH: "依据：stated一处陈述，number项数，apart多处陈述无法合并"},
		Column{Name: "max", Type: Number, EN: "upper end of a range", ZH: "区间的上限"},
		Column{Name: "unit", EN: "what the number counts in", ZH: "单位"},
		Column{Name: "qualifier", Type: Term, EN: "exact, or how else it is known", ZH: "确切程度"},
		Column{Name: "per", Type: Term, EN: "the period for which the number holds", ZH: "周期"},
		Column{Name: "planned", Type: Term, EN: "yes if it is only planned", ZH: "仅为计划则为yes"},
		Column{Name: "other_year", Type: Term, EN: "yes if only reports of another year state it", ZH: "仅见于他年报告则为yes"},
		Column{Name: "decided", Type: Term, EN: "the rule by which it was chosen before other facts; empty if there was no choice", ZH: "取舍所据规则；无须取舍时为空"},
		Column{Name: "chosen", Type: Integer, Always: true, EN: "number of facts that it is made of", ZH: "所据事实数"},
		Column{Name: "others", Type: Integer, Always: true, EN: "number of facts that were not chosen", ZH: "未采用的事实数"},
		Column{Name: columnPath, EN: "path of the report, where one fact states it", ZH: "出处报告路径，仅限stated"})
	for _, c := range evidenceColumns {
		if c.Name != "sentence" && c.Name != "page" {
			t.Columns = append(t.Columns, c)
		}
	}
	t.Columns = append(t.Columns, hashColumn)
	return t
}
