package text

// Words says at which bytes of Document.Text words begin and end. It holds
// one bit a byte. Where nothing is known of a piece of text, every byte counts
// as a border, so that ignorance vetoes nothing. The zero Words knows nothing.
type Words struct {
	known, border []uint64
}

// NewWords returns Words for a text of n bytes of which nothing is known.
func NewWords(n int) *Words {
	return &Words{make([]uint64, n/64+1), make([]uint64, n/64+1)}
}

// Add makes known the words of the text that starts at start: ends are the
// offsets, from start, at which they end, in order.
func (w *Words) Add(start int, ends []int) {
	at := start
	w.border[at/64] |= 1 << (at % 64)
	for _, end := range ends {
		for ; at < start+end; at++ {
			w.known[at/64] |= 1 << (at % 64)
		}
		w.border[at/64] |= 1 << (at % 64)
	}
}

// Border reports whether a word may begin or end at byte i.
func (w *Words) Border(i int) bool {
	if w == nil || i/64 >= len(w.known) || w.known[i/64]>>(i%64)&1 == 0 {
		return true
	}
	return w.border[i/64]>>(i%64)&1 == 1
}

// All calls yield with each known word of s, in order, until it returns false.
func (w *Words) All(s Span, yield func(Span) bool) {
	if w == nil {
		return
	}
	for i := s.Start; i < s.End; {
		if i/64 >= len(w.known) || w.known[i/64]>>(i%64)&1 == 0 {
			i++
			continue
		}
		j := i + 1
		for j < s.End && !w.Border(j) {
			j++
		}
		if !yield(Span{i, j}) {
			return
		}
		i = j
	}
}
