package numeral

import (
	"strings"
	"unicode/utf8"
)

// FourDigits reads a year of four digits, Arabic or Chinese.
func FourDigits(s string) (n, length int) {
	for k := range 4 {
		r, size := utf8.DecodeRuneInString(s[length:])
		switch v := strings.IndexRune("〇一二三四五六七八九", r); {
		case r >= '0' && r <= '9':
			n = n*10 + int(r-'0')
		case r == '零' || r == '○' || r == 'O' && k > 0:
			n *= 10
		case v >= 0:
			n = n*10 + v/3
		default:
			return 0, 0
		}
		length += size
	}
	return n, length
}

// Year reads a year as FourDigits does, if it is one from first to last. What may
// follow a year (年, 学年) is not part of it; a further digit before or after it is
// for the caller to look at.
func Year(s string, first, last int) (year, length int) {
	year, length = FourDigits(s)
	if year < first || year > last {
		return 0, 0
	}
	return year, length
}
