package ingest

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"zongjie/extract"
	"zongjie/extract/text"
)

// readDOCX reads Word's files since 2007, and WPS's.
func readDOCX(in *input) (*text.Document, error) {
	z, err := openZip(in.data, in.limits)
	if err != nil {
		return nil, err
	}
	return readWord(in, z)
}

// readWord reads a Word document that has these parts.
func readWord(in *input, z *zipParts) (*text.Document, error) {
	r := newDocxReader(in, z)
	r.open()
	r.furniture("header")
	body := r.xml(r.main, func(n *node) { r.out.add(r.blocks(n)...) }, "document", "body")
	if !body {
		r.note(&fault{extract.Corrupt, "the file is damaged: the part with its text is missing", "open it to see whether it is damaged, and ask the sender for it again"})
		return nil, r.err
	}
	r.out.add(r.flush()...)
	r.furniture("footer")
	r.embedded()
	if z.torn {
		r.err = &fault{extract.Partial, "the file was cut off: only a part of it could be read", "ask the sender for it again; it may have been cut off in copying"}
	}
	return r.out.b.Document(), r.err
}

func newDocxReader(in *input, z *zipParts) *docxReader {
	return &docxReader{in: in, zip: z, styles: map[string]*docxStyle{}, lists: map[string]*list{}, notes: map[string]*node{}, equations: map[string]bool{}}
}

// docxReader reads one document.
type docxReader struct {
	in        *input
	zip       *zipParts
	main      string // the part with the text
	related   []docxRelation
	styles    map[string]*docxStyle
	normal    string // the style of paragraphs that name none
	lists     map[string]*list
	notes     map[string]*node // footnotes and endnotes, by kind and id
	noted     int              // those that are read
	equations map[string]bool  // objects that are no files
	out       paper
	err       error // the first fault

	fields  []docxField // that are open, outermost first
	carried strings.Builder
	after   []para // notes and boxes that hang on the paragraph being read
	inNote  bool
}

type docxRelation struct{ id, kind, target string }

// docxField is a field: its instruction is read, then its result.
type docxField struct {
	instruction string
	result      bool
}

type docxStyle struct {
	id, based, name string
	list            string // numId
	level           int    // of the list, -1 if it says nothing
	outline         int    // from 0, -1 if it says nothing
	hidden          *bool
}

func (r *docxReader) note(err error) {
	if r.err == nil {
		r.err = err
	}
}

// xml reads the part named name, and reports whether there is one.
func (r *docxReader) xml(name string, each func(*node), enter ...string) bool {
	data, err := r.zip.part(name)
	if err != nil {
		r.note(err)
	}
	if len(data) == 0 {
		return false
	}
	if err := readXML(data, each, enter...); err != nil {
		r.note(err)
	}
	return true
}

// open finds the parts and reads those that the text refers to.
func (r *docxReader) open() {
	r.main = "word/document.xml"
	about := "docProps/core.xml"
	r.xml("_rels/.rels", func(n *node) {
		switch target := strings.TrimPrefix(n.get("Target"), "/"); {
		case strings.HasSuffix(n.get("Type"), "/officeDocument"):
			r.main = target
		case strings.HasSuffix(n.get("Type"), "/core-properties"):
			about = target
		}
	}, "Relationships")
	r.in.properties = readCore(r.zip, about)
	dir, file := path.Split(r.main)
	r.xml(dir+"_rels/"+file+".rels", func(n *node) {
		target := n.get("Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		kind := n.get("Type")
		r.related = append(r.related, docxRelation{n.get("Id"), kind[strings.LastIndexByte(kind, '/')+1:], strings.TrimPrefix(target, "/")})
	}, "Relationships")
	r.each("styles", r.readStyle, "styles")
	r.each("numbering", r.numberingReader(), "numbering")
	for _, kind := range []string{"footnote", "endnote"} {
		r.each(kind+"s", func(n *node) {
			if t := n.get("type"); n.name == kind && (t == "" || t == "normal") {
				r.notes[kind+n.get("id")] = n
			}
		}, kind+"s")
	}
}

// embedded warns of the files that the document holds beside its text.
func (r *docxReader) embedded() {
	var names []string
	for _, rel := range r.related {
		if (rel.kind == "package" || rel.kind == "oleObject") && !r.equations[rel.id] {
			names = append(names, path.Base(rel.target))
		}
	}
	r.in.warnEmbedded(names)
}

// each reads the parts of a kind, or the one in the usual place.
func (r *docxReader) each(kind string, each func(*node), enter ...string) {
	found := false
	for _, rel := range r.related {
		if rel.kind == kind {
			found = r.xml(rel.target, each, enter...) || found
		}
	}
	if !found && kind != "header" && kind != "footer" {
		r.xml(path.Join(path.Dir(r.main), kind+".xml"), each, enter...)
	}
}

// furniture adds what stands on every page, each text once.
func (r *docxReader) furniture(kind string) {
	var seen []string
	r.each(kind, func(n *node) {
		for _, q := range r.apart(n) {
			if !blank(q.text) && !slices.Contains(seen, q.text) {
				seen = append(seen, q.text)
				r.out.add(para{kind: text.Noise, text: q.text, where: kind})
			}
		}
	}, "hdr", "ftr")
}

func (r *docxReader) readStyle(n *node) {
	if n.name != "style" {
		return
	}
	s := &docxStyle{id: n.get("styleId"), based: n.kid("basedOn").get("val"), name: strings.ToLower(n.kid("name").get("val")), level: -1, outline: -1}
	if n.get("type") == "paragraph" && slices.Contains([]string{"1", "true", "on"}, n.get("default")) {
		r.normal = s.id
	}
	if p := n.kid("pPr"); p != nil {
		s.list, s.level = listOf(p)
		s.outline = intOf(p.kid("outlineLvl"), -1)
	}
	s.hidden = hiddenBy(n.kid("rPr"))
	r.styles[s.id] = s
}

// intOf returns the value of n, or otherwise.
func intOf(n *node, otherwise int) int {
	v, err := strconv.Atoi(n.get("val"))
	if err != nil {
		return otherwise
	}
	return v
}

// on reports whether the property n is there and not switched off.
func on(n *node) bool {
	v := n.get("val")
	return n != nil && v != "0" && v != "false" && v != "off" && v != "none"
}

// hiddenBy says whether run properties hide text, nil if they say nothing. The
// mark of a heading that runs into its paragraph is not hidden text.
func hiddenBy(properties *node) *bool {
	n := properties.kid("vanish")
	if n == nil || properties.kid("specVanish") != nil {
		return nil
	}
	hidden := on(n)
	return &hidden
}

// maxStyles bounds the chain of styles based on each other.
const maxStyles = 20

// chain returns the style id and those it is based on.
func (r *docxReader) chain(id string) []*docxStyle {
	var styles []*docxStyle
	for s := r.styles[id]; s != nil && len(styles) < maxStyles; s = r.styles[s.based] {
		styles = append(styles, s)
	}
	return styles
}

// blocks returns the paragraphs and rows of n, an element of a body.
func (r *docxReader) blocks(n *node) []para {
	switch n.name {
	case "p":
		return r.paragraph(n)
	case "tbl":
		return r.table(n)
	case "sdt":
		if n.kid("sdtPr").kid("showingPlcHdr") != nil {
			return nil
		}
		return r.inside(n.kid("sdtContent"))
	case "annotation":
		if kind := n.get("type"); kind == "Word.Deletion" || kind == "Word.Comment" {
			return nil
		}
		return r.inside(n)
	case "ins", "moveTo", "customXml", "smartTag", "sect", "sub-section", "content":
		return r.inside(n)
	case "AlternateContent":
		return r.inside(choose(n))
	case "altChunk":
		return r.chunk(n.get("id"))
	}
	return nil
}

// chunk returns the blocks of a file of another format that the document holds
// as a part of its text. Archives within are not opened.
func (r *docxReader) chunk(id string) []para {
	i := slices.IndexFunc(r.related, func(rel docxRelation) bool { return rel.id == id })
	if i < 0 {
		return nil
	}
	name := r.related[i].target
	data, err := r.zip.part(name)
	if err != nil {
		r.note(err)
	}
	var doc *text.Document
	if !starts("PK\x03\x04")(data) {
		doc = r.in.part(path.Base(name), data).Document
	}
	if doc == nil {
		r.in.warn("ingest/part", "a part of the document cannot be read: %s", path.Base(name))
		return nil
	}
	var paras []para
	for _, b := range doc.Blocks {
		paras = append(paras, para{kind: b.Kind, level: b.Level, text: doc.RawText(b.Span)})
	}
	return paras
}

func (r *docxReader) inside(n *node) []para {
	if n == nil {
		return nil
	}
	var paras []para
	for _, k := range n.kids {
		paras = append(paras, r.blocks(k)...)
	}
	return paras
}

// choose returns the alternative that is read: the first, or the fallback if
// there is no other.
func choose(n *node) *node {
	if c := n.kid("Choice"); c != nil {
		return c
	}
	return n.kid("Fallback")
}

// apart returns the paragraphs of n, which stands outside the text around it.
func (r *docxReader) apart(n *node) []para {
	fields, carried, after := r.fields, r.carried.String(), r.after
	r.fields, r.after = nil, nil
	r.carried.Reset()
	paras := r.blocks(n)
	if paras == nil {
		paras = r.inside(n)
	}
	paras = append(paras, r.flush()...)
	r.fields, r.after = fields, after
	r.carried.WriteString(carried)
	return paras
}

// flush returns what paragraphs without an end have left.
func (r *docxReader) flush() []para {
	if r.carried.Len() == 0 {
		return nil
	}
	q := para{text: r.carried.String()}
	r.carried.Reset()
	return []para{q}
}

// paragraph returns the paragraph n and what hangs on it.
func (r *docxReader) paragraph(n *node) []para {
	properties := n.kid("pPr")
	q, l, level, hidden := r.describe(properties)
	contents := r.inContents()
	r.runs(n, hidden, &r.carried)
	mark := properties.kid("rPr")
	if mark.kid("del") != nil || mark.kid("moveFrom") != nil {
		return nil // its end is deleted: it is the beginning of the next
	}
	q.text = r.carried.String()
	r.carried.Reset()
	gone := hidden || q.text == "" && (on(mark.kid("vanish")) || hasHidden(n))
	if l != nil && !gone {
		if q.kind == text.Paragraph {
			q.kind = text.Item
			if level > 0 {
				q.level = level + 1
			}
		}
		q.label = l.next(level)
	}
	if contents || r.inContents() {
		q.kind, q.level = text.Noise, 0
	}
	paras := append([]para{q}, r.after...)
	r.after = nil
	return paras
}

// hasHidden reports whether n has text, of which nothing shows.
func hasHidden(n *node) bool {
	for _, k := range n.kids {
		if text := k.kid("t"); k.name == "r" && text != nil && ownText(text) != "" || k.name == "del" {
			return true
		}
	}
	return false
}

// describe returns what a paragraph with these properties is, its list and
// level if it has one, and whether its style hides it.
func (r *docxReader) describe(properties *node) (q para, l *list, level int, hidden bool) {
	id, level := listOf(properties)
	style := properties.kid("pStyle").get("val")
	if style == "" || r.styles[style] == nil {
		style = r.normal
	}
	chain := r.chain(style)
	outline := intOf(properties.kid("outlineLvl"), -1)
	fromStyle, stated := id == "", -1
	var shown *bool
	for _, s := range chain {
		if id == "" {
			id = s.list
		}
		if stated < 0 {
			stated = s.level
		}
		if outline < 0 {
			outline = s.outline
		}
		if outline < 0 {
			outline = headingStyle(s.name)
		}
		if shown == nil {
			shown = s.hidden
		}
		if strings.HasPrefix(s.name, "toc ") {
			q.kind = text.Noise
		}
	}
	if l = r.lists[id]; l != nil && l.scheme == nil {
		l = nil
	}
	if level < 0 && l != nil {
		level = max(stated, 0)
		if at := ownLevel(l, chain); fromStyle && at >= 0 {
			level = at
		}
	}
	if q.kind != text.Noise && outline >= 0 && outline < levels {
		q.kind, q.level = text.Heading, outline+1
	}
	return q, l, level, shown != nil && *shown
}

// ownLevel returns the level of l that belongs to the first style it can, or -1.
func ownLevel(l *list, chain []*docxStyle) int {
	for _, s := range chain {
		for i := range levels {
			if v := l.level(i); v != nil && v.style == s.id {
				return i
			}
		}
		if s.list != "" {
			break
		}
	}
	return -1
}

// headingStyle returns the outline level that the name of a style means, or -1.
func headingStyle(name string) int {
	if name == "title" {
		return 0
	}
	for _, prefix := range []string{"heading ", "标题 "} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			if n, err := strconv.Atoi(rest); err == nil {
				return n - 1
			}
		}
	}
	return -1
}

// inContents reports whether a table of contents is being read.
func (r *docxReader) inContents() bool {
	return slices.ContainsFunc(r.fields, func(f docxField) bool {
		return f.result && strings.HasPrefix(strings.TrimSpace(f.instruction), "TOC")
	})
}

// shows reports whether text shows: not the instructions of fields.
func (r *docxReader) shows() bool {
	return !slices.ContainsFunc(r.fields, func(f docxField) bool { return !f.result })
}

// unread are elements whose text is not the document's.
var unread = map[string]bool{
	"pPr": true, "rPr": true, "del": true, "moveFrom": true, "sdtPr": true, "sdtEndPr": true, "rt": true, "rubyPr": true,
}

// runs writes the text of what n holds to b. Notes and boxes go to r.after.
func (r *docxReader) runs(n *node, hidden bool, b *strings.Builder) {
	for _, k := range n.kids {
		r.run(k, hidden, b)
	}
}

func (r *docxReader) run(n *node, hidden bool, b *strings.Builder) {
	if unread[n.name] {
		return
	}
	write := func(s string) {
		if !hidden && r.shows() {
			b.WriteString(s)
		}
	}
	switch n.name {
	case "t":
		write(ownText(n))
	case "tab", "ptab":
		write("\t")
	case "br", "cr":
		write("\n")
	case "noBreakHyphen":
		write("-")
	case "sym":
		write(symbol(n.get("char"), n.get("font")))
	case "fldChar":
		r.field(n.get("fldCharType"))
	case "instrText":
		if len(r.fields) > 0 {
			r.fields[len(r.fields)-1].instruction += ownText(n)
		}
	case "r":
		r.runs(n, r.hides(n.kid("rPr"), hidden), b)
	case "annotation": // a change or comment, in the XML of 2003
		if kind := n.get("type"); kind != "Word.Deletion" && kind != "Word.Comment" {
			r.runs(n, hidden, b)
		}
	case "footnote", "endnote": // as there
		r.hangNote(n)
	case "footnoteReference", "endnoteReference":
		r.refer(strings.TrimSuffix(n.name, "Reference"), n.get("id"))
	case "txbxContent":
		for _, q := range r.apart(n) {
			if q.where == "" {
				q.where = "text box"
			}
			r.after = append(r.after, q)
		}
	case "sdt":
		if n.kid("sdtPr").kid("showingPlcHdr") == nil && n.kid("sdtContent") != nil {
			r.runs(n.kid("sdtContent"), hidden, b)
		}
	case "AlternateContent":
		if c := choose(n); c != nil {
			r.runs(c, hidden, b)
		}
	case "OLEObject":
		if strings.HasPrefix(n.get("ProgID"), "Equation") {
			r.equations[n.get("id")] = true
		}
	case "den": // of a fraction: without the bar it would be another number
		write("/")
		r.runs(n, hidden, b)
	case "sup":
		write("^")
		r.runs(n, hidden, b)
	default:
		r.runs(n, hidden, b)
	}
}

// ownText returns the text directly in n.
func ownText(n *node) string {
	if len(n.kids) == 1 {
		return n.kids[0].text
	}
	var b strings.Builder
	for _, k := range n.kids {
		b.WriteString(k.text)
	}
	return b.String()
}

// hides reports whether a run with these properties is hidden.
func (r *docxReader) hides(properties *node, otherwise bool) bool {
	if h := hiddenBy(properties); h != nil {
		return *h
	}
	for _, s := range r.chain(properties.kid("rStyle").get("val")) {
		if s.hidden != nil {
			return *s.hidden
		}
	}
	return otherwise
}

func (r *docxReader) field(step string) {
	switch last := len(r.fields) - 1; {
	case step == "begin" && last < maxDepth:
		r.fields = append(r.fields, docxField{})
	case last < 0:
	case step == "separate":
		r.fields[last].result = true
	case step == "end":
		r.fields = r.fields[:last]
	}
}

// refer puts the note after the paragraph that refers to it.
func (r *docxReader) refer(kind, id string) {
	n := r.notes[kind+id]
	if n == nil || r.inNote {
		return
	}
	delete(r.notes, kind+id)
	r.hangNote(n)
}

// hangNote puts the note n after the paragraph that is being read.
func (r *docxReader) hangNote(n *node) {
	if r.inNote {
		return
	}
	r.noted++
	r.inNote = true
	for _, q := range r.apart(n) {
		if q.where == "" {
			q.where = fmt.Sprintf("note %d", r.noted)
		}
		if q.kind == text.Heading {
			q.kind, q.level = text.Paragraph, 0
		}
		r.after = append(r.after, q)
	}
	r.inNote = false
}

// symbol returns the character that a symbol font, whose name may be unknown, has
// at the code char.
func symbol(char, font string) string {
	v, err := strconv.ParseUint(char, 16, 32)
	switch {
	case err != nil:
		return ""
	case v < 0xE000 || v > 0xF8FF:
		return string(rune(v))
	case font == "Symbol" && mathSymbols[v] != "":
		return mathSymbols[v]
	case v == 0xF052 || v == 0xF0FE:
		return "☑"
	case v == 0xF0A3 || v == 0xF0A8 || v == 0xF06F:
		return "□"
	case v == 0xF0FC:
		return "✓"
	case v == 0xF0FB:
		return "✗"
	}
	return mathSymbols[v]
}

// mathSymbols are the characters of the font Symbol that say something of a
// number.
var mathSymbols = map[uint64]string{
	0xF0A3: "≤", 0xF0B0: "°", 0xF0B1: "±", 0xF0B3: "≥", 0xF0B4: "×", 0xF0B8: "÷", 0xF0B9: "≠", 0xF0BB: "≈",
}

// table returns the rows of n, and what hangs on them.
func (r *docxReader) table(n *node) []para {
	var rows [][]cell
	r.rows(n, &rows)
	return r.out.table(rows)
}

func (r *docxReader) rows(n *node, rows *[][]cell) {
	for _, k := range n.kids {
		switch k.name {
		case "tr":
			if p := k.kid("trPr"); p.kid("del") != nil || on(p.kid("hidden")) {
				continue
			}
			var row []cell
			r.cells(k, &row)
			*rows = append(*rows, row)
		case "sdt":
			if c := k.kid("sdtContent"); c != nil {
				r.rows(c, rows)
			}
		case "customXml", "ins":
			r.rows(k, rows)
		}
	}
}

func (r *docxReader) cells(n *node, row *[]cell) {
	for _, k := range n.kids {
		switch k.name {
		case "tc":
			if k.kid("tcPr").kid("cellDel") == nil {
				*row = append(*row, r.inside(k))
			}
		case "sdt":
			if c := k.kid("sdtContent"); c != nil {
				r.cells(c, row)
			}
		case "customXml", "ins":
			r.cells(k, row)
		}
	}
}
