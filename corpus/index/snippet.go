package index

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"zongjie/extract/text"
)

// Snippet is a piece of a report's text, exactly as it was written, around what
// a query asked for.
type Snippet struct {
	Text  string   `json:"text"`
	Line  int      `json:"line"`  // on which it begins, from 1
	Start int      `json:"start"` // code points of the text before it
	End   int      `json:"end"`
	Marks [][2]int `json:"marks"` // what was found, in code points of Text
}

const (
	maxSnippets   = 3
	snippetBefore = 24 // code points before the first mark
	snippetRunes  = 80
)

// highlighter finds the parts of a query in texts.
type highlighter struct {
	parts  []part
	stems  *stemmer
	narrow bool // some part is compared by stem
}

func newHighlighter(parts []part) *highlighter {
	h := &highlighter{parts: parts, stems: &stemmer{known: map[string]string{}}}
	for i := range parts {
		h.narrow = h.narrow || parts[i].narrow
	}
	return h
}

// mark is a place where a part was found.
type mark struct {
	text.Span
	part int
}

// marks returns where parts stand in s, which is folded, by place and without
// overlaps: the longest of those that begin earliest.
func (h *highlighter) marks(s string) []mark {
	s = lower(s)
	var found []mark
	for i := range h.parts {
		if p := &h.parts[i]; !p.narrow {
			found = appendPlaces(found, s, p, i)
		}
	}
	if h.narrow {
		eachTerm(s, h.stems, noWords, func(term string, at text.Span) {
			for i := range h.parts {
				if h.parts[i].narrow && h.parts[i].text == term {
					found = append(found, mark{at, i})
				}
			}
		})
	}
	slices.SortFunc(found, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(a.part, b.part))
	})
	return found
}

// appendPlaces appends the places of p, which is the part numbered n, in s; a
// blank in it stands for any run of blanks and line ends.
func appendPlaces(found []mark, s string, p *part, n int) []mark {
	first, rest, blank := strings.Cut(p.text, " ")
	for at := 0; ; {
		i := strings.Index(s[at:], first)
		if i < 0 {
			return found
		}
		start := at + i
		end := start + len(first)
		if blank {
			end = match(s, end, rest)
		}
		if end > 0 && (!p.bounded || !continues(s, start) && !continues(s, end)) {
			found = append(found, mark{text.Span{Start: start, End: end}, n})
		}
		_, size := utf8.DecodeRuneInString(s[start:])
		at = start + max(size, 1)
	}
}

// continues reports whether one word or number of narrow script stands on both
// sides of i in s.
func continues(s string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i:])
	return isNarrow(before) && isNarrow(after)
}

// match returns where rest, after a run of blanks at i, ends in s; -1 if it does
// not stand there.
func match(s string, i int, rest string) int {
	for _, word := range strings.Split(rest, " ") {
		j := i
		for j < len(s) && (s[j] == ' ' || s[j] == '\n') {
			j++
		}
		if j == i || !strings.HasPrefix(s[j:], word) {
			return -1
		}
		i = j + len(word)
	}
	return i
}

func (h *highlighter) any(s string) bool { return len(h.marks(s)) > 0 }

// window is a part of one block that could be shown.
type window struct {
	marks []mark
	noise bool
	parts int // different parts in it
}

// snippets returns the pieces of doc that hold most different parts, noise
// last, then by place.
func (h *highlighter) snippets(doc *text.Document) []Snippet {
	if len(h.parts) == 0 {
		return nil
	}
	windows := h.windows(doc)
	slices.SortStableFunc(windows, func(a, b window) int {
		if a.noise != b.noise {
			if a.noise {
				return 1
			}
			return -1
		}
		return cmp.Compare(b.parts, a.parts)
	})
	var out []Snippet
	for _, w := range windows[:min(len(windows), maxSnippets)] {
		out = append(out, w.snippet(doc))
	}
	return out
}

// windows groups marks that are near each other, in the order of the text.
func (h *highlighter) windows(doc *text.Document) []window {
	var windows []window
	block := 0
	for _, m := range h.marks(doc.Text) {
		for block < len(doc.Blocks)-1 && doc.Blocks[block+1].Start <= m.Start {
			block++
		}
		if n := len(windows); n > 0 {
			w := &windows[n-1]
			if first := w.marks[0].Start; first >= doc.Blocks[block].Start && utf8.RuneCountInString(doc.Text[first:m.End]) <= snippetRunes-snippetBefore {
				w.add(m)
				continue
			}
		}
		windows = append(windows, window{noise: len(doc.Blocks) > 0 && doc.Blocks[block].Kind == text.Noise})
		windows[len(windows)-1].add(m)
	}
	return windows
}

func (w *window) add(m mark) {
	if !slices.ContainsFunc(w.marks, func(o mark) bool { return o.part == m.part }) {
		w.parts++
	}
	w.marks = append(w.marks, m)
}

// snippet cuts the piece around w out of what was written, between words of narrow
// script.
func (w *window) snippet(doc *text.Document) Snippet {
	start := doc.Origin.Start(w.marks[0].Start)
	for n := 0; n < snippetBefore && start > 0 && doc.Raw[start-1] != '\n'; n++ {
		_, size := utf8.DecodeLastRuneInString(doc.Raw[:start])
		start -= size
	}
	for first := doc.Origin.Start(w.marks[0].Start); start < first && (continues(doc.Raw, start) || doc.Raw[start] == ' '); {
		_, size := utf8.DecodeRuneInString(doc.Raw[start:])
		start += size
	}
	end := start
	last := doc.Origin.End(w.marks[len(w.marks)-1].End)
	for n := 0; end < len(doc.Raw) && (end < last || n < snippetRunes && doc.Raw[end] != '\n'); n++ {
		_, size := utf8.DecodeRuneInString(doc.Raw[end:])
		end += size
	}
	for end > last && (continues(doc.Raw, end) || doc.Raw[end-1] == ' ') {
		_, size := utf8.DecodeLastRuneInString(doc.Raw[:end])
		end -= size
	}
	sn := Snippet{Text: doc.Raw[start:end], Line: 1 + strings.Count(doc.Raw[:start], "\n"), Start: utf8.RuneCountInString(doc.Raw[:start])}
	sn.End = sn.Start + utf8.RuneCountInString(sn.Text)
	for _, m := range w.marks {
		from, to := doc.Origin.Start(m.Start), doc.Origin.End(m.End)
		a := utf8.RuneCountInString(doc.Raw[start:from])
		b := a + utf8.RuneCountInString(doc.Raw[from:to])
		if n := len(sn.Marks); n > 0 && a < sn.Marks[n-1][1] {
			sn.Marks[n-1][1] = max(sn.Marks[n-1][1], b)
			continue
		}
		sn.Marks = append(sn.Marks, [2]int{a, b})
	}
	return sn
}
