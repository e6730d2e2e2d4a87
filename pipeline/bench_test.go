package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"zongjie/testdata/gen/corpus/vary"
)

// BenchmarkRun measures the way from bytes to records, without a disk, on made
// reports: what one core does of a run before anything is stored.
func BenchmarkRun(b *testing.B) {
	const reports = 400
	gen, err := vary.New(os.DirFS(filepath.Join("..", "testdata", "reports")), 1, 5000)
	if err != nil {
		b.Fatal(err)
	}
	var sources []Source
	size := 0
	for i := range reports {
		r := gen.Report(i)
		sources = append(sources, source(r.Path, r.Text))
		size += len(r.Text)
	}
	p := &Pipeline{Engine: engine(b), Workers: 1}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	facts := 0
	for b.Loop() {
		facts = 0
		for rec := range p.Run(context.Background(), sources) {
			facts += len(rec.Facts)
		}
	}
	b.ReportMetric(float64(facts)/reports, "facts/report")
}
