package count

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/cue"
	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon/numeral"
)

// sharesSign reports whether the decimal t stands in a list whose last item has
// the sign of percentage: 分别下降0.15、0.17和0.09个百分点.
func sharesSign(s *match.Sentence, t *match.Token) bool {
	for t != nil && t.Number.Form == numeral.Digits && t.Number.Value.Scale > 0 {
		if t.Number.Percent {
			return true
		}
		and := listLinks.Begin(s.Doc.Text[t.End:s.End])
		if and == nil {
			return false
		}
		t = s.NumberAt(skipSpace(s, t.End+strings.Index(s.Doc.Text[t.End:s.End], and.Text)+len(and.Text)))
	}
	return false
}

// listLinks stand between the items of a list.
var listLinks = cue.Words("count", "list_link")

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
	if changes.End(lead) != nil {
		return true
	}
	if shares.In(lead) != nil && (shareOf.End(lead) != nil || decimal && shareVerbs.End(lead) != nil) {
		return num.Value.Less(500)
	}
	link := rateLinks.End(lead)
	if link != nil {
		lead = strings.TrimRight(lead[:len(lead)-len(link.Text)], " ")
	}
	if !num.Value.Less(101) || !decimal && link == nil {
		return false
	}
	return rateNouns.End(lead) != nil && notRates.End(lead) == nil
}

// Words before a rate without its sign.
var (
	changes    = cue.Words("count", "change")
	rateLinks  = cue.Words("count", "rate_link")
	rateNouns  = cue.Words("count", "rate_noun")
	notRates   = cue.Words("count", "not_rate")
	shares     = cue.Words("count", "share")
	shareOf    = cue.Words("count", "share_of")
	shareVerbs = cue.Words("count", "share_verb")
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
	return negatives.End(lead) != nil
}

// negatives are the words behind which a hyphen is a minus.
var negatives = cue.Words("count", "negative")

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
