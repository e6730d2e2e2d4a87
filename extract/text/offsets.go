package text

import "unicode/utf8"

// stride is how many code points lie between two marks of an Offsets.
const stride = 64

// Offsets leads from offsets in code points to offsets in bytes of one text.
type Offsets struct {
	Text  string
	marks []int // bytes before every stride-th code point
	runes int
}

// NewOffsets reads s once, so that places in it are found at once.
func NewOffsets(s string) *Offsets {
	o := &Offsets{Text: s, marks: make([]int, 0, len(s)/stride/2+1)}
	for i := range s {
		if o.runes%stride == 0 {
			o.marks = append(o.marks, i)
		}
		o.runes++
	}
	return o
}

// Byte returns the byte at which code point n starts, the end of the text for the
// one after the last, or -1 if there is none.
func (o *Offsets) Byte(n int) int {
	if n < 0 || n > o.runes {
		return -1
	}
	if n == o.runes {
		return len(o.Text)
	}
	i := o.marks[n/stride]
	for range n % stride {
		_, size := utf8.DecodeRuneInString(o.Text[i:])
		i += size
	}
	return i
}

// Slice returns the code points from start to end. It reports false if the text
// has no such place.
func (o *Offsets) Slice(start, end int) (string, bool) {
	i, j := o.Byte(start), o.Byte(end)
	if i < 0 || j < i {
		return "", false
	}
	return o.Text[i:j], true
}
