package meta_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zongjie/extract"
	"zongjie/extract/kinds/meta"
	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/pipeline/segment"
)

// BenchmarkDescribe measures what describing our own reports costs.
func BenchmarkDescribe(b *testing.B) {
	lx, err := lexicon.Load(lexicon.Data())
	if err != nil {
		b.Fatal(err)
	}
	engine, err := extract.Compile(lx, meta.Describe, nil)
	if err != nil {
		b.Fatal(err)
	}
	files, err := filepath.Glob("../../../testdata/reports/zh*.txt")
	if err != nil || len(files) == 0 {
		b.Fatal(err, files)
	}
	type input struct {
		doc  *text.Document
		segs []text.Segment
	}
	var inputs []input
	size := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		var made text.Builder
		for line := range strings.SplitSeq(string(data), "\n") {
			made.Block(text.Block{}, line)
		}
		doc := made.Document()
		inputs = append(inputs, input{doc, segment.Split(doc)})
		size += len(data)
	}
	for _, c := range []struct {
		name  string
		place extract.Place
	}{{"text", extract.Place{}}, {"place", extract.Place{Path: "reports/柳溪县教育局/2023年/实验小学工作总结.docx"}}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				for _, in := range inputs {
					engine.ExtractAt(c.place, in.doc, nil, in.segs, nil)
				}
			}
		})
	}
}
