package index

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"zongjie/extract"
)

// Query asks for reports, or for facts. Empty fields ask for nothing.
type Query struct {
	// Text is in the language of queries: words in either language, in any script
	// and case, "words in quotes" that stand together, fields and their values.
	Text     string
	YearFrom int    // the first year; 0 for no limit
	YearTo   int    // the last year; 0 for no limit
	Org      string // a part of the organisation's name
	Kind     string // the name of a kind: the facts of that kind that answer
	Facts    bool   // the facts that answer, of any kind
	Limit    int    // how many hits at most; 0 stands for 10
	Offset   int    // how many hits to leave out first
	Sort     Sort
	Facets   []string // the fields to count by, named as FacetNamed does
	// Exact reads as many texts as it takes to know the total and the facets.
	Exact bool
	// NoTranslation leaves out reports that name what the query names only in the
	// other language.
	NoTranslation bool
}

// byFact reports whether the hits are facts.
func (q *Query) byFact() bool { return q.Facts || q.Kind != "" }

// Sort is an order of hits. Those that are equal are in the order of their paths.
type Sort string

// The orders.
const (
	ByScore    Sort = "" // the best first
	ByYear     Sort = "year"
	ByYearDown Sort = "-year" // the newest first
	ByOrg      Sort = "org"   // by the code points of the name
	ByPath     Sort = "path"
)

// Sorts are all orders; ByScore is the first.
var Sorts = []Sort{ByScore, ByYear, ByYearDown, ByOrg, ByPath}

// ErrEmpty says that a query asks for nothing.
var ErrEmpty = errors.New("the query holds no word to look for")

// Facet counts the reports that answer by the values of one field.
type Facet struct {
	Field  string  `json:"field"`
	Values []Count `json:"values"` // the most frequent first, then by value
	None   int     `json:"none"`   // reports that have no value
}

// Count is how many reports have a value.
type Count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// DefaultFacets are the fields that reports are counted by where none are named.
var DefaultFacets = []string{askYear, askOrg, askType, askKind, askLang}

// facetable returns the names of the fields that reports of a workspace with these
// kinds can be counted by: those of reports, and KIND.FIELD for every field of
// terms.
func facetable(kinds []*extract.Kind) []string {
	names := slices.Clone(DefaultFacets)
	for _, k := range kinds {
		for _, f := range k.Fields {
			if f.Type == extract.TypeTerm {
				names = append(names, factField(k, f.Name))
			}
		}
	}
	return names
}

// FacetNamed returns the full name of the field that name means: FIELD alone will
// do where just one kind has it.
func FacetNamed(kinds []*extract.Kind, name string) (string, error) {
	all := facetable(kinds)
	if alias := askAliases[name]; alias != "" {
		name = alias
	}
	var ends []string
	for _, full := range all {
		if full == name {
			return name, nil
		}
		if strings.HasSuffix(full, "."+name) {
			ends = append(ends, full)
		}
	}
	switch {
	case len(ends) == 1:
		return ends[0], nil
	case len(ends) > 1:
		return "", fmt.Errorf("%s may mean %s", name, orList(ends))
	}
	if near := nearest(name, all); near != "" {
		return "", fmt.Errorf("reports cannot be counted by %q; did you mean %q?", name, near)
	}
	return "", fmt.Errorf("reports cannot be counted by %q; they can by %s", name, strings.Join(all, ", "))
}

// indexed are the fields of the index behind those of reports.
var indexed = map[string]string{askYear: fieldYear, askOrg: fieldUnit, askType: fieldType, askKind: fieldKind, askLang: fieldLang}

// facet counts the documents of found by the field called name.
func (v *view) facet(name string, found docs) (Facet, error) {
	field := indexed[name]
	if field == "" {
		field = name
	}
	f := Facet{Field: name, Values: []Count{}}
	col, err := v.column(field, "")
	if err != nil {
		return f, err
	}
	having := v.none()
	for i, value := range col.values {
		n := 0
		for _, d := range col.docs[i] {
			if found.has(d) {
				n++
				having.add(d)
			}
		}
		if n > 0 {
			f.Values = append(f.Values, Count{value, n})
		}
	}
	slices.SortStableFunc(f.Values, func(a, b Count) int { return b.Count - a.Count }) // values are sorted
	f.None = found.count() - having.count()
	return f, nil
}
