package extract

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// Engine is a set of extractors, compiled. It is safe for concurrent use.
type Engine struct {
	lexicon    *lexicon.Lexicon
	describe   func(*Pass)
	extractors []Extractor
	rules      []compiled
	patterns   [][]*compiled // the rules with a pattern, by extractor
	byID       map[string]*compiled
	version    string
}

type compiled struct {
	*Rule
	extractor int
	order     int
	pattern   *match.Pattern // nil for a rule that Find reports
	values    []string       // of Set, by field
}

// Compile checks extractors and makes them ready to run. It reports every
// mistake it finds, not only the first. describe fills Pass.Meta before the
// first extractor runs; it may be nil.
func Compile(lx *lexicon.Lexicon, describe func(*Pass), extractors []Extractor) (*Engine, error) {
	e := &Engine{lexicon: lx, describe: describe, extractors: extractors, byID: map[string]*compiled{}}
	var errs []error
	for i := range extractors {
		for j := range extractors[i].Rules {
			r := &extractors[i].Rules[j]
			c := &compiled{Rule: r, extractor: i, order: len(e.rules)}
			err := e.check(&extractors[i], r)
			if err == nil && r.Pattern != "" {
				c.pattern, err = e.parse(&extractors[i].Kind, r)
			}
			for _, field := range extractors[i].Kind.Fields {
				c.values = append(c.values, r.Set[field.Name])
			}
			if err != nil {
				errs = append(errs, fmt.Errorf("rule %s: %w", r.ID, err))
				continue
			}
			e.byID[r.ID] = c
			e.rules = append(e.rules, *c)
		}
	}
	e.patterns = make([][]*compiled, len(extractors))
	for i := range e.rules {
		if r := &e.rules[i]; r.pattern != nil {
			e.patterns[r.extractor] = append(e.patterns[r.extractor], r)
		}
	}
	e.version = e.hash()
	return e, errors.Join(errs...)
}

func (e *Engine) check(x *Extractor, r *Rule) error {
	var errs []error
	if !strings.HasPrefix(r.ID, x.Kind.Name+"/") {
		errs = append(errs, fmt.Errorf("ID does not begin with %s/", x.Kind.Name))
	}
	if e.byID[r.ID] != nil {
		errs = append(errs, errors.New("ID is taken"))
	}
	if r.Doc == "" {
		errs = append(errs, errors.New("has no Doc"))
	}
	if len(r.Yes) == 0 || len(r.No) == 0 {
		errs = append(errs, errors.New("needs examples of both kinds, Yes and No"))
	}
	if r.Pattern == "" && x.Find == nil {
		errs = append(errs, errors.New("has no pattern, and its extractor no Find"))
	}
	for field := range r.Set {
		if x.Kind.Index(field) < 0 {
			errs = append(errs, fmt.Errorf("sets %q, and kind %s has no such field", field, x.Kind.Name))
		}
	}
	return errors.Join(errs...)
}

// parse compiles the pattern of r. A capture whose name begins with _ is for
// Refine and need not be a field.
func (e *Engine) parse(k *Kind, r *Rule) (*match.Pattern, error) {
	p, err := match.Parse(e.lexicon, r.Pattern)
	if err != nil {
		return nil, err
	}
	for _, field := range p.Fields() {
		if k.Index(field) < 0 && field[0] != '_' {
			return nil, fmt.Errorf("captures %q, and kind %s has no such field", field, k.Name)
		}
	}
	return p, nil
}

func (e *Engine) rule(id string) *compiled {
	r := e.byID[id]
	if r == nil {
		panic("no rule " + id)
	}
	return r
}

// Result is what the engine finds in a document.
type Result struct {
	Meta     Meta
	Facts    []Fact // by kind in the order of the extractors, then by place
	Warnings []Warning
}

// Extract is ExtractAt for a document of which nothing but its text is known.
func (e *Engine) Extract(doc *text.Document, words *text.Words, segs []text.Segment, trace func(*Candidate)) Result {
	return e.ExtractAt(Place{}, doc, words, segs, trace)
}

// ExtractAt finds the facts of a document that lies at place. words may be nil.
// trace, unless it is nil, is called with every candidate, those that did not
// become facts too.
func (e *Engine) ExtractAt(place Place, doc *text.Document, words *text.Words, segs []text.Segment, trace func(*Candidate)) Result {
	r := new(room)
	if trace == nil { // otherwise it may keep what it is given
		r = rooms.Get().(*room)
		defer r.leave()
	}
	p := &Pass{Doc: doc, Place: place, Lexicon: e.lexicon, Sentences: r.scan.Scan(e.lexicon, doc, words, segs), engine: e, room: r}
	if e.describe != nil {
		e.describe(p)
	}
	for i := range e.extractors {
		x := &e.extractors[i]
		p.extractor, r.found = x, r.found[:0]
		if trace != nil {
			r.found = nil
		}
		e.match(p, i, trace != nil)
		if x.Find != nil {
			x.Find(p)
		}
		facts := p.settle(trace)
		p.locate(facts)
		if x.Relate != nil {
			x.Relate(p, facts)
		}
		r.all = append(r.all, facts...)
		p.Facts = r.all
	}
	return Result{Meta: p.Meta, Facts: slices.Clone(p.Facts), Warnings: p.warnings}
}

// room is memory in which one document after another is worked on: to ask for it
// anew for each would be a good part of the work. Nothing in it outlives a document.
type room struct {
	scan  match.Buffer
	found []Candidate // of the running extractor
	order []*Candidate
	facts []Fact // of the running extractor
	all   []Fact // of the document
}

var rooms = sync.Pool{New: func() any { return new(room) }}

// leave clears r for another document.
func (r *room) leave() {
	r.scan.Reset()
	clear(r.found[:cap(r.found)])
	clear(r.order[:cap(r.order)])
	clear(r.facts[:cap(r.facts)])
	clear(r.all)
	r.all = r.all[:0]
	rooms.Put(r)
}

// match runs the patterns of extractor i over every sentence. What can no
// longer win, because an earlier rule took the same anchor or because the
// anchor is barred or a candidate vetoed, is made a candidate only where explain
// is set.
func (e *Engine) match(p *Pass, i int, explain bool) {
	x := &e.extractors[i]
	var tried anchors
	var spare []string // values of a candidate that was dropped
	wanted := func(anchor text.Span) bool { return explain || !tried.settled(anchor) }
	for s := range p.Sentences {
		sentence := &p.Sentences[s]
		tried = tried[:0]
		for _, rule := range e.patterns[i] {
			if rule.Lang != text.Other && rule.Lang != sentence.Lang {
				continue
			}
			rule.pattern.All(sentence, wanted, func(m match.Match) bool {
				if p.InLabel(m.Anchor) {
					return true
				}
				a := tried.at(m.Anchor, func() string { return x.bar(p, sentence, m.Anchor) })
				if !explain && (a.taken || a.barred != "") {
					return true
				}
				c := rule.candidate(&x.Kind, sentence, m, spare)
				spare = nil
				if c.Veto = a.barred; c.Veto == "" && x.Refine != nil {
					x.Refine(p, &c)
				}
				if rule.Own { // what a user says a pattern implies, no guess of ours takes away
					for field, value := range rule.Set {
						c.Set(field, value)
					}
				}
				if c.Veto != "" && !explain {
					spare = c.Values
					return true
				}
				a.taken = a.taken || c.Veto == ""
				c.Match.Captures = slices.Clone(c.Match.Captures)
				p.room.found = append(p.room.found, c)
				return true
			})
		}
	}
}

// bar calls x.Bar, if there is one.
func (x *Extractor) bar(p *Pass, s *match.Sentence, anchor text.Span) string {
	if x.Bar == nil {
		return ""
	}
	return x.Bar(p, s, anchor)
}

// anchors are the places of one sentence at which rules have matched.
type anchors []anchor

type anchor struct {
	text.Span
	barred string // why nothing can be anchored here
	taken  bool   // by a candidate without a veto
}

// at returns the anchor at span; bar is asked when it is new.
func (a *anchors) at(span text.Span, bar func() string) *anchor {
	for i := len(*a) - 1; i >= 0; i-- {
		if (*a)[i].Span == span {
			return &(*a)[i]
		}
	}
	*a = append(*a, anchor{Span: span, barred: bar()})
	return &(*a)[len(*a)-1]
}

// settled reports whether nothing more can come of the anchor at span.
func (a anchors) settled(span text.Span) bool {
	for i := len(a) - 1; i >= 0; i-- {
		if a[i].Span == span {
			return a[i].taken || a[i].barred != ""
		}
	}
	return false
}

// candidate makes a candidate of a match. values is room for its values, or nil.
func (r *compiled) candidate(k *Kind, s *match.Sentence, m match.Match, values []string) Candidate {
	if values == nil {
		values = make([]string, len(k.Fields))
	}
	c := Candidate{Match: m, Sentence: s, order: r.order}
	c.Fact = Fact{Kind: k, Rule: r.ID, Span: m.Span, Values: values}
	copy(c.Values, r.values)
	for _, capture := range m.Captures {
		i := k.Index(capture.Field)
		switch {
		case i < 0:
		case capture.Token == nil:
			c.Values[i] = s.Doc.RawText(capture.Span)
		case capture.Token.Term != nil && k.Fields[i].Type == TypeTerm:
			c.Values[i] = capture.Token.Term.ID
		case capture.Token.Number != nil:
			c.Values[i] = capture.Token.Number.Value.String()
		default:
			c.Values[i] = s.Doc.RawText(capture.Span)
		}
	}
	return c
}

// settle keeps, of candidates whose anchors overlap, the one with the leftmost,
// then the longest anchor, then the one whose rule was declared first, and
// returns them as facts by place.
func (p *Pass) settle(trace func(*Candidate)) []Fact {
	r := p.room
	order := r.order[:0] // a candidate is large to move
	for i := range r.found {
		order = append(order, &r.found[i])
	}
	r.order = order
	slices.SortStableFunc(order, func(a, b *Candidate) int {
		return cmp.Or(
			cmp.Compare(a.Match.Anchor.Start, b.Match.Anchor.Start),
			cmp.Compare(b.Match.Anchor.End, a.Match.Anchor.End),
			cmp.Compare(a.order, b.order))
	})
	facts := r.facts[:0]
	end := -1
	by := ""
	quoter := p.Doc.Quoter()
	for _, c := range order {
		if c.Veto == "" && c.Match.Anchor.Start < end {
			c.Veto = "shadowed by " + by
		}
		if trace != nil {
			trace(c)
		}
		if c.Veto != "" {
			continue
		}
		end, by = c.Match.Anchor.End, c.Rule
		c.Quote = quoter.Quote(c.Span, c.Sentence.Span, c.Sentence.Block)
		facts = append(facts, c.Fact)
	}
	byPlace := func(a, b Fact) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	}
	if !slices.IsSortedFunc(facts, byPlace) {
		slices.SortStableFunc(facts, byPlace)
	}
	r.facts = facts
	return facts
}

// locate gives facts the labels of the headings above them.
func (p *Pass) locate(facts []Fact) {
	if p.extractor.Kind.Outline {
		return
	}
	next := 0
	var path []*Fact
	for i := range facts {
		for next < len(p.Facts) && p.Facts[next].Span.Start <= facts[i].Span.Start {
			if h := &p.Facts[next]; h.Kind.Outline {
				path = append(above(path, h.Get("level")), h)
			}
			next++
		}
		for _, h := range path {
			facts[i].Section = append(facts[i].Section, h.Values[0])
		}
	}
}

// above returns the part of path whose levels are less than level.
func above(path []*Fact, level string) []*Fact {
	for i, h := range path {
		if len(h.Get("level")) > len(level) || len(h.Get("level")) == len(level) && h.Get("level") >= level {
			return path[:i]
		}
	}
	return path
}

// Version is the version of the rules and words that facts rest on: that of the
// embedded lexicon, and a hash of all words and rules, a user's own too, and of
// the source of the code that finds facts, such as Find and Refine. Two builds of
// the same source have the same version.
func (e *Engine) Version() string { return e.version }

// hash returns the version of an engine whose rules are complete.
func (e *Engine) hash() string {
	base, _, _ := strings.Cut(e.lexicon.Version, "-")
	sum := sha256.New()
	io.WriteString(sum, e.lexicon.Version+code())
	for _, r := range e.rules {
		fmt.Fprintf(sum, "%q %s %q %v\n", r.ID, r.Lang, r.Pattern, r.Set) // fmt sorts the keys of a map
	}
	return fmt.Sprintf("%s-%x", base, sum.Sum(nil)[:4])
}

// Extractors returns what the engine was compiled from.
func (e *Engine) Extractors() []Extractor { return e.extractors }

// Kinds returns the kinds of facts that the engine finds, in order.
func (e *Engine) Kinds() []*Kind {
	kinds := make([]*Kind, len(e.extractors))
	for i := range e.extractors {
		kinds[i] = &e.extractors[i].Kind
	}
	return kinds
}

// Lexicon returns the words that the engine knows.
func (e *Engine) Lexicon() *lexicon.Lexicon { return e.lexicon }
