package kinds_test

import (
	"testing"

	"zongjie/extract/extracttest"
	"zongjie/extract/kinds"
	"zongjie/pipeline"
)

// TestExamples runs the examples of every rule, on sentences and words as the
// program makes them.
func TestExamples(t *testing.T) {
	engine, err := kinds.Load()
	if err != nil {
		t.Fatal(err)
	}
	extracttest.Examples(t, engine, pipeline.Analyse)
}
