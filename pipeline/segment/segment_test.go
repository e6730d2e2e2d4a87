package segment

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zongjie/extract/text"
	"zongjie/lexicon/fold"
	"zongjie/pipeline/ingest"
)

// document returns a document whose blocks are the paragraphs.
func document(paragraphs ...string) *text.Document {
	var b text.Builder
	for _, p := range paragraphs {
		b.Block(text.Block{}, p)
	}
	return b.Document()
}

func split(t *testing.T, paragraphs ...string) []string {
	t.Helper()
	doc := document(paragraphs...)
	var got []string
	for _, s := range Split(doc) {
		got = append(got, doc.Text[s.Start:s.End])
	}
	return got
}

// TestSentences holds where sentences end: at each | of the text.
func TestSentences(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"chinese stops", "支部召开大会3次。|会议很成功!|谁来办?|立即办;|马上办。"},
		{"comma and colon end nothing", "具体如下:一抓学习,二抓落实"},
		{"no stop", "全年工作总结"},
		{"closing quote after the stop", "他说:“一定完成任务。”|任务随后完成。"},
		{"quote that goes on", "“办得好!”的赞誉传遍全村。|大家都高兴。"},
		{"stop inside a quote", "开展“读书。思考。实践”活动5场。|共有30人参加。"},
		{"stop inside a title", "印发《办法!细则》2份。|完毕。"},
		{"bracket with stops", "村里有党员48人(其中女党员12人;预备党员2人),团员30人。|另有积极分子3人。"},
		{"bracket closed before the stop", "做到四个一(即:学一次,讲一次。)。|完成。"},
		{"long bracket is no bracket", "(" + strings.Repeat("很长的一段话。|", 20) + "完)"},
		{"unclosed quote", "开展“读书活动5场。|共有30人参加。"},
		{"ellipsis", "演唱、舞蹈、朗诵……|精彩纷呈。"},
		{"ellipsis that goes on", "语文、数学……等学科都参加。|完。"},
		{"ellipsis that ends", "他走了……|大家都记得他。"},
		{"repeated stops", "真的吗?!|真的!!!|好。"},
		{"full stop between chinese", "提高素质.|增强党性.|完成"},
		{"chinese label with full stop", "一.加强学习。|二.抓好落实。"},
		{"arabic label", "1.加强学习。|做好记录。"},
		{"label in the middle", "任务完成。|2.加强管理。"},
		{"bracketed label", "(3).管理。|完。"},
		{"decimal and date", "产值3.5亿元,5.12之后,版本2.0.1更新。|2019.3完成。"},
		{"english", "We held 3 meetings. |All staff came! |Did they? |They did; |it was good."},
		{"title before a name", "Mr. Li and Dr. Wang came. |Prof. Zhao spoke."},
		{"number", "No. 5 Middle School won. |No. |We did not."},
		{"e.g. and i.e.", "Some rules, e.g. the fee rule, i.e. Rule 3, were read. |Done."},
		{"etc.", "Pens, books, etc. were given. |Pens, books, etc. |The school paid."},
		{"initials", "Comrade J. Q. Li spoke. |Then we left."},
		{"country", "The U.S. Congress met. |He left the U.S. |The visit ended."},
		{"company", "Hill Co. Ltd. gave 300 yuan. |It was kind."},
		{"english decimal", "It grew by 3.5 percent to 12.8. |Then it fell."},
		{"english label", "1. Improve the system. |Study it. |2. Work on."},
		{"letter label", "A. Improve the system. |Study."},
		{"roman label", "IV. Improve the system. |Study."},
		{"label after a colon", "The points are: 1. Study the rules. |The end."},
		{"space lost", "Over 2,900 women.|The club has 10 members. |See www.Example.com. |End."},
		{"file name", "Version 2.0 of node.js came. |End."},
		{"english quotes", "He said \"Do it. Do it now.\" |Then they did."},
		{"quote in the middle", "The \"Be good! Be kind\" week was held. |End."},
		{"small letter after a stop", "The school, est. in 1990, grew."},
		{"english ellipsis", "More than 98% ... |XX years. |Then some ... and more."},
		{"ellipsis before a capital", "The rate is 98% ... |Next we talk."},
		{"english brackets", "We met (Nos. 1 to 3. All of them) in May. |End."},
		{"stop before a bracket", "We met. |(It was May.) |End."},
		{"address", "See http://example.com/a?b=1 for it."},
		{"entity", "党员&nbsp;32名。|完。"},
		{"semicolons in english", "Won the \"Best School\" title; |the \"Best Class\" title."},
		{"line end within a paragraph", "We met in the\nhall. |It was\ngood."},
		{"percentage", "The rate was 98%.|The school is proud. |End."},
	} {
		t.Run(c.name, func(t *testing.T) {
			var want []string
			for _, s := range strings.Split(c.want, "|") {
				want = append(want, strings.TrimSpace(s))
			}
			if got := split(t, strings.ReplaceAll(c.want, "|", "")); !slices.Equal(got, want) {
				t.Errorf("got  %q\nwant %q", got, want)
			}
		})
	}
}

func TestNoiseHasNoSentences(t *testing.T) {
	var b text.Builder
	b.Block(text.Block{Kind: text.Noise}, "首页。登录。")
	b.Block(text.Block{Kind: text.Heading}, "一、概况")
	doc := b.Document()
	segs := Split(doc)
	if len(segs) != 1 || segs[0].Block != 1 || doc.Text[segs[0].Start:segs[0].End] != "一、概况" {
		t.Errorf("got %v, want the one sentence of block 1", segs)
	}
}

func TestLongSentence(t *testing.T) {
	for name, s := range map[string]string{
		"words":    strings.Repeat("word ", 200_000),
		"no space": strings.Repeat("总", 300_000),
		"brackets": strings.Repeat("(", 500_000),
		"quotes":   strings.Repeat("“", 200_000),
		"dots":     strings.Repeat("a.", 300_000),
	} {
		doc := document(s)
		segs := Split(doc)
		end := 0
		for _, seg := range segs {
			if seg.Len() > maxSentence {
				t.Errorf("%s: a sentence has %d bytes", name, seg.Len())
			}
			if strings.TrimSpace(doc.Text[end:seg.Start]) != "" {
				t.Errorf("%s: text between sentences is lost", name)
			}
			end = seg.End
		}
		if len(segs) < 2 {
			t.Errorf("%s: %d sentences, want it cut", name, len(segs))
		}
	}
}

func TestLanguageByScript(t *testing.T) {
	for _, c := range []struct {
		s    string
		want verdict
	}{
		{"", none},
		{"2019-12-30", none},
		{"全年召开会议12次", surelyZH},
		{"參加WTO培訓的黨員", surelyZH},
		{"The branch held 12 meetings.", surelyEN},
		{"Work of trade unions in 2020", surelyEN},
		{"Party building", surelyEN},
		{"Organizational construction", latin},
		{"Le comité a tenu douze réunions cette année", accented},
		{"https://www.example.com/a/b", none},
		{"见 https://www.example.com/a/b/c/d/e/f", surelyZH},
		{"年次報告をまとめました", foreign},
		{"올해 회의를 열두 번 열었다", foreign},
		{"Мы провели двенадцать собраний", foreign},
		{"完成 RISC-V LLVM backend patch review upstream merge", mixed},
		{"乌镇の秋天美丽如画令人向往", surelyZH},
	} {
		if got := judge(c.s); got != c.want {
			t.Errorf("judge(%q) = %d, want %d", c.s, got, c.want)
		}
	}
}

// TestLanguage holds that plain Chinese and English do without lingua, whose
// models cost start-up and memory.
func TestLanguage(t *testing.T) {
	linguaUsed.Store(false)
	check := func(doc *text.Document, want ...text.Lang) []text.Segment {
		t.Helper()
		segs := Split(doc)
		var got []text.Lang
		for _, s := range segs {
			got = append(got, s.Lang)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: languages %v, want %v", doc.Text, got, want)
		}
		return segs
	}
	check(document("2020年工作总结", "支部现有党员32名。", "12", "开展IT培训3次。"), text.ZH, text.ZH, text.ZH, text.ZH)
	segs := check(document("Work Summary", "The branch has 32 members. We held meetings every month.", "Second, organizational construction", "2020"), text.EN, text.EN, text.EN, text.EN, text.EN)
	if w := Warnings(document("Work Summary"), segs[:1]); len(w) != 0 {
		t.Errorf("English has warnings: %v", w)
	}
	if linguaUsed.Load() {
		t.Fatal("plain Chinese or English used lingua")
	}
	french := document("Le comité du village a tenu douze réunions pendant l'année écoulée et aidé vingt familles pauvres.",
		"Nous avons construit trois ponts neufs près du marché couvert pour les habitants du quartier.")
	segs = check(french, text.Other, text.Other)
	if !linguaUsed.Load() {
		t.Error("French did not use lingua")
	}
	w := Warnings(french, segs)
	if len(w) != 1 || w[0].Code != "segment/language" || !strings.Contains(w[0].Message, "French") || w[0].Quote == nil {
		t.Errorf("warnings of French: %v", w)
	}
	japanese := document("今年度は会議を十二回開催しました。", "会員は三十二名です。")
	if w := Warnings(japanese, check(japanese, text.Other, text.Other)); len(w) != 1 || !strings.Contains(w[0].Message, "Japanese") {
		t.Errorf("warnings of Japanese: %v", w)
	}
	spanish := document("Durante el periodo construimos tres puentes nuevos para los vecinos del barrio.")
	check(spanish, text.Other)
	check(document("支部现有党员32名,开展了多种活动。", "Comrade Li Ming", "Xiao Wang, Lao Zhang, Xiao Li"), text.ZH, text.EN, text.EN)
}

func TestChinese(t *testing.T) {
	for _, c := range []struct {
		s    string
		want []string
	}{
		{"", nil},
		{"The branch has 32 members.", nil},
		{"支部现有党员32名。", []string{"支部现有党员32名"}},
		{"4S店和KTV共3家", []string{"4S店和KTV共3家"}},
		{"共32", []string{"共32"}},
		{"The Party branch (党支部) of the county committee held the “三会一课” again", []string{"党支部", "三会一课"}},
		{"党员 (Party member) 会议", []string{"党员 (Party member) 会议"}},
	} {
		var got []string
		for start, end := range chinese(c.s) {
			got = append(got, c.s[start:end])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("chinese(%q) = %q, want %q", c.s, got, c.want)
		}
	}
}

func TestWords(t *testing.T) {
	doc := document("委员会员工大会", "The meeting")
	w := Words(doc)
	at := strings.Index(doc.Text, "会员")
	if w.Border(at) {
		t.Errorf("a word begins within 委员会")
	}
	if at := strings.Index(doc.Text, "meeting") + 1; !w.Border(at) {
		t.Errorf("something is known of the words of English")
	}
}

// reports returns the paths of the reports that lie beside the module, of
// which there may be none.
func reports(tb testing.TB) []string {
	tb.Helper()
	dir, err := filepath.Abs("../..")
	if err != nil {
		tb.Fatal(err)
	}
	var paths []string
	for range 3 {
		dir = filepath.Dir(dir)
		for _, part := range []string{"seeds", "real"} {
			filepath.WalkDir(filepath.Join(dir, "shared", part), func(path string, d os.DirEntry, err error) error {
				if err == nil && !d.IsDir() && slices.Contains([]string{".txt", ".md"}, filepath.Ext(path)) {
					paths = append(paths, path)
				}
				return nil
			})
		}
		if paths != nil {
			return paths
		}
	}
	return nil
}

func documents(tb testing.TB) (docs []*text.Document, size int) {
	tb.Helper()
	for _, path := range reports(tb) {
		data, err := os.ReadFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		if r := ingest.Read(path, data); r.Document != nil {
			docs = append(docs, r.Document)
			size += len(data)
		}
	}
	if docs == nil {
		tb.Skip("no reports beside the module")
	}
	return docs, size
}

// TestReports holds the contract of Split over real reports.
func TestReports(t *testing.T) {
	docs, _ := documents(t)
	for _, doc := range docs {
		checkSegments(t, doc, Split(doc))
	}
}

// checkSegments holds that segs are disjoint, in order, within their blocks,
// and leave out nothing but white space.
func checkSegments(t *testing.T, doc *text.Document, segs []text.Segment) {
	t.Helper()
	at, end := 0, 0
	for b, block := range doc.Blocks {
		end = block.Start
		for ; at < len(segs) && segs[at].Block == b; at++ {
			s := segs[at]
			if s.Start < end || s.End > block.End || s.Len() <= 0 {
				t.Fatalf("segment %v of block %v, after %d", s, block, end)
			}
			if strings.TrimSpace(doc.Text[end:s.Start]) != "" {
				t.Fatalf("%q is in no segment", doc.Text[end:s.Start])
			}
			end = s.End
		}
		if block.Kind != text.Noise && strings.TrimSpace(doc.Text[end:block.End]) != "" {
			t.Fatalf("%q is in no segment", doc.Text[end:block.End])
		}
	}
	if at != len(segs) {
		t.Fatalf("%d of %d segments are in the order of blocks", at, len(segs))
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"", "支部召开大会。\n他说:“好。”", "Mr. Li met No. 5.\nThe U.S. Then", "(((“《\"'", "……...!?。;", "1.\n一.\n&nbsp;", "a.B c.Dd 98%.The", "\u3000\u200b党\ufffd", "「三亮」『の』한국"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var b text.Builder
		for i, p := range strings.Split(s, "\n\n") {
			b.Block(text.Block{Kind: text.Kind(i % 5)}, p)
		}
		doc := b.Document()
		checkSegments(t, doc, Split(doc))
		for start, end := range chinese(fold.String(strings.ToValidUTF8(s, ""))) {
			if start >= end {
				t.Fatalf("Chinese from %d to %d", start, end)
			}
		}
	})
}

func BenchmarkSplit(b *testing.B) {
	docs, _ := documents(b)
	size := 0
	for _, doc := range docs {
		size += len(doc.Text)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, doc := range docs {
			Split(doc)
		}
	}
}
