// Package heading finds the numbered headings of a document: the one consistent
// reading of its labels.
package heading

import (
	"fmt"
	"strconv"
	"strings"

	"zongjie/extract"
	"zongjie/extract/match"
	"zongjie/extract/text"
)

// Extractor returns the kind, its rules and what finds it.
func Extractor() extract.Extractor {
	return extract.Extractor{
		Kind: extract.Kind{
			Name: "heading", Plural: "headings",
			Doc:   "A numbered heading or numbered item that starts a paragraph.",
			DocZH: "段首带编号的标题或条目。",
			Fields: []extract.Field{
				{Name: "label", Type: extract.TypeText, Doc: "the label as written, with its punctuation", DocZH: "编号原文，连同标点"},
				{Name: "number", Type: extract.TypeInt, Doc: "its ordinal", DocZH: "序号"},
				{Name: "level", Type: extract.TypeInt, Doc: "depth of nesting, 1 is outermost", DocZH: "层级，1为最外层"},
				{Name: "title", Type: extract.TypeText, Doc: "the text without the label, to the end of its first sentence", DocZH: "编号后的文字，到第一句末"},
			},
			Key:     []string{"title"},
			Outline: true,
		},
		Rules: rules,
		Find:  find,
	}
}

// find reads the numbering of the whole document, reports its
// headings, and notes where labels stand.
func find(p *extract.Pass) {
	candidates := readCandidates(p)
	chosen := arrange(candidates)
	var labels []text.Span
	taken := make([]bool, len(candidates))
	for i := range chosen {
		h := &chosen[i]
		taken[h.candidate] = true
		labels = append(labels, h.label.Span)
		report(p, candidates[h.candidate].block, h)
	}
	for i, c := range candidates {
		if !taken[i] {
			labels = append(labels, rejected(c)...)
		}
	}
	p.Labels = merge(otherLabels(p.Doc, labels))
}

// readCandidates returns the blocks that may begin with a label.
func readCandidates(p *extract.Pass) []candidate {
	listed := contents(p.Doc)
	var found []candidate
	fresh := false
	for i, b := range p.Doc.Blocks {
		if b.Kind == text.Noise || b.Kind == text.Row || listed[i] || p.Meta.Title != "" && i == p.Meta.TitleBlock {
			continue
		}
		sentences := p.Block(i)
		if len(sentences) == 0 {
			continue
		}
		readings := readLabels(p.Doc.Text, sentences[0].Words, b.Span)
		if len(readings) > 0 && readings[0].style == stylePart && Compiled(p, p.Doc.Text[readings[0].Start:p.Doc.Trim(b.Span).End]) > 0 {
			fresh = true
			continue
		}
		if len(readings) == 0 || enumerates(p.Doc.Text[b.Start:b.End], readings[0]) {
			fresh = fresh || b.Kind == text.Heading
			continue
		}
		found = append(found, candidate{block: i, kind: b.Kind, depth: b.Level, fresh: fresh, readings: readings})
		fresh = false
	}
	return found
}

// enumerates reports whether s, which begins with l, holds the next item too:
// then 一是 enumerates within the paragraph and heads nothing.
func enumerates(s string, l label) bool {
	if l.style != styleIs || l.number >= 9 {
		return false
	}
	digit := strings.Split("一二三四五六七八九", "")[l.number]
	if strings.Contains(s, digit+"是") || strings.Contains(s, digit+"要") && l.variant == variantHalf || strings.Contains(s, "其"+digit+",") {
		return true
	}
	s = strings.ToLower(s)
	return strings.Contains(s, "the "+ordinals[l.number]+" is ") || strings.Contains(s, cardinals[l.number]+" is to ")
}

// rejected returns the label of a block that is no heading, if it is a label
// all the same and not a quantity.
func rejected(c candidate) []text.Span {
	for _, l := range c.readings {
		if l.worth >= likely || l.style == styleIs || l.style == styleOrdinal {
			return []text.Span{l.Span}
		}
	}
	return nil
}

// otherLabels appends the labels that head nothing: enumerators inside
// paragraphs, numbers of rows, page numbers.
func otherLabels(doc *text.Document, labels []text.Span) []text.Span {
	listed := contents(doc)
	row := 0
	for i, b := range doc.Blocks {
		s := doc.Text[b.Start:b.End]
		switch {
		case b.Kind == text.Noise:
			continue
		case pageNumber(s):
			labels = append(labels, b.Span)
			continue
		case listed[i]:
			labels = append(labels, b.Span)
			continue
		case b.Kind == text.Row:
			var l text.Span
			if l, row = rowNumber(doc.Text, b.Span, row); l.End > 0 {
				labels = append(labels, l)
			}
			continue
		}
		row = 0
		labels = inlineLabels(doc.Text, b.Span, labels)
	}
	return labels
}

// rowNumber returns the serial number that the row s begins with, if it is
// the first or follows last.
func rowNumber(t string, s text.Span, last int) (text.Span, int) {
	n, end := digits(t[:s.End], Start(t, s))
	if end == 0 || n != last+1 || end < s.End && t[end] != ' ' && t[end] != '|' && t[end] != '\n' {
		return text.Span{}, last
	}
	return text.Span{Start: s.Start, End: end}, n
}

// report makes the fact of h, and its warning.
func report(p *extract.Pass, block int, h *placed) {
	doc := p.Doc
	end := sentenceEnd(doc.Text[:doc.Trim(doc.Blocks[block].Span).End], h.label.title)
	span := text.Span{Start: h.label.Start, End: end}
	s := around(p.Block(block), span)
	c := p.New(ruleOf(&h.label), &s, span)
	c.Set("label", doc.RawText(h.label.Span))
	c.Set("number", strconv.Itoa(h.label.number))
	c.Set("level", strconv.Itoa(h.level))
	c.Set("title", strings.TrimSpace(doc.RawText(text.Span{Start: h.label.title, End: end})))
	p.Report(c)
	warn(p, h, doc.Quote(span, s.Span, block))
}

// around returns the sentence of a block in which span starts, extended to
// hold it: the segments of a block know nothing of labels.
func around(sentences []match.Sentence, span text.Span) match.Sentence {
	s := sentences[0]
	for _, o := range sentences {
		if o.Start <= span.Start {
			s = o
		}
	}
	s.Start, s.End = min(s.Start, span.Start), max(s.End, span.End)
	return s
}

func warn(p *extract.Pass, h *placed, q text.Quote) {
	switch h.event {
	case gapped:
		p.Warn(extract.Warning{Code: "heading/gap", Message: fmt.Sprintf("number %d follows number %d of its series", h.label.number, h.last), Quote: &q})
	case repeated:
		p.Warn(extract.Warning{Code: "heading/repeat", Message: fmt.Sprintf("number %d stands after number %d of its series", h.label.number, h.last), Quote: &q})
	case late:
		p.Warn(extract.Warning{Code: "heading/gap", Message: fmt.Sprintf("the series begins with number %d", h.label.number), Quote: &q})
	}
}
