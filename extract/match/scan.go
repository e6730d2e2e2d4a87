// Package match scans sentences once into tokens and matches patterns over
// them.
package match

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/numeral"
)

// Token is a number or a term at a place in the text. What lies between
// tokens is plain text, which literals and gaps in a pattern match. Tokens of
// different classes may overlap; tokens of one class do not.
type Token struct {
	text.Span
	Term   *lexicon.Term   // nil for a number
	Number *numeral.Number // nil for a term
}

// Is reports whether t is a term of class c.
func (t *Token) Is(c lexicon.Class) bool { return t.Term != nil && t.Term.Class == c }

// Sentence is one segment and what the pass over it found.
type Sentence struct {
	text.Segment
	Doc     *text.Document
	Words   *text.Words
	Index   int              // in the list of segments
	Tokens  []Token          // by start, then longest first
	Has     lexicon.ClassSet // classes of the terms among Tokens
	Numbers bool             // whether a number is among Tokens
	lower   string           // its text in lower case; "" until asked for
	runes   [4]uint64        // a bit for each rune of lower, by its last eight bits
	quotes  []text.Span      // its quotations; nil until asked for

	clause   text.Span // the clause last asked for, around clauseAt; empty if there is none
	clauseAt int
}

// Text returns the folded text of span s.
func (s *Sentence) Text(span text.Span) string { return s.Doc.Text[span.Start:span.End] }

// Quotations returns the quotations in the sentence, as the function does.
func (s *Sentence) Quotations() []text.Span {
	if s.quotes == nil {
		if s.quotes = Quotations(s.Doc.Text, s.Span); s.quotes == nil {
			s.quotes = []text.Span{}
		}
	}
	return s.quotes
}

// holds reports whether word, which is in lower case, stands in the sentence.
func (s *Sentence) holds(word string) bool {
	if s.lower == "" {
		s.lower = text.Lower(s.Text(s.Span))
		for _, r := range s.lower {
			s.runes[r>>6&3] |= 1 << (r & 63)
		}
	}
	for _, r := range word {
		if s.runes[r>>6&3]>>(r&63)&1 == 0 {
			return false
		}
	}
	return strings.Contains(s.lower, word)
}

// From returns the index of the first token that starts at or after offset at.
func (s *Sentence) From(at int) int {
	lo, hi := 0, len(s.Tokens)
	for lo < hi {
		if m := (lo + hi) / 2; s.Tokens[m].Start < at {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// Starting returns the tokens that start at offset at, the longest first.
func (s *Sentence) Starting(at int) []Token {
	lo := s.From(at)
	hi := lo
	for hi < len(s.Tokens) && s.Tokens[hi].Start == at {
		hi++
	}
	return s.Tokens[lo:hi]
}

// Of returns the term of class c among tokens, or nil.
func Of(c lexicon.Class, tokens []Token) *Token {
	for i := range tokens {
		if tokens[i].Is(c) {
			return &tokens[i]
		}
	}
	return nil
}

// At returns the term of class c that starts at offset at, or nil.
func (s *Sentence) At(c lexicon.Class, at int) *Token {
	for i := s.From(at); i < len(s.Tokens) && s.Tokens[i].Start == at; i++ {
		if s.Tokens[i].Is(c) {
			return &s.Tokens[i]
		}
	}
	return nil
}

// NumberAt returns the number that starts at offset at, or nil.
func (s *Sentence) NumberAt(at int) *Token {
	for i := s.From(at); i < len(s.Tokens) && s.Tokens[i].Start == at; i++ {
		if s.Tokens[i].Number != nil {
			return &s.Tokens[i]
		}
	}
	return nil
}

// Ending returns the term of class c that ends at offset at, or nil.
func (s *Sentence) Ending(c lexicon.Class, at int) *Token {
	for i := s.From(at) - 1; i >= 0; i-- {
		t := &s.Tokens[i]
		if t.End == at && t.Is(c) {
			return t
		}
		if at-t.Start > 96 { // no term is as long
			return nil
		}
	}
	return nil
}

// Within calls yield with each term of class c in span, in order, until it
// returns false.
func (s *Sentence) Within(c lexicon.Class, span text.Span, yield func(*Token) bool) {
	if !s.Has.Has(c.Set()) {
		return
	}
	for i := s.From(span.Start); i < len(s.Tokens) && s.Tokens[i].Start < span.End; i++ {
		if t := &s.Tokens[i]; t.Is(c) && t.End <= span.End && !yield(t) {
			return
		}
	}
}

// First returns the first term of class c in span, or nil.
func (s *Sentence) First(c lexicon.Class, span text.Span) (first *Token) {
	s.Within(c, span, func(t *Token) bool { first = t; return false })
	return first
}

// Last returns the last term of class c in span, or nil.
func (s *Sentence) Last(c lexicon.Class, span text.Span) (last *Token) {
	s.Within(c, span, func(t *Token) bool { last = t; return true })
	return last
}

// Clause returns the clause around offset at: the part of the sentence that
// no comma, colon, semicolon or full stop interrupts. An enumeration comma (、)
// and a bracket do not end a clause.
func (s *Sentence) Clause(at int) text.Span {
	if s.clause.Len() == 0 || at != s.clauseAt { // the same number is asked for again and again
		s.clause, s.clauseAt = s.findClause(at), at
	}
	return s.clause
}

func (s *Sentence) findClause(at int) text.Span {
	span := text.Span{Start: s.Start, End: s.End}
	t := s.Doc.Text
	for i := at; i > s.Start; {
		r, size := utf8.DecodeLastRuneInString(t[s.Start:i])
		if ClauseEnd(t, i-size, r) {
			span.Start = i
			break
		}
		i -= size
	}
	for i := at; i < s.End; {
		r, size := utf8.DecodeRuneInString(t[i:s.End])
		if ClauseEnd(t, i, r) {
			span.End = i
			break
		}
		i += size
	}
	return span
}

// ClauseEnd reports whether r, at offset i of t, ends a clause. Commas, points
// and colons between digits do not: 45,388 12.5 9:30.
func ClauseEnd(t string, i int, r rune) bool {
	switch r {
	case ',', '.', ':':
		return !(i > 0 && text.IsDigit(t[i-1]) && text.DigitAt(t, i+1))
	}
	return sentenceEnd(r)
}

func sentenceEnd(r rune) bool {
	switch r {
	case '。', ';', '!', '?', '\n', '…':
		return true
	}
	return false
}

// Scan finds the terms and numbers of every segment. Of terms of one class
// that overlap, the leftmost and then the longest counts. A term that ends
// inside a word is none, whatever it looks like: 委员会员工 holds no 会员.
func Scan(lx *lexicon.Lexicon, doc *text.Document, words *text.Words, segs []text.Segment) []Sentence {
	sc := scanner{lx: lx, text: doc.Text, words: words, tokens: make([]Token, 0, len(doc.Text)/6)}
	sentences := make([]Sentence, len(segs))
	bounds := make([]int, len(segs)+1)
	for i, seg := range segs {
		s := &sentences[i]
		s.Segment, s.Doc, s.Words, s.Index = seg, doc, words, i
		sc.has, sc.numbers = 0, false
		sc.segment(seg.Span)
		s.Has, s.Numbers = sc.has, sc.numbers
		bounds[i+1] = len(sc.tokens)
	}
	for i := range sentences {
		sentences[i].Tokens = sc.tokens[bounds[i]:bounds[i+1]:bounds[i+1]]
	}
	return sentences
}

// scanner is the state of one pass over a document.
type scanner struct {
	lx      *lexicon.Lexicon
	text    string
	words   *text.Words
	tokens  []Token
	has     lexicon.ClassSet
	numbers bool
	busy    [64]int // by class: where its last term ends
	best    [64]hit // by class: the longest term at the present offset
	seen    []lexicon.Class
	at, end int
}

type hit struct {
	term *lexicon.Term
	n    int
}

func (sc *scanner) segment(span text.Span) {
	numberEnd := span.Start
	found := sc.found // one method value for the whole segment
	for i := span.Start; i < span.End; {
		c := sc.text[i]
		if c < utf8.RuneSelf && !wordStart(sc.text, span.Start, i) {
			i++
			continue
		}
		size := 1
		if c >= utf8.RuneSelf {
			_, size = utf8.DecodeRuneInString(sc.text[i:span.End])
		}
		sc.at, sc.end = i, span.End
		first := len(sc.tokens)
		if i >= numberEnd {
			if n, length := numeral.Prefix(sc.text[i:span.End]); length > 0 {
				number := n // n itself is not to lie on the heap, which it would where there is no number too
				sc.tokens = append(sc.tokens, Token{Span: text.Span{Start: i, End: i + length}, Number: &number})
				sc.numbers, numberEnd = true, i+length
			}
		}
		sc.lx.Match(sc.text[i:span.End], found)
		if len(sc.seen) > 0 {
			sc.take(i)
		}
		sc.longestFirst(first)
		i += size
	}
}

// wordStart reports whether a token may start at the ASCII character at i: at
// the start of a Latin word or number, or at a sign.
func wordStart(t string, start, i int) bool {
	c := t[i]
	if c == ' ' {
		return false
	}
	return i == start || !text.IsAlnum(c) || !text.IsAlnum(t[i-1]) || text.IsDigit(c) != text.IsDigit(t[i-1])
}

func (sc *scanner) found(t *lexicon.Term, n int) {
	if sc.busy[t.Class] > sc.at || !sc.whole(sc.at, n) {
		return
	}
	if sc.best[t.Class].term == nil {
		sc.seen = append(sc.seen, t.Class)
	}
	sc.best[t.Class] = hit{t, n}
}

// whole reports whether the term of n bytes at offset at ends where a word
// does. Terms of one character are let pass: a cut glues them to others.
func (sc *scanner) whole(at, n int) bool {
	return n <= 3 || sc.text[at] < utf8.RuneSelf || sc.words.Border(at+n)
}

// take makes tokens of the best terms at offset i.
func (sc *scanner) take(i int) {
	for _, c := range sc.seen {
		h := sc.best[c]
		sc.best[c].term = nil
		sc.busy[c] = i + h.n
		if h.term.ID == "-" {
			continue
		}
		sc.tokens = append(sc.tokens, Token{Span: text.Span{Start: i, End: i + h.n}, Term: h.term})
		sc.has |= c.Set()
	}
	sc.seen = sc.seen[:0]
}

// longestFirst sorts the tokens from index first on, which start at one place.
func (sc *scanner) longestFirst(first int) {
	t := sc.tokens[first:]
	for i := 1; i < len(t); i++ {
		for j := i; j > 0 && t[j].End > t[j-1].End; j-- {
			t[j], t[j-1] = t[j-1], t[j]
		}
	}
}
