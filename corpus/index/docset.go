package index

import (
	"iter"
	"math/bits"
)

// docs is a set of documents of one snapshot of the index, by their numbers: one
// bit each. Sets of one snapshot have one length.
type docs []uint64

func (d docs) has(n uint32) bool { return d[n/64]>>(n%64)&1 != 0 }

func (d docs) add(n uint32) { d[n/64] |= 1 << (n % 64) }

// empty returns a set as long as d.
func (d docs) empty() docs { return make(docs, len(d)) }

func (d docs) and(e docs) docs {
	out := d.empty()
	for i := range d {
		out[i] = d[i] & e[i]
	}
	return out
}

func (d docs) or(e docs) docs {
	out := d.empty()
	for i := range d {
		out[i] = d[i] | e[i]
	}
	return out
}

// without returns what is in d and not in e.
func (d docs) without(e docs) docs {
	out := d.empty()
	for i := range d {
		out[i] = d[i] &^ e[i]
	}
	return out
}

func (d docs) count() int {
	n := 0
	for _, w := range d {
		n += bits.OnesCount64(w)
	}
	return n
}

// all yields the documents in the order of their numbers.
func (d docs) all() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i, w := range d {
			for ; w != 0; w &= w - 1 {
				if !yield(uint32(64*i + bits.TrailingZeros64(w))) {
					return
				}
			}
		}
	}
}
