package pipeline

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zongjie/extract"
	"zongjie/pipeline/ingest"
)

var update = flag.Bool("update", false, "rewrite the goldens with what the program says now")

// TestGoldens compares what the program says of each of our own reports with
// testdata/golden. A change of rules shows there fact by fact; -update rewrites
// them, and review reads the difference. What the reports really state is
// testdata/gold, which is written by hand.
func TestGoldens(t *testing.T) {
	sources, err := Walk("../testdata/reports", ingest.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{}
	for rec := range (&Pipeline{Engine: engine(t), Workers: 2}).Run(context.Background(), sources) {
		name := filepath.Join("../testdata/golden", rec.Source.Path+".golden")
		want[filepath.Base(name)] = true
		got := golden(rec)
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Errorf("%v; go test ./pipeline -run Goldens -update writes it", err)
			continue
		}
		if line, a, b := firstDifference(string(data), got); line > 0 {
			t.Errorf("%s:%d:\n got %s\nwant %s", name, line, b, a)
		}
	}
	files, err := filepath.Glob("../testdata/golden/*.golden")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !want[filepath.Base(f)] {
			t.Errorf("%s belongs to no report", f)
		}
	}
}

// golden writes a record one fact a line: kind, fields, line and quote.
func golden(rec *extract.Record) string {
	var b strings.Builder
	m := rec.Meta
	fmt.Fprintf(&b, "title=[%s] type=%s language=%s organization=[%s] year=%d\n", m.Title, m.DocType, m.Language, m.Organization, m.Year)
	for i := range rec.Facts {
		f := &rec.Facts[i]
		fmt.Fprintf(&b, "%s %s | %d: %s\n", f.Rule, f.Kind.Format(f), f.Quote.Line, strings.ReplaceAll(f.Quote.Text, "\n", `\n`))
	}
	for _, w := range rec.Warnings {
		fmt.Fprintf(&b, "warning %s: %s\n", w.Code, w.Message)
	}
	for i, block := range rec.Document.Blocks {
		if block.Kind.String() == "noise" {
			fmt.Fprintf(&b, "noise | %s\n", strings.ReplaceAll(rec.Document.RawText(rec.Document.Blocks[i].Span), "\n", `\n`))
		}
	}
	return b.String()
}

// firstDifference returns the first line, from 1, in which a and b differ, and
// what each has there; 0 if they are the same.
func firstDifference(a, b string) (line int, inA, inB string) {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range max(len(x), len(y)) {
		var p, q string
		if i < len(x) {
			p = x[i]
		}
		if i < len(y) {
			q = y[i]
		}
		if p != q || i >= len(x) || i >= len(y) {
			return i + 1, p, q
		}
	}
	return 0, "", ""
}
