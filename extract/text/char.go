package text

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
