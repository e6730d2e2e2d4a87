package activity

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// zhName is a name that was read in an item, and what stands in and around it.
type zhName struct {
	text.Span
	item    text.Span
	head    *match.Token // the event noun
	times   *match.Token // how often it was held, or nil
	passive *match.Token // the verb of holding that follows, or nil

	strong   bool // the noun names an event by itself
	modified bool // words stand before the noun
	quoted   bool // a name of its own in quotation marks does
}

// evidence returns the rule by which n is an activity, or "".
func (c *zhClause) evidence(n zhName) string {
	rule := c.ruleOf(&n)
	if rule != "" && (c.vague(n) || c.kinded(n.item) || c.nominal(n) || c.cue.spoken.Begin(c.s.Doc.Text[n.End:c.span.End])) {
		return ""
	}
	return rule
}

// ruleOf returns the rule that the words around n speak for, or "", and fills in what
// n itself shows.
func (c *zhClause) ruleOf(n *zhName) string {
	n.strong = n.head.Is(c.event)
	n.quoted = c.quotedBefore(n.Span, n.head)
	n.modified = n.Start < n.head.Start && utf8.RuneCountInString(c.s.Text(text.Span{Start: n.Start, End: n.head.Start})) >= 2
	switch {
	case n.head.Term.ID == "-" || c.cue.bare.Are(c.s.Text(n.Span)) || attributive(c.s, c.verb) && c.prize() || c.routine(*n):
		return ""
	case c.verb == nil || c.verb.Term.ID == "receive" && n.head.Term.ID != "inspection":
		return c.unheld(*n)
	case c.verb.Term.ID == "attend" && c.prize():
		return ""
	}
	return c.held(*n)
}

// held returns the rule by which the verb makes n an activity, or "".
func (c *zhClause) held(n zhName) string {
	verb := c.verb.Term.ID
	switch {
	case n.strong && (n.modified || n.quoted || verb != "start" && (verb != "attend" || n.head.Term.ID != "campaign")):
		return ruleHeld
	case n.quoted && verb != "finish" && (verb != "start" || n.End > n.head.End || n.head.Term.ID != "inspection"):
		return ruleQuoted
	case n.times != nil:
		return ruleTimes
	case !n.modified && c.cue.convened.Are(c.s.Text(c.verb.Span)) && c.cue.bodyMeeting.Are(c.s.Text(n.head.Span)):
		return ruleHeld
	case verb == "attend" && n.head.Is(c.occasion) && n.head.Term.ID == "campaign" && n.head.Start-n.Start <= len("两字"):
		return ""
	case !n.modified && (verb != "hold" || n.head.Len() < len("四个字的")):
		return ""
	case c.holdsWeak(verb, n):
		return ruleHeld
	}
	return ""
}

// holdsWeak reports whether a verb of that id can have n, whose noun names no
// event by itself, as its object.
func (c *zhClause) holdsWeak(verb string, n zhName) bool {
	switch verb {
	case "light":
		t := c.s.Text(n.Span)
		return utf8.RuneCountInString(t) >= 5 && !strings.ContainsAny(t, "的、与及和")
	case "hold", "give", "receive":
		return true
	case "organise", "attend":
		return !c.onlyPeople(text.Span{Start: n.Start, End: n.head.Start})
	case "run": // permits and cases too
		return n.head.Term.ID != "inspection" && n.head.Term.ID != "study" && n.head.Len() > len("会")
	case "finish":
		return n.head.Term.ID == "training" || n.head.Term.ID == "meeting" && n.head.Len() > len("会")
	case "start":
		return n.head.Term.ID == "campaign" && c.s.Text(n.head.Span) != "工程" || n.head.Term.ID == "contest" || n.head.Term.ID == "volunteer"
	}
	return false
}

// routine reports whether n is a meeting that party rules prescribe and the
// sentence only says how often it has to be held.
func (c *zhClause) routine(n zhName) bool {
	if c.verb == nil && (n.head.Term.ID == "contest" || n.head.Term.ID == "inspection") && interval.MatchString(c.s.Text(text.Span{Start: n.Start, End: max(n.Start, n.head.Start)})) {
		return true
	}
	return n.times == nil && c.cue.prescribed.Are(c.s.Text(n.head.Span)) && strings.Contains(c.s.Text(c.s.Span), "每")
}

// interval says how often something is done, right before the verb of doing it: 每三年评选.
var interval = regexp.MustCompile(`每隔?[\d一二两三四五六七八九十半]*个?(?:年|月|周|季度?|学期|学年)度?$`)

// unheld returns the rule by which a name that no verb governs is an activity.
func (c *zhClause) unheld(n zhName) string {
	switch {
	case c.prizeOf(n.head, n.times) || c.cue.topic.Begin(c.s.Text(text.Span{Start: c.span.Start, End: n.item.End})) && n.passive == nil:
		return ""
	case c.passive(n):
		return rulePassive
	case n.quoted && n.End > n.head.End && !n.strong:
		return ""
	case n.quoted && !(c.effort && n.head.Is(c.occasion) && n.head.Term.ID != "campaign"):
		return ruleQuoted
	case c.heading(n):
		return ruleHeading
	case c.effort || c.cited(n.Span, n.head) || c.verbal(c.s.Text(n.Span)):
		return ""
	case c.renews(c.s, n.head) || c.named(n) || c.during(n) || c.opening(n):
		return ruleNamed
	case c.counted(n):
		return ruleTimes
	}
	return ""
}

// passive reports whether a verb behind n says that it was held.
func (c *zhClause) passive(n zhName) bool {
	return n.passive != nil && !c.acting(n.passive) && n.passive.Term.ID != "attend" && n.passive.Term.ID != "finish" && n.passive.Term.ID != "organise" &&
		(n.quoted || n.modified && c.s.Text(n.head.Span) != "工程") &&
		c.leads(text.Span{Start: max(n.head.End, n.End), End: n.item.End})
}

// acting reports whether the verb has an event behind it as its object, so that what
// stands before it was not held but held that: 晨会进行安全教育.
func (c *zhClause) acting(verb *match.Token) bool {
	rest := text.Span{Start: verb.End, End: c.span.End}
	for _, class := range []lexicon.Class{c.event, c.occasion} {
		if h := c.s.First(class, rest); h != nil && h.Term.ID != "-" && h.Len() > len("会") {
			return true
		}
	}
	return false
}

// heading reports whether n is all that a heading says.
func (c *zhClause) heading(n zhName) bool {
	return c.title && !c.effort && n.item.Start <= c.span.Start+len("   ") && n.End == c.span.End &&
		n.modified && (n.strong || n.head.Term.ID == "campaign")
}

// minTold is the shortest name, in code points, of an event that a sentence only tells of.
const minTold = 6

// during reports whether the text tells what happened at the meeting or inspection
// n: 在X检查中.
func (c *zhClause) during(n zhName) bool {
	switch n.head.Term.ID {
	case "meeting":
		if !strings.HasSuffix(c.s.Text(n.head.Span), "会") && !strings.HasSuffix(c.s.Text(n.head.Span), "会议") {
			return false
		}
	case "inspection":
		if !c.cue.inspected.Are(c.s.Text(n.head.Span)) {
			return false
		}
	default:
		return false
	}
	if !n.modified || c.cue.vague.In(c.s.Text(n.Span)) || utf8.RuneCountInString(c.s.Text(n.Span)) < minTold {
		return false
	}
	r, _ := utf8.DecodeRuneInString(c.s.Doc.Text[n.End:c.span.End])
	if r != '上' && r != '中' {
		return false
	}
	at := strings.LastIndex(c.s.Doc.Text[c.span.Start:n.Start], "在")
	return at >= 0 && c.s.First(c.hold, text.Span{Start: c.span.Start + at, End: n.Start}) == nil
}

// opening reports whether n tells as a sentence that something was opened: X揭牌.
func (c *zhClause) opening(n zhName) bool {
	return n.modified && n.End == c.span.End && c.cue.unveiled.Are(c.s.Text(n.head.Span)) &&
		utf8.RuneCountInString(c.s.Text(n.Span)) >= minTold
}

// named reports whether n says enough of an event to be its name.
func (c *zhClause) named(n zhName) bool {
	switch {
	case n.strong && n.head.Term.ID == "study": // 业务学习 is an event where it is held
		return false
	case n.strong && (n.modified || c.listed(n.item, n.Span, n.head)):
		return true
	case !n.modified:
		return false
	}
	return c.own(n.Span, n.head) && n.head.Start-n.Start >= len("四个字的") ||
		n.head.Term.ID == "training" && c.trained(text.Span{Start: n.End, End: n.item.End})
}

// counted reports whether it is said how often n, a name or a long noun, was held.
func (c *zhClause) counted(n zhName) bool {
	return n.times != nil && (n.modified || n.strong || n.head.Len() >= len("四字短语") && n.Start == n.head.Start ||
		n.head.Len() >= len("三个字") && n.item.Start == n.head.Start)
}

// verbal reports whether what no verb of holding governs begins with a verb
// that holds nothing: 发展志愿服务.
func (c *zhClause) verbal(name string) bool {
	return c.cue.noHolding.Begin(name) && utf8.RuneCountInString(name) <= 12
}

// own reports whether name is that of a 活动 and says which one.
func (c *zhClause) own(name text.Span, head *match.Token) bool {
	return c.s.Text(head.Span) == "活动" && !c.cue.vague.In(c.s.Text(name))
}

// cited reports whether the text only refers to a meeting: what it decided, or
// what follows from it.
func (c *zhClause) cited(name text.Span, head *match.Token) bool {
	if head.Term.ID != "meeting" {
		return false
	}
	if c.cue.citedBehind.In(c.s.Doc.Text[name.End:c.span.End]) || c.cue.citedBefore.In(c.s.Doc.Text[c.span.Start:name.Start]) {
		return true
	}
	t := c.s.Text(name)
	if strings.Contains(c.s.Text(text.Span{Start: c.start, End: head.End}), "人民代表大会") || strings.Contains(t, "人大") {
		return true
	}
	return strings.HasPrefix(t, "党的") || strings.HasPrefix(t, "本次") || strings.Contains(t, "中全会")
}

// listed reports whether name is all of its item, and the item one of a list
// or all of a clause.
func (c *zhClause) listed(item, name text.Span, head *match.Token) bool {
	switch head.Term.ID {
	case "volunteer", "inspection", "test", "campaign", "training":
		return false
	}
	return item == name && name.Len() >= len("三个字") && (c.verb == nil) &&
		(strings.HasPrefix(c.s.Doc.Text[item.End:], "、") || strings.HasSuffix(c.s.Doc.Text[:item.Start], "、") || item == c.span && c.s.Start != c.s.Doc.Blocks[c.s.Block].Start)
}

// onlyPeople reports whether span names people and nothing else.
func (c *zhClause) onlyPeople(span text.Span) bool {
	b := c.s.Ending(c.border, span.End)
	return b != nil && b.Term.ID == "who" && b.Start-span.Start <= len("全体")
}

// prize reports whether the sentence tells of a prize: the contest that it was
// won in is then no activity of its own.
func (c *zhClause) prize() bool {
	if !c.prized {
		c.won, c.prized = c.findPrize(), true
	}
	return c.won
}

func (c *zhClause) findPrize() bool {
	p := c.prizesOf(c.s)
	return !p.gave && (p.tells || c.cue.won.In(c.s.Text(c.span)))
}

// prizes is what a sentence says of prizes.
type prizes struct {
	s     *match.Sentence
	gave  bool // the unit gave them itself
	tells bool // one was won
}

// prizesOf reads s once for all its clauses.
func (f *finder) prizesOf(s *match.Sentence) prizes {
	if f.prizes.s != s {
		t := s.Text(s.Span)
		f.prizes = prizes{s: s, gave: f.cue.gavePrizes.In(t)}
		f.prizes.tells = !f.prizes.gave && f.cue.prize.In(t)
	}
	return f.prizes
}

// prizeOf reports whether the prize that the sentence tells of may have been
// won in the event head. None is won in trainings or meetings that were held a
// number of times, unless their own clause says so.
func (c *zhClause) prizeOf(head, times *match.Token) bool {
	if !c.prize() {
		return false
	}
	if times == nil {
		return head.Term.ID == "contest" || c.wonNear()
	}
	switch head.Term.ID {
	case "training", "study", "lecture", "meeting", "visit", "inspection", "volunteer":
		return c.cue.wonThere.In(c.s.Text(c.span))
	}
	return true
}

// wonNear reports whether the clause or the one behind it tells of the prize.
func (c *zhClause) wonNear() bool {
	end := min(c.span.End+len(","), c.s.End)
	near := c.s.Text(text.Span{Start: c.span.Start, End: max(end, c.s.Clause(end).End)})
	return c.cue.prize.In(near) || c.cue.wonThere.In(near)
}
