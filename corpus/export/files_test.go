package export

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zongjie/corpus"
	"zongjie/corpus/corpustest"
	"zongjie/extract"
)

// TestAllOrNone: where one file cannot get its name, those before it get back
// what they replaced, and what was not there before is not there then.
func TestAllOrNone(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "old"), []byte("old words"), 0o644); err != nil {
		t.Fatal(err)
	}
	fs := files{dir: dir}
	for _, name := range []string{"old", "new", "lost"} {
		f, err := fs.create(name)
		if err != nil {
			t.Fatal(err)
		}
		f.WriteString("new words")
	}
	os.Remove(fs.made[2].path)
	if err := fs.commit(); err == nil {
		t.Error("a file that is not there got its name")
	}
	fs.discard()
	entries, _ := os.ReadDir(dir)
	data, err := os.ReadFile(filepath.Join(dir, "old"))
	if err != nil || string(data) != "old words" || len(entries) != 1 {
		t.Errorf("the folder holds %v, and the old file %q, %v", entries, data, err)
	}
}

// TestMoreThanASheetHolds: a table goes on in another sheet, and the notes say so.
func TestMoreThanASheetHolds(t *testing.T) {
	rec := corpustest.Record(t, "a.txt", "党员5名\n",
		corpustest.Fact{Kind: "count", Values: "value=5", Quote: "5名"}, corpustest.Fact{Kind: "count", Values: "value=6", Quote: "5名"},
		corpustest.Fact{Kind: "count", Values: "value=7", Quote: "5名"}, corpustest.Fact{Kind: "count", Values: "value=8", Quote: "5名"},
		corpustest.Fact{Kind: "count", Values: "value=9", Quote: "5名"})
	kinds := corpustest.Kinds()
	for i := range rec.Facts {
		rec.Facts[i].Kind = kinds[slices.IndexFunc(kinds, func(k *extract.Kind) bool { return k.Name == "count" })]
	}
	j := &job{format: Named("xlsx"), file: "x.xlsx", files: files{dir: t.TempDir()}, tables: newTables(kinds), notes: notes{}}
	defer j.files.discard()
	out, err := openXLSX(j)
	if err != nil {
		t.Fatal(err)
	}
	out.(*xlsxWriter).maxRow = 3 // with the header
	m, err := newRowMaker(j.tables, kinds, out)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.add(&corpus.Report{Path: "reports/a.txt", Record: rec}); err != nil {
		t.Fatal(err)
	}
	if err := m.end(); err != nil {
		t.Fatal(err)
	}
	if err := j.files.commit(); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenFile(filepath.Join(j.files.dir, "x.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var values []string
	for sheet, want := range map[string]int{"counts": 3, "counts_2": 3, "counts_3": 2} {
		rows, err := book.GetRows(sheet)
		if err != nil || len(rows) != want || rows[0][0] != "report_path" {
			t.Errorf("%s has the rows %v, %v", sheet, rows, err)
			continue
		}
		for _, row := range rows[1:] {
			values = append(values, row[7])
		}
	}
	slices.Sort(values)
	if got := strings.Join(values, " "); got != "5 6 7 8 9" {
		t.Errorf("the values are %s", got)
	}
	if notes := strings.Join(j.notes.lines(), "\n"); !strings.Contains(notes, "goes on in the sheet counts_2") {
		t.Errorf("the notes are %q", notes)
	}
}
