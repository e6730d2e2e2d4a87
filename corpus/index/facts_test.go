package index

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/search/query"

	"zongjie/corpus"
	"zongjie/corpus/corpustest"
	"zongjie/extract"
)

func TestNumberKeysSortAsNumbers(t *testing.T) {
	sorted := []string{"-100000000000000000000000000000000000000000000000000000", "-45388", "-1000.5", "-1000", "-12", "-0.5", "-0.0000000000000000000000000000000000000000000000000000001", "0",
		"0.0000000000000000000000000000000000000000000000000000001", "0.05", "0.5", "1", "1.5", "2", "9", "9.99", "10", "46", "99", "100", "100.5", "101", "999", "1000", "1000.5", "1010", "45388", "46000",
		"123456789012345678901234567890", "1000000000000000000000000000000000000000000000000000000"}
	for i := range sorted {
		for j := range i {
			if a, b := numberKey(sorted[j]), numberKey(sorted[i]); a > b {
				t.Errorf("the key of %s is %s, that of %s is %s", sorted[j], a, sorted[i], b)
			} else if a == b {
				t.Errorf("%s and %s have the key %s", sorted[j], sorted[i], a)
			}
		}
	}
	for a, b := range map[string]string{"45388": "45300.25", "0.5": "00.500", "0": "-0", "46": "46.0"} {
		if numberKey(a) != numberKey(b) {
			t.Errorf("the keys of %s and %s are %s and %s", a, b, numberKey(a), numberKey(b))
		}
		if n := numberKey(a); wholeKey(n) != (a != "45388") {
			t.Errorf("wholeKey(%s) of %s is %v", n, a, wholeKey(n))
		}
	}
	for _, v := range []string{"", "x", "1e5", "-", ".5", "1,000"} {
		if k := numberKey(v); k != "" {
			t.Errorf("%q has the key %s", v, k)
		}
	}
}

// empty makes a workspace with an index, and a folder of it for reports.
func empty(t *testing.T) (*corpus.Store, corpus.Root, *Index) {
	t.Helper()
	dir := t.TempDir()
	store, err := corpus.Open(filepath.Join(dir, "w"), corpus.Write, corpustest.Kinds())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	x, err := Open(store, corpus.Write)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	root, err := store.Root(filepath.Join(dir, "r"))
	if err != nil {
		t.Fatal(err)
	}
	return store, root, x
}

// TestFactTerms looks for reports by what their facts state.
func TestFactTerms(t *testing.T) {
	store, root, x := empty(t)
	fact := func(kind, values string) corpustest.Fact {
		return corpustest.Fact{Kind: kind, Values: values, Quote: "文"}
	}
	reports, err := store.Put(root,
		corpustest.Record(t, "a", "文一", fact("count", "value=46 subject=party_member"), fact("count", "value=1200.5 subject=other"), fact("award", "name=x level=national")),
		corpustest.Record(t, "b", "文二", fact("count", "value=101 subject=party_member"), fact("award", "name=y level=municipal times=3")),
		corpustest.Record(t, "c", "文三", fact("count", "value=1234 subject=party_member"), fact("count", "value=-3 subject=other")),
		corpustest.Record(t, "d", "文四"))
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Add(reports); err != nil {
		t.Fatal(err)
	}
	v, err := x.view(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer v.close()
	find := func(q query.Query) string {
		if q == nil {
			return ""
		}
		return strings.Join(pathsOf(t, v, q), " ")
	}
	kind := func(name string) *extract.Kind {
		return store.Kinds[slices.IndexFunc(store.Kinds, func(k *extract.Kind) bool { return k.Name == name })]
	}
	for _, c := range []struct{ kind, field, value, want string }{
		{"award", "level", "national", "a"},
		{"count", "subject", "party_member", "a b c"},
		{"count", "subject", "party", ""},
		{"award", "name", "x", ""}, // a text
	} {
		if got := find(hasTerm(kind(c.kind), c.field, c.value)); got != c.want {
			t.Errorf("%+v: found %q", c, got)
		}
	}
	for _, c := range []struct {
		kind, field, name string
		from, to          bound
		sure, perhaps     string
	}{
		{"count", "value", "party_member", bound{value: "46"}, bound{}, "a b c", ""},
		{"count", "value", "party_member", bound{value: "46", open: true}, bound{}, "b c", ""},
		{"count", "value", "party_member", bound{value: "100", open: true}, bound{value: "1000"}, "b", ""},
		{"count", "value", "party_member", bound{value: "1231", open: true}, bound{}, "", "c"},
		{"count", "value", "party_member", bound{}, bound{value: "1239"}, "a b", "c"},
		{"count", "value", "party_member", bound{}, bound{value: "1239000"}, "a b c", ""},
		{"count", "value", "party_member", bound{value: "102"}, bound{value: "101"}, "", ""},
		{"count", "value", "party_member", bound{value: "101"}, bound{value: "101"}, "b", ""},
		{"count", "value", "other", bound{}, bound{}, "a c", ""},
		{"count", "value", "other", bound{}, bound{value: "0"}, "c", ""},
		{"count", "value", "other", bound{value: "1200.5"}, bound{}, "", "a"},
		{"count", "value", "", bound{value: "1200.25"}, bound{}, "c", "a"},
		{"award", "times", "", bound{value: "2"}, bound{}, "b", ""},
		{"award", "times", "", bound{value: "1"}, bound{value: "3", open: true}, "", ""},
	} {
		sure, perhaps := hasNumber(kind(c.kind), c.field, c.name, c.from, c.to)
		if got := find(sure); got != c.sure {
			t.Errorf("%+v: surely found %q", c, got)
		}
		if got := find(perhaps); got != c.perhaps {
			t.Errorf("%+v: perhaps found %q", c, got)
		}
	}
}
