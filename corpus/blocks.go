package corpus

import (
	"encoding/binary"
	"errors"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"

	"zongjie/extract/text"
)

// The blocks of a text are stored as numbers (unsigned varints) and strings (a
// length in bytes, then the bytes): for each block the bytes of raw text before
// it that belong to no block, its own bytes, its kind, level and page, and where
// it is. A line end follows each block, and ends each piece without a block.

// packBlocks writes the layout of doc.
func packBlocks(doc *text.Document) []byte {
	var b []byte
	at := 0
	for _, block := range doc.Blocks {
		start, end := rawBlock(doc, block.Span)
		for _, n := range []int{start - at, end - start, int(block.Kind), block.Level, block.Page, len(block.Where)} {
			b = binary.AppendUvarint(b, uint64(n))
		}
		b = append(b, block.Where...)
		at = end + 1
	}
	return b
}

// rawBlock returns the bytes of doc.Raw that were given as the block at span:
// whole lines, with what folding dropped at their ends.
func rawBlock(doc *text.Document, span text.Span) (start, end int) {
	start = strings.LastIndexByte(doc.Raw[:doc.Origin.Start(span.Start)], '\n') + 1
	end = max(start, doc.Origin.End(span.End))
	if n := strings.IndexByte(doc.Raw[end:], '\n'); n > 0 {
		end += n
	}
	return start, end
}

var errLayout = errors.New("the stored layout of a text does not fit it")

// unpackBlocks makes the document of raw with the layout that packBlocks wrote.
func unpackBlocks(raw string, layout []byte) (*text.Document, error) {
	var b text.Builder
	for len(layout) > 0 {
		var n [6]int
		for i := range n {
			v, size := binary.Uvarint(layout)
			if size <= 0 || v > uint64(len(raw)+len(layout))+1<<16 {
				return nil, errLayout
			}
			n[i], layout = int(v), layout[size:]
		}
		gap, length, where := n[0], n[1], n[5]
		if gap+length >= len(raw)+1 || where > len(layout) || n[2] > int(text.Noise) {
			return nil, errLayout
		}
		addGap(&b, raw[:gap])
		b.Block(text.Block{Kind: text.Kind(n[2]), Level: n[3], Page: n[4], Where: string(layout[:where])}, raw[gap:gap+length])
		raw, layout = raw[min(gap+length+1, len(raw)):], layout[where:]
	}
	addGap(&b, raw)
	return b.Document(), nil
}

func addGap(b *text.Builder, raw string) {
	if raw != "" {
		b.Gap(strings.TrimSuffix(raw, "\n"))
	}
}

// The coders are made on first use: most commands need neither.
var (
	encoder = sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false))
		if err != nil {
			panic(err) // the options are constant
		}
		return e
	})
	decoder = sync.OnceValue(func() *zstd.Decoder {
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1<<31))
		if err != nil {
			panic(err)
		}
		return d
	})
)

func pack(b []byte) []byte { return encoder().EncodeAll(b, nil) }

func unpack(b []byte) ([]byte, error) { return decoder().DecodeAll(b, nil) }
