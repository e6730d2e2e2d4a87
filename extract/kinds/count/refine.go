package count

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/extract/kinds/modality"
	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon/numeral"
)

// refineCount completes the candidate c of a count, or vetoes it.
func refineCount(p *extract.Pass, c *extract.Candidate) {
	t := numberAt(c.Sentence, c.Anchor())
	if t.Number.Percent != (c.Rule == ruleRate) {
		c.Veto = "a percentage and another quantity are not alike"
		return
	}
	q := quantityAt(p, c.Sentence, t)
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
			if n.id != "party_applicant" {
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
func (q *quantity) bare() bool {
	switch nextWord(q.s.Doc.Text[q.end:q.s.End]) {
	case "were", "was", "have", "of", "people", "became", "submitted", "applied", "handed", "turned", "joined":
		return true
	}
	return false
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

// unitOnly says what a number with a unit counts where no noun stands by it.
func (q *quantity) unitOnly() (noun, string) {
	if q.unit == nil {
		return noun{}, "no unit"
	}
	if n, ok := q.unnamed(); ok {
		return n, ""
	}
	n := noun{Span: q.unit.Span, id: "other"}
	unit := q.s.Text(q.unit.Span)
	switch q.group() {
	case "person":
		n.id = q.persons()
	case "household":
		n.id = "household"
	case "org":
		if unit == "家" && !q.quoted() {
			if n.id = q.houses(); n.id == "" {
				return n, "the two families or sides"
			}
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
		switch unit {
		case "份", "copies", "copy":
			n.id = "document"
		}
	}
	return n, ""
}

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
		if ok && (n.id == "document" || n.id == "problem_solved" && strings.Contains(q.s.Text(q.clause), "成功")) {
			return n.id
		}
		return ""
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

// persons says who a number of persons without a noun are: part of the people
// counted before where the text says so, trainees after a training, else
// anybody.
func (q *quantity) persons() string {
	s := q.s
	lead := s.Doc.Text[s.Start:q.num.Start]
	if i := strings.LastIndex(lead, "其中"); i >= 0 && len(lead)-i <= 60 {
		if id := q.antecedent(); id != "" {
			return id
		}
	}
	if strings.HasSuffix(lead, "招生") || strings.HasPrefix(s.Doc.Text[q.end:s.End], "招生") {
		return "student"
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

// antecedent returns what the last number before this one counts, in the
// sentence or the one before it in the block: people, where this one has a
// unit of people.
func (q *quantity) antecedent() string {
	fits := func(id string) bool { return q.unit == nil && id != "money" && id != "rate" || people[id] }
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
		if n, _, ok := q.before(); ok && fits(n.id) {
			return n.id
		}
	}
	return ""
}

// event says what happened a number of times: the nearest event that the
// clause names before the number, or else the last after it.
func (q *quantity) event() string {
	s, class := q.s, q.pass.Class("subject")
	id := ""
	s.Within(class, text.Span{Start: max(q.clause.Start, q.num.Start-90), End: q.num.Start}, func(t *match.Token) bool {
		if events[t.Term.ID] {
			id = t.Term.ID
		}
		return true
	})
	if id != "" {
		return id
	}
	s.Within(class, text.Span{Start: q.end, End: max(q.end, q.clause.End)}, func(t *match.Token) bool {
		if events[t.Term.ID] {
			id = t.Term.ID
		}
		return true
	})
	if id != "" {
		return id
	}
	if q.group() == "event" {
		switch q.s.Text(q.unit.Span) {
		case "节", "堂", "节课", "堂课", "节次", "课时":
			return "lesson"
		case "场", "场次":
			return "activity"
		}
	}
	if inspects(q.s.Text(q.clause)) {
		return "other"
	}
	if c := q.s.Text(q.clause); strings.Contains(c, "听取") && strings.Contains(c, "汇报") {
		return "meeting"
	} else if held(c) || held(q.s.Text(text.Span{Start: q.clause.Start, End: q.num.Start})) {
		return "activity"
	}
	if id := done(q.s.Text(q.clause)); id != "" {
		return id
	}
	if rest := strings.TrimSpace(s.Doc.Text[q.end:max(q.end, q.clause.End)]); rest != "" && !q.latin(q.end) {
		return "other" // what follows is what happened, by a name that is not known
	}
	if q.verbal() {
		return "other" // what goes before is
	}
	s.Within(class, text.Span{Start: max(s.Start, q.num.Start-150), End: q.clause.Start}, func(t *match.Token) bool {
		if events[t.Term.ID] {
			id = t.Term.ID
		}
		return true
	})
	if id != "" {
		return id
	}
	return "other"
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
	return utf8.RuneCountInString(lead) > 3 && !strings.ContainsAny(lead, "讲学议") && !strings.Contains(lead, "研究") && !strings.Contains(lead, "讨论")
}

// inspects reports whether what clause says to happen are inspections, which
// are no activity of their own.
func inspects(clause string) bool {
	clause = text.Lower(clause)
	for _, w := range [...]string{"检查", "督查", "巡查", "督察", "核查", "抽查", "稽查", "inspection"} {
		if strings.Contains(clause, w) && !strings.Contains(clause, w+"活动") {
			return true
		}
	}
	return false
}

// doings are the verbs that say what happened where no noun does.
var doings = [...]struct{ verb, id string }{
	{" meet", "meeting"}, {" met ", "meeting"},
	{"visited ", "visit"}, {"entered the household", "visit"}, {"went to the home", "visit"}, {"called on ", "visit"}, {"looked in on ", "visit"},
	{"到户", "visit"}, {"进村入户", "visit"},
	{"took place", "activity"}, {"takes place", "activity"}, {"patrol", "activity"}, {"was performed", "activity"}, {"were performed", "activity"},
}

// done returns what the verb of clause says to have happened, or "".
func done(clause string) string {
	clause = text.Lower(clause)
	for _, d := range doings {
		if strings.Contains(clause, d.verb) {
			return d.id
		}
	}
	return ""
}

// held reports whether clause has a verb of which something held is the object.
func held(clause string) bool {
	clause = text.Lower(clause)
	if strings.HasSuffix(clause, "服务") {
		return true
	}
	for _, v := range [...]string{"开展", "组织", "举办", "举行", "演练", "organiz", "organis", "carried out", "conducted", "launched", "carry out", "走进", "walked into", "went into", "went down to", "go down to"} {
		if strings.Contains(clause, v) {
			return true
		}
	}
	return false
}

// lasting says what a duration is the length of.
func (q *quantity) lasting(unit string) string {
	if unit == "课时" || unit == "class hours" {
		return "lesson"
	}
	id := "other"
	q.s.Within(q.pass.Class("subject"), text.Span{Start: max(q.s.Start, q.num.Start-150), End: q.num.Start}, func(t *match.Token) bool {
		if t.Term.ID == "training" || t.Term.ID == "competition" || t.Term.ID == "activity" {
			id = t.Term.ID
		}
		return true
	})
	if id == "training" {
		return id
	}
	lead := q.s.Doc.Text[max(q.s.Start, q.num.Start-24):q.num.Start]
	if id != "other" && (strings.Contains(lead, "历时") || strings.Contains(lead, "为期") || strings.Contains(lead, "lasted") || strings.Contains(lead, "lasting")) {
		return id
	}
	return "other"
}

// numberNoun takes the noun after a number that has no unit.
func (q *quantity) numberNoun() (noun, string) {
	if q.unit != nil && !q.latin(q.num.End) {
		return noun{}, "has a unit"
	}
	if q.often() {
		return noun{}, "how often"
	}
	q.unit, q.end = nil, q.num.End
	if q.latin(q.end) {
		n, ok := q.after()
		if !ok {
			return n, "no known noun follows"
		}
		return n, ""
	}
	rest := q.s.Doc.Text[q.end:q.s.End]
	big := strings.HasPrefix(rest, "大")
	n, ok := q.after()
	switch {
	case !ok:
		return n, "no known noun follows"
	case q.num.Number.Form == numeral.Chinese && q.num.Len() >= 6 && n.Start == q.end, big && n.Start-q.end <= 21, n.Start == q.end && q.num.Number.Form == numeral.Digits, n.Start == q.end && q.s.Words.Border(q.end) && organisations[n.id]:
		if big && n.id == "problem_solved" {
			n.id = "other"
		}
		return n, ""
	}
	return n, "the noun does not touch the number"
}

// often reports whether the number is once, twice or thrice.
func (q *quantity) often() bool { return isOften(q.s.Text(q.num.Span)) }

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

// nounNumber takes the noun before a number that has no unit.
func (q *quantity) nounNumber() (noun, string) {
	if q.unit != nil {
		return noun{}, "has a unit"
	}
	n, gap, ok := q.before()
	if !ok {
		return n, "no noun that it can count goes before"
	}
	if num := q.num.Number; num.Value.Scale > 0 || num.Form == numeral.Chinese && q.num.Len() < 9 && n.id != "problem_solved" {
		return n, "no number of things"
	}
	rest := strings.TrimLeft(q.s.Doc.Text[q.num.End:q.s.End], " ")
	if gap == 0 && n.id != "problem_solved" && q.s.Doc.Text[n.End-1] < utf8.RuneSelf && !q.closes(n) {
		return n, "nothing links the noun to the number"
	}
	if !strings.HasPrefix(q.s.Doc.Text[n.End:], ":") && gap == 0 && q.num.Number.Form != numeral.Digits && n.id != "problem_solved" && q.num.Len() < 9 {
		return n, "nothing links the noun to the number"
	}
	if rest != "" && !strings.ContainsAny(rest[:1], ",.;)!") && rest[0] < utf8.RuneSelf && nextWord(rest) != "and" && nextWord(rest) != "in" && !strings.HasPrefix(rest, "of them") {
		return n, "the number counts what follows"
	}
	if rest != "" && rest[0] >= utf8.RuneSelf && !strings.HasPrefix(rest, "。") && !strings.HasPrefix(rest, "、") {
		return n, "the number counts what follows"
	}
	return n, ""
}

// closes reports whether a plural noun and a number end their clause, as where
// a translation lost the classifier: proposals 386, adopted 127.
func (q *quantity) closes(n noun) bool {
	rest := strings.TrimLeft(q.s.Doc.Text[q.num.End:q.s.End], " ")
	ends := rest == "" || strings.HasPrefix(rest, ", ") || strings.HasPrefix(rest, ";") || strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ")")
	return ends && q.num.Number.Form == numeral.Digits && plural(q.s.Text(n.Span)) && !isYear(q.num.Number, q.s.Text(q.num.Span))
}

// adopted takes what was counted before, where a clause is only a verb and a
// number: adopted 127.
func (q *quantity) adopted() (noun, string) {
	n := noun{Span: q.num.Span}
	lead := strings.TrimSpace(q.s.Doc.Text[q.clause.Start:q.num.Start])
	if q.clause.Start == q.s.Start || strings.Contains(lead, " ") || !strings.HasSuffix(lead, "ed") || strings.TrimSpace(q.s.Doc.Text[q.num.End:max(q.num.End, q.clause.End)]) != "" {
		return n, "no plural follows"
	}
	if n.id = q.antecedent(); n.id == "" {
		return n, "nothing was counted before"
	}
	return n, ""
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
		switch strings.ToLower(next) {
		case "full", "formal", "official":
			n.id = "full_party_member"
			return n, ""
		case "probationary", "preparatory":
			n.id = "probationary_party_member"
			return n, ""
		}
	}
	if t := q.s.First(q.pass.Class("subject"), text.Span{Start: q.num.End, End: min(q.clause.End, q.num.End+40)}); t != nil && t.Term.ID == "problem_solved" {
		n.id = t.Term.ID
		return n, ""
	}
	at := skipSpace(q.s, q.num.End) + len(next)
	is := quantity{pass: q.pass, s: q.s, num: q.num, end: at, clause: q.clause}
	if head, ok := is.after(); ok && people[head.id] == people[n.id] && !(head.id == "person" && sexed(q.s.Text(head.Span))) && head.id != "other" {
		return head, ""
	}
	if w, _ := hyphenated(q.s, min(skipSpace(q.s, at), q.s.End)); people[n.id] && plural(w) && personal(w) && !sexed(w) {
		n.id = "person"
	}
	return n, ""
}

// thing takes a plural that the lexicon does not know.
func (q *quantity) thing() (noun, string) {
	if q.unit != nil || q.often() || !q.latin(q.num.End) {
		return noun{}, "has a unit"
	}
	if q.num.Number.Value.Scale > 0 || q.num.Number.Value.Is(1) {
		return noun{}, "no number of things"
	}
	s := q.s
	at, last := q.num.End, text.Span{}
	for range 6 {
		at = skipSpace(s, at)
		if at < s.End && (s.Doc.Text[at] == '"' || strings.HasPrefix(s.Doc.Text[at:s.End], "“")) {
			if at = afterQuote(s, at); at < 0 {
				break
			}
			if w := lastWord(strings.TrimRight(s.Doc.Text[q.num.End:at], "\"”,.")); plural(w) && last.End == 0 {
				end := at - len(s.Doc.Text[q.num.End:at]) + len(strings.TrimRight(s.Doc.Text[q.num.End:at], "\"”,."))
				last = text.Span{Start: end - len(w), End: end}
			}
			continue
		}
		if at >= s.End || !isLetter(s.Doc.Text[at]) || s.At(q.pass.Class("period"), at) != nil {
			break
		}
		w, end := hyphenated(s, at)
		if phraseEnds[strings.ToLower(w)] {
			break
		}
		last, at = text.Span{Start: at, End: end}, end
		if plural(w) {
			break
		}
	}
	w := s.Text(last)
	if w == "" || !plural(w) || w[0] < 'a' {
		return q.adopted()
	}
	switch strings.ToLower(w) {
	case "times", "years", "aspects", "points", "days", "ways", "sides", "others", "levels", "o'clock", "this", "always", "across", "perhaps", "hands", "https":
		return noun{}, "a measure or a point of the report"
	}
	if personal(w) {
		return noun{Span: last, id: "person"}, ""
	}
	return noun{Span: last, id: "other"}, ""
}

// sexed reports whether the noun w tells people of a group only by sex.
func sexed(w string) bool {
	switch strings.ToLower(w) {
	case "women", "men", "females", "males", "woman", "man":
		return true
	}
	return false
}

// single says why a lone one is an article or an idiom, and no count.
func (q *quantity) single(n *noun) string {
	if !q.num.Number.Value.Is(1) || q.num.Number.IsRange() || q.num.Number.Form == numeral.Digits || q.num.Number.Percent || q.often() {
		return ""
	}
	if q.num.Number.Form == numeral.English {
		return q.singleEnglish(n)
	}
	if q.per() != "" || q.qualifier() == "at_least" || strings.Contains(q.s.Doc.Text[q.clause.Start:q.num.Start], "每两") || strings.Contains(q.s.Doc.Text[q.clause.Start:q.num.Start], "每三") {
		return ""
	}
	before, after := q.s.Doc.Text[q.s.Start:q.num.Start], q.s.Doc.Text[q.end:q.s.End]
	unit := ""
	if q.unit != nil {
		unit = q.s.Text(q.unit.Span)
	}
	last, size := utf8.DecodeLastRuneInString(before)
	closes := after == "" || strings.HasPrefix(after, ",") || strings.HasPrefix(after, "。") || strings.HasPrefix(after, "、") || strings.HasPrefix(after, ";") || strings.HasPrefix(after, ")") || strings.HasPrefix(after, "(")
	switch {
	case strings.ContainsRune("作为是每任某另哪同这那第", last) && size > 1:
		return "one as an article"
	case closes && size > 1 && q.group() != "" && unit != "个" && n.Start < q.num.Start:
		return ""
	case closes && size > 1 && standing[unit] && q.led():
		return ""
	case closes && size > 1 && (q.group() == "event" || q.group() == "time"):
		return ""
	case q.group() == "person" && people[n.id] && n.Start > q.num.Start && (unit == "名" || unit == "位"):
		return ""
	}
	return "one as an article"
}

// led reports whether at least two characters of the same phrase go before
// the number: the noun that a one behind it counts.
func (q *quantity) led() bool {
	before := q.s.Doc.Text[q.clause.Start:q.num.Start]
	before = before[strings.LastIndex(before, "、")+1:]
	return utf8.RuneCountInString(strings.TrimSpace(before)) >= 2 && len(before) >= 6
}

// standing are the units of things that one counts even behind its noun: 蓄水池一座.
var standing = map[string]bool{
	"座": true, "台": true, "辆": true, "间": true, "处": true, "家": true, "所": true, "件": true, "本": true, "册": true, "幅": true, "栋": true,
	"艘": true, "床": true, "套": true, "份": true, "支": true, "亩": true, "名": true, "位": true, "人": true, "户": true, "部": true, "篇": true,
}

func (q *quantity) singleEnglish(n *noun) string {
	if q.per() != "" || q.qualifier() == "at_least" {
		if n.id != "other" {
			return ""
		}
	}
	lead := strings.ToLower(lastWord(strings.TrimRight(q.s.Doc.Text[q.s.Start:q.num.Start], " ")))
	switch lead {
	case "no", "any", "each", "every", "the", "this", "that", "as", "is":
		return "one as an article"
	}
	if (people[n.id] || organisations[n.id] || n.id == "award") && n.Start > q.num.End && n.Start-q.num.End < 20 {
		return ""
	}
	return "one as an article"
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
	c.Set("value", num.Value.String())
	if num.IsRange() {
		c.Set("max", num.Max.String())
	}
	switch {
	case q.given(n.id):
		n.id = "donation"
	case q.unit != nil && (q.s.Text(q.unit.Span) == "字" || q.s.Text(q.unit.Span) == "words"):
		n.id = "other"
	case n.id == "person" && employs(q.s.Doc.Text[q.s.Start:q.num.Start]):
		n.id = "staff"
	case n.id == "student" && q.hired():
		n.id = "person"
	case (n.id == "person" || n.id == "staff") && q.trained(n), n.id == "cadre" && q.latin(n.Start) && q.trained(n):
		n.id = "trainee"
	case n.id == "problem_solved" && q.found(n):
		n.id = "other"
	}
	c.Set("subject", n.id)
	span := q.num.Span
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

// employs reports whether the words before a number of people say that they
// are employed.
func employs(before string) bool {
	switch strings.ToLower(lastWord(strings.TrimRight(before, " "))) {
	case "employs", "employed", "employing", "employ":
		return true
	}
	return false
}

// hired reports whether the clause says before the number that people are
// taken on: 引进硕士研究生8名.
func (q *quantity) hired() bool {
	lead := q.s.Doc.Text[q.clause.Start:q.num.Start]
	for _, w := range [...]string{"引进", "招聘", "录用", "招录", "聘用", "recruit"} {
		if strings.Contains(lead, w) {
			return true
		}
	}
	return false
}

// trained reports whether the people n are named only as those who were
// trained, in so many words before them: 受训村民30人, trained 12 workers.
func (q *quantity) trained(n noun) bool {
	start := min(n.Start, q.num.Start)
	lead := strings.TrimRight(q.s.Doc.Text[q.s.Start:start], " ")
	if strings.HasSuffix(lead, "受训") || strings.HasSuffix(lead, "参训") || strings.HasSuffix(lead, "培训") && n.Start < q.num.Start && n.id == "person" {
		return true
	}
	if w := strings.ToLower(q.s.Text(n.Span)); strings.Contains(w, "technician") || strings.Contains(w, "talent") {
		return false // what people are trained to be
	}
	if t := q.s.Ending(q.pass.Class("qualifier_before"), q.s.Start+len(lead)); t != nil {
		lead = strings.TrimRight(q.s.Doc.Text[q.s.Start:t.Start], " ")
	}
	switch strings.ToLower(lastWord(lead)) {
	case "trained", "training", "train":
		return n.Start > q.num.Start
	}
	return false
}

// found reports whether the problems n are said to have been found, and not to
// have been solved: 查出问题30个, but not 排查化解矛盾30起.
func (q *quantity) found(n noun) bool {
	switch w := q.s.Text(n.Span); w {
	case "问题", "难题", "矛盾", "矛盾纠纷", "纠纷":
	default:
		return false
	}
	clause := q.s.Text(q.clause)
	for _, w := range [...]string{"解决", "整改", "化解", "调解", "调处", "办结", "销号", "处置", "处理", "治理", "消除", "纠正"} {
		if strings.Contains(clause, w) {
			return false
		}
	}
	lead := q.s.Doc.Text[q.clause.Start:min(n.Start, q.num.Start)]
	for _, w := range [...]string{"查出", "发现", "查摆", "找出", "检出"} {
		if strings.HasSuffix(lead, w) || strings.HasSuffix(lead, w+"的") || strings.HasSuffix(lead, w+"各类") || strings.HasSuffix(lead, w+"了") {
			return true
		}
	}
	return false
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

// cover returns the span from the start of the first to the end of the last.
func cover(a, b text.Span) text.Span {
	return text.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// rateUnit returns the sign of a percentage as written.
func (q *quantity) rateUnit() string {
	w := q.s.Text(q.num.Span)
	if strings.Contains(w, "分之") {
		return ""
	}
	for _, u := range [...]string{"%", "‰", "个百分点", "百分点", "percentage points", "percentage point", "percent", "per cent"} {
		if strings.Contains(w, u) {
			return u
		}
	}
	return ""
}

// qualifier says how exact the number is.
func (q *quantity) qualifier() string {
	num := q.num.Number
	if num.IsRange() {
		return "range"
	}
	s := q.s
	after := s.At(q.pass.Class("qualifier_after"), skipSpace(s, q.end))
	if at := skipSpace(s, q.num.End); after == nil && q.unit != nil && at < q.unit.Start {
		after = s.At(q.pass.Class("qualifier_after"), at)
	}
	if before := q.qualifierBefore(); before != "" && !(before == "at_most" && after != nil && after.Term.ID == "approx") { // 控制在5%左右
		return before
	}
	switch {
	case after != nil && (after.Term.ID != "at_least" || !q.latin(after.Start) || s.Doc.Text[after.Start] >= utf8.RuneSelf || strings.Contains(s.Text(after.Span), " ")):
		if after.Term.ID != "-" {
			return after.Term.ID
		}
	case q.unit == nil && !num.Percent:
		if id := q.afterNoun(); id != "" {
			return id
		}
	}
	switch {
	case num.AtLeast:
		return "at_least"
	case num.Approx:
		return "approx"
	}
	return "exact"
}

// afterNoun finds 左右 and 以上 behind a noun that touches the number: 300人左右.
func (q *quantity) afterNoun() string {
	t := q.s.At(q.pass.Class("subject"), q.num.End)
	if t == nil {
		return ""
	}
	after := q.s.At(q.pass.Class("qualifier_after"), t.End)
	if after == nil || after.Term.ID == "-" || q.s.Doc.Text[after.Start] < utf8.RuneSelf {
		return ""
	}
	return after.Term.ID
}

// qualifierBefore finds a qualifier in front of the number: close by, or, for
// 至少 and its like, anywhere in the clause before it where no other number
// stands between.
func (q *quantity) qualifierBefore() string {
	s, class := q.s, q.pass.Class("qualifier_before")
	if !s.Has.Has(class.Set()) {
		return ""
	}
	low := max(q.clause.Start, q.num.Start-48)
	if low == q.clause.Start && low > s.Start && q.num.Start == low {
		low = max(s.Start, low-1)
	}
	for i := s.From(q.num.Start) - 1; i >= 0 && s.Tokens[i].Start >= low; i-- {
		t := &s.Tokens[i]
		if t.Number != nil && t.End <= q.num.Start {
			return ""
		}
		if !t.Is(class) || t.End > q.num.Start {
			continue
		}
		gap := strings.TrimSpace(s.Doc.Text[t.End:q.num.Start])
		if gap == "" || linking(gap) || t.Term.ID == "at_least" && reachesFar(s.Text(t.Span)) || t.Term.ID == "at_most" && reachesFar(s.Text(t.Span)) {
			return t.Term.ID
		}
	}
	return ""
}

// linking reports whether gap leaves a qualifier next to its number.
func linking(gap string) bool {
	switch gap {
	case "a", "a total of", "the", "为", "达", "到", "有", "了", "达到", "人民币", "$", "¥", "也", "共", "by", "another", "完成", "一":
		return true
	}
	return false
}

// reachesFar reports whether the qualifier w can stand before a verb: at least
// hold one meeting.
func reachesFar(w string) bool {
	switch strings.ToLower(w) {
	case "至少", "最少", "起码", "at least", "至多", "最多", "at most":
		return true
	}
	return false
}

// per returns the period for which the number is meant.
func (q *quantity) per() string {
	if id := q.period(); id != "" || !q.yearly() {
		return id
	}
	return "year"
}

// period returns the period that the words around the number name.
func (q *quantity) period() string {
	s, class := q.s, q.pass.Class("period")
	if !s.Has.Has(class.Set()) {
		return ""
	}
	id := ""
	s.Within(class, text.Span{Start: q.clause.Start, End: q.num.End}, func(t *match.Token) bool {
		if !namedYear(s.Doc.Text[s.Start:t.Start], s.Text(t.Span)) {
			id = t.Term.ID
		}
		return true
	})
	for i := s.From(q.num.Start) - 1; i >= 0 && s.Tokens[i].Start >= q.clause.Start; i-- {
		if t := &s.Tokens[i]; t.Is(class) && t.Overlaps(q.num.Span) {
			id = t.Term.ID // 年两次
		}
	}
	if id == "" || q.latin(q.end) {
		after := ""
		end := max(q.clause.End, q.end)
		if k := strings.Index(s.Doc.Text[q.end:end], "、"); k >= 0 {
			end = q.end + k // a period behind it is that of the next number
		}
		for i := s.From(q.end); i < len(s.Tokens) && s.Tokens[i].Start < end; i++ {
			t := &s.Tokens[i]
			if t.Number != nil && !t.Number.Percent && after == "" && !overlaps(s, class, t.Span) {
				break
			}
			if t.Is(class) && after == "" {
				after = t.Term.ID
			}
		}
		if after != "" && (s.Lang == text.EN || id == "") {
			id = after
		}
	}
	if id == "" && q.clause.Start > s.Start && strings.HasPrefix(s.Doc.Text[q.clause.Start:s.End], "其中") {
		if t := s.Last(class, s.Clause(q.clause.Start-1)); t != nil {
			id = t.Term.ID
		}
	}
	if id == "-" {
		return ""
	}
	return id
}

// namedYear reports whether the year with which the period w begins is one of
// its own: 2021年接待, 全年培训, and not 年接待.
func namedYear(before, w string) bool {
	r, size := utf8.DecodeLastRuneInString(before)
	return strings.HasPrefix(w, "年") && size > 0 && (r >= '0' && r <= '9' || strings.ContainsRune("全今去当本近上明来同几多历两一二三四五六七八九十零〇度", r))
}

// yearly reports whether the number is the least that a rule asks of each in
// the year: 每人全年至少两次.
func (q *quantity) yearly() bool {
	clause := text.Lower(q.s.Text(q.clause))
	each := strings.Contains(clause, "每") || strings.Contains(clause, "each ") || strings.Contains(clause, "every ")
	whole := strings.Contains(clause, "全年") || strings.Contains(clause, "in the year") || strings.Contains(clause, "in a year")
	return each && whole && q.qualifier() == "at_least"
}

// year returns the year that the clause names before the number, or 0.
func (q *quantity) year() int {
	s := q.s
	for i := s.From(q.num.Start) - 1; i >= 0 && s.Tokens[i].Start >= q.clause.Start; i-- {
		t := &s.Tokens[i]
		if t.Number == nil || t.End > q.num.Start || !isYear(t.Number, s.Text(t.Span)) {
			continue
		}
		rest := s.Doc.Text[t.End:s.End]
		if strings.HasPrefix(rest, "年") || strings.EqualFold(lastWord(strings.TrimRight(s.Doc.Text[s.Start:t.Start], " ")), "in") {
			return int(t.Number.Value.Coef)
		}
	}
	return 0
}
