package compare

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"

	"zongjie/extract"
)

// Candidate is a fact that may fill a cell of a table, and the report that
// states it.
type Candidate struct {
	Path string
	Meta *extract.Meta // of the report
	Fact *extract.Fact
	// Year is the year that the fact is of: the one that its sentence names,
	// otherwise that of the report.
	Year int
	// Lost names the criterion by which another fact was chosen before this one;
	// Same where it states what the chosen one does; "" for a fact that was
	// chosen.
	Lost string

	unit  string // the organisation; the path where the report names none
	order int    // of the report
	part  bool   // a part of another fact that could stand in the same place; choose says
	roles *roles
	value *big.Rat
}

// Same says that a fact was not chosen because another was that states the same.
const Same = "same"

// Criterion is one reason to prefer a fact to another.
type Criterion struct {
	Name string // stable: JSON holds it
	Doc  string
	// compare is negative where a is preferred to b.
	compare func(a, b *Candidate) int
}

// Criteria are the reasons to prefer one fact to another that could stand in the
// same place, in the order in which they are asked. Between the facts of one
// report the ones about reports decide nothing, so there the order is: total,
// actual, whole, exact, stated-year, opening, larger, earliest.
var Criteria = []Criterion{
	{"own-year", "what a report of the year says, before what a report of another year says of it",
		func(a, b *Candidate) int { return first(a.own(), b.own()) }},
	{"latest", "a later year before an earlier one, where the table does not tell years apart",
		func(a, b *Candidate) int { return b.Year - a.Year }},
	{"total", "a total before a part of it",
		func(a, b *Candidate) int { return first(!a.part, !b.part) }},
	{"actual", "actual before planned",
		func(a, b *Candidate) int { return first(a.actual(), b.actual()) }},
	{"whole", "a number as such before one per week, month or other period",
		func(a, b *Candidate) int { return first(a.get(a.roles.per) == "", b.get(b.roles.per) == "") }},
	{"type", "a summary before a report, deeds, other texts, and plans last",
		func(a, b *Candidate) int { return typeRank(a) - typeRank(b) }},
	{"exact", "an exact number before an approximate one, a bound or a range",
		func(a, b *Candidate) int { return first(a.exact(), b.exact()) }},
	{"stated-year", "a sentence that names the year before one that names none",
		func(a, b *Candidate) int { return first(a.get(a.roles.year) != "", b.get(b.roles.year) != "") }},
	// There a report says how big its organisation is; below its headings it tells
	// who took part in what.
	{"opening", "what stands before the first heading, before what stands below one",
		func(a, b *Candidate) int { return first(len(a.Fact.Section) == 0, len(b.Fact.Section) == 0) }},
	{"larger", "the larger number",
		func(a, b *Candidate) int {
			if a.value == nil || b.value == nil {
				return first(a.value != nil, b.value != nil)
			}
			return b.value.Cmp(a.value)
		}},
	{"earliest", "the first in the order of paths, then of places in the text",
		func(a, b *Candidate) int {
			return cmp.Or(a.order-b.order, a.Fact.Quote.Start-b.Fact.Quote.Start, a.Fact.Quote.End-b.Fact.Quote.End)
		}},
}

// typeRanks is the order of types of reports: what was done is better known to a
// summary than to a plan.
var typeRanks = []string{"summary", "report", "deeds", "other", "", "plan"}

func typeRank(c *Candidate) int {
	if i := slices.Index(typeRanks, c.Meta.DocType); i >= 0 {
		return i
	}
	return slices.Index(typeRanks, "")
}

// first orders what is true before what is not.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// newCandidate returns a copy of fact as a candidate, so that the other facts of
// its report need not be kept. order is the place of the report.
func newCandidate(path string, meta *extract.Meta, fact *extract.Fact, r *roles, order int) *Candidate {
	kept := *fact
	kept.Values = slices.Clone(fact.Values)
	c := &Candidate{Path: path, Meta: meta, Fact: &kept, Year: meta.Year, unit: meta.Unit(), order: order, roles: r}
	if y, err := strconv.Atoi(c.get(r.year)); err == nil && y > 0 {
		c.Year = y
	}
	if c.unit == "" {
		c.unit = path
	}
	c.value = number(c.get(r.value))
	return c
}

func (c *Candidate) get(i int) string { return at(c.Fact, i) }
func (c *Candidate) own() bool        { return c.Meta.Year == 0 || c.Year == c.Meta.Year }
func (c *Candidate) actual() bool     { m := c.get(c.roles.modality); return m == "" || m == actual }
func (c *Candidate) exact() bool {
	q := c.get(c.roles.qualifier)
	return (q == "" || q == exact) && c.get(c.roles.max) == ""
}

// says reports whether a and b state the same: number, unit, and all that
// decides how they are to be read.
func says(a, b *Candidate) bool {
	if a.value == nil || b.value == nil || a.value.Cmp(b.value) != 0 || !sameUnit(a.get(a.roles.unit), b.get(b.roles.unit)) {
		return false
	}
	return a.get(a.roles.max) == b.get(b.roles.max) && a.get(a.roles.per) == b.get(b.roles.per) &&
		a.actual() == b.actual() && a.qualifier() == b.qualifier() && a.Year == b.Year
}

// qualifier returns how exactly c states its number, "exact" unless it says.
func (c *Candidate) qualifier() string { return cmp.Or(c.get(c.roles.qualifier), exact) }

// prefer orders candidates by Criteria.
func prefer(a, b *Candidate) int {
	for i := range Criteria {
		if n := Criteria[i].compare(a, b); n != 0 {
			return n
		}
	}
	return 0
}

// choose sorts list by preference, so that the chosen one is its first, notes
// why each of the others lost, and returns the criterion that decided: that by
// which the best fact that states something else lost; "" if there is none.
func choose(list []*Candidate) (decided string) {
	markParts(list)
	slices.SortFunc(list, prefer)
	for _, c := range list[1:] {
		c.Lost = reason(list[0], c)
		if decided == "" && c.Lost != Same {
			decided = c.Lost
		}
	}
	return decided
}

// markParts says which of list are parts of others of it. A part of something else
// is none: the teachers of a school are a part of its staff, and all its teachers.
func markParts(list []*Candidate) {
	type place struct{ report, start int }
	starts := make(map[place]bool, len(list))
	for _, c := range list {
		starts[place{c.order, c.Fact.Quote.Start}] = true
	}
	for _, c := range list {
		total, err := strconv.Atoi(c.get(c.roles.partOf))
		c.part = err == nil && total != c.Fact.Quote.Start && starts[place{c.order, total}]
	}
}

// reason returns why c lost to chosen.
func reason(chosen, c *Candidate) string {
	if says(chosen, c) {
		return Same
	}
	for i := range Criteria {
		if Criteria[i].compare(chosen, c) != 0 {
			return Criteria[i].Name
		}
	}
	return Same
}

// against returns the first of the criteria named names by which chosen and c
// differ, "" if there is none.
func against(chosen, c *Candidate, names ...string) string {
	for i := range Criteria {
		if slices.Contains(names, Criteria[i].Name) && Criteria[i].compare(chosen, c) != 0 {
			return Criteria[i].Name
		}
	}
	return ""
}

// CriterionDoc returns what the criterion named name says, "" if there is none.
func CriterionDoc(name string) string {
	for i := range Criteria {
		if Criteria[i].Name == name {
			return Criteria[i].Doc
		}
	}
	return ""
}
