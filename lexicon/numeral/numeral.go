// Package numeral reads Chinese and English numbers. It looks only forward
// from where a number may begin: what stands before it (第, Article, a longer
// word) and what the number means there are the extractors' to judge.
package numeral

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Decimal is an exact decimal number: Coef divided by ten to the power of
// Scale. No value passes through a binary float on its way to the output.
type Decimal struct {
	Coef  int64
	Scale uint8
}

// Int returns n as a Decimal.
func Int(n int64) Decimal { return Decimal{Coef: n} }

// String writes d as a JSON number, without trailing zeros after the point.
func (d Decimal) String() string {
	neg, c := "", d.Coef
	if c < 0 {
		neg, c = "-", -c
	}
	for d.Scale > 0 && c%10 == 0 {
		c, d.Scale = c/10, d.Scale-1
	}
	s := strconv.FormatInt(c, 10)
	if d.Scale == 0 {
		return neg + s
	}
	for len(s) <= int(d.Scale) {
		s = "0" + s
	}
	return neg + s[:len(s)-int(d.Scale)] + "." + s[len(s)-int(d.Scale):]
}

// Is reports whether d is the integer n.
func (d Decimal) Is(n int64) bool { return d.reduced() == Decimal{Coef: n} }

// reduced returns d with the smallest scale.
func (d Decimal) reduced() Decimal {
	for d.Scale > 0 && d.Coef%10 == 0 {
		d.Coef, d.Scale = d.Coef/10, d.Scale-1
	}
	return d
}

// Times returns d multiplied by k > 0. It is false where that does not fit.
func (d Decimal) Times(k int64) (Decimal, bool) { return d.times(k) }

func (d Decimal) times(k int64) (Decimal, bool) {
	for d.Scale > 0 && k%10 == 0 {
		d.Scale, k = d.Scale-1, k/10
	}
	if d.Coef > math.MaxInt64/k {
		return d, false
	}
	d.Coef *= k
	return d.reduced(), true
}

// plus returns d + e for decimals that are not negative.
func (d Decimal) plus(e Decimal) (Decimal, bool) {
	d, e, ok := align(d, e)
	if !ok || d.Coef > math.MaxInt64-e.Coef {
		return d, false
	}
	d.Coef += e.Coef
	return d.reduced(), true
}

// Less reports whether d is less than the integer n.
func (d Decimal) Less(n int64) bool { return d.less(Int(n)) }

// less reports whether d is less than e.
func (d Decimal) less(e Decimal) bool {
	d, e, ok := align(d, e)
	return ok && d.Coef < e.Coef
}

// align brings d and e to one scale.
func align(d, e Decimal) (Decimal, Decimal, bool) {
	for d.Scale != e.Scale {
		short := &d
		if e.Scale < d.Scale {
			short = &e
		}
		if short.Coef > math.MaxInt64/10 {
			return d, e, false
		}
		short.Coef, short.Scale = short.Coef*10, short.Scale+1
	}
	return d, e, true
}

// Form says how a number is written.
type Form uint8

// The forms of numbers.
const (
	Digits  Form = iota // 45,388 ３２ 3.5万
	Chinese             // 一百二十三 廿三 两千
	English             // one hundred and fourteen, twelve
	Ordinal             // 3rd, third (第三 is a literal 第 before a number)
	Vague               // 几十 dozens 半数 三分之二: a quantity without an exact value
	Code                // 二〇二一 五四 0371 2.3.1: digits in a row, a year, a name or a telephone number; Value is 0 if it has none
)

// Number is one number in a text, its range and its mark of openness.
type Number struct {
	Value   Decimal
	Max     Decimal // upper end of a range; equal to Value if it is none
	Form    Form
	AtLeast bool // holds or ends in 余 多 几 + -odd: 三百二十余万, 20多, 40+
	Approx  bool // ends in 来: 十来
	Percent bool // 95% 百分之九十五 九成五 3‰ 20bp 2个百分点 21 percent: Value is in the unit written (95; 95; 95; 3; 20; 2; 21)
}

// IsRange reports whether n has two ends.
func (n Number) IsRange() bool { return n.Max != n.Value }

// maxDigits is the most digits that a quantity has; longer rows of digits are
// telephone and identity numbers.
const maxDigits = 15

// Prefix reads the number that s begins with and returns it and its length in
// bytes; a length of 0 means that s does not begin with a number. s must be
// folded. The length covers the signs that belong to the number: 3.5万余,
// 95%, 40+, 1-2, one hundred and fourteen.
func Prefix(s string) (n Number, length int) {
	if s == "" {
		return n, 0
	}
	switch c := s[0]; {
	case c >= '0' && c <= '9':
		return signed(s, digits)
	case c < utf8.RuneSelf:
		if c |= 0x20; c < 'a' || c > 'z' || !startsEnglish[c-'a'] {
			return n, 0
		}
		return english(s)
	case c < 0xE2:
		return n, 0
	}
	if r, _ := utf8.DecodeRuneInString(s); r >= 1<<16 || beginsChinese[r>>6]>>(r&63)&1 == 0 {
		return n, 0
	}
	return chinese(s)
}

// beginsChinese has a bit for each character that a Chinese number begins with:
// Prefix is asked at every character of a text, and most begin none.
var beginsChinese = func() (set [1 << 16 / 64]uint64) {
	for _, r := range "数几上成半过大若〇零○一壹二两贰三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿廿卅卌" {
		set[r>>6] |= 1 << (r & 63)
	}
	return set
}()

// signed reads a number by read and what may follow it: a sign of openness, a
// percent sign, the second end of a range.
func signed(s string, read func(string) (Number, int)) (Number, int) {
	n, i := read(s)
	if i == 0 || n.Form > English {
		return n, i
	}
	if n.Form == Chinese {
		i += pointed(s[i:], &n)
	}
	i += percent(s[i:], &n)
	if m, k := second(s, i, n); k > 0 {
		return m, k
	}
	return n, i
}

// second reads the second end of the range whose first end n ends at i of s,
// and returns the range and where it ends, or 0.
func second(s string, i int, n Number) (Number, int) {
	if n.IsRange() || n.AtLeast || n.Form > English {
		return n, 0
	}
	sep, wordy := separator(s[i:])
	if sep == 0 {
		return n, 0
	}
	at := i + sep
	m, k := endpoint(s[at:])
	if k == 0 || m.Form > English || m.AtLeast || m.IsRange() || m.Form == English && !wordy {
		return n, 0
	}
	end := at + k
	end += percent(s[end:], &m)
	lo, ok := n.Value, true
	if scale := placeIn(s[at:end]); scale > 1 && placeIn(s[:i]) == 1 && !n.Percent && lo.Coef < 1000 { // 20-30万
		lo, ok = lo.times(scale)
	}
	if m.Percent && !n.Percent && strings.Contains(s[at:end], "成") { // 七到八成
		lo, ok = lo.times(10)
	}
	if n.Percent && m.Percent && s[i] == ' ' && s[i+1] == 't' { // from 91% to 96%: two rates
		return n, 0
	}
	if strings.HasSuffix(s[:i], "点") && strings.HasSuffix(s[:end], "%") { // 提高3个百分点至95%: by how much, and to what
		return n, 0
	}
	if !ok || n.Percent && !m.Percent || !lo.less(m.Value) {
		return n, 0
	}
	m.Max, m.Value = m.Value, lo
	return m, end
}

// endpoint reads a plain number of any form.
func endpoint(s string) (n Number, length int) {
	if s == "" {
		return n, 0
	}
	switch c := s[0]; {
	case c >= '0' && c <= '9':
		return digits(s)
	case c >= utf8.RuneSelf:
		return han(s)
	}
	return words(s)
}

// separator reads what stands between the ends of a range. wordy is set for
// those that may stand between number words.
func separator(s string) (length int, wordy bool) {
	for _, sep := range [...]string{"至", "到", "~", "-", "—", "–"} {
		if !strings.HasPrefix(s, sep) {
			continue
		}
		length = len(sep)
		if sep == "—" && strings.HasPrefix(s[length:], sep) {
			length *= 2
		}
		return length, false
	}
	if len(s) < 4 || s[0] != ' ' {
		return 0, false
	}
	switch {
	case strings.HasPrefix(s, " to "):
		return 4, true
	case strings.HasPrefix(s, " - "), strings.HasPrefix(s, " ~ "):
		return 3, false
	case strings.HasPrefix(s, " – "):
		return len(" – "), false
	}
	return 0, false
}

// placeIn returns the factor of the places 万 and 亿, or million and billion,
// with which s ends, or 1.
func placeIn(s string) int64 {
	factor := int64(1)
	for {
		r, size := utf8.DecodeLastRuneInString(s)
		switch r {
		case '万':
			factor *= 1e4
		case '亿':
			factor *= 1e8
		case '千':
			factor *= 1e3
		case '百':
			factor *= 100
		default:
			w := s[strings.LastIndexByte(s, ' ')+1:]
			if k := multiplier(lower(w)); k > 12 && factor == 1 {
				return k
			}
			return factor
		}
		s = s[:len(s)-size]
		if factor >= 1e12 {
			return factor
		}
	}
}

// PercentSigns are the signs and words of percentage, a longer one before what it
// holds.
var PercentSigns = [...]string{
	"%", "‰", "℅", "个百分点", "百分点", "percentage points", "percentage point", "percent", "per cent",
	"个基点", "基点", "bps", "bp", "basis points", "basis point", "thousandths", "per thousand", "per mille",
}

// beginsPercent holds the first bytes of PercentSigns.
var beginsPercent = func() (t [256]bool) {
	for _, sign := range PercentSigns {
		t[sign[0]] = true
	}
	return t
}()

// percent reads a sign of percentage at the start of s.
func percent(s string, n *Number) int {
	i := 0
	for i < len(s) && s[i] == ' ' {
		i++
	}
	if rest := s[i:]; rest != "" && beginsPercent[rest[0]] {
		for _, sign := range PercentSigns {
			if strings.HasPrefix(rest, sign) && !(letter(sign[len(sign)-1]) && len(rest) > len(sign) && letter(rest[len(sign)])) {
				n.Percent = true
				i += len(sign)
				i += open(s[i:], n, true)
				return i
			}
		}
	}
	if i == 0 && strings.HasPrefix(s, "成") && !n.AtLeast {
		return tenths(s, n)
	}
	return 0
}

// tenths reads 成 and a digit after it, as hundredths: 九成, 八成五. 成员 and 成果
// are no tenths.
func tenths(s string, n *Number) int {
	if !n.Value.less(Int(11)) || n.Value == Int(0) {
		return 0
	}
	i := len("成")
	r, size := utf8.DecodeRuneInString(s[i:])
	if strings.ContainsRune("员果立功为绩长就本都份人年熟品效型套分交因不", r) && size > 1 {
		return 0
	}
	n.Percent = true
	n.Value, _ = n.Value.times(10)
	n.Max, _ = n.Max.times(10)
	d := hanDigit(r)
	if r == '半' {
		d = 5
	}
	if d > 0 && n.Value.Scale == 0 && n.Form == Chinese {
		n.Value.Coef += int64(d)
		n.Max = n.Value
		i += size
	}
	i += open(s[i:], n, true)
	return i
}

// open reads a sign of openness at the start of s: 余 多 几 + and -odd. After a
// bare digit word (三多一少) 多 is none: placed says that it may be one.
func open(s string, n *Number, placed bool) int {
	if s == "" {
		return 0
	}
	switch {
	case s[0] == '+':
		if len(s) > 1 && (isDigit(s[1]) || letter(s[1])) { // 5+2
			return 0
		}
		n.AtLeast = true
		return 1
	case strings.HasPrefix(s, "-odd"), strings.HasPrefix(s, " odd "):
		n.AtLeast = true
		return 4
	case s[0] < utf8.RuneSelf || !placed:
		return 0
	}
	r, size := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[size:])
	switch r {
	case '余':
		if strings.ContainsRune("热款额地下", next) {
			return 0
		}
	case '多':
		if strings.ContainsRune("媒功层式维边角重彩发少样数方党民", next) || strings.HasPrefix(s[size:], "元") && wordy(s[size:]) {
			return 0
		}
	case '几':
	default:
		return 0
	}
	n.AtLeast = true
	return size
}

// wordy reports whether s begins with a word of 元 that 多 goes before: 多元化.
func wordy(s string) bool {
	next, _ := utf8.DecodeRuneInString(s[len("元"):])
	return strings.ContainsRune("化文主素智角并", next) && next != utf8.RuneError
}

// digits reads a number in digits, its Chinese places and English multipliers.
func digits(s string) (n Number, length int) {
	if length = spaced(s); length > 0 {
		return Number{Form: Code}, length
	}
	n, length = row(s)
	if n.Form == Code {
		return n, length
	}
	if suffix := ordinalSuffix(s[length:]); suffix > 0 {
		n.Form = Ordinal
		return n, length + suffix
	}
	if k := places(s[length:], &n); k > 0 {
		length += k
	} else {
		length += multipliers(s[length:], &n)
	}
	if k := open(s[length:], &n, true); k > 0 {
		length += k
	} else {
		length += openApart(s[length:], &n)
	}
	n.Max = n.Value
	return n, length
}

// openApart reads a sign of openness with a blank before it: 40 多位, 700 余人.
func openApart(s string, n *Number) int {
	for _, sign := range [...]string{" 余", " 多"} {
		if rest, ok := strings.CutPrefix(s, sign); ok && (unitLike(rest) || sign == " 余" && strings.HasPrefix(rest, "元")) {
			n.AtLeast = true
			return len(sign)
		}
	}
	return 0
}

// row reads a row of digits with its group and decimal signs.
func row(s string) (n Number, length int) {
	i, count, groups := 0, 0, false
	for i < len(s) && isDigit(s[i]) {
		i, count = i+1, count+1
		n.Value.Coef = push(n.Value.Coef, s[i-1], count)
	}
	end := i
	if i <= 3 {
		end = grouped(s, i)
	}
	for ; i < end; i += 4 {
		for _, c := range []byte(s[i+1 : i+4]) {
			count++
			n.Value.Coef = push(n.Value.Coef, c, count)
		}
		groups = true
	}
	if i+1 < len(s) && s[i] == '.' && isDigit(s[i+1]) {
		for i++; i < len(s) && isDigit(s[i]); i++ {
			count++
			n.Value.Coef = push(n.Value.Coef, s[i], count)
			n.Value.Scale++
		}
	}
	dotted := false
	for i+1 < len(s) && s[i] == '.' && isDigit(s[i+1]) { // 2.3.1
		for i++; i < len(s) && isDigit(s[i]); i++ {
		}
		dotted = true
	}
	if dotted || count > maxDigits || s[0] == '0' && len(s) > 1 && isDigit(s[1]) && !groups {
		return Number{Form: Code}, i
	}
	n.Value = n.Value.reduced()
	n.Max = n.Value
	return n, i
}

// spaced returns the length of digits that stand one by one, with a blank between
// them: 4 9 2 5 0 万吨, 5 .4%. They are one number that was typed with blanks, or
// numbers side by side; the last of them alone is a number in neither.
func spaced(s string) int {
	end := 1
	for {
		rest := s[end:]
		switch {
		case len(rest) > 1 && rest[0] == ' ' && isDigit(rest[1]) && (len(rest) == 2 || !isDigit(rest[2])):
			end += 2
		case len(rest) > 2 && rest[:2] == " ." && isDigit(rest[2]):
			end += 3
		case end > 1:
			return end
		default:
			return 0
		}
	}
}

// push appends a digit to coef, of which it is the one numbered count.
func push(coef int64, c byte, count int) int64 {
	if count > maxDigits {
		return coef
	}
	return coef*10 + int64(c-'0')
}

// grouped returns where the groups of three digits end that go on the row of
// digits which ends at i of s: 45,388 or 45 388. A thin space is a plain one in
// folded text, so that groups may also be numbers side by side, as in a table:
// they are one number only if no further number follows them.
func grouped(s string, i int) int {
	end := i
	for group(s[end:], ',') {
		end += 4
	}
	if end > i || s[0] == '0' {
		return end
	}
	for group(s[end:], ' ') {
		end += 4
	}
	if end+1 < len(s) && s[end] == ' ' && isDigit(s[end+1]) {
		return i
	}
	return end
}

// group reports whether s begins with sign and just three digits.
func group(s string, sign byte) bool {
	return len(s) >= 4 && s[0] == sign && isDigit(s[1]) && isDigit(s[2]) && isDigit(s[3]) && (len(s) == 4 || !isDigit(s[4]))
}

// places reads Chinese places after digits: 万, 千万, 多万, 亿2000万.
func places(s string, n *Number) int {
	i := 0
	for i < len(s) && s[i] == ' ' {
		i++
	}
	if i > 1 || i == len(s) || s[i] < utf8.RuneSelf {
		return 0
	}
	var before Number
	j := i + open(s[i:], &before, true)
	factor, k := int64(1), j
	for {
		r, size := utf8.DecodeRuneInString(s[k:])
		p := place(r)
		next, _ := utf8.DecodeRuneInString(s[k+size:])
		if p < 100 || r == '千' && strings.ContainsRune("米伏瓦克卡帕赫焦升安", next) || r == '百' && strings.HasPrefix(s[k:], "百分") || factor > 1e11 {
			break
		}
		factor, k = factor*p, k+size
	}
	if factor == 1 {
		return 0
	}
	v, ok := n.Value.times(factor)
	if !ok {
		return 0
	}
	n.Value, n.AtLeast = v, before.AtLeast
	if k < len(s) && isDigit(s[k]) && !before.AtLeast { // 1亿2000万, 3万5千
		rest, size := row(s[k:])
		more := Number{Value: rest.Value}
		if m := places(s[k+size:], &more); m > 0 && rest.Form != Code && more.Value.less(Int(factor)) {
			if sum, ok := n.Value.plus(more.Value); ok {
				n.Value, n.AtLeast = sum, more.AtLeast
				k += size + m
			}
		}
	}
	return k
}

// multipliers reads the words hundred, thousand, million and their like.
func multipliers(s string, n *Number) int {
	end := 0
	for len(s) > end+4 && (s[end] == ' ' || s[end] == '-') {
		w, size := word(s[end+1:])
		k := multiplier(w)
		if k == 0 {
			break
		}
		v, ok := n.Value.times(k)
		if !ok {
			break
		}
		n.Value, end = v, end+1+size
	}
	return end
}

func ordinalSuffix(s string) int {
	if len(s) < 2 || len(s) > 2 && letter(s[2]) {
		return 0
	}
	switch lower(s[:2]) {
	case "st", "nd", "rd", "th":
		return 2
	}
	return 0
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
func letter(c byte) bool  { return c|0x20 >= 'a' && c|0x20 <= 'z' }
