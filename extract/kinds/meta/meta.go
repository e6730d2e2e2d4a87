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
// A year that the title masks (20xx) is not looked for in the text: there it
// would be the year of something else. A path or the list may tell it.
//
// Where sources contradict each other, the report has a warning,
// organization-disagrees or year-disagrees, which quotes the report's own words.
package meta

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/extract"
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

// Describe finds what is known of a document as a whole.
func Describe(p *extract.Pass) {
	p.Meta.TitleBlock = -1
	p.Meta.Language, p.Meta.Shares = language(p)
	d := describer{Pass: p, lead: lead(p.Doc)}
	title := d.title()
	p.Meta.DocType = d.docType(title)
	d.resolve(title)
}

// describer finds the facts about one document.
type describer struct {
	*extract.Pass
	lead []int // the blocks that its beginning consists of
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
func abbreviated(s string) bool {
	for _, end := range []string{"Ltd.", "Co.", "Inc.", "Corp.", "LTD.", "CO.", "INC."} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// title finds the title, notes its block, and returns it folded.
func (d *describer) title() string {
	if len(d.lead) < 2 { // one line is the text itself
		return ""
	}
	best, score := -1, 0
	for at, i := range d.lead {
		s := d.body(i)
		kind := d.Doc.Blocks[i].Kind
		if kind != text.Heading && (prose(s) || heading.Labelled(d.Doc.Text, d.Doc.Blocks[i].Span)) {
			break
		}
		n := d.titleScore(i, s) - min(at, 3)
		if n > 0 && at+1 < len(d.lead) && d.subtitle(s, d.lead[at+1]) != "" {
			n += 6
		}
		if n > score {
			best, score = at, n
		}
	}
	if best < 0 {
		return ""
	}
	i := d.lead[best]
	d.Meta.TitleBlock = i
	s, raw := d.body(i), d.raw(i)
	if best+1 < len(d.lead) {
		next := d.lead[best+1]
		if sub := d.subtitle(s, next); sub != "" {
			s, raw = s+sub, raw+d.raw(next)
		}
	}
	d.Meta.Title = raw
	return s
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
	case dateOnly(s) || heading.Labelled(d.Doc.Text, b.Span) || issue(s) || strings.HasSuffix(s, "日") && b.Kind != text.Heading:
		return 0
	case i+1 < len(d.Doc.Blocks) && issue(d.body(i+1)): // the masthead of a bulletin
		return 0
	}
	score := 4 // a short line at the beginning
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
	return score
}

// issue reports whether s numbers an issue of a bulletin: 第17期(总第243期)
func issue(s string) bool {
	s = strings.ReplaceAll(s, " ", "")
	return strings.HasPrefix(s, "第") && strings.Contains(s, "期") && utf8.RuneCountInString(s) <= 20
}

// bylines are the words that lines about a text begin with.
var bylines = strings.Fields("时间 日期 发布 来源 作者 编辑 点击 浏览 字号 单位: 姓名 报: 发: 抄送 主送 搜索 首页 上一篇 下一篇 相关 推荐 本文 下载 打印 分享 关键词 摘要 time: date: source author: release published posted by: tel phone copyright dear click views")

func byline(s string) bool {
	s = strings.ToLower(s)
	for _, w := range bylines {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

func dateOnly(s string) bool {
	return strings.Trim(s, "0123456789年月日〇零一二三四五六七八九十廿 .-/:()") == ""
}

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
		(strings.HasPrefix(t, "关于") || d.organizationOnly(s)):
		return t
	}
	return ""
}

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
func joined(s string) bool {
	for _, and := range []string{"及", "暨", "和", "与", "、", "并"} {
		if strings.HasPrefix(s, and) {
			return true
		}
	}
	return false
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

// announcements are phrases of the text that say what kind of document it is.
var announcements = []struct{ phrase, kind string }{
	{"总结如下", typeSummary}, {"作如下总结", typeSummary}, {"简要总结", typeSummary}, {"summarized as follows", typeSummary}, {"summarised as follows", typeSummary}, {"summary is as follows", typeSummary},
	{"制定本计划", typePlan}, {"制订本计划", typePlan}, {"制定如下计划", typePlan}, {"特制定", typePlan}, {"制定本方案", typePlan}, {"计划如下", typePlan}, {"安排如下", typePlan}, {"this plan", typePlan}, {"plan is as follows", typePlan},
	{"作工作报告", typeReport}, {"报告如下", typeReport}, {"汇报如下", typeReport}, {"请予审议", typeReport}, {"向大会报告", typeReport}, {"述职如下", typeReport}, {"report as follows", typeReport}, {"reported as follows", typeReport}, {"i report", typeReport}, {"this report", typeReport},
	{"事迹如下", typeDeeds}, {"事迹材料", typeDeeds}, {"主要事迹", typeDeeds}, {"deeds are as follows", typeDeeds},
}

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
		s := strings.ToLower(d.body(i))
		if n > 6 {
			break
		}
		for _, a := range announcements {
			if strings.Contains(s, a.phrase) {
				return a.kind
			}
		}
		if person(s) {
			return typeDeeds
		}
	}
	if t := d.surroundings(); t != "" {
		return t
	}
	if title != "" {
		return typeOther
	}
	return typeSummary
}

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
