package index

import (
	"fmt"

	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// having returns the documents that have one of the terms. bleve hands out one
// document after the other; here the set that each segment of the index keeps of
// a term is taken as a whole, which takes a tenth of the time where they are many.
func (v *view) having(list ...fieldTerms) (out docs, err error) {
	defer contain(&err)
	snapshot, ok := v.reader.(*scorch.IndexSnapshot)
	if !ok {
		return nil, fmt.Errorf("searching the index: it is a %T", v.reader)
	}
	out = v.none()
	first := uint64(0)
	for _, s := range snapshot.Segments() {
		set := segmentDocs{s, out, first, make([]uint64, s.Segment().Count()/64+1)}
		for _, of := range list {
			if err := set.add(of); err != nil {
				return nil, fmt.Errorf("searching the index: %w", err)
			}
		}
		first += s.Segment().Count() // as bleve numbers documents
	}
	return out, nil
}

// segmentDocs adds the documents of one segment to a set.
type segmentDocs struct {
	*scorch.SegmentSnapshot
	to    docs
	first uint64   // number of the segment's first document
	some  []uint64 // a bit for each document of the segment; zero between uses
}

// add adds the documents that have one of the terms.
func (s *segmentDocs) add(of fieldTerms) error {
	dict, err := s.Segment().Dictionary(of.field)
	if err != nil {
		return err
	}
	var list segment.PostingsList
	var each segment.PostingsIterator
	for _, term := range of.terms {
		if list, err = dict.PostingsList([]byte(term), s.Deleted(), list); err != nil {
			return err
		}
		each = list.Iterator(false, false, false, each)
		if whole, ok := each.(segment.OptimizablePostingsIterator); ok {
			s.addAll(whole)
			continue
		}
		for p, err := each.Next(); p != nil || err != nil; p, err = each.Next() {
			if err != nil {
				return err
			}
			s.to.add(uint32(s.first + p.Number()))
		}
	}
	return nil
}

// addAll adds the documents of a term.
func (s *segmentDocs) addAll(term segment.OptimizablePostingsIterator) {
	if n, ok := term.DocNum1Hit(); ok {
		s.to.add(uint32(s.first + n))
		return
	}
	bitmap := term.ActualBitmap()
	if bitmap == nil {
		return
	}
	bitmap.WriteDenseTo(s.some) // it would overwrite bits of others in s.to
	at, shift := s.first/64, s.first%64
	for i, w := range s.some {
		if w == 0 {
			continue
		}
		s.some[i] = 0
		s.to[at+uint64(i)] |= w << shift
		if rest := w >> (64 - shift); rest != 0 { // all of it, 0, where shift is 0
			s.to[at+uint64(i)+1] |= rest
		}
	}
}
