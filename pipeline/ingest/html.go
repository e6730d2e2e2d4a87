package ingest

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
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
		in.properties = p.properties
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
		p.title = collapse(content(n))
		return
	case n.DataAtom == atom.Meta:
		p.meta(n)
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
	s := collapse(p.buf.String())
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
				cells = append(cells, collapse(content(c)))
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
			b.WriteByte(' ')
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
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "style" && strings.Contains(strings.ReplaceAll(strings.ToLower(a.Val), " ", ""), "display:none") {
			return true
		}
	}
	return false
}

// collapse makes one space of white space in HTML source. A line end between
// Han characters is none: it only wraps the source.
func collapse(s string) string {
	var b strings.Builder
	last, wrapped, space := rune(0), false, false
	for _, r := range s {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' {
			space, wrapped = true, wrapped || r == '\n'
			continue
		}
		if space && last != 0 && !(wrapped && unicode.Is(unicode.Han, last) && unicode.Is(unicode.Han, r)) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last, wrapped, space = r, false, false
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
	number, ok := p.numbers[list]
	if number++; !ok {
		number = 1
		if v, err := strconv.Atoi(attr(list, "start")); err == nil {
			number = v
		}
	}
	if v, err := strconv.Atoi(attr(n, "value")); err == nil {
		number = v
	}
	p.numbers[list] = number
	if t := firstText(n); t == nil || labelled(strings.TrimLeftFunc(t.Data, invisible)) { // labelled by hand
		return ""
	}
	return formatNumber(number, attr(list, "type")) + ". "
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
	if s := collapse(html.UnescapeString(p.buf.String())); !blank(s) {
		p.blocks = append(p.blocks, shown{text: s, kept: true})
	}
	p.buf.Reset()
}

// choose finds which blocks are the article.
func (p *page) choose(root *html.Node, size int) {
	if size > maxArticle || !p.readability(root) {
		p.density(root)
	}
	p.reject()
	p.rescue()
}

// firstMark is the first of the private characters by which blocks are found
// again in what readability returns: it moves and copies nodes.
const firstMark, lastMark = 0x100000, 0x10FFFD

// readability keeps the blocks that go-readability takes for the article. It
// reports false if that is too little to be one. It changes the tree.
func (p *page) readability(root *html.Node) bool {
	if len(p.blocks) > lastMark-firstMark {
		return false
	}
	for i := range p.blocks {
		t := p.blocks[i].first
		t.Data = string(rune(firstMark+i)) + t.Data
	}
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	parser.CharThresholds = 100
	parser.DisableJSONLD = true
	article, err := parser.ParseAndMutate(root, nil)
	if err != nil || article.Node == nil {
		return false
	}
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.TextNode {
			for _, r := range n.Data {
				if i := int(r) - firstMark; i >= 0 && i < len(p.blocks) {
					p.blocks[i].kept = true
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(article.Node)
	kept, prose := 0, 0
	for _, b := range p.blocks {
		weight := b.prose()
		prose += weight
		if b.kept {
			kept += weight
		}
	}
	return kept*2 >= prose
}

// prose returns how many bytes of b are running text: links are none, and
// neither is text without punctuation.
func (b *shown) prose() int {
	n := len(b.text)
	if n == 0 || b.linked*2 > utf8.RuneCountInString(b.text) || !strings.ContainsAny(b.text, "，。；,.;") {
		return 0
	}
	return n
}

// density keeps the blocks of the smallest element that holds nine tenths of
// the page's prose, but for those that are mostly links.
func (p *page) density(root *html.Node) {
	mass := map[*html.Node]int{}
	total := 0
	for i := range p.blocks {
		m := p.blocks[i].prose()
		total += m
		for n := p.blocks[i].node; n != nil && m > 0; n = n.Parent {
			mass[n] += m
		}
	}
	for next := root; next != nil; {
		root, next = next, nil
		for c := root.FirstChild; c != nil; c = c.NextSibling {
			if m := mass[c]; m > 0 && m*10 >= total*9 {
				next = c
			}
		}
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		b.kept = b.linked*2 <= utf8.RuneCountInString(b.text) && within(b.node, root)
	}
}

func within(n, ancestor *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == ancestor {
			return true
		}
	}
	return false
}

var residue = regexp.MustCompile(`(?i)(?:^|[-_ ])(?:ads?|advert\w*|gg|guanggao|nav\w*|menu|crumbs?|bread\w*|path|related|recommend\w*|rec|rel|hot|foot\w*|head\w*|side\w*|share|comments?|copyright|pages?|pager|prev|next|tags?|tips?|meta|info|login|toolbar|links?)(?:$|[-_ \d])`)

// residual reports whether n or what holds it is named like something that is
// not the article.
func residual(n *html.Node) bool {
	for ; n != nil && n.DataAtom != atom.Body; n = n.Parent {
		switch n.DataAtom {
		case atom.Nav, atom.Header, atom.Footer, atom.Aside, atom.Form:
			return true
		}
		if residue.MatchString(attr(n, "class")) || residue.MatchString(attr(n, "id")) {
			return true
		}
	}
	return false
}

var adverts = regexp.MustCompile(`(?i)(?:^|[-_ ])(?:ads?|advert\w*|gg|guanggao|banner|share|related|recommend\w*)(?:$|[-_ \d])`)

// reject drops kept blocks whose own element is named like an advert.
func (p *page) reject() {
	for i := range p.blocks {
		if n := p.blocks[i].node; n != nil && (adverts.MatchString(attr(n, "class")) || adverts.MatchString(attr(n, "id"))) {
			p.blocks[i].kept = false
		}
	}
}

// rescue keeps what stands between kept blocks, or beside them in the same
// element, and looks like part of the article: readability drops short
// paragraphs, lists and tables.
func (p *page) rescue() {
	first, last := -1, -1
	for i := range p.blocks {
		if p.blocks[i].kept {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return
	}
	for i := first; i < last; i++ {
		p.rescueOne(i)
	}
	for i := last + 1; i < len(p.blocks) && p.sibling(i, last) && p.rescueOne(i); i++ {
		last = i
	}
	for i := first - 1; i >= 0 && p.sibling(i, first) && p.rescueOne(i); i-- {
		first = i
	}
}

// sibling reports whether blocks i and j stand in the same element.
func (p *page) sibling(i, j int) bool {
	a, b := p.blocks[i].node, p.blocks[j].node
	return a == b || a != nil && b != nil && a.Parent == b.Parent
}

func (p *page) rescueOne(i int) bool {
	b := &p.blocks[i]
	if b.kept {
		return true
	}
	switch b.node.DataAtom {
	case atom.P, atom.Li, atom.Tr, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Dd, atom.Dt, atom.Pre, atom.Blockquote:
	default:
		if !p.besideKept(i) {
			return false
		}
	}
	if b.linked*3 > utf8.RuneCountInString(b.text) || residual(b.node) {
		return false
	}
	b.kept = true
	return true
}

// besideKept reports whether text of the element that holds block i was kept:
// it is a paragraph ended by br.
func (p *page) besideKept(i int) bool {
	return i > 0 && p.blocks[i-1].kept && p.blocks[i-1].node == p.blocks[i].node ||
		i+1 < len(p.blocks) && p.blocks[i+1].kept && p.blocks[i+1].node == p.blocks[i].node
}

// headline keeps the title that stands before the article as a heading. Where
// the page shows none, the title of its head is put there.
func (p *page) headline() {
	first := 0
	for first < len(p.blocks) && !p.blocks[first].kept {
		first++
	}
	if first == len(p.blocks) {
		return
	}
	best, rank := -1, 0
	for i := 0; i <= first && i < len(p.blocks); i++ {
		b := &p.blocks[i]
		r := 0
		switch {
		case p.inTitle(b.text) && b.linked == 0:
			r = 4
		case b.heading && b.level == 1:
			r = 3
		case b.heading && b.level <= 3 && !residual(b.node):
			r = 2
		}
		if r > 0 && r >= rank {
			best, rank = i, r
		}
	}
	if best >= 0 {
		b := &p.blocks[best]
		b.kept = true
		if b.kind != text.Heading {
			b.kind, b.level = text.Heading, 1
		}
		return
	}
	if i := p.laterHeadline(first); i > first {
		for k := first; k < i; k++ { // a menu that the article seemed to begin with
			p.blocks[k].kept = false
		}
		return
	}
	if title := mainTitle(p.title); utf8.RuneCountInString(title) >= minTitle && (first > 0 || !p.blocks[0].heading) && !strings.HasPrefix(p.blocks[first].text, title) {
		b := shown{kind: text.Heading, level: 1, text: title, kept: true}
		p.blocks = append(p.blocks[:first], append([]shown{b}, p.blocks[first:]...)...)
	}
}

// menuItems is how many short lines may stand before the heading of an article,
// and menuRunes how long each may be.
const menuItems, menuRunes = 12, 24

// laterHeadline returns the index of the heading that follows some short lines
// from first on, or -1.
func (p *page) laterHeadline(first int) int {
	for i := first; i < len(p.blocks) && i <= first+menuItems; i++ {
		switch b := &p.blocks[i]; {
		case b.heading && b.level <= 3:
			return i
		case b.kept && utf8.RuneCountInString(b.text) > menuRunes:
			return -1
		}
	}
	return -1
}

// minTitle is the length in code points from which a title says more than
// which site it is.
const minTitle = 8

// inTitle reports whether s is the title of the page's head, but for the name
// of the site.
func (p *page) inTitle(s string) bool {
	return utf8.RuneCountInString(s) >= minTitle-2 && (s == p.title || s == mainTitle(p.title) || strings.HasPrefix(p.title, s))
}

// mainTitle returns title without the name of the site.
func mainTitle(title string) string {
	for _, sep := range []string{"_", " - ", " | ", "|", " – ", " — ", "-"} {
		if i := strings.Index(title, sep); i > 0 && utf8.RuneCountInString(title[:i]) >= minTitle {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}
