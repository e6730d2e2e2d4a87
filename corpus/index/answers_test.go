package index_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"zongjie/corpus"
	"zongjie/corpus/corpustest"
	"zongjie/corpus/index"
	"zongjie/extract"
)

// archive is reports whose facts queries ask for.
func archive(t testing.TB) []*extract.Record {
	report := func(path, org string, year int, doctype, lang, raw string, facts ...corpustest.Fact) *extract.Record {
		r := corpustest.Record(t, path, raw, facts...)
		r.Meta.Organization, r.Meta.Year, r.Meta.DocType, r.Meta.Language = org, year, doctype, lang
		return r
	}
	count := func(values, quote string) corpustest.Fact {
		return corpustest.Fact{Kind: "count", Values: values, Quote: quote}
	}
	award := func(values, quote string) corpustest.Fact {
		return corpustest.Fact{Kind: "award", Values: values, Quote: quote}
	}
	return []*extract.Record{
		report("2021/small.txt", "东街小学", 2021, "summary", "zh", "东街小学2021年工作总结\n现有党员100名，教师60名。力争发展党员150名。\n落实三会一课制度。\n",
			count("value=100 unit=名 subject=party_member modality=actual", "党员100名"), count("value=60 unit=名 subject=teacher modality=actual", "教师60名"),
			count("value=150 unit=名 subject=party_member modality=planned", "党员150名")),
		report("2022/large.txt", "西街小学", 2022, "summary", "zh", "西街小学2022年工作总结\n现有党员1045名，教师80余名，获全国文明单位。\n三会：一课。\n",
			count("value=1045 unit=名 subject=party_member modality=actual", "党员1045名"), count("value=80 unit=名 subject=teacher qualifier=at_least modality=actual", "教师80余名"),
			award("name=全国文明单位 level=national", "全国文明单位")),
		report("2022/range.txt", "图书馆", 2022, "plan", "zh", "图书馆2022年工作计划\n计划发展党员20至30名，获先进集体。\n草稿\n",
			count("value=20 max=30 unit=名 subject=party_member qualifier=range modality=planned", "党员20至30名"), award("name=先进集体", "先进集体")),
		report("2023/en.txt", "City Hospital", 2023, "summary", "en", "City Hospital summary 2023\nThe hospital has 12 party members. Party membership grew.\nIt was named a national model and received two prizes.\n",
			count("value=12 subject=party_member modality=actual", "12 party members"), award("name=national+model level=national", "national model"), award("name=prizes level=school times=2", "two prizes")),
		report("none.txt", "", 0, "other", "zh", "会议纪要\n没有什么。\n"),
	}
}

func TestQueryLanguage(t *testing.T) {
	m := newMade(t)
	m.put(t, archive(t)...)
	for _, c := range []struct{ query, want string }{
		{"year:2022 党员", "2022/large 2022/range"},
		{"year:2022", "2022/large 2022/range"},
		{"year:>2021 year:<=2023 -year:2022", "2023/en"},
		{"year:2021..", "2021/small 2022/large 2022/range 2023/en"},
		{"年份：二〇二二", "2022/large 2022/range"},
		{"org:小学", "2021/small 2022/large"},
		{"org:街小", "2021/small 2022/large"},
		{"org:HOSPITAL", "2023/en"},
		{"type:summary", "2021/small 2022/large 2023/en"},
		{"type:计划", "2022/range"},
		{"type:plan|other", "2022/range none"},
		{"lang:en", "2023/en"},
		{"kind:awards", "2022/large 2022/range 2023/en"},
		{"title:工作计划", "2022/range"},
		{"title:作总", "2021/small 2022/large"},
		{"path:2022/*", "2022/large 2022/range"},
		{"path:r/2022/l*.txt", "2022/large"},
		{"path:022/*", ""},
		{"path:large", "2022/large"},
		{"award.level:national", "2022/large 2023/en"},
		{"award.level:国家级", "2022/large 2023/en"},
		{"award.name:文明", "2022/large"},
		{"award.name:明单", "2022/large"},
		{"award.name:党员", ""},
		{"award:national", "2022/large 2023/en"},
		{"award.times:>=2", "2023/en"},
		{"count.party_member:>100", "2021/small 2022/large"},
		{"count.党员:>100", "2021/small 2022/large"},
		{"count.党员：＞１００", "2021/small 2022/large"},
		{"count.party_member:>=100", "2021/small 2022/large"},
		{"count.party_member:100", "2021/small"},
		{"count.party_member:一百", "2021/small"},
		{"count.party_member:1,045", "2022/large"},
		{"count.party_member:>1040", "2022/large"}, // shares a key with 1045
		{"count.party_member:>1045", ""},
		{"count.party_member:1040..1049.5", "2022/large"},
		{"count.party_member:<12.5", "2023/en"},
		{"count.party_member:>0.01万", "2021/small 2022/large"},
		// A range of 20 to 30 answers where the ranges overlap.
		{"count.party_member:25", "2022/range"},
		{"count.party_member:30..40", "2022/range"},
		{"count.party_member:>30", "2021/small 2022/large"},
		{"count.party_member:..19", "2023/en"},
		// One and the same fact.
		{"count.party_member:>120 count.modality:planned", "2021/small"},
		{"count.party_member:100 count.modality:planned", ""},
		{"(count.party_member:100) (count.modality:planned)", "2021/small"},
		{"count.subject:party_member count.value:60", ""},
		{"count.subject:teacher count.value:60", "2021/small"},
		{"count.value:>50 count.value:<70", "2021/small"},
		{"award.name:prizes award.level:national", ""},
		{"+award.name:prizes +award.level:school", "2023/en"},
		// Two facts.
		{"count.party_member:>100 count.teacher:>70", "2022/large"},
		{"count.party_member:100 count.teacher:60 count.modality:planned", ""},
		{"count.subject:party_member count.subject:teacher", "2021/small 2022/large"},
		{"count.subject:teacher|学校", "2021/small 2022/large"},
		{"-count.modality:planned year:2020..", "2022/large 2023/en"},
		{"count.party_member:>1000 | award.level:school", "2022/large 2023/en"},
		// Words.
		{"党员 -草稿", "2021/small 2022/large"},
		{"-草稿 -党员", "2023/en none"},
		{"党员 NOT 草稿 -lang:en", "2021/small 2022/large"},
		{`"三会一课"`, "2021/small"},
		{"「三會一課」", "2021/small"},
		{`-"三会一课" 三会`, "2022/large ~none"},
		{"文明|草稿", "2022/large 2022/range"},
		{"(文明 教师)|纪要", "2022/large none"},
		{"+草稿 文明", "~2022/range"},
		{"文明 草稿", "~2022/large ~2022/range"},
		{"+文明 +草稿", ""},
		{"文明 草稿 year:2021", ""},
		{"什么，。 year:..2030", ""},
		{".*[党员]+$ -lang:en", "2021/small 2022/range 2022/large"},
	} {
		got := strings.Fields(found(m.search(t, index.Query{Text: c.query, NoTranslation: strings.Contains(c.query, "草稿")})))
		if want := strings.Fields(c.want); !sameSet(got, want) {
			t.Errorf("%s finds %v, want %v", c.query, got, want)
		}
	}
}

func manyNumbers() string {
	var b strings.Builder
	for i := range 400 {
		fmt.Fprintf(&b, "%d ", i)
	}
	return b.String()
}

func sameSet(a, b []string) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}

func TestQueryMistakes(t *testing.T) {
	m := newMade(t)
	m.put(t, archive(t)...)
	for _, c := range []struct{ query, at, want string }{
		{"党员 year:20x9", "year:20x9", "year:20x9 is no year"},
		{"党员 year>2019", "year>2019", "a colon is missing after the field: year:>2019"},
		{"count.党员≥30 党员", "count.党员≥30", "a colon is missing after the field: count.党员:≥30"},
		{"count.unit:>3", "count.unit:>3", "count.unit holds words, and only numbers are compared by > and <"},
		{"year:2019-2023", "year:2019-2023", "2019..2023"},
		{"year:2023..2019", "year:2023..2019", "empty"},
		{"year:..", "year:..", "one of its ends"},
		{"year:>", "year:>", "no year"},
		{"yaer:2019", "yaer:2019", "did you mean 'year'?"},
		{"a:b:c", "a:b:c", "there is no field 'a'"},
		{"党员 lvl.x:1", "lvl.x:1", "no kind of facts 'lvl'"},
		{"awrd.level:x", "awrd.level:x", "no kind"},
		{"award.levle:national", "award.levle:national", "did you mean 'award.level'?"},
		{"level:national", "level:national", "'award.level'"},
		{"award.level:nationl", "award.level:nationl", `did you mean "national"?`},
		{"type:sumary", "type:sumary", `did you mean "summary"?`},
		{"lang:fr", "lang:fr", "en, mixed or zh"},
		{"kind:cuont", "kind:cuont", `did you mean "count"?`},
		{"count.party_membr:1", "count.party_membr:1", "did you mean 'count.party_member'?"},
		{"award.national:>1", "award.national:>1", "there is no field 'award.national'"},
		{"count.value:many", "count.value:many", "count.value:many is no number"},
		{"count.value:100余", "count.value:100余", "no number"},
		{"count.value:5..1", "count.value:5..1", "empty"},
		{"(year:2022 ＴＹＰＥ：ｘ)", "ＴＹＰＥ：ｘ", "no value"},
		{"title:！", "title:！", "no word"},
		{manyNumbers(), "", "more than 300 words"},
	} {
		_, err := m.index.Search(context.Background(), index.Query{Text: c.query})
		var wrong *index.QueryError
		if !errors.As(err, &wrong) {
			t.Errorf("%s: error %v", c.query, err)
			continue
		}
		if at := c.query[wrong.Start:wrong.End]; c.at != "" && at != c.at || !strings.Contains(wrong.Message, c.want) {
			t.Errorf("%s: at %s: %s; want at %s: %s", c.query, at, wrong.Message, c.at, c.want)
		}
	}
	for _, s := range []string{"", " ", "，。", `""`, "+", "-", "-，", "💥", "\x00\x07", ".* ^$"} {
		if _, err := m.index.Search(context.Background(), index.Query{Text: s}); !errors.Is(err, index.ErrEmpty) {
			t.Errorf("%q: error %v", s, err)
		}
	}
	if res := m.search(t, index.Query{Text: strings.Repeat("党员 教师 ", 100) + "没有"}); len(res.Hits) == 0 {
		t.Error("a query of 201 words finds nothing")
	}
}

func TestFactsThatAnswer(t *testing.T) {
	m := newMade(t)
	m.put(t, archive(t)...)
	for _, c := range []struct {
		q    index.Query
		want string
	}{
		{index.Query{Text: "count.party_member:>100"}, "党员150名 党员1045名"},
		{index.Query{Text: "count.party_member:>120 count.modality:planned"}, "党员150名"},
		{index.Query{Text: "党员 教师", Kind: "count"}, "党员100名 教师60名 党员150名 党员1045名 教师80余名 ~党员20至30名"}, // by sentence
		{index.Query{Text: "award:national"}, "全国文明单位 national_model"},
		{index.Query{Text: "year:2023"}, "12_party_members national_model two_prizes"},
		{index.Query{Text: "year:2023 -award.level:school"}, ""}, // the report has one
		{index.Query{Text: "year:2023", Kind: "award"}, "national_model two_prizes"},
		{index.Query{Text: "文明", Kind: "heading"}, ""},
		{index.Query{Text: "集体", Org: "图书", Kind: "award"}, "先进集体"},
		{index.Query{Text: "count.teacher:>70 award.level:national"}, "教师80余名 全国文明单位"},
		{index.Query{Text: "党员 -发展 lang:zh", NoTranslation: true}, "党员1045名 教师80余名 全国文明单位"},
	} {
		c.q.Facts = c.q.Kind == ""
		res := m.search(t, c.q)
		var got []string
		for _, h := range res.Hits {
			for _, f := range h.Facts {
				q := strings.ReplaceAll(f.Quote.Text, " ", "_")
				if h.Partial {
					q = "~" + q
				}
				got = append(got, q)
			}
		}
		if !sameSet(got, strings.Fields(c.want)) {
			t.Errorf("%+v finds %v, want %s", c.q, got, c.want)
		}
		if full := len(strings.Fields(c.want)) - strings.Count(c.want, "~"); res.Total != full || res.AtLeast {
			t.Errorf("%+v: total %d, want %d", c.q, res.Total, full)
		}
	}
}

func TestAcrossLanguages(t *testing.T) {
	m := newMade(t)
	m.put(t, archive(t)...)
	for _, c := range []struct {
		q         index.Query
		last, via string
	}{
		{index.Query{Text: "党员"}, "r/2023/en.txt", "party members"},
		{index.Query{Text: "黨員 prizes"}, "r/2023/en.txt", "party members"},
		{index.Query{Text: "Party Members", Limit: 4}, "r/2022/range.txt", "党员"},
		{index.Query{Text: "党员", Sort: index.ByYear}, "r/2023/en.txt", "party members"},
		{index.Query{Text: "党员", Facts: true}, "r/2023/en.txt", "party members"},
	} {
		res := m.search(t, c.q)
		if len(res.Hits) == 0 {
			t.Errorf("%+v finds nothing", c.q)
			continue
		}
		h := res.Hits[len(res.Hits)-1]
		for _, other := range res.Hits {
			if h.Partial && !other.Partial { // the last that is not partial
				h = other
			}
		}
		if h.Path != c.last || h.Via != c.via || h.Partial {
			t.Errorf("%+v: the last hit is %s via %q, partial %v; want %s via %q", c.q, h.Path, h.Via, h.Partial, c.last, c.via)
		}
		if !c.q.Facts && c.via == "party members" {
			s := h.Snippets[0]
			text := []rune(s.Text)
			if got := string(text[s.Marks[0][0]:s.Marks[0][1]]); got != "party members" {
				t.Errorf("%+v marks %q", c.q, got)
			}
		}
		c.q.NoTranslation = true
		for _, h := range m.search(t, c.q).Hits {
			if h.Via != "" || h.Path == c.last && !h.Partial {
				t.Errorf("%+v: found %s via %q", c.q, h.Path, h.Via)
			}
		}
	}
	for _, s := range []string{`"党员"`, "-党员 hospital", "预备党员"} {
		for _, h := range m.search(t, index.Query{Text: s}).Hits {
			if h.Via != "" {
				t.Errorf("%s finds %s via %q", s, h.Path, h.Via)
			}
		}
	}
	if res := m.search(t, index.Query{Text: `"party members"`}); found(res) != "2023/en" {
		t.Errorf("a phrase is translated: %s", found(res))
	}
}

func TestFacets(t *testing.T) {
	m := newMade(t)
	recs := archive(t)
	if _, err := m.store.SetAliases([]corpus.Alias{{Alias: "东街小学", Organization: "东街"}}); err != nil {
		t.Fatal(err)
	}
	m.put(t, recs...)
	res := m.search(t, index.Query{Text: "-没有", Limit: 1, Facets: []string{"year", "org", "type", "lang", "kind", "award.level", "count.modality"}})
	var got []string
	for _, f := range res.Facets {
		line := f.Field + ":"
		for _, v := range f.Values {
			line += fmt.Sprintf(" %s=%d", v.Value, v.Count)
		}
		got = append(got, fmt.Sprintf("%s none=%d", line, f.None))
	}
	want := []string{
		"year: 2022=2 2021=1 2023=1 none=0",
		"org: City Hospital=1 东街=1 图书馆=1 西街小学=1 none=0",
		"type: summary=3 plan=1 none=0",
		"lang: zh=3 en=1 none=0",
		"kind: count=4 award=3 none=0",
		"award.level: national=2 school=1 none=2",
		"count.modality: actual=3 planned=2 none=0",
	}
	if !slices.Equal(got, want) || res.Total != 4 || len(res.Hits) != 1 {
		t.Errorf("%d hits of %d, counted\n%s\nwant\n%s", len(res.Hits), res.Total, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for name, want := range map[string]string{"year": "year", "单位": "org", "level": "award.level", "modality": "", "levle": "", "count.value": "", "x": ""} {
		if got, err := index.FacetNamed(corpustest.Kinds(), name); got != want || (err == nil) != (want != "") {
			t.Errorf("%s means %q, error %v; want %q", name, got, err, want)
		}
	}
}

func TestOrders(t *testing.T) {
	m := newMade(t)
	m.put(t, archive(t)...)
	for order, want := range map[index.Sort]string{
		index.ByYear:     "2021/small 2022/large 2022/range 2023/en none",
		index.ByYearDown: "2023/en 2022/large 2022/range 2021/small none",
		index.ByOrg:      "2023/en 2021/small 2022/range 2022/large none",
		index.ByPath:     "2021/small 2022/large 2022/range 2023/en none",
	} {
		if got := found(m.search(t, index.Query{Text: "-阿房宫", Sort: order})); got != want {
			t.Errorf("by %s: %s, want %s", order, got, want)
		}
	}
}

// TestPages checks that the pages of a result, joined, are the result, in every
// order, whatever has to be read to know it.
// TestExact: how many of many candidates answer is counted where that is wanted.
func TestExact(t *testing.T) {
	m := newMade(t)
	var records []*extract.Record
	for i := range 70 {
		text := "Work summary\nOur party members took part.\n"
		if i%2 == 1 {
			text = "Work summary\nThe party had other members.\n"
		}
		records = append(records, corpustest.Record(t, fmt.Sprintf("%02d.txt", i), text))
	}
	m.put(t, records...)
	for _, c := range []struct {
		exact bool
		total int
	}{{false, 1}, {true, 35}} {
		res := m.search(t, index.Query{Text: `"party members"`, Limit: 1, Exact: c.exact, Facets: []string{"lang"}})
		if res.AtLeast == c.exact || res.Total < c.total || c.exact && (res.Total != c.total || res.Facets[0].Values[0].Count != c.total) {
			t.Errorf("exact %v: %+v", c.exact, res)
		}
	}
}

func TestPages(t *testing.T) {
	m := newMade(t)
	var recs []*extract.Record
	for i := range 40 {
		text := fmt.Sprintf("报告%d\n本年工作%d。\n", i%7, i)
		if i%3 == 0 {
			text += "党员大会召开。\n"
		}
		if i%4 == 0 {
			text += "共产党员工作。\n"
		}
		if i%5 == 0 {
			text += "Party members met.\n"
		}
		if i%6 == 1 {
			text += "大会。党。员。\n"
		}
		r := corpustest.Record(t, fmt.Sprintf("%02d.txt", (i*37)%40), text,
			corpustest.Fact{Kind: "count", Values: fmt.Sprintf("value=%d subject=party_member", i), Quote: fmt.Sprintf("工作%d", i)})
		r.Meta.Year, r.Meta.Organization = 2010+i%4, []string{"甲", "乙", ""}[i%3]
		recs = append(recs, r)
	}
	m.put(t, recs...)
	for _, order := range index.Sorts {
		for _, q := range []index.Query{
			{Text: "党员"}, {Text: `"党员工"`}, {Text: "员工"}, {Text: "党员 大会"}, {Text: "year:2011.."}, {Text: "-党员"}, {Text: "党员 会"}, {Text: "党员工作"}, {Text: "-党员工作"}, {Text: "count.party_member:>10"},
			{Text: "工作", Facts: true}, {Text: "count.party_member:7..33", Facts: true}, {Text: "工作 大会", Kind: "count"},
		} {
			q.Sort = order
			q.Limit = 1000
			whole := hits(m.search(t, q))
			if len(whole) == 0 {
				t.Errorf("%+v finds nothing", q)
			}
			if len(slices.Compact(slices.Sorted(slices.Values(whole)))) != len(whole) {
				t.Errorf("%+v finds something twice", q)
			}
			for _, limit := range []int{4, 11} {
				var joined []string
				for q.Limit, q.Offset = limit, 0; ; q.Offset += limit {
					page := hits(m.search(t, q))
					joined = append(joined, page...)
					if len(page) < limit {
						break
					}
				}
				if !slices.Equal(joined, whole) {
					t.Errorf("%+v: pages of %d hold %v, the whole %v", q, limit, joined, whole)
				}
			}
		}
	}
}

// hits lists the hits, with whether they are partial and how they were found.
func hits(res index.Results) []string {
	var list []string
	for _, h := range res.Hits {
		about := fmt.Sprintf("%s %v %s", h.Path, h.Partial, h.Via)
		if len(h.Facts) == 0 {
			list = append(list, about)
		}
		for _, f := range h.Facts {
			b, _ := json.Marshal(f)
			list = append(list, about+string(b))
		}
	}
	return list
}

// TestSearchWhileWriting searches while reports are added: documents get other
// numbers all the time.
func TestSearchWhileWriting(t *testing.T) {
	m := newMade(t)
	m.put(t, archive(t)...)
	done := make(chan error)
	go func() {
		var err error
		for range 50 {
			var res index.Results
			res, err = m.index.Search(context.Background(), index.Query{Text: "党员 year:2021..", Facets: index.DefaultFacets, Sort: index.ByYear})
			if err != nil || len(res.Hits) < 4 {
				err = fmt.Errorf("%d hits, error %v", len(res.Hits), err)
				break
			}
		}
		done <- err
	}()
	for i := range 20 {
		m.put(t, corpustest.Record(t, fmt.Sprintf("more%d.txt", i), "党员\n"))
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}
