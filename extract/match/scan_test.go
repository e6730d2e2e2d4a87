package match

import (
	"strings"
	"testing"

	"zongjie/extract/text"
)

func TestScan(t *testing.T) {
	lx := testLexicon(t)
	for _, c := range []struct{ name, sentence, want string }{
		{"terms and numbers by place", "购买32只山羊", "buy 32 goat"},
		{"the longest term at a place", "绵羊", "sheep"},
		{"the leftmost term of a class", "mountain goats", "mountain_goat"},
		{"a blocker hides what it holds", "羊毛和羊", "sheep"},
		{"classes do not hide each other", "买羊", "buy sheep"},
		{"no term starts inside a Latin word", "rebought", ""},
		{"no term ends inside a Latin word", "goatee", ""},
		{"Latin beside Han", "买goat了", "buy goat"},
		{"any run of spaces, or a hyphen", "mountain   goat, mountain-goat", "mountain_goat mountain_goat"},
		{"in any case", "Sold GOATS", "sell goat"},
	} {
		var got []string
		for _, tok := range scan(lx, c.sentence).Tokens {
			if tok.Number != nil {
				got = append(got, tok.Number.Value.String())
			} else {
				got = append(got, tok.Term.ID)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q holds %q, want %q", c.name, c.sentence, s, c.want)
		}
	}
}

// TestScanVeto checks that a term which ends inside a word is none, and that
// ignorance of words vetoes nothing.
func TestScanVeto(t *testing.T) {
	lx := testLexicon(t)
	const s = "奶酪饼,奶酪"
	doc, seg := build(s)
	known := text.NewWords(len(doc.Text))
	known.Add(0, []int{len("奶酪饼"), len("奶酪饼,"), len(s)})
	count := func(w *text.Words) int {
		sent := Scan(lx, doc, w, seg)[0]
		product, _ := lx.Class("product")
		n := 0
		sent.Within(product, sent.Span, func(*Token) bool { n++; return true })
		return n
	}
	if got := count(known); got != 1 {
		t.Errorf("with words: %d products, want the second only", got)
	}
	if got := count(nil); got != 2 {
		t.Errorf("without words: %d products, want 2", got)
	}
}

func build(s string) (*text.Document, []text.Segment) {
	var b text.Builder
	b.Block(text.Block{}, s)
	doc := b.Document()
	return doc, []text.Segment{{Span: doc.Blocks[0].Span, Lang: text.ZH}}
}

func TestClause(t *testing.T) {
	lx := testLexicon(t)
	for _, c := range []struct{ sentence, at, want string }{
		{"春天买羊,秋天卖羊。", "秋", "秋天卖羊"},
		{"共1,200只羊,已卖", "只", "共1,200只羊"},
		{"买山羊、绵羊;卖羊", "绵", "买山羊、绵羊"},
		{"时间:9:30到", "到", "9:30到"},
	} {
		s := scan(lx, c.sentence)
		got := s.Text(s.Clause(strings.Index(c.sentence, c.at)))
		if got != c.want {
			t.Errorf("clause around %q of %q is %q, want %q", c.at, c.sentence, got, c.want)
		}
	}
}

func TestLookups(t *testing.T) {
	lx := testLexicon(t)
	const text = "买山羊和绵羊"
	s := scan(lx, text)
	animal, _ := lx.Class("animal")
	verb, _ := lx.Class("verb")
	if tok := s.First(animal, s.Span); tok == nil || s.Text(tok.Span) != "山羊" {
		t.Errorf("First found %v, want 山羊", tok)
	}
	if tok := s.Last(animal, s.Span); tok == nil || s.Text(tok.Span) != "绵羊" {
		t.Errorf("Last found %v, want 绵羊", tok)
	}
	if s.At(verb, 0) == nil || s.At(animal, 0) != nil {
		t.Error("At(0) is the verb and no animal")
	}
	if s.Ending(animal, len(text)) == nil || s.Ending(verb, len(text)) != nil {
		t.Error("an animal ends the sentence and no verb does")
	}
	if s.NumberAt(0) != nil {
		t.Error("a number at 0, where the verb is")
	}
	if n := scan(lx, "买3羊"); n.NumberAt(len("买")) == nil || n.NumberAt(0) != nil {
		t.Error("the only number is behind the verb")
	}
	if !s.Has.Has(animal.Set()|verb.Set()) || s.Numbers {
		t.Error("the sentence holds both classes and no number")
	}
}
