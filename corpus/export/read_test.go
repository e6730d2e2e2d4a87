package export_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"zongjie/corpus/corpustest"
	"zongjie/corpus/export"
	"zongjie/extract"
)

// counts returns the rows of counts.csv as they are written.
func counts(t testing.TB) (data []byte, rows [][]string) {
	data = write(t, records(t), 10, csvOnly)["counts.csv"]
	return data, readCSV(t, data)
}

// rewritten returns rows as another program may write them.
func rewritten(rows [][]string, comma rune, crlf bool) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = comma, crlf
	w.WriteAll(rows)
	return b.Bytes()
}

func TestReadCSV(t *testing.T) {
	data, rows := counts(t)
	text := string(bytes.TrimPrefix(data, []byte("\ufeff")))
	encoded := func(data []byte, err error) []byte {
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	edited := func(edit func(row []string)) [][]string {
		out := [][]string{rows[0]}
		for _, row := range rows[1:] {
			row = slices.Clone(row)
			edit(row)
			out = append(out, row)
		}
		return out
	}
	value, maximum := slices.Index(rows[0], "value"), slices.Index(rows[0], "max")
	turned := edited(func([]string) {})
	for i := range turned {
		turned[i] = append(slices.Clone(turned[i]), "remark")
		slices.Reverse(turned[i])
	}
	for name, saved := range map[string][]byte{
		"as written":        data,
		"no mark":           []byte(text),
		"LF":                rewritten(rows, ',', false),
		"semicolons":        rewritten(rows, ';', true),
		"tabs and UTF-16":   encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(rewritten(rows, '\t', true))),
		"GB18030":           encoded(simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))),
		"old Mac":           []byte(strings.ReplaceAll(text, "\r\n", "\r")),
		"other columns":     rewritten(turned, ',', true),
		"empty rows behind": append(slices.Clone(data), strings.Repeat(",", len(rows[0])-1)+"\r\n"...),
		"from a workbook": rewritten(edited(func(row []string) {
			for i := range row {
				row[i] = export.Unplain(row[i])
			}
		}), ',', true),
		"thousands": rewritten(edited(func(row []string) {
			if row[maximum] != "" {
				row[maximum] = "20,000,000,000,000,000,001"
			}
			row[value] += ".0"
			row[value] = strings.Replace(row[value], ".5.0", ".50", 1)
		}), ',', true),
		"decimal commas": rewritten(edited(func(row []string) {
			row[value] = strings.Replace(row[value], ".", ",", 1)
		}), ';', true),
	} {
		sheet, err := export.ReadCSV(saved, corpustest.Kinds())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if sheet.Table.Name != "counts" || len(sheet.Rows) != len(rows)-1 {
			t.Errorf("%s: %d rows of %s", name, len(sheet.Rows), sheet.Table.Name)
			continue
		}
		for i := range sheet.Rows {
			r := &sheet.Rows[i]
			if !r.Intact || r.Number != i+2 || sheet.Get(r, "value") != rows[i+1][value] {
				t.Errorf("%s: row %d, intact %v: %q", name, r.Number, r.Intact, r.Cells)
			}
		}
	}
	sheet, err := export.ReadCSV(rewritten(edited(func(row []string) { row[value] = "47" }), ',', true), corpustest.Kinds())
	if err != nil || slices.ContainsFunc(sheet.Rows, func(r export.Row) bool { return r.Intact }) {
		t.Errorf("a changed value is not noticed: %v", err)
	}
}

func TestReadCSVOfOthers(t *testing.T) {
	_, rows := counts(t)
	short := [][]string{rows[0][:10], rows[1][:10]}
	for name, data := range map[string][]byte{
		"empty": nil, "text": []byte("青年路小学\n党员32名\n"), "other": []byte("a,b,c\n1,2,3\n"), "binary": {0, 1, 0xFF, 0xFE, 0}, "part": rewritten(short, ',', true),
	} {
		if _, err := export.ReadCSV(data, corpustest.Kinds()); !errors.Is(err, export.ErrNotOurs) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := export.ReadCSV(rewritten(short, ',', true), corpustest.Kinds()); !strings.Contains(err.Error(), "qualifier") {
		t.Errorf("the error does not name what is missing: %v", err)
	}
}

func FuzzReadCSV(f *testing.F) {
	data, _ := counts(f)
	f.Add(data)
	f.Add([]byte("organization,year,reports,x,row_hash\n甲,2020,1,\"3\n"))
	kinds := corpustest.Kinds()
	rec := records(f)[0]
	f.Fuzz(func(t *testing.T, data []byte) {
		sheet, err := export.ReadCSV(data, kinds)
		if err != nil {
			return
		}
		check := export.NewCheck("reports/2023/村.txt", rec)
		for i := range sheet.Rows {
			if len(sheet.Rows[i].Cells) != len(sheet.Table.Columns) {
				t.Fatalf("a row has %d cells for %d columns", len(sheet.Rows[i].Cells), len(sheet.Table.Columns))
			}
			check.Row(sheet, &sheet.Rows[i])
		}
	})
}

func TestCheck(t *testing.T) {
	_, rows := counts(t)
	rec := records(t)[0] // of the first two rows
	for _, c := range []struct {
		column, cell string
		rec          func(*extract.Record)
		want         string // in what is said to be wrong; "" if nothing is
	}{
		{want: ""},
		{column: "value", cell: "47", want: "value: the file gives 46, the row 47"},
		{column: "subject", cell: "teacher", want: "subject: the file gives party_member, the row teacher"},
		{column: "unit", cell: "", want: "unit: the file gives 名, the row nothing"},
		{column: "start", cell: "21", want: "quote not at 21..23 of reports/2023/村.txt: there stands “6名”"},
		{column: "start", cell: "-1", want: "no such place"},
		{column: "end", cell: "99999", want: "no such place"},
		{column: "quote", cell: "47名", want: "there stands “46名”"},
		{column: "line", cell: "4", want: "line: the quote stands on line 3"},
		{column: "sentence", cell: "党员46名！", want: "sentence: it does not stand around the quote"},
		{column: "section", cell: "二、", want: "section: the file gives 一、, the row 二、"},
		{column: "rule", cell: "count/other", want: "rule: the file gives count/test"},
		{column: "report_id", cell: "00", want: "has changed since"},
		{rec: func(r *extract.Record) { r.Facts = nil }, want: "the rules find nothing like it"},
		{column: "value", cell: "47", rec: func(r *extract.Record) { r.Rules = "2" }, want: ""}, // the hash of the row finds that
		{rec: func(r *extract.Record) { r.Document = nil; r.Status = extract.Corrupt }, want: "has no text now: corrupt"},
	} {
		row := slices.Clone(rows[1])
		if c.column != "" {
			row[slices.Index(rows[0], c.column)] = c.cell
		}
		sheet, err := export.ReadCSV(rewritten([][]string{rows[0], row}, ',', true), corpustest.Kinds())
		if err != nil {
			t.Fatal(err)
		}
		now := *rec
		if c.rec != nil {
			c.rec(&now)
		}
		wrong, again := export.NewCheck("reports/2023/村.txt", &now).Row(sheet, &sheet.Rows[0])
		if got := strings.Join(wrong, "\n"); (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s %q: %q, want %q", c.column, c.cell, got, c.want)
		}
		if again != (now.Rules == "1") {
			t.Errorf("%s: looked for again: %v", c.column, again)
		}
	}
}
