// Package cue holds the words that extractors look for in one place only, and
// so apart from the scan: right before or after a number, at the end of a name,
// in a clause that is read anyway.
//
// A file lexicon/data/cue/FILE.tsv is written as a class of the lexicon is: id,
// zh, en. The id names what the words are a cue to; a row of it is a List. They
// are no class, for most of them are small and frequent words (年, 的, in), which
// would cost every sentence a token; and a word cut has no say about them.
package cue

import (
	"cmp"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/fold"
)

// Cue is one word of a list.
type Cue struct {
	ID    string // of its row
	Text  string // folded, in small letters
	Latin bool   // whether it is a word, or some, in Latin letters
}

// List is a set of words. Latin ones match whole words, whatever their case; at
// an edge of a text spaces may lie between them and the edge. Chinese ones match
// wherever their characters stand. A List is safe for concurrent use.
type List struct {
	file string
	ids  []string
	once sync.Once // reads the rest, which most starts of the program do not need

	cues    []*Cue // in the order of the file
	first   edge
	last    edge
	whole   map[string]*Cue
	longest int  // bytes
	latin   bool // whether one of them is Latin
}

// edge holds words by their first or last character, the longest first.
type edge struct {
	cues map[rune][]*Cue
	bits [4]uint64 // one for the last eight bits of each character: most texts end here
}

func (e *edge) add(r rune, c *Cue) {
	e.cues[r] = append(e.cues[r], c)
	e.bits[r>>6&3] |= 1 << (r & 63)
}

// at returns the words that have r at their edge.
func (e *edge) at(r rune) []*Cue {
	if r >= 'A' && r <= 'Z' {
		r += 'a' - 'A'
	}
	if e.bits[r>>6&3]>>(r&63)&1 == 0 {
		return nil
	}
	return e.cues[r]
}

// Files are the files of cues.
func Files() fs.FS {
	files, err := fs.Sub(lexicon.Data(), "cue")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	return files
}

// Words returns the words of a file in the rows with these ids, or in all rows if
// none is given. They are read when one is first looked for; that panics where
// there are none, for the files are part of the program.
func Words(file string, ids ...string) *List { return &List{file: file, ids: ids} }

// read reads the words of l.
func (l *List) read() {
	l.first.cues, l.last.cues, l.whole = map[rune][]*Cue{}, map[rune][]*Cue{}, map[string]*Cue{}
	for _, row := range rows(l.file) {
		if len(l.ids) > 0 && !slices.Contains(l.ids, row.ID) {
			continue
		}
		for _, name := range slices.Concat(row.Chinese, row.English) {
			for _, form := range lexicon.Spellings(name) {
				l.add(row.ID, form)
			}
		}
	}
	for _, id := range l.ids {
		if !slices.ContainsFunc(l.cues, func(c *Cue) bool { return c.ID == id }) {
			panic(fmt.Sprintf("cue/%s.tsv has no row %s", l.file, id))
		}
	}
	l.sort()
}

var files sync.Map // of rows, by file: most hold several lists

// rows returns the rows of a file.
func rows(file string) []lexicon.Concept {
	if rows, ok := files.Load(file); ok {
		return rows.([]lexicon.Concept)
	}
	rows, err := lexicon.Concepts(Files(), file)
	if err != nil {
		panic(err)
	}
	files.Store(file, rows)
	return rows
}

func (l *List) add(id, form string) {
	c := &Cue{ID: id, Text: strings.ToLower(fold.String(form))}
	c.Latin = strings.IndexFunc(c.Text, text.IsHan) < 0 && strings.ContainsFunc(c.Text, func(r rune) bool { return r >= 'a' && r <= 'z' })
	first, _ := utf8.DecodeRuneInString(c.Text)
	last, _ := utf8.DecodeLastRuneInString(c.Text)
	l.cues = append(l.cues, c)
	l.first.add(first, c)
	l.last.add(last, c)
	l.whole[c.Text] = c
	l.longest = max(l.longest, len(c.Text))
	l.latin = l.latin || c.Latin
}

// sort puts the longest words first among those with one edge.
func (l *List) sort() {
	for _, by := range [...]map[rune][]*Cue{l.first.cues, l.last.cues} {
		for _, cues := range by {
			slices.SortStableFunc(cues, func(a, b *Cue) int { return cmp.Compare(len(b.Text), len(a.Text)) })
		}
	}
}

// All calls yield with each word of l, in the order of the file.
func (l *List) All() iter.Seq[*Cue] {
	l.once.Do(l.read)
	return slices.Values(l.cues)
}

// Is returns the word that s is, or nil.
func (l *List) Is(s string) *Cue {
	l.once.Do(l.read)
	if len(s) > l.longest {
		return nil
	}
	return l.whole[text.Lower(s)]
}

// Begin returns the longest word that s begins with, or nil.
func (l *List) Begin(s string) *Cue {
	l.once.Do(l.read)
	if s == "" {
		return nil
	}
	if rest := strings.TrimLeft(s, " "); l.latin && len(rest) < len(s) {
		if c := l.begin(rest); c != nil && c.Latin {
			return c
		}
	}
	return l.begin(s)
}

func (l *List) begin(s string) *Cue {
	r, _ := utf8.DecodeRuneInString(s)
	for _, c := range l.first.at(r) {
		n := len(c.Text)
		switch {
		case len(s) < n:
		case !c.Latin && s[:n] == c.Text:
			return c
		case c.Latin && strings.EqualFold(s[:n], c.Text) && whole(s, 0, n):
			return c
		}
	}
	return nil
}

// End returns the longest word that s ends with, or nil.
func (l *List) End(s string) *Cue {
	l.once.Do(l.read)
	if s == "" {
		return nil
	}
	if rest := strings.TrimRight(s, " "); l.latin && len(rest) < len(s) {
		if c := l.end(rest); c != nil && c.Latin {
			return c
		}
	}
	return l.end(s)
}

func (l *List) end(s string) *Cue {
	r, _ := utf8.DecodeLastRuneInString(s)
	for _, c := range l.last.at(r) {
		i := len(s) - len(c.Text)
		switch {
		case i < 0:
		case !c.Latin && s[i:] == c.Text:
			return c
		case c.Latin && strings.EqualFold(s[i:], c.Text) && whole(s, i, len(s)):
			return c
		}
	}
	return nil
}

// In returns the first word of the list that stands in s, or nil.
func (l *List) In(s string) *Cue {
	for c := range l.Each(s) {
		return c
	}
	return nil
}

// Each calls yield with each word of the list that stands in s, in the order of
// the file.
func (l *List) Each(s string) iter.Seq[*Cue] {
	return func(yield func(*Cue) bool) {
		l.once.Do(l.read)
		if l.latin {
			s = text.Lower(s)
		}
		for _, c := range l.cues {
			if holds(s, c) && !yield(c) {
				return
			}
		}
	}
}

// holds reports whether c stands in s, which is in small letters.
func holds(s string, c *Cue) bool {
	for at := 0; ; {
		i := strings.Index(s[at:], c.Text)
		if i < 0 {
			return false
		}
		i += at
		if !c.Latin || whole(s, i, i+len(c.Text)) {
			return true
		}
		at = i + 1
	}
}

// whole reports whether s[i:j] does not cut a Latin word at either end.
func whole(s string, i, j int) bool {
	return !(i > 0 && text.IsLatin(s[i-1]) && text.IsLatin(s[i])) && !(j < len(s) && text.IsLatin(s[j-1]) && text.IsLatin(s[j]))
}
