package heading

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/text"
)

// han reads 一、 壹、 一是 其一, and the bare 一.
func (r *labelReader) han() {
	if n, i := financialNumber(r.t, r.at); i > 0 {
		if v, end, ok := r.mark(i); ok {
			r.add(styleFinancial, v, n, end, likely)
		}
		return
	}
	if n, i := hanNumber(r.t, r.at); i > 0 {
		r.hanAt(n, i)
		return
	}
	if rest, ok := strings.CutPrefix(r.t[r.at:], "其"); ok {
		if n, i := hanNumber(rest, 0); i > 0 {
			if v, end, ok := r.mark(r.at + len("其") + i); ok {
				r.add(styleIs, v, n, end, fair)
			}
		}
	}
}

// hanAt reads the label whose number n ends at i.
func (r *labelReader) hanAt(n, i int) {
	v, end, ok := r.mark(i)
	switch {
	case ok && v == variantHalf:
		r.add(styleHanParen, v, n, end, likely)
	case ok && text.DigitAt(r.t, end) && v == variantDot:
	case ok:
		worth := sure
		if m, j := hanNumber(r.t, end); j > 0 && m == n+1 && v == variantPause { // 三、四年级
			worth = damaged
		}
		r.add(styleHan, v, n, end, worth)
	case strings.HasPrefix(r.t[i:], "是"):
		r.add(styleIs, variantBoth, n, i+len("是"), fair)
	case strings.HasPrefix(r.t[i:], "要"):
		r.add(styleIs, variantHalf, n, i+len("要"), 110)
	case i < len(r.t) && r.t[i] == ' ':
		r.add(styleHan, variantSpace, n, i, fair)
	case i < len(r.t) && !r.counted(i) && n <= 10 && r.cuts.Border(i):
		if c, _ := utf8.DecodeRuneInString(r.t[i:]); text.IsHan(c) && !strings.ContainsRune("方些直致切样定起一二三四五六七八九十", c) {
			r.add(styleHan, variantGlued, n, i, 85)
		}
	}
}

// hanDivisions are what 第一 can number, each with its style and worth.
var hanDivisions = []struct {
	sign  string
	style style
	worth int
}{
	{"部分", stylePart, sure}, {"篇", stylePart, likely}, {"编", stylePart, likely}, {"板块", stylePart, fair},
	{"章", styleChapter, sure}, {"节", styleSection, sure}, {"条", styleArticle, fair}, {"款", styleArticle, doubtful},
	{"方面", styleOrdinal, doubtful}, {"点", styleOrdinal, doubtful}, {"步", styleOrdinal, doubtful}, {"阶段", styleOrdinal, doubtful},
	{"个方面", styleOrdinal, doubtful}, {"是", styleIs, fair},
}

// ordinal reads 第一章 第一部分 第一, 首先,
func (r *labelReader) ordinal() {
	rest, ok := strings.CutPrefix(r.t[r.at:], "第")
	if !ok {
		r.firstOfAll()
		return
	}
	base := len(r.t) - len(rest)
	for base < len(r.t) && r.t[base] == ' ' {
		base++
	}
	n, i := hanNumber(r.t, base)
	if i == 0 {
		n, i = digits(r.t, base)
	}
	if i == 0 {
		return
	}
	if v, end, ok := r.mark(i); ok {
		r.add(styleOrdinal, v, n, end, 200)
		return
	}
	r.hanDivision(n, i)
}

// hanDivision reads the sign after 第 and its number n, which ends at i.
func (r *labelReader) hanDivision(n, i int) {
	at := i
	for at < len(r.t) && r.t[at] == ' ' {
		at++
	}
	for _, d := range hanDivisions {
		if !strings.HasPrefix(r.t[at:], d.sign) {
			continue
		}
		end := at + len(d.sign)
		v := variantGlued
		if w, after, ok := r.mark(end); ok {
			v, end = w, after
		} else if end < len(r.t) && r.t[end] == ' ' {
			v = variantSpace
		} else if d.style == styleArticle || d.style == styleSection || d.style == styleChapter || d.sign == "篇" {
			r.add(d.style, v, n, end, doubtful)
			return
		}
		r.add(d.style, v, n, end, d.worth)
		return
	}
	if at > i {
		r.add(styleOrdinal, variantSpace, n, i, doubtful)
	}
}

// firstOfAll reads 首先, 其次, 再次, which are a series only together.
func (r *labelReader) firstOfAll() {
	for n, word := range []string{"首先", "其次", "再次"} {
		if strings.HasPrefix(r.t[r.at:], word) {
			if _, end, ok := r.mark(r.at + len(word)); ok {
				r.add(styleIs, variantColon, n+1, end, damaged)
			}
		}
	}
}

// circled reads ① to ⑳ and their white-on-black forms.
func (r *labelReader) circled() {
	c, size := utf8.DecodeRuneInString(r.t[r.at:])
	n := circledNumber(c)
	if n == 0 {
		return
	}
	end := r.at + size
	if _, after, ok := r.mark(end); ok {
		end = after
	}
	r.add(styleCircled, variantBoth, n, end, likely)
}

// circledNumber returns the number that c shows in a circle, or 0.
func circledNumber(c rune) int {
	switch {
	case c >= '①' && c <= '⑳':
		return int(c-'①') + 1
	case c >= '❶' && c <= '❿':
		return int(c-'❶') + 1
	case c >= '➀' && c <= '➉':
		return int(c-'➀') + 1
	case c >= '⓵' && c <= '⓾':
		return int(c-'⓵') + 1
	case c >= '㊀' && c <= '㊉':
		return int(c-'㊀') + 1
	}
	return 0
}

// hanNumber reads a number from 一 to 九十九 at i and returns it and where it
// ends; 0 if there is none.
func hanNumber(t string, i int) (n, end int) {
	return tensNumber(t, i, "一二三四五六七八九", "十")
}

// financialNumber is hanNumber for the forms of digits on cheques.
func financialNumber(t string, i int) (n, end int) {
	return tensNumber(t, i, "壹贰叁肆伍陆柒捌玖", "拾")
}

// tensNumber reads a number below a hundred that is written with the digits
// of units, one to nine, and the sign ten.
func tensNumber(t string, i int, units, ten string) (n, end int) {
	unit := func(i int) (int, int) {
		if i >= len(t) {
			return 0, i
		}
		r, size := utf8.DecodeRuneInString(t[i:])
		switch {
		case r == '参' && ten == "拾": // 參, a form of 叁
			return 3, i + size
		case r == 'ㄧ' && ten == "十": // the phonetic sign, which keyboards offer first
			return 1, i + size
		}
		if k := strings.IndexRune(units, r); k >= 0 {
			return k/3 + 1, i + size
		}
		return 0, i
	}
	n, end = unit(i)
	if !strings.HasPrefix(t[min(end, len(t)):], ten) {
		if n == 0 {
			return 0, 0
		}
		return n, end
	}
	low, after := unit(end + len(ten))
	return max(n, 1)*10 + low, after
}
