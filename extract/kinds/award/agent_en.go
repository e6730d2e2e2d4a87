package award

import (
	"strings"

	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
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
	if m := byEN().FindStringSubmatchIndex(t); m != nil && passive && beEN().MatchString(t[:m[0]]) { // was commended by the bureau as …
		a.granterSpan, a.granter = span(left.Start+m[2], left.Start+m[3]), strings.TrimSpace(t[m[2]:m[3]])
	} else if m := byEN().FindStringSubmatchIndex(following); m != nil && passive {
		a.granterSpan = span(v.End+m[2], v.End+m[3])
		a.granter = f.trimGranter(following[m[2]:m[3]])
	}
	a.recipient = f.recipientEN(left)
	if nounEN().MatchString(t) && strings.EqualFold(verb, "win") { // and a happy win of the second prize
		a.recipient = ""
	}
	explained, at := t, left.Start
	if f.trimEN(t) == "" && at > f.s.Start && !f.frontedEN(t) { // Ann Hill, the clerk, won
		c := f.s.Clause(at - 1)
		explained, at = f.s.Text(c), c.Start
	}
	switch name := f.apposition(at); {
	case name != "" && f.cue.apposed.Begin(strings.TrimLeft(explained, " ")):
		a.recipient = f.personEN(name)
	case a.recipient == "":
		a.recipient = f.inheritedEN(left.Start)
	}
	a.recipient = f.meantEN(a.recipient)
	if strings.Count(a.recipient, "\"")%2 == 1 || f.winsNothing(a.recipient) || strings.Trim(a.recipient, " ().0123456789") == "" { // 2. Won the title …
		a.recipient = ""
	}
	return a
}

// recipientEN returns who the English text left of a verb names, or "".
func (f *finder) recipientEN(left text.Span) string {
	t := strings.TrimSpace(f.s.Text(left))
	if m := classmate().FindStringSubmatch(f.s.Text(span(f.done, left.End))); m != nil {
		return m[1]
	}
	if m := authored().FindStringSubmatch(t); m != nil {
		return f.personEN(leadInEN().ReplaceAllString(m[1], ""))
	}
	if m := work().FindStringSubmatch(t); m != nil && !f.cue.fronted.Begin(t) {
		return m[1]
	}
	who := f.personEN(f.trimEN(t))
	if m := madeBy().FindStringIndex(who); m != nil && !pronounEnd().MatchString(who[:m[0]]) { // the team he led
		who = who[:m[0]]
	}
	return who
}

var (
	// classmate matches a pupil with class and grade between commas: Ann Hill of Class 3, Grade 5.
	classmate = lazy(`([A-Z][\w'-]+(?: [A-Z][\w'-]+){1,2}) (?:of|from|in) (?:Class|Grade) [^,;]{1,12}, (?:Class|Grade) [^,;]{1,12}$`)
	// authored matches the title of a work, and whose it is: teacher Ann Hill's paper “On Reading”.
	authored = lazy(`^(?:and )?([^"“”,;:]{3,40}?)'s? (?:\w+ ){0,2}(?:papers?|thesis|theses|articles?|essays?|works?|courseware|lessons?|designs?|plans?|cases?|projects?|paintings?|compositions?|poems?) ["“]`)
	// work matches a work with its title and what more is said of it.
	work = lazy(`^((?:The|Our|This|the|our|this) [^"“”,;:]{3,60}?) (?:entitled |titled |called |named |of )?["“][^"“”]+["”]`)
	// pronounEnd ends on who did what the next verb tells.
	pronounEnd = lazy(`(?i)\b(?:he|she|it|we|they|I|you)$`)
	// madeBy ends on who made a work: the project guided by.
	madeBy = lazy(` (?:guided|compiled|hosted|undertaken|written|organi[sz]ed|led|designed|created|made|submitted|directed|edited|developed|produced|performed|presided over)(?: by .*)?$`)
)

var (
	beEN = lazy(`(?i)\b(?:was|were|been|be|being|is|are|got)\b`)
	byEN = lazy(`(?i)\bby (?:the )?([^,;“"]{3,80})`)
)

// nounEN is what makes the verb after it a noun.
var nounEN = lazy(`(?i)\b(?:an?|the|this|great|happy) (?:\w+ )?$`)

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
	auxiliary     = lazy(`(?i)(?:^|[\s,])(?:-|:|in (?:19|20|xx)[\dx]{2}|in xx|in xx year|for [\w ]{2,24}(?:years|year|times)|(?:two|three|four|five|\w+) times|by [^,;]{3,80})$`)
	leadInEN      = lazy(`(?i)^(?:\s|,|:|-|\*|for example|such as|among them|of which|of whom|and|but|while|in addition|moreover|at the same time|meanwhile|among which|the school has|that|this year|last year|in (?:19|20|xx)[\dx]{2}|comrade|so that|thus|also|as a result|in the past year)+(?:\s|,|$)`)
	clauseSubject = lazy(`^(?:which|that|who) `)
	predicate     = lazy(`(?i)\s(?:(?:` + finiteVerb + `)\b|\w{2,}ed (?:the|an?|for|in|by|to|at|on|with|his|her|its|their|our|\d+)\b)`)
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

// ownWork matches whose work it is that won: our union's “Song”.
var ownWork = lazy(`^([^"“”]{3,40}?)'s ["“][^"”]*$`)

var personName = lazy(`^[A-Z][\w'-]+(?: [A-Z][\w'-]+){1,3}(?: and [A-Z][\w'-]+(?: [A-Z][\w'-]+){1,3})?$`)

// meantEN returns the unit or person that the pronoun who stands for, if the
// sentence before tells of one, and "" if not; any other recipient is returned as
// it is.
func (f *finder) meantEN(who string) string {
	if !pronounEN().MatchString(who) {
		return who
	}
	block := f.p.Block(f.s.Block)
	at := f.place(block)
	if at == 0 {
		return ""
	}
	before := block[at-1].Text(block[at-1].Span)
	m := finiteEN().FindStringIndex(before)
	if m == nil || f.frontedEN(before) {
		return ""
	}
	subject := leadInEN().ReplaceAllString(strings.TrimSpace(before[:m[0]]), "")
	if pronounEN().MatchString(subject) || len(strings.Fields(subject)) > 6 || !properEN().MatchString(subject) {
		return ""
	}
	return f.personEN(subject)
}

var (
	pronounEN = lazy(`^(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey)$`)
	properEN  = lazy(`^(?:[A-Z][\w'-]+(?: |$)){2,6}|^(?:[Tt]he|[Oo]ur) \w`)
)

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

// finiteEN is where the subject of an English clause ends.
var finiteEN = lazy(`(?i)\s(?:` + finiteVerb + `|\w{2,}ed)\b`)

// finiteVerb matches the most frequent verbs that do not end in -ed.
const finiteVerb = `was|were|has|have|had|is|are|took|won|made|held|went|came|gave|set`
