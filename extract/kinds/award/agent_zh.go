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
	if v.Term.ID == "named" && m == nil && f.done > f.s.Start && f.last.known && !receives().MatchString(verb) && f.grants(a.recipient) {
		a.granter, a.granterSpan, a.recipient = a.recipient, left, f.last.recipient // 县税务局认定为…
	}
	if a.recipient == "" && !f.rejected(subject) {
		a.recipient = f.antecedent(left.Start)
	}
	a.recipient = f.meant(a.recipient)
	return a
}

// rejected reports whether t, the text before a verb, names what receives no
// honour, so that the clause has a subject though no recipient: 环境质量考核.
func (f *finder) rejected(t string) bool {
	return f.cue.noRecipientEnd.End(f.trimAdverbs(f.withoutTime(t)))
}

// receives begins a verb of naming whose subject cannot be who names.
var receives = lazy(`^[被获荣当]`)

// grants reports whether who, before a verb of naming behind another award, is
// the authority that names.
func (f *finder) grants(who string) bool {
	return f.cue.giver.End(who) && f.ownUnit(who) == 0
}

// passive parts the recipient from the granter.
var passive = lazy(`(被|由|经过)|(经)(?:省|市|县|区|国|上|教|中|评|审|专|组|院|校|公)`)

// recipientZH returns who the Chinese text before a verb names, or "".
func (f *finder) recipientZH(t string) string {
	t = strings.TrimLeft(t, " ,、-—·:)")
	if rest := f.withoutTime(t); rest != "" {
		t = rest
	}
	if t = strings.TrimPrefix(t, "其"); t == "中" {
		return ""
	}
	t = strings.TrimPrefix(t, "所在的") // 所在网格
	t = strings.TrimPrefix(t, "所在")
	if at := f.circumstances(t); at >= 0 {
		t = t[:at]
	}
	t = strings.TrimSpace(f.trimAdverbs(f.withoutTime(t)))
	t = strings.Trim(t, " ,、")
	if m := having().FindStringSubmatch(t); m != nil {
		t = firstOf(m[1], m[2])
	}
	t = t[f.cue.founded.Prefix(t):]
	t = strings.TrimSpace(apposedZH().ReplaceAllString(t, ""))
	if i := strings.LastIndex(t, ","); i >= 0 && !thousands().MatchString(t[i:]) { // 稳居第1,7家企业
		t = t[i+len(","):]
	}
	if n := utf8.RuneCountInString(t); n > maxRecipient && !severalNames().MatchString(t) {
		m := ledBy().FindStringSubmatch(t)
		if m == nil {
			return ""
		}
		t = m[1]
	}
	if f.winsNothing(t) || fragment().MatchString(t) || f.occasion(t) {
		return ""
	}
	if !strings.ContainsFunc(t, unicode.IsLetter) {
		return ""
	}
	return personZH(f, t)
}

// occasion reports whether Chinese t only says in what contest something was won:
// 全市质量评比中.
func (f *finder) occasion(t string) bool {
	for _, within := range [...]string{"中", "上", "里"} {
		rest, ok := strings.CutSuffix(t, within)
		if !ok {
			continue
		}
		for i := range rest {
			ends := false
			f.p.Lexicon.Match(rest[i:], func(term *lexicon.Term, n int) {
				ends = ends || term.Class == f.contest && term.ID == "contest" && i+n == len(rest)
			})
			if ends {
				return true
			}
		}
	}
	return false
}

// having matches who has how many that won: 社区共有2户家庭.
var having = lazy(`(?:共?有|其中)(\d.*)$|^(?:还|另|共)?有([一二三四五六七八九十两].*)$`)

// maxRecipient is how many code points the name of a recipient has at most, if it
// is no list of names.
const maxRecipient = 30

var (
	// apposedZH is what brackets behind a name say of it.
	apposedZH = lazy(`\((?:原|即|现|曾|以下|简称)[^()]*\)?$`)
	// thousands goes on with a number.
	thousands = lazy(`^,\d{3}`)
	// severalNames matches a list of persons' names.
	severalNames = lazy(`^(?:[^、,]{2,14}、)+[^、,]{2,24}$`)
	// ledBy matches a work and who did it.
	ledBy = lazy(`^([^“"《]{2,20}?)(?:牵头|主持|领衔|完成|研发|自主研发)的[“"《]`)
	// fragment matches words before a verb of receiving that name nobody: times,
	// and what begins with a preposition.
	fragment = lazy(`^(?:[\d xX×*、,年月度届上下半至-]+|(?:作为|继|经(?:过|[^,]{2,20}(?:评|审|核|推|批|研|申|考)\p{Han}?$)|与此同时).*|.*(?:期间|以来|时期|之际|成果丰硕))$`)
)

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

var ourZH = lazy(`^(?:本届|[我该本])`)

// posted returns the person whom a post in clause c stands before, where more
// is said of the person: 班长王某某带病坚守.
func (f *finder) posted(c text.Span) string {
	for _, w := range f.words(f.post, c) {
		if who := f.behindPost(w, c); who != "" {
			return who
		}
	}
	return ""
}

// behindPost returns the person whose name follows the post w in clause c, or "".
func (f *finder) behindPost(w foundWord, c text.Span) string {
	if f.quoted(w.Start) {
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
var circumstance = lazy(`代表[^队团]|因(?:其|为|工作|表现|成绩)|自(?:[\d一二两三四五六七八九十]|从|成立|建|开)|于\d|(?:20|19)\d\d(?:$|[^级届\d])|\d+月|(?:20|1)?[xX×*]{2,4}年|第[一二三四五六七八九十\d]+次`)

// trimAdverbs returns Chinese t without what is said of the verb behind it.
func (f *finder) trimAdverbs(t string) string {
	for {
		end := len(t) - f.cue.beforeVerb.Suffix(t)
		if counted().MatchString(t[:end]) && strings.HasPrefix(t[end:], "集体") { // 2个集体
			return t
		}
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
var timeZH = lazy(`^(?:(?:(?:20|19)\d\d|[一二][〇○零九][〇○零一二三四五六七八九]{2}|(?:20)?[xX×*]{2,4})(?:-\d{4})?(?:年度?|学年)(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月(?:\d{1,2}日|份)?|近[一二三两四五\d]+年来?|[一二三两四五\d]+年来|、|,|:|\s|-|—|·|\*\*)+`)
