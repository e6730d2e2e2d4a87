package pipeline

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zongjie/extract"
	"zongjie/pipeline/ingest"
	"zongjie/pipeline/libreoffice"
	"zongjie/pipeline/pdfium"
)

// TestSameFacts holds the facts of one report to be the same in every format
// that it is kept in.
func TestSameFacts(t *testing.T) {
	const dir = "../testdata/files"
	p := &Pipeline{Engine: engine(t), Workers: 1, Reader: ingest.Reader{PDF: startPDFium(t)}}
	want := reportFacts(t, p, filepath.Join(dir, "report.txt"))
	if len(want) < 100 {
		t.Fatalf("%d facts in the text", len(want))
	}
	for _, name := range []string{"report.docx", "report.doc", "report.odt", "report.rtf", "report.pdf", "report.ofd", "report.html", "report.xlsx", "report.csv", "report.eml"} {
		t.Run(name, func(t *testing.T) {
			got := reportFacts(t, p, filepath.Join(dir, name))
			for _, f := range want {
				if i := slices.Index(got, f); i >= 0 {
					got = slices.Delete(got, i, i+1)
				} else {
					t.Errorf("missing: %s", f)
				}
			}
			for _, f := range got {
				t.Errorf("not in the text: %s", f)
			}
		})
	}
}

// TestOldWorkbook holds the facts of a workbook of the format before 2007 to be
// those of the same workbook in the format since then.
func TestOldWorkbook(t *testing.T) {
	office := libreoffice.Find()
	if office == nil {
		t.Skip("LibreOffice is not installed")
	}
	defer office.Close()
	const dir = "../testdata/files"
	p := &Pipeline{Engine: engine(t), Workers: 1, Reader: ingest.Reader{Office: office}}
	want, got := reportFacts(t, p, filepath.Join(dir, "report.xlsx")), reportFacts(t, p, filepath.Join(dir, "report.xls"))
	if !slices.Equal(got, want) {
		t.Errorf("got %d facts, want %d", len(got), len(want))
	}
}

// TestProperties holds what the sample report says of itself to be in its record.
func TestProperties(t *testing.T) {
	p := &Pipeline{Engine: engine(t), Workers: 1, Reader: ingest.Reader{PDF: startPDFium(t)}}
	const made, changed = "2023-12-20T08:00:00", "2023-12-28T09:30:00"
	for name, want := range map[string][3]string{
		"report.docx": {"李办公", made + "Z", changed + "Z"},
		"report.doc":  {"李办公", made + "Z", changed + "Z"},
		"report.xlsx": {"李办公", made + "Z", changed + "Z"},
		"report.ofd":  {"李办公", made + "Z", changed + "Z"},
		"report.html": {"李办公", made + "Z", changed + "Z"},
		"report.odt":  {"李办公", made, changed}, // these two state no zone
		"report.rtf":  {"李办公", made, changed},
		"report.pdf":  {"李办公", made + "Z", ""},
		"report.eml":  {"办公室", "2024-01-05T01:00:00Z", ""},
		"report.txt":  {},
	} {
		src := p.One(Source{Path: name, Read: func() ([]byte, error) { return os.ReadFile(filepath.Join("../testdata/files", name)) }}).Source
		if got := [3]string{src.Author, src.Created, src.Changed}; got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// startPDFium returns what reads PDF documents, in this process.
func startPDFium(t *testing.T) ingest.PDF {
	t.Helper()
	cache := ""
	if dir, err := os.UserCacheDir(); err == nil {
		cache = filepath.Join(dir, "zongjie", "pdfium")
	}
	e, err := pdfium.Start(cache)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

// reportFacts returns the facts of a file with their quotes, sorted.
func reportFacts(t *testing.T, p *Pipeline, name string) []string {
	t.Helper()
	rec := p.One(Source{Path: filepath.Base(name), Read: func() ([]byte, error) { return os.ReadFile(name) }})
	if rec.Status != extract.OK {
		t.Fatalf("%s: status %s, failure %v", name, rec.Status, rec.Failure)
	}
	var facts []string
	for i := range rec.Facts {
		f := &rec.Facts[i]
		if f.Kind.Index("part_of") >= 0 {
			f.Set("part_of", "") // an offset, and the texts of two formats are not alike in every character
		}
		facts = append(facts, strings.Join(f.Section, "/")+" "+f.Kind.Name+" "+f.Kind.Format(f)+" "+f.Quote.Text)
	}
	slices.Sort(facts)
	return facts
}
