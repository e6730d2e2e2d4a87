package corpus

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/extract/text"
)

// State says whether the file of a report was there when its folder was last
// read.
type State string

// The states of reports.
const (
	Present State = "present"
	Gone    State = "gone" // kept, but left out of exports and searches
)

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
// A record whose evidence its text does not hold is stored as a failure: nothing
// that is not grounded gets in.
func (s *Store) Put(root Root, records ...*extract.Record) ([]Report, error) {
	reports := make([]Report, len(records))
	for i, rec := range records {
		reports[i] = Report{Path: root.Path(rec.Source.Path), State: Present, Record: grounded(rec)}
	}
	err := s.write(func(tx *sql.Tx) error {
		w, err := s.newWriter(tx)
		if err != nil {
			return err
		}
		for i := range reports {
			if err := w.put(root, &reports[i]); err != nil {
				return fmt.Errorf("%s: %w", reports[i].Path, err)
			}
		}
		return setLastChange(tx, w.change)
	})
	if err != nil {
		return nil, err
	}
	return reports, nil
}

// grounded returns rec if its text holds all its quotes, and the record of a
// failure otherwise.
func grounded(rec *extract.Record) *extract.Record {
	if len(rec.Facts) == 0 {
		return rec
	}
	bad := -1
	if rec.Document == nil {
		bad = 0
	} else {
		o := newOffsets(rec.Document.Raw)
		for i := range rec.Facts {
			q := &rec.Facts[i].Quote
			if got, ok := o.slice(q.Start, q.End); !ok || got != q.Text {
				bad = i
				break
			}
		}
	}
	if bad < 0 {
		return rec
	}
	failed := *rec
	failed.Facts, failed.Warnings, failed.Status = nil, nil, extract.Corrupt
	failed.Failure = &extract.Failure{Stage: "store", Message: fmt.Sprintf("rule %s quoted %q, which is not in the text at that place", rec.Facts[bad].Rule, rec.Facts[bad].Quote.Text),
		Advice: "the other files are not affected; please report this with the file, if it may be shared"}
	return &failed
}

// writer holds the statements that write reports in one transaction, at whose
// end they close.
type writer struct {
	tx                                      *sql.Tx
	change                                  int64
	report, text, forget, warning, unwarned *sql.Stmt
	facts                                   map[*extract.Kind]*factWriter
	kinds                                   []*factWriter
}

type factWriter struct {
	insert, delete *sql.Stmt
	row            []any
}

func (s *Store) newWriter(tx *sql.Tx) (w *writer, err error) {
	w = &writer{tx: tx, facts: map[*extract.Kind]*factWriter{}}
	if w.change, err = lastChange(tx); err != nil {
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
	for _, c := range reportColumns {
		names = append(names, c.name)
	}
	var set strings.Builder
	for _, name := range names[1:] {
		set.WriteString(", " + name + " = excluded." + name)
	}
	w.report = prepare("INSERT INTO reports (" + strings.Join(names, ", ") + ") VALUES (" + marks(len(names)) + ") ON CONFLICT (path) DO UPDATE SET " + set.String()[2:] + " RETURNING report")
	w.text = prepare("INSERT OR REPLACE INTO texts (report, text, blocks) VALUES (?, ?, ?)")
	w.forget = prepare("DELETE FROM texts WHERE report = ?")
	w.warning = prepare("INSERT INTO warnings VALUES (" + marks(4+evidenceColumns) + ")")
	w.unwarned = prepare("DELETE FROM warnings WHERE report = ?")
	for _, k := range s.Kinds {
		n := 2 + len(k.Fields) + 2 + evidenceColumns
		f := &factWriter{
			insert: prepare("INSERT INTO " + factTable(k) + " VALUES (" + marks(n) + ")"),
			delete: prepare("DELETE FROM " + factTable(k) + " WHERE report = ?"),
			row:    make([]any, 0, n),
		}
		w.facts[k], w.kinds = f, append(w.kinds, f)
	}
	return w, err
}

func marks(n int) string { return strings.Repeat(", ?", n)[2:] }

func (w *writer) put(root Root, r *Report) error {
	w.change++
	r.Change = w.change
	rec := *r.Record
	if rec.Failure == nil {
		rec.Failure = &extract.Failure{}
	}
	row := []any{r.Path, root.key, string(r.State), r.Change}
	for _, c := range reportColumns {
		row = append(row, value(c.at(&rec)))
	}
	if err := w.report.QueryRow(row...).Scan(&r.key); err != nil {
		return err
	}
	var spans *offsets
	if rec.Document != nil {
		spans = newOffsets(rec.Document.Raw)
	}
	if err := w.putText(r); err != nil {
		return err
	}
	if err := w.putWarnings(r, spans); err != nil {
		return err
	}
	return w.putFacts(r, spans)
}

// value returns what p points at, nil for its zero value.
func value(p any) any {
	switch p := p.(type) {
	case *string:
		return stated(*p)
	case *int:
		return positive(*p)
	case *int64:
		return positive(int(*p))
	}
	panic("a column of reports is of no known type")
}

func (w *writer) putText(r *Report) error {
	doc := r.Record.Document
	if doc == nil {
		_, err := w.forget.Exec(r.key)
		return err
	}
	_, err := w.text.Exec(r.key, pack([]byte(doc.Raw)), pack(packBlocks(doc)))
	return err
}

func (w *writer) putWarnings(r *Report, spans *offsets) error {
	if _, err := w.unwarned.Exec(r.key); err != nil {
		return err
	}
	for i, warning := range r.Record.Warnings {
		row := []any{r.key, i, warning.Code, warning.Message}
		if warning.Quote != nil {
			row = appendQuote(row, warning.Quote, spans)
		} else {
			row = append(row, make([]any, evidenceColumns)...)
		}
		if _, err := w.warning.Exec(row...); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) putFacts(r *Report, spans *offsets) error {
	for _, f := range w.kinds {
		if _, err := f.delete.Exec(r.key); err != nil {
			return err
		}
	}
	ordinal := map[*factWriter]int{}
	for i := range r.Record.Facts {
		fact := &r.Record.Facts[i]
		f := w.of(fact.Kind)
		if f == nil {
			return fmt.Errorf("the workspace knows no kind %s", fact.Kind.Name)
		}
		row := append(f.row[:0], r.key, ordinal[f])
		ordinal[f]++
		for j, field := range fact.Kind.Fields {
			if field.Type == extract.TypeInt || field.Type == extract.TypeNumber {
				row = append(row, number(fact.Values[j]))
			} else {
				row = append(row, stated(fact.Values[j]))
			}
		}
		row = append(row, section(fact.Section), fact.Rule)
		if _, err := f.insert.Exec(appendQuote(row, &fact.Quote, spans)...); err != nil {
			return fmt.Errorf("rule %s: %w", fact.Rule, err)
		}
	}
	return nil
}

// of returns the writer for k, which may be another value than the store's own
// of the same name.
func (w *writer) of(k *extract.Kind) *factWriter {
	if f, ok := w.facts[k]; ok {
		return f
	}
	for own, f := range w.facts {
		if own.Name == k.Name {
			w.facts[k] = f
			return f
		}
	}
	return nil
}

// section writes labels as a JSON array; nil if there are none.
func section(labels []string) any {
	if len(labels) == 0 {
		return nil
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.Encode(labels) // strings always encode
	return strings.TrimSpace(b.String())
}

// evidenceColumns is how many columns evidence has.
const evidenceColumns = 7

// appendQuote appends the evidence columns of q.
func appendQuote(row []any, q *text.Quote, spans *offsets) []any {
	row = append(row, q.Text, positive(q.Line), positive(q.Page), q.Start, q.End)
	if start, end, ok := sentence(q, spans); ok {
		return append(row, start, end)
	}
	return append(row, nil, nil)
}

// sentence returns where the sentence of q lies, in code points.
func sentence(q *text.Quote, spans *offsets) (start, end int, ok bool) {
	if q.Sentence == "" || spans == nil {
		return 0, 0, false
	}
	at := spans.byte(q.Start)
	for from := 0; at >= 0 && from <= len(q.Sentence); {
		i := strings.Index(q.Sentence[from:], q.Text)
		if i < 0 {
			break
		}
		before := q.Sentence[:from+i]
		if lo := at - len(before); lo >= 0 && strings.HasPrefix(spans.s[lo:], q.Sentence) {
			start = q.Start - utf8.RuneCountInString(before)
			return start, start + utf8.RuneCountInString(q.Sentence), true
		}
		_, size := utf8.DecodeRuneInString(q.Text)
		from += i + max(1, size)
	}
	return 0, 0, false
}
