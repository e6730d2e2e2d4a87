package compare_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"zongjie/corpus"
	"zongjie/corpus/compare"
	"zongjie/corpus/corpustest"
)

// pairText writes pairs for comparison: the status, the quotes, and the changes.
func pairText(pairs []compare.Pair) string {
	var list []string
	for _, p := range pairs {
		s := string(p.Status)
		if p.A != nil {
			s += " " + p.A.Quote.Text
		}
		if p.B != nil {
			s += " " + p.B.Quote.Text
		}
		for _, c := range p.Changes {
			s += fmt.Sprintf(" %s:%s>%s", c.Field, c.A, c.B)
			if c.Difference != nil {
				s += "(" + c.Difference.String() + ")"
			}
			if c.Differ != "" {
				s += "[" + c.Differ + "]"
			}
		}
		list = append(list, s)
	}
	return strings.Join(list, "; ")
}

func TestPairs(t *testing.T) {
	const m = "subject=party_member unit=名 "
	for _, c := range []struct {
		name, textA, textB string
		a, b               []corpustest.Fact
		want               string
	}{
		{"equal", "党员45名", "党员45名", []corpustest.Fact{count(m+"value=45", "45")}, []corpustest.Fact{count(m+"value=45.0", "45")}, "same 45 45"},
		{"changed", "党员45名", "党员52名", []corpustest.Fact{count(m+"value=45", "45")}, []corpustest.Fact{count(m+"value=52", "52")}, "changed 45 52 value:45>52(+7, +15.6 %)"},
		{"fewer", "党员45名", "党员40.5名", []corpustest.Fact{count(m+"value=45", "45")}, []corpustest.Fact{count(m+"value=40.5", "40.5")}, "changed 45 40.5 value:45>40.5(-4.5, -10.0 %)"},
		{"from zero", "党员0名", "党员3名", []corpustest.Fact{count(m+"value=0", "0")}, []corpustest.Fact{count(m+"value=3", "3")}, "changed 0 3 value:0>3(+3)"},
		{"words that count people", "党员45名", "党员45人", []corpustest.Fact{count(m+"value=45", "45")}, []corpustest.Fact{count("subject=party_member unit=人 value=45", "45")}, "same 45 45"},
		{"planned", "党员45名", "党员50名", []corpustest.Fact{count(m+"value=45 modality=actual", "45")}, []corpustest.Fact{count(m+"value=50 modality=planned", "50")}, "changed 45 50 value:45>50[modality] modality:actual>planned"},
		{"not exact", "党员45名", "党员50余名", []corpustest.Fact{count(m+"value=45 qualifier=exact", "45")}, []corpustest.Fact{count(m+"value=50 qualifier=at_least", "50")}, "changed 45 50 value:45>50[qualifier] qualifier:exact>at_least"},
		{"a range", "党员45名", "党员50至60名", []corpustest.Fact{count(m+"value=45", "45")}, []corpustest.Fact{count(m+"value=50 max=60", "50")}, "changed 45 50 value:45>50[range] max:>60"},
		{"units", "全年培训党员共计12次", "全年培训党员共计12天", []corpustest.Fact{count("subject=training unit=次 value=12", "12")}, []corpustest.Fact{count("subject=training unit=天 value=12", "12")}, "changed 12 12 unit:次>天"},
		{"units and values", "全年培训党员共计12次", "全年培训党员共计15天", []corpustest.Fact{count("subject=training unit=次 value=12", "12")}, []corpustest.Fact{count("subject=training unit=天 value=15", "15")}, "changed 12 15 value:12>15[unit] unit:次>天"},
		{"rates", "合格率95%", "合格率98.5%", []corpustest.Fact{count("subject=rate unit=% value=95", "95%")}, []corpustest.Fact{count("subject=rate unit=% value=98.5", "98.5%")}, "changed 95% 98.5% value:95>98.5(+3.5 points)"},
		{"only here", "党员45名", "教师3名", []corpustest.Fact{count(m+"value=45", "45")}, []corpustest.Fact{count("subject=teacher unit=名 value=3", "3")}, "only_b 3; only_a 45"},
		{"by sentence", "全村共有党员45名。", "全村共有党员52名。\n其中女党员12名。", []corpustest.Fact{count(m+"value=45", "45")}, []corpustest.Fact{count(m+"value=52", "52"), count(m+"value=12", "12")}, "changed 45 52 value:45>52(+7, +15.6 %); only_b 12"},
		{"by sentence, the other way round", "全村共有党员45名。", "其中女党员12名。\n全村共有党员52名。", []corpustest.Fact{count(m+"value=45", "45")}, []corpustest.Fact{count(m+"value=12", "12"), count(m+"value=52", "52")}, "only_b 12; changed 45 52 value:45>52(+7, +15.6 %)"},
		{"by words", "党员45名,女12名", "党员52名,女15名",
			[]corpustest.Fact{count(m+"value=45 subject_text=党员", "45"), count(m+"value=12 subject_text=女党员", "12")},
			[]corpustest.Fact{count(m+"value=15 subject_text=女党员", "15"), count(m+"value=52 subject_text=党员", "52")},
			"changed 45 52 value:45>52(+7, +15.6 %); changed 12 15 value:12>15(+3, +25.0 %)"},
		{"by section", "全村有党员1名", "村里有党员2名村里有党员3名", []corpustest.Fact{{Kind: "count", Values: m + "value=1", Quote: "1", Section: []string{"二、"}}},
			[]corpustest.Fact{{Kind: "count", Values: m + "value=2", Quote: "2", Section: []string{"一、"}}, {Kind: "count", Values: m + "value=3", Quote: "3", Section: []string{"二、"}}},
			"only_b 2; changed 1 3 value:1>3(+2, +200.0 %)"},
		{"other things", "新修机耕路3公里", "铺设输水管5公里", []corpustest.Fact{count("subject=other unit=公里 value=3", "3")}, []corpustest.Fact{count("subject=other unit=公里 value=5", "5")}, "only_b 5; only_a 3"},
		{"other things of one name", "今年新修机耕路3公里", "今年新修机耕路5公里", []corpustest.Fact{count("subject=other unit=公里 value=3", "3")}, []corpustest.Fact{count("subject=other unit=公里 value=5", "5")}, "changed 3 5 value:3>5(+2, +66.7 %)"},
		{"years", "党员45名", "2019年党员40名", []corpustest.Fact{count(m+"value=45", "45")}, []corpustest.Fact{count(m+"value=40 year=2019", "40")}, "changed 45 40 value:45>40[year] year:>2019"},
		{"by the words before", "全年出口额3亿元,进口额5亿元", "全年进口额6亿元,出口额4亿元",
			[]corpustest.Fact{count("subject=money unit=元 value=3", "3亿元"), count("subject=money unit=元 value=5", "5亿元")},
			[]corpustest.Fact{count("subject=money unit=元 value=6", "6亿元"), count("subject=money unit=元 value=4", "4亿元")},
			"changed 3亿元 4亿元 value:3>4(+1, +33.3 %); changed 5亿元 6亿元 value:5>6(+1, +20.0 %)"},
		{"one sort and nothing else", "全年争取资金3元", "发放慰问金5元", []corpustest.Fact{count("subject=money unit=元 value=3", "3")}, []corpustest.Fact{count("subject=money unit=元 value=5", "5")}, "only_b 5; only_a 3"},
		{"other sentences of the same words", "村党支部现有党员45名,作风优良", "目前我支部共52名党员", []corpustest.Fact{count(m+"value=45 subject_text=党员", "45")}, []corpustest.Fact{count(m+"value=52 subject_text=党员", "52")}, "changed 45 52 value:45>52(+7, +15.6 %)"},
		{"a year of its own", "2020年党员45名", "2021年党员45名", []corpustest.Fact{count(m+"value=45 year=2020", "45")}, []corpustest.Fact{count(m+"value=45 year=2021", "45")}, "same 45 45"},
		{"another year", "党员45名", "2019年党员45名", []corpustest.Fact{count(m+"value=45", "45")}, []corpustest.Fact{count(m+"value=45 year=2019", "45")}, "changed 45 45 year:>2019"},
		{"parts", "党员45名", "党员45名", []corpustest.Fact{count(m+"value=45 part_of=7", "45")}, []corpustest.Fact{count(m+"value=45 part_of=90", "45")}, "same 45 45"},
		{"names", "获“文明村”称号", "获“文明 村”称号", []corpustest.Fact{{Kind: "award", Values: "name=“文明村” level=county", Quote: "文明村"}}, []corpustest.Fact{{Kind: "award", Values: "name=文明+村 level=municipal", Quote: "文明 村"}}, "changed 文明村 文明 村 level:county>municipal"},
		{"recipients", "村妇联获得文明岗称号", "村团支部获得文明岗称号", []corpustest.Fact{{Kind: "award", Values: "name=文明岗 recipient=村妇联", Quote: "文明岗"}}, []corpustest.Fact{{Kind: "award", Values: "name=文明岗 recipient=村团支部", Quote: "文明岗"}}, "changed 文明岗 文明岗 recipient:村妇联>村团支部"},
	} {
		a := report(t, "a", "东村", 2020, "summary", c.textA, c.a...)
		b := report(t, "b", "东村", 2021, "summary", c.textB, c.b...)
		name := append(c.a, c.b...)[0].Kind
		if got := pairText(compare.Pairs(kind(t, name), a.Record, b.Record)); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// TestPairsTranslated holds that the same number of the same sort pairs across
// languages, and no other does.
func TestPairsTranslated(t *testing.T) {
	a := report(t, "a", "东村", 2020, "summary", "党员28名,农户426户,教师3名", count("subject=party_member unit=名 value=28", "28名"), count("subject=household unit=户 value=426", "426户"), count("subject=teacher unit=名 value=3", "3名"))
	b := report(t, "b", "East Village", 2020, "summary", "28 members, 426 households, 4 teachers", count("subject=party_member value=28", "28 members"), count("subject=household unit=households value=426", "426 households"), count("subject=teacher value=4", "4 teachers"))
	b.Record.Meta.Language = "en"
	want := "same 28名 28 members; same 426户 426 households; only_b 4 teachers; only_a 3名"
	if got := pairText(compare.Pairs(kind(t, "count"), a.Record, b.Record)); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// TestPairsComplete holds that every fact stands in one pair, and that the sides
// can be exchanged.
func TestPairsComplete(t *testing.T) {
	quotes := []string{"甲", "乙", "丙", "丁", "戊"}
	for n := range 200 {
		var sides [2]corpus.Report
		for s := range sides {
			var facts []corpustest.Fact
			for i, q := range quotes {
				if (n>>i+s)%3 != 0 {
					facts = append(facts, count(fmt.Sprintf("subject=%s value=%d unit=%s", []string{"teacher", "student", "other"}[(n+i*s)%3], (n*i+s)%4, []string{"名", "次"}[(n+i)%2]), q))
				}
			}
			sides[s] = report(t, "r", "东村", 2020+s, "summary", strings.Join(quotes, " "), facts...)
		}
		a, b := sides[0].Record, sides[1].Record
		there, back := compare.Pairs(kind(t, "count"), a, b), compare.Pairs(kind(t, "count"), b, a)
		seenA, seenB := 0, 0
		for _, p := range there {
			if p.A != nil {
				seenA++
			}
			if p.B != nil {
				seenB++
			}
		}
		if seenA != len(a.Facts) || seenB != len(b.Facts) {
			t.Fatalf("%d of %d and %d of %d facts: %s", seenA, len(a.Facts), seenB, len(b.Facts), pairText(there))
		}
		if len(there) != len(back) {
			t.Fatalf("%s\n%s", pairText(there), pairText(back))
		}
	}
}

func TestHeadings(t *testing.T) {
	read := func(path, list string) corpus.Report {
		var facts []corpustest.Fact
		for i, title := range strings.Fields(list) {
			level := strings.Count(title, ">") + 1
			title = strings.Trim(title, ">")
			facts = append(facts, corpustest.Fact{Kind: "heading", Values: fmt.Sprintf("label=%d. number=%d level=%d title=%s", i+1, i+1, level, title), Quote: title})
		}
		return report(t, path, "", 2020, "summary", "题\n"+strings.ReplaceAll(list, " ", "\n"), facts...)
	}
	for _, c := range []struct{ name, a, b, want string }{
		{"the same", "支部建设 产业发展", "支部建设 产业发展", "=支部建设 =产业发展"},
		{"numbered anew", "支部建设 产业发展", "支部建设 文化生活 产业发展", "=支部建设 B文化生活 =产业发展"},
		{"left out", "支部建设 产业发展 文化生活", "支部建设 文化生活", "=支部建设 A产业发展 =文化生活"},
		{"exchanged", "甲一 乙二 丙三", "乙二 丙三 甲一", "A甲一 =乙二 =丙三 B甲一"},
		{"in other words", "加强支部组织建设工作 产业发展", "支部组织建设工作 产业发展", "*加强支部组织建设工作/支部组织建设工作 =产业发展"},
		{"equal before alike", "支部组织建设工作 加强支部组织建设工作", "加强支部组织建设工作", "A支部组织建设工作 =加强支部组织建设工作"},
		{"another level", "甲一 >乙二", "甲一 乙二", "=甲一 =乙二!"},
		{"nothing in common", "甲一 乙二", "丙三", "A甲一 A乙二 B丙三"},
		{"one is empty", "", "丙三", "B丙三"},
		{"signs and case", "“三会一课”制度", "三会一课制度", "=“三会一课”制度"},
	} {
		a, b := read("a", c.a), read("b", c.b)
		var got []string
		for _, p := range compare.Headings(kind(t, "heading"), a.Record, b.Record) {
			s := ""
			switch p.Status {
			case compare.Equal:
				s = "=" + p.A.Get("title")
			case compare.Changed:
				s = "*" + p.A.Get("title") + "/" + p.B.Get("title")
			case compare.OnlyA:
				s = "A" + p.A.Get("title")
			case compare.OnlyB:
				s = "B" + p.B.Get("title")
			}
			if p.Level {
				s += "!"
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
	}
}

func TestProse(t *testing.T) {
	for _, c := range []struct {
		name, a, b    string
		same, numbers int // of a
	}{
		{"the same", "村里的水渠由村民自己轮流看护。", "村里的水渠由村民自己轮流看护!", 1, 0},
		{"folded", "The river is 12 km long, and CLEAN.", "the river is １２ km long and clean", 1, 0},
		{"traditional", "農戶參加培訓的熱情很高。", "农户参加培训的热情很高。", 1, 0},
		{"digits", "全年培训农户二百一十人,办班6期。", "全年培训农户260人,办班十二期。", 0, 1},
		{"points and signs", "人均收入达到12,600.5元,增长3%。", "人均收入达到9800元,增长10.25%。", 0, 1},
		{"words for numbers", "We held twelve lectures for farmers in 2020.", "We held 3 lectures for farmers in 2021.", 0, 1},
		{"other words", "村里的水渠由村民自己轮流看护。", "村里的水渠由支部党员轮流看护。", 0, 0},
		{"short", "狠抓落实。", "狠抓落实。", 0, 0},
		{"both", "村里的水渠有12条由村民看护。", "村里的水渠有15条由村民看护。|村里的水渠有12条由村民看护。", 1, 0},
	} {
		sentences := func(s string) []compare.Sentence {
			var list []compare.Sentence
			for i, text := range strings.Split(s, "|") {
				list = append(list, compare.Sentence{Text: text, Line: i + 1})
			}
			return list
		}
		p := compare.CompareProse(sentences(c.a), sentences(c.b))
		if p.A.Same != c.same || p.A.Numbers != c.numbers || len(p.Twins) != c.same+c.numbers {
			t.Errorf("%s: %+v, want %d and %d", c.name, p, c.same, c.numbers)
		}
		if p.A.Sentences+p.A.Short != 1 {
			t.Errorf("%s: %d sentences and %d short ones", c.name, p.A.Sentences, p.A.Short)
		}
	}
	if p := compare.CompareProse(nil, nil); p.A.Sentences != 0 || p.Twins != nil {
		t.Errorf("nothing: %+v", p)
	}
}

// TestComparisonJSON holds that a comparison is an object with every pair.
func TestComparisonJSON(t *testing.T) {
	a := report(t, "r/a", "东村", 2020, "summary", "党员45名<b>", count("subject=party_member value=45", "45名<b>"))
	b := report(t, "r/b", "东村", 2021, "summary", "党员52名", count("subject=party_member value=52", "52"))
	c := compare.Reports(&a, &b, corpustest.Kinds())
	data, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		A     struct{ Path string }
		Kinds []struct {
			Kind    string
			Changed int
			Pairs   []struct {
				Status  string
				Changes []struct {
					Field, A, B string
					Difference  struct{ Change, Percent string }
				}
				A struct{ Value float64 }
			}
		}
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if got.A.Path != "r/a" || got.Kinds[0].Changed != 1 || got.Kinds[0].Pairs[0].Changes[0].Difference.Percent != "+15.6" || got.Kinds[0].Pairs[0].A.Value != 45 {
		t.Errorf("%s", data)
	}
}
