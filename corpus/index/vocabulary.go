package index

import (
	"context"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	"github.com/blevesearch/bleve/v2/search/searcher"
	index "github.com/blevesearch/bleve_index_api"
)

// vocabulary is all words of some fields of one snapshot of the index, to look
// for those that hold a character or a pair. It is read when it is first asked
// for. It is safe for concurrent use.
type vocabulary struct {
	mu     sync.Mutex
	of     index.IndexReader // only to be compared
	fields map[string]string // the words of a field, one a line
}

// vocabularyKey is the key of a context for a vocabulary.
type vocabularyKey struct{}

// context returns ctx with what queries may use while the index is as it is.
func (x *Index) context(ctx context.Context) context.Context {
	return context.WithValue(ctx, vocabularyKey{}, &x.vocabulary)
}

// holding returns the words of a field that hold s.
func (v *vocabulary) holding(r index.IndexReader, field, s string) ([]string, error) {
	all, err := v.all(r, field)
	var found []string
	for at := 0; err == nil; {
		i := strings.Index(all[at:], s)
		if i < 0 {
			break
		}
		start := strings.LastIndexByte(all[:at+i], '\n') + 1
		end := at + i + strings.IndexByte(all[at+i:], '\n')
		found = append(found, all[start:end])
		at = end
	}
	return found, err
}

func (v *vocabulary) all(r index.IndexReader, field string) (string, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.of != r {
		v.of, v.fields = r, map[string]string{}
	}
	if all, ok := v.fields[field]; ok {
		return all, nil
	}
	dict, err := r.FieldDict(field)
	if err != nil {
		return "", err
	}
	defer dict.Close()
	var all strings.Builder
	for {
		entry, err := dict.Next()
		if err != nil {
			return "", err
		}
		if entry == nil {
			break
		}
		all.WriteString(entry.Term)
		all.WriteByte('\n')
	}
	v.fields[field] = all.String()
	return v.fields[field], nil
}

// gramQuery finds the reports that hold a character or a pair of characters,
// wherever words begin and end.
type gramQuery struct {
	gram  string
	pair  bool
	facts bool // also where only the values of facts hold it
}

// fieldTerms are terms of one field.
type fieldTerms struct {
	field string
	terms []string
}

// terms returns the terms of which a report has one that holds what g asks for.
func (g gramQuery) terms(ctx context.Context, r index.IndexReader) ([]fieldTerms, error) {
	v, ok := ctx.Value(vocabularyKey{}).(*vocabulary)
	if !ok {
		v = &vocabulary{}
	}
	list := []fieldTerms{{fieldOrg, []string{g.gram}}}
	if g.pair {
		list = append(list, fieldTerms{fieldPair, []string{g.gram}})
	}
	fields := []string{fieldBody, fieldTitle, fieldNoise}
	if g.facts {
		fields = append(fields, fieldValue)
	}
	for _, field := range fields {
		terms, err := v.holding(r, field, g.gram)
		if err != nil {
			return nil, err
		}
		if len(terms) > 0 {
			list = append(list, fieldTerms{field, terms})
		}
	}
	return list, nil
}

// Searcher implements query.Query. No hit has a score.
func (g gramQuery) Searcher(ctx context.Context, r index.IndexReader, m mapping.IndexMapping, options search.SearcherOptions) (search.Searcher, error) {
	options.Score = "none"
	list, err := g.terms(ctx, r)
	if err != nil {
		return nil, err
	}
	var found []search.Searcher
	for _, of := range list {
		s, err := searcher.NewMultiTermSearcher(ctx, r, of.terms, of.field, 1, options, false)
		if err != nil {
			return nil, err
		}
		found = append(found, s)
	}
	s, err := searcher.NewDisjunctionSearcher(ctx, r, found, 0, options)
	if err != nil {
		return nil, err
	}
	return &constantSearcher{s, 0}, nil
}

var _ query.Query = gramQuery{}
