package count

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// qualifier says how exact the number is.
func (q *quantity) qualifier() string {
	num := q.num.Number
	if num.IsRange() {
		return "range"
	}
	s := q.s
	after := s.At(q.pass.Class("qualifier_after"), skipSpace(s, q.end))
	if at := skipSpace(s, q.num.End); after == nil && q.unit != nil && at < q.unit.Start {
		after = s.At(q.pass.Class("qualifier_after"), at)
	}
	if before := q.qualifierBefore(); before != "" && !(before == "at_most" && after != nil && after.Term.ID == "approx") { // 控制在5%左右
		if before == "approx" && num.AtLeast { // 约1300多平米
			return "at_least"
		}
		return before
	}
	switch {
	case after != nil && (after.Term.ID != "at_least" || !q.latin(after.Start) || s.Doc.Text[after.Start] >= utf8.RuneSelf || strings.Contains(s.Text(after.Span), " ")):
		if after.Term.ID != "-" {
			return after.Term.ID
		}
	case q.unit == nil && !num.Percent:
		if id := q.afterNoun(); id != "" {
			return id
		}
	}
	switch {
	case num.AtLeast:
		return "at_least"
	case num.Approx:
		return "approx"
	}
	return "exact"
}

// afterNoun finds 左右 and 以上 behind a noun that touches the number: 300人左右.
func (q *quantity) afterNoun() string {
	t := q.s.At(q.pass.Class("subject"), q.num.End)
	if t == nil {
		return ""
	}
	after := q.s.At(q.pass.Class("qualifier_after"), t.End)
	if after == nil || after.Term.ID == "-" || q.s.Doc.Text[after.Start] < utf8.RuneSelf {
		return ""
	}
	return after.Term.ID
}

// qualifierBefore finds a qualifier in front of the number: close by, or, for
// 至少 and its like, anywhere in the clause before it where no other number
// stands between.
func (q *quantity) qualifierBefore() string {
	s, class := q.s, q.pass.Class("qualifier_before")
	if w := gluedWord(s.Doc.Text[s.Start:q.num.Start]); w != nil && w.ID != "glued" {
		return strings.TrimPrefix(w.ID, "glued_")
	}
	if !s.Has.Has(class.Set()) {
		return ""
	}
	low := max(q.clause.Start, q.num.Start-48)
	if low == q.clause.Start && low > s.Start && q.num.Start == low {
		low = max(s.Start, low-1)
	}
	if low > s.Start && s.Doc.Text[low-1] == '.' {
		low = max(s.Start, low-len("approx.")) // a full stop that ends no clause
	}
	for i := s.From(q.num.Start) - 1; i >= 0 && s.Tokens[i].Start >= low; i-- {
		t := &s.Tokens[i]
		if t.Number != nil && t.End <= q.num.Start {
			return ""
		}
		if !t.Is(class) || t.End > q.num.Start {
			continue
		}
		gap := strings.TrimSpace(s.Doc.Text[t.End:q.num.Start])
		if gap == "" || linking(gap) || reachesFar(s.Text(t.Span)) {
			if q.compares(t, gap) {
				return ""
			}
			return t.Term.ID
		}
	}
	return ""
}

// compares reports whether the English qualifier t says no more than what the number
// is compared with, or over what something goes on or has power: 12% more than the
// 56 boats of last year, held over two days, jurisdiction over three villages.
func (q *quantity) compares(t *match.Token, gap string) bool {
	w := q.s.Text(t.Span)
	lead := strings.TrimRight(q.s.Doc.Text[q.s.Start:t.Start], " ")
	if strings.EqualFold(w, "over") {
		return overWhat.End(lead) || goOn.End(lead) && goingOn.Are(nextWord(q.s.Doc.Text[q.num.End:q.s.End]))
	}
	if gap != "the" || !strings.HasSuffix(w, " than") {
		return false
	}
	return strings.HasSuffix(lead, "%") || strings.HasSuffix(lead, "percent") || strings.HasSuffix(lead, "times")
}

// Words behind which over is no more than, of which verbs only before a time.
var (
	overWhat = lexicon.FixedCues("count", "over_what")
	goOn     = lexicon.FixedCues("count", "go_on")
	goingOn  = lexicon.FixedCues("count", "going_on")
)

// linking reports whether gap leaves a qualifier next to its number.
func linking(gap string) bool { return qualifierLinks.Are(gap) }

// reachesFar reports whether the qualifier w can stand before a verb: at least
// hold one meeting.
func reachesFar(w string) bool { return farQualifiers.Are(w) }

var (
	qualifierLinks = lexicon.FixedCues("count", "qualifier_link")
	farQualifiers  = lexicon.FixedCues("count", "qualifier_far")
)

// per returns the period for which the number is meant.
func (q *quantity) per() string {
	if id := q.period(); id != "" || !q.yearly() && !q.annual() {
		return id
	}
	return "year"
}

// period returns the period that the words around the number name.
func (q *quantity) period() string {
	s, class := q.s, q.pass.Class("period")
	if !s.Has.Has(class.Set()) {
		return ""
	}
	id := ""
	s.Within(class, text.Span{Start: q.clause.Start, End: q.num.End}, func(t *match.Token) bool {
		if !namedYear(s.Doc.Text[s.Start:t.Start], s.Text(t.Span)) && !(q.num.Number.Percent && s.Text(t.Span) == "日均") { // 日均存款占比34%
			id = t.Term.ID
		}
		return true
	})
	for i := s.From(q.num.Start) - 1; i >= 0 && s.Tokens[i].Start >= q.clause.Start; i-- {
		if t := &s.Tokens[i]; t.Is(class) && t.Overlaps(q.num.Span) {
			id = t.Term.ID // 年两次
		}
	}
	if id == "" || s.Lang == text.EN && q.latin(q.end) {
		if after := q.periodAfter(); after != "" {
			id = after
		}
	}
	if id == "" && q.clause.Start > s.Start && strings.HasPrefix(s.Doc.Text[q.clause.Start:s.End], "其中") {
		if t := s.Last(class, s.Clause(q.clause.Start-1)); t != nil {
			id = t.Term.ID
		}
	}
	if id == "-" {
		return ""
	}
	return id
}

// periodAfter returns the period that the clause names behind the number and
// before the next number, or "".
func (q *quantity) periodAfter() string {
	s, class := q.s, q.pass.Class("period")
	end := max(q.clause.End, q.end)
	if k := strings.Index(s.Doc.Text[q.end:end], "、"); k >= 0 {
		end = q.end + k // a period behind it is that of the next number
	}
	for i := s.From(q.end); i < len(s.Tokens) && s.Tokens[i].Start < end; i++ {
		t := &s.Tokens[i]
		if t.Is(class) {
			if s.Doc.Text[t.Start] >= utf8.RuneSelf && s.NumberAt(skipSpace(s, t.End)) != nil {
				return "" // 收入440万元(月均44万元)
			}
			return t.Term.ID
		}
		if t.Number != nil && !t.Number.Percent && !overlaps(s, class, t.Span) {
			return ""
		}
	}
	return ""
}

// namedYear reports whether the year with which the period w begins is one of
// its own: 2021年接待, 全年培训, and not 年接待.
func namedYear(before, w string) bool {
	r, size := utf8.DecodeLastRuneInString(before)
	return strings.HasPrefix(w, "年") && size > 0 && (r >= '0' && r <= '9' || strings.ContainsRune("全今去当本近上明来同几多历两一二三四五六七八九十零〇度", r))
}

// yearly reports whether the number is the least that a rule asks of each in
// the year: 每人全年至少两次.
func (q *quantity) yearly() bool {
	clause := q.s.Text(q.clause)
	return eachWords.In(clause) && wholeYears.In(clause) && q.qualifier() == "at_least"
}

// annual reports whether the clause begins with 年 before what a year brings:
// 年手术量, 年支出, and not 年底.
func (q *quantity) annual() bool {
	rest, ok := strings.CutPrefix(strings.TrimLeft(q.s.Text(q.clause), " ・•·"), "年")
	if !ok || q.clause.Start > q.s.Start && text.IsDigit(q.s.Doc.Text[q.clause.Start-1]) {
		return false
	}
	for i := q.s.From(q.clause.Start); q.s.Tokens[i].Start < q.num.Start; i++ {
		if q.s.Tokens[i].Number != nil {
			return false // 年收入10亿元的企业5家
		}
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return r >= utf8.RuneSelf && !yearWords.Begin(rest)
}

// yearWords go on 年 to a word that says which year, or something else.
var yearWords = lexicon.FixedCues("count", "year_word")

// Words of a rule for each in the year.
var (
	eachWords  = lexicon.FixedCues("count", "each")
	wholeYears = lexicon.FixedCues("count", "whole_year")
)

// year returns the year that the clause names before the number, or 0.
func (q *quantity) year() int {
	s := q.s
	for i := s.From(q.num.Start) - 1; i >= 0 && s.Tokens[i].Start >= q.clause.Start; i-- {
		t := &s.Tokens[i]
		if t.Number == nil || t.End > q.num.Start || !isYear(t.Number, s.Text(t.Span)) {
			continue
		}
		rest := s.Doc.Text[t.End:s.End]
		if strings.HasPrefix(rest, "年") || strings.EqualFold(lastWord(strings.TrimRight(s.Doc.Text[s.Start:t.Start], " ")), "in") {
			return int(t.Number.Value.Coef)
		}
	}
	return 0
}
