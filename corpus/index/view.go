package index

import (
	"context"
	"fmt"
	"sync"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
)

// view is the index as it is at one moment, for one search. Documents have
// numbers in it.
type view struct {
	x      *Index
	ctx    context.Context
	reader index.IndexReader
	*memory
}

// memory is what was worked out of one snapshot of the index. It is kept from
// search to search, and safe for concurrent use.
type memory struct {
	of      index.IndexReader // only to be compared
	live    docs              // all documents
	mu      sync.Mutex
	columns map[[2]string]*column
	paths   []string // by number; "" if not known yet
	known   bool     // all paths are
}

// column is the terms of one field, and the documents that have each.
type column struct {
	values []string // sorted
	docs   [][]uint32
}

func (x *Index) view(ctx context.Context) (*view, error) {
	advanced, err := x.bleve.Advanced()
	if err != nil {
		return nil, err
	}
	reader, err := advanced.Reader()
	if err != nil {
		return nil, err
	}
	v := &view{x: x, ctx: x.context(ctx), reader: reader}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.memory == nil || x.memory.of != reader {
		m := &memory{of: reader, columns: map[[2]string]*column{}}
		if err := m.number(reader); err != nil {
			reader.Close()
			return nil, err
		}
		x.memory = m
	}
	v.memory = x.memory
	return v, nil
}

func (v *view) close() { v.reader.Close() }

// number finds all documents.
func (m *memory) number(reader index.IndexReader) error {
	all, err := reader.DocIDReaderAll()
	if err != nil {
		return err
	}
	defer all.Close()
	for {
		id, err := all.Next()
		if err != nil {
			return err
		}
		if id == nil {
			break
		}
		n := uint32(id.Value())
		for len(m.live) <= int(n/64) {
			m.live = append(m.live, 0)
		}
		m.live.add(n)
	}
	m.paths = make([]string, 64*len(m.live))
	return nil
}

// none returns an empty set.
func (v *view) none() docs { return v.live.empty() }

// find returns the documents that q finds. Sets are joined here: bleve would look
// at documents one by one.
func (v *view) find(q query.Query) (docs, error) {
	switch q := q.(type) {
	case constant:
		return v.find(q.Query)
	case *query.TermQuery:
		return v.having(fieldTerms{q.Field(), []string{q.Term}})
	case gramQuery:
		list, err := q.terms(v.ctx, v.reader)
		if err != nil {
			return nil, err
		}
		return v.having(list...)
	case *query.DisjunctionQuery:
		out := v.none()
		for _, one := range q.Disjuncts {
			found, err := v.find(one)
			if err != nil {
				return nil, err
			}
			out = out.or(found)
		}
		return out, nil
	case *query.ConjunctionQuery:
		out := v.live
		for _, one := range q.Conjuncts {
			found, err := v.find(one)
			if err != nil {
				return nil, err
			}
			out = out.and(found)
		}
		return out, nil
	}
	out := v.none()
	err := v.each(q, search.SearcherOptions{Score: "none"}, func(n uint32, _ float64) { out.add(n) })
	return out, err
}

// each calls do with each document that q finds, and its score.
func (v *view) each(q query.Query, options search.SearcherOptions, do func(n uint32, score float64)) (err error) {
	defer contain(&err)
	s, err := q.Searcher(v.ctx, v.reader, v.x.bleve.Mapping(), options)
	if err != nil {
		return fmt.Errorf("searching the index: %w", err)
	}
	defer s.Close()
	ctx := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(s.DocumentMatchPoolSize()+1, 0), IndexReader: v.reader}
	for count := 1; ; count++ {
		if count%4096 == 0 && v.ctx.Err() != nil {
			return v.ctx.Err()
		}
		m, err := s.Next(ctx)
		if err != nil {
			return fmt.Errorf("searching the index: %w", err)
		}
		if m == nil {
			return nil
		}
		do(uint32(m.IndexInternalID.Value()), m.Score)
		ctx.DocumentMatchPool.Put(m)
	}
}

// column returns the terms of a field that begin with prefix, without it.
func (v *view) column(field, prefix string) (*column, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	key := [2]string{field, prefix}
	if c := v.columns[key]; c != nil {
		return c, nil
	}
	c, err := v.readColumn(field, prefix)
	if err != nil {
		return nil, fmt.Errorf("reading the index: %w", err)
	}
	v.columns[key] = c
	return c, nil
}

func (v *view) readColumn(field, prefix string) (c *column, err error) {
	defer contain(&err)
	dict, err := v.reader.FieldDictPrefix(field, []byte(prefix))
	if err != nil {
		return nil, err
	}
	defer dict.Close()
	c = &column{}
	for {
		entry, err := dict.Next()
		if err != nil {
			return nil, err
		}
		if entry == nil {
			return c, nil
		}
		list, err := v.postings(field, entry.Term)
		if err != nil {
			return nil, err
		}
		if len(list) > 0 {
			c.values, c.docs = append(c.values, entry.Term[len(prefix):]), append(c.docs, list)
		}
	}
}

// postings returns the documents that have a term.
func (v *view) postings(field, term string) ([]uint32, error) {
	var list []uint32
	err := v.eachPosting(field, term, false, func(d *index.TermFieldDoc) { list = append(list, uint32(d.ID.Value())) })
	return list, err
}

// eachPosting calls do with each document that has a term; counted says whether do
// is told how often.
func (v *view) eachPosting(field, term string, counted bool, do func(*index.TermFieldDoc)) (err error) {
	defer contain(&err)
	r, err := v.reader.TermFieldReader(v.ctx, []byte(term), field, counted, counted, false)
	if err != nil {
		return fmt.Errorf("searching the index: %w", err)
	}
	defer r.Close()
	var one index.TermFieldDoc
	for {
		d, err := r.Next(one.Reset())
		if err != nil {
			return fmt.Errorf("searching the index: %w", err)
		}
		if d == nil {
			return nil
		}
		do(d)
	}
}

// where returns the documents that have a value for which ok is true.
func (c *column) where(out docs, ok func(value string) bool) docs {
	for i, value := range c.values {
		if ok(value) {
			for _, n := range c.docs[i] {
				out.add(n)
			}
		}
	}
	return out
}

// ranks returns the place of each document's value among the values, from 1; 0
// for those that have none.
func (c *column) ranks(size int) []int32 {
	out := make([]int32, size)
	for i, list := range c.docs {
		for _, n := range list {
			out[n] = int32(i + 1)
		}
	}
	return out
}

// path returns the path of document n.
func (v *view) path(n uint32) (string, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.readPath(n)
}

func (v *view) readPath(n uint32) (path string, err error) {
	defer contain(&err)
	if v.paths[n] == "" {
		v.paths[n], err = v.reader.ExternalID(index.NewIndexInternalID(nil, uint64(n)))
	}
	return v.paths[n], err
}

// allPaths returns the paths of all documents, by their numbers.
func (v *view) allPaths() ([]string, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for n := range v.live.all() {
		if v.known {
			break
		}
		if _, err := v.readPath(n); err != nil {
			return nil, err
		}
	}
	v.known = true
	return v.paths, nil
}
