package award

import (
	"regexp"
	"strconv"
	"strings"

	"zongjie/extract/text"
	"zongjie/lexicon/numeral"
)

// repeats is how often the honours of a list were won.
type repeats struct {
	n    int
	last bool // whether it stands behind the list, so that it is said of the last prize in it
}

// of returns the number as a value, for the last title of the list or one
// before it; "" where it is not stated.
func (t repeats) of(last bool) string {
	if t.n < 2 || t.last && !last {
		return ""
	}
	return strconv.Itoa(t.n)
}

// times says how often an honour was won: from the words before the verb,
// between it and the titles, and behind these, which end at end.
func (f *finder) times(left, lead text.Span, end int) repeats {
	right := f.s.Text(span(end, f.s.Clause(end).End))
	if f.zh {
		n := 0
		if t := f.s.Text(left); beginsTimes.Index(t) >= 0 {
			n = timesIn(timesZH(), t)
		}
		if n == 0 {
			n = timesIn(timesAfterZH(), right)
		}
		if n == 0 {
			n = timesIn(rowAfterZH(), f.s.Text(span(end, f.s.End)))
		}
		if n == 0 {
			n = yearsIn(f.s.Text(left))
		}
		return repeats{n: n}
	}
	if n := timesIn(timesEN(), right); n > 0 {
		return repeats{n: n, last: true}
	}
	if n := timesIn(timesEN(), f.s.Text(left)); n > 0 {
		return repeats{n: n}
	}
	return repeats{n: timesIn(timesEN(), f.s.Text(lead))}
}

var (
	timesZH      = lazy(`(?:连续|蝉联|连)第?([\d一二两三四五六七八九十]+)(?:个)?(?:年|届|次|年度|学年|季度|度)|第([\d一二三四五六七八九十]+)次$|([\d一二两三四五六七八九十]+)(?:次|度)(?:被|荣|获|$)`)
	timesAfterZH = lazy(`^(?:称号|荣誉|等)*\s*([\d一二两三四五六七八九十]+)(?:连冠|次)|^.{0,6}?([二三四五六七八九十])连冠`)
	rowAfterZH   = lazy(`^[”"]?(?:称号|荣誉)?,(?:并|已|成功)?(?:实现|喜获|取得)(?:了)?([\d二两三四五六七八九十]+)连(?:冠|胜|优)`)
	// yearList matches the years in which the same was won: 2009年、2013年被评为.
	yearList = lazy(`^(?:(?:19|20)\d\d年?度?(?:[、,和及与]))+(?:19|20)\d\d年?度?(?:\D|$)`)
	oneYear  = lazy(`(?:19|20)\d\d`)
	timesEN  = lazy(`(?i)\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2})(?:th|rd|nd)? (?:\w+ )?(?:consecutive |successive |straight )?(?:years?|times?|terms?)(?: running| in a row| in succession)?\b|\b(twice)\b`)
)

// yearsIn returns how many years the list has with which Chinese t begins.
func yearsIn(t string) int {
	return len(oneYear().FindAllString(yearList().FindString(strings.TrimLeft(t, " ,于在")), -1))
}

func timesIn(re *regexp.Regexp, t string) int {
	for _, m := range re.FindAllStringSubmatch(t, -1) {
		for _, g := range m[1:] {
			if n := smallNumber(strings.ToLower(g)); n > 0 {
				return n
			}
		}
	}
	return 0
}

var ordinals = map[string]int{"twice": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}

// smallNumber reads a whole number under a hundred; 0 if w is none.
func smallNumber(w string) int { return numberUpTo(99, w) }

// numberUpTo reads a whole number of at most limit; 0 if w is none.
func numberUpTo(limit int64, w string) int {
	if n := ordinals[w]; n > 0 {
		return n
	}
	n, length := numeral.Prefix(w)
	if w == "" || length != len(w) || n.Value.Scale > 0 || n.Value.Coef < 1 || n.Value.Coef > limit || n.IsRange() {
		return 0
	}
	return int(n.Value.Coef)
}

// counted takes in the number of prizes behind a title: 一等奖3项.
func (f *finder) counted(it *item, stop int) {
	m := countTail().FindStringSubmatch(f.s.Text(span(it.end, max(it.end, stop))))
	if m == nil {
		return
	}
	if !it.prize && sumsUp().MatchString(f.s.Text(span(it.end+len(m[0]), max(it.end+len(m[0]), stop)))) { // “甲”、“乙”两项殊荣
		return
	}
	it.end += len(m[0])
	if !it.prize && m[2] != "次" && m[2] != "个" && m[2] != "项" {
		return
	}
	if m[2] == "次" || m[2] == "人次" || m[2] == "项" || m[2] == "个" || m[2] == "枚" {
		if n := numberUpTo(9999, m[1]); n > 0 {
			it.count = strconv.Itoa(n)
		}
	}
}

// howMany matches the number of prizes behind a title.
const howMany = `^\s*各?(\d+|[一二两三四五六七八九十]+)\s*(人次|次|项|个|枚|名|人|篇|件|块|本)`

// sumsUp follows the number of all titles of a list.
var sumsUp = lazy(`^(?:殊荣|荣誉|称号|光荣|大?奖)`)

var countTail = lazy(howMany)

// inRow takes in how often the title before it was won in a row: (五连冠).
func (f *finder) inRow(it *item, end int) {
	m := inRowZH().FindStringSubmatch(f.s.Text(span(it.end, max(it.end, end))))
	if m == nil {
		return
	}
	if n := smallNumber(m[1]); n > 1 {
		it.count = strconv.Itoa(n)
		it.end += len(m[0])
	}
}

// inYear takes in the year of the title before it: (2015年).
func (f *finder) inYear(it *item, end int) {
	m := bracketedYear().FindStringSubmatch(f.s.Text(span(it.end, max(it.end, end))))
	if m != nil {
		it.year = m[1]
		it.end += len(m[0])
	}
}

// saidOf takes in what the text says of the English title it behind it, before end:
// of what place it is, in which year or how often it was won. It returns the length
// of that, if another title follows.
func (f *finder) saidOf(it *item, end int) int {
	t := f.s.Text(span(it.end, max(it.end, end)))
	m := saidOfEN().FindStringSubmatch(t)
	if m == nil {
		return 0
	}
	if y := wonInEN().FindStringSubmatch(m[0]); y != nil {
		it.year = y[1]
	}
	if !strings.HasPrefix(t[len(m[0]):], ",") && !strings.HasPrefix(t[len(m[0]):], " and ") {
		return 0
	}
	if n := timesIn(timesEN(), m[0]); n > 1 {
		it.count = strconv.Itoa(n)
	}
	return len(m[0])
}

var (
	// saidOfEN follows a title, and wonInEN is the year in it.
	saidOfEN = lazy(`^(?i: (?:(?:honorary )?titles?\b|(?:of|in|at) (?:the |our )?(?:whole )?(?:city|county|province|district|town|township|school|country|company|(?:national|provincial|municipal|county|city|district|school) level)\b|\(?in (?:19|20)\d\d\b\)?|\((?:19|20)\d\d\)|for (?:\w+ )?(?:consecutive |successive )?(?:years|times)(?: in (?:a row|succession))?))+`)
	wonInEN  = lazy(`[(n] ?((?:19|20)\d\d)\b`)
)

var bracketedYear = lazy(`^\s*\(((?:19|20)\d\d)年?(?:\d{1,2}月)?\)`)

// inRow matches how often a title was won without a break, in brackets or quoted.
const inRow = `[("“](?:实现|喜获|荣获|连续|第)?([\d二两三四五六七八九十]+)(?:连冠|连创|连胜|连获|连评|次|年|届)(?:获评|获得|蝉联)?[)"”]`

var (
	inRowZH     = lazy(`^["”]?\s*` + inRow)
	inRowWithin = lazy(inRow)
)

// year returns the year that the clause left of a verb names, or the date that
// begins the sentence, or "".
func (f *finder) year(s text.Span) string {
	if m := dated().FindStringSubmatch(f.s.Text(span(f.done, s.Start))); m != nil {
		return firstOf(m[1], m[2])
	}
	if m := yearLabel().FindStringSubmatch(f.s.Text(span(f.s.Start, max(f.s.Start, s.End)))); m != nil && f.done == f.s.Start {
		return m[1]
	}
	all := yearOf().FindAllStringSubmatch(f.s.Text(s), -1)
	if len(all) != 1 {
		return ""
	}
	return all[0][1] + all[0][2]
}

var (
	dated = lazy(`^[\s;,.]*(?:and )?(?:((?:19|20)\d\d)年(?:\d{1,2}月(?:\d{1,2}日)?)?|[Ii]n ((?:19|20)\d\d)),$`)
	// yearLabel begins a line that tells of one year.
	yearLabel = lazy(`^[\s*•-]*((?:19|20)\d\d)\s?(?:[:;]|- )`)
	yearOf    = lazy(`((?:19|20)\d\d)年|(?i)\b(?:in|of) ((?:19|20)\d\d)\b`)
)
