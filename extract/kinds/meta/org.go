package meta

import (
	"strings"
	"unicode"
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
		return d.unitAt(d.Meta.TitleBlock, name, fromTitle)
	}
	if i := d.Meta.TitleBlock; generic(title) && i >= 0 {
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
		if name := d.organizationIn(s, false); name != "" {
			return d.unitAt(i, name, fromText)
		}
	}
	return d.signature()
}

// generic reports whether a title speaks of its unit as ours.
func generic(title string) bool {
	s := " " + strings.ToLower(title) + " "
	return strings.Contains(s, " our ") || strings.Contains(s, "我校") || strings.Contains(s, "我院") || strings.Contains(s, "本校")
}

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

// stops are words that no name of an organisation goes across.
var stops = strings.Fields("关于 请 代表 首页 我校 我院 我局 我县 我市 我区 我镇 我村 我们 我单位 位于 坐落 成立 现有 现任 共有 地处 始建 组建 创建 创办 占地 " +
	"认真 坚持 紧紧 围绕 按照 深入 荣获 全体 始终 积极 努力 切实 高度 牢固 严格 继续 不断 根据 通过 加强 增强 提高 推进 开展 全面 充分 下设 下辖 管辖 辖区 承担 担负 肩负 " +
	"举办 组织 召开 近年来 一年来 今年 去年 全年 年度 学年 学期 半年 季度 党建 工作 思想 先进集体 先进个人 驻村 年终 上半年 下半年 第一季度 创先争优 " +
	"现辖 辖 是 在 以 对 把 将 的 和 与 及 并 为 从 由 被 向 系 又 也 主动 顺利 圆满 先后 累计 编 现 有 了")

// hanOrganization returns the first organisation that s names.
func (d *describer) hanOrganization(s string, title bool) string {
	class := d.Class("orgsuffix")
	types := d.Class("doctype")
	area, subject := "", true
	for start := 0; start < len(s); {
		end, next := d.run(s, start, types)
		name, kind := d.hanName(s[start:end], class, title)
		switch {
		case !title && !subject || name == "" || !specific(d, name, class):
		case kind == "area":
			if area == "" {
				area = name
			}
		default:
			return name
		}
		if !title && area != "" {
			return area
		}
		start, subject = next, opensName(s[end:next])
		if !title && strings.HasPrefix(s[end:], "。") {
			break
		}
	}
	return area
}

// opensName reports whether the subject of a clause may follow word, by which
// run ended a piece: a comma, a year, or a word such as 现任.
func opensName(word string) bool {
	switch word {
	case "现任", "是", "系", "代表":
		return true
	}
	r, _ := utf8.DecodeRuneInString(word)
	return !text.IsHan(r) || strings.HasSuffix(word, "年") || strings.HasSuffix(word, "来")
}

// run returns where the piece of s that starts at start ends, at punctuation,
// a year, a type of document or a word that no name holds, and where the next
// piece starts.
func (d *describer) run(s string, start int, types lexicon.Class) (end, next int) {
	for i := start; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if y, n := yearAt(s, i); y != 0 {
			return i, i + n
		}
		if strings.HasPrefix(s[i:], "20xx") || strings.HasPrefix(s[i:], "20XX") || strings.HasPrefix(s[i:], "20**") {
			return i, i + len("20xx") + suffix(s[i+len("20xx"):])
		}
		if id, n := d.longest(types, s, i); n > 0 && id != "-" {
			return i, i + n
		}
		for _, w := range stops {
			if strings.HasPrefix(s[i:], w) && !(i > start && d.inSuffix(s, i)) {
				return i, i + len(w)
			}
		}
		if !text.IsHan(r) && !unicode.IsLetter(r) && !strings.ContainsRune("0123456789*×()〇○·-", r) {
			return i, i + size
		}
		i += size
	}
	return len(s), len(s)
}

// inSuffix reports whether a word that ends names begins shortly before i and
// reaches beyond it: 委员会 in 工作委员会.
func (d *describer) inSuffix(s string, i int) bool {
	class := d.Class("orgsuffix")
	for back := i - 3; back >= 0 && back >= i-12; back -= 3 {
		if !utf8.RuneStart(s[back]) {
			return false
		}
		if id, n := d.longest(class, s, back); id != "-" && back+n > i {
			return true
		}
	}
	id, n := d.longest(class, s, i)
	return n > 3 && id != "-"
}

// hanName returns the part of run up to the last word that ends names, and
// the kind of organisation. In text the run must end there.
func (d *describer) hanName(run string, class lexicon.Class, title bool) (name, kind string) {
	end := 0
	for i := 0; i < len(run); {
		id, n := d.longest(class, run, i)
		if n == 0 {
			_, n = utf8.DecodeRuneInString(run[i:])
		} else if id != "-" && i > 0 {
			end, kind = i+n, id
		}
		i += n
	}
	if strings.HasPrefix(run[end:], ")") && strings.Count(run[:end], "(") == 1 { // 柳溪小学(东校区)
		end++
	}
	rest := run[end:]
	if end == 0 || !title && rest != "" && utf8.RuneCountInString(rest) > 4 {
		return "", ""
	}
	name = strings.Trim(run[:end], " -·")
	if title {
		name = strings.TrimPrefix(name, "记") // ——记某某林场
	}
	if n := utf8.RuneCountInString(name); n > 30 || strings.Contains(name, "(") != strings.Contains(name, ")") {
		return "", ""
	}
	return name, kind
}

// common are the words that make no name: left alone they are "our school".
var common = strings.Fields("我们 我 我们的 本 该 各 全 各级 上级 基层 党 团 先进 优秀 五好 机关 直属 中心 校 院 局 县 市 区 镇 乡 村 省 街道 单位 下属 附属 老 新 人民 工作 部门 某 这 一 两 个 所 有关 相关 广大 教育 国家 全国")

// specific reports whether name holds more than words of its kind.
func specific(d *describer, name string, class lexicon.Class) bool {
	rest := 0
	for i := 0; i < len(name); {
		if _, n := d.longest(class, name, i); n > 0 {
			i += n
			continue
		}
		n := 0
		for _, w := range common {
			if strings.HasPrefix(name[i:], w) {
				n = max(n, len(w))
			}
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(name[i:])
			rest++
		}
		i += n
	}
	return rest >= 2 || rest == 1 && utf8.RuneCountInString(name) > 4
}

// latinStops are English words that no name of an organisation goes across.
var latinStops = strings.Fields("in on at with from by to is are was were has have had since as that which during under annual work year 20xx")

// latinCommon are English words that make no name on their own.
var latinCommon = strings.Fields("the of and for a an our this that party general people's work all each party's grass-roots advanced first second city county district town township municipal provincial central annual people members new " +
	"middle primary elementary high senior junior secondary vocational technical experimental key rural urban small normal")

// latinOrganization returns the first run of capitalised words in s that holds
// a word for an organisation. In text it must begin a sentence, or follow "on
// behalf of" or "recommended by".
func (d *describer) latinOrganization(s string, title bool) string {
	class, types := d.Class("orgsuffix"), d.Class("doctype")
	for i := 0; i < len(s); {
		if !text.IsAlnum(s[i]) || i > 0 && text.IsAlnum(s[i-1]) {
			i++
			continue
		}
		if !title && !subjectAt(s, i) {
			i++
			continue
		}
		if id, n := d.longest(types, s, i); n > 0 && id != "-" {
			i += n // a type of document is no part of a name, nor is the rest of it
			continue
		}
		end := d.latinRun(s, i, types)
		if name := d.latinName(s[i:end], class, types); name != "" {
			return name
		}
		i = max(end, i+1)
		for i < len(s) && text.IsAlnum(s[i]) { // not into the middle of a word
			i++
		}
	}
	return ""
}

// subjectAt reports whether a subject may begin at i of s.
func subjectAt(s string, i int) bool {
	before := strings.ToLower(strings.TrimRight(s[:i], " (\"“"))
	before = strings.TrimRight(strings.TrimSuffix(before, "the"), " ")
	if before == "" || strings.HasSuffix(before, ".") || strings.HasSuffix(before, ",") && len(before) < 60 {
		return true
	}
	for _, w := range []string{"on behalf of", "recommended by", "submitted by", "prepared by", "of the", "director of", "secretary of"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// latinRun returns where the run of words ends that starts at i: at a lower-case
// word but of, the, and, for, at a number, a type of document or punctuation.
func (d *describer) latinRun(s string, i int, types lexicon.Class) int {
	for i < len(s) {
		if id, n := d.longest(types, s, i); n > 0 && id != "-" {
			return i
		}
		if text.IsDigit(s[i]) {
			return i
		}
		if strings.HasPrefix(s[i:], "Co., Ltd") {
			return i + len("Co., Ltd")
		}
		word := nameWord(s[i:])
		if word == "" || contains(latinStops, word) || unicode.IsLower(rune(word[0])) && !contains([]string{"of", "the", "and", "for"}, word) {
			return i
		}
		if strings.HasPrefix(s[i:], "and the ") {
			return i
		}
		i += len(word)
		if i < len(s) && s[i] == ' ' {
			i++
		} else if i < len(s) && s[i] == '&' {
			i++
		} else {
			return i
		}
	}
	return i
}

// nameWord returns the word that s begins with, hyphens and 's included.
func nameWord(s string) string {
	i := 0
	for i < len(s) && (text.IsAlnum(s[i]) || s[i] >= utf8.RuneSelf || i > 0 && (s[i] == '\'' || s[i] == '-')) {
		i++
	}
	return s[:i]
}

func contains(list []string, word string) bool {
	for _, w := range list {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}

// latinName returns run without the small words at its ends, if it holds a
// word for an organisation and a word of its own.
func (d *describer) latinName(run string, class, types lexicon.Class) string {
	words := strings.Fields(run)
	small := func(w string) bool { return contains([]string{"of", "the", "and", "for", "a", "an"}, w) }
	for len(words) > 0 && small(words[0]) {
		words = words[1:]
	}
	for len(words) > 0 && small(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	head, own := false, 0
	for _, w := range words {
		w = strings.TrimRight(w, ".,")
		id, n := d.longest(class, w, 0)
		whole := n == len(w) || n > 0 && strings.HasPrefix(w[n:], "'")
		head = head || whole && id != "-" && (id != "area" || len(words) > 1)
		if !whole && !contains(latinCommon, w) && strings.Trim(w, "Xx*") != "" {
			own++
		}
	}
	if !head || own == 0 || len(words) < 2 || len(words) > 14 {
		return ""
	}
	return strings.Join(words, " ")
}
