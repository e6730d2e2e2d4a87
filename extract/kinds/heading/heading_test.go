package heading_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zongjie/extract"
	"zongjie/extract/extracttest"
	"zongjie/extract/kinds"
	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/pipeline/segment"
)

func read(t *testing.T, doc *text.Document) extract.Result {
	t.Helper()
	engine, err := kinds.Load()
	if err != nil {
		t.Fatal(err)
	}
	return engine.Extract(doc, segment.Words(doc), segment.Split(doc), nil)
}

// outline writes headings as "1 一、 2 (一) ...": level and label.
func outline(r extract.Result) string {
	var parts []string
	for _, f := range r.Facts {
		if f.Kind.Outline {
			parts = append(parts, f.Get("level")+" "+f.Get("label"))
		}
	}
	return strings.Join(parts, " ")
}

func codes(r extract.Result) string {
	var all []string
	for _, w := range r.Warnings {
		if strings.HasPrefix(w.Code, "heading/") {
			all = append(all, strings.TrimPrefix(w.Code, "heading/"))
		}
	}
	return strings.Join(all, " ")
}

func TestNumberingIsReadAsAWhole(t *testing.T) {
	for _, c := range []struct{ name, text, outline, warnings string }{
		{"nested", "一、馆务\n（一）开放。\n1、延时。\n2、免费。\n（二）藏书。\n二、人员", "1 一、 2 （一） 3 1、 3 2、 2 （二） 1 二、", ""},
		{"lost label", "1. Dredge the pond.\n2. Mend the weir.\nThe sluice was painted.\n4. Clear the ditch.", "1 1. 1 2. 1 4.", "gap"},
		{"lost first label", "二、调解工作\n三、普法工作\n四、帮教工作", "1 二、 1 三、 1 四、", "gap"},
		{"damaged labels", "1. 组建队伍。\n2，制定预案。\n3 开展演练。\n4．总结评估。", "1 1. 1 2， 1 3 1 4．", ""},
		{"a label of another style", "五、财务管理\n六、档案管理\n7、后勤管理\n八、明年打算", "1 五、 1 六、 1 7、 1 八、", "gap"},
		{"duplicated label", "（一）种树\n（二）护林\n（二）防火\n（三）育苗", "1 （一） 1 （二） 1 （二） 1 （三）", "repeat"},
		{"restart under an unnumbered line", "一、上半年\n1、春耕。\n2、育秧。\n下半年的安排如下所述\n1、秋收。\n2、冬种。\n二、经费", "1 一、 2 1、 2 2、 2 1、 2 2、 1 二、", ""},
		{"level is depth, not style", "第一部分 回顾\n一、救助\n1、临时救助。\n二、养老\n（1）助餐点。\n第二部分 展望\n1、扩面。", "1 第一部分 2 一、 3 1、 2 二、 3 （1） 1 第二部分 2 1、", ""},
		{"quantities between labels", "1 工会组织\n3名专职干部到岗。\n12 party members were present.\n2 女工工作\n2019年表彰两次。\n3 文体工作", "1 1 1 2 1 3", ""},
		{"a quantity is no label", "Five nurses were sent to the village.\n20 principals took part.\nTwo of them stayed.", "", ""},
		{"labels of several styles", "一、选种\n二、育苗\n三、移栽\n第四、管水\n5.收割", "1 一、 1 二、 1 三、 1 第四、 1 5.", ""},
		{"reasons under a heading", "一、防汛\n第一、查险\n第二、备料\n二、抗旱", "1 一、 2 第一、 2 第二、 1 二、", ""},
		{"number word after number words", "One, feed the calves\n1, hay.\n2, oats.\nTwo, milk the cows\nThree stacks of hay, dry and clean\nFour, mend the fence", "1 One, 2 1, 2 2, 1 Two, 1 Three 1 Four,", ""},
		{"number word in a series", "3 Feed the calves\n4 Milk the cows\nFive stack the hay", "", ""},
		{"decimals under bare numbers", "1 概况\n1.1 人员\n1.2 场地\n2 成效\n2.1 服务\n2.1.1 窗口服务\n3 问题", "1 1 2 1.1 2 1.2 1 2 2 2.1 3 2.1.1 1 3", ""},
		{"decimals in text", "一、收入\n3.5万元用于维修。\n二、支出\n12.4公里管线更新。", "1 一、 1 二、", ""},
		{"unnumbered headings cut series off", "# 回顾与展望\n## 回顾\n（一）安置。\n（二）就业。\n## 展望\n1. 新设站点。\n2. 培训骨干。", "1 （一） 1 （二） 1 1. 1 2.", ""},
		{"the format gives levels", "# Report of the Works\n## A. Roads\n### 1. Bridges\n### 2. Signs\n## B. Drains", "1 A. 2 1. 2 2. 1 B.", ""},
		{"letters and Roman numbers", "I. Trails\nA. North\nB. South\nII. Huts\n(a) Stoves\n(b) Beds\nIII. Guides", "1 I. 2 A. 2 B. 1 II. 2 (a) 2 (b) 1 III.", ""},
		{"a series of 是 at level 2", "一、主要做法\n一是建台账。\n二是勤走访。\n三是重回访。\n二、存在不足\n一是人手不足；二是经费紧张。", "1 一、 2 一是 2 二是 2 三是 1 二、", ""},
		{"contents", "目录\n一、基本情况\n二、主要成效\n一、基本情况\n全站共有职工。\n二、主要成效", "1 一、 1 二、", ""},
		{"contents with leaders", "一、基本情况……………1\n二、主要成效...........3\n一、基本情况\n二、主要成效", "1 一、 1 二、", ""},
		{"dates", "2019. 3\n2021、06、30\n20, 2021 15:45", "", ""},
		{"noise and rows", "~一、推荐阅读\n~二、热门文章\n|1 张某\n|2 李某", "", ""},
		{"three glued labels", "（一）质控\n一加强巡房\n二严格交班\n三规范收费\n（二）后勤", "1 （一） 2 一 2 二 2 三 1 （二）", ""},
		{"one glued label", "（一）学习\n三会一课按月开展\n一加一帮扶不断", "1 （一）", ""},
		{"boxes to tick", "[x] Ada\n[x] Bert\n[ ] Carl", "", ""},
		{"a compilation of texts", "第一篇：柳溪图书馆工作总结\n一、借阅\n（一）开放。\n二、展览\n第二篇：柳溪图书馆阅览室工作总结\n一、采编", "1 一、 2 （一） 1 二、 1 一、", ""},
		{"parts that are named by what they tell", "第一篇 工作回顾\n一、借阅\n第二篇 来年打算\n一、采编", "1 第一篇 2 一、 1 第二篇 2 一、", ""},
		{"the phonetic sign for one", "ㄧ、緣起\n二、經過", "1 ㄧ、 1 二、", ""},
		{"one and two of other words", "I. Roads and bridges\n(a) the new bridge\n(b) the old road\nTwo. Water\n(1) Pipes were laid.", "1 I. 2 (a) 2 (b) 1 Two. 2 (1)", ""},
		{"first as a machine says it", "First, the orchards of the village\n1. Prune the trees.\n2. Pick the pears.", "1 First, 2 1. 2 2.", ""},
		{"a letter and then a number", "First, the ward:\n(a) nurses:\n1. Train them.\n2. House them.\n(2) Beds:", "1 First, 2 (a) 3 1. 3 2. 2 (2)", ""},
		{"two after first", "First, the reading club met every week and read many books together.\nThe books were good.\nTwo, the club lent its books to all readers of the town.", "1 First, 1 Two,", ""},
		{"one alone", "One, the state of the orchards\nThe trees are old.", "1 One,", ""},
		{"one of a sentence", "One, it is said, is none. The club has two.\nIt lends them.", "", ""},
		{"a text of a compilation with its year", "第1篇 柳溪图书馆年度总结2023\n一、借阅\n(一)开放。\n二、展览", "1 一、 2 (一) 1 二、", ""},
		{"numbers of slides", "Report of the museum\nThe museum shows its slides.\n2. 2. Visitors of the museum\n3. 3. Income of the museum", "", ""},
		{"a report that begins in its middle", "全年服务热情周到。\n（三）绿化养护\n1、补种树苗。\n2、清除杂草。", "1 （三） 2 1、 2 2、", "gap"},
		{"parts stay outermost", "Chapter 1: Wards\n1. Beds.\n2. Nurses.\nChapter 2: Labs\n1. Tests.", "1 Chapter 1: 2 1. 2 2. 1 Chapter 2: 2 1.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := read(t, extracttest.Blocks(c.text))
			if got := outline(r); got != c.outline {
				t.Errorf("outline\n got %s\nwant %s", got, c.outline)
			}
			if got := codes(r); got != c.warnings {
				t.Errorf("warnings: got %q, want %q", got, c.warnings)
			}
		})
	}
}

func TestTitlesEndWithTheirSentence(t *testing.T) {
	for text, want := range map[string]string{
		"一、筑牢防线。全年巡查不断。":                                          "筑牢防线。",
		"一、提高站位(含支部会。)凝聚共识。再部署":                                   "提高站位(含支部会。)凝聚共识。",
		"一、叫响“有事找我。”随后铺开。":                                        "叫响“有事找我。”",
		"1. Serve Dr. Wu's ward. Beds were added.":                "Serve Dr. Wu's ward.",
		"1. Plant version 2.5 of the map. It is new.":             "Plant version 2.5 of the map.",
		"1. Make a garden – Lin, Wu... In the end it bloomed.":    "Make a garden – Lin, Wu...",
		"1. Teach the women.The class was full.":                  "Teach the women.",
		"（一）開展「敬老」活動，服務長者":                                        "開展「敬老」活動，服務長者",
		"2、开展“六送”服务;":                                             "开展“六送”服务;",
		"First, read more, e.g. in the evening. Second thoughts.": "",
	} {
		got := ""
		for _, f := range read(t, extracttest.Blocks(text)).Facts {
			if f.Kind.Outline {
				got = f.Get("title")
			}
		}
		if got != want {
			t.Errorf("title of %q: got %q, want %q", text, got, want)
		}
	}
}

// TestHeadingsAreGrounded holds the evidence of a heading to its label and
// title, and its sentence around both.
func TestHeadingsAreGrounded(t *testing.T) {
	doc := extracttest.Blocks("說明\n（一）、巡護。每週兩次。\n（二）、記錄。")
	for _, f := range read(t, doc).Facts {
		if !f.Kind.Outline {
			continue
		}
		if want := f.Get("label") + f.Get("title"); f.Quote.Text != want || !strings.Contains(f.Quote.Sentence, want) {
			t.Errorf("quote %q in %q, want %q", f.Quote.Text, f.Quote.Sentence, want)
		}
		if runes := []rune(doc.Raw); string(runes[f.Quote.Start:f.Quote.End]) != f.Quote.Text {
			t.Errorf("the offsets of %q lead to %q", f.Quote.Text, string(runes[f.Quote.Start:f.Quote.End]))
		}
	}
}

// TestLabelsAreNoQuantities looks at the labels that counts must not read.
func TestLabelsAreNoQuantities(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"一、救助\n2、助学。", []string{"一、", "2、"}},
		{"措施有三：一是建档；二是走访；三是回访。", []string{"一是", "二是", "三是"}},
		{"做到：一要快、二要准、三要实。", []string{"一要", "二要", "三要"}},
		{"包括①登记②核实③公示。", []string{"①", "②", "③"}},
		{"主要是：(1)登记;(2)核实。", []string{"(1)", "(2)"}},
		{"要求如下：1、登记；2、核实；3、公示。", []string{"1、", "2、", "3、"}},
		{"全站12人，3人获奖，2、3月各开一次会。", nil},
		{"党员(3)组开会", nil},
		{"- 7 -", []string{"- 7 -"}},
		{"第3页 共9页", []string{"第3页 共9页"}},
		{"|1 甲村\n|2 乙村\n|30 户", []string{"1", "2"}},
		{"First, we thank 20 nurses.", []string{"First,"}},
		{"20 nurses came.", nil},
	} {
		var got []string
		doc := extracttest.Blocks(c.text)
		for _, s := range labels(t, doc) {
			got = append(got, doc.RawText(s))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("labels of %q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// labels returns the labels that a pass notes, seen by an extractor after it.
func labels(t *testing.T, doc *text.Document) []text.Span {
	t.Helper()
	var seen []text.Span
	all := kinds.All()
	probe := extract.Extractor{
		Kind: extract.Kind{Name: "probe", Plural: "probes"},
		Find: func(p *extract.Pass) { seen = slices.Clone(p.Labels) },
	}
	lx := lexiconOf(t)
	engine, err := extract.Compile(lx, nil, []extract.Extractor{all[0], probe})
	if err != nil {
		t.Fatal(err)
	}
	engine.Extract(doc, segment.Words(doc), segment.Split(doc), nil)
	return seen
}

func BenchmarkHeadings(b *testing.B) {
	var s strings.Builder
	for i := range 20 {
		fmt.Fprintf(&s, "第%d章 服务群众\n%s\n1、走访。%s\n2、帮扶。%s\n", i+1, strings.Repeat("全年坚持不懈。", 20), strings.Repeat("入户三次。", 30), strings.Repeat("结对到人。", 30))
	}
	doc := extracttest.Blocks(s.String())
	segs, words := segment.Split(doc), segment.Words(doc)
	lx := lexiconOf(b)
	engine, err := extract.Compile(lx, nil, kinds.All()[:1])
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		engine.Extract(doc, words, segs, nil)
	}
}

func lexiconOf(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	lx, err := lexicon.Load(lexicon.Data())
	if err != nil {
		t.Fatal(err)
	}
	return lx
}
