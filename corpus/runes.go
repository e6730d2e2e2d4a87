package corpus

import "unicode/utf8"

// stride is how many code points lie between two marks of an offsets.
const stride = 64

// offsets leads from offsets in code points to offsets in bytes of one text.
type offsets struct {
	s     string
	marks []int // bytes before every stride-th code point
	runes int
}

func newOffsets(s string) *offsets {
	o := &offsets{s: s, marks: make([]int, 0, len(s)/stride/2+1)}
	for i := range s {
		if o.runes%stride == 0 {
			o.marks = append(o.marks, i)
		}
		o.runes++
	}
	return o
}

// byte returns the byte at which code point n starts, or -1 if there is none.
func (o *offsets) byte(n int) int {
	if n < 0 || n > o.runes {
		return -1
	}
	if n == o.runes {
		return len(o.s)
	}
	i := o.marks[n/stride]
	for range n % stride {
		_, size := utf8.DecodeRuneInString(o.s[i:])
		i += size
	}
	return i
}

// slice returns the code points from start to end.
func (o *offsets) slice(start, end int) (string, bool) {
	i, j := o.byte(start), o.byte(end)
	if i < 0 || j < i {
		return "", false
	}
	return o.s[i:j], true
}
