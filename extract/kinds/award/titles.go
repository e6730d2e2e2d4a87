package award

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
)

// items reads the titles between from and end: as many as follow one another.
func (f *finder) items(v *match.Token, from, end int) []item {
	var items []item
	if f.zh {
		from += f.total(span(from, end))
	}
	more := false
	for at := from; ; {
		start, ok := f.next(at, end, more)
		if !ok {
			return items
		}
		comma := more && strings.ContainsAny(f.s.Text(span(at, start)), ",;")
		it, ok := f.item(v, start, end, comma, more)
		if next := f.skipped(v, start, end); !ok && next > 0 {
			at, more = next, true
			continue
		}
		if !ok {
			return items
		}
		more = true
		f.inRow(&it, end)
		f.inYear(&it, end)
		at = it.end
		if !f.zh {
			at += f.saidOf(&it, end)
		}
		items = append(items, it)
	}
}

// skipped returns where what stands in a Chinese list from start, and is no title
// for sure, ends: in front of another member of it. It returns 0 where the list
// does not go on.
func (f *finder) skipped(v *match.Token, start, end int) int {
	if !f.zh || v.Term.ID == "rank" || v.Term.ID == "select" || !f.startsWith(f.levels, span(start, end)) {
		return 0
	}
	for i, r := range f.s.Doc.Text[start:end] {
		if i > maxSkipped || strings.ContainsRune(";。“\"", r) || r == ',' && v.Term.ID != "is" {
			return 0
		}
		if next := start + i + utf8.RuneLen(r); (r == '、' || r == ',') && f.startsWith(f.levels, span(next, end)) {
			return start + i
		}
	}
	return 0
}

// maxSkipped is how many bytes a member of a list has at most that is no title.
const maxSkipped = 75

// total returns the length of the sum with which Chinese s begins, if the titles
// that it sums up stand behind it: 各类奖项36项,其中.
func (f *finder) total(s text.Span) int {
	t := f.s.Text(s)
	if !strings.Contains(t, "其中") && !strings.Contains(t, "包括") && !strings.Contains(t, "分别为") && !strings.Contains(t, "含") {
		return 0
	}
	return len(totalZH().FindString(t))
}

// next skips what stands before a title: marks, conjunctions and articles. It
// fails at the end of the list.
func (f *finder) next(at, end int, more bool) (int, bool) {
	t := f.s.Doc.Text
	lead := leadZH()
	if !f.zh {
		lead = leadEN()
	}
	if more {
		n := len(betweenTitles().FindString(t[at:end]))
		if strings.TrimSpace(t[at:at+n]) == "" && f.quoteAt(at+n) < 0 {
			return 0, false
		}
		at += n
	}
	at += len(lead.FindString(t[at:end]))
	return at, at < end
}

var (
	totalZH       = lazy(`^[^,;:、“"《]{0,24}?[\d一二三四五六七八九十百]+[余多]?(?:项|个|次|人次|枚|件|块)[,:(]?(?:其中|分别为|包括|含)(?:有|获|包括)?:?`)
	betweenTitles = lazy(`^(?i:\s*(?:of (?:the|our) (?:city|county|province|district|town|school|country))?\s*(?:等(?:多项)?(?:荣誉)?(?:称号)?)?\s*(?:、|,|;|和|与|及|以及|并|\band\b|\bas well as\b)\s*(?:\band\b|和|以及)?)*\s*`)
	leadZH        = lazy(`^(?:\s|了|过|为|成为|:|的|由|一个|一次)*`)
	leadEN        = lazy(`^(?i:\s|:|(?:once|twice|(?:two|three|four|five|six|\d) times)\b|(?:(?:more than |over )?\d+|many|several|various|numerous|dozens of|a number of|a series of) (?:\w+ )?(?:honou?rs?|titles|awards|prizes),? (?:such as|including|like|namely|among them)\b|including|namely|by [^,;"“]{3,80}? (?:as|with|the (?:honorary )?titles? of)\b|(?:as|the|a|an|to|be|one of(?: the)?|by us|its|his|her|their|successively|respectively|both|honorary|(?:the )?(?:honorary |bronze |gold )?(?:titles?|honou?rs?|plaques?|names?) of|(?:the )?(?:honorary )?titles?(?: as)?|with)\b)*`)
)

// item reads the title that starts at start. Behind a comma it must be plain
// that it is one, since another clause may begin there.
func (f *finder) item(v *match.Token, start, end int, comma, more bool) (item, bool) {
	if q := f.quoteAt(start); q >= 0 {
		return f.quotedItem(v, start, f.quotes[q], end, comma)
	}
	stop := f.plainEnd(start, end)
	if (comma || more && !f.zh) && f.leadsToVerb(start, end) {
		return item{}, false
	}
	if q := f.quoteAt(stop); q >= 0 && stop < end {
		if it, ok := f.prefixedItem(v, start, f.quotes[q], end, comma); ok {
			return it, true
		}
	}
	if f.zh {
		return f.plainZH(v, start, stop, comma, more)
	}
	return f.plainEN(v, start, stop, comma)
}

// leadsToVerb reports whether the clause of start runs on to the next verb
// of receiving, which stands at end: it names who that verb speaks of.
func (f *finder) leadsToVerb(start, end int) bool {
	return end < f.s.End && f.s.Clause(start).End >= end
}

// plainEnd returns where plain text from start ends: at a comma, a quotation
// or end. In Chinese also at 、 or 和 behind the end of a title, in English at
// an “and” between two titles.
func (f *finder) plainEnd(start, end int) int {
	t := f.s.Doc.Text
	for i := start; i < end; {
		if f.quoteAt(i) >= 0 {
			return i
		}
		r, size := utf8.DecodeRuneInString(t[i:])
		switch {
		case strings.ContainsRune(";。!?…\n", r), (r == ',' || r == ':') && !between(t, i, text.IsDigit):
			return i
		case r == '.' && (i+1 >= end || t[i+1] == '.' || t[i+1] == ' ' && i+2 < end && unicode.IsUpper(rune(t[i+2]))):
			return i
		case f.zh && strings.ContainsRune("、和与及", r) && (f.closed(start, i) && !f.straddled(start, i, end) || f.parallel(span(start, i), i+size)):
			return i
		case !f.zh && r == ' ' && len(t)-i > 5 && strings.EqualFold(t[i:i+5], " and ") && f.divides(start, i, end):
			return i
		}
		i += size
	}
	return end
}

func between(t string, i int, is func(byte) bool) bool {
	return i > 0 && i+1 < len(t) && is(t[i-1]) && is(t[i+1])
}

// closed reports whether Chinese text from start to end closes with a title,
// so that what follows it is another.
func (f *finder) closed(start, end int) bool {
	s := span(start, end)
	if levelsOnly().MatchString(f.s.Text(s)) { // 县、市、省级成果奖
		return false
	}
	for _, w := range append(f.words(f.honour, s), f.words(f.bearer, s)...) {
		if w.End == end || w.End < end && behindTitle().MatchString(f.s.Text(span(w.End, end))) {
			return f.first(f.honour, s) != nil || f.first(f.merit, s) != nil || f.firstLevel(s) != nil
		}
	}
	return false
}

// parallel reports whether a title begins at next as s does, with a level: that
// makes a title of s though no known word closes it.
func (f *finder) parallel(s text.Span, next int) bool {
	return f.startsWith(f.levels, s) && f.first(f.merit, s) != nil && f.startsWith(f.levels, span(next, f.s.End)) &&
		utf8.RuneCountInString(f.s.Text(s)) >= shortTitle
}

// shortTitle is how many code points a Chinese title that no known word closes has
// at least.
const shortTitle = 5

// straddled reports whether an honour that begins in the text from start goes on
// behind i: 特等奖、一等奖.
func (f *finder) straddled(start, i, end int) bool {
	for _, w := range f.words(f.honour, span(max(start, i-maxTerm), min(end, i+maxTerm))) {
		if w.Start < i && w.End > i {
			return true
		}
	}
	return false
}

// levelsOnly matches levels that a title behind them has together.
var levelsOnly = lazy(`^(?:[国省市区县镇乡校地州院]|国家|全国|厅局|地市)级?(?:[、和及与](?:[国省市区县镇乡校地州院]|国家|全国|厅局|地市)级?)*$`)

// behindTitle is what may stand between a title and the next of its list.
var behindTitle = lazy(howMany + `|^\([^()]{1,12}\)$`)

// divides reports whether an English “and” at i stands between two titles, or
// between a title and another clause.
func (f *finder) divides(start, i, end int) bool {
	from := i + 5
	if titleToo().MatchString(f.s.Doc.Text[from:end]) {
		return true
	}
	if !f.headed(span(start, i)) {
		return false
	}
	stop := from
	for stop < end && !strings.ContainsRune(",;.", rune(f.s.Doc.Text[stop])) {
		stop++
	}
	if f.quoteAt(from) >= 0 || stop == end && end < f.s.End { // another verb follows
		return true
	}
	n := len(leadEN().FindString(f.s.Doc.Text[from:stop]))
	if verbEN().MatchString(f.s.Doc.Text[from:stop]) {
		return true
	}
	next := span(from+n, stop)
	return (f.headed(next) || f.startsWith(f.levels, next) && f.endsOn(f.bearer, f.core(next))) && (n > 0 || f.endsOn(f.honour, span(start, i)) || f.endsOn(f.bearer, span(start, i)) || f.placed(next))
}

// titleToo begins another English title behind “and”.
var titleToo = lazy(`^(?i:(?:the )?(?:honorary )?(?:titles?|honou?rs?|plaques?) of)\b`)

// placed reports whether English s begins with a prize or place that says
// where it was won: third place in the finals.
func (f *finder) placed(s text.Span) bool {
	core := f.core(s)
	w := f.first(f.honour, core)
	return f.isPrize(w) && w.Span == core && core.End < s.End
}

// titled reports whether s reads as a title.
func (f *finder) titled(s text.Span) bool {
	return f.first(f.honour, s) != nil || f.first(f.merit, s) != nil && f.first(f.bearer, s) != nil ||
		f.firstLevel(s) != nil && f.first(f.bearer, s) != nil
}
