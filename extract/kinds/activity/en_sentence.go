package activity

import (
	"strings"

	"zongjie/extract/kinds/modality"
	"zongjie/extract/match"
	"zongjie/extract/text"
)

// enSentence reads the names of activities in an English sentence from their
// event nouns outwards.
type enSentence struct {
	*finder
	s      *match.Sentence
	quotes []text.Span
	prize  bool // whether it tells of a prize
}

func (f *finder) english(s *match.Sentence) {
	e := enSentence{finder: f, s: s, quotes: s.Quotations(), prize: f.cue.prize.In(s.Text(s.Span))}
	end := s.Start
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Start < end || t.Term == nil || f.p.InLabel(t.Span) {
			continue
		}
		switch t.Term.Class {
		case f.event, f.occasion, f.titled:
			if e.overlapped(t) {
				continue
			}
			if t.Term.ID != "-" {
				end = max(end, e.noun(t))
			} else {
				end = t.End
			}
		}
	}
	e.onlyQuotes()
}

// noun reports the activity that head names, if it names one, and returns
// where to read on.
func (e *enSentence) noun(head *match.Token) int {
	if longer := e.longer(head); longer != nil {
		head = longer
	}
	if e.leads(head) || e.cue.occasion.Are(e.s.Text(head.Span)) && e.startsOf(head.End) {
		return head.End
	}
	name := text.Span{Start: head.Start, End: head.End}
	q, inside := text.Around(e.quotes, head.Start)
	if inside {
		if head.End < q.End-1 && !strings.HasPrefix(e.s.Text(text.Span{Start: head.End, End: q.End}), "”") {
			return head.End
		}
		name = q
	}
	var times *match.Token
	if !e.renews(e.s, head) {
		name.Start, times = e.left(name.Start)
	}
	modified := name.Start < head.Start
	name.End = e.right(name.End, head)
	if times == nil {
		times = e.after(name.End)
	}
	verb := e.verb(name.Start)
	rule := e.evidence(enName{Span: name, head: head, verb: verb, times: times,
		modified: modified, quoted: inside || e.quotedBefore(name, head), inside: inside})
	if rule == "" {
		return head.End
	}
	if q, ok := e.pair(name, head); ok { // "A" and "B" activities
		e.report(activity{rule: rule, name: q, verb: verb})
		name.Start = e.skip(q.End + len(" and"))
	}
	e.report(activity{rule: rule, name: name, head: head, verb: verb, times: times, people: e.people(verb)})
	return name.End
}

// report takes a, which was found in this sentence.
func (e *enSentence) report(a activity) {
	a.s, a.modality = e.s, modality.Of(e.p, e.s, a.name)
	e.found = append(e.found, a)
}

// quotedBefore reports whether a name of its own in quotation marks stands in name,
// not far before head.
func (e *enSentence) quotedBefore(name text.Span, head *match.Token) bool {
	for _, q := range e.quotes {
		if q.Start >= name.Start && q.End <= head.Start && e.words(text.Span{Start: q.End, End: head.Start}) <= 4 {
			return true
		}
	}
	return false
}

// overlapped reports whether an event noun begins inside the weaker noun t and
// reaches beyond it.
func (e *enSentence) overlapped(t *match.Token) bool {
	if t.Is(e.event) {
		return false
	}
	later := e.s.First(e.event, text.Span{Start: t.Start + 1, End: e.s.End})
	return later != nil && later.Start < t.End && later.End > t.End
}

// longer returns the longest event noun that starts where head does, or nil.
func (e *enSentence) longer(head *match.Token) *match.Token {
	var best *match.Token
	for i := e.s.From(head.Start); i < len(e.s.Tokens) && e.s.Tokens[i].Start == head.Start; i++ {
		t := &e.s.Tokens[i]
		if t.Is(e.event) || t.Is(e.occasion) || t.Is(e.titled) {
			if best == nil || t.End > best.End {
				best = t
			}
		}
	}
	return best
}

// leads reports whether the word after head makes another thing of it:
// "training base", or another event: "training camp".
func (e *enSentence) leads(head *match.Token) bool {
	at := e.skip(head.End)
	if at == head.End { // a hyphen or punctuation
		return at < e.s.End && e.s.Doc.Text[at] == '-'
	}
	if e.s.At(e.compound, at) != nil {
		return true
	}
	if e.s.At(e.border, at) != nil {
		return false
	}
	for _, class := range []*match.Token{e.s.At(e.event, at), e.s.At(e.occasion, at)} {
		if class != nil {
			return class.Term.ID != "-" || head.Term.ID != "campaign"
		}
	}
	return false
}

// startsOf reports whether "of" and another event noun follow offset at: what
// was held is then that event, 6 sessions of it.
func (e *enSentence) startsOf(at int) bool {
	if !strings.HasPrefix(e.s.Doc.Text[e.skip(at):e.s.End], "of ") {
		return false
	}
	rest := text.Span{Start: at, End: min(e.s.End, at+60)}
	return e.s.First(e.event, rest) != nil || e.s.First(e.occasion, rest) != nil
}

// pair returns the first quotation of a name that joins two before a plural noun.
func (e *enSentence) pair(name text.Span, head *match.Token) (text.Span, bool) {
	if !strings.HasSuffix(e.s.Text(head.Span), "s") {
		return text.Span{}, false
	}
	for _, q := range e.quotes {
		if q.Start == name.Start && q.End < head.Start && strings.HasPrefix(e.s.Doc.Text[q.End:], " and ") && e.startsQuote(q.End+len(" and ")) {
			return q, true
		}
	}
	return text.Span{}, false
}

// onlyQuotes reports names in quotation marks that stand right after a verb of
// holding, with no event noun of their own.
func (e *enSentence) onlyQuotes() {
	end := -1 // of the last one, so that the others of its list are taken too
	for _, q := range e.quotes {
		if e.words(q) < 2 || e.taken(q) || e.slogan(q) || !e.follows(q.End) {
			continue
		}
		verb := e.holder(q)
		if end >= 0 && e.listed(text.Span{Start: end, End: q.Start}) {
			verb = nil
		} else if verb == nil {
			continue
		}
		end = q.End
		e.report(activity{rule: ruleQuoted, name: q, verb: verb})
	}
}

// taken reports whether quotation q is part of a name that was found.
func (e *enSentence) taken(q text.Span) bool {
	for _, a := range e.found {
		if a.s == e.s && a.name.Overlaps(q) {
			return true
		}
	}
	return false
}

// listed reports whether two names of a list stand on both sides of between.
func (e *enSentence) listed(between text.Span) bool {
	switch strings.TrimSpace(e.s.Text(between)) {
	case ",", "and", ", and":
		return true
	}
	return false
}

// holder returns the verb of holding that quotation q is the object of, or nil.
func (e *enSentence) holder(q text.Span) *match.Token {
	at := q.Start
	for range 5 {
		w := e.wordBefore(at)
		if w.Len() == 0 {
			return nil
		}
		if h := e.s.Ending(e.hold, w.End); h != nil {
			if h.Term.ID != "hold" {
				return nil
			}
			return h
		}
		if !e.cue.beforeQuote.Are(e.s.Text(w)) {
			return nil
		}
		at = w.Start
	}
	return nil
}

// follows reports whether the quotation that ends at at is not the beginning
// of a longer noun phrase.
func (e *enSentence) follows(at int) bool {
	next := e.skip(at)
	if next >= e.s.End || !wordByte(e.s.Doc.Text[next]) {
		return true
	}
	b := e.s.At(e.border, next)
	return b != nil && (b.Term.ID == "link" || b.Term.ID == "lead")
}

// people returns who attends: what stands before the verb in its clause, after
// another verb of holding and without adverbs.
func (e *enSentence) people(verb *match.Token) text.Span {
	if verb == nil || verb.Term.ID != "attend" {
		return text.Span{}
	}
	span := text.Span{Start: e.s.Clause(verb.Start).Start, End: verb.Start}
	if h := e.s.Last(e.hold, span); h != nil {
		span.Start = h.End
	}
	for {
		w := e.wordBefore(span.End)
		if w.Start < span.Start || w.Len() == 0 || !e.borderAt(w) {
			break
		}
		span.End = w.Start
	}
	if n := e.words(span); n == 0 || n > 8 {
		return text.Span{}
	}
	return e.s.Doc.Trim(span)
}
