package export_test

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"zongjie/corpus/corpustest"
	"zongjie/corpus/export"
	"zongjie/extract"
)

// BenchmarkWrite measures an export as a whole: reading the store and writing.
func BenchmarkWrite(b *testing.B) {
	dir := b.TempDir()
	store := fill(b, dir, many(b, 500), 500)
	for _, f := range export.Formats {
		b.Run(f.Name, func(b *testing.B) {
			out := filepath.Join(dir, f.Name)
			for b.Loop() {
				if _, err := export.Write(b.Context(), store, out, export.Options{Format: f.Name}); err != nil {
					b.Fatal(err)
				}
			}
			total := int64(0)
			entries, _ := os.ReadDir(out)
			for _, e := range entries {
				info, _ := e.Info()
				total += info.Size()
			}
			b.SetBytes(total)
		})
	}
}

// many returns n records with some fifty facts each.
func many(t testing.TB, n int) []*extract.Record {
	village := records(t)[0]
	for range 3 {
		village.Facts = append(village.Facts, village.Facts...)
	}
	var recs []*extract.Record
	for i := range n {
		rec := *village
		rec.Source.Path = strconv.Itoa(i)
		recs = append(recs, &rec)
	}
	return recs
}

// BenchmarkReadCSV measures reading back a table, with its hashes.
func BenchmarkReadCSV(b *testing.B) {
	data := write(b, many(b, 200), 200, csvOnly)["counts.csv"]
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := export.ReadCSV(data, corpustest.Kinds()); err != nil {
			b.Fatal(err)
		}
	}
}
