package main

import (
	"slices"
	"strings"
	"testing"

	"zongjie/corpus/index"
)

func TestColumnsOf(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "党员": 4, "ａ，": 4, "“党”": 6, "e\u0301": 1, "\u200b": 0} {
		if got := columnsOf(s); got != want {
			t.Errorf("%q takes %d columns, want %d", s, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, test := range []struct {
		s     string
		limit int
		want  string
	}{{"党员大会", 8, "党员大会"}, {"党员大会", 7, "党员…"}, {"abcdef", 5, "abc…"}, {"", 3, ""}} {
		if got := cut(test.s, test.limit); got != test.want {
			t.Errorf("cut(%q, %d) is %q, want %q", test.s, test.limit, got, test.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		s    string
		want []string
	}{
		{"value=32 unit=名 year", []string{"value=32", "unit=名", "year"}},
		{"一二三四五六。七", []string{"一二三四五", "六。七"}},
		{"一二三四五。六", []string{"一二三四", "五。六"}},
		{"averylongword is", []string{"averylongword", "is"}},
		{"", []string{""}},
	} {
		if got := wrap(test.s, 10); !slices.Equal(got, test.want) {
			t.Errorf("wrap(%q) is %q, want %q", test.s, got, test.want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("前", 24) + "党员" + strings.Repeat("后", 54)
	for _, limit := range []int{20, 40, 70, 71, 200} {
		s := &index.Snippet{Text: long, Marks: [][2]int{{24, 26}}}
		plain, coloured := excerpt(s, limit, false), excerpt(s, limit, true)
		if n := columnsOf(plain); n > max(limit, 30) {
			t.Errorf("%d columns, want at most %d: %s", n, limit, plain)
		}
		if limit >= 40 && !strings.Contains(plain, "党员") {
			t.Errorf("what was found is not in %s", plain)
		}
		bare := strings.NewReplacer("\x1b[1;31m", "", "\x1b[0m", "").Replace(coloured)
		if bare != plain || limit >= 40 && !strings.Contains(coloured, "\x1b[1;31m党员\x1b[0m") {
			t.Errorf("coloured it is %q", coloured)
		}
	}
	if got := excerpt(&index.Snippet{Text: "a\n党\x1b员", Marks: [][2]int{{2, 3}}}, 40, true); got != "a \x1b[1;31m党\x1b[0m␛员" {
		t.Errorf("got %q", got)
	}
}
