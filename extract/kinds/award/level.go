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
	if it.prize && f.further && f.last.own {
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
	if (f.done > f.s.Start || f.further) && f.first(f.contest, it.name) == nil {
		return f.last.level
	}
	return ""
}

// prizeLevel returns the level of the contest that the prize it was won in.
func (f *finder) prizeLevel(it item, v *match.Token) (string, bool) {
	if l, ok := f.contestLevel(span(min(f.open, v.Start), v.Start)); ok {
		return l, true
	}
	if f.zh {
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
		if l, ok := f.levelIn(f.contestOf(span(f.open, v.Start)), false); ok {
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
var issuedEN = lazy(`^["”,]*\s*(?:(?:honorary )?title )?(?:that was )?(?:issued|awarded|conferred|granted|given|presented) by [^,.;]+`)

var inLevelEN = lazy(`^["”.,]*\s*(?:in|of) (?:the |our )?(?:whole )?\S+(?: \S+)?`)

// contestLevel returns the level that the words before the last contest in s name.
func (f *finder) contestLevel(s text.Span) (string, bool) {
	words := f.words(f.contest, s)
	for i := len(words) - 1; i >= 0; i-- {
		if words[i].id != "contest" {
			continue
		}
		c := f.s.Clause(words[i].Start)
		before := span(max(s.Start, c.Start), min(s.End, max(words[i].End, c.Start)))
		if !anaphor().MatchString(f.s.Text(before)) {
			return f.levelIn(before, false)
		}
	}
	return "", false
}

// anaphor ends on a contest that the text named before.
var anaphor = lazy(`(?i)\b(?:the|this|that) \w+$|(?:^|[^\p{Han}])(?:参加|参与)?(?:本次|此次|该|这次)?(?:比赛|大赛|竞赛|活动|评选|决赛)$`)

// places are the nouns for places that say a level, though less surely than an
// adjective does.
var places = map[string]string{"province": "provincial", "city": "municipal", "district": "county", "campus": "school"}

// levelIn returns the level that s names. It is "" with true where s names
// several. Where s is a title, what the title ends on is its bearer and no level.
func (f *finder) levelIn(s text.Span, title bool) (string, bool) {
	adjective, noun := "", ""
	end := -1
	mixed := false
	for _, t := range f.words(f.levels, s) {
		id := t.id
		if id == "several" {
			mixed = true
			continue
		}
		l, place := places[id]
		switch {
		case !place:
			if adjective == "" {
				adjective = id
			} else if adjective != id && t.Start-end <= 3 {
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
	}
	return "", false
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
