package activity

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"zongjie/extract/kinds/modality"
	"zongjie/extract/match"
	"zongjie/extract/text"
)

// close ends the item at end and reports the activity that it names. passive
// is the verb of holding that follows, or nil.
func (c *zhClause) close(end int, passive *match.Token) {
	item := c.s.Doc.Trim(text.Span{Start: c.start, End: end})
	if item.Len() == 0 {
		return
	}
	if c.head == nil {
		c.closeWithout(item)
		return
	}
	if c.kinds(item) || c.goes(item) {
		return
	}
	for h := c.head; h != nil; h = c.before(item, h) {
		if c.try(item, h, passive) {
			return
		}
	}
	if !c.titledItem(item) {
		c.going(item)
	}
}

// before returns the last event noun of item before h, or nil.
func (c *zhClause) before(item text.Span, h *match.Token) *match.Token {
	span := text.Span{Start: item.Start, End: h.Start}
	last := c.s.Last(c.event, span)
	if o := c.s.Last(c.occasion, span); o != nil && (last == nil || o.Start >= last.End) {
		last = o
	}
	if last == nil {
		return nil
	}
	if _, in := text.Around(c.quotes, last.Start); in || last.Len() == len("会") {
		return nil
	}
	return last
}

// try reports the activity that ends in head, if item holds one.
func (c *zhClause) try(item text.Span, head *match.Token, passive *match.Token) bool {
	end := head.End
	q, inside := text.Around(c.quotes, head.Start)
	if inside {
		end = q.End
	}
	strong := head.Is(c.event)
	times, ok := c.tail(text.Span{Start: end, End: item.End}, strong || inside, passive)
	if !ok && !(head.Term.ID == "campaign" && c.quotedBefore(item, head) && !strings.HasPrefix(c.s.Doc.Text[end:], "的")) {
		return false
	}
	name := c.strip(text.Span{Start: item.Start, End: end}, head)
	name, times = c.leadingTimes(name, head, times)
	name = c.shorten(name, head)
	name.End = c.upToThis(name, head)
	if c.renews(c.s, head) { // who takes it stands before it
		name.Start = head.Start
	}
	n := zhName{Span: name, item: item, head: head, times: times, passive: passive}
	rule := c.evidence(n)
	if rule == "" {
		return false
	}
	defer func(v *match.Token) { c.verb = v }(c.verb)
	if name, c.verb, ok = c.phrase(name, head); !ok || name.Len() <= 0 {
		return false
	}
	if name != n.Span {
		n.Span = name
		if rule = c.evidence(n); rule == "" {
			return false
		}
	}
	if c.verb == nil {
		name.Start = c.afterAdverb(name, head)
	}
	if q, ok := c.series(name, head); ok {
		name = q
	}
	c.report(rule, name, head, times)
	return true
}

// upToThis returns where name ends, if it is only called this or that event behind
// it: 渔民节这一传统活动.
func (c *zhClause) upToThis(name text.Span, head *match.Token) int {
	if name.Start >= head.Start || name.End != head.End {
		return name.End
	}
	before := c.s.Text(text.Span{Start: name.Start, End: head.Start})
	if !strings.Contains(before, "这") && !strings.Contains(before, "此") && !strings.Contains(before, "那") { // spares the search
		return name.End
	}
	m := this.FindStringIndex(before)
	if m == nil || m[0] < len("两字") {
		return name.End
	}
	return name.Start + m[0]
}

// this stands between a name and the noun for what it is.
var this = regexp.MustCompile(`(?:这|此|那)(?:一|项|个|场|次)\p{Han}{0,4}$`)

// report takes the activity name, which is not always the whole name that was read.
func (c *zhClause) report(rule string, name text.Span, head *match.Token, times *match.Token) {
	if c.against && c.verb == nil && !c.cue.fight.End(c.s.Text(name)) { // what is fought is no activity, 打击走私专项行动 is
		return
	}
	if times == nil {
		times = c.timesBefore(name)
	}
	if times == nil {
		times = c.each(name.End)
	}
	if times == nil {
		times = c.summedUp(name.End)
	}
	if times == nil {
		times = c.bracketed(name.End)
	}
	c.found = append(c.found, activity{rule: rule, s: c.s, name: name, head: head, verb: c.verb, times: times,
		people: c.people, modality: modality.Of(c.p, c.s, name)})
}

// kinds reads "A、B等活动": what stands before 等 names activities, the noun
// after it does not.
func (c *zhClause) kinds(item text.Span) bool {
	listed, ok := c.list(item)
	if !ok {
		return false
	}
	if h := c.before(listed, &match.Token{Span: text.Span{Start: listed.End}}); h != nil && h.End == listed.End {
		return c.try(listed, h, nil)
	}
	if c.verb == nil && !strings.HasSuffix(c.s.Text(listed), "”") {
		return true
	}
	c.reportList(listed)
	return true
}

// list returns the list in item that 等, or a quotation, closes before the noun.
func (c *zhClause) list(item text.Span) (listed text.Span, ok bool) {
	t := c.s.Text(text.Span{Start: item.Start, End: c.head.Start})
	if i := c.others(item, t); i > 0 {
		return text.Span{Start: item.Start, End: item.Start + i}, true
	}
	if c.s.Text(c.head.Span) != "活动" && !c.goesOn(item, t) && !strings.HasSuffix(c.s.Text(c.head.Span), "活动") && !strings.Contains(t, "”等") {
		return listed, false
	}
	n := strings.LastIndex(t, "等")
	if m := strings.LastIndex(t, "”"); m >= 0 && n < 0 && c.adjacent(item.Start+m) && utf8.RuneCountInString(t[m:]) <= 7 {
		n = m + len("”")
	}
	if n <= 0 || utf8.RuneCountInString(t[n:]) > 9 {
		return listed, false
	}
	if after, ok := strings.CutPrefix(t[n:], "等"); ok && (c.cue.scope.Begin(after) || !c.s.Words.Border(item.Start+n)) {
		return listed, false
	}
	_, in := text.Around(c.quotes, item.Start+n)
	return text.Span{Start: item.Start, End: item.Start + n}, !in
}

// others returns where the list t ends that goes on with others of the sort of its
// head, or 0: A、B以及其他活动.
func (c *zhClause) others(item text.Span, t string) int {
	if !strings.Contains(t, "其") && !strings.Contains(t, "各") && !strings.Contains(t, "系列") { // spares the search
		return 0
	}
	m := othersEnd.FindStringIndex(t)
	if m == nil || !strings.Contains(t[:m[0]], "、") && !strings.HasSuffix(c.s.Doc.Text[:item.Start], "、") {
		return 0
	}
	if strings.HasPrefix(t[m[0]:], "等") && c.s.NumberAt(c.head.End) != nil { // the number is that of all
		return 0
	}
	return m[0]
}

var othersEnd = regexp.MustCompile(`(?:以及|及|和|与|等)?(?:其他|其它|各类|各种|一系列)(?:[的类种项]|形式|丰富多彩)*$`)

// goesOn reports whether item, of which t stands before the noun, is the last of a list
// of which another was found, and the noun names its sort: A比赛、B等大赛.
func (c *zhClause) goesOn(item text.Span, t string) bool {
	if len(c.found) == 0 || !strings.HasSuffix(t, "等") {
		return false
	}
	last := c.found[len(c.found)-1]
	return last.s == c.s && last.name.End+len("、") == item.Start && strings.HasPrefix(c.s.Doc.Text[last.name.End:], "、")
}

// reportList reports the names in listed: the quotations, and what stands behind
// the last of them.
func (c *zhClause) reportList(listed text.Span) {
	at := listed.Start
	for _, q := range c.quotes {
		if q.Start >= at && q.End <= listed.End && !c.work(q) {
			c.report(ruleQuoted, q, nil, nil)
			at = q.End
		}
	}
	at += len(c.s.Doc.Text[at:listed.End]) - len(strings.TrimLeft(c.s.Doc.Text[at:listed.End], "、 "))
	for at < listed.End {
		size := strings.Index(c.s.Doc.Text[at:listed.End], "、")
		if size < 0 {
			size = listed.End - at
		}
		part := c.strip(text.Span{Start: at, End: at + size}, nil)
		if n := utf8.RuneCountInString(c.s.Text(part)); n >= 3 && n <= 20 {
			c.report(ruleHeld, part, nil, nil)
		}
		at += size + len("、")
	}
}

// adjacent reports whether the quotation that ends at at stands right after
// another one: “A”“B”等活动.
func (c *zhClause) adjacent(at int) bool {
	for i, q := range c.quotes {
		if i > 0 && q.End-len("”") == at {
			between := c.s.Text(text.Span{Start: c.quotes[i-1].End, End: q.Start})
			return between == "" || between == "、" || between == "和"
		}
	}
	return false
}

// series returns the quoted name of a series of which only the noun stands
// after the verb: “X”举办讲座.
func (c *zhClause) series(name text.Span, head *match.Token) (text.Span, bool) {
	if c.verb == nil || name != head.Span {
		return text.Span{}, false
	}
	for _, q := range c.quotes {
		if q.End == c.verb.Start && !c.work(q) {
			return q, true
		}
	}
	return text.Span{}, false
}

// closeWithout reports the activity in an item that holds no event noun: a
// quoted name after a verb of holding.
func (c *zhClause) closeWithout(item text.Span) {
	if c.titledItem(item) || c.namedItem(item) {
		return
	}
	if c.verb == nil || c.verb.Term.ID != "hold" {
		return
	}
	span := c.strip(item, nil)
	for _, q := range c.quotes {
		if q.Start != span.Start || q.End > span.End {
			continue
		}
		times, ok := c.tail(text.Span{Start: q.End, End: span.End}, false, nil)
		ok = ok || c.s.Text(text.Span{Start: q.End, End: span.End}) == "工作"
		if n := utf8.RuneCountInString(c.s.Text(q)); ok && n >= 5 && !c.work(q) && !c.cue.standing.Are(strings.Trim(c.s.Text(q), "“”\"")) {
			c.report(ruleQuoted, q, nil, times)
		}
	}
}

// namedItem reports a quotation that ends in a noun such as 周 or 节 and stands
// alone in its item.
func (c *zhClause) namedItem(item text.Span) bool {
	span := c.strip(item, nil)
	for _, q := range c.quotes {
		if q.Start != span.Start || c.work(q) || c.prize() {
			continue
		}
		h := c.s.Ending(c.titled, q.End-len("”"))
		times, ok := c.tail(text.Span{Start: q.End, End: span.End}, false, nil)
		if h == nil || h.Term.ID == "-" || h.Start <= q.Start+len("“二字") || !ok || c.dates(q, h) {
			continue
		}
		c.report(ruleQuoted, q, h, times)
		return true
	}
	return false
}

// dates reports whether the quotation q and its noun h only say when something
// was held: “三八”节期间.
func (c *zhClause) dates(q text.Span, h *match.Token) bool {
	switch c.s.Text(h.Span) {
	case "节":
		if utf8.RuneCountInString(c.s.Text(q)) > utf8.RuneCountInString("“三八”") { // 桃花节 is held
			return false
		}
	case "日":
	default:
		return false
	}
	return c.cue.holidayTime.Begin(c.s.Doc.Text[max(q.End, h.End):c.s.End])
}

// titledItem reports a name such as “X”行动, whose noun names an activity only
// after a name of its own.
func (c *zhClause) titledItem(item text.Span) bool {
	for _, q := range c.quotes {
		if q.Start < item.Start || q.End > item.End || c.work(q) {
			continue
		}
		h := c.s.First(c.titled, text.Span{Start: q.End, End: min(item.End, q.End+30)})
		if h != nil && text.IsDigit(c.s.Doc.Text[h.Start-1]) { // 课58节
			continue
		}
		if c.verb != nil && (c.verb.Term.ID == "finish" || c.verb.Term.ID == "run") { // “十五”计划
			return false
		}
		if h == nil || h.Term.ID == "-" || c.prize() || c.dates(q, h) {
			continue
		}
		times, ok := c.tail(text.Span{Start: h.End, End: item.End}, false, nil)
		if !ok || c.verb == nil && !c.title && times == nil && !c.among(item) && h.Len() > len("月") {
			continue
		}
		c.report(ruleQuoted, c.strip(text.Span{Start: item.Start, End: h.End}, nil), h, times)
		return true
	}
	return false
}

// among reports whether item is one of a list of names: “X”计划、Y大赛.
func (c *zhClause) among(item text.Span) bool {
	next, ok := strings.CutPrefix(c.s.Doc.Text[item.End:c.span.End], "、")
	return ok && c.s.First(c.event, text.Span{Start: c.span.End - len(next), End: c.span.End}) != nil
}

// quotedBefore reports whether a name of its own in quotation marks stands
// before head, or around it.
func (c *zhClause) quotedBefore(name text.Span, head *match.Token) bool {
	for _, q := range c.quotes {
		if q.Start >= name.Start && q.Start < head.Start && (q.End >= head.End || head.Start-q.End <= 24) && !c.work(q) {
			return true
		}
	}
	return false
}
