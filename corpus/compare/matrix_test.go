package compare_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"zongjie/corpus"
	"zongjie/corpus/compare"
	"zongjie/corpus/corpustest"
	"zongjie/extract"
)

// report makes a report of org and year at path, of the type given.
func report(t testing.TB, path, org string, year int, docType, text string, facts ...corpustest.Fact) corpus.Report {
	t.Helper()
	rec := corpustest.Record(t, path, text, facts...)
	rec.Meta.Organization, rec.Meta.Year, rec.Meta.DocType = org, year, docType
	return corpus.Report{Path: path, Record: rec}
}

// all yields reports in the order of their paths, as a store does.
func all(reports ...corpus.Report) iter.Seq2[corpus.Report, error] {
	slices.SortFunc(reports, func(a, b corpus.Report) int { return strings.Compare(a.Path, b.Path) })
	return func(yield func(corpus.Report, error) bool) {
		for _, r := range reports {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func kind(t testing.TB, name string) *extract.Kind {
	t.Helper()
	for _, k := range corpustest.Kinds() {
		if k.Name == name {
			return k
		}
	}
	t.Fatalf("there is no kind %s", name)
	return nil
}

func count(values, quote string) corpustest.Fact {
	return corpustest.Fact{Kind: "count", Values: values, Quote: quote}
}

func matrix(t testing.TB, q compare.Query, reports ...corpus.Report) *compare.Matrix {
	t.Helper()
	if q.Rows == "" {
		q.Rows, q.Columns = compare.Org, compare.Year
	}
	if err := q.Check(); err != nil {
		t.Fatal(err)
	}
	m, err := compare.NewMatrix(all(reports...), q)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestChoice holds each rule of choice: of the facts of one report, "a" states
// the value that must be chosen, and the criterion that decides is named.
func TestChoice(t *testing.T) {
	const m = "subject=party_member "
	for _, c := range []struct{ decided, chosen, other string }{
		{"total", m + "value=45", m + "value=90 part_of=甲"},
		{"total", m + "value=45 modality=planned", m + "value=90 part_of=甲 modality=actual"},
		{"actual", m + "value=45 modality=actual", m + "value=90 modality=planned"},
		{"actual", m + "value=45 qualifier=approx", m + "value=90 modality=planned qualifier=exact"},
		{"whole", m + "value=45", m + "value=90 per=week"},
		{"exact", m + "value=45 qualifier=exact", m + "value=90 qualifier=at_least"},
		{"exact", m + "value=45", m + "value=40 max=90 qualifier=range"},
		{"exact", m + "value=45 qualifier=exact", m + "value=90 year=2021 qualifier=nearly"},
		{"stated-year", m + "value=45 year=2021", m + "value=90"},
		{"larger", m + "value=90", m + "value=45"},
		{"larger", m + "value=90 part_of=0", m + "value=45"}, // of something else
		{"larger", m + "value=100.5", m + "value=99.75"},
		{"earliest", m + "value=45 unit=名", m + "value=45 unit=次"},
		{"", m + "value=45 unit=名", m + "value=45 unit=人"},
		{"", m + "value=45", "subject=teacher value=90"},
		{"", m + "value=45 unit=名", m + "value=45.0"},
		{"own-year", m + "value=45", m + "value=90 year=2020"},
	} {
		for _, text := range []string{"这里有甲和乙", "这里有乙和甲"} {
			if (c.decided == "earliest" || c.decided == "") && strings.Index(text, "乙") < strings.Index(text, "甲") {
				continue
			}
			before, _, _ := strings.Cut(text, "甲")
			other := strings.ReplaceAll(c.other, "part_of=甲", fmt.Sprintf("part_of=%d", utf8.RuneCountInString(before)))
			facts := []corpustest.Fact{count(c.chosen, "甲"), count(other, "乙")}
			earlier := report(t, "r/0.txt", "柳沟村", 2020, "summary", "题")
			r := report(t, "r/1.txt", "柳沟村", 2021, "summary", text, facts...)
			cell := matrix(t, compare.Query{Kind: kind(t, "count"), Measure: "party_member"}, earlier, r).Cells[compare.Place{Row: "柳沟村", Column: "2021"}]
			decided := c.decided
			if decided == "own-year" { // it stands elsewhere, and nothing was to be chosen
				decided = ""
			}
			if cell == nil || len(cell.Chosen) != 1 || cell.Chosen[0].Fact.Quote.Text != "甲" || cell.Decided != decided {
				t.Errorf("%s, not %s, decided by %q: chosen %+v", c.chosen, c.other, c.decided, cell)
			}
		}
	}
}

// TestChoiceBySection holds that the lines before the first heading say how big an
// organisation is, and that neither a larger number below a heading nor a part of
// something else comes before that.
func TestChoiceBySection(t *testing.T) {
	text := "本校有教职工86人，其中专任教师72人\n一、队伍建设\n新进教师11人，外出培训教师120人"
	r := report(t, "r/1.txt", "柳沟小学", 2021, "summary", text,
		count("subject=staff value=86 unit=人", "86人"),
		count("subject=teacher value=72 unit=人 part_of=5", "专任教师72人"),
		corpustest.Fact{Kind: "count", Values: "subject=teacher value=11 unit=人", Quote: "新进教师11人", Section: []string{"一、"}},
		corpustest.Fact{Kind: "count", Values: "subject=teacher value=120 unit=人", Quote: "教师120人", Section: []string{"一、"}})
	cell := matrix(t, compare.Query{Kind: kind(t, "count"), Measure: "teacher"}, r).Cells[compare.Place{Row: "柳沟小学", Column: "2021"}]
	if cell == nil || cell.Value != "72" || cell.Decided != "opening" {
		t.Errorf("chosen %+v, want 72 by opening", cell)
	}
}

// TestChoiceOfReports holds which report of one organisation and year counts.
func TestChoiceOfReports(t *testing.T) {
	const m = "subject=party_member "
	type said struct {
		docType, values string
		year            int
	}
	for _, c := range []struct {
		decided       string
		chosen, other said
	}{
		{"type", said{"summary", m + "value=45", 2021}, said{"plan", m + "value=90", 2021}},
		{"type", said{"summary", m + "value=45", 2021}, said{"report", m + "value=90", 2021}},
		{"type", said{"other", m + "value=45", 2021}, said{"plan", m + "value=90", 2021}},
		{"actual", said{"plan", m + "value=45", 2021}, said{"summary", m + "value=90 modality=planned", 2021}},
		{"type", said{"summary", m + "value=45 part_of=1", 2021}, said{"deeds", m + "value=90", 2021}}, // a part of something else
		{"own-year", said{"plan", m + "value=45 modality=planned", 2021}, said{"summary", m + "value=90 year=2021", 2022}},
	} {
		for _, paths := range [][2]string{{"r/1.txt", "r/2.txt"}, {"r/2.txt", "r/1.txt"}} {
			a := report(t, paths[0], "柳沟村", c.chosen.year, c.chosen.docType, "甲", count(c.chosen.values, "甲"))
			b := report(t, paths[1], "柳沟村", c.other.year, c.other.docType, "乙", count(c.other.values, "乙"))
			cell := matrix(t, compare.Query{Kind: kind(t, "count"), Measure: "party_member"}, a, b).Cells[compare.Place{Row: "柳沟村", Column: "2021"}]
			if cell == nil || cell.Value != "45" || cell.Decided != c.decided || len(cell.Lost) != 1 || cell.Lost[0].Lost != c.decided {
				t.Errorf("%v before %v: %+v", c.chosen, c.other, cell)
			}
		}
	}
}

// TestOtherYears holds where facts stand that name another year than their report's.
func TestOtherYears(t *testing.T) {
	a := report(t, "r/2021.txt", "柳沟村", 2021, "summary", "甲 乙 丙", count("subject=training value=4", "甲"),
		count("subject=training value=9 year=2022 modality=planned", "乙"), count("subject=training value=7 year=1999", "丙"))
	b := report(t, "r/2022.txt", "柳沟村", 2022, "summary", "没有")
	m := matrix(t, compare.Query{Kind: kind(t, "count"), Measure: "training"}, a, b)
	if got := texts(m); got != "柳沟村: 2021=4 2022=9 planned other" {
		t.Error(got)
	}
	if m.Homeless != 1 {
		t.Errorf("%d facts of years without a report, want 1", m.Homeless)
	}
	m = matrix(t, compare.Query{Kind: kind(t, "count"), Measure: "training"}, a)
	if got := texts(m); got != "柳沟村: 2021=4" || m.Homeless != 2 {
		t.Errorf("%s, %d facts left out", got, m.Homeless)
	}
}

// texts writes a table for comparison.
func texts(m *compare.Matrix) string {
	var rows []string
	for _, row := range m.RowNames {
		line := row + ":"
		for _, column := range m.ColumnNames {
			c := m.Cells[compare.Place{Row: row, Column: column}]
			if c == nil {
				continue
			}
			line += " " + column + "=" + c.Value
			if c.Qualifier != "exact" && c.Qualifier != "" {
				line += " " + c.Qualifier
			}
			if c.Basis == compare.Sum || c.Basis == compare.Apart {
				line += " " + string(c.Basis)
			}
			if c.Planned {
				line += " planned"
			}
			if c.OtherYear {
				line += " other"
			}
		}
		rows = append(rows, line)
	}
	return strings.Join(rows, "; ")
}

// TestSeveral holds what a cell of several organisations or years says.
func TestSeveral(t *testing.T) {
	of := func(path, org string, year int, facts ...string) corpus.Report {
		var list []corpustest.Fact
		for i, f := range facts {
			list = append(list, count(f, []string{"甲", "乙"}[i]))
		}
		return report(t, path, org, year, "summary", "甲 乙", list...)
	}
	for _, c := range []struct {
		name, want string
		reports    []corpus.Report
	}{
		{"a sum", "2021: a=75 sum", []corpus.Report{of("a/1", "东村", 2021, "subject=teacher value=45 unit=名"), of("a/2", "西村", 2021, "subject=teacher value=30")}},
		{"a bound", "2021: a=75 at_least sum", []corpus.Report{of("a/1", "东村", 2021, "subject=teacher value=45"), of("a/2", "西村", 2021, "subject=teacher value=30 qualifier=at_least")}},
		{"one choice each", "2021: a=75 sum", []corpus.Report{of("a/1", "东村", 2021, "subject=teacher value=45", "subject=teacher value=5"), of("a/2", "西村", 2021, "subject=teacher value=30")}},
		{"actual and planned", "2021: a= apart", []corpus.Report{of("a/1", "东村", 2021, "subject=teacher value=45"), of("a/2", "西村", 2021, "subject=teacher value=30 modality=planned")}},
		{"units", "2021: a= apart", []corpus.Report{of("a/1", "东村", 2021, "subject=teacher value=45 unit=名"), of("a/2", "西村", 2021, "subject=teacher value=30 unit=次")}},
		{"rates", "2021: a= apart", []corpus.Report{of("a/1", "东村", 2021, "subject=teacher value=45 unit=%"), of("a/2", "西村", 2021, "subject=teacher value=30 unit=%")}},
		{"rates of one report", "2021: a= apart", []corpus.Report{of("a/1", "东村", 2021, "subject=teacher value=45 unit=%", "subject=teacher value=46 unit=%")}},
		{"one rate twice", "2021: a=45", []corpus.Report{of("a/1", "东村", 2021, "subject=teacher value=45 unit=%", "subject=teacher value=45 unit=%")}},
		{"two reports of one", "2021: a=45", []corpus.Report{of("a/1", "东村", 2021, "subject=teacher value=45"), of("a/2", "东村", 2021, "subject=teacher value=30")}},
	} {
		if got := texts(matrix(t, compare.Query{Kind: kind(t, "count"), Measure: "teacher", Rows: compare.Year, Columns: compare.Folder}, c.reports...)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	years := []corpus.Report{of("a/1", "东村", 2021, "subject=teacher value=45"), of("a/2", "东村", 2022, "subject=teacher value=30"), of("b/2", "", 0, "subject=teacher value=3")}
	if got := texts(matrix(t, compare.Query{Kind: kind(t, "count"), Measure: "teacher", Rows: compare.Type, Columns: compare.Folder}, years...)); got != "summary: a=30 b=3" {
		t.Errorf("several years: %q", got)
	}
}

// TestNumbers holds how facts are counted.
func TestNumbers(t *testing.T) {
	award := func(values, quote string) corpustest.Fact {
		return corpustest.Fact{Kind: "award", Values: values, Quote: quote}
	}
	a := report(t, "r/1.txt", "东村", 2021, "summary", "甲 乙 丙", award("name=文明村 level=county", "甲"), award("name=先进村 level=national", "乙"), award("name=老模范 year=2019", "丙"))
	b := report(t, "r/2.txt", "东村", 2021, "report", "甲 乙", award("name=“文明村” level=county", "甲"), award("name=平安村", "乙"))
	c := report(t, "r/3.txt", "西村", 2021, "summary", "甲 乙", award("name=文明村 level=county", "甲"), award("name=文明村 level=county", "乙"))
	if got := texts(matrix(t, compare.Query{Kind: kind(t, "award")}, a, b, c)); got != "东村: 2021=3; 西村: 2021=2" {
		t.Error(got)
	}
	national := []compare.Condition{{Field: "level", Value: "National"}}
	m := matrix(t, compare.Query{Kind: kind(t, "award"), Where: national}, a, b, c)
	if got := texts(m); got != "东村: 2021=1" || m.Empty != 1 {
		t.Errorf("%s, %d rows left out", got, m.Empty)
	}
	named := []compare.Condition{{Field: "name", Value: "文明"}, {Field: "level", Value: "county"}}
	if got := texts(matrix(t, compare.Query{Kind: kind(t, "award"), Where: named}, a, c)); got != "东村: 2021=1; 西村: 2021=2" {
		t.Error(got)
	}
	activity := func(values, quote string) corpustest.Fact {
		return corpustest.Fact{Kind: "activity", Values: values, Quote: quote}
	}
	d := report(t, "r/4.txt", "东村", 2021, "summary", "甲 乙", activity("name=讲座 modality=actual", "甲"), activity("name=比赛 modality=planned", "乙"))
	e := report(t, "r/5.txt", "西村", 2021, "plan", "甲 乙", activity("name=讲座 modality=planned", "甲"), activity("name=比赛 modality=planned", "乙"))
	if got := texts(matrix(t, compare.Query{Kind: kind(t, "activity")}, d, e)); got != "东村: 2021=1; 西村: 2021=2 planned" {
		t.Error(got)
	}
	if got := texts(matrix(t, compare.Query{Kind: kind(t, "activity"), Rows: compare.Year, Columns: compare.Language}, d, e)); got != "2021: zh=1" {
		t.Error(got)
	}
}

// TestReportsOutside holds that reports without a place are counted.
func TestReportsOutside(t *testing.T) {
	a := report(t, "r/1.txt", "", 2021, "summary", "甲", count("subject=teacher value=1", "甲"))
	b := report(t, "r/2.txt", "东村", 0, "summary", "甲", count("subject=teacher value=1", "甲"))
	c := report(t, "r/3.txt", "", 0, "summary", "甲", count("subject=teacher value=1", "甲"))
	m := matrix(t, compare.Query{Kind: kind(t, "count"), Measure: "teacher"}, a, b, c)
	if m.NoOrg != 2 || m.NoYear != 1 || m.Reports != 0 || len(m.Cells) != 0 {
		t.Errorf("%d without organisation, %d without year, %d in the table with %d cells", m.NoOrg, m.NoYear, m.Reports, len(m.Cells))
	}
}

func TestQueryCheck(t *testing.T) {
	k := kind(t, "count")
	for _, c := range []struct {
		q    compare.Query
		want string
	}{
		{compare.Query{Kind: k, Rows: "orgs", Columns: compare.Year}, "orgs"},
		{compare.Query{Kind: k, Rows: compare.Year, Columns: compare.Year}, "both"},
		{compare.Query{Kind: k, Rows: compare.Org, Columns: compare.Year, Where: []compare.Condition{{Field: "level", Value: "x"}}}, "no field \"level\""},
	} {
		if err := c.q.Check(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want an error with %s", c.q, err, c.want)
		}
	}
}

// TestCellsCite makes up reports at random and holds that every stated value is
// that of a fact that a report of that organisation states, that every fact stands
// in one cell at most, and that the same reports give the same bytes.
func TestCellsCite(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	pick := func(list ...string) string { return list[rng.IntN(len(list))] }
	for range 60 {
		var reports []corpus.Report
		for i := range 1 + rng.IntN(12) {
			var facts []corpustest.Fact
			for _, quote := range []string{"甲", "乙", "丙"}[:rng.IntN(4)] {
				facts = append(facts, count(fmt.Sprintf("value=%d subject=%s qualifier=%s modality=%s unit=%s%s%s", rng.IntN(5), pick("teacher", "student"),
					pick("exact", "at_least"), pick("actual", "planned"), pick("名", "人", "%"), pick("", " year=2021", " year=2022"), pick("", " part_of=3", " per=week")), quote))
			}
			year, _ := strconv.Atoi(pick("0", "2021", "2022"))
			reports = append(reports, report(t, fmt.Sprintf("%s/%d.txt", pick("x", "y"), i), pick("东村", "西村", ""), year, pick("summary", "plan"), "甲 乙 丙", facts...))
		}
		axes := rng.Perm(len(compare.Axes))
		q := compare.Query{Kind: kind(t, "count"), Measure: "teacher", Rows: compare.Axes[axes[0]], Columns: compare.Axes[axes[1]]}
		m := matrix(t, q, reports...)
		seen := map[*extract.Fact]bool{}
		for at, c := range m.Cells {
			if len(c.Chosen) == 0 || len(c.Chosen) > 1 && c.Basis == compare.Stated {
				t.Fatalf("cell %v rests on %d facts", at, len(c.Chosen))
			}
			sum := 0
			for i, one := range append(slices.Clone(c.Chosen), c.Lost...) {
				if seen[one.Fact] {
					t.Fatalf("a fact stands twice: %v", one.Fact)
				}
				seen[one.Fact] = true
				source := slices.IndexFunc(reports, func(r corpus.Report) bool { return r.Path == one.Path })
				if rec := reports[source].Record; !slices.ContainsFunc(rec.Facts, func(f extract.Fact) bool {
					return f.Quote == one.Fact.Quote && f.Get("value") == one.Fact.Get("value") && f.Get("subject") == "teacher"
				}) {
					t.Fatalf("%s does not state %v", one.Path, one.Fact)
				}
				if (one.Lost == "") != (i < len(c.Chosen)) {
					t.Fatalf("cell %v: fact %d of %d chosen lost by %q", at, i, len(c.Chosen), one.Lost)
				}
				if i < len(c.Chosen) {
					n, _ := strconv.Atoi(one.Fact.Get("value"))
					sum += n
				}
			}
			if c.Basis != compare.Apart && c.Value != strconv.Itoa(sum) {
				t.Fatalf("cell %v says %s, its facts %d", at, c.Value, sum)
			}
		}
		first, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := json.Marshal(matrix(t, q, reports...)); !bytes.Equal(first, again) {
			t.Fatalf("two tables of the same reports differ:\n%s\n%s", first, again)
		}
	}
}

// TestUnit holds in which unit a table counts, and which of its cells do not.
func TestUnit(t *testing.T) {
	cell := func(unit string) *compare.Cell { return &compare.Cell{Value: "5", Unit: unit} }
	for _, c := range []struct {
		units, other []string
		want         string
	}{
		{[]string{"期", "次", "次"}, []string{"期"}, "次"},
		{[]string{"名", "人", "次"}, []string{"次"}, ""},
		{[]string{"元", "", "元", "dollars"}, []string{"dollars"}, "元"},
		{[]string{"", "", "元"}, []string{"元"}, ""},
		{[]string{"dollars", "dollars", "元", "yuan", "yuan"}, []string{"dollars"}, "yuan"},
		{nil, nil, ""},
	} {
		cells := []*compare.Cell{nil, {Basis: compare.Apart, Unit: "场"}}
		for _, unit := range c.units {
			cells = append(cells, cell(unit))
		}
		got := compare.Unit(cells)
		if got != c.want {
			t.Errorf("%q count in %q, want %q", c.units, got, c.want)
		}
		for _, unit := range c.units {
			if cell(unit).Counts(got) == slices.Contains(c.other, unit) {
				t.Errorf("%q among %q: counts in %q: %v", unit, c.units, got, cell(unit).Counts(got))
			}
		}
	}
}
