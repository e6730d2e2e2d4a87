package corpus

import (
	"cmp"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"

	"zongjie/extract"
	"zongjie/extract/text"
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
// one from a batch that has outgrown times as many, until one is drawn from
// enoughSource. After that only texts that are strange to it bring another.
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
	shapes  map[int64]shapeList
}

// shapeList are the shapes of facts of one kind (see facts.go).
type shapeList struct {
	keys    []string // their codes, as varints
	numbers map[string]uint64
	all     []shape
}

// shape is what facts have in common: values of fields and, last, the rule.
type shape struct {
	values  []string
	columns []int // the places in values of what stands in the columns
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
	known   map[int64]*dictionary // by number
	newest  *dictionary           // nil if there is none
	listed  map[string]uint64     // places in newest.strings
	shapes  map[int64]shapeList   // of newest, by the key of the kind
	texts   func() *zstd.Encoder
	facts   func() *zstd.Encoder
}

func newCoder(known []*dictionary) (*coder, error) {
	c := &coder{known: map[int64]*dictionary{}}
	options := []zstd.DOption{zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1 << 31)}
	for _, d := range known {
		if len(d.texts) >= minContent {
			options = append(options, zstd.WithDecoderDictRaw(d.textID(), d.texts))
		}
		if len(d.facts) >= minContent {
			options = append(options, zstd.WithDecoderDictRaw(d.factID(), d.facts))
		}
		c.known[d.number] = d
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
		c.shapes = d.shapes
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

// dictionary returns the dictionary numbered number; that of 0 is empty.
func (s *Store) dictionary(q querier, number int64) (*dictionary, error) {
	if number == 0 {
		return &dictionary{}, nil
	}
	c, err := s.coder(q, false)
	if err != nil {
		return nil, err
	}
	d, ok := c.known[number]
	if !ok {
		if c, err = s.coder(q, true); err != nil {
			return nil, err
		}
		if d, ok = c.known[number]; !ok {
			return nil, fmt.Errorf("there is no dictionary %d: %w", number, errPacked)
		}
	}
	return d, nil
}

func storedDictionaries(q querier) ([]*dictionary, error) {
	var known []*dictionary
	err := each(q, "SELECT dictionary, source, texts, facts, strings, shapes FROM dictionaries ORDER BY dictionary", nil, func(rows *sql.Rows) error {
		d := &dictionary{}
		var packed [4]sql.RawBytes
		if err := rows.Scan(&d.number, &d.source, &packed[0], &packed[1], &packed[2], &packed[3]); err != nil {
			return err
		}
		var list, shapes []byte
		for i, to := range []*[]byte{&d.texts, &d.facts, &list, &shapes} {
			var err error
			if *to, err = plainCoder().decoder.DecodeAll(packed[i], nil); err != nil {
				return fmt.Errorf("dictionary %d: %w", d.number, err)
			}
		}
		r := &bytesReader{b: list}
		for len(r.b) > 0 {
			d.strings = append(d.strings, string(r.take(r.int(len(list)))))
		}
		d.readShapes(&bytesReader{b: shapes})
		if r.bad || d.shapes == nil {
			return fmt.Errorf("dictionary %d: %w", d.number, errPacked)
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
	_, err := tx.Exec("INSERT INTO dictionaries VALUES (?, ?, ?, ?, ?, ?)", d.number, d.source, pack(d.texts), pack(d.facts), pack(list), pack(d.appendShapes(nil)))
	return err
}

// fewFor reports whether newest, which may be nil, was drawn from so little that
// one drawn from records is better.
func fewFor(newest *dictionary, records []*extract.Record) bool {
	source := sourceOf(records)
	return source >= minSource && (newest == nil || newest.source < enoughSource && source >= outgrown*newest.source)
}

// sourceOf returns how many bytes the texts of records have.
func sourceOf(records []*extract.Record) (size int64) {
	for _, rec := range records {
		if rec.Document != nil {
			size += int64(len(rec.Document.Raw))
		}
	}
	return size
}

// draw returns a dictionary drawn from records, to come after newest, which may be
// nil. It has no facts yet.
func draw(newest *dictionary, records []*extract.Record) *dictionary {
	next := &dictionary{number: 1, source: sourceOf(records)}
	if newest != nil {
		next.number = newest.number + 1
	}
	var texts []string
	for _, rec := range records {
		if rec.Document != nil {
			texts = append(texts, rec.Document.Raw)
		}
	}
	next.texts = drawTexts(texts)
	next.strings = drawStrings(records)
	return next
}

// Texts of enoughSource bytes or more that c makes no smaller than poorly, in
// parts of themselves, are strange to it: the dictionary may be of another
// language, since reports come by name. There are at most maxDictionaries, so that
// texts which have nothing in common do not get one for every batch.
const (
	poorly          = 0.4
	maxDictionaries = 4
)

// strange reports whether another dictionary should be drawn from reports, which c
// has made parcels.
func (c *coder) strange(reports []Report, parcels []parcel) bool {
	if c.newest == nil || c.newest.number >= maxDictionaries {
		return false
	}
	raw, packed := 0, 0
	for i := range reports {
		if doc := reports[i].Record.Document; doc != nil {
			raw, packed = raw+len(doc.Raw), packed+len(parcels[i].text)
		}
	}
	return raw >= enoughSource && float64(packed) > poorly*float64(raw)
}

// appendShapes appends how the shapes of d are stored: of each kind its number,
// how many shapes, and of each its length in bytes and its codes.
func (d *dictionary) appendShapes(b []byte) []byte {
	for _, kind := range slices.Sorted(maps.Keys(d.shapes)) {
		keys := d.shapes[kind].keys
		b = binary.AppendUvarint(b, uint64(kind))
		b = binary.AppendUvarint(b, uint64(len(keys)))
		for _, key := range keys {
			b = append(binary.AppendUvarint(b, uint64(len(key))), key...)
		}
	}
	return b
}

// readShapes reads what appendShapes wrote. After a mistake there are none.
func (d *dictionary) readShapes(r *bytesReader) {
	all := map[int64]shapeList{}
	for len(r.b) > 0 {
		kind := int64(r.int(1 << 30))
		keys := make([]string, r.int(len(r.b)))
		for i := range keys {
			keys[i] = string(r.take(r.int(len(r.b))))
		}
		list, ok := d.shapesOf(keys)
		if !ok || r.bad {
			return
		}
		all[kind] = list
	}
	d.shapes = all
}

// shapesOf returns the shapes whose codes are keys.
func (d *dictionary) shapesOf(keys []string) (shapeList, bool) {
	list := shapeList{keys: keys, numbers: make(map[string]uint64, len(keys)), all: make([]shape, len(keys))}
	for i, key := range keys {
		list.numbers[key] = uint64(i)
		r := &bytesReader{b: []byte(key)}
		s := &list.all[i]
		for len(r.b) > 0 {
			code, v := r.int(maxText), ""
			switch {
			case code == shapeColumn:
				s.columns = append(s.columns, len(s.values))
			case code-shapeListed >= len(d.strings):
				return list, false
			case code >= shapeListed:
				v = d.strings[code-shapeListed]
			}
			s.values = append(s.values, v)
		}
		if r.bad {
			return list, false
		}
	}
	return list, true
}

// maxShapes is how many shapes of one kind a dictionary lists, and minUses how
// often one must have been used.
const (
	maxShapes = 4096
	minUses   = 3
)

// drawFacts adds to d, which has everything else, what the facts of records have
// in common: their shapes, and then facts as they are packed.
func (d *dictionary) drawFacts(s *Store, records []*extract.Record) error {
	d.shapes = map[int64]shapeList{}
	uses := map[int64]map[string]int{}
	count := func(kind int64, shape string) {
		if uses[kind] == nil {
			uses[kind] = map[string]int{}
		}
		uses[kind][shape]++
	}
	if err := d.layOut(s, records, count, func([]byte) bool { return true }); err != nil {
		return err
	}
	for kind, of := range uses {
		keys := slices.SortedFunc(maps.Keys(of), func(a, b string) int { return cmp.Or(of[b]-of[a], strings.Compare(a, b)) })
		rare := slices.IndexFunc(keys, func(key string) bool { return of[key] < minUses })
		if rare < 0 {
			rare = len(keys)
		}
		d.shapes[kind], _ = d.shapesOf(keys[:min(rare, maxShapes)]) // they name strings of d
	}
	err := d.layOut(s, records, nil, func(body []byte) bool {
		d.facts = append(d.facts, body...)
		return len(d.facts) < dictionaryOfFacts
	})
	d.facts = d.facts[:min(len(d.facts), dictionaryOfFacts)]
	return err
}

// layOut calls do with the facts of records as they are before they are
// compressed, until it returns false.
func (d *dictionary) layOut(s *Store, records []*extract.Record, shaped func(int64, string), do func([]byte) bool) error {
	c, err := newCoder([]*dictionary{d})
	if err != nil {
		return err
	}
	p := &packer{store: s, coder: c, shaped: shaped}
	spread(len(records), func(i int) bool {
		var spans *text.Offsets
		if doc := records[i].Document; doc != nil {
			spans = text.NewOffsets(doc.Raw)
		}
		_, err = p.layOut(records[i], spans)
		return err == nil && do(p.body)
	})
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
