// Package compare lays reports side by side: two reports (Reports), many
// organisations against their years (Matrix), one organisation over the years
// (Trend). It shows what was stated and says by which rule one value was chosen
// among several; a number that no report states is never in its output, but for
// differences, sums and numbers of facts, which are marked as such.
//
// # What it knows of kinds
//
// No kind is known by its name. What a field means to a comparison is said by
// its name, the same in every kind:
//
//	value      the number that the fact states
//	max        the upper end of its range
//	unit       what the number counts in
//	qualifier  how exactly: "exact" or another word
//	modality   "actual", or "planned" for what is not done yet
//	per        the period for which the number holds: "week"
//	year       the year that the sentence names, where it names one
//	part_of    set where the fact is a part of another: start of its quote
//
// The naming field of a kind is the first field of its key that holds terms: its
// values are the measures (what is counted). A kind without a value has no
// measures but one, the number of its facts. The term "other" is a measure of
// nothing: it stands for things of many sorts.
package compare

import (
	"slices"
	"strings"

	"zongjie/extract"
	"zongjie/lexicon/fold"
)

// Other is the term that names no thing in particular.
const Other = "other"

// The words of modality and qualifier that comparison knows.
const (
	actual = "actual"
	exact  = "exact"
)

// roles are the places of the fields that comparison understands in the fields
// of a kind; -1 for those that the kind has not.
type roles struct {
	naming, value, max, unit, qualifier, modality, per, year, partOf int
}

func rolesOf(k *extract.Kind) roles {
	return roles{naming: naming(k), value: k.Index("value"), max: k.Index("max"), unit: k.Index("unit"),
		qualifier: k.Index("qualifier"), modality: k.Index("modality"), per: k.Index("per"),
		year: k.Index("year"), partOf: k.Index("part_of")}
}

// naming returns the place of the field that names the measures of k, or -1.
func naming(k *extract.Kind) int {
	for _, name := range k.Key {
		if i := k.Index(name); i >= 0 && k.Fields[i].Type == extract.TypeTerm {
			return i
		}
	}
	return -1
}

// Measured reports whether facts of kind k state values of measures; of other
// kinds a table shows the number of facts.
func Measured(k *extract.Kind) bool {
	r := rolesOf(k)
	return r.naming >= 0 && r.value >= 0
}

// Naming returns the field whose values are the measures of k, and whether k
// has one.
func Naming(k *extract.Kind) (extract.Field, bool) {
	if i := naming(k); i >= 0 {
		return k.Fields[i], true
	}
	return extract.Field{}, false
}

// at returns the value of the field at place i, "" if the kind has none there.
func at(f *extract.Fact, i int) string {
	if i < 0 {
		return ""
	}
	return f.Values[i]
}

// people are the words that count people one by one. A number without any of
// them counts the same: "45 party members" is 党员45名 and 45位党员.
var people = []string{"", "名", "人", "位", "个", "口", "员", "个人", "people", "person", "persons"}

// rates are units of numbers that are parts of a whole: they are not added, and
// their differences are points.
var rates = []string{"%", "‰", "percent", "per cent", "个百分点", "percentage points"}

// yuan are the words for the currency of China in both languages.
var yuan = []string{"元", "yuan", "rmb", "cny"}

// sameUnit reports whether numbers in the units a and b count the same way.
func sameUnit(a, b string) bool {
	a, b = plain(a), plain(b)
	return a == b || slices.Contains(people, a) && slices.Contains(people, b) || slices.Contains(yuan, a) && slices.Contains(yuan, b)
}

// Unit returns the unit in which most of cells count, as one of them writes it; ""
// if most name none, or count people. Cells may be nil.
func Unit(cells []*Cell) string {
	counts, written := map[string]int{}, map[string]string{}
	for _, c := range cells {
		if c == nil || c.Value == "" {
			continue
		}
		unit := plain(c.Unit)
		switch {
		case slices.Contains(people, unit):
			unit = ""
		case slices.Contains(yuan, unit):
			unit = yuan[0]
		}
		counts[unit]++
		if have, ok := written[unit]; !ok || c.Unit < have {
			written[unit] = c.Unit
		}
	}
	most := ""
	for unit, n := range counts {
		if n > counts[most] || n == counts[most] && unit < most {
			most = unit
		}
	}
	if most == "" {
		return ""
	}
	return written[most]
}

// Counts reports whether the number of c counts as numbers in unit do; one without
// a unit of its own does.
func (c *Cell) Counts(unit string) bool { return c.Unit == "" || sameUnit(c.Unit, unit) }

// IsRate reports whether the number of c is a part of a whole.
func (c *Cell) IsRate() bool { return isRate(c.Unit) }

func isRate(unit string) bool { return slices.Contains(rates, plain(unit)) }

// plain returns s folded, in lower case, without the blanks around it.
func plain(s string) string {
	for i := range len(s) {
		if s[i] >= 0x80 || s[i] <= ' ' || 'A' <= s[i] && s[i] <= 'Z' {
			return strings.TrimSpace(strings.ToLower(fold.String(s)))
		}
	}
	return s
}
