package heading

import (
	"strings"

	"zongjie/extract"
	"zongjie/lexicon"
)

// compiledMark returns the length of the mark of a text in a compilation, 第一篇:,
// 第2篇, 篇三, 范文1, that s begins with. It is 0 if there is none, or nothing after it.
func compiledMark(s string) int {
	i := compiledNumber(s)
	if i == 0 || i == len(s) {
		return 0
	}
	rest := strings.TrimLeft(s[i:], " :、.,。)]】")
	if rest == "" || len(rest) == len(s[i:]) && s[0] != '(' {
		return 0
	}
	return len(s) - len(rest)
}

// compiledNumber returns where the number of the mark ends, with its word.
func compiledNumber(s string) int {
	at := len(s) - len(strings.TrimLeft(s, "【[("))
	s2 := s[at:]
	number := func(t string) int {
		if _, n := digits(t, 0); n > 0 {
			return n
		}
		_, n := hanNumber(t, 0)
		return n
	}
	if rest, ok := strings.CutPrefix(s2, "第"); ok {
		n := number(rest)
		if n > 0 && strings.HasPrefix(rest[n:], "篇") {
			return at + len("第") + n + len("篇")
		}
		return 0
	}
	for _, word := range []string{"篇", "范文"} {
		if rest, ok := strings.CutPrefix(s2, word); ok {
			if n := number(rest); n > 0 {
				return at + len(word) + n
			}
		}
	}
	return 0
}

// Compiled returns the length of the mark with which s begins, if it is the title of
// one of several texts that were put together, and heads no part of the one text: it
// names a document, and more than 第二篇 来年工作计划 does. It is 0 otherwise.
func Compiled(p *extract.Pass, s string) int {
	n := compiledMark(s)
	if n == 0 || len(s) > 200 {
		return 0
	}
	title := s
	if i := strings.LastIndexByte(title, '('); i > n && strings.HasSuffix(title, ")") { // 总结(范文)
		title = title[:i]
	}
	title = strings.TrimSuffix(strings.TrimSuffix(title, "年"), "年度")
	title = strings.TrimRight(title, "0123456789 ") // 总结2023
	class := p.Class("doctype")
	for i := n + len("某某单位"); i < len(title); i++ {
		ends := false
		p.Lexicon.Match(title[i:], func(t *lexicon.Term, length int) {
			ends = ends || t.Class == class && t.ID != "-" && i+length == len(title)
		})
		if ends {
			return n
		}
	}
	return 0
}
