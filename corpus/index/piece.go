package index

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"

	"zongjie/extract/text"
)

// part is a word or phrase of a query.
type part struct {
	text   string // normal; the stem, for an English word
	narrow bool   // an English word or a number, compared by stem
	phrase bool   // stands as written, blanks aside
	// bounded is set where narrow script has to begin and end with it: the phrase
	// "party member" is not in "party membership".
	bounded bool
	terms   []string // words of it in narrow script
	chars   []string // characters of it in wide script that are in no pair
	pairs   []string // its pairs of characters
}

// exact reports whether the index knows which texts hold p. Of others it knows
// which may.
func (p *part) exact() bool { return p.narrow || len(p.pairs) == 0 && !p.phrase }

func newPhrase(s string) *part {
	p := &part{text: squeeze(s), phrase: true}
	p.chars, p.pairs = grams(s)
	eachTerm(s, &stemmer{known: map[string]string{}}, noWords, func(term string, at text.Span) {
		if len(p.chars)+len(p.pairs) == 0 || delimits(s[:at.Start]) && delimits(s[at.End:]) {
			p.terms = append(p.terms, term)
		}
	})
	if len(p.terms)+len(p.chars)+len(p.pairs) == 0 {
		return nil
	}
	return p
}

// delimits reports whether a narrow word surely ends where it meets s, which is all
// that stands before or after it in a piece of text: otherwise it may be the rest
// of a longer one, as 200 is of 1,200.
func delimits(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return isWide(r) || unicode.IsSpace(r) })
}

// noWords cuts nothing out of a wide run.
func noWords(text.Span) []int { return nil }

func appendWords(parts []part, s string) []part {
	eachTerm(s, &stemmer{known: map[string]string{}}, cutKnown(s, nil), func(term string, at text.Span) {
		p := part{text: term}
		p.chars, p.pairs = grams(s[at.Start:at.End])
		p.narrow = len(p.chars)+len(p.pairs) == 0
		for _, known := range parts {
			if known.text == p.text && !known.phrase {
				return
			}
		}
		parts = append(parts, p)
	})
	return parts
}

// grams returns the pairs of characters of s, and the characters that are in no
// pair, each once.
func grams(s string) (chars, pairs []string) {
	var singles []string
	paired := map[string]bool{}
	eachGram(s, func(g string, pair bool) {
		if !pair {
			singles = append(singles, g)
			return
		}
		for _, r := range g {
			paired[string(r)] = true
		}
		if !slices.Contains(pairs, g) {
			pairs = append(pairs, g)
		}
	})
	for _, c := range singles {
		if !paired[c] && !slices.Contains(chars, c) {
			chars = append(chars, c)
		}
	}
	return chars, pairs
}

// squeeze makes one blank of every run of blanks and line ends.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// The weights of what a word can be found by: factors for words, which have
// frequencies, and scores for what has none.
const (
	boostBody  = 1
	boostTitle = 3
	scorePiece = 1000 // words that stand together in the query, and seem to in the text
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

// words finds the reports of which p is a word: of their text or title or, where
// kind is named, of the values of their facts.
func (p *part) words(kind string) query.Query {
	return query.NewDisjunctionQuery(asWord(p.text, kind))
}

func asWord(t, kind string) []query.Query {
	qs := []query.Query{term(fieldBody, t, boostBody), term(fieldTitle, t, boostTitle)}
	if kind != "" {
		qs = append(qs, constant{term(fieldValue, t, 1), 0})
	}
	return qs
}

// clause finds the reports that may hold p, be it a word of them or not.
func (p *part) clause(kind string) query.Query {
	if p.phrase {
		return query.NewConjunctionQuery(p.pieces(kind))
	}
	qs := asWord(p.text, kind)
	if p.narrow {
		qs = append(qs, constant{term(fieldNoise, p.text, 1), 0}, constant{term(fieldOrg, p.text, 1), 0})
	} else {
		qs = append(qs, query.NewConjunctionQuery(p.pieces(kind)))
	}
	return query.NewDisjunctionQuery(qs)
}

// pieces returns what a text must have that holds p.
func (p *part) pieces(kind string) []query.Query {
	var qs []query.Query
	for _, pair := range p.pairs {
		qs = append(qs, gramQuery{pair, true, kind != ""})
	}
	for _, c := range p.chars {
		qs = append(qs, gramQuery{c, false, kind != ""})
	}
	for _, t := range p.terms {
		any := append(asWord(t, kind), constant{term(fieldNoise, t, 1), 0}, constant{term(fieldOrg, t, 1), 0})
		qs = append(qs, query.NewDisjunctionQuery(any))
	}
	return qs
}

// sideBySide finds the reports that hold all pairs of characters of s, which is
// normal: they seem to hold it as it stands. It is nil if s has no pairs.
func sideBySide(s string) query.Query {
	_, pairs := grams(s)
	if len(pairs) == 0 {
		return nil
	}
	qs := make([]query.Query, len(pairs))
	for i, pair := range pairs {
		qs[i] = gramQuery{gram: pair, pair: true}
	}
	return query.NewConjunctionQuery(qs)
}

// inWord finds the reports with a word that holds p, which is of wide characters
// only: they surely hold it.
func (p *part) inWord() query.Query { return gramQuery{gram: p.text} }

// orgQuery returns the terms that an organisation has whose name holds name.
func orgQuery(name string) []string {
	s := normal(name)
	var terms []string
	eachGram(s, func(g string, _ bool) { terms = append(terms, g) })
	eachTerm(s, &stemmer{known: map[string]string{}}, noWords, func(term string, _ text.Span) { terms = append(terms, term) })
	return terms
}
