package index

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	"github.com/blevesearch/bleve/v2/search/searcher"
	index "github.com/blevesearch/bleve_index_api"

	"zongjie/extract"
)

// What facts state is indexed as terms, one field of the index for each field of
// a kind, named as factField says:
//
//   - a field of terms holds the terms, and can be counted and sorted by:
//     award.level has national;
//   - a field of numbers holds the keys of the numbers after "~", so that a range
//     of numbers is a range of terms: award.times has ~513000 for 3. Where terms
//     name the facts of a kind, the kind's first field of numbers holds them after
//     the name: count.value has party_member~524600 for 46 party members;
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

// facts adds what the facts of the report state: the names of their kinds, and
// the fields of every kind.
func (b *builder) facts(kinds []*extract.Kind) {
	named := b.field(fieldKind, present)
	fields := map[string][]*field{} // by kind; nil for fields that are not indexed
	for _, k := range kinds {
		for _, f := range k.Fields {
			var indexed *field
			if f.Type == extract.TypeTerm || isNumber(f.Type) {
				indexed = b.field(factField(k, f.Name), present)
			}
			fields[k.Name] = append(fields[k.Name], indexed)
		}
	}
	for i := range b.report.Record.Facts {
		f := &b.report.Record.Facts[i]
		named.add(f.Kind.Name)
		addFact(f, fields[f.Kind.Name])
	}
}

// addFact adds what f states to the fields of its kind.
func addFact(f *extract.Fact, fields []*field) {
	name, number, named := naming(f.Kind)
	for i, to := range fields {
		v := f.Values[i]
		switch {
		case to == nil || v == "":
		case f.Kind.Fields[i].Type == extract.TypeTerm:
			to.add(v)
		default:
			if key := numberKey(v); key == "" {
				continue
			} else if named && i == number {
				to.add(f.Values[name] + "~" + key)
			} else {
				to.add("~" + key)
			}
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
	q := keyQuery{field: factField(k, field), prefix: name + "~"}
	if _, number, named := naming(k); name == "" && named && k.Fields[number].Name == field {
		q.prefix = "" // whatever the names
	}
	low, high := numberKey(from.value), numberKey(to.value)
	edge := func(key string) bool { return key != "" && (key == low || key == high) && !wholeKey(key) }
	q.in = func(key string) bool {
		switch {
		case edge(key), low != "" && key < low, high != "" && key > high:
			return false
		}
		return !(from.open && key == low) && !(to.open && key == high)
	}
	if edge(low) || edge(high) {
		edges := q
		edges.in = edge
		perhaps = edges
	}
	return q, perhaps
}

// keyQuery finds the reports that have, in a field, a term that begins with prefix
// and whose key, after the last "~", is in a set.
type keyQuery struct {
	field, prefix string
	in            func(key string) bool
}

// Searcher implements query.Query. No hit has a score.
func (q keyQuery) Searcher(ctx context.Context, r index.IndexReader, _ mapping.IndexMapping, options search.SearcherOptions) (search.Searcher, error) {
	dict, err := r.FieldDictPrefix(q.field, []byte(q.prefix))
	if err != nil {
		return nil, err
	}
	defer dict.Close()
	var terms []string
	for {
		entry, err := dict.Next()
		if err != nil {
			return nil, err
		}
		if entry == nil {
			break
		}
		if q.in(entry.Term[strings.LastIndexByte(entry.Term, '~')+1:]) {
			terms = append(terms, entry.Term)
		}
	}
	options.Score = "none"
	s, err := searcher.NewMultiTermSearcher(ctx, r, terms, q.field, 1, options, false)
	return &constantSearcher{s, 0}, err
}
