package heading

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"zongjie/extract/text"
	"zongjie/lexicon"
)

// beginsInline are the characters beyond ASCII that an enumerator inside a block
// begins with.
var beginsInline = text.NewRuneSet("一ㄧ二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄➅➆➇➈➉⓵⓶⓷⓸⓹⓺⓻⓼⓽⓾㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉")

// inlineLabels appends the enumerators inside the block s: ① anywhere, (1) and
// 1、 where the numbers make a series, 一是 二是 and 一要 二要 at the starts of
// clauses.
func inlineLabels(t string, s text.Span, labels []text.Span) []text.Span {
	var found []inline
	for i := s.Start; i < s.End; {
		c := t[i]
		if c < utf8.RuneSelf && c != '(' && !text.IsDigit(c) && c|0x20 != 'o' {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			if r, size := utf8.DecodeRuneInString(t[i:s.End]); !beginsInline.Has(r) {
				i += size
				continue
			}
		}
		if in, ok := inlineAt(t, s, i); ok {
			found = append(found, in)
			i = in.End
			continue
		}
		_, size := utf8.DecodeRuneInString(t[i:s.End])
		i += size
		for text.IsDigit(c) && i < s.End && text.IsDigit(t[i]) {
			i++
		}
	}
	for i, in := range found {
		if in.sure || in.joins(found[:i], -1) || in.joins(found[i+1:], 1) {
			labels = append(labels, in.Span)
		}
	}
	return labels
}

// inline is an enumerator inside a paragraph.
type inline struct {
	text.Span
	sign   string // what enumerators of one series have in common
	number int
	sure   bool // whether it needs no neighbour
}

// joins reports whether others hold the neighbour of in that is step away.
func (in inline) joins(others []inline, step int) bool {
	return slices.ContainsFunc(others, func(o inline) bool { return o.sign == in.sign && o.number == in.number+step })
}

func inlineAt(t string, s text.Span, i int) (inline, bool) {
	t = t[:s.End]
	r, size := utf8.DecodeRuneInString(t[i:])
	if n := circledNumber(r); n > 0 {
		return inline{text.Span{Start: i, End: i + size}, "①", n, true}, true
	}
	if r == '(' {
		return inlineBracket(t, i)
	}
	if !clauseStart(t, s.Start, i) {
		return inline{}, false
	}
	if n, end := digits(t, i); end > 0 {
		return inlineDigits(t, i, n, end)
	}
	if n, end := hanNumber(t, i); end > 0 && end < len(t) {
		r, size := utf8.DecodeRuneInString(t[end:])
		if r == '是' {
			return inline{text.Span{Start: i, End: end + size}, "是", n, true}, true
		}
		if r == '、' || text.IsHan(r) && !strings.ContainsRune("个名次年月日", r) {
			return inline{text.Span{Start: i, End: end + size}, string(r), n, false}, true
		}
		return inline{}, false
	}
	if word := latinWord(t, i); strings.EqualFold(word, "one") && strings.HasPrefix(t[i+len(word):], " is to ") {
		return inline{text.Span{Start: i, End: i + len("one is")}, "is", 1, true}, true
	}
	return inline{}, false
}

func inlineBracket(t string, i int) (inline, bool) {
	n, end := digits(t, i+1)
	sign := "(1)"
	if end == 0 {
		n, end = hanNumber(t, i+1)
		sign = "(一)"
	}
	if end == 0 || end >= len(t) || t[end] != ')' {
		return inline{}, false
	}
	return inline{text.Span{Start: i, End: end + 1}, sign, n, false}, true
}

func inlineDigits(t string, i, n, end int) (inline, bool) {
	v, size := markAt(t[end:])
	if size == 0 || n > 30 || v == variantColon || v == variantComma && text.DigitAt(t, end+size) || v == variantDot && text.DigitAt(t, end+1) {
		return inline{}, false
	}
	return inline{text.Span{Start: i, End: end + size}, t[end : end+size], n, false}, true
}

// clauseStart reports whether a clause of the block that starts at start
// begins at i.
func clauseStart(t string, start, i int) bool {
	for i > start && t[i-1] == ' ' {
		i--
	}
	return i == start || clauseMarks.Ends(t[start:i])
}

// clauseMarks are the marks before which a clause ends.
var clauseMarks = text.NewRuneSet(",;:。.!?、…“\"(—”")

// pageNumber reports whether s is a page number and nothing else.
func pageNumber(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) > 40 {
		return false
	}
	rest := strings.Trim(s, "0123456789 -—–_/·.|")
	if rest == "" {
		return strings.ContainsAny(s, "0123456789")
	}
	fields := strings.FieldsFunc(strings.ToLower(rest), func(r rune) bool { return r >= '0' && r <= '9' || strings.ContainsRune(" -/,|", r) })
	return !slices.ContainsFunc(fields, func(f string) bool { return !pageWords.Are(f) })
}

// pageWords are the words beside a page number.
var pageWords = lexicon.FixedCues("heading", "page")

// merge sorts spans by place and joins those that overlap.
func merge(spans []text.Span) []text.Span {
	slices.SortFunc(spans, func(a, b text.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}
