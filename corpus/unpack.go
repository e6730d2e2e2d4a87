package corpus

import (
	"encoding/binary"
	"errors"
	"slices"
	"strconv"

	"zongjie/extract"
	"zongjie/extract/text"
)

// bytesReader reads what packer wrote. After the first mistake, all it reads is
// zero.
type bytesReader struct {
	b    []byte
	bad  bool
	zero bool // it is a column that is zero wherever it is read
}

func (r *bytesReader) uint() uint64 {
	if r.zero {
		return 0
	}
	n, size := binary.Uvarint(r.b)
	if size <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[size:]
	return n
}

// int reads a number that is at most most.
func (r *bytesReader) int(most int) int {
	n := r.uint()
	if n > uint64(most) {
		r.bad = true
		return 0
	}
	return int(n)
}

// delta reads a difference.
func (r *bytesReader) delta() int {
	n := r.uint()
	if n > maxText {
		r.bad = true
		return 0
	}
	return int(n>>1) ^ -int(n&1)
}

func (r *bytesReader) take(n int) []byte {
	if n > len(r.b) {
		r.bad, r.b = true, nil
		return nil
	}
	b := r.b[:n]
	r.b = r.b[n:]
	return b
}

// maxText is more than any offset in a text, and than any number of facts.
const maxText = 1 << 30

// blob is the facts and warnings of a report, as stored.
type blob struct {
	list   int64 // number of the dictionary whose strings it names
	groups []group
	packed bool
	body   []byte
}

// group is the facts of one kind of one report.
type group struct {
	kind    int64
	number  int
	digest  uint32
	checks  []byte
	columns []byte // once the body is open
}

// read makes b what stored says. Nothing is decompressed, and b refers to stored.
func (b *blob) read(stored []byte) error {
	r := &bytesReader{b: stored}
	b.list = int64(r.int(1 << 30))
	b.groups = b.groups[:0]
	for range r.int(len(stored)) {
		b.groups = append(b.groups, group{kind: int64(r.int(1 << 30)), number: r.int(len(stored))})
	}
	size := r.int(maxText)
	b.packed = size&1 == 1
	b.body = r.take(size >> 1)
	for i := range b.groups {
		if sum := r.take(4); sum != nil {
			b.groups[i].digest = binary.LittleEndian.Uint32(sum)
		}
		b.groups[i].checks = r.take(b.groups[i].number)
	}
	if r.bad || len(r.b) > 0 {
		return errPacked
	}
	return nil
}

// unpacker reads the body of a blob.
type unpacker struct {
	listed  []string // strings of the dictionary
	shapes  map[int64]shapeList
	local   []string
	columns []bytesReader
	filters []Filter // what is asked of facts; nil for all
	wants   bool     // whether one of the facts holds a string that is unread
	facts   []extract.Fact
	values  []string // of facts
}

// unread stands for a string that the text holds, where the text was not read. No
// text holds this byte.
const unread = "\xFF"

// Filter is a question to facts of one kind that can be asked before they are
// read as a whole: whether Holds is true of the value of the field numbered Field
// in Kind.Fields.
type Filter struct {
	Field int
	Holds func(value string) bool
}

// read reads the strings in body, and gives the groups of b their columns. raw is
// the text, or nil where it is not there: then wants says afterwards whether it
// is needed.
func (u *unpacker) read(b *blob, body []byte, raw *string) error {
	r := &bytesReader{b: body}
	count := r.int(len(body))
	u.local, u.wants = u.local[:0], false
	all := string(body)
	placed := 0
	for range count {
		size := r.int(maxText)
		inText := size&1 == 1
		size >>= 1
		s := ""
		switch {
		case !inText:
			at := len(body) - len(r.b)
			if r.take(size); !r.bad {
				s = all[at : at+size]
			}
		default:
			placed += r.delta()
			s = unread
			if raw != nil && !r.bad {
				if placed < 0 || placed+size > len(*raw) {
					return errPlace
				}
				s = (*raw)[placed : placed+size]
			}
		}
		if r.bad {
			return errPacked
		}
		u.local = append(u.local, s)
	}
	for i := range b.groups {
		b.groups[i].columns = r.take(r.int(len(body)))
	}
	if r.bad || len(r.b) > 0 {
		return errPacked
	}
	return nil
}

// all returns the facts of g, whose fields are fields. Their quotes have places
// only, unless spans leads through the text.
func (u *unpacker) all(g *group, fields []extract.Field, spans *text.Offsets) ([]extract.Fact, error) {
	facts := make([]extract.Fact, g.number)
	return facts, u.fill(facts, make([]string, g.number*len(fields)), g, fields, spans)
}

// some returns those facts of g of which all filters hold, or may hold once the
// text is read.
func (u *unpacker) some(g *group, fields []extract.Field) (kept []extract.Fact, err error) {
	u.facts = slices.Grow(u.facts[:0], g.number)[:g.number]
	u.values = slices.Grow(u.values[:0], g.number*len(fields))[:g.number*len(fields)]
	clear(u.facts)
	clear(u.values)
	if err := u.fill(u.facts, u.values, g, fields, nil); err != nil {
		return nil, err
	}
	for i := range u.facts {
		f := &u.facts[i]
		out := slices.ContainsFunc(u.filters, func(by Filter) bool { v := f.Values[by.Field]; return v != unread && !by.Holds(v) })
		if out {
			continue
		}
		kept = append(kept, *f)
		kept[len(kept)-1].Values = slices.Clone(f.Values)
		u.wants = u.wants || f.Rule == unread || slices.Contains(f.Values, unread) || slices.Contains(f.Section, unread)
	}
	return kept, nil
}

// fill makes facts, whose values are in values, those of g.
func (u *unpacker) fill(facts []extract.Fact, values []string, g *group, fields []extract.Field, spans *text.Offsets) error {
	r := &bytesReader{b: g.columns}
	u.columns = u.columns[:0]
	for range len(fields) + evidenceColumns {
		c := r.take(r.int(len(g.columns)))
		u.columns = append(u.columns, bytesReader{b: c, zero: len(c) == 0})
	}
	if r.bad || len(r.b) > 0 {
		return errPacked
	}
	shapes := u.shapes[g.kind].all
	for i := range facts {
		f := &facts[i]
		f.Values, values = values[:len(fields):len(fields)], values[len(fields):]
		n := u.columns[len(fields)+columnShape].int(len(shapes))
		if n == 0 {
			for j := range fields {
				u.value(f, j, &fields[j])
			}
			f.Rule = u.string(&u.columns[len(fields)+columnRule])
			continue
		}
		shape := &shapes[n-1]
		if len(shape.values) != len(fields)+1 {
			return errPacked
		}
		copy(f.Values, shape.values)
		f.Rule = shape.values[len(fields)]
		for _, j := range shape.columns {
			if j == len(fields) {
				f.Rule = u.string(&u.columns[len(fields)+columnRule])
			} else {
				u.value(f, j, &fields[j])
			}
		}
	}
	if err := u.evidence(facts, u.columns[len(fields):], spans); err != nil {
		return err
	}
	for i := range u.columns {
		if c := &u.columns[i]; c.bad || len(c.b) > 0 {
			return errPacked
		}
	}
	return nil
}

// value reads field j of f.
func (u *unpacker) value(f *extract.Fact, j int, field *extract.Field) {
	if field.Type == extract.TypeInt || field.Type == extract.TypeNumber {
		f.Values[j] = u.number(&u.columns[j])
	} else {
		f.Values[j] = u.string(&u.columns[j])
	}
}

func (u *unpacker) string(c *bytesReader) string {
	n := c.uint()
	switch {
	case n == 0:
	case n%2 == 0 && n/2-1 < uint64(len(u.listed)):
		return u.listed[n/2-1]
	case n%2 == 1 && n/2 < uint64(len(u.local)):
		return u.local[n/2]
	default:
		c.bad = true
	}
	return ""
}

func (u *unpacker) number(c *bytesReader) string {
	switch n := c.uint(); n {
	case 0:
		return ""
	case 1:
		return u.string(c)
	default:
		return strconv.FormatUint(n-2, 10)
	}
}

// evidence fills in where facts come from.
func (u *unpacker) evidence(facts []extract.Fact, c []bytesReader, spans *text.Offsets) error {
	var section []string
	start, line, page, from, to := 0, 1, 0, -1, -1
	for i := range facts {
		f := &facts[i]
		if n := c[columnSection].int(1 << 16); n > 0 {
			section = make([]string, 0, min(n-1, 16))
			for range n - 1 {
				section = append(section, u.string(&c[columnSection]))
			}
			if n == 1 {
				section = nil
			}
		}
		f.Section = section
		start += c[columnStart].delta()
		line += c[columnLine].delta()
		page += c[columnPage].delta()
		q := &f.Quote
		q.Start, q.End, q.Line, q.Page = start, start+c[columnLength].int(maxText), line, page
		known := true
		switch n := c[columnSentence].int(maxText); n {
		case 0:
			known = false
		case 1:
		default:
			from = q.Start - (n - 2)
			to = q.End + c[columnRest].int(maxText)
		}
		if spans == nil {
			continue
		}
		var ok, whole bool
		q.Text, ok = spans.Slice(q.Start, q.End)
		if known {
			q.Sentence, whole = spans.Slice(from, to)
		}
		if !ok || known && !whole {
			return errPlace
		}
	}
	return nil
}

var errPlace = errors.New("a stored fact points to a place that its text does not have")
