package export

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strconv"
	"strings"

	"zongjie/corpus"
	"zongjie/extract"
	"zongjie/extract/text"
)

// rowWriter writes the rows of tables in one format.
type rowWriter interface {
	// begin is called once for every table, before its first row.
	begin(t *Table) error
	// row writes one row of t: a cell for each column, "" where nothing is
	// stated. The cells may be used again when it returns.
	row(t *Table, cells []string) error
	// end is called after the last row.
	end() error
}

// rowMaker turns reports into rows. Its row is used again and again.
type rowMaker struct {
	tables *tables
	out    rowWriter
	rows   map[*Table]int // written so far
	kinds  map[*extract.Kind]*Table
	wide   *wide
	cells  []string
	joined []byte
}

func newRowMaker(ts *tables, kinds []*extract.Kind, out rowWriter, fs *files) (*rowMaker, error) {
	m := &rowMaker{tables: ts, out: out, rows: map[*Table]int{}, kinds: map[*extract.Kind]*Table{}}
	for i, k := range kinds {
		m.kinds[k] = ts.kinds[i]
	}
	for _, t := range ts.all() {
		if err := out.begin(t); err != nil {
			return m, err
		}
	}
	m.wide = newWide(kinds, filepath.Join(fs.temp, "wide")) // the folder is there: the tables wait in it
	return m, nil
}

// begin adds the wide table, whose columns are known last.
func (m *rowMaker) begin(wide *Table) error {
	m.tables.wide = wide
	return m.out.begin(wide)
}

// end writes what is made of all reports.
func (m *rowMaker) end() error {
	if err := m.wide.write(m); err != nil {
		return err
	}
	return m.out.end()
}

// add writes the rows of one report: its own first, so that whatever leads to
// it finds it.
func (m *rowMaker) add(r *corpus.Report) error {
	if err := m.wide.add(r); err != nil {
		return err
	}
	found := map[*Table]int{}
	for i := range r.Record.Facts {
		found[m.kinds[r.Record.Facts[i].Kind]]++
	}
	if err := m.report(r, found); err != nil {
		return err
	}
	clear(found)
	for i := range r.Record.Facts {
		f := &r.Record.Facts[i]
		t := m.kinds[f.Kind]
		found[t]++
		m.cells = appendFact(m.cells[:0], r.Path, r.Record, f, found[t])
		if err := m.write(t); err != nil {
			return err
		}
	}
	for i := range r.Record.Warnings {
		w := &r.Record.Warnings[i]
		m.cells = append(m.cells[:0], r.Path, r.Record.ID, strconv.Itoa(i+1), w.Code, w.Message)
		if w.Quote == nil {
			m.cells = append(m.cells, "", "", "", "", "", "")
		} else {
			m.cells = appendEvidence(m.cells, w.Quote)
		}
		if err := m.write(m.tables.warnings); err != nil {
			return err
		}
	}
	return m.failure(r)
}

func (m *rowMaker) failure(r *corpus.Report) error {
	if r.Record.Status == extract.OK {
		return nil
	}
	f := r.Record.Failure
	if f == nil {
		f = &extract.Failure{}
	}
	m.cells = append(m.cells[:0], r.Path, r.Record.ID, string(r.Record.Status), f.Stage, f.Message, f.Advice)
	return m.write(m.tables.failures)
}

func (m *rowMaker) report(r *corpus.Report, found map[*Table]int) error {
	m.cells = appendReport(m.cells[:0], r.Path, r.Record)
	for _, t := range m.tables.kinds {
		m.cells = append(m.cells, strconv.Itoa(found[t]))
	}
	m.cells = append(m.cells, strconv.Itoa(len(r.Record.Warnings)))
	return m.write(m.tables.reports)
}

// write writes the row of m.cells after its hash.
func (m *rowMaker) write(t *Table) error {
	var hash string
	hash, m.joined = rowHash(m.cells, m.joined)
	m.cells = append(m.cells, hash)
	m.rows[t]++
	return m.out.row(t, m.cells)
}

// appendReport appends the cells of the table reports for rec, whose report is at
// path in the workspace, up to the numbers of facts.
func appendReport(cells []string, path string, rec *extract.Record) []string {
	m, s := &rec.Meta, &rec.Source
	return append(cells, path, rec.ID, string(rec.Status), m.Title, m.DocType, m.Language,
		strconv.Itoa(m.Shares.ZH), strconv.Itoa(m.Shares.EN), strconv.Itoa(m.Shares.Other),
		m.Organization, m.Unit(), m.OrganizationEvidence, stated(m.Year), m.YearEvidence,
		strconv.Itoa(rec.Chars), s.Format, s.Encoding, strconv.FormatInt(s.Bytes, 10), s.Modified, s.Author, s.Created, s.Changed, rec.Rules)
}

// appendFact appends the cells of the fact f of rec, whose report is at path in
// the workspace: all but the hash of the row. ordinal is the number of f among
// the facts of its kind, from 1.
func appendFact(cells []string, path string, rec *extract.Record, f *extract.Fact, ordinal int) []string {
	m := &rec.Meta
	cells = append(cells, path, rec.ID, m.Title, m.Organization, m.Unit(), stated(m.Year), strconv.Itoa(ordinal))
	cells = append(cells, f.Values...)
	section := ""
	switch len(f.Section) {
	case 0:
	case 1:
		section = f.Section[0]
	default:
		section = strings.Join(f.Section, " > ")
	}
	return append(appendEvidence(append(cells, section), &f.Quote), f.Rule, rec.Rules)
}

func appendEvidence(cells []string, q *text.Quote) []string {
	return append(cells, q.Text, q.Sentence, stated(q.Line), stated(q.Page), strconv.Itoa(q.Start), strconv.Itoa(q.End))
}

// stated returns the digits of n, or "" for 0.
func stated(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// hashOf returns what the column row_hash holds of a row whose other cells are
// given, in the order of the table and without what Plain adds: h, then the first
// 16 hexadecimal digits of the SHA-256 of the cells, joined by U+001F. The h is
// there because spreadsheets take 16 digits, with an e or without, for a number.
func hashOf(cells []string) string {
	hash, _ := rowHash(cells, nil)
	return hash
}

// rowHash is hashOf; it uses the memory of buf, and returns it.
func rowHash(cells []string, buf []byte) (string, []byte) {
	buf = buf[:0]
	for i, c := range cells {
		if i > 0 {
			buf = append(buf, 0x1F)
		}
		buf = append(buf, c...)
	}
	sum := sha256.Sum256(buf)
	var hash [17]byte
	hash[0] = 'h'
	hex.Encode(hash[1:], sum[:8])
	return string(hash[:]), buf
}
