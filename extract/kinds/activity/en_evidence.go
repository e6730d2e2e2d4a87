package activity

import (
	"regexp"
	"strings"

	"zongjie/extract/match"
	"zongjie/extract/text"
)

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

// held reports whether the unit held the event itself, so that a prize won in
// another does not matter.
func (e *enSentence) held(verb, passive *match.Token, name text.Span) bool {
	if passive != nil {
		return passive.Term.ID == "hold"
	}
	return verb != nil && verb.Term.ID == "hold" && !e.cue.prize.In(e.s.Text(text.Span{Start: e.s.Clause(verb.Start).Start, End: e.s.Clause(name.End).End}))
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
