package activity

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
)

// occasions reports whether a classifier of occasions stands at offset at.
func (c *zhClause) occasions(at int) bool {
	if at > c.span.End { // a range such as 1—2 reaches over the clause
		return false
	}
	rest := c.s.Doc.Text[at:c.span.End]
	return c.cue.occasion.Begin(rest)
}

// timesBefore returns the number of occasions right before the verb or, where
// none governs it, before the name: 先后5次举办X.
func (c *zhClause) timesBefore(name text.Span) *match.Token {
	at := name.Start
	if c.verb != nil {
		at = c.verb.Start
	}
	for i := c.s.From(c.span.Start); i < len(c.s.Tokens) && c.s.Tokens[i].Start < at; i++ {
		n := &c.s.Tokens[i]
		if n.Number == nil || n.End > at || at-n.End > len("余次集中联合") {
			continue
		}
		rest := c.s.Doc.Text[n.End:at]
		if c.verb == nil && len(rest) > len("余次") {
			continue
		}
		if strings.HasPrefix(rest, "次") || strings.HasPrefix(rest, "余次") || strings.HasPrefix(rest, "多次") || strings.HasPrefix(rest, "场次") {
			return n
		}
	}
	return nil
}

// each returns the number that holds for every item of a list: A、B各5次.
func (c *zhClause) each(at int) *match.Token {
	rest := c.s.Doc.Text[at:c.span.End]
	n := strings.Index(rest, "各")
	if n < 0 || !strings.HasPrefix(rest, "、") && !strings.HasPrefix(rest, "和") {
		return nil
	}
	if num := c.s.NumberAt(at + n + len("各")); num != nil && c.occasions(num.End) {
		return num
	}
	return nil
}

// bracketed returns the number of occasions in brackets behind a name: 报告会(4场). In
// words it tells which one it was: 培训班(二期).
func (c *zhClause) bracketed(at int) *match.Token {
	inside, ok := strings.CutPrefix(c.s.Doc.Text[at:c.span.End], "(")
	if !ok {
		return nil
	}
	n := c.s.NumberAt(c.span.End - len(c.cue.beforeNumber.Skip(inside)))
	if n == nil || n.End > c.span.End || !text.IsDigit(c.s.Doc.Text[n.Start]) || !inBrackets.MatchString(c.s.Doc.Text[n.End:c.span.End]) {
		return nil
	}
	return n
}

var inBrackets = regexp.MustCompile(`^[余多]?(?:次|场|期|轮|回|讲|节|堂)\)`)

// summedUp returns the number of occasions that the clause behind a name that
// ends at at sums up: 每月开展X两场,全年累计26场.
func (c *zhClause) summedUp(at int) *match.Token {
	if utf8.RuneCountInString(c.s.Doc.Text[at:c.span.End]) > len("每月两场") || !strings.HasPrefix(c.s.Doc.Text[c.span.End:c.s.End], ",") {
		return nil
	}
	from := c.span.End + len(",")
	m := sums.FindStringSubmatchIndex(c.s.Doc.Text[from:c.s.End])
	if m == nil {
		return nil
	}
	return c.s.NumberAt(from + m[2])
}

var sums = regexp.MustCompile(`^(?:去年|今年|全年|年内|本年度?|一年来|至今|目前|迄今)?(?:现?已)?(?:累计|共计|总计|合计|共|先后)(?:开展|举办|举行|组织|召开|完成)?了?([\d一二三四五六七八九十]+)[余多]?(?:次|场|期|轮|回|讲)(?:$|[,;。])`)

// trained reports whether rest counts how many came to a training: 800人次.
func (c *zhClause) trained(rest text.Span) bool {
	return comers.MatchString(c.s.Text(rest))
}

var comers = regexp.MustCompile(`^(?:共计|共|累计|不少于|不低于|达到?|近|约|超过)?[\d.]+万?[余多]?人次`)
