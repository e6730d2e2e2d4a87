package award

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
)

// name returns the name of the honour it. A prize that stands apart from the
// contest it was won in is named with it: 在市歌咏比赛中获一等奖 names
// 市歌咏比赛一等奖, since a first prize alone is none.
func (f *finder) name(it item, v *match.Token) string {
	own := f.s.Doc.RawText(it.name)
	if !f.bare(it) {
		return own
	}
	if f.zh && f.done > f.s.Start {
		if m := othersToo().FindStringIndex(f.s.Text(span(f.done, v.Start))); m != nil { // of what contest is left open
			f.open = max(f.open, f.done+m[1])
		}
	}
	contest := f.contestOf(span(f.open, v.Start))
	switch {
	case contest.Len() == 0:
		return own
	case f.zh:
		return f.s.Doc.RawText(contest) + own
	}
	return own + " in " + f.s.Doc.RawText(contest)
}

// othersToo begins what others won besides.
var othersToo = lazy(`还有|另有|此外|另外`)

// maxBare is how many code points a Chinese prize has at most that does not
// say where it was won: 高中组舞蹈类一等奖.
const maxBare = 12

// bare reports whether it is a prize or place that names no contest, no level
// and nothing of its own.
func (f *finder) bare(it item) bool {
	t := f.s.Text(it.name)
	if !it.prize || strings.ContainsAny(t, "“\"《") || f.quoted(it.name.Start) {
		return false
	}
	for _, c := range f.words(f.contest, it.name) {
		if c.id == "contest" {
			return false
		}
	}
	n := utf8.RuneCountInString(t)
	if f.first(f.levels, it.name) != nil && !(f.zh && n <= len("省级一等奖")/len("省")) {
		return false
	}
	if f.zh {
		return n <= maxBare
	}
	return f.core(it.name) == it.name && !capitals().MatchString(t)
}

// contestOf returns the name of the last contest in s, as far as the text
// gives it one, or an empty span.
func (f *finder) contestOf(s text.Span) text.Span {
	if s.Len() <= 0 {
		return text.Span{}
	}
	words := f.words(f.contest, s)
	for i := len(words) - 1; i >= 0; i-- {
		if words[i].id != "contest" {
			continue
		}
		name := text.Span{}
		if f.zh {
			name = f.contestZH(words[i].Span, s)
		} else {
			name = f.contestEN(words[i].Span, s)
		}
		if name.Len() > 0 {
			return name
		}
	}
	return text.Span{}
}

// joined is a contest in which the text says that someone took part.
type joined struct {
	block, index int // of the sentence that goes on to tell of it
	level        string
}

// joinedLevel returns the level of the contest in which the sentence before the
// present one says that someone took part, if the present one names none of its
// own: 我校参加了全县歌咏比赛。王芳获一等奖.
func (f *finder) joinedLevel() string {
	for _, w := range f.words(f.contest, f.s.Span) {
		if w.id == "contest" && !ofGames().MatchString(f.s.Text(w.Span)) {
			return ""
		}
	}
	if f.joined.level != "" && f.joined.block == f.s.Block && (f.joined.index == f.s.Index || f.joined.index == f.s.Index-1) {
		f.joined.index = f.s.Index
		return f.joined.level
	}
	block := f.p.Block(f.s.Block)
	at := f.place(block)
	if at == 0 || f.block == f.s.Block && f.index == f.s.Index-1 {
		return ""
	}
	here := f.s
	f.s = &block[at-1]
	defer func() { f.s = here }()
	if !tookPart().MatchString(f.s.Text(f.s.Span)) || f.s.First(f.aspire, f.s.Span) != nil {
		return ""
	}
	l, _ := f.contestLevel(f.s.Span)
	f.joined = joined{here.Block, here.Index, l}
	return l
}

var (
	// ofGames matches contests that are part of larger ones.
	ofGames  = lazy(`(?i)^(?:races?|match(?:es)?|决赛|赛)$`)
	tookPart = lazy(`(?i)参加|参赛|took part in|participated in|competed in|attended|entered`)
)

// contestZH returns the name that ends on the contest word w: from the word
// that leads up to it, or from the beginning of its clause.
func (f *finder) contestZH(w, s text.Span) text.Span {
	w.End = s.End - len(f.cue.contestTail.Skip(f.s.Text(span(w.End, s.End))))
	if !contestCloses().MatchString(f.s.Text(span(w.End, s.End))) || strings.HasSuffix(f.s.Text(span(s.Start, w.Start)), "参") { // 参赛 is no contest
		return text.Span{}
	}
	if strings.HasSuffix(f.s.Text(w), "活动中") {
		w.End -= len("中")
	}
	name := span(max(s.Start, f.s.Clause(w.Start).Start), w.End)
	if q, ok := text.Around(f.quotes, w.Start); ok {
		name.End = q.End
	}
	name.Start += f.leadsTo(f.s.Text(span(name.Start, w.Start)))
	name.Start = name.End - len(strings.TrimPrefix(f.withoutTime(f.s.Text(name)), "的"))
	name = f.s.Doc.Trim(name)
	n := utf8.RuneCountInString(f.s.Text(name))
	if n < 4 && !(n == 3 && f.startsWith(f.levels, name)) || n > maxContest || f.cue.anyContest.Begin(f.s.Text(name)) || text.DigitAt(f.s.Doc.Text, name.Start) {
		return text.Span{}
	}
	return name
}

// contestCloses is what stands behind it where it is told as the place of a prize.
var contestCloses = lazy(`^[”"》]?(?:活动|评选|决赛|总决赛)?(?:中|上|里|期间|,|并|,并)|^[”"》]?(?:活动|评选|决赛|总决赛)?$`)

// maxContest is how many code points the name of a Chinese contest has at most.
const maxContest = 32

// leadsTo returns where in Chinese t what leads up to the name of a contest ends:
// behind the last word such as 参加.
func (f *finder) leadsTo(t string) int {
	for at := len(t); at > 0; {
		_, size := utf8.DecodeLastRuneInString(t[:at])
		at -= size
		if n := f.cue.contestOpens.Prefix(t[at:]); n > 0 {
			at += n
			return at + len(particle().FindString(t[at:]))
		}
	}
	return 0
}

var particle = lazy(`^[的了由]`)

// contestEN returns the name of the contest w that its clause leads up to.
func (f *finder) contestEN(w, s text.Span) text.Span {
	c := f.s.Clause(w.Start)
	c = span(max(c.Start, s.Start), min(c.End, s.End))
	lead := f.leadsToEN(f.s.Text(span(c.Start, w.Start)))
	name := span(c.Start+lead, w.End)
	if rest := f.s.Text(span(w.End, c.End)); ofContest().MatchString(rest) && !verbEN().MatchString(rest) {
		name.End = c.End
	}
	if lead == 0 || len(strings.Fields(f.s.Text(name))) < 3 || name.Len() > 100 {
		return text.Span{}
	}
	return f.s.Doc.Trim(name)
}

// leadsToEN returns where in English t what leads up to the name of a contest ends:
// behind the last word such as in, and the space behind it.
func (f *finder) leadsToEN(t string) int {
	for space := strings.LastIndex(t, " "); space > 0; space = strings.LastIndex(t[:space], " ") {
		if f.cue.contestLeads.End(t[:space]) {
			return space + len(" ")
		}
	}
	return 0
}

var ofContest = lazy(`^ (?:of|for|on) [^,;:.()"“]{3,60}$`)
