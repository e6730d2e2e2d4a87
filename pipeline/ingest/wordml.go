package ingest

import (
	"zongjie/extract/text"
)

// readWordML reads the XML that Word 2003 wrote, and that programs of offices
// still write and name .doc: the elements of .docx in one file, with other lists
// and with notes where they are referred to.
func readWordML(in *input) (*text.Document, error) {
	r := newDocxReader(in, nil)
	lists := r.listDefReader()
	data := plainXML(in.data)
	first := func(n *node) { // what the text refers to may follow it
		switch n.name {
		case "style":
			r.readStyle(n)
		case "listDef", "list":
			lists(n)
		case "Author":
			in.properties.Author = author(textOf(n))
		case "Created":
			in.properties.Created = when(textOf(n))
		case "LastSaved":
			in.properties.Changed = when(textOf(n))
		}
	}
	if err := readXML(data, first, "wordDocument", "styles", "lists", "DocumentProperties", "body", "sect", "sub-section"); err != nil {
		r.note(err)
	}
	var last []para // what stands on every page, at the end
	if err := readXML(data, func(n *node) {
		switch n.name {
		case "styles", "lists", "fonts", "docPr", "DocumentProperties":
		case "sectPr":
			last = append(last, r.wordMLFurniture(n)...)
		default:
			r.out.add(r.blocks(n)...)
		}
	}, "wordDocument", "body", "sect", "sub-section"); err != nil {
		r.note(err)
	}
	r.out.add(r.flush()...)
	r.out.add(last...)
	return r.out.b.Document(), r.err
}

// wordMLFurniture returns the headers and footers of a section.
func (r *docxReader) wordMLFurniture(n *node) []para {
	var paras []para
	for _, k := range n.kids {
		where := map[string]string{"hdr": "header", "ftr": "footer"}[k.name]
		if where == "" {
			continue
		}
		for _, q := range r.apart(k) {
			if !blank(q.text) {
				paras = append(paras, para{kind: text.Noise, text: q.text, where: where})
			}
		}
	}
	return paras
}

// listDefReader returns what reads schemes of lists, which come first, and the
// lists that use them.
func (r *docxReader) listDefReader() func(*node) {
	schemes := map[string]*scheme{}
	return func(n *node) {
		if n.name == "listDef" {
			s := &scheme{}
			for _, k := range n.kids {
				if i, ok := levelOf(k); ok && k.name == "lvl" {
					s.levels[i] = readWordMLLevel(k)
				}
			}
			schemes[n.get("listDefId")] = s
			return
		}
		l := &list{scheme: schemes[n.kid("ilst").get("val")]}
		l.readOverrides(n, readWordMLLevel)
		r.lists[n.get("ilfo")] = l
	}
}

// readWordMLLevel reads a level, whose format of numbers is a code.
func readWordMLLevel(n *node) *listLevel {
	l := readLevel(n)
	if code := n.kid("nfc"); code != nil {
		if l.format = docFormats[intOf(code, 0)]; l.format == "" {
			l.format = "decimal"
		}
	}
	if suffix := n.kid("suff").get("val"); suffix == "Nothing" {
		l.gap = false
	}
	return l
}
