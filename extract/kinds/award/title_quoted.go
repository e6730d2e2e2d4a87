package award

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// prefixedItem reads a title such as 全市“最美民警”, whose first words stand
// before the quotation q.
func (f *finder) prefixedItem(v *match.Token, start int, q text.Span, end int, comma bool) (item, bool) {
	prefix := f.s.Text(span(start, q.Start))
	if n := len(contestPrefix().FindString(prefix)); n > 0 && f.zh { // 镇书画展评活动的“优秀组织奖”
		it, ok := f.quotedItem(v, start+n, q, end, comma)
		it.giver = span(start, start+n)
		return it, ok
	}
	if utf8.RuneCountInString(prefix) > 14 && f.zh || len(prefix) > 60 {
		return item{}, false
	}
	if !f.zh && preposition().MatchString(" "+prefix) && f.first(f.honour, span(start, q.Start)) == nil {
		return item{}, false
	}
	if comma && f.first(f.aspire, span(start, q.Start)) != nil { // 现正申报
		return item{}, false
	}
	if n := len(yearOfTitle().FindString(prefix)); n > 0 {
		start, prefix = start+n, prefix[n:]
	}
	if n := f.granting(prefix); n > 0 {
		it, ok := f.quotedItem(v, start+n, q, end, comma)
		it.giver = span(start, start+n)
		return it, ok
	}
	if f.zh && strings.HasSuffix(strings.TrimSpace(prefix), "中") {
		return f.quotedItem(v, q.Start, q, end, comma)
	}
	return f.quotedItem(v, start, q, end, comma)
}

// contestPrefix is the contest in front of the prize that was won in it.
var contestPrefix = lazy(`^[^,;:。“”"]{2,40}(?:赛|比武|评比|评选|展评|展演|运动会|艺术节)(?:活动)?(?:中)?的$`)

var yearOfTitle = lazy(`^\s*(?:20\d\d|\d{2})(?:-\d{4})?\s*(?:学年|年度|年)(?:度)?的?`)

// granting returns the length of the words in front of a title, with which prefix
// begins, that say who gives it: 省总工会颁发的.
func (f *finder) granting(prefix string) int {
	of := strings.LastIndex(prefix, "的")
	if of < 0 && f.cue.giver.End(prefix) {
		return len(prefix)
	}
	for ; of >= 0; of = strings.LastIndex(prefix[:of], "的") {
		if f.cue.gives.End(prefix[:of]) {
			return of + len("的")
		}
	}
	return 0
}

// quotedItem reads a title that is or ends in the quotation q and starts at start.
func (f *finder) quotedItem(v *match.Token, start int, q text.Span, end int, comma bool) (item, bool) {
	stop := f.behindQuote(q, end)
	if comma && stop == end && end < f.s.End {
		return item{}, false // who the next verb speaks of
	}
	it := item{name: span(start, q.End), end: q.End}
	inner := f.unquote(q)
	tail := f.s.Text(span(q.End, stop))
	generic := tail[:f.genericTail(tail)]
	if generic != "" {
		it.end += len(generic)
	} else if at := f.goesOn(&it, q, inner, stop); at > 0 {
		it.name.End, it.end = at, at
	}
	f.counted(&it, stop)
	if it.name == q {
		it.name = inner
	}
	if comma && f.zh && generic == "" && it.end < stop && strings.TrimSpace(f.s.Text(span(it.end, stop))) != "" {
		return it, false
	}
	return it, f.acceptsQuoted(v, it, inner, generic)
}

var (
	listMark  = lazy(`^\s*(?:、|和|与|及|以及|and )`)
	inContest = lazy(`^ (?:in|at) `)
)

// behindQuote returns where the text that may belong to the quoted title q ends,
// at most end.
func (f *finder) behindQuote(q text.Span, end int) int {
	stop := f.plainEnd(q.End, end)
	if listMark().MatchString(f.s.Text(span(q.End, stop))) {
		return q.End
	}
	if i := strings.Index(f.s.Text(span(q.End, stop)), "、"); i > 0 && f.zh { // “三无”街道、市模范街道
		if b := f.first(f.bearer, span(q.End, q.End+i)); b != nil && b.Len() == i {
			return q.End + i
		}
	}
	if m := inRowWithin().FindStringIndex(f.s.Text(span(q.End, stop))); m != nil {
		return q.End + m[0]
	}
	return stop
}

// goesOn returns where the title it, which ends in the quotation q so far, ends
// before stop, or 0: “交通工匠”奖章. It notes whether that makes a prize of it.
func (f *finder) goesOn(it *item, q, inner text.Span, stop int) int {
	behind := span(q.End, stop)
	if !f.zh {
		if !f.cue.grade.Are(f.s.Text(inner)) {
			return f.headAfter(q.End, stop)
		}
		if tail := f.s.Text(behind); inContest().MatchString(tail) && f.cue.assessment.In(tail) {
			return stop
		}
		return 0
	}
	t := f.final(f.honour, behind)
	if t != nil && f.runsOn(span(q.End, t.End)) && !strings.Contains(f.s.Text(span(q.End, t.Start)), " ") {
		it.prize = f.isPrize(t)
		if end := f.ends(q.End, stop); f.cue.bareMerit.Are(f.s.Text(t.Span)) && end > t.End { // “三育人”先进集体
			return end
		}
		return t.End
	}
	return f.ends(q.End, stop)
}

// runsOn reports whether Chinese s, between a quotation and an honour, may belong
// to the title: a few characters, or a contest that is named after the quotation.
func (f *finder) runsOn(s text.Span) bool {
	n := utf8.RuneCountInString(f.s.Text(s))
	return n <= 16 || n <= maxContest+maxBare && f.first(f.contest, s) != nil && !f.cue.circumstance.In(f.s.Text(s))
}

// acceptsQuoted reports whether what v governs may be a title because it is quoted.
func (f *finder) acceptsQuoted(v *match.Token, it item, inner text.Span, tail string) bool {
	if inner.Len() > 150 || inner.Len() < 4 {
		return false
	}
	levelled := v.Term.ID == "get" && it.name.Start < inner.Start-len("“") && f.startsWith(f.levels, it.name) // 省级“群众满意窗口”
	sure := tail != "" || levelled || !f.zh && titleOf().MatchString(f.s.Text(span(v.End, max(v.End, it.name.Start)))) || it.prize || f.titled(inner) || f.titled(it.name) ||
		f.zh && strings.HasSuffix(f.s.Text(inner), "之一") ||
		f.zh && calledTitles().MatchString(f.s.Text(span(it.end, min(f.s.End, it.end+maxList))))
	switch v.Term.ID {
	case "win", "named", "given":
		return true
	case "attain":
		return f.first(f.honour, it.name) != nil
	case "keep":
		return strings.Contains(tail, "称号") || strings.Contains(tail, "荣誉")
	case "rank", "score":
		return it.prize
	case "is":
		t := f.final(f.honour, inner)
		return t != nil && t.End == inner.End && f.startsWith(f.levels, it.name)
	case "cite":
		t := f.first(f.honour, it.name)
		return t != nil && (t.id == "merit" || t.id == "medal")
	}
	return sure
}

// calledTitles follows a quotation that is one of those which the text calls titles.
var calledTitles = lazy(`^(?:[、,和与及]+\p{Han}{0,12}["“][^"“”]+["”])*等?(?:\p{Han}项|\d+项)?(?:荣誉|光荣)?(?:称号|荣誉|殊荣)`)

// genericTail returns the length of what t, the text behind a title, begins with
// and is no part of it: 光荣称号, 等多项.
func (f *finder) genericTail(t string) int {
	start := len(t) - len(strings.TrimLeftFunc(t, unicode.IsSpace))
	of := start
	if strings.HasPrefix(t[of:], "的") {
		of += len("的")
	}
	for _, at := range [...]int{of + len(nounLead().FindString(t[of:])), of} {
		if n := f.cue.titleNoun.Prefix(t[at:]); n > 0 {
			return at + n
		}
	}
	if n := len(andMore().FindString(t[start:])); n > 0 {
		return start + n
	}
	return 0
}

var (
	nounLead = lazy(`^(?:荣誉|光荣|先进|等)`)
	andMore  = lazy(`^等(?:多项|多个|一系列|\d+项)?`)
)

// ends returns the end of the title that a run of Chinese text from start to
// stop closes, or 0.
func (f *finder) ends(start, stop int) int {
	if start >= stop || utf8.RuneCountInString(f.s.Text(span(start, stop))) > 16 {
		return 0
	}
	best := 0
	for _, c := range []lexicon.Class{f.honour, f.bearer} {
		if t := f.s.Last(c, span(start, stop)); t != nil {
			best = max(best, t.End)
		}
	}
	return best
}

// headAfter returns the end of the one or two English words behind a quotation
// that complete the title: “Challenge Cup” prize.
func (f *finder) headAfter(start, stop int) int {
	if t := f.first(f.honour, span(start, stop)); t != nil && t.Start-start <= 12 {
		return t.End
	}
	return 0
}
