package corpus_test

import (
	"fmt"
	"strings"
	"testing"

	"zongjie/corpus"
	"zongjie/extract"
)

func TestTidyName(t *testing.T) {
	for name, want := range map[string]string{
		"实验小学":               "实验小学",
		"实 验　小 学":            "实验小学",
		"柳溪小学（东校区）":          "柳溪小学(东校区)",
		"第１０１中学":             "第101中学",
		"實驗小學":               "實驗小學",
		" Hillside  School ": "Hillside School",
		"IBM 公司":             "IBM公司",
		"":                   "",
	} {
		if got := corpus.TidyName(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

// rows writes aliases as "alias>organization@line".
func rows(list []corpus.Alias) string {
	var out []string
	for _, a := range list {
		out = append(out, fmt.Sprintf("%s>%s@%d", a.Alias, a.Organization, a.Line))
	}
	return strings.Join(out, " ")
}

// parse reads what rows writes, without lines: they count from 1.
func parse(s string) []corpus.Alias {
	var list []corpus.Alias
	for i, row := range strings.Split(s, " ") {
		alias, organization, _ := strings.Cut(row, ">")
		list = append(list, corpus.Alias{Alias: alias, Organization: organization, Line: i + 1})
	}
	return list
}

func TestAliasesAreChecked(t *testing.T) {
	for _, c := range []struct{ list, kept, mistakes string }{
		{"a>b c>b", "a>b@1 c>b@2", ""},
		{"a>a a>b a>b A>b", "a>b@2", ""},
		{"實驗小學>实验小学 一小>实验小学", "實驗小學>实验小学@1 一小>实验小学@2", ""},
		{"a>b a>c", "a>b@1", "2 a is an alias of b in line 1"},
		{"a>b b>c", "a>b@1 b>c@2", "1 b is itself an alias, of c in line 2: name the last one in both"},
		{"a>b b>a", "a>b@1 b>a@2", "1 b is itself an alias, of a in line 2: name the last one in both; 2 a is itself an alias, of b in line 1: name the last one in both"},
		{"a> >b", "", "1 a row needs both an alias and the organization that it means; 2 a row needs both an alias and the organization that it means"},
	} {
		kept, wrong := corpus.CheckAliases(parse(c.list))
		var mistakes []string
		for _, m := range wrong {
			mistakes = append(mistakes, fmt.Sprint(m.Line, " ", m.Text))
		}
		if got := rows(kept); got != c.kept || strings.Join(mistakes, "; ") != c.mistakes {
			t.Errorf("%s: got %s and %q, want %s and %q", c.list, got, mistakes, c.kept, c.mistakes)
		}
	}
}

func TestAliasesAreSuggested(t *testing.T) {
	for _, c := range []struct{ names, want string }{
		{"甲乙小学 甲乙小学党支部 甲乙小学党支部委员会 中共甲乙小学总支", "中共甲乙小学总支>甲乙小学@0 甲乙小学党支部>甲乙小学@0 甲乙小学党支部委员会>甲乙小学@0"},
		{"甲乙小学党支部 甲乙小学党支部委员会", ""},
		{"實驗小學 实验小学 实验小学 實驗小學党支部", "實驗小學>实验小学@0 實驗小學党支部>实验小学@0"},
		{"甲小学 乙小学 甲小学工会", ""},
		{"党支部 委员会 中共", ""},
	} {
		if got := rows(corpus.SuggestAliases(organizations(strings.Fields(c.names)))); got != c.want {
			t.Errorf("%s: got %s, want %s", c.names, got, c.want)
		}
	}
	got := rows(corpus.SuggestAliases(organizations([]string{"Hillside School", "HILLSIDE SCHOOL", "Hillside School", "Party Branch of the Hillside School", "The Hillside School", "Hillside School Party Committee"})))
	if want := "HILLSIDE SCHOOL>Hillside School@0 Hillside School Party Committee>Hillside School@0 Party Branch of the Hillside School>Hillside School@0 The Hillside School>Hillside School@0"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// organizations counts names.
func organizations(names []string) []corpus.Organization {
	var list []corpus.Organization
next:
	for _, n := range names {
		for i := range list {
			if list[i].Name == n {
				list[i].Reports++
				continue next
			}
		}
		list = append(list, corpus.Organization{Name: n, Reports: 1})
	}
	return list
}

func TestAliasesNameReports(t *testing.T) {
	s := open(t, t.TempDir(), corpus.Write)
	root, err := s.Root(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	put := func(path, name string, year int) {
		t.Helper()
		rec := &extract.Record{ID: path, Source: extract.Source{Path: path}, Status: extract.OK}
		rec.Meta.Organization, rec.Meta.Year = name, year
		reports, err := s.Put(root, rec)
		if err != nil || reports[0].Record.Meta.OrganizationID != rec.Meta.OrganizationID {
			t.Fatal(err, reports)
		}
	}
	put("a", "实验小学党支部", 2021)
	put("b", "实验　小学", 2020)
	put("c", "", 2020)
	put("d", "育才小学", 0)
	check := func(want string) {
		t.Helper()
		list, unnamed, err := s.Organizations()
		if got := fmt.Sprint(list, " ", unnamed); err != nil || got != want {
			t.Errorf("got %s, %v; want %s", got, err, want)
		}
	}
	check("[{实验小学 1 [2020] [{实验　小学 1}]} {实验小学党支部 1 [2021] [{实验小学党支部 1}]} {育才小学 1 [] [{育才小学 1}]}] 1")

	before, err := s.LastChange()
	if err != nil {
		t.Fatal(err)
	}
	changed, err := s.SetAliases(parse("实验小学党支部>实验小学 第九小学>实验小学"))
	after, _ := s.LastChange()
	if err != nil || changed != 1 || after != before+1 {
		t.Fatalf("%d reports changed in %d changes, %v; want 1", changed, after-before, err)
	}
	put("e", "實驗小學黨支部", 2022) // in another script, after the aliases came
	merged := "[{实验小学 3 [2020 2021 2022] [{实验　小学 1} {实验小学党支部 1} {實驗小學黨支部 1}]} {育才小学 1 [] [{育才小学 1}]}] 1"
	check(merged)
	unused, err := s.UnusedAliases()
	if got := rows(unused); got != "第九小学>实验小学@0" || err != nil {
		t.Errorf("unused are %s, %v", got, err)
	}
	if changed, err = s.SetAliases(parse("实验小学党支部>实验小学 第九小学>实验小学")); changed != 0 || err != nil {
		t.Errorf("the same aliases change %d reports, %v", changed, err)
	}
	check(merged)
	if _, err = s.SetAliases(parse("a>b b>c")); err == nil {
		t.Error("a chain of aliases was kept")
	}
	if changed, err = s.SetAliases(nil); changed != 2 || err != nil {
		t.Errorf("no aliases change %d reports, %v; want 2", changed, err)
	}
	list, err := s.Aliases()
	if len(list) != 0 || err != nil {
		t.Errorf("aliases are left: %v, %v", list, err)
	}
}
