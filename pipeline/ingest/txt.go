package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/extract/text"
)

// part is a block of a format whose text is kept as it is: bytes start to end
// of it.
type part struct {
	start, end int
	kind       text.Kind
	level      int
}

// build makes a document of the whole of raw. parts are in order and disjoint;
// what lies between them belongs to no block.
func build(raw string, parts []part) *text.Document {
	var b text.Builder
	at := 0
	for _, p := range parts {
		b.Skip(raw[at:p.start])
		b.Part(text.Block{Kind: p.kind, Level: p.level}, raw[p.start:p.end])
		at = p.end
	}
	b.Skip(raw[at:])
	return b.Document()
}

// readText reads plain text. A line is a paragraph, unless the file is wrapped
// by hand, a line begins with punctuation that closes the line before, or that
// one ends with an open bracket.
func readText(in *input) *text.Document {
	lines := splitLines(in.text)
	w := wrapOf(lines)
	var parts []part
	for i, l := range lines {
		if i > 0 && l.next(lines[i-1]) && (l.closes() || lines[i-1].opens() || w.continues(lines[i-1], l)) {
			parts[len(parts)-1].end = l.end
			continue
		}
		parts = append(parts, part{start: l.start, end: l.end})
	}
	return build(in.text, parts)
}

// line is a line of text that shows something.
type line struct {
	number     int
	start, end int    // without white space and marks of quotation
	indent     int    // columns before it
	width      int    // columns, with the indent
	text       string // from start to end
}

// next reports whether l follows before without a blank line.
func (l line) next(before line) bool { return l.number == before.number+1 }

// splitLines returns the lines of s that show something.
func splitLines(s string) []line {
	var lines []line
	at, number := 0, 0
	for raw := range strings.Lines(s) {
		number++
		body := strings.TrimRightFunc(raw, invisible)
		content := strings.TrimLeftFunc(body, leading)
		if content == "" {
			content = strings.TrimLeftFunc(body, invisible) // a > that lost what it stood between
		}
		if content != "" {
			indent := len(body) - len(content)
			l := line{number: number, start: at + indent, end: at + len(body), text: content, indent: columns(body[:indent])}
			l.width = l.indent + columns(content)
			lines = append(lines, l)
		}
		at += len(raw)
	}
	return lines
}

// leading reports whether r may stand before the text of a line: white space
// and the > of quoted text.
func leading(r rune) bool { return r == '>' || invisible(r) }

// columns returns the width of s on a terminal: two columns for a wide
// character, none for an invisible one.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r == '\t':
			n += 4
		case r == 0x3000, r >= 0x2E80 && r < 0xA4D0, r >= 0xAC00 && r < 0xD7A4, r >= 0xF900 && r < 0xFB00, r >= 0xFE30 && r < 0xFE70, r >= 0xFF00 && r < 0xFF61, r >= 0xFFE0 && r < 0xFFE7, r >= 0x20000:
			n += 2
		case r == ' ' || !invisible(r):
			n++
		}
	}
	return n
}

// closes reports whether l begins with punctuation that no paragraph begins
// with.
func (l line) closes() bool {
	r, size := utf8.DecodeRuneInString(l.text)
	if strings.ContainsRune("，。、；：！？）》〉”’」』】％", r) {
		return true
	}
	if !strings.ContainsRune(",;)]!?%.", r) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(l.text[size:])
	return !unicode.IsLetter(after) && !unicode.IsDigit(after) || unicode.Is(unicode.Han, after)
}

// opens reports whether l ends with a bracket that nothing follows.
func (l line) opens() bool {
	r, _ := utf8.DecodeLastRuneInString(l.text)
	return strings.ContainsRune("（《〈“「『(", r)
}

// wrap is how the lines of a file were wrapped by hand, or by the program that
// made text of its pages.
type wrap struct {
	width  int  // columns of a full line; 0 if they were not wrapped
	marked bool // paragraphs are told by an indent or a blank line
	ragged bool // full lines differ in width, as those of a page in Chinese do: its blanks and digits have other widths than on a terminal
}

// wrapOf finds how lines were wrapped: some lines stop in mid-sentence, and
// most of those that another one follows are so full that its first word did
// not fit.
func wrapOf(lines []line) wrap {
	w := wrap{}
	for _, l := range lines {
		w.width = max(w.width, l.width)
	}
	if w.width < 40 || w.width > maxWrap {
		return wrap{}
	}
	pairs, full, open := 0, 0, 0
	for i := 1; i < len(lines); i++ {
		before, l := lines[i-1], lines[i]
		if !l.next(before) || l.indent > before.indent {
			w.marked = true
			continue
		}
		pairs++
		if w.full(before, l) {
			full++
			if !ends(before.text) {
				open++
			}
		}
	}
	if open >= 4 && full*2 >= pairs {
		return w
	}
	return raggedWrap(lines)
}

// Of ragged lines, those are full that come near to the longest one.
const (
	minRagged = 40  // columns
	maxRagged = 100 // columns
	nearly    = 0.8 // of the columns
)

// raggedWrap finds whether the lines of a text in Chinese were wrapped to about the
// same width: most of those that stop in mid-sentence are nearly as long as the
// longest.
func raggedWrap(lines []line) wrap {
	w := wrap{ragged: true}
	for _, l := range lines {
		w.width = max(w.width, l.width)
	}
	if w.width < minRagged || w.width > maxRagged {
		return wrap{}
	}
	open, full := 0, 0
	for i := 1; i < len(lines); i++ {
		before := lines[i-1]
		if !lines[i].next(before) || before.width < minRagged*3/4 || ends(before.text) || strings.IndexFunc(before.text, text.IsHan) < 0 {
			continue
		}
		open++
		if w.nearFull(before) {
			full++
		}
	}
	if full < 6 || float64(full) < nearly*float64(open) {
		return wrap{}
	}
	return w
}

// nearFull reports whether l comes near to the longest line.
func (w wrap) nearFull(l line) bool { return float64(l.width) >= nearly*float64(w.width) }

// full reports whether the first word of l did not fit on the line before.
func (w wrap) full(before, l line) bool {
	word := l.text
	if r, size := utf8.DecodeRuneInString(l.text); unicode.Is(unicode.Han, r) {
		word = l.text[:min(size+2, len(l.text))] // with a mark that may not begin a line
	} else if i := strings.IndexByte(l.text, ' '); i >= 0 {
		word = l.text[:i]
	}
	return before.width+min(columns(word)+1, 24) > w.width
}

// continues reports whether l belongs to the paragraph of the line before.
func (w wrap) continues(before, l line) bool {
	ended := ends(before.text)
	if w.width == 0 || labelled(l.text) && (ended || !quantity(l.text)) {
		return false
	}
	if w.ragged {
		return w.nearFull(before) && !ended
	}
	return l.indent <= before.indent && w.full(before, l) && (w.marked || !ended)
}

// ends reports whether s ends like a sentence.
func ends(s string) bool {
	s = strings.TrimRight(s, "\"'”’)）」』 ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("。！？；：…!?.;:", r)
}

// quantity reports whether s begins with a number and a blank, which in the middle
// of a sentence is no label: 17 万元.
func quantity(s string) bool {
	rest := strings.TrimLeft(s, "0123456789.")
	number := s[:len(s)-len(rest)]
	return number != "" && !strings.HasSuffix(number, ".") && strings.HasPrefix(rest, " ")
}

// labelled reports whether s begins like a numbered heading or a list item.
// It only decides where lines are not joined, so it may err on that side.
func labelled(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case strings.ContainsRune("-*+•●■◆○·—#|", r):
		return true
	case strings.ContainsRune("第（(【[", r):
		s = s[size:]
	}
	rest := strings.TrimLeft(s, "0123456789０１２３４５６７８９一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾IVXivx")
	if r >= '①' && r <= '⒛' {
		return true
	}
	if rest == s && len(s) > 1 && (s[0]|0x20 < 'a' || s[0]|0x20 > 'z' || s[1] != '.' && s[1] != ')') {
		return false
	}
	if rest == s {
		return true
	}
	after, _ := utf8.DecodeRuneInString(rest)
	return strings.ContainsRune("、.．,，）)章节部条是 ", after)
}
