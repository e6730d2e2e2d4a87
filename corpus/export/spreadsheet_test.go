package export_test

import (
	"slices"
	"strings"
	"testing"

	"zongjie/corpus/corpustest"
	"zongjie/corpus/export"
	"zongjie/extract"
)

// TestCellsOfSpreadsheets: what a spreadsheet program makes of cells that look like
// numbers and days to it is no change, and anything else is.
func TestCellsOfSpreadsheets(t *testing.T) {
	rec := corpustest.Record(t, "2023/校.txt", "题目\n1. 培训\n合格率98%，于March 8举办讲座。\n",
		corpustest.Fact{Kind: "count", Values: "value=98 unit=% subject=rate", Quote: "98%", Section: []string{"1."}},
		corpustest.Fact{Kind: "activity", Values: "name=讲座 type=lecture date=March+8", Quote: "讲座", Section: []string{"(1)"}})
	files := write(t, []*extract.Record{rec}, 10, csvOnly)
	for _, c := range []struct {
		table, column, cell string
		same                bool
	}{
		{"counts", "quote", "98.00%", true},
		{"counts", "quote", "0.98", true},
		{"counts", "quote", "97.00%", false},
		{"counts", "quote", "98", false},
		{"counts", "section", "1", true},
		{"counts", "section", "2", false},
		{"counts", "value", "98.0", true},
		{"counts", "value", "99", false},
		{"counts", "unit", "", false},
		{"activities", "section", "-1", true},
		{"activities", "section", "1", false},
		{"activities", "date", "03/08/26", true},
		{"activities", "date", "8-Mar", true},
		{"activities", "date", "3月8日", true},
		{"activities", "date", "2026-03-08", true},
		{"activities", "date", "03/09/26", false},
		{"activities", "date", "", false},
		{"activities", "name", "会议", false},
	} {
		rows := readCSV(t, files[c.table+".csv"])
		row := slices.Clone(rows[1])
		row[slices.Index(rows[0], c.column)] = c.cell
		sheet, err := export.ReadCSV(rewritten([][]string{rows[0], row}, ',', true), corpustest.Kinds())
		if err != nil {
			t.Fatal(err)
		}
		r := &sheet.Rows[0]
		check := export.NewCheck(rows[1][0], rec)
		check.Restore(sheet, r)
		if r.Intact != c.same {
			t.Errorf("%s of %s is %q: as exported %v, want %v", c.column, c.table, c.cell, r.Intact, c.same)
		}
		if wrong, _ := check.Row(sheet, r); c.same && len(wrong) > 0 {
			t.Errorf("%s of %s is %q: %s", c.column, c.table, c.cell, strings.Join(wrong, "; "))
		}
	}
}
