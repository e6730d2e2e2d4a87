package count

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// event says what happened a number of times: the nearest event that the
// clause names before the number, or else the last after it, what its unit or
// its verb says, or else an event that the sentence named before.
func (q *quantity) event() string {
	if id := q.lastEvent(max(q.clause.Start, q.num.Start-90), q.num.Start); id != "" {
		return id
	}
	if id := q.lastEvent(q.end, max(q.end, q.clause.End)); id != "" {
		return id
	}
	if id := q.unitEvent(); id != "" {
		return id
	}
	if id := q.verbEvent(); id != "" {
		return id
	}
	if rest := strings.TrimSpace(q.s.Doc.Text[q.end:max(q.end, q.clause.End)]); rest != "" && !q.latin(q.end) {
		return "other" // what follows is what happened, by a name that is not known
	}
	if q.verbal() {
		return "other" // what goes before is
	}
	if id := q.lastEvent(max(q.s.Start, q.num.Start-150), q.clause.Start); id != "" {
		return id
	}
	return "other"
}

// lastEvent returns the last event that the text from start to end names, or "".
func (q *quantity) lastEvent(start, end int) (id string) {
	q.s.Within(q.pass.Class("subject"), text.Span{Start: start, End: end}, func(t *match.Token) bool {
		if events[t.Term.ID] {
			id = t.Term.ID
		}
		return true
	})
	return id
}

// unitEvent returns the event that is counted in no other unit, or "".
func (q *quantity) unitEvent() string {
	if q.group() != "event" {
		return ""
	}
	switch unit := q.s.Text(q.unit.Span); {
	case lessonUnits.Are(unit):
		return "lesson"
	case activityUnits.Are(unit):
		return "activity"
	}
	return ""
}

// verbEvent returns what the verb of the clause says to have happened, or "".
func (q *quantity) verbEvent() string {
	clause := q.s.Text(q.clause)
	switch {
	case inspects(clause):
		return "other"
	case strings.Contains(clause, "听取") && strings.Contains(clause, "汇报"):
		return "meeting"
	case held(clause), held(q.s.Text(text.Span{Start: q.clause.Start, End: q.num.Start})):
		return "activity"
	}
	return done(clause)
}

// verbal reports whether the clause says itself, before the number, what
// happened: 每日消毒三次, and not 每月一次, nor what a meeting is about.
func (q *quantity) verbal() bool {
	lead := strings.TrimSpace(q.s.Doc.Text[q.clause.Start:q.num.Start])
	if q.latin(q.clause.Start) {
		return false
	}
	for _, c := range [...]string{"period", "qualifier_before", "border"} {
		q.s.Within(q.pass.Class(c), text.Span{Start: q.clause.Start, End: q.num.Start}, func(t *match.Token) bool {
			lead = strings.ReplaceAll(lead, q.s.Text(t.Span), "")
			return true
		})
	}
	return utf8.RuneCountInString(lead) > 3 && !talks.In(lead)
}

// talks are words for what a meeting is about.
var talks = lexicon.FixedCues("count", "talk")

// inspects reports whether what clause says to happen are inspections, which
// are no activity of their own.
func inspects(clause string) bool {
	for c := range inspections.Each(clause) {
		if !strings.Contains(clause, c.Text+"活动") {
			return true
		}
	}
	return false
}

// done returns what the verb of clause says to have happened, or "".
func done(clause string) string {
	if d := doings.First(clause); d != nil {
		return d.ID
	}
	return ""
}

// held reports whether clause has a verb of which something held is the object.
func held(clause string) bool {
	return strings.HasSuffix(clause, "服务") || holdVerbs.In(clause)
}

// What happened, where no noun says it.
var (
	inspections = lexicon.FixedCues("count", "inspect")
	doings      = lexicon.FixedCues("doing") // by subject
	holdVerbs   = lexicon.FixedCues("count", "hold")
	lastVerbs   = lexicon.FixedCues("count", "last")
)

// lasting says what a duration is the length of.
func (q *quantity) lasting(unit string) string {
	if unit == "课时" || unit == "class hours" {
		return "lesson"
	}
	id := "other"
	q.s.Within(q.pass.Class("subject"), text.Span{Start: max(q.s.Start, q.num.Start-150), End: q.num.Start}, func(t *match.Token) bool {
		if t.Term.ID == "training" || t.Term.ID == "competition" || t.Term.ID == "activity" || t.Term.ID == "meeting" || t.Term.ID == "lecture" {
			id = t.Term.ID
		}
		return true
	})
	if id == "training" {
		return id
	}
	lead := q.s.Doc.Text[max(q.s.Start, q.num.Start-24):q.num.Start]
	if id != "other" && lastVerbs.In(lead) {
		return id
	}
	return "other"
}

// often reports whether the number is once, twice or thrice.
func (q *quantity) often() bool { return isOften(q.s.Text(q.num.Span)) }

// isOften reports whether w says how often in one word.
func isOften(w string) bool { return oftenWords.Are(w) }

var oftenWords = lexicon.FixedCues("count", "often")

// oftenNoun says what happened or must happen once, twice or thrice. Once
// counts only with its period: it also means formerly, and as soon as.
func (q *quantity) oftenNoun() (noun, string) {
	if !q.often() {
		return noun{}, "not how often"
	}
	if q.per() == "" && !strings.EqualFold(q.s.Text(q.num.Span), "twice") {
		return noun{}, "once without a period"
	}
	return noun{Span: q.num.Span, id: q.event()}, ""
}
