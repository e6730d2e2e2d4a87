package meta

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/kinds/heading"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// title finds the title, notes its block, and returns it folded.
func (d *describer) title() string {
	if len(d.lead) < 2 { // one line is the text itself
		return d.runInTitle()
	}
	best, score := -1, 0
	for at, i := range d.lead {
		s := d.body(i)
		kind := d.Doc.Blocks[i].Kind
		mark := heading.Compiled(d.Pass, s)
		if kind != text.Heading && mark == 0 && (prose(s) || heading.Labelled(d.Doc.Text, d.Doc.Blocks[i].Span)) {
			break
		}
		n := d.titleScore(i, s[mark:]) - min(at, 3)
		if mark > 0 {
			n -= 2 // the title of the text proper may follow
		}
		if n > 0 && at+1 < len(d.lead) && d.subtitle(s, d.lead[at+1]) != "" {
			n += 6
		}
		if n > score {
			best, score = at, n
		}
	}
	if score <= plainLine {
		if title := d.runInTitle(); title != "" {
			return title
		}
	}
	if best < 0 {
		return d.lastTitle()
	}
	i := d.lead[best]
	d.Meta.TitleBlock, d.titleAt = i, i
	s, raw := d.body(i), d.raw(i)
	if mark := heading.Compiled(d.Pass, s); mark > 0 {
		end := heading.Start(d.Doc.Text, d.Doc.Blocks[i].Span) + len(s)
		s = s[mark:]
		raw = d.Doc.RawText(text.Span{Start: end - len(s), End: end})
	}
	if best+1 < len(d.lead) {
		next := d.lead[best+1]
		if sub := d.subtitle(s, next); sub != "" {
			s, raw = s+sub, raw+d.raw(next)
		}
	}
	d.Meta.Title = raw
	return s
}

// lastTitle finds a title that stands under its text, as some pages put it: the last
// line, if it ends as the name of a type of document does and names a year or unit.
func (d *describer) lastTitle() string {
	for i := len(d.Doc.Blocks) - 1; i > 0; i-- {
		b, s := d.Doc.Blocks[i], d.body(i)
		if b.Kind == text.Noise || s == "" {
			continue
		}
		y, _ := yearIn(s)
		if prose(s) || d.titleScore(i, s) <= plainLine || !d.endsType(s) || y == 0 && d.organizationIn(s, true) == "" {
			return ""
		}
		d.Meta.TitleBlock, d.titleAt = i, i
		d.Meta.Title = d.raw(i)
		return s
	}
	return ""
}

// endsType reports whether s ends with the name of a type of document.
func (d *describer) endsType(s string) bool {
	for i := range s {
		if id, n := d.longest(d.Class("doctype"), s, i); n > 0 && id != "-" && i+n == len(s) {
			return true
		}
	}
	return false
}

// raw returns what the author wrote in block b, without marks before it.
func (d *describer) raw(b int) string {
	block := d.Doc.Blocks[b]
	start := heading.Start(d.Doc.Text, block.Span)
	for start > block.Start && strings.HasPrefix(d.Doc.Text[start-min(start, 3):], "—") { // the dash of a subtitle stays
		start -= len("—")
	}
	return strings.Trim(strings.TrimSpace(d.Doc.RawText(text.Span{Start: start, End: block.End})), "*_")
}

// titleScore says how much speaks for block i, whose text is s, being the title.
func (d *describer) titleScore(i int, s string) int {
	n := utf8.RuneCountInString(s)
	b := d.Doc.Blocks[i]
	switch {
	case n < 4 || n > 60 && strings.IndexFunc(s, text.IsHan) >= 0 || n > 200 || b.Kind == text.Row || b.Kind == text.Item:
		return 0
	case strings.ContainsAny(s[len(s)-1:], ":;,") || strings.HasSuffix(s, "。") || s[0] == '(' || byline(s) || strings.Contains(s, " > ") || strings.Contains(s, "您的"):
		return 0
	case sentenceWithin(s) || bracketed(s) && d.typeOf(s) == "":
		return 0
	case dateOnly(s) || heading.Labelled(s, text.Span{End: len(s)}) || issue(s) || strings.HasSuffix(s, "日") && b.Kind != text.Heading:
		return 0
	case i+1 < len(d.Doc.Blocks) && issue(d.body(i+1)): // the masthead of a bulletin
		return 0
	}
	score := plainLine
	if d.typeOf(s) != "" {
		score += 4
	}
	if b.Kind == text.Heading && b.Level <= 2 {
		score += 5 - b.Level
	}
	if y, _ := yearIn(s); y != 0 || maskedYear(s) {
		score++
	}
	if strings.HasSuffix(s, ".") && !abbreviated(s) {
		score -= 3
	}
	if len(d.Doc.Blocks) > i+1 && d.organizationOnly(s) {
		score--
	}
	if i+1 < len(d.Doc.Blocks) && byline(d.body(i+1)) {
		score += 4
	}
	return score
}

// plainLine is the score of a short line at the beginning of which nothing else is
// known.
const plainLine = 4

// sentenceWithin reports whether a sentence ends within s: 6 May 2014. Minutes by …
func sentenceWithin(s string) bool {
	for i := 3; i+2 < len(s); i++ {
		if s[i] == '.' && s[i+1] == ' ' && s[i+2] >= 'A' && s[i+2] <= 'Z' && (text.IsDigit(s[i-1]) && text.IsDigit(s[i-2]) || lowerLetters(s[i-3:i])) {
			return true
		}
	}
	return false
}

// bracketed reports whether s stands in square brackets: the name of a column of a
// page, or of a part of a text.
func bracketed(s string) bool {
	return strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") || strings.HasPrefix(s, "【") && strings.HasSuffix(s, "】")
}

func lowerLetters(s string) bool { return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == "" }

// subtitle returns block next folded if it continues the title s.
func (d *describer) subtitle(s string, next int) string {
	b := d.Doc.Blocks[next]
	t := strings.TrimSpace(d.Doc.Text[b.Start:b.End])
	if b.Kind == text.Noise || utf8.RuneCountInString(t) > 60 || prose(t) {
		return ""
	}
	dash := strings.HasPrefix(t, "—") || strings.HasPrefix(t, "--") || strings.HasPrefix(t, "――")
	year, _ := yearIn(s)
	subYear, _ := yearIn(t)
	switch {
	case dash && d.typeOf(s) == "" && d.typeOf(t) != "":
		return t
	case t[0] == '(' && year == 0 && subYear != 0 && !strings.ContainsAny(t, "月") && strings.IndexFunc(t, text.IsHan) >= 0:
		return t
	case d.typeOf(s) == "" && d.typeOf(t) != "" && strings.IndexFunc(t, text.IsHan) >= 0 && !byline(t) && b.Kind != text.Heading &&
		(strings.HasPrefix(t, "关于") || strings.HasPrefix(s, "关于") || d.organizationOnly(s)):
		return t
	}
	return ""
}

// issue reports whether s numbers an issue of a bulletin: 第17期(总第243期)
func issue(s string) bool {
	s = strings.ReplaceAll(s, " ", "")
	return strings.HasPrefix(s, "第") && strings.Contains(s, "期") && utf8.RuneCountInString(s) <= 20
}

// bylines are the words that lines about a text begin with.
var bylines = lexicon.FixedCues("meta", "byline")

func byline(s string) bool { return bylines.Begin(s) }

func dateOnly(s string) bool {
	return strings.Trim(s, "0123456789年月日〇零一二三四五六七八九十廿 .-/:()") == ""
}

// longParagraph is the number of letters from which a paragraph that ends as
// a sentence does is no title.
const longParagraph = 75

// prose reports whether s is running text.
func prose(s string) bool {
	if len(s) > 200*utf8.UTFMax { // more letters than any title has
		return true
	}
	n := utf8.RuneCountInString(s)
	if strings.IndexFunc(s, text.IsHan) < 0 {
		return n > 200 || n > 40 && strings.HasSuffix(s, ".") && !abbreviated(s)
	}
	return n > longParagraph || n > 30 && strings.Count(s, ",") >= 3 || n > 15 && strings.ContainsAny(s, "。;") || strings.HasSuffix(s, "。")
}

// abbreviated reports whether the full stop at the end of s is that of a short
// form of a company's name.
func abbreviated(s string) bool { return companyEnds.End(s) }

var companyEnds = lexicon.FixedCues("meta", "company_end")
