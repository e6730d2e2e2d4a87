package meta

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/extract/cue"
	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/words"
)

// stops are words that no name of an organisation goes across.
var stops = cue.Words("meta", "stop")

// hanOrganization returns the first organisation that s names.
func (d *describer) hanOrganization(s string, title bool) string {
	class := d.Class("orgsuffix")
	types := d.Class("doctype")
	area, subject, begun := "", true, false
	for start := 0; start < len(s); {
		end, next := d.run(s, start, types)
		name, kind := d.hanName(s[start:end], class, title)
		if joined, to := d.joinedName(s, start, end, next, title); joined != "" {
			name, kind, end, next = joined, d.kindOf(joined), to, to
		}
		switch {
		case !title && !subject || name == "" || !d.nominal(name, s[end:], title):
		case !specific(d, name, class) && !(title && start == 0 && bureau(name)):
		case kind == "area":
			if area == "" && (title || !begun) {
				area = name
			}
		default:
			return name
		}
		begun = begun || end > start
		if !title && area != "" {
			return area
		}
		subject = opensName(s[end:next], subject && start == end)
		start = next
		if !title && strings.HasPrefix(s[end:], "。") {
			break
		}
	}
	return area
}

// opensName reports whether the subject of a clause may follow word, by which
// run ended a piece: a comma, a year, or a word such as 现任. A year may only
// where a clause begins with it (first): 被评为2023年 goes on.
func opensName(word string, first bool) bool {
	if subjectFollows.Is(word) != nil {
		return true
	}
	if y, _ := yearAt(word, 0); y != 0 || strings.HasSuffix(word, "年") {
		return first
	}
	r, _ := utf8.DecodeRuneInString(word)
	return !text.IsHan(r) && !strings.ContainsRune("、“《", r) || strings.HasSuffix(word, "来")
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
		if w := stops.Begin(s[i:]); w != nil && !w.Latin && !(i > start && d.inSuffix(s, i)) && !harmony(s, i) {
			return i, i + len(w.Text)
		}
		if r == ' ' && i > start && s[i-1] == '*' { // *** 中学
			i += size
			continue
		}
		if !text.IsHan(r) && !unicode.IsLetter(r) && !strings.ContainsRune("0123456789*×()〇○·-", r) {
			return i, i + size
		}
		i += size
	}
	return len(s), len(s)
}

// harmony reports whether the 和 at i is part of a name (永和, 和平) and joins nothing.
func harmony(s string, i int) bool {
	if !strings.HasPrefix(s[i:], "和") {
		return false
	}
	_, before := utf8.DecodeLastRuneInString(s[:i])
	_, after := utf8.DecodeRuneInString(s[i+len("和"):])
	return before == 3 && words.Known(s[i-before:i+len("和")]) || after == 3 && words.Known(s[i:i+len("和")+after])
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

// joinedName returns the name that begins in the piece s[start:end] and goes on over
// 与 or 和, up to next, in the piece after it, and where that one ends: the first
// part is a matter (化学与材料工程学院), and in text follows the name of a place. It is ""
// if there is none.
func (d *describer) joinedName(s string, start, end, next int, title bool) (name string, to int) {
	class, left := d.Class("orgsuffix"), s[start:end]
	and := s[end:next]
	if and != "与" && and != "和" && and != "及" || utf8.RuneCountInString(left) < 2 {
		return "", 0
	}
	if kind := d.kindOf(left); kind != "" && kind != "area" || !title && kind != "area" || d.endsKind(left) {
		return "", 0
	}
	to, _ = d.run(s, next, d.Class("doctype"))
	right, kind := d.hanName(s[next:to], class, title)
	if kind != "school" && kind != "government" && kind != "centre" || !specific(d, right, class) || !strings.HasPrefix(s[next:], right) {
		return "", 0
	}
	return s[start:next] + right, next + len(right)
}

// endsKind reports whether a word for a kind of unit ends s: then what 和 joins to
// it is another unit.
func (d *describer) endsKind(s string) bool {
	name, _ := d.hanName(s, d.Class("orgsuffix"), true)
	return name == s
}

// bureau reports whether name is that of a bureau that names its region by its
// rank alone: 区教育局. A title that begins with it names the reporting unit so.
func bureau(name string) bool {
	return utf8.RuneCountInString(name) >= 4 && strings.HasSuffix(name, "局") && regionRanks.Begin(name) != nil
}

// common are the words that make no name: left alone they are "our school".
var common = cue.Words("meta", "common")

// Words of clauses that no name holds, though names that the dictionary does not
// know are cut into characters that look like some: only those are listed that
// hardly stand in one. The rest is told by its part of speech.
var (
	clauseWords = cue.Words("meta", "clause_word")
	regionRanks = cue.Words("meta", "region_rank")
	sorts       = cue.Words("meta", "sort_of_unit")
	introduces  = cue.Words("meta", "introduces")
	wideKinds   = cue.Words("meta", "wide_kind")
	mainKinds   = cue.Words("meta", "main_kind")
)

// nominal reports whether name can be one: it is made of places, numbers, matters
// and kinds of units. What holds an adverb, a pronoun, a word such as 以及 or a
// verb that governs the unit is a piece of a clause. A verb is part of a name after
// what it governs (住房保障中心), or where it is the name of a school or place
// (奋斗小学): in a text, which goes on with after, that must be introduced as such.
func (d *describer) nominal(name, after string, title bool) bool {
	if pinyin(name) || d.sortOfUnit(name) {
		return false
	}
	start := 0
	for k, end := range words.Ends(name) {
		w, rest := name[start:end], name[end:]
		start = end
		if clauseWords.Is(w) != nil || d.receives(w) || counted(w, rest) {
			return false
		}
		if utf8.RuneCountInString(w) < 2 {
			continue
		}
		switch part := words.PartOf(w); {
		case part == words.Pronoun || part == words.Particle || part == words.Adverb && k > 0:
			return false
		case part == words.Other || rest == "":
		case k > 0:
			if wideKinds.Is(rest) != nil {
				return false
			}
		case mainKinds.Is(rest) == nil && (part == words.Adverb || wideKinds.Is(rest) != nil || !title):
			return false
		case mainKinds.Is(rest) != nil && !title && introduces.Begin(after) == nil:
			return false
		}
	}
	return true
}

// receives reports whether w is a verb by which honours are received.
func (d *describer) receives(w string) bool {
	id, n := d.longest(d.Class("receive"), w, 0)
	return n == len(w) && (id == "win" || id == "get" || id == "named" || id == "given")
}

// counted reports whether w counts units: 两个, 三所, 五家 before 企业.
func counted(w, rest string) bool {
	r, size := utf8.DecodeRuneInString(w)
	if !strings.ContainsRune("一二两三四五六七八九十几多数各每0123456789", r) {
		return false
	}
	switch w[size:] {
	case "个", "所", "名", "位", "项", "批", "支":
		return true
	case "家":
		return wideKinds.Begin(rest) != nil || r == '一'
	}
	return false
}

// sortOfUnit reports whether name ends as a sort of units does: 委管医院, 国有企业.
func (d *describer) sortOfUnit(name string) bool {
	class := d.Class("orgsuffix")
	for i := range name {
		if id, n := d.longest(class, name, i); id != "-" && i > 0 && i+n == len(name) {
			return sorts.End(name[:i]) != nil
		}
	}
	return false
}

// pinyin reports whether a bracket in name holds how a character is read, as in a
// text that was meant to be copied by nobody.
func pinyin(name string) bool {
	i := strings.IndexByte(name, '(')
	return i >= 0 && i+1 < len(name) && (name[i+1] >= utf8.RuneSelf && unicode.Is(unicode.Latin, firstRune(name[i+1:])) || name[i+1] >= 'a' && name[i+1] <= 'z')
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

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
	return rest >= 2 || rest == 1 && masks.Replace(name) != name || rest == 1 && utf8.RuneCountInString(name) > 4
}
