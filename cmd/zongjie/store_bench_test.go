package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"zongjie/corpus"
	"zongjie/extract"
	"zongjie/extract/kinds"
	"zongjie/pipeline"
	"zongjie/pipeline/ingest"
)

// benchReports is how many reports the benchmarks of the store have.
const benchReports = 1000

// benchRecords returns the records of reports of about 5 KB, varied from our own
// by lines and numbers.
var benchRecords = sync.OnceValues(func() ([]*extract.Record, error) {
	names, err := filepath.Glob("../../testdata/reports/*.txt")
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		lines = append(lines, strings.Split(string(data), "\n")...)
	}
	engine, err := kinds.Load()
	if err != nil {
		return nil, err
	}
	var sources []pipeline.Source
	for i := range benchReports {
		text := varied(lines, rand.New(rand.NewPCG(1, uint64(i))))
		sources = append(sources, pipeline.ReaderSource(fmt.Sprintf("%03d/report%d.txt", i/100, i), strings.NewReader(text), ingest.Limits{}))
	}
	p := &pipeline.Pipeline{Engine: engine, Workers: runtime.GOMAXPROCS(0)}
	return slices.Collect(p.Run(context.Background(), sources)), nil
})

func varied(lines []string, r *rand.Rand) string {
	var b strings.Builder
	for at := r.IntN(len(lines)); b.Len() < 5000; at++ {
		if r.IntN(4) == 0 {
			at = r.IntN(len(lines))
		}
		for _, c := range lines[at%len(lines)] {
			if '1' <= c && c <= '9' {
				c = '1' + r.Int32N(9)
			}
			b.WriteRune(c)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// benchKinds are the kinds of facts of the records, in their order.
func benchKinds(records []*extract.Record) (list []*extract.Kind) {
	for _, rec := range records {
		for i := range rec.Facts {
			if k := rec.Facts[i].Kind; !slices.Contains(list, k) {
				list = append(list, k)
			}
		}
	}
	return list
}

func benchPut(b *testing.B, dir string) (store *corpus.Store, size int64) {
	b.Helper()
	records, err := benchRecords()
	if err != nil {
		b.Fatal(err)
	}
	if store, err = corpus.Open(dir, corpus.Write, benchKinds(records)); err != nil {
		b.Fatal(err)
	}
	root, err := store.Root(dir)
	if err != nil {
		b.Fatal(err)
	}
	for batch := range slices.Chunk(records, batchSize) {
		if _, err := store.Put(root, batch...); err != nil {
			b.Fatal(err)
		}
	}
	for _, rec := range records {
		size += int64(len(rec.Document.Raw))
	}
	return store, size
}

// BenchmarkStorePut also reports the size of the database, in parts of the text.
func BenchmarkStorePut(b *testing.B) {
	if _, err := benchRecords(); err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	var part float64
	for i := 0; b.Loop(); i++ {
		home := filepath.Join(dir, fmt.Sprint(i))
		store, size := benchPut(b, home)
		if err := store.Close(); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(size)
		info, err := os.Stat(filepath.Join(home, corpus.Files[0]))
		if err != nil {
			b.Fatal(err)
		}
		part = float64(info.Size()) / float64(size)
	}
	b.ReportMetric(part, "size/text")
}

func BenchmarkStoreReports(b *testing.B) {
	store, size := benchPut(b, b.TempDir())
	defer store.Close()
	for name, load := range map[string]corpus.Load{"files": 0, "text": corpus.Text, "facts": corpus.Facts, "all": corpus.Facts | corpus.Text} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(size)
			for b.Loop() {
				for _, err := range store.Reports(load) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

func BenchmarkStoreFacts(b *testing.B) {
	store, size := benchPut(b, b.TempDir())
	defer store.Close()
	for _, k := range store.Kinds {
		b.Run(k.Name, func(b *testing.B) {
			b.SetBytes(size)
			for b.Loop() {
				for _, err := range store.Facts(k) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

func BenchmarkStoreHead(b *testing.B) {
	store, size := benchPut(b, b.TempDir())
	defer store.Close()
	var paths []string
	for r := range store.Reports(0) {
		paths = append(paths, r.Path)
	}
	b.SetBytes(size / int64(len(paths)))
	for i := 0; b.Loop(); i++ {
		if _, err := store.Head(paths[i*7919%len(paths)]); err != nil {
			b.Fatal(err)
		}
	}
}
