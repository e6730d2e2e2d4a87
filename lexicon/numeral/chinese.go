package numeral

import (
	"strings"
	"unicode/utf8"
)

// hanDigit returns the value of a Chinese digit, or -1.
func hanDigit(r rune) int {
	switch r {
	case '〇', '零', '○':
		return 0
	case '一', '壹':
		return 1
	case '二', '两', '贰':
		return 2
	case '三', '叁':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆':
		return 6
	case '七', '柒':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖':
		return 9
	}
	return -1
}

// place returns the value of a Chinese place, or 0.
func place(r rune) int64 {
	switch r {
	case '十', '拾':
		return 10
	case '百', '佰':
		return 100
	case '千', '仟':
		return 1000
	case '万':
		return 1e4
	case '亿':
		return 1e8
	}
	return 0
}

// tens returns the value of the characters that stand for a number of tens.
func tens(r rune) int64 {
	switch r {
	case '廿':
		return 20
	case '卅':
		return 30
	case '卌':
		return 40
	}
	return 0
}

// vague are the quantities without a value that begin like numbers or hold some.
var vague = []string{
	"半数", "一半", "过半", "大半", "若干", "数以万计", "数以千计", "数以百计", "成千上万", "成百上千", "千千万万",
}

// chinese reads a number that begins with a Chinese character.
func chinese(s string) (n Number, length int) {
	r, size := utf8.DecodeRuneInString(s)
	switch r {
	case '数', '几', '上', '成':
		return severalPlaces(s, r, size)
	case '半', '过', '大', '若':
		return listed(s)
	}
	if hanDigit(r) < 0 && place(r) == 0 && tens(r) == 0 {
		return n, 0
	}
	if n, length = listed(s); length > 0 {
		return n, length
	}
	if n, length = fraction(s); length > 0 {
		return n, length
	}
	return signed(s, han)
}

func listed(s string) (n Number, length int) {
	for _, v := range vague {
		if strings.HasPrefix(s, v) {
			return Number{Form: Vague}, len(v)
		}
	}
	return n, 0
}

// severalPlaces reads 几十, 数百, 上千: places after a word for several.
func severalPlaces(s string, first rune, size int) (n Number, length int) {
	if first == '数' || first == '成' {
		if n, length = listed(s); length > 0 {
			return n, length
		}
	}
	i := size
	for {
		r, k := utf8.DecodeRuneInString(s[i:])
		if place(r) == 0 || i == size && r == '十' && (first == '上' || first == '成') || strings.HasPrefix(s[i:], "百分") {
			break
		}
		i += k
	}
	if i == size || first == '成' { // 成百 is listed with what follows it
		return n, 0
	}
	n = Number{Form: Vague}
	i += open(s[i:], &n, true)
	return n, i
}

// fraction reads 百分之九十五 and 三分之二. Other parts than hundredths and
// thousandths have no exact decimal value in general, and are vague.
func fraction(s string) (n Number, length int) {
	for _, of := range [...]string{"百分之", "千分之", "万分之"} {
		if !strings.HasPrefix(s, of) {
			continue
		}
		n, k := endpoint(s[len(of):])
		if k == 0 || n.Form > Chinese {
			return Number{Form: Vague}, len(of)
		}
		i := len(of) + k
		if n.Form == Chinese {
			i += point(s[i:], &n)
		}
		n.Percent = true
		if m, end := second(s, i, Number{Value: n.Value, Max: n.Max, Form: n.Form}); end > 0 {
			m.Percent = true
			return m, end
		}
		return n, i
	}
	m, k := han(s)
	if k == 0 || !strings.HasPrefix(s[k:], "分之") || m.Form == Code {
		return n, 0
	}
	i := k + len("分之")
	_, k = endpoint(s[i:])
	return Number{Form: Vague}, i + k
}

// point reads decimals after 点: 九十八点六. Elsewhere 点 is a time of day.
func point(s string, n *Number) int {
	if !strings.HasPrefix(s, "点") {
		return 0
	}
	i, v := len("点"), n.Value
	for v.Scale < 6 {
		r, size := utf8.DecodeRuneInString(s[i:])
		d := hanDigit(r)
		if d < 0 {
			break
		}
		v.Coef, v.Scale, i = v.Coef*10+int64(d), v.Scale+1, i+size
	}
	if v.Scale == n.Value.Scale {
		return 0
	}
	n.Value = v.reduced()
	n.Max = n.Value
	return i
}

// pointed reads decimals after 点 where a percentage or a great place shows
// that they are none of the clock: 四点三个百分点, 三点五万.
func pointed(s string, n *Number) int {
	if !strings.HasPrefix(s, "点") || n.IsRange() || n.AtLeast {
		return 0
	}
	m := *n
	k := point(s, &m)
	rest := s[k:]
	switch {
	case k == 0:
		return 0
	case strings.HasPrefix(rest, "个百分点"), strings.HasPrefix(rest, "百分点"), strings.HasPrefix(rest, "%"), strings.HasPrefix(rest, "‰"), strings.HasPrefix(rest, "成"):
		*n = m
		return k
	}
	factor, size := int64(1), 0
	for {
		r, w := utf8.DecodeRuneInString(rest[size:])
		if place(r) < 1e4 || factor > 1e8 {
			break
		}
		factor, size = factor*place(r), size+w
	}
	v, ok := m.Value.times(factor)
	if size == 0 || !ok {
		return 0
	}
	n.Value, n.Max = v, v
	return k + size
}

// han reads a number in Chinese characters and its sign of openness.
func han(s string) (n Number, length int) {
	if n, length = digitRow(s); length > 0 {
		return n, length
	}
	var c cardinal
	c.low, c.high, c.last = -1, -1, 0
	i := 0
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if strings.HasPrefix(s[i:], "百分") && !strings.HasPrefix(s[i:], "百分钟") || !c.add(r) {
			break
		}
		i += size
	}
	if i == 0 {
		return n, 0
	}
	lo, hi := c.value()
	n = Number{Value: Int(lo), Max: Int(hi), Form: Chinese}
	if n.IsRange() {
		return n, i
	}
	i += openHan(s[i:], &n, c.last > 0)
	return n, i
}

// openHan reads a sign of openness after Chinese places, and the place that
// may follow it: 三百二十余万, 十来.
func openHan(s string, n *Number, placed bool) int {
	i := open(s, n, placed)
	if i == 0 {
		if placed && strings.HasPrefix(s, "来") && n.Value.less(Int(1001)) && unitLike(s[len("来"):]) {
			n.Approx = true
			return len("来")
		}
		return 0
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	if p := place(r); p >= 1e4 {
		if v, ok := n.Value.times(p); ok {
			n.Value, n.Max = v, v
			i += size
		}
	}
	return i
}

// unitLike reports whether s begins with one of the commonest units, which
// tells 十来个 from 十来 in other words.
func unitLike(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size > 1 && strings.ContainsRune("个名位人次家户件项天年所份篇场岁张条只本块吨亩座辆艘", r)
}

// digitRow reads digits without places: 二〇二一, 五四, 三四.
func digitRow(s string) (n Number, length int) {
	i, count, v, prev, rising := 0, 0, int64(0), -1, true
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		d := hanDigit(r)
		if d < 0 {
			if place(r) > 0 || tens(r) > 0 {
				return n, 0
			}
			break
		}
		if count++; count <= maxDigits {
			v = v*10 + int64(d)
		}
		rising = rising && prev != 0 && (prev < 0 || d == prev+1)
		prev, i = d, i+size
	}
	switch {
	case count < 2:
		return n, 0
	case count == 2 && rising: // 三四 is three to four
		return Number{Value: Int(int64(prev - 1)), Max: Int(int64(prev)), Form: Chinese}, i
	case count > maxDigits:
		v = 0
	}
	return Number{Value: Int(v), Max: Int(v), Form: Code}, i
}

// cardinal adds up a Chinese number character by character.
type cardinal struct {
	total, section, last int64 // last is the last place, 0 if none
	low, high            int   // the pending digit, and the next one up in 三四十; -1 if none
	spread               int64 // upper end minus lower
	zero                 bool  // 零 stood since the last place
	done                 bool  // nothing may follow
}

// add takes r into account. It is false if r does not go on with the number.
func (c *cardinal) add(r rune) bool {
	if c.done {
		return false
	}
	if d := hanDigit(r); d >= 0 {
		return c.digit(d, r)
	}
	if t := tens(r); t > 0 {
		if c.low >= 0 || c.last == 10 || c.spread > 0 {
			return false
		}
		c.section, c.last = c.section+t, 10
		return true
	}
	p := place(r)
	if p == 0 || c.total > 1e14 {
		return false
	}
	if p >= 1e4 {
		return c.great(p)
	}
	if c.last > 0 && c.last <= p && c.low < 0 && c.section > 0 || c.spread > 0 || c.section > 0 && c.last > 0 && c.last < 1e4 && p >= c.last {
		return false
	}
	d := max(int64(c.low), 1)
	if c.low == 0 {
		return false
	}
	if c.high > 0 {
		c.spread = p
	}
	c.section, c.last, c.low, c.high, c.zero = c.section+d*p, p, -1, -1, false
	return true
}

func (c *cardinal) digit(d int, r rune) bool {
	if c.spread > 0 {
		return false
	}
	if d == 0 {
		if c.low >= 0 || c.zero {
			return false
		}
		if c.last == 0 {
			c.low = 0
			c.done = true
			return true
		}
		c.zero = true
		return true
	}
	if c.low < 0 {
		c.low = d
		return true
	}
	if c.high < 0 && c.low > 0 && d == c.low+1 && r != '两' {
		c.high = d
		return true
	}
	return false
}

// great takes 万 or 亿 into account.
func (c *cardinal) great(p int64) bool {
	part := c.section + int64(max(c.low, 0))
	if c.low == 0 || c.last == p && part == 0 {
		return false
	}
	if c.high > 0 {
		c.spread = 1
	}
	if p == 1e8 {
		part += c.total
		c.total = 0
	} else if part == 0 && c.total > 0 {
		return false
	}
	if part == 0 {
		part = 1
	}
	c.total += part * p
	c.spread *= p
	c.section, c.last, c.low, c.high, c.zero = 0, p, -1, -1, false
	return true
}

// value returns both ends of the number.
func (c *cardinal) value() (lo, hi int64) {
	v := c.total + c.section
	if c.low > 0 {
		unit := int64(1)
		if c.last >= 100 && !c.zero && c.high < 0 { // 两千三 is 2300
			unit = c.last / 10
		}
		v += int64(c.low) * unit
		if c.high > 0 {
			return v, v + unit
		}
	}
	return v, v + c.spread
}
