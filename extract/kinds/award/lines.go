package award

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
)

// line reports the titles of a line of a list of honours, which has no verb: below
// words that announce honours, and where a date stands before a title.
func (f *finder) line(s *match.Sentence) {
	block := s.Doc.Blocks[s.Block]
	t := s.Doc.Text[block.Start:block.End]
	if len(t) > maxLine*len("年") || s.Lang == text.Other || s.Start != s.Doc.Trim(block.Span).Start || f.p.Meta.DocType == "plan" {
		return
	}
	if announces := announcesLines; len(t) <= maxAnnounce {
		if s.Lang == text.EN {
			announces = announcesLinesEN
		}
		if (s.Lang == text.EN || strings.Contains(t, "荣誉") || strings.Contains(t, "奖")) && announces().MatchString(strings.TrimSpace(t)) {
			f.listing = s.Block
			return
		}
	}
	listed := f.listing >= 0 && s.Block == f.listing+1
	if !listed && (s.Lang == text.EN || !s.Has.Has(f.honour.Set())) {
		return
	}
	if s.Has.Has(f.receive.Set()) || utf8.RuneCountInString(t) > maxLine || s.End < s.Doc.Trim(block.Span).End {
		return
	}
	dated := yearedLine().FindStringSubmatchIndex(t)
	if s.Lang == text.EN {
		dated = yearedLineEN().FindStringSubmatchIndex(t)
	}
	if !listed && dated == nil {
		return
	}
	at, year := block.Start, ""
	if dated != nil {
		at = block.Start + dated[1]
		if dated[2] >= 0 {
			year = t[dated[2]:dated[3]]
		}
	}
	f.s, f.zh, f.done, f.open = s, s.Lang == text.ZH, s.Start, s.Start
	f.quotes = f.parted(s.Quotations())
	for _, name := range f.pieces(span(at, s.End)) {
		who, name := f.labelled(s.Doc.Trim(name))
		if !f.titleLine(name, listed) {
			continue
		}
		c := f.p.New("award/list", s, name)
		c.Set("recipient", who)
		c.Set("name", s.Doc.RawText(name))
		level, _ := f.levelIn(name, true)
		c.Set("level", level)
		c.Set("year", year)
		f.p.Report(c)
		f.done = name.End
		if listed {
			f.listing = s.Block
		}
	}
}

// continued reports the titles in a sentence that goes on with the list of the one
// before it, behind a semicolon.
func (f *finder) continued(s *match.Sentence) {
	if !f.unended || s.Block != f.block || s.Index != f.index+1 || s.Has.Has(f.receive.Set()) {
		f.unended = f.unended && s.Block == f.block && s.Index <= f.index
		return
	}
	f.s, f.zh, f.done, f.open = s, true, s.Start, s.Start
	f.quotes = f.parted(s.Quotations())
	f.unended = false
	for _, name := range f.pieces(s.Span) {
		name = s.Doc.Trim(name)
		if !f.titleLine(name, true) || !f.levelAhead(name) {
			return
		}
		c := f.p.New("award/list", s, name)
		c.Set("name", s.Doc.RawText(name))
		c.Set("recipient", f.last.recipient)
		level, _ := f.levelIn(name, true)
		c.Set("level", level)
		f.p.Report(c)
		f.done = name.End
	}
	f.index, f.unended = s.Index, strings.HasSuffix(s.Text(s.Span), ";")
}

// labelled returns the person whom the line names before the title in s, and the
// title alone: 王小山老师:省优秀教师(2019年).
func (f *finder) labelled(s text.Span) (who string, title text.Span) {
	t := f.s.Text(s)
	if m := personLabel().FindStringSubmatch(t); m != nil && f.cue.surname.Begin(t) {
		who = m[1]
		s.Start += len(m[0])
	}
	s.End -= len(bracketed().FindString(f.s.Text(s)))
	return who, s
}

var (
	personLabel = lazy(`^(\p{Han}{2,4}?)(?:老师|同志|同学)?[: ]`)
	bracketed   = lazy(`\(\d{4}[^()]{0,8}\)$`)
)

// titleLine reports whether Chinese s as a whole is a title. sure says that it
// stands where titles are listed; elsewhere it must be a prize, or name its level.
func (f *finder) titleLine(s text.Span, sure bool) bool {
	if !f.zh {
		words := len(strings.Fields(f.s.Text(s)))
		return sure && words > 1 && words <= maxWords && (f.headed(s) || f.endsOn(f.honour, s)) && capitals().MatchString(f.s.Text(s))
	}
	h := f.final(f.honour, s)
	if h != nil && (h.End < s.End || f.cue.bareMerit.Are(f.s.Text(h.Span))) {
		h = nil
	}
	if f.first(f.aspire, s) != nil || utf8.RuneCountInString(f.s.Text(s)) < shortTitle {
		return false
	}
	if h == nil {
		return sure && f.endsOn(f.bearer, s) && f.first(f.merit, s) != nil && f.firstLevel(s) != nil
	}
	return sure || h.Len() < s.Len() && (h.id == "prize" || h.id == "medal" || f.startsWith(f.levels, s))
}

// maxLine is how many code points a line of a list of honours has at most.
const maxLine = 60

// maxAnnounce is how many bytes a line that announces such a list has at most.
const maxAnnounce = 60

// maxWords is how many words an English title in such a list has at most.
const maxWords = 12

var (
	// announcesLines matches a line whose next ones are a list of honours.
	announcesLines   = lazy(`^(?:[一二三四五六七八九十\d]{1,2}[、.]|\([一二三四五六七八九十\d]{1,2}\))?\s?(?:所获|获得的?|主要|近年|历年|学校|集体|个人|单位|企业|公司)?(?:荣誉(?:称号|情况|奖项|墙|榜|一览|资质)?|获奖情况|奖项|所获奖项|获奖荣誉)(?:如下)?:?$`)
	announcesLinesEN = lazy(`(?i)^(?:\d{1,2}\. ?)?(?:major |main |our )?(?:awards?|honou?rs?)(?: (?:and|&) (?:awards?|honou?rs?|recognitions?|achievements?))?(?: (?:won|received))?:?$`)
	yearedLineEN     = lazy(`^[\s*•-]*(?:((?:19|20)\d\d)(?:-\d{1,2})?\b[\s,:-]*)?`)
	// yearedLine begins a line that only says when which honour was won.
	yearedLine = lazy(`^(?:\p{Han}{2,6}\s+)?((?:19|20)\d\d)(?:[年.\-/]\d{1,2}(?:月|[.\-/]\d{1,2})?(?:\d{1,2}日)?月?|年度?|学年)?[\s,:]+`)
)
