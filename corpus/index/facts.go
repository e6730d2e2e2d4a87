package index

import (
	"fmt"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/search/query"

	"zongjie/extract"
)

// What facts state is indexed as terms, one field of the index for each field of
// a kind, named as factField says:
//
//   - a field of terms holds the terms, and can be counted and sorted by:
//     award.level has national;
//   - a field of numbers holds the keys of the numbers after "~", so that a range
//     of numbers is a range of terms: count.value has ~524600 for 46. Where terms
//     name the facts of a kind, the kind's first field of numbers holds them after
//     the name, too: count.value has party_member~524600 for 46 party members;
//   - a field of texts is not indexed on its own: its words stand in the body, or,
//     where a value is not in the text, in fieldValue.

// factField names the field of the index that holds a field of a kind.
func factField(k *extract.Kind, field string) string { return k.Name + "." + field }

// naming returns the places of the field whose value names what the facts of k
// are about, which is the first field of its key that is of type term, and of the
// number that they state of it, which is its first. It returns false if k has no
// such fields.
func naming(k *extract.Kind) (name, number int, ok bool) {
	number = slices.IndexFunc(k.Fields, func(f extract.Field) bool { return isNumber(f.Type) })
	for _, key := range k.Key {
		if name = k.Index(key); name >= 0 && k.Fields[name].Type == extract.TypeTerm {
			return name, number, number >= 0
		}
	}
	return -1, -1, false
}

func isNumber(t extract.Type) bool { return t == extract.TypeInt || t == extract.TypeNumber }

// addFacts adds to doc what facts, which are all of kind k, state.
func addFacts(doc *document.Document, k *extract.Kind, facts []extract.Fact) {
	name, number, named := naming(k)
	for i, field := range k.Fields {
		var terms []string
		for j := range facts {
			v := facts[j].Values[i]
			switch {
			case v == "":
			case field.Type == extract.TypeTerm:
				terms = append(terms, v)
			case isNumber(field.Type):
				key := numberKey(v)
				if key != "" {
					terms = append(terms, "~"+key)
				}
				if key != "" && named && i == number && facts[j].Values[name] != "" {
					terms = append(terms, facts[j].Values[name]+"~"+key)
				}
			}
		}
		options := present
		if field.Type == extract.TypeTerm {
			options = facet
		}
		if slices.Sort(terms); len(terms) > 0 {
			addTerms(doc, factField(k, field.Name), options, slices.Compact(terms))
		}
	}
}

// numberKey returns the key of a decimal number, such as -1234.5: a string that
// sorts as numbers do. It holds the number's magnitude in two digits, its first
// three digits, and one that says whether others follow, which are left out: so
// whole numbers below 1,000 have a key of their own, others share one. Those below
// zero begin with a minus sign, and their digits count down.
//
// It returns "" if v is no number.
func numberKey(v string) string {
	abs, negative := strings.CutPrefix(v, "-")
	whole, part, _ := strings.Cut(abs, ".")
	digits := strings.TrimLeft(whole+part, "0")
	if whole == "" || strings.Trim(whole+part, "0123456789") != "" {
		return ""
	}
	if digits == "" {
		return "000000"
	}
	magnitude := 50 + len(digits) - len(part)
	digits = strings.TrimRight(digits, "0")
	more := "0"
	if len(digits) > 3 {
		more = "1"
	}
	key := []byte(fmt.Sprintf("%02d%s%s", magnitude, (digits + "00")[:3], more))
	switch {
	case magnitude < 1:
		key = []byte(keyTiny)
	case magnitude > 99:
		key = []byte(keyHuge)
	}
	if !negative {
		return string(key)
	}
	for i := range key {
		key[i] = '0' + '9' - key[i]
	}
	return "-" + string(key)
}

// Keys that all numbers share that are too near to zero, and too far from it.
const (
	keyTiny = "000001"
	keyHuge = "999991"
)

// wholeKey reports whether only one number has the key.
func wholeKey(key string) bool {
	if strings.HasPrefix(key, "-") {
		return strings.HasSuffix(key, "9")
	}
	return strings.HasSuffix(key, "0")
}

// hasTerm finds the reports with a fact of kind k whose field, of type term,
// holds value.
func hasTerm(k *extract.Kind, field, value string) query.Query {
	return constant{term(factField(k, field), value, 1), 0}
}

// bound is an end of a range of numbers.
type bound struct {
	value string // a decimal number; "" for no bound
	open  bool   // value itself is outside of the range
}

// hasNumber finds the reports with a fact of kind k, named name unless that is
// "", whose field holds a number between from and to. The first query finds
// reports that have one; the second, which may be nil, those that perhaps have one,
// since a number in them shares the key of a bound: their facts have to be read.
func hasNumber(k *extract.Kind, field, name string, from, to bound) (sure, perhaps query.Query) {
	low, lowIn := from.term(name, "")
	high, highIn := to.term(name, ":") // after all digits
	r := query.NewTermRangeInclusiveQuery(low, high, &lowIn, &highIn)
	r.SetField(factField(k, field))
	var edges []query.Query
	for _, b := range []bound{from, to} {
		if key := numberKey(b.value); key != "" && !wholeKey(key) {
			edges = append(edges, constant{term(r.FieldVal, name+"~"+key, 1), 0})
		}
	}
	if len(edges) > 0 {
		perhaps = query.NewDisjunctionQuery(edges)
	}
	return constant{r, 0}, perhaps
}

// term returns the term at which a range of terms ends, and whether the range
// holds it; none stands for the key where there is no bound.
func (b bound) term(name, none string) (term string, in bool) {
	if key := numberKey(b.value); key != "" {
		return name + "~" + key, wholeKey(key) && !b.open
	}
	return name + "~" + none, true
}
