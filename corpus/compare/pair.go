package compare

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"zongjie/extract"
)

// Status says how a fact or heading of one report relates to the other report.
type Status string

// The statuses.
const (
	Equal   Status = "same"
	Changed Status = "changed"
	OnlyA   Status = "only_a"
	OnlyB   Status = "only_b"
)

// Pair is a fact of each report that are about the same, or a fact that only one
// of them states; the other is nil then.
type Pair struct {
	Status  Status
	A, B    *extract.Fact
	Changes []Change // in the order of the fields; none unless Status is Changed
}

// Change is a field in which the facts of a pair differ.
type Change struct {
	Field string `json:"field"`
	A     string `json:"a,omitempty"`
	B     string `json:"b,omitempty"`
	// Difference is that of the numbers; nil where the field is none or the two
	// must not be subtracted: Differ says in what else they differ.
	Difference *Difference `json:"difference,omitempty"`
	Differ     string      `json:"differ,omitempty"`
}

// Weights of what two facts of one key have in common, beside how alike their
// sentences are (0 to 1000).
const (
	weightBefore  = 500 // at most: how alike the words before their quotes are
	weightNumber  = 500 // the same number
	weightText    = 300 // the same words in a field of text
	weightSection = 200 // the same labels of headings above
	weightTerm    = 100 // the same term in a field

	// How alike sentences must be for their facts to pair:
	leastOther   = 600 // about what has no name
	leastPartial = 400 // facts that share the first field of their keys alone
	leastAlike   = 350 // facts whose key holds none of the report's own words
	leastWords   = 100 // such facts that have the same words in another field, or the same number

	manyScores = 1 << 20 // more pairs than these are not weighed one by one
)

// Pairs pairs the facts of kind k that the reports a and b state.
//
// Facts pair by the fields of Kind.Key: letters and digits must be equal, and
// words that count people one by one are equal (see roles.go). Where several share
// a key, those with most in common pair first: how alike their sentences are but
// for numbers, and the words before their quotes, the same number, the same words
// and terms in other fields, the same section; at equal weight the first in the
// text. Facts that are left then pair if
// they share the first field of the key and their sentences are alike.
//
// A key of words of the report, such as the name of an award, is enough to pair. A
// key of terms and units (money, 元) is not, since a report states many things of
// one sort: there sentences must be alike too, less so where the same words name
// what is stated or the numbers are the same, and most where the term is "other".
// Two numbers that have nothing but their sort in common stand apart. Between two
// reports in different languages no sentences are alike: there the same numbers of
// one sort pair, in whatever unit, and wording is not compared.
//
// A pair is the same if all its numbers and terms are. A year is compared only
// where it is not that of the report, part_of never, and other fields of text are
// wording: they make no change unless they are in the key.
func Pairs(k *extract.Kind, a, b *extract.Record) []Pair {
	p := newPairing(k, a, b)
	p.pair(p.full, 0)
	p.pair(p.first, leastPartial)
	return p.result()
}

// side is one report's facts of a kind.
type side struct {
	facts  []*extract.Fact
	gists  []gist     // of their sentences
	before []gist     // of what stands before their quotes
	plain  [][]string // their values, folded, in lower case
	number []*big.Rat // their values that are numbers, or nil
	with   []int      // the fact of the other side that each is paired with, or -1
}

type pairing struct {
	kind       *extract.Kind
	roles      roles
	a, b       side
	years      [2]string // of the reports
	translated bool      // the reports are in different languages
}

func newPairing(k *extract.Kind, a, b *extract.Record) *pairing {
	return &pairing{kind: k, roles: rolesOf(k), a: newSide(k, a), b: newSide(k, b),
		translated: a.Meta.Language != b.Meta.Language && a.Meta.Language != "mixed" && b.Meta.Language != "mixed",
		years:      [2]string{strconv.Itoa(a.Meta.Year), strconv.Itoa(b.Meta.Year)}}
}

func newSide(k *extract.Kind, rec *extract.Record) side {
	var s side
	gists := map[string]gist{} // by sentence: one often states several facts
	value := rolesOf(k).value
	for i := range rec.Facts {
		if f := &rec.Facts[i]; f.Kind.Name == k.Name {
			s.facts = append(s.facts, f)
			sentence := cmp.Or(f.Quote.Sentence, f.Quote.Text)
			if _, ok := gists[sentence]; !ok {
				gists[sentence] = gistOf(sentence)
			}
			s.gists = append(s.gists, gists[sentence])
			s.before = append(s.before, gistOf(before(sentence, f.Quote.Text)))
			values := make([]string, len(f.Values))
			for j, v := range f.Values {
				values[j] = plain(v)
			}
			s.plain = append(s.plain, values)
			s.number = append(s.number, number(at(f, value)))
			s.with = append(s.with, -1)
		}
	}
	return s
}

// clauseEnds are the marks between the clauses of a sentence.
const clauseEnds = ",;:，；：、。"

// manyBefore is how many characters before a quote tell what it is about.
const manyBefore = 12

// before returns the end of what stands before quote in its clause of sentence, and
// quote.
func before(sentence, quote string) string {
	i := strings.Index(sentence, quote)
	if i < 0 {
		return quote
	}
	start := 0
	if last := strings.LastIndexAny(sentence[:i], clauseEnds); last >= 0 {
		_, n := utf8.DecodeRuneInString(sentence[last:])
		start = last + n
	}
	runes := []rune(sentence[start:i])
	return string(runes[max(0, len(runes)-manyBefore):]) + quote
}

// full returns the key of f, "" if it says nothing.
func (p *pairing) full(f *extract.Fact) string {
	var b strings.Builder
	for i, name := range p.kind.Key {
		if i > 0 {
			b.WriteByte(0)
		}
		b.WriteString(p.keyField(f, name))
	}
	return b.String()
}

// first returns the first field of the key of f; "" for what has no name.
func (p *pairing) first(f *extract.Fact) string {
	if len(p.kind.Key) == 0 || f.Get(p.kind.Key[0]) == Other {
		return ""
	}
	return p.keyField(f, p.kind.Key[0])
}

func (p *pairing) keyField(f *extract.Fact, name string) string {
	value := f.Get(name)
	if p.kind.Index(name) == p.roles.unit && sameUnit(value, "") {
		return ""
	}
	return letters(value)
}

// pair pairs the facts that are not paired yet and have the same key, if they
// are at least as alike as least says.
func (p *pairing) pair(key func(*extract.Fact) string, least int) {
	groups := map[string][2][]int{}
	var order []string
	for s, side := range []*side{&p.a, &p.b} {
		for i, f := range side.facts {
			k := key(f)
			if side.with[i] >= 0 || strings.Trim(k, "\x00") == "" {
				continue
			}
			g, ok := groups[k]
			if !ok {
				order = append(order, k)
			}
			g[s] = append(g[s], i)
			groups[k] = g
		}
	}
	for _, k := range order {
		p.group(groups[k][0], groups[k][1], least)
	}
}

// group pairs the facts in of a with those in of b.
func (p *pairing) group(in, of []int, least int) {
	if len(in)*len(of) > manyScores {
		p.inOrder(in, of)
		return
	}
	type score struct{ weight, i, j int }
	scores := make([]score, 0, len(in)*len(of))
	for _, i := range in {
		for _, j := range of {
			alike := like(p.a.gists[i], p.b.gists[j])
			if !p.related(i, j, alike, least) {
				continue
			}
			near := like(p.a.before[i], p.b.before[j]) * weightBefore / 1000
			scores = append(scores, score{alike + near + p.weight(i, j), i, j})
		}
	}
	slices.SortFunc(scores, func(x, y score) int { return cmp.Or(y.weight-x.weight, x.i-y.i, x.j-y.j) })
	for _, s := range scores {
		p.join(s.i, s.j)
	}
}

func (p *pairing) join(i, j int) {
	if p.a.with[i] < 0 && p.b.with[j] < 0 {
		p.a.with[i], p.b.with[j] = j, i
	}
}

// inOrder pairs what stands in equal sentences, as it comes: for reports that
// say the same thing a thousand times.
func (p *pairing) inOrder(in, of []int) {
	waiting := map[string][]int{}
	for _, j := range of {
		s := letters(p.b.facts[j].Quote.Sentence)
		waiting[s] = append(waiting[s], j)
	}
	for _, i := range in {
		s := letters(p.a.facts[i].Quote.Sentence)
		if list := waiting[s]; len(list) > 0 {
			p.join(i, list[0])
			waiting[s] = list[1:]
		}
	}
}

// related reports whether fact i of a and fact j of b, which share a key and whose
// sentences are as alike as alike says, have enough in common to pair; least is
// what is asked of all.
func (p *pairing) related(i, j, alike, least int) bool {
	if at(p.a.facts[i], p.roles.naming) == Other {
		return alike >= max(least, leastOther)
	}
	same := p.sameNumber(i, j)
	switch {
	case p.translated && p.roles.naming >= 0:
		return same // nothing else can be alike
	case p.roles.naming < 0: // the key is words
		return alike >= least
	case same || p.sameWords(i, j):
		return alike >= max(least, leastWords)
	}
	return alike >= max(least, leastAlike)
}

func (p *pairing) sameNumber(i, j int) bool {
	a, b := p.a.number[i], p.b.number[j]
	return a != nil && b != nil && a.Cmp(b) == 0
}

// sameWords reports whether a field of text, but for the unit, says the same in
// both facts.
func (p *pairing) sameWords(i, j int) bool {
	x, y := p.a.plain[i], p.b.plain[j]
	for n, field := range p.kind.Fields {
		if field.Type == extract.TypeText && n != p.roles.unit && x[n] != "" && x[n] == y[n] {
			return true
		}
	}
	return false
}

// weight returns what both facts have in common beside their sentences.
func (p *pairing) weight(i, j int) int {
	sum := 0
	if slices.Equal(p.a.facts[i].Section, p.b.facts[j].Section) {
		sum += weightSection
	}
	if p.sameNumber(i, j) {
		sum += weightNumber
	}
	x, y := p.a.plain[i], p.b.plain[j]
	for n := range p.kind.Fields {
		if x[n] == "" || x[n] != y[n] {
			continue
		}
		switch p.kind.Fields[n].Type {
		case extract.TypeText:
			sum += weightText
		case extract.TypeTerm:
			sum += weightTerm
		}
	}
	return sum
}

// result returns the pairs by the facts of a, and each fact that only b states
// behind the one before it that a states too.
func (p *pairing) result() []Pair {
	var list []Pair
	onlyB := func(from int) {
		for j := from; j < len(p.b.facts) && p.b.with[j] < 0; j++ {
			list = append(list, Pair{Status: OnlyB, B: p.b.facts[j]})
		}
	}
	onlyB(0)
	for i, f := range p.a.facts {
		j := p.a.with[i]
		if j < 0 {
			list = append(list, Pair{Status: OnlyA, A: f})
			continue
		}
		pair := Pair{Status: Equal, A: f, B: p.b.facts[j], Changes: p.changes(f, p.b.facts[j])}
		if len(pair.Changes) > 0 {
			pair.Status = Changed
		}
		list = append(list, pair)
		onlyB(j + 1)
	}
	return list
}

// changes returns the fields in which f, of a, and g, of b, differ.
func (p *pairing) changes(f, g *extract.Fact) []Change {
	var list []Change
	for i, field := range p.kind.Fields {
		x, y := p.stated(f, i, 0), p.stated(g, i, 1)
		if i == p.roles.partOf || p.sameField(i, x, y) {
			continue
		}
		c := Change{Field: field.Name, A: x, B: y}
		if a, b := number(x), number(y); a != nil && b != nil && i != p.roles.year && field.Type != extract.TypeTerm {
			if c.Differ = p.apart(f, g, i); c.Differ == "" {
				c.Difference = difference(a, b, at(f, p.roles.unit))
			}
		}
		list = append(list, c)
	}
	return list
}

// stated returns the value of field i of f; "" for the year of the report s.
func (p *pairing) stated(f *extract.Fact, i, s int) string {
	v := at(f, i)
	if i == p.roles.year && v == p.years[s] {
		return ""
	}
	return v
}

// sameField reports whether x and y say the same in field i.
func (p *pairing) sameField(i int, x, y string) bool {
	field := p.kind.Fields[i]
	switch {
	case x == y || p.translated && field.Type == extract.TypeText:
		return true
	case i == p.roles.unit:
		return sameUnit(x, y)
	case i == p.roles.qualifier:
		return cmp.Or(x, exact) == cmp.Or(y, exact)
	case i == p.roles.modality:
		return cmp.Or(x, actual) == cmp.Or(y, actual)
	case field.Type == extract.TypeText:
		return letters(x) == letters(y) || !slices.Contains(p.kind.Key, field.Name)
	case field.Type == extract.TypeTerm:
		return plain(x) == plain(y)
	}
	a, b := number(x), number(y)
	return a != nil && b != nil && a.Cmp(b) == 0
}

// apart returns why the numbers in field i of f and g must not be subtracted, ""
// if nothing speaks against it. Only the value has a unit and all the rest.
func (p *pairing) apart(f, g *extract.Fact, i int) string {
	if i != p.roles.value {
		return ""
	}
	if p.stated(f, p.roles.year, 0) != p.stated(g, p.roles.year, 1) {
		return "year"
	}
	_, differ := subtract(p.cell(f), p.cell(g))
	return differ
}

func (p *pairing) cell(f *extract.Fact) *Cell {
	c := Candidate{Fact: f, roles: &p.roles, Meta: &extract.Meta{}}
	return &Cell{Value: at(f, p.roles.value), Max: at(f, p.roles.max), Unit: at(f, p.roles.unit), Per: at(f, p.roles.per),
		Qualifier: c.qualifier(), Planned: !c.actual()}
}
