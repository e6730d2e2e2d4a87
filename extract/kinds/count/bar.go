package count

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/extract/cue"
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
	case numbered(before, after) && !isOften(s.Text(span)):
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
	switch {
	case unit != nil && s.Text(unit.Span) == "组" && whichGroup(before, s.Doc.Text[unit.End:s.End]):
		return "the number of a village group"
	case unit == nil:
		return barBare(s, span, n)
	case s.Text(unit.Span) == "年" && lastVerbs.End(before) != nil: // 为期三年
		return ""
	case (s.Text(unit.Span) == "名" || s.Text(unit.Span) == "位") && strings.HasSuffix(before, "前") && frontWords.End(before) == nil:
		return "a rank"
	case placed(s, span, unit, n, before):
		return "a rank"
	case n.Form == numeral.Chinese && span.Len() == len("三") && placeUnits.Is(s.Text(unit.Span)) != nil && placeTails.Begin(s.Doc.Text[unit.End:s.End]) != nil:
		return "part of the name of a place"
	case s.Text(unit.Span) == "字" && strings.HasSuffix(before, "”"): // “人民”二字
		return "characters that are quoted"
	case s.Text(unit.Span) == "期" && n.Form == numeral.Chinese && s.Text(span) != "两" && built.End(before) != nil: // 会议中心二期
		return "a phase"
	case s.Text(unit.Span) == "名次" && (n.IsRange() || strings.HasSuffix(before, "前")):
		return "a rank"
	case s.Text(span) == "二" && secondUnits.Is(s.Text(unit.Span)) != nil && secondary(before, s.Doc.Text[unit.End:s.End]):
		return "the second time"
	case unit.Term.ID == "age":
		return "years, ages or points"
	case unit.Term.ID == "time" && !strings.HasPrefix(s.Doc.Text[unit.End:s.End], "内") && relative(before, s.Doc.Text[unit.End:s.End]):
		return "a time before or after another"
	}
	return ""
}

// barBare says why the number n at span, which has no unit, counts nothing, or "".
func barBare(s *match.Sentence, span text.Span, n *numeral.Number) string {
	const longest = 7 // digits of a plain number
	written := s.Text(span)
	after := s.Doc.Text[span.End:s.End]
	switch {
	case strings.HasSuffix(written, ".0"):
		return "a version"
	case n.Form == numeral.Digits && len(written) > longest && strings.Trim(written, "0123456789") == "" && s.Lang == text.ZH:
		return "the number of an account"
	case n.Form == numeral.Chinese && strings.Contains("壹贰叁肆伍陆柒捌玖", written):
		return "a name"
	case n.Form == numeral.Digits && len(written) == 3 && classWord.Begin(after) != nil: // 311 class
		return "the number of a class"
	}
	return ""
}

// classWord is the singular that the number of a class stands before.
var classWord = cue.Words("count", "class_word")

// capitalDay reports whether after begins with a singular of time in capitals and
// a further word in capitals.
func capitalDay(after string) bool {
	after = strings.TrimLeft(after, " ")
	for _, w := range [...]string{"Day ", "Week ", "Month ", "Year "} {
		if rest, ok := strings.CutPrefix(after, w); ok {
			return rest != "" && rest[0] >= 'A' && rest[0] <= 'Z'
		}
	}
	return false
}

// asideDigits reports whether another row of digits stands beside the number n
// with a blank between: 20 10 and 2 14 are one number that was typed with
// blanks. A year may stand before a number.
func asideDigits(n *numeral.Number, before, after string) bool {
	if n.Form != numeral.Digits || n.Percent || n.Value.Scale > 0 || moneySigns.End(before) != nil {
		return false
	}
	if len(after) > 1 && after[0] == ' ' && text.IsDigit(after[1]) {
		return true
	}
	head := strings.TrimSuffix(before, " ")
	if head == before || head == "" || !text.IsDigit(head[len(head)-1]) {
		return false
	}
	digits := len(head) - len(strings.TrimRight(head, "0123456789"))
	return digits < 4
}

// barPage says why a number counts only the text itself, as web pages and their
// titles do, or "": 本文共1710字, 总页数:5页, 工作总结(精选5篇), 篇1.
func barPage(p *extract.Pass, s *match.Sentence, span text.Span, unit *match.Token, before string) string {
	const why = "a measure of the text itself"
	before = strings.TrimRight(before, " ")
	if unit == nil {
		if t := strings.TrimSuffix(before, "篇"); t != before && !strings.HasSuffix(t, "每") && strings.TrimSpace(s.Doc.Text[span.End:s.End]) == "" {
			return why
		}
		return ""
	}
	switch s.Text(unit.Span) {
	case "字", "页":
		if pageWords.End(before) != nil {
			return why
		}
	case "words", "copies", "pieces":
		if s.Block == p.Meta.TitleBlock || sampleWords.End(before) != nil {
			return why
		}
	case "篇":
		after := s.Doc.Text[unit.End:p.Doc.Blocks[s.Block].End]
		if collections.End(before) != nil && (after == "" || titleClosers.Begins(after)) {
			return why
		}
	}
	return ""
}

// Words and marks around the numbers that measure a text.
var (
	pageWords    = cue.Words("count", "page_before")
	collections  = cue.Words("count", "collected")
	sampleWords  = cue.Words("count", "sample")
	titleClosers = text.NewRuneSet(")》】]")
)

// frontWords are words that end in 前 and do not make a rank of a number.
var frontWords = cue.Words("count", "front")

// placed reports whether 位 or 名 tells a place in a list, and no people: 排名提升7位,
// 由12位升至9位.
func placed(s *match.Sentence, span text.Span, unit *match.Token, n *numeral.Number, before string) bool {
	u := s.Text(unit.Span)
	if u != "位" && u != "名" || n.Form != numeral.Digits {
		return false
	}
	after := s.Doc.Text[unit.End:s.End]
	switch rise := rises.Begin(after) != nil; {
	case rise && u == "位" && (strings.HasSuffix(before, "由") || strings.HasSuffix(before, "从")):
		return true
	case !rise && after != "" && !closers.Begins(after):
		return false
	}
	clause := s.Clause(span.Start)
	return rankWords.In(s.Doc.Text[clause.Start:span.Start]) != nil
}

// Words and marks around numbers that are parts of names or tell a place.
var (
	rankWords   = cue.Words("count", "rank")
	rises       = cue.Words("count", "rise")
	placeUnits  = cue.Words("count", "place_unit")
	placeTails  = cue.Words("count", "place_tail")
	built       = cue.Words("count", "built")
	secondUnits = cue.Words("count", "second_unit")
)

// secondary reports whether 二次 means the second time, as before a noun or a
// verb, and not twice: 二次开发, but not 一年二次.
func secondary(before, after string) bool {
	if after == "" || closers.Begins(after) || strings.HasSuffix(before, "年") || strings.HasSuffix(before, "月") || strings.HasSuffix(before, "共") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(after)
	return r >= utf8.RuneSelf
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
	if !s.Words.Border(span.Start) {
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
