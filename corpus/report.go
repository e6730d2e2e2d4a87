package corpus

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"strings"

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
	return s.query(load, "r.state = 'present'", "r.path")
}

// Changes yields the reports that changed after the change numbered after, by
// the number of their change, those that are gone too.
func (s *Store) Changes(after int64, load Load) iter.Seq2[Report, error] {
	return s.query(load, "r.change > ?", "r.change", after)
}

// Report returns the report whose path in the workspace is path; the error is
// fs.ErrNotExist if there is none.
func (s *Store) Report(path string, load Load) (Report, error) {
	for r, err := range s.query(load, "r.path = ?", "r.path", path) {
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
// from a slash on, its id, or the first four or more characters of its id.
func (s *Store) Find(reference string, load Load) (Report, error) {
	reference = strings.TrimPrefix(strings.ReplaceAll(reference, `\`, "/"), "./")
	if reference == "" {
		return Report{}, fmt.Errorf("an empty name means no report: %w", fs.ErrNotExist)
	}
	for _, match := range []struct {
		where string
		arg   string
		ok    bool
	}{
		{"path = ?", reference, true},
		{"id = ?", strings.ToLower(reference), true},
		{"substr(path, -length(?1) - 1) = '/' || ?1", reference, true},
		{"id LIKE ? || '%'", strings.ToLower(reference), len(reference) >= 4 && isHex(reference)},
	} {
		if !match.ok {
			continue
		}
		paths, err := s.paths(match.where, match.arg)
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

// paths returns the paths of reports, those that are present before those that
// are gone: the latter only where there is none of the former.
func (s *Store) paths(where, arg string) ([]string, error) {
	for _, state := range []State{Present, Gone} {
		var paths []string
		err := each(s.db, fmt.Sprintf("SELECT path FROM reports WHERE %s AND state = '%s' ORDER BY path LIMIT %d", where, state, manyPaths), []any{arg}, func(rows *sql.Rows) error {
			paths = append(paths, "")
			return rows.Scan(&paths[len(paths)-1])
		})
		if err != nil || len(paths) > 0 {
			return paths, explain(err)
		}
	}
	return nil, nil
}

func isHex(s string) bool {
	return strings.Trim(strings.ToLower(s), "0123456789abcdef") == ""
}

// query yields the reports for which where holds, in the order of the column
// order, in one transaction.
func (s *Store) query(load Load, where, order string, args ...any) iter.Seq2[Report, error] {
	return func(yield func(Report, error) bool) {
		tx, err := s.db.BeginTx(context.Background(), &sql.TxOptions{ReadOnly: true})
		if err != nil {
			yield(Report{}, explain(err))
			return
		}
		defer tx.Rollback()
		l := &loader{store: s, tx: tx, load: load, where: where, order: order, args: args}
		defer l.close()
		if err := l.run(yield); err != nil {
			yield(Report{}, explain(err))
		}
	}
}

// loader reads reports and, beside them, what belongs to them: every cursor is
// in the order of the reports, so one pass joins them.
type loader struct {
	store        *Store
	tx           *sql.Tx
	load         Load
	where, order string
	args         []any
	warnings     *cursor
	facts        []*cursor // by kind
}

func (l *loader) close() {
	for _, c := range append(l.facts, l.warnings) {
		if c != nil {
			c.rows.Close()
		}
	}
}

func (l *loader) run(yield func(Report, error) bool) error {
	if err := l.openCursors(); err != nil {
		return err
	}
	texts, join := "NULL, NULL", ""
	if l.load != 0 { // the sentence of a fact is a piece of the text
		texts, join = "t.text, t.blocks", " LEFT JOIN texts t USING (report)"
	}
	rows, err := l.tx.Query("SELECT r.report, r.path, r.state, r.change, o.name, "+texts+", "+l.store.columns+
		" FROM reports r JOIN roots o USING (root)"+join+" WHERE "+l.where+" ORDER BY "+l.order, l.args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		r, err := l.report(rows)
		if err != nil {
			return fmt.Errorf("%s: %w", r.Path, err)
		}
		if !yield(r, nil) {
			return nil
		}
	}
	return rows.Err()
}

func (l *loader) openCursors() (err error) {
	if l.load&Facts == 0 {
		return nil
	}
	open := func(table string) *cursor {
		if err != nil {
			return nil
		}
		c := &cursor{}
		c.rows, err = l.tx.Query("SELECT f.* FROM reports r JOIN "+table+" f USING (report) WHERE "+l.where+" ORDER BY "+l.order+", f.ordinal", l.args...)
		if err != nil {
			return nil
		}
		return c
	}
	l.warnings = open("warnings")
	for _, k := range l.store.Kinds {
		l.facts = append(l.facts, open(factTable(k)))
	}
	return err
}

func (l *loader) report(rows *sql.Rows) (Report, error) {
	rec := &extract.Record{Failure: &extract.Failure{}}
	rec.Meta.TitleBlock = -1
	r := Report{Record: rec}
	var root string
	var raw, blocks []byte
	to := []any{&r.key, &r.Path, &r.State, &r.Change, &root, &raw, &blocks}
	for _, c := range reportColumns {
		to = append(to, into{c.at(rec)})
	}
	if err := rows.Scan(to...); err != nil {
		return r, err
	}
	rec.Source.Path = strings.TrimPrefix(r.Path, root+"/")
	if *rec.Failure == (extract.Failure{}) {
		rec.Failure = nil
	}
	if raw == nil {
		return r, nil
	}
	plain, err := unpack(raw)
	if err != nil {
		return r, err
	}
	if l.load&Text != 0 {
		if blocks, err = unpack(blocks); err != nil {
			return r, err
		}
		if rec.Document, err = unpackBlocks(string(plain), blocks); err != nil {
			return r, err
		}
	}
	if l.load&Facts != 0 {
		return r, l.join(&r, newOffsets(string(plain)))
	}
	return r, nil
}

// join reads the warnings and facts of r, whose text is that of spans.
func (l *loader) join(r *Report, spans *offsets) error {
	rec := r.Record
	err := l.warnings.take(r.key, func(row []any) {
		w := extract.Warning{Code: written(row[2]), Message: written(row[3])}
		if row[4] != nil {
			q := quote(row[4:], spans)
			w.Quote = &q
		}
		rec.Warnings = append(rec.Warnings, w)
	})
	if err != nil {
		return err
	}
	for i, k := range l.store.Kinds {
		n := len(k.Fields)
		err := l.facts[i].take(r.key, func(row []any) {
			f := extract.Fact{Kind: k, Values: make([]string, n), Rule: written(row[2+n+1]), Quote: quote(row[2+n+2:], spans)}
			for j := range f.Values {
				f.Values[j] = written(row[2+j])
			}
			if labels := row[2+n]; labels != nil {
				json.Unmarshal([]byte(written(labels)), &f.Section)
			}
			rec.Facts = append(rec.Facts, f)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// quote returns the evidence that the columns of row hold.
func quote(row []any, spans *offsets) text.Quote {
	q := text.Quote{Text: written(row[0]), Line: integer(row[1]), Page: integer(row[2]), Start: integer(row[3]), End: integer(row[4])}
	if row[5] != nil {
		q.Sentence, _ = spans.slice(integer(row[5]), integer(row[6]))
	}
	return q
}

func integer(v any) int {
	n, _ := v.(int64)
	return int(n)
}

// cursor reads rows whose first column is the key of a report. The reports are
// in the order in which they are taken.
type cursor struct {
	rows *sql.Rows
	row  []any // the next row; nil before the first
	to   []any
	done bool
}

// take calls do with each row of the report key.
func (c *cursor) take(key int64, do func(row []any)) error {
	for {
		if c.row == nil {
			names, err := c.rows.Columns()
			if err != nil {
				return err
			}
			c.row, c.to = make([]any, len(names)), make([]any, len(names))
			for i := range c.row {
				c.to[i] = &c.row[i]
			}
			if err := c.next(); err != nil {
				return err
			}
		}
		if c.done || c.row[0] != key {
			return nil
		}
		do(c.row)
		if err := c.next(); err != nil {
			return err
		}
	}
}

func (c *cursor) next() error {
	if !c.rows.Next() {
		c.done = true
		return c.rows.Err()
	}
	return c.rows.Scan(c.to...)
}

// into scans a column into what p points at; NULL is its zero value.
type into struct{ p any }

// Scan implements sql.Scanner.
func (t into) Scan(v any) error {
	switch p := t.p.(type) {
	case *string:
		*p = written(v)
	case *int:
		*p = integer(v)
	case *int64:
		*p = int64(integer(v))
	default:
		return errors.New("a column of reports is of no known type")
	}
	return nil
}

// Head is what a search looks at before it reads a whole report.
type Head struct{ Title, Organization, Text string }

// Head returns the title, organisation and text, as written, of the report at
// path.
func (s *Store) Head(path string) (Head, error) {
	var h Head
	var packed []byte
	err := s.head.QueryRow(path).Scan(into{&h.Title}, into{&h.Organization}, &packed)
	if err != nil || packed == nil {
		return h, explain(err)
	}
	plain, err := unpack(packed)
	h.Text = string(plain)
	return h, err
}
