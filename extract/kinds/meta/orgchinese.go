package meta

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/extract/cue"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// stops are words that no name of an organisation goes across.
var stops = cue.Words("meta", "stop")

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
	if subjectFollows.Is(word) != nil {
		return true
	}
	r, _ := utf8.DecodeRuneInString(word)
	return !text.IsHan(r) || strings.HasSuffix(word, "年") || strings.HasSuffix(word, "来")
}

// subjectFollows are stops that the subject of a clause may follow.
var subjectFollows = cue.Words("meta", "subject_follows")

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
		if w := stops.Begin(s[i:]); w != nil && !w.Latin && !(i > start && d.inSuffix(s, i)) {
			return i, i + len(w.Text)
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
var common = cue.Words("meta", "common")

// specific reports whether name holds more than words of its kind.
func specific(d *describer, name string, class lexicon.Class) bool {
	rest := 0
	for i := 0; i < len(name); {
		if _, n := d.longest(class, name, i); n > 0 {
			i += n
			continue
		}
		n := 0
		if w := common.Begin(name[i:]); w != nil && !w.Latin {
			n = len(w.Text)
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(name[i:])
			rest++
		}
		i += n
	}
	return rest >= 2 || rest == 1 && utf8.RuneCountInString(name) > 4
}
