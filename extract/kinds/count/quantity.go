package count

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/extract/match"
	"zongjie/extract/text"
)

// quantity is a number with what stands around it, as refineCount reads it.
type quantity struct {
	pass   *extract.Pass
	s      *match.Sentence
	num    *match.Token
	unit   *match.Token // right after the number, or nil
	end    int          // where the number and its unit end
	clause text.Span
}

// quantityAt reads the number at t.
func quantityAt(p *extract.Pass, s *match.Sentence, t *match.Token) quantity {
	q := quantity{pass: p, s: s, num: t, end: t.End}
	q.clause = s.Clause(t.Start)
	if q.unit = unitAfter(p, s, t.End); q.unit != nil {
		q.end = q.unit.End
	}
	return q
}

// unitAfter returns the unit of the number that ends at offset end, or nil. A
// hyphen may stand between: a 300-mu farm.
func unitAfter(p *extract.Pass, s *match.Sentence, end int) *match.Token {
	if end+1 < s.End && s.Doc.Text[end] == '-' && text.IsLatin(s.Doc.Text[end+1]) {
		return s.At(p.Class("unit"), end+1)
	}
	return s.At(p.Class("unit"), skipSpace(s, end))
}

// group returns the group of the unit, or "".
func (q *quantity) group() string {
	if q.unit == nil {
		return ""
	}
	return q.unit.Term.ID
}

// latin reports whether the text goes on in Latin script at offset at.
func (q *quantity) latin(at int) bool {
	at = skipSpace(q.s, at)
	if at >= q.s.End {
		return q.s.Lang == text.EN
	}
	c := q.s.Doc.Text[at]
	return c < utf8.RuneSelf && (text.IsLatin(c) || q.s.Lang == text.EN)
}

// clauseEnd returns where the phrase that holds offset at can end at most.
func (q *quantity) clauseEnd(at int) int {
	end := max(q.clause.End, at)
	if i := strings.IndexAny(q.s.Doc.Text[at:end], ",;:()"); i >= 0 {
		end = at + i
	}
	if i := strings.Index(q.s.Doc.Text[at:end], "、"); i >= 0 {
		end = at + i
	}
	return end
}

// skipSpace returns the offset of the first character at or after at that is
// no space.
func skipSpace(s *match.Sentence, at int) int {
	for at < s.End && s.Doc.Text[at] == ' ' {
		at++
	}
	return at
}

// noun is what a quantity counts.
type noun struct {
	text.Span
	id string
}

// as returns the noun of token t counted in the quantity's unit.
func (q *quantity) as(t *match.Token) (noun, bool) {
	unit := ""
	if q.unit != nil {
		unit = q.s.Text(q.unit.Span)
	}
	id := countedAs(q.group(), unit, t.Term.ID)
	return noun{t.Span, id}, id != ""
}

// after returns the noun that follows the number and its unit in the same
// phrase.
func (q *quantity) after() (noun, bool) {
	if q.latin(q.end) {
		return q.afterEnglish()
	}
	return q.afterChinese()
}

// cover returns the span from the start of the first to the end of the last.
func cover(a, b text.Span) text.Span {
	return text.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}
