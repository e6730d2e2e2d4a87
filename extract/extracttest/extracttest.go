// Package extracttest runs the examples that rules carry.
package extracttest

import (
	"strings"
	"testing"

	"zongjie/extract"
	"zongjie/extract/text"
)

// Examples checks every rule against its own examples with all other rules
// present, so that a fact which another rule takes away counts as missed.
//
// A Yes example is a sentence, or several paragraphs between \n; its value
// lists the facts of the rule's kind in it, in reading order, between "; ".
// A fact names those fields that matter: "value=32 subject=party_member", its
// other fields are not compared. The first fact must come from the rule itself.
// A No example holds no fact of the kind at all. analyse makes a document of
// the text; the words in it are those of the program.
func Examples(t *testing.T, e *extract.Engine, analyse func(string) (*text.Document, *text.Words, []text.Segment)) {
	for _, x := range e.Extractors() {
		for _, r := range x.Rules {
			t.Run(r.ID, func(t *testing.T) {
				for s, want := range r.Yes {
					yes(t, facts(e, &x.Kind, s, analyse), &x.Kind, r.ID, s, want)
				}
				for _, s := range r.No {
					for _, f := range facts(e, &x.Kind, s, analyse) {
						t.Errorf("in %q: %s found %q, want nothing", s, f.Rule, x.Kind.Format(&f))
					}
				}
			})
		}
	}
}

func facts(e *extract.Engine, k *extract.Kind, s string, analyse func(string) (*text.Document, *text.Words, []text.Segment)) []extract.Fact {
	doc, words, segs := analyse(s)
	var found []extract.Fact
	for _, f := range e.Extract(doc, words, segs, nil).Facts {
		if f.Kind == k {
			found = append(found, f)
		}
	}
	return found
}

func yes(t *testing.T, got []extract.Fact, k *extract.Kind, rule, s, want string) {
	t.Helper()
	wants := strings.Split(want, "; ")
	ok, own := len(got) == len(wants), false
	var shown []string
	for i, f := range got {
		shown = append(shown, f.Rule+" "+k.Format(&f))
		ok = ok && states(k, &f, wants[i])
		own = own || f.Rule == rule
	}
	if !ok || !own {
		t.Errorf("in %q:\n got %s\nwant %s, one by %s", s, strings.Join(shown, "; "), want, rule)
	}
}

// states reports whether f has the values that want names: "a=1 b=[two words] c=".
func states(k *extract.Kind, f *extract.Fact, want string) bool {
	for want != "" {
		name, rest, _ := strings.Cut(want, "=")
		var value string
		if strings.HasPrefix(rest, "[") {
			value, want, _ = strings.Cut(rest[1:], "]")
			want = strings.TrimPrefix(want, " ")
		} else {
			value, want, _ = strings.Cut(rest, " ")
		}
		if k.Index(name) < 0 || f.Get(name) != value {
			return false
		}
	}
	return true
}
