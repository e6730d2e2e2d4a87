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

// TestWhich checks words beside a number that says which.
func TestWhich(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          bool
	}{
		{"星期", "", true}, {"邮编:", "", true}, {"每周", "次", false}, {"room ", "", true}, {"classroom ", "", false}, {"党员", "名", false},
		{"", "级", true}, {"", " hotline", true}, {"", "等功", true}, {"", "等", false}, {"", "名党员", false},
	} {
		if got := numbered(c.before, c.after); got != c.want {
			t.Errorf("numbered(%q, %q) says %v", c.before, c.after, got)
		}
	}
}
