package extract

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"zongjie/extract/text"
)

// Analyse makes a document of a text whose paragraphs stand between \n, with
// its words and sentences.
type Analyse func(string) (*text.Document, *text.Words, []text.Segment)

// CheckExamples checks the examples of rule r of kind k with all rules of the
// engine present, so that a fact which another rule takes away counts as
// missed. It returns one error for each example that is not kept.
//
// A Yes example is a sentence, or several paragraphs between \n; its value
// lists the facts of the rule's kind in it, in reading order, between "; ".
// A fact names those fields that matter: "value=32 subject=party_member"; its
// other fields are not compared. One of the facts must come from the rule
// itself. A No example holds no fact of the kind at all.
func (e *Engine) CheckExamples(k *Kind, r *Rule, analyse Analyse) []error {
	var errs []error
	for _, s := range slices.Sorted(maps.Keys(r.Yes)) {
		if err := checkYes(e.exampleFacts(k, s, analyse), k, r, s); err != nil {
			errs = append(errs, err)
		}
	}
	for _, s := range r.No {
		for _, f := range e.exampleFacts(k, s, analyse) {
			errs = append(errs, fmt.Errorf("rule %s: in %q: %s found %q, want nothing", r.ID, s, f.Rule, k.Format(&f)))
		}
	}
	return errs
}

func (e *Engine) exampleFacts(k *Kind, s string, analyse Analyse) []Fact {
	doc, words, segs := analyse(s)
	var found []Fact
	for _, f := range e.Extract(doc, words, segs, nil).Facts {
		if f.Kind.Name == k.Name {
			found = append(found, f)
		}
	}
	return found
}

func checkYes(got []Fact, k *Kind, r *Rule, s string) error {
	wants := strings.Split(r.Yes[s], "; ")
	ok, own := len(got) == len(wants), false
	var shown []string
	for i := range got {
		f := &got[i]
		shown = append(shown, f.Rule+" "+k.Format(f))
		ok = ok && f.states(wants[i])
		own = own || f.Rule == r.ID
	}
	if ok && own {
		return nil
	}
	return fmt.Errorf("rule %s: in %q:\n got %s\nwant %s, one of them by this rule", r.ID, s, strings.Join(shown, "; "), r.Yes[s])
}

// states reports whether f has the values that want names: "a=1 b=[two words] c=".
func (f *Fact) states(want string) bool {
	for want != "" {
		name, rest, _ := strings.Cut(want, "=")
		var value string
		if strings.HasPrefix(rest, "[") {
			value, want, _ = strings.Cut(rest[1:], "]")
			want = strings.TrimPrefix(want, " ")
		} else {
			value, want, _ = strings.Cut(rest, " ")
		}
		if f.Kind.Index(name) < 0 || f.Get(name) != value {
			return false
		}
	}
	return true
}
