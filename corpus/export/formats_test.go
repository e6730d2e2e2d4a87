package export_test

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"math/rand"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/xuri/excelize/v2"

	"zongjie/corpus/corpustest"
	"zongjie/corpus/export"
	"zongjie/extract"
)

// hard are records whose texts are hard to hold: control characters, NUL, words
// that run from right to left, signs beyond the first plane, a quote over two
// lines and one that is longer than a cell of Excel.
func hard(t testing.TB) []*extract.Record {
	long := strings.Repeat("长", 40000)
	rec := corpustest.Record(t, "hard\t\x01.txt", "难\x00\x07总结\n获“🏅奖\x1b”称号。\nשלום 3 עולם\n"+long+"\n",
		corpustest.Fact{Kind: "count", Values: "value=3 subject=other unit=שלום", Quote: "3"},
		corpustest.Fact{Kind: "award", Values: "name=🏅奖\x1b recipient=" + long, Quote: "🏅奖"},
		corpustest.Fact{Kind: "activity", Values: "name=\ufffe\u202e倒", Quote: long},
	)
	rec.Warnings = []extract.Warning{{Code: "test/one", Message: "mind\nthis"}, {Code: "test/two", Message: "=1", Quote: &rec.Facts[1].Quote}}
	return append(records(t), rec)
}

func TestEveryFormatGivesTheSameBytes(t *testing.T) {
	for _, f := range export.Formats {
		t.Run(f.Name, func(t *testing.T) {
			want := write(t, hard(t), 10, export.Options{Format: f.Name})
			if len(want) < 2 {
				t.Fatalf("%d files", len(want))
			}
			for seed := range int64(3) {
				recs := hard(t)
				rand.New(rand.NewSource(seed)).Shuffle(len(recs), func(i, j int) { recs[i], recs[j] = recs[j], recs[i] })
				got := write(t, recs, int(seed)+1, export.Options{Format: f.Name})
				if len(got) != len(want) {
					t.Errorf("%d files, want %d", len(got), len(want))
				}
				for name := range want {
					if !bytes.Equal(got[name], want[name]) {
						t.Errorf("seed %d: %s differs", seed, name)
					}
				}
			}
		})
	}
}

// TestManifest: the manifest names every other file with its hash and its rows.
func TestManifest(t *testing.T) {
	for _, f := range export.Formats {
		files := write(t, hard(t), 10, export.Options{Format: f.Name})
		var m export.Manifest
		if err := json.Unmarshal(files["manifest.json"], &m); err != nil {
			t.Fatal(err)
		}
		if len(m.Outputs) != len(files)-1 {
			t.Errorf("%s: the manifest names %d files of %d", f.Name, len(m.Outputs), len(files)-1)
		}
		for _, o := range m.Outputs {
			sum := sha256.Sum256(files[o.File])
			if hex.EncodeToString(sum[:]) != o.SHA256 || int64(len(files[o.File])) != o.Bytes {
				t.Errorf("%s: %s has another hash or size", f.Name, o.File)
			}
			if f.Name != "csv" || o.Rows == nil {
				continue
			}
			if rows := readCSV(t, files[o.File]); len(rows)-1 != *o.Rows {
				t.Errorf("%s has %d rows, and the manifest says %d", o.File, len(rows)-1, *o.Rows)
			}
		}
		if len(m.Inputs) != 4 || m.Reports["ok"] != 3 || m.Reports["unsupported"] != 1 || m.Found["test/one"] != 1 || m.Program != "test" || !slices.Equal(m.Rules, []string{"1"}) {
			t.Errorf("%s: %+v", f.Name, m)
		}
		if bytes.Contains(files["manifest.json"], []byte(t.TempDir()[:4])) {
			t.Errorf("%s: the manifest holds an absolute path", f.Name)
		}
	}
}

func readCSV(t testing.TB, data []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// plainTables returns the tables of a CSV export, without what Plain adds, by name.
func plainTables(t testing.TB, recs []*extract.Record) map[string][][]string {
	t.Helper()
	tables := map[string][][]string{}
	for name, data := range write(t, recs, 10, csvOnly) {
		name, ok := strings.CutSuffix(name, ".csv")
		if !ok {
			continue
		}
		tables[name] = readCSV(t, data)
		for _, row := range tables[name] {
			for i := range row {
				row[i] = export.Unplain(row[i])
			}
		}
	}
	return tables
}

func TestRowHash(t *testing.T) {
	seen := 0
	for name, rows := range plainTables(t, hard(t)) {
		last := len(rows[0]) - 1
		if rows[0][last] != export.RowHash {
			continue
		}
		for _, row := range rows[1:] {
			seen++
			sum := sha256.Sum256([]byte(strings.Join(row[:last], "\x1f")))
			if want := "h" + hex.EncodeToString(sum[:])[:16]; row[last] != want {
				t.Errorf("%s: the hash of %q is %s, want %s", name, row, row[last], want)
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d rows were looked at", seen)
	}
}

func TestNoBOM(t *testing.T) {
	with, without := write(t, records(t), 10, csvOnly), write(t, records(t), 10, export.Options{Format: "csv", NoBOM: true})
	if got := append([]byte("\ufeff"), without["counts.csv"]...); !bytes.Equal(got, with["counts.csv"]) {
		t.Errorf("without the mark:\n%s\nwith it:\n%s", without["counts.csv"], with["counts.csv"])
	}
}

// TestXLSX compares every cell of the workbook with the CSV of the same reports.
func TestXLSX(t *testing.T) {
	files := write(t, hard(t), 10, export.Options{Format: "xlsx"})
	book, err := excelize.OpenReader(bytes.NewReader(files["zongjie.xlsx"]))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for name, want := range plainTables(t, hard(t)) {
		got, err := book.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != len(want) {
			t.Errorf("%s has %d rows, want %d", name, len(got), len(want))
			continue
		}
		for r := range want {
			for c := range want[r] {
				cell := ""
				if c < len(got[r]) {
					cell = got[r][c]
				}
				if cell != want[r][c] && !sameInExcel(cell, want[r][c]) {
					t.Errorf("%s, row %d, %s: %.60q, want %.60q", name, r+1, want[0][c], cell, want[r][c])
				}
			}
		}
		if panes, err := book.GetPanes(name); err != nil || !panes.Freeze {
			t.Errorf("%s: the header is not frozen", name)
		}
	}
	kind, err := book.GetCellType("counts", "H2")
	if err != nil || kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString {
		t.Errorf("a number has the type %d, %v", kind, err)
	}
	explained, err := book.GetRows("columns")
	if err != nil || !slices.ContainsFunc(explained, func(row []string) bool {
		return len(row) == 5 && row[0] == "counts" && row[1] == "quote" && row[3] != "" && row[4] != ""
	}) {
		t.Errorf("the sheet columns does not explain counts.quote: %v", err)
	}
	var m export.Manifest
	json.Unmarshal(files["manifest.json"], &m)
	if notes := strings.Join(m.Notes, "\n"); !strings.Contains(notes, "32,767") || !strings.Contains(notes, "control characters") || !strings.Contains(notes, "15 digits") {
		t.Errorf("the notes are\n%s", notes)
	}
}

// sameInExcel reports whether cell is what a workbook holds for want: control
// characters as pictures, and the beginning of what is too long.
func sameInExcel(cell, want string) bool {
	want = strings.Map(func(r rune) rune {
		switch {
		case r == 0xFFFE:
			return 0xFFFD
		case r < 0x20 && r != '\n' && r != '\t':
			return 0x2400 + r
		}
		return r
	}, want)
	if beginning, ok := strings.CutSuffix(cell, "…[cut 截断]"); ok {
		return utf8.RuneCountInString(cell) == 32767 && strings.HasPrefix(want, beginning)
	}
	return cell == want
}

// TestParquet compares every value with the CSV of the same reports.
func TestParquet(t *testing.T) {
	files := write(t, hard(t), 10, export.Options{Format: "parquet"})
	for name, want := range plainTables(t, hard(t)) {
		data := files[name+".parquet"]
		file, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		if n := int(file.NumRows()); n != len(want)-1 {
			t.Errorf("%s has %d rows, want %d", name, n, len(want)-1)
		}
		for i, f := range file.Schema().Fields() {
			if f.Name() != want[0][i] {
				t.Errorf("%s: column %d is %s, want %s", name, i, f.Name(), want[0][i])
			}
		}
		rows := make([]parquet.Row, len(want)-1)
		for _, group := range file.RowGroups() {
			r := group.Rows()
			if n, err := r.ReadRows(rows); n != len(rows) && err != nil && !errors.Is(err, io.EOF) {
				t.Fatal(n, err)
			}
			for i, row := range rows {
				for _, v := range row {
					if got, want := written(v), want[i+1][v.Column()]; got != want && !(strings.HasPrefix(want, "2000000000") || strings.HasSuffix(want, "Z")) {
						t.Errorf("%s, row %d, column %d: %q, want %q", name, i+1, v.Column(), got, want)
					}
				}
			}
			r.Close()
		}
	}
	if !bytes.Contains(files["manifest.json"], []byte("it was rounded")) {
		t.Error("the manifest does not say that a number was rounded")
	}
}

func written(v parquet.Value) string {
	switch {
	case v.IsNull():
		return ""
	case v.Kind() == parquet.Int64:
		return strconv.FormatInt(v.Int64(), 10)
	case v.Kind() == parquet.Double:
		return strconv.FormatFloat(v.Double(), 'f', -1, 64)
	}
	return string(v.ByteArray())
}

// TestSQLite compares every cell of the views with the CSV of the same reports.
func TestSQLite(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.db")
	if err := os.WriteFile(name, write(t, hard(t), 10, export.Options{Format: "sqlite"})["zongjie.sqlite"], 0o644); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", name)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, pragma := range []string{"integrity_check", "foreign_key_check"} {
		rows := query(t, db, "PRAGMA "+pragma)
		if got := strings.Join(slices.Concat(rows[1:]...), " "); got != "" && got != "ok" {
			t.Errorf("%s: %s", pragma, got)
		}
	}
	for name, want := range plainTables(t, hard(t)) {
		from := "long_" + name
		if name == "reports" || strings.HasPrefix(name, "wide") {
			from = name
		}
		var columns []string
		for _, c := range want[0] {
			columns = append(columns, `"`+c+`"`)
		}
		got := query(t, db, "SELECT "+strings.Join(columns, ", ")+" FROM "+from)
		if len(got) != len(want) {
			t.Errorf("%s has %d rows, want %d", from, len(got), len(want))
			continue
		}
		for i := range want {
			if !slices.Equal(got[i], want[i]) {
				t.Errorf("%s: %.300q, want %.300q", from, got[i], want[i])
			}
		}
	}
	if got := query(t, db, "SELECT typeof(value), typeof(max) FROM counts WHERE max IS NOT NULL"); len(got) != 2 || got[1][0] != "real" || got[1][1] != "text" {
		t.Errorf("-3.5 and 20000000000000000001 are stored as %v", got)
	}
}

// query returns the columns and the rows of a query, as texts.
func query(t *testing.T, db *sql.DB, q string) [][]string {
	t.Helper()
	rows, err := db.Query(q)
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	defer rows.Close()
	names, _ := rows.Columns()
	all := [][]string{names}
	for rows.Next() {
		row, to := make([]sql.NullString, len(names)), make([]any, len(names))
		for i := range row {
			to[i] = &row[i]
		}
		if err := rows.Scan(to...); err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, s := range row {
			texts = append(texts, s.String)
		}
		all = append(all, texts)
	}
	return all
}

// TestJSONL: the lines are the records, with the paths of the workspace.
func TestJSONL(t *testing.T) {
	files := write(t, hard(t), 10, export.Options{Format: "jsonl", Text: true})
	lines := bytes.Split(bytes.TrimSpace(files["records.jsonl"]), []byte("\n"))
	if len(lines) != 4 {
		t.Fatalf("%d lines", len(lines))
	}
	for _, line := range lines {
		rec, err := extract.DecodeRecord(line, corpustest.Kinds())
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(rec.Source.Path, "reports/") {
			t.Errorf("the path is %q", rec.Source.Path)
		}
		var with struct{ Text string }
		if err := json.Unmarshal(line, &with); err != nil || (with.Text == "") != (rec.Status != extract.OK) {
			t.Errorf("%s: text %.20q, %v", rec.Source.Path, with.Text, err)
		}
	}
}

// TestMarks: what doccano and brat are given as places is where the quotes stand.
func TestMarks(t *testing.T) {
	lines := bytes.Split(bytes.TrimSpace(write(t, hard(t), 10, export.Options{Format: "doccano"})["doccano.jsonl"]), []byte("\n"))
	brat := write(t, hard(t), 10, export.Options{Format: "brat"})
	names := map[string]string{}
	for _, row := range readCSV(t, brat["documents.csv"])[1:] {
		names[row[1]] = row[0]
	}
	quotes := map[string][]string{}
	for _, rows := range plainTables(t, hard(t)) {
		path, quote := slices.Index(rows[0], "report_path"), slices.Index(rows[0], "quote")
		if quote < 0 || !slices.Contains(rows[0], "rule") {
			continue
		}
		for _, row := range rows[1:] {
			quotes[row[path]] = append(quotes[row[path]], row[quote])
		}
	}
	if len(lines) != 3 || len(names) != 3 {
		t.Fatalf("%d texts for doccano, %d for brat", len(lines), len(names))
	}
	for _, line := range lines {
		var doc struct {
			Text  string
			Label [][3]any
			Path  string `json:"report_path"`
		}
		if err := json.Unmarshal(line, &doc); err != nil {
			t.Fatal(err)
		}
		text := []rune(doc.Text)
		var got []string
		for _, l := range doc.Label {
			got = append(got, string(text[int(l[0].(float64)):int(l[1].(float64))]))
			if l[2] == "" {
				t.Error("a label is empty")
			}
		}
		same(t, "doccano "+doc.Path, got, quotes[doc.Path])
		if string(brat[names[doc.Path]+".txt"]) != doc.Text {
			t.Errorf("brat has another text of %q", doc.Path)
		}
		same(t, "brat "+doc.Path, bratQuotes(t, text, string(brat[names[doc.Path]+".ann"])), quotes[doc.Path])
	}
}

// bratQuotes returns what the marks of an .ann file stand at.
func bratQuotes(t *testing.T, text []rune, ann string) []string {
	var got []string
	for line := range strings.Lines(ann) {
		parts := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if !strings.HasPrefix(parts[0], "T") {
			continue
		}
		_, places, _ := strings.Cut(parts[1], " ")
		var pieces []string
		for place := range strings.SplitSeq(places, ";") {
			from, to, _ := strings.Cut(place, " ")
			start, err1 := strconv.Atoi(from)
			end, err2 := strconv.Atoi(to)
			if err := errors.Join(err1, err2); err != nil {
				t.Fatal(err)
			}
			pieces = append(pieces, string(text[start:end]))
		}
		if words := strings.Join(pieces, " "); words != parts[2] {
			t.Errorf("at %s stands %q, and the line says %q", places, words, parts[2])
		}
		got = append(got, strings.Join(pieces, "\n"))
	}
	return got
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s: %.300q, want %.300q", what, got, want)
	}
}

// TestDataPackage checks datapackage.json against the published profile.
func TestDataPackage(t *testing.T) {
	for format, profile := range map[string]string{"csv": "tabular-data-package.json", "parquet": "data-package.json"} {
		c := jsonschema.NewCompiler()
		c.UseRegexpEngine(profileRegexp)
		schema, err := c.Compile(filepath.Join("testdata", "profiles", profile))
		if err != nil {
			t.Fatal(err)
		}
		files := write(t, hard(t), 10, export.Options{Format: format})
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(files["datapackage.json"]))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v", format, err)
		}
		delete(v.(map[string]any), "resources")
		if schema.Validate(v) == nil {
			t.Errorf("%s: the profile allows a package without resources", format)
		}
	}
}

// profileRegexp compiles the patterns of the profiles. One of them looks ahead,
// which Go's expressions do not: a path begins with none of . / ~ and holds no "..".
func profileRegexp(s string) (jsonschema.Regexp, error) {
	if s == `^(?=^[^./~])(^((?!\.{2}).)*$).*$` {
		return relativePath(s), nil
	}
	return regexp.Compile(s)
}

type relativePath string

func (p relativePath) String() string { return string(p) }

func (relativePath) MatchString(s string) bool {
	return s != "" && !strings.ContainsAny(s[:1], "./~") && !strings.Contains(s, "..")
}
