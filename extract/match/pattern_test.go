package match

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"zongjie/extract/text"
	"zongjie/lexicon"
)

// words are the classes that the tests of this package use.
var words = fstest.MapFS{
	"VERSION":     {Data: []byte("test\n")},
	"animal.tsv":  {Data: []byte("sheep\t羊|绵羊\tsheep\ngoat\t山羊\tgoat(s)\nmountain_goat\t\tmountain goat(s)\n-\t羊毛\tsheepskin\n")},
	"verb.tsv":    {Data: []byte("buy\t购买|买\tbought\nsell\t卖\tsold\n")},
	"product.tsv": {Data: []byte("cheese\t奶酪\tcheese\n")},
}

func testLexicon(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	lx, err := lexicon.Load(words)
	if err != nil {
		t.Fatal(err)
	}
	return lx
}

// scan makes one sentence of s.
func scan(lx *lexicon.Lexicon, s string) *Sentence {
	var b text.Builder
	b.Block(text.Block{}, s)
	doc := b.Document()
	seg := text.Segment{Span: doc.Blocks[0].Span, Lang: text.ZH}
	return &Scan(lx, doc, nil, []text.Segment{seg})[0]
}

func TestPattern(t *testing.T) {
	for _, c := range []struct {
		name, pattern, sentence string
		want                    string // matches between "; ", each "whole|field=captured ..."
	}{
		{"literal before a class", "共|共有 <animal:a>", "村里共有羊", "共有羊|a=羊"},
		{"number and class", "<num:n> 只 <animal:a>", "养了32只山羊", "32只山羊|n=32 a=山羊"},
		{"spaces are optional", "<num:n> <animal:a>", "12   goats", "12   goats|n=12 a=goats"},
		{"a gap within the clause", "<verb:v> <..4> <animal:a>", "购买了一批绵羊", "购买了一批绵羊|v=购买 a=绵羊"},
		{"a gap ends at a comma", "@<animal:a> <..8> <verb:v>", "绵羊,后来卖", ""},
		{"a gap that may cross commas", "@<animal:a> <,..8> <verb:v>", "绵羊,后来卖", "绵羊,后来卖|a=绵羊 v=卖"},
		{"no gap crosses a full stop", "@<animal:a> <,..8> <verb:v>", "绵羊。后来卖", ""},
		{"a comma inside a number is none", "<verb:v> <..9> <animal>", "卖出1,200只羊", "卖出1,200只羊|v=卖"},
		{"the nearest word counts", "@<verb:v> <..9> <animal:a>", "买山羊和绵羊", "买山羊|v=买 a=山羊"},
		{"an optional element that stands", "<num:n> 只? <animal>", "3只羊", "3只羊|n=3"},
		{"an optional element that does not", "<num:n> 只? <animal>", "3羊", "3羊|n=3"},
		{"some terms of a class", "<animal=goat|mountain_goat:a>", "a sheep, a mountain goat", "mountain goat|a=mountain goat"},
		{"a quotation without its marks", "称号 <quoted:q>", "授予称号“好牧人”", "称号“好牧人”|q=好牧人"},
		{"a quotation to the left", "<quoted:q> 称号 @<num>", "“好牧人”称号3", "“好牧人”称号3|q=好牧人"},
		{"titles of books are quotations", "@<quoted:q>", "读《养羊》", "《养羊》|q=养羊"},
		{"captured text is as short as it can be", "<num:n> <text:t..6> 只", "3大大只小只", "3大大只|n=3 t=大大"},
		{"captured text is not empty", "<num:n> <text:t..6> 只", "3只小只", "3只小只|n=3 t=只小"},
		{"captured text to the left", "<text:t..6> 有 @<num:n>", "村里有3", "里有3|t=里 n=3"},
		{"a Latin word is crossed whole", "<num:n> <..3> sheep", "3 goatsheep", ""},
		{"literals match in any case", "has @<num:n>", "The farm HAS 7", "HAS 7|n=7"},
		{"literals do not cut a Latin word", "as @<num:n>", "has 7", ""},
		{"an underscore is a space", "a_total_of @<num:n>", "a total of 9", "a total of 9|n=9"},
		{"each anchor matches once", "<num:n> 只", "3只、5只", "3只|n=3; 5只|n=5"},
		{"an anchor of one's own", "<num:n> <..4> @<animal:a>", "3只山羊", "3只山羊|n=3 a=山羊"},
		{"a blocker is no term", "<animal:a>", "买羊毛", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			lx := testLexicon(t)
			p, err := Parse(lx, c.pattern)
			if err != nil {
				t.Fatal(err)
			}
			if got := show(p, scan(lx, c.sentence)); got != c.want {
				t.Errorf("%q in %q:\n got %s\nwant %s", c.pattern, c.sentence, got, c.want)
			}
		})
	}
}

// show writes the matches of p in s, captures in the order of the pattern.
func show(p *Pattern, s *Sentence) string {
	var all []string
	p.All(s, nil, func(m Match) bool {
		var captured []string
		for _, field := range p.Fields() {
			if c, ok := m.Capture(field); ok {
				captured = append(captured, field+"="+s.Text(c.Span))
			}
		}
		all = append(all, strings.TrimSuffix(s.Text(m.Span)+"|"+strings.Join(captured, " "), "|"))
		return true
	})
	return strings.Join(all, "; ")
}

func TestPatternStopsWhenTold(t *testing.T) {
	lx := testLexicon(t)
	p, err := Parse(lx, "<num>")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	p.All(scan(lx, "1、2、3"), nil, func(Match) bool { n++; return n < 2 })
	if n != 2 {
		t.Errorf("yielded %d matches after the second said stop, want 2", n)
	}
}

func TestQuotations(t *testing.T) {
	for s, want := range map[string]string{
		"评为“先进”、\"优秀\"和【示范】":                 "“先进”|\"优秀\"|【示范】",
		"《关于“两会”的通知》":                        "《关于“两会”的通知》",
		"“没有下半":                              "",
		"“”空的":                               "",
		"“" + strings.Repeat("长", 101) + "”": "",
	} {
		var got []string
		for _, q := range Quotations(s, text.Span{End: len(s)}) {
			got = append(got, s[q.Start:q.End])
		}
		if g := strings.Join(got, "|"); g != want {
			t.Errorf("quotations in %q: %s, want %s", s, g, want)
		}
	}
	const inside = "一“二”三"
	if got := Quotations(inside, text.Span{Start: len("一"), End: len("一“二")}); got != nil {
		t.Errorf("found %v, whose end lies outside of the span", got)
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ pattern, want string }{
		{"<plant>", `no class "plant"`},
		{"<num", "no closing >"},
		{"<..> <num>", "no positive number"},
		{"<num> <text:t> 只", "needs a bound"},
		{"<num> <..201> 只", "the bound is over 200"},
		{"<num> <..x> 只", "no positive number"},
		{"<num> <..0> 只", "no positive number"},
		{"<..4> <num>", "a gap at an end"},
		{"<num> <..4>", "a gap at an end"},
		{"@<num> @<animal>", "two anchors"},
		{"@<num>? 只", "cannot be the anchor"},
		{"只 @<..4> 羊", "cannot be the anchor"},
		{"<num>? 只?", "needs a number, term, quotation or literal"},
		{"", "needs a number, term, quotation or literal"},
		{"共||有 <num>", "empty literal"},
	} {
		_, err := Parse(testLexicon(t), c.pattern)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Parse(%q) = %v, want an error with %q", c.pattern, err, c.want)
		}
	}
}

func TestMay(t *testing.T) {
	lx := testLexicon(t)
	p, err := Parse(lx, "<num:n> <verb>? <animal:a>")
	if err != nil {
		t.Fatal(err)
	}
	for s, want := range map[string]bool{"3只羊": true, "三羊": true, "养羊": false, "买了3本书": false} {
		if got := p.may(scan(lx, s)); got != want {
			t.Errorf("May(%q) = %v, want %v", s, got, want)
		}
	}
}

func TestFieldsAreInOrder(t *testing.T) {
	p, err := Parse(testLexicon(t), "<animal:a> <..3> <num:n> <quoted:q>?")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := p.Fields(), []string{"a", "n", "q"}; !slices.Equal(got, want) {
		t.Errorf("Fields() = %q, want %q", got, want)
	}
}

// FuzzParse looks for patterns that make Parse or All panic, and for matches
// that leave the sentence, the order of their parts or a UTF-8 border.
func FuzzParse(f *testing.F) {
	for _, p := range []string{"<num:n> <..6> @<animal:a>", "共|共有 <text:t..9> <num>", "<quoted:q> 称号", "<,..20> 羊", "@<", "a_b? <num>", "<animal=goat:x>?"} {
		for _, s := range []string{"购买了32只山羊,“好”称号", "bought 1,200 mountain goats", "《羊", "", "\xff羊"} {
			f.Add(p, s)
		}
	}
	lx := testLexicon(f)
	f.Fuzz(func(t *testing.T, pattern, sentence string) {
		p, err := Parse(lx, pattern)
		if err != nil || len(p.elems) > 5 || len(sentence) > 200 {
			return // gaps nest: time grows with their number
		}
		s := scan(lx, sentence)
		n := 0
		p.All(s, nil, func(m Match) bool {
			if !s.Span.Contains(m.Span) || m.Start > m.End {
				t.Fatalf("%q in %q: match %v outside of sentence %v", pattern, sentence, m.Span, s.Span)
			}
			if !m.Contains(m.Anchor) {
				t.Fatalf("%q in %q: anchor %v outside of match %v", pattern, sentence, m.Anchor, m.Span)
			}
			for _, c := range m.Captures {
				if !m.Contains(c.Span) || !border(s.Doc.Text, c.Start) || !border(s.Doc.Text, c.End) {
					t.Fatalf("%q in %q: capture %s %v of match %v", pattern, sentence, c.Field, c.Span, m.Span)
				}
			}
			n++
			return n < 100
		})
	})
}

// border reports whether a character starts at i of t, or t ends there.
func border(t string, i int) bool { return i == len(t) || t[i]&0xC0 != 0x80 }
