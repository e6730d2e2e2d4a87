package ingest

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zongjie/extract"
	"zongjie/extract/text"
)

const files = "../../testdata/files"

// TestReport holds what is read of the same report in several formats to its
// text: every sentence, label and row, each in its place, and nothing else.
func TestReport(t *testing.T) {
	source, err := os.ReadFile(filepath.Join(files, "report.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSpace(string(source)), "\n")
	slices.Sort(want)
	for _, name := range []string{"report.docx", "report.doc", "report.rtf", "report.odt", "report.fodt"} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(files, name))
			if err != nil {
				t.Fatal(err)
			}
			r := Read(name, data)
			if r.Status != extract.OK || r.Failure != nil || len(r.Warnings) > 0 {
				t.Fatalf("status %s, failure %v, warnings %v", r.Status, r.Failure, r.Warnings)
			}
			checkDocument(t, r.Document)
			var got, noise []string
			headings, items, rows := 0, 0, 0
			for _, b := range r.Document.Blocks {
				s := r.Document.RawText(b.Span)
				switch b.Kind {
				case text.Noise:
					noise = append(noise, s)
					continue
				case text.Heading:
					headings++
				case text.Item:
					items++
				case text.Row:
					rows++
				}
				got = append(got, s)
				if b.Where == "" {
					t.Errorf("nothing says where %q stands", s)
				}
			}
			slices.Sort(got)
			compareLines(t, got, want)
			if s := strings.Join(noise, "|"); !regexp.MustCompile(`^内部资料 2019年印制500份\|第\d页$`).MatchString(s) {
				t.Errorf("noise is %q", s)
			}
			if headings != 19 || items != 17 || rows != 5 {
				t.Errorf("%d headings, %d items, %d rows, want 19, 17, 5", headings, items, rows)
			}
		})
	}
}

func compareLines(t *testing.T, got, want []string) {
	t.Helper()
	for _, s := range want {
		if !slices.Contains(got, s) {
			t.Errorf("missing: %q", s)
		}
	}
	for _, s := range got {
		if !slices.Contains(want, s) {
			t.Errorf("not in the text: %q", s)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d lines, want %d", len(got), len(want))
	}
}
