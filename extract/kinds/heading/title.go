package heading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/extract/text"
	"zongjie/lexicon"
)

// sentenceEnd returns where the first sentence of t after at ends, closing
// quotation marks and brackets included. A sentence in brackets does not end
// the one around it.
func sentenceEnd(t string, at int) int {
	brackets := 0
	for i := at; i < len(t); {
		r, size := utf8.DecodeRuneInString(t[i:])
		i += size
		switch r {
		case '(':
			brackets++
		case ')':
			brackets = max(0, brackets-1)
		case '。', '!', '?':
			if brackets > 0 && strings.Contains(t[i:], ")") {
				continue
			}
			return closing(t, i)
		case '.':
			if fullStop(t, at, i) {
				return closing(t, i)
			}
		}
	}
	return len(t)
}

// closing returns the offset after the marks that close at i.
func closing(t string, i int) int {
	for i < len(t) {
		r, size := utf8.DecodeRuneInString(t[i:])
		if !strings.ContainsRune("”\"'》)。!?", r) {
			break
		}
		i += size
	}
	return i
}

// abbreviations are English words whose point ends no sentence, but for those that
// often end one: etc. The
var abbreviations = lexicon.FixedCues("abbreviation")

// fullStop reports whether the point before i ends a sentence.
func fullStop(t string, start, i int) bool {
	if i >= len(t) {
		return true
	}
	next := strings.TrimLeft(t[i:], " ”\"')")
	if next == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(next)
	before := t[start : i-1]
	last, _ := utf8.DecodeLastRuneInString(before)
	if t[i] >= utf8.RuneSelf || text.IsHan(last) {
		return text.IsHan(r) || t[i] == ' '
	}
	if len(next) == len(t[i:]) { // no space after it: a word of its own, or a lost space
		return unicode.IsUpper(r) && lowerWord(before) > 2
	}
	word := before[strings.LastIndexAny(before, " (\"“")+1:]
	if len(word) == 1 && unicode.IsUpper(last) && unicode.IsUpper(r) {
		return false
	}
	if a := abbreviations.Whole(word); a != nil && (a.ID != "at_end" || unicode.IsDigit(r)) {
		return false
	}
	return !unicode.IsLower(r)
}

// lowerWord returns the length of the run of lower-case letters that ends s.
func lowerWord(s string) int {
	n := 0
	for n < len(s) && s[len(s)-1-n] >= 'a' && s[len(s)-1-n] <= 'z' {
		n++
	}
	return n
}

// contents reports which blocks are lines of a table of contents: those that
// end in a leader and a page number, and those after a line that says so, up
// to the first that is no short line.
func contents(doc *text.Document) []bool {
	lines := make([]bool, len(doc.Blocks))
	listing := false
	for i, b := range doc.Blocks {
		s := strings.TrimSpace(doc.Text[b.Start:b.End])
		if b.Kind == text.Noise || s == "" {
			continue
		}
		switch {
		case contentsTitle(s):
			listing = true
			lines[i] = true
		case leader(s):
			lines[i] = true
		case listing && utf8.RuneCountInString(s) <= 60 && again(doc, i, s):
			lines[i] = true
		default:
			listing = false
		}
	}
	return lines
}

// contentsTitle reports whether s is the title of a table of contents.
func contentsTitle(s string) bool { return contentsTitles.Are(strings.ReplaceAll(s, " ", "")) }

var contentsTitles = lexicon.FixedCues("heading", "contents")

// leader reports whether s ends in a row of points and a page number.
func leader(s string) bool {
	stem := strings.TrimRight(s, "0123456789")
	if stem == s || stem == "" {
		return false
	}
	points := strings.TrimRight(stem, " .·…-—_")
	return utf8.RuneCountInString(stem)-utf8.RuneCountInString(points) >= 3 && strings.ContainsAny(stem[len(points):], ".·…-—_")
}

// again reports whether a block below block i begins with the line s, but for
// a page number at its end.
func again(doc *text.Document, i int, s string) bool {
	s = strings.TrimRight(s, "0123456789 ")
	for _, b := range doc.Blocks[i+1:] {
		if strings.HasPrefix(strings.TrimSpace(doc.Text[b.Start:b.End]), s) {
			return true
		}
	}
	return false
}
