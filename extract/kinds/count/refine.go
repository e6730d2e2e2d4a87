package count

import (
	"strconv"
	"strings"

	"zongjie/extract"
	"zongjie/extract/kinds/modality"
	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/numeral"
)

// refineCount completes the candidate c of a count, or vetoes it.
func refineCount(p *extract.Pass, c *extract.Candidate) {
	t := c.Sentence.NumberAt(c.Anchor().Start)
	q := quantityAt(p, c.Sentence, t)
	if (t.Number.Percent || sharesSign(c.Sentence, t) || q.signless()) != (c.Rule == ruleRate) {
		c.Veto = "a percentage and another quantity are not alike"
		return
	}
	var n noun
	switch c.Rule {
	case ruleRate:
		n = noun{Span: t.Span, id: "rate"}
	case ruleMoney, ruleCurrency:
		n, c.Veto = q.money()
	case ruleDeed, ruleDeedFirst:
		n, c.Veto = q.deed(c)
	case ruleUnitNoun:
		n, c.Veto = q.unitNoun()
	case ruleNounUnit:
		n, c.Veto = q.nounUnit()
	case ruleUnit:
		n, c.Veto = q.unitOnly()
	case ruleNumNoun:
		n, c.Veto = q.numberNoun()
	case ruleNounNum:
		n, c.Veto = q.nounNumber()
	case ruleRest:
		n, c.Veto = q.rest()
	case ruleOften:
		n, c.Veto = q.oftenNoun()
	case ruleThing:
		n, c.Veto = q.thing()
	default:
		n = ownNoun(c)
	}
	if c.Veto == "" {
		c.Veto = q.single(&n)
	}
	if c.Veto == "" {
		q.fill(c, n)
	}
}

// unitNoun takes the noun after the unit.
func (q *quantity) unitNoun() (noun, string) {
	if q.unit == nil {
		return noun{}, "no unit"
	}
	n, ok := q.after()
	if !ok {
		return n, "no noun that it can count follows"
	}
	if q.s.Text(q.unit.Span) == "期" && q.num.Number.Form == numeral.Chinese && !events[n.id] {
		return n, "a phase"
	}
	if gap := strings.TrimSpace(q.s.Doc.Text[q.end:n.Start]); gap != "" && !q.latin(q.end) {
		if b, far, ok := q.before(); ok && far == 0 && b.id != "other" {
			return n, "the noun before it is nearer"
		}
	}
	return n, ""
}

// nounUnit takes the noun before the number.
func (q *quantity) nounUnit() (noun, string) {
	if q.unit == nil {
		return noun{}, "no unit"
	}
	n, _, ok := q.before()
	if !ok {
		return n, "no noun that it can count goes before"
	}
	if q.s.Text(q.unit.Span) == "期" && q.num.Number.Form == numeral.Chinese && !events[n.id] {
		return n, "a phase"
	}
	if n.id == "other" && (q.group() == "times" || q.group() == "event") {
		n.id = q.event()
	}
	if n.End < q.num.Start {
		if near, ok := q.unnamed(); ok && near.Start >= q.end {
			return near, ""
		}
	}
	return n, ""
}

// ownNoun takes what is counted from the pattern of a user's own rule: what it
// captured as subject or subject_text, else all that it matched.
func ownNoun(c *extract.Candidate) noun {
	n := noun{Span: c.Span, id: "other"}
	if capture, ok := c.Match.Capture("subject_text"); ok {
		n.Span = capture.Span
	}
	if capture, ok := c.Match.Capture("subject"); ok && capture.Token != nil && capture.Token.Term != nil {
		n.Span, n.id = capture.Span, capture.Token.Term.ID
	}
	return n
}

// fill writes the fields of c for a quantity that counts n.
func (q *quantity) fill(c *extract.Candidate, n noun) {
	num := q.num.Number
	value, letter := num.Value, 0
	if c.Rule == ruleCurrency {
		if k := thousands(q.s.Doc.Text[q.s.Start:q.num.Start], q.s.Doc.Text[q.num.End:q.s.End]); k > 0 {
			value, _ = value.Times(k)
			letter = 1
		}
	}
	minus := c.Rule == ruleRate && q.negative()
	if minus {
		value.Coef = -value.Coef
	}
	c.Set("value", value.String())
	if num.IsRange() {
		c.Set("max", num.Max.String())
	}
	n.id = q.told(n)
	c.Set("subject", n.id)
	span := q.num.Span
	span.End += letter
	if c.Rule == ruleRate {
		c.Set("unit", q.rateUnit())
	} else if capture, ok := c.Match.Capture("unit"); ok {
		span = cover(span, capture.Span)
	} else if q.unit != nil {
		c.Set("unit", q.s.Doc.RawText(q.unit.Span))
		span = cover(span, q.unit.Span)
	}
	if n.Span != q.num.Span && (q.unit == nil || n.Span != q.unit.Span) {
		c.Set("subject_text", q.s.Doc.RawText(n.Span))
		span = cover(span, n.Span)
	}
	if minus {
		span.Start = min(span.Start, q.num.Start-len("-"))
	}
	c.Span = span
	qualifier := q.qualifier()
	per := q.per()
	c.Set("qualifier", qualifier)
	c.Set("per", per)
	c.Set("modality", modality.Of(q.pass, q.s, q.num.Span))
	if y := q.year(); y != 0 {
		c.Set("year", strconv.Itoa(y))
	}
}

// told returns what the words around say of n, which is counted as n.id without
// them.
func (q *quantity) told(n noun) string {
	switch {
	case q.given(n.id):
		return "donation"
	case q.unit != nil && (q.s.Text(q.unit.Span) == "字" || q.s.Text(q.unit.Span) == "words"):
		return "other"
	case n.id == "person" && employs(q.s.Doc.Text[q.s.Start:q.num.Start]):
		return "staff"
	case n.id == "student" && q.hired():
		return "person"
	case (n.id == "person" || n.id == "staff") && q.trained(n), n.id == "cadre" && q.latin(n.Start) && q.trained(n):
		return "trainee"
	case n.id == "party_branch" && plainBranches.Are(q.s.Text(n.Span)) && !ofParty(q.pass):
		return "other"
	case n.id == "teacher" && supervisors.Are(q.s.Text(n.Span)) && ofHospital(q.pass):
		return "person"
	case n.id == "person" && rankTitles.Are(q.s.Text(n.Span)):
		if id := q.counted(func(id string) bool { return people[id] && id != "person" && id != "principal" && id != "cadre" }); id == "teacher" {
			return id
		}
	case n.id == "person" && attenders.Are(q.s.Text(n.Span)) && q.afterTraining():
		return "trainee"
	case n.id == "student" && children.Are(q.s.Text(n.Span)) && charitable(q.pass):
		return "person"
	case n.id == "other" && q.won(n):
		return "award"
	case n.id == "problem_solved" && q.found(n):
		return "other"
	}
	return n.id
}

// won reports whether the units n are a title that the clause says was won, so that
// honours are counted and no units: 获得市级先进单位8个.
func (q *quantity) won(n noun) bool {
	if n.Start >= q.num.Start || !unitTitles.End(strings.TrimRight(q.s.Doc.Text[q.clause.Start:q.num.Start], " :")) {
		return false
	}
	return winVerbs.In(q.s.Doc.Text[q.clause.Start:n.Start])
}

// Titles of units, and verbs of winning one.
var (
	unitTitles = lexicon.FixedCues("count", "unit_title")
	winVerbs   = lexicon.FixedCues("count", "win")
)

// found reports whether the problems n are said to have been found, and not to
// have been solved: 查出问题30个, but not 排查化解矛盾30起.
func (q *quantity) found(n noun) bool {
	if !problems.Are(q.s.Text(n.Span)) || solveVerbs.In(q.s.Text(q.clause)) {
		return false
	}
	lead := q.s.Doc.Text[q.clause.Start:min(n.Start, q.num.Start)]
	for _, link := range [...]string{"的", "各类", "了"} {
		lead = strings.TrimSuffix(lead, link)
	}
	return findVerbs.End(lead)
}

// Problems, and what tells whether they were found or solved.
var (
	problems   = lexicon.FixedCues("count", "problem")
	findVerbs  = lexicon.FixedCues("count", "find")
	solveVerbs = lexicon.FixedCues("count", "solve")
)

// money says whether an amount is given away.
func (q *quantity) money() (noun, string) {
	n := noun{Span: q.num.Span, id: "money"}
	class := q.pass.Class("subject")
	last := q.s.Last(class, text.Span{Start: max(q.s.Start, q.num.Start-90), End: q.num.Start})
	for i := q.s.From(q.num.Start) - 1; i >= 0 && q.s.Tokens[i].Start >= q.clause.Start; i-- {
		if t := &q.s.Tokens[i]; t.Is(class) && t.Term.ID == "donation" {
			last = t
		}
	}
	next := q.s.First(class, text.Span{Start: q.end, End: max(q.clause.End, q.end)})
	if last != nil && last.Term.ID == "donation" || next != nil && next.Term.ID == "donation" && next.Start-q.end < 24 {
		n.id = "donation"
	}
	return n, ""
}

// given reports whether the things counted are given away in so many words:
// 捐赠图书300册.
func (q *quantity) given(id string) bool {
	if id != "other" && id != "document" || q.s.Lang == text.EN && id == "other" && q.unit != nil && q.group() != "thing" {
		return false
	}
	switch q.group() {
	case "thing", "document", "", "weight":
	default:
		return false
	}
	t := q.s.Last(q.pass.Class("subject"), text.Span{Start: max(q.clause.Start, q.num.Start-60), End: q.num.Start})
	for t != nil && t.Term.ID != "donation" && t.Start > q.clause.Start && (t.Term.ID == id || t.Term.ID == "other") {
		t = q.s.Last(q.pass.Class("subject"), text.Span{Start: max(q.clause.Start, q.num.Start-60), End: t.Start})
	}
	return t != nil && t.Term.ID == "donation"
}
