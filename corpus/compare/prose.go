package compare

import (
	"strings"
	"unicode"

	"zongjie/lexicon/fold"
)

// Sentence is a sentence of a report, as written.
type Sentence struct {
	Text string `json:"text"`
	Line int    `json:"line"`
}

// Twin is a sentence of each report that say the same.
type Twin struct {
	A, B    Sentence
	Numbers bool // they differ in numbers, and in nothing else
}

// Share says how much of one report stands in the other.
type Share struct {
	Sentences int `json:"sentences"`         // that are long enough to be compared
	Same      int `json:"same"`              // that stand in the other report word for word
	Numbers   int `json:"same_but_numbers"`  // that stand there with other numbers
	Short     int `json:"short,omitempty"`   // that are too short to be compared
	Letters   int `json:"letters,omitempty"` // of the sentences that are long enough
	Shared    int `json:"shared_letters"`    // of those that stand in the other report, with the same or other numbers
}

// Prose says how much of the prose of two reports is the same.
type Prose struct {
	A, B  Share
	Twins []Twin // by the sentences of A; each with the first of B that says the same
}

// leastLetters is how long a sentence is at least: shorter ones, such as headings
// and formulas, are the same everywhere. A Latin letter counts for a third of a
// Chinese character.
const leastLetters = 8 * 3

// CompareProse compares the sentences of two reports. Two are the same if their
// letters and digits are, folded and in any case; two are the same but for
// numbers if their letters are, with a hole for each number: text that was used
// again.
func CompareProse(a, b []Sentence) Prose {
	var p Prose
	x, y := readProse(a, &p.A), readProse(b, &p.B)
	inA, inB := x.index(), y.index()
	for i := range x.list {
		if j, numbers, ok := inB.find(&x.list[i]); ok {
			p.A.add(&x.list[i], numbers)
			p.Twins = append(p.Twins, Twin{x.list[i].Sentence, y.list[j].Sentence, numbers})
		}
	}
	for j := range y.list {
		if _, numbers, ok := inA.find(&y.list[j]); ok {
			p.B.add(&y.list[j], numbers)
		}
	}
	return p
}

func (s *Share) add(n *normal, numbers bool) {
	s.Shared += n.letters
	if numbers {
		s.Numbers++
	} else {
		s.Same++
	}
}

// normal is a sentence and what it is compared by.
type normal struct {
	Sentence
	whole, holes string
	letters      int
}

type prose struct{ list []normal }

func readProse(sentences []Sentence, share *Share) prose {
	var p prose
	for _, s := range sentences {
		folded := fold.String(s.Text)
		n := normal{Sentence: s, whole: letters(folded)}
		weight := 0
		for _, r := range n.whole {
			n.letters++
			if weight++; unicode.Is(unicode.Han, r) {
				weight += 2
			}
		}
		if weight < leastLetters {
			share.Short++
			continue
		}
		n.holes = holes(folded)
		share.Sentences++
		share.Letters += n.letters
		p.list = append(p.list, n)
	}
	return p
}

// holes returns the letters of a folded text with a hole for each number.
func holes(s string) string {
	return squeeze(strings.Map(func(r rune) rune {
		if r == hole {
			return r
		}
		return letter(r)
	}, withoutNumbers(s)))
}

// proseIndex finds sentences by what they say.
type proseIndex struct{ whole, holes map[string]int }

func (p *prose) index() proseIndex {
	x := proseIndex{map[string]int{}, map[string]int{}}
	for i := len(p.list) - 1; i >= 0; i-- { // so that the first of equal ones is found
		x.whole[p.list[i].whole] = i
		x.holes[p.list[i].holes] = i
	}
	return x
}

func (x *proseIndex) find(n *normal) (at int, numbers, ok bool) {
	if i, ok := x.whole[n.whole]; ok {
		return i, false, true
	}
	i, ok := x.holes[n.holes]
	return i, true, ok
}
