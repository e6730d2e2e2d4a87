package ingest

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/extract/text"
)

// markNoise marks what a web site left in the text of a report: it becomes
// blocks of Noise, and is split off the paragraph that it stands in.
func markNoise(doc *text.Document) {
	splitAdverts(doc)
	n := &noise{doc: doc, firstBody: len(doc.Blocks), lastBody: -1, matched: make([]bool, len(doc.Blocks))}
	for i := range doc.Blocks {
		n.matched[i] = !n.is(i) && residueLine(n.text(i))
		if n.body(i) {
			n.firstBody = min(n.firstBody, i)
			n.lastBody = i
		}
	}
	for i := range doc.Blocks {
		n.whole(i)
	}
	n.beside()
	n.lists()
	n.teasers()
}

// noise is a document in which noise is looked for.
type noise struct {
	doc                 *text.Document
	firstBody, lastBody int // the first and last blocks that are surely the report's own
	matched             []bool
}

func (n *noise) text(i int) string { return n.doc.Text[n.doc.Blocks[i].Start:n.doc.Blocks[i].End] }
func (n *noise) is(i int) bool {
	return i >= 0 && i < len(n.doc.Blocks) && n.doc.Blocks[i].Kind == text.Noise
}
func (n *noise) mark(i int) { n.doc.Blocks[i].Kind, n.doc.Blocks[i].Level = text.Noise, 0 }

// minBody is the length in code points from which a text that ends like a
// sentence is a paragraph of a report.
const minBody = 30

func (n *noise) body(i int) bool {
	s := n.text(i)
	return !n.is(i) && ends(s) && !truncated(s) && utf8.RuneCountInString(s) >= minBody && !n.matched[i]
}

// residueLine reports whether s, the text of a block, is noise by itself.
func residueLine(s string) bool {
	if len(s) > maxNoiseLine {
		return false
	}
	if i := strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }); i < 0 || menu(s) {
		return true
	}
	c := newHaystack(text.Lower(s))
	return followed(s, &c, alone) || followed(s, &c, listHead)
}

// follows reports whether a rule for the place w matches s.
func follows(s string, w where) bool {
	if len(s) > maxNoiseLine {
		return false
	}
	c := newHaystack(text.Lower(s))
	return followed(s, &c, w)
}

// followed is follows for s which is c in lower case.
func followed(s string, c *haystack, w where) bool {
	for i := range noiseRules {
		if r := &noiseRules[i]; r.Where == w && r.may(c) && r.re().MatchString(s) {
			return true
		}
	}
	return false
}

// whole marks block i if it is noise as a whole.
func (n *noise) whole(i int) {
	if n.is(i) || n.doc.Blocks[i].Kind == text.Row {
		return
	}
	if n.matched[i] || i < min(n.firstBody, headBlocks) && follows(n.text(i), head) {
		n.mark(i)
	}
}

// headBlocks is the number of blocks before the first paragraph among which
// the path of a page stands.
const headBlocks = 30

// shortLine is the length in code points up to which a line can be a piece of
// a menu or path.
const shortLine = 24

// beside marks what is noise only because noise stands before or after it:
// the pieces of menus and paths that were torn apart into lines.
func (n *noise) beside() {
	step := func(i, from int) {
		if n.is(i) || !n.is(from) || i > n.firstBody && i < n.lastBody {
			return
		}
		s, beside := n.text(i), n.text(from)
		short := utf8.RuneCountInString(s) <= shortLine && !ends(s) && !labelled(s)
		switch {
		case strings.Trim(beside, "> »›") == "" && strings.ContainsAny(beside, ">»›") && short,
			from < i && keyOnly.MatchString(beside) && short && !titled(s):
			n.mark(i)
		case follows(s, besideNoise):
			n.mark(i)
		}
	}
	for i := 1; i < len(n.doc.Blocks); i++ {
		step(i, i-1)
	}
	for i := len(n.doc.Blocks) - 2; i >= 0; i-- {
		step(i, i+1)
	}
}

// lists marks the lists of other articles: what follows such a head as
// "related articles", to the end of the document if no paragraph follows, and
// else as far as it looks like such a list.
func (n *noise) lists() {
	for i := 0; i < len(n.doc.Blocks); i++ {
		if !n.is(i) || !follows(n.text(i), listHead) {
			continue
		}
		for toEnd := i > n.lastBody; i+1 < len(n.doc.Blocks) && (toEnd || n.teaser(i+1)); i++ {
			n.mark(i + 1)
		}
	}
}

// teaser reports whether block i is the beginning of another article, or its
// title with the beginning after it.
func (n *noise) teaser(i int) bool {
	s := n.text(i)
	return truncated(s) || titled(s) && i+1 < len(n.doc.Blocks) && truncated(n.text(i+1))
}

// teasers marks the beginnings of other articles at the end of a document, of
// which a site shows the first lines: titles, and bodies that are cut off.
func (n *noise) teasers() {
	first, titles, bodies := len(n.doc.Blocks), 0, 0
	for i := len(n.doc.Blocks) - 1; i >= 0; i-- {
		s := n.text(i)
		switch {
		case n.is(i):
			continue
		case truncated(s) && utf8.RuneCountInString(s) >= minBody:
			bodies++
		case titled(s) && i+1 == first:
			titles++
		default:
			i = 0
			continue
		}
		first = i
	}
	if titles == 0 || titles+bodies < 2 || !titled(n.text(first)) && titles+bodies < 4 {
		return
	}
	for i := first; i < len(n.doc.Blocks); i++ {
		n.mark(i)
	}
}

var (
	cutOff = regexp.MustCompile(`(?:…|\.{3,}|。{3,}|·{3,})\s*(?:[\[(【]?(?:详细|全文|更多|查看全文|阅读全文|点击查看|more|read more)[\])】>]*)?$`)
	title  = regexp.MustCompile(`(?i)总结|计划|材料|报告|心得|体会|范文|讲话|演讲|述职|方案|事迹|汇报|发言|倡议|(?:\b(?:summary|plan|report|deeds|speech|essays?|materials?|experience)\b)`)
)

// truncated reports whether s ends as teasers do.
func truncated(s string) bool {
	s = s[max(0, len(s)-60):]
	return (strings.Contains(s, "…") || strings.Contains(s, "..") || strings.Contains(s, "。。") || strings.Contains(s, "··")) && cutOff.MatchString(s)
}

// titled reports whether s reads like the title of a report: no label, no full
// stop, and the word for what it is.
func titled(s string) bool {
	return utf8.RuneCountInString(s) <= 80 && !ends(s) && !labelled(s) && title.MatchString(s)
}

// splitAdverts splits off sentences that a site put into paragraphs.
func splitAdverts(doc *text.Document) {
	var blocks []text.Block
	for _, b := range doc.Blocks {
		blocks = append(blocks, split(doc, b)...)
	}
	doc.Blocks = blocks
}

func split(doc *text.Document, b text.Block) []text.Block {
	s := doc.Text[b.Start:b.End]
	adverts := findAdverts(s)
	if b.Kind == text.Noise || len(adverts) == 0 {
		return []text.Block{b}
	}
	var parts []text.Block
	at := b.Start
	add := func(s text.Span, kind text.Kind) {
		if s = doc.Trim(s); s.Len() == 0 {
			return
		}
		p := doc.Narrow(b, s)
		if p.Kind = kind; kind != b.Kind {
			p.Level = 0
		}
		parts = append(parts, p)
	}
	kind := b.Kind
	for _, a := range adverts {
		span := text.Span{Start: b.Start + a.Start, End: b.Start + a.End}
		if n := len(parts); n > 0 {
			kind = text.Paragraph
		}
		add(text.Span{Start: at, End: span.Start}, kind)
		add(span, text.Noise)
		at = span.End
	}
	if len(parts) > 1 {
		kind = text.Paragraph
	}
	add(text.Span{Start: at, End: b.End}, kind)
	return parts
}

// findAdverts returns where the adverts in s are, in order and disjoint.
func findAdverts(s string) []text.Span {
	var found []text.Span
	c := newHaystack(s)
	for i := range noiseRules {
		r := &noiseRules[i]
		if r.Where != sentence || !r.may(&c) {
			continue
		}
		for at := 0; ; { // the stop before one advert is the end of another
			m := r.re().FindStringSubmatchIndex(s[at:])
			if m == nil || m[3] == 0 {
				break
			}
			found = insert(found, text.Span{Start: at + m[2], End: at + m[3]})
			at += m[3]
		}
	}
	return found
}

// insert adds s to spans, in order, joined with those it overlaps.
func insert(spans []text.Span, s text.Span) []text.Span {
	out := make([]text.Span, 0, len(spans)+1)
	for i, o := range spans {
		switch {
		case o.End < s.Start:
			out = append(out, o)
		case s.End < o.Start:
			return append(append(out, s), spans[i:]...)
		default:
			s.Start, s.End = min(s.Start, o.Start), max(s.End, o.End)
		}
	}
	return append(out, s)
}

var keyOnly = regexp.MustCompile(`(?i)^(?:` + valueKeys + `)\s*:$`)

// menu reports whether s holds nothing but the words of menus, one of which at
// least is not used for anything else.
func menu(s string) bool {
	if len(s) > maxNoiseLine || ends(s) && !strings.HasSuffix(s, ":") {
		return false
	}
	strong := false
	for _, piece := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("|·>»›/[]【】():,_×+\n", r) }) {
		piece = strings.ToLower(strings.Trim(piece, " "))
		if w, ok := menuWords[piece]; ok || piece == "" {
			strong = strong || w == strongWord
			continue
		}
		for _, word := range strings.Fields(piece) {
			w := menuWords[word]
			if w == 0 {
				return false
			}
			strong = strong || w == strongWord
		}
	}
	return strong
}
