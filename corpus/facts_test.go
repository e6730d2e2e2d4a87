package corpus_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zongjie/corpus"
	"zongjie/corpus/corpustest"
	"zongjie/extract"
)

// TestFacts compares what Store.Facts yields of many reports, with filters and
// without, with the facts of the whole reports: values that are numbers, words of
// the dictionary, and long names that only the text holds.
func TestFacts(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, corpus.Write)
	for from := 0; from < 1200; from += 400 {
		var records []*extract.Record
		for i := from; i < from+400; i++ {
			if i%7 == 0 { // states nothing
				records = append(records, corpustest.Record(t, fmt.Sprintf("%04d.txt", i), "工作总结\n"))
				continue
			}
			name := fmt.Sprintf("第%d届全市教育系统先进集体称号", i)
			raw := fmt.Sprintf("工作总结\n共有教师%d名\n党员%d名\n获得%s\n", i, i%50, name)
			records = append(records, corpustest.Record(t, fmt.Sprintf("%04d.txt", i), raw,
				corpustest.Fact{Kind: "award", Quote: name, Values: "level=" + []string{"municipal", "national", ""}[i%3] + " name=" + name},
				corpustest.Fact{Kind: "count", Quote: fmt.Sprintf("教师%d名", i), Values: fmt.Sprintf("subject=teacher value=%d unit=名", i)},
				corpustest.Fact{Kind: "count", Quote: fmt.Sprintf("党员%d名", i%50), Values: fmt.Sprintf("subject=party_member value=%d unit=名", i%50)}))
		}
		put(t, s, dir+"/r", records...)
	}
	is := func(kind, field string, holds func(string) bool) func(*extract.Kind) []corpus.Filter {
		return func(k *extract.Kind) []corpus.Filter {
			if k.Name != kind {
				return nil
			}
			return []corpus.Filter{{Field: k.Index(field), Holds: holds}}
		}
	}
	all := collect(t, s, corpus.Facts)
	for name, filters := range map[string]func(*extract.Kind) []corpus.Filter{
		"all":    func(*extract.Kind) []corpus.Filter { return nil },
		"term":   is("count", "subject", func(v string) bool { return v == "party_member" }),
		"number": is("count", "value", func(v string) bool { return v == "46" }),
		"listed": is("award", "level", func(v string) bool { return v == "national" }),
		"absent": is("award", "level", func(v string) bool { return v == "" }),
		"text":   is("award", "name", func(v string) bool { return strings.Contains(v, "第11") }),
		"none":   is("award", "name", func(string) bool { return false }),
	} {
		for _, k := range s.Kinds {
			wanted := filters(k)
			i, found := 0, 0
			for r, err := range s.Facts(k, wanted...) {
				if err != nil {
					t.Fatal(err)
				}
				if r.Path != all[i].Path {
					t.Fatalf("%s: report %d is %s, want %s", name, i, r.Path, all[i].Path)
				}
				var want []string
				for _, f := range all[i].Record.Facts {
					if f.Kind == k && !slices.ContainsFunc(wanted, func(by corpus.Filter) bool { return !by.Holds(f.Values[by.Field]) }) {
						want = append(want, state(f))
					}
				}
				var got []string
				for _, f := range r.Record.Facts {
					got = append(got, state(f))
				}
				if !slices.Equal(got, want) {
					t.Fatalf("%s: %s: facts are %q, want %q", name, r.Path, got, want)
				}
				i, found = i+1, found+len(got)
			}
			if i != len(all) || found == 0 && len(wanted) > 0 && name != "none" {
				t.Errorf("%s: %s: %d facts in %d reports of %d", name, k.Name, found, i, len(all))
			}
		}
	}
	for range s.Facts(s.Kinds[0]) { // may end early
		break
	}
}

func state(f extract.Fact) string {
	return fmt.Sprint(f.Rule, f.Values, f.Section, f.Quote.Start, f.Quote.End, f.Quote.Line)
}
