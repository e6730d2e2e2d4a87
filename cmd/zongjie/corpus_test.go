package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"zongjie/testdata/gen/corpus/vary"
)

// TestVary holds what measurements on the made corpus rest on: the same reports
// every time, one a year under a name of its own for each organisation, and of
// the size asked for.
func TestVary(t *testing.T) {
	const n, size = 400, 3000
	gen, again := newGenerator(t, size), newGenerator(t, size)
	paths := map[string]bool{}
	total := 0
	for i := range n {
		r := gen.Report(i)
		if other := again.Report(i); other != r {
			t.Fatalf("report %d differs from one time to the next", i)
		}
		if !utf8.ValidString(r.Text) || !strings.Contains(r.Text, r.Organization) {
			t.Errorf("report %d is not UTF-8, or does not name %s", i, r.Organization)
		}
		paths[r.Path] = true
		total += len(r.Text)
	}
	if len(paths) != n {
		t.Errorf("%d reports have %d paths", n, len(paths))
	}
	if total < n*size*9/10 || total > n*size*13/10 {
		t.Errorf("%d reports of about %d bytes have %d bytes", n, size, total)
	}
}

// TestVaryOrganizations makes no reports, so that it can look at as many as the
// largest measurement uses.
func TestVaryOrganizations(t *testing.T) {
	names := map[string]int{}
	for org := range 10_000 {
		name := vary.Organization(org)
		if other, ok := names[name]; ok {
			t.Errorf("organisations %d and %d are both called %s", other, org, name)
		}
		names[name] = org
	}
}

func newGenerator(t testing.TB, size int) *vary.Generator {
	t.Helper()
	gen, err := vary.New(os.DirFS(filepath.Join("..", "..", "testdata", "reports")), 1, size)
	if err != nil {
		t.Fatal(err)
	}
	return gen
}
