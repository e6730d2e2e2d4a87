package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// find returns the span of part in the text of doc.
func find(t *testing.T, doc *Document, part string) Span {
	t.Helper()
	i := strings.Index(doc.Text, part)
	if i < 0 {
		t.Fatalf("%q is not in %q", part, doc.Text)
	}
	return Span{i, i + len(part)}
}

// TestWrappedLines: where a line of Chinese was wrapped, no word is cut in two.
func TestWrappedLines(t *testing.T) {
	for raw, want := range map[string]string{
		"荣获优秀组织\n奖。":                  "荣获优秀组织奖。",
		"投入 8316\n  万元，培训 \n\n 5 次":   "投入 8316万元,培训5 次",
		"met twice and\n counted":     "met twice and\n counted",
		"the party\n党员 school\nteams": "the party党员 school\nteams",
		"\n党\n":                       "\n党\n",
	} {
		var b Builder
		b.Skip("一\n")
		b.Part(Block{}, raw)
		b.Block(Block{}, "末")
		doc := b.Document()
		if got := doc.Text[doc.Blocks[0].Start:doc.Blocks[0].End]; got != want {
			t.Errorf("%q is folded to %q, want %q", raw, got, want)
		}
		if doc.Raw != "一\n"+raw+"末\n" {
			t.Errorf("Raw is %q", doc.Raw)
		}
		last := find(t, doc, "末")
		if got := doc.RawText(last); got != "末" {
			t.Errorf("behind %q, 末 leads to %q", raw, got)
		}
	}
}

func TestQuote(t *testing.T) {
	var b Builder
	b.Skip("\n")
	b.Block(Block{Kind: Heading}, "　　（一）黨員隊伍")
	b.Skip("> ")
	b.Part(Block{Kind: Item, Page: 3}, "现有党员\u200b３２名，\r\n团员８名。")
	b.Skip(" **\n")
	b.Block(Block{}, "Ⅻ名")
	doc := b.Document()
	if want := "\n　　（一）黨員隊伍\n> 现有党员\u200b３２名，\n团员８名。 **\nⅫ名\n"; doc.Raw != want {
		t.Fatalf("Raw is %q, want %q", doc.Raw, want)
	}
	for _, c := range []struct {
		part, quote string
		block, line int
		page        int
	}{
		{"党员队伍", "黨員隊伍", 0, 2, 0},
		{" (一)", "（一）", 0, 2, 0}, // without white space
		{"党员32名", "党员\u200b３２名", 1, 3, 3},
		{"团员8名。", "团员８名。", 1, 4, 3},
		{"32名,团员", "３２名，\n团员", 1, 3, 3}, // over the end of a wrapped line
		{"XII", "Ⅻ", 2, 5, 0},
	} {
		t.Run(c.part, func(t *testing.T) {
			s := find(t, doc, c.part)
			q := doc.Quote(s, doc.Blocks[c.block].Span, c.block)
			if q.Text != c.quote || q.Line != c.line || q.Page != c.page {
				t.Errorf("quote %q of line %d, page %d, want %q of line %d, page %d", q.Text, q.Line, q.Page, c.quote, c.line, c.page)
			}
			if got := string([]rune(doc.Raw)[q.Start:q.End]); got != q.Text {
				t.Errorf("at its offsets stands %q, not %q", got, q.Text)
			}
			if want := strings.TrimSpace(doc.RawText(doc.Blocks[c.block].Span)); q.Sentence != want {
				t.Errorf("sentence %q, want %q", q.Sentence, want)
			}
		})
	}
}

func TestNarrow(t *testing.T) {
	var b Builder
	b.Skip("页首\n")
	b.Block(Block{Kind: Item, Level: 2}, "黨員大會。\n「三亮」活動。")
	doc := b.Document()
	s := find(t, doc, "“三亮”")
	part := doc.Narrow(doc.Blocks[0], s)
	if part.Kind != Item || part.Level != 2 || part.Span != s {
		t.Errorf("narrowed to %+v", part)
	}
	doc.Blocks = append(doc.Blocks, part)
	if a, b := doc.Quote(s, s, 0), doc.Quote(s, s, 1); a != b {
		t.Errorf("the quote is %+v in the whole block and %+v in its part", a, b)
	}
}

func TestBuilderMends(t *testing.T) {
	var b Builder
	b.Block(Block{}, "党\xff员\r甲\u2028乙")
	if doc := b.Document(); doc.Raw != "党\uFFFD员\n甲\n乙\n" || !utf8.ValidString(doc.Text) {
		t.Errorf("Raw is %q, Text %q", doc.Raw, doc.Text)
	}
}

func TestTrim(t *testing.T) {
	doc := &Document{Text: " \n甲 乙 \n"}
	for _, c := range []struct{ in, want Span }{
		{Span{0, len(doc.Text)}, Span{2, 9}},
		{Span{0, 2}, Span{2, 2}},
		{Span{2, 5}, Span{2, 5}},
		{Span{3, 3}, Span{3, 3}},
	} {
		if got := doc.Trim(c.in); got != c.want {
			t.Errorf("Trim(%v) = %v, want %v", c.in, got, c.want)
		}
	}
}

func TestSpan(t *testing.T) {
	s := Span{2, 5}
	for _, c := range []struct {
		o                  Span
		overlaps, contains bool
	}{{Span{0, 2}, false, false}, {Span{5, 9}, false, false}, {Span{4, 9}, true, false}, {Span{2, 5}, true, true}, {Span{3, 4}, true, true}, {Span{0, 9}, true, false}} {
		if s.Overlaps(c.o) != c.overlaps || s.Contains(c.o) != c.contains {
			t.Errorf("%v and %v: overlaps %v, contains %v", s, c.o, s.Overlaps(c.o), s.Contains(c.o))
		}
	}
	if s.Len() != 3 {
		t.Errorf("Len is %d", s.Len())
	}
}

func TestWords(t *testing.T) {
	w := NewWords(30)
	w.Add(6, []int{6, 9}) // 委员 会 at 6
	for i, want := range map[int]bool{0: true, 6: true, 9: false, 12: true, 15: true, 20: true} {
		if got := w.Border(i); got != want {
			t.Errorf("Border(%d) = %v", i, got)
		}
	}
	var got []Span
	w.All(Span{0, 30}, func(s Span) bool { got = append(got, s); return true })
	if len(got) != 2 || got[0] != (Span{6, 12}) || got[1] != (Span{12, 15}) {
		t.Errorf("All yields %v", got)
	}
	var none *Words
	if !none.Border(3) {
		t.Error("words that are not known veto a border")
	}
}

func FuzzBuilder(f *testing.F) {
	f.Add("（一）黨員\r\n", "３２名\u200b", " Ⅻ\xff", uint8(3))
	f.Add("", "", "", uint8(0))
	f.Fuzz(func(t *testing.T, a, b, c string, cut uint8) {
		var builder Builder
		builder.Skip(a)
		builder.Part(Block{}, b)
		builder.Skip(c + "\n")
		builder.Block(Block{}, a+b)
		doc := builder.Document()
		runes := []rune(doc.Raw)
		for i, bl := range doc.Blocks {
			start := min(bl.Start+int(cut), bl.End)
			for start < bl.End && !utf8.RuneStart(doc.Text[start]) {
				start++
			}
			s := Span{start, bl.End}
			q := doc.Quote(s, bl.Span, i)
			if got := string(runes[q.Start:q.End]); got != q.Text {
				t.Fatalf("quote %q, at its offsets %q", q.Text, got)
			}
			if want := strings.Count(string(runes[:q.Start]), "\n") + 1; q.Line != want {
				t.Fatalf("quote of line %d, want %d", q.Line, want)
			}
		}
	})
}

func TestLower(t *testing.T) {
	for _, s := range []string{"", "党员32名", "“三会”", "Party members", "全年KTV", "\u212A", "ⅣⅫ", "\uff21", "É", "𝐀"} {
		if got, want := Lower(s), strings.ToLower(s); got != want {
			t.Errorf("Lower(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestRuneSet(t *testing.T) {
	set := NewRuneSet("党员a")
	for _, c := range []struct {
		s            string
		index        int
		begins, ends bool
	}{{"", -1, false, false}, {"党", 0, true, true}, {"x员b", 1, false, false}, {"ba", 1, false, true}, {"𝐀", -1, false, false}} {
		if got := set.Index(c.s); got != c.index || set.Begins(c.s) != c.begins || set.Ends(c.s) != c.ends {
			t.Errorf("in %q: index %d, begins %v, ends %v", c.s, got, set.Begins(c.s), set.Ends(c.s))
		}
	}
}
