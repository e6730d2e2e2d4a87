package ingest

import (
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gm "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"zongjie/extract/text"
)

// markdown parses blocks only: text stays as it is.
var markdown = parser.NewParser(
	parser.WithBlockParsers(parser.DefaultBlockParsers()...),
	parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(), util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
)

// readMarkdown reads Markdown. The text stays as it is, markup included, so
// that quotes are verbatim; blocks begin after the markup, but a number that
// labels a list item is part of it.
func readMarkdown(in *input) *text.Document {
	if tooDeep(in.text) {
		in.warn("ingest/structure", "the text has lists or quotations within each other without end; it is read as plain text")
		return readText(in)
	}
	m := &markdownReader{src: in.text}
	body := frontMatter(in.text)
	if body > 0 {
		m.add(part{0, body, text.Noise, 0})
	}
	m.base = body
	m.body = in.text[body:]
	root := markdown.Parse(gm.NewReader([]byte(m.body)))
	ast.Walk(root, m.visit)
	slices.SortStableFunc(m.parts, func(a, b part) int { return a.start - b.start })
	at := 0
	m.parts = slices.DeleteFunc(m.parts, func(p part) bool {
		if p.start < at {
			return true
		}
		at = p.end
		return false
	})
	return build(in.text, m.parts)
}

// tooDeep reports whether a line of s opens more lists and quotations than any
// text has: the time to parse them grows with the square of their number.
func tooDeep(s string) bool {
	for l := range strings.Lines(s) {
		marks := 0
		for _, c := range l[:len(l)-len(strings.TrimLeft(l, " \t>*+-0123456789.)"))] {
			if c == '>' || c == '*' || c == '+' || c == '-' || c == '.' || c == ')' {
				marks++
			}
		}
		if marks > maxNesting && strings.Trim(l, "-*_ \t\n") != "" {
			return true
		}
	}
	return false
}

type markdownReader struct {
	src   string
	body  string // src after the front matter
	base  int    // where it starts
	parts []part
}

// add adds p, whose bytes are of src, without the white space and emphasis at
// its ends.
func (m *markdownReader) add(p part) {
	if p.kind != text.Noise {
		p.start, p.end = unmark(m.src, p.start, p.end)
	}
	if p.end > p.start {
		m.parts = append(m.parts, p)
	}
}

// unmark takes white space and the marks of emphasis around the whole off
// src[start:end]; where only the beginning is emphasised, it takes off the
// first mark.
func unmark(src string, start, end int) (int, int) {
	s := strings.TrimRightFunc(src[start:end], invisible)
	t := strings.TrimLeftFunc(s, invisible)
	start, end = start+len(s)-len(t), start+len(s)
	body := strings.TrimLeft(t, "*_")
	mark := t[:len(t)-len(body)]
	if mark == "" || body == "" || unicode.IsSpace(rune(body[0])) || !strings.Contains(body, mark) {
		return start, end
	}
	return start + len(mark), start + len(mark) + len(strings.TrimSuffix(body, mark))
}

func (m *markdownReader) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Heading:
		m.lines(n, text.Heading, n.Level)
	case *ast.Paragraph, *ast.TextBlock:
		if item, ok := n.Parent().(*ast.ListItem); ok && item.FirstChild() == n {
			m.item(n, item)
			return ast.WalkSkipChildren, nil
		}
		m.lines(n, text.Paragraph, 0)
	case *ast.CodeBlock: // in a report, an indent begins a paragraph
		m.lines(n, text.Paragraph, 0)
	case *ast.FencedCodeBlock:
		m.whole(n.Lines())
	case *ast.HTMLBlock:
		m.html(n)
	case *extast.TableHeader, *extast.TableRow:
		m.row(n)
	default:
		return ast.WalkContinue, nil
	}
	return ast.WalkSkipChildren, nil
}

// lines adds the lines of n as one block. Lines whose markup stands between
// them are blocks of their own, and so is a line that cannot belong to the
// paragraph before.
func (m *markdownReader) lines(n ast.Node, kind text.Kind, level int) {
	m.segments(n.Lines(), 0, kind, level)
}

// segments adds lines as blocks; the first begins back bytes before its text.
func (m *markdownReader) segments(lines *gm.Segments, back int, kind text.Kind, level int) {
	for i := 0; i < lines.Len(); {
		first := lines.At(i)
		p := part{m.base + first.Start, m.base + first.Stop, kind, level}
		if i == 0 {
			p.start -= back
		}
		for i++; i < lines.Len(); i++ {
			seg := lines.At(i)
			before := m.src[p.start:p.end]
			if strings.TrimSpace(m.src[p.end:m.base+seg.Start]) != "" || breaks(before, m.body[seg.Start:seg.Stop]) {
				break
			}
			p.end = m.base + seg.Stop
		}
		m.add(p)
		if kind == text.Item {
			kind, level = text.Paragraph, 0 // what follows in it
		}
	}
}

// breaks reports whether a new paragraph begins between the lines of one
// paragraph of Markdown: it is often written as if one line end were enough.
func breaks(before, after string) bool {
	if strings.HasSuffix(before, "  \n") || strings.HasSuffix(before, "\\\n") || labelled(strings.TrimLeftFunc(after, invisible)) {
		return true
	}
	han := strings.IndexFunc(before, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0
	return han && ends(strings.TrimSpace(before))
}

// item adds the first paragraph of a list item, with its number if the list is
// ordered.
func (m *markdownReader) item(n ast.Node, item *ast.ListItem) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	level := 0
	for p := item.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == ast.KindList {
			level++
		}
	}
	back := 0
	if list, ok := item.Parent().(*ast.List); ok && list.IsOrdered() {
		start := lines.At(0).Start
		head := strings.TrimRight(m.body[:start], " \t")
		digits := strings.TrimRight(strings.TrimRight(head, ".)"), "0123456789")
		if len(head)-len(digits) > 1 {
			back = start - len(digits)
		}
	}
	m.segments(lines, back, text.Item, level)
}

// whole adds lines as noise.
func (m *markdownReader) whole(lines *gm.Segments) {
	if n := lines.Len(); n > 0 {
		m.add(part{m.base + lines.At(0).Start, m.base + lines.At(n-1).Stop, text.Noise, 0})
	}
}

// html adds the lines of n that show text. Scripts and comments show none.
func (m *markdownReader) html(n *ast.HTMLBlock) {
	if n.HTMLBlockType == ast.HTMLBlockType1 || n.HTMLBlockType == ast.HTMLBlockType2 {
		m.whole(n.Lines())
		return
	}
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		start, end := betweenTags(m.body[seg.Start:seg.Stop])
		m.add(part{m.base + seg.Start + start, m.base + seg.Start + end, text.Paragraph, 0})
	}
}

// betweenTags returns where the text of a line of HTML begins and ends,
// without the tags around it.
func betweenTags(s string) (start, end int) {
	inTag := false
	for i, r := range s {
		switch {
		case r == '<':
			inTag = true
		case r == '>':
			inTag = false
		case !inTag && !invisible(r):
			if end == 0 {
				start = i
			}
			end = i + len(string(r))
		}
	}
	return start, end
}

// row adds a row of a table.
func (m *markdownReader) row(n ast.Node) {
	start, end := -1, -1
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		for i := range c.Lines().Len() {
			seg := c.Lines().At(i)
			if start < 0 {
				start = seg.Start
			}
			end = seg.Stop
		}
	}
	if start >= 0 && end > start {
		m.add(part{m.base + start, m.base + end, text.Row, 0})
	}
}

// frontMatter returns the length of the YAML or TOML at the head of s, or 0.
func frontMatter(s string) int {
	for _, mark := range []string{"---\n", "+++\n"} {
		if !strings.HasPrefix(s, mark) {
			continue
		}
		at := len(mark)
		for l := range strings.Lines(s[at:]) {
			at += len(l)
			if strings.TrimRight(l, " \n") == mark[:3] || strings.TrimRight(l, " \n") == "..." {
				return at
			}
			if t := strings.TrimSpace(l); t != "" && !strings.ContainsAny(t, ":=#-[]") {
				break
			}
		}
	}
	return 0
}
