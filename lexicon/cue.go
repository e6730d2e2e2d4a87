package lexicon

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"zongjie/lexicon/fold"
)

// Cues are words that mean something only at one place: right before or behind a
// number or a term, or in its clause. Sentences are not scanned for them: who needs
// them asks at that place, so they cost nothing elsewhere, however frequent they
// are, and a cut into words has no say about them.
//
// A table data/cue/TABLE.tsv has the columns of a class. The id of a row names what
// its words are a cue to; several rows may share one. There are no blockers.
//
// Latin words match whole words, whatever their case; Chinese ones match wherever
// their characters stand. Texts that are asked about are folded. Cues are read and
// sorted when one is first looked for, and are safe for concurrent use.
type Cues struct {
	once sync.Once
	load func() []*Cue

	cues    []*Cue // in the order of the table, a user's last
	first   cueEdge
	last    cueEdge
	whole   map[string]*Cue
	longest int  // bytes
	latin   bool // whether one of them holds Latin letters
}

// Cue is one form of a row of cues.
type Cue struct {
	ID    string // of its row
	Text  string // folded, in lower case
	Latin bool   // whether it is a word, or some, in Latin letters only

	letters bool // whether it holds Latin letters, and so has a case
}

// FixedCues returns the cues in the rows of a table with these ids, or in all rows
// if none is given. They are those that ship with the program, so that code may
// ask for them where it has no Lexicon; a user's folder cannot add to the table.
// Where a row is missing, the first look for a cue panics: the table is part of
// the program.
func FixedCues(table string, ids ...string) *Cues {
	if !slices.Contains(fixedTables, table) {
		panic(fmt.Sprintf("cue/%s.tsv is not fixed: ask a Lexicon for its cues", table))
	}
	return &Cues{load: func() []*Cue {
		all, err := embeddedCues(table)
		if err != nil {
			panic(err)
		}
		for _, id := range ids {
			if !hasCue(all, id) {
				panic(fmt.Sprintf("cue/%s.tsv has no row %s", table, id))
			}
		}
		return cuesOf(all, ids...)
	}}
}

// fixedTables are the tables that code may ask FixedCues for.
var fixedTables = []string{"abbreviation", "announcement", "count", "doing", "heading", "meta", "modality", "noun_ending"}

// Cues returns the cues named name, TABLE/ID, with those that later layers add, or
// nil where the first layer has none of that name.
func (lx *Lexicon) Cues(name string) *Cues {
	if c, ok := lx.cues.Load(name); ok {
		return c.(*Cues)
	}
	table, id, _ := strings.Cut(name, "/")
	t := lx.tables[table]
	if t == nil || !t.has(id) {
		return nil
	}
	c, _ := lx.cues.LoadOrStore(name, &Cues{load: func() []*Cue {
		shipped, _ := t.read() // Load has reported its mistakes
		return append(cuesOf(shipped, id), cuesOf(t.added, id)...)
	}})
	return c.(*Cues)
}

// cueDir is the folder of the tables of cues.
const cueDir = "cue/"

// cueTable is a table of cues as one Lexicon has it.
type cueTable struct {
	read  func() ([]*Cue, error) // the rows of the first layer, parsed once
	added []*Cue                 // by later layers
}

func (t *cueTable) has(id string) bool {
	all, _ := t.read()
	return hasCue(all, id)
}

func hasCue(all []*Cue, id string) bool {
	return slices.ContainsFunc(all, func(c *Cue) bool { return c.ID == id })
}

// cuesOf returns a new slice of the cues with these ids, or of all if none is given.
func cuesOf(all []*Cue, ids ...string) []*Cue {
	var cues []*Cue
	for _, c := range all {
		if len(ids) == 0 || slices.Contains(ids, c.ID) {
			cues = append(cues, c)
		}
	}
	return cues
}

// embeddedTables holds a func() ([]*Cue, error) for each table that was asked for,
// by name: lexicons and fixed cues share what it read.
var embeddedTables sync.Map

// embeddedCues returns the cues of a table that ships with the program. Most starts
// of the program need none of them, so they are read when first asked for.
func embeddedCues(table string) ([]*Cue, error) {
	read, ok := embeddedTables.Load(table)
	if !ok {
		read, _ = embeddedTables.LoadOrStore(table, sync.OnceValues(func() ([]*Cue, error) {
			file := cueDir + table + ".tsv"
			data, err := fs.ReadFile(Data(), file)
			if err != nil {
				return nil, err
			}
			return readCues(file, string(data))
		}))
	}
	return read.(func() ([]*Cue, error))()
}

// loadCues takes a table of cues into lx: that of the first layer, or one that adds
// to it. The embedded layer is not looked into yet: tests hold that it is right.
func (lx *Lexicon) loadCues(layer fs.FS, file, data string, first bool) error {
	table := strings.TrimSuffix(path.Base(file), ".tsv")
	switch {
	case !first:
		return lx.addCues(table, file, data)
	case layer == embeddedData:
		lx.tables[table] = &cueTable{read: func() ([]*Cue, error) { return embeddedCues(table) }}
		return nil
	}
	cues, err := readCues(file, data)
	lx.tables[table] = &cueTable{read: func() ([]*Cue, error) { return cues, nil }}
	return err
}

// readCues parses a table of cues. A form that stands twice under one id is a mistake.
func readCues(file, data string) ([]*Cue, error) {
	var all []*Cue
	seen := map[[2]string]bool{}
	err := eachRow(file, data, func(id string, forms []string) (errs []error) {
		for _, form := range forms {
			c, err := newCue(id, form)
			if key := [2]string{id, c.Text}; err == nil && seen[key] {
				err = fmt.Errorf("%q stands here twice", form)
			} else if err == nil {
				seen[key] = true
				all = append(all, c)
			}
			errs = append(errs, err)
		}
		return errs
	})
	return all, err
}

// addCues adds a table of a later layer to that of the first. It is a mistake to
// add to cues that are fixed, or that nobody asks for: they would change nothing.
func (lx *Lexicon) addCues(table, file, data string) error {
	if slices.Contains(fixedTables, table) {
		return fmt.Errorf("%s: the cues of this table cannot be added to, only those of others: %s", file, strings.Join(lx.openTables(), ", "))
	}
	return eachRow(file, data, func(id string, forms []string) (errs []error) {
		t := lx.tables[table]
		if t == nil || !t.has(id) {
			return []error{fmt.Errorf("there are no cues %q to add to", table+"/"+id)}
		}
		for _, form := range forms {
			c, err := newCue(id, form)
			if err == nil {
				t.added = append(t.added, c)
			}
			errs = append(errs, err)
		}
		return errs
	})
}

// openTables returns the files of cues that a layer can add to.
func (lx *Lexicon) openTables() []string {
	var files []string
	for table := range lx.tables {
		if !slices.Contains(fixedTables, table) {
			files = append(files, cueDir+table+".tsv")
		}
	}
	slices.Sort(files)
	return files
}

// newCue returns form as a cue, and an error if nothing is left of it.
func newCue(id, form string) (*Cue, error) {
	c := &Cue{ID: id, Text: strings.ToLower(fold.String(form))}
	c.letters = strings.ContainsFunc(c.Text, func(r rune) bool { return r < utf8.RuneSelf && letter(byte(r)) })
	c.Latin = c.letters && !strings.ContainsFunc(c.Text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	if c.Text == "" {
		return c, errors.New("a form is empty")
	}
	return c, nil
}

// cueEdge holds cues by their first or last character, the longest first.
type cueEdge struct {
	cues map[rune][]*Cue
	bits [4]uint64 // one for the last eight bits of each character: most texts end here
}

func (e *cueEdge) add(r rune, c *Cue) {
	e.cues[r] = append(e.cues[r], c)
	e.bits[r>>6&3] |= 1 << (r & 63)
}

// at returns the cues that have r at their edge.
func (e *cueEdge) at(r rune) []*Cue {
	if r < 0x2E80 { // what has a case stands before the Chinese characters
		r = unicode.ToLower(r)
	}
	if e.bits[r>>6&3]>>(r&63)&1 == 0 {
		return nil
	}
	return e.cues[r]
}

// read reads and sorts c unless that is done. A form that stands twice counts once.
func (c *Cues) read() {
	c.once.Do(func() {
		c.first.cues, c.last.cues, c.whole = map[rune][]*Cue{}, map[rune][]*Cue{}, map[string]*Cue{}
		for _, cue := range c.load() {
			if c.whole[cue.Text] != nil {
				continue
			}
			first, _ := utf8.DecodeRuneInString(cue.Text)
			last, _ := utf8.DecodeLastRuneInString(cue.Text)
			c.cues = append(c.cues, cue)
			c.first.add(first, cue)
			c.last.add(last, cue)
			c.whole[cue.Text] = cue
			c.longest = max(c.longest, len(cue.Text))
			c.latin = c.latin || cue.letters
		}
		for _, by := range [...]map[rune][]*Cue{c.first.cues, c.last.cues} {
			for _, cues := range by {
				slices.SortStableFunc(cues, func(a, b *Cue) int { return cmp.Compare(len(b.Text), len(a.Text)) })
			}
		}
	})
}

// All calls yield with each cue, in the order of the table.
func (c *Cues) All() iter.Seq[*Cue] {
	c.read()
	return slices.Values(c.cues)
}

// Whole returns the cue that s is, or nil.
func (c *Cues) Whole(s string) *Cue {
	c.read()
	if len(s) > c.longest {
		return nil
	}
	return c.whole[lower(s)]
}

// Leading returns the longest cue that s begins with, or nil. Spaces may stand
// before a Latin one.
func (c *Cues) Leading(s string) *Cue {
	c.read()
	if rest := strings.TrimLeft(s, " "); c.latin && len(rest) < len(s) {
		if cue := c.leading(rest); cue != nil && cue.Latin {
			return cue
		}
	}
	return c.leading(s)
}

func (c *Cues) leading(s string) *Cue {
	if s == "" {
		return nil
	}
	r, _ := utf8.DecodeRuneInString(s)
	for _, cue := range c.first.at(r) {
		if n := len(cue.Text); n <= len(s) && cue.is(s[:n]) && uncut(s, 0, n) {
			return cue
		}
	}
	return nil
}

// Trailing returns the longest cue that s ends with, or nil. Spaces may stand
// behind a Latin one.
func (c *Cues) Trailing(s string) *Cue {
	c.read()
	if rest := strings.TrimRight(s, " "); c.latin && len(rest) < len(s) {
		if cue := c.trailing(rest); cue != nil && cue.Latin {
			return cue
		}
	}
	return c.trailing(s)
}

func (c *Cues) trailing(s string) *Cue {
	if s == "" {
		return nil
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	for _, cue := range c.last.at(r) {
		if at := len(s) - len(cue.Text); at >= 0 && cue.is(s[at:]) && uncut(s, at, len(s)) {
			return cue
		}
	}
	return nil
}

// is reports whether s is c, whatever its case.
func (c *Cue) is(s string) bool { return s == c.Text || c.letters && strings.EqualFold(s, c.Text) }

// Prefix returns the length of the longest cue that s begins with, or 0. No space
// may stand before it: what the length cuts off is the cue.
func (c *Cues) Prefix(s string) int {
	c.read()
	if cue := c.leading(s); cue != nil {
		return len(cue.Text)
	}
	return 0
}

// Suffix returns the length of the longest cue that s ends with, or 0. No space
// may stand behind it.
func (c *Cues) Suffix(s string) int {
	c.read()
	if cue := c.trailing(s); cue != nil {
		return len(cue.Text)
	}
	return 0
}

// Skip returns what is left of s behind all the cues that it begins with.
func (c *Cues) Skip(s string) string {
	for n := c.Prefix(s); n > 0; n = c.Prefix(s) {
		s = s[n:]
	}
	return s
}

// Each calls yield with each cue that stands in s, in the order of the table.
func (c *Cues) Each(s string) iter.Seq[*Cue] {
	return func(yield func(*Cue) bool) {
		c.each(s, func(cue *Cue, _ int) bool { return yield(cue) })
	}
}

// First returns the first cue of the table that stands in s, or nil.
func (c *Cues) First(s string) *Cue {
	for cue := range c.Each(s) {
		return cue
	}
	return nil
}

// Index returns where the first cue in s begins, or -1.
func (c *Cues) Index(s string) int {
	first := -1
	c.each(s, func(_ *Cue, at int) bool {
		if first < 0 || at < first {
			first = at
		}
		return true
	})
	return first
}

// each calls yield with each cue that stands in s and the place where it first
// does, until yield returns false.
func (c *Cues) each(s string, yield func(cue *Cue, at int) bool) {
	c.read()
	if c.latin {
		s = lower(s)
	}
	for _, cue := range c.cues {
		if at := cue.index(s); at >= 0 && !yield(cue, at) {
			return
		}
	}
}

// index returns where c first stands in s, which is in lower case, or -1.
func (c *Cue) index(s string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], c.Text)
		if i < 0 {
			return -1
		}
		if i += from; uncut(s, i, i+len(c.Text)) {
			return i
		}
		from = i + 1
	}
}

// Begin, End, Are and In report whether s begins or ends with a cue, is one, or
// holds one.
func (c *Cues) Begin(s string) bool { return c.Leading(s) != nil }
func (c *Cues) End(s string) bool   { return c.Trailing(s) != nil }
func (c *Cues) Are(s string) bool   { return c.Whole(s) != nil }
func (c *Cues) In(s string) bool    { return c.First(s) != nil }

// lower returns s in lower case, each character at the place that it has in s.
// Most Chinese text has no letters, and need not be gone through by character.
func lower(s string) string {
	for i := 0; i < len(s); {
		switch b := s[i]; {
		case b < utf8.RuneSelf && (b < 'A' || b > 'Z'):
			i++
		case b >= 0xE3 && b <= 0xE9 || b == 0xE2 && i+1 < len(s) && s[i+1] == 0x80:
			i += 3 // U+3000 to U+9FFF, and the marks from U+2000 to U+203F
		default:
			if t := strings.ToLower(s); len(t) == len(s) {
				return t
			}
			return strings.Map(lowerInPlace, s)
		}
	}
	return s
}

// lowerInPlace returns r in lower case, unless that is longer or shorter.
func lowerInPlace(r rune) rune {
	if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
		return l
	}
	return r
}

// uncut reports whether s[i:j] does not cut a Latin word at either end.
func uncut(s string, i, j int) bool {
	return !(i > 0 && letter(s[i-1]) && letter(s[i])) && !(j < len(s) && letter(s[j-1]) && letter(s[j]))
}

// letter reports whether c is a letter of an English word. A digit is none: in
// room5 there is a room.
func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
