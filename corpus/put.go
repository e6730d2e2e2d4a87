package corpus

import (
	"database/sql"
	"fmt"
	"hash/crc32"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"zongjie/extract"
	"zongjie/extract/text"
)

// State says whether the file of a report was there when its folder was last
// read.
type State string

// The states of reports.
const (
	Present State = "present"
	Gone    State = "gone"    // kept, but left out of exports and searches
	Removed State = "removed" // forgotten but for its path: only Changes tells of it
)

// states are the states as the table files numbers them.
var states = [...]State{Present, Gone, Removed}

// number returns how the table files writes s.
func (s State) number() int64 { return int64(slices.Index(states[:], s)) }

// Report is a record in its place in the workspace.
type Report struct {
	Path   string // in the workspace: the name of the root, then the path in it
	State  State
	Change int64 // number of the change that wrote it
	Record *extract.Record
	key    int64
}

// Put stores records of files in root in one transaction, each in the place of
// the one that had its path. Their Source.Path is relative to the folder that
// root was asked for with.
//
// The OrganizationID of the records is set as the aliases of the workspace say. A
// record whose evidence its text does not hold is stored as a failure: nothing
// that is not grounded gets in.
func (s *Store) Put(root Root, records ...*extract.Record) ([]Report, error) {
	reports := make([]Report, len(records))
	for i, rec := range records {
		reports[i] = Report{Path: root.Path(rec.Source.Path), State: Present, Record: rec}
	}
	added, parcels, err := s.pack(reports)
	if err != nil {
		return nil, err
	}
	err = s.write(func(tx *sql.Tx) error {
		if added != nil {
			if err := added.insert(tx); err != nil {
				return err
			}
		}
		w, err := newWriter(tx)
		if err != nil {
			return err
		}
		known, err := storedAliases(tx)
		if err != nil {
			return err
		}
		for i := range reports {
			meta := &reports[i].Record.Meta
			meta.OrganizationID = known.id(meta.Organization)
			if err := w.put(root, &reports[i], &parcels[i]); err != nil {
				return fmt.Errorf("%s: %w", reports[i].Path, err)
			}
		}
		return setLastChange(tx, w.change)
	})
	if err != nil {
		return nil, err
	}
	if added != nil { // not before the transaction, which may fail
		_, err = s.coder(s.db, true)
	}
	return reports, explain(err)
}

// parcel is what is stored of a report, ready to be written. What is nil is not
// stored.
type parcel struct {
	sum                 uint32 // CRC-32C of the text
	text, blocks, facts []byte
}

// pack checks and compresses reports, several at a time. It returns the
// dictionary that was added for them, or nil.
func (s *Store) pack(reports []Report) (added *dictionary, parcels []parcel, err error) {
	c, err := s.coder(s.db, false)
	if err != nil {
		return nil, nil, explain(err)
	}
	records := make([]*extract.Record, len(reports))
	for i := range reports {
		records[i] = reports[i].Record
	}
	if fewFor(c.newest, records) {
		if added, c, err = s.learn(c.newest, records); err != nil {
			return nil, nil, err
		}
	}
	if parcels, err = s.parcels(c, reports); err != nil || added != nil || !c.strange(reports, parcels) {
		return added, parcels, err
	}
	if added, c, err = s.learn(c.newest, records); err != nil {
		return nil, nil, err
	}
	parcels, err = s.parcels(c, reports)
	return added, parcels, err
}

// learn returns a dictionary drawn from records, to come after newest, which may
// be nil, and what compresses with it.
func (s *Store) learn(newest *dictionary, records []*extract.Record) (*dictionary, *coder, error) {
	added := draw(newest, records)
	if err := added.drawFacts(s, records); err != nil {
		return nil, nil, err
	}
	c, err := newCoder([]*dictionary{added})
	return added, c, err
}

// parcels packs reports with c.
func (s *Store) parcels(c *coder, reports []Report) ([]parcel, error) {
	parcels := make([]parcel, len(reports))
	errs := make([]error, len(reports))
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(reports)) {
		wait.Go(func() {
			p := &packer{store: s, coder: c}
			for i := int(next.Add(1)) - 1; i < len(reports); i = int(next.Add(1)) - 1 {
				parcels[i], errs[i] = p.parcel(&reports[i])
			}
		})
	}
	wait.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", reports[i].Path, err)
		}
	}
	return parcels, nil
}

// parcel packs r, once it is grounded.
func (p *packer) parcel(r *Report) (made parcel, err error) {
	spans := text.NewOffsets("")
	doc := r.Record.Document
	if doc != nil {
		spans = text.NewOffsets(doc.Raw)
	}
	r.Record = grounded(r.Record, spans)
	if doc != nil {
		raw := []byte(doc.Raw)
		made.sum = crc32.Checksum(raw, castagnoli)
		made.text = p.coder.texts().EncodeAll(raw, nil)
		made.blocks = p.coder.facts().EncodeAll(packBlocks(doc), nil)
	}
	if len(r.Record.Facts)+len(r.Record.Warnings) > 0 {
		made.facts, err = p.pack(r.Record, spans)
	}
	return made, err
}

// grounded returns rec if its text, that of spans, holds all its quotes, and the
// record of a failure otherwise.
func grounded(rec *extract.Record, spans *text.Offsets) *extract.Record {
	rule, quote := ungrounded(rec, spans)
	if rule == "" {
		return rec
	}
	failed := *rec
	failed.Facts, failed.Warnings, failed.Status = nil, nil, extract.Corrupt
	failed.Failure = &extract.Failure{Stage: stageStore, Message: fmt.Sprintf("rule %s quoted %q, which is not in the text at that place", rule, quote),
		Advice: "the other files are not affected; please report this with the file, if it may be shared"}
	return &failed
}

// stageStore is the stage of a failure that Put found.
const stageStore = "store"

// ungrounded returns the first quote that the text does not hold, and the rule
// that made it, or "".
func ungrounded(rec *extract.Record, spans *text.Offsets) (rule, quote string) {
	holds := func(q *text.Quote) bool {
		got, ok := spans.Slice(q.Start, q.End)
		return ok && got == q.Text && rec.Document != nil
	}
	for i := range rec.Facts {
		if q := &rec.Facts[i].Quote; !holds(q) {
			return rec.Facts[i].Rule, q.Text
		}
	}
	for i := range rec.Warnings {
		if q := rec.Warnings[i].Quote; q != nil && !holds(q) {
			return rec.Warnings[i].Code, q.Text
		}
	}
	return "", ""
}

// writer holds the statements that write reports in one transaction, at whose
// end they close.
type writer struct {
	change            int64
	names             *nameWriter
	file, text, facts *sql.Stmt
	untext, unfact    *sql.Stmt
	row               []any
}

func newWriter(tx *sql.Tx) (w *writer, err error) {
	w = &writer{}
	if w.change, err = lastChange(tx); err != nil {
		return nil, err
	}
	if w.names, err = newNameWriter(tx); err != nil {
		return nil, err
	}
	prepare := func(query string) *sql.Stmt {
		if err != nil {
			return nil
		}
		var stmt *sql.Stmt
		stmt, err = tx.Prepare(query)
		return stmt
	}
	names := []string{"path", "root", "state", "change"}
	for _, c := range fileColumns {
		names = append(names, c.name)
	}
	var set strings.Builder
	for _, name := range names[1:] {
		set.WriteString(", " + name + " = excluded." + name)
	}
	w.file = prepare("INSERT INTO files (" + strings.Join(names, ", ") + ") VALUES (" + marks(len(names)) + ") ON CONFLICT (path) DO UPDATE SET " + set.String()[2:] + " RETURNING report")
	w.text = prepare("INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?)")
	w.facts = prepare("INSERT OR REPLACE INTO facts VALUES (?, ?)")
	w.untext = prepare("DELETE FROM texts WHERE report = ?")
	w.unfact = prepare("DELETE FROM facts WHERE report = ?")
	return w, err
}

func marks(n int) string { return strings.Repeat(", ?", n)[2:] }

func (w *writer) put(root Root, r *Report, p *parcel) error {
	w.change++
	r.Change = w.change
	rec := *r.Record
	if rec.Failure == nil {
		rec.Failure = &extract.Failure{}
	}
	w.row = append(w.row[:0], r.Path, root.key, r.State.number(), r.Change)
	for _, c := range fileColumns {
		v, err := c.value(c.at(&rec), w.names)
		if err != nil {
			return err
		}
		w.row = append(w.row, v)
	}
	err := w.file.QueryRow(w.row...).Scan(&r.key)
	if err != nil {
		return err
	}
	if p.text != nil {
		_, err = w.text.Exec(r.key, int64(p.sum), p.text, p.blocks)
	} else {
		_, err = w.untext.Exec(r.key)
	}
	if err != nil {
		return err
	}
	if p.facts != nil {
		_, err = w.facts.Exec(r.key, p.facts)
	} else {
		_, err = w.unfact.Exec(r.key)
	}
	return err
}
