package lexicon

import (
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

// layer makes a lexicon folder of files: name, content, name, content.
func layer(files ...string) fs.FS {
	m := fstest.MapFS{"VERSION": {Data: []byte("1\n")}}
	for i := 0; i < len(files); i += 2 {
		m[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return m
}

// found writes the terms that s begins with: "id:length", shorter ones first.
func found(lx *Lexicon, s string) string {
	var all []string
	lx.Match(s, func(t *Term, n int) { all = append(all, fmt.Sprintf("%s/%s:%d", lx.ClassName(t.Class), t.ID, n)) })
	return strings.Join(all, " ")
}

func TestMatch(t *testing.T) {
	lx, err := Load(layer(
		"fruit.tsv", "# comment\n\npear\t梨|雪梨\tpear(s)\napple\t苹果\tapple(s)|golden apple\n-\t梨花\tpearl\n",
		"plant.tsv", "tree\t梨树|苹果树\tpear tree(s)\nfruit\t苹果\tapple\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "桃", ""},
		{"no text", "", ""},
		{"one form", "雪梨好", "fruit/pear:6"},
		{"shorter ones first, in both classes", "梨树", "fruit/pear:3 plant/tree:6"},
		{"a form in two classes", "苹果", "fruit/apple:6 plant/fruit:6"},
		{"a blocker is told as such", "梨花", "fruit/pear:3 fruit/-:6"},
		{"plural", "pears", "fruit/pear:5"},
		{"any case", "PEAR", "fruit/pear:4"},
		{"a Latin word is whole", "pearly", ""},
		{"Han may follow Latin", "pear树", "fruit/pear:4"},
		{"a digit continues a Latin word", "pear2", ""},
		{"a run of spaces", "golden   apple", "fruit/apple:14"},
		{"a hyphen for a space", "pear-trees", "fruit/pear:4 plant/tree:10"},
		{"no plural was asked for", "golden apples", ""},
	} {
		if got := found(lx, c.text); got != c.want {
			t.Errorf("%s: %q begins with %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

// TestFormsAreFolded checks that forms pass through the same folding as text.
func TestFormsAreFolded(t *testing.T) {
	lx, err := Load(layer("a.tsv", "branch\t黨支部\nlevel\tＡ級\n"))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{"党支部": "a/branch:9", "A级": "a/level:4"} {
		if got := found(lx, text); got != want {
			t.Errorf("%q begins with %q, want %q", text, got, want)
		}
	}
}

// TestLoadErrors checks that all mistakes are reported at once, each with its
// file and line.
func TestLoadErrors(t *testing.T) {
	_, err := Load(layer(
		"a.tsv", "# words\nalone\nok\t好\tgood\nfour\ta\tb\tc\nbad\t好\n",
		"b.tsv", "ok\t好\n\nempty\t\u200b\n\t无名\n"))
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		"a.tsv:2: want id, zh, en",
		"a.tsv:4: want id, zh, en",
		`a.tsv:5: "好" means both ok and bad`,
		"b.tsv:3: a form is empty",
		"b.tsv:4: want id, zh, en",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("errors lack %q:\n%v", want, err)
		}
	}
	if strings.Contains(err.Error(), "b.tsv:1") {
		t.Errorf("a form in two classes is no mistake:\n%v", err)
	}
}

func TestLoadNeedsVersion(t *testing.T) {
	if _, err := Load(fstest.MapFS{"a.tsv": {Data: []byte("x\ty\n")}}); err == nil {
		t.Error("a lexicon without VERSION loaded")
	}
}

func TestTooManyClasses(t *testing.T) {
	var files []string
	for i := range maxClasses + 1 {
		files = append(files, fmt.Sprintf("c%02d.tsv", i), "id\t词\n")
	}
	if _, err := Load(layer(files...)); err == nil {
		t.Errorf("%d classes loaded, and a set holds %d", maxClasses+1, maxClasses)
	}
}

// TestLayers checks that a later layer adds to a class and takes the place of
// forms that it has too.
func TestLayers(t *testing.T) {
	lx, err := Load(layer("job.tsv", "chief\t河长\nguard\t护林员\n"), layer("job.tsv", "river_chief\t河长\nkeeper\t管护员\n"))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{"河长": "job/river_chief:6", "护林员": "job/guard:9", "管护员": "job/keeper:9"} {
		if got := found(lx, text); got != want {
			t.Errorf("%q begins with %q, want %q", text, got, want)
		}
	}
	other, err := Load(layer("job.tsv", "chief\t河长\nguard\t护林员\n"))
	if err != nil {
		t.Fatal(err)
	}
	if other.Version == lx.Version {
		t.Errorf("lexicons of other words have one version %s", lx.Version)
	}
}

func TestClassSet(t *testing.T) {
	a, b := Class(3).Set(), Class(63).Set()
	if !(a | b).Has(b) || a.Has(a|b) || !a.Any(a|b) || a.Any(b) {
		t.Error("Has wants all of its classes, Any one of them")
	}
}

// TestEmbedded checks the lexicon that ships with the program: it loads, and
// no form begins or ends with white space, which would never match.
func TestEmbedded(t *testing.T) {
	lx, err := Load(Data())
	if err != nil {
		t.Fatal(err)
	}
	if len(lx.names) == 0 || len(lx.names) > maxClasses {
		t.Fatalf("%d classes, want 1 to %d", len(lx.names), maxClasses)
	}
	files, err := Files(Data())
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := fs.ReadFile(Data(), file)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(data), "\n") {
			if strings.HasPrefix(line, "#") || line == "" {
				continue
			}
			for _, form := range strings.FieldsFunc(line, func(r rune) bool { return r == '\t' || r == '|' }) {
				if strings.TrimSpace(form) != form {
					t.Errorf("%s:%d: white space around %q", file, i+1, form)
				}
			}
		}
	}
}

// BenchmarkLoad measures what every start of the program pays for its words.
func BenchmarkLoad(b *testing.B) {
	files, err := Files(Data())
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for _, file := range files {
		data, err := fs.ReadFile(Data(), file)
		if err != nil {
			b.Fatal(err)
		}
		size += len(data)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		if _, err := Load(Data()); err != nil {
			b.Fatal(err)
		}
	}
}

func TestConcepts(t *testing.T) {
	layer := fstest.MapFS{
		"thing.tsv": {Data: []byte("# things\nmember\t党员|党员同志\tparty member(s)|member of the party\n-\t党员活动室\t\nbranch\t支部\n")},
		"bad.tsv":   {Data: []byte("member\n")},
	}
	got, err := Concepts(layer, "thing")
	want := []Concept{
		{Class: "thing", ID: "member", Chinese: []string{"党员", "党员同志"}, English: []string{"party member(s)", "member of the party"}},
		{Class: "thing", ID: "branch", Chinese: []string{"支部"}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, error %v", got, err)
	}
	if s := Spellings("party member(s)"); !reflect.DeepEqual(s, []string{"party member", "party members"}) {
		t.Errorf("spelled %q", s)
	}
	if _, err := Concepts(layer, "bad"); err == nil {
		t.Error("a row without names is read")
	}
}
