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
