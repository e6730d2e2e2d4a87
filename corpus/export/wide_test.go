package export_test

import (
	"slices"
	"strings"
	"testing"

	"zongjie/corpus"
	"zongjie/corpus/compare"
	"zongjie/corpus/corpustest"
	"zongjie/extract"
)

// schools are reports with something to choose from: totals and parts, plans,
// numbers of another year, two reports of one year.
func schools(t testing.TB) []*extract.Record {
	report := func(path, org string, year int, raw string, facts ...corpustest.Fact) *extract.Record {
		rec := corpustest.Record(t, path, raw, facts...)
		rec.Meta.Organization, rec.Meta.Year = org, year
		return rec
	}
	a := report("a.txt", "甲校", 2022, "党员20名，其中预备党员3名。\n教师50人。\n获奖两项：一等奖，先进校。\n明年教师60人。\n",
		corpustest.Fact{Kind: "count", Values: "value=20 subject=party_member qualifier=exact modality=actual", Quote: "党员20名"},
		corpustest.Fact{Kind: "count", Values: "value=3 subject=probationary_party_member part_of=0 qualifier=exact", Quote: "预备党员3名"},
		corpustest.Fact{Kind: "count", Values: "value=50 subject=teacher unit=人 modality=actual", Quote: "教师50人"},
		corpustest.Fact{Kind: "count", Values: "value=60 subject=teacher unit=人 modality=planned year=2023", Quote: "教师60人"},
		corpustest.Fact{Kind: "award", Values: "name=一等奖 level=county", Quote: "一等奖"},
		corpustest.Fact{Kind: "award", Values: "name=先进校 level=municipal", Quote: "先进校"})
	b := report("b.txt", "甲校", 2023, "党员约25名。\n党员24名。\n其他物品7件。\n",
		corpustest.Fact{Kind: "count", Values: "value=25 subject=party_member qualifier=approx", Quote: "党员约25名"},
		corpustest.Fact{Kind: "count", Values: "value=24 subject=party_member qualifier=exact", Quote: "党员24名"},
		corpustest.Fact{Kind: "count", Values: "value=7 subject=other", Quote: "7件"})
	c := report("c.txt", "甲校", 2023, "党员30名。\n合格率95%，巩固率99%。\n",
		corpustest.Fact{Kind: "count", Values: "value=30 subject=party_member qualifier=exact modality=planned", Quote: "党员30名"},
		corpustest.Fact{Kind: "count", Values: "value=95 subject=rate unit=%", Quote: "95%"},
		corpustest.Fact{Kind: "count", Values: "value=99 subject=rate unit=%", Quote: "99%"})
	none := report("d.txt", "", 2023, "党员99名。\n", corpustest.Fact{Kind: "count", Values: "value=99 subject=party_member", Quote: "党员99名"})
	second := report("e.txt", "乙校", 2023, "没有数字。\n")
	return []*extract.Record{a, b, c, none, second}
}

func TestWideIsTheMatrix(t *testing.T) {
	tables := plainTables(t, schools(t))
	wide, cells := tables["wide"], tables["wide_cells"]
	want := [][]string{
		{"organization", "year", "reports", "count_party_member", "count_probationary_party_member", "count_rate", "count_teacher", "awards", "award_county", "award_municipal"},
		{"乙校", "2023", "1", "", "", "", "", "", "", ""},
		{"甲校", "2022", "1", "20", "3", "", "50", "2", "1", "1"},
		{"甲校", "2023", "2", "24", "", "", "60", "", "", ""},
	}
	for i := range want {
		if i >= len(wide) || !slices.Equal(wide[i][:len(wide[i])-1], want[i]) {
			t.Fatalf("the table is %q, want %q", wide, want)
		}
	}
	store := fill(t, t.TempDir(), schools(t), 10)
	for _, measure := range []string{"party_member", "probationary_party_member", "rate", "teacher"} {
		q := compare.Query{Kind: store.Kinds[slices.IndexFunc(store.Kinds, compare.Measured)], Measure: measure, Rows: compare.Org, Columns: compare.Year}
		m, err := compare.NewMatrix(store.Reports(corpus.Facts), q)
		if err != nil {
			t.Fatal(err)
		}
		column, seen := slices.Index(wide[0], "count_"+measure), 0
		for _, row := range wide[1:] {
			value := ""
			if cell := m.Cells[compare.Place{Row: row[0], Column: row[1]}]; cell != nil {
				value = cell.Value
				seen++
			}
			if row[column] != value {
				t.Errorf("%s %s, %s: %q, and matrix says %q", row[0], row[1], measure, row[column], value)
			}
		}
		if seen != len(m.Cells) {
			t.Errorf("%s: %d of %d cells of the matrix are in the table", measure, seen, len(m.Cells))
		}
	}
	var teacher []string
	for _, row := range cells[1:] {
		if row[1] == "2023" && row[2] == "count_teacher" {
			teacher = row
		}
	}
	if got := strings.Join(teacher, " "); !strings.HasPrefix(got, "甲校 2023 count_teacher 60 stated  人 exact  yes yes  1 0 reports/a.txt 教师60人 4 ") {
		t.Errorf("the cell of 2023 is explained by %q", got)
	}
}
