package meta

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/kinds/heading"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// ownUnit returns the unit that reports, as the text names it: from the title,
// a line under it, the first paragraphs, or the signature. Its name is empty
// where the text only says "our school".
func (d *describer) ownUnit(title string) unit {
	if name := d.organizationIn(title, true); name != "" {
		if d.kindOf(name) == "area" {
			if u := d.underTitle(); u.name != "" {
				return u
			}
		}
		return d.unitAt(d.titleAt, name, fromTitle)
	}
	if generic(title) && d.titleAt >= 0 {
		return unit{}
	}
	long := 0
	for _, i := range d.lead {
		s := d.body(i)
		if i == d.Meta.TitleBlock || byline(s) || heading.Labelled(d.Doc.Text, d.Doc.Blocks[i].Span) {
			continue
		}
		if !prose(s) && (d.Doc.Blocks[i].Kind == text.Heading || long > 0) {
			continue
		}
		if prose(s) {
			if long++; long > 2 {
				break
			}
		}
		second := long == 0 && d.titleAt >= 0 && !prose(s) && d.typeOf(s) != "" // a fuller title
		if name := d.organizationIn(s, second); name != "" {
			return d.unitAt(i, name, fromText)
		}
	}
	if u := d.signature(); u.name != "" {
		return u
	}
	if u := d.repeatedUnit(); u.name != "" {
		return u
	}
	return d.plainUnit()
}

// underTitle returns the unit that a line right under the title names, if it is no
// region: it reports on the region that the title names.
func (d *describer) underTitle() unit {
	for n, i := range d.lead {
		if n == 0 || d.lead[n-1] != d.titleAt {
			continue
		}
		if s := d.body(i); d.organizationOnly(s) && d.kindOf(s) != "area" {
			return d.unitAt(i, s, fromText)
		}
	}
	return unit{}
}

// generic reports whether a title speaks of its unit as ours.
func generic(title string) bool {
	return ours.In(title)
}

var ours = lexicon.FixedCues("meta", "ours")

// unitAt returns the unit whose name block b holds folded, or a block after it:
// a title may go on in the next.
func (d *describer) unitAt(b int, name, evidence string) unit {
	u := unit{name: name, folded: name, source: source{evidence: evidence, block: -1}}
	for ; b >= 0 && b < len(d.Doc.Blocks); b++ {
		block := d.Doc.Blocks[b]
		if i := strings.Index(d.Doc.Text[block.Start:block.End], name); i >= 0 {
			u.block, u.span = b, text.Span{Start: block.Start + i, End: block.Start + i + len(name)}
			u.name = d.Doc.RawText(u.span)
			break
		}
	}
	return u
}

// signature returns the organisation that a short line at the end names.
func (d *describer) signature() unit {
	seen := 0
	for i := len(d.Doc.Blocks) - 1; i >= 0 && seen < 5; i-- {
		b := d.Doc.Blocks[i]
		s := d.body(i)
		if b.Kind == text.Noise || s == "" {
			continue
		}
		seen++
		if utf8.RuneCountInString(s) <= 30 && d.organizationOnly(s) {
			return d.unitAt(i, s, fromText)
		}
	}
	return unit{}
}

// organizationOnly reports whether s is the name of an organisation and
// nothing else.
func (d *describer) organizationOnly(s string) bool {
	return d.organizationIn(s, true) == s
}

// organizationIn returns the first name of an organisation in s: in a title
// wherever it stands, in text as the subject of a sentence.
func (d *describer) organizationIn(s string, title bool) string {
	if strings.IndexFunc(s, text.IsHan) >= 0 {
		return d.hanOrganization(s, title)
	}
	return d.latinOrganization(s, title)
}

// kindOf returns the kind of organisation that the folded name ends as: the row of
// the lexicon's words for units, "" if there is none.
func (d *describer) kindOf(name string) string {
	class := d.Class("orgsuffix")
	kind := ""
	for i := 0; i < len(name); {
		id, n := d.longest(class, name, i)
		if n > 0 && id != "-" {
			kind = id
		} else if n == 0 {
			_, n = utf8.DecodeRuneInString(name[i:])
		}
		i += n
	}
	return kind
}
