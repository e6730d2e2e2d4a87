package compare

import (
	"strings"
	"unicode"

	"zongjie/extract"
	"zongjie/lexicon/fold"
)

// keyOf returns by what facts of kind k are told apart: the fields of its key,
// each reduced to its letters and digits.
func keyOf(f *extract.Fact, k *extract.Kind) string {
	var b strings.Builder
	for _, name := range k.Key {
		b.WriteString(letters(f.Get(name)))
		b.WriteByte(0)
	}
	return b.String()
}

// letters returns what of s is letters and digits, folded, in lower case. Signs
// of units stay: a % says what is counted.
func letters(s string) string { return strings.Map(letter, fold.String(s)) }

// letter returns r in lower case, or -1 if letters leaves it out.
func letter(r rune) rune {
	switch {
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return unicode.ToLower(r)
	case r == '%' || r == '‰' || unicode.Is(unicode.Sc, r):
		return r
	}
	return -1
}
