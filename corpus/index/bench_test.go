package index

import (
	"context"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"zongjie/corpus"
	"zongjie/corpus/corpustest"
	"zongjie/extract"
	"zongjie/extract/text"
	"zongjie/lexicon/words"
	"zongjie/testdata/gen/corpus/vary"
)

// workspaceVariable names a workspace that benchmarks measure, such as one made
// of 20,000 reports by
//
//	go run ./testdata/gen/corpus -n 20000 -o /tmp/corpus
//	zongjie run /tmp/corpus -C /tmp/corpus.zongjie
//
// Without it they make one of benchReports reports, which hold no facts.
const workspaceVariable = "ZONGJIE_BENCH"

const benchReports = 2000

// benchStore returns the workspace to measure.
func benchStore(b *testing.B) *corpus.Store {
	if dir := os.Getenv(workspaceVariable); dir != "" {
		store, err := corpus.Open(dir, corpus.Read, nil)
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { store.Close() })
		return store
	}
	gen, err := vary.New(os.DirFS(filepath.Join("..", "..", "testdata", "reports")), 1, 5000)
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	store, err := corpus.Open(dir, corpus.Write, corpustest.Kinds())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	root, err := store.Root(filepath.Join(dir, "r"))
	if err != nil {
		b.Fatal(err)
	}
	var records []*extract.Record
	for i := range benchReports {
		r := gen.Report(i)
		rec := corpustest.Record(b, r.Path, r.Text)
		rec.Meta.Organization, rec.Meta.Year = r.Organization, r.Year
		records = append(records, rec)
	}
	if _, err := store.Put(root, records...); err != nil {
		b.Fatal(err)
	}
	return store
}

// BenchmarkBuild measures how fast an index is built of reports whose words are
// known, and how big it is as a part of the text.
func BenchmarkBuild(b *testing.B) {
	store := benchStore(b)
	reports, size := readReports(b, store)
	b.SetBytes(int64(size))
	for b.Loop() {
		x := &Index{store: store, mode: corpus.Write, dir: b.TempDir()}
		if err := x.create(config(x.mode)); err != nil {
			b.Fatal(err)
		}
		for batch := range slices.Chunk(reports, batchSize) {
			if err := x.add(batch); err != nil {
				b.Fatal(err)
			}
		}
		if err := x.Compact(context.Background()); err != nil {
			b.Fatal(err)
		}
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(sizeOf(b, x.dir))/float64(size), "index/text")
	}
}

// readReports returns all reports of a workspace with their words, and the bytes
// of their texts.
func readReports(b *testing.B, store *corpus.Store) (reports []corpus.Report, size int) {
	for r, err := range store.Changes(0, corpus.Facts|corpus.Text) {
		if err != nil {
			b.Fatal(err)
		}
		doc := r.Record.Document
		if doc == nil {
			continue
		}
		w := text.NewWords(len(doc.Text))
		for _, block := range doc.Blocks {
			w.Add(block.Start, words.Ends(doc.Text[block.Start:block.End]))
		}
		r.Record.Words = w
		reports, size = append(reports, r), size+len(doc.Raw)
	}
	return reports, size
}

func sizeOf(b *testing.B, dir string) (size int64) {
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		size += info.Size()
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return size
}

// BenchmarkQueries measures 2,000 queries of each sort that users ask.
func BenchmarkQueries(b *testing.B) {
	store := benchStore(b)
	if os.Getenv(workspaceVariable) == "" {
		x, err := Open(store, corpus.Write)
		if err == nil {
			err = x.CatchUp(context.Background(), nil)
		}
		if err == nil {
			err = x.Compact(context.Background())
		}
		if err == nil {
			err = x.Close()
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	x, err := Open(store, corpus.Read)
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	texts := sampleTexts(b, store, 400)
	random := rand.New(rand.NewPCG(3, 4))
	for _, c := range []struct {
		name string
		make func() Query
	}{
		{"word", func() Query { return Query{Text: pickWord(random, texts), Limit: 1} }},
		{"piece", func() Query { return Query{Text: pickPiece(random, texts), Limit: 1} }},
		{"boolean", func() Query {
			q := Query{Text: pickWord(random, texts) + " " + pickWord(random, texts), Limit: 1, Facets: []string{"year", "org", "kind"}}
			q.YearFrom = vary.FirstYear + random.IntN(vary.Years/2)
			q.YearTo = q.YearFrom + random.IntN(vary.Years/2)
			return q
		}},
		{"snippets", func() Query { return Query{Text: pickWord(random, texts)} }},
	} {
		queries := make([]Query, 2000)
		for i := range queries {
			queries[i] = c.make()
		}
		b.Run(c.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				took = took[:0]
				for _, q := range queries {
					start := time.Now()
					if _, err := x.Search(context.Background(), q); err != nil {
						b.Fatalf("%s: %v", q.Text, err)
					}
					took = append(took, time.Since(start))
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
		})
	}
}

// sampleTexts returns the texts of at most n reports, spread over the workspace.
func sampleTexts(b *testing.B, store *corpus.Store, n int) []string {
	var paths []string
	for r, err := range store.Reports(0) {
		if err != nil {
			b.Fatal(err)
		}
		paths = append(paths, r.Path)
	}
	var texts []string
	for i := 0; i < len(paths); i += 1 + len(paths)/n {
		head, err := store.Head(paths[i])
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, normal(head.Text))
	}
	return texts
}

// pickWord returns a Chinese word of a text, of two or more characters.
func pickWord(random *rand.Rand, texts []string) string {
	for {
		piece := pick(random, texts, 30)
		all := words.Split(piece)
		if w := all[len(all)/2]; utf8.RuneCountInString(w) > 1 && !strings.ContainsFunc(w, func(r rune) bool { return !isWide(r) }) {
			return w
		}
	}
}

// pickPiece returns 2 to 8 Chinese characters of a text in quotes.
func pickPiece(random *rand.Rand, texts []string) string {
	for {
		if s := pick(random, texts, 2+random.IntN(7)); !strings.ContainsFunc(s, func(r rune) bool { return !isWide(r) }) {
			return `"` + s + `"`
		}
	}
}

// pick returns n characters of a text.
func pick(random *rand.Rand, texts []string, n int) string {
	for {
		runes := []rune(texts[random.IntN(len(texts))])
		if len(runes) > n {
			at := random.IntN(len(runes) - n)
			return string(runes[at : at+n])
		}
	}
}
