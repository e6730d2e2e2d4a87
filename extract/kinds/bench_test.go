package kinds_test

import (
	"os"
	"path/filepath"
	"testing"

	"zongjie/extract/kinds"
	"zongjie/extract/text"
	"zongjie/pipeline/ingest"
	"zongjie/pipeline/segment"
)

// BenchmarkExtract measures extraction alone, on segmented text, over the
// reports in ../shared where they are present.
func BenchmarkExtract(b *testing.B) {
	type input struct {
		doc   *text.Document
		words *text.Words
		segs  []text.Segment
	}
	var inputs []input
	size := 0
	for _, dir := range []string{"seeds", "real"} {
		root := filepath.Join("..", "..", "..", "shared", dir)
		if _, err := os.Stat(root); err != nil {
			root = filepath.Join("..", "..", "..", "..", "shared", dir)
		}
		err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if doc := ingest.Read(filepath.Base(path), data).Document; doc != nil {
				inputs = append(inputs, input{doc, segment.Words(doc), segment.Split(doc)})
				size += len(doc.Text)
			}
			return nil
		})
		if err != nil {
			b.Skip("no reports: ", err)
		}
	}
	engine, err := kinds.Load()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(size))
	facts := 0
	for b.Loop() {
		facts = 0
		for _, in := range inputs {
			facts += len(engine.Extract(in.doc, in.words, in.segs, nil).Facts)
		}
	}
	b.ReportMetric(float64(facts), "facts")
}
