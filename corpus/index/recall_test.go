package index

import (
	"context"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/search/query"

	"zongjie/corpus"
	"zongjie/corpus/corpustest"
	"zongjie/extract"
)

// TestEveryPieceIsFound looks for 2,000 pieces of texts, of 1 to 8 characters each
// and at least one of them Chinese, wherever they begin and end, and compares the
// answers with those of reading all texts.
func TestEveryPieceIsFound(t *testing.T) {
	reports := filepath.Join("..", "..", "testdata", "reports")
	shared := filepath.Join("..", "..", "..", "shared")
	for name, dirs := range map[string][]string{
		"own reports":       {reports},
		"reports of others": {filepath.Join(shared, "seeds"), filepath.Join(shared, "real")},
	} {
		t.Run(name, func(t *testing.T) {
			texts := readTexts(t, dirs)
			if len(texts) == 0 {
				t.Skipf("there are no texts in %s", strings.Join(dirs, " and "))
			}
			store, x := newIndex(t, texts)
			defer store.Close()
			defer x.Close()
			whole := map[string]string{}
			for path, raw := range texts {
				whole[path] = squeeze(normal(raw))
			}
			v, err := x.view(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			defer v.close()
			missed := 0
			for i, piece := range pieces(texts, 2000) {
				want := []string{}
				for path := range whole {
					if strings.Contains(whole[path], squeeze(normal(piece))) {
						want = append(want, path)
					}
				}
				slices.Sort(want)
				part := newPhrase(normal(piece))
				offered := pathsOf(t, v, part.clause(""))
				if slices.ContainsFunc(want, func(path string) bool { return !slices.Contains(offered, path) }) {
					if missed++; missed < 10 {
						t.Errorf("%q is in %v, and the index offers %v", piece, want, offered)
					}
				}
				for _, path := range pathsOf(t, v, part.inWord()) {
					if !slices.Contains(want, path) {
						t.Errorf("%q is not in %s, where the index is sure of it", piece, path)
					}
				}
				if i%100 != 0 { // to read all texts takes a while
					continue
				}
				if got := answers(t, x, piece, len(texts)); !slices.Equal(got, want) {
					t.Errorf("%q is in %v, found in %v", piece, want, got)
				}
			}
			if missed > 0 {
				t.Errorf("%d of 2,000 pieces were not found where they stand", missed)
			}
		})
	}
}

// pathsOf returns the paths of the reports that q finds, sorted.
func pathsOf(t *testing.T, v *view, q query.Query) []string {
	found, err := v.find(q)
	if err != nil {
		t.Fatal(err)
	}
	list := []string{}
	for n := range found.all() {
		path, err := v.path(n)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, strings.TrimPrefix(path, "r/"))
	}
	slices.Sort(list)
	return list
}

// answers returns the paths of the reports that hold piece, as a search finds
// them, sorted.
func answers(t *testing.T, x *Index, piece string, limit int) []string {
	res, err := x.Search(context.Background(), Query{Text: `"` + piece + `"`, Limit: limit, NoTranslation: true})
	if err != nil {
		t.Fatalf("%q: %v", piece, err)
	}
	list := []string{}
	for _, h := range res.Hits {
		if !h.Partial {
			list = append(list, strings.TrimPrefix(h.Path, "r/"))
		}
	}
	slices.Sort(list)
	return list
}

func readTexts(t *testing.T, dirs []string) map[string]string {
	texts := map[string]string{}
	for _, dir := range dirs {
		filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".txt" && filepath.Ext(path) != ".md" {
				return nil
			}
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			name, _ := filepath.Rel(dir, path)
			texts[filepath.ToSlash(name)] = string(raw)
			return nil
		})
	}
	return texts
}

func newIndex(t testing.TB, texts map[string]string) (*corpus.Store, *Index) {
	dir := t.TempDir()
	store, err := corpus.Open(filepath.Join(dir, "w"), corpus.Write, corpustest.Kinds())
	if err != nil {
		t.Fatal(err)
	}
	x, err := Open(store, corpus.Write)
	if err != nil {
		t.Fatal(err)
	}
	root, err := store.Root(filepath.Join(dir, "r"))
	if err != nil {
		t.Fatal(err)
	}
	var records []*extract.Record
	for path, raw := range texts {
		records = append(records, corpustest.Record(t, path, raw))
	}
	stored, err := store.Put(root, records...)
	if err == nil {
		err = x.Add(stored)
	}
	if err != nil {
		t.Fatal(err)
	}
	return store, x
}

// pieces returns n pieces of texts that can stand in quotes.
func pieces(texts map[string]string, n int) []string {
	paths := slices.Sorted(maps.Keys(texts))
	runes := map[string][]rune{}
	for path, raw := range texts {
		runes[path] = []rune(strings.ToValidUTF8(raw, ""))
	}
	random := rand.New(rand.NewPCG(1, 2))
	var list []string
	for len(list) < n {
		text := runes[paths[random.IntN(len(paths))]]
		size := 1 + random.IntN(8)
		if len(text) <= size {
			continue
		}
		at := random.IntN(len(text) - size)
		piece := string(text[at : at+size])
		if strings.ContainsFunc(piece, isWide) && !strings.ContainsAny(piece, "\"“”「」『』\\＂") {
			list = append(list, strings.TrimSpace(piece))
		}
	}
	return list
}
