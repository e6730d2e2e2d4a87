package export

import (
	"io"
	"os"
	"strconv"
	"strings"

	"zongjie/corpus"
	"zongjie/extract"
)

// CSV writes the reports that are present as CSV files into the folder dir,
// which it makes: one for each kind of fact, named as its plural (counts.csv),
// reports.csv, and failures.csv for the reports that could not be read in full.
//
// The files follow RFC 4180 (lines end in CR LF; a line end inside a cell stays
// as it was written) and begin with a byte order mark, so that spreadsheets read
// them as UTF-8. Rows are in the order of the paths of reports, then of the
// places in the text. A cell that a spreadsheet would take for a formula begins
// with ', unless it is a number; see Plain. The same reports give the same
// bytes. Files of these names are replaced, all of them or none.
func CSV(store *corpus.Store, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	out := &files{dir: dir}
	defer out.discard()
	t, err := newTables(out, store.Kinds)
	if err != nil {
		return err
	}
	for r, err := range store.Reports(corpus.Facts) {
		if err != nil {
			return err
		}
		if err := t.add(r); err != nil {
			return err
		}
	}
	return out.commit()
}

// tables are the files of one export.
type tables struct {
	reports, failures *table
	kinds             map[*extract.Kind]*table
}

func newTables(out *files, kinds []*extract.Kind) (*tables, error) {
	t := &tables{kinds: map[*extract.Kind]*table{}}
	var err error
	create := func(name string, columns ...string) *table {
		var w io.Writer
		if err == nil {
			w, err = out.create(name + ".csv")
		}
		made := &table{w: w}
		if err == nil {
			err = made.header(columns)
		}
		return made
	}
	counts := make([]string, len(kinds))
	for i, k := range kinds {
		columns := []string{"report_path", "report_id", "report_title", "report_organization", "report_year"}
		for _, f := range k.Fields {
			columns = append(columns, f.Name)
		}
		t.kinds[k] = create(k.Plural, append(columns, "section", "quote", "sentence", "line", "page", "start", "end", "rule", "rules")...)
		counts[i] = k.Plural
	}
	columns := []string{"report_path", "report_id", "status", "title", "doc_type", "language", "share_zh", "share_en", "share_other",
		"organization", "year", "year_evidence", "chars", "format", "encoding", "bytes", "modified", "rules"}
	t.reports = create("reports", append(append(columns, counts...), "warnings")...)
	t.failures = create("failures", "report_path", "report_id", "status", "stage", "message", "advice")
	return t, err
}

func (t *tables) add(r corpus.Report) error {
	rec := r.Record
	found := map[*extract.Kind]int{}
	for i := range rec.Facts {
		f := &rec.Facts[i]
		found[f.Kind]++
		if err := t.kinds[f.Kind].fact(r.Path, rec, f); err != nil {
			return err
		}
	}
	if err := t.report(r.Path, rec, found); err != nil {
		return err
	}
	if rec.Status == extract.OK {
		return nil
	}
	w := t.failures
	w.texts(r.Path, rec.ID, string(rec.Status))
	if f := rec.Failure; f != nil {
		w.texts(f.Stage, f.Message, f.Advice)
	} else {
		w.texts("", "", "")
	}
	return w.end()
}

func (t *tables) report(path string, rec *extract.Record, found map[*extract.Kind]int) error {
	w, m := t.reports, &rec.Meta
	w.texts(path, rec.ID, string(rec.Status), m.Title, m.DocType, m.Language)
	w.number(m.Shares.ZH)
	w.number(m.Shares.EN)
	w.number(m.Shares.Other)
	w.texts(m.Organization)
	w.stated(m.Year)
	w.texts(m.YearEvidence)
	w.number(rec.Chars)
	w.texts(rec.Source.Format, rec.Source.Encoding)
	w.number(int(rec.Source.Bytes))
	w.texts(rec.Source.Modified, rec.Rules)
	for _, f := range w.columns[len(w.columns)-1-len(t.kinds) : len(w.columns)-1] {
		w.number(t.count(f, found))
	}
	w.number(len(rec.Warnings))
	return w.end()
}

func (t *tables) count(plural string, found map[*extract.Kind]int) int {
	for k, n := range found {
		if k.Plural == plural {
			return n
		}
	}
	return 0
}

// table writes one CSV file row by row.
type table struct {
	w       io.Writer
	columns []string
	row     []byte
}

func (t *table) header(columns []string) error {
	t.columns = columns
	t.row = append(t.row, "\ufeff"...)
	for i, c := range columns {
		if i > 0 {
			t.row = append(t.row, ',')
		}
		t.row = append(t.row, c...)
	}
	t.row = append(t.row, ',')
	return t.end()
}

func (t *table) fact(path string, rec *extract.Record, f *extract.Fact) error {
	t.texts(path, rec.ID, rec.Meta.Title, rec.Meta.Organization)
	t.stated(rec.Meta.Year)
	for i, field := range f.Kind.Fields {
		if field.Type == extract.TypeInt || field.Type == extract.TypeNumber {
			t.row = append(append(t.row, f.Values[i]...), ',')
		} else {
			t.texts(f.Values[i])
		}
	}
	q := &f.Quote
	t.texts(strings.Join(f.Section, " > "), q.Text, q.Sentence)
	t.stated(q.Line)
	t.stated(q.Page)
	t.number(q.Start)
	t.number(q.End)
	t.texts(f.Rule, rec.Rules)
	return t.end()
}

// texts appends cells.
func (t *table) texts(cells ...string) {
	for _, s := range cells {
		s = Plain(s)
		if !strings.ContainsAny(s, "\",\r\n") && strings.TrimSpace(s) == s {
			t.row = append(append(t.row, s...), ',')
			continue
		}
		t.row = append(t.row, '"')
		for i := range len(s) {
			if s[i] == '"' {
				t.row = append(t.row, '"')
			}
			t.row = append(t.row, s[i])
		}
		t.row = append(t.row, '"', ',')
	}
}

// number appends a cell.
func (t *table) number(n int) { t.row = append(strconv.AppendInt(t.row, int64(n), 10), ',') }

// stated appends a cell that is empty for 0.
func (t *table) stated(n int) {
	if n == 0 {
		t.row = append(t.row, ',')
		return
	}
	t.number(n)
}

// end writes the row.
func (t *table) end() error {
	t.row = append(t.row[:len(t.row)-1], "\r\n"...)
	_, err := t.w.Write(t.row)
	t.row = t.row[:0]
	return err
}

// Plain returns s as a cell that no spreadsheet takes for a formula: with ' in
// front if it begins with = + - @ or their full-width forms, with a tab or a
// line end. Numbers are left alone. A cell that begins with ' before one of these
// gets another ', so that Unplain always leads back.
func Plain(s string) string {
	if formula(strings.TrimLeft(s, "'")) && !isNumber(s) {
		return "'" + s
	}
	return s
}

// Unplain undoes Plain.
func Unplain(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && formula(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return s
}

func formula(s string) bool {
	for _, start := range []string{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(s, start) {
			return true
		}
	}
	return false
}

// isNumber reports whether s is digits with at most one point and one minus sign.
func isNumber(s string) bool {
	whole, part, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return digits(whole) && (!point || digits(part))
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
