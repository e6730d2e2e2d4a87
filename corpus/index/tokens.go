package index

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"

	"zongjie/extract/text"
	"zongjie/lexicon/fold"
	"zongjie/lexicon/words"
)

// normal folds s and takes it to lower case, as texts and queries are compared.
func normal(s string) string { return lower(fold.String(s)) }

// lower takes ASCII to lower case. It keeps every offset.
func lower(s string) string {
	for i := range len(s) {
		if s[i] >= 'A' && s[i] <= 'Z' {
			b := []byte(s)
			for j := i; j < len(b); j++ {
				if b[j] >= 'A' && b[j] <= 'Z' {
					b[j] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

// A text is a row of runs: wide runs are letters of scripts without blanks,
// which words cut; narrow runs are words and numbers between other characters.

func isWide(r rune) bool {
	return r >= 0x2E80 && (unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r)) || r == '〇'
}

func isNarrow(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z'
	}
	return !isWide(r) && (unicode.IsLetter(r) || unicode.IsNumber(r))
}

// eachTerm calls yield with the terms of s, which is lower-cased, and their places
// in s.
func eachTerm(s string, st *stemmer, cut func(text.Span) []int, yield func(term string, at text.Span)) {
	termsIn(s, text.Span{End: len(s)}, st, cut, yield)
}

// termsIn calls yield with the terms of the part at of s: Chinese words as cut gives them (the ends, from the start
// of the wide run at the span, of its words), English words by their stem, numbers
// without separators.
func termsIn(s string, at text.Span, st *stemmer, cut func(text.Span) []int, yield func(term string, at text.Span)) {
	part := s[:at.End]
	for i := at.Start; i < at.End; {
		if c := s[i]; c < utf8.RuneSelf && !isNarrow(rune(c)) {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(part[i:])
		switch {
		case isWide(r):
			j := runEnd(part, i+size, isWide)
			start := i
			for _, end := range cut(text.Span{Start: i, End: j}) {
				yield(s[start:i+end], text.Span{Start: start, End: i + end})
				start = i + end
			}
			i = j
		case r >= '0' && r <= '9':
			j := numberEnd(part, i)
			yield(strings.ReplaceAll(s[i:j], ",", ""), text.Span{Start: i, End: j})
			i = j
		case isNarrow(r):
			j := runEnd(part, i+size, isNarrow)
			yield(st.stem(s[i:j]), text.Span{Start: i, End: j})
			i = j
			if strings.HasPrefix(part[i:], "'s") && (i+2 == len(part) || !isNarrow(rune(part[i+2]))) {
				i += 2 // the teacher's: the s is no word
			}
		default:
			i += size
		}
	}
}

// pairBefore returns the pair of characters of s whose second one begins at i:
// one of them is wide, the other wide or narrow. It returns "" if there is none.
func pairBefore(s string, i int) string {
	before, size := utf8.DecodeLastRuneInString(s[:i])
	if size == 0 || before < utf8.RuneSelf && !isNarrow(before) {
		return ""
	}
	after, n := utf8.DecodeRuneInString(s[i:])
	if a, b := isWide(before), isWide(after); a && b || a && isNarrow(after) || b && isNarrow(before) {
		return s[i-size : i+n]
	}
	return ""
}

func runEnd(s string, i int, in func(rune) bool) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !in(r) {
			break
		}
		i += size
	}
	return i
}

// numberEnd returns where the number that starts at i ends: digits with points
// and commas between them, and letters that follow.
func numberEnd(s string, i int) int {
	for {
		i = runEnd(s, i, isNarrow)
		if i+1 >= len(s) || s[i] != '.' && s[i] != ',' || s[i+1] < '0' || s[i+1] > '9' || s[i-1] < '0' || s[i-1] > '9' {
			return i
		}
		i++
	}
}

// eachGram calls yield with the characters of the wide runs of s, which is
// lower-cased, and with the pairs of neighbours of which one is wide and the
// other wide or narrow. They find what no word is.
func eachGram(s string, yield func(gram string, pair bool)) {
	before, size := rune(-1), 0 // the rune before i, if it can be half of a pair
	for i, r := range s {
		n := utf8.RuneLen(r)
		wide := isWide(r)
		if wide {
			yield(s[i:i+n], false)
		}
		if !wide && !isNarrow(r) {
			before = -1
			continue
		}
		if before >= 0 && (wide || isWide(before)) {
			yield(s[i-size:i+n], true)
		}
		before, size = r, n
	}
}

// stemmer finds the stems of English words. It remembers what it found.
type stemmer struct{ known map[string]string }

// stemmers is a pool because a stemmer is of one goroutine.
var stemmers = sync.Pool{New: func() any { return &stemmer{known: map[string]string{}} }}

// maxStems is how many stems a stemmer remembers.
const maxStems = 1 << 15

func (st *stemmer) stem(word string) string {
	if s, ok := st.known[word]; ok {
		return s
	}
	s := word
	if len(word) > 2 && len(word) < 40 && isPlain(word) {
		env := snowballstem.NewEnv(word)
		english.Stem(env)
		s = strings.Clone(env.Current())
	}
	if len(st.known) >= maxStems {
		clear(st.known)
	}
	st.known[strings.Clone(word)] = s
	return s
}

func isPlain(word string) bool {
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return false
		}
	}
	return true
}

// cutKnown returns a function that cuts wide runs of s at the words of w, and by
// the dictionary where w knows nothing.
func cutKnown(s string, w *text.Words) func(text.Span) []int {
	var ends []int
	return func(span text.Span) []int {
		ends = ends[:0]
		w.All(span, func(word text.Span) bool {
			ends = append(ends, word.End-span.Start)
			return true
		})
		if n := len(ends); n > 0 && ends[n-1] == span.Len() {
			return ends
		}
		return words.Ends(s[span.Start:span.End])
	}
}
