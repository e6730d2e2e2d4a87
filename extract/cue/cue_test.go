package cue

import "testing"

// TestList checks that a List returns what lexicon.Cues only tell of.
func TestList(t *testing.T) {
	l := Words("count", "which_before", "which_after")
	for name, got := range map[string]*Cue{
		"第":   l.Begin("第3条"),
		"no.": l.End("see No. "),
		"号楼":  l.Is("号楼"),
		"年级":  l.In("在三年级"),
	} {
		if got == nil || got.Text != name || got.ID != "which_before" && got.ID != "which_after" {
			t.Errorf("want %s, got %v", name, got)
		}
	}
	for name, got := range map[string]*Cue{"begins": l.Begin("三"), "ends": l.End("三"), "is": l.Is("第三"), "in": l.In("三")} {
		if got != nil {
			t.Errorf("%s: there is %q", name, got.Text)
		}
	}
}
