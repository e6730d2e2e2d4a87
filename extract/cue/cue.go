// Package cue asks for fixed cues of the lexicon by the names that most kinds
// use: where lexicon.Cues only report that there is a cue, a List returns it.
package cue

import "zongjie/lexicon"

// Cue is one word of a list.
type Cue = lexicon.Cue

// List is lexicon.Cues.
type List struct{ *lexicon.Cues }

// Words returns the fixed cues of a table in the rows with these ids, or in all
// rows if none is given.
func Words(table string, ids ...string) *List { return &List{lexicon.FixedCues(table, ids...)} }

// Begin, End and Is return the longest cue that s begins or ends with, and the one
// that it is, or nil. In returns the first of the table that stands in s, or nil.
func (l *List) Begin(s string) *Cue { return l.Leading(s) }
func (l *List) End(s string) *Cue   { return l.Trailing(s) }
func (l *List) Is(s string) *Cue    { return l.Whole(s) }
func (l *List) In(s string) *Cue    { return l.First(s) }
