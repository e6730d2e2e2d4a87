package index

import (
	"context"
	"fmt"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"zongjie/corpus"
	"zongjie/extract"
	"zongjie/lexicon/fold"
)

// Hit is a report that answers a query.
type Hit struct {
	Path         string         `json:"path"` // in the workspace
	ID           string         `json:"id"`
	Title        string         `json:"title,omitempty"`
	Organization string         `json:"organization,omitempty"`
	Year         int            `json:"year,omitempty"`
	Score        float64        `json:"score"`
	Partial      bool           `json:"partial,omitempty"` // holds some of the words, not all
	Snippets     []Snippet      `json:"snippets,omitempty"`
	Facts        []extract.Fact `json:"facts,omitempty"` // those that answer, where a kind was named
}

// Results are the hits of one query, in order: those that hold all words before
// those that hold some, then by score, then by path.
type Results struct {
	Hits []Hit `json:"hits"`
	// Total is how many reports hold all words, also those beyond the limit. It
	// is a lower bound where AtLeast is set: then more texts would have had to be
	// read to know.
	Total   int  `json:"total"`
	AtLeast bool `json:"at_least,omitempty"`
}

const (
	defaultLimit = 10
	// maxChecked is how many candidates are read once there are hits enough, only
	// to count those that answer.
	maxChecked = 100
	pageSize   = 100
)

// Search returns the reports that answer q.
func (x *Index) Search(ctx context.Context, q Query) (Results, error) {
	parts, pieces := parse(q.Text)
	if len(parts) == 0 && (strings.TrimSpace(q.Text) != "" || len(q.filters()) == 0) {
		return Results{}, ErrEmpty
	}
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	s := &searching{Index: x, ctx: ctx, q: q, parts: parts, org: normal(q.Org), skip: q.Offset, highlight: newHighlighter(parts)}
	s.out.Hits = []Hit{} // an empty list in JSON, not null
	for _, st := range q.stages(parts, pieces) {
		if err := s.run(st); err != nil {
			return Results{}, err
		}
	}
	return s.out, nil
}

// searching is one search under way.
type searching struct {
	*Index
	ctx       context.Context
	q         Query
	parts     []part
	org       string
	skip      int         // hits to leave out yet
	refused   []candidate // that the index offered and whose text does not hold all parts
	highlight *highlighter
	out       Results
}

// candidate is what the index offers.
type candidate struct {
	path  string
	score float64
}

// full reports whether there are as many hits as were asked for.
func (s *searching) full() bool { return len(s.out.Hits) == s.q.Limit }

// run adds the reports that answer the query of one stage.
func (s *searching) run(st stage) error {
	if st.partial {
		for _, c := range s.refused {
			if err := s.consider(c, st); err != nil {
				return err
			}
		}
		if s.full() {
			return nil
		}
	}
	before := s.out.Total
	for from := 0; ; from += pageSize {
		page, err := s.page(st.query, from)
		if err != nil {
			return err
		}
		if s.full() && st.read && !st.partial && int(page.Total)-from > maxChecked {
			s.out.AtLeast = true
			return nil
		}
		for _, hit := range page.Hits {
			if s.full() && (!st.read || st.partial) {
				break // what is missing is the count, which is known or not needed
			}
			if err := s.consider(candidate{hit.ID, hit.Score}, st); err != nil {
				return err
			}
		}
		if !st.read {
			s.out.Total = before + int(page.Total)
		}
		if from+pageSize >= int(page.Total) || s.full() && (!st.read || st.partial) {
			return nil
		}
	}
}

func (s *searching) page(bq query.Query, from int) (*bleve.SearchResult, error) {
	req := bleve.NewSearchRequestOptions(bq, pageSize, from, false)
	req.SortBy([]string{"-_score", "_id"})
	return s.find(s.ctx, req)
}

// consider adds c if it answers.
func (s *searching) consider(c candidate, st stage) error {
	wanted := s.skip == 0 && !s.full()
	if st.partial && !wanted && s.skip == 0 {
		return nil
	}
	hit, ok, err := s.look(c, wanted, st)
	if err != nil {
		return fmt.Errorf("%s: %w", c.path, err)
	}
	if !ok {
		if !st.partial {
			s.refused = append(s.refused, c)
		}
		return nil
	}
	if !st.partial {
		s.out.Total++
	}
	switch {
	case s.skip > 0:
		s.skip--
	case wanted:
		s.out.Hits = append(s.out.Hits, hit)
	}
	return nil
}

// look reports whether c answers, reading no more than it must, and makes its
// hit if that is wanted.
func (s *searching) look(c candidate, wanted bool, st stage) (Hit, bool, error) {
	if st.read && !st.partial && s.q.Kind == "" {
		if ok, err := s.holds(c.path); !ok || err != nil {
			return Hit{}, false, err
		}
	}
	if !wanted && !st.partial && s.q.Kind == "" {
		return Hit{}, true, nil
	}
	load := corpus.Text
	if s.q.Kind != "" {
		load |= corpus.Facts
	}
	r, err := s.store.Report(c.path, load)
	if err != nil {
		return Hit{}, false, err
	}
	hit, ok := s.hit(r, c.score, st.partial)
	return hit, ok, nil
}

// holds reports whether the report at path holds every part of the query.
func (s *searching) holds(path string) (bool, error) {
	head, err := s.store.Head(path)
	if err != nil || !strings.Contains(normal(head.Organization), s.org) {
		return false, err
	}
	whole := normal(head.Text + "\n" + head.Title + "\n" + head.Organization)
	return s.all(whole), nil
}

// all reports whether a text, which is normal, holds every part.
func (s *searching) all(whole string) bool {
	squeezed := ""
	for i := range s.parts {
		switch p := &s.parts[i]; {
		case p.phrase:
			if squeezed == "" {
				squeezed = squeeze(whole)
			}
			if !strings.Contains(squeezed, p.text) {
				return false
			}
		case !p.narrow && !strings.Contains(whole, p.text): // stems were compared by the index
			return false
		}
	}
	return true
}

// hit makes the hit of a report, if it answers.
func (s *searching) hit(r corpus.Report, score float64, partial bool) (Hit, bool) {
	m := &r.Record.Meta
	hit := Hit{Path: r.Path, ID: r.Record.ID, Title: m.Title, Organization: m.Organization, Year: m.Year, Score: score, Partial: partial}
	if !strings.Contains(normal(m.Organization), s.org) {
		return hit, false
	}
	if s.q.Kind != "" {
		hit.Facts = s.facts(r.Record, partial)
		return hit, len(hit.Facts) > 0
	}
	if r.Record.Document != nil {
		hit.Snippets = s.highlight.snippets(r.Record.Document)
	}
	return hit, !partial || len(hit.Snippets) > 0 || s.highlight.any(fold.String(m.Title+"\n"+m.Organization))
}

// facts returns the facts of the kind asked for that hold all parts, or some of
// them if partial.
func (s *searching) facts(rec *extract.Record, partial bool) []extract.Fact {
	var found []extract.Fact
	for i := range rec.Facts {
		f := &rec.Facts[i]
		if f.Kind.Name != s.q.Kind {
			continue
		}
		n := s.highlight.count(factText(f))
		if n == len(s.parts) || partial && n > 0 {
			found = append(found, *f)
		}
	}
	return found
}
