package index

import (
	"context"
	"errors"
	"strings"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"

	"zongjie/extract/text"
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

// part is a word or phrase of a query.
type part struct {
	text   string   // normal; the stem, for an English word
	narrow bool     // an English word or a number, compared by stem
	phrase bool     // stands as written, blanks aside
	terms  []string // words of it in narrow script
	grams  []string // that every text has that holds it
}

// exact reports whether the terms and grams of p leave no text that does not hold
// it.
func (p *part) exact() bool { return !p.phrase && (p.narrow || len(p.grams) <= 1) }

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

func newPhrase(s string) *part {
	p := &part{text: squeeze(s), phrase: true, grams: gramsOf(s)}
	eachTerm(s, &stemmer{known: map[string]string{}}, noWords, func(term string, _ text.Span) { p.terms = append(p.terms, term) })
	if len(p.terms) == 0 && len(p.grams) == 0 {
		return nil
	}
	return p
}

// noWords cuts nothing out of a wide run.
func noWords(text.Span) []int { return nil }

func appendWords(parts []part, s string) []part {
	eachTerm(s, &stemmer{known: map[string]string{}}, cutKnown(s, nil), func(term string, at text.Span) {
		p := part{text: term, grams: gramsOf(s[at.Start:at.End])}
		p.narrow = len(p.grams) == 0
		for _, known := range parts {
			if known.text == p.text && !known.phrase {
				return
			}
		}
		parts = append(parts, p)
	})
	return parts
}

// gramsOf returns the pairs of s, and those characters that are in no pair.
func gramsOf(s string) []string {
	var grams []string
	seen := newPairSet(len(s))
	paired := map[string]bool{}
	eachGram(s, func(g string) {
		if n := len([]rune(g)); n == 2 {
			for _, r := range g {
				paired[string(r)] = true
			}
		}
	})
	eachGram(s, func(g string) {
		if !paired[g] && seen.add(g) {
			grams = append(grams, g)
		}
	})
	return grams
}

// squeeze makes one blank of every run of blanks and line ends.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// The weights of what a word can be found by: factors for words, which have
// frequencies, and scores for characters and pairs, which have none.
const (
	boostBody  = 1
	boostTitle = 3
	scorePiece = 10   // words that stand together in the query and in the text: before all others
	scoreGram  = 0.01 // the word is no word of the text, but its characters are there
)

// constant gives every match of a query one score. Without it, bleve computes
// infinities for fields that have no frequencies.
type constant struct {
	query.Query
	score float64
}

// Searcher implements query.Query.
func (c constant) Searcher(ctx context.Context, i index.IndexReader, m mapping.IndexMapping, options search.SearcherOptions) (search.Searcher, error) {
	options.Score = "none"
	s, err := c.Query.Searcher(ctx, i, m, options)
	if err != nil {
		return nil, err
	}
	return &constantSearcher{s, c.score}, nil
}

type constantSearcher struct {
	search.Searcher
	score float64
}

func (s *constantSearcher) Weight() float64 { return 0 }

func (s *constantSearcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	return s.scored(s.Searcher.Next(ctx))
}

func (s *constantSearcher) Advance(ctx *search.SearchContext, id index.IndexInternalID) (*search.DocumentMatch, error) {
	return s.scored(s.Searcher.Advance(ctx, id))
}

func (s *constantSearcher) scored(m *search.DocumentMatch, err error) (*search.DocumentMatch, error) {
	if m != nil {
		m.Score = s.score
	}
	return m, err
}

func term(field, t string, boost float64) query.Query {
	q := query.NewTermQuery(t)
	q.SetField(field)
	q.SetBoost(boost)
	return q
}

func allOf(field string, terms []string) query.Query {
	qs := make([]query.Query, len(terms))
	for i, t := range terms {
		qs[i] = term(field, t, boostBody)
	}
	if len(qs) == 1 {
		return qs[0]
	}
	return query.NewConjunctionQuery(qs)
}

// holdsAll finds the reports that have all the terms in a field without
// frequencies.
func holdsAll(field string, terms []string, score float64) query.Query {
	return constant{allOf(field, terms), score}
}

func anyOf(qs []query.Query) query.Query {
	if len(qs) == 1 {
		return qs[0]
	}
	return query.NewDisjunctionQuery(qs)
}

// clause finds the reports that may hold p, in their text or, where kind is
// named, in their facts of that kind.
func (p *part) clause(kind string) query.Query {
	field := fieldBody
	if kind != "" {
		field = fieldFact + kind
	}
	if p.phrase {
		var qs []query.Query
		if len(p.grams) > 0 {
			qs = append(qs, holdsAll(fieldGram, p.grams, scorePiece))
		}
		if len(p.terms) > 0 {
			qs = append(qs, allOf(field, p.terms))
		}
		return query.NewConjunctionQuery(qs)
	}
	qs := []query.Query{term(field, p.text, boostBody)}
	if kind == "" {
		qs = append(qs, term(fieldTitle, p.text, boostTitle))
	}
	if len(p.grams) > 0 {
		qs = append(qs, holdsAll(fieldGram, p.grams, scoreGram))
	}
	return anyOf(qs)
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

func orgQuery(name string) []string {
	s := normal(name)
	terms := gramsOf(s)
	eachTerm(s, &stemmer{known: map[string]string{}}, noWords, func(term string, _ text.Span) { terms = append(terms, term) })
	return terms
}

// build returns the query for the reports that hold all parts, and the one for
// those that hold some but not all of them; nil if there can be none.
func (q *Query) build(parts []part, pieces []string) (all, some query.Query) {
	filters := q.filters()
	clauses := make([]query.Query, len(parts))
	for i := range parts {
		clauses[i] = parts[i].clause(q.Kind)
	}
	both := query.NewBooleanQuery(clauses, nil, nil)
	if len(parts) == 0 {
		both.AddMust(constant{query.NewMatchAllQuery(), 0})
	}
	for _, piece := range pieces {
		if grams := gramsOf(piece); len(grams) > 0 {
			both.AddShould(holdsAll(fieldGram, grams, scorePiece))
		}
	}
	addFilters(both, filters)
	if len(parts) < 2 {
		return both, nil
	}
	either := query.NewBooleanQuery([]query.Query{query.NewDisjunctionQuery(clauses)}, nil, []query.Query{query.NewConjunctionQuery(clauses)})
	addFilters(either, filters)
	return both, either
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
