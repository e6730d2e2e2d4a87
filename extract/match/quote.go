package match

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/text"
)

// marks are the opening and closing marks of quotations.
var marks = [][2]string{{"“", "”"}, {"《", "》"}, {"\"", "\""}, {"【", "】"}, {"〈", "〉"}}

// maxQuoted is the longest quotation, in bytes: a mark without its partner
// must not swallow the rest of a paragraph.
const maxQuoted = 300

// quotedAt reports whether a quotation opens at i, and where it ends.
func quotedAt(t string, i int) (end int, ok bool) {
	switch t[i] { // most characters open none
	case '"':
	case 0xE2, 0xE3:
		if i+1 < len(t) && t[i+1] != 0x80 {
			return 0, false
		}
	default:
		return 0, false
	}
	for _, m := range marks {
		if !strings.HasPrefix(t[i:], m[0]) {
			continue
		}
		rest := t[i+len(m[0]):]
		n := strings.Index(rest[:min(len(rest), maxQuoted)], m[1])
		if n > 0 {
			return i + len(m[0]) + n + len(m[1]), true
		}
	}
	return 0, false
}

// Quotations returns the quotations in span s of t, marks included, in order.
// What stands in a quotation is part of it and no quotation of its own.
func Quotations(t string, s text.Span) []text.Span {
	var found []text.Span
	t = t[:s.End]
	for i := s.Start; i < s.End; {
		if c := t[i]; c != '"' && c < utf8.RuneSelf {
			i++
			continue
		}
		if end, ok := quotedAt(t, i); ok {
			found = append(found, text.Span{Start: i, End: end})
			i = end
			continue
		}
		_, size := utf8.DecodeRuneInString(t[i:])
		i += size
	}
	return found
}

// quotedBefore reports whether a quotation closes at i, and where it starts.
func quotedBefore(t string, from, i int) (start int, ok bool) {
	for _, m := range marks {
		if !strings.HasSuffix(t[from:i], m[1]) {
			continue
		}
		low := max(from, i-maxQuoted)
		if n := strings.LastIndex(t[low:i-len(m[1])], m[0]); n >= 0 {
			return low + n, true
		}
	}
	return 0, false
}

// Unquote returns the part of s between its quotation marks.
func Unquote(t string, s text.Span) text.Span {
	for _, m := range marks {
		if q := t[s.Start:s.End]; len(q) >= len(m[0])+len(m[1]) && strings.HasPrefix(q, m[0]) && strings.HasSuffix(q, m[1]) {
			return text.Span{Start: s.Start + len(m[0]), End: s.End - len(m[1])}
		}
	}
	return s
}
