package ingest

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zongjie/extract/text"
)

var (
	pageStart = regexp.MustCompile(`(?i)^(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b`)
	pageTag   = regexp.MustCompile(`(?i)</?(?:p|div|br|table|tr|td|span|h[1-6]|ul|ol|li|a|center|font|meta|title|script|b|strong|pre)\b[^>]*>`)
)

// looksHTML reports whether s is a web page: it begins like one, or it is named
// like one and holds tags.
func looksHTML(s, ext string) bool {
	s = strings.TrimLeftFunc(s[:min(len(s), 64<<10)], invisible)
	if pageStart.MatchString(s) {
		return true
	}
	named := byExtension(ext)
	return named != nil && named.Name == "html" && pageTag.MatchString(s) ||
		strings.HasPrefix(s, "<") && len(pageTag.FindAllStringIndex(s, 5)) == 5
}

// readHTML reads a web page. What is not the article stays as noise.
func readHTML(in *input) *text.Document {
	p := &page{numbers: map[*html.Node]int{}}
	root, err := html.ParseWithOptions(strings.NewReader(in.text), html.ParseOptionEnableScripting(false))
	if err != nil { // nested too deeply
		in.warn("ingest/structure", "the page's structure is broken (%v); its text is read without it", err)
		p.flat(in.text)
	} else {
		p.walk(root, place{})
		p.flush(root)
		in.properties, in.framed = p.properties, p.framed
		p.choose(root, len(in.text))
		p.headline()
	}
	var b text.Builder
	for i := range p.blocks {
		bl := &p.blocks[i]
		like := text.Block{Kind: bl.kind, Level: bl.level}
		if !bl.kept {
			like = text.Block{Kind: text.Noise}
		}
		b.Block(like, bl.text)
	}
	return b.Document()
}

// page collects the blocks of text that a web page shows.
type page struct {
	title   string // of its head
	blocks  []shown
	cur     shown
	buf     strings.Builder
	numbers map[*html.Node]int // the last number of each ordered list

	framed     []string // the pages that it shows in frames
	properties Properties
}

// shown is one block of text of a page.
type shown struct {
	kind    text.Kind
	level   int
	text    string
	linked  int        // its code points that are links
	node    *html.Node // the element that holds it
	first   *html.Node // the first text in it
	kept    bool
	heading bool // h1 to h6 of the page
}

// place is where in a page the walk is.
type place struct {
	link, pre bool
	lists     int // depth of lists
}

var unseen = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true, atom.Select: true, atom.Textarea: true,
	atom.Button: true, atom.Iframe: true, atom.Object: true, atom.Math: true, atom.Canvas: true, atom.Audio: true, atom.Video: true, atom.Datalist: true,
	atom.Noframes: true, atom.Del: true,
}

var blockElements = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Li: true, atom.Ul: true, atom.Ol: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true,
	atom.H5: true, atom.H6: true, atom.Tr: true, atom.Td: true, atom.Th: true, atom.Table: true, atom.Tbody: true, atom.Section: true, atom.Article: true,
	atom.Main: true, atom.Nav: true, atom.Header: true, atom.Footer: true, atom.Aside: true, atom.Blockquote: true, atom.Pre: true, atom.Dd: true,
	atom.Dt: true, atom.Dl: true, atom.Form: true, atom.Hr: true, atom.Center: true, atom.Body: true, atom.Fieldset: true, atom.Figure: true,
	atom.Figcaption: true, atom.Address: true, atom.Details: true, atom.Summary: true, atom.Caption: true, atom.Head: true, atom.Html: true,
}

var headingLevels = map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}

func (p *page) walk(n *html.Node, at place) {
	switch {
	case n.Type == html.TextNode:
		p.write(n, at)
		return
	case n.Type == html.ElementNode && (unseen[n.DataAtom] || hidden(n)):
		return
	case n.DataAtom == atom.Title:
		p.title = unwrap(content(n))
		return
	case n.DataAtom == atom.Meta:
		p.meta(n)
		return
	case n.DataAtom == atom.Frame:
		p.framed = append(p.framed, attr(n, "src"))
		return
	case n.DataAtom == atom.Br:
		p.flush(n.Parent)
		return
	case n.DataAtom == atom.Table && p.table(n):
		return
	}
	block := n.Type == html.ElementNode && blockElements[n.DataAtom]
	if block {
		p.flush(n.Parent)
		at = p.enter(n, at)
	}
	at.link = at.link || n.DataAtom == atom.A
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.walk(c, at)
	}
	if block {
		p.flush(n)
	}
}

// meta reads what the page says of itself. Of names that say the same the first
// is taken.
func (p *page) meta(n *html.Node) {
	value := attr(n, "content")
	switch strings.ToLower(attr(n, "name") + attr(n, "property") + attr(n, "itemprop")) {
	case "author", "article:author", "dc.creator", "dcterms.creator":
		p.properties.Author = cmp.Or(p.properties.Author, author(value))
	case "pubdate", "publishdate", "publish-date", "date", "dc.date", "dcterms.created", "article:published_time", "og:published_time", "datepublished":
		p.properties.Created = cmp.Or(p.properties.Created, when(value))
	case "article:modified_time", "og:updated_time", "lastmodifieddate", "last-modified", "dcterms.modified", "datemodified":
		p.properties.Changed = cmp.Or(p.properties.Changed, when(value))
	}
}

// enter begins the block element n.
func (p *page) enter(n *html.Node, at place) place {
	switch level := headingLevels[n.DataAtom]; {
	case level > 0:
		p.cur.kind, p.cur.level = text.Heading, level
	case n.DataAtom == atom.Ul || n.DataAtom == atom.Ol:
		at.lists++
	case n.DataAtom == atom.Li:
		p.cur.kind, p.cur.level = text.Item, at.lists
		p.buf.WriteString(p.itemLabel(n))
	case n.DataAtom == atom.Pre:
		at.pre = true
	}
	return at
}

func (p *page) write(n *html.Node, at place) {
	s := n.Data
	for at.pre {
		line, rest, more := strings.Cut(s, "\n")
		if !more {
			break
		}
		p.add(n, line, at)
		p.flush(n.Parent)
		s = rest
	}
	p.add(n, s, at)
}

func (p *page) add(n *html.Node, s string, at place) {
	if blank(s) {
		if p.buf.Len() > 0 {
			p.buf.WriteString(s)
		}
		return
	}
	if p.cur.first == nil {
		p.cur.first = n
	}
	p.buf.WriteString(s)
	if at.link {
		p.cur.linked += utf8.RuneCountInString(strings.TrimSpace(s))
	}
}

// flush ends the block that is being collected, which n holds.
func (p *page) flush(n *html.Node) {
	s := unwrap(p.buf.String())
	if p.cur.first == nil { // nothing but a label so far
		return
	}
	p.buf.Reset()
	p.cur.text, p.cur.node = s, n
	p.cur.heading = p.cur.kind == text.Heading
	p.blocks = append(p.blocks, p.cur)
	next := shown{}
	if p.cur.kind == text.Heading && n.DataAtom == atom.Br {
		next.kind, next.level = p.cur.kind, p.cur.level
	}
	p.cur = next
}

// maxCell is the length in bytes from which a cell is no cell of a table but a
// column of a layout.
const maxCell = 1200

// table adds the rows of n, unless it is there for the layout only.
func (p *page) table(n *html.Node) bool {
	rows, ok := tableRows(n)
	if !ok {
		return false
	}
	p.flush(n.Parent)
	for _, tr := range rows {
		var cells []string
		first := firstText(tr)
		for c := tr.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				cells = append(cells, unwrap(content(c)))
			}
		}
		if s := strings.Join(cells, " | "); first != nil {
			p.blocks = append(p.blocks, shown{kind: text.Row, text: s, node: tr, first: first})
		}
	}
	return true
}

// tableRows returns the rows of n; ok is false if n is there for the layout:
// it holds tables or headings, a cell as long as a paragraph, or one column.
func tableRows(n *html.Node) (rows []*html.Node, ok bool) {
	widest := 0
	ok = true
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		for c := n.FirstChild; c != nil && ok; c = c.NextSibling {
			switch {
			case c.DataAtom == atom.Table || headingLevels[c.DataAtom] > 0 || c.DataAtom == atom.Article:
				ok = false
			case (c.DataAtom == atom.Td || c.DataAtom == atom.Th) && len(content(c)) > maxCell:
				ok = false
			case c.DataAtom == atom.Tr:
				rows = append(rows, c)
				cells := 0
				for d := c.FirstChild; d != nil; d = d.NextSibling {
					if d.DataAtom == atom.Td || d.DataAtom == atom.Th {
						cells++
					}
				}
				widest = max(widest, cells)
			}
			visit(c)
		}
	}
	visit(n)
	return rows, ok && len(rows) > 1 && widest > 1
}

// content returns the text in n that a page shows.
func content(n *html.Node) string {
	var b strings.Builder
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if unseen[n.DataAtom] || hidden(n) {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
		if blockElements[n.DataAtom] || n.DataAtom == atom.Br {
			b.WriteByte(hardSpace)
		}
	}
	visit(n)
	return b.String()
}

func firstText(n *html.Node) *html.Node {
	if n.Type == html.TextNode && !blank(n.Data) {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if t := firstText(c); t != nil && !unseen[c.DataAtom] {
			return t
		}
	}
	return nil
}

func attr(n *html.Node, key string) string {
	value, _ := lookAttr(n, key)
	return value
}

// lookAttr returns the attribute key of n, and whether there is one.
func lookAttr(n *html.Node, key string) (value string, ok bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// hidden reports whether n does not show: sites hide in an article what only who
// copies it is to see.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "style" && unseenStyle.MatchString(a.Val) {
			return true
		}
	}
	return false
}

var unseenStyle = regexp.MustCompile(`(?i)(?:^|[;\s])(?:display\s*:\s*none|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$))`)

// collapse makes one space of white space in a cell. A line end between Han
// characters is none: it only wraps a word.
func collapse(s string) string {
	return singleSpaces(s, func(last, next rune) bool { return unicode.Is(unicode.Han, last) && unicode.Is(unicode.Han, next) })
}

// unwrap makes one space of white space in HTML source. A line end beside a
// Chinese character or mark is none: it only wraps the source.
func unwrap(s string) string {
	return singleSpaces(s, func(last, next rune) bool { return last >= firstWide || next >= firstWide })
}

// hardSpace is a space that no line end beside it takes away.
const hardSpace = '\v'

// singleSpaces makes one space of white space in s, or nothing of one with a line
// end between characters that are wrapped.
func singleSpaces(s string, wrapped func(last, next rune) bool) string {
	var b strings.Builder
	last, line, hard, space := rune(0), false, false, false
	for _, r := range s {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' || r == hardSpace {
			space, line, hard = true, line || r == '\n', hard || r == hardSpace
			continue
		}
		if space && last != 0 && (hard || !line || !wrapped(last, r)) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last, line, hard, space = r, false, false, false
	}
	return b.String()
}

// itemLabel returns the number that a browser shows before the list item n,
// whose list is walked in order.
func (p *page) itemLabel(n *html.Node) string {
	list := n.Parent
	if list == nil || list.DataAtom != atom.Ol || strings.Contains(strings.ReplaceAll(attr(list, "style"), " ", ""), ":none") {
		return ""
	}
	step := 1
	if _, reversed := lookAttr(list, "reversed"); reversed {
		step = -1
	}
	number, ok := p.numbers[list]
	if number += step; !ok {
		number = 1
		if v, err := strconv.Atoi(attr(list, "start")); err == nil {
			number = v
		} else if step < 0 {
			number = items(list)
		}
	}
	if v, err := strconv.Atoi(attr(n, "value")); err == nil {
		number = v
	}
	p.numbers[list] = number
	if t := firstText(n); t == nil || labelled(strings.TrimLeftFunc(t.Data, invisible)) { // labelled by hand
		return ""
	}
	for _, style := range append(listStyles(n), listStyles(list)...) {
		if m, ok := listMarks[style]; ok {
			return m.before + writeNumber(number, m.format, false) + m.after
		}
	}
	return formatNumber(number, cmp.Or(attr(n, "type"), attr(list, "type"))) + ". "
}

// items returns how many items list has.
func items(list *html.Node) int {
	n := 0
	for c := list.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Li {
			n++
		}
	}
	return n
}

// listStyles returns the words that may say how the list or item n is numbered:
// of its style, and of its class, by which the editor UEditor says it.
func listStyles(n *html.Node) []string {
	styles := strings.Fields(strings.ToLower(attr(n, "class")))
	for declaration := range strings.SplitSeq(strings.ToLower(attr(n, "style")), ";") {
		property, value, _ := strings.Cut(declaration, ":")
		if property = strings.TrimSpace(property); property == "list-style-type" || property == "list-style" {
			styles = append(styles, strings.Fields(value)...)
		}
	}
	return styles
}

// listMark is how an item is numbered; the format is one of OOXML.
type listMark struct{ before, format, after string }

var listMarks = map[string]listMark{
	"decimal":               {"", "decimal", ". "},
	"decimal-leading-zero":  {"", "decimalZero", ". "},
	"lower-alpha":           {"", "lowerLetter", ". "},
	"lower-latin":           {"", "lowerLetter", ". "},
	"upper-alpha":           {"", "upperLetter", ". "},
	"upper-latin":           {"", "upperLetter", ". "},
	"lower-roman":           {"", "lowerRoman", ". "},
	"upper-roman":           {"", "upperRoman", ". "},
	"cjk-ideographic":       {"", "chineseCountingThousand", "、"},
	"simp-chinese-informal": {"", "chineseCountingThousand", "、"},
	"trad-chinese-informal": {"", "chineseCountingThousand", "、"},
	"simp-chinese-formal":   {"", "chineseLegalSimplified", "、"},
	"trad-chinese-formal":   {"", "ideographLegalTraditional", "、"},
	"cjk-decimal":           {"", "ideographDigital", "、"},
	"cjk-heavenly-stem":     {"", "ideographTraditional", "、"},
	"cjk-earthly-branch":    {"", "ideographZodiac", "、"},
	"custom_cn":             {"", "chineseCountingThousand", "、"},
	"custom_cn1":            {"", "chineseCountingThousand", "）"},
	"custom_cn2":            {"（", "chineseCountingThousand", "）"},
	"custom_num":            {"", "decimal", ". "},
	"custom_num1":           {"", "decimal", ") "},
	"custom_num2":           {"(", "decimal", ") "},
}

// formatNumber writes n in the style of an ordered list of HTML.
func formatNumber(n int, style string) string {
	switch {
	case (style == "a" || style == "A") && n >= 1 && n <= 26:
		return string(rune(style[0]) + rune(n-1))
	case (style == "i" || style == "I") && n >= 1 && n <= 39:
		s := strings.Repeat("X", n/10) + [...]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}[n%10]
		if style == "i" {
			return strings.ToLower(s)
		}
		return s
	}
	return strconv.Itoa(n)
}

// flat reads s without regard to its structure: tags of blocks end blocks.
func (p *page) flat(s string) {
	z := html.NewTokenizer(strings.NewReader(s))
	skip := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			p.flushFlat()
			return
		case html.TextToken:
			if skip == 0 {
				p.buf.Write(z.Text())
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if a == atom.Script || a == atom.Style || a == atom.Title {
				skip = 1
			}
			if blockElements[a] || a == atom.Br {
				p.flushFlat()
			}
		case html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			skip = 0
			if blockElements[a] || a == atom.Br {
				p.flushFlat()
			}
		}
	}
}

func (p *page) flushFlat() {
	if s := unwrap(html.UnescapeString(p.buf.String())); !blank(s) {
		p.blocks = append(p.blocks, shown{text: s, kept: true})
	}
	p.buf.Reset()
}
