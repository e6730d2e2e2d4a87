package activity

import (
	"regexp"
	"strings"

	"zongjie/extract/match"
	"zongjie/extract/text"
)

// phrase leaves out of name what makes a clause of it: no noun phrase holds an
// aspect, a pronoun or an adverb such as 仍然, so that what stands up to the last of
// them is the subject and verb of a sentence. ok is false if what is left over
// is governed by that verb and names nothing that was held.
func (c *zhClause) phrase(name text.Span, head *match.Token) (_ text.Span, verb *match.Token, ok bool) {
	verb = c.verb
	at, broken := name.Start, ""
	end := max(name.Start, min(head.Start, name.End)) // a name may end before its noun: 渔民节这一活动
	c.s.Words.All(text.Span{Start: name.Start, End: end}, func(w text.Span) bool {
		if _, in := text.Around(c.quotes, w.Start); in || w.End > end {
			return true
		}
		if by := c.breaks(c.s.Text(w)); by != "" {
			at, broken = w.End, by
		}
		return true
	})
	switch broken {
	case "":
		return name, verb, true
	case "adverb":
		if verb == nil || verb.Term.ID != "organise" { // 组织党员认真学习
			return name, verb, c.quotedBefore(text.Span{Start: at, End: name.End}, head)
		}
	default:
		verb = nil
	}
	return c.strip(text.Span{Start: at, End: name.End}, head), verb, true
}

// breaks says what kind of word w is, if it is one that no name holds. Behind
// a verb of holding, 我们 and 进一步 may be part of one: 开展我们的节日活动.
func (c *zhClause) breaks(w string) string {
	switch {
	case c.cue.aspect.Are(w), c.cue.deictic.Are(w):
		return "aspect"
	case c.verb != nil && (c.verb.Term.ID == "hold" || c.verb.Term.ID == "start"):
		return ""
	case c.cue.performing.Are(w):
		return "aspect"
	case c.cue.pronoun.Are(w):
		return "pronoun"
	case c.cue.adverb.Are(w):
		return "adverb"
	}
	return ""
}

// vague reports whether n says only of what kind its event was, or which of those
// that the text spoke of before: 上级布置的有关活动, 本次比赛.
func (c *zhClause) vague(n zhName) bool {
	if n.quoted || n.times != nil {
		return false
	}
	before := text.Span{Start: n.Start, End: max(n.Start, n.head.Start)}
	if before.Len() == 0 && (c.cue.deictic.End(c.s.Doc.Text[c.span.Start:n.Start]) || c.verb != nil && c.verb.Term.ID == "attend" && n.head.Term.ID == "contest") {
		return true
	}
	t := c.s.Text(before)
	if c.cue.ranking.In(t) || n.modified && c.sorts(t, n.head) {
		return true
	}
	switch c.s.Text(n.head.Span) {
	case "教育":
		return strings.Contains(t, "的") // 人民满意的教育
	case "活动":
		if c.onlyPeople(before) {
			return true
		}
	}
	i := strings.LastIndex(t, "的")
	if i < 0 {
		return false
	}
	i += before.Start + len("的")
	return i < before.End && c.strip(text.Span{Start: i, End: n.head.End}, n.head).Start >= n.head.Start
}

// sorts reports whether t, which stands before head, only says of what sort the event
// was, or how many of a sort there were: 其他活动, 三大主体活动.
func (c *zhClause) sorts(t string, head *match.Token) bool {
	switch head.Term.ID {
	case "campaign", "contest", "meeting":
	default:
		return false
	}
	t = t[len(counted.FindString(t)):]
	for t != "" {
		n := c.cue.sort.Prefix(t)
		if n == 0 {
			return false
		}
		t = strings.TrimPrefix(t[n:], "的")
	}
	return true
}

// counted is a number of sorts.
var counted = regexp.MustCompile(`^(?:[\d一二两三四五六七八九十几数]+[大项个类种])?`)

// nominal reports whether the verb behind n, which no other governs, is a noun: the
// holding of an event that was not held yet, X活动开展的条件.
func (c *zhClause) nominal(n zhName) bool {
	if n.passive == nil || c.verb != nil || n.quoted {
		return false
	}
	for _, w := range []string{"的", "及", "和", "等", "、"} {
		if strings.HasPrefix(c.s.Doc.Text[n.passive.End:c.span.End], w) {
			return true
		}
	}
	return false
}

// kinded reports whether the list that goes on behind item is one of systems or
// ways of working: A、B等制度.
func (c *zhClause) kinded(item text.Span) bool {
	rest := c.s.Doc.Text[min(item.End, c.span.End):c.span.End]
	i := strings.Index(rest, "等")
	if i < 0 || i > 0 && !strings.HasPrefix(rest, "、") && !strings.HasPrefix(rest, "和") && !strings.HasPrefix(rest, "及") {
		return false
	}
	return c.cue.system.Begin(rest[i+len("等"):])
}
