package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zongjie/extract/kinds"
)

// TestLayers holds the one rule of the architecture: a folder imports only
// itself and the folders named after it here.
func TestLayers(t *testing.T) {
	below := map[string][]string{
		"cmd":      {"pipeline", "corpus", "extract", "lexicon"},
		"pipeline": {"extract", "lexicon"},
		"corpus":   {"extract", "lexicon"},
		"extract":  {"lexicon"},
		"lexicon":  {},
	}
	imports := goList(t, `{{$p := .ImportPath}}{{range .Imports}}{{$p}} {{.}}{{"\n"}}{{end}}`, "zongjie/...")
	seen := map[string]bool{}
	for _, line := range imports {
		from, to, _ := strings.Cut(line, " ")
		from, _, _ = strings.Cut(strings.TrimPrefix(from, "zongjie/"), "/")
		seen[from] = true
		to, inside := strings.CutPrefix(to, "zongjie/")
		if !inside {
			continue
		}
		to, _, _ = strings.Cut(to, "/")
		if from != to && !slices.Contains(below[from], to) {
			t.Errorf("%s imports %s", from, to)
		}
	}
	for folder := range below {
		if !seen[folder] {
			t.Errorf("no package of folder %s was looked at", folder)
		}
	}
}

// TestRooms keeps what the layers are for: extraction knows neither files nor
// the dictionary, the pipeline knows no database, and only the index knows
// bleve.
func TestRooms(t *testing.T) {
	forbidden := []struct{ room, not string }{
		{"zongjie/extract", "os"},
		{"zongjie/extract", "github.com/go-ego/gse"},
		{"zongjie/pipeline", "modernc.org/sqlite"},
		{"zongjie/", "github.com/blevesearch/"},
	}
	for _, line := range goList(t, `{{$p := .ImportPath}}{{range .Imports}}{{$p}} {{.}}{{"\n"}}{{end}}`, "zongjie/...") {
		from, to, _ := strings.Cut(line, " ")
		if from == "zongjie/corpus/index" {
			continue
		}
		for _, f := range forbidden {
			if strings.HasPrefix(from+"/", f.room) && (to == f.not || strings.HasPrefix(to, strings.TrimSuffix(f.not, "/")+"/")) {
				t.Errorf("%s imports %s", from, to)
			}
		}
	}
}

// TestNoKindByName holds that a new kind of fact needs no change in the corpus:
// nothing there is called as a kind is.
func TestNoKindByName(t *testing.T) {
	names := map[string]bool{}
	for _, e := range kinds.All() {
		names[e.Kind.Name], names[e.Kind.Plural] = true, true
	}
	files := 0
	err := filepath.WalkDir("../../corpus", func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "corpustest") {
			return err
		}
		files++
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				if name, err := strconv.Unquote(literal.Value); err == nil && names[name] {
					t.Errorf("%s names the kind %s", fset.Position(literal.Pos()), name)
				}
			}
			return true
		})
		return nil
	})
	if err != nil || files == 0 {
		t.Errorf("%d files, error %v", files, err)
	}
}

// TestNotice holds that NOTICE names every library that the program is linked
// with: who hands the program on needs their licences.
func TestNotice(t *testing.T) {
	notice, err := os.ReadFile("../../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, word := range strings.Fields(string(notice)) {
		named[strings.TrimRight(word, ",.:")] = true
	}
	modules := goList(t, "{{with .Module}}{{.Path}}{{end}}", "-deps", "zongjie/cmd/zongjie")
	slices.Sort(modules)
	for _, module := range slices.Compact(modules) {
		if !named[module] {
			t.Errorf("NOTICE does not name %s", module)
		}
	}
}

func goList(t *testing.T, format string, what ...string) []string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list", "-f", format}, what...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := slices.DeleteFunc(strings.Split(string(out), "\n"), func(s string) bool { return s == "" })
	if len(lines) == 0 {
		t.Fatal("go list found nothing")
	}
	return lines
}
