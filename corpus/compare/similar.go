package compare

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/lexicon/fold"
	"zongjie/lexicon/numeral"
)

// hole stands for a number in a text whose numbers are left out.
const hole = '#'

// withoutNumbers returns s with a hole for each number, in digits or in words.
// s is folded.
func withoutNumbers(s string) string {
	var b strings.Builder
	inWord := false // of Latin letters: a number does not begin there
	for i := 0; i < len(s); {
		if !inWord {
			if _, n := numeral.Prefix(s[i:]); n > 0 {
				b.WriteRune(hole)
				i += n
				continue
			}
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsDigit(r) { // a code, a date: no number, and it varies as one
			r = hole
		}
		inWord = r < 0x80 && unicode.IsLetter(r)
		b.WriteString(string(r))
		i += n
	}
	return squeeze(b.String())
}

// squeeze leaves one of several holes in a row.
func squeeze(s string) string {
	last := rune(0)
	return strings.Map(func(r rune) rune {
		if r == hole && last == hole {
			return -1
		}
		last = r
		return r
	}, s)
}

// gist is what a text says, to be likened to another: the pairs of neighbours of
// its letters, sorted, its numbers left out.
type gist []uint64

func gistOf(s string) gist {
	var g gist
	last := rune(0)
	for _, r := range letters(withoutNumbers(fold.String(s))) {
		if last != 0 {
			g = append(g, uint64(last)<<32|uint64(r))
		}
		last = r
	}
	if g == nil && last != 0 {
		g = gist{uint64(last)}
	}
	slices.Sort(g)
	return g
}

// like returns how much a and b have in common, from 0 to 1000: twice the pairs
// that both hold among all pairs of both.
func like(a, b gist) int {
	if len(a)+len(b) == 0 {
		return 1000
	}
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			common++
			i++
			j++
		}
	}
	return 2000 * common / (len(a) + len(b))
}
