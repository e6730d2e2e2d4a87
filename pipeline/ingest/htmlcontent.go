package ingest

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"zongjie/extract/text"
)

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
	if i := p.prominent(first); i >= 0 {
		b := &p.blocks[i]
		b.kept, b.kind, b.level = true, text.Heading, 1
		return
	}
	if title := mainTitle(p.title); utf8.RuneCountInString(title) >= minTitle && (first > 0 || !p.blocks[0].heading) && !strings.HasPrefix(p.blocks[first].text, title) {
		b := shown{kind: text.Heading, level: 1, text: title, kept: true}
		p.blocks = append(p.blocks[:first], append([]shown{b}, p.blocks[first:]...)...)
	}
}

// titleBlocks is how many blocks before an article its title may stand, and
// maxTitle how long in code points it may be.
const titleBlocks, maxTitle = 6, 60

// prominent returns the index of the block closest before the block first that is
// shown like a title, or -1.
func (p *page) prominent(first int) int {
	for i := first - 1; i >= max(0, first-titleBlocks); i-- {
		b := &p.blocks[i]
		n := utf8.RuneCountInString(b.text)
		if b.linked == 0 && n >= minTitle && n <= maxTitle && !ends(b.text) && !strings.ContainsAny(b.text, ":：>") && !residual(b.node) && largeIn(b.first, b.node) {
			return i
		}
	}
	return -1
}

var (
	titleName = regexp.MustCompile(`(?i)(?:^|[-_ ])(?:\w*title|tit|biaoti|bt|headline)(?:$|[-_ \d])`)
	largeFont = regexp.MustCompile(`(?i)font-size\s*:\s*(?:(?:1[89]|[2-9]\d)(?:\.\d+)?(?:px|pt)|(?:1[4-7])(?:\.\d+)?pt|x?x?-?large)`)
)

// largeIn reports whether the text n, which the element outer holds, is larger or
// bolder than others, or named like a title.
func largeIn(n, outer *html.Node) bool {
	for ; n != nil; n = n.Parent {
		switch {
		case n.DataAtom == atom.B || n.DataAtom == atom.Strong || n.DataAtom == atom.Big,
			n.DataAtom == atom.Font && strings.Trim(attr(n, "size"), "+") >= "4",
			largeFont.MatchString(attr(n, "style")), titleName.MatchString(attr(n, "class")), titleName.MatchString(attr(n, "id")):
			return true
		}
		if n == outer {
			return false
		}
	}
	return false
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
