package heading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/extract/text"
	"zongjie/lexicon/numeral"
)

// style is a way of numbering. Labels of one style make one series.
type style uint8

// The styles, by the rank that they usually have: a style that comes later
// stands under one that comes earlier.
const (
	stylePart        style = iota // 第一部分 Part One
	styleChapter                  // 第一章 Chapter 1:
	styleSection                  // 第一节 Section 2
	styleFinancial                // 壹、
	styleHan                      // 一、
	styleRoman                    // I.
	styleOrdinal                  // 第一, First,
	styleCardinal                 // One,
	styleLetter                   // A.
	styleHanParen                 // (一)
	styleArabic                   // 1. 1、 1, 1
	styleDecimal                  // 1.1
	styleDecimal3                 // 1.1.1
	styleParen                    // (1) 1)
	styleLetterParen              // (a) a)
	styleRomanParen               // (i) i)
	styleCircled                  // ①
	styleArticle                  // 第一条 Article 5
	styleIs                       // 一是 The first is
	styles
)

// variant is how a style is written. A series keeps its variant unless its
// labels are damaged.
type variant uint8

const (
	variantDot   variant = iota // 1.
	variantPause                // 1、
	variantComma                // 1,
	variantColon                // 1:
	variantBoth                 // (1)
	variantHalf                 // 1)
	variantSpace                // 1 pressure load
	variantGlued                // 1加强
	variantWord                 // Five ladders
)

// label is one way to read the start of a block.
type label struct {
	text.Span
	title   int // where the title starts
	style   style
	variant variant
	number  int
	group   int // for 1.1 the number before its last point, for 1.1.1 both
	worth   int // how sure it is on its own, in points
}

// bare reports whether a label of style s and variant v is a mere number, so
// that only its neighbours can tell it from a quantity.
func bare(s style, v variant) bool {
	return v >= variantSpace && (s == styleHan || s == styleArabic || s == styleRoman || s == styleOrdinal)
}

// Start returns the offset at which the words of a block begin: after
// spaces, quotation signs, bullets and marks of emphasis.
func Start(t string, s text.Span) int {
	i := s.Start
	for i < s.End {
		r, size := utf8.DecodeRuneInString(t[i:s.End])
		if !strings.ContainsRune(" \n>#*_~●■◆◇□★☆►▶▪•·-—–", r) {
			break
		}
		i += size
	}
	return i
}

// Labelled reports whether the block at s of t may well begin with a label.
func Labelled(t string, s text.Span) bool {
	for _, l := range readLabels(t, nil, s) {
		if l.worth > doubtful {
			return true
		}
	}
	return false
}

// readLabels returns the ways to read the start of the text of s as a label,
// in a fixed order. Each leaves a title.
func readLabels(t string, words *text.Words, s text.Span) []label {
	at := Start(t, s)
	r := labelReader{t: t[:s.End], cuts: words, at: at}
	if at >= s.End {
		return nil
	}
	switch c := t[at]; {
	case c == '(' || c == '[':
		r.bracketed()
	case text.IsDigit(c):
		r.arabic()
	case c < utf8.RuneSelf:
		r.roman()
		r.letter()
		r.words()
	default:
		r.han()
		r.ordinal()
		r.circled()
	}
	return r.labels
}

// labelReader collects readings of the text at at.
type labelReader struct {
	t      string // up to the end of the block
	cuts   *text.Words
	at     int
	labels []label
}

// add adds a reading whose label ends at end, unless nothing follows it.
func (r *labelReader) add(st style, v variant, number, end, worth int) {
	title := end
	for title < len(r.t) && isGap(r.t[title]) {
		title++
	}
	if title >= len(r.t) || number < 1 || number > 199 {
		return
	}
	r.labels = append(r.labels, label{Span: text.Span{Start: r.at, End: end}, title: title, style: st, variant: v, number: number, worth: worth})
}

func isGap(c byte) bool { return c == ' ' || c == '\n' || c == '*' || c == '_' }

// mark reads the punctuation that ends a label at i, after optional spaces.
func (r *labelReader) mark(i int) (v variant, end int, ok bool) {
	for i < len(r.t) && r.t[i] == ' ' {
		i++
	}
	v, n := markAt(r.t[i:])
	if n == 0 {
		return 0, i, false
	}
	end = i + n
	for range 2 { // 一、. (1)、
		_, n := markAt(r.t[end:])
		if n == 0 {
			break
		}
		end += n
	}
	return v, end, true
}

// marksOf are the signs that end a label.
var marksOf = []struct {
	sign    string
	variant variant
}{{".", variantDot}, {"、", variantPause}, {",", variantComma}, {":", variantColon}, {")", variantHalf}, {"]", variantHalf}, {"。", variantDot}, {"·", variantDot}, {";", variantComma}}

func markAt(s string) (variant, int) {
	for _, m := range marksOf {
		if strings.HasPrefix(s, m.sign) {
			return m.variant, len(m.sign)
		}
	}
	return 0, 0
}

// Worths of labels, in points. A series costs its first label openCost, so a
// label worth less cannot stand alone.
const (
	sure     = 300
	likely   = 250
	fair     = 150
	doubtful = 90
	damaged  = 60
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

// dateAfter reports whether s goes on as a date does that a point or comma cut: 2019. 3
func dateAfter(s string) bool {
	trimmed := strings.TrimLeft(s, " ")
	if y, n := numeral.FourDigits(trimmed); y != 0 && !strings.ContainsFunc(trimmed[n:], unicode.IsLetter) { // 20, 2021
		return true
	}
	n, i := digits(trimmed, 0)
	return i > 0 && n <= 31 && (i == len(trimmed) || strings.TrimLeft(trimmed[i:], " .") == "")
}

// year reports whether s begins with a year.
func year(s string) bool { return len(s) > 4 && strings.HasPrefix(s[4:], "年") }

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

// bracketed reads (一) (1) (a) (i) (One).
func (r *labelReader) bracketed() {
	i := r.at + 1
	for i < len(r.t) && r.t[i] == ' ' {
		i++
	}
	closing := func(j int) (end int, ok bool) {
		_, end, ok = r.mark(j)
		return end, ok && strings.ContainsAny(r.t[j:end], ")]")
	}
	if n, j := digits(r.t, i); j > 0 {
		if end, ok := closing(j); ok {
			r.add(styleParen, variantBoth, n, end, likely)
		}
		return
	}
	if n, j := hanNumber(r.t, i); j > 0 {
		if end, ok := closing(j); ok {
			r.add(styleHanParen, variantBoth, n, end, sure)
		} else if _, end, ok := r.mark(j); ok {
			r.add(styleHanParen, variantHalf, n, end, fair)
		}
		return
	}
	word := latinWord(r.t, i)
	end, ok := closing(i + len(word))
	if !ok || word == "" || r.t[r.at] == '[' { // [x] is a box to tick
		return
	}
	if n := romanNumber(strings.ToUpper(word)); n > 0 {
		r.add(styleRomanParen, variantBoth, n, end, fair)
	}
	if len(word) == 1 {
		r.add(styleLetterParen, variantBoth, int(word[0]|0x20-'a')+1, end, fair)
	}
	if n := max(place(cardinals, word), place(ordinals, word)); n > 0 {
		r.add(styleHanParen, variantBoth, n, end, fair)
	}
}

func latinWord(t string, i int) string {
	j := i
	for j < len(t) && text.IsLatin(t[j]) {
		j++
	}
	return t[i:j]
}

// roman reads I. II、 and IV without punctuation.
func (r *labelReader) roman() {
	word := latinWord(r.t, r.at)
	n := romanNumber(word)
	if n == 0 {
		return
	}
	v, end, ok := r.mark(r.at + len(word))
	switch {
	case ok && end < len(r.t) && latinWord(r.t, end) != "" && len(word) == 1 && end+1 < len(r.t) && r.t[end+1] == '.': // I.B.M.
	case ok && v != variantHalf && len(word) > 1:
		r.add(styleRoman, v, n, end, likely)
	case ok && v != variantHalf:
		r.add(styleRoman, v, n, end, fair)
	case ok:
		r.add(styleRomanParen, v, n, end, fair)
	case len(word) > 1:
		r.add(styleRoman, variantSpace, n, r.at+len(word), doubtful)
	}
}

// romanNumber returns the value of a Roman number up to 39, or 0.
func romanNumber(s string) int {
	n := 0
	for i := range len(s) {
		v := romanDigit(s[i])
		if v == 0 {
			return 0
		}
		if i+1 < len(s) && romanDigit(s[i+1]) > v {
			v = -v
		}
		n += v
	}
	if n < 1 || n > 39 || roman(n) != s {
		return 0
	}
	return n
}

func romanDigit(c byte) int {
	switch c {
	case 'I':
		return 1
	case 'V':
		return 5
	case 'X':
		return 10
	}
	return 0
}

func roman(n int) string {
	units := [...]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}
	return strings.Repeat("X", n/10) + units[n%10]
}

// letter reads A. A、 a)
func (r *labelReader) letter() {
	word := latinWord(r.t, r.at)
	if len(word) != 1 {
		return
	}
	v, end, ok := r.mark(r.at + 1)
	n := int(word[0]|0x20-'a') + 1
	switch {
	case !ok || end < len(r.t) && r.t[end] != ' ' && r.t[end] < utf8.RuneSelf && v == variantDot:
	case v == variantHalf:
		r.add(styleLetterParen, v, n, end, fair)
	case v == variantColon: // Q: and A:
	default:
		r.add(styleLetter, v, n, end, 120)
	}
}

var (
	ordinals  = strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth")
	cardinals = strings.Fields("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen")
)

// place returns the place of word in list, from 1, whatever its case, or 0.
func place(list []string, word string) int {
	for i, w := range list {
		if strings.EqualFold(w, word) {
			return i + 1
		}
	}
	return 0
}

// words reads First, / Second of all, / Firstly, / The first is / One, /
// Chapter 1: / Part One / Five ladders.
func (r *labelReader) words() {
	word := latinWord(r.t, r.at)
	i := r.at + len(word)
	if strings.EqualFold(word, "the") {
		r.theFirst(i)
		return
	}
	if st, ok := divisions[strings.ToLower(word)]; ok {
		r.division(st, i)
		return
	}
	stem, _ := cutSuffixFold(word, "ly")
	if n := place(ordinals, stem); n > 0 {
		r.ordinalWord(n, i)
		return
	}
	if n := place(cardinals, word); n > 0 {
		if v, end, ok := r.mark(i); ok {
			r.add(styleCardinal, v, n, end, 120)
		} else if end := r.phrase(i, "is"); end > 0 {
			r.add(styleIs, variantBoth, n, end, 120)
		} else if i < len(r.t) && r.t[i] == ' ' {
			r.add(styleArabic, variantWord, n, i, damaged)
		}
	}
}

func cutSuffixFold(s, suffix string) (string, bool) {
	if len(s) > len(suffix) && strings.EqualFold(s[len(s)-len(suffix):], suffix) {
		return s[:len(s)-len(suffix)], true
	}
	return s, false
}

// phrase returns where the words stand that end at i, or 0 if they do not follow.
func (r *labelReader) phrase(i int, words ...string) int {
	for _, w := range words {
		for i < len(r.t) && r.t[i] == ' ' {
			i++
		}
		got := latinWord(r.t, i)
		if !strings.EqualFold(got, w) {
			return 0
		}
		i += len(got)
	}
	return i
}

func (r *labelReader) ordinalWord(n, i int) {
	if end := r.phrase(i, "of", "all"); end > 0 {
		i = end
	}
	if v, end, ok := r.mark(i); ok {
		r.add(styleOrdinal, v, n, end, fair)
	} else if end := r.phrase(i, "is"); end > 0 {
		r.add(styleIs, variantBoth, n, end, 120)
	}
}

// theFirst reads "The first is" and "The first," after the article.
func (r *labelReader) theFirst(i int) {
	for i < len(r.t) && r.t[i] == ' ' {
		i++
	}
	word := latinWord(r.t, i)
	n := place(ordinals, word)
	if n == 0 {
		return
	}
	i += len(word)
	for _, filler := range []string{"one", "aspect", "point"} {
		if end := r.phrase(i, filler); end > 0 {
			i = end
		}
	}
	if end := r.phrase(i, "is"); end > 0 {
		r.add(styleIs, variantBoth, n, end, 120)
	} else if v, end, ok := r.mark(i); ok {
		r.add(styleIs, v, n, end, doubtful)
	}
}

var divisions = map[string]style{"part": stylePart, "chapter": styleChapter, "section": styleSection, "article": styleArticle}

// division reads the number after Part, Chapter, Section or Article.
func (r *labelReader) division(st style, i int) {
	if i >= len(r.t) || r.t[i] != ' ' {
		return
	}
	for i < len(r.t) && r.t[i] == ' ' {
		i++
	}
	n, end := digits(r.t, i)
	if end == 0 {
		word := latinWord(r.t, i)
		n, end = max(romanNumber(word), place(cardinals, word), place(ordinals, word)), i+len(word)
	}
	if n == 0 {
		return
	}
	if v, after, ok := r.mark(end); ok {
		r.add(st, v, n, after, likely)
	} else if end < len(r.t) && r.t[end] == ' ' {
		r.add(st, variantSpace, n, end, fair)
	}
}

// han reads 一、 壹、 一是 其一, and the bare 一.
func (r *labelReader) han() {
	if n, i := financialNumber(r.t, r.at); i > 0 {
		if v, end, ok := r.mark(i); ok {
			r.add(styleFinancial, v, n, end, likely)
		}
		return
	}
	if n, i := hanNumber(r.t, r.at); i > 0 {
		r.hanAt(n, i)
		return
	}
	if rest, ok := strings.CutPrefix(r.t[r.at:], "其"); ok {
		if n, i := hanNumber(rest, 0); i > 0 {
			if v, end, ok := r.mark(r.at + len("其") + i); ok {
				r.add(styleIs, v, n, end, fair)
			}
		}
	}
}

func (r *labelReader) hanAt(n, i int) {
	v, end, ok := r.mark(i)
	switch {
	case ok && v == variantHalf:
		r.add(styleHanParen, v, n, end, likely)
	case ok && text.DigitAt(r.t, end) && v == variantDot:
	case ok:
		worth := sure
		if m, j := hanNumber(r.t, end); j > 0 && m == n+1 && v == variantPause { // 三、四年级
			worth = damaged
		}
		r.add(styleHan, v, n, end, worth)
	case strings.HasPrefix(r.t[i:], "是"):
		r.add(styleIs, variantBoth, n, i+len("是"), fair)
	case strings.HasPrefix(r.t[i:], "要"):
		r.add(styleIs, variantHalf, n, i+len("要"), 110)
	case i < len(r.t) && r.t[i] == ' ':
		r.add(styleHan, variantSpace, n, i, fair)
	case i < len(r.t) && !r.counted(i) && n <= 10 && r.cuts.Border(i):
		if c, _ := utf8.DecodeRuneInString(r.t[i:]); text.IsHan(c) && !strings.ContainsRune("方些直致切样定起一二三四五六七八九十", c) {
			r.add(styleHan, variantGlued, n, i, 85)
		}
	}
}

// hanDivisions are what 第一 can number, each with its style and worth. An
// empty sign is punctuation.
var hanDivisions = []struct {
	sign  string
	style style
	worth int
}{
	{"部分", stylePart, sure}, {"篇", stylePart, likely}, {"编", stylePart, likely}, {"板块", stylePart, fair},
	{"章", styleChapter, sure}, {"节", styleSection, sure}, {"条", styleArticle, fair}, {"款", styleArticle, doubtful},
	{"方面", styleOrdinal, doubtful}, {"点", styleOrdinal, doubtful}, {"步", styleOrdinal, doubtful}, {"阶段", styleOrdinal, doubtful},
	{"个方面", styleOrdinal, doubtful}, {"是", styleIs, fair},
}

// ordinal reads 第一章 第一部分 第一, 首先,
func (r *labelReader) ordinal() {
	rest, ok := strings.CutPrefix(r.t[r.at:], "第")
	if !ok {
		r.firstOfAll()
		return
	}
	base := len(r.t) - len(rest)
	for base < len(r.t) && r.t[base] == ' ' {
		base++
	}
	n, i := hanNumber(r.t, base)
	if i == 0 {
		n, i = digits(r.t, base)
	}
	if i == 0 {
		return
	}
	if v, end, ok := r.mark(i); ok {
		r.add(styleOrdinal, v, n, end, 200)
		return
	}
	for _, d := range hanDivisions {
		at := i
		for at < len(r.t) && r.t[at] == ' ' {
			at++
		}
		if !strings.HasPrefix(r.t[at:], d.sign) {
			continue
		}
		end := at + len(d.sign)
		v := variantGlued
		if w, after, ok := r.mark(end); ok {
			v, end = w, after
		} else if end < len(r.t) && r.t[end] == ' ' {
			v = variantSpace
		} else if d.style == styleArticle || d.style == styleSection || d.style == styleChapter || d.sign == "篇" {
			r.add(d.style, v, n, end, doubtful)
			return
		}
		r.add(d.style, v, n, end, d.worth)
		return
	}
	if i < len(r.t) && r.t[i] == ' ' {
		r.add(styleOrdinal, variantSpace, n, i, doubtful)
	}
}

// firstOfAll reads 首先, 其次, 再次, which are a series only together.
func (r *labelReader) firstOfAll() {
	for n, word := range []string{"首先", "其次", "再次"} {
		if strings.HasPrefix(r.t[r.at:], word) {
			if _, end, ok := r.mark(r.at + len(word)); ok {
				r.add(styleIs, variantColon, n+1, end, damaged)
			}
		}
	}
}

// circled reads ① to ⑳ and their white-on-black forms.
func (r *labelReader) circled() {
	c, size := utf8.DecodeRuneInString(r.t[r.at:])
	n := circledNumber(c)
	if n == 0 {
		return
	}
	end := r.at + size
	if _, after, ok := r.mark(end); ok {
		end = after
	}
	r.add(styleCircled, variantBoth, n, end, likely)
}

// circledNumber returns the number that c shows in a circle, or 0.
func circledNumber(c rune) int {
	switch {
	case c >= '①' && c <= '⑳':
		return int(c-'①') + 1
	case c >= '❶' && c <= '❿':
		return int(c-'❶') + 1
	case c >= '➀' && c <= '➉':
		return int(c-'➀') + 1
	case c >= '⓵' && c <= '⓾':
		return int(c-'⓵') + 1
	case c >= '㊀' && c <= '㊉':
		return int(c-'㊀') + 1
	}
	return 0
}

// hanNumber reads a number from 一 to 九十九 at i and returns it and where it
// ends; 0 if there is none.
func hanNumber(t string, i int) (n, end int) {
	return tensNumber(t, i, "一二三四五六七八九", "十")
}

func financialNumber(t string, i int) (n, end int) {
	return tensNumber(t, i, "壹贰叁肆伍陆柒捌玖", "拾")
}

// tensNumber reads a number below a hundred that is written with the digits
// of units, one to nine, and the sign ten.
func tensNumber(t string, i int, units, ten string) (n, end int) {
	unit := func(i int) (int, int) {
		if i >= len(t) {
			return 0, i
		}
		r, size := utf8.DecodeRuneInString(t[i:])
		if r == '参' && ten == "拾" { // 參, a form of 叁
			return 3, i + size
		}
		if k := strings.IndexRune(units, r); k >= 0 {
			return k/3 + 1, i + size
		}
		return 0, i
	}
	n, end = unit(i)
	if !strings.HasPrefix(t[min(end, len(t)):], ten) {
		if n == 0 {
			return 0, 0
		}
		return n, end
	}
	low, after := unit(end + len(ten))
	return max(n, 1)*10 + low, after
}
