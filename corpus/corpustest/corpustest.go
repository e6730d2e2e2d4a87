// Package corpustest makes records for tests: small texts with facts stated by
// hand.
package corpustest

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/extract/kinds"
	"zongjie/extract/text"
	"zongjie/lexicon/words"
)

// Fact is a fact of a record: the first place of Quote in the text states it.
// Values are "name=value" between blanks; + stands for a blank in a value.
type Fact struct {
	Kind, Values, Quote string
	Section             []string
}

// Kinds returns the kinds that the program finds.
func Kinds() []*extract.Kind {
	all := kinds.All()
	list := make([]*extract.Kind, len(all))
	for i := range all {
		list[i] = &all[i].Kind
	}
	return list
}

// Record returns the record of a file at path with the text given: one block
// a line, one sentence a block. Facts are given in the order of kinds.
func Record(t testing.TB, path, raw string, facts ...Fact) *extract.Record {
	t.Helper()
	var b text.Builder
	for n, line := range strings.Split(strings.TrimSuffix(raw, "\n"), "\n") {
		switch {
		case strings.TrimSpace(line) == "":
			b.Skip(line + "\n")
		case strings.HasPrefix(line, "> "):
			b.Block(text.Block{Kind: text.Noise, Where: "noise"}, line)
		default:
			b.Block(text.Block{Page: n/20 + 1, Where: "a line"}, line)
		}
	}
	doc := b.Document()
	sum := sha256.Sum256([]byte(raw))
	rec := &extract.Record{
		ID:     hex.EncodeToString(sum[:]),
		Source: extract.Source{Path: path, Format: "txt", Encoding: "utf-8", Bytes: int64(len(raw)), Modified: "2024-05-06T07:08:09Z"},
		Status: extract.OK, Rules: "1", Chars: utf8.RuneCountInString(doc.Raw),
		Meta:     extract.Meta{Title: doc.RawText(doc.Blocks[0].Span), DocType: "summary", Language: "zh", Shares: extract.Shares{ZH: 100}, TitleBlock: -1},
		Document: doc, Words: Words(doc),
	}
	known := Kinds()
	for _, f := range facts {
		rec.Facts = append(rec.Facts, fact(t, doc, known, f))
	}
	return rec
}

// Words finds the words of every block of doc that is no noise and not all
// Latin.
func Words(doc *text.Document) *text.Words {
	w := text.NewWords(len(doc.Text))
	for _, block := range doc.Blocks {
		if s := doc.Text[block.Start:block.End]; block.Kind != text.Noise && strings.ContainsFunc(s, func(r rune) bool { return r >= 0x3400 }) {
			w.Add(block.Start, words.Ends(s))
		}
	}
	return w
}

func fact(t testing.TB, doc *text.Document, known []*extract.Kind, f Fact) extract.Fact {
	t.Helper()
	for _, k := range known {
		if k.Name != f.Kind {
			continue
		}
		made := extract.Fact{Kind: k, Rule: k.Name + "/test", Values: make([]string, len(k.Fields)), Section: f.Section}
		for _, pair := range strings.Fields(f.Values) {
			name, value, _ := strings.Cut(pair, "=")
			made.Set(name, strings.ReplaceAll(value, "+", " "))
		}
		for b, block := range doc.Blocks {
			if at := strings.Index(doc.Text[block.Start:block.End], f.Quote); at >= 0 {
				made.Span = text.Span{Start: block.Start + at, End: block.Start + at + len(f.Quote)}
				made.Quote = doc.Quote(made.Span, block.Span, b)
				return made
			}
		}
		t.Fatalf("the text does not hold %q", f.Quote)
	}
	t.Fatalf("there is no kind %q", f.Kind)
	return extract.Fact{}
}
