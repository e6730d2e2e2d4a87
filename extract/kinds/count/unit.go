package count

import (
	"cmp"
	"strings"

	"zongjie/lexicon"
	"zongjie/lexicon/numeral"
)

// unitOnly says what a number with a unit counts where no noun stands by it.
func (q *quantity) unitOnly() (noun, string) {
	if q.unit == nil {
		return noun{}, "no unit"
	}
	if n, ok := q.unnamed(); ok {
		if n.id == "person" && q.ofTotal(120) == "staff" {
			n.id = "staff" // 职工86名,其中秩序维护员30名
		}
		return n, ""
	}
	n := noun{Span: q.unit.Span, id: "other"}
	unit := q.s.Text(q.unit.Span)
	switch q.group() {
	case "person":
		n.id = q.persons()
	case "household":
		n.id = "household"
		if id := q.same(unit); id != "" {
			n.id = id
		}
	case "org":
		if unit == "家" && !q.quoted() {
			if n.id = q.houses(); n.id == "" {
				return n, "the two families or sides"
			}
		}
		if unit == "所" && !q.quoted() {
			n.id = cmp.Or(q.sameUnit(unit), "other")
		}
	case "paper":
		if unit == "篇" {
			n.id = "paper"
		}
	case "times", "event":
		n.id = q.event()
		if unit == "期" && n.id == "other" && q.num.Number.Form == numeral.Chinese {
			return n, "a phase"
		}
	case "time":
		n.id = q.lasting(unit)
	case "thing":
		if id := q.same(unit); id != "" {
			n.id = id
		}
	case "document":
		if id := q.same(unit); id != "" {
			n.id = id
			break
		}
		if copyUnits.Are(unit) {
			n.id = "document"
		}
		switch unit {
		case "份", "copies", "copy":
			n.id = "document"
		}
	}
	return n, ""
}

// Units that say themselves what they count.
var (
	copyUnits     = lexicon.FixedCues("count", "copy_unit")
	lessonUnits   = lexicon.FixedCues("count", "lesson_unit")
	activityUnits = lexicon.FixedCues("count", "activity_unit")
)

// same returns what the last number of the sentence counts if it has the same
// unit and only a verb stands between: 制定文件6件,废止15件;
// 调解纠纷57起,成功54起.
func (q *quantity) same(unit string) string {
	if q.clause.Start == q.s.Start || q.latin(q.clause.Start) || q.num.Start-q.clause.Start > 12 {
		return ""
	}
	for i := q.s.From(q.clause.Start) - 1; i >= 0; i-- {
		t := &q.s.Tokens[i]
		if t.Number == nil || t.End > q.clause.Start {
			continue
		}
		prev := quantityAt(q.pass, q.s, t)
		if prev.unit == nil || q.s.Text(prev.unit.Span) != unit {
			return ""
		}
		n, ok := prev.after()
		if !ok {
			n, _, ok = prev.before()
		}
		if ok && (n.id == "document" || n.id == "company" && unit == "户" || n.id == "problem_solved" && strings.Contains(q.s.Text(q.clause), "成功")) {
			return n.id
		}
		return ""
	}
	return ""
}

// sameUnit returns what the last number of the sentence in the same unit counts,
// or "": 幼儿园8所(公办5所,民办3所).
func (q *quantity) sameUnit(unit string) string {
	for i := q.s.From(q.num.Start) - 1; i >= 0; i-- {
		t := &q.s.Tokens[i]
		if t.Number == nil || t.End > q.num.Start || t.Number.Form > numeral.English {
			continue
		}
		prev := quantityAt(q.pass, q.s, t)
		if prev.unit == nil || q.s.Text(prev.unit.Span) != unit {
			continue
		}
		if n, ok := prev.after(); ok {
			return n.id
		}
		if n, _, ok := prev.before(); ok {
			return n.id
		}
	}
	return ""
}

// houses says what a number of 家 without a noun counts: what the sentence
// counted in 家 before, else companies. It is "" where the two of them (两家) opens
// a clause.
func (q *quantity) houses() string {
	for i := q.s.From(q.num.Start) - 1; i >= 0; i-- {
		t := &q.s.Tokens[i]
		if t.Number == nil || t.End > q.num.Start || t.Number.Form > numeral.English {
			continue
		}
		prev := quantityAt(q.pass, q.s, t)
		if prev.group() != "org" && prev.group() != "thing" {
			continue
		}
		if n, ok := prev.after(); ok && n.id != "household" {
			return n.id
		}
		if n, _, ok := prev.before(); ok {
			return n.id
		}
	}
	if q.s.Text(q.num.Span) == "两" && q.num.Start == q.clause.Start {
		return ""
	}
	return "company"
}
