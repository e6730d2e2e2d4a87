package count

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// breakers end the noun phrase that begins at a unit, unless 的 makes them
// part of it.
const breakers = "参被为在到于对向获从由将把让使以并共均都已则就来进占达是"

// maxNounGap is how far, in bytes, a noun can stand behind its unit.
const maxNounGap = 36

// afterChinese finds the head of the noun phrase after the unit: of nouns that
// follow each other the last one, 党员教师 are teachers.
func (q *quantity) afterChinese() (noun, bool) {
	s, class := q.s, q.pass.Class("subject")
	start := q.end
	if t := s.At(q.pass.Class("qualifier_after"), start); t != nil && t.Term.ID != "-" { // 40所以上学校
		start = t.End
	}
	limit := min(q.clauseEnd(start), start+maxNounGap)
	var head noun
	for i := s.From(start); i < len(s.Tokens) && s.Tokens[i].Start < limit; i++ {
		t := &s.Tokens[i]
		if !t.Is(class) || t.End > q.clause.End && t.End > limit {
			continue
		}
		if head.id == "" {
			if n, ok := q.unknown(text.Span{Start: start, End: t.Start}); ok && n.End < t.Start && s.Doc.Text[n.End:t.Start] != "的" {
				return n, true // the nearest noun, though no known one
			}
			if !q.reaches(s.Doc.Text[start:t.Start]) || q.interrupted(start, t.Start) {
				return head, false
			}
		} else if gap := s.Doc.Text[head.End:max(head.End, t.Start)]; q.modifies(head, t) {
			// the phrase goes on to its head
		} else if t.Start != head.End && gap != "的" && (head.id != "-" || len(gap) > 6 || strings.ContainsAny(gap, breakers)) {
			break
		}
		n, ok := q.as(t)
		if q.modifies(head, t) {
			return n, ok
		}
		if !ok && head.id != "" || head.id == "other" && people[n.id] && t.Start != head.End {
			break // 14个省市的运动员
		}
		head = n
		if !ok {
			head.id = "-" // what the number counts may follow: 一次病历检查
		}
	}
	if head.id == "" {
		return q.unknown(text.Span{Start: start, End: limit})
	}
	if q.group() != "person" {
		if long, ok := q.longerName(head); ok {
			return long, true
		}
	}
	if head.id == "-" {
		return noun{}, false
	}
	if people[head.id] {
		head.id = q.joined(head)
	}
	if q.group() != "person" && q.goesOn(head) {
		head.id = "other"
	}
	return head, true
}

// modifies reports whether head, which happens no number of times, only says
// which event t is, that ends the phrase: 一次码头义务清扫活动.
func (q *quantity) modifies(head noun, t *match.Token) bool {
	if head.id != "other" || q.group() != "times" && q.group() != "event" || !events[t.Term.ID] || t.Start < head.End {
		return false
	}
	return t.End == q.clauseEnd(t.End) && !strings.ContainsAny(q.s.Doc.Text[head.End:t.Start], breakers+"和与及、")
}

// reaches reports whether a noun phrase can go on over gap.
func (q *quantity) reaches(gap string) bool {
	if gap == "" {
		return true
	}
	if strings.HasSuffix(gap, "的") {
		return true
	}
	if utf8.RuneCountInString(gap) > 9 {
		return false
	}
	return !breaks(gap)
}

// breaks reports whether words in gap end a noun phrase. Words that only hold such
// a character, as modifiers of a noun do, end none: 在编教师, 参赛学校, 先进支部.
func breaks(gap string) bool {
	if !strings.ContainsAny(gap, breakers) {
		return false
	}
	for w := range modifiers.Each(gap) {
		gap = strings.Replace(gap, w.Text, "", 1)
	}
	return strings.ContainsAny(gap, breakers)
}

// modifiers are words before a noun that hold a breaker.
var modifiers = lexicon.FixedCues("count", "modifier")

// goesOn reports whether the name goes on after head.
func (q *quantity) goesOn(head noun) bool {
	return continuers.Begin(q.s.Doc.Text[head.End:q.s.End])
}

// continuers are words that make a noun before them the modifier of a longer
// name: 6个中小企业特色产业集群 are no enterprises.
var continuers = lexicon.FixedCues("count", "name_goes_on")

// interrupted reports whether another number with a unit stands between the
// offsets: the noun after it is not that of the first.
func (q *quantity) interrupted(from, to int) bool {
	for i := q.s.From(from); i < len(q.s.Tokens) && q.s.Tokens[i].Start < to; i++ {
		if t := &q.s.Tokens[i]; t.Number != nil {
			if unit := q.s.At(q.pass.Class("unit"), t.End); unit != nil && unit.Term.ID != "age" { // 9名35岁以下党员
				return true
			}
		}
	}
	return false
}

// joined returns person for people of two kinds that one number counts:
// 20名党员和群众, 9名教师、班主任和家长.
func (q *quantity) joined(head noun) string {
	for at := head.End; ; {
		and := ands.Leading(q.s.Doc.Text[at:q.s.End])
		if and == nil {
			return head.id
		}
		t := q.s.At(q.pass.Class("subject"), at+len(and.Text))
		if t == nil || !people[t.Term.ID] || q.counts(t.End) {
			return head.id
		}
		if t.Term.ID != head.id {
			return "person"
		}
		at = t.End
	}
}

// ands join two nouns that one number counts.
var ands = lexicon.FixedCues("count", "and")

// counts reports whether a number of people stands at offset at: the noun
// before it is its own.
func (q *quantity) counts(at int) bool {
	i := q.s.From(at)
	if i == len(q.s.Tokens) || q.s.Tokens[i].Number == nil || q.s.Tokens[i].Start != at {
		return false
	}
	next := quantityAt(q.pass, q.s, &q.s.Tokens[i])
	return next.group() == "" || next.group() == "person"
}
