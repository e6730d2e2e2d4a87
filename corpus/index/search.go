package index

import (
	"container/heap"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"zongjie/corpus"
	"zongjie/extract"
	"zongjie/lexicon/fold"
)

// Hit is a report that answers a query, or that holds facts which do.
type Hit struct {
	Path         string    `json:"path"` // in the workspace
	ID           string    `json:"id"`
	Title        string    `json:"title,omitempty"`
	Organization string    `json:"organization,omitempty"`
	Year         int       `json:"year,omitempty"`
	Score        float64   `json:"score"`             // 0 unless hits are sorted by score
	Partial      bool      `json:"partial,omitempty"` // holds some of the words, or apart what stands together in the query
	Via          string    `json:"via,omitempty"`     // the name in the other language by which alone it was found
	Snippets     []Snippet `json:"snippets,omitempty"`
	Facts        []FactHit `json:"facts,omitempty"` // those that answer, where facts were asked for
}

// FactHit is a fact that answers a query.
type FactHit struct{ extract.Fact }

// MarshalJSON writes the name of the kind before what the fact states.
func (f FactHit) MarshalJSON() ([]byte, error) {
	b, err := f.Fact.MarshalJSON()
	if err != nil {
		return nil, err
	}
	return append(fmt.Appendf(nil, `{"kind":%q,`, f.Kind.Name), b[1:]...), nil
}

// Results are the hits of one query in the order asked for. Those that are partial
// come after all others; where hits are sorted by score, those
// found by a name in the other language stand between.
type Results struct {
	Hits []Hit `json:"hits"`
	// Total is how many reports answer or, where facts were asked for, how many
	// facts, also those beyond the limit; those that are partial are not counted. It is a lower bound where AtLeast is set: then more texts would have
	// had to be read to know. The facets count the same reports.
	Total   int     `json:"total"`
	AtLeast bool    `json:"at_least,omitempty"`
	Facets  []Facet `json:"facets,omitempty"`
}

const (
	defaultLimit = 10
	// maxChecked is how many candidates are read once there are hits enough, only
	// to count those that answer, unless the query wants an exact number.
	maxChecked = 50
)

// Search returns the reports or facts that answer q. What is wrong with q.Text
// comes as a *QueryError; ErrEmpty says that it asks for nothing.
func (x *Index) Search(ctx context.Context, q Query) (Results, error) {
	none := Results{Hits: []Hit{}} // an empty list in JSON, not null
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	v, err := x.view(ctx)
	if err != nil {
		return none, err
	}
	defer v.close()
	p, err := v.plan(&q)
	if err != nil {
		return none, err
	}
	s := &searching{view: v, plan: p, q: &q, skip: q.Offset, out: none, decided: v.none()}
	if err := s.prepare(); err != nil {
		return none, err
	}
	if q.byFact() {
		err = s.byFact()
	} else {
		err = s.byReport()
	}
	if err != nil {
		return none, err
	}
	for _, name := range q.Facets {
		f, err := s.facet(name, s.yes)
		if err != nil {
			return none, err
		}
		s.out.Facets = append(s.out.Facets, f)
	}
	return s.out, nil
}

// searching is one search under way.
type searching struct {
	*view
	*plan
	q    *Query
	skip int // hits to leave out yet
	out  Results
	size int // of the page so far

	// What surely answers, and what may: in the words of the query, and by other
	// names too.
	own, all reports
	yes      docs // what answers, as far as is known
	decided  docs // what was read, of all.maybe

	keys         []float64 // by which documents are sorted; see key
	direct, also *highlighter
}

// prepare works out the sets, the order, and what to highlight.
func (s *searching) prepare() error {
	s.own = s.root.reports(s.live, false)
	s.all = s.own
	if s.plan.also {
		s.all = s.root.reports(s.live, true)
	}
	s.yes = slices.Clone(s.all.sure)
	var own []part
	for i := range s.parts {
		if s.names[i] == "" {
			own = append(own, s.parts[i])
		}
	}
	s.direct, s.also = newHighlighter(own), newHighlighter(s.parts)
	var err error
	s.keys, err = s.sortKeys(own)
	return err
}

// sortKeys returns the numbers by which documents are sorted, upwards; nil if
// only their paths count.
func (s *searching) sortKeys(own []part) ([]float64, error) {
	keys := make([]float64, 64*len(s.live))
	field, down := fieldYear, false
	switch s.q.Sort {
	case ByPath:
		return nil, nil
	case ByScore:
		scores, err := s.scores(own, s.bonus)
		for i := range scores {
			keys[i] = -float64(scores[i])
		}
		return keys, err
	case ByYearDown:
		down = true
	case ByOrg:
		field = fieldUnit
	}
	col, err := s.column(field, "")
	if err != nil {
		return nil, err
	}
	for i, rank := range col.ranks(len(keys)) {
		switch keys[i] = float64(rank); {
		case rank == 0:
			keys[i] = math.Inf(1) // without a value: last
		case down:
			keys[i] = -keys[i]
		}
	}
	return keys, nil
}

// queue is documents yet to be looked at; the first of them is found without
// sorting all.
type queue struct {
	s    *searching
	list []uint32
	err  error
}

func (q *queue) Len() int      { return len(q.list) }
func (q *queue) Swap(i, j int) { q.list[i], q.list[j] = q.list[j], q.list[i] }
func (q *queue) Push(any)      {}
func (q *queue) Pop() any {
	last := len(q.list) - 1
	n := q.list[last]
	q.list = q.list[:last]
	return n
}

func (q *queue) Less(i, j int) bool {
	a, b := q.list[i], q.list[j]
	if keys := q.s.keys; keys != nil && keys[a] != keys[b] {
		return keys[a] < keys[b]
	}
	first, err1 := q.s.path(a)
	second, err2 := q.s.path(b)
	q.err = errors.Join(q.err, err1, err2)
	return first < second
}

// queue returns the documents of set in the order of hits.
func (s *searching) queue(set docs) *queue {
	q := &queue{s: s, list: make([]uint32, 0, set.count())}
	for n := range set.all() {
		q.list = append(q.list, n)
	}
	heap.Init(q)
	return q
}

// next returns the first document that is left; false at the end.
func (q *queue) next() (uint32, bool, error) {
	if len(q.list) == 0 || q.err != nil {
		return 0, false, q.err
	}
	return heap.Pop(q).(uint32), true, q.err
}

// full reports whether there are as many hits as were asked for.
func (s *searching) full() bool { return s.size >= s.q.Limit }

// each calls do with the documents of set, in the order of hits, until the page
// is full.
func (s *searching) eachOf(set docs, do func(n uint32) error) error {
	q := s.queue(set)
	for !s.full() {
		n, ok, err := q.next()
		if !ok || err != nil {
			return err
		}
		if err := s.ctx.Err(); err != nil {
			return err
		}
		if err := do(n); err != nil {
			return err
		}
	}
	return nil
}

// byReport finds the reports that answer.
func (s *searching) byReport() error {
	var err error
	if s.q.Sort == ByScore {
		err = s.byStages()
	} else {
		err = s.eachOf(s.all.maybe, func(n uint32) error { return s.consider(n, false) })
	}
	if err == nil {
		err = s.count()
	}
	if err != nil || s.full() || !s.partly() {
		return err
	}
	return s.eachOf(s.some().without(s.yes), s.considerPartly)
}

// byStages considers the reports that have all as words, those that answer in any
// way, and those that are found by other names, in this order.
func (s *searching) byStages() error {
	found := slices.Clone(s.own.word)
	err := s.eachOf(s.own.word, func(n uint32) error { return s.emit(s.reading(n), false, false) })
	if err != nil {
		return err
	}
	err = s.eachOf(s.own.maybe.without(found), func(n uint32) error {
		r := s.reading(n)
		if !s.own.sure.has(n) {
			ok, err := s.holds(s.root, r, false, nil)
			if !ok || err != nil {
				return s.settle(n, false, err, s.plan.also)
			}
			s.settle(n, true, nil, false)
		}
		found.add(n)
		return s.emit(r, false, false)
	})
	if err != nil || !s.plan.also {
		return err
	}
	return s.eachOf(s.all.maybe.without(found), func(n uint32) error { return s.consider(n, true) })
}

// settle notes whether document n answers, unless that is open still.
func (s *searching) settle(n uint32, ok bool, err error, open bool) error {
	if err != nil || open {
		return err
	}
	s.decided.add(n)
	if ok {
		s.yes.add(n)
	}
	return nil
}

// consider adds document n if it answers, be it by other names. via says that it
// does not answer in the words of the query.
func (s *searching) consider(n uint32, via bool) error {
	r := s.reading(n)
	if !s.all.sure.has(n) {
		ok, err := s.holds(s.root, r, true, nil)
		s.settle(n, ok, err, false)
		if !ok || err != nil {
			return err
		}
	}
	if s.plan.also && !via && !s.own.sure.has(n) && s.skip == 0 {
		direct, err := s.holds(s.root, r, false, nil)
		if err != nil {
			return err
		}
		via = !direct
	}
	return s.emit(r, via, false)
}

// some returns the documents that may hold some of the words.
func (s *searching) some() docs {
	hard := s.hard.reports(s.live, false).maybe
	if s.must {
		return hard
	}
	some := s.none()
	for _, c := range s.soft {
		some = some.or(c.reports(s.live, false).maybe)
	}
	return some.and(hard)
}

// considerPartly adds document n if it holds some of the words.
func (s *searching) considerPartly(n uint32) error {
	r := s.reading(n)
	if ok, err := s.holdsPartly(r, nil); !ok || err != nil {
		return err
	}
	return s.emit(r, false, true)
}

// holdsPartly reports whether the report of r, or its fact f, holds some of the
// words.
func (s *searching) holdsPartly(r *reading, f *extract.Fact) (bool, error) {
	ok, err := s.holds(s.hard, r, false, f)
	if !ok || err != nil || s.must {
		return ok, err
	}
	for _, c := range s.soft {
		if held, err := s.holds(c, r, false, f); held || err != nil {
			return held, err
		}
	}
	return false, nil
}

// emit adds the report of r to the page, unless it is before it.
func (s *searching) emit(r *reading, via, partial bool) error {
	if s.skip > 0 {
		s.skip--
		return nil
	}
	report, err := r.report(corpus.Text)
	if err != nil {
		return r.unlessGone(err)
	}
	hit := s.hit(r, report, partial)
	if doc := report.Record.Document; via {
		hit.Via = s.viaName(report)
		if doc != nil {
			hit.Snippets = s.also.snippets(doc)
		}
	} else if doc != nil {
		hit.Snippets = s.direct.snippets(doc)
	}
	s.out.Hits = append(s.out.Hits, hit)
	s.size++
	return nil
}

func (s *searching) hit(r *reading, report *corpus.Report, partial bool) Hit {
	m := &report.Record.Meta
	hit := Hit{Path: report.Path, ID: report.Record.ID, Title: m.Title, Organization: m.Organization, Year: m.Year, Partial: partial}
	if s.q.Sort == ByScore {
		hit.Score = -s.keys[r.n]
	}
	return hit
}

// viaName returns the names in the other language by which a report was found, as
// they stand first in it.
func (s *searching) viaName(report *corpus.Report) string {
	texts := []string{fold.String(report.Record.Meta.Title)}
	if doc := report.Record.Document; doc != nil {
		texts = []string{doc.Text, texts[0]}
	}
	return s.via(texts)
}

// maxVia is how many names a hit shows.
const maxVia = 3

// via returns the names in the other language that stand in texts, which are
// folded, each once.
func (s *searching) via(texts []string) string {
	var names []string
	seen := map[string]bool{}
	for _, text := range texts {
		for _, m := range s.also.marks(text) {
			name := text[m.Start:m.End]
			if s.names[m.part] == "" || seen[s.names[m.part]] || seen[lower(name)] || len(names) == maxVia {
				continue
			}
			seen[s.names[m.part]], seen[lower(name)] = true, true
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// tooMany reports whether the documents of open are too many to be read only for
// the total.
func (s *searching) tooMany(open docs) bool { return !s.q.Exact && open.count() > maxChecked }

// count reads what is undecided where that is little, and sets the total.
func (s *searching) count() error {
	open := s.all.maybe.without(s.all.sure).without(s.decided)
	if s.tooMany(open) {
		s.out.AtLeast = true
	} else {
		for n := range open.all() {
			if err := s.ctx.Err(); err != nil {
				return err
			}
			ok, err := s.holds(s.root, s.reading(n), true, nil)
			if err := s.settle(n, ok, err, false); err != nil {
				return err
			}
		}
	}
	s.out.Total = s.yes.count()
	return nil
}

// byFact finds the facts that answer, report by report.
func (s *searching) byFact() error {
	s.yes = s.none()
	total := 0
	read := s.none()
	look := func(n uint32, also, partial, show bool) error {
		r := s.reading(n)
		facts, err := r.facts()
		if err != nil {
			return r.unlessGone(err)
		}
		var found []FactHit
		via := false
		for i := range facts {
			f := &facts[i]
			if s.q.Kind != "" && f.Kind.Name != s.q.Kind {
				continue
			}
			rank, err := s.rank(r, f)
			if err != nil {
				return err
			}
			if !read.has(n) && rank < rankPartial {
				total++
				s.yes.add(n)
			}
			switch {
			case !show, rank == rankNone, partial != (rank == rankPartial), !partial && also != (rank == rankVia):
			case s.skip > 0:
				s.skip--
			case !s.full():
				found = append(found, FactHit{*f})
				via = via || rank == rankVia
				s.size++
			}
		}
		read.add(n)
		if len(found) == 0 {
			return nil
		}
		report, err := r.report(corpus.Facts)
		if err != nil {
			return r.unlessGone(err)
		}
		hit := s.hit(r, report, partial)
		if hit.Facts = found; via {
			var texts []string
			for i := range found {
				f := &found[i].Fact
				texts = append(texts, fold.String(f.Quote.Text+"\n"+f.Quote.Sentence+"\n"+strings.Join(f.Values, "\n")))
			}
			hit.Via = s.via(texts)
		}
		s.out.Hits = append(s.out.Hits, hit)
		return nil
	}
	err := s.eachOf(s.own.maybe, func(n uint32) error { return look(n, false, false, true) })
	if err == nil && s.plan.also {
		err = s.eachOf(s.all.maybe, func(n uint32) error { return look(n, true, false, true) })
	}
	open := s.all.maybe.without(read)
	if s.out.AtLeast = s.tooMany(open); !s.out.AtLeast {
		for n := range open.all() {
			if err = errors.Join(err, s.ctx.Err()); err == nil {
				err = look(n, false, false, false)
			}
		}
	}
	s.out.Total = total
	if err != nil || s.full() || !s.partly() {
		return err
	}
	return s.eachOf(s.some(), func(n uint32) error { return look(n, false, true, true) })
}

// How a fact answers.
const (
	rankDirect = iota
	rankVia
	rankPartial
	rankNone
)

// rank says how f, which is a fact of the report of r, answers.
func (s *searching) rank(r *reading, f *extract.Fact) (int, error) {
	for _, also := range []bool{false, true} {
		if also && !s.plan.also {
			continue
		}
		if ok, err := s.holds(s.root, r, also, f); ok || err != nil {
			if also {
				return rankVia, err
			}
			return rankDirect, err
		}
	}
	if !s.partly() {
		return rankNone, nil
	}
	if ok, err := s.holdsPartly(r, f); !ok || err != nil {
		return rankNone, err
	}
	return rankPartial, nil
}

// factWords is where the words of a query are looked for in a fact: its quote, its
// values, and its sentence.
func factWords(f *extract.Fact) string { return factText(f) + "\n" + normal(f.Quote.Sentence) }

// holds reports whether c holds for the report of r or, unless f is nil, for its
// fact f. also says whether names in the other language count.
//
// What c asks of reports has to hold for the report of a fact. Where c asks for
// several facts, all have to be in the report, and f is one of them.
func (s *searching) holds(c *clause, r *reading, also bool, f *extract.Fact) (bool, error) {
	switch c.op {
	case opAll:
		ok, err := s.holdsAll(c, r, also, f)
		for i := 0; !ok && err == nil && also && i < len(c.also); i++ {
			ok, err = s.holds(c.also[i], r, false, f)
		}
		return ok, err
	case opAny:
		for _, kid := range c.kids {
			if ok, err := s.holds(kid, r, also, f); ok || err != nil {
				return ok, err
			}
		}
		return false, nil
	case opNot:
		ok, err := s.holds(c.kids[0], r, false, f)
		return !ok && err == nil, err
	}
	switch {
	case f != nil && c.part != nil:
		return r.factHolds(f, c.part), nil
	case f != nil && c.facts != nil:
		return c.meets(f), nil
	case c.sure.has(r.n):
		return true, nil
	case !c.maybe.has(r.n) || c.test == nil:
		return false, nil
	}
	ok, err := c.test(r)
	return ok, r.unlessGone(err)
}

func (s *searching) holdsAll(c *clause, r *reading, also bool, f *extract.Fact) (bool, error) {
	asked, met := false, false
	for _, kid := range c.kids {
		about := f
		if f != nil && kid.facts != nil {
			asked, met = true, met || kid.meets(f)
			about = nil
		}
		if ok, err := s.holds(kid, r, also, about); !ok || err != nil {
			return false, err
		}
	}
	return met || !asked, nil
}
