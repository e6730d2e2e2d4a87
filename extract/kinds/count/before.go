package count

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// before returns the noun in front of the number that it counts, and how far
// away it stands, in bytes.
func (q *quantity) before() (n noun, gap int, ok bool) {
	s, class := q.s, q.pass.Class("subject")
	limit := q.num.Start
	low := max(q.clause.Start, limit-90)
	if low == q.clause.Start && low > s.Start && s.Doc.Text[low-1] == ':' && limit-low < 12 {
		low = max(s.Start, low-60) // 党员:45人
	}
	for i := s.From(limit) - 1; i >= 0 && s.Tokens[i].Start >= low; i-- {
		t := &s.Tokens[i]
		if t.Number != nil && t.End <= limit && i != 0 && q.group() == "" {
			break
		}
		if !t.Is(class) || t.End > limit {
			continue
		}
		between := s.Doc.Text[t.End:limit]
		if near, ok := q.nearest(text.Span{Start: t.End, End: limit}); ok {
			return near, 0, true
		}
		if !q.joins(between) && !(strings.TrimSpace(between) == "of" && massNouns.Are(s.Text(t.Span))) {
			return noun{}, 0, false
		}
		if n, ok = q.as(t); !ok || people[n.id] && q.unit != nil && s.Text(q.unit.Span) == "个" {
			ok = false
			continue
		}
		if n.id == "person" && strings.HasSuffix(s.Text(t.Span), "人数") {
			if whose := s.Ending(class, t.Start); whose != nil && people[whose.Term.ID] {
				n = noun{Span: cover(whose.Span, t.Span), id: whose.Term.ID} // 正式党员人数
			}
		}
		if whose := q.massOf(t); whose != nil {
			n, _ = q.as(whose)
		}
		if people[n.id] && programmes.End(strings.TrimSpace(between)) {
			n.id = "person" // 名校长培养计划1人
		}
		n.id = q.mixed(t, n.id)
		return n, len(strings.TrimSpace(between)), true
	}
	return noun{}, 0, false
}

// massOf returns the mass noun of people that belongs to what t names, or nil: the
// population of the town was 6,400.
func (q *quantity) massOf(t *match.Token) *match.Token {
	if q.unit != nil || !q.latin(t.Start) {
		return nil
	}
	lead := q.s.Doc.Text[q.s.Start:t.Start]
	of := massLinks.Trailing(strings.TrimRight(lead, " "))
	if of == nil {
		return nil
	}
	whose := q.s.Ending(q.pass.Class("subject"), q.s.Start+len(strings.TrimRight(strings.TrimSuffix(strings.TrimRight(lead, " "), of.Text), " ")))
	if whose == nil || !massNouns.Are(q.s.Text(whose.Span)) {
		return nil
	}
	return whose
}

// massLinks stand between a mass noun and those whose it is.
var massLinks = lexicon.FixedCues("count", "mass_link")

// massNouns are those whose number may follow behind of: a population of 32,000.
var massNouns = lexicon.FixedCues("count", "mass_noun")

// programmes are names of what people are chosen for.
var programmes = lexicon.FixedCues("count", "programme")

// mixed returns person for people of two kinds in one list: 困难学生、教师40人.
func (q *quantity) mixed(t *match.Token, id string) string {
	if !people[id] {
		return id
	}
	lead := q.s.Doc.Text[:t.Start]
	cut := strings.TrimSuffix(strings.TrimSuffix(lead, "、"), "和")
	if cut == lead {
		return id
	}
	prev := q.s.Ending(q.pass.Class("subject"), len(cut))
	if prev != nil && people[prev.Term.ID] && prev.Term.ID != id {
		return "person"
	}
	return id
}

// joins reports whether words between a noun and its number let them belong
// together.
func (q *quantity) joins(between string) bool {
	between = strings.TrimSpace(between)
	if len(between) > len("同比") {
		if w := comparedWith.First(between); w != nil {
			between = strings.TrimSpace(strings.Replace(between, w.Text, "", 1))
		}
	}
	if between == "" {
		return true
	}
	if between[0] < utf8.RuneSelf && text.IsLatin(between[0]) {
		for _, w := range strings.Fields(between) {
			if !links.Are(strings.Trim(w, ":,")) {
				return false
			}
		}
		return true
	}
	if between == ":" || between == "(" {
		return true
	}
	return !strings.ContainsAny(between, ",;:、)") && utf8.RuneCountInString(between) <= 6
}

// comparedWith are words for what a number is compared with, or for its time.
var comparedWith = lexicon.FixedCues("count", "compared")

// links are the words that may stand between a noun and its number.
var links = lexicon.FixedCues("count", "noun_link")
