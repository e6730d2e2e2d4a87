package compare

import (
	"zongjie/corpus"
	"zongjie/extract"
)

// Comparison is two reports side by side.
type Comparison struct {
	A, B     *corpus.Report
	Kinds    []KindPairs // in the order of kinds
	Outlines []Outline
	Prose    *Prose // nil if the sentences were not compared
}

// KindPairs are the facts of one kind.
type KindPairs struct {
	Kind  *extract.Kind
	Pairs []Pair
}

// Outline is the alignment of the headings of a kind that is an outline.
type Outline struct {
	Kind  *extract.Kind
	Pairs []HeadingPair
}

// Reports compares the facts and headings of a and b. The prose is compared by
// CompareProse, since only whoever cuts texts knows sentences.
func Reports(a, b *corpus.Report, kinds []*extract.Kind) *Comparison {
	c := &Comparison{A: a, B: b}
	for _, k := range kinds {
		if k.Outline {
			c.Outlines = append(c.Outlines, Outline{k, Headings(k, a.Record, b.Record)})
		} else {
			c.Kinds = append(c.Kinds, KindPairs{k, Pairs(k, a.Record, b.Record)})
		}
	}
	return c
}

// Count returns how many of the pairs of o have the status s.
func (o *Outline) Count(s Status) int {
	n := 0
	for i := range o.Pairs {
		if o.Pairs[i].Status == s {
			n++
		}
	}
	return n
}

// Count returns how many of the pairs of k have the status s.
func (k *KindPairs) Count(s Status) int {
	n := 0
	for i := range k.Pairs {
		if k.Pairs[i].Status == s {
			n++
		}
	}
	return n
}
