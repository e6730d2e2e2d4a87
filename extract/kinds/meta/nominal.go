package meta

import (
	"strings"
	"unicode/utf8"

	"zongjie/lexicon"
	"zongjie/lexicon/words"
)

// Words of clauses that no name holds, though names that the dictionary does not
// know are cut into characters that look like some: only those are listed that
// hardly stand in one. The rest is told by its part of speech.
var (
	clauseWords  = lexicon.FixedCues("meta", "clause_word")
	startsClause = lexicon.FixedCues("meta", "starts_clause")
	regionRanks  = lexicon.FixedCues("meta", "region_rank")
	sorts        = lexicon.FixedCues("meta", "sort_of_unit")
	introduces   = lexicon.FixedCues("meta", "introduces")
	wideKinds    = lexicon.FixedCues("meta", "wide_kind")
	mainKinds    = lexicon.FixedCues("meta", "main_kind")
)

// nominal reports whether name can be one: it is made of places, numbers, matters
// and kinds of units. What holds an adverb, a pronoun, a word such as 以及 or a
// verb that governs the unit is a piece of a clause. A verb is part of a name after
// what it governs (住房保障中心), or where it is the name of a school or place
// (奋斗小学): in a text, which goes on with after, that must be introduced as such.
func (d *describer) nominal(name, after string, title bool) bool {
	if d.sortOfUnit(name) {
		return false
	}
	start := 0
	for _, end := range words.Ends(name) {
		before, w, rest := name[:start], name[start:end], name[end:]
		start = end
		if clauseWords.Are(w) || counted(w, rest) || d.receives(w) {
			return false
		}
		if utf8.RuneCountInString(w) < 2 || rest == "" && numbered(w) { // 一小
			continue
		}
		part := words.PartOf(w)
		switch {
		case part == words.Pronoun || part == words.Particle || part == words.Adverb && before != "":
			return false
		case before == "" && (part == words.Adverb || part == words.Verb && rest != "" || startsClause.Are(w)):
			if !d.namedSo(part, rest, after, title) {
				return false
			}
		case part == words.Verb && rest != "" && d.governs(before, w, rest, title):
			return false
		}
	}
	return true
}

// namedSo reports whether a unit is named by the verb or adverb before rest, the
// word for its kind, and not governed by it.
func (d *describer) namedSo(part words.Part, rest, after string, title bool) bool {
	if !title && !introduces.Begin(after) {
		return false
	}
	return mainKinds.Are(rest) || part != words.Adverb && !wideKinds.Are(rest)
}

// governs reports whether the verb w within a name governs what follows it: a unit
// of a wide kind (工会带动企业), or any after a unit that does it or a verb of
// holding and attending. Before the mere word for its kind it does not: 政府采购中心.
func (d *describer) governs(before, w, rest string, title bool) bool {
	switch {
	case wideKinds.Are(rest):
		return true
	case d.sortOnly(rest, d.Class("orgsuffix")):
		return !title && w != "希望" && mainKinds.Are(rest)
	}
	id, n := d.longest(d.Class("hold"), w, 0)
	return d.endsKind(before) && d.kindOf(before) != "area" || n == len(w) && id != "-" && id != "give"
}

// receives reports whether w is a verb by which honours are received.
func (d *describer) receives(w string) bool {
	id, n := d.longest(d.Class("receive"), w, 0)
	return n == len(w) && (id == "win" || id == "get" || id == "named" || id == "given" || id == "select")
}

// counted reports whether w counts units: 两个, 三所, 五家 before 企业.
func counted(w, rest string) bool {
	if countDigits(w) == len(w) {
		r, _ := utf8.DecodeRuneInString(rest)
		return strings.ContainsRune("个所处家名项人次支批种条", r)
	}
	r, size := utf8.DecodeRuneInString(w)
	if !strings.ContainsRune("一二两三四五六七八九十几多数各每", r) {
		return false
	}
	switch w[size:] {
	case "个", "所", "名", "位", "项", "批", "支":
		return true
	case "家":
		return wideKinds.Begin(rest) || r == '一'
	}
	return false
}

// sortOfUnit reports whether name ends as a sort of units does: 委管医院, 国有企业.
func (d *describer) sortOfUnit(name string) bool {
	class := d.Class("orgsuffix")
	for i := range name {
		if id, n := d.longest(class, name, i); id != "-" && i > 0 && i+n == len(name) {
			return sorts.End(name[:i])
		}
	}
	return false
}
