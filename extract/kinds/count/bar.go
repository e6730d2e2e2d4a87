package count

import (
	"strings"

	"zongjie/extract"
	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/numeral"
)

// barCount says why the number at span counts nothing, or "".
func barCount(p *extract.Pass, s *match.Sentence, span text.Span) string {
	t := s.NumberAt(span.Start)
	if t == nil {
		return "no number"
	}
	n := t.Number
	switch n.Form {
	case numeral.Ordinal:
		return "an ordinal"
	case numeral.Vague:
		return "a quantity without a value"
	case numeral.Code:
		return "digits in a row: a year, a name or a telephone number"
	}
	before, after := s.Doc.Text[max(p.Doc.Blocks[s.Block].Start, span.Start-60):span.Start], s.Doc.Text[span.End:s.End]
	switch {
	case n.Value.Coef == 0 && n.Form != numeral.Digits:
		return "zero in words"
	case touchesCode(n, before, after):
		return "part of a code, a date or a fraction"
	case inAddress(before, after):
		return "part of a web address or of markup"
	case numbered(before, after) && !isOften(s.Text(span)), cohort(n, after):
		return "the number of something, not how many"
	case strings.HasSuffix(before, "每") || strings.HasSuffix(before, "每隔"):
		return "part of a period or a ratio"
	case asideDigits(n, before, after) && !atStart(p, s, span):
		return "digits side by side"
	}
	slogan := p.Class("slogan")
	if t := overlapping(s, slogan, span); t != nil && t.Start <= span.Start { // 百名 is no slogan in 三百名
		return "part of a slogan or a name"
	}
	if overlaps(s, p.Class("period"), span) && !strings.HasPrefix(s.Text(span), "一") && !strings.HasPrefix(s.Text(span), "两") {
		return "part of a period"
	}
	if inSloganQuotes(s, span) {
		return "part of a quoted name"
	}
	if n.Percent {
		return ""
	}
	return barQuantity(p, s, span, n, before, after)
}

// barQuantity says why the number n at span, which is no percentage and no part of
// a name, counts nothing, or "".
func barQuantity(p *extract.Pass, s *match.Sentence, span text.Span, n *numeral.Number, before, after string) string {
	if inDate(p, s, n, span, before, after) {
		return "part of a date or a time"
	}
	if n.Form == numeral.Chinese && cutsWord(p, s, span) {
		return "part of a word"
	}
	if atStart(p, s, span) && labelMark(after) {
		return "a label"
	}
	if onlyPlaces(s.Text(span)) && s.Ending(p.Class("qualifier_before"), len(strings.TrimRight(s.Doc.Text[:span.Start], " "))) == nil {
		return "a round word"
	}
	switch {
	case n.Form == numeral.Chinese && strings.HasPrefix(after, "支部"): // 研究生二支部
		return "the number of a branch"
	case n.Form == numeral.Digits && capitalDay(after): // the 31 Day Account
		return "part of a name"
	}
	unit := unitAfter(p, s, span.End)
	if why := barPage(p, s, span, unit, before); why != "" {
		return why
	}
	if unit == nil {
		if inContents(s, span) {
			return "a page in a table of contents"
		}
		return barBare(s, span, n)
	}
	return barUnit(s, span, n, unit, before)
}

// inContents reports whether the number at span is one of at least four in its
// sentence that grow, each between titles in capitals: the pages of a table of
// contents that lost its lines, Fire Prevention 7 Special Programs 8 Training 9.
func inContents(s *match.Sentence, span text.Span) bool {
	const least = 4
	if !betweenTitles(s, span) {
		return false
	}
	last, titles, here := int64(-1), 0, false
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if n := t.Number; n == nil || n.Form != numeral.Digits || n.Value.Scale > 0 || n.Value.Coef <= last || n.Value.Coef >= firstYear || !betweenTitles(s, t.Span) {
			continue
		}
		last = t.Number.Value.Coef
		titles++
		here = here || t.Start == span.Start
	}
	return here && titles >= least
}

// betweenTitles reports whether a Latin word goes before span and one in capitals
// follows it.
func betweenTitles(s *match.Sentence, span text.Span) bool {
	at := skipSpace(s, span.End)
	return at < s.End && s.Doc.Text[at] >= 'A' && s.Doc.Text[at] <= 'Z' && lastWord(strings.TrimRight(s.Doc.Text[s.Start:span.Start], " ")) != ""
}

// whichGroup reports whether the words around a number and 组 make it one of
// the numbered groups of a village: 4组到5组, 四组近百户.
func whichGroup(before, after string) bool {
	if strings.HasSuffix(before, "村") || strings.HasSuffix(before, "组到") || strings.HasSuffix(before, "组至") {
		return true
	}
	if strings.HasPrefix(after, "到") || strings.HasPrefix(after, "至") {
		return true
	}
	_, k := numeral.Prefix(strings.TrimPrefix(strings.TrimPrefix(after, "近"), "约"))
	return k > 0
}

// cutsWord reports whether the Chinese number at span is part of a longer
// word: 统一, 三亚. A unit that gse glues to the number is no longer word.
func cutsWord(p *extract.Pass, s *match.Sentence, span text.Span) bool {
	if span.Len() > 6 {
		return false
	}
	if !s.Words.Border(span.Start) && s.Ending(p.Class("qualifier_before"), span.Start) == nil { // 近百 is one word
		return true
	}
	if s.Words.Border(span.End) {
		return false
	}
	unit := s.At(p.Class("unit"), span.End)
	if unit != nil {
		return false
	}
	return s.At(p.Class("subject"), span.End) == nil
}

// atStart reports whether span begins its block.
func atStart(p *extract.Pass, s *match.Sentence, span text.Span) bool {
	b := p.Doc.Blocks[s.Block]
	return strings.TrimLeft(s.Doc.Text[b.Start:span.Start], " (#*-") == ""
}

// labelMark reports whether after begins with a mark that ends a label.
func labelMark(after string) bool { return labelMarks.Begins(after) }

var labelMarks = text.NewRuneSet("、.),:")

// onlyPlaces reports whether w is one of the round words 百, 千, 万 and 亿,
// or of their joins, which are numbers only after a word such as 近.
func onlyPlaces(w string) bool {
	return strings.Trim(w, "百千万亿余多") == ""
}

// overlaps reports whether a term of class c holds a part of span.
func overlaps(s *match.Sentence, c lexicon.Class, span text.Span) bool {
	return overlapping(s, c, span) != nil
}

// overlapping returns the last term of class c that overlaps span, or nil.
func overlapping(s *match.Sentence, c lexicon.Class, span text.Span) *match.Token {
	if !s.Has.Has(c.Set()) {
		return nil
	}
	for i := s.From(span.End) - 1; i >= 0 && span.Start-s.Tokens[i].Start <= 96; i-- {
		if t := &s.Tokens[i]; t.Is(c) && t.Overlaps(span) {
			return t
		}
	}
	return nil
}

// inSloganQuotes reports whether span lies in a short quotation, which is a
// slogan, a name or a title.
func inSloganQuotes(s *match.Sentence, span text.Span) bool {
	const longest = 72
	t := s.Doc.Text
	low, high := max(s.Start, span.Start-longest), min(s.End, span.End+longest)
	open := openMarks(t[low:span.Start])
	for i, m := range sloganMarks {
		if !open[i] {
			continue
		}
		if end := strings.Index(t[span.End:high], m[1]); end >= 0 && !strings.Contains(t[span.End:span.End+end], m[0]) {
			return true
		}
	}
	return inStraightQuotes(t[s.Start:s.End], span.Start-s.Start, span.End-s.Start, longest)
}

// sloganMarks open and close what may be a slogan. All of them begin with two of
// the same bytes, which openMarks looks for.
var sloganMarks = [...][2]string{{"“", "”"}, {"《", "》"}, {"〈", "〉"}}

// openMarks reports which marks are open at the end of t: the last of their kind
// there opens.
func openMarks(t string) (open [len(sloganMarks)]bool) {
	var seen [len(sloganMarks)]bool
	for i := len(t) - 3; i >= 0; i-- {
		if t[i+1] != 0x80 || t[i] != 0xE2 && t[i] != 0xE3 {
			continue
		}
		for k, m := range sloganMarks {
			if mark := t[i : i+3]; !seen[k] && (mark == m[0] || mark == m[1]) {
				seen[k], open[k] = true, mark == m[0]
			}
		}
	}
	return open
}

// inStraightQuotes is inSloganQuotes for the marks that open and close alike.
func inStraightQuotes(t string, start, end, longest int) bool {
	if strings.Count(t[:start], "\"")%2 == 0 {
		return false
	}
	return start-strings.LastIndexByte(t[:start], '"') <= longest && strings.IndexByte(t[end:min(len(t), end+longest)], '"') >= 0
}
