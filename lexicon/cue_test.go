package lexicon

import (
	"strings"
	"testing"
)

func TestCues(t *testing.T) {
	lx, err := Load(layer("cue/kind.tsv", "# comment\n\ntail\t后|後来|之后\tafter|after all|Held(s)\ntail\t期間\n"), layer("cue/kind.tsv", "tail\t后|当晚\n"))
	if err != nil {
		t.Fatal(err)
	}
	c := lx.Cues("kind/tail")
	for _, tt := range []struct {
		text           string
		prefix, suffix int
		in             bool
	}{
		{"", 0, 0, false},
		{"后来人", len("后来"), 0, true}, // the longest one, folded
		{"此之后", 0, len("之后"), true},
		{"在期间内", 0, 0, true}, // of another row
		{"当晚", 6, 6, true},   // of another layer
		{"AFTER all", 9, 9, true},
		{"thereafter", 0, 0, false},
		{"afters", 0, 0, false},
		{"was held", 0, 4, true},
		{"it holds, helds.", 0, 0, true},
		{"after会", 5, 0, true},
	} {
		if got := c.Prefix(tt.text); got != tt.prefix || c.Begin(tt.text) != (got > 0) {
			t.Errorf("%q begins with %d bytes, want %d", tt.text, got, tt.prefix)
		}
		if got := c.Suffix(tt.text); got != tt.suffix || c.End(tt.text) != (got > 0) {
			t.Errorf("%q ends with %d bytes, want %d", tt.text, got, tt.suffix)
		}
		if got := c.In(tt.text); got != tt.in {
			t.Errorf("in %q: %v, want %v", tt.text, got, tt.in)
		}
	}
	if c.Are("") || !c.Are("Held") || c.Are("之后的") {
		t.Error("Are wants a form and nothing else")
	}
	if got := c.Skip("之后后来了"); got != "了" {
		t.Errorf("what is left is %q", got)
	}
	if lx.Cues("kind/none") != nil {
		t.Error("there are cues that no table has")
	}
}

// TestCueErrors checks that mistakes in tables of cues are told as those of
// classes are, and that nobody adds to cues that are not asked for.
func TestCueErrors(t *testing.T) {
	_, err := Load(layer("cue/kind.tsv", "alone\nok\t好\nok\t好|\u200b\n"), layer("cue/kind.tsv", "okay\t好\n"))
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		"cue/kind.tsv:1: want id, zh, en",
		`cue/kind.tsv:3: "好" stands here twice`,
		"cue/kind.tsv:3: a form is empty",
		`cue/kind.tsv:1: there are no cues "kind/okay" to add to`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("errors lack %q:\n%v", want, err)
		}
	}
}
