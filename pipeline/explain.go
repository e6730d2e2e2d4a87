package pipeline

import (
	"slices"
	"strings"

	"zongjie/extract"
	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/pipeline/segment"
)

// Explanation says what was made of one block or sentence, and why.
type Explanation struct {
	Quote      text.Quote
	Kind       text.Kind // noise has no sentences, and so one explanation a block
	Lang       text.Lang
	Words      []string
	Tokens     []match.Token
	Candidates []extract.Candidate // those with a Veto did not become facts
}

// Explain reads one source as One does, and explains every sentence of it in
// reading order.
func (p *Pipeline) Explain(src Source) (*extract.Record, []Explanation) {
	var doc *text.Document
	var segs []text.Segment
	candidates := map[int][]extract.Candidate{}
	rec, _ := p.one(src, func(d *text.Document, s []text.Segment) func(*extract.Candidate) {
		doc, segs = d, s
		return func(c *extract.Candidate) {
			candidates[c.Sentence.Index] = append(candidates[c.Sentence.Index], *c)
		}
	})
	if rec.Document == nil {
		return rec, nil
	}
	var all []Explanation
	for i, block := range doc.Blocks {
		if block.Kind == text.Noise {
			all = append(all, Explanation{Quote: doc.Quote(block.Span, block.Span, i), Kind: block.Kind})
		}
	}
	for i, s := range match.Scan(p.Engine.Lexicon(), doc, rec.Words, segs) {
		e := Explanation{Quote: doc.Quote(s.Span, s.Span, s.Block), Kind: doc.Blocks[s.Block].Kind, Lang: s.Lang,
			Tokens: s.Tokens, Candidates: candidates[i]}
		rec.Words.All(s.Span, func(w text.Span) bool {
			e.Words = append(e.Words, doc.Text[w.Start:w.End])
			return true
		})
		all = append(all, e)
	}
	slices.SortStableFunc(all, func(a, b Explanation) int { return a.Quote.Start - b.Quote.Start })
	return rec, all
}

// CheckOwn runs the examples of the rules that a user wrote, and returns one
// error for each that is not kept.
func CheckOwn(e *extract.Engine) []error {
	var errs []error
	for _, x := range e.Extractors() {
		for i := range x.Rules {
			if x.Rules[i].Own {
				errs = append(errs, e.CheckExamples(&x.Kind, &x.Rules[i], Analyse)...)
			}
		}
	}
	return errs
}

// Analyse makes a document of paragraphs that stand between \n, for examples.
func Analyse(s string) (*text.Document, *text.Words, []text.Segment) {
	var b text.Builder
	for line := range strings.Lines(s) {
		b.Block(text.Block{}, strings.TrimSuffix(line, "\n"))
	}
	doc := b.Document()
	return doc, segment.Words(doc), segment.Split(doc)
}
