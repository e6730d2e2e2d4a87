package ingest

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/richardlehane/mscfb"
	"golang.org/x/text/encoding/charmap"

	"zongjie/extract"
	"zongjie/extract/text"
)

// oleWith tells files in Microsoft's compound format by the name of one
// of streams, which some programs write in small or capital letters.
func oleWith(streams ...string) func([]byte) bool {
	var names [][]byte
	for _, stream := range streams {
		for _, s := range []string{stream, strings.ToLower(stream), strings.ToUpper(stream)} {
			var name []byte
			for _, c := range s {
				name = append(name, byte(c), 0)
			}
			names = append(names, name)
		}
	}
	return func(data []byte) bool {
		return starts("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")(data) &&
			slices.ContainsFunc(names, func(name []byte) bool { return bytes.Contains(data, name) })
	}
}

// readLocked reads an Office document that is locked with a password: not at all.
func readLocked(*input) (*text.Document, error) {
	return nil, &fault{extract.Encrypted, "the document is locked with a password", "open it with the password, save it without one, and run again"}
}

// readOLE reads the streams of a compound file that are named, and finds the
// objects in its pool. The library panics on some damaged files.
func readOLE(data []byte, names ...string) (file *compound, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("its structure cannot be read (%v)", v)
		}
	}()
	const sector = 512
	if n := len(data) % sector; n != 0 { // WPS does not fill up the last one
		data = append(bytes.Clone(data), make([]byte, sector-n)...)
	}
	d, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	file = &compound{streams: map[string]bin{}}
	for e, err := d.Next(); err == nil; e, err = d.Next() {
		if len(e.Path) > 0 {
			file.pooled(e)
			continue
		}
		i := slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, e.Name) })
		if i < 0 || file.streams[names[i]] != nil {
			continue
		}
		content, _ := io.ReadAll(io.LimitReader(e, min(e.Size, int64(len(data))))) // what is there
		file.streams[names[i]] = content
	}
	return file, nil
}

// bin is binary data, little-endian. Beyond its end there are zeros.
type bin []byte

func (b bin) u8(at int) int {
	if at < 0 || at >= len(b) {
		return 0
	}
	return int(b[at])
}

func (b bin) u16(at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(b[at:]))
}

func (b bin) i32(at int) int {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return int(int32(binary.LittleEndian.Uint32(b[at:])))
}

// cut returns n bytes from at, or as many as there are.
func (b bin) cut(at, n int) bin {
	if at < 0 || n <= 0 || at >= len(b) {
		return nil
	}
	return b[at:min(len(b), at+n)]
}

// readDOC reads files of Word 97 to 2003 and of WPS.
func readDOC(in *input) (*text.Document, error) {
	file, err := readOLE(in.data, "WordDocument", "0Table", "1Table", "Data", summaryStream)
	if err != nil {
		return nil, err
	}
	streams := file.streams
	in.properties = readSummary(streams[summaryStream])
	r := &docReader{word: streams["WordDocument"], data: streams["Data"]}
	flags := r.word.u16(0x0A)
	switch magic := r.word.u16(0); {
	case len(r.word) < 0x200:
		return nil, &fault{extract.Corrupt, "the file is damaged: the part with its text is missing", "open it to see whether it is damaged, and ask the sender for it again"}
	case flags&0x100 != 0:
		return readLocked(in)
	case r.word.u16(2) < 0xC1:
		return nil, &conversion{from: "doc", to: "docx"} // of Word 95 or before
	case magic != 0xA5EC && magic != 0xA5DC:
		return nil, fmt.Errorf("it does not begin like a Word document")
	}
	r.table = streams["0Table"]
	if flags&0x200 != 0 {
		r.table = streams["1Table"]
	}
	if err := r.pieces(r.part(fibClx)); err != nil {
		return nil, err
	}
	r.paragraphs = r.pages(r.part(fibPapx), r.papx)
	r.runs = r.pages(r.part(fibChpx), r.chpx)
	r.readStyles(r.part(fibStyles))
	r.readSchemes()
	r.readLists(r.part(fibLists))
	r.stories()
	in.warnEmbedded(file.embedded())
	if r.short {
		err = &fault{extract.Partial, "the file is damaged: a part of its text is missing", "open it to see whether it is damaged, and ask the sender for it again"}
	}
	return r.out.b.Document(), err
}

// Where the file information block says which parts the table stream has.
const (
	fibStyles   = 1
	fibNoteRefs = 2
	fibNotes    = 3
	fibChpx     = 12
	fibPapx     = 13
	fibClx      = 33
	fibShapes   = 40
	fibEndRefs  = 46
	fibEndnotes = 47
	fibBoxes    = 56
	fibSchemes  = 73
	fibLists    = 74
)

// docReader reads one document.
type docReader struct {
	word, table, data bin
	chars             []uint16 // of all stories, one after another
	piece             []docPiece
	short             bool // a piece is not there in full
	paragraphs, runs  []docRun
	styles            []docStyle
	schemes           map[int]*scheme
	lists             []*list
	out               paper
}

// docPiece is text that lies together in the file.
type docPiece struct{ start, end, offset, width int } // characters, then bytes

// docRun is a part of the file with the same properties.
type docRun struct {
	start, end int // bytes of the WordDocument stream
	style      int
	sprms      bin
}

type docStyle struct {
	name, based          int // the number of a built-in style, and of the one it is based on
	list, level, outline int // -1 if it says nothing
	hidden               bool
}

func (r *docReader) location(part int) (at, size int) {
	return r.word.i32(0x9A + 8*part), r.word.i32(0x9A + 8*part + 4)
}

func (r *docReader) part(part int) bin { return r.table.cut(r.location(part)) }

// pieces reads the text.
func (r *docReader) pieces(clx bin) error {
	at := 0
	for clx.u8(at) == 1 {
		at += 3 + clx.u16(at+1)
	}
	plc := clx.cut(at+5, clx.i32(at+1))
	n := (len(plc) - 4) / 12
	if clx.u8(at) != 2 || n <= 0 {
		return fmt.Errorf("the table of its text is missing")
	}
	for i := range n {
		start, end, fc := plc.i32(4*i), plc.i32(4*i+4), plc.i32(4*(n+1)+8*i+2)
		if start != len(r.chars) || end < start || end-start > len(r.word) || end > 2*len(r.word) {
			r.short = true
			break
		}
		p := docPiece{start, end, fc & 0x3FFFFFFF, 2}
		if fc&0x40000000 != 0 {
			p.offset, p.width = p.offset/2, 1
		}
		r.piece = append(r.piece, p)
		b := r.word.cut(p.offset, (end-start)*p.width)
		for j := 0; j+p.width <= len(b); j += p.width {
			c := uint16(b[j])
			if p.width == 2 {
				c = uint16(b.u16(j))
			} else if c >= 0x80 {
				c = uint16(charmap.Windows1252.DecodeByte(b[j]))
			}
			r.chars = append(r.chars, c)
		}
		if len(r.chars) < end {
			r.short = true
			break
		}
	}
	return nil
}

// offset returns where in the file the character at is, and how many bytes it has.
func (r *docReader) offset(at int) (offset, width int) {
	i, _ := slices.BinarySearchFunc(r.piece, at, func(p docPiece, at int) int { return cmp.Compare(p.end, at+1) })
	if i >= len(r.piece) {
		return -1, 1
	}
	p := r.piece[i]
	return p.offset + (at-p.start)*p.width, p.width
}

// pages reads the pages of 512 bytes that hold the properties of runs or
// paragraphs.
func (r *docReader) pages(plc bin, read func(page bin, count, i int, run *docRun)) []docRun {
	const size = 512
	var runs []docRun
	n := (len(plc) - 4) / 8
	for k := range max(n, 0) {
		page := r.word.cut((plc.i32(4*(n+1)+4*k)&0x3FFFFF)*size, size)
		if len(page) < size {
			continue
		}
		count := page.u8(size - 1)
		for i := range count {
			run := docRun{start: page.i32(4 * i), end: page.i32(4*i + 4)}
			read(page, count, i, &run)
			runs = append(runs, run)
		}
	}
	slices.SortStableFunc(runs, func(a, b docRun) int { return cmp.Compare(a.start, b.start) })
	return runs
}

func (r *docReader) papx(page bin, count, i int, run *docRun) {
	at := page.u8(4*(count+1)+13*i) * 2
	if at == 0 {
		return
	}
	size := page.u8(at)*2 - 1
	if size < 0 {
		at++
		size = page.u8(at) * 2
	}
	b := page.cut(at+1, size)
	if len(b) >= 2 {
		run.style, run.sprms = b.u16(0), b[2:]
	}
}

func (r *docReader) chpx(page bin, count, i int, run *docRun) {
	if at := page.u8(4*(count+1)+i) * 2; at > 0 {
		run.sprms = page.cut(at+1, page.u8(at))
	}
}

// runAt returns the run that holds the byte at offset, or nil.
func runAt(runs []docRun, offset int) *docRun {
	i, _ := slices.BinarySearchFunc(runs, offset, func(run docRun, offset int) int { return cmp.Compare(run.end, offset+1) })
	if i >= len(runs) || runs[i].start > offset {
		return nil
	}
	return &runs[i]
}

// Properties that are read, as the format numbers them.
const (
	sprmList         = 0x460B
	sprmLevel        = 0x260A
	sprmOutline      = 0x2640
	sprmInTable      = 0x2416
	sprmRowEnd       = 0x2417
	sprmDepth        = 0x6649
	sprmInnerCell    = 0x244B
	sprmInnerRow     = 0x244C
	sprmElsewhere    = 0x6646
	sprmElsewhereOld = 0x6645
	sprmDeleted      = 0x0800
	sprmHidden       = 0x083C
	sprmCharStyle    = 0x4A30
	sprmSymbol       = 0x6A09
)

// sprms calls each with the properties in b: number and operand.
func sprms(b bin, each func(sprm int, operand bin)) {
	for len(b) >= 2 {
		op := b.u16(0)
		b = b[2:]
		n := [...]int{1, 1, 2, 4, 2, 2, 0, 3}[op>>13]
		if n == 0 {
			n = b.u8(0) + 1
			if op == 0xD608 { // the definition of a table row
				n = b.u16(0) + 1
			}
		}
		if n > len(b) {
			return
		}
		each(op, b[:n])
		b = b[n:]
	}
}

func (r *docReader) readStyles(b bin) {
	head, count, base := b.u16(0), b.u16(2), b.u16(4)
	at := 2 + head
	for i := 0; i < count && at+2 <= len(b); i++ {
		size := b.u16(at)
		r.styles = append(r.styles, readDOCStyle(b.cut(at+2, size), base))
		at += 2 + size + size&1
	}
}

func readDOCStyle(b bin, base int) docStyle {
	s := docStyle{name: b.u16(0) & 0xFFF, based: b.u16(2) >> 4, list: -1, level: -1, outline: -1}
	if len(b) < 10 {
		return docStyle{name: -1, based: -1, list: -1, level: -1, outline: -1}
	}
	const paragraphs = 1
	kind, count := b.u16(2)&0xF, b.u16(4)&0xF
	at := base + 2 + 2*b.u16(base) + 2
	for i := range count {
		at += at & 1
		size := b.u16(at)
		upx := b.cut(at+2, size)
		at += 2 + size
		if kind == paragraphs && i == 0 {
			upx = upx.cut(2, len(upx))
		}
		sprms(upx, func(op int, arg bin) {
			switch op {
			case sprmList:
				s.list = arg.u16(0)
			case sprmLevel:
				s.level = arg.u8(0)
			case sprmOutline:
				s.outline = arg.u8(0)
			case sprmHidden:
				s.hidden = arg.u8(0) == 1
			}
		})
	}
	return s
}

// docFormats are the formats of numbers, as the format numbers them.
var docFormats = map[int]string{
	0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal", 10: "ideographDigital", 11: "japaneseCounting", 14: "decimalFullWidth",
	16: "japaneseLegal", 17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle", 19: "decimalFullWidth2", 22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop",
	27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac", 32: "ideographZodiacTraditional",
	33: "taiwaneseCounting", 34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital", 37: "chineseCounting", 38: "chineseLegalSimplified",
	39: "chineseCountingThousand", 40: "chineseDigital", 57: "numberInDash", 255: "none",
}

// readDOCLevel reads a level at b[at:], and returns where it ends, or nil.
func readDOCLevel(b bin, at int) (*listLevel, int) {
	const size = 28
	if at < 0 || at+size > len(b) {
		return nil, -1
	}
	flags := b.u8(at + 5)
	l := &listLevel{start: b.i32(at), format: docFormats[b.u8(at+4)], legal: flags&4 != 0, gap: b.u8(at+15) != 2, restart: inherit}
	if flags&8 != 0 {
		l.restart = b.u8(at + 26)
	}
	at += size + b.u8(at+24) + b.u8(at+25)
	n := b.u16(at)
	if n > 255 {
		return nil, -1
	}
	var s strings.Builder
	for i := range n {
		if c := b.u16(at + 2 + 2*i); c < levels {
			fmt.Fprintf(&s, "%%%d", c+1)
		} else {
			s.WriteRune(rune(c))
		}
	}
	l.text = s.String()
	return l, at + 2 + 2*n
}

// readSchemes reads the schemes of numbering. Their levels follow the part that
// the file information block speaks of, which may begin at 0.
func (r *docReader) readSchemes() {
	const size = 28
	r.schemes = map[int]*scheme{}
	start, length := r.location(fibSchemes)
	if start < 0 || length <= 0 {
		return
	}
	n := r.table.u16(start)
	at := max(start+2+size*n, start+length)
	for i := range n {
		head := r.table.cut(start+2+size*i, size)
		if len(head) < size {
			return
		}
		s, count := &scheme{}, levels
		if head.u8(26)&1 != 0 {
			count = 1
		}
		for j := 0; j < count && at >= 0; j++ {
			s.levels[j], at = readDOCLevel(r.table, at)
		}
		r.schemes[head.i32(0)] = s
	}
}

func (r *docReader) readLists(b bin) {
	const size = 16
	n := b.i32(0)
	at := 4 + size*n
	for i := range min(max(n, 0), len(b)/size) {
		head := b.cut(4+size*i, size)
		l := &list{scheme: r.schemes[head.i32(0)]}
		at += 4
		for range head.u8(12) {
			start, flags := b.i32(at), b.i32(at+4)
			level := flags & 0xF
			at += 8
			var v *listLevel
			if flags&0x20 != 0 {
				if v, at = readDOCLevel(b, at); v == nil {
					break
				}
				start = v.start
			}
			if level < levels {
				l.override[level] = v
				if flags&0x10 != 0 {
					l.start[level] = &start
				}
			}
		}
		r.lists = append(r.lists, l)
		if at < 0 {
			return
		}
	}
}
