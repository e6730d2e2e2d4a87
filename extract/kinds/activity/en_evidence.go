package activity

import (
	"regexp"
	"strings"

	"zongjie/extract/match"
	"zongjie/extract/text"
)

// enName is a name that was read around an event noun, and what stands around it.
type enName struct {
	text.Span
	head  *match.Token // the event noun
	verb  *match.Token // that governs it, or nil
	times *match.Token // how often it was held, or nil

	passive  *match.Token // the verb of holding behind it, or nil
	strong   bool         // the noun names an event by itself
	modified bool         // words stand before the noun
	longer   bool         // or behind it
	capital  bool         // they are written as names are
	quoted   bool         // a name of its own in quotation marks stands before the noun
	inside   bool         // or around it
}

// evidence returns the rule by which n is an activity, or "".
func (e *enSentence) evidence(n enName) string {
	n.passive = e.passive(n.End)
	n.strong = n.head.Is(e.event)
	acronym, words := e.acronym(n.head), e.words(n.head.Span) > 1
	n.longer = n.modified || n.End > n.head.End || acronym || words && (n.head.Term.ID == "ceremony" || capitalised.MatchString(e.s.Text(n.head.Span)))
	n.capital = acronym || e.capitals(text.Span{Start: n.Start, End: n.head.End})
	switch {
	case e.vetoed(n):
		return ""
	case n.head.Is(e.titled):
		if (n.quoted || n.capital && n.modified) && (n.verb != nil || n.passive != nil || n.quoted && n.strong) {
			return ruleQuoted
		}
		if n.capital && n.modified && (e.cue.celebrated.Are(e.s.Text(e.wordBefore(n.Start))) || e.cue.outing.Are(e.s.Text(n.head.Span)) && (e.subject(n.Span) || e.there(n.Span))) {
			return ruleNamed
		}
		return ""
	case e.weakVerb(n):
		if n.verb.Term.ID == "receive" && n.head.Term.ID == "inspection" && n.longer ||
			n.verb.Term.ID == "organise" && n.head.Term.ID == "training" && n.longer ||
			n.head.Term.ID == "campaign" && n.modified {
			return ruleHeld
		}
		n.verb = nil
	}
	if n.verb != nil {
		if rule, ok := e.byVerb(n); ok {
			return rule
		}
	}
	return e.byItself(n)
}

// vetoed reports whether n is no name of an activity, whatever governs it.
func (e *enSentence) vetoed(n enName) bool {
	only := n.inside && n.End-n.head.End <= len("”") && n.passive == nil // a quotation
	if only && (n.verb == nil || n.verb.Term.ID != "hold" || strings.Contains(e.s.Text(n.Span), ",")) {
		return true
	}
	if n.head.Is(e.titled) && e.month(n.head.Span) && dated.MatchString(e.s.Text(n.Span)) { // 5th March
		return true
	}
	if b := e.s.Ending(e.border, n.head.End); b != nil && b.Term.ID == "verb" {
		return true
	}
	if denial.MatchString(e.s.Doc.Text[n.End:e.s.End]) || e.denied(n.Start) || e.plenary(n) {
		return true
	}
	return e.prize && !e.heldHere(n) && e.prizeBeside(n.Span) || e.generic(n) || e.mentioned(n) || e.spirit(n.Span) || e.acts(n.head) || e.slogan(n.Span)
}

// denied reports whether the words before at say that there was no such event: this
// is not a meeting.
func (e *enSentence) denied(at int) bool {
	end := e.trimLeft(at)
	return e.cue.denied.End(e.lower(text.Span{Start: max(e.s.Start, end-len(" rather than a ")), End: end}))
}

// denial is behind an event that did not come about.
var denial = regexp.MustCompile(`^ (?:was|were|could|did|will|has|have|is|are) (?:not|never) (?:be |been )?(?:held|take|taken|organi[sz]ed|conducted|convened|hosted|carried|launched)\b`)

// plenary reports whether n is a session of a congress or a committee that the text
// only refers to: the spirit of the 3rd Plenary Session.
func (e *enSentence) plenary(n enName) bool {
	if !strings.Contains(e.lower(n.Span), "plenary session") || n.passive != nil {
		return false
	}
	return n.verb == nil || n.verb.Term.ID != "hold" && n.verb.Term.ID != "attend" || e.words(text.Span{Start: n.verb.End, End: max(n.verb.End, n.Start)}) > 2
}

// dated is in the name of a day, not in that of a march.
var dated = regexp.MustCompile(`[0-9]`)

// capitalised is a noun of several words, each with a capital: Silent Auction.
var capitalised = regexp.MustCompile(`^[A-Z][a-z'-]*(?: [A-Z][a-z'-]*)+$`)

// weakVerb reports whether the verb of n has many objects that are no events, and
// nothing but a weak noun says that this one is.
func (e *enSentence) weakVerb(n enName) bool {
	if n.verb == nil || n.strong || n.quoted || n.capital {
		return false
	}
	if strings.HasPrefix(e.lower(n.verb.Span), "had ") {
		return n.times == nil
	}
	return n.verb.Term.ID == "start" || n.verb.Term.ID == "organise" || n.verb.Term.ID == "receive"
}

// byVerb returns the rule by which the verb makes n an activity, "" if it shows
// that n is none; ok is false if it says nothing.
func (e *enSentence) byVerb(n enName) (rule string, ok bool) {
	switch id := n.head.Term.ID; {
	case n.strong && n.verb.Term.ID == "start" && !n.capital && !n.quoted && id != "campaign":
		return "", true
	case n.strong && e.close(n.verb, n.Span):
		return ruleHeld, true
	case n.quoted:
		return ruleQuoted, true
	case n.strong:
		return "", false
	case n.verb.Term.ID == "attend" && id == "inspection",
		id == "study" && strings.HasPrefix(e.lower(n.verb.Span), "receive"): // a deep education
		return "", true
	case !e.close(n.verb, n.Span):
		return "", false
	case n.times != nil && id != "study" && id != "campaign":
		return ruleTimes, true
	case n.longer && (n.modified || id != "study"):
		return ruleHeld, true
	}
	return "", false
}

// byItself returns the rule by which n is an activity without a verb before it, or "".
func (e *enSentence) byItself(n enName) string {
	words := e.words(n.head.Span) > 1
	switch {
	case n.passive != nil && (n.longer || n.strong && (n.times != nil || e.words(n.head.Span) > 1)):
		return rulePassive
	case n.passive != nil && n.times != nil:
		return ruleTimes
	case n.quoted && n.modified && (n.strong || n.head.Term.ID == "campaign" || n.head.Term.ID == "contest"):
		return ruleQuoted
	case n.strong && n.times != nil:
		return ruleTimes
	case e.renews(e.s, n.head):
		return ruleVisit
	case n.strong && n.longer && (n.capital || e.subject(n.Span)), n.strong && (n.longer || words) && (e.there(n.Span) || e.itemised(n.Span)):
		return ruleNamed
	case n.head.Term.ID == "lecture" && e.speaker(n):
		return ruleNamed
	}
	return ""
}

// speaker reports whether n says who gave a talk: presentation by Ann Lee.
func (e *enSentence) speaker(n enName) bool {
	return strings.HasPrefix(e.s.Doc.Text[n.head.End:max(n.head.End, n.End)], " by ")
}

// verb returns the verb of holding whose reach goes up to at, or nil.
func (e *enSentence) verb(at int) *match.Token {
	var verb *match.Token
	for i := range e.s.Tokens {
		t := &e.s.Tokens[i]
		if t.Start >= at {
			break
		}
		if t.Term == nil || t.End > at {
			continue
		}
		if _, in := text.Around(e.quotes, t.Start); in {
			continue
		}
		switch {
		case t.Is(e.hold) && t.Term.ID != "-" && !e.nominal(t):
			if strings.HasPrefix(e.lower(t.Span), "had ") && t.End != e.trimLeft(at) { // so many other things
				continue
			}
			verb = t
			if e.cue.unheld.Are(e.lower(e.wordBefore(t.Start))) || e.follow(t.End, "by") || e.state(t) || strings.HasSuffix(e.lower(t.Span), " place") { // held by X, open for X
				verb = nil
			}
		case t.Is(e.border) && t.Term.ID == "verb" && (verb == nil || t.Start >= verb.End) && !e.adjective(t):
			verb = nil
		}
	}
	if verb != nil && strings.ContainsAny(e.s.Doc.Text[verb.End:at], ":") {
		return nil
	}
	return verb
}

// follow reports whether the word w stands behind offset at.
func (e *enSentence) follow(at int, w string) bool {
	return e.lower(e.word(e.skip(at))) == w
}

// state reports whether the verb t is an adjective: the hall was open.
func (e *enSentence) state(t *match.Token) bool {
	if e.lower(t.Span) != "open" {
		return false
	}
	switch e.lower(e.wordBefore(t.Start)) {
	case "is", "are", "was", "were", "be", "been", "remain", "remained", "stay", "stayed":
		return true
	}
	return false
}

// adjective reports whether the verb t stands after a determiner.
func (e *enSentence) adjective(t *match.Token) bool {
	w := e.wordBefore(t.Start)
	switch e.lower(w) {
	case "the", "a", "an", "of":
		return true
	}
	return false
}

// passive returns the verb of holding in "was held" after at, or nil.
func (e *enSentence) passive(at int) *match.Token {
	i := e.skip(at)
	be := false
	for n := 0; n < 7 && i < e.s.End; n++ {
		w := e.word(i)
		if w.Len() == 0 {
			return nil
		}
		switch e.lower(w) {
		case "was", "were", "is", "are", "be", "been":
			be = true
		case "not", "cannot", "never":
			return nil
		}
		if h := e.s.At(e.hold, i); h != nil && h.Term.ID != "-" {
			if be || e.cue.opened.Are(e.s.Text(h.Span)) || n == 0 && e.cue.participle.Are(e.s.Text(h.Span)) && e.counted(at) {
				return h
			}
			return nil
		}
		if b := e.s.At(e.border, i); b != nil && !be && b.Term.ID == "verb" {
			return nil
		}
		i = e.skip(w.End)
	}
	return nil
}

// counted reports whether a number stands right before the noun that ends at at.
func (e *enSentence) counted(at int) bool {
	return e.number(e.wordBefore(e.wordBefore(at).Start)) != nil
}

// prizeBeside reports whether the prize that the sentence tells of is more than a
// word in name: the county championships.
func (e *enSentence) prizeBeside(name text.Span) bool {
	return e.cue.prize.In(e.s.Text(text.Span{Start: e.s.Start, End: name.Start})) || e.cue.prize.In(e.s.Text(text.Span{Start: name.End, End: e.s.End}))
}

// heldHere reports whether the unit held the event itself, so that a prize won in
// another does not matter.
func (e *enSentence) heldHere(n enName) bool {
	if n.passive != nil {
		return n.passive.Term.ID == "hold"
	}
	return n.verb != nil && n.verb.Term.ID == "hold" &&
		!e.cue.prize.In(e.s.Text(text.Span{Start: e.s.Clause(n.verb.Start).Start, End: e.s.Clause(n.End).End}))
}

// close reports whether nothing but a list stands between verb and name.
func (e *enSentence) close(verb *match.Token, name text.Span) bool {
	between := e.s.Text(text.Span{Start: verb.End, End: max(verb.End, name.Start)})
	if strings.ContainsAny(between, ";.") || strings.Contains(between, " by ") {
		return false
	}
	n := len(strings.Fields(between))
	if strings.HasSuffix(between, " to ") { // organized the members to go to X to do Y
		return n <= 16
	}
	return n <= 8 || strings.ContainsAny(between, ",") && n <= 30 || strings.Contains(between, " and ") && n <= 20
}

// capitals reports whether the words of a name before its noun are written
// with capitals, as in names of their own.
func (e *enSentence) capitals(span text.Span) bool {
	n := 0
	for _, w := range strings.Fields(e.s.Text(span)) {
		if w[0] >= 'A' && w[0] <= 'Z' {
			n++
		}
	}
	return n >= 2 || n == 1 && span.Start > e.s.Start && e.words(span) == 2
}

// acronym reports whether head is written as one: AGM.
func (e *enSentence) acronym(head *match.Token) bool {
	t := e.s.Text(head.Span)
	return len(t) >= 3 && t == strings.ToUpper(t)
}

// itemBegins reports whether nothing but the sign of a list item stands before at in
// its sentence.
func (e *enSentence) itemBegins(at int) bool {
	return strings.Trim(e.s.Text(text.Span{Start: e.s.Start, End: at}), " *-"+bullets) == ""
}

// itemised reports whether name is what an item of a list tells of: • a morning tea.
func (e *enSentence) itemised(name text.Span) bool {
	w := e.wordBefore(name.Start)
	switch e.lower(w) {
	case "a", "an", "our":
		return w.Start > e.s.Start && e.itemBegins(w.Start)
	}
	return false
}

// subject reports whether name begins its clause, as what a sentence is about.
func (e *enSentence) subject(name text.Span) bool {
	w := e.wordBefore(name.Start)
	if t := e.lower(w); (t == "a" || t == "an") && !e.itemBegins(w.Start) && e.wordBefore(w.Start).Len() == 0 {
		return false // explains what stands before the comma
	}
	for w.Len() > 0 {
		for _, a := range e.found {
			if a.s == e.s && a.name.End == w.End {
				return true
			}
		}
		switch e.lower(w) {
		case "of":
			return e.cue.duration.Are(e.s.Text(e.wordBefore(w.Start)))
		case "the", "a", "an", "our", "in", "at", "during", "this", "and", "through", "s":
			w = e.wordBefore(w.Start)
			continue
		}
		return false
	}
	return true
}

// there reports whether the text tells what happened at the event name.
func (e *enSentence) there(name text.Span) bool {
	w := e.wordBefore(name.Start)
	switch e.lower(w) {
	case "the", "a", "an", "our", "their", "its":
		w = e.wordBefore(w.Start)
	}
	return e.lower(w) == "at"
}

// generic reports whether n names no event of its own: activities, a contest
// of the workers that the text spoke of before, or visitors that came.
func (e *enSentence) generic(n enName) bool {
	switch lower := e.lower(n.Span); {
	case e.cue.bare.Are(lower):
		return true
	case strings.HasSuffix(lower, " big game"): // 大局, the whole situation
		return true
	case n.modified && e.sorts(text.Span{Start: n.Start, End: n.head.Start}) && n.End == n.head.End:
		return true
	case e.cue.occasion.Are(lower) && lower != "games": // training, 20 sessions
		return true
	}
	if n.verb == nil {
		return false
	}
	if n.head.Term.ID == "visit" && strings.HasPrefix(e.lower(n.verb.Span), "receive") {
		return true
	}
	of, ok := strings.CutPrefix(e.s.Text(text.Span{Start: n.head.End, End: max(n.head.End, n.End)}), " of the ")
	if !ok || n.Start != n.head.Start || n.verb.Term.ID != "attend" {
		return false
	}
	who := e.s.Ending(e.border, n.End)
	return who != nil && who.Term.ID == "who" && len(strings.Fields(of)) == 1
}

// sorts reports whether the words of span only say of what sort an event was: other
// activities, the biggest fundraisers.
func (e *enSentence) sorts(span text.Span) bool {
	for _, w := range strings.Fields(e.lower(span)) {
		if w != "and" && !e.cue.sort.Are(w) {
			return false
		}
	}
	return true
}

// mentioned reports whether the text only speaks of the event n: a session of
// another body that set something, "days of the festival", "competition for funds".
func (e *enSentence) mentioned(n enName) bool {
	if e.cue.body.In(e.s.Text(n.Span)) && (n.verb == nil || e.words(text.Span{Start: n.verb.End, End: max(n.verb.End, n.Start)}) > 2) {
		return true
	}
	if n.Start < n.head.Start || e.itemised(n.Span) || n.passive != nil || n.verb != nil && e.words(text.Span{Start: n.verb.End, End: max(n.verb.End, n.Start)}) <= 1 {
		return false
	}
	w := e.wordBefore(n.Start)
	return e.lower(w) == "the" && e.lower(e.wordBefore(w.Start)) == "of" && n.End == n.head.End ||
		n.verb == nil && strings.HasPrefix(e.s.Doc.Text[e.skip(n.head.End):], "for ")
}

// spirit reports whether the text speaks of the spirit of a meeting.
func (e *enSentence) spirit(name text.Span) bool {
	return e.cue.citedBefore.In(e.s.Text(text.Span{Start: max(e.s.Start, name.Start-len("the spirit of the ")), End: name.Start}))
}

// acts reports whether head is a verb: "to thoroughly study".
func (e *enSentence) acts(head *match.Token) bool {
	if !head.Is(e.occasion) {
		return false
	}
	if strings.HasPrefix(e.s.Doc.Text[e.skip(head.End):e.s.End], "at ") {
		return false // sent to study at a school
	}
	if strings.HasSuffix(e.s.Text(head.Span), "s") && determined.MatchString(e.s.Doc.Text[head.End:e.s.End]) {
		return true // each branch visits the members
	}
	w := e.wordBefore(head.Start)
	t := e.lower(w)
	return strings.HasSuffix(t, "ly") && !e.cue.adjective.Are(t) || t == "to" && head.Term.ID != "training" || t == "will" || t == "must"
}

// determined follows a word that is a verb: an article, or a number of times.
var determined = regexp.MustCompile(`^(?i: (?:the|its|their|his|her|our|an?|all|them|half|us)\b)`)

// slogan reports whether name is a quotation that begins with a number and no
// event noun stands behind it: "three sessions and one lesson".
func (e *enSentence) slogan(name text.Span) bool {
	for _, q := range e.quotes {
		if q == name {
			first := e.word(q.Start + len("\""))
			if strings.HasPrefix(e.s.Text(q), "“") {
				first = e.word(q.Start + len("“"))
			}
			return e.numeral(first) || e.number(first) != nil && text.IsDigit(e.s.Doc.Text[first.Start])
		}
	}
	return false
}
