package heading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/extract/text"
	"zongjie/lexicon/numeral"
)

// arabic reads 1. 1、 1) 1.1 1.1.1 and the bare 1.
func (r *labelReader) arabic() {
	n, i := digits(r.t, r.at)
	if i == 0 || n == 0 {
		return
	}
	r.decimal(n, i)
	v, end, ok := r.mark(i)
	switch {
	case !ok:
		r.bareDigits(n, i)
	case v == variantDot && r.twice(n, end):
	case v == variantHalf:
		r.add(styleParen, v, n, end, likely)
	case end < len(r.t) && text.IsDigit(r.t[end]):
		if v == variantPause || v == variantDot && year(r.t[end:]) || v == variantColon && !text.IsDigit(r.t[i-1]) {
			r.add(styleArabic, v, n, end, fair)
		} else if v == variantDot {
			r.add(styleArabic, v, n, end, doubtful) // 3.10月份
		}
	case dateAfter(r.t[end:]) || n > 60:
	default:
		r.add(styleArabic, v, n, end, likely)
	}
}

// twice reports whether the label n stands again at i, after a space: 2. 2. is the
// number of a slide and that of the line on it.
func (r *labelReader) twice(n, i int) bool {
	rest := strings.TrimLeft(r.t[i:], " ")
	m, end := digits(rest, 0)
	return end > 0 && m == n && len(rest) < len(r.t)-i && strings.HasPrefix(rest[end:], ".") && !text.DigitAt(rest, end+1)
}

// dateAfter reports whether s goes on as a date does that a point or comma cut: 2019. 3
func dateAfter(s string) bool {
	trimmed := strings.TrimLeft(s, " ")
	if y, n := numeral.FourDigits(trimmed); y != 0 && !strings.ContainsFunc(trimmed[n:], unicode.IsLetter) { // 20, 2021
		return true
	}
	n, i := digits(trimmed, 0)
	return i > 0 && n <= 31 && (i == len(trimmed) || strings.TrimLeft(trimmed[i:], " .") == "")
}

// year reports whether s begins with a year, as 3.2019年 does after its label.
func year(s string) bool {
	_, n := numeral.FourDigits(s)
	return n > 0 && strings.HasPrefix(s[n:], "年")
}

// digits reads up to three digits.
func digits(t string, i int) (n, end int) {
	at := i
	for i < len(t) && text.IsDigit(t[i]) {
		n = n*10 + int(t[i]-'0')
		i++
	}
	if i == at || i-at > 3 {
		return 0, 0
	}
	return n, i
}

// decimal reads 1.1 and 1.1.1, of which n is the first number and ends at i.
func (r *labelReader) decimal(first, i int) {
	numbers := []int{first}
	for len(numbers) < 3 && i+1 < len(r.t) && r.t[i] == '.' && text.IsDigit(r.t[i+1]) {
		n, end := digits(r.t, i+1)
		if end == 0 {
			return
		}
		numbers, i = append(numbers, n), end
	}
	if len(numbers) == 1 || i < len(r.t) && strings.IndexByte("%.-/~", r.t[i]) >= 0 && !strings.HasPrefix(r.t[i:], ". ") {
		return
	}
	v, end, ok := r.mark(i)
	if !ok {
		v, end = variantSpace, i
	}
	last, worth := len(numbers)-1, fair
	if !ok && i < len(r.t) && r.t[i] != ' ' {
		worth = doubtful
	}
	before := len(r.labels)
	r.add(styleDecimal+style(last-1), v, numbers[last], end, worth)
	if len(r.labels) > before {
		l := &r.labels[before]
		for _, n := range numbers[:last] {
			l.group = l.group*200 + n
		}
	}
}

// bareDigits reads a number without punctuation: a label that was damaged,
// or the plain 1 above 1.1.
func (r *labelReader) bareDigits(n, i int) {
	switch {
	case n > 40 || i >= len(r.t):
	case r.t[i] == ' ':
		if j := i + 1; j < len(r.t) && !text.IsDigit(r.t[j]) && !r.counted(j) {
			r.add(styleArabic, variantSpace, n, i, 120)
		}
	case r.t[i] >= utf8.RuneSelf && !r.counted(i) && !strings.HasPrefix(r.t[i:], "-"):
		if c, _ := utf8.DecodeRuneInString(r.t[i:]); text.IsHan(c) {
			r.add(styleArabic, variantGlued, n, i, damaged)
		}
	}
}

// classifiers are the characters of units, classifiers and dates.
const classifiers = "年月日号时分秒点周天季个名人位次项条件家户所座台套册本篇份期届场轮批种类支队组级班间栋幢层楼亩元万亿千百十余多几成倍米公里吨斤克升度页章节部门岁代路线校院区镇乡村县市省国中小大星岸会"

// counted reports whether a classifier or unit stands at i, so that the number
// before it is none of a series.
func (r *labelReader) counted(i int) bool {
	c, size := utf8.DecodeRuneInString(r.t[i:])
	return strings.ContainsRune(classifiers, c) && r.cuts.Border(i+size)
}
