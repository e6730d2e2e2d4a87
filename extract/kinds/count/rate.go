package count

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/numeral"
)

// sharesSign reports whether the decimal t stands in a list whose last item has
// the sign of percentage: 分别下降0.15、0.17和0.09个百分点.
func sharesSign(s *match.Sentence, t *match.Token) bool {
	for t != nil && t.Number.Form == numeral.Digits && t.Number.Value.Scale > 0 {
		if t.Number.Percent {
			return true
		}
		and := listLinks.Leading(s.Doc.Text[t.End:s.End])
		if and == nil {
			return false
		}
		t = s.NumberAt(skipSpace(s, t.End+strings.Index(s.Doc.Text[t.End:s.End], and.Text)+len(and.Text)))
	}
	return false
}

// listLinks stand between the items of a list.
var listLinks = lexicon.FixedCues("count", "list_link")

// signless reports whether the number is a rate whose sign was lost, as pages and
// translations do, and the words before it tell so: 同比增长17.8, 占年计划的58.2,
// the birth rate was 9.6.
func (q *quantity) signless() bool {
	num := q.num.Number
	if num.Form != numeral.Digits || num.IsRange() || q.unit != nil || !num.Value.Less(1000) || num.AtLeast {
		return false
	}
	if strings.Trim(q.s.Text(q.num.Span), "0123456789.") != "" { // 增长2万
		return false
	}
	after := strings.TrimLeft(q.s.Doc.Text[q.num.End:q.s.End], " ")
	if after != "" && (!closers.Begins(after) || strings.HasPrefix(after, "、")) && after[0] != '.' {
		return false
	}
	lead := strings.TrimRight(q.s.Doc.Text[q.clause.Start:q.num.Start], " ")
	decimal := num.Value.Scale > 0
	if changes.End(lead) {
		return true
	}
	if shares.In(lead) && (shareOf.End(lead) || decimal && shareVerbs.End(lead)) {
		return num.Value.Less(500)
	}
	link := rateLinks.Trailing(lead)
	if link != nil {
		lead = strings.TrimRight(lead[:len(lead)-len(link.Text)], " ")
	}
	if !num.Value.Less(101) || !decimal && link == nil {
		return false
	}
	return rateNouns.End(lead) && !notRates.End(lead)
}

// Words before a rate without its sign.
var (
	changes    = lexicon.FixedCues("count", "change")
	rateLinks  = lexicon.FixedCues("count", "rate_link")
	rateNouns  = lexicon.FixedCues("count", "rate_noun")
	notRates   = lexicon.FixedCues("count", "not_rate")
	shares     = lexicon.FixedCues("count", "share")
	shareOf    = lexicon.FixedCues("count", "share_of")
	shareVerbs = lexicon.FixedCues("count", "share_verb")
)

// negative reports whether the rate has a minus: 增长-20%, a growth of -3.5%. A
// hyphen behind another noun only joins the two: 优秀率-95%.
func (q *quantity) negative() bool {
	lead := q.s.Doc.Text[q.pass.Doc.Blocks[q.s.Block].Start:q.num.Start]
	lead, ok := strings.CutSuffix(lead, "-")
	if !ok || q.num.Number.IsRange() {
		return false
	}
	if lead == "" { // a cell of a table, and no item of a list
		return strings.TrimSpace(q.s.Doc.Text[q.num.End:q.pass.Doc.Blocks[q.s.Block].End]) == ""
	}
	switch r, _ := utf8.DecodeLastRuneInString(lead); {
	case r == ' ':
		tail := strings.TrimRight(lead, " ")
		return tail == "" || !text.IsDigit(tail[len(tail)-1]) && tail[len(tail)-1] != '%' // 5% -10%
	case strings.ContainsRune(":(,;", r):
		return true
	}
	return negatives.End(lead)
}

// negatives are the words behind which a hyphen is a minus.
var negatives = lexicon.FixedCues("count", "negative")

// rateUnit returns the sign of a percentage as written.
func (q *quantity) rateUnit() string {
	w := q.s.Text(q.num.Span)
	if strings.Contains(w, "分之") {
		return ""
	}
	for _, u := range numeral.PercentSigns {
		if strings.Contains(w, u) {
			return u
		}
	}
	return ""
}
