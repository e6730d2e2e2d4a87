package award

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/numeral"
)

// agent says who received and who gave what a verb speaks of.
type agent struct {
	recipient   string
	granter     string
	granterSpan text.Span
	active      bool // the recipient is the verb's object: 授予我村…
}

// agent reads the text left of verb v.
func (f *finder) agent(v *match.Token, left text.Span, end int) agent {
	if f.zh {
		return f.agentZH(v, left)
	}
	return f.agentEN(v, left, end)
}

var (
	// passive parts the recipient from the granter.
	passive = lazy(`(被|由|经过)|(经)(?:省|市|县|区|国|上|教|中|评|审|专|组|院|校|公)`)
	// circumstance begins what is neither, as cue.circumstance does.
	circumstance = lazy(`代表[^队团]|因(?:其|为|工作|表现|成绩)|自(?:[\d一二两三四五六七八九十]|从|成立|建|开)|于\d|(?:20|19)\d\d|\d+月|(?:20|1)?[xX×*]{2,4}年|第[一二三四五六七八九十\d]+次`)
	// often ends what is said of a verb, as cue.beforeVerb does.
	often = lazy(`(?:连续第?.{1,6}?(?:年|届|次|个年度|学年|季度)|第[一二三四五六七八九十\d]+次|[\d一二两三四五六七八九十]+次|,|:|\s|-|—|·)$`)
	// timeZH begins a clause, as cue.leadIn does.
	timeZH = lazy(`^(?:(?:(?:20|19)\d\d|(?:20)?[xX×*]{2,4})(?:-\d{4})?(?:年度?|学年)(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月(?:\d{1,2}日|份)?|近[一二三两四五\d]+年来?|[一二三两四五\d]+年来|、|,|:|\s|-|—|·|\*\*)+`)
	score  = lazy(`^(?:团体|个人|综合|集体)?(?:总|得|积)分?$`)
)

func (f *finder) agentZH(v *match.Token, left text.Span) agent {
	var a agent
	t := f.s.Text(left)
	subject := t
	verb := f.s.Text(v.Span)
	var m []int
	if (v.Term.ID == "named" || v.Term.ID == "given" || v.Term.ID == "select") && beginsPassive.Index(t) >= 0 {
		m = passive().FindStringSubmatchIndex(t)
	}
	if m != nil {
		subject = t[:m[0]]
		behind := max(m[3], m[5]) // the marker
		a.granterSpan = span(left.Start+behind, left.End)
		a.granter = strings.TrimSpace(f.trimAdverbs(t[behind:]))
		a.granter = strings.TrimSuffix(a.granter, "联合")
	} else if v.Term.ID == "given" && !strings.HasPrefix(verb, "被") && !strings.HasPrefix(verb, "荣") {
		a.active = true
		a.granterSpan, a.granter = left, f.trimAdverbs(f.withoutTime(t))
		if f.last.known && strings.TrimSpace(a.granter) == "" {
			a.active = false
		}
		return a
	}
	a.recipient = f.recipientZH(subject)
	if a.recipient == "" {
		a.recipient = f.inherited(left.Start)
	}
	return a
}

// trimAdverbs returns Chinese t without what is said of the verb behind it.
func (f *finder) trimAdverbs(t string) string {
	for {
		end := len(t) - f.cue.beforeVerb.Suffix(t)
		if endsOften.Ends(t) {
			if m := often().FindStringIndex(t); m != nil {
				end = min(end, m[0])
			}
		}
		if end == len(t) {
			return t
		}
		t = t[:end]
	}
}

// circumstances returns where in Chinese t the circumstances begin, or -1.
func (f *finder) circumstances(t string) int {
	at := f.cue.circumstance.Index(t)
	if m := indexFrom(circumstance(), beginsCircumstance, t); m != nil && (at < 0 || m[0] < at) {
		return m[0]
	}
	return at
}

// winsNothing reports whether t, the subject of a sentence, is nobody who could
// receive an honour.
func (f *finder) winsNothing(t string) bool {
	return score().MatchString(t) || f.cue.noRecipient.Are(t) || f.cue.noRecipientEnd.End(t)
}

// recipientZH returns who the Chinese text before a verb names, or "".
func (f *finder) recipientZH(t string) string {
	t = strings.TrimLeft(t, " ,、-—·:)")
	if rest := f.withoutTime(t); rest != "" {
		t = rest
	}
	t = strings.TrimPrefix(strings.TrimPrefix(t, "其"), "所在的") // 所在网格
	t = strings.TrimPrefix(t, "所在")
	if at := f.circumstances(t); at >= 0 {
		t = t[:at]
	}
	t = strings.TrimSpace(f.trimAdverbs(f.withoutTime(t)))
	t = strings.Trim(t, " ,、")
	if m := having().FindStringSubmatch(t); m != nil {
		t = m[1]
	}
	t = t[f.cue.founded.Prefix(t):]
	if f.winsNothing(t) || utf8.RuneCountInString(t) > 30 {
		return ""
	}
	if !strings.ContainsFunc(t, unicode.IsLetter) {
		return ""
	}
	return personZH(f, t)
}

// having matches who has how many that won: 社区共有2户家庭.
var having = lazy(`(?:共?有|其中)(\d.*)$`)

// personZH leaves out the post in front of a person's name, and the polite
// word behind it.
func personZH(f *finder, t string) string {
	if s := t[:len(t)-f.cue.polite.Suffix(t)]; utf8.RuneCountInString(s) >= 2 && !counted().MatchString(s) {
		t = s
	}
	best := 0
	for i := range t {
		f.p.Lexicon.Match(t[i:], func(term *lexicon.Term, n int) {
			if term.Class == f.post && term.ID != "-" {
				if rest := utf8.RuneCountInString(t[i+n:]); rest >= 2 && rest <= 4 {
					best = max(best, i+n)
				}
			}
		})
	}
	if rest := t[best:]; best > 0 && !strings.ContainsAny(rest, "、的会队组室委部站所校院班团馆科店") {
		return rest
	}
	return t
}

var counted = lazy(`[\d一二三四五六七八九十两几多][名位个]?$`)

// inherited returns the recipient of an award whose own clause names none.
func (f *finder) inherited(clause int) string {
	if f.last.known {
		return f.last.recipient
	}
	first := f.s.Clause(f.s.Start)
	if first.End >= clause {
		return ""
	}
	for at := f.s.Start; at < clause; {
		c := f.s.Clause(at)
		t := f.withoutTime(strings.TrimSpace(f.s.Text(c)))
		at = c.End + 1
		behind := f.circumstances(t)
		switch {
		case t == "":
			continue
		case behind > 0:
			return f.recipientZH(t)
		case named().MatchString(t):
			return named().FindStringSubmatch(t)[1]
		case f.posted(c) != "":
			return f.posted(c)
		case behind < 0 && utf8.RuneCountInString(t) <= 10 && !f.cue.predicate.In(t) && !idiom().MatchString(t):
			return f.recipientZH(t)
		}
		if own := t[:f.ownUnit(t)]; own != "" {
			return own
		}
	}
	return ""
}

// ownUnit returns the length of the name that the unit that reports has for
// itself, with which t begins, or 0: 我校.
func (f *finder) ownUnit(t string) int {
	if our := len(ourZH().FindString(t)); our > 0 {
		if n := f.cue.ownNoun.Prefix(t[our:]); n > 0 {
			return our + n
		}
	}
	return f.cue.ownUnit.Prefix(t)
}

var ourZH = lazy(`^[我该本]`)

// idiom matches a short clause that tells what someone did or how.
var idiom = lazy(`^[一三千万百不无]|而|如|不|着|了|地|得|为|于`)

// posted returns the person whom a post in clause c stands before, where more
// is said of the person: 班长王某某带病坚守.
func (f *finder) posted(c text.Span) string {
	w := f.final(f.post, c)
	if w == nil || f.quoted(w.Start) {
		return ""
	}
	rest := f.s.Text(span(w.End, c.End))
	runes := []rune(rest)
	if len(runes) < 4 || !f.cue.surname.Begin(rest) || f.s.Words.Border(w.End) && !f.s.Words.Border(w.End+utf8.RuneLen(runes[0])) {
		return ""
	}
	two, three := w.End+len(string(runes[:2])), w.End+len(string(runes[:3]))
	switch {
	case f.s.Words.Border(three):
		return string(runes[:3])
	case f.s.Words.Border(two):
		return string(runes[:2])
	}
	return ""
}

// named matches a clause whose subject is a person.
var named = lazy(`^(\p{Han}{2,4}?)(?:同志|老师)`)

// object returns the recipient behind an active verb, and where the titles begin.
func (f *finder) object(v *match.Token, end int) (string, int) {
	t := f.s.Doc.Text
	if f.zh {
		stop := v.End
		for stop < end && f.quoteAt(stop) < 0 && !strings.HasPrefix(t[stop:], "为") {
			if f.s.At(f.levels, stop) != nil || f.s.At(f.merit, stop) != nil && stop > v.End {
				break
			}
			_, size := utf8.DecodeRuneInString(t[stop:])
			stop += size
		}
		who := strings.TrimSpace(f.s.Text(span(v.End, min(stop, end))))
		if who == "" || stop >= end || strings.HasPrefix(who, "的") || utf8.RuneCountInString(who) > 24 {
			return "", 0
		}
		return personZH(f, who), stop
	}
	m := objectEN().FindStringSubmatchIndex(t[v.End:end])
	if m == nil {
		return "", 0
	}
	who := t[v.End+m[2] : v.End+m[3]]
	if f.first(f.honour, span(v.End+m[2], v.End+m[3])) != nil {
		return "", 0
	}
	return who, v.End + m[3]
}

var objectEN = lazy(`^\s+([^",.;“]{2,60}?)\s+(?:as\b|the (?:honorary )?titles?\b|the honou?r|["“])`)

var (
	auxiliary = lazy(`(?i)(?:^|[\s,])(?:-|:|in (?:19|20|xx)[\dx]{2}|in xx|in xx year|for [\w ]{2,24}(?:years|year|times)|(?:two|three|four|five|\w+) times|by [^,;]{3,80})$`)
	leadInEN  = lazy(`(?i)^(?:\s|,|:|-|\*|for example|such as|among them|of which|of whom|and|but|while|in addition|moreover|at the same time|meanwhile|among which|the school has|that|this year|last year|in (?:19|20|xx)[\dx]{2}|comrade|so that|thus|also|as a result|in the past year)+(?:\s|,|$)`)
	apposed   = lazy(`(?i)^\s*(?:an?|the|who|member|secretary|director|deputy|principal|head|chief|chairman|vice)\b`)
	beEN      = lazy(`(?i)\b(?:was|were|been|be|being|is|are|got)\b`)
	byEN      = lazy(`(?i)\bby (?:the )?([^,;“"]{3,80})`)
)

func (f *finder) agentEN(v *match.Token, left text.Span, end int) agent {
	var a agent
	t := f.s.Text(left)
	verb := f.s.Text(v.Span)
	following := f.s.Text(span(v.End, end)) // up to the next verb of receiving
	passive := v.Term.ID == "named" || v.Term.ID == "given"
	if f.cue.transitive.Are(verb) && !beEN().MatchString(t) && !strings.HasPrefix(following, " as") && strings.TrimSpace(t) != "" {
		a.active, a.granter, a.granterSpan = true, f.trimEN(t), left
		return a
	}
	if m := byEN().FindStringSubmatchIndex(t); m != nil && passive { // was commended by the bureau as …
		a.granterSpan, a.granter = span(left.Start+m[2], left.Start+m[3]), strings.TrimSpace(t[m[2]:m[3]])
	} else if m := byEN().FindStringSubmatchIndex(following); m != nil && passive {
		a.granterSpan = span(v.End+m[2], v.End+m[3])
		a.granter = f.trimGranter(following[m[2]:m[3]])
	}
	a.recipient = f.personEN(f.trimEN(t))
	if nounEN().MatchString(t) && strings.EqualFold(verb, "win") { // and a happy win of the second prize
		a.recipient = ""
	}
	explained, at := t, left.Start
	if f.trimEN(t) == "" && at > f.s.Start && !f.frontedEN(t) { // Ann Hill, the clerk, won
		c := f.s.Clause(at - 1)
		explained, at = f.s.Text(c), c.Start
	}
	switch name := f.apposition(at); {
	case name != "" && apposed().MatchString(explained):
		a.recipient = f.personEN(name)
	case a.recipient == "":
		a.recipient = f.inheritedEN(left.Start)
	}
	if f.winsNothing(a.recipient) || strings.Trim(a.recipient, " ().0123456789") == "" { // 2. Won the title …
		a.recipient = ""
	}
	return a
}

// apposition returns the name in the clause before i, if the one that starts
// there may explain it, or "".
func (f *finder) apposition(i int) string {
	if i <= f.s.Start {
		return ""
	}
	c := f.s.Clause(i - 1)
	t := strings.TrimSpace(leadInEN().ReplaceAllString(strings.TrimSpace(f.s.Text(c)), ""))
	if c.Start < f.done && !personName().MatchString(t) {
		return ""
	}
	if t == "" || len(strings.Fields(t)) > 5 || f.frontedEN(t) || t[0] < 'A' || t[0] > 'Z' {
		return ""
	}
	return t
}

// trimGranter returns the name with which t begins.
func (f *finder) trimGranter(t string) string {
	if i := f.cue.afterGranter.Index(t); i > 0 {
		t = t[:i]
	}
	if i := strings.Index(t, " in 20"); i > 0 {
		t = t[:i]
	}
	return strings.TrimRight(strings.TrimSpace(t), ".")
}

// frontedEN reports whether an English clause begins with what names no recipient.
func (f *finder) frontedEN(t string) bool { return f.cue.fronted.Begin(strings.TrimLeft(t, " \t\n")) }

// trimEN returns who the English text before a verb names, or "".
func (f *finder) trimEN(t string) string {
	t = strings.TrimSpace(t)
	for {
		end := len(t) - f.cue.beforeVerb.Suffix(t)
		if end > 0 && !strings.ContainsRune(" ,", rune(t[end-1])) { // well-being
			end = len(t)
		}
		if m := auxiliary().FindStringIndex(t); m != nil {
			end = min(end, m[0])
		}
		if end == len(t) {
			break
		}
		t = strings.TrimRight(t[:end], " ,")
	}
	t = leadInEN().ReplaceAllString(t, "")
	t = strings.Trim(t, " ,:-*\"“”")
	if len(t) > 90 || f.frontedEN(t) {
		return ""
	}
	t = clauseSubject().ReplaceAllString(t, "")
	if i := strings.LastIndex(t, " that "); i >= 0 { // announced that the choir had been …
		t = t[i+len(" that "):]
	}
	if m := predicate().FindStringIndex(t); m != nil {
		t = t[:m[0]]
	}
	if i := strings.LastIndex(t, " and "); i >= 0 && verbEN().MatchString(t[i+5:]) {
		return ""
	}
	return t
}

var (
	clauseSubject = lazy(`^(?:which|that|who) `)
	predicate     = lazy(`(?i)\s(?:(?:was|were|has|have|had|is|are|took|won|made|held|went|came|gave|set)\b|\w{2,}ed (?:the|an?|for|in|by|to|at|on|with|his|her|its|their|our|\d+)\b)`)
)

// personEN leaves out the posts in front of a person's name.
func (f *finder) personEN(t string) string {
	if m := ownWork().FindStringSubmatch(t); m != nil {
		return m[1]
	}
	name := t
	for name != "" {
		size := 0
		f.p.Lexicon.Match(name, func(term *lexicon.Term, n int) {
			if term.Class == f.post && term.ID != "-" {
				size = n
			}
		})
		if size == 0 || size >= len(name) {
			break
		}
		name = strings.TrimLeft(name[size:], " ")
	}
	if who, _, ok := strings.Cut(name, " of "); ok && personName().MatchString(who) {
		return who
	}
	if personName().MatchString(name) {
		return name
	}
	return t
}

// nounEN is what makes the verb after it a noun.
var nounEN = lazy(`(?i)\b(?:an?|the|this|great|happy) (?:\w+ )?$`)

// ownWork matches whose work it is that won: our union's “Song”.
var ownWork = lazy(`^([^"“”]{3,40}?)'s ["“][^"”]*$`)

var personName = lazy(`^[A-Z][\w'-]+(?: [A-Z][\w'-]+){1,3}(?: and [A-Z][\w'-]+(?: [A-Z][\w'-]+){1,3})?$`)

// inheritedEN returns the recipient of an award whose clause names none: that
// of the award before, or the subject that the sentence begins with.
func (f *finder) inheritedEN(clause int) string {
	if f.last.known {
		return f.last.recipient
	}
	for at := f.s.Start; at < clause; {
		c := f.s.Clause(at)
		at = c.End + 1
		t := strings.TrimSpace(leadInEN().ReplaceAllString(f.s.Text(c), ""))
		if t == "" || f.frontedEN(t) {
			continue
		}
		if m := finiteEN().FindStringIndex(t); m != nil && m[0] > 0 {
			return f.personEN(strings.TrimSpace(t[:m[0]]))
		}
		if len(strings.Fields(t)) <= 6 {
			return t
		}
	}
	return ""
}

var finiteEN = lazy(`(?i)\s(?:was|were|has|have|had|is|are|\w{2,}ed|took|won|made|held|went|came|gave|set)\b`)

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
		if l, ok := f.contestLevel(span(min(f.open, v.Start), v.Start)); ok {
			return l
		}
		if l, ok := f.contestLevel(span(it.end, f.s.Clause(it.end).End)); ok && !f.zh {
			return l
		}
	}
	if granter.Len() > 0 {
		if l, ok := f.levelIn(granter, false); ok {
			return l
		}
	}
	if it.giver.Len() > 0 { // 荣获省总工会颁发的“…”
		if l, ok := f.levelIn(it.giver, false); ok {
			return l
		}
	}
	if !it.prize {
		if l, ok := f.contestLevel(left); ok {
			return l
		}
		if c := f.contestOf(span(f.open, v.Start)); c.Len() > 0 && f.done == f.s.Start {
			if l, ok := f.levelIn(c, false); ok {
				return l
			}
		}
		if !f.zh && ofSchool().MatchString(f.s.Text(span(it.end, f.s.End))) {
			return "school"
		}
		if m := issuedEN().FindStringIndex(f.s.Text(span(it.end, f.s.End))); m != nil && !f.zh {
			if l, ok := f.levelIn(span(it.end, it.end+m[1]), false); ok {
				return l
			}
		}
		if m := inLevelEN().FindStringIndex(f.s.Text(span(it.end, f.s.End))); m != nil && !f.zh {
			if l, ok := f.levelIn(span(it.end, it.end+m[1]), false); ok {
				return l
			}
		}
		return ""
	}
	if (f.done > f.s.Start || f.further) && f.first(f.contest, it.name) == nil {
		return f.last.level
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

// foundWord is a term that stands somewhere, whether or not words end there.
type foundWord struct {
	text.Span
	id string
}

// words returns the terms of class c in s. The tokens of the sentence do not
// do: a dictionary word such as 全国工会 would hide 全国.
func (f *finder) words(c lexicon.Class, s text.Span) []foundWord {
	var found []foundWord
	t := f.s.Doc.Text
	for i := s.Start; i < s.End; {
		id, size := "", 0
		if i == s.Start || !text.IsLatin(t[i]) || !text.IsLatin(t[i-1]) {
			f.p.Lexicon.Match(t[i:s.End], func(term *lexicon.Term, n int) {
				if term.Class == c {
					id, size = term.ID, n
				}
			})
		}
		if size > 0 && id != "-" {
			found = append(found, foundWord{span(i, i+size), id})
		}
		if size == 0 {
			_, size = utf8.DecodeRuneInString(t[i:])
		}
		i += size
	}
	return found
}

// first returns the first term of class c in s, or nil.
func (f *finder) first(c lexicon.Class, s text.Span) *foundWord {
	if w := f.words(c, s); len(w) > 0 {
		return &w[0]
	}
	return nil
}

// final returns the last term of class c in s, or nil.
func (f *finder) final(c lexicon.Class, s text.Span) *foundWord {
	if w := f.words(c, s); len(w) > 0 {
		return &w[len(w)-1]
	}
	return nil
}

// endsOn reports whether a term of class c ends s.
func (f *finder) endsOn(c lexicon.Class, s text.Span) bool {
	w := f.final(c, s)
	return w != nil && w.End == s.End
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

// repeats is how often the honours of a list were won.
type repeats struct {
	n    int
	last bool // whether it stands behind the list, so that it is said of the last prize in it
}

// of returns the number as a value, for the last title of the list or one
// before it; "" where it is not stated.
func (t repeats) of(last bool) string {
	if t.n < 2 || t.last && !last {
		return ""
	}
	return strconv.Itoa(t.n)
}

// times says how often an honour was won: from the words before the verb,
// between it and the titles, and behind these, which end at end.
func (f *finder) times(left, lead text.Span, end int) repeats {
	right := f.s.Text(span(end, f.s.Clause(end).End))
	if f.zh {
		n := 0
		if t := f.s.Text(left); beginsTimes.Index(t) >= 0 {
			n = timesIn(timesZH(), t)
		}
		if n == 0 {
			n = timesIn(timesAfterZH(), right)
		}
		return repeats{n: n}
	}
	if n := timesIn(timesEN(), right); n > 0 {
		return repeats{n: n, last: true}
	}
	if n := timesIn(timesEN(), f.s.Text(left)); n > 0 {
		return repeats{n: n}
	}
	return repeats{n: timesIn(timesEN(), f.s.Text(lead))}
}

var (
	timesZH      = lazy(`(?:连续|蝉联|连)第?([\d一二两三四五六七八九十]+)(?:个)?(?:年|届|次|年度|学年|季度|度)|第([\d一二三四五六七八九十]+)次$|([\d一二两三四五六七八九十]+)(?:次|度)(?:被|荣|获|$)`)
	timesAfterZH = lazy(`^(?:称号|荣誉|等)*\s*([\d一二两三四五六七八九十]+)(?:连冠|次)|^.{0,6}?([二三四五六七八九十])连冠`)
	timesEN      = lazy(`(?i)\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2})(?:th|rd|nd)? (?:\w+ )?(?:consecutive |successive |straight )?(?:years?|times?|terms?)(?: running| in a row| in succession)?\b|\b(twice)\b`)
)

func timesIn(re *regexp.Regexp, t string) int {
	for _, m := range re.FindAllStringSubmatch(t, -1) {
		for _, g := range m[1:] {
			if n := smallNumber(strings.ToLower(g)); n > 0 {
				return n
			}
		}
	}
	return 0
}

var ordinals = map[string]int{"twice": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}

// smallNumber reads a whole number under a hundred; 0 if w is none.
func smallNumber(w string) int {
	if n := ordinals[w]; n > 0 {
		return n
	}
	n, length := numeral.Prefix(w)
	if w == "" || length != len(w) || n.Value.Scale > 0 || n.Value.Coef < 1 || n.Value.Coef > 99 || n.IsRange() {
		return 0
	}
	return int(n.Value.Coef)
}

// year returns the year that the clause left of a verb names, or the date that
// begins the sentence, or "".
func (f *finder) year(s text.Span) string {
	if m := dated().FindStringSubmatch(f.s.Text(span(f.s.Start, s.Start))); m != nil && f.done == f.s.Start {
		return firstOf(m[1], m[2])
	}
	all := yearOf().FindAllStringSubmatch(f.s.Text(s), -1)
	if len(all) != 1 {
		return ""
	}
	return all[0][1] + all[0][2]
}

var dated = lazy(`^\s*(?:((?:19|20)\d\d)年(?:\d{1,2}月(?:\d{1,2}日)?)?|In ((?:19|20)\d\d)),$`)

var yearOf = lazy(`((?:19|20)\d\d)年|(?i)\b(?:in|of) ((?:19|20)\d\d)\b`)
