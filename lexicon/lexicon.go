// Package lexicon holds the words that the extractors know: one file a class,
// one row a concept, Chinese and English forms on the same row, so that
// translations cannot drift apart.
//
// A file data/CLASS.tsv has the columns id, zh, en, separated by tabs; forms
// within a column are separated by |. "(s)" at the end of an English form adds
// its plural. Forms are folded as documents are, and match whatever their
// case. A line that begins with # is a comment. One form may stand in several
// classes, but only in one row of a class.
//
// Words that mean something only beside others are no class but Cues, in files
// data/cue/TABLE.tsv of the same columns. They are read when code asks for them.
//
// A user's own folder of such files is laid over the embedded one: its rows
// are added to the classes of the same names, and where both hold a form, the
// user's row counts. Its cues are added to those of the same table and id, unless
// the table is one of FixedCues.
package lexicon

import (
	"cmp"
	"crypto/sha256"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"zongjie/lexicon/fold"
)

//go:embed data
var embedded embed.FS

// Data is the lexicon that ships with the program.
func Data() fs.FS { return embeddedData }

var embeddedData = func() fs.FS {
	sub, err := fs.Sub(embedded, "data")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	return sub
}()

// Term is one concept of one class.
type Term struct {
	ID    string // "party_member"; "-" for a blocker: a longer word that holds a term and is none
	Class Class
}

// Class numbers the classes of a lexicon, so that a set of them fits a word.
type Class uint8

// maxClasses is how many classes a ClassSet can hold.
const maxClasses = 64

// ClassSet is a set of classes.
type ClassSet uint64

// Has reports whether s holds all of the classes in all.
func (s ClassSet) Has(all ClassSet) bool { return s&all == all }

// Any reports whether s holds one of the classes in some.
func (s ClassSet) Any(some ClassSet) bool { return s&some != 0 }

// Set returns the set that holds only c.
func (c Class) Set() ClassSet { return 1 << c }

// Lexicon finds terms in folded text. It is immutable once loaded, and safe
// for concurrent use.
type Lexicon struct {
	Version string // of the words: the embedded VERSION and a hash of all layers
	classes map[string]Class
	names   []string
	first   [1 << 16]uint32 // node under the root by first rune; 0 if none
	nodes   []node          // none of it holds a pointer: there are tens of thousands
	edges   []edge
	forms   []form
	terms   []Term
	tables  map[string]*cueTable        // by name
	cues    sync.Map                    // of *Cues, by TABLE/ID: those that were asked for
	pairs   [1 << (pairBits - 6)]uint64 // the first two characters of forms, hashed
	layer   int32                       // index of the first term of the layer that is being loaded
}

// node is a state of the trie over runes. While the trie grows, its edges and
// forms are chains; freeze lays the edges side by side, sorted by rune.
type node struct {
	edge  uint32 // the first of its edges
	count uint32 // how many; 0 while the trie grows
	form  uint32 // the first of its forms; 0 if it is the end of none
}

type edge struct {
	r    rune
	node uint32
	next uint32 // in the chain; 0 at its end
}

// form is the end of a term, in a chain of those that end at one node.
type form struct {
	term int32
	next uint32
}

// Load reads every table of each layer, in name order, and the VERSION of the
// first. A form in a later layer takes the place of the same form of the same
// class in an earlier one. Load reports every mistake, each with its file and
// line; only the embedded cues are taken as they are, and read when asked for.
func Load(layers ...fs.FS) (*Lexicon, error) {
	base, err := baseVersion(layers[0])
	if err != nil {
		return nil, err
	}
	lx := &Lexicon{classes: map[string]Class{}, tables: map[string]*cueTable{}, nodes: make([]node, 1, 1<<15), edges: make([]edge, 1, 1<<15), forms: make([]form, 1, 1<<14)}
	sum := sha256.New()
	var errs []error
	for i, layer := range layers {
		files, err := Files(layer)
		errs = append(errs, err)
		lx.layer = int32(len(lx.terms))
		for _, file := range files {
			data, err := fs.ReadFile(layer, file)
			if err != nil {
				errs = append(errs, err)
				continue
			}
			fmt.Fprintf(sum, "%s %d\n", file, len(data))
			sum.Write(data)
			if strings.HasPrefix(file, cueDir) {
				err = lx.loadCues(layer, file, string(data), i == 0)
			} else {
				err = lx.load(file, string(data))
			}
			errs = append(errs, err)
		}
	}
	lx.freeze()
	lx.Version = fmt.Sprintf("%s-%x", base, sum.Sum(nil)[:4])
	return lx, errors.Join(errs...)
}

// Files returns the names of the tables in layer: classes first, then cues, each
// in the order of their names.
func Files(layer fs.FS) ([]string, error) {
	classes, err := fs.Glob(layer, "*.tsv")
	if err != nil {
		return nil, err
	}
	cues, err := fs.Glob(layer, cueDir+"*.tsv")
	return append(classes, cues...), err
}

func baseVersion(fsys fs.FS) (string, error) {
	version, err := fs.ReadFile(fsys, "VERSION")
	return strings.TrimSpace(string(version)), err
}

func (lx *Lexicon) load(file, data string) error {
	class, err := lx.class(strings.TrimSuffix(path.Base(file), ".tsv"))
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return eachRow(file, data, func(id string, forms []string) (errs []error) {
		lx.terms = append(lx.terms, Term{ID: id, Class: class})
		for _, form := range forms {
			errs = append(errs, lx.add(form, int32(len(lx.terms)-1)))
		}
		return errs
	})
}

// eachRow calls do with the id and the forms of each row of a table. It returns
// the mistakes, those that do tells among them, with their lines.
func eachRow(file, data string, do func(id string, forms []string) []error) error {
	var errs []error
	line := 0
	for row := range strings.Lines(data) {
		line++
		row = strings.TrimRight(row, "\r\n")
		if row == "" || row[0] == '#' {
			continue
		}
		cols := strings.Split(row, "\t")
		if len(cols) < 2 || len(cols) > 3 || cols[0] == "" {
			errs = append(errs, fmt.Errorf("%s:%d: want id, zh, en between tabs", file, line))
			continue
		}
		for _, err := range do(cols[0], forms(cols[1:])) {
			if err != nil {
				errs = append(errs, fmt.Errorf("%s:%d: %w", file, line, err))
			}
		}
	}
	return errors.Join(errs...)
}

// class returns the class named name, making it where it is missing.
func (lx *Lexicon) class(name string) (Class, error) {
	if c, ok := lx.classes[name]; ok {
		return c, nil
	}
	if len(lx.names) == maxClasses {
		return 0, fmt.Errorf("this would be class %d, and only %d can be told apart", maxClasses+1, maxClasses)
	}
	c := Class(len(lx.names))
	lx.classes[name], lx.names = c, append(lx.names, name)
	return c, nil
}

// forms splits the forms of a row and adds plurals.
func forms(cols []string) []string {
	var all []string
	for _, col := range cols {
		for _, form := range strings.Split(col, "|") {
			stem, plural := strings.CutSuffix(form, "(s)")
			if form == "" {
				continue
			}
			all = append(all, stem)
			if plural {
				all = append(all, stem+"s")
			}
		}
	}
	return all
}

func (lx *Lexicon) add(text string, term int32) error {
	n := uint32(0)
	for _, r := range strings.ToLower(fold.String(text)) {
		n = lx.step(n, r)
	}
	if n == 0 {
		return errors.New("a form is empty")
	}
	t := lx.terms[term]
	last := &lx.nodes[n].form
	for *last != 0 {
		other := &lx.forms[*last].term
		last = &lx.forms[*last].next
		if lx.terms[*other].Class != t.Class {
			continue
		}
		if *other >= lx.layer {
			return fmt.Errorf("%q means both %s and %s", text, lx.terms[*other].ID, t.ID)
		}
		*other = term
		return nil
	}
	*last = uint32(len(lx.forms))
	lx.forms = append(lx.forms, form{term: term})
	return nil
}

// step returns the node that r leads to from n, making it where it is missing.
func (lx *Lexicon) step(n uint32, r rune) uint32 {
	if n == 0 && r <= 0xFFFF && lx.first[r] != 0 {
		return lx.first[r]
	}
	for e := lx.nodes[n].edge; e != 0 && n != 0; e = lx.edges[e].next {
		if lx.edges[e].r == r {
			return lx.edges[e].node
		}
	}
	if n == 0 && r > 0xFFFF {
		return 0 // no term begins with a character beyond the basic plane
	}
	to := uint32(len(lx.nodes))
	lx.nodes = append(lx.nodes, node{})
	if n == 0 {
		lx.first[r] = to
		return to
	}
	lx.edges = append(lx.edges, edge{r, to, lx.nodes[n].edge})
	lx.nodes[n].edge = uint32(len(lx.edges) - 1)
	return to
}

// freeze lays the edges of each node side by side, sorted by rune.
func (lx *Lexicon) freeze() {
	chained := lx.edges
	lx.edges = make([]edge, 0, len(chained))
	for i := range lx.nodes {
		n := &lx.nodes[i]
		start := len(lx.edges)
		for e := n.edge; e != 0; e = chained[e].next {
			lx.edges = append(lx.edges, chained[e])
		}
		n.edge, n.count = uint32(start), uint32(len(lx.edges)-start)
		slices.SortFunc(lx.edges[start:], func(a, b edge) int { return cmp.Compare(a.r, b.r) })
	}
	for r, n := range lx.first {
		if n == 0 {
			continue
		}
		for _, e := range lx.edges[lx.nodes[n].edge:][:lx.nodes[n].count] {
			h := pairHash(rune(r), e.r)
			lx.pairs[h/64] |= 1 << (h % 64)
		}
	}
}

// pairBits is the logarithm of how many hashes of pairs there are: some ten
// thousand pairs leave most of them free.
const pairBits = 17

func pairHash(a, b rune) uint32 {
	return (uint32(a)*0x9E3779B1 ^ uint32(b)*0x85EBCA6B) * 0xC2B2AE35 >> (32 - pairBits)
}

// goesOn reports whether a form that begins with a may go on with the Chinese
// character b. It is quicker than to look for b among the edges, where it mostly
// is not.
func (lx *Lexicon) goesOn(a, b rune) bool {
	h := pairHash(a, b)
	return lx.pairs[h/64]>>(h%64)&1 == 1
}

// Class returns the class named name.
func (lx *Lexicon) Class(name string) (Class, bool) {
	c, ok := lx.classes[name]
	return c, ok
}

// ClassName returns the name of c, which is that of its file.
func (lx *Lexicon) ClassName(c Class) string { return lx.names[c] }

// Match calls found with each term that s begins with and its length in
// bytes, shorter ones first. Latin forms end where a word ends; a space in a
// form matches any run of spaces, or a hyphen.
func (lx *Lexicon) Match(s string, found func(t *Term, n int)) {
	if s == "" {
		return
	}
	r, size := lowerRune(s)
	if r > 0xFFFF {
		return
	}
	n, before := lx.first[r], r
	for i := size; n != 0; {
		nd := &lx.nodes[n]
		if nd.form != 0 && !(latin(s[i-1]) && i < len(s) && latin(s[i])) {
			for f := nd.form; f != 0; f = lx.forms[f].next {
				found(&lx.terms[lx.forms[f].term], i)
			}
		}
		if i >= len(s) {
			return
		}
		r, size = lowerRune(s[i:])
		if before != 0 && r >= utf8.RuneSelf && !lx.goesOn(before, r) {
			return
		}
		before = 0
		if r == '-' && lx.next(nd, '-') == 0 {
			r = ' '
		}
		if r == ' ' {
			for i+size < len(s) && s[i+size] == ' ' {
				size++
			}
		}
		n = lx.next(nd, r)
		i += size
	}
}

// next returns the node that r leads to from n, or 0.
func (lx *Lexicon) next(n *node, r rune) uint32 {
	e := lx.edges[n.edge : n.edge+n.count]
	for len(e) > 8 {
		if m := len(e) / 2; e[m].r <= r {
			e = e[m:]
		} else {
			e = e[:m]
		}
	}
	for i := range e {
		if e[i].r == r {
			return e[i].node
		}
	}
	return 0
}

// lowerRune returns the first rune of s, in lower case if it is ASCII.
func lowerRune(s string) (rune, int) {
	if c := s[0]; c < utf8.RuneSelf {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s)
}

func latin(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' }
