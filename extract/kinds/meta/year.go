package meta

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/kinds/heading"
	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/numeral"
)

// titleYear returns the year that the title names.
func (d *describer) titleYear(title string) when {
	y, _ := yearIn(title)
	return d.whenAt(d.titleAt, y, fromTitle)
}

// textYear returns the year of which the text says that it covers it: in its
// headings, in a line under the title, or in a clause of its beginning. A line
// there that masks its year (20xx) means that the author hides it.
func (d *describer) textYear() when {
	if y, i := d.sections(); y != 0 {
		return d.whenAt(i, y, fromText)
	}
	for n, i := range d.lead {
		s := d.body(i)
		if n > 8 || maskedYear(s) && n < 4 {
			break
		}
		if i == d.Meta.TitleBlock {
			continue
		}
		if y := d.yearOf(i, s); y != 0 {
			return d.whenAt(i, y, fromText)
		}
	}
	return when{}
}

// onlyYear returns the year that the text names, if it names one alone.
func (d *describer) onlyYear() when {
	found, at := 0, -1
	for i, b := range d.Doc.Blocks {
		s := d.body(i)
		if b.Kind == text.Noise || i == d.Meta.TitleBlock || byline(s) || posted(s) || fileNumber(s) || dateOnly(s) {
			continue
		}
		if maskedYear(s) {
			return when{}
		}
		for j := 0; j < len(s); {
			if s[j] < utf8.RuneSelf && !text.IsDigit(s[j]) {
				j++
				continue
			}
			y, n := yearAt(s, j)
			if y == 0 {
				_, size := utf8.DecodeRuneInString(s[j:])
				j += size
				continue
			}
			if found != 0 && y != found || sinceThen.End(s[:j]) || beganThen.Begin(s[j+n:]) {
				return when{}
			}
			if found = y; !ofOneThing(s, j, j+n) {
				at = i
			}
			j += n
		}
	}
	if at < 0 {
		return when{}
	}
	return d.whenAt(at, found, fromText)
}

// ofOneThing reports whether the year at s[i:j] is that of one date, document, title or
// figure: what stands with a day, month or season, at the beginning of a quotation, or
// opens a clause that tells of one thing (2009年,新修校舍).
func ofOneThing(s string, i, j int) bool {
	before, after := strings.TrimRight(s[:i], " ,"), strings.TrimLeft(s[j:], " ")
	if dateBefore.End(before) || dayAt(after, 0) > 0 {
		return true
	}
	if w := opensIn.Trailing(before); w != nil && strings.HasPrefix(after, ",") {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case strings.ContainsRune("\"“‘《(", r):
		return true
	case before != "" && !strings.ContainsRune("。;!", r):
		return false
	}
	return strings.HasPrefix(after, ",") && strings.HasSuffix(s[i:j], "年")
}

var (
	dateBefore = lexicon.FixedCues("meta", "date_before")
	opensIn    = lexicon.FixedCues("meta", "opens_in")
)

// Words before and after a year in which something began, or that is part of a name.
var (
	sinceThen = lexicon.FixedCues("meta", "since_then")
	beganThen = lexicon.FixedCues("meta", "cohort", "began_then")
)

// dated returns the year in which the document was written: that of its
// signature, or of a date under the title.
func (d *describer) dated() when {
	if y, i := d.signed(); y != 0 {
		return d.whenAt(i, y, fromText)
	}
	for _, i := range d.lead {
		if s := d.body(i); dateOnly(s) && !byline(s) {
			if y, _ := yearIn(s); y != 0 {
				return d.whenAt(i, y, fromText)
			}
		}
	}
	return when{}
}

// whenAt returns year with the words of block b, or of the block after it, that
// name it, or the year before which the plans are that they announce.
func (d *describer) whenAt(b, year int, evidence string) when {
	w := when{year: year, source: source{evidence: evidence, block: -1}}
	if year == 0 || b < 0 {
		return w
	}
	for _, want := range []int{year, year + 1} {
		for i := b; i < min(b+2, len(d.Doc.Blocks)); i++ {
			block := d.Doc.Blocks[i]
			s := d.Doc.Text[block.Start:block.End]
			for at := range s {
				if y, n := yearAt(s, at); y == want {
					w.plans = want != year
					w.block, w.span = i, text.Span{Start: block.Start + at, End: block.Start + at + n}
					return w
				}
			}
		}
	}
	return w
}

// lookBack and lookAhead are words of headings over what was done in a year,
// and over what is to be done in it.
var (
	lookBack  = lexicon.FixedCues("meta", "look_back")
	lookAhead = lexicon.FixedCues("meta", "look_ahead")
)

// sections returns the year that headings give the document, and the block of
// the heading: the one they look back on, or the one before the year whose plans
// they announce. A plan has only the latter kind, and is of that year.
func (d *describer) sections() (year, block int) {
	ahead, at := 0, 0
	for i, b := range d.Doc.Blocks {
		s := d.body(i)
		if b.Kind == text.Noise || i == d.Meta.TitleBlock || prose(s) || !(b.Kind == text.Heading || heading.Labelled(d.Doc.Text, b.Span)) {
			continue
		}
		y, _ := yearIn(s)
		if y == 0 {
			continue
		}
		if lookBack.In(s) {
			return y, i
		}
		if ahead == 0 && lookAhead.In(s) {
			ahead, at = y, i
		}
	}
	if ahead != 0 && d.Meta.DocType != typePlan {
		ahead--
	}
	return ahead, at
}

// yearOf returns the year that block i, whose text is s, gives the document:
// that of a line under the title or of a heading, or of a clause that begins
// with it.
func (d *describer) yearOf(i int, s string) int {
	if byline(s) || dateOnly(s) {
		return 0
	}
	if !prose(s) {
		if posted(s) || fileNumber(s) {
			return 0
		}
		y, _ := yearIn(s)
		return y
	}
	if d.profile { // its years are those of what the unit has become
		return 0
	}
	for at := 0; at < len(s); {
		y, n := yearAt(s, at)
		if y == 0 {
			_, size := utf8.DecodeRuneInString(s[at:])
			at += size
			continue
		}
		if covers(s, at, at+n) {
			return y
		}
		at += n
	}
	return 0
}

// postedLength is how many bytes such a line has at most.
const postedLength = 100

// postedBy are words that a line on when a page was put up holds.
var postedBy = lexicon.FixedCues("meta", "posted")

// posted reports whether s begins with a date and a time of day, or is a short line with
// a date that tells of putting up: when a page was put up.
func posted(s string) bool {
	if len(s) < postedLength && postedBy.In(s) {
		if y, _ := yearIn(s); y != 0 {
			return true
		}
	}
	date := strings.TrimLeft(s, "0123456789-/.年月日")
	clock := strings.TrimSpace(date)
	n := countDigits(clock)
	return len(date) < len(s) && len(clock) < len(date) && n > 0 && n <= 2 && strings.HasPrefix(clock[n:], ":")
}

// fileNumber reports whether s is the number of a document: 〔2009〕1号
func fileNumber(s string) bool {
	open := strings.IndexAny(s, "〔[")
	return open >= 0 && strings.HasSuffix(s, "号") && utf8.RuneCountInString(s) < 30
}

// covers reports whether the year at s[i:j] is the time of the whole text: it
// begins a clause and ends it, or 以来 follows.
func covers(s string, i, j int) bool {
	before, after := strings.TrimRight(s[:i], " "), strings.TrimLeft(strings.TrimLeft(s[j:], "度 "), " ")
	r, _ := utf8.DecodeLastRuneInString(before)
	start := before == "" || strings.ContainsRune(",。;!", r) && len(before) < coversReach
	if w := opensIn.Trailing(before); w != nil && len(before) < coversReach {
		rest := strings.TrimRight(before[:len(before)-len(w.Text)], " ")
		start = start || rest == "" || strings.IndexByte(",.;", rest[len(rest)-1]) >= 0
	}
	if ahead(after) {
		return false
	}
	if strings.HasSuffix(s[i:j], "年度") && heldFor.Begin(after) && holds.End(before) {
		return true
	}
	if !start && !coversBefore.End(before) {
		return false
	}
	if w := coversAfter.Leading(after); w != nil {
		return w.ID != "covers_clause" || before == ""
	}
	return after == "" || after[0] == ',' || after[0] == '.'
}

// coversReach is within how many bytes of its beginning a paragraph says in
// which year it lies; after them a year is that of one figure.
const coversReach = 250

// ahead reports whether s, which follows a year, tells what is to come in it.
func ahead(s string) bool {
	clause, ok := strings.CutPrefix(s, ",")
	if !ok {
		return false
	}
	if end := strings.IndexAny(clause, ",.;"); end >= 0 {
		clause = clause[:end]
	}
	if end := strings.Index(clause, "。"); end >= 0 {
		clause = clause[:end]
	}
	return willBe.In(clause[:min(len(clause), 60)])
}

var willBe = lexicon.FixedCues("meta", "will_be")

// Words around the year that is the time of a text.
var (
	heldFor      = lexicon.FixedCues("meta", "held_for")
	holds        = lexicon.FixedCues("meta", "holds")
	coversBefore = lexicon.FixedCues("meta", "covers_before")
	coversAfter  = lexicon.FixedCues("meta", "covers_after", "covers_clause")
)

// signed returns the year of the date that the document is signed with, and the
// block of that date.
func (d *describer) signed() (year, block int) {
	seen := 0
	for i := len(d.Doc.Blocks) - 1; i >= 0 && seen < 4; i-- {
		b := d.Doc.Blocks[i]
		s := d.body(i)
		if b.Kind == text.Noise || s == "" {
			continue
		}
		seen++
		if y, _ := yearIn(s); y != 0 && dateOnly(s) {
			return y, i
		}
	}
	return 0, 0
}

// yearIn returns the year that s names, and where it ends. Of a school year
// (2017-2018学年) it is the second; of several years the first.
func yearIn(s string) (year, end int) {
	for i := 0; i < len(s); {
		if y, n := yearAt(s, i); y != 0 {
			return y, i + n
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return 0, 0
}

// firstYear and lastYear bound the years that a report can be about.
const firstYear, lastYear = 1949, 2100

// yearAt reads the year at offset i and returns it and its length: 2019,
// 2019年, 二〇一九年, 2017-2018学年.
func yearAt(s string, i int) (year, length int) {
	if i > 0 && (text.IsDigit(s[i]) && (text.IsDigit(s[i-1]) || s[i-1] == '.') || s[i]|0x20 == 'x') {
		return 0, 0
	}
	if y, n := gluedYears(s[i:]); n > 0 {
		return y, n
	}
	year, n := numeral.Year(s[i:], firstYear, lastYear)
	if n == 0 {
		return 0, 0
	}
	rest := s[i+n:]
	if strings.HasPrefix(rest, "元") || rest != "" && (text.IsDigit(rest[0]) || rest[0] == ',' && text.DigitAt(rest, 1)) || measured(rest) {
		return 0, 0
	}
	for _, dash := range []string{"-", "—", "~", "–", "至", "/"} {
		after := strings.TrimPrefix(strings.TrimPrefix(rest, "年"), dash)
		if len(after) == len(rest) || !strings.HasPrefix(strings.TrimPrefix(rest, "年"), dash) {
			continue
		}
		if y, m := numeral.FourDigits(after); y == year+1 {
			length = len(s) - i - len(after) + m + suffix(after[m:])
			if firstTerm.Begin(s[i+length:]) {
				return year, length
			}
			return y, length
		}
	}
	if len(rest) > 3 && rest[0] == '-' && countDigits(rest[1:]) == 2 && (year+1)%100 == int(rest[1]-'0')*10+int(rest[2]-'0') { // 2004-05
		return year, n + 3
	}
	return year, n + suffix(rest)
}

// gluedYears reads the two years of a school year whose dash was lost: 20172018学年.
func gluedYears(s string) (year, length int) {
	if countDigits(s) != 8 || !strings.HasPrefix(s[8:], "学年") {
		return 0, 0
	}
	first, n := numeral.FourDigits(s[:4])
	second, m := numeral.FourDigits(s[4:8])
	if n == 0 || m == 0 || second != first+1 {
		return 0, 0
	}
	length = 8 + suffix(s[8:])
	if firstTerm.Begin(s[length:]) {
		return first, length
	}
	return second, length
}

// firstTerm are words for the first term of a school year, which lies in its first
// year.
var firstTerm = lexicon.FixedCues("meta", "first_term")

// suffix returns the length of the word for year that s begins with.
func suffix(s string) int {
	rest := strings.TrimPrefix(s, " ")
	if w := yearWords.Leading(rest); w != nil {
		return len(s) - len(rest) + len(w.Text)
	}
	return 0
}

var yearWords = lexicon.FixedCues("meta", "year_word")

// measured reports whether s begins with a unit that makes four digits a quantity.
func measured(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " "))
	return r != '年' && strings.ContainsRune("人名个家户万亿元册场次篇件份条亩米吨余多%", r)
}

// maskedYear reports whether s has a year whose digits are masked: 20xx 20** XX年
func maskedYear(s string) bool {
	s = strings.ToLower(s)
	for _, w := range []string{"20xx", "20**", "20××", "20__", "xx年", "××年", "**年", "201x", "202x", "20x", "20 xx"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
