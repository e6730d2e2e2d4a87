package corpus

import (
	"cmp"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"

	"zongjie/extract"
)

// What is stored is compressed by zstd with a dictionary of the workspace: a
// report alone is too short for zstd to learn from. Measured on 20 MB of varied
// reports of 5 KB, in parts of the text, with the fastest level: alone 0.62,
// with 64 KB of dictionary 0.31, 112 KB 0.23, 192 KB 0.15, 256 KB 0.14; 8 to 10 ms a MB
// to write and 12 to 20 µs a text to read, whatever the size. On reports that
// have nothing in common it neither helps nor harms.
const (
	dictionaryOfTexts = 256 << 10 // bytes
	dictionaryOfFacts = 64 << 10
	// maxListed is how many strings of facts a dictionary lists.
	maxListed = 4096
)

// A first dictionary is drawn from at least minSource bytes of text, and another
// one from a batch that has outgrown times as many; one drawn from enoughSource
// is the last.
const (
	minSource    = 16 << 10
	outgrown     = 8
	enoughSource = 1 << 20
)

// dictionary is what stored reports have in common. It does not change: what is
// stored names the one that it was compressed with.
type dictionary struct {
	number  int64    // from 1
	source  int64    // bytes of the texts that it was drawn from
	texts   []byte   // pieces of texts
	facts   []byte   // facts, as packed
	strings []string // of facts, by which they are named by number
}

// minContent is how many bytes are enough to be of use: zstd refuses fewer than 8.
const minContent = 64

// zstd knows dictionaries by a number in every frame.
func (d *dictionary) textID() uint32 { return uint32(2 * d.number) }
func (d *dictionary) factID() uint32 { return uint32(2*d.number + 1) }

// coder compresses with the newest dictionary, and reads what was compressed
// with any. It is safe for concurrent use.
type coder struct {
	decoder *zstd.Decoder
	lists   map[int64][]string // strings by number of the dictionary
	newest  *dictionary        // nil if there is none
	listed  map[string]uint64  // places in newest.strings
	texts   func() *zstd.Encoder
	facts   func() *zstd.Encoder
}

func newCoder(known []*dictionary) (*coder, error) {
	c := &coder{lists: map[int64][]string{}}
	options := []zstd.DOption{zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1 << 31)}
	for _, d := range known {
		if len(d.texts) >= minContent {
			options = append(options, zstd.WithDecoderDictRaw(d.textID(), d.texts))
		}
		if len(d.facts) >= minContent {
			options = append(options, zstd.WithDecoderDictRaw(d.factID(), d.facts))
		}
		c.lists[d.number] = d.strings
		c.newest = d
	}
	var texts, facts []zstd.EOption
	if d := c.newest; d != nil {
		if len(d.texts) >= minContent {
			texts = append(texts, zstd.WithEncoderDictRaw(d.textID(), d.texts))
		}
		if len(d.facts) >= minContent {
			facts = append(facts, zstd.WithEncoderDictRaw(d.factID(), d.facts))
		}
		c.listed = make(map[string]uint64, len(d.strings))
		for i, s := range d.strings {
			c.listed[s] = uint64(i)
		}
	}
	c.texts, c.facts = encoder(texts), encoder(facts)
	var err error
	c.decoder, err = zstd.NewReader(nil, options...)
	return c, err
}

// encoder returns what makes an encoder on first use: most commands need none.
func encoder(options []zstd.EOption) func() *zstd.Encoder {
	return sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil, append(options, zstd.WithEncoderLevel(zstd.SpeedFastest),
			zstd.WithEncoderConcurrency(runtime.GOMAXPROCS(0)), zstd.WithEncoderCRC(false))...)
		if err != nil {
			panic(err) // the options are right whatever the dictionary holds
		}
		return e
	})
}

// plainCoder is for what is stored before there is a dictionary, and for
// dictionaries themselves.
var plainCoder = sync.OnceValue(func() *coder {
	c, err := newCoder(nil)
	if err != nil {
		panic(err) // the options are constant
	}
	return c
})

// coder returns the coder of the workspace. again reads the dictionaries anew:
// another program may have added one.
func (s *Store) coder(q querier, again bool) (*coder, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.coding != nil && !again {
		return s.coding, nil
	}
	known, err := storedDictionaries(q)
	if err != nil {
		return nil, err
	}
	made, err := newCoder(known)
	if err == nil {
		s.coding = made
	}
	return made, err
}

// unpack decompresses packed and appends it to to, reading dictionaries that are
// not known yet by q.
func (s *Store) unpack(q querier, packed, to []byte) ([]byte, error) {
	c, err := s.coder(q, false)
	if err != nil {
		return nil, err
	}
	b, err := c.decoder.DecodeAll(packed, to)
	if errors.Is(err, zstd.ErrUnknownDictionary) {
		if c, err = s.coder(q, true); err != nil {
			return nil, err
		}
		return c.decoder.DecodeAll(packed, to)
	}
	return b, err
}

// strings returns the strings that the dictionary numbered number lists.
func (s *Store) strings(q querier, number int64) ([]string, error) {
	if number == 0 {
		return nil, nil
	}
	c, err := s.coder(q, false)
	if err != nil {
		return nil, err
	}
	list, ok := c.lists[number]
	if !ok {
		if c, err = s.coder(q, true); err != nil {
			return nil, err
		}
		if list, ok = c.lists[number]; !ok {
			return nil, fmt.Errorf("there is no dictionary %d: %w", number, errPacked)
		}
	}
	return list, nil
}

func storedDictionaries(q querier) ([]*dictionary, error) {
	var known []*dictionary
	err := each(q, "SELECT dictionary, source, texts, facts, strings FROM dictionaries ORDER BY dictionary", nil, func(rows *sql.Rows) error {
		d := &dictionary{}
		var packed [3]sql.RawBytes
		if err := rows.Scan(&d.number, &d.source, &packed[0], &packed[1], &packed[2]); err != nil {
			return err
		}
		var list []byte
		for i, to := range []*[]byte{&d.texts, &d.facts, &list} {
			var err error
			if *to, err = plainCoder().decoder.DecodeAll(packed[i], nil); err != nil {
				return fmt.Errorf("dictionary %d: %w", d.number, err)
			}
		}
		for len(list) > 0 {
			n, size := binary.Uvarint(list)
			if size <= 0 || n > uint64(len(list)-size) {
				return fmt.Errorf("dictionary %d: %w", d.number, errPacked)
			}
			d.strings, list = append(d.strings, string(list[size:size+int(n)])), list[size+int(n):]
		}
		known = append(known, d)
		return nil
	})
	return known, err
}

// insert stores d.
func (d *dictionary) insert(tx *sql.Tx) error {
	var list []byte
	for _, s := range d.strings {
		list = append(binary.AppendUvarint(list, uint64(len(s))), s...)
	}
	pack := func(b []byte) []byte { return plainCoder().texts().EncodeAll(b, nil) }
	_, err := tx.Exec("INSERT INTO dictionaries VALUES (?, ?, ?, ?, ?)", d.number, d.source, pack(d.texts), pack(d.facts), pack(list))
	return err
}

// draw returns a dictionary drawn from records, or nil where newest, which may
// be nil, is good enough for them.
func draw(newest *dictionary, records []*extract.Record) *dictionary {
	next := &dictionary{number: 1}
	var texts []string
	for _, rec := range records {
		if rec.Document != nil {
			texts = append(texts, rec.Document.Raw)
			next.source += int64(len(rec.Document.Raw))
		}
	}
	if next.source < minSource {
		return nil
	}
	if newest != nil {
		if newest.source >= enoughSource || next.source < outgrown*newest.source {
			return nil
		}
		next.number = newest.number + 1
	}
	next.texts = drawTexts(texts)
	next.strings = drawStrings(records)
	return next
}

// drawFacts adds facts of records to d, which has everything else.
func (d *dictionary) drawFacts(s *Store, records []*extract.Record) error {
	c, err := newCoder([]*dictionary{d})
	if err != nil {
		return err
	}
	p := &packer{store: s, coder: c}
	spread(len(records), func(i int) bool {
		var spans *offsets
		if doc := records[i].Document; doc != nil {
			spans = newOffsets(doc.Raw)
		}
		_, err = p.layOut(records[i], spans)
		d.facts = append(d.facts, p.body...)
		return err == nil && len(d.facts) < dictionaryOfFacts
	})
	d.facts = d.facts[:min(len(d.facts), dictionaryOfFacts)]
	return err
}

// spread calls do with the numbers below n, every one once, so that whenever do
// ends it by returning false, it has been called with numbers from everywhere.
func spread(n int, do func(i int) bool) {
	step := n/64 + 1
	for off := range step {
		for i := off; i < n; i += step {
			if !do(i) {
				return
			}
		}
	}
}

// drawTexts returns lines of texts, each once.
func drawTexts(texts []string) []byte {
	var drawn []byte
	seen := map[string]bool{}
	spread(len(texts), func(i int) bool {
		for line := range strings.Lines(texts[i]) {
			if seen[line] {
				continue
			}
			seen[line] = true
			if drawn = append(drawn, line...); len(drawn) >= dictionaryOfTexts {
				drawn = drawn[:dictionaryOfTexts]
				return false
			}
		}
		return true
	})
	return drawn
}

// drawStrings returns the strings of facts that stand in several records, the
// most frequent first.
func drawStrings(records []*extract.Record) []string {
	type use struct{ records, last int }
	uses := map[string]*use{}
	for i, rec := range records {
		eachString(rec, func(s string) {
			u := uses[s]
			if u == nil {
				u = &use{last: -1}
				uses[s] = u
			}
			if u.last != i {
				u.records, u.last = u.records+1, i
			}
		})
	}
	var drawn []string
	for s, u := range uses {
		if u.records > 2 {
			drawn = append(drawn, s)
		}
	}
	slices.SortFunc(drawn, func(a, b string) int { return cmp.Or(uses[b].records-uses[a].records, strings.Compare(a, b)) })
	return drawn[:min(len(drawn), maxListed)]
}
