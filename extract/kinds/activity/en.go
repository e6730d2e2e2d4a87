package activity

import (
	"regexp"
	"strings"

	"zongjie/extract/kinds/modality"
	"zongjie/extract/match"
	"zongjie/extract/text"
)

// enSentence reads the names of activities in an English sentence from their
// event nouns outwards.
type enSentence struct {
	*finder
	s      *match.Sentence
	quotes []text.Span
	prize  bool // whether it tells of a prize
}

func (f *finder) english(s *match.Sentence) {
	e := enSentence{finder: f, s: s, quotes: s.Quotations(), prize: f.cue.prize.In(s.Text(s.Span))}
	end := s.Start
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Start < end || t.Term == nil || f.p.InLabel(t.Span) {
			continue
		}
		switch t.Term.Class {
		case f.event, f.occasion, f.titled:
			if e.overlapped(t) {
				continue
			}
			if t.Term.ID != "-" {
				end = max(end, e.noun(t))
			} else {
				end = t.End
			}
		}
	}
	e.onlyQuotes()
}

// noun reports the activity that head names, if it names one, and returns
// where to read on.
func (e *enSentence) noun(head *match.Token) int {
	if longer := e.longer(head); longer != nil {
		head = longer
	}
	if e.leads(head) || e.cue.occasion.Are(e.s.Text(head.Span)) && e.startsOf(head.End) {
		return head.End
	}
	name := text.Span{Start: head.Start, End: head.End}
	q, inside := text.Around(e.quotes, head.Start)
	if inside {
		if head.End < q.End-1 && !strings.HasPrefix(e.s.Text(text.Span{Start: head.End, End: q.End}), "”") {
			return head.End
		}
		name = q
	}
	var times *match.Token
	if !e.renews(e.s, head) {
		name.Start, times = e.left(name.Start)
	}
	modified := name.Start < head.Start
	name.End = e.right(name.End, head)
	quoted := inside
	for _, q := range e.quotes {
		quoted = quoted || q.Start >= name.Start && q.End <= head.Start && e.words(text.Span{Start: q.End, End: head.Start}) <= 4
	}
	if t := e.after(name.End); times == nil && t != nil {
		times = t
	}
	verb := e.verb(name.Start)
	rule := e.evidence(head, name, verb, times, modified, quoted, inside)
	if rule == "" {
		return head.End
	}
	if q, ok := e.pair(name, head); ok { // "A" and "B" activities
		e.found = append(e.found, activity{rule: rule, s: e.s, name: q, verb: verb, modality: modality.Of(e.p, e.s, q)})
		name.Start = e.skip(q.End + len(" and"))
	}
	e.found = append(e.found, activity{rule: rule, s: e.s, name: name, head: head, verb: verb, times: times,
		people: e.people(verb), modality: modality.Of(e.p, e.s, name)})
	return name.End
}

// pair returns the first quotation of a name that joins two before a plural noun.
func (e *enSentence) pair(name text.Span, head *match.Token) (text.Span, bool) {
	if !strings.HasSuffix(e.s.Text(head.Span), "s") {
		return text.Span{}, false
	}
	for _, q := range e.quotes {
		if q.Start == name.Start && q.End < head.Start && strings.HasPrefix(e.s.Doc.Text[q.End:], " and ") && e.startsQuote(q.End+len(" and ")) {
			return q, true
		}
	}
	return text.Span{}, false
}

// startsOf reports whether "of" and another event noun follow offset at: what
// was held is then that event, 6 sessions of it.
func (e *enSentence) startsOf(at int) bool {
	if !strings.HasPrefix(e.s.Doc.Text[e.skip(at):e.s.End], "of ") {
		return false
	}
	rest := text.Span{Start: at, End: min(e.s.End, at+60)}
	return e.s.First(e.event, rest) != nil || e.s.First(e.occasion, rest) != nil
}

// overlapped reports whether an event noun begins inside the weaker noun t and
// reaches beyond it.
func (e *enSentence) overlapped(t *match.Token) bool {
	if t.Is(e.event) {
		return false
	}
	later := e.s.First(e.event, text.Span{Start: t.Start + 1, End: e.s.End})
	return later != nil && later.Start < t.End && later.End > t.End
}

// longer returns the longest event noun that starts where head does, or nil.
func (e *enSentence) longer(head *match.Token) *match.Token {
	var best *match.Token
	for i := e.s.From(head.Start); i < len(e.s.Tokens) && e.s.Tokens[i].Start == head.Start; i++ {
		t := &e.s.Tokens[i]
		if t.Is(e.event) || t.Is(e.occasion) || t.Is(e.titled) {
			if best == nil || t.End > best.End {
				best = t
			}
		}
	}
	return best
}

// leads reports whether the word after head makes another thing of it:
// "training base", or another event: "training camp".
func (e *enSentence) leads(head *match.Token) bool {
	at := e.skip(head.End)
	if at == head.End { // a hyphen or punctuation
		return at < e.s.End && e.s.Doc.Text[at] == '-'
	}
	if e.s.At(e.compound, at) != nil {
		return true
	}
	if e.s.At(e.border, at) != nil {
		return false
	}
	for _, class := range []*match.Token{e.s.At(e.event, at), e.s.At(e.occasion, at)} {
		if class != nil {
			return class.Term.ID != "-" || head.Term.ID != "campaign"
		}
	}
	return false
}

// skip returns the offset after the spaces at at.
func (e *enSentence) skip(at int) int {
	for at < e.s.End && e.s.Doc.Text[at] == ' ' {
		at++
	}
	return at
}

// wordBefore returns the word that ends before offset at, empty if a sign
// stands there.
func (e *enSentence) wordBefore(at int) text.Span {
	t := e.s.Doc.Text
	end := at
	for end > e.s.Start && t[end-1] == ' ' {
		end--
	}
	start := end
	for start > e.s.Start && (wordByte(t[start-1]) || t[start-1] == '.' && start-1 > e.s.Start && text.IsDigit(t[start-2]) && start < end && text.IsDigit(t[start])) {
		start--
	}
	for start < end && (t[start] == '-' || t[start] == '*') {
		start++
	}
	return text.Span{Start: start, End: end}
}

func wordByte(c byte) bool {
	return text.IsAlnum(c) || c == '\'' || c == '-' || c >= 0x80 || c == '&' || c == '*'
}

// maxLeft is how many words before its noun a name may have.
const maxLeft = 9

// left returns where the name begins whose noun starts at at, and the number
// of occasions before it.
func (e *enSentence) left(at int) (start int, times *match.Token) {
	start = at
	for n := 0; n < maxLeft; n++ {
		t := e.s.Doc.Text
		end := start
		for end > e.s.Start && t[end-1] == ' ' {
			end--
		}
		if q, ok := e.quoteEnding(end); ok {
			start = q.Start
			continue
		}
		w := e.wordBefore(start)
		if w.Len() == 0 || strings.HasSuffix(e.s.Text(w), "”") {
			break
		}
		if num := e.number(w); num != nil {
			if !ordinal(strings.ToLower(e.s.Text(w))) {
				if !e.month(e.wordBefore(w.Start)) {
					times = num
				}
				break
			}
		}
		if q, ok := e.quoteEnding(e.trimLeft(w.Start)); ok && e.s.Text(w) == "and" && e.startsQuote(start) {
			start = q.Start
			continue
		}
		if e.s.Text(w) == "and" && e.joins(start, w.Start) {
			start = e.wordBefore(w.Start).Start
			continue
		}
		if e.borderAt(w) {
			times = e.phases(w)
			break
		}
		start = w.Start
	}
	return start, times
}

// month reports whether w names a month, so that the number behind it is a day.
func (e *enSentence) month(w text.Span) bool {
	m := enDates.FindStringIndex(e.s.Text(w))
	return m != nil && m[0] == 0
}

// phases returns the number in "eight phases of", which ends with the word of,
// or nil.
func (e *enSentence) phases(of text.Span) *match.Token {
	if strings.ToLower(e.s.Text(of)) == "the" {
		of = e.wordBefore(of.Start)
	}
	if strings.ToLower(e.s.Text(of)) != "of" {
		return nil
	}
	unit := e.wordBefore(of.Start)
	if w := e.s.Text(unit); e.cue.occasion.Are(w) || e.cue.batch.Are(w) {
		return e.number(e.wordBefore(unit.Start))
	}
	return nil
}

// trimLeft returns the offset before the spaces that end at at.
func (e *enSentence) trimLeft(at int) int {
	for at > e.s.Start && e.s.Doc.Text[at-1] == ' ' {
		at--
	}
	return at
}

// startsQuote reports whether a quotation begins at at.
func (e *enSentence) startsQuote(at int) bool {
	for _, q := range e.quotes {
		if q.Start == at {
			return true
		}
	}
	return false
}

// quoteEnding returns the quotation that ends at at.
func (e *enSentence) quoteEnding(at int) (text.Span, bool) {
	for _, q := range e.quotes {
		if q.End == at {
			return q, true
		}
	}
	return text.Span{}, false
}

// number returns the number that w is, or nil.
func (e *enSentence) number(w text.Span) *match.Token {
	if t := e.s.NumberAt(w.Start); t != nil && t.End >= w.End {
		return t
	}
	return nil
}

// borderAt reports whether the word w is part of no name.
func (e *enSentence) borderAt(w text.Span) bool {
	for i := e.s.From(w.Start - 40); i < len(e.s.Tokens) && e.s.Tokens[i].Start <= w.Start; i++ {
		t := &e.s.Tokens[i]
		if t.End < w.End || t.Term == nil || t.Term.ID == "-" {
			continue
		}
		if t.Is(e.border) && t.Term.ID != "who" {
			return true
		}
		if t.Is(e.hold) && !e.nominal(t) {
			return true
		}
	}
	return e.cue.noPart.Are(e.s.Text(w))
}

// nominal reports whether the verb t is used as a noun or adjective: "open day".
func (e *enSentence) nominal(t *match.Token) bool {
	if !e.cue.nounToo.Are(e.s.Text(t.Span)) {
		return false
	}
	b := e.s.Ending(e.border, e.trimLeft(t.Start))
	return b != nil && (b.Term.ID == "lead" || b.Term.ID == "who")
}

// joins reports whether the "and" between left and right joins two parts of
// one name: "fire and earthquake drills".
func (e *enSentence) joins(right, and int) bool {
	w := e.wordBefore(and)
	if w.Len() == 0 || e.borderAt(w) || e.number(w) != nil {
		return false
	}
	if e.s.Ending(e.event, w.End) != nil || e.s.Ending(e.occasion, w.End) != nil {
		return false
	}
	start := w.Start
	for n := 0; n < 3; n++ {
		b := e.wordBefore(start)
		if b.Len() == 0 {
			return start == e.s.Start
		}
		if e.borderAt(b) || e.number(b) != nil {
			return !e.linked(b)
		}
		start = b.Start
	}
	return false
}

// linked reports whether the border word b joins what follows to something
// else, so that a name can hardly begin after it.
func (e *enSentence) linked(b text.Span) bool {
	switch strings.ToLower(e.s.Text(b)) {
	case "of":
		return e.phases(b) == nil
	case "and", "or", "with":
		return true
	}
	return false
}

// right returns where the name ends whose noun ends at at: an "of" or "for"
// after it goes on to the next border.
func (e *enSentence) right(at int, head *match.Token) int {
	end := at
	for n := 0; n < 2; n++ {
		p := e.skip(end)
		prep := e.word(p)
		switch strings.ToLower(e.s.Text(prep)) {
		case "of", "on", "for", "in", "at":
		default:
			return end
		}
		next := e.skip(prep.End)
		if w := e.word(next); e.number(w) != nil && !ordinal(strings.ToLower(e.s.Text(w))) {
			if !strings.Contains(strings.ToLower(e.s.Text(head.Span)), "election") {
				return end
			}
			next = e.skip(w.End) // election of 5 committees
		}
		stop := e.phrase(next, strings.ToLower(e.s.Text(prep)))
		if stop == next || e.timeWord(next) {
			return end
		}
		if p := strings.ToLower(e.s.Text(prep)); (p == "in" || p == "at") && n > 0 {
			return end
		}
		end = stop
	}
	return end
}

// timeWord reports whether a date stands at at.
func (e *enSentence) timeWord(at int) bool {
	m := enDates.FindStringIndex(e.s.Doc.Text[at:min(e.s.End, at+40)])
	return m != nil && m[0] <= 4 || strings.HasPrefix(e.s.Doc.Text[at:e.s.End], "the year") || strings.HasPrefix(e.s.Doc.Text[at:e.s.End], "20")
}

// word returns the word that starts at at.
func (e *enSentence) word(at int) text.Span {
	end := at
	for end < e.s.End && wordByte(e.s.Doc.Text[end]) {
		end++
	}
	return text.Span{Start: at, End: end}
}

// phrase returns where the noun phrase that begins at at ends.
func (e *enSentence) phrase(at int, prep string) int {
	end, i := at, at
	for n := 0; n < 14 && i < e.s.End; n++ {
		if q, ok := text.Around(e.quotes, i+1); ok && q.Start == i {
			end, i = q.End, e.skip(q.End)
			continue
		}
		w := e.word(i)
		if w.Len() == 0 {
			break
		}
		lower := strings.ToLower(e.s.Text(w))
		if lower != "the" && lower != "a" && lower != "all" && lower != "our" && !(lower == "of" && end > at) {
			if e.borderAt(w) || e.number(w) != nil && !ordinal(lower) {
				break
			}
			end = w.End
		}
		i = e.skip(w.End)
	}
	return end
}

// words returns the number of words in span.
func (e *enSentence) words(span text.Span) int { return len(strings.Fields(e.s.Text(span))) }

// totalEN leads up to how often something was held in all.
var totalEN = regexp.MustCompile(`^(?i:(?: (?:once |twice )?(?:every|each|per|a) (?:\w+ ){0,2}\w+)?, (?:with )?(?:a total of|totall?ing|in total|altogether)\b)`)

// after returns the number of occasions that follows a name: "was held twice",
// "for 5 times".
func (e *enSentence) after(at int) *match.Token {
	at += len(totalEN.FindString(e.s.Doc.Text[at:e.s.End]))
	i := e.skip(at)
	for n := 0; n < 7 && i < e.s.End; n++ {
		w := e.word(i)
		if w.Len() == 0 || strings.EqualFold(e.s.Text(w), "and") {
			return nil
		}
		if num := e.number(w); num != nil {
			if strings.EqualFold(e.s.Text(w), "twice") || e.cue.occasion.Are(e.s.Text(e.word(e.skip(num.End)))) {
				return num
			}
			return nil
		}
		i = e.skip(w.End)
	}
	return nil
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
			verb = t
		case t.Is(e.border) && t.Term.ID == "verb" && (verb == nil || t.Start >= verb.End) && !e.adjective(t):
			verb = nil
		}
	}
	if verb != nil && strings.ContainsAny(e.s.Doc.Text[verb.End:at], ":") {
		return nil
	}
	return verb
}

// adjective reports whether the verb t stands after a determiner.
func (e *enSentence) adjective(t *match.Token) bool {
	w := e.wordBefore(t.Start)
	switch strings.ToLower(e.s.Text(w)) {
	case "the", "a", "an", "of":
		return true
	}
	return false
}

// evidence returns the rule by which name is an activity, or "".
func (e *enSentence) evidence(head *match.Token, name text.Span, verb, times *match.Token, modified, quoted, inside bool) string {
	strong := head.Is(e.event)
	longer := modified || name.End > head.End
	passive := e.passive(name.End)
	capital := e.capitals(text.Span{Start: name.Start, End: head.End})
	if inside && name.End-head.End <= len("”") && (verb == nil || verb.Term.ID != "hold" || strings.Contains(e.s.Text(name), ",")) && passive == nil {
		return ""
	}
	if e.prize && !e.held(verb, passive, name) || e.generic(head, name, verb) || e.spirit(name) || e.acts(head, name) || e.slogan(name) || e.s.Ending(e.border, head.End) != nil && e.s.Ending(e.border, head.End).Term.ID == "verb" {
		return ""
	}
	if head.Is(e.titled) {
		switch {
		case !quoted && !(capital && modified):
			return ""
		case verb != nil || passive != nil || quoted && strong:
			return ruleQuoted
		}
		return ""
	}
	if verb != nil && (verb.Term.ID == "start" || verb.Term.ID == "organise" || verb.Term.ID == "receive") && !strong && !quoted && !capital {
		switch {
		case verb.Term.ID == "receive" && head.Term.ID == "inspection" && longer:
			return ruleHeld
		case verb.Term.ID == "organise" && head.Term.ID == "training" && longer:
			return ruleHeld
		case head.Term.ID == "campaign" && modified:
			return ruleHeld
		}
		verb = nil
	}
	switch {
	case verb != nil && strong && verb.Term.ID == "start" && !capital && !quoted && head.Term.ID != "campaign":
		return ""
	case verb != nil && strong && e.close(verb, name):
		return ruleHeld
	case verb != nil && quoted:
		return ruleQuoted
	case verb != nil && verb.Term.ID == "attend" && head.Term.ID == "inspection" && !strong:
		return ""
	case verb != nil && !strong && times != nil && head.Term.ID != "study" && head.Term.ID != "campaign" && e.close(verb, name):
		return ruleTimes
	case verb != nil && !strong && longer && e.close(verb, name) && (modified || head.Term.ID != "study"):
		return ruleHeld
	case passive != nil && (longer || strong && times != nil):
		return rulePassive
	case passive != nil && times != nil:
		return ruleTimes
	case quoted && modified && (strong || head.Term.ID == "campaign" || head.Term.ID == "contest"):
		return ruleQuoted
	case strong && times != nil:
		return ruleTimes
	case e.renews(e.s, head):
		return ruleVisit
	case strong && longer && (capital || e.subject(name)):
		return ruleNamed
	}
	return ""
}

// held reports whether the unit held the event itself, so that a prize won in
// another does not matter.
func (e *enSentence) held(verb, passive *match.Token, name text.Span) bool {
	if passive != nil {
		return passive.Term.ID == "hold"
	}
	return verb != nil && verb.Term.ID == "hold" && !e.cue.prize.In(e.s.Text(text.Span{Start: e.s.Clause(verb.Start).Start, End: e.s.Clause(name.End).End}))
}

// generic reports whether name names no event of its own: activities, a contest
// of the workers that the text spoke of before, or visitors that came.
func (e *enSentence) generic(head *match.Token, name text.Span, verb *match.Token) bool {
	switch lower := strings.ToLower(e.s.Text(name)); {
	case e.cue.bare.Are(lower):
		return true
	case strings.HasSuffix(lower, " big game"): // 大局, the whole situation
		return true
	case e.cue.occasion.Are(lower) && lower != "games": // training, 20 sessions
		return true
	}
	if verb == nil {
		return false
	}
	if head.Term.ID == "visit" && strings.HasPrefix(strings.ToLower(e.s.Text(verb.Span)), "receive") {
		return true
	}
	of, ok := strings.CutPrefix(e.s.Text(text.Span{Start: head.End, End: max(head.End, name.End)}), " of the ")
	if !ok || name.Start != head.Start || verb.Term.ID != "attend" {
		return false
	}
	who := e.s.Ending(e.border, name.End)
	return who != nil && who.Term.ID == "who" && len(strings.Fields(of)) == 1
}

// spirit reports whether the text speaks of the spirit of a meeting.
func (e *enSentence) spirit(name text.Span) bool {
	return e.cue.citedBefore.In(e.s.Text(text.Span{Start: max(e.s.Start, name.Start-len("the spirit of the ")), End: name.Start}))
}

// acts reports whether head is a verb: "to thoroughly study".
func (e *enSentence) acts(head *match.Token, name text.Span) bool {
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
	t := strings.ToLower(e.s.Text(w))
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

// ordinal reports whether the word w, in lower case, names a place in a row.
func ordinal(w string) bool {
	for _, end := range []string{"th", "st", "nd", "rd"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// numeral reports whether the word w counts something.
func (e *enSentence) numeral(w text.Span) bool {
	switch strings.ToLower(e.s.Text(w)) {
	case "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten":
		return true
	}
	return false
}

// close reports whether nothing but a list stands between verb and name.
func (e *enSentence) close(verb *match.Token, name text.Span) bool {
	between := e.s.Text(text.Span{Start: verb.End, End: max(verb.End, name.Start)})
	if strings.ContainsAny(between, ";.") {
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

// subject reports whether name begins its clause, as what a sentence is about.
func (e *enSentence) subject(name text.Span) bool {
	w := e.wordBefore(name.Start)
	for w.Len() > 0 {
		for _, a := range e.found {
			if a.s == e.s && a.name.End == w.End {
				return true
			}
		}
		switch strings.ToLower(e.s.Text(w)) {
		case "of":
			return e.cue.duration.Are(e.s.Text(e.wordBefore(w.Start)))
		case "the", "a", "an", "our", "in", "during", "this", "and", "through", "s":
			w = e.wordBefore(w.Start)
			continue
		}
		return false
	}
	return true
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
		switch strings.ToLower(e.s.Text(w)) {
		case "was", "were", "is", "are", "be", "been":
			be = true
		}
		if h := e.s.At(e.hold, i); h != nil && h.Term.ID != "-" {
			if be || e.cue.opened.Are(e.s.Text(h.Span)) {
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

// people returns who attends: what stands before the verb in its clause, after
// another verb of holding and without adverbs.
func (e *enSentence) people(verb *match.Token) text.Span {
	if verb == nil || verb.Term.ID != "attend" {
		return text.Span{}
	}
	span := text.Span{Start: e.s.Clause(verb.Start).Start, End: verb.Start}
	if h := e.s.Last(e.hold, span); h != nil {
		span.Start = h.End
	}
	for {
		w := e.wordBefore(span.End)
		if w.Start < span.Start || w.Len() == 0 || !e.borderAt(w) {
			break
		}
		span.End = w.Start
	}
	if n := e.words(span); n == 0 || n > 8 {
		return text.Span{}
	}
	return e.s.Doc.Trim(span)
}

// onlyQuotes reports names in quotation marks that stand right after a verb of
// holding, with no event noun of their own.
func (e *enSentence) onlyQuotes() {
	end := -1 // of the last one, so that the others of its list are taken too
	for _, q := range e.quotes {
		taken := false
		for _, a := range e.found {
			taken = taken || a.s == e.s && a.name.Overlaps(q)
		}
		if taken || e.words(q) < 2 || e.slogan(q) {
			continue
		}
		at := q.Start
		if between := strings.TrimSpace(e.s.Text(text.Span{Start: max(end, e.s.Start), End: q.Start})); end >= 0 && (between == "," || between == "and" || between == ", and") && e.follows(q.End) {
			end = q.End
			e.found = append(e.found, activity{rule: ruleQuoted, s: e.s, name: q, modality: modality.Of(e.p, e.s, q)})
			continue
		}
		for n := 0; n < 5; n++ {
			w := e.wordBefore(at)
			if w.Len() == 0 {
				break
			}
			if h := e.s.Ending(e.hold, w.End); h != nil {
				if h.Term.ID == "hold" && e.follows(q.End) {
					end = q.End
					e.found = append(e.found, activity{rule: ruleQuoted, s: e.s, name: q, verb: h, modality: modality.Of(e.p, e.s, q)})
				}
				break
			}
			if !e.cue.beforeQuote.Are(e.s.Text(w)) {
				break
			}
			at = w.Start
		}
	}
}

// follows reports whether the quotation that ends at at is not the beginning
// of a longer noun phrase.
func (e *enSentence) follows(at int) bool {
	next := e.skip(at)
	if next >= e.s.End || !wordByte(e.s.Doc.Text[next]) {
		return true
	}
	b := e.s.At(e.border, next)
	return b != nil && (b.Term.ID == "link" || b.Term.ID == "lead")
}
