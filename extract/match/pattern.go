package match

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"zongjie/extract/text"
	"zongjie/lexicon"
)

// Pattern is a compiled pattern. Its elements are separated by spaces, each of
// which also matches optional white space in the text:
//
//	共有|共            one of these literals; Latin ones match whole words in any case
//	<num:value>        a number, captured as value
//	<member:group>     a term of lexicon class member, captured as group
//	<member=a|b:group> one of the terms a and b of that class
//	<quoted:name>      a piece of text in quotation marks or 《》, captured without them
//	<text:title..20>   the shortest run of at most 20 code points within the clause, captured as title
//	<..6>              a gap of at most 6 code points within the clause
//	<,..20>            a gap within the sentence, over commas too
//	elem?              elem or nothing
//	@elem              the anchor
//
// A pattern is matched outwards from its anchor: the element with the @, else
// the first number, else the first term, else the first literal. Gaps and text
// are as short as they can be, so the nearest words count on both sides.
// Facts that compete are compared by their anchors.
type Pattern struct {
	elems  []elem
	anchor int
	needs  lexicon.ClassSet // classes without which nothing can match
	words  [][]string       // literals, in lower case: of each list one must stand in the sentence
	number bool             // whether a number is needed too
}

type elem struct {
	op       op
	field    string // the capture, or ""
	literals []string
	class    lexicon.Class
	ids      []string // of class; empty for all
	max      int      // code points, for a gap or text
	commas   bool     // whether a gap may cross a comma
	optional bool
}

// maxGap is the longest gap, in code points: what lies further apart than a
// long sentence has nothing to do with each other, and costs time to try.
const maxGap = 200

type op uint8

const (
	literal op = iota
	number
	term
	quoted
	gap
)

// Capture is a named part of a match.
type Capture struct {
	text.Span
	Field string
	Token *Token // nil for text
}

// Match is one occurrence of a pattern.
type Match struct {
	text.Span
	Anchor   text.Span
	Captures []Capture // in no particular order
}

// Capture returns the part of m captured as field.
func (m *Match) Capture(field string) (Capture, bool) {
	for _, c := range m.Captures {
		if c.Field == field {
			return c, true
		}
	}
	return Capture{}, false
}

// Parse compiles a pattern against a lexicon.
func Parse(lx *lexicon.Lexicon, source string) (*Pattern, error) {
	p := &Pattern{anchor: -1}
	for _, word := range strings.Fields(source) {
		word, anchor := strings.CutPrefix(word, "@")
		e, err := parseElem(lx, word)
		if err != nil {
			return nil, fmt.Errorf("pattern %q: %w", source, err)
		}
		if anchor {
			if p.anchor >= 0 {
				return nil, fmt.Errorf("pattern %q: has two anchors", source)
			}
			p.anchor = len(p.elems)
		}
		p.elems = append(p.elems, e)
		switch {
		case e.optional:
		case e.op == term:
			p.needs |= e.class.Set()
		case e.op == literal:
			p.words = append(p.words, lowered(e.literals))
		}
		p.number = p.number || !e.optional && e.op == number
	}
	if p.anchor < 0 {
		p.anchor = p.natural()
	}
	if p.anchor < 0 {
		return nil, fmt.Errorf("pattern %q: needs a number, term, quotation or literal that is not optional", source)
	}
	if a := p.elems[p.anchor]; a.op == gap || a.optional {
		return nil, fmt.Errorf("pattern %q: a gap or optional element cannot be the anchor", source)
	}
	if last := p.elems[len(p.elems)-1]; last.op == gap && last.field == "" || p.elems[0].op == gap && p.elems[0].field == "" {
		return nil, fmt.Errorf("pattern %q: a gap at an end matches nothing", source)
	}
	return p, nil
}

// natural returns the index of the anchor of a pattern that marks none.
func (p *Pattern) natural() int {
	for _, op := range []op{number, term, quoted, literal} {
		for i, e := range p.elems {
			if e.op == op && !e.optional {
				return i
			}
		}
	}
	return -1
}

func parseElem(lx *lexicon.Lexicon, word string) (e elem, err error) {
	word, e.optional = strings.CutSuffix(word, "?")
	inner, ok := strings.CutPrefix(word, "<")
	if !ok {
		for _, l := range strings.Split(word, "|") {
			if l == "" {
				return e, fmt.Errorf("empty literal in %q", word)
			}
			e.literals = append(e.literals, strings.ReplaceAll(l, "_", " "))
		}
		return e, nil
	}
	if inner, ok = strings.CutSuffix(inner, ">"); !ok {
		return e, fmt.Errorf("%q has no closing >", word)
	}
	inner, limit, bounded := strings.Cut(inner, "..")
	name, field, _ := strings.Cut(inner, ":")
	name, ids, _ := strings.Cut(name, "=")
	e.field = field
	if bounded {
		if e.max, err = strconv.Atoi(limit); err != nil || e.max <= 0 {
			return e, fmt.Errorf("%q: the bound is no positive number", word)
		}
		if e.max > maxGap {
			return e, fmt.Errorf("%q: the bound is over %d", word, maxGap)
		}
	}
	switch name {
	case "", ",", "text":
		e.op, e.commas = gap, name == ","
		if !bounded {
			return e, fmt.Errorf("%q needs a bound, as in <..6>", word)
		}
	case "num":
		e.op = number
	case "quoted":
		e.op = quoted
	default:
		e.op = term
		if e.class, ok = lx.Class(name); !ok {
			return e, fmt.Errorf("%q: the lexicon has no class %q", word, name)
		}
		if ids != "" {
			e.ids = strings.Split(ids, "|")
		}
	}
	return e, nil
}

// Fields returns the names of the captures.
func (p *Pattern) Fields() []string {
	var fields []string
	for _, e := range p.elems {
		if e.field != "" {
			fields = append(fields, e.field)
		}
	}
	return fields
}

// may reports whether the pattern could match in s: the prefilter.
func (p *Pattern) may(s *Sentence) bool {
	return s.Has.Has(p.needs) && (s.Numbers || !p.number) && p.hasWords(s)
}

// hasWords reports whether the literals that p needs stand somewhere in s.
func (p *Pattern) hasWords(s *Sentence) bool {
	for _, list := range p.words {
		if !slices.ContainsFunc(list, s.holds) {
			return false
		}
	}
	return true
}

func lowered(literals []string) []string {
	low := make([]string, len(literals))
	for i, l := range literals {
		low[i] = strings.ToLower(l)
	}
	return low
}

// All calls yield with each match in s, by anchor, at most one for each, until
// it returns false. Anchors that wanted refuses are passed over; it may be nil.
// The captures of a match hold until yield returns.
func (p *Pattern) All(s *Sentence, wanted func(text.Span) bool, yield func(Match) bool) {
	if !p.may(s) {
		return
	}
	anchor := &p.elems[p.anchor]
	m := matcher{s: s}
	p.anchors(s, anchor, func(span text.Span, t *Token) bool {
		if wanted != nil && !wanted(span) {
			return true
		}
		m.captures = m.captures[:0]
		m.capture(anchor, span, t)
		if !m.right(p.elems[p.anchor+1:], span.End) || !m.left(p.elems[:p.anchor], span.Start) {
			return true
		}
		return yield(Match{Span: m.span, Anchor: span, Captures: m.captures})
	})
}

// anchors calls yield with each place where e stands.
func (p *Pattern) anchors(s *Sentence, e *elem, yield func(text.Span, *Token) bool) {
	switch e.op {
	case number, term:
		for i := range s.Tokens {
			if t := &s.Tokens[i]; e.is(t) && !yield(t.Span, t) {
				return
			}
		}
	default:
		for i := s.Start; i < s.End; i++ {
			if end, ok := e.at(s, i); ok && !yield(text.Span{Start: i, End: end}, nil) {
				return
			}
		}
	}
}

// is reports whether t is the token that e asks for.
func (e *elem) is(t *Token) bool {
	if t.Number != nil {
		return e.op == number
	}
	return e.op == term && t.Term.Class == e.class && (len(e.ids) == 0 || slices.Contains(e.ids, t.Term.ID))
}

// at reports whether the literal or quotation e stands at i, and where it ends.
func (e *elem) at(s *Sentence, i int) (end int, ok bool) {
	t := s.Doc.Text[:s.End]
	if e.op == quoted {
		return quotedAt(t, i)
	}
	for _, l := range e.literals {
		if len(t)-i >= len(l) && strings.EqualFold(t[i:i+len(l)], l) && wholeLatin(t, s.Start, i, i+len(l)) {
			return i + len(l), true
		}
	}
	return 0, false
}

// wholeLatin reports whether t[i:j] does not cut a Latin word at either end.
func wholeLatin(t string, start, i, j int) bool {
	return !(i > start && text.IsAlnum(t[i-1]) && text.IsAlnum(t[i])) && !(j < len(t) && text.IsAlnum(t[j]) && text.IsAlnum(t[j-1]))
}

// matcher extends one match after another from its anchor, in one sentence.
type matcher struct {
	s        *Sentence
	span     text.Span // of the match, once both sides are found
	captures []Capture // of what is matched so far
}

// capture notes that e matched t, or the text, at span.
func (m *matcher) capture(e *elem, span text.Span, t *Token) {
	if e.field == "" {
		return
	}
	if e.op == quoted {
		span = Unquote(m.s.Doc.Text, span)
	}
	m.captures = append(m.captures, Capture{span, e.field, t})
}

// right extends the match, which ends at i, by elems.
func (m *matcher) right(elems []elem, i int) bool {
	if len(elems) == 0 {
		m.span.End = i
		return true
	}
	e, rest, s := &elems[0], elems[1:], m.s
	j := i
	for j < s.End && s.Doc.Text[j] == ' ' {
		j++
	}
	switch e.op {
	case literal, quoted:
		if end, here := e.at(s, j); here && m.goRight(e, rest, j, end, nil) {
			return true
		}
	case number, term:
		for k := s.From(j); k < len(s.Tokens) && s.Tokens[k].Start == j; k++ {
			if t := &s.Tokens[k]; e.is(t) && m.goRight(e, rest, j, t.End, t) {
				return true
			}
		}
	case gap:
		if e.gapRight(s, j, func(end int) bool { return !m.goRight(e, rest, j, end, nil) }) {
			return true
		}
	}
	return e.optional && m.right(rest, i)
}

// goRight takes e, which stands from i to end, into the match, and extends it by
// rest. It leaves no trace where that fails.
func (m *matcher) goRight(e *elem, rest []elem, i, end int, t *Token) bool {
	n := len(m.captures)
	m.capture(e, text.Span{Start: i, End: end}, t)
	ok := m.right(rest, end)
	if !ok {
		m.captures = m.captures[:n]
	}
	return ok
}

// left extends the match, which starts at i, by elems, the last of which is next
// to it.
func (m *matcher) left(elems []elem, i int) bool {
	if len(elems) == 0 {
		m.span.Start = i
		return true
	}
	e, rest, s := &elems[len(elems)-1], elems[:len(elems)-1], m.s
	j := i
	for j > s.Start && s.Doc.Text[j-1] == ' ' {
		j--
	}
	switch e.op {
	case literal:
		for _, l := range e.literals {
			if at := j - len(l); at >= s.Start && strings.EqualFold(s.Doc.Text[at:j], l) && wholeLatin(s.Doc.Text[:s.End], s.Start, at, j) && m.goLeft(e, rest, at, j, nil) {
				return true
			}
		}
	case quoted:
		if at, here := quotedBefore(s.Doc.Text, s.Start, j); here && m.goLeft(e, rest, at, j, nil) {
			return true
		}
	case number, term:
		for k := s.From(j) - 1; k >= 0 && j-s.Tokens[k].Start <= 96; k-- {
			if t := &s.Tokens[k]; t.End == j && e.is(t) && m.goLeft(e, rest, t.Start, j, t) {
				return true
			}
		}
	case gap:
		if e.gapLeft(s, j, func(start int) bool { return !m.goLeft(e, rest, start, j, nil) }) {
			return true
		}
	}
	return e.optional && m.left(rest, i)
}

// goLeft is goRight the other way round: e stands from start to i.
func (m *matcher) goLeft(e *elem, rest []elem, start, i int, t *Token) bool {
	n := len(m.captures)
	m.capture(e, text.Span{Start: start, End: i}, t)
	ok := m.left(rest, start)
	if !ok {
		m.captures = m.captures[:n]
	}
	return ok
}

// gapRight calls yield with each place where a gap from i can end, nearest first,
// until it returns false. It reports whether yield did.
func (e *elem) gapRight(s *Sentence, i int, yield func(int) bool) bool {
	t := s.Doc.Text
	for n := 0; n <= e.max; n++ {
		if !(n == 0 && e.field != "") && !yield(i) {
			return true
		}
		if i >= s.End {
			return false
		}
		r, size := utf8.DecodeRuneInString(t[i:s.End])
		if e.border(t, i, r) {
			return false
		}
		i += size
		for text.IsAlnum(t[i-1]) && i < s.End && text.IsAlnum(t[i]) { // a Latin word is crossed whole
			i++
			n++
		}
	}
	return false
}

// gapLeft calls yield with each place where a gap up to i can start, nearest first,
// until it returns false. It reports whether yield did.
func (e *elem) gapLeft(s *Sentence, i int, yield func(int) bool) bool {
	t := s.Doc.Text
	for n := 0; n <= e.max; n++ {
		if !(n == 0 && e.field != "") && !yield(i) {
			return true
		}
		if i <= s.Start {
			return false
		}
		r, size := utf8.DecodeLastRuneInString(t[s.Start:i])
		if e.border(t, i-size, r) {
			return false
		}
		i -= size
		for text.IsAlnum(t[i]) && i > s.Start && text.IsAlnum(t[i-1]) {
			i--
			n++
		}
	}
	return false
}

// border reports whether a gap ends before r at offset i.
func (e *elem) border(t string, i int, r rune) bool {
	if e.commas {
		return sentenceEnd(r)
	}
	return ClauseEnd(t, i, r)
}
