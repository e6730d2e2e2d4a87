package count

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/numeral"
)

// barUnit says why the number n at span, behind before and with a unit, counts
// nothing, or "".
func barUnit(s *match.Sentence, span text.Span, n *numeral.Number, unit *match.Token, before string) string {
	after := s.Doc.Text[unit.End:s.End]
	switch unit.Term.ID {
	case "age":
		if s.Text(unit.Span) == "年" && lastVerbs.End(before) { // 为期三年
			return ""
		}
		return "years, ages or points"
	case "time":
		if !strings.HasPrefix(after, "内") && relative(before, after) {
			return "a time before or after another"
		}
		return ""
	}
	chinese := n.Form == numeral.Chinese
	switch u := s.Text(unit.Span); {
	case u == "组" && whichGroup(before, after):
		return "the number of a village group"
	case placed(s, span, unit, n, before):
		return "a rank"
	case chinese && span.Len() == len("三") && placeUnits.Are(u) && placeTails.Begin(after):
		return "part of the name of a place"
	case u == "字" && strings.HasSuffix(before, "”"): // “人民”二字
		return "characters that are quoted"
	case u == "期" && chinese && s.Text(span) != "两" && built.End(before):
		return "a phase"
	case s.Text(span) == "二" && secondUnits.Are(u) && secondary(before, after):
		return "the second time"
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
	case n.Form == numeral.Digits && len(written) == 3 && classWord.Begin(after):
		return "the number of a class"
	}
	return ""
}

// classWord is the singular that the number of a class stands before.
var classWord = lexicon.FixedCues("count", "class_word")

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
	if n.Form != numeral.Digits || n.Percent || n.Value.Scale > 0 || moneySigns.End(before) {
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
		if span.Start == p.Doc.Blocks[s.Block].Start && pageViews.Are(strings.TrimSpace(p.Doc.Text[span.End:p.Doc.Blocks[s.Block].End])) {
			return why
		}
		return ""
	}
	switch s.Text(unit.Span) {
	case "字", "页":
		if pageWords.End(before) || alone(p, s, cover(span, unit.Span)) {
			return why
		}
	case "次", "人次", "人":
		if viewWords.End(before) {
			return why
		}
	case "words", "copies", "pieces":
		if s.Block == p.Meta.TitleBlock || sampleWords.End(before) {
			return why
		}
	case "篇":
		after := s.Doc.Text[unit.End:p.Doc.Blocks[s.Block].End]
		if collections.End(before) && (after == "" || titleClosers.Begins(after)) {
			return why
		}
	}
	return ""
}

// alone reports whether nothing but marks stands around span in its block.
func alone(p *extract.Pass, s *match.Sentence, span text.Span) bool {
	b := p.Doc.Blocks[s.Block]
	return strings.Trim(p.Doc.Text[b.Start:span.Start]+p.Doc.Text[span.End:b.End], " •·-*()[]/|共") == ""
}

// Words and marks around the numbers that measure a text, and how often a page was
// looked at.
var (
	pageViews    = lexicon.FixedCues("count", "page_views")
	viewWords    = lexicon.FixedCues("count", "view_before")
	pageWords    = lexicon.FixedCues("count", "page_before")
	collections  = lexicon.FixedCues("count", "collected")
	sampleWords  = lexicon.FixedCues("count", "sample")
	titleClosers = text.NewRuneSet(")》】]")
)

// frontWords are words that end in 前 and do not make a rank of a number.
var frontWords = lexicon.FixedCues("count", "front")

// placed reports whether 位 or 名 tells a place in a list, and no people: 前三名,
// 排名提升7位, 由12位升至9位.
func placed(s *match.Sentence, span text.Span, unit *match.Token, n *numeral.Number, before string) bool {
	front := strings.HasSuffix(before, "前")
	u := s.Text(unit.Span)
	switch {
	case u == "名次":
		return front || n.IsRange()
	case u != "位" && u != "名":
		return false
	case front && !frontWords.End(before):
		return true
	case n.Form != numeral.Digits:
		return false
	}
	after := s.Doc.Text[unit.End:s.End]
	switch rise := rises.Leading(after) != nil; {
	case rise && u == "位" && (strings.HasSuffix(before, "由") || strings.HasSuffix(before, "从")):
		return true
	case !rise && after != "" && !closers.Begins(after):
		return false
	}
	clause := s.Clause(span.Start)
	return rankWords.In(s.Doc.Text[clause.Start:span.Start])
}

// Words and marks around numbers that are parts of names or tell a place.
var (
	rankWords   = lexicon.FixedCues("count", "rank")
	rises       = lexicon.FixedCues("count", "rise")
	placeUnits  = lexicon.FixedCues("count", "place_unit")
	placeTails  = lexicon.FixedCues("count", "place_tail")
	built       = lexicon.FixedCues("count", "built")
	secondUnits = lexicon.FixedCues("count", "second_unit")
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
