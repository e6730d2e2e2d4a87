package award

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// antecedent returns the recipient of an award whose own clause, which starts at
// clause, names none: who the nearest clause before it speaks of, or the one whom
// the paragraph or the text tells of, or "".
func (f *finder) antecedent(clause int) string {
	for at := clause; at > f.s.Start; {
		c := f.s.Clause(at - 1)
		at = c.Start
		if c.End <= f.done {
			break
		}
		if who := f.subjectOf(span(max(c.Start, f.done), c.End), c.End+1 >= clause); who != "" {
			return f.meant(who)
		}
	}
	if f.last.known && f.done > f.s.Start {
		return f.last.recipient
	}
	who := f.topic()
	if who == "" && strings.TrimSpace(f.s.Text(span(f.s.Start, clause))) == "" { // nobody else was spoken of
		who = f.last.recipient
	}
	return f.meant(who)
}

// meant returns the person of whom the paragraph is a profile where who is only a
// pronoun, and otherwise who.
func (f *finder) meant(who string) string {
	if who != "他" && who != "她" && who != "该同志" {
		return who
	}
	block := f.p.Block(f.s.Block)
	return firstOf(f.portrayed(&block[0]), who)
}

// topic returns whom the sentences before the present one tell of, or "".
func (f *finder) topic() string {
	block := f.p.Block(f.s.Block)
	before := block[:min(len(block), f.place(block))]
	if n := len(before); n > 0 {
		if who := f.ownIn(&before[n-1]); who != "" {
			return who
		}
	}
	if who := f.profiled(block); who != "" {
		return who
	}
	for i := len(before) - 2; i >= max(0, len(before)-farthest); i-- {
		if who := f.ownIn(&before[i]); who != "" {
			return who
		}
	}
	return ""
}

// farthest is how many sentences of a paragraph lie between an award and the one
// that names who received it, at most.
const farthest = 12

// place returns the index of the present sentence among those of its block.
func (f *finder) place(block []match.Sentence) int {
	i, _ := slices.BinarySearchFunc(block, f.s.Start, func(s match.Sentence, at int) int { return s.Start - at })
	return i
}

// ownIn returns the name that the reporting unit has for itself at the beginning
// of a clause of s, the last that there is, or "".
func (f *finder) ownIn(s *match.Sentence) (who string) {
	t := s.Doc.Text
	for at := s.Start; at < s.End; {
		c := s.Clause(at)
		at = c.End + 1
		clause := f.withoutTime(strings.TrimLeft(t[c.Start:c.End], " -—·"))
		if n := f.ownUnit(clause); n > 0 {
			who = clause[:n]
		}
	}
	return who
}

// profiled returns whom the block, or the text as a whole, is a profile of.
func (f *finder) profiled(block []match.Sentence) string {
	if len(block) > 0 {
		if who := f.portrayed(&block[0]); who != "" {
			return who
		}
	}
	if len(f.p.Labels) > 0 { // a report with headings tells of more than one
		return ""
	}
	if f.profile == nil {
		who := ""
		for i := range f.p.Sentences {
			s := &f.p.Sentences[i]
			if s.Block > profileBlocks {
				break
			}
			if who = f.introduced(s); who != "" {
				break
			}
		}
		f.profile = &who
	}
	return *f.profile
}

// profileBlocks is how many blocks may stand before the one that says whom a
// text is a profile of.
const profileBlocks = 3

// introduced returns the unit or person that sentence s, the first of a profile,
// introduces: 柳河医院始建于1952年, 张桂英,女,1970年生.
func (f *finder) introduced(s *match.Sentence) string {
	if s.Lang != text.ZH {
		return ""
	}
	t := strings.TrimLeft(s.Text(s.Span), " -—·")
	if m := founding().FindStringSubmatch(t); m != nil && f.orgName(m[1]) {
		return m[1]
	}
	if m := born().FindStringSubmatch(t); m != nil && f.cue.surname.Begin(m[1]) {
		return m[1]
	}
	return f.titledPerson(s, t)
}

// portrayed returns the unit or person that s, the first sentence of a paragraph,
// says that the paragraph is about: 王建国同志….
func (f *finder) portrayed(s *match.Sentence) string {
	if who := f.introduced(s); who != "" {
		return who
	}
	if m := named().FindStringSubmatch(strings.TrimSpace(s.Text(s.Span))); m != nil && f.cue.surname.Begin(m[1]) {
		return m[1]
	}
	return ""
}

var (
	founding = lazy(`^([^,.;:、。“”"()]{4,30}?)(?:\([^)]{1,20}\))?,?(?:成立于|创建于|创办于|始建于|建于|组建于|始建|创办|位于|坐落于|坐落在|座落于|座落在|地处|是(?:一|国|省|市|区|县|我|全|中|由|依|经|集|隶)|隶属|现有|简称|下设|下辖)`)
	born     = lazy(`^(\p{Han}{2,4}?)(?:同志|老师)?,(?:男|女)[,.。]`)
)

// orgName reports whether name ends as names of units do.
func (f *finder) orgName(name string) bool {
	size := 0
	for i := range name {
		f.p.Lexicon.Match(name[i:], func(t *lexicon.Term, n int) {
			if (t.Class == f.bearer && t.ID == "body" || t.Class == f.orgSuffix) && i+n == len(name) {
				size = n
			}
		})
	}
	return size > 0 && !f.cue.ownUnit.Are(name) && f.ownUnit(name) == 0
}

// titledPerson returns the person whose name closes one of the short lines before
// s and begins t, the text of s.
func (f *finder) titledPerson(s *match.Sentence, t string) string {
	if !f.cue.surname.Begin(t) {
		return ""
	}
	start := []rune(t[:min(len(t), maxName*utf8.UTFMax)])
	for b := s.Block - 1; b >= max(0, s.Block-captions); b-- {
		line := strings.TrimSpace(s.Doc.Text[s.Doc.Blocks[b].Start:s.Doc.Blocks[b].End])
		if utf8.RuneCountInString(line) > maxCaption {
			continue
		}
		for n := min(maxName, len(start)); n >= 2; n-- {
			if name := string(start[:n]); strings.HasSuffix(line, name) {
				return name
			}
		}
	}
	return ""
}

const (
	captions   = 3  // blocks between a person's name and what is told of the person
	maxCaption = 24 // code points of a line that names a person
	maxName    = 4  // code points of a Chinese person's name
)

// subjectOf returns who the clause c, which stands before an award, speaks of, or
// "". next says that the award's own clause follows it at once.
func (f *finder) subjectOf(c text.Span, next bool) string {
	t := strings.TrimSpace(f.s.Text(c))
	t = strings.TrimLeft(f.withoutTime(strings.TrimLeft(t, " -—·")), " -—·")
	switch behind := f.circumstances(t); {
	case t == "":
		return ""
	case behind > 0:
		if who := f.recipientZH(t); who != "" && (next || f.unitOrPerson(who) || c.Start == f.s.Start && !f.cue.predicate.In(who)) {
			return who
		}
	case named().MatchString(t):
		return named().FindStringSubmatch(t)[1]
	case f.posted(c) != "":
		return f.posted(c)
	case manyAre().MatchString(t):
		return manyAre().FindStringSubmatch(t)[1]
	case behind < 0 && c.Start == f.s.Start && utf8.RuneCountInString(t) <= 16 && f.unitOrPerson(t):
		return f.recipientZH(t)
	}
	if n := f.ownUnit(t); n > 0 {
		if m := ownWorkZH().FindStringSubmatch(t[n:]); m != nil {
			return m[1]
		}
		return t[:n]
	}
	if m := founding().FindStringSubmatch(t); m != nil && f.orgName(m[1]) {
		return m[1]
	}
	return ""
}

// ownWorkZH follows a unit in a clause that only names what it made: 本馆研发的“书香车”.
var ownWorkZH = lazy(`^[^,]{0,8}的[“"《]([^”"》]+)[”"》]$`)

// manyAre matches a clause that says what several people are: 甲、乙为首位答对者.
var manyAre = lazy(`^((?:[^、,。]{2,14}、)+[^、,。]{2,14}?)(?:为|是)`)

// unitOrPerson reports whether t is the name of a unit or of a person, or such
// names in a row.
func (f *finder) unitOrPerson(t string) bool {
	if f.ownUnit(t) == len(t) {
		return true
	}
	if f.cue.predicate.In(t) || idiom().MatchString(t) {
		return false
	}
	for _, name := range strings.Split(t, "、") {
		n := utf8.RuneCountInString(name)
		if !f.orgName(name) && !(n >= 2 && n <= 3 && f.cue.surname.Begin(name)) {
			return false
		}
	}
	return true
}
