package kinds_test

import (
	"strings"
	"testing"

	"zongjie/extract/extracttest"
	"zongjie/extract/kinds"
	"zongjie/extract/text"
	"zongjie/pipeline/segment"
)

// TestExamples runs the examples of every rule, on sentences and words as the
// program makes them.
func TestExamples(t *testing.T) {
	engine, err := kinds.Load()
	if err != nil {
		t.Fatal(err)
	}
	extracttest.Examples(t, engine, func(s string) (*text.Document, *text.Words, []text.Segment) {
		var b text.Builder
		for line := range strings.Lines(s) {
			b.Block(text.Block{}, strings.TrimSuffix(line, "\n"))
		}
		doc := b.Document()
		return doc, segment.Words(doc), segment.Split(doc)
	})
}
