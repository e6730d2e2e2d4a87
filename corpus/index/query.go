package index

import (
	"errors"
	"strings"

	"github.com/blevesearch/bleve/v2/search/query"
)

// Query asks for reports, or for facts of one kind. Empty fields ask for
// nothing.
type Query struct {
	// Text holds words in either language, in any script and case. "Words in
	// quotes" stand together as written.
	Text     string
	YearFrom int    // the first year; 0 for no limit
	YearTo   int    // the last year; 0 for no limit
	Org      string // a part of the organisation's name
	Kind     string // the name of a kind: the facts of that kind that hold the words
	Limit    int    // how many hits at most; 0 stands for 10
	Offset   int    // how many hits to leave out first
}

// ErrEmpty says that a query asks for nothing.
var ErrEmpty = errors.New("the query holds no word to look for")

// parse returns the parts of a query, and the pieces between its blanks that are
// more than one part.
func parse(s string) (parts []part, pieces []string) {
	s = strings.NewReplacer("“", `"`, "”", `"`).Replace(normal(s))
	for quoted := false; s != ""; quoted = !quoted {
		piece, rest, found := strings.Cut(s, `"`)
		s = rest
		if quoted && found {
			if p := newPhrase(piece); p != nil {
				parts = append(parts, *p)
			}
			continue
		}
		for _, word := range strings.Fields(piece) {
			n := len(parts)
			parts = appendWords(parts, word)
			if len(parts) > n+1 {
				pieces = append(pieces, word)
			}
		}
	}
	return parts, pieces
}

// filters returns what a report must be, beside the words.
func (q *Query) filters() []query.Query {
	var fs []query.Query
	if q.YearFrom != 0 || q.YearTo != 0 {
		from, to := yearTerm(q.YearFrom), "9999"
		if q.YearTo != 0 {
			to = yearTerm(q.YearTo)
		}
		yes := true
		r := query.NewTermRangeInclusiveQuery(from, to, &yes, &yes)
		r.SetField(fieldYear)
		fs = append(fs, r)
	}
	if q.Org != "" {
		if terms := orgQuery(q.Org); len(terms) > 0 {
			fs = append(fs, holdsAll(fieldOrg, terms, 0))
		} else {
			fs = append(fs, query.NewMatchNoneQuery())
		}
	}
	if q.Kind != "" {
		fs = append(fs, term(fieldKind, q.Kind, 1))
	}
	return fs
}

// stage is one query of a search. Hits of one stage come before those of the
// next, and no report is in two.
type stage struct {
	query   query.Query
	read    bool // the text has to be read to know whether it answers
	partial bool // it holds some of the parts, not all
}

// stages returns the queries for the reports in which all parts are words, for
// those that hold all parts in any way, and for those that hold some.
func (q *Query) stages(parts []part, pieces []string) []stage {
	filters := q.filters()
	build := func(must, mustNot []query.Query) *query.BooleanQuery {
		b := query.NewBooleanQuery(must, nil, mustNot)
		for _, piece := range pieces {
			if side := together(piece, scorePiece); side != nil {
				b.AddShould(side)
			}
		}
		addFilters(b, filters)
		return b
	}
	read := q.Org != "" || q.Kind != "" // what a filter leaves may be too much
	if len(parts) == 0 {
		return []stage{{query: build([]query.Query{constant{query.NewMatchAllQuery(), 0}}, nil), read: read}}
	}
	words, clauses := make([]query.Query, len(parts)), make([]query.Query, len(parts))
	phrases, exact := false, true
	for i := range parts {
		words[i], clauses[i] = parts[i].words(q.Kind), parts[i].clause(q.Kind)
		phrases = phrases || parts[i].phrase
		exact = exact && parts[i].exact()
	}
	var list []stage
	var before []query.Query
	if !phrases {
		list = append(list, stage{query: build(words, nil), read: read})
		before = []query.Query{query.NewConjunctionQuery(words)}
	}
	list = append(list, stage{query: build(clauses, before), read: read || !exact})
	if len(parts) > 1 {
		some := build([]query.Query{query.NewDisjunctionQuery(clauses)}, []query.Query{query.NewConjunctionQuery(clauses)})
		list = append(list, stage{query: some, read: true, partial: true})
	}
	return list
}

func addFilters(q *query.BooleanQuery, filters []query.Query) {
	switch len(filters) {
	case 0:
	case 1:
		q.AddFilter(filters[0])
	default:
		q.AddFilter(query.NewConjunctionQuery(filters))
	}
}
