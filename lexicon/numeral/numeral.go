// Package numeral reads Chinese and English numbers.
package numeral

import "strconv"

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

// Form says how a number is written.
type Form uint8

// The forms of numbers.
const (
	Digits  Form = iota // 45,388 ３２ 3.5万
	Chinese             // 一百二十三 廿三 两千
	English             // one hundred and fourteen, twelve
	Ordinal             // 3rd, third (第三 is a literal 第 before a number)
	Vague               // 几十 dozens 半数: a quantity without a value
)

// Number is one number in a text, its range and its mark of openness.
type Number struct {
	Value   Decimal
	Max     Decimal // upper end of a range; equal to Value if it is none
	Form    Form
	AtLeast bool // holds or ends in 余 多 几 +: 三百二十余万, 20多, 40+
	Percent bool // 95% 百分之九十五 9.5成 3‰: Value is in the unit written (95; 95; 95; 3)
}

// IsRange reports whether n has two ends.
func (n Number) IsRange() bool { return n.Max != n.Value }

// Prefix reads the number that s begins with and returns it and its length in
// bytes; a length of 0 means that s does not begin with a number.
func Prefix(s string) (n Number, length int) {
	for length < len(s) && s[length] >= '0' && s[length] <= '9' && length < 15 {
		n.Value.Coef = n.Value.Coef*10 + int64(s[length]-'0')
		length++
	}
	n.Max = n.Value
	return n, length
}
