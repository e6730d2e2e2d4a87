package heading

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/text"
)

// latinWord returns the English word at offset i, or "".
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
	case ok && v != variantHalf && r.line(end):
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

// romanDigit returns the value of a Roman digit, or 0.
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

// roman writes n, below 40, as a Roman number.
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

// The number words that label series, from one to fifteen.
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
			worth := 120
			if v == variantComma && n == 1 && r.line(end) {
				worth = likely
			}
			r.add(styleCardinal, v, n, end, worth)
		} else if end := r.phrase(i, "is"); end > 0 {
			r.add(styleIs, variantBoth, n, end, 120)
		} else if i < len(r.t) && r.t[i] == ' ' {
			r.add(styleArabic, variantWord, n, i, damaged)
		}
	}
}

// cutSuffixFold is strings.CutSuffix for a suffix in any case, which leaves
// something.
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

// ordinalWord reads what follows First or Firstly, which ends at i.
func (r *labelReader) ordinalWord(n, i int) {
	if end := r.phrase(i, "of", "all"); end > 0 {
		i = end
	}
	if v, end, ok := r.mark(i); ok {
		worth := fair
		if r.line(end) {
			worth = likely
		}
		r.add(styleOrdinal, v, n, end, worth)
	} else if end := r.phrase(i, "is"); end > 0 {
		r.add(styleIs, variantBoth, n, end, 120)
	}
}

// line reports whether the block, whose label ends at i, reads as a heading and
// not as a sentence: it has no full stop, or names its matter before a colon.
func (r *labelReader) line(i int) bool {
	s := strings.TrimSpace(r.t[i:])
	if s == "" {
		return false
	}
	if colon := strings.Index(s, ": "); colon > 0 && colon <= 60 && !strings.ContainsAny(s[:colon], ".,;") {
		return true
	}
	return !strings.ContainsAny(s[len(s)-1:], ".!?;,\"") && !strings.Contains(s, ". ") && len(s) <= 200
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

// divisions are the English words that a number can follow in a label.
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
