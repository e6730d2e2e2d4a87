package compare

import (
	"cmp"
	"fmt"
	"iter"
	"math/big"
	"path"
	"slices"
	"strconv"
	"strings"

	"zongjie/corpus"
	"zongjie/extract"
)

// Axis is what a row or a column of a table stands for.
type Axis string

// The axes.
const (
	Org      Axis = "org"      // Meta.Unit
	Year     Axis = "year"     // of the fact where its sentence names one, otherwise of the report
	Type     Axis = "type"     // Meta.DocType
	Language Axis = "language" // Meta.Language
	Folder   Axis = "folder"   // the folder that the report lies in
)

// Axes are all of them.
var Axes = []Axis{Org, Year, Type, Language, Folder}

// Condition is a filter of facts: the field named Field has the value Value. A
// field of text has it where it holds it. Both are compared folded, in any case.
type Condition struct{ Field, Value string }

// Query says which table is wanted.
type Query struct {
	Kind    *extract.Kind // of the facts in the cells
	Measure string        // of a kind with values: which; ignored for others
	Rows    Axis
	Columns Axis
	Where   []Condition // all of them hold
}

// Filters returns what is asked of every fact in the cells of q, for Store.Facts:
// where only such facts come, Matrix.Measures counts no measure but that of q.
func (q *Query) Filters() []corpus.Filter {
	filters := q.where()
	if Measured(q.Kind) {
		filters = append(filters, corpus.Filter{Field: naming(q.Kind), Holds: func(value string) bool { return value == q.Measure }})
	}
	return filters
}

// where returns q.Where as filters.
func (q *Query) where() []corpus.Filter {
	var filters []corpus.Filter
	for _, c := range q.Where {
		filters = append(filters, c.filter(q.Kind))
	}
	return filters
}

// Check returns what is wrong with q.
func (q *Query) Check() error {
	for _, a := range []Axis{q.Rows, q.Columns} {
		if !slices.Contains(Axes, a) {
			return fmt.Errorf("%q is no axis of a table; there are %s", a, names(Axes))
		}
	}
	if q.Rows == q.Columns {
		return fmt.Errorf("rows and columns are both %q", q.Rows)
	}
	for _, c := range q.Where {
		if q.Kind.Index(c.Field) < 0 {
			return fmt.Errorf("facts of kind %s have no field %q; they have %s", q.Kind.Name, c.Field, fieldNames(q.Kind))
		}
	}
	return nil
}

func names(axes []Axis) string {
	var list []string
	for _, a := range axes {
		list = append(list, string(a))
	}
	return strings.Join(list, ", ")
}

func fieldNames(k *extract.Kind) string {
	var list []string
	for _, f := range k.Fields {
		list = append(list, f.Name)
	}
	return strings.Join(list, ", ")
}

// Matrix is a table of what reports state.
type Matrix struct {
	Query
	RowNames    []string // sorted; only those that have a value
	ColumnNames []string // sorted; all that a report of these rows has
	Cells       map[Place]*Cell
	Reported    map[Place]int // how many reports a place has, whether they state a value or not

	Reports  int // that are in the table, whether they state a value or not
	NoOrg    int // reports that are not in it since they name no organisation
	NoYear   int // reports that are not in it since their year is not known, and their organisation is
	Empty    int // rows that are left out since no report of theirs states a value
	Homeless int // facts that state a year of which the table has no report of theirs

	Measures map[string]int // of the facts that Where lets pass: how many each has
}

// Place is a cell of a table, by the names of its row and column.
type Place struct{ Row, Column string }

// Basis says what the number of a cell is.
type Basis string

// The bases.
const (
	Stated Basis = "stated" // as one fact states it
	Sum    Basis = "sum"    // of what several organisations state, one fact each
	Number Basis = "number" // of the facts
	Apart  Basis = "apart"  // there is none: what is stated cannot be added, or is of several things
)

// Cell is a cell of a table.
type Cell struct {
	Basis     Basis
	Value     string // a JSON number; "" if Basis is Apart
	Max       string // upper end of a range
	Unit      string
	Qualifier string // "exact", or what the facts say
	Per       string
	Planned   bool
	// OtherYear says that only reports of another year speak of this one.
	OtherYear bool
	// Decided names the criterion by which the fact was chosen before the best one
	// that states something else; "" if there was no choice.
	Decided string
	Chosen  []*Candidate // of which the cell is made, by path and place
	Lost    []*Candidate // the others, by path and place; each says why
}

// NewMatrix makes the table that q wants from reports, which come in the order of
// their paths with the facts of q.Kind, if with any. It ends with the first error
// of theirs. q must have passed Check.
//
// A fact that names no year is of the year of its report. A fact that names
// another year never stands in the cell of its report's year. It stands in the
// cell of the year that it names, behind everything that reports of that year say,
// and only if the table has a report of that organisation and year: what is
// planned for next year, or was true last year, opens no column.
//
// A cell of one organisation and year takes one value by Criteria. Where it holds
// several organisations, one value of each is chosen and they are added up, if
// they count the same way. Where it holds several years, the latest counts. Rates
// have no larger one that stands for the others, since they are rates of different
// things: where only that or their place would decide, the cell has no number. Kinds
// without values have the number of facts instead: all of one report; of other
// reports of the same organisation and year those that the first does not state.
func NewMatrix(reports iter.Seq2[corpus.Report, error], q Query) (*Matrix, error) {
	b := &builder{m: &Matrix{Query: q, Cells: map[Place]*Cell{}, Reported: map[Place]int{}, Measures: map[string]int{}},
		roles: rolesOf(q.Kind), found: map[Place][]*Candidate{}}
	b.measured, b.where = Measured(q.Kind), q.where()
	for r, err := range reports {
		if err != nil {
			return nil, err
		}
		b.add(&r)
	}
	b.fill()
	return b.m, nil
}

// builder gathers the candidates of every cell.
type builder struct {
	m        *Matrix
	roles    roles
	measured bool
	where    []corpus.Filter
	order    int
	found    map[Place][]*Candidate
	homes    map[home]bool
	late     []*Candidate // of another year than their report's
}

// home is what must have a report for a fact of another year to stand there.
type home struct {
	unit string
	year int
}

func (b *builder) add(r *corpus.Report) {
	meta := r.Record.Meta // a copy: the record with all its facts need not be kept
	m := &meta
	b.order++
	if !b.placed(m) {
		return
	}
	b.m.Reports++
	at := b.place(r.Path, m, m.Year)
	b.m.Reported[at]++
	if b.homes == nil {
		b.homes = map[home]bool{}
	}
	unit := m.Unit()
	if unit == "" {
		unit = r.Path
	}
	b.homes[home{unit, m.Year}] = true
	for i := range r.Record.Facts {
		f := &r.Record.Facts[i]
		if f.Kind.Name != b.m.Kind.Name || !b.wanted(f) {
			continue
		}
		c := newCandidate(r.Path, m, f, &b.roles, b.order)
		switch {
		case b.measured && c.value == nil:
		case c.own():
			b.found[at] = append(b.found[at], c)
		default:
			b.late = append(b.late, c)
		}
	}
}

// placed reports whether m has what the axes ask for, and counts it if not.
func (b *builder) placed(m *extract.Meta) bool {
	org, year := true, true
	for _, a := range []Axis{b.m.Rows, b.m.Columns} {
		org = org && (a != Org || m.Unit() != "")
		year = year && (a != Year || m.Year != 0)
	}
	switch {
	case !org:
		b.m.NoOrg++
	case !year:
		b.m.NoYear++
	}
	return org && year
}

// wanted reports whether f passes the filters and is of the measure, and counts
// its measure.
func (b *builder) wanted(f *extract.Fact) bool {
	for i := range b.where {
		if !b.where[i].Holds(f.Values[b.where[i].Field]) {
			return false
		}
	}
	if !b.measured {
		return true
	}
	name := f.Values[b.roles.naming]
	b.m.Measures[name]++
	return name == b.m.Measure
}

func (b *builder) place(path string, m *extract.Meta, year int) Place {
	return Place{axisName(b.m.Rows, path, m, year), axisName(b.m.Columns, path, m, year)}
}

func axisName(a Axis, file string, m *extract.Meta, year int) string {
	switch a {
	case Org:
		return m.Unit()
	case Year:
		return strconv.Itoa(year)
	case Type:
		return m.DocType
	case Language:
		return m.Language
	}
	return path.Dir(file)
}

// fill makes the cells of what was found.
func (b *builder) fill() {
	for _, c := range b.late {
		at := b.place(c.Path, c.Meta, c.Year)
		if !b.homes[home{c.unit, c.Year}] || b.m.Reported[at] == 0 {
			b.m.Homeless++
			continue
		}
		b.found[at] = append(b.found[at], c)
	}
	rows, columns := map[string]bool{}, map[string]bool{}
	for at, list := range b.found {
		if b.measured {
			b.m.Cells[at] = valueCell(list, &b.roles)
		} else {
			b.m.Cells[at] = numberCell(list, b.m.Kind)
		}
		rows[at.Row] = true
	}
	empty := map[string]bool{}
	for at := range b.m.Reported {
		if rows[at.Row] {
			columns[at.Column] = true
		} else {
			empty[at.Row] = true
		}
	}
	b.m.Empty = len(empty)
	b.m.RowNames, b.m.ColumnNames = sorted(rows), sorted(columns)
}

func sorted(set map[string]bool) []string {
	list := make([]string, 0, len(set))
	for s := range set {
		list = append(list, s)
	}
	slices.Sort(list)
	return list
}

// units cuts list into the facts of each organisation, in the order of the first
// report of each.
func units(list []*Candidate) [][]*Candidate {
	slices.SortStableFunc(list, func(a, b *Candidate) int { return a.order - b.order })
	var groups [][]*Candidate
	of := map[string]int{}
	for _, c := range list {
		i, ok := of[c.unit]
		if !ok {
			i = len(groups)
			of[c.unit] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], c)
	}
	return groups
}

// valueCell chooses one value of each organisation, and adds them up.
func valueCell(list []*Candidate, r *roles) *Cell {
	cell := &Cell{}
	for _, group := range units(list) {
		decided := choose(group)
		cell.Decided = cmp.Or(cell.Decided, decided)
		n := 1
		if isRate(group[0].get(r.unit)) {
			n = level(group)
		}
		cell.Chosen = append(cell.Chosen, group[:n]...)
		cell.Lost = append(cell.Lost, group[n:]...)
	}
	one := cell.Chosen[0]
	cell.Unit, cell.Per, cell.Planned, cell.OtherYear = one.get(r.unit), one.get(r.per), !one.actual(), !one.own()
	cell.Qualifier = one.qualifier()
	if len(cell.Chosen) == 1 {
		cell.Basis, cell.Value, cell.Max = Stated, one.get(r.value), one.get(r.max)
	} else {
		cell.add(r)
	}
	cell.sort()
	return cell
}

// level returns how many of the facts of group, which choose has sorted, only
// their size or place puts behind the first, and takes back that they lost.
func level(group []*Candidate) int {
	n := 1
	for n < len(group) && slices.Contains([]string{"larger", "earliest", Same}, group[n].Lost) {
		n++
	}
	if !slices.ContainsFunc(group[:n], func(c *Candidate) bool { return c.Lost != Same && c.Lost != "" }) {
		return 1 // all say the same
	}
	for _, c := range group[:n] {
		c.Lost = ""
	}
	return n
}

// add makes c the sum of the values that were chosen, if they can be added.
func (c *Cell) add(r *roles) {
	c.Basis = Sum
	sum := new(big.Rat)
	for _, one := range c.Chosen {
		if !sameUnit(c.Unit, one.get(r.unit)) || c.Per != one.get(r.per) || c.Planned == one.actual() || one.get(r.max) != "" || isRate(c.Unit) {
			*c = Cell{Basis: Apart, Decided: c.Decided, Chosen: c.Chosen, Lost: c.Lost}
			return
		}
		if one.qualifier() != c.Qualifier {
			c.Qualifier = joint(c.Qualifier, one.qualifier())
		}
		c.OtherYear = c.OtherYear || !one.own()
		sum.Add(sum, one.value)
	}
	c.Value = decimal(sum)
}

// joint returns how exactly a sum is known of which parts are known as a and b.
func joint(a, b string) string {
	for _, bound := range []string{"at_least", "at_most"} {
		if (a == exact || a == bound) && (b == exact || b == bound) {
			return bound
		}
	}
	return "approx"
}

// numberCell counts facts.
func numberCell(list []*Candidate, k *extract.Kind) *Cell {
	cell := &Cell{Basis: Number, Qualifier: exact, Planned: true}
	for _, group := range units(list) {
		chosen, lost := counted(group, k)
		cell.Chosen = append(cell.Chosen, chosen...)
		cell.Lost = append(cell.Lost, lost...)
		cell.Planned = cell.Planned && !chosen[0].actual()
		cell.OtherYear = cell.OtherYear || !chosen[0].own()
	}
	if !cell.Planned { // then what other organisations only plan is not counted
		cell.Chosen = slices.DeleteFunc(cell.Chosen, func(c *Candidate) bool {
			if !c.actual() {
				c.Lost = "actual"
				cell.Lost = append(cell.Lost, c)
			}
			return !c.actual()
		})
	}
	for _, c := range cell.Lost {
		if c.Lost != Same {
			cell.Decided = cmp.Or(cell.Decided, c.Lost)
		}
	}
	cell.Value = strconv.Itoa(len(cell.Chosen))
	cell.sort()
	return cell
}

// counted parts the facts of one organisation into those that count and those
// that do not: reports of the year count before those of another, the latest year
// alone, and what is done before what is planned; what two reports say counts once.
func counted(group []*Candidate, k *extract.Kind) (counted, lost []*Candidate) {
	slices.SortFunc(group, prefer)
	best := group[0]
	stated := map[string]int{} // by key: the report that states it
	for _, c := range group {
		if c.Lost = against(best, c, "own-year", "latest", "actual"); c.Lost == "" {
			key := keyOf(c.Fact, k)
			if by, ok := stated[key]; !ok {
				stated[key] = c.order
			} else if by != c.order {
				c.Lost = Same
			}
		}
		if c.Lost == "" {
			counted = append(counted, c)
		} else {
			lost = append(lost, c)
		}
	}
	return counted, lost
}

// sort puts the facts of c into the order of paths and places.
func (c *Cell) sort() {
	place := func(a, b *Candidate) int {
		return cmp.Or(a.order-b.order, a.Fact.Quote.Start-b.Fact.Quote.Start, a.Fact.Quote.End-b.Fact.Quote.End)
	}
	slices.SortStableFunc(c.Chosen, place)
	slices.SortStableFunc(c.Lost, place)
}

// Choice reports whether c was chosen among facts that state different things.
func (c *Cell) Choice() bool { return c.Decided != "" }

// filter returns c as a question to facts of kind k.
func (c Condition) filter(k *extract.Kind) corpus.Filter {
	i := k.Index(c.Field)
	want, text := plain(c.Value), k.Fields[i].Type == extract.TypeText
	return corpus.Filter{Field: i, Holds: func(value string) bool {
		have := plain(value)
		return have == want || text && strings.Contains(have, want)
	}}
}
