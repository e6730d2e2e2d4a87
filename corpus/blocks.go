package corpus

import (
	"encoding/binary"
	"errors"
	"strconv"
	"strings"

	"zongjie/extract/text"
)

// The blocks of a text are stored as numbers (unsigned varints) and strings (a
// length in bytes, then the bytes), so that the usual block, which is one line,
// takes a few bytes that are the same for every such block: the zstd that
// follows makes little of them. For each block
//
//	gap      bytes of raw text before it that belong to no block, plus 1; 0 if
//	         they are the line ends that stand there
//	length   its own bytes, plus 1; 0 if it reaches to the next line end
//	like     its kind, times 2, plus 1 if level, page and place follow
//	level, page
//	place    the length of Where, plus 1, and its bytes; 0 if Where is "line N"
//	         and N the line on which the block starts
//
// What does not follow is as in the block before: level, page, and the place if
// it is a line, or the bytes of Where.

// place says how Where is known.
type place struct {
	level, page int
	where       string // "" for the line
	line        bool
}

// packBlocks writes the layout of doc.
func packBlocks(doc *text.Document) []byte {
	var b []byte
	at, line := 0, 1
	last := place{}
	for i, block := range doc.Blocks {
		raw := doc.RawBlock(i)
		if n := lineEnds(doc.Raw[at:]); n == raw.Start-at {
			b = append(b, 0)
		} else {
			b = binary.AppendUvarint(b, uint64(raw.Start-at)+1)
		}
		if n := lineLength(doc.Raw[raw.Start:]); n == raw.Len() {
			b = append(b, 0)
		} else {
			b = binary.AppendUvarint(b, uint64(raw.Len())+1)
		}
		line += strings.Count(doc.Raw[at:raw.Start], "\n")
		here := place{level: block.Level, page: block.Page, where: block.Where}
		if block.Where == whereLine(line) {
			here.where, here.line = "", true
		}
		if here == last {
			b = binary.AppendUvarint(b, uint64(block.Kind)<<1)
		} else {
			b = binary.AppendUvarint(b, uint64(block.Kind)<<1|1)
			b = here.append(b)
			last = here
		}
		line += strings.Count(doc.Raw[raw.Start:raw.End], "\n")
		at = raw.End
	}
	return b
}

func (p place) append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(p.level))
	b = binary.AppendUvarint(b, uint64(p.page))
	if p.line {
		return append(b, 0)
	}
	return append(binary.AppendUvarint(b, uint64(len(p.where))+1), p.where...)
}

func whereLine(n int) string { return "line " + strconv.Itoa(n) }

// lineEnds returns how many line ends s begins with.
func lineEnds(s string) int { return len(s) - len(strings.TrimLeft(s, "\n")) }

// lineLength returns the bytes of s before its first line end.
func lineLength(s string) int {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return i
	}
	return len(s)
}

var errLayout = errors.New("the stored layout of a text does not fit it")

// unpackBlocks makes the document of raw with the layout that packBlocks wrote.
func unpackBlocks(raw string, layout []byte) (*text.Document, error) {
	var b text.Builder
	r := &bytesReader{b: layout}
	last, line := place{}, 1
	for len(r.b) > 0 {
		gap, length := r.int(maxText)-1, r.int(maxText)-1
		if gap < 0 {
			gap = lineEnds(raw)
		}
		if r.bad || gap > len(raw) {
			return nil, errLayout
		}
		line += strings.Count(raw[:gap], "\n")
		b.Skip(raw[:gap])
		raw = raw[gap:]
		if length < 0 {
			length = lineLength(raw)
		}
		like := r.int(2*int(text.Noise) + 1)
		if like&1 == 1 {
			last = r.place()
		}
		if r.bad || length > len(raw) {
			return nil, errLayout
		}
		block := text.Block{Kind: text.Kind(like >> 1), Level: last.level, Page: last.page, Where: last.where}
		if last.line {
			block.Where = whereLine(line)
		}
		b.Part(block, raw[:length])
		line += strings.Count(raw[:length], "\n")
		raw = raw[length:]
	}
	b.Skip(raw)
	return b.Document(), nil
}

func (r *bytesReader) place() place {
	p := place{level: r.int(maxText), page: r.int(maxText)}
	n := r.int(len(r.b))
	if n == 0 {
		p.line = true
		return p
	}
	p.where = string(r.take(n - 1))
	return p
}
