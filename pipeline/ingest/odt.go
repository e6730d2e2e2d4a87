package ingest

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zongjie/extract"
	"zongjie/extract/text"
)

// readODT reads OpenDocument texts.
func readODT(in *input) (*text.Document, error) {
	z, err := openZip(in.data, in.limits)
	if err != nil {
		return nil, err
	}
	if manifest, _ := z.part("META-INF/manifest.xml"); bytes.Contains(manifest, []byte("encryption-data")) {
		return readLocked(in)
	}
	in.properties = readMeta(z)
	r := &odtReader{styles: map[string]*odtStyle{}, schemes: map[string]*scheme{}, begun: map[string]*list{}}
	part := func(name string, each func(*node), enter ...string) bool {
		data, partErr := z.part(name)
		if len(data) > 0 && partErr == nil {
			partErr = readXML(data, each, enter...)
		}
		if err == nil {
			err = partErr
		}
		return len(data) > 0
	}
	var pages []*node
	part("styles.xml", func(n *node) {
		if n.name == "master-page" {
			pages = append(pages, n)
			return
		}
		r.style(n)
	}, "document-styles", "styles", "automatic-styles", "master-styles")
	r.furniture(pages, "header")
	if !part("content.xml", func(n *node) {
		r.style(n)
		r.out.add(r.blocks(n, odtPlace{})...)
	}, "document-content", "automatic-styles", "body", "text") && err == nil {
		err = &fault{extract.Corrupt, "the file is damaged: the part with its text is missing", "open it to see whether it is damaged, and ask the sender for it again"}
	}
	r.furniture(pages, "footer")
	if z.torn {
		err = &fault{extract.Partial, "the file was cut off: only a part of it could be read", "ask the sender for it again; it may have been cut off in copying"}
	}
	return r.out.b.Document(), err
}

// odtReader reads one document.
type odtReader struct {
	styles  map[string]*odtStyle
	schemes map[string]*scheme // list styles: where their lists begin from
	outline *list              // of headings
	begun   map[string]*list   // lists, by their id, and the last of each style under "style " and its name
	notes   int
	out     paper
	after   []para // notes and boxes that hang on the paragraph being read
}

type odtStyle struct {
	parent string
	hidden bool
}

// style reads n if it is a style.
func (r *odtReader) style(n *node) {
	switch n.name {
	case "style":
		r.styles[n.get("family")+" "+n.get("name")] = &odtStyle{parent: n.get("parent-style-name"), hidden: n.kid("text-properties").get("display") == "none"}
	case "list-style":
		r.schemes[n.get("name")] = readODTScheme(n)
	case "outline-style":
		r.outline = &list{scheme: readODTScheme(n)}
	}
}

// odtFormats are the formats of numbers, by their first character.
var odtFormats = map[string]string{
	"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "一": "chineseCountingThousand", "壹": "chineseLegalSimplified",
	"甲": "ideographTraditional", "子": "ideographZodiac", "①": "decimalEnclosedCircle", "１": "decimalFullWidth", "〇": "ideographDigital", "⑴": "decimalEnclosedParen", "⒈": "decimalEnclosedFullstop",
}

func readODTScheme(n *node) *scheme {
	s := &scheme{}
	for _, k := range n.kids {
		i, err := strconv.Atoi(k.get("level"))
		if i--; err != nil || i < 0 || i >= levels {
			continue
		}
		l := &listLevel{start: 1, restart: inherit, gap: true}
		s.levels[i] = l
		if v, err := strconv.Atoi(k.get("start-value")); err == nil {
			l.start = v
		}
		if k.kid("list-level-properties").kid("list-level-label-alignment").get("label-followed-by") == "nothing" {
			l.gap = false
		}
		if strings.HasSuffix(k.name, "bullet") || strings.HasSuffix(k.name, "image") {
			l.format = "bullet"
			continue
		}
		format := k.get("num-format")
		l.format = "none"
		if format != "" {
			l.format = odtFormats[string([]rune(format)[:1])]
		}
		if l.format == "" {
			l.format = "decimal"
		}
		l.text = odtLabel(k, i)
	}
	return s
}

// odtLabel returns the label of level i, with %1 for the number of a level.
func odtLabel(n *node, i int) string {
	if f := n.get("num-list-format"); f != "" { // %1%、
		for j := range levels {
			f = strings.ReplaceAll(f, fmt.Sprintf("%%%d%%", j+1), fmt.Sprintf("%%%d", j+1))
		}
		return f
	}
	shown, _ := strconv.Atoi(n.get("display-levels"))
	var numbers []string
	if n.get("num-format") != "" {
		for j := max(0, i+1-max(shown, 1)); j <= i; j++ {
			numbers = append(numbers, fmt.Sprintf("%%%d", j+1))
		}
	}
	return n.get("num-prefix") + strings.Join(numbers, ".") + n.get("num-suffix")
}

// chain returns the style name of a family and those it is based on, with
// their names.
func (r *odtReader) chain(family, name string) (styles []*odtStyle, names []string) {
	for s := r.styles[family+" "+name]; s != nil && len(styles) < maxStyles; s = r.styles[family+" "+name] {
		styles, names = append(styles, s), append(names, name)
		name = s.parent
	}
	return styles, names
}

func (r *odtReader) hides(family, name string) bool {
	styles, _ := r.chain(family, name)
	return slices.ContainsFunc(styles, func(s *odtStyle) bool { return s.hidden })
}

func (r *odtReader) furniture(pages []*node, kind string) {
	var seen []string
	for _, page := range pages {
		for _, n := range page.kids {
			if !strings.HasPrefix(n.name, kind) {
				continue
			}
			for _, q := range r.inside(n, odtPlace{}) {
				if !blank(q.text) && !slices.Contains(seen, q.text) {
					seen = append(seen, q.text)
					r.out.add(para{kind: text.Noise, text: q.text, where: kind})
				}
			}
		}
	}
}

// odtPlace is where in a document a block stands.
type odtPlace struct {
	list     *list
	level    int   // of the list, from 0
	first    *bool // whether the item has had its label; nil outside lists
	contents bool  // in a table of contents
}

// odtSkipped are elements whose text is not the document's.
var odtSkipped = map[string]bool{
	"tracked-changes": true, "sequence-decls": true, "forms": true, "annotation": true, "annotation-end": true, "note-citation": true, "ruby-text": true, "title": true, "desc": true,
	"variable-decls": true, "user-field-decls": true, "index-title-template": true, "table-of-content-source": true, "object": true, "object-ole": true, "image": true, "style": true, "list-style": true, "script": true, "hidden-text": true,
}

// blocks returns the paragraphs and rows of n.
func (r *odtReader) blocks(n *node, at odtPlace) []para {
	if odtSkipped[n.name] {
		return nil
	}
	switch n.name {
	case "p", "h":
		return r.paragraph(n, at)
	case "list":
		return r.list(n, at)
	case "table":
		var rows [][]cell
		r.rows(n, &rows)
		return r.out.table(rows)
	case "table-of-content", "alphabetical-index", "illustration-index", "table-index", "user-index":
		at.contents = true
	case "section":
		if d := n.get("display"); d == "none" {
			return nil
		}
	}
	return r.inside(n, at)
}

func (r *odtReader) inside(n *node, at odtPlace) []para {
	var paras []para
	for _, k := range n.kids {
		paras = append(paras, r.blocks(k, at)...)
	}
	return paras
}

func (r *odtReader) paragraph(n *node, at odtPlace) []para {
	name := n.get("style-name")
	if r.hides("paragraph", name) {
		return nil
	}
	before := r.after
	r.after = nil
	var b strings.Builder
	hidden := false
	r.runs(n, &b, &hidden)
	q := para{text: strings.TrimRight(b.String(), " ")}
	_, names := r.chain("paragraph", name)
	if n.name == "h" {
		q.kind, q.level = text.Heading, max(1, intAttr(n, "outline-level", intAttr(n, "level", 1)))
	} else if slices.Contains(names, "Title") {
		q.kind, q.level = text.Heading, 1
	}
	gone := q.text == "" && (hidden || len(r.after) > 0)
	switch {
	case at.first != nil && !*at.first && !gone:
		*at.first = true
		q.label = at.list.next(at.level)
		if q.kind == text.Paragraph {
			q.kind = text.Item
			if at.level > 0 {
				q.level = at.level + 1
			}
		}
	case at.first == nil && n.name == "h" && !gone && n.get("is-list-header") != "true":
		if v := intAttr(n, "start-value", -1); v >= 0 && r.outline != nil && q.level <= levels {
			r.outline.restart(q.level-1, v)
		}
		q.label = r.outline.next(q.level - 1)
	}
	if at.contents {
		q.kind, q.level = text.Noise, 0
	}
	paras := append([]para{q}, r.after...)
	r.after = before
	return paras
}

func intAttr(n *node, key string, otherwise int) int {
	v, err := strconv.Atoi(n.get(key))
	if err != nil {
		return otherwise
	}
	return v
}

// restart makes the next paragraph of level i have number v.
func (l *list) restart(i, v int) {
	if i >= 0 && i < levels {
		l.start[i], l.used[i] = &v, false
	}
}

// list returns the paragraphs of the list n.
func (r *odtReader) list(n *node, at odtPlace) []para {
	name := n.get("style-name")
	if at.first == nil {
		at.list, at.level = r.begin(n, name), 0
	} else {
		at.level++
		if s := r.schemes[name]; s != nil && at.list != nil && at.level < levels {
			at.list.override[at.level] = s.levels[at.level]
		}
	}
	var paras []para
	for _, item := range n.kids {
		if item.name != "list-item" && item.name != "list-header" {
			continue
		}
		labelled := item.name == "list-header"
		at.first = &labelled
		if v := intAttr(item, "start-value", -1); v >= 0 && at.list != nil {
			at.list.restart(at.level, v)
		}
		paras = append(paras, r.inside(item, at)...)
	}
	return paras
}

// begin returns the list that n begins or continues.
func (r *odtReader) begin(n *node, style string) *list {
	l := r.begun[n.get("continue-list")]
	if n.get("continue-numbering") == "true" {
		l = r.begun["style "+style]
	}
	s := r.schemes[style]
	switch {
	case s == nil && l == nil:
		l = &list{}
	case l == nil:
		l = &list{scheme: &scheme{levels: s.levels}}
	case s != nil && l.scheme != nil: // it may continue one of another style
		l = &list{scheme: l.scheme, override: s.levels, used: l.used}
	}
	if id := n.get("id"); id != "" {
		r.begun[id] = l
	}
	r.begun["style "+style] = l
	return l
}

// runs writes the text of what n holds to b. Notes and boxes go to r.after.
func (r *odtReader) runs(n *node, b *strings.Builder, hidden *bool) {
	for _, k := range n.kids {
		if odtSkipped[k.name] {
			continue
		}
		switch k.name {
		case "":
			writeSpaced(b, k.text)
		case "s":
			b.WriteString(strings.Repeat(" ", min(max(intAttr(k, "c", 1), 1), 100)))
		case "tab":
			b.WriteByte('\t')
		case "line-break":
			b.WriteByte('\n')
		case "note":
			r.notes++
			r.hang(k.kid("note-body"), fmt.Sprintf("note %d", r.notes))
		case "text-box", "custom-shape", "rect", "ellipse":
			r.hang(k, "text box")
		case "hidden-paragraph":
			*hidden = *hidden || k.get("is-hidden") == "true"
		case "span":
			if r.hides("text", k.get("style-name")) {
				*hidden = true
				continue
			}
			r.runs(k, b, hidden)
		default:
			r.runs(k, b, hidden)
		}
	}
}

// hang puts what n holds after the paragraph.
func (r *odtReader) hang(n *node, where string) {
	if n == nil {
		return
	}
	for _, q := range r.inside(n, odtPlace{}) {
		if q.where == "" {
			q.where = where
		}
		if q.kind == text.Heading {
			q.kind, q.level, q.label = text.Paragraph, 0, ""
		}
		r.after = append(r.after, q)
	}
}

// writeSpaced writes s with one space for white space, and none at the start
// of a paragraph or after white space.
func writeSpaced(b *strings.Builder, s string) {
	for _, c := range s {
		if c == ' ' || c == '\t' || c == '\n' || c == '\r' {
			if last := b.String(); last == "" || strings.ContainsAny(last[len(last)-1:], " \t\n") {
				continue
			}
			c = ' '
		}
		b.WriteRune(c)
	}
}

func (r *odtReader) rows(n *node, rows *[][]cell) {
	for _, k := range n.kids {
		switch k.name {
		case "table-row":
			var row []cell
			for _, c := range k.kids {
				if c.name == "table-cell" || c.name == "covered-table-cell" {
					row = append(row, r.inside(c, odtPlace{}))
				}
			}
			*rows = append(*rows, row)
		case "table-header-rows", "table-rows", "table-row-group":
			r.rows(k, rows)
		}
	}
}
