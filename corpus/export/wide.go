package export

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"fmt"
	"iter"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"zongjie/corpus"
	"zongjie/corpus/compare"
	"zongjie/extract"
)

// wide gathers what the wide table is made of: of every fact what it takes to
// choose one for a cell, without the text around it. It waits in a file, since it
// comes by path and is wanted by organisation. Which fact fills a cell is decided
// by compare.NewMatrix, so that a table of this package and one of the command
// matrix never differ.
type wide struct {
	kinds    []*extract.Kind
	path     string // of the file
	file     *os.File
	out      *bufio.Writer
	at       int64                // bytes written
	units    map[string][]stretch // of the file, by organisation
	measures map[measure]bool
	packed   []byte
}

// stretch is where what is kept of one report lies in the file.
type stretch struct {
	at    int64
	bytes int
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

func newWide(kinds []*extract.Kind, path string) *wide {
	return &wide{kinds: kinds, path: path, units: map[string][]stretch{}, measures: map[measure]bool{}}
}

// add keeps what r states, if it is known whose report it is and of which year.
func (w *wide) add(r *corpus.Report) error {
	unit := r.Record.Meta.Unit()
	if unit == "" || r.Record.Meta.Year == 0 {
		return nil
	}
	if w.file == nil {
		var err error
		if w.file, err = os.OpenFile(w.path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600); err != nil {
			return err
		}
		w.out = bufio.NewWriterSize(w.file, 1<<16)
	}
	for i := range r.Record.Facts {
		for _, m := range measuresOf(w.kindOf(&r.Record.Facts[i]), &r.Record.Facts[i]) {
			if !w.measures[m] {
				m.value = strings.Clone(m.value) // it may be a piece of all that is stored of a report
				w.measures[m] = true
			}
		}
	}
	w.packed = w.pack(w.packed[:0], r)
	if _, known := w.units[unit]; !known {
		unit = strings.Clone(unit)
	}
	w.units[unit] = append(w.units[unit], stretch{w.at, len(w.packed)})
	w.at += int64(len(w.packed))
	_, err := w.out.Write(w.packed)
	return err
}

// kindOf returns the number of the kind of f, -1 if its facts are no measure of
// anything.
func (w *wide) kindOf(f *extract.Fact) int {
	if f.Kind.Outline {
		return -1
	}
	return slices.Index(w.kinds, f.Kind)
}

// pack appends what is kept of r: strings, each after its length, and numbers.
func (w *wide) pack(b []byte, r *corpus.Report) []byte {
	m := &r.Record.Meta
	b = packTexts(b, r.Path, m.DocType, m.Unit())
	b = binary.AppendVarint(b, int64(m.Year))
	for i := range r.Record.Facts {
		f := &r.Record.Facts[i]
		k := w.kindOf(f)
		if k < 0 {
			continue
		}
		b = binary.AppendVarint(b, int64(k))
		b = packTexts(b, f.Values...)
		b = packTexts(b, f.Quote.Text)
		for _, n := range []int{f.Quote.Line, f.Quote.Start, f.Quote.End} {
			b = binary.AppendVarint(b, int64(n))
		}
	}
	return b
}

func packTexts(b []byte, texts ...string) []byte {
	for _, s := range texts {
		b = append(binary.AppendVarint(b, int64(len(s))), s...)
	}
	return b
}

// unpacker reads what pack wrote.
type unpacker struct{ rest string }

func (u *unpacker) number() int {
	var n uint64
	for i, shift := 0, 0; i < len(u.rest); i, shift = i+1, shift+7 {
		n |= uint64(u.rest[i]&0x7F) << shift
		if u.rest[i] < 0x80 {
			u.rest = u.rest[i+1:]
			break
		}
	}
	return int(int64(n>>1) ^ -int64(n&1))
}

func (u *unpacker) text() string {
	n := u.number()
	s := u.rest[:n]
	u.rest = u.rest[n:]
	return s
}

// unpack reads what pack wrote of one report.
func (w *wide) unpack(packed string) corpus.Report {
	u := &unpacker{packed}
	r := corpus.Report{Path: u.text(), Record: &extract.Record{}}
	r.Record.Meta.DocType, r.Record.Meta.Organization = u.text(), u.text()
	r.Record.Meta.Year = u.number()
	for u.rest != "" {
		k := w.kinds[u.number()]
		f := extract.Fact{Kind: k, Values: make([]string, len(k.Fields))}
		for i := range f.Values {
			f.Values[i] = u.text()
		}
		f.Quote.Text = u.text()
		f.Quote.Line, f.Quote.Start, f.Quote.End = u.number(), u.number(), u.number()
		r.Record.Facts = append(r.Record.Facts, f)
	}
	return r
}

// measuresOf returns the columns that f, whose kind is numbered k, may fill.
func measuresOf(k int, f *extract.Fact) []measure {
	if k < 0 {
		return nil
	}
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

// columns returns the measures, by kind, then by name.
func (w *wide) columns() []measure {
	return slices.SortedFunc(maps.Keys(w.measures), func(a, b measure) int {
		return cmp.Or(a.kind-b.kind, a.field-b.field, strings.Compare(a.value, b.value))
	})
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

// write writes the wide table and the one that leads from its cells to the words.
func (w *wide) write(m *rowMaker) error {
	columns := w.columns()
	t := w.table(columns)
	if err := m.begin(t); err != nil {
		return err
	}
	if w.file == nil {
		return nil
	}
	defer w.file.Close()
	if err := w.out.Flush(); err != nil {
		return err
	}
	units := slices.Sorted(maps.Keys(w.units))
	for len(units) > 0 {
		part, n, err := w.read(units)
		if err != nil {
			return err
		}
		if err := part.write(m, t, w, columns); err != nil {
			return err
		}
		units = units[n:]
	}
	return nil
}

// part is some organisations with all of their reports.
type part struct {
	reports []corpus.Report           // by path within an organisation
	facts   map[measure]map[int][]int // of a measure: by report the numbers of its facts
}

// partBytes is how many bytes of the file are laid out at a time.
const partBytes = 4 << 20

// read reads what is kept of the first n of units: some, and at least one.
func (w *wide) read(units []string) (p *part, n int, err error) {
	p = &part{facts: map[measure]map[int][]int{}}
	total := 0
	for total < partBytes && n < len(units) {
		for _, s := range w.units[units[n]] {
			packed := make([]byte, s.bytes)
			if _, err := w.file.ReadAt(packed, s.at); err != nil {
				return nil, 0, err
			}
			p.add(w, w.unpack(string(packed)))
			total += s.bytes
		}
		n++
	}
	return p, n, nil
}

func (p *part) add(w *wide, r corpus.Report) {
	at := len(p.reports)
	p.reports = append(p.reports, r)
	for i := range r.Record.Facts {
		f := &r.Record.Facts[i]
		for _, m := range measuresOf(w.kindOf(f), f) {
			if p.facts[m] == nil {
				p.facts[m] = map[int][]int{}
			}
			p.facts[m][at] = append(p.facts[m][at], i)
		}
	}
}

// of yields the reports of those organisations that state something of m, with
// the facts that do: others have no say in its cells.
func (p *part) of(m measure) iter.Seq2[corpus.Report, error] {
	facts := p.facts[m]
	stating := map[string]bool{}
	for i := range facts {
		stating[p.reports[i].Record.Meta.Organization] = true
	}
	return func(yield func(corpus.Report, error) bool) {
		for i := range p.reports {
			r := p.reports[i]
			if !stating[r.Record.Meta.Organization] {
				continue
			}
			rec := &extract.Record{Meta: r.Record.Meta}
			for _, n := range facts[i] {
				rec.Facts = append(rec.Facts, r.Record.Facts[n])
			}
			if !yield(corpus.Report{Path: r.Path, Record: rec}, nil) {
				return
			}
		}
	}
}

// write writes the rows of both tables.
func (p *part) write(m *rowMaker, t *Table, w *wide, columns []measure) error {
	var cells []cellOf
	for i, measure := range columns {
		if p.facts[measure] == nil {
			continue
		}
		matrix, err := compare.NewMatrix(p.of(measure), w.query(measure))
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
	if err := p.rows(m, t, cells); err != nil {
		return err
	}
	return evidence(m, t, cells)
}

// rows writes a row for every organisation and year of which there is a report.
func (p *part) rows(m *rowMaker, t *Table, cells []cellOf) error {
	reports := map[compare.Place]int{}
	for _, r := range p.reports {
		reports[compare.Place{Row: r.Record.Meta.Organization, Column: strconv.Itoa(r.Record.Meta.Year)}]++
	}
	places := slices.SortedFunc(maps.Keys(reports), func(a, b compare.Place) int {
		return cmp.Or(strings.Compare(a.Row, b.Row), strings.Compare(a.Column, b.Column))
	})
	for _, place := range places {
		m.cells = append(m.cells[:0], place.Row, place.Column, strconv.Itoa(reports[place]))
		first := len(m.cells)
		for range len(t.Columns) - first - 1 {
			m.cells = append(m.cells, "")
		}
		for len(cells) > 0 && cells[0].place == place {
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
func evidence(m *rowMaker, t *Table, cells []cellOf) error {
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
		return Column{Name: k.Name + "_" + value, Type: Integer, EN: fmt.Sprintf("number of rows of the table %s whose %s is %s: what is stated, each once, however often it took place", k.Plural, field, m.value), ZH: fmt.Sprintf("%s表中%s为%s的项数；一项举办多次仍计一项", k.Plural, field, m.value)}
	}
	return Column{Name: k.Plural, Type: Integer, EN: "number of rows of the table " + k.Plural + ": what is stated, each once, however often it took place", ZH: k.Plural + "表中的项数；一项举办多次仍计一项"}
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
