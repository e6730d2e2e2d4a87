package corpus

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"zongjie/extract"
	"zongjie/extract/text"
)

// Load says which parts of reports are read beside what is known of each as a
// whole.
type Load uint8

// The parts. They can be joined by |.
const (
	Facts Load = 1 << iota // facts and warnings, with their evidence
	Text                   // Record.Document
)

// Reports yields the reports that are present, by path. All are of one moment,
// whatever is written meanwhile. It ends with the first error.
func (s *Store) Reports(load Load) iter.Seq2[Report, error] {
	return s.query(load, "f.state = 0", "f.path")
}

// Changes yields the reports that changed after the change numbered after, by
// the number of their change, those that are gone or removed too.
func (s *Store) Changes(after int64, load Load) iter.Seq2[Report, error] {
	return s.query(load, "f.change > ?", "f.change", after)
}

// Report returns the report whose path in the workspace is path; the error is
// fs.ErrNotExist if there is none.
func (s *Store) Report(path string, load Load) (Report, error) {
	for r, err := range s.query(load, "f.path = ? AND f.state < 2", "f.path", path) {
		return r, err
	}
	return Report{}, fmt.Errorf("no report has the path %s: %w", path, fs.ErrNotExist)
}

// AmbiguousError says that a reference means several reports.
type AmbiguousError struct {
	Reference string
	Paths     []string // of the reports, sorted; not all if there are many
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q means several reports: %s", e.Reference, strings.Join(e.Paths, ", "))
}

// manyPaths is how many paths an AmbiguousError holds.
const manyPaths = 10

// Find returns the report that reference means: its path, the end of its path
// from a slash on, its id, the first four or more characters of its id, or where
// its file lies.
func (s *Store) Find(reference string, load Load) (Report, error) {
	file, err := s.pathOf(reference)
	if err != nil {
		return Report{}, err
	}
	reference = strings.TrimPrefix(strings.ReplaceAll(reference, `\`, "/"), "./")
	if reference == "" {
		return Report{}, fmt.Errorf("an empty name means no report: %w", fs.ErrNotExist)
	}
	from, to, isID := idRange(reference)
	for _, match := range []struct {
		where string
		args  []any
		ok    bool
	}{
		{"path = ?", []any{reference}, true},
		{"id BETWEEN ? AND ?", []any{from, to}, isID && len(reference) == idDigits},
		{"substr(path, -length(?1) - 1) = '/' || ?1", []any{reference}, true},
		{"id BETWEEN ? AND ?", []any{from, to}, isID},
		{"path = ?", []any{file}, file != ""},
	} {
		if !match.ok {
			continue
		}
		paths, err := s.paths(match.where, match.args)
		switch {
		case err != nil:
			return Report{}, err
		case len(paths) == 1:
			return s.Report(paths[0], load)
		case len(paths) > 1:
			return Report{}, &AmbiguousError{Reference: reference, Paths: paths}
		}
	}
	return Report{}, fmt.Errorf("no report is called %s: %w", reference, fs.ErrNotExist)
}

// pathOf returns the path in the workspace of what lies at place on this machine,
// "" if it is in none of the roots.
func (s *Store) pathOf(place string) (string, error) {
	location, err := locate(place)
	if err != nil {
		return "", nil // the current folder is gone: no place is known by it
	}
	known, err := s.Roots()
	for _, root := range known {
		if inside, ok := within(location, root.Location); ok {
			return root.Path(strings.TrimSuffix(inside, "/")), err
		}
	}
	return "", err
}

// idDigits is how many digits an id has.
const idDigits = 64

// idRange returns the first and the last id that begin with reference.
func idRange(reference string) (from, to []byte, ok bool) {
	if len(reference) < 4 || len(reference) > idDigits {
		return nil, nil, false
	}
	rest := idDigits - len(reference)
	from, err := hex.DecodeString(reference + strings.Repeat("0", rest))
	if err != nil {
		return nil, nil, false
	}
	to, err = hex.DecodeString(reference + strings.Repeat("f", rest))
	return from, to, err == nil
}

// paths returns the paths of reports, those that are present before those that
// are gone: the latter only where there is none of the former.
func (s *Store) paths(where string, args []any) ([]string, error) {
	for _, state := range []State{Present, Gone} {
		var paths []string
		err := each(s.db, fmt.Sprintf("SELECT path FROM files WHERE %s AND state = %d ORDER BY path LIMIT %d", where, state.number(), manyPaths), args, func(rows *sql.Rows) error {
			paths = append(paths, "")
			return rows.Scan(&paths[len(paths)-1])
		})
		if err != nil || len(paths) > 0 {
			return paths, explain(err)
		}
	}
	return nil, nil
}

// query yields the reports for which where holds, in the order of the column
// order, in one transaction.
func (s *Store) query(load Load, where, order string, args ...any) iter.Seq2[Report, error] {
	return s.inOne(func(tx *sql.Tx, yield func(Report, error) bool) error {
		l, err := s.newLoader(tx)
		if err != nil {
			return err
		}
		l.load = load
		return l.run(where, order, args, yield)
	})
}

// inOne yields what do yields in one transaction that reads, and then its error.
func (s *Store) inOne(do func(tx *sql.Tx, yield func(Report, error) bool) error) iter.Seq2[Report, error] {
	return func(yield func(Report, error) bool) {
		tx, err := s.db.BeginTx(context.Background(), &sql.TxOptions{ReadOnly: true})
		if err != nil {
			yield(Report{}, explain(err))
			return
		}
		defer tx.Rollback()
		if err := do(tx, yield); err != nil {
			yield(Report{}, explain(err))
		}
	}
}

// loader makes reports of rows.
type loader struct {
	store    *Store
	tx       *sql.Tx
	load     Load
	names    map[int64]string
	buffer   []byte // of what is decompressed and not kept
	blob     blob
	unpacker unpacker
	texts    *sql.Stmt // nil before it is needed; it ends with the transaction
}

func (s *Store) newLoader(tx *sql.Tx) (*loader, error) {
	names, err := storedNames(tx)
	return &loader{store: s, tx: tx, names: names}, err
}

// rows returns what is stored of the reports for which where holds.
func (l *loader) rows(where, order string, args []any) (*sql.Rows, error) {
	columns, joins := "NULL, NULL, NULL, ", ""
	if l.load != 0 { // facts need the text too: their quotes are pieces of it
		columns, joins = "t.text, t.blocks, NULL, ", " LEFT JOIN texts t USING (report)"
	}
	if l.load&Facts != 0 {
		columns, joins = "t.text, t.blocks, p.packed, ", joins+" LEFT JOIN facts p USING (report)"
	}
	names := make([]string, len(fileColumns))
	for i, c := range fileColumns {
		names[i] = "f." + c.name
	}
	return l.tx.Query("SELECT f.report, f.path, f.state, f.change, o.name, "+columns+strings.Join(names, ", ")+
		" FROM files f JOIN roots o USING (root)"+joins+" WHERE "+where+" ORDER BY "+order, args...)
}

// run yields the reports for which where holds.
func (l *loader) run(where, order string, args []any, yield func(Report, error) bool) error {
	rows, err := l.rows(where, order, args)
	if err != nil {
		return err
	}
	defer rows.Close()
	values := make([]any, len(fileColumns))
	for rows.Next() {
		r, err := l.report(rows, values)
		if err != nil {
			return fmt.Errorf("%s: %w", r.Path, err)
		}
		if !yield(r, nil) {
			return nil
		}
	}
	return rows.Err()
}

func (l *loader) report(rows *sql.Rows, values []any) (Report, error) {
	rec := &extract.Record{Failure: &extract.Failure{}}
	rec.Meta.TitleBlock = -1
	r := Report{Record: rec}
	var root string
	var state int
	var raw, blocks, facts sql.RawBytes
	to := []any{&r.key, &r.Path, &state, &r.Change, &root, &raw, &blocks, &facts}
	for i := range values {
		to = append(to, &values[i])
	}
	if err := rows.Scan(to...); err != nil {
		return r, err
	}
	r.State = states[min(max(state, 0), len(states)-1)]
	for i, c := range fileColumns {
		if err := c.restore(c.at(rec), values[i], l.names); err != nil {
			return r, err
		}
	}
	rec.Source.Path = strings.TrimPrefix(r.Path, root+"/")
	if *rec.Failure == (extract.Failure{}) {
		rec.Failure = nil
	}
	return r, l.parts(rec, raw, blocks, facts)
}

// parts fills in what is compressed.
func (l *loader) parts(rec *extract.Record, packed, blocks, facts []byte) error {
	var spans *text.Offsets
	if packed != nil {
		plain, err := l.unpack(packed)
		if err != nil {
			return err
		}
		raw := string(plain)
		if l.load&Text != 0 {
			layout, err := l.unpack(blocks)
			if err != nil {
				return err
			}
			if rec.Document, err = unpackBlocks(raw, layout); err != nil {
				return err
			}
			raw = rec.Document.Raw
		}
		spans = text.NewOffsets(raw)
	}
	if facts == nil {
		return nil
	}
	if spans == nil {
		spans = text.NewOffsets("")
	}
	if err := l.open(facts, &spans.Text); err != nil {
		return err
	}
	for i := range l.blob.groups {
		g := &l.blob.groups[i]
		var err error
		if g.kind == warningsKey {
			rec.Warnings, err = l.warnings(g, spans)
		} else if as := l.store.layouts[g.kind]; as != nil && as.kind != nil {
			var some []extract.Fact
			some, err = l.facts(g, as, spans)
			rec.Facts = append(rec.Facts, some...)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// unpack decompresses packed. The bytes hold until it is called again.
func (l *loader) unpack(packed []byte) (b []byte, err error) {
	l.buffer, err = l.store.unpack(l.tx, packed, l.buffer[:0])
	return l.buffer, err
}

// open makes the blob of l what stored says, and its unpacker ready. raw is the
// text, or nil if it is not read.
func (l *loader) open(stored []byte, raw *string) error {
	b := &l.blob
	err := b.read(stored)
	if err != nil {
		return err
	}
	body := b.body
	if b.packed {
		if body, err = l.unpack(body); err != nil {
			return err
		}
	}
	d, err := l.store.dictionary(l.tx, b.list)
	if err != nil {
		return err
	}
	l.unpacker.listed, l.unpacker.shapes = d.strings, d.shapes
	return l.unpacker.read(b, body, raw)
}

// facts returns the facts of g as the kind that they are read as. Without spans
// their quotes have places and no text.
func (l *loader) facts(g *group, as *layout, spans *text.Offsets) ([]extract.Fact, error) {
	facts, err := l.unpacker.all(g, as.fields, spans)
	return as.restored(facts), explainKind(as.kind, err)
}

// some returns the facts of g as the kind that they are read as, without those
// that filters reject. Their quotes have places and no text.
func (l *loader) some(g *group, as *layout, filters []Filter) ([]extract.Fact, error) {
	l.unpacker.filters = filters
	if as.moved { // the filters are for other fields
		l.unpacker.filters = nil
	}
	facts, err := l.unpacker.some(g, as.fields)
	return as.restored(facts), explainKind(as.kind, err)
}

func explainKind(k *extract.Kind, err error) error {
	if err != nil {
		err = fmt.Errorf("%s: %w", k.Plural, err)
	}
	return err
}

// restored makes facts, whose fields are those of as, facts of the kind that they
// are read as.
func (as *layout) restored(facts []extract.Fact) []extract.Fact {
	for i := range facts {
		facts[i].Kind = as.kind
		if as.moved {
			values := make([]string, len(as.kind.Fields))
			for j, to := range as.to {
				if to >= 0 {
					values[to] = facts[i].Values[j]
				}
			}
			facts[i].Values = values
		}
	}
	return facts
}

func (l *loader) warnings(g *group, spans *text.Offsets) ([]extract.Warning, error) {
	facts, err := l.unpacker.all(g, warningFields, spans)
	if err != nil {
		return nil, fmt.Errorf("warnings: %w", err)
	}
	warnings := make([]extract.Warning, len(facts))
	for i := range facts {
		f := &facts[i]
		warnings[i] = extract.Warning{Code: f.Values[0], Message: f.Values[1]}
		if f.Values[2] != "" {
			warnings[i].Quote = &f.Quote
		}
	}
	return warnings, nil
}

// Facts yields the reports that are present with what they state of one kind, by
// path, also those that state nothing of it. It is for questions to all reports at
// once: quotes of facts say where they stand and not how they read (Report tells),
// and a text is read only where a fact holds a long name. Of Record, only ID,
// Source.Path, Meta (without Shares) and Facts are set. kind is one of Kinds, or
// has the name of one.
//
// Facts that a filter rejects may be left out; those that were stored with other
// fields are not. Filters are asked by several goroutines at once.
func (s *Store) Facts(kind *extract.Kind, filters ...Filter) iter.Seq2[Report, error] {
	return s.inOne(func(tx *sql.Tx, yield func(Report, error) bool) error {
		names, err := storedNames(tx)
		if err != nil {
			return err
		}
		q := &factQuery{kind: kind.Name, filters: filters}
		for range runtime.GOMAXPROCS(0) {
			q.loaders = append(q.loaders, &loader{store: s, tx: tx, names: names})
		}
		return q.run(tx, names, yield)
	})
}

// FactsOf returns what the report at path states of one kind, as Facts does. The
// error is fs.ErrNotExist if there is no such report.
func (s *Store) FactsOf(path string, kind *extract.Kind) (facts []extract.Fact, err error) {
	tx, err := s.db.BeginTx(context.Background(), &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, explain(err)
	}
	defer tx.Rollback()
	l, err := s.newLoader(tx)
	if err != nil {
		return nil, explain(err)
	}
	var key int64
	var packed []byte
	err = tx.QueryRow("SELECT f.report, p.packed FROM files f LEFT JOIN facts p USING (report) WHERE f.path = ?", path).Scan(&key, &packed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("no report has the path %s: %w", path, fs.ErrNotExist)
	}
	if err != nil || packed == nil {
		return nil, explain(err)
	}
	facts, err = l.factsOf(kind.Name, nil, key, packed)
	return facts, explain(err)
}

// metaColumns are the columns of files that Store.Facts reads.
var metaColumns = slices.DeleteFunc(slices.Clone(fileColumns), func(c column) bool {
	return !slices.Contains([]string{"id", "title", "doc_type", "language", "organization", "organization_id", "organization_evidence", "year", "year_evidence"}, c.name)
})

// factQuery is what Store.Facts asks. Rows are read one after the other, and what
// is packed in them is unpacked by several loaders at once.
type factQuery struct {
	kind    string
	filters []Filter
	loaders []*loader
}

// factRows is how many reports are unpacked at once.
const factRows = 512

// factRow is one report and what is packed of it.
type factRow struct {
	report Report
	packed []byte
	err    error
}

func (q *factQuery) run(tx *sql.Tx, names map[int64]string, yield func(Report, error) bool) error {
	selected := make([]string, len(metaColumns))
	for i, c := range metaColumns {
		selected[i] = "f." + c.name
	}
	rows, err := tx.Query("SELECT f.report, f.path, f.change, o.name, p.packed, " + strings.Join(selected, ", ") +
		" FROM files f JOIN roots o USING (root) LEFT JOIN facts p USING (report) WHERE f.state = 0 ORDER BY f.path")
	if err != nil {
		return err
	}
	defer rows.Close()
	batch := make([]factRow, factRows)
	values := make([]any, len(metaColumns))
	for more := true; more; {
		n := 0
		for n < len(batch) && rows.Next() {
			if err := batch[n].scan(rows, values, names); err != nil {
				return err
			}
			n++
		}
		more = n == len(batch)
		q.unpack(batch[:n])
		for i := range batch[:n] {
			if b := &batch[i]; b.err != nil {
				return fmt.Errorf("%s: %w", b.report.Path, b.err)
			}
			if !yield(batch[i].report, nil) {
				return nil
			}
		}
	}
	return rows.Err()
}

// scan makes b the row that rows stand at. What b held is overwritten.
func (b *factRow) scan(rows *sql.Rows, values []any, names map[int64]string) error {
	rec := &extract.Record{}
	rec.Meta.TitleBlock = -1
	b.report = Report{State: Present, Record: rec}
	r := &b.report
	var root string
	var packed sql.RawBytes
	to := []any{&r.key, &r.Path, &r.Change, &root, &packed}
	for i := range values {
		to = append(to, &values[i])
	}
	if err := rows.Scan(to...); err != nil {
		return err
	}
	b.packed = append(b.packed[:0], packed...)
	rec.Source.Path = strings.TrimPrefix(r.Path, root+"/")
	for i, c := range metaColumns {
		if err := c.restore(c.at(rec), values[i], names); err != nil {
			return err
		}
	}
	return nil
}

// unpack fills in the facts of batch.
func (q *factQuery) unpack(batch []factRow) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for _, l := range q.loaders {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(batch); i = int(next.Add(1)) - 1 {
				b := &batch[i]
				if len(b.packed) > 0 {
					b.report.Record.Facts, b.err = l.factsOf(q.kind, q.filters, b.report.key, b.packed)
				}
			}
		})
	}
	wait.Wait()
}

// factsOf returns the facts of one kind in stored, which is of the report whose
// key is key, without those that filters reject.
func (l *loader) factsOf(kind string, filters []Filter, key int64, stored []byte) (facts []extract.Fact, err error) {
	if err := l.blob.read(stored); err != nil {
		return nil, err
	}
	is := func(g group) bool {
		as := l.store.layouts[g.kind]
		return as != nil && as.kind != nil && as.kind.Name == kind
	}
	if !slices.ContainsFunc(l.blob.groups, is) {
		return nil, nil
	}
	if err := l.open(stored, nil); err != nil {
		return nil, err
	}
	facts, err = l.groupsOf(is, filters)
	if err != nil || !l.unpacker.wants {
		return facts, err
	}
	raw, err := l.text(key)
	if err != nil {
		return nil, err
	}
	if err := l.open(stored, &raw); err != nil {
		return nil, err
	}
	return l.groupsOf(is, filters)
}

// groupsOf returns the facts of the groups of the blob for which is holds,
// without the text of their quotes.
func (l *loader) groupsOf(is func(group) bool, filters []Filter) (facts []extract.Fact, err error) {
	for i := range l.blob.groups {
		if g := &l.blob.groups[i]; is(*g) {
			some, err := l.some(g, l.store.layouts[g.kind], filters)
			if err != nil {
				return nil, err
			}
			facts = append(facts, some...)
		}
	}
	return facts, nil
}

// text returns the text of the report whose key is key, "" if there is none.
func (l *loader) text(key int64) (string, error) {
	if l.texts == nil {
		var err error
		if l.texts, err = l.tx.Prepare("SELECT text FROM texts WHERE report = ?"); err != nil {
			return "", err
		}
	}
	var packed []byte
	err := l.texts.QueryRow(key).Scan(&packed)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	plain, err := l.unpack(packed)
	return string(plain), err
}

// Head is what a search looks at before it reads a whole report.
type Head struct{ Title, Organization, Text string }

// Head returns the title, organisation and text, as written, of the report at
// path. The error is fs.ErrNotExist if there is none.
func (s *Store) Head(path string) (Head, error) {
	var h Head
	var title, organization sql.NullString
	var packed []byte
	err := s.head.QueryRow(path).Scan(&title, &organization, &packed)
	h.Title, h.Organization = title.String, organization.String
	if errors.Is(err, sql.ErrNoRows) {
		return h, fmt.Errorf("no report has the path %s: %w", path, fs.ErrNotExist)
	}
	if err != nil || packed == nil {
		return h, explain(err)
	}
	plain, err := s.unpack(s.db, packed, nil)
	h.Text = string(plain)
	return h, explain(err)
}
