package award

import (
	"zongjie/extract/match"
	"zongjie/extract/text"
)

// level says at which level the honour it was given, or "". Its own words say
// so first, then the contest, then who gave it.
func (f *finder) level(it item, v *match.Token, left, granter text.Span) string {
	if l, ok := f.levelIn(it.name, true); ok {
		return l
	}
	if v == nil {
		return ""
	}
	if it.prize && f.further && f.last.own && (f.zh || f.core(it.name) == it.name) {
		return f.last.level // 省级一等奖2个、二等奖5个
	}
	if it.prize {
		if l, ok := f.prizeLevel(it, v); ok {
			return l
		}
	}
	for _, who := range [...]text.Span{granter, it.giver} { // 荣获省总工会颁发的“…”
		if l, ok := f.levelIn(who, false); ok {
			return l
		}
	}
	if !it.prize {
		return f.titleLevel(it, v, left)
	}
	if (f.done > f.s.Start && f.last.prize || f.further) && f.first(f.contest, it.name) == nil {
		return f.last.level
	}
	return f.joinedLevel()
}

// prizeLevel returns the level of the contest that the prize it was won in.
func (f *finder) prizeLevel(it item, v *match.Token) (string, bool) {
	if l, ok := f.contestLevel(span(min(f.open, v.Start), v.Start)); ok {
		return l, true
	}
	if f.zh || f.core(it.name) != it.name {
		return "", false
	}
	return f.contestLevel(span(it.end, f.s.Clause(it.end).End))
}

// titleLevel returns the level that the words around the title it say, or "".
func (f *finder) titleLevel(it item, v *match.Token, left text.Span) string {
	if l, ok := f.contestLevel(left); ok {
		return l
	}
	if f.done == f.s.Start {
		if l, ok := f.levelIn(f.contestOf(span(f.open, v.Start)), true); ok {
			return l
		}
	}
	if f.zh {
		return ""
	}
	behind := f.s.Text(span(it.end, f.s.End))
	if ofSchool().MatchString(behind) {
		return "school"
	}
	for _, giver := range [...]string{issuedEN().FindString(behind), inLevelEN().FindString(behind)} {
		if l, ok := f.levelIn(span(it.end, it.end+len(giver)), false); ok {
			return l
		}
	}
	return ""
}

// ofSchool follows a title that a school gives to its own people.
var ofSchool = lazy(`^["”]?\s*(?:of|by|in) (?:the|our) (?:school|university|college)\b`)

// issuedEN follows a title and names who gives it.
var issuedEN = lazy(`^["”,]*\s*(?:(?:honorary )?title )?(?:that was )?(?:(?:issued|awarded|conferred|granted|given|presented) by|from) [^,.;]+`)

var inLevelEN = lazy(`^["”.,]*(?:(?:,| and|, and) ["“][^"“”]+["”])*\s*(?:in|of) (?:the |our )?(?:whole )?\S+(?: \S+)?`)

// contestLevel returns the level that the words before the last contest in s name.
func (f *finder) contestLevel(s text.Span) (string, bool) {
	words := f.words(f.contest, s)
	for i := len(words) - 1; i >= 0; i-- {
		if words[i].id != "contest" {
			continue
		}
		c := f.s.Clause(words[i].Start)
		before := span(max(s.Start, c.Start), min(s.End, max(words[i].End, c.Start)))
		if rest := span(before.End, max(before.End, c.End)); !f.zh && ofContest().MatchString(f.s.Text(rest)) { // games of the city
			if l, ok := f.levelIn(rest, false); ok {
				return l, ok
			}
		}
		if !anaphor().MatchString(f.s.Text(before)) {
			if l, ok := f.levelIn(before, false); ok {
				return l, ok
			}
			if held := heldByEN().FindStringIndex(f.s.Text(span(before.End, max(before.End, c.End)))); held != nil && !f.zh {
				return f.levelIn(span(before.End, before.End+held[1]), false)
			}
			return f.levelIn(f.contestOf(before), true)
		}
	}
	return "", false
}

// heldByEN follows an English contest and says who held it.
var heldByEN = lazy(`^[^,;]{0,30}\b(?:held|organi[sz]ed|hosted|sponsored|run) by [^,;]+`)

// anaphor ends on a contest that the text named before.
var anaphor = lazy(`(?i)\b(?:the|this|that) \w+$|(?:^|[^\p{Han}"”》])(?:参加|参与)?(?:本次|此次|该|这次)?(?:比赛|大赛|竞赛|活动|评选|决赛)$`)

// places are the nouns for places that say a level, though less surely than an
// adjective does.
var places = map[string]string{"province": "provincial", "city": "municipal", "district": "county", "campus": "school",
	"region": "provincial", "metropolis": "municipal"}

// named are the ids of places that are told by their names.
var namedPlaces = map[string]bool{"region": true, "metropolis": true}

// regional follows the name of the place for which a part of a contest is held.
var regional = lazy(`^[省市]?(?:分?赛区|区域?赛|选拔赛)`)

// libraryGrade matches the grade of a library or museum, whose level is no honour's.
var libraryGrade = lazy(`^(?:地市|副省|县|省)级[一二三]级(?:公共)?(?:图书馆|文化馆|博物馆)`)

// ofOrganisation is what makes the name of a place that of an organisation.
var ofOrganisation = lazy(`^\p{Han}{0,6}?(?:大学|学院|师范|银行|公司|集团|中学|小学|医院|世博|奥运|冬奥|亚运)`)

// ownSchool begins a title that a school gives: 柳河大学2023年度优秀教师.
var ownSchool = lazy(`^[^,、“”]{2,10}?(?:大学|学院|中学|小学|学校)(?:\d|xx|20xx|学年|年度|优秀|先进|优质|最美|十佳)`)

// levelIn returns the level that s names. It is "" with true where s names
// several. Where s is a title, what the title ends on is its bearer and no level.
func (f *finder) levelIn(s text.Span, title bool) (string, bool) {
	adjective, noun := "", ""
	end := -1
	behind := func(t foundWord) string { return f.s.Text(span(t.End, s.End)) }
	mixed := false
	for _, t := range f.words(f.levels, s) {
		id := t.id
		if id == "several" {
			mixed = true
			continue
		}
		if title && libraryGrade().MatchString(f.s.Text(span(t.Start, s.End))) { // how libraries are graded
			continue
		}
		if id == "town" {
			mixed = mixed || t.End < s.End && (!title || t.Start == s.Start) || !title && t.End == s.End
			continue
		}
		if namedPlaces[id] && title && regional().MatchString(behind(t)) {
			return places[id], true
		}
		if namedPlaces[id] && (!title || ofOrganisation().MatchString(behind(t))) {
			continue
		}
		l, place := places[id]
		switch {
		case !place:
			if adjective == "" {
				adjective = id
			} else if adjective != id && t.Start-end <= 3 && !(title && t.Start == end && f.zh) { // 全国县级医院
				mixed = true
			}
		case id == "campus" && t.Start != s.Start && f.zh:
			continue
		case title && (t.End == s.End && f.zh || !f.zh && f.bears(t.Span, s)):
			continue
		default:
			if noun != "" && noun != l && t.Start-end <= 3 && f.zh {
				mixed = true
			}
			noun = l
		}
		end = t.End
	}
	switch {
	case mixed:
		return "", true
	case adjective != "":
		return adjective, true
	case noun != "":
		return noun, true
	case title && ownSchool().MatchString(f.s.Text(s)):
		return "school", true
	}
	return "", false
}

// firstLevel returns the first word in s that says a level which makes a title of
// it, or nil: that of a town makes none.
func (f *finder) firstLevel(s text.Span) *foundWord {
	for _, w := range f.words(f.levels, s) {
		if w.id != "town" {
			return &w
		}
	}
	return nil
}

// bears reports whether the English place t of a title bears it: it closes the
// title's core, or a word of merit stands before it.
func (f *finder) bears(t, title text.Span) bool {
	core := f.core(title)
	if t.Start >= core.End { // of the district
		return false
	}
	return t.End == core.End && f.final(f.merit, span(core.Start, t.Start)) != nil
}
