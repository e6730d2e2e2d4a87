// Package text models a document as an extractor sees it: one folded string,
// the blocks and sentences it is made of, and the way back to what the author
// wrote.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/lexicon/fold"
)

// Span is a half-open byte range, by default of Document.Text.
type Span struct{ Start, End int }

// Len returns the length of the span in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Overlaps reports whether the spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Contains reports whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Around returns the first of spans that offset at lies inside, not at its ends.
func Around(spans []Span, at int) (Span, bool) {
	for _, s := range spans {
		if s.Start < at && at < s.End {
			return s, true
		}
	}
	return Span{}, false
}

// Document is the text of one file. It does not change after ingestion.
type Document struct {
	Raw    string   // the text as written, in UTF-8, with \n for every line end
	Text   string   // Raw, folded; every Span indexes it
	Blocks []Block  // in reading order, disjoint
	Origin fold.Map // offsets in Text to offsets in Raw
}

// Kind says what a block is in its format.
type Kind uint8

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Heading
	Item
	Row
	Noise // menu, advert, teaser of another article: kept, but it holds no facts
)

// String returns the kind as explanations and goldens show it.
func (k Kind) String() string {
	return [...]string{"paragraph", "heading", "item", "row", "noise"}[k]
}

// Block is a paragraph, heading, list item, table row or noise.
type Block struct {
	Span
	Kind  Kind
	Level int    // heading level or list depth that the format states; 0 if none
	Page  int    // 1-based; 0 where the format has no pages
	Where string // what an auditor looks for: "line 14", "p. 3", "Sheet1!B7"
	raw   Span   // bytes of Raw that it was made of, with what folding dropped at its ends
	rune  int    // code points of Raw before the block
	line  int    // line of Raw on which it starts, from 1
}

// Lang is the language of a segment.
type Lang uint8

// The languages that rules know. Other is any other, or none.
const (
	Other Lang = iota
	ZH
	EN
)

// String returns the language as records write it.
func (l Lang) String() string { return [...]string{"other", "zh", "en"}[l] }

// Segment is one sentence of one block, in one language: what rules scan.
type Segment struct {
	Span
	Block int // index into Document.Blocks
	Lang  Lang
}

// Quote is the evidence for a fact, verbatim. Offsets are Unicode code points
// of Document.Raw: Raw[Start:End] == Text, if Raw is taken as code points.
type Quote struct {
	Text     string `json:"quote"`
	Sentence string `json:"sentence,omitempty"` // the sentence around it
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Line     int    `json:"line"`           // from 1, in Raw
	Page     int    `json:"page,omitempty"` // from 1, where the format has pages
}

// RawBlock returns the bytes of Raw that block b was made of.
func (d *Document) RawBlock(b int) Span { return d.Blocks[b].raw }

// RawText returns what the author wrote at s.
func (d *Document) RawText(s Span) string {
	start, end := d.raw(s)
	return d.Raw[start:end]
}

func (d *Document) raw(s Span) (start, end int) {
	start, end = d.Origin.Start(s.Start), d.Origin.End(s.End)
	return start, max(start, end)
}

// Quote returns the evidence at s, a part of sentence, both in block b.
// White space around s is left out.
func (d *Document) Quote(s, sentence Span, b int) Quote {
	q := d.Quoter()
	return q.Quote(s, sentence, b)
}

// Quoter makes quotes of a document one after another: what it counted for one
// it need not count again for the next in the same block.
type Quoter struct {
	doc   *Document
	block int // -1 before the first
	at    int // byte of Raw, in block, up to which is counted
	runes int // before at
	line  int // of at
}

// Quoter returns a Quoter of d.
func (d *Document) Quoter() Quoter { return Quoter{doc: d, block: -1} }

// Quote is Document.Quote.
func (q *Quoter) Quote(s, sentence Span, b int) Quote {
	d := q.doc
	s, sentence = d.Trim(s), d.Trim(sentence)
	block := &d.Blocks[b]
	start, end := d.raw(s)
	if b != q.block || start < q.at {
		q.block, q.at, q.runes, q.line = b, block.raw.Start, block.rune, block.line
	}
	between := d.Raw[q.at:start]
	q.at, q.runes, q.line = start, q.runes+utf8.RuneCountInString(between), q.line+strings.Count(between, "\n")
	quote := Quote{
		Text:     d.Raw[start:end],
		Sentence: d.RawText(sentence),
		Start:    q.runes,
		Line:     q.line,
		Page:     block.Page,
	}
	quote.End = quote.Start + utf8.RuneCountInString(quote.Text)
	return quote
}

// Trim returns s without the white space at its ends.
func (d *Document) Trim(s Span) Span {
	for s.Start < s.End && isSpace(d.Text[s.Start]) {
		s.Start++
	}
	for s.End > s.Start && isSpace(d.Text[s.End-1]) {
		s.End--
	}
	return s
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' }

// Narrow returns the part s of b, which must lie within it, as a block of the
// same kind. It is for readers, before anything else has seen the document.
func (d *Document) Narrow(b Block, s Span) Block {
	before := d.Raw[b.raw.Start:d.Origin.Start(s.Start)]
	b.raw = Span{b.raw.Start + len(before), d.Origin.End(s.End)}
	b.rune += utf8.RuneCountInString(before)
	b.line += strings.Count(before, "\n")
	b.Span = s
	return b
}

// Builder assembles a Document block by block. It alone folds and keeps
// offsets; a format only says which text is in which block. The zero Builder
// is ready for use.
type Builder struct {
	raw    strings.Builder
	folded fold.Folder
	blocks []Block
	runes  int
	line   int
}

// Block appends one block of raw text and the line end after it. Kind, Level,
// Page and Where are taken from like. Text that is not UTF-8 is mended with
// U+FFFD, and every line end becomes \n.
func (b *Builder) Block(like Block, raw string) {
	b.Part(like, raw)
	b.add("\n")
}

// Part appends one block like Block does, but no line end after it. A line end in
// it that has a Chinese character at one side is where a line was wrapped: it is
// no part of the folded text, nor are blanks around it.
func (b *Builder) Part(like Block, raw string) {
	like.Start, like.raw.Start, like.rune, like.line = b.folded.Len(), b.raw.Len(), b.runes, b.line+1
	b.unwrap(clean(raw))
	like.End, like.raw.End = b.folded.Len(), b.raw.Len()
	b.blocks = append(b.blocks, like)
}

// Skip appends raw text that belongs to no block, such as blank lines or markup,
// and nothing after it.
func (b *Builder) Skip(raw string) { b.add(clean(raw)) }

// unwrap appends the lines of a block.
func (b *Builder) unwrap(raw string) {
	from := 0
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\n' {
			continue
		}
		before := strings.TrimRightFunc(raw[from:i], unicode.IsSpace)
		after := strings.TrimLeftFunc(raw[i:], unicode.IsSpace)
		left, _ := utf8.DecodeLastRuneInString(before)
		right, _ := utf8.DecodeRuneInString(after)
		if before == "" || after == "" || !wide(left) && !wide(right) {
			continue
		}
		end := len(raw) - len(after)
		b.add(before)
		b.count(raw[from+len(before) : end])
		b.folded.Drop(raw[from+len(before) : end])
		from, i = end, end-1
	}
	b.add(raw[from:])
}

// wide reports whether r is a Chinese character or mark.
func wide(r rune) bool {
	return r >= 0x2E80 && r < 0xA4D0 || r >= 0xF900 && r < 0xFB00 || r >= 0xFF00 && r < 0xFFE7 || r >= 0x20000 && r < 0x40000 || r == '“' || r == '”'
}

func (b *Builder) add(raw string) {
	b.count(raw)
	b.folded.Add(raw)
}

// count appends raw text that is folded apart.
func (b *Builder) count(raw string) {
	b.raw.WriteString(raw)
	b.runes += utf8.RuneCountInString(raw)
	b.line += strings.Count(raw, "\n")
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")

func clean(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	if strings.IndexByte(s, '\r') >= 0 || strings.Contains(s, "\u2028") || strings.Contains(s, "\u2029") {
		s = lineEnds.Replace(s)
	}
	return s
}

// Document returns the document built so far.
func (b *Builder) Document() *Document {
	return &Document{
		Raw:    b.raw.String(),
		Text:   b.folded.String(),
		Blocks: b.blocks,
		Origin: b.folded.Map(),
	}
}
