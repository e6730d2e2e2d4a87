package count

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/numeral"
)

// Words before and after a number that says which, not how many.
var (
	whichBefore = lexicon.FixedCues("count", "which_before")
	whichAfter  = lexicon.FixedCues("count", "which_after")
)

// numbered reports whether the words around say which one it is.
func numbered(before, after string) bool {
	b := strings.TrimRight(before, " ")
	if w := whichBefore.Trailing(b); w != nil && !strings.HasSuffix(b, "每周") {
		return true
	}
	return whichAfter.Begin(after) || sitting(before, after)
}

// sitting reports whether the number says which sitting of an assembly it is:
// 二届三次会员大会, 十四届人大, 十次全会.
func sitting(before, after string) bool {
	if rest, ok := strings.CutPrefix(after, "届"); ok {
		if _, k := numeral.Prefix(rest); k > 0 || sittingOf.Begin(rest) {
			return !holdSittings.End(before)
		}
	}
	if strings.HasSuffix(before, "届") {
		return !peopleUnits.Begin(after) // 去年毕业的一届1700余位
	}
	rest, ok := strings.CutPrefix(after, "次")
	switch {
	case !ok:
		return false
	case strings.HasPrefix(rest, "会议") && sits.End(before):
		return true
	}
	return strings.Contains(before, "届") && sittingWord.Begin(rest)
}

// cohort reports whether the number n says in which year those behind it leave or
// enter a school: 22届毕业生. Few of them are counted: 送走3届毕业生.
func cohort(n *numeral.Number, after string) bool {
	const few = 5
	rest, ok := strings.CutPrefix(after, "届")
	return ok && n.Form == numeral.Digits && !n.Value.Less(few) && sameYear.Begin(rest)
}

// sameYear are words behind 届 for those of one year.
var sameYear = lexicon.FixedCues("count", "same_year")

// Words around the number of a sitting.
var (
	sits         = lexicon.FixedCues("count", "sits")
	sittingOf    = lexicon.FixedCues("count", "sitting_of")
	peopleUnits  = lexicon.FixedCues("count", "people_unit")
	sittingWord  = lexicon.FixedCues("count", "sitting")
	holdSittings = lexicon.FixedCues("count", "hold_sittings")
)

// touchesCode reports whether the number touches signs or letters that make it part
// of something longer: COVID-19, 9:30, 1/3, 20xx, 010-8888.
func touchesCode(n *numeral.Number, before, after string) bool {
	if before != "" {
		c := before[len(before)-1]
		prev := byte(0)
		if len(before) > 1 {
			prev = before[len(before)-2]
		}
		switch {
		case glued(n, before):
		case c == '+' && signed(n, before, after):
		case text.IsLatin(c), c == '%', c == '+', c == '*', c == '#', c == '/', c == '_', c == '@', c == '=':
			return true
		case c == '.' && text.IsLatin(prev) && n.Form == numeral.English: // no space after a full stop
		case (c == '-' || c == '.' || c == ':' || c == '~') && (text.IsLatin(prev) || text.IsDigit(prev)):
			return true
		case strings.HasSuffix(before, "×") || strings.HasSuffix(before, "○") || strings.HasSuffix(before, "—") && len(before) > 3 && text.IsDigit(before[len(before)-4]):
			return true
		}
	}
	if after == "" {
		return false
	}
	next := byte(0)
	if len(after) > 1 {
		next = after[1]
	}
	switch c := after[0]; {
	case c == '+':
		return true
	case text.IsLatin(c):
		return !hasUnitLetters(after) && thousands(before, after) == 0
	case c == '*', c == '#', c == '/', c == '_', c == '@', c == '=':
		return true
	case (c == '-' || c == ':' || c == '.') && text.IsDigit(next):
		return true
	case strings.HasPrefix(after, "×"), strings.HasPrefix(after, "○"):
		return true
	}
	return false
}

// glued reports whether before ends with a word that a blank was lost behind: an
// increase of16%.
func glued(n *numeral.Number, before string) bool {
	return n.Form == numeral.Digits && gluedWord(before) != nil
}

// gluedWord returns the word that before ends with, behind which a blank was
// lost, or nil.
func gluedWord(before string) *lexicon.Cue {
	w := lastWord(before)
	if w == "" {
		return nil
	}
	return gluedWords.Whole(w)
}

var gluedWords = lexicon.FixedCues("count", "glued", "glued_at_least", "glued_approx", "glued_nearly")

// signed reports whether the plus before a rate or an amount of money only says
// that it is no loss: +4.8%, +302,300元.
func signed(n *numeral.Number, before, after string) bool {
	prev := strings.TrimSuffix(before, "+")
	if prev != "" && (text.IsAlnum(prev[len(prev)-1]) || prev[len(prev)-1] == '+') {
		return false
	}
	return n.Percent || strings.HasPrefix(strings.TrimLeft(after, " "), "元")
}

// thousands returns what the letter behind an amount of money multiplies it
// with, or 0: $65K, £2M.
func thousands(before, after string) int64 {
	if after == "" || len(after) > 1 && text.IsAlnum(after[1]) || !moneySigns.End(before) {
		return 0
	}
	switch after[0] {
	case 'K', 'k':
		return 1e3
	case 'M', 'm':
		return 1e6
	}
	return 0
}

var moneySigns = lexicon.FixedCues("count", "money_sign")

// hasUnitLetters reports whether letters that touch a number are its unit.
func hasUnitLetters(after string) bool {
	for _, u := range [...]string{"km", "kg", "m2", "kwh", "mu ", "ml", "cm", "mm", "h ", "MB", "GB", "t "} {
		if strings.HasPrefix(after, u) {
			return true
		}
	}
	return false
}

// inAddress reports whether the number stands in a run of ASCII characters
// that is an address or markup.
func inAddress(before, after string) bool {
	if before == "" || !graphic(before[len(before)-1]) {
		return false
	}
	i, j := len(before), 0
	for i > 0 && graphic(before[i-1]) {
		i--
	}
	for j < len(after) && graphic(after[j]) {
		j++
	}
	run := before[i:] + after[:j]
	return strings.Contains(run, "://") || strings.Contains(run, "www.") || strings.Contains(run, "=\"") || strings.Contains(run, "%2") || i == 0 && len(before) >= 60
}

// graphic reports whether c is an ASCII character that shows.
func graphic(c byte) bool { return c > ' ' && c < utf8.RuneSelf }

// firstYear and lastYear bound the plain numbers that are taken for years.
const firstYear, lastYear = 1900, 2060

// isYear reports whether n is written like a year.
func isYear(n *numeral.Number, written string) bool {
	_, length := numeral.Year(written, firstYear, lastYear)
	return n.Form == numeral.Digits && length > 0 && length == len(written)
}

// inDate reports whether the number is part of a date or a time of day.
func inDate(p *extract.Pass, s *match.Sentence, n *numeral.Number, span text.Span, before, after string) bool {
	rest := strings.TrimLeft(after, " ")
	written := s.Text(span)
	switch r, _ := utf8.DecodeRuneInString(rest); r {
	case '年':
		return len(written) == 4 && text.IsDigit(written[0]) || strings.HasPrefix(rest, "年代") || strings.HasPrefix(rest, "年级") || n.Form == numeral.Chinese && n.Value.Coef > 1900
	case '月', '日', '号', '时', '点':
		return true
	case '分':
		if !strings.HasPrefix(rest, "分钟") {
			return true
		}
	}
	if n.IsRange() && n.Value.Coef >= firstYear && n.Max.Coef <= lastYear && n.Form == numeral.Digits && len(written) <= 11 {
		return true
	}
	if isYear(n, written) && s.Ending(p.Class("currency"), span.Start) == nil {
		unit := s.At(p.Class("unit"), skipSpace(s, span.End))
		return unit == nil || unit.Term.ID == "times" || s.Text(unit.Span) == "届" || s.Text(unit.Span) == "级"
	}
	if w := lastWord(strings.TrimRight(strings.TrimSuffix(strings.TrimRight(before, " "), "."), " ")); month(w) {
		return true
	}
	if n.Form != numeral.Digits {
		return false
	}
	return month(nextWord(rest)) || clockWords.Begin(rest)
}

var clockWords = lexicon.FixedCues("count", "clock")

// month reports whether w is the name of a month or its short form. Without its
// capital, may and march are verbs.
func month(w string) bool { return w != "" && w[0] >= 'A' && w[0] <= 'Z' && months.Are(w) }

var months = lexicon.FixedCues("count", "month")

// relative reports whether the words around a duration make it a place in
// time: the last 12 months, 20 days ago, 三天后.
func relative(before, after string) bool {
	return timeBefore.End(before) || timeAfter.Begin(after)
}

// Words that make the duration between them a place in time.
var (
	timeBefore = lexicon.FixedCues("count", "time_before")
	timeAfter  = lexicon.FixedCues("count", "time_after")
)
