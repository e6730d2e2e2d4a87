package corpus

import (
	"encoding/binary"
	"errors"
	"sync"

	"github.com/klauspost/compress/zstd"

	"zongjie/extract/text"
)

// The blocks of a text are stored as numbers (unsigned varints) and strings (a
// length in bytes, then the bytes): for each block the bytes of raw text before
// it that belong to no block, its own bytes, its kind, level and page, and where
// it is.

// packBlocks writes the layout of doc.
func packBlocks(doc *text.Document) []byte {
	var b []byte
	at := 0
	for i, block := range doc.Blocks {
		raw := doc.RawBlock(i)
		for _, n := range []int{raw.Start - at, raw.Len(), int(block.Kind), block.Level, block.Page, len(block.Where)} {
			b = binary.AppendUvarint(b, uint64(n))
		}
		b = append(b, block.Where...)
		at = raw.End
	}
	return b
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
		if gap+length > len(raw) || where > len(layout) || n[2] > int(text.Noise) {
			return nil, errLayout
		}
		b.Skip(raw[:gap])
		b.Part(text.Block{Kind: text.Kind(n[2]), Level: n[3], Page: n[4], Where: string(layout[:where])}, raw[gap:gap+length])
		raw, layout = raw[gap+length:], layout[where:]
	}
	b.Skip(raw)
	return b.Document(), nil
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
