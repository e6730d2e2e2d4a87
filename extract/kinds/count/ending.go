package count

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/numeral"
)

// nounEndings say by its end what a Chinese noun names that the lexicon does not
// know: 分馆 and 流通点 are places, whatever stands before 馆 and 点.
var nounEndings = lexicon.FixedCues("noun_ending")

// headed returns what the noun w names by its end, or "".
func headed(w string) string {
	end := nounEndings.Trailing(w)
	if end == nil || end.ID == "none" || utf8.RuneCountInString(w) == 2 && objectVerbs.Begin(w) { // 上岗, 入户
		return ""
	}
	return end.ID
}

// objectVerbs are the verbs that make a word of two characters with their
// object.
var objectVerbs = lexicon.FixedCues("count", "object_verb")

// unknown returns the first noun in span, a phrase without known nouns, that
// its last character names and that the quantity can count.
func (q *quantity) unknown(span text.Span) (n noun, ok bool) {
	if q.unit == nil {
		return n, false // 8车道高速公路, 20国集团峰会
	}
	for i := q.s.From(span.Start); i < len(q.s.Tokens) && q.s.Tokens[i].Start < span.End; i++ {
		if q.s.Tokens[i].Number != nil {
			span.End = q.s.Tokens[i].Start
		}
	}
	q.s.Words.All(span, func(w text.Span) bool {
		if w.End > span.End || w.End-span.Start < 2*len("馆") {
			return true
		}
		id := headed(q.s.Text(w))
		if id == "" {
			return true
		}
		n = q.called(text.Span{Start: span.Start, End: w.End}, id)
		ok = n.id != ""
		return false
	})
	return n, ok
}

// unnamed finds the noun by its last character where the lexicon knows none:
// right after the unit, or right before the number.
func (q *quantity) unnamed() (noun, bool) {
	if q.latin(q.end) {
		return noun{}, false
	}
	if n, ok := q.unknown(text.Span{Start: q.end, End: min(q.clauseEnd(q.end), q.end+maxNounGap)}); ok && !strings.ContainsAny(q.s.Text(n.Span), breakers) {
		return n, true
	}
	start := q.clause.Start
	if i := strings.LastIndex(q.s.Doc.Text[start:q.num.Start], "、"); i >= 0 {
		start += i + len("、")
	}
	return q.nearest(text.Span{Start: start, End: q.num.Start})
}

// nearest returns the noun that its last character names and that stands right
// before the number, in the words between a known noun and the number.
func (q *quantity) nearest(between text.Span) (n noun, ok bool) {
	end := between.Start + len(strings.TrimRight(q.s.Text(between), " :"))
	if link := qualifierLinks.Trailing(q.s.Doc.Text[between.Start:end]); link != nil && !link.Latin && q.s.Words.Border(end-len(link.Text)) {
		end -= len(link.Text) // 代表团达47批
	}
	prev := between.Start
	q.s.Words.All(text.Span{Start: between.Start, End: end}, func(w text.Span) bool {
		if w.End == end && end-between.Start >= 2*len("馆") {
			if id := headed(q.s.Text(w)); id != "" {
				if w.Len() > len("馆") {
					prev = w.Start
				}
				n = q.called(text.Span{Start: prev, End: w.End}, id)
				ok = n.id != ""
			}
		}
		prev = w.Start
		return true
	})
	return n, ok
}

// longerName returns the noun that begins with head and goes on to a last
// character that names it: 图书 in 图书流通点. It is false if head ends its phrase.
func (q *quantity) longerName(head noun) (noun, bool) {
	const longest = 4 * len("点")
	loose := !people[head.id] && !organisations[head.id] // 中小学改造危房 is no name
	end := min(q.s.End, head.End+longest)
	rest := q.s.Doc.Text[head.End:end]
	if i := strings.IndexAny(rest, breakers+"的和与及、,。;:() "); i >= 0 {
		end = head.End + i
	}
	var long noun
	q.s.Words.All(text.Span{Start: head.End, End: end}, func(w text.Span) bool {
		if w.End > end || q.s.At(q.pass.Class("hold"), w.Start) != nil {
			return false
		}
		if id := headed(q.s.Text(w)); (id == "other" || id == "company") && q.s.Text(w) != "所" {
			long = q.called(text.Span{Start: head.Start, End: w.End}, id)
			return false
		}
		return loose
	})
	return long, long.id != ""
}

// called returns the noun at span as it is counted in the quantity's unit; its
// id is "" if it cannot be.
func (q *quantity) called(span text.Span, id string) noun {
	unit := ""
	if q.unit != nil {
		unit = q.s.Text(q.unit.Span)
	}
	if id == "company" && unit != "家" {
		id = "other" // 5座水厂
	}
	switch {
	case unit == "期" && q.num.Number.Form == numeral.Chinese: // a phase of building
		return noun{}
	case id == "other" && (q.group() == "person" || q.group() == "times" || q.group() == "event"):
		return noun{}
	case id == "meeting" && (unit == "届" || unit == "场" || unit == "场次"):
		id = "activity" // fairs and parties
	case id == "training" && q.group() != "event" && q.group() != "times":
		id = "other"
	case id == "meeting" && (q.group() == "org" || q.group() == "thing"):
		id = "other" // 商会, 协会
	}
	return noun{Span: span, id: countedAs(q.group(), unit, id)}
}

// quoted reports whether a quotation stands right before the number or right
// after its unit: the quantity counts those that bear the name in it.
func (q *quantity) quoted() bool {
	return strings.HasSuffix(q.s.Doc.Text[q.s.Start:q.num.Start], "”") || strings.HasPrefix(q.s.Doc.Text[q.end:q.s.End], "“")
}
