package count

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/extract/match"
	"zongjie/extract/text"
)

// quantity is a number with what stands around it, as refineCount reads it.
type quantity struct {
	pass   *extract.Pass
	s      *match.Sentence
	num    *match.Token
	unit   *match.Token // right after the number, or nil
	end    int          // where the number and its unit end
	clause text.Span
}

// quantityAt reads the number at t.
func quantityAt(p *extract.Pass, s *match.Sentence, t *match.Token) quantity {
	q := quantity{pass: p, s: s, num: t, end: t.End}
	q.clause = s.Clause(t.Start)
	if q.unit = unitAfter(p, s, t.End); q.unit != nil {
		q.end = q.unit.End
	}
	return q
}

// unitAfter returns the unit of the number that ends at offset end, or nil. A
// hyphen may stand between: a 300-mu farm.
func unitAfter(p *extract.Pass, s *match.Sentence, end int) *match.Token {
	if end+1 < s.End && s.Doc.Text[end] == '-' && isLetter(s.Doc.Text[end+1]) {
		return s.At(p.Class("unit"), end+1)
	}
	return s.At(p.Class("unit"), skipSpace(s, end))
}

// group returns the group of the unit, or "".
func (q *quantity) group() string {
	if q.unit == nil {
		return ""
	}
	return q.unit.Term.ID
}

// noun is what a quantity counts.
type noun struct {
	text.Span
	id string
}

// people are the subjects that persons are counted as.
var people = map[string]bool{
	"party_member": true, "full_party_member": true, "probationary_party_member": true, "party_activist": true, "development_target": true,
	"party_applicant": true, "league_member": true, "young_pioneer": true, "cadre": true, "teacher": true, "staff": true, "student": true,
	"graduate": true, "trainee": true, "expert": true, "principal": true, "person": true,
}

// events are the subjects that happen a number of times.
var events = map[string]bool{
	"meeting": true, "party_class": true, "training": true, "lecture": true, "lesson": true, "home_visit": true, "visit": true,
	"activity": true, "competition": true,
}

// things are the other subjects.
var things = map[string]bool{
	"award": true, "paper": true, "problem_solved": true, "donation": true, "document": true, "money": true, "rate": true, "household": true, "other": true,
}

// countedAs returns what n is counted as if it is counted in units of group, or
// "" if it cannot be: 培训 in 人 is trainees, 党员 in 次 is nothing.
func countedAs(group, unit, id string) string {
	if !people[id] && !events[id] && !organisations[id] && !things[id] {
		return id // a user's own subject: its owner knows what it is counted in
	}
	if people[id] && (strings.HasPrefix(unit, "批") || strings.HasPrefix(unit, "batch")) {
		return "other" // how many groups, not how many people
	}
	switch group {
	case "person":
		switch {
		case people[id]:
			return id
		case id == "training":
			return "trainee"
		case id == "home_visit", id == "visit" && strings.HasSuffix(unit, "次"), id == "award" && unit != "人":
			return id
		}
		return ""
	case "household":
		if id == "home_visit" || id == "company" {
			return id
		}
		return "household"
	case "org":
		if people[id] || events[id] || id == "money" || id == "rate" {
			return ""
		}
		return id
	case "times", "event":
		if people[id] || id == "money" || id == "rate" || id == "document" || id == "household" || id == "paper" && group == "times" || organisations[id] {
			return ""
		}
		return id
	case "paper", "document":
		if id == "party_applicant" {
			return id // 入党申请书9份
		}
		if people[id] || id == "money" || id == "rate" || organisations[id] || id == "home_visit" || id == "visit" {
			return ""
		}
		return id
	case "thing":
		switch {
		case id == "money", id == "rate", id == "household" && unit != "个" && unit != "组", people[id] && unit != "个" && unit != "对" && unit != "例":
			return ""
		case events[id]:
			switch unit {
			case "个", "项", "类", "种", "批", "轮", "件", "条", "items", "kinds of", "types of", "batches of", "组":
			default:
				return ""
			}
		}
		return id
	case "area", "length", "weight":
		return ""
	case "time":
		if id == "training" || id == "lecture" || id == "lesson" {
			return id
		}
		return ""
	}
	if id == "money" || id == "rate" {
		return ""
	}
	return id
}

// organisations are the subjects that are bodies of people.
var organisations = map[string]bool{
	"party_committee": true, "party_branch": true, "party_group": true, "league_branch": true, "trade_union": true, "school": true,
	"class": true, "company": true,
}

// as returns the noun of token t counted in the quantity's unit.
func (q *quantity) as(t *match.Token) (noun, bool) {
	unit := ""
	if q.unit != nil {
		unit = q.s.Text(q.unit.Span)
	}
	id := countedAs(q.group(), unit, t.Term.ID)
	return noun{t.Span, id}, id != ""
}

// after returns the noun that follows the number and its unit in the same
// phrase.
func (q *quantity) after() (noun, bool) {
	if q.latin(q.end) {
		return q.afterEnglish()
	}
	return q.afterChinese()
}

// latin reports whether the text goes on in Latin script at offset at.
func (q *quantity) latin(at int) bool {
	at = skipSpace(q.s, at)
	if at >= q.s.End {
		return q.s.Lang == text.EN
	}
	c := q.s.Doc.Text[at]
	return c < utf8.RuneSelf && (isLetter(c) || q.s.Lang == text.EN)
}

// breakers end the noun phrase that begins at a unit, unless 的 makes them
// part of it.
const breakers = "参被为在到于对向获从由将把让使以并共均都已则就来进占达是"

// maxNounGap is how far, in bytes, a noun can stand behind its unit.
const maxNounGap = 36

// afterChinese finds the head of the noun phrase after the unit: of nouns that
// follow each other the last one, 党员教师 are teachers.
func (q *quantity) afterChinese() (noun, bool) {
	s, class := q.s, q.pass.Class("subject")
	start := q.end
	if t := s.At(q.pass.Class("qualifier_after"), start); t != nil && t.Term.ID != "-" { // 40所以上学校
		start = t.End
	}
	limit := min(q.clauseEnd(start), start+maxNounGap)
	var head noun
	for i := s.From(start); i < len(s.Tokens) && s.Tokens[i].Start < limit; i++ {
		t := &s.Tokens[i]
		if !t.Is(class) || t.End > q.clause.End && t.End > limit {
			continue
		}
		if head.id == "" {
			if n, ok := q.unknown(text.Span{Start: start, End: t.Start}); ok && n.End < t.Start && s.Doc.Text[n.End:t.Start] != "的" {
				return n, true // the nearest noun, though no known one
			}
			if !q.reaches(s.Doc.Text[start:t.Start]) || q.interrupted(start, t.Start) {
				return head, false
			}
		} else if gap := s.Doc.Text[head.End:max(head.End, t.Start)]; q.modifies(head, t) {
			// the phrase goes on to its head
		} else if t.Start != head.End && gap != "的" && (head.id != "-" || len(gap) > 6 || strings.ContainsAny(gap, breakers)) {
			break
		}
		n, ok := q.as(t)
		if q.modifies(head, t) {
			return n, ok
		}
		if !ok && head.id != "" || head.id == "other" && people[n.id] && t.Start != head.End {
			break // 14个省市的运动员
		}
		head = n
		if !ok {
			head.id = "-" // what the number counts may follow: 一次病历检查
		}
	}
	if head.id == "" {
		return q.unknown(text.Span{Start: start, End: limit})
	}
	if q.group() != "person" {
		if long, ok := q.longerName(head); ok {
			return long, true
		}
	}
	if head.id == "-" {
		return noun{}, false
	}
	if people[head.id] {
		head.id = q.joined(head)
	}
	if q.group() != "person" && q.goesOn(head) {
		head.id = "other"
	}
	return head, true
}

// modifies reports whether head, which happens no number of times, only says
// which event t is, that ends the phrase: 一次码头义务清扫活动.
func (q *quantity) modifies(head noun, t *match.Token) bool {
	if head.id != "other" || q.group() != "times" && q.group() != "event" || !events[t.Term.ID] || t.Start < head.End {
		return false
	}
	return t.End == q.clauseEnd(t.End) && !strings.ContainsAny(q.s.Doc.Text[head.End:t.Start], breakers+"和与及、")
}

// continuers are words that make a noun before them the modifier of a longer
// name: 6个中小企业特色产业集群 are no enterprises.
var continuers = []string{"特色", "创新", "产业", "集群", "基地", "成果", "体系", "工程", "建设", "管理", "改革", "发展", "招生", "综合", "示范", "试点", "标准", "联盟", "冷链", "文化", "教育", "物流", "基本", "服务中心", "服务平台"}

// goesOn reports whether the name goes on after head.
func (q *quantity) goesOn(head noun) bool {
	rest := q.s.Doc.Text[head.End:q.s.End]
	for _, c := range continuers {
		if strings.HasPrefix(rest, c) {
			return true
		}
	}
	return false
}

// interrupted reports whether another number with a unit stands between the
// offsets: the noun after it is not that of the first.
func (q *quantity) interrupted(from, to int) bool {
	for i := q.s.From(from); i < len(q.s.Tokens) && q.s.Tokens[i].Start < to; i++ {
		if t := &q.s.Tokens[i]; t.Number != nil && q.s.At(q.pass.Class("unit"), t.End) != nil {
			return true
		}
	}
	return false
}

// joined returns person for people of two kinds that one number counts:
// 20名党员和群众.
func (q *quantity) joined(head noun) string {
	for _, and := range [...]string{"和", "、", "及", "以及", "与"} {
		if !strings.HasPrefix(q.s.Doc.Text[head.End:q.s.End], and) {
			continue
		}
		if t := q.s.At(q.pass.Class("subject"), head.End+len(and)); t != nil && people[t.Term.ID] && t.Term.ID != head.id && !q.counts(t.End) {
			return "person"
		}
	}
	return head.id
}

// counts reports whether a number of people stands at offset at: the noun
// before it is its own.
func (q *quantity) counts(at int) bool {
	i := q.s.From(at)
	if i == len(q.s.Tokens) || q.s.Tokens[i].Number == nil || q.s.Tokens[i].Start != at {
		return false
	}
	next := quantityAt(q.pass, q.s, &q.s.Tokens[i])
	return next.group() == "" || next.group() == "person"
}

// clauseEnd returns where the phrase that holds offset at can end at most.
func (q *quantity) clauseEnd(at int) int {
	end := max(q.clause.End, at)
	if i := strings.IndexAny(q.s.Doc.Text[at:end], ",;:()"); i >= 0 {
		end = at + i
	}
	if i := strings.Index(q.s.Doc.Text[at:end], "、"); i >= 0 {
		end = at + i
	}
	return end
}

// reaches reports whether a noun phrase can go on over gap.
func (q *quantity) reaches(gap string) bool {
	if gap == "" {
		return true
	}
	if strings.HasSuffix(gap, "的") {
		return true
	}
	if utf8.RuneCountInString(gap) > 9 {
		return false
	}
	return !strings.ContainsAny(gap, breakers)
}

// links are the words that may stand between a noun and its number.
var links = map[string]bool{
	"was": true, "were": true, "is": true, "are": true, "reached": true, "reaches": true, "reach": true, "totals": true, "totaled": true, "totalled": true,
	"exceeded": true, "amounted": true, "amounts": true, "to": true, "rose": true, "has": true, "have": true, "stood": true, "stands": true, "at": true,
	"increased": true, "now": true, "over": true, "about": true, "nearly": true, "than": true, "more": true, "total": true, "by": true, "grew": true,
	"numbered": true, "numbers": true, "been": true, "will": true, "be": true, "approximately": true, "exceeding": true,
	"almost": true, "only": true, "up": true, "set": true, "remains": true, "come": true, "comes": true, "around": true, "ones": true,
}

// phraseEnds end an English noun phrase.
var phraseEnds = map[string]bool{
	"in": true, "at": true, "on": true, "for": true, "from": true, "to": true, "with": true, "by": true, "during": true, "among": true, "who": true,
	"that": true, "which": true, "and": true, "or": true, "including": true, "were": true, "was": true, "are": true, "is": true, "have": true,
	"has": true, "had": true, "be": true, "been": true, "will": true, "shall": true, "should": true, "must": true, "can": true, "could": true,
	"may": true, "this": true, "these": true, "those": true, "it": true, "we": true, "they": true, "he": true, "she": true, "as": true,
	"through": true, "such": true, "after": true, "before": true, "under": true, "over": true, "between": true, "into": true, "within": true,
	"throughout": true, "across": true, "the": true, "while": true, "when": true, "where": true, "whose": true, "than": true, "so": true, "but": true,
	"per": true, "each": true, "every": true, "a": true, "an": true, "about": true, "participated": true, "attended": true, "took": true, "joined": true,
	"take": true, "won": true, "received": true, "became": true, "held": true, "led": true, "passed": true, "came": true, "went": true,
	"did": true, "do": true, "does": true, "against": true, "without": true, "their": true, "its": true, "our": true, "his": true, "her": true,
	"not": true, "also": true, "all": true, "plus": true, "towards": true, "like": true, "around": true, "since": true, "if": true, "whom": true, "of": true,
	"ago": true, "later": true, "wrote": true, "gave": true, "made": true, "done": true, "using": true, "being": true, "there": true, "consists": true, "includes": true, "covers": true, "contains": true,
	"involves": true, "provides": true, "serves": true, "remains": true, "remain": true, "needs": true,
}

// maxWords is how many words an English noun phrase has at most between the
// number and its noun.
const maxWords = 9

// afterEnglish finds the head of the noun phrase after the number: the last
// known noun before a preposition or a verb. A plural ends it: 119 small
// schools. An unknown plural behind a known singular is the head: member
// activity rooms.
func (q *quantity) afterEnglish() (noun, bool) {
	s, class, periods := q.s, q.pass.Class("subject"), q.pass.Class("period")
	var head noun
	at, opened := q.end, q.unit == nil
	for range maxWords {
		at = skipSpace(s, at)
		if at < s.End && (s.Doc.Text[at] == '"' || strings.HasPrefix(s.Doc.Text[at:s.End], "“")) {
			if at = afterQuote(s, at); at < 0 {
				break
			}
			continue
		}
		if at >= s.End || !isLetter(s.Doc.Text[at]) && !text.IsDigit(s.Doc.Text[at]) || s.At(periods, at) != nil {
			break
		}
		if t := s.At(class, at); t != nil {
			n, ok := q.as(t)
			if !ok || t.Term.ID == "-" && head.id != "" {
				break
			}
			if t.Term.ID == "-" || strings.HasPrefix(s.Doc.Text[t.End:s.End], "'") { // teachers' forum
				_, at = hyphenated(s, t.End-1)
				continue
			}
			head, at, opened = n, t.End, true
			if plural(s.Text(t.Span)) && !q.latinNounNext(at) {
				break
			}
			continue
		}
		w, end := hyphenated(s, at)
		if lw := strings.ToLower(w); lw == "of" && !opened {
			opened = true
			at = end
			if next := skipSpace(s, at); strings.HasPrefix(s.Doc.Text[next:s.End], "the ") {
				at = next + 4
			}
			continue
		} else if lw == "and" && head.id == "" && opened {
			if plural(lastWord(strings.TrimRight(s.Doc.Text[q.end:at], " "))) {
				break // 16 grids and 32 grid members
			}
			at = end
			continue
		} else if phraseEnds[lw] || head.id != "" && (strings.HasSuffix(lw, "ed") || strings.HasSuffix(lw, "ing") || strings.HasSuffix(lw, "ly")) {
			break
		}
		if !opened {
			break
		}
		at = end
		if head.id != "" {
			if plural(w) && w[0] >= 'a' {
				id := "other"
				if personal(w) {
					id = "person"
				}
				return noun{text.Span{Start: head.Start, End: end}, id}, q.group() == "" || q.group() == "thing"
			}
			break
		}
	}
	return head, head.id != ""
}

// latinNounNext reports whether a further known noun follows a plural, as in
// "sports meeting": only then does a phrase go on behind one.
func (q *quantity) latinNounNext(at int) bool {
	t := q.s.At(q.pass.Class("subject"), skipSpace(q.s, at))
	return t != nil && plural(q.s.Text(t.Span))
}

// plural reports whether the English noun w looks like a plural.
func plural(w string) bool {
	w = strings.ToLower(w)
	switch {
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
		return false
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "people"), strings.HasSuffix(w, "children"), strings.HasSuffix(w, "men"),
		strings.HasSuffix(w, "staff"), strings.HasSuffix(w, "personnel"), strings.HasSuffix(w, "faculty"):
		return true
	}
	return false
}

// hyphenated returns the word at offset at, over hyphens and apostrophes, and
// where it ends.
func hyphenated(s *match.Sentence, at int) (string, int) {
	end := at
	for end < s.End {
		c := s.Doc.Text[end]
		if !isLetter(c) && !text.IsDigit(c) && c != '-' && c != '\'' {
			break
		}
		end++
	}
	return s.Doc.Text[at:end], max(end, at+1)
}

// afterQuote returns where the quotation at offset at ends, or -1.
func afterQuote(s *match.Sentence, at int) int {
	mark, size := "\"", 1
	if s.Doc.Text[at] != '"' {
		mark, size = "”", len("“")
	}
	n := strings.Index(s.Doc.Text[at+size:min(s.End, at+80)], mark)
	if n < 0 {
		return -1
	}
	return at + size + n + len(mark)
}

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
		if !q.joins(between) {
			return noun{}, 0, false
		}
		if n, ok = q.as(t); !ok || people[n.id] && q.unit != nil && s.Text(q.unit.Span) == "个" {
			ok = false
			continue
		}
		n.id = q.mixed(t, n.id)
		return n, len(strings.TrimSpace(between)), true
	}
	return noun{}, 0, false
}

// mixed returns person for people of two kinds in one list: 困难学生、教师40人.
func (q *quantity) mixed(t *match.Token, id string) string {
	if !people[id] {
		return id
	}
	text := q.s.Doc.Text[:t.Start]
	cut := strings.TrimSuffix(strings.TrimSuffix(text, "、"), "和")
	if cut == text {
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
	if between == "" {
		return true
	}
	if between[0] < utf8.RuneSelf && isLetter(between[0]) {
		for _, w := range strings.Fields(between) {
			if !links[strings.Trim(strings.ToLower(w), ":,")] {
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
