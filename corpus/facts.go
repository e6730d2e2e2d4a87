package corpus

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/extract/text"
)

// The facts and warnings of a report are one blob. All numbers in it are
// unsigned varints unless something else is said:
//
//	number of the dictionary whose strings it names; 0 if none
//	how many groups there are: facts of one kind, and the warnings
//	for each group
//	    number of the kind (0: warnings)
//	    how many facts
//	length of the body in bytes, times 2, plus 1 if it is compressed
//	the body
//	for each group
//	    CRC-32C of all that was stored (see digest), 4 bytes, low byte first
//	    for each fact the low byte of the CRC-32C of its quote
//
// So counting needs no body, and a quote that is another than it was is known
// by more than its group. The body, when not compressed, is a list of strings
// and then for each group its length in bytes and its columns (the length of
// each in bytes; 0 for a column that is zero wherever it is read). The list says how
// many there are, and of each its length in bytes, times 2, and its bytes; or,
// if it is long and stands in the text beside the fact, its length times 2 plus
// 1, and the byte of the text at which it begins less that of the one before
// (zigzag). So names are not stored twice, and what is counted by, which is
// short, is known without the text.
//
// The columns are, in this order, the fields of the kind, and those that
// evidence has: rule, shape, section, start, length, line, page, sentence, rest
// of the sentence. Facts stand in the order of the record. Most of them are
// alike in all but their numbers and names, so the dictionary lists shapes: shape
// i+1 of a kind says of every field and the rule that it is absent, or which
// string of the dictionary it is, or that it stands in its column. 0 is a fact
// of no such shape: all of it stands in the columns.
//
// A string is 0 if there is none, 2i+2 for string i of the dictionary, and 2i+1
// for string i of the list. A number is 0 if there is none, 1 and then a string
// if a varint cannot hold it or it would be written otherwise, and else the
// number plus 2. Start, line and page are differences to the fact before
// (zigzag). A section is 0 if it is that of the fact before, otherwise the
// number of its labels plus 1, and the labels. A sentence is 0 if it is not
// known, 1 if it is that of the fact before, and otherwise the code points of it
// before the quote plus 2; the rest is the code points of it after the quote.
// Quotes and sentences themselves are in the text, and nowhere else.

// The columns of evidence, after those of the fields.
const (
	columnRule = iota
	columnShape
	columnSection
	columnStart
	columnLength
	columnLine
	columnPage
	columnSentence
	columnRest
	evidenceColumns
)

// warningFields are the fields of a warning, which is stored as if it were a
// fact. The third says whether it has a quote.
var warningFields = []extract.Field{{Name: "code"}, {Name: "message"}, {Name: "quoted", Type: extract.TypeInt}}

const warningsKey = 0

var errPacked = errors.New("what is stored is damaged")

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// eachString calls do with the strings that packing the facts of rec stores.
func eachString(rec *extract.Record, do func(string)) {
	for i := range rec.Facts {
		f := &rec.Facts[i]
		do(f.Rule)
		for _, label := range f.Section {
			do(label)
		}
		for j, v := range f.Values {
			if _, ok := wholeNumber(&f.Kind.Fields[j], v); !ok && v != "" {
				do(v)
			}
		}
	}
	for i := range rec.Warnings {
		do(rec.Warnings[i].Code)
		do(rec.Warnings[i].Message)
	}
}

// wholeNumber returns the number that v, a value of f, is stored as.
func wholeNumber(f *extract.Field, v string) (uint64, bool) {
	if f.Type != extract.TypeInt && f.Type != extract.TypeNumber || v == "" || len(v) > 18 || v[0] == '0' && len(v) > 1 {
		return 0, false
	}
	n := uint64(0)
	for i := range len(v) {
		if v[i] < '0' || v[i] > '9' {
			return 0, false
		}
		n = 10*n + uint64(v[i]-'0')
	}
	return n, true
}

// packer packs the facts of one report after the other.
type packer struct {
	store   *Store
	coder   *coder
	local   map[string]uint64 // strings of the list
	list    []byte
	placed  int // where the last string of the list stands that the text holds
	near    int // byte of the text at which the quote of the fact begins
	spans   *text.Offsets
	columns [][]byte
	groups  []byte
	body    []byte
	codes   []uint64 // shape of the fact
	key     []byte   // the same as bytes
	// what the fact before had
	start, line, page int
	from, to          int // its sentence
	sentence          string
	section           []string
	shaped            func(kind int64, shape string) // is told all shapes, if it is not nil
}

// pack returns the blob of rec, whose text is that of spans (nil if it has none).
func (p *packer) pack(rec *extract.Record, spans *text.Offsets) ([]byte, error) {
	all, err := p.layOut(rec, spans)
	if err != nil {
		return nil, err
	}
	number := int64(0)
	if p.coder.newest != nil {
		number = p.coder.newest.number
	}
	out := binary.AppendUvarint(nil, uint64(number))
	out = binary.AppendUvarint(out, uint64(len(all)))
	for _, g := range all {
		out = binary.AppendUvarint(out, uint64(g.kind))
		out = binary.AppendUvarint(out, uint64(len(g.facts)))
	}
	if packed := p.coder.facts().EncodeAll(p.body, nil); len(packed) < len(p.body) {
		out = append(binary.AppendUvarint(out, uint64(len(packed))<<1|1), packed...)
	} else {
		out = append(binary.AppendUvarint(out, uint64(len(p.body))<<1), p.body...)
	}
	for _, g := range all {
		out = binary.LittleEndian.AppendUint32(out, digest(g.facts))
		for i := range g.facts {
			out = append(out, checkByte(g.facts[i].Quote.Text))
		}
	}
	return out, nil
}

func checkByte(quote string) byte { return byte(crc32.Checksum([]byte(quote), castagnoli)) }

// stated is a group before it is packed.
type stated struct {
	kind  int64
	facts []extract.Fact
}

// layOut makes the body of rec, and returns its groups.
func (p *packer) layOut(rec *extract.Record, spans *text.Offsets) ([]stated, error) {
	p.local, p.list, p.groups, p.placed, p.spans = map[string]uint64{}, p.list[:0], p.groups[:0], 0, spans
	var all []stated
	for i := 0; i < len(rec.Facts); {
		j := i
		for j < len(rec.Facts) && rec.Facts[j].Kind == rec.Facts[i].Kind {
			j++
		}
		l := p.store.layoutOf(rec.Facts[i].Kind.Name)
		if l == nil {
			return nil, errors.New("the workspace knows no kind " + rec.Facts[i].Kind.Name)
		}
		all = append(all, stated{l.key, rec.Facts[i:j]})
		p.group(l.key, l.fields, rec.Facts[i:j], spans)
		i = j
	}
	if len(rec.Warnings) > 0 {
		facts := warningFacts(rec.Warnings)
		all = append(all, stated{warningsKey, facts})
		p.group(warningsKey, warningFields, facts, spans)
	}
	p.body = binary.AppendUvarint(p.body[:0], uint64(len(p.local)))
	p.body = append(append(p.body, p.list...), p.groups...)
	return all, nil
}

// warningFacts returns warnings as if they were facts.
func warningFacts(warnings []extract.Warning) []extract.Fact {
	facts := make([]extract.Fact, len(warnings))
	for i, w := range warnings {
		facts[i].Values = []string{w.Code, w.Message, ""}
		if w.Quote != nil {
			facts[i].Values[2], facts[i].Quote = "1", *w.Quote
		}
	}
	return facts
}

// group appends the columns of facts, which are of one kind.
func (p *packer) group(kind int64, fields []extract.Field, facts []extract.Fact, spans *text.Offsets) {
	p.start, p.line, p.page, p.from, p.to, p.sentence, p.section = 0, 1, 0, -1, -1, "", nil
	n := len(fields) + evidenceColumns
	p.columns = slices.Grow(p.columns[:0], n)[:n]
	for i := range p.columns {
		p.columns[i] = p.columns[i][:0]
	}
	for i := range facts {
		f := &facts[i]
		if p.near = -1; spans != nil {
			p.near = spans.Byte(f.Quote.Start)
		}
		p.values(kind, fields, f)
		p.evidence(p.columns[len(fields):], f, spans)
	}
	size := 0
	for i, c := range p.columns {
		if isZero(c) {
			p.columns[i] = c[:0]
		}
		size += uvarintLen(len(p.columns[i])) + len(p.columns[i])
	}
	p.groups = binary.AppendUvarint(p.groups, uint64(size))
	for _, c := range p.columns {
		p.groups = append(binary.AppendUvarint(p.groups, uint64(len(c))), c...)
	}
}

func uvarintLen(n int) int { return (bits.Len(uint(n)|1) + 6) / 7 }

// The codes of a shape: one for each field, and one for the rule. Others are
// the number of a string of the dictionary, plus shapeListed.
const (
	shapeAbsent = iota
	shapeColumn
	shapeListed
)

// shape sets p.codes and p.key to the shape of f.
func (p *packer) shape(fields []extract.Field, f *extract.Fact) {
	p.codes, p.key = p.codes[:0], p.key[:0]
	for j := range fields {
		p.addCode(f.Values[j], fields[j].Type == extract.TypeInt || fields[j].Type == extract.TypeNumber)
	}
	p.addCode(f.Rule, false)
}

func (p *packer) addCode(v string, number bool) {
	code := uint64(shapeColumn)
	if v == "" {
		code = shapeAbsent
	} else if i, ok := p.coder.listed[v]; ok && !number {
		code = i + shapeListed
	}
	p.codes, p.key = append(p.codes, code), binary.AppendUvarint(p.key, code)
}

// values appends the fields and the rule of f to their columns.
func (p *packer) values(kind int64, fields []extract.Field, f *extract.Fact) {
	p.shape(fields, f)
	if p.shaped != nil {
		p.shaped(kind, string(p.key))
	}
	n, ok := p.coder.shapes[kind].numbers[string(p.key)]
	c := p.columns[len(fields):]
	if ok {
		c[columnShape] = binary.AppendUvarint(c[columnShape], n+1)
	} else {
		c[columnShape] = append(c[columnShape], 0)
	}
	for j := range fields {
		if !ok || p.codes[j] == shapeColumn {
			p.columns[j] = p.value(p.columns[j], &fields[j], f.Values[j])
		}
	}
	if !ok || p.codes[len(fields)] == shapeColumn {
		c[columnRule] = p.string(c[columnRule], f.Rule)
	}
}

func isZero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

func (p *packer) value(b []byte, f *extract.Field, v string) []byte {
	if f.Type != extract.TypeInt && f.Type != extract.TypeNumber {
		return p.string(b, v)
	}
	if v == "" {
		return append(b, 0)
	}
	if n, ok := wholeNumber(f, v); ok {
		return binary.AppendUvarint(b, n+2)
	}
	return p.string(append(b, 1), v)
}

func (p *packer) string(b []byte, s string) []byte {
	if s == "" {
		return append(b, 0)
	}
	if i, ok := p.coder.listed[s]; ok {
		return binary.AppendUvarint(b, 2*i+2)
	}
	i, ok := p.local[s]
	if !ok {
		i = uint64(len(p.local))
		p.local[s] = i
		p.addLocal(s)
	}
	return binary.AppendUvarint(b, 2*i+1)
}

// Of what stands in the text, short is what is stored all the same, in bytes: the
// place of a string takes three, and counts are of what has few characters.
const short = 12

// beside is how many bytes before and after the start of a quote are searched
// for a string.
const beside = 1024

// addLocal appends s to the list.
func (p *packer) addLocal(s string) {
	if at, ok := p.find(s); ok {
		p.list = binary.AppendUvarint(p.list, uint64(len(s))<<1|1)
		p.list = binary.AppendVarint(p.list, int64(at-p.placed))
		p.placed = at
		return
	}
	p.list = append(binary.AppendUvarint(p.list, uint64(len(s))<<1), s...)
}

// find returns where the text holds s near the fact.
func (p *packer) find(s string) (at int, ok bool) {
	if len(s) <= short || p.spans == nil || p.near < 0 {
		return 0, false
	}
	from := max(0, p.near-beside)
	window := p.spans.Text[from:min(len(p.spans.Text), p.near+beside+len(s))]
	i := strings.Index(window, s)
	return from + i, i >= 0
}

// evidence appends where f comes from to the columns c.
func (p *packer) evidence(c [][]byte, f *extract.Fact, spans *text.Offsets) {
	if slices.Equal(f.Section, p.section) {
		c[columnSection] = append(c[columnSection], 0)
	} else {
		c[columnSection] = binary.AppendUvarint(c[columnSection], uint64(len(f.Section))+1)
		for _, label := range f.Section {
			c[columnSection] = p.string(c[columnSection], label)
		}
		p.section = f.Section
	}
	q := &f.Quote
	c[columnStart] = binary.AppendVarint(c[columnStart], int64(q.Start-p.start))
	c[columnLength] = binary.AppendUvarint(c[columnLength], uint64(q.End-q.Start))
	c[columnLine] = binary.AppendVarint(c[columnLine], int64(q.Line-p.line))
	c[columnPage] = binary.AppendVarint(c[columnPage], int64(q.Page-p.page))
	p.start, p.line, p.page = q.Start, q.Line, q.Page
	if q.Sentence != "" && q.Sentence == p.sentence && p.from <= q.Start && q.End <= p.to {
		c[columnSentence] = append(c[columnSentence], 1)
		return
	}
	from, to, ok := sentence(q, spans)
	switch {
	case !ok:
		c[columnSentence] = append(c[columnSentence], 0)
	case from == p.from && to == p.to:
		c[columnSentence] = append(c[columnSentence], 1)
	default:
		p.sentence = q.Sentence
		c[columnSentence] = binary.AppendUvarint(c[columnSentence], uint64(q.Start-from)+2)
		c[columnRest] = binary.AppendUvarint(c[columnRest], uint64(to-q.End))
		p.from, p.to = from, to
	}
}

// sentence returns where the sentence of q lies, in code points.
func sentence(q *text.Quote, spans *text.Offsets) (start, end int, ok bool) {
	if q.Sentence == "" || spans == nil {
		return 0, 0, false
	}
	at := spans.Byte(q.Start)
	for from := 0; at >= 0 && from <= len(q.Sentence); {
		i := strings.Index(q.Sentence[from:], q.Text)
		if i < 0 {
			break
		}
		before := q.Sentence[:from+i]
		if lo := at - len(before); lo >= 0 && strings.HasPrefix(spans.Text[lo:], q.Sentence) {
			start = q.Start - utf8.RuneCountInString(before)
			return start, start + utf8.RuneCountInString(q.Sentence), true
		}
		_, size := utf8.DecodeRuneInString(q.Text)
		from += i + max(1, size)
	}
	return 0, 0, false
}

// digest returns the CRC-32C of all that facts say, so that what is read can be
// held against what was found.
func digest(facts []extract.Fact) uint32 {
	var b []byte
	add := func(s string) { b = append(append(b, s...), 0xFF) } // no text holds this byte
	sum := uint32(0)
	for i := range facts {
		f := &facts[i]
		b = b[:0]
		for _, v := range f.Values {
			add(v)
		}
		add(f.Rule)
		for _, label := range f.Section {
			add(label)
		}
		add(f.Quote.Text)
		add(f.Quote.Sentence)
		for _, n := range []int{f.Quote.Start, f.Quote.End, f.Quote.Line, f.Quote.Page} {
			b = binary.AppendVarint(b, int64(n))
		}
		sum = crc32.Update(sum, castagnoli, b)
	}
	return sum
}
