package heading

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/text"
)

// Start returns the offset at which the words of a block begin: after
// spaces, quotation signs, bullets and marks of emphasis.
func Start(t string, s text.Span) int {
	i := s.Start
	for i < s.End {
		r, size := utf8.DecodeRuneInString(t[i:s.End])
		if !strings.ContainsRune(" \n>#*_~●■◆◇□★☆►▶▪•·-—–", r) {
			break
		}
		i += size
	}
	return i
}

// Labelled reports whether the block at s of t may well begin with a label.
func Labelled(t string, s text.Span) bool {
	for _, l := range readLabels(t, nil, s) {
		if l.worth > doubtful {
			return true
		}
	}
	return false
}

// readLabels returns the ways to read the start of the text of s as a label,
// in a fixed order. Each leaves a title.
func readLabels(t string, words *text.Words, s text.Span) []label {
	at := Start(t, s)
	r := labelReader{t: t[:s.End], cuts: words, at: at}
	if at >= s.End {
		return nil
	}
	switch c := t[at]; {
	case c == '(' || c == '[':
		r.bracketed()
	case text.IsDigit(c):
		r.arabic()
	case c < utf8.RuneSelf:
		r.roman()
		r.letter()
		r.words()
	default:
		r.han()
		r.ordinal()
		r.circled()
	}
	return r.labels
}

// labelReader collects readings of the text at at.
type labelReader struct {
	t      string // up to the end of the block
	cuts   *text.Words
	at     int
	labels []label
}

// add adds a reading whose label ends at end, unless nothing follows it.
func (r *labelReader) add(st style, v variant, number, end, worth int) {
	title := end
	for title < len(r.t) && isGap(r.t[title]) {
		title++
	}
	if title >= len(r.t) || number < 1 || number > 199 {
		return
	}
	r.labels = append(r.labels, label{Span: text.Span{Start: r.at, End: end}, title: title, style: st, variant: v, number: number, worth: worth})
}

// isGap reports whether c may stand between a label and its title.
func isGap(c byte) bool { return c == ' ' || c == '\n' || c == '*' || c == '_' }

// mark reads the punctuation that ends a label at i, after optional spaces.
func (r *labelReader) mark(i int) (v variant, end int, ok bool) {
	for i < len(r.t) && r.t[i] == ' ' {
		i++
	}
	v, n := markAt(r.t[i:])
	if n == 0 {
		return 0, i, false
	}
	end = i + n
	for range 2 { // 一、. (1)、
		_, n := markAt(r.t[end:])
		if n == 0 {
			break
		}
		end += n
	}
	return v, end, true
}

// marksOf are the signs that end a label.
var marksOf = []struct {
	sign    string
	variant variant
}{{".", variantDot}, {"、", variantPause}, {",", variantComma}, {":", variantColon}, {")", variantHalf}, {"]", variantHalf}, {"。", variantDot}, {"·", variantDot}, {";", variantComma}}

// markAt returns the sign at the start of s that ends a label, and its length, 0
// if there is none.
func markAt(s string) (variant, int) {
	for _, m := range marksOf {
		if strings.HasPrefix(s, m.sign) {
			return m.variant, len(m.sign)
		}
	}
	return 0, 0
}

// bracketed reads (一) (1) (a) (i) (One).
func (r *labelReader) bracketed() {
	i := r.at + 1
	for i < len(r.t) && r.t[i] == ' ' {
		i++
	}
	closing := func(j int) (end int, ok bool) {
		_, end, ok = r.mark(j)
		return end, ok && strings.ContainsAny(r.t[j:end], ")]")
	}
	if n, j := digits(r.t, i); j > 0 {
		if end, ok := closing(j); ok {
			r.add(styleParen, variantBoth, n, end, likely)
		}
		return
	}
	if n, j := hanNumber(r.t, i); j > 0 {
		if end, ok := closing(j); ok {
			r.add(styleHanParen, variantBoth, n, end, sure)
		} else if _, end, ok := r.mark(j); ok {
			r.add(styleHanParen, variantHalf, n, end, fair)
		}
		return
	}
	word := latinWord(r.t, i)
	end, ok := closing(i + len(word))
	if !ok || word == "" || r.t[r.at] == '[' { // [x] is a box to tick
		return
	}
	if n := romanNumber(strings.ToUpper(word)); n > 0 {
		r.add(styleRomanParen, variantBoth, n, end, fair)
	}
	if len(word) == 1 {
		worth := fair
		if r.line(end) {
			worth = likely
		}
		r.add(styleLetterParen, variantBoth, int(word[0]|0x20-'a')+1, end, worth)
	}
	if n := max(place(cardinals, word), place(ordinals, word)); n > 0 {
		r.add(styleHanParen, variantBoth, n, end, fair)
	}
}
