package activity

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
)

// strip leaves out the words at the beginning of span that belong to no name:
// adverbs, numbers with their classifiers, dates and, where no verb governs
// it, the unit that acts.
func (c *zhClause) strip(span text.Span, head *match.Token) text.Span {
	if n := strings.Index(c.s.Text(span), "组织“"); n > 0 && c.verb == nil { // 工会组织“X”: a verb, though 工会组织 is a word
		span.Start += n + len("组织")
	}
	limit := span.End
	if head != nil && head.Start >= span.Start {
		limit = min(limit, head.Start)
	}
	for span.Start < limit {
		span = c.s.Doc.Trim(span)
		if b := c.s.At(c.border, span.Start); b != nil && b.End <= limit && c.drops(b) {
			span.Start = b.End
			continue
		}
		rest := c.s.Doc.Text[span.Start:limit]
		if head != nil {
			if n := c.cue.deictic.Prefix(rest); n > 0 {
				span.Start += n
				continue
			}
		}
		if m := dateAt(rest); m != "" && len(m) < len(rest) {
			span.Start += len(m)
			continue
		}
		if r, size := utf8.DecodeRuneInString(rest); c.glue(r, span.Start+size) || r == '"' && !strings.Contains(rest[1:], "\"") {
			span.Start += size
			continue
		}
		break
	}
	return c.s.Doc.Trim(span)
}

// glue reports whether the character r, which ends at end, is a sign or a word of one
// character with which no name begins: 和, but not in 和谐.
func (c *zhClause) glue(r rune, end int) bool {
	return glueSigns.Has(r) || glueWords.Has(r) && c.s.Words.Border(end)
}

var (
	glueSigns = text.NewRuneSet("、,-*•‧·▪●◆■○)》”")
	glueWords = text.NewRuneSet("的之地了和及与并")
)

// drops reports whether a name leaves out the border word b at its beginning.
func (c *zhClause) drops(b *match.Token) bool {
	switch b.Term.ID {
	case "lead":
		return c.s.Words.Border(b.Start) && (b.Len() > len("共") || c.s.Words.Border(b.End)) // not in 共同富裕
	case "go":
		return c.verb != nil && c.verb.Term.ID == "attend"
	case "unit":
		return c.verb == nil || strings.HasPrefix(c.s.Text(b.Span), "我") || strings.HasPrefix(c.s.Text(b.Span), "本")
	}
	return false
}

// tail reports whether what follows an event noun in its item lets it name an
// event, and the number of times that it states.
func (c *zhClause) tail(span text.Span, strong bool, passive *match.Token) (times *match.Token, ok bool) {
	span = c.s.Doc.Trim(span)
	if span.Len() <= 0 {
		return nil, true
	}
	if c.s.Text(span) == "工作" && c.verb != nil && c.worked(span.Start) {
		return nil, true
	}
	if c.s.At(c.compound, span.Start) != nil || strings.HasSuffix(c.s.Text(span), "工作") {
		return nil, false
	}
	rest := c.cue.beforeNumber.Skip(c.s.Text(span))
	at := span.End - len(rest)
	if n := c.s.NumberAt(at); n != nil {
		if c.occasions(n.End) || c.s.Doc.Text[min(n.End, span.End):span.End] == "批" {
			return n, true
		}
		return nil, !strings.HasPrefix(c.s.Doc.Text[n.End:], "门") // courses, not lessons
	}
	if rest == "" || passive != nil && c.leads(text.Span{Start: at, End: span.End}) {
		return nil, true
	}
	if after, of := strings.CutPrefix(rest, "的"); of {
		return nil, after == "" || c.cue.held.Begin(after)
	}
	if c.cue.afterEvent.Begin(rest) {
		return nil, true
	}
	if b := c.s.At(c.border, at); b != nil && (b.Term.ID == "lead" || b.Term.ID == "unit") {
		return nil, true
	}
	return nil, strong
}

// worked reports whether the noun that ends at at names an event even where the
// text speaks of the work on it.
func (c *zhClause) worked(at int) bool {
	before := c.s.Doc.Text[c.start:at]
	return c.cue.worked.End(before) || c.verb.Term.ID == "hold" && c.cue.cleared.End(before)
}

// leads reports whether span holds nothing but words that names leave out.
func (c *zhClause) leads(span text.Span) bool {
	for at := span.Start; at < span.End; {
		b := c.s.At(c.border, at)
		if b == nil {
			return false
		}
		at = b.End
	}
	return true
}

// leadingTimes leaves out a number of occasions before the name: 5次X.
func (c *zhClause) leadingTimes(name text.Span, head, times *match.Token) (text.Span, *match.Token) {
	n := c.s.NumberAt(name.Start)
	if n == nil || n.End >= head.Start {
		return name, times
	}
	rest := c.s.Doc.Text[n.End:head.Start]
	size := max(c.cue.classifier.Prefix(rest), c.cue.occasion.Prefix(rest))
	if size == 0 || !c.s.Words.Border(n.End+size) {
		return name, times
	}
	after := rest[size:]
	if c.s.NumberAt(n.End+size) != nil || strings.HasPrefix(after, "一") {
		return name, times // a slogan: 三个一
	}
	if c.occasions(n.End) {
		times = n
	}
	name.Start = head.Start - len(strings.TrimLeft(after, "次场期的"))
	if bare := c.strip(name, head); bare.Start < head.Start || times != nil {
		return bare, times
	}
	return c.s.Doc.Trim(name), times // 7个支部换届: of units, not by one
}

// maxName is the longest name, in code points, that is left as it stands.
const maxName = 36

// shorten takes the last part of a name that is a whole clause.
func (c *zhClause) shorten(name text.Span, head *match.Token) text.Span {
	for utf8.RuneCountInString(c.s.Text(name)) > maxName {
		t := c.s.Text(text.Span{Start: name.Start, End: max(name.Start, head.Start)})
		n, size := strings.Index(t, "的"), len("的")
		if m := strings.Index(t, "、"); n < 0 || m >= 0 && m < n {
			n = m
		}
		if n < 0 {
			break
		}
		at := name.Start + n + size
		if q, in := text.Around(c.quotes, at); in {
			at = q.End
			if at > head.Start {
				break
			}
		}
		name.Start = at
	}
	return name
}

// afterAdverb returns where the last adverb before head ends: no name holds
// one, so what stands before it is the subject of a sentence.
func (c *zhClause) afterAdverb(name text.Span, head *match.Token) int {
	at := name.Start
	c.s.Within(c.border, text.Span{Start: name.Start, End: max(name.Start, head.Start)}, func(b *match.Token) bool {
		if _, in := text.Around(c.quotes, b.Start); !in && b.Term.ID == "lead" && c.cue.nameAfter.Are(c.s.Text(b.Span)) {
			at = b.End
		}
		return true
	})
	return at
}
