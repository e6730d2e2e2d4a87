package text

import (
	"strings"
	"unicode/utf8"
)

// Folded text writes every digit and every English letter in ASCII, so that
// most of what rules ask of a character can be asked of a byte.

// IsHan reports whether r is a Chinese character of the basic plane.
func IsHan(r rune) bool { return r >= 0x3400 && r <= 0x9FFF }

// IsDigit reports whether c is a digit.
func IsDigit(c byte) bool { return c >= '0' && c <= '9' }

// IsLatin reports whether c is a letter of an English word.
func IsLatin(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// IsAlnum reports whether c is a digit or a letter of an English word.
func IsAlnum(c byte) bool { return IsLatin(c) || IsDigit(c) }

// DigitAt reports whether t has a digit at offset i, which may be its length.
func DigitAt(t string, i int) bool { return i < len(t) && IsDigit(t[i]) }

// Lower is strings.ToLower for UTF-8 that is mostly Chinese: what has no upper
// case is returned as it is, without looking up every character.
func Lower(s string) string {
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c >= 'A' && c <= 'Z':
			return strings.ToLower(s)
		case c < utf8.RuneSelf:
			i++
		case c >= 0xE3 && c <= 0xE9 || c == 0xE2 && i+1 < len(s) && s[i+1] == 0x80:
			i += 3 // U+3000 to U+9FFF, and the marks from U+2000 to U+203F
		default:
			return strings.ToLower(s)
		}
	}
	return s
}

// RuneSet is a set of characters of the basic plane, to ask in one step what
// strings.ContainsRune searches for.
type RuneSet [1 << 16 / 64]uint64

// NewRuneSet returns the set of the characters of s.
func NewRuneSet(s string) *RuneSet {
	set := new(RuneSet)
	for _, r := range s {
		set[r>>6] |= 1 << (r & 63)
	}
	return set
}

// Has reports whether r is in the set.
func (set *RuneSet) Has(r rune) bool { return r < 1<<16 && set[r>>6]>>(r&63)&1 == 1 }

// Index returns the offset of the first character of s that is in the set, or -1.
func (set *RuneSet) Index(s string) int {
	for i, r := range s {
		if set.Has(r) {
			return i
		}
	}
	return -1
}

// Begins reports whether s begins with a character of the set.
func (set *RuneSet) Begins(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size > 0 && set.Has(r)
}

// Ends reports whether s ends with a character of the set.
func (set *RuneSet) Ends(s string) bool {
	r, size := utf8.DecodeLastRuneInString(s)
	return size > 0 && set.Has(r)
}
