package activity

import (
	"strings"

	"zongjie/extract/match"
	"zongjie/extract/text"
)

// maxLeft is how many words before its noun a name may have.
const maxLeft = 9

// left returns where the name begins whose noun starts at at, and the number
// of occasions before it.
func (e *enSentence) left(at int) (start int, times *match.Token) {
	start = at
	for n := 0; n < maxLeft; n++ {
		if q, ok := e.quoteEnding(e.trimLeft(start)); ok {
			start = q.Start
			continue
		}
		w := e.wordBefore(start)
		if w.Len() == 0 || strings.HasSuffix(e.s.Text(w), "”") {
			break
		}
		if num := e.number(w); num != nil && !ordinal(e.lower(w)) {
			if !e.month(e.wordBefore(w.Start)) {
				times = num
			}
			break
		}
		if e.s.Text(w) == "and" {
			if q, ok := e.quoteEnding(e.trimLeft(w.Start)); ok && e.startsQuote(start) {
				start = q.Start
				continue
			}
			if e.joins(start, w.Start) {
				start = e.wordBefore(w.Start).Start
				continue
			}
		}
		if e.borderAt(w) {
			times = e.phases(w)
			break
		}
		start = w.Start
	}
	return start, times
}

// borderAt reports whether the word w is part of no name.
func (e *enSentence) borderAt(w text.Span) bool {
	for i := e.s.From(w.Start - 40); i < len(e.s.Tokens) && e.s.Tokens[i].Start <= w.Start; i++ {
		t := &e.s.Tokens[i]
		if t.End < w.End || t.Term == nil || t.Term.ID == "-" {
			continue
		}
		if t.Is(e.border) && t.Term.ID != "who" {
			return true
		}
		if t.Is(e.hold) && !e.nominal(t) {
			return true
		}
	}
	return e.cue.noPart.Are(e.s.Text(w))
}

// nominal reports whether the verb t is used as a noun or adjective: "open day".
func (e *enSentence) nominal(t *match.Token) bool {
	if !e.cue.nounToo.Are(e.s.Text(t.Span)) {
		return false
	}
	b := e.s.Ending(e.border, e.trimLeft(t.Start))
	return b != nil && (b.Term.ID == "lead" || b.Term.ID == "who")
}

// joins reports whether the "and" between left and right joins two parts of
// one name: "fire and earthquake drills".
func (e *enSentence) joins(right, and int) bool {
	w := e.wordBefore(and)
	if w.Len() == 0 || e.borderAt(w) || e.number(w) != nil {
		return false
	}
	if e.s.Ending(e.event, w.End) != nil || e.s.Ending(e.occasion, w.End) != nil {
		return false
	}
	start := w.Start
	for n := 0; n < 3; n++ {
		b := e.wordBefore(start)
		if b.Len() == 0 {
			return start == e.s.Start
		}
		if e.borderAt(b) || e.number(b) != nil {
			return !e.linked(b)
		}
		start = b.Start
	}
	return false
}

// linked reports whether the border word b joins what follows to something
// else, so that a name can hardly begin after it.
func (e *enSentence) linked(b text.Span) bool {
	switch e.lower(b) {
	case "of":
		return e.phases(b) == nil
	case "and", "or", "with":
		return true
	}
	return false
}

// right returns where the name ends whose noun ends at at: an "of" or "for"
// after it goes on to the next border.
func (e *enSentence) right(at int, head *match.Token) int {
	end := at
	for n := 0; n < 2; n++ {
		p := e.skip(end)
		prep := e.word(p)
		switch e.lower(prep) {
		case "of", "on", "for", "in", "at":
		default:
			return end
		}
		next := e.skip(prep.End)
		if w := e.word(next); e.number(w) != nil && !ordinal(e.lower(w)) {
			if !strings.Contains(e.lower(head.Span), "election") {
				return end
			}
			next = e.skip(w.End) // election of 5 committees
		}
		stop := e.phrase(next, e.lower(prep))
		if stop == next || e.timeWord(next) || e.follow(prep.End, "time") || e.follow(prep.End, "schedule") {
			return end
		}
		if p := e.lower(prep); (p == "in" || p == "at") && n > 0 {
			return end
		}
		end = stop
	}
	return end
}

// phrase returns where the noun phrase that begins at at ends.
func (e *enSentence) phrase(at int, prep string) int {
	end, i := at, at
	for n := 0; n < 14 && i < e.s.End; n++ {
		if q, ok := text.Around(e.quotes, i+1); ok && q.Start == i {
			end, i = q.End, e.skip(q.End)
			continue
		}
		w := e.word(i)
		if w.Len() == 0 {
			break
		}
		lower := e.lower(w)
		if lower != "the" && lower != "a" && lower != "all" && lower != "our" && !(lower == "of" && end > at) {
			if e.borderAt(w) || e.number(w) != nil && !ordinal(lower) {
				break
			}
			end = w.End
		}
		i = e.skip(w.End)
	}
	return end
}

// timeWord reports whether a date stands at at.
func (e *enSentence) timeWord(at int) bool {
	m := enDates.FindStringIndex(e.s.Doc.Text[at:min(e.s.End, at+40)])
	return m != nil && m[0] <= 4 || strings.HasPrefix(e.s.Doc.Text[at:e.s.End], "the year") || strings.HasPrefix(e.s.Doc.Text[at:e.s.End], "20")
}
