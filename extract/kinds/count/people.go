package count

import (
	"strings"

	"zongjie/extract"
	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/numeral"
)

// deed takes the subject from what people did, if the number counts people.
func (q *quantity) deed(c *extract.Candidate) (noun, string) {
	capture, _ := c.Match.Capture("subject")
	n := noun{Span: capture.Span, id: capture.Token.Term.ID}
	if g := q.group(); g != "" && g != "person" && q.s.Text(q.unit.Span) != "个" {
		return n, "the unit does not count people"
	}
	if after, ok := q.after(); ok {
		if !people[after.id] {
			return n, "what is counted are no people"
		}
		n.Span = after.Span
		switch after.id {
		case "teacher", "staff", "student", "league_member", "cadre":
			if n.id != "party_applicant" && n.id != "league_member" && n.id != "young_pioneer" {
				n.id = after.id // one teacher became an activist is one teacher
			}
		}
	} else if c.Rule == ruleDeed && q.group() == "" && !q.bare() {
		return n, "no people before the deed"
	}
	for i := q.s.From(q.end); i < len(q.s.Tokens) && q.s.Tokens[i].Start < capture.Start; i++ {
		if q.s.Tokens[i].Number != nil {
			return n, "another number is nearer to the deed"
		}
	}
	return n, ""
}

// bare reports whether the words after the number are those of a deed itself:
// 4 were determined as activists.
func (q *quantity) bare() bool { return deedVerbs.Begin(q.s.Doc.Text[q.end:q.s.End]) }

var deedVerbs = lexicon.FixedCues("count", "deed_verb")

// persons says who a number of persons without a noun are: students by what only
// they do, part of the people counted before where the text says so, trainees
// after a training, else anybody.
func (q *quantity) persons() string {
	s := q.s
	lead := strings.TrimRight(s.Doc.Text[s.Start:q.num.Start], " :")
	for _, link := range [...]string{"有", "的", "者"} {
		lead = strings.TrimSuffix(lead, link) // 本科学历的有12人
	}
	switch {
	case studying.End(lead), strings.HasPrefix(s.Doc.Text[q.end:s.End], "招生"):
		return "student"
	case strings.HasSuffix(lead, "毕业"):
		return "graduate"
	case q.awarded(lead):
		return "award"
	case schoolings.End(lead), schoolParts.End(lead):
		if id := q.whole(schoolParts.End(lead)); id != "" {
			return id
		}
	}
	if id := q.ofTotal(60); id != "" && !strings.HasSuffix(lead, "职") { // 正副高职12人 bear a title
		return id
	}
	id, class := "person", q.pass.Class("subject")
	for i := s.From(max(s.Start, q.num.Start-150)); i < len(s.Tokens) && s.Tokens[i].End <= q.num.Start; i++ {
		t := &s.Tokens[i]
		switch {
		case t.Number != nil:
			if unit := unitAfter(q.pass, s, t.End); unit != nil && unit.Term.ID == "person" {
				id = "person" // those trained are counted already
			}
		case !t.Is(class):
		case t.Term.ID == "training":
			id = "trainee"
		case people[t.Term.ID] || events[t.Term.ID]:
			id = "person"
		}
	}
	return id
}

// awarded reports whether only a level stands in the clause before the number, as
// one more of those that prizes were counted for in the same unit:
// 国家级获奖1人次,市级26人次.
func (q *quantity) awarded(lead string) bool {
	level := q.s.Ending(q.pass.Class("level"), q.s.Start+len(lead))
	if level == nil || level.Start != skipSpace(q.s, q.clause.Start) {
		return false
	}
	for i := q.s.From(q.num.Start) - 1; i >= 0; i-- {
		t := &q.s.Tokens[i]
		if t.Number == nil || t.End > q.num.Start {
			continue
		}
		prev := quantityAt(q.pass, q.s, t)
		if prev.unit == nil || q.s.Text(prev.unit.Span) != q.s.Text(q.unit.Span) {
			return false
		}
		if n, _, ok := prev.before(); ok {
			return n.id == "award"
		}
	}
	return false
}

// ofTotal returns the people of whom 其中, at most so many bytes before the number,
// makes those of this number a part: the last counted before it, or "".
func (q *quantity) ofTotal(farthest int) string {
	lead := q.s.Doc.Text[q.s.Start:q.num.Start]
	i := strings.LastIndex(lead, "其中")
	if i < 0 || len(lead)-i > farthest {
		return ""
	}
	if id := lastCounted(q.pass, q.s, q.s.Start+i, func(id string) bool { return people[id] }); id != "" {
		return id
	}
	return q.antecedent()
}

// Names before a number of people that say only which part they are of those
// who were counted before.
var (
	studying    = lexicon.FixedCues("count", "studying")
	schoolings  = lexicon.FixedCues("count", "schooling")
	schoolParts = lexicon.FixedCues("count", "school_part")
)

// whole returns the people counted before of whom those of one schooling, or of
// one part of a school, are a part: the staff, its teachers or the students.
func (q *quantity) whole(part bool) string {
	return q.counted(func(id string) bool { return id == "staff" || id == "teacher" || id == "student" && part })
}

// antecedent returns what the last number before this one counts, in the
// sentence or the one before it in the block: people, where this one has a
// unit of people.
func (q *quantity) antecedent() string {
	return q.counted(func(id string) bool { return q.unit == nil && id != "money" && id != "rate" || people[id] })
}

// counted is antecedent for subjects that fit.
func (q *quantity) counted(fits func(string) bool) string {
	if id := lastCounted(q.pass, q.s, q.num.Start, fits); id != "" {
		return id
	}
	block := q.pass.Block(q.s.Block)
	for i := range block {
		if block[i].Index == q.s.Index && i > 0 {
			return lastCounted(q.pass, &block[i-1], block[i-1].End, fits)
		}
	}
	return ""
}

// lastCounted returns what the last number before offset end of s counts, of
// those subjects that fit.
func lastCounted(p *extract.Pass, s *match.Sentence, end int, fits func(string) bool) string {
	for i := s.From(end) - 1; i >= 0; i-- {
		t := &s.Tokens[i]
		if t.Number == nil || t.End > end || t.Number.Form > numeral.English || t.Number.Percent {
			continue
		}
		q := quantityAt(p, s, t)
		if n, ok := q.after(); ok && fits(n.id) {
			return n.id
		}
		if w := s.Text(q.pluralAfter()); s.Lang == text.EN && q.unit == nil && plural(w) && w[0] >= 'a' {
			if fits("other") {
				return "other" // 5 new benches
			}
			continue
		}
		if n, _, ok := q.before(); ok && fits(n.id) {
			return n.id
		}
	}
	return ""
}

// rest takes what was counted before: of whom 73 are retired. A noun after
// the verb says it better, and so do full and probationary.
func (q *quantity) rest() (noun, string) {
	if q.unit != nil || q.num.Number.Value.Is(1) || q.often() {
		return noun{}, "no part of a group"
	}
	n := noun{Span: q.num.Span, id: q.antecedent()}
	if n.id == "" {
		return n, "nothing was counted before"
	}
	next := nextWord(q.s.Doc.Text[q.num.End:q.s.End])
	if n.id == "party_member" {
		which := next
		if which == "are" || which == "were" {
			which = nextWord(strings.TrimLeft(q.s.Doc.Text[q.num.End:q.s.End], " ")[len(next):])
		}
		if part := memberParts.Whole(which); part != nil {
			n.id = part.ID
			return n, ""
		}
	}
	if t := q.s.First(q.pass.Class("subject"), text.Span{Start: q.num.End, End: min(q.clause.End, q.num.End+40)}); t != nil && t.Term.ID == "problem_solved" {
		n.id = t.Term.ID
		return n, ""
	}
	at := skipSpace(q.s, q.num.End) + len(next)
	if next == "of" { // 45 of them are boarders
		if w := partLinks.Leading(q.s.Doc.Text[skipSpace(q.s, at):q.s.End]); w != nil {
			at = skipSpace(q.s, at) + len(w.Text)
			part := quantity{pass: q.pass, s: q.s, num: q.num, end: at, clause: q.clause}
			if head, ok := part.after(); ok && people[head.id] && !sexed(q.s.Text(head.Span)) {
				return head, ""
			}
		}
	}
	is := quantity{pass: q.pass, s: q.s, num: q.num, end: at, clause: q.clause}
	if head, ok := is.after(); ok && people[head.id] == people[n.id] && !(head.id == "person" && sexed(q.s.Text(head.Span))) && head.id != "other" {
		return head, ""
	}
	if w, _ := hyphenated(q.s, min(skipSpace(q.s, at), q.s.End)); people[n.id] && plural(w) && personal(w) && !sexed(w) {
		n.id = "person"
	}
	return n, ""
}

// partLinks stand between of and who a part of a group are.
var partLinks = lexicon.FixedCues("count", "part_link")

// memberParts are the words that tell the members of a party apart, by subject.
var memberParts = lexicon.FixedCues("count", "full_party_member", "probationary_party_member")

// sexed reports whether the noun w tells people of a group only by sex.
func sexed(w string) bool { return sexes.Are(w) }

var sexes = lexicon.FixedCues("count", "sex")

// employs reports whether the words before a number of people say that they
// are employed.
func employs(before string) bool { return employVerbs.End(before) }

// hired reports whether the clause says before the number that people are
// taken on: 引进硕士研究生8名.
func (q *quantity) hired() bool {
	return hireVerbs.In(q.s.Doc.Text[q.clause.Start:q.num.Start])
}

// trained reports whether the people n are named only as those who were
// trained, in so many words before them: 受训村民30人, trained 12 workers.
func (q *quantity) trained(n noun) bool {
	start := min(n.Start, q.num.Start)
	lead := strings.TrimRight(q.s.Doc.Text[q.s.Start:start], " ")
	if verb := trainVerbs.Trailing(lead); verb != nil && !verb.Latin || strings.HasSuffix(lead, "培训") && n.Start < q.num.Start && n.id == "person" {
		return true
	}
	if w := strings.ToLower(q.s.Text(n.Span)); strings.Contains(w, "technician") || strings.Contains(w, "talent") {
		return false // what people are trained to be
	}
	if t := q.s.Ending(q.pass.Class("qualifier_before"), q.s.Start+len(lead)); t != nil {
		lead = strings.TrimRight(q.s.Doc.Text[q.s.Start:t.Start], " ")
	}
	verb := trainVerbs.Trailing(lead)
	return verb != nil && verb.Latin && n.Start > q.num.Start
}

// afterTraining reports whether a training is the last event that the sentence
// names before the number: those who took part in it are trainees.
func (q *quantity) afterTraining() bool {
	last := ""
	q.s.Within(q.pass.Class("subject"), text.Span{Start: q.s.Start, End: q.num.Start}, func(t *match.Token) bool {
		if people[t.Term.ID] || events[t.Term.ID] && t.Term.ID != "activity" {
			last = t.Term.ID
		}
		return true
	})
	return last == "training"
}

type charitableKey struct{}

// charitable reports whether the document is a charity's, of which children are
// no students.
func charitable(p *extract.Pass) bool {
	return p.Shared(charitableKey{}, func() any { return charityWords.In(p.Doc.Text) }).(bool)
}

// ofHospital reports whether the document is a hospital's, whose supervisors of
// students are doctors first.
func ofHospital(p *extract.Pass) bool {
	return hospitals.In(p.Meta.Organization) || hospitals.In(p.Meta.Title)
}

// Supervisors of students, and hospitals.
var (
	supervisors = lexicon.FixedCues("count", "supervisor")
	hospitals   = lexicon.FixedCues("count", "hospital")
)

type partyKey struct{}

// ofParty reports whether the document speaks of a party, whose the branches in
// it are then: libraries and banks have others.
func ofParty(p *extract.Pass) bool {
	return p.Shared(partyKey{}, func() any { return partyWords.In(p.Doc.Text) }).(bool)
}

// Branches that may be those of a party, and words of one.
var (
	plainBranches = lexicon.FixedCues("count", "branch")
	partyWords    = lexicon.FixedCues("count", "party")
)

// Words by which those who take part and children are told from others.
var (
	rankTitles   = lexicon.FixedCues("count", "rank_title")
	attenders    = lexicon.FixedCues("count", "attender")
	children     = lexicon.FixedCues("count", "children")
	charityWords = lexicon.FixedCues("count", "charity")
)

// Verbs that say who the people are whom a number counts.
var (
	employVerbs = lexicon.FixedCues("count", "employ")
	hireVerbs   = lexicon.FixedCues("count", "hire")
	trainVerbs  = lexicon.FixedCues("count", "train")
)
