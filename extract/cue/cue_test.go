package cue

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"zongjie/lexicon"
)

// list returns a list of words, for tests.
func list(words ...string) *List {
	l := &List{whole: map[string]*Cue{}}
	l.first.cues, l.last.cues = map[rune][]*Cue{}, map[rune][]*Cue{}
	l.once.Do(func() {
		for _, w := range words {
			l.add("id", w)
		}
		l.sort()
	})
	return l
}

func TestEdges(t *testing.T) {
	l := list("号", "号楼", "room", "a.m", "No.")
	text := func(c *Cue) string {
		if c == nil {
			return ""
		}
		return c.Text
	}
	for s, want := range map[string]string{
		"号楼前": "号楼", "号": "号", " 号": "", "ROOM 5": "room", "  room": "room", "rooms": "", "room5": "room", "a.m.": "a.m", "": "", " ": "", "楼号": "",
	} {
		if got := text(l.Begin(s)); got != want {
			t.Errorf("%q begins with %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]string{
		"1号楼": "号楼", "3号": "号", "3号 ": "", "the Room ": "room", "bedroom": "", "5room": "room", "see No.": "no.", "": "", " ": "",
	} {
		if got := text(l.End(s)); got != want {
			t.Errorf("%q ends with %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]string{"在5号楼": "号", "one Room.": "room", "bedrooms, room": "room", "bedrooms": "", "": ""} {
		if got := text(l.In(s)); got != want {
			t.Errorf("%q holds %q, want %q", s, got, want)
		}
	}
	if l.Is("Room") == nil || l.Is("rooms") != nil || l.Is("") != nil {
		t.Error("Is wants the whole word, in any case")
	}
}

func TestWordsRefusesWhatIsMissing(t *testing.T) {
	defer func() {
		if err := fmt.Sprint(recover()); !strings.Contains(err, "cue/count.tsv has no row nonsense") {
			t.Errorf("it says %q", err)
		}
	}()
	Words("count", "often", "nonsense").Is("once")
}

// TestFiles checks that every word of every file is found at its own edges, that
// the program asks for every row, and that every row it asks for is there.
func TestFiles(t *testing.T) {
	var source strings.Builder
	for _, pattern := range []string{"../kinds/*/*.go", "../../pipeline/segment/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			source.Write(data)
		}
	}
	for _, call := range regexp.MustCompile(`cue\.Words\(([^)]*)\)`).FindAllStringSubmatch(source.String(), -1) {
		args := strings.Split(strings.ReplaceAll(call[1], `"`, ""), ", ")
		for range Words(args[0], args[1:]...).All() {
			break // it would have panicked
		}
	}
	files, err := fs.Glob(Files(), "*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, file := range files {
		file = strings.TrimSuffix(file, ".tsv")
		all := strings.Contains(source.String(), `cue.Words("`+file+`")`)
		rows, err := lexicon.Concepts(Files(), file)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if !all && !strings.Contains(source.String(), `"`+row.ID+`"`) && !strings.Contains(source.String(), `"`+file+"/"+row.ID+`"`) {
				t.Errorf("%s.tsv: no code asks for the row %s", file, row.ID)
			}
		}
		seen := map[string]bool{}
		for c := range Words(file).All() {
			key := c.ID + " " + c.Text
			if all { // then a word can have only one id
				key = c.Text
			}
			if seen[key] {
				t.Errorf("%s.tsv: %q stands twice, at last in a row %s", file, c.Text, c.ID)
			}
			seen[key] = true
			if l := list(c.Text); l.Begin(c.Text) == nil || l.End(c.Text) == nil || l.In(c.Text) == nil || strings.TrimSpace(c.Text) != c.Text {
				t.Errorf("%s.tsv: %q is not found in itself", file, c.Text)
			}
		}
	}
}
