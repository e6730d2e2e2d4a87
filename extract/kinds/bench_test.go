package kinds_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"zongjie/extract"
	"zongjie/extract/kinds"
	"zongjie/extract/text"
	"zongjie/pipeline/ingest"
	"zongjie/pipeline/segment"
)

// BenchmarkExtract measures extraction alone, on segmented text, over the
// reports in ../shared where they are present.
func BenchmarkExtract(b *testing.B) {
	engine, err := kinds.Load()
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, engine)
}

// BenchmarkHundredRules is BenchmarkExtract with a hundred more rules that do
// not match: what they cost is what the prefilter leaves through.
func BenchmarkHundredRules(b *testing.B) {
	var rules strings.Builder
	for i := range 100 {
		fmt.Fprintf(&rules, "rule: count/none%d\ndoc: matches nothing\npattern: <subject> 丗%d丗 @<num:value> 次\nyes: 无 => value=1\nno: 无\n\n", i, i)
	}
	engine, err := kinds.Load(fstest.MapFS{"none.rules": &fstest.MapFile{Data: []byte(rules.String())}})
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, engine)
}

func benchmark(b *testing.B, engine *extract.Engine) {
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
