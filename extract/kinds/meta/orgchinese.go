package meta

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/words"
)

// stops are words that no name of an organisation goes across.
var stops = lexicon.FixedCues("meta", "stop")

// hanOrganization returns the first organisation that s names.
func (d *describer) hanOrganization(s string, title bool) string {
	return d.eachHan(s, title, false)
}

// plainUnit returns the unit that acts at the beginning of a Chinese text and has no
// name but the word for its kind (教育局党委, 社区居委会), where no school or other unit
// speaks of itself. It is a weak reading: any other source knows better.
func (d *describer) plainUnit() unit {
	if d.Meta.Language != "zh" {
		return unit{}
	}
	long := 0
	for _, i := range d.lead {
		s := d.body(i)
		if !prose(s) || byline(s) {
			continue
		}
		if long++; long > 2 {
			break
		}
		name := d.eachHan(s, false, true)
		switch {
		case name == "":
			continue
		case d.speaks(): // asked last: it goes through the whole text
			return unit{}
		}
		u := d.unitAt(i, name, fromText)
		u.weak = true
		return u
	}
	return unit{}
}

// speaks reports whether a unit of another kind speaks of itself in the text.
func (d *describer) speaks() bool {
	for i, b := range d.Doc.Blocks {
		if b.Kind != text.Noise && speaksAs.In(d.body(i)) {
			return true
		}
	}
	return false
}

// partyWords are how a text speaks of its own unit without the name: 公司工会.
var partyWords = lexicon.FixedCues("meta", "the_unit")

var speaksAs = lexicon.FixedCues("meta", "ours", "speaks_as")

// eachHan returns the first organisation that s names, or if plain the first that has
// no name but the word for its kind.
func (d *describer) eachHan(s string, title, plain bool) string {
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
		case plain:
			if name = strings.TrimPrefix(name, "我"); d.onlyOne(name) && d.nominal(name, s[end:], false) {
				return name
			}
		case !title && partyWords.Begin(name):
			return area
		case !d.specific(name, title || introduces.Begin(s[end:])) && !(title && start == 0 && d.onlyOne(name)):
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
	if subjectFollows.Are(word) {
		return true
	}
	if y, _ := yearAt(word, 0); y != 0 || strings.HasSuffix(word, "年") {
		return first
	}
	if dayAt(word, 0) > 0 || word == " " { // a copied text has spaces anywhere
		return first
	}
	r, _ := utf8.DecodeRuneInString(word)
	return !text.IsHan(r) && !strings.ContainsRune("、“《", r) || strings.HasSuffix(word, "来")
}

// subjectFollows are stops that the subject of a clause may follow.
var subjectFollows = lexicon.FixedCues("meta", "subject_follows")

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
		if n := dayAt(s, i); n > 0 {
			return i, i + n
		}
		if id, n := d.longest(types, s, i); n > 0 && id != "-" {
			return i, i + n
		}
		if w := stops.Leading(s[i:]); w != nil && !w.Latin && !(i > start && d.inSuffix(s, i)) && !d.inName(s, start, i, len(w.Text)) {
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

// dayAt returns the length of the day or month that s holds at i in digits: 4月27日.
func dayAt(s string, i int) int {
	if i >= len(s) || !text.IsDigit(s[i]) {
		return 0
	}
	n := countDigits(s[i:])
	if n > 2 || i > 0 && text.IsDigit(s[i-1]) {
		return 0
	}
	end := 0
	for _, word := range []string{"月", "日"} {
		if strings.HasPrefix(s[i+n:], word) {
			end = n + len(word)
			n = end + countDigits(s[i+end:])
		}
	}
	return end
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
	return next && (i == start || regionEnds.End(s[start:i]))
}

// regionEnds are the last characters of the names of regions.
var regionEnds = lexicon.FixedCues("meta", "region_end")

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
		} else if id != "-" && (i > 0 || id == "government") { // 教育局
			end, kind = i+n, id
		}
		i += n
	}
	if end < len(run) && numbered(numberAtEnd(run)) { // 柳溪一中
		end, kind = len(run), "school"
	}
	if strings.HasPrefix(run[end:], ")") && strings.Count(run[:end], "(") == 1 { // 柳溪小学(东校区)
		end++
	}
	rest := run[end:]
	if end == 0 || !title && rest != "" && (utf8.RuneCountInString(rest) > 4 || ofUnit.Begin(rest) || suffered(run[:end])) {
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

// numberAtEnd returns the last characters of s from the numeral on with which 一中 begins,
// "" if they follow no more than one character.
func numberAtEnd(s string) string {
	from := strings.TrimSuffix(strings.TrimSuffix(s, "中"), "小")
	from = strings.TrimRight(from, "一二三四五六七八九十")
	if utf8.RuneCountInString(from) < 2 && !regionRanks.Are(from) {
		return ""
	}
	return s[len(from):]
}

// numbered reports whether s is the short name of a numbered school: 一中, 十二小.
func numbered(s string) bool {
	n := strings.TrimSuffix(strings.TrimSuffix(s, "中"), "小")
	return n != "" && len(s) == len(n)+len("中") && strings.Trim(n, "一二三四五六七八九十") == ""
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
	if kind != "school" && kind != "government" && kind != "centre" || !d.specific(right, title) || !strings.HasPrefix(s[next:], right) {
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

// onlyOne reports whether name is that of a bureau, or of another unit that a region
// has one of and that names the region by its rank alone: 教育局, 镇中心小学, 市一中. A
// title that begins with it names the reporting unit so.
func (d *describer) onlyOne(name string) bool {
	if plainUnits.Are(name) {
		return true
	}
	if committee := bureauCommittees.Trailing(name); committee != nil {
		name = strings.TrimSuffix(name, committee.Text)
	}
	if strings.HasSuffix(name, "局") {
		return utf8.RuneCountInString(name) >= 3 && !bareBureaus.Are(name)
	}
	rank := regionRanks.Leading(name)
	if rank == nil {
		return false
	}
	rest := name[len(rank.Text):]
	return onlyOnes.Are(rest) || numbered(rest)
}

// ofUnit are words for what belongs to a unit, whose name is then not that of the
// subject.
var ofUnit = lexicon.FixedCues("meta", "of_unit")

// suffered reports whether the 所 at the end of name belongs to the verb after it
// (论坛所汇集的意见) and is no word for a unit.
func suffered(name string) bool {
	ends := words.Ends(name)
	return strings.HasSuffix(name, "所") && (len(ends) < 2 || name[ends[len(ends)-2]:] == "所")
}

// common are the words that make no name: left alone they are "our school".
var common = lexicon.FixedCues("meta", "common")

// specific reports whether name holds more than words of its kind. Words that are
// common may make a name where it is expected to be one: 新华小学, 老塘村.
func (d *describer) specific(name string, expected bool) bool {
	class := d.Class("orgsuffix")
	rest := 0
	for i := 0; i < len(name); {
		if expected {
			if n := d.coined(name, i); n > 0 {
				rest += 2
				i += n
				continue
			}
		}
		if _, n := d.longest(class, name, i); n > 0 {
			i += n
			continue
		}
		n := 0
		if w := common.Leading(name[i:]); w != nil && !w.Latin && !d.numbersName(name, i, class) {
			n = len(w.Text)
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(name[i:])
			rest++
		}
		i += n
	}
	return !legalForm(name) && (rest >= 2 || rest == 1 && masks.Replace(name) != name || rest == 1 && utf8.RuneCountInString(name) > 4)
}

// coined returns the length of the words at i of name, at its beginning or after its
// region, that are common and yet make a name before a word for its kind: 新 and 老 with
// what no sort of units is called by, a word of those that many units are called by
// (团结, 五一), a region of one character (沙县).
func (d *describer) coined(name string, i int) int {
	if i > 0 && !regionEnds.End(name[:i]) {
		return 0
	}
	n := 0
	if w := coinedWords.Leading(name[i:]); w != nil {
		n = len(w.Text)
	} else if rest := name[i:]; strings.HasPrefix(rest, "新") || strings.HasPrefix(rest, "老") {
		_, size := utf8.DecodeRuneInString(rest[len("新"):])
		if _, kind := d.longest(d.Class("orgsuffix"), rest, len("新")); size < utf8.UTFMax-1 || kind > 0 || newSorts.Begin(rest) {
			return 0
		}
		n = len("新") + size
	} else if i == 0 && !common.Begin(name) && !numerals.Begin(name) {
		_, size := utf8.DecodeRuneInString(name)
		end := regionEnds.Leading(name[size:])
		if _, kind := d.longest(d.Class("orgsuffix"), name, 0); end == nil || kind > 0 {
			return 0
		}
		n = size + len(end.Text)
	}
	if n == 0 || !mainKinds.Are(name[i+n:]) && d.kindOf(name[i+n:]) == "" {
		return 0
	}
	if everywhere.Begin(name[i:]) && !mainKinds.Are(name[i+n:]) {
		return 0
	}
	return n
}

// Words of which names are coined: those that many units are called by, of them those
// that name no one unit but before a main kind (人民小学, but 人民医院), and what 新 and
// 老 begin that is a sort of units.
var (
	coinedWords      = lexicon.FixedCues("meta", "coined", "coined_main")
	everywhere       = lexicon.FixedCues("meta", "coined_main")
	plainUnits       = lexicon.FixedCues("meta", "plain_unit")
	bareBureaus      = lexicon.FixedCues("meta", "bare_bureau")
	bureauCommittees = lexicon.FixedCues("meta", "bureau_committee")
	newSorts         = lexicon.FixedCues("meta", "new_sort")
	onlyOnes         = lexicon.FixedCues("meta", "only_one")
	numerals         = lexicon.FixedCues("meta", "numeral")
)

// legalForm reports whether name is the legal form of a company and at most the name
// of a region before it: 中国有限公司.
func legalForm(name string) bool {
	w := legalForms.Trailing(name)
	if w == nil {
		return false
	}
	before := name[:len(name)-len(w.Text)]
	return before == "" || before == "中国" || regionEnds.End(before)
}

var legalForms = lexicon.FixedCues("meta", "legal_form")

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
