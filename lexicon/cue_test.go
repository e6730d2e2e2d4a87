package lexicon

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
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
	if lx.Cues("kind/none") != nil || lx.Cues("none/tail") != nil || lx.Cues("kind") != nil {
		t.Error("there are cues that no table has")
	}
	if lx.Cues("kind/tail") != c {
		t.Error("cues are read anew each time")
	}
	if got := texts(slices.Collect(c.All())...); got != "后 后来 之后 after after all held helds 期间 当晚" {
		t.Errorf("they are %q", got)
	}
}

// cues returns cues of these words, for tests.
func cues(words ...string) *Cues {
	return &Cues{load: func() []*Cue {
		var all []*Cue
		for _, w := range words {
			c, err := newCue("id", w)
			if err != nil {
				panic(err)
			}
			all = append(all, c)
		}
		return all
	}}
}

// texts writes what was found: "" for nil.
func texts(found ...*Cue) string {
	var all []string
	for _, c := range found {
		if c != nil {
			all = append(all, c.Text)
		}
	}
	return strings.Join(all, " ")
}

func TestCueEdges(t *testing.T) {
	c := cues("号", "号楼", "room", "a.m", "No.", "QQ群")
	for s, want := range map[string]string{
		"号楼前": "号楼", "号": "号", " 号": "", "ROOM 5": "room", "  room": "room", "rooms": "", "room5": "room", "a.m.": "a.m", "": "", " ": "", "楼号": "", "QQ群": "qq群", " qq群": "",
	} {
		if got := texts(c.Leading(s)); got != want || c.Begin(s) != (want != "") {
			t.Errorf("%q begins with %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]string{
		"1号楼": "号楼", "3号": "号", "3号 ": "", "the Room ": "room", "bedroom": "", "5room": "room", "see No.": "no.", "": "", " ": "", "the QQ群": "qq群", "aQQ群": "",
	} {
		if got := texts(c.Trailing(s)); got != want || c.End(s) != (want != "") {
			t.Errorf("%q ends with %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]string{"在5号楼": "号 号楼", "one Room.": "room", "bedrooms, room": "room", "bedrooms": "", "": ""} {
		if got := texts(slices.Collect(c.Each(s))...); got != want || c.In(s) != (want != "") || !strings.HasPrefix(want, texts(c.First(s))) {
			t.Errorf("%q holds %q, want %q", s, got, want)
		}
	}
	if c.Whole("Room") == nil || c.Whole("rooms") != nil || c.Whole("") != nil || c.Whole(" room") != nil {
		t.Error("Whole wants the whole word, in any case")
	}
	if c.Prefix(" room") != 0 || c.Suffix("room ") != 0 {
		t.Error("a length counts a space")
	}
}

// TestCueIndex checks that a place is one of the text that was given, also where
// letters have another length in lower case.
func TestCueIndex(t *testing.T) {
	c := cues("号楼", "room", "École")
	for s, want := range map[string]string{
		"": "", "5号": "", "在“5号楼”": "号楼”", "bedrooms, Room 3, 5号楼": "Room 3, 5号楼", "ȺȺ 号楼": "号楼", "İİ ROOM": "ROOM", "l'École": "École", "an ÉCOLE": "ÉCOLE",
	} {
		got := ""
		if at := c.Index(s); at >= 0 {
			got = s[at:]
		}
		if got != want {
			t.Errorf("in %q: %q, want %q", s, got, want)
		}
	}
	if texts(c.Leading("ÉCOLE")) != "école" {
		t.Error("the edge has a case")
	}
}

// TestCueErrors checks that mistakes in tables of cues are told as those of
// classes are, and that nobody adds to cues that are fixed or not asked for.
func TestCueErrors(t *testing.T) {
	_, err := Load(layer("cue/kind.tsv", "alone\nok\t好\nok\t好|\u200b\n"), layer("cue/kind.tsv", "okay\t好\nok\t\u200b\n", "cue/king.tsv", "ok\t好\n", "cue/count.tsv", "often\t总\n"))
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		"cue/kind.tsv:1: want id, zh, en",
		`cue/kind.tsv:3: "好" stands here twice`,
		"cue/kind.tsv:3: a form is empty",
		`cue/kind.tsv:1: there are no cues "kind/okay" to add to`,
		"cue/kind.tsv:2: a form is empty",
		`cue/king.tsv:1: there are no cues "king/ok" to add to`,
		"cue/count.tsv: the cues of this table cannot be added to, only those of others: cue/kind.tsv",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("errors lack %q:\n%v", want, err)
		}
	}
}

// TestFixedCues checks that fixed cues are told apart by id, and that mistakes of
// the program are noticed.
func TestFixedCues(t *testing.T) {
	for c := range FixedCues("count", "often", "month").All() {
		if c.ID != "often" && c.ID != "month" {
			t.Errorf("%q is of the row %s", c.Text, c.ID)
		}
	}
	for want, call := range map[string]func(){
		"cue/count.tsv has no row nonsense": func() { FixedCues("count", "often", "nonsense").Are("once") },
		"cue/award.tsv is not fixed":        func() { FixedCues("award", "wish") },
	} {
		func() {
			defer func() {
				if err := fmt.Sprint(recover()); !strings.Contains(err, want) {
					t.Errorf("it says %q, want %q", err, want)
				}
			}()
			call()
		}()
	}
}

// askers are the calls that ask for cues, the table in the first group.
var askers = map[bool]*regexp.Regexp{
	true:  regexp.MustCompile(`\blexicon\.FixedCues\("(\w+)"((?:, "\w+")*)\)`),
	false: regexp.MustCompile(`\.Cues\("(\w+)/(\w+)"\)`),
}

// TestEmbeddedCues checks that the code above asks for every row of every table,
// and only for rows that are there; that it asks for all cues of a table in the
// same way, so that a user's folder adds to all of them or to none; and that every
// cue is found in itself.
func TestEmbeddedCues(t *testing.T) {
	lx, err := Load(Data())
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{} // TABLE/ID; TABLE/ for all rows
	for fixed, asker := range askers {
		for _, call := range asker.FindAllStringSubmatch(source(t), -1) {
			table := call[1]
			if slices.Contains(fixedTables, table) != fixed {
				t.Errorf("%s asks for what is, or is not, among the fixed tables", call[0])
				continue
			}
			ids := strings.FieldsFunc(call[2], func(r rune) bool { return strings.ContainsRune(`", `, r) })
			if len(ids) == 0 {
				asked[table+"/"] = true
			}
			for _, id := range ids {
				asked[table+"/"+id] = true
				if lx.Cues(table+"/"+id) == nil {
					t.Errorf("%s asks for a row %s that is not there", call[0], id)
				}
			}
		}
	}
	if len(lx.tables) == 0 || len(asked) == 0 {
		t.Fatal("there are no cues")
	}
	for table := range lx.tables {
		all, err := embeddedCues(table)
		if err != nil || len(all) == 0 {
			t.Fatal(table, err)
		}
		whole := map[string]bool{} // where code asks for all rows, a word can have only one id
		for _, c := range all {
			if !asked[table+"/"] && !asked[table+"/"+c.ID] {
				t.Errorf("%s.tsv: no code asks for the row %s", table, c.ID)
			}
			if asked[table+"/"] && whole[c.Text] {
				t.Errorf("%s.tsv: %q stands twice, at last in a row %s", table, c.Text, c.ID)
			}
			whole[c.Text] = true
			if l := cues(c.Text); !l.Begin(c.Text) || !l.End(c.Text) || !l.In(c.Text) || !l.Are(c.Text) || strings.TrimSpace(c.Text) != c.Text {
				t.Errorf("%s.tsv: %q is not found in itself", table, c.Text)
			}
		}
	}
}

// source returns the source of the code that asks for cues.
func source(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, pattern := range []string{"../extract/kinds/*/*.go", "../pipeline/segment/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(data)
		}
	}
	return all.String()
}
