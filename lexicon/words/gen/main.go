// Command gen compiles the dictionary zh_s of gse (Apache-2.0; its words and
// frequencies are those of jieba, MIT) into the table dict.bin, which package
// words reads as it lies. gse itself reads the dictionary, so that every word
// and every distance is as gse has it.
//
// The table is little-endian: the numbers of distances, codes and nodes, 4 bytes
// each; the distances (float32), and the part of speech of the words at each of
// them (4 bytes: words of two parts of speech share no distance); the runes of codes 1, 2 and so on (4 bytes
// each); the nodes of a double array, 8 bytes each. A node holds its base in its
// low 32 bits, its code in the next 16, and in the highest 16 the number of the
// distance of the word that ends at it, from 1; 0 if none does. The child of a
// node for a code lies at base + code, and has that code; no two nodes have the
// same base. Node 0 is the root. A node without children has base 0.
package main

import (
	"cmp"
	"encoding/binary"
	"log"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/go-ego/gse"

	"zongjie/lexicon/words"
)

func main() {
	log.SetFlags(0)
	seg := &gse.Segmenter{SkipLog: true, NotLoadHMM: true}
	if err := seg.LoadDictEmbed("zh_s"); err != nil {
		log.Fatal(err)
	}
	t := newTrie(seg.Dict)
	if err := os.WriteFile("dict.bin", t.pack(), 0o644); err != nil {
		log.Fatal(err)
	}
}

// trie holds the words by the codes of their runes.
type trie struct {
	codes     map[rune]uint16
	runes     []rune // by code, from 1
	distances []float32
	parts     []words.Part // by distance
	nodes     []node
}

type node struct {
	children map[uint16]int
	distance int // from 1; 0 if no word ends here
}

func newTrie(dict *gse.Dictionary) *trie {
	t := &trie{codes: map[rune]uint16{}, nodes: make([]node, 1)}
	t.encode(dict)
	total := float32(math.Log2(dict.TotalFreq()))
	type sort struct {
		freq float64
		part words.Part
	}
	known := map[sort]int{}
	for i := range dict.Tokens {
		k := sort{dict.Tokens[i].Freq(), partOf(dict.Tokens[i].Pos())}
		if known[k] == 0 {
			t.distances = append(t.distances, total-float32(math.Log2(k.freq)))
			t.parts = append(t.parts, k.part)
			known[k] = len(t.distances)
		}
		t.add(dict.Tokens[i].Text(), known[k])
	}
	return t
}

// partOf returns the part of speech that jieba's tag means. Verbs that serve as
// nouns (vn) are none.
func partOf(tag string) words.Part {
	switch {
	case tag == "v" || tag == "vd" || tag == "vi" || tag == "vq":
		return words.Verb
	case tag == "d" || tag == "ad" || tag == "dg" || tag == "df":
		return words.Adverb
	case strings.HasPrefix(tag, "r"):
		return words.Pronoun
	case tag == "p" || tag == "c" || tag == "y" || strings.HasPrefix(tag, "u"):
		return words.Particle
	}
	return words.Other
}

// encode gives the runes codes, the more frequent the smaller: that keeps the
// double array dense.
func (t *trie) encode(dict *gse.Dictionary) {
	count := map[rune]int{}
	for i := range dict.Tokens {
		for _, r := range dict.Tokens[i].Text() {
			if count[r]++; count[r] == 1 {
				t.runes = append(t.runes, r)
			}
		}
	}
	slices.SortFunc(t.runes, func(a, b rune) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	for i, r := range t.runes {
		t.codes[r] = uint16(i + 1)
	}
}

func (t *trie) add(word string, distance int) {
	at := 0
	for _, r := range word {
		n := &t.nodes[at]
		if n.children == nil {
			n.children = map[uint16]int{}
		}
		next, ok := n.children[t.codes[r]]
		if !ok {
			next = len(t.nodes)
			n.children[t.codes[r]] = next
			t.nodes = append(t.nodes, node{})
		}
		at = next
	}
	t.nodes[at].distance = distance
}

// pack lays the trie out as a double array and writes the table.
func (t *trie) pack() []byte {
	array := t.layout()
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(t.distances)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(t.runes)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(array)))
	for _, d := range t.distances {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(d))
	}
	for _, p := range t.parts {
		b = binary.LittleEndian.AppendUint32(b, uint32(p))
	}
	for _, r := range t.runes {
		b = binary.LittleEndian.AppendUint32(b, uint32(r))
	}
	for _, n := range array {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	return b
}

// layout places the children of each node, those of nodes with many children
// first, at the first base where all of them find room.
func (t *trie) layout() []uint64 {
	array := make([]uint64, 1)
	place := make([]int, len(t.nodes)) // of trie nodes in the array
	baseTaken := map[int]bool{0: true}
	free := newFreeList()
	for level := []int{0}; len(level) > 0; {
		slices.SortStableFunc(level, func(a, b int) int { return cmp.Compare(len(t.nodes[b].children), len(t.nodes[a].children)) })
		var next []int
		for _, n := range level {
			codes := sortedCodes(t.nodes[n].children)
			if len(codes) == 0 {
				continue
			}
			base := free.fit(codes, baseTaken)
			baseTaken[base] = true
			array[place[n]] |= uint64(base)
			for _, code := range codes {
				at, child := base+int(code), t.nodes[n].children[code]
				free.take(at)
				for len(array) <= at {
					array = append(array, 0)
				}
				array[at] = uint64(code)<<32 | uint64(t.nodes[child].distance)<<48
				place[child] = at
				next = append(next, child)
			}
		}
		level = next
	}
	return array
}

func sortedCodes(children map[uint16]int) []uint16 {
	codes := make([]uint16, 0, len(children))
	for c := range children {
		codes = append(codes, c)
	}
	slices.Sort(codes)
	return codes
}

// freeList finds free places from below.
type freeList struct {
	used []bool
	next []int // the next place that may be free, for places that are used
	low  int   // places below are no longer tried
}

// patience is how many places are tried from below before the lowest is given up
// as one that fits nothing.
const patience = 500

func newFreeList() *freeList { return &freeList{used: []bool{true}, next: []int{1}, low: 1} }

// free returns the first free place from at on.
func (f *freeList) free(at int) int {
	for at < len(f.used) && f.used[at] {
		to := f.next[at]
		if to < len(f.used) && f.used[to] {
			f.next[at] = f.next[to] // shorten the way for the next time
		}
		at = to
	}
	return at
}

func (f *freeList) take(at int) {
	for len(f.used) <= at {
		f.used = append(f.used, false)
		f.next = append(f.next, len(f.next)+1)
	}
	f.used[at] = true
}

// fit returns a base that is not taken and at which all codes are free.
func (f *freeList) fit(codes []uint16, taken map[int]bool) int {
	tries := 0
next:
	for at := f.free(max(f.low, int(codes[0])+1)); ; at = f.free(at + 1) {
		if tries++; tries == patience {
			f.low = f.free(f.low + 1)
		}
		base := at - int(codes[0])
		if taken[base] {
			continue
		}
		for _, code := range codes[1:] {
			if to := base + int(code); to < len(f.used) && f.used[to] {
				continue next
			}
		}
		return base
	}
}
