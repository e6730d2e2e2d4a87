package activity

import (
	"regexp"
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
			if e.season(w) {
				start = w.Start
				continue
			}
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

// season reports whether the number w is the year of the season before it, which is
// part of a name: Spring 2025 Open House.
func (e *enSentence) season(w text.Span) bool {
	if w.Len() != len("2025") {
		return false
	}
	switch e.lower(e.wordBefore(w.Start)) {
	case "spring", "summer", "autumn", "fall", "winter":
		return true
	}
	return false
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
	if e.s.Ending(e.event, w.End) != nil || e.s.Ending(e.occasion, w.End) != nil && !e.sortOf(w, right) {
		return false
	}
	start := w.Start
	for n := 0; n < 3; n++ {
		b := e.wordBefore(start)
		if b.Len() == 0 {
			_, quoted := e.quoteEnding(e.trimLeft(start))
			return quoted || start == e.s.Start
		}
		if e.borderAt(b) || e.number(b) != nil {
			return !e.linked(b)
		}
		start = b.Start
	}
	return false
}

// sortOf reports whether the word w before an "and", and what stands behind it at
// right, both say of what activities one speaks: publicity and consultation activities.
func (e *enSentence) sortOf(w text.Span, right int) bool {
	return !strings.HasSuffix(e.s.Text(w), "s") && ofActivities.MatchString(e.s.Doc.Text[right:e.s.End])
}

var ofActivities = regexp.MustCompile(`^[a-z]+(?: [a-z]+)? activities\b`)

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
		case "by":
			if by := e.speakers(prep, head); by > end {
				return by
			}
			return end
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

// speakers returns where the names end of those who gave the talk head, as by behind
// it says, or 0.
func (e *enSentence) speakers(by text.Span, head *match.Token) (end int) {
	if head.Term.ID != "lecture" || e.skip(head.End) != by.Start {
		return 0
	}
	for w := e.word(e.skip(by.End)); w.Len() > 0 && w.End <= e.s.End; w = e.word(e.skip(w.End)) {
		if t := e.s.Text(w); t[0] < 'A' || t[0] > 'Z' {
			if end > 0 || t != "the" {
				break
			}
			continue
		}
		end = w.End
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
