package index

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"zongjie/corpus"
	"zongjie/extract"
)

// reading is one report, read as far as it was needed.
type reading struct {
	s        *searching
	n        uint32
	headRead bool
	headOf   corpus.Head
	whole    string // all text of it, as queries are compared with
	squeezed string
	loaded   corpus.Load
	record   *corpus.Report
	fact     *extract.Fact // of the text that follows
	factText string
}

func (s *searching) reading(n uint32) *reading { return &reading{s: s, n: n} }

// unlessGone returns nil where err says that the report is in the workspace no
// longer, and the index does not know it yet.
func (r *reading) unlessGone(err error) error {
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	path, _ := r.s.path(r.n)
	return fmt.Errorf("%s: %w", path, err)
}

func (r *reading) head() (corpus.Head, error) {
	if r.headRead {
		return r.headOf, nil
	}
	path, err := r.s.path(r.n)
	if err != nil {
		return r.headOf, err
	}
	r.headOf, err = r.s.x.store.Head(path)
	r.headRead = err == nil
	return r.headOf, err
}

// holds reports whether the text, the title or the organisation holds p.
func (r *reading) holds(p *part) (bool, error) {
	if r.whole == "" {
		head, err := r.head()
		if err != nil {
			return false, err
		}
		r.whole = normal(head.Text + "\n" + head.Title + "\n" + head.Organization)
	}
	if !p.phrase {
		return strings.Contains(r.whole, p.text), nil
	}
	if r.squeezed == "" {
		r.squeezed = squeeze(r.whole)
	}
	return p.standsIn(r.squeezed), nil
}

// report returns the report with the parts that load names.
func (r *reading) report(load corpus.Load) (*corpus.Report, error) {
	if r.record != nil && r.loaded&load == load {
		return r.record, nil
	}
	path, err := r.s.path(r.n)
	if err != nil {
		return nil, err
	}
	report, err := r.s.x.store.Report(path, load)
	if err != nil {
		return nil, err
	}
	r.record, r.loaded = &report, load
	return r.record, nil
}

func (r *reading) facts() ([]extract.Fact, error) {
	report, err := r.report(corpus.Facts)
	if err != nil {
		return nil, err
	}
	return report.Record.Facts, nil
}

// factsOf returns the facts that conditions of one kind are about, and others
// perhaps; without their quotes where no condition looks at those.
func (r *reading) factsOf(conditions []*condition) ([]extract.Fact, error) {
	if slices.ContainsFunc(conditions, func(c *condition) bool { return c.field == anyField }) || r.record != nil && r.loaded&corpus.Facts != 0 {
		return r.facts()
	}
	path, err := r.s.path(r.n)
	if err != nil {
		return nil, err
	}
	return r.s.x.store.FactsOf(path, conditions[0].kind)
}

// factHolds reports whether fact f of the report holds p.
func (r *reading) factHolds(f *extract.Fact, p *part) bool {
	if r.fact != f {
		r.fact, r.factText = f, factWords(f)
	}
	if p.narrow {
		one := newHighlighter([]part{*p})
		return one.any(r.factText)
	}
	return p.stands(r.factText)
}
