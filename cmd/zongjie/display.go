package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"

	"golang.org/x/term"
	"golang.org/x/text/width"
)

const (
	defaultColumns = 80 // of what is no terminal
	fewestColumns  = 40
)

// columns returns how many columns a line on w may have.
func columns(w io.Writer) int {
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			return max(n, fewestColumns)
		}
	}
	return defaultColumns
}

// columnsOf returns how many columns s takes. It does not ask the locale, so that
// output is the same everywhere: what some terminals show wide counts as wide.
func columnsOf(s string) int {
	n := 0
	for _, r := range s {
		n += runeColumns(r)
	}
	return n
}

func runeColumns(r rune) int {
	if r < 0x7F {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
		return 2
	}
	return 1
}

// visible returns s on one line with nothing in it that a terminal would obey:
// names and texts of files come from anywhere. Control characters become their
// pictures, so that a line end in a name can be seen.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x20:
			return 0x2400 + r
		case r == 0x7F:
			return '\u2421'
		case unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// oneLine returns s with all white space, line ends too, as single blanks.
func oneLine(s string) string { return visible(strings.Join(strings.Fields(s), " ")) }

// ellipsis stands for what was cut off; it takes two columns.
const ellipsis = "…"

// cut returns s, or where it is wider than limit its beginning and an ellipsis.
func cut(s string, limit int) string {
	if columnsOf(s) <= limit {
		return s
	}
	used := columnsOf(ellipsis)
	for i, r := range s {
		if used += runeColumns(r); used > limit {
			return s[:i] + ellipsis
		}
	}
	return s
}

// pad returns s behind as many blanks as make it n columns wide.
func pad(s string, n int) string { return strings.Repeat(" ", max(0, n-columnsOf(s))) + s }

// wrap breaks s into lines of at most limit columns, at blanks and between wide
// characters; a word that is longer alone is left whole, so that it can be copied.
func wrap(s string, limit int) []string {
	var lines []string
	line, used := "", 0
	for _, piece := range pieces(s) {
		w := columnsOf(strings.TrimRight(piece, " "))
		if used > 0 && used+w > limit {
			lines = append(lines, strings.TrimRight(line, " "))
			line, used = "", 0
			piece = strings.TrimLeft(piece, " ")
		}
		line += piece
		used += columnsOf(piece)
	}
	return append(lines, strings.TrimRight(line, " "))
}

// hang prints s after a label, wrapped to width, with its other lines two columns
// further in than the first.
func hang(w io.Writer, label, s string, width int) {
	indent := columnsOf(label) + 2
	for i, line := range wrap(visible(s), max(width-indent, fewestColumns/2)) {
		if i > 0 {
			label = strings.Repeat(" ", indent)
		}
		fmt.Fprintln(w, label+line)
	}
}

// closing are marks that do not begin a line.
const closing = "。，、；：？！”’）》】」』,.;:?!)%"

// pieces cuts s where a line may end: behind blanks, and before wide characters
// that may begin a line.
func pieces(s string) []string {
	var out []string
	start := 0
	blank, wide := false, false
	for i, r := range s {
		isWide := unicode.Is(unicode.Han, r)
		if i > start && r != ' ' && !strings.ContainsRune(closing, r) && (blank || wide || isWide) {
			out = append(out, s[start:i])
			start = i
		}
		blank, wide = r == ' ', isWide || strings.ContainsRune("。，、；：", r)
	}
	return append(out, s[start:])
}
