package meta

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/kinds/heading"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// runInTitle finds a title that stands at the beginning of a paragraph, before its
// text, as copying from a page leaves it, notes where, and returns it folded: "" if
// there is none.
func (d *describer) runInTitle() string {
	for at, i := range d.lead {
		if at == 3 {
			break
		}
		b, s := d.Doc.Blocks[i], d.body(i)
		if b.Kind == text.Row || len(s) < runInLeast {
			continue
		}
		start, end := d.runIn(s[:min(len(s), runInReach)])
		if end == 0 {
			continue
		}
		from := heading.Start(d.Doc.Text, b.Span)
		d.titleAt = i
		d.Meta.Title = strings.TrimSpace(d.Doc.RawText(text.Span{Start: from + start, End: from + end}))
		return s[start:end]
	}
	return ""
}

// A paragraph that holds a title is longer than runInLeast bytes; the title ends
// before runInReach.
const runInLeast, runInReach = 60, 400

// runIn returns the span of the title with which s begins, 0, 0 if there is none.
func (d *describer) runIn(s string) (start, end int) {
	s = strings.ToValidUTF8(s, "") // it may be cut within a character at its end
	if strings.IndexFunc(s, text.IsHan) < 0 {
		return d.runInLatin(s)
	}
	start = pageMark(s)
	if close := strings.IndexAny(s, "]】》"); start == 0 && close > 0 && close < 120 && (s[0] == '[' || strings.HasPrefix(s, "【") || strings.HasPrefix(s, "《")) {
		_, open := utf8.DecodeRuneInString(s)
		if t := s[open:close]; d.typeOf(t) != "" && !strings.ContainsAny(t, ",。;") {
			return open, close
		}
	}
	class := d.Class("doctype")
	for i := start; i < len(s); {
		id, n := d.longest(class, s, i)
		if n == 0 {
			r, size := utf8.DecodeRuneInString(s[i:])
			if strings.ContainsRune(",。;!?<>›[/", r) { // of a sentence, or of a page's markup
				return 0, 0
			}
			i += size
			continue
		}
		i += n
		if id == "-" {
			continue
		}
		if k := echo(s, start, i); k > 0 {
			return i - k, i
		}
		if n, ok := titleEnds(s[i:]); ok && utf8.RuneCountInString(s[start:i]) >= 5 {
			return start, i + n
		}
	}
	return 0, 0
}

// pageMark returns the length of the number with which a site that shows documents
// begins its pages: 1、
func pageMark(s string) int {
	n := countDigits(s)
	if rest, ok := strings.CutPrefix(s[n:], "、"); ok && n > 0 && n < 3 {
		return len(s) - len(rest)
	}
	return 0
}

// echo returns the length of the words before i that stand again after it: a title
// that was copied twice. They are at least eight characters.
func echo(s string, start, i int) int {
	for k := i - start; k >= 24; k-- {
		if utf8.RuneStart(s[i-k]) && strings.HasPrefix(s[i:], s[i-k:i]) {
			return k
		}
	}
	return 0
}

// titleEnds reports whether a title ends before s: at a space, a dash or the first
// label of its text, perhaps after a year or term (总结2017学年第二学期), of which n is
// the length.
func titleEnds(s string) (n int, ok bool) {
	for _, label := range []string{"一、", "(一)", "1、", "一."} {
		if strings.HasPrefix(s, label) {
			return 0, true
		}
	}
	if s == "" {
		return 0, false
	}
	if strings.IndexByte(" -/_|", s[0]) >= 0 {
		return 0, true
	}
	n = len(s) - len(strings.TrimLeft(s, "0123456789-年度学上下第一二半期季春秋()"))
	if n > 0 && text.IsDigit(s[0]) && n < len(s) && s[n] == ' ' {
		return n, true
	}
	return 0, false
}

// runInLatin is runIn for English: a title in capitals, or one that a compilation
// numbers (Summary of safety work 1 In the past year).
func (d *describer) runInLatin(s string) (start, end int) {
	if n := capitals(s); n > 0 && d.typeOf(s[:n]) != "" {
		return 0, n
	}
	if opensClause.Begin(s) { // In the report 3 schools
		return 0, 0
	}
	for i := 8; i+3 < len(s) && i < 160; i++ {
		if strings.IndexByte(".!?;:", s[i]) >= 0 {
			break
		}
		if s[i] != ' ' || !text.IsDigit(s[i+1]) {
			continue
		}
		n := countDigits(s[i+1:])
		rest := strings.TrimPrefix(s[i+1+n:], " ")
		if n > 2 || len(rest) == len(s[i+1+n:]) || rest == "" || !(rest[0] >= 'A' && rest[0] <= 'Z' || strings.HasPrefix(rest, "1.")) {
			continue
		}
		if t := s[:i]; d.typeOf(t) != "" {
			return 0, i
		}
	}
	return 0, 0
}

// opensClause are words with which an English sentence begins, and no title.
var opensClause = lexicon.FixedCues("meta", "opens_clause")

// capitals returns the length of the words in capitals, numbers and dashes that s
// begins with, of which there are at least two words, 0 if not.
func capitals(s string) int {
	words, end := 0, 0
	for i := 0; i < len(s); {
		w := s[i:]
		if j := strings.IndexByte(w, ' '); j >= 0 {
			w = w[:j]
		}
		if strings.ToUpper(w) != w || len(w) == 1 && text.IsLatin(w[0]) {
			break
		}
		if len(w) > 1 && text.IsLatin(w[0]) {
			words++
		}
		if w != "-" && w != "" {
			end = i + len(w)
		}
		i += len(w) + 1
	}
	if words < 2 || end == len(s) {
		return 0
	}
	return end
}
