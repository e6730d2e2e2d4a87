package activity

import (
	"strings"

	"zongjie/extract/match"
	"zongjie/extract/text"
)

// skip returns the offset after the spaces at at.
func (e *enSentence) skip(at int) int {
	for at < e.s.End && e.s.Doc.Text[at] == ' ' {
		at++
	}
	return at
}

// trimLeft returns the offset before the spaces that end at at.
func (e *enSentence) trimLeft(at int) int {
	for at > e.s.Start && e.s.Doc.Text[at-1] == ' ' {
		at--
	}
	return at
}

// word returns the word that starts at at.
func (e *enSentence) word(at int) text.Span {
	end := at
	for end < e.s.End && wordByte(e.s.Doc.Text[end]) {
		end++
	}
	return text.Span{Start: at, End: end}
}

// wordBefore returns the word that ends before offset at, empty if a sign
// stands there.
func (e *enSentence) wordBefore(at int) text.Span {
	t := e.s.Doc.Text
	end := e.trimLeft(at)
	start := end
	for start > e.s.Start && (wordByte(t[start-1]) || t[start-1] == '.' && start-1 > e.s.Start && text.IsDigit(t[start-2]) && start < end && text.IsDigit(t[start])) {
		start--
	}
	for start < end && (t[start] == '-' || t[start] == '*') {
		start++
	}
	if start < end && t[start] >= 0x80 {
		start = end - len(strings.TrimLeft(t[start:end], bullets))
	}
	return text.Span{Start: start, End: end}
}

// bullets are the signs before the items of a list.
const bullets = "•·●◦▪■–—"

func wordByte(c byte) bool {
	return text.IsAlnum(c) || c == '\'' || c == '-' || c >= 0x80 || c == '&' || c == '*'
}

// lower returns the text of span in lower case.
func (e *enSentence) lower(span text.Span) string { return strings.ToLower(e.s.Text(span)) }

// words returns the number of words in span.
func (e *enSentence) words(span text.Span) int { return len(strings.Fields(e.s.Text(span))) }

// number returns the number that w is, or nil.
func (e *enSentence) number(w text.Span) *match.Token {
	if t := e.s.NumberAt(w.Start); t != nil && t.End >= w.End {
		return t
	}
	return nil
}

// ordinal reports whether the word w, in lower case, names a place in a row.
func ordinal(w string) bool {
	for _, end := range []string{"th", "st", "nd", "rd"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// numeral reports whether the word w counts something.
func (e *enSentence) numeral(w text.Span) bool {
	switch e.lower(w) {
	case "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten":
		return true
	}
	return false
}

// month reports whether w names a month, so that the number behind it is a day.
func (e *enSentence) month(w text.Span) bool {
	m := enDates.FindStringIndex(e.s.Text(w))
	return m != nil && m[0] == 0
}

// startsQuote reports whether a quotation begins at at.
func (e *enSentence) startsQuote(at int) bool {
	for _, q := range e.quotes {
		if q.Start == at {
			return true
		}
	}
	return false
}

// quoteEnding returns the quotation that ends at at.
func (e *enSentence) quoteEnding(at int) (text.Span, bool) {
	for _, q := range e.quotes {
		if q.End == at {
			return q, true
		}
	}
	return text.Span{}, false
}
