package ingest

import (
	"strconv"
	"strings"
)

// Automatic numbering, as Word shows it. DOCX, DOC and ODT describe it alike: a
// scheme has nine levels, a list uses a scheme and may override some of it, and
// a paragraph names its list and level. All lists of a scheme count together.

// levels is the number of levels of a scheme.
const levels = 9

// listLevel says how one level of a scheme is numbered.
type listLevel struct {
	start  int
	format string // of its number, as OOXML names it: "chineseCounting"; "bullet" and "none" show no number
	text   string // with %1 to %9 for the numbers of the levels
	gap    bool   // whether white space stands between the label and the text
	legal  bool   // whether all numbers in it are written in digits
	// restart is the number of the level, from 1, at or above which a
	// paragraph makes it start again: 0 for never, inherit for any above it.
	restart int
	style   string // the paragraph style it belongs to, in DOCX
}

// inherit is the restart of levels that say nothing of it.
const inherit = -1

type scheme struct {
	levels [levels]*listLevel
	value  [levels]int
	begun  [levels]bool
}

// list is a use of a scheme.
type list struct {
	scheme   *scheme
	override [levels]*listLevel
	start    [levels]*int // where it starts, instead of where its scheme says
	used     [levels]bool
}

func (l *list) level(i int) *listLevel {
	if o := l.override[i]; o != nil {
		return o
	}
	return l.scheme.levels[i]
}

// first returns the first number of level i.
func (l *list) first(i int) int {
	if l.start[i] != nil {
		return *l.start[i]
	}
	if v := l.level(i); v != nil {
		return v.start
	}
	return 1
}

// next counts a paragraph of level i, from 0, and returns its label with the
// white space after it, or nothing if it has no number.
func (l *list) next(i int) string {
	if l == nil || l.scheme == nil || i < 0 || i >= levels || l.level(i) == nil {
		return ""
	}
	l.count(i)
	return l.label(i)
}

func (l *list) count(i int) {
	s := l.scheme
	switch {
	case !s.begun[i] || l.start[i] != nil && !l.used[i]:
		s.value[i] = l.first(i)
	case s.value[i] < 1<<30:
		s.value[i]++
	}
	s.begun[i], l.used[i] = true, true
	for j := range i { // a level that was left out counts as begun
		if !s.begun[j] {
			s.value[j], s.begun[j] = l.first(j), true
		}
	}
	for j := i + 1; j < levels; j++ {
		if v := l.level(j); v != nil && (v.restart == inherit || i < v.restart) {
			s.begun[j] = false
		}
	}
}

func (l *list) label(i int) string {
	v := l.level(i)
	if v.format == "bullet" {
		return ""
	}
	var b strings.Builder
	for t := v.text; t != ""; {
		at := strings.IndexByte(t, '%')
		if at < 0 || at+1 == len(t) {
			b.WriteString(t)
			break
		}
		b.WriteString(t[:at])
		j := int(t[at+1]) - '1'
		if j < 0 || j >= levels {
			b.WriteByte('%')
			t = t[at+1:]
			continue
		}
		t = t[at+2:]
		if w := l.level(j); w != nil {
			n := l.scheme.value[j]
			if !l.scheme.begun[j] {
				n = l.first(j)
			}
			b.WriteString(writeNumber(n, w.format, v.legal))
		}
	}
	if v.gap && b.Len() > 0 {
		b.WriteByte(' ')
	}
	return b.String()
}

// writeNumber writes n in a format of OOXML; in digits if n is beyond it.
func writeNumber(n int, format string, legal bool) string {
	if legal && format != "none" {
		return strconv.Itoa(n)
	}
	if s := spelled(n, format); s != "" || format == "none" || format == "bullet" {
		return s
	}
	return strconv.Itoa(n)
}

// spelled writes n in a format that is not plain digits, or returns nothing.
func spelled(n int, format string) string {
	switch format {
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperLetter":
		return letters(n, 'A')
	case "lowerLetter":
		return letters(n, 'a')
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	case "ordinal":
		return ordinal(n)
	case "decimalFullWidth", "decimalFullWidth2":
		return digitwise(n, "０１２３４５６７８９")
	case "chineseCounting", "taiwaneseCounting":
		if n < 100 {
			return counting(n, "零一二三四五六七八九", "十百千万")
		}
		return digitwise(n, "○一二三四五六七八九")
	case "chineseCountingThousand", "taiwaneseCountingThousand":
		return counting(n, "零一二三四五六七八九", "十百千万")
	case "japaneseCounting":
		return strings.NewReplacer("一十", "十", "一百", "百", "一千", "千", "零", "").Replace(counting(n, "零一二三四五六七八九", "十百千万"))
	case "ideographDigital", "japaneseDigitalTenThousand", "chineseDigital", "taiwaneseDigital":
		return digitwise(n, "〇一二三四五六七八九")
	case "chineseLegalSimplified", "japaneseLegal":
		return counting(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟万")
	case "ideographLegalTraditional":
		return counting(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟萬")
	case "ideographTraditional":
		return nth(n, "甲乙丙丁戊己庚辛壬癸")
	case "ideographZodiac":
		return nth(n, "子丑寅卯辰巳午未申酉戌亥")
	case "ideographZodiacTraditional":
		if n > 0 && n <= 60 {
			return nth((n-1)%10+1, "甲乙丙丁戊己庚辛壬癸") + nth((n-1)%12+1, "子丑寅卯辰巳午未申酉戌亥")
		}
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return nth(n, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
	case "decimalEnclosedParen":
		return nth(n, "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")
	case "decimalEnclosedFullstop":
		return nth(n, "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛")
	case "ideographEnclosedCircle":
		return nth(n, "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉")
	}
	return ""
}

// nth returns the n-th character of s, from 1, or nothing.
func nth(n int, s string) string {
	for _, r := range s {
		if n--; n == 0 {
			return string(r)
		}
	}
	return ""
}

func digitwise(n int, digits string) string {
	var b strings.Builder
	for _, c := range strconv.Itoa(n) {
		b.WriteString(nth(int(c-'0')+1, digits))
	}
	return b.String()
}

// counting writes n, below 100,000, with digits and units. Of 一十 at the start
// only 十 is written.
func counting(n int, digits, units string) string {
	if n < 0 || n >= 100_000 {
		return ""
	}
	if n == 0 {
		return nth(1, digits)
	}
	var b strings.Builder
	zero := false
	for u, power := 4, 10_000; u >= 0; u, power = u-1, power/10 {
		d := n / power % 10
		if d == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteString(nth(1, digits))
			zero = false
		}
		unit := nth(u, units)
		if d != 1 || unit != "十" || b.Len() > 0 {
			b.WriteString(nth(d+1, digits))
		}
		b.WriteString(unit)
	}
	return b.String()
}

func letters(n int, first rune) string {
	if n < 1 || n > 780 { // Word repeats the letter: z, aa, bb
		return ""
	}
	return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return ""
	}
	var b strings.Builder
	for _, r := range []struct {
		value int
		text  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.text)
		}
	}
	return b.String()
}

func ordinal(n int) string {
	suffix := "th"
	if n/10%10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}
