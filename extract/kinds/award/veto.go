package award

import (
	"strings"

	"zongjie/extract/match"
	"zongjie/extract/text"
)

// veto says why what follows verb v is no award, or "".
func (f *finder) veto(v *match.Token, left text.Span, end int) string {
	if t := f.wish(left); t != nil {
		return "a wish, plan or condition: " + f.s.Text(t.Span)
	}
	t := strings.TrimSpace(f.s.Text(left))
	if f.zh && conditional().MatchString(t) || !f.zh && (t == "to" || strings.HasSuffix(t, " to")) {
		return "a condition or purpose"
	}
	if !f.zh && whoever().MatchString(t) && baseVerb().MatchString(f.s.Text(v.Span)) {
		return "a condition"
	}
	if f.done == f.s.Start && !relative().MatchString(t) {
		before := nounPlan().ReplaceAllString(f.s.Text(span(f.s.Start, left.Start)), "")
		if at := f.cue.wish.Index(before); at >= 0 {
			return "a wish or plan: " + before[at:][:f.cue.wish.Prefix(before[at:])]
		}
	}
	if f.zh && f.describes(f.s.Text(span(end, f.s.End))) {
		return "a description of someone"
	}
	if f.p.Meta.DocType == "plan" && f.done == f.s.Start && !f.happened(f.s.Text(span(left.Start, v.End))) {
		return "a plan"
	}
	return ""
}

var (
	conditional = lazy(`的$|^(?:为|对|给|向|凡)$`)
	whoever     = lazy(`(?i)\b(?:who|that|which)$`)
	baseVerb    = lazy(`(?i)^(?:wins?|receives?|gets?|obtains?|ranks?|takes home)$`)
	relative    = lazy(`^(?:which|who|that)\b`)
)

// wish returns the first word in left that makes a wish, a plan or a condition
// of what follows, or nil. 申报的项目 tells of the project, not of a wish.
func (f *finder) wish(left text.Span) (found *match.Token) {
	f.s.Within(f.aspire, left, func(t *match.Token) bool {
		if f.quoted(t.Start) || honouredTo().MatchString(f.s.Text(span(left.Start, t.Start))) || f.zh && strings.HasPrefix(f.s.Doc.Text[t.End:], "的") || nounPlan().MatchString(f.s.Text(span(t.Start, left.End))) {
			return true
		}
		found = t
		return false
	})
	return found
}

// honouredTo stands before what has happened: honoured to be named.
var honouredTo = lazy(`(?i)\b(?:honou?red|proud|fortunate|lucky|privileged|delighted) $`)

// nounPlan matches a plan that is the name of something.
var nounPlan = lazy(`(?:^|[业划学])计[划画](?:竞赛|大赛|比赛|项目|书)`)

// describes reports whether t, the text behind a title, makes it a description
// of those who have it: 称号的教师.
func (f *finder) describes(t string) bool {
	owner := titleOwner().FindString(t)
	return owner != "" && f.cue.described.Begin(t[len(owner):])
}

var titleOwner = lazy(`^\s*(?:以上)?(?:称号|荣誉|奖励)?(?:的|者)`)

// happened reports whether t says that what a plan tells has happened.
func (f *finder) happened(t string) bool { return yearIn().MatchString(t) || f.cue.past.In(t) }

var yearIn = lazy(`\d{4}`)
