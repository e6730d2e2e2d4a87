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
		case !title && !subject || name == "":
		case !specific(d, name, class) && !(title && start == 0 && bureau(name)):
		case !d.nominal(name, s[end:], title):
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
		if w := stops.Begin(s[i:]); w != nil && !w.Latin && !(i > start && d.inSuffix(s, i)) && !d.inName(s, start, i, len(w.Text)) {
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

// inName reports whether the stop at i of a piece that begins at start is part of a
// name: 和 in a word of the dictionary (永和, 和平), another character at the
// beginning of the piece or after a region (向阳, 从江, 有色金属).
func (d *describer) inName(s string, start, i, n int) bool {
	if n != len("和") {
		return false
	}
	_, after := utf8.DecodeRuneInString(s[i+n:])
	next := after == n && words.Known(s[i:i+n+after]) && words.PartOf(s[i:i+n+after]) == words.Other
	if strings.HasPrefix(s[i:], "和") {
		_, before := utf8.DecodeLastRuneInString(s[:i])
		return next || before == n && words.Known(s[i-before:i+n])
	}
	return next && (i == start || regionEnds.End(s[start:i]) != nil)
}

// regionEnds are the last characters of the names of regions.
var regionEnds = cue.Words("meta", "region_end")

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
	if end == 0 || !title && rest != "" && (utf8.RuneCountInString(rest) > 4 || ofUnit.Begin(rest) != nil || suffered(run[:end])) {
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

// ofUnit are words for what belongs to a unit, whose name is then not that of the
// subject.
var ofUnit = cue.Words("meta", "of_unit")

// suffered reports whether the 所 at the end of name belongs to the verb after it
// (论坛所汇集的意见) and is no word for a unit.
func suffered(name string) bool {
	ends := words.Ends(name)
	return strings.HasSuffix(name, "所") && (len(ends) < 2 || name[ends[len(ends)-2]:] == "所")
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
		if w := common.Begin(name[i:]); w != nil && !w.Latin && !d.numbersName(name, i, class) {
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

// numbersName reports whether a number at i of name is part of it and counts
// nothing: 一源小学, but 一所小学, 一小学.
func (d *describer) numbersName(name string, i int, class lexicon.Class) bool {
	rest, ok := strings.CutPrefix(name[i:], "一")
	if !ok || i > 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest)
	_, n := d.longest(class, rest, 0)
	return n == 0 && text.IsHan(r) && !strings.ContainsRune("个所家名位项批支次些", r)
}
