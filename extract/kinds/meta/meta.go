// Package meta finds what is known of a document as a whole: its title, type,
// language, organisation and year.
//
// # Who and when
//
// Organisation and year are what reports are compared by. They are taken from
// the first of these sources that says something, and Meta keeps which one it
// was ("list", "title", "text" or "path"):
//
//	organisation  the list (zongjie.csv), the title, the text, the path
//	year          the list, the title, the text where it says what it covers,
//	              the path, the date that the report is signed with
//
// A user's list overrules: it is written for that. After it comes what a report
// says of itself, since it is evidence that can be quoted, and since a path says
// what somebody else meant when he put the file there: an office that collects
// reports names folders as itself, or as the year in which it got them. So a name
// in the text outranks the fuller one in a path. A date at the end says when a
// report was written, which for most is the January after; where a folder names
// the year, it knows better. There is one exception: where the text, not the
// title, names only a region (柳溪县) and the path a unit that begins with its name
// (柳溪县教育局), the path is the full name of the same.
//
// A title that stands before the text of its own paragraph, as copying leaves it, is a
// title all the same; the mark of one text of a compilation (第一篇:) is no part of it.
// An English text that never says whose it is may name one unit again and again: that
// is believed only where neither the text nor the path says more.
//
// The title's year holds unless the text contradicts it outright: its heading or
// beginning names another, it names that again, and nowhere the one of the title,
// which a site has renewed. A year that is the only one in a text that says nothing
// else is the year that it covers, unless it is that of one date, document or figure;
// and where the text counts what there is at the end of a year long after that of the
// title, the title was taken from elsewhere. A profile of a unit covers none.
//
// A year that the title masks (20xx) is not looked for in the text: there it
// would be the year of something else. A path or the list may tell it.
//
// Where sources contradict each other, the report has a warning,
// organization-disagrees or year-disagrees, which quotes the report's own words.
package meta

import (
	"strings"
	"unicode"

	"zongjie/extract"
	"zongjie/extract/kinds/heading"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// Describe finds what is known of a document as a whole.
func Describe(p *extract.Pass) {
	p.Meta.TitleBlock = -1
	p.Meta.Language, p.Meta.Shares = language(p)
	d := describer{Pass: p, lead: lead(p.Doc), titleAt: -1}
	title := d.title()
	p.Meta.DocType = d.docType(title)
	d.resolve(title)
}

// describer finds the facts about one document.
type describer struct {
	*extract.Pass
	lead    []int // the blocks that its beginning consists of
	titleAt int   // the block that holds the title, with text after it or not; -1 if none
	profile bool  // whether it presents a unit
}

// leadBlocks is how many blocks the beginning of a document has at most.
const leadBlocks = 16

// lead returns the first blocks of doc that are text of its own.
func lead(doc *text.Document) []int {
	var blocks []int
	for i, b := range doc.Blocks {
		if b.Kind != text.Noise && strings.TrimSpace(doc.Text[b.Start:b.End]) != "" {
			blocks = append(blocks, i)
		}
		if len(blocks) == leadBlocks {
			break
		}
	}
	return blocks
}

// body returns the folded text of block b without the marks before it.
func (d *describer) body(b int) string {
	block := d.Doc.Blocks[b]
	return strings.TrimSpace(d.Doc.Text[heading.Start(d.Doc.Text, block.Span):block.End])
}

// longest returns the longest term of class that stands at offset i of s.
func (d *describer) longest(class lexicon.Class, s string, i int) (id string, n int) {
	if i > 0 && text.IsAlnum(s[i]) && text.IsAlnum(s[i-1]) {
		return "", 0
	}
	d.Lexicon.Match(s[i:], func(t *lexicon.Term, length int) {
		if t.Class == class {
			id, n = t.ID, length
		}
	})
	return id, n
}

// mixedShare is the share of the lesser language, in hundredths, from which a
// text is in both.
const mixedShare = 25

// language says in which language the document is written. A Han character
// weighs as three letters, and a foreign word as the sentence that it is in.
func language(p *extract.Pass) (string, extract.Shares) {
	var zh, en, other int
	for i := range p.Sentences {
		s := &p.Sentences[i]
		n := weight(s.Text(s.Span))
		switch s.Lang {
		case text.ZH:
			zh += n
		case text.EN:
			en += n
		default:
			other += n
		}
	}
	total := zh + en + other
	if total == 0 {
		return "", extract.Shares{}
	}
	shares := extract.Shares{ZH: (zh*100 + total/2) / total, EN: (en*100 + total/2) / total}
	shares.Other = max(0, 100-shares.ZH-shares.EN)
	switch {
	case min(shares.ZH, shares.EN) >= mixedShare:
		return "mixed", shares
	case zh >= en:
		return "zh", shares
	}
	return "en", shares
}

func weight(s string) int {
	n := 0
	for _, r := range s {
		if text.IsHan(r) {
			n += 3
		} else if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
