package meta

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/numeral"
)

// pathYear returns the year of the file's name, or of the nearest folder that
// names one. A file that names several is of the first, as a title is (2022年总结及
// 2023年计划); a folder that does so holds reports of several years.
func pathYear(names []placeName) when {
	for _, n := range names {
		if len(n.years) == 1 || len(n.years) > 1 && n.folder == "" {
			return when{year: n.years[0], source: source{evidence: fromPath, block: -1, folder: n.folder}}
		}
		if len(n.years) > 1 {
			break
		}
	}
	return when{}
}

// cameras are what cameras and messengers number files with.
var cameras = lexicon.FixedCues("meta", "camera")

// yearsInName returns the different years that the folded name of a file or folder
// says to cover, in their order. Not among them are dates of writing (2023-01-05,
// 20230105, 2023.12), several years as one (2018-2022), years of the issue of a
// document ([2023]12号), of a cohort (2023届), and digits in codes.
func yearsInName(s string) []int {
	if !strings.ContainsAny(s, "0123456789〇零○一二") {
		return nil
	}
	low := strings.ReplaceAll(strings.ToLower(s), "二o", "二〇")
	if cameras.Begin(low) {
		return nil
	}
	var years []int
	for i := 0; i < len(low); {
		y, n := nameYearAt(low, i)
		if y != 0 && !slices.Contains(years, y) {
			years = append(years, y)
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(low[i:])
		}
		i += n
	}
	return years
}

// nameYearAt reads what stands at offset i of the lower-case name s as a year, and
// returns it and the length of what it read: 0 and a length where that is no year
// covered.
func nameYearAt(s string, i int) (year, length int) {
	if i > 0 && text.IsDigit(s[i]) && text.IsDigit(s[i-1]) {
		return 0, 0
	}
	if y, n := schoolYear(s, i); n > 0 {
		return y, n
	}
	if text.IsDigit(s[i]) && (i == 0 || s[i-1] != '.') && countDigits(s[i:]) == 2 && strings.HasPrefix(s[i+2:], "年度") && s[i] < '5' {
		return 2000 + int(s[i]-'0')*10 + int(s[i+1]-'0'), 2 + len("年度")
	}
	y, n := yearAt(s, i)
	if y == 0 {
		return 0, 0
	}
	_, digits := numeral.FourDigits(s[i:])
	before, rest := s[:i], s[i+n:]
	switch {
	case n > digits+suffix(s[i+digits:]): // 2018-2019 without a word for school years
		return 0, n
	case severalYears(rest) > 0:
		return 0, n + severalYears(rest)
	case inCode(before, s[i+digits:]) || isDate(rest, strings.HasSuffix(s[i:i+n], "年")):
		return 0, n
	case (strings.HasSuffix(before, "[") || strings.HasSuffix(before, "〔") || strings.HasSuffix(before, "(")) && issued(rest):
		return 0, n
	}
	if cohorts.Begin(rest) {
		return 0, n
	}
	return y, n
}

// cohorts are the words after the year of a cohort, an edition or a document.
var cohorts = lexicon.FixedCues("meta", "cohort")

// schoolYear reads a school year, which counts as its second year: 2019-2020学年,
// 2019-20学年度, 19-20学年, 2019-2020 academic year.
func schoolYear(s string, i int) (year, length int) {
	first, n := numeral.FourDigits(s[i:])
	if n == 0 && countDigits(s[i:]) == 2 {
		first, n = 2000+int(s[i]-'0')*10+int(s[i+1]-'0'), 2
	}
	if n == 0 || first < firstYear || first > lastYear {
		return 0, 0
	}
	rest := strings.TrimPrefix(s[i+n:], "年")
	after := rest
	for _, dash := range []string{"-", "—", "~", "–", "至", "/", "_"} {
		if after = strings.TrimLeft(strings.TrimPrefix(rest, dash), "—-"); len(after) < len(rest) {
			break
		}
	}
	if len(after) == len(rest) {
		return 0, 0
	}
	second, m := numeral.FourDigits(after)
	if m == 0 && countDigits(after) == 2 {
		second, m = first/100*100+int(after[0]-'0')*10+int(after[1]-'0'), 2
	}
	if m == 0 || second != first+1 {
		return 0, 0
	}
	tail := strings.TrimLeft(after[m:], " _-")
	if w := schoolYears.Leading(strings.ReplaceAll(tail, "_", " ")); w != nil {
		return second, len(s) - i - len(tail) + len(w.Text)
	}
	return 0, 0
}

var schoolYears = lexicon.FixedCues("meta", "school_year")

// severalYears returns the length of the rest of a range of years that s begins
// with: -2022, 至2022年.
func severalYears(s string) int {
	for _, dash := range []string{"-", "—", "~", "–", "至", "到"} {
		rest, ok := strings.CutPrefix(s, dash)
		if _, n := numeral.Year(strings.TrimLeft(rest, "—-"), 1901, 2199); ok && n > 0 && countDigits(rest) < 5 {
			return len(s) - len(strings.TrimLeft(rest, "—-")) + n
		}
	}
	return 0
}

// inCode reports whether digits between before and after belong to a word that is
// no name with a year: cd2019ef, but report2019 and 2019v2.
func inCode(before, after string) bool {
	head := before[len(strings.TrimRight(before, "abcdefghijklmnopqrstuvwxyz0123456789")):]
	tail := after[:len(after)-len(strings.TrimLeft(after, "abcdefghijklmnopqrstuvwxyz0123456789"))]
	if len(tail) > 1 && tail[0] == 'v' && countDigits(tail[1:]) == len(tail)-1 {
		tail = ""
	}
	if spaced := strings.TrimRight(before, " "); programs.Are(head) || spaced != before && programs.End(spaced) {
		return true
	}
	if strings.ContainsAny(head+tail, "0123456789") {
		return true
	}
	return head != "" && tail != "" && strings.Trim(head+tail, "abcdef") == ""
}

// programs are those before whose version no year stands.
var programs = lexicon.FixedCues("meta", "program")

// isDate reports whether s, which follows a year, goes on to a month or a day as
// dates of writing do: -01-05, .12, 1月5日. A month in words (12月) does not: reports
// cover months.
func isDate(s string, worded bool) bool {
	number := func(s string, most int) (rest string, ok bool) {
		n := countDigits(s)
		if n == 0 || n > 2 {
			return s, false
		}
		v := int(s[n-1] - '0')
		if n == 2 {
			v += 10 * int(s[0]-'0')
		}
		return s[n:], v >= 1 && v <= most
	}
	if worded {
		rest, month := number(strings.TrimLeft(s, " "), 12)
		rest, ok := strings.CutPrefix(rest, "月")
		rest, day := number(rest, 31)
		return month && ok && day && (strings.HasPrefix(rest, "日") || strings.HasPrefix(rest, "号"))
	}
	if s == "" || !strings.ContainsRune(".-/_ ", rune(s[0])) {
		return false
	}
	sep := s[0]
	rest, month := number(s[1:], 12)
	if !month {
		return false
	}
	if rest != "" && rest[0] == sep {
		if _, day := number(rest[1:], 31); day {
			return true
		}
	}
	return (sep == '.' || sep == '-') && (rest == "" || rest[0] != sep)
}

// issued reports whether s, which follows an opening bracket and a year, ends the
// bracket and numbers a document: ]12号.
func issued(s string) bool {
	for _, end := range []string{"]", "〕", ")"} {
		if rest, ok := strings.CutPrefix(s, end); ok {
			n := countDigits(rest)
			return n > 0 && strings.HasPrefix(rest[n:], "号")
		}
	}
	return false
}
