package activity

import (
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
)

// goes reports a visit that says where to and what for: 到X进修.
func (c *zhClause) goes(item text.Span) bool {
	h := c.head
	if c.from >= 0 && (c.cue.negated.End(c.s.Doc.Text[c.span.Start:c.from]) || c.nowhere(h)) {
		return false
	}
	if c.from < item.Start || c.prize() || h.End > item.End || h.Start-c.from > 60 || h.Start-c.from < 6 {
		return false
	}
	switch h.Term.ID {
	case "visit", "training", "study", "volunteer", "lecture":
	default:
		return false
	}
	times, ok := c.tail(text.Span{Start: h.End, End: item.End}, false, nil)
	if ok && h.Is(c.occasion) {
		c.report(ruleVisit, text.Span{Start: c.from, End: h.End}, h, times)
	}
	return ok && h.Is(c.occasion)
}

// nowhere reports whether the place that somebody went to for h is only the unit
// itself: 到学校授课.
func (c *zhClause) nowhere(h *match.Token) bool {
	b := c.s.Ending(c.border, h.Start)
	return b != nil && b.Term.ID == "unit" && b.Start-c.from <= len("到")
}

// going reports a visit in the words of an action: 慰问X.
func (c *zhClause) going(item text.Span) {
	h := c.s.First(c.occasion, item)
	for h != nil && h.Term.ID != "visit" {
		h = c.s.First(c.occasion, text.Span{Start: h.End, End: item.End})
	}
	if h == nil || !c.acts(h) || holding(c.verb) || c.verb != nil && c.verb.Term.ID == "receive" {
		return
	}
	end := c.object(text.Span{Start: h.End, End: item.End})
	if n := utf8.RuneCountInString(c.s.Doc.Text[h.End:end]); n >= 2 && n <= 16 {
		c.report(ruleVisit, text.Span{Start: h.Start, End: end}, h, nil)
	}
}

// acts reports whether the noun of visiting h is used as a verb.
func (c *zhClause) acts(h *match.Token) bool {
	if !c.cue.visits.Are(c.s.Text(h.Span)) || c.cue.noVisit.Begin(c.s.Doc.Text[h.End:c.span.End]) || c.s.At(c.compound, h.End) != nil {
		return false
	}
	b := c.s.At(c.border, h.End)
	return b == nil || b.Term.ID == "who" || b.Term.ID == "lead"
}

// object returns where the object of a verb ends that begins with span.
func (c *zhClause) object(span text.Span) int {
	for at := span.Start; at < span.End; {
		if c.s.NumberAt(at) != nil {
			return at
		}
		if b := c.s.At(c.border, at); b != nil && c.s.Words.Border(at) && (b.Term.ID == "link" || b.Term.ID == "and" || b.Term.ID == "verb" || b.Term.ID == "lead") {
			return at
		}
		_, size := utf8.DecodeRuneInString(c.s.Doc.Text[at:span.End])
		at += size
	}
	return span.End
}
