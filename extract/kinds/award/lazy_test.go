package award

import "testing"

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
