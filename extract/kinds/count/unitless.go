package count

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/numeral"
)

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
		if q.num.Number.Value.Scale > 0 && !people[n.id] && !q.num.Number.IsRange() {
			return n, "a version, or a measure"
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

// nounNumber takes the noun before a number that has no unit.
func (q *quantity) nounNumber() (noun, string) {
	if q.unit != nil {
		return noun{}, "has a unit"
	}
	if n, ok := q.sum(); ok {
		return n, ""
	}
	n, gap, ok := q.before()
	if !ok {
		return n, "no noun that it can count goes before"
	}
	if q.label(n) {
		return n, "a label, or the number of a text"
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
	if rest != "" && !strings.ContainsAny(rest[:1], ",.;)!") && rest[0] < utf8.RuneSelf && nextWord(rest) != "and" && nextWord(rest) != "in" && nextWord(rest) != "while" && !strings.HasPrefix(rest, "of them") {
		return n, "the number counts what follows"
	}
	if rest != "" && rest[0] >= utf8.RuneSelf && !strings.HasPrefix(rest, "。") && !strings.HasPrefix(rest, "、") {
		return n, "the number counts what follows"
	}
	return n, ""
}

// label reports whether a small number behind a thing and at the end of its
// paragraph or before 、 is none of the things but their label: 存在问题1、, 报告2.
func (q *quantity) label(n noun) bool {
	if q.s.Lang != text.ZH || q.num.Number.Form != numeral.Digits || !things[n.id] && !events[n.id] || !q.num.Number.Value.Less(20) {
		return false
	}
	if strings.Contains(q.s.Doc.Text[n.End:q.num.Start], ":") {
		return false
	}
	after := q.s.Doc.Text[q.num.End:q.s.End]
	return after == "" || strings.HasPrefix(after, "、")
}

// sum takes money whose amount in 万 or 亿 has no currency: 存款增长1441亿.
func (q *quantity) sum() (noun, bool) {
	const farthest = 10 // code points between the money and its amount
	written := q.s.Text(q.num.Span)
	if !strings.HasSuffix(written, "万") && !strings.HasSuffix(written, "亿") || q.num.Number.Form > numeral.Chinese {
		return noun{}, false
	}
	t := q.s.Last(q.pass.Class("subject"), text.Span{Start: q.clause.Start, End: q.num.Start})
	if t == nil || t.Term.ID != "money" || utf8.RuneCountInString(q.s.Doc.Text[t.End:q.num.Start]) > farthest {
		return noun{}, false
	}
	for i := q.s.From(t.End); i < len(q.s.Tokens) && q.s.Tokens[i].Start < q.num.Start; i++ {
		if q.s.Tokens[i].Number != nil {
			return noun{}, false
		}
	}
	after := strings.TrimLeft(q.s.Doc.Text[q.num.End:q.s.End], " ")
	if after != "" && !closers.Begins(after) && !strings.HasPrefix(after, "以上") && !strings.HasPrefix(after, "左右") {
		return noun{}, false
	}
	return noun{Span: t.Span, id: "money"}, true
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
	rest := strings.TrimSpace(q.s.Doc.Text[q.num.End:max(q.num.End, q.clause.End)])
	if (sums.End(lead) || reaches.End(lead) && strings.Contains(strings.ToLower(lead), "number of ")) && rest == "" && strings.Contains(lead, " ") && !isYear(q.num.Number, q.s.Text(q.num.Span)) {
		n.id = "other"
		return n, ""
	}
	if q.clause.Start == q.s.Start || strings.Contains(lead, " ") || !strings.HasSuffix(lead, "ed") || rest != "" {
		return n, "no plural follows"
	}
	if n.id = q.antecedent(); n.id == "" {
		return n, "nothing was counted before"
	}
	return n, ""
}

// Verbs before a number that sums up their subject: inquiries totaled 311, and,
// behind "number of" only, the number of cards reached 1,256.
var (
	sums    = lexicon.FixedCues("count", "sum")
	reaches = lexicon.FixedCues("count", "reach")
)

// thing takes a plural that the lexicon does not know.
func (q *quantity) thing() (noun, string) {
	if q.unit != nil || q.often() || !q.latin(q.num.End) {
		return noun{}, "has a unit"
	}
	if q.num.Number.Value.Scale > 0 && q.per() == "" || q.num.Number.Value.Is(1) {
		return noun{}, "no number of things"
	}
	last := q.pluralAfter()
	w := q.s.Text(last)
	if w == "" || !plural(w) || w[0] < 'a' && !q.namedPeople(w) {
		return q.adopted()
	}
	if measures.Are(w) {
		return noun{}, "a measure or a point of the report"
	}
	if personal(w) {
		return noun{Span: last, id: "person"}, ""
	}
	return noun{Span: last, id: "other"}, ""
}

// namedPeople reports whether the plural w in capitals names those of a club or a
// place, and its number no part of a title: sponsored three Hillside Patchworkers.
func (q *quantity) namedPeople(w string) bool {
	before := lastWord(strings.TrimRight(q.s.Doc.Text[q.s.Start:q.num.Start], " "))
	return personal(w) && (q.num.Number.Form == numeral.English || before != "" && before[0] >= 'a') && len(w) > 5
}

// pluralAfter returns the last word, a plural where there is one, of the English
// noun phrase that begins behind the number; its span is empty if there is none.
func (q *quantity) pluralAfter() (last text.Span) {
	s, at := q.s, q.num.End
	for range 6 {
		at = skipSpace(s, at)
		if at < s.End && (s.Doc.Text[at] == '"' || strings.HasPrefix(s.Doc.Text[at:s.End], "“")) {
			if at = afterQuote(s, at); at < 0 {
				break
			}
			quoted := strings.TrimRight(s.Doc.Text[q.num.End:at], "\"”,.")
			if w := lastWord(quoted); plural(w) && last.End == 0 {
				end := q.num.End + len(quoted)
				last = text.Span{Start: end - len(w), End: end}
			}
			continue
		}
		if at >= s.End || !text.IsLatin(s.Doc.Text[at]) || s.At(q.pass.Class("period"), at) != nil {
			break
		}
		w, end := hyphenated(s, at)
		if phraseEnds.Are(w) {
			break
		}
		last, at = text.Span{Start: at, End: end}, end
		if plural(w) {
			break
		}
	}
	return last
}

// measures are plurals that are not counted.
var measures = lexicon.FixedCues("count", "measure")

// single says why a lone one is an article or an idiom, and no count.
func (q *quantity) single(n *noun) string {
	if !q.num.Number.Value.Is(1) || q.num.Number.IsRange() || q.num.Number.Form == numeral.Digits || q.num.Number.Percent || q.often() {
		return ""
	}
	if q.num.Number.Form == numeral.English {
		return q.singleEnglish(n)
	}
	if q.per() != "" || q.qualifier() == "at_least" || q.everySo() {
		return ""
	}
	before, after := q.s.Doc.Text[q.s.Start:q.num.Start], q.s.Doc.Text[q.end:q.s.End]
	unit := ""
	if q.unit != nil {
		unit = q.s.Text(q.unit.Span)
	}
	last, size := utf8.DecodeLastRuneInString(before)
	closes := after == "" || closers.Begins(after)
	switch {
	case strings.ContainsRune("作为是每任某另哪同这那第", last) && size > 1:
		return "one as an article"
	case q.sibling(before): // 两次义诊、一场讲座
		return ""
	case lastVerbs.End(before):
		return ""
	case q.group() == "event" && strings.HasSuffix(before, "了") && closes && n.id == "other": // 白忙了一场
		return "one as an idiom"
	case closes && organisations[n.id] && n.End == q.num.Start:
		return ""
	case organisations[n.id] && n.Start == q.end && (unit == "所" || unit == "家") && oneOf.End(before):
		return ""
	case closes && size > 1 && q.group() != "" && unit != "个" && n.Start < q.num.Start:
		return ""
	case closes && size > 1 && standingUnits.Are(unit) && q.led():
		return ""
	case closes && size > 1 && (q.group() == "event" || q.group() == "time"):
		return ""
	case q.group() == "person" && people[n.id] && n.Start > q.num.Start && (unit == "名" || unit == "位"):
		return ""
	}
	return "one as an article"
}

// everySo reports whether the clause says before the number every how many days or
// years: 每五年评选一次.
func (q *quantity) everySo() bool {
	lead := q.s.Doc.Text[q.clause.Start:q.num.Start]
	for {
		i := strings.Index(lead, "每")
		if i < 0 {
			return false
		}
		lead = strings.TrimPrefix(lead[i+len("每"):], "隔")
		if n, k := numeral.Prefix(lead); k > 0 && !n.Value.Is(1) {
			return true
		}
	}
}

// sibling reports whether the one is an item of a list whose item before it is
// another quantity in its own unit.
func (q *quantity) sibling(before string) bool {
	const longest = 30 // bytes of an item
	if q.group() != "event" && q.group() != "times" && q.group() != "org" || !listLinks.End(before) {
		return false
	}
	for i := q.s.From(q.num.Start) - 1; i >= 0 && q.num.Start-q.s.Tokens[i].Start <= longest; i-- {
		if t := &q.s.Tokens[i]; t.Number != nil && t.End <= q.num.Start {
			return unitAfter(q.pass, q.s, t.End) != nil && t.Number.Form <= numeral.Chinese && !t.Number.Value.Is(1)
		}
	}
	return false
}

// led reports whether at least two characters of the same phrase go before
// the number: the noun that a one behind it counts.
func (q *quantity) led() bool {
	before := q.s.Doc.Text[q.clause.Start:q.num.Start]
	before = before[strings.LastIndex(before, "、")+1:]
	return utf8.RuneCountInString(strings.TrimSpace(before)) >= 2 && len(before) >= 6
}

// standingUnits are the units of things that one counts even behind its noun: 蓄水池一座.
var standingUnits = lexicon.FixedCues("count", "standing_unit")

// oneOf are the words behind which a lone one of an organisation is counted.
var oneOf = lexicon.FixedCues("count", "one_of")

// closers are the marks that end what a number closes.
var closers = text.NewRuneSet(",。、;)(")

// singleEnglish is single for one in English.
func (q *quantity) singleEnglish(n *noun) string {
	if q.per() != "" || q.qualifier() == "at_least" {
		if n.id != "other" {
			return ""
		}
	}
	if articles.End(q.s.Doc.Text[q.s.Start:q.num.Start]) {
		return "one as an article"
	}
	if (people[n.id] || organisations[n.id] || n.id == "award") && n.Start > q.num.End && n.Start-q.num.End < 20 {
		return ""
	}
	return "one as an article"
}

// articles are words before one that say which, or none.
var articles = lexicon.FixedCues("count", "article")
