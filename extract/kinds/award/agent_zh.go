package award

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
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

// passive parts the recipient from the granter.
var passive = lazy(`(被|由|经过)|(经)(?:省|市|县|区|国|上|教|中|评|审|专|组|院|校|公)`)

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

// idiom matches a short clause that tells what someone did or how.
var idiom = lazy(`^[一三千万百不无]|而|如|不|着|了|地|得|为|于`)

// named matches a clause whose subject is a person.
var named = lazy(`^(\p{Han}{2,4}?)(?:同志|老师)`)

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

// circumstances returns where in Chinese t the circumstances begin, or -1.
func (f *finder) circumstances(t string) int {
	at := f.cue.circumstance.Index(t)
	if m := indexFrom(circumstance(), beginsCircumstance, t); m != nil && (at < 0 || m[0] < at) {
		return m[0]
	}
	return at
}

// circumstance begins what is neither, as cue.circumstance does.
var circumstance = lazy(`代表[^队团]|因(?:其|为|工作|表现|成绩)|自(?:[\d一二两三四五六七八九十]|从|成立|建|开)|于\d|(?:20|19)\d\d|\d+月|(?:20|1)?[xX×*]{2,4}年|第[一二三四五六七八九十\d]+次`)

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

// often ends what is said of a verb, as cue.beforeVerb does.
var often = lazy(`(?:连续第?.{1,6}?(?:年|届|次|个年度|学年|季度)|第[一二三四五六七八九十\d]+次|[\d一二两三四五六七八九十]+次|,|:|\s|-|—|·)$`)

// withoutTime returns Chinese t without the expressions of time and the
// conjunctions with which it begins.
func (f *finder) withoutTime(t string) string {
	for {
		rest := f.cue.leadIn.Skip(t)
		if beginsTime.Begins(rest) {
			rest = rest[len(timeZH().FindString(rest)):]
		}
		if len(rest) == len(t) {
			return t
		}
		t = rest
	}
}

// timeZH begins a clause, as cue.leadIn does.
var timeZH = lazy(`^(?:(?:(?:20|19)\d\d|(?:20)?[xX×*]{2,4})(?:-\d{4})?(?:年度?|学年)(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月(?:\d{1,2}日|份)?|近[一二三两四五\d]+年来?|[一二三两四五\d]+年来|、|,|:|\s|-|—|·|\*\*)+`)
