package meta

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/extract/text"
	"zongjie/lexicon"
)

// latinOrganization returns the first run of capitalised words in s that holds
// a word for an organisation. In text it must begin a sentence, or follow "on
// behalf of" or "recommended by".
func (d *describer) latinOrganization(s string, title bool) string {
	first := ""
	d.eachLatin(s, title, func(name string, end int) bool {
		first = name
		return false
	})
	return first
}

// eachLatin calls yield with each organisation that s names as latinOrganization
// says, and where the run ends that holds it, until yield returns false.
func (d *describer) eachLatin(s string, title bool, yield func(name string, end int) bool) {
	class, types := d.Class("orgsuffix"), d.Class("doctype")
	for i := 0; i < len(s); {
		if !text.IsAlnum(s[i]) || s[i] >= 'a' && s[i] <= 'z' && !maskedName(s[i:]) || i > 0 && text.IsAlnum(s[i-1]) { // no name begins here
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
		if name := d.latinName(s[i:end], class, types); name != "" && !yield(name, end) {
			return
		}
		i = max(end, i+1)
		for i < len(s) && text.IsAlnum(s[i]) { // not into the middle of a word
			i++
		}
	}
}

// maskedName reports whether s begins with the mask of a name before a capital: x Township.
func maskedName(s string) bool {
	if s == "" || s[0] != 'x' {
		return false
	}
	rest := strings.TrimLeft(s, "x")
	return len(rest) > 1 && rest[0] == ' ' && rest[1] >= 'A' && rest[1] <= 'Z'
}

// subjectAt reports whether a subject may begin at i of s.
func subjectAt(s string, i int) bool {
	before := strings.ToLower(strings.TrimRight(s[:i], " (\"“"))
	before = strings.TrimRight(strings.TrimSuffix(before, "the"), " ")
	if before == "" || strings.HasSuffix(before, ".") || strings.HasSuffix(before, ",") && len(before) < 60 {
		return true
	}
	if told, ok := strings.CutSuffix(strings.TrimPrefix(before, "the "), " of"); ok && mattersOf.Are(told) {
		return true
	}
	return nameFollows.End(before)
}

// nameFollows are phrases that the name of an organisation follows in a sentence.
var nameFollows = lexicon.FixedCues("meta", "name_follows")

// latinRun returns where the run of words ends that starts at i: at a lower-case
// word but of, the, and, for, at a number, a type of document or punctuation.
func (d *describer) latinRun(s string, i int, types lexicon.Class) int {
	for i < len(s) {
		if id, n := d.longest(types, s, i); n > 0 && id != "-" {
			return i
		}
		if n := numberedName(s[i:]); n > 0 {
			i += n
			continue
		}
		if text.IsDigit(s[i]) {
			return i
		}
		if strings.HasPrefix(s[i:], "Co., Ltd") {
			return i + len("Co., Ltd")
		}
		word := nameWord(s[i:])
		if word == "on" && onFollows.End(s[:i]) { // Committee on Roads
			i += len("on ")
			continue
		}
		if word == "" || stops.Are(word) || unicode.IsLower(rune(word[0])) && !joiners.Are(word) && !maskedName(s[i:]) {
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

// numberedName returns the length of the number with which s begins and by which units
// of one kind are told apart, with the space after it: No. 1 Middle School.
func numberedName(s string) int {
	rest, ok := strings.CutPrefix(s, "No.")
	if !ok {
		return 0
	}
	rest = strings.TrimPrefix(rest, " ")
	n := countDigits(rest)
	if n == 0 || n > 3 || !strings.HasPrefix(rest[n:], " ") {
		return 0
	}
	return len(s) - len(rest) + n + 1
}

// onFollows are words for units that say on what they sit.
var onFollows = lexicon.FixedCues("meta", "on_follows")

// Small words of English names: those inside them, and those with which one may
// begin, too.
var (
	joiners    = lexicon.FixedCues("meta", "joiner")
	smallWords = lexicon.FixedCues("meta", "joiner", "article")
)

// nameWord returns the word that s begins with, hyphens and 's included.
func nameWord(s string) string {
	i := 0
	for i < len(s) && (text.IsAlnum(s[i]) || s[i] >= utf8.RuneSelf || i > 0 && (s[i] == '\'' || s[i] == '-')) {
		i++
	}
	return s[:i]
}

// latinName returns run without the small words at its ends, if it holds a
// word for an organisation and a word of its own.
func (d *describer) latinName(run string, class, types lexicon.Class) string {
	words := strings.Fields(run)
	for len(words) > 0 && smallWords.Are(words[0]) {
		words = words[1:]
	}
	if len(words) > 2 && words[1] == "of" && mattersOf.Are(words[0]) { // Prospects of
		words = words[2:]
		for len(words) > 0 && smallWords.Are(words[0]) {
			words = words[1:]
		}
	}
	for len(words) > 0 && smallWords.Are(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) > 0 && d.holds(words[0]) { // Organise the Field School
		return ""
	}
	head, own := false, 0
	if len(words) == 2 && strings.Trim(words[0], "Xx*") == "" { // x Township
		if id, n := d.longest(class, words[1], 0); id == "area" && n == len(words[1]) {
			own++
		}
	}
	for k, w := range words {
		if k > 0 && strings.Trim(w, "Xx*") == "" && words[k-1] == "of" { // People's Government of XX Town
			own++
		}
		if strings.Trim(strings.TrimPrefix(w, "No."), "0123456789") == "" { // No. 1
			continue
		}
		w = strings.TrimRight(w, ".,")
		id, n := d.longest(class, w, 0)
		whole := n == len(w) || n > 0 && strings.HasPrefix(w[n:], "'")
		head = head || whole && id != "-" && (id != "area" || len(words) > 1)
		if !whole && !common.Are(w) && strings.Trim(w, "Xx*") != "" {
			own++
		}
	}
	if !head || own == 0 || len(words) < 2 || len(words) > 14 {
		return ""
	}
	return strings.Join(words, " ")
}

// mattersOf are what a title tells of a unit, or whom it names of it.
var mattersOf = lexicon.FixedCues("meta", "matter_of")

// holds reports whether w is a verb by which events are held.
func (d *describer) holds(w string) bool {
	id, n := d.longest(d.Class("hold"), strings.ToLower(w), 0)
	return n == len(w) && id != "-" && id != "give"
}
