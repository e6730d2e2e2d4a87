package numeral

import "strings"

// small are the number words below twenty and the tens.
var small = map[string]int64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
	"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40,
	"once": 1, "twice": 2, "thrice": 3, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

// ordinals are the ordinal words; tenth and its like may follow tens.
var ordinals = map[string]int64{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
	"tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
	"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
	"fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}

// vagueWords are words for quantities without a value.
var vagueWords = map[string]bool{
	"several": true, "dozens": true, "hundreds": true, "thousands": true, "millions": true, "tens": true, "scores": true,
	"couple": true, "numerous": true,
}

// startsEnglish holds, by letter, whether a number word begins with it.
var startsEnglish = func() (t [26]bool) {
	for w := range small {
		t[w[0]-'a'] = true
	}
	for w := range ordinals {
		t[w[0]-'a'] = true
	}
	for w := range vagueWords {
		t[w[0]-'a'] = true
	}
	for _, w := range []string{"a", "an", "half", "between"} {
		t[w[0]-'a'] = true
	}
	return t
}()

// multiplier returns the factor that the word w stands for, or 0.
func multiplier(w string) int64 {
	switch w {
	case "dozen":
		return 12
	case "hundred":
		return 100
	case "thousand":
		return 1000
	case "million":
		return 1e6
	case "billion":
		return 1e9
	case "trillion":
		return 1e12
	}
	return 0
}

// maxWord is longer than any number word.
const maxWord = 12

// word returns the Latin word that s begins with, in lower case, and its
// length. It is empty if it is longer than any number word, or goes on with digits.
func word(s string) (w string, length int) {
	i := 0
	for i < len(s) && letter(s[i]) {
		if i++; i > maxWord {
			return "", 0
		}
	}
	if i == 0 || i < len(s) && isDigit(s[i]) {
		return "", 0
	}
	return lower(s[:i]), i
}

// lower is strings.ToLower for short ASCII words; it does not allocate for
// words that are in lower case already.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' {
			return strings.ToLower(s)
		}
	}
	return s
}

// english reads a number in English words and the range that it may begin.
func english(s string) (n Number, length int) {
	w, size := word(s)
	switch w {
	case "":
		return n, 0
	case "a", "an":
		return article(s, size)
	case "half":
		return half(s, size)
	case "between":
		return between(s, size)
	}
	if vagueWords[w] {
		_, k := word(strings.TrimPrefix(s[size:], " "))
		if k > 0 && multiplier(lower(s[size+1:size+1+k])) > 0 { // several hundred
			return Number{Form: Vague}, size + 1 + k
		}
		return Number{Form: Vague}, size
	}
	n, i := words(s)
	if i == 0 || n.Form != English {
		return n, i
	}
	i += open(s[i:], &n, false)
	i += percent(s[i:], &n)
	if m, k := second(s, i, n); k > 0 {
		return m, k
	}
	if rest, ok := strings.CutPrefix(s[i:], " or "); ok { // two or three
		if m, k := words(rest); k > 0 && m.Form == English && m.Value.Coef == n.Value.Coef+1 {
			n.Max = m.Value
			return n, i + len(" or ") + k
		}
	}
	return n, i
}

// article reads a hundred, a dozen; and a few, which is vague.
func article(s string, size int) (n Number, length int) {
	if size >= len(s) || s[size] != ' ' {
		return n, 0
	}
	w, k := word(s[size+1:])
	if w == "few" || vagueWords[w] {
		return Number{Form: Vague}, size + 1 + k
	}
	if multiplier(w) == 0 {
		return n, 0
	}
	n = Number{Value: Int(1), Form: English}
	i := size + multipliers(s[size:], &n)
	n.Max = n.Value
	return n, i + open(s[i:], &n, true)
}

// half reads half a million; half alone is vague.
func half(s string, size int) (n Number, length int) {
	rest := s[size:]
	if !strings.HasPrefix(rest, " a ") {
		return Number{Form: Vague}, size
	}
	n = Number{Value: Decimal{5, 1}, Form: English}
	k := multipliers(rest[2:], &n)
	if k == 0 {
		return Number{Form: Vague}, size
	}
	n.Max = n.Value
	return n, size + 2 + k
}

// between reads a range: between 3 and 5.
func between(s string, size int) (n Number, length int) {
	if size >= len(s) || s[size] != ' ' {
		return n, 0
	}
	i := size + 1
	n, k := endpoint(s[i:])
	if k == 0 || n.Form > English {
		return Number{}, 0
	}
	i += k
	i += percent(s[i:], &n)
	rest, ok := strings.CutPrefix(s[i:], " and ")
	if !ok {
		return Number{}, 0
	}
	m, k := endpoint(rest)
	if k == 0 || m.Form > English || m.IsRange() || !n.Value.less(m.Value) {
		return Number{}, 0
	}
	i += len(" and ") + k
	m.Max, m.Value = m.Value, n.Value
	i += percent(s[i:], &m)
	return m, i
}

// words reads a cardinal or ordinal in English words.
func words(s string) (n Number, length int) {
	var total, section int64
	end, parts := 0, 0
	for at := 0; at < len(s); {
		w, size := word(s[at:])
		v, isSmall := small[w]
		k := multiplier(w)
		o, isOrdinal := ordinals[w]
		switch {
		case isSmall && w[len(w)-2:] == "ce": // once is no part of a longer number
			if parts == 0 {
				return cardinalWords(v, 1), size
			}
			return cardinalWords(total+section, parts), end
		case isSmall && fits(section, v, parts):
			section += v
		case k > 0 && k <= 100 && parts > 0 && section > 0 && section < 100:
			section *= k
		case k >= 1000 && section > 0 && total < 1e12:
			total, section = total+section*k, 0
		case isOrdinal && (parts == 0 || section%100 >= 20 && section%10 == 0 && o < 10):
			return Number{Value: Int(section + o), Max: Int(section + o), Form: Ordinal}, at + size
		default:
			return cardinalWords(total+section, parts), end
		}
		parts++
		at += size
		end = at
		at = joint(s, at, section >= 100 || section == 0 && total > 0)
		if at == end {
			break
		}
	}
	return cardinalWords(total+section, parts), end
}

func cardinalWords(v int64, parts int) Number {
	if parts == 0 {
		return Number{}
	}
	return Number{Value: Int(v), Max: Int(v), Form: English}
}

// fits reports whether the small number v may follow section.
func fits(section, v int64, parts int) bool {
	switch {
	case parts == 0:
		return true
	case v == 0:
		return false
	case v >= 10:
		return section%100 == 0
	}
	return section%10 == 0 && section%100 != 10
}

// joint returns where the next word of a number may begin that has come to at:
// after a space, a hyphen, or, where and is set, " and ".
func joint(s string, at int, and bool) int {
	rest := s[at:]
	switch {
	case and && strings.HasPrefix(rest, " and "):
		return at + len(" and ")
	case len(rest) > 1 && (rest[0] == ' ' || rest[0] == '-') && letter(rest[1]):
		return at + 1
	}
	return at
}
