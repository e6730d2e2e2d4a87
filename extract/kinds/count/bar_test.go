package count

import (
	"strings"
	"testing"
)

// TestOpenMarks compares the one pass over a text with searching it for each mark.
func TestOpenMarks(t *testing.T) {
	pieces := []string{"“", "”", "《", "》", "〈", "〉", "党", "3", "…", "\x9c", "\x80\x9c"}
	for n := range len(pieces) * len(pieces) * len(pieces) * len(pieces) {
		var b strings.Builder
		for rest := n; rest > 0; rest /= len(pieces) {
			b.WriteString(pieces[rest%len(pieces)])
		}
		s := b.String()
		got := openMarks(s)
		for i, m := range sloganMarks {
			at := strings.LastIndex(s, m[0])
			if want := at >= 0 && !strings.Contains(s[at:], m[1]); got[i] != want {
				t.Fatalf("openMarks(%q) says %v of %s", s, got[i], m[0])
			}
		}
	}
}

func TestEdges(t *testing.T) {
	for _, c := range []struct {
		e    edges
		text string
		want bool
	}{
		{whichBefore, "星期", true}, {whichBefore, "邮编:", true}, {whichBefore, "党员", false}, {whichBefore, "", false},
		{whichAfter, "级", true}, {whichAfter, " hotline", true}, {whichAfter, "名党员", false}, {whichAfter, "", false},
	} {
		if got := c.e.of(c.text) != nil; got != c.want {
			t.Errorf("of(%q) says %v", c.text, got)
		}
	}
	for _, e := range []edges{whichBefore, whichAfter} {
		for _, w := range e.words {
			if e.of(w) == nil {
				t.Errorf("%q is not found at its own edge", w)
			}
		}
	}
}
