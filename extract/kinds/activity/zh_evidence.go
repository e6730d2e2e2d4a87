package activity

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
)

// evidence returns the rule by which name is an activity, or "".
func (c *zhClause) evidence(item, name text.Span, head, times, passive *match.Token) string {
	strong := head.Is(c.event)
	quoted := c.quotedBefore(name, head)
	modified := name.Start < head.Start && utf8.RuneCountInString(c.s.Text(text.Span{Start: name.Start, End: head.Start})) >= 2
	if head.Term.ID == "-" || c.cue.bare.Are(c.s.Text(name)) || attributive(c.s, c.verb) && c.prize() {
		return ""
	}
	verb := c.verb
	if c.routine(head, times) {
		return ""
	}
	if verb != nil && verb.Term.ID == "receive" && head.Term.ID != "inspection" {
		verb = nil
	}
	if verb == nil {
		return c.unheld(item, name, head, times, passive, quoted, modified)
	}
	if verb.Term.ID == "attend" && c.prize() {
		return ""
	}
	switch {
	case strong && (modified || quoted || verb.Term.ID != "start" && (verb.Term.ID != "attend" || head.Term.ID != "campaign")):
		return ruleHeld
	case quoted && (verb.Term.ID != "start" || name.End > head.End || head.Term.ID != "inspection"):
		return ruleQuoted
	case times != nil:
		return ruleTimes
	case verb.Term.ID == "attend" && head.Is(c.occasion) && head.Term.ID == "campaign" && head.Start-name.Start <= len("两字"):
		return ""
	case !modified && (verb.Term.ID != "hold" || head.Len() < len("四个字的")):
		return ""
	}
	switch verb.Term.ID {
	case "light":
		if t := c.s.Text(name); utf8.RuneCountInString(t) < 5 || strings.Contains(t, "的") || strings.Contains(t, "、") {
			return ""
		}
		return ruleHeld
	case "hold", "give", "receive":
		return ruleHeld
	case "organise", "attend":
		if c.onlyPeople(text.Span{Start: name.Start, End: head.Start}) {
			return ""
		}
		return ruleHeld
	case "start":
		if head.Term.ID == "campaign" && c.s.Text(head.Span) != "工程" || head.Term.ID == "contest" || head.Term.ID == "volunteer" {
			return ruleHeld
		}
	}
	return ""
}

// routine reports whether head is a meeting that party rules prescribe and the
// sentence only says how often it has to be held.
func (c *zhClause) routine(head, times *match.Token) bool {
	return times == nil && c.cue.prescribed.Are(c.s.Text(head.Span)) && strings.Contains(c.s.Text(c.s.Span), "每")
}

// unheld returns the rule by which a name that no verb governs is an activity.
func (c *zhClause) unheld(item, name text.Span, head, times, passive *match.Token, quoted, modified bool) string {
	if c.prizeOf(head, times) {
		return ""
	}
	switch {
	case passive != nil && (modified && c.s.Text(head.Span) != "工程" || quoted) && passive.Term.ID != "attend" && passive.Term.ID != "organise" && c.leads(text.Span{Start: max(head.End, name.End), End: item.End}):
		return rulePassive
	case quoted && (name.End > head.End && !head.Is(c.event)):
		return ""
	case quoted && !(c.effort && head.Is(c.occasion) && head.Term.ID != "campaign"):
		return ruleQuoted
	case !c.effort && c.title && item.Start <= c.span.Start+len("   ") && name.End == c.span.End && modified && (head.Is(c.event) || head.Term.ID == "campaign"):
		return ruleHeading
	case c.effort || c.cited(name, head) || c.verbal(c.s.Text(name)):
		return ""
	case c.renews(c.s, head):
		return ruleNamed
	case head.Is(c.event) && (modified || c.listed(item, name, head)):
		return ruleNamed
	case c.own(name, head) && modified && head.Start-name.Start >= len("四个字的"):
		return ruleNamed
	case head.Term.ID == "training" && modified && c.trained(text.Span{Start: name.End, End: item.End}):
		return ruleNamed
	case times != nil && (modified || head.Is(c.event) || head.Len() >= len("四字短语") && name.Start == head.Start || head.Len() >= len("三个字") && item.Start == head.Start):
		return ruleTimes
	}
	return ""
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
		c.prizes, c.prized = c.findPrize(), true
	}
	return c.prizes
}

func (c *zhClause) findPrize() bool {
	t := c.s.Text(c.s.Span)
	return !c.cue.gavePrizes.In(t) && (c.cue.prize.In(t) || c.cue.won.In(c.s.Text(c.span)))
}

// prizeOf reports whether the prize that the sentence tells of may have been
// won in the event head. None is won in trainings or meetings that were held a
// number of times, unless their own clause says so.
func (c *zhClause) prizeOf(head, times *match.Token) bool {
	if times == nil || !c.prize() {
		return c.prize()
	}
	switch head.Term.ID {
	case "training", "study", "lecture", "meeting", "visit", "inspection", "volunteer":
		return c.cue.wonThere.In(c.s.Text(c.span))
	}
	return true
}
