// Package words cuts Chinese text into words, exactly as gse does with its
// dictionary zh_s and without its hidden Markov model.
//
// It knows the parts of speech that the dictionary gives them, too.
//
// gse needs 1.5 s and 143 MB to load that dictionary. This package reads a table
// that was compiled from it beforehand (see gen) as it lies in the program, and
// searches the same shortest path over it: it costs nothing to load and is
// several times faster. gse stays the definition: the tests compare the two word
// by word.
package words

import (
	_ "embed"
	"encoding/binary"
	"math"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:generate go run ./gen

//go:embed dict.bin
var table []byte

// Ends returns the byte offsets at which the words of s end, in order: those of
// gse's Segment, for text without NUL. It is safe for concurrent use.
func Ends(s string) []int {
	if s == "" {
		return nil
	}
	p := paths.Get().(*path)
	defer paths.Put(p)
	p.split(dict(), s)
	p.search(dict(), s)
	return p.ends()
}

// Split returns the words of s, as Ends cuts them.
func Split(s string) []string {
	ends := Ends(s)
	words := make([]string, len(ends))
	start := 0
	for i, end := range ends {
		words[i], start = s[start:end], end
	}
	return words
}

// Part is a part of speech, as far as it tells what a name can be made of.
type Part uint8

// The parts of speech. Other are nouns and all that can stand in a name; verbs that
// serve as nouns (教育, 服务) are among them, since names are full of them.
const (
	Other    Part = iota
	Verb          // 推动
	Adverb        // 非常
	Pronoun       // 怎样
	Particle      // 关于, 以及
)

// PartOf returns the part of speech of a word of the dictionary, in simplified
// characters; Other for what is none.
func PartOf(word string) Part {
	d := dict()
	return d.parts[d.find(word)>>48]
}

// Known reports whether word, in simplified characters, is a word of the
// dictionary.
func Known(word string) bool {
	d := dict()
	return d.distance(d.find(word)) != 0
}

// find returns the node at which word ends, or 0.
func (d *dictionary) find(word string) node {
	n := d.root()
	for _, r := range word {
		if n = d.child(n, d.code(r)); n == 0 {
			return 0
		}
	}
	return n
}

// dictionary is the table, and what is worked out from it when it is first used.
type dictionary struct {
	nodes     []byte // of the double array, 8 bytes each
	distances []float32
	parts     []Part          // by distance
	codes     [1 << 16]uint16 // by rune; 0 if it is in no word
	high      map[rune]uint16 // the same for runes beyond
	alnum     [0x800]bool     // runes of at most 2 bytes that are letters or numbers
}

var dict = sync.OnceValue(func() *dictionary {
	d := &dictionary{high: map[rune]uint16{}}
	distances, codes := binary.LittleEndian.Uint32(table), binary.LittleEndian.Uint32(table[4:])
	at := table[12:]
	d.distances = make([]float32, distances+1)
	for i := range distances {
		d.distances[i+1] = math.Float32frombits(binary.LittleEndian.Uint32(at[4*i:]))
	}
	at = at[4*distances:]
	d.parts = make([]Part, distances+1)
	for i := range distances {
		d.parts[i+1] = Part(at[4*i])
	}
	at = at[4*distances:]
	for i := range codes {
		if r := rune(binary.LittleEndian.Uint32(at[4*i:])); r < 1<<16 {
			d.codes[r] = uint16(i + 1)
		} else {
			d.high[r] = uint16(i + 1)
		}
	}
	d.nodes = at[4*codes:]
	for r := range d.alnum {
		d.alnum[r] = unicode.IsLetter(rune(r)) || unicode.IsNumber(rune(r))
	}
	return d
})

// node is one node of the double array; 0 is none.
type node uint64

func (d *dictionary) root() node { return node(binary.LittleEndian.Uint64(d.nodes)) }

// child returns the node that code leads to from n, or 0.
func (d *dictionary) child(n node, code uint16) node {
	at := 8 * (int(uint32(n)) + int(code))
	if code == 0 || uint32(n) == 0 || at >= len(d.nodes) {
		return 0
	}
	c := node(binary.LittleEndian.Uint64(d.nodes[at:]))
	if uint16(c>>32) != code {
		return 0
	}
	return c
}

// distance returns the distance of the word that ends at n; 0 if none does.
func (d *dictionary) distance(n node) float32 { return d.distances[n>>48] }

func (d *dictionary) code(r rune) uint16 {
	if r < 1<<16 {
		return d.codes[r]
	}
	return d.high[r]
}

// unit is what words are made of: one character, or a run of Latin letters and
// digits.
type unit struct {
	end  int    // in bytes
	code uint16 // of the character; 0 if it is in no word
	run  bool
}

// path is the search for the shortest path through one text.
type path struct {
	units []unit
	steps []step
}

// step is the best way to the end of a unit.
type step struct {
	distance float32 // 0 if no way was found yet
	from     int     // the unit with which its last word begins
}

var paths = sync.Pool{New: func() any { return new(path) }}

// split cuts s into units, as gse's SplitTextToWords does.
func (p *path) split(d *dictionary, s string) {
	p.units = p.units[:0]
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if size > 2 || !d.isAlnum(r, size) {
			i += size
			p.units = append(p.units, unit{end: i, code: d.unitCode(r, size)})
			continue
		}
		for size <= 2 && d.isAlnum(r, size) {
			i += size
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		p.units = append(p.units, unit{end: i, run: true})
	}
}

// isAlnum reports whether a rune of size bytes, at most 2, is a letter or number.
// A rune of no bytes is the end, one that is not UTF-8 is neither.
func (d *dictionary) isAlnum(r rune, size int) bool {
	return size > 0 && r < 0x800 && d.alnum[r]
}

// unitCode returns the code of r, unless it stands for bytes that are not UTF-8.
func (d *dictionary) unitCode(r rune, size int) uint16 {
	if r == utf8.RuneError && size == 1 {
		return 0
	}
	return d.code(r)
}

// unknown is the distance of a unit that is no word of the dictionary.
const unknown = 32

// search finds the shortest path, with the arithmetic and the order of gse's
// Segment: of ways of one length, the first is kept.
func (p *path) search(d *dictionary, s string) {
	p.steps = append(p.steps[:0], make([]step, len(p.units))...)
	root := d.root()
	for i := range p.units {
		base := float32(0)
		if i > 0 {
			base = p.steps[i-1].distance
		}
		single := false
		n := root
		for j := i; j < len(p.units); j++ {
			if u := &p.units[j]; u.run {
				n = d.run(n, s[p.start(j):u.end])
			} else {
				n = d.child(n, u.code)
			}
			if n == 0 {
				break
			}
			if distance := d.distance(n); distance != 0 {
				p.steps[j].update(base+distance, i)
				single = single || j == i
			}
		}
		if !single {
			p.steps[i].update(base+unknown, i)
		}
	}
}

func (s *step) update(distance float32, from int) {
	if s.distance == 0 || s.distance > distance {
		s.distance, s.from = distance, from
	}
}

// start returns where unit i starts, in bytes.
func (p *path) start(i int) int {
	if i == 0 {
		return 0
	}
	return p.units[i-1].end
}

// run returns the node that a run of letters and digits leads to from n, in lower
// case where it is ASCII.
func (d *dictionary) run(n node, s string) node {
	for _, r := range s {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		if n = d.child(n, d.code(r)); n == 0 {
			return 0
		}
	}
	return n
}

// ends reads the words off the path, from its end.
func (p *path) ends() []int {
	count := 0
	for i := len(p.units) - 1; i >= 0; i = p.steps[i].from - 1 {
		count++
	}
	ends := make([]int, count)
	for i := len(p.units) - 1; i >= 0; i = p.steps[i].from - 1 {
		count--
		ends[count] = p.units[i].end
	}
	return ends
}
