//go:build unix

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"zongjie/corpus"
	"zongjie/extract"
	"zongjie/extract/kinds"
	"zongjie/pipeline"
	"zongjie/pipeline/ingest"
)

// benchRecords are the records of the made reports, the same for all benchmarks.
var benchRecords []*extract.Record

func storeRecords(b *testing.B) []*extract.Record {
	b.Helper()
	if benchRecords != nil {
		return benchRecords
	}
	dir, _, _ := made(b)
	sources, err := pipeline.Walk(dir, ingest.Limits{})
	if err != nil {
		b.Fatal(err)
	}
	engine, err := kinds.Load()
	if err != nil {
		b.Fatal(err)
	}
	p := &pipeline.Pipeline{Engine: engine, Workers: runtime.NumCPU()}
	benchRecords = slices.Collect(p.Run(context.Background(), sources))
	return benchRecords
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
	records := storeRecords(b)
	store, err := corpus.Open(dir, corpus.Write, benchKinds(records))
	if err != nil {
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
	storeRecords(b)
	at := cpu()
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
	b.ReportMetric((cpu()-at).Seconds()/float64(b.N), "cpu-s/op")
}

func BenchmarkStoreReports(b *testing.B) {
	store, size := benchPut(b, b.TempDir())
	defer store.Close()
	for name, load := range map[string]corpus.Load{"files": 0, "text": corpus.Text, "facts": corpus.Facts, "all": corpus.Facts | corpus.Text} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(size)
			at := cpu()
			for b.Loop() {
				for _, err := range store.Reports(load) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric((cpu()-at).Seconds()/float64(b.N)*1e3, "cpu-ms/op")
		})
	}
}

func BenchmarkStoreFacts(b *testing.B) {
	store, size := benchPut(b, b.TempDir())
	defer store.Close()
	for _, k := range store.Kinds {
		b.Run(k.Name, func(b *testing.B) {
			b.SetBytes(size)
			at := cpu()
			for b.Loop() {
				for _, err := range store.Facts(k) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric((cpu()-at).Seconds()/float64(b.N)*1e3, "cpu-ms/op")
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
