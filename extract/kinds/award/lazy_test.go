package award

import (
	"testing"

	"zongjie/extract/extracttest"
)

// TestExpressionsCompile finds at once what would else panic in the one report
// that needs it.
func TestExpressionsCompile(t *testing.T) {
	if len(expressions) == 0 {
		t.Error("there are none")
	}
	for _, compile := range expressions {
		compile()
	}
}

// TestEdges: what is looked for before an expression is tried is all that it can
// begin or end with.
func TestEdges(t *testing.T) {
	extracttest.Begins(t, passive(), beginsPassive)
	extracttest.Begins(t, circumstance(), beginsCircumstance)
	extracttest.Begins(t, timeZH(), beginsTime)
	extracttest.Begins(t, timesZH(), beginsTimes)
	extracttest.Ends(t, often(), endsOften)
}

// TestCues: no word of the tables is written in vain.
func TestCues(t *testing.T) { extracttest.Cues(t, "cue/award", cues{}) }
