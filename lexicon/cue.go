package lexicon

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"zongjie/lexicon/fold"
)

// Cues are the words of one concept that mean something only at one place: right
// before or behind a term, or in its clause. Sentences are not scanned for them:
// who needs them asks at that place, so they cost nothing elsewhere.
//
// A file data/cue/FILE.tsv has the columns of a class. The id of a row names the
// concept, several rows may share one, and FILE/ID is what they are asked for by.
// Chinese forms match whatever stands around them; Latin ones match whole words
// in any case.
type Cues struct {
	forms []string // folded, in lower case, the longest first
}

// cueDir is the folder of the tables of cues.
const cueDir = "cue/"

// loadCues reads a table of cues. A later layer adds forms to those of the first;
// to cues that nobody asks for it would add in vain.
func (lx *Lexicon) loadCues(file, data string, first bool) error {
	table := strings.TrimSuffix(strings.TrimPrefix(file, cueDir), ".tsv")
	return eachRow(file, data, func(id string, forms []string) (errs []error) {
		name := table + "/" + id
		c := lx.cues[name]
		switch {
		case c == nil && first:
			c = new(Cues)
			lx.cues[name] = c
		case c == nil:
			return []error{fmt.Errorf("there are no cues %q to add to", name)}
		}
		for _, form := range forms {
			errs = append(errs, c.add(form, first))
		}
		return errs
	})
}

// add adds form. Only where the first layer holds it twice is that a mistake.
func (c *Cues) add(form string, first bool) error {
	folded := strings.ToLower(fold.String(form))
	switch known := slices.Contains(c.forms, folded); {
	case folded == "":
		return errors.New("a form is empty")
	case known && first:
		return fmt.Errorf("%q stands here twice", form)
	case !known:
		c.forms = append(c.forms, folded)
	}
	return nil
}

// sortCues puts the longest forms first.
func (lx *Lexicon) sortCues() {
	for _, c := range lx.cues {
		slices.SortStableFunc(c.forms, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	}
}

// Cues returns the cues named name, FILE/ID, or nil.
func (lx *Lexicon) Cues(name string) *Cues { return lx.cues[name] }

// Prefix returns the length of the longest form that the folded text s begins
// with, or 0.
func (c *Cues) Prefix(s string) int {
	for _, form := range c.forms {
		if len(form) <= len(s) && equal(s[:len(form)], form) && whole(s, 0, len(form)) {
			return len(form)
		}
	}
	return 0
}

// Suffix returns the length of the longest form that the folded text s ends
// with, or 0.
func (c *Cues) Suffix(s string) int {
	for _, form := range c.forms {
		if at := len(s) - len(form); at >= 0 && equal(s[at:], form) && whole(s, at, len(s)) {
			return len(form)
		}
	}
	return 0
}

// Begin, End and Are report whether the folded text s begins or ends with a form,
// or is one.
func (c *Cues) Begin(s string) bool { return c.Prefix(s) > 0 }
func (c *Cues) End(s string) bool   { return c.Suffix(s) > 0 }
func (c *Cues) Are(s string) bool   { return s != "" && c.Prefix(s) == len(s) }

// Skip returns what is left of the folded text s behind all the forms that it
// begins with.
func (c *Cues) Skip(s string) string {
	for n := c.Prefix(s); n > 0; n = c.Prefix(s) {
		s = s[n:]
	}
	return s
}

// In reports whether a form stands in the folded text s.
func (c *Cues) In(s string) bool {
	found := false
	c.each(s, func(int) bool { found = true; return false })
	return found
}

// Index returns where the first form in the folded text s begins, or -1.
func (c *Cues) Index(s string) int {
	first := -1
	c.each(s, func(at int) bool {
		if first < 0 || at < first {
			first = at
		}
		return true
	})
	return first
}

// each calls yield with the place where each form that stands in s does so first,
// until it returns false.
func (c *Cues) each(s string, yield func(at int) bool) {
	lower := "" // s in lower case, once a Latin form asks for it
	for _, form := range c.forms {
		t := s
		if latin(form[0]) || latin(form[len(form)-1]) {
			if lower == "" {
				lower = lowerLatin(s)
			}
			t = lower
		}
		if at := index(t, form); at >= 0 && !yield(at) {
			return
		}
	}
}

// index returns where form first stands in s, which is in lower case, or -1.
func index(s, form string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], form)
		if i < 0 {
			return -1
		}
		if i += from; whole(s, i, i+len(form)) {
			return i
		}
		from = i + 1
	}
}

// lowerLatin returns s in lower case. Most Chinese text has no letters, and need
// not be gone through character by character.
func lowerLatin(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= 'A' && c <= 'Z' {
			return strings.ToLower(s)
		}
	}
	return s
}

// equal reports whether s is form, which is in lower case.
func equal(s, form string) bool {
	last := len(form) - 1
	if s[last]|0x20 != form[last]|0x20 { // most forms differ there
		return false
	}
	return s == form || latin(form[0]) && strings.EqualFold(s, form)
}

// whole reports whether s[start:end] cuts no Latin word.
func whole(s string, start, end int) bool {
	return !(start > 0 && latin(s[start]) && latin(s[start-1])) && !(end < len(s) && latin(s[end-1]) && latin(s[end]))
}
