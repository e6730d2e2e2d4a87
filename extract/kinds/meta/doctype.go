package meta

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/kinds/heading"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// The types of documents.
const (
	typeSummary = "summary"
	typePlan    = "plan"
	typeReport  = "report"
	typeDeeds   = "deeds"
	typeOther   = "other"
)

// docType says what kind of document this is: from the title, else from the
// lines under it, from what the text says of itself, from a first sentence
// that introduces a person, or from lines about other texts around it.
func (d *describer) docType(title string) string {
	if t := d.typeOf(title); t != "" {
		return t
	}
	for n, i := range d.lead {
		s, b := d.body(i), d.Doc.Blocks[i]
		if n == 4 || prose(s) || title == "" || heading.Labelled(d.Doc.Text, b.Span) {
			break
		}
		if t := d.typeOf(s); t != "" && b.Kind != text.Heading {
			return t
		}
	}
	for n, i := range d.lead {
		s := d.body(i)
		if n > 6 {
			break
		}
		if a := announcements.First(s); a != nil {
			return a.ID
		}
		if person(strings.ToLower(s)) {
			return typeDeeds
		}
	}
	if bearers.In(title) && honoured.In(title) {
		return typeDeeds
	}
	if t := d.surroundings(); t != "" {
		return t
	}
	return d.typeOfContent(title)
}

// Words of titles that tell of a person, and of an honour.
var (
	bearers  = lexicon.FixedCues("meta", "deed_bearer")
	honoured = lexicon.FixedCues("meta", "honoured")
)

// typeOfContent returns the type of a document that nowhere says what it is. A
// profile of a unit and news are none of the types; what tells under a title what was
// done is a report; without a title, what looks back on a time is a summary, and what
// is divided into headings a report.
func (d *describer) typeOfContent(title string) string {
	if d.profile = d.isProfile(); d.profile || d.isNews() {
		return typeOther
	}
	switch {
	case title == "" && d.looksBack():
		return typeSummary
	case title != "" || d.divided():
		return typeReport
	}
	return typeOther
}

// isProfile reports whether the first sentences of the text say where a unit lies,
// when it was founded or what kind of unit it is, and no heading divides the text.
func (d *describer) isProfile() bool {
	if d.divided() {
		return false
	}
	for _, i := range d.lead {
		s := d.body(i)
		if !prose(s) {
			continue
		}
		return presents.In(opening(s))
	}
	return false
}

// opening returns the first two sentences of s.
func opening(s string) string {
	seen := 0
	for i, r := range s {
		if r == '。' || r == '.' && strings.HasPrefix(s[i:], ". ") {
			if seen++; seen == 2 {
				return s[:i]
			}
		}
	}
	return s
}

// divided reports whether the document has headings with labels, two at least.
func (d *describer) divided() bool {
	n := 0
	for i, b := range d.Doc.Blocks {
		if b.Kind == text.Noise || b.Kind == text.Row || i == d.Meta.TitleBlock || !heading.Labelled(d.Doc.Text, b.Span) {
			continue
		}
		if n++; n == 2 {
			return true
		}
	}
	return false
}

// News are signed in one of the first or last newsBlocks blocks, within the first
// newsReach bytes of it.
const newsBlocks, newsReach = 6, 200

// isNews reports whether a line at the beginning or end says who reported this to
// a paper or site.
func (d *describer) isNews() bool {
	signs := func(i int) bool {
		s := d.body(i)
		return d.Doc.Blocks[i].Kind != text.Noise && newsWords.In(s[:min(len(s), newsReach)])
	}
	for n := range min(len(d.Doc.Blocks), newsBlocks) {
		if signs(n) || signs(len(d.Doc.Blocks)-1-n) {
			return true
		}
	}
	return false
}

// looksBack reports whether the beginning speaks of a time that is over.
func (d *describer) looksBack() bool {
	for n, i := range d.lead {
		if n > 5 {
			break
		}
		if timeOver.In(d.body(i)) {
			return true
		}
	}
	return false
}

// What the first sentence of a profile says of a unit, what news are signed with,
// and how texts speak of a time that is over.
var (
	presents  = lexicon.FixedCues("meta", "presents")
	newsWords = lexicon.FixedCues("meta", "news")
	timeOver  = lexicon.FixedCues("meta", "time_over")
)

// announcements are phrases by which a text says what kind of document it is, by
// type.
var announcements = lexicon.FixedCues("announcement")

// typeOf returns the type that a title names, or "". The last word of a
// Chinese title names it, unless an earlier one is joined to it by 及 or the
// like; in an English title it is the first.
func (d *describer) typeOf(s string) string {
	class := d.Class("doctype")
	kind, end, han := "", -1, strings.IndexFunc(s, text.IsHan) >= 0
	for i := 0; i < len(s); {
		id, n := d.longest(class, s, i)
		if n == 0 || id == "-" {
			_, size := utf8.DecodeRuneInString(s[i:])
			i += max(n, size)
			continue
		}
		if kind == "" || han && !joined(s[end:i]) {
			kind, end = id, i+n
		}
		i += n
		if !han {
			break
		}
	}
	return kind
}

// joined reports whether s, which stands between two words, begins with an and.
func joined(s string) bool { return typeAnds.Begin(s) }

var typeAnds = lexicon.FixedCues("meta", "type_and")

// person reports whether s introduces a person: 张某,男,46岁
func person(s string) bool {
	s = s[:min(len(s), 90)]
	for _, sex := range []string{",男,", ",女,", ", male,", ", female,", ",男 ", ",女 "} {
		if strings.Contains(s, sex) {
			return true
		}
	}
	return false
}

// surroundings returns the type that most of the short lines around the text
// name: breadcrumbs, and links to texts of the same kind.
func (d *describer) surroundings() string {
	votes := map[string]int{}
	for i, b := range d.Doc.Blocks {
		s := d.body(i)
		if i == d.Meta.TitleBlock || b.Kind != text.Noise && (prose(s) || b.Kind != text.Paragraph || heading.Labelled(d.Doc.Text, b.Span)) || utf8.RuneCountInString(s) > 120 {
			continue
		}
		if t := d.typeOf(s); t != "" && t != typeOther {
			votes[t]++
		}
	}
	best := ""
	for _, t := range []string{typeSummary, typePlan, typeReport, typeDeeds} {
		if votes[t] > votes[best] {
			best = t
		}
	}
	total := 0
	for _, n := range votes {
		total += n
	}
	if votes[best]*2 <= total {
		return ""
	}
	return best
}
