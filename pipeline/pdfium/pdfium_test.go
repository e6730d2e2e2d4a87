package pdfium_test

import (
	"bytes"
	"encoding/gob"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"zongjie/extract"
	"zongjie/pipeline/ingest"
	"zongjie/pipeline/pdfium"
)

// workerVariable makes this test binary a worker.
const workerVariable = "ZONGJIE_TEST_PDF_WORKER"

func TestMain(m *testing.M) {
	switch os.Getenv(workerVariable) {
	case "serve":
		if err := pdfium.Serve(os.Stdin, os.Stdout); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	case "hang":
		gob.NewEncoder(os.Stdout).Encode(struct{ Error string }{})
		io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	case "crash":
		os.Exit(3)
	}
	os.Exit(m.Run())
}

func command(mode string) func() (*exec.Cmd, error) {
	return func() (*exec.Cmd, error) {
		self, err := os.Executable()
		if err != nil {
			return nil, err
		}
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), workerVariable+"="+mode)
		return cmd, nil
	}
}

func sample(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("../../testdata/files/report.pdf")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestWorkers reads the same document in several processes at once, and a
// damaged one between: every reading gives the same, and a fault stays with its
// document.
func TestWorkers(t *testing.T) {
	data := sample(t)
	workers := &pdfium.Workers{Command: command("serve")}
	defer workers.Close()
	reader := &ingest.Reader{PDF: workers}
	var group sync.WaitGroup
	results := make([]ingest.Result, 4)
	for i := range results {
		group.Go(func() {
			file := data
			if i == 1 {
				file = []byte("%PDF-1.7\nthis is none")
			}
			results[i] = reader.Read("report.pdf", file)
		})
	}
	group.Wait()
	want := results[0]
	if want.Status != extract.OK || !strings.Contains(want.Document.Raw, "高级农艺师9名") {
		t.Fatalf("the sample is read as %s, %v", want.Status, want.Failure)
	}
	for i, got := range results {
		if i == 1 {
			if got.Status != extract.Corrupt {
				t.Errorf("a damaged document has status %s", got.Status)
			}
			continue
		}
		if got.Document == nil || got.Document.Raw != want.Document.Raw {
			t.Errorf("reading %d differs", i)
		}
	}
}

// TestWorkerDies ends with a fault of the document, not of the batch.
func TestWorkerDies(t *testing.T) {
	workers := &pdfium.Workers{Command: command("crash")}
	defer workers.Close()
	got := (&ingest.Reader{PDF: workers}).Read("a.pdf", sample(t))
	if got.Status == extract.OK || got.Failure == nil || got.Failure.Advice == "" {
		t.Errorf("got %s, %v", got.Status, got.Failure)
	}
}

// TestWorkerHangs is killed when its time is up.
func TestWorkerHangs(t *testing.T) {
	workers := &pdfium.Workers{Command: command("hang"), Time: 50 * time.Millisecond}
	defer workers.Close()
	got := (&ingest.Reader{PDF: workers}).Read("a.pdf", sample(t))
	if got.Status != extract.Limit || got.Failure == nil || got.Failure.Advice == "" {
		t.Errorf("got %s, %v", got.Status, got.Failure)
	}
}

// FuzzPages reads damaged documents: it must end without a panic.
func FuzzPages(f *testing.F) {
	cache := "" // every fuzzing process starts one
	if dir, err := os.UserCacheDir(); err == nil {
		cache = filepath.Join(dir, "zongjie", "pdfium")
	}
	engine, err := pdfium.Start(cache)
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj 4 0 obj<</Length 38>>stream\nBT /F 12 Tf 20 100 Td (15 people) Tj ET\nendstream endobj 5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj trailer<</Root 1 0 R>>"))
	f.Add([]byte("%PDF-1.7\n%%EOF"))
	f.Add([]byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Rotate 90/Annots[6 0 R]>>endobj 6 0 obj<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(note)>>endobj 7 0 obj<</Author<FEFF674E>/CreationDate(D:20231220080000+08'00')/ModDate(D:9)>>endobj trailer<</Root 1 0 R/Info 7 0 R>>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		next := 1
		engine.Pages(data, false, func(p ingest.Page) error {
			if p.Number != next {
				t.Fatalf("page %d, want %d", p.Number, next)
			}
			next++
			return nil
		})
	})
}

// TestVisitorEnds hands the visitor's error on.
func TestVisitorEnds(t *testing.T) {
	workers := &pdfium.Workers{Command: command("serve")}
	defer workers.Close()
	stop := errors.New("enough")
	if _, err := workers.Pages(sample(t), false, func(ingest.Page) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
}

// TestServeRefuses ends at what is no request.
func TestServeRefuses(t *testing.T) {
	var out bytes.Buffer
	if err := pdfium.Serve(strings.NewReader("nonsense that is no request"), &out); err == nil {
		t.Error("no error")
	}
}

// BenchmarkPages reads the sample, without the start of the process.
func BenchmarkPages(b *testing.B) {
	data, err := os.ReadFile("../../testdata/files/report.pdf")
	if err != nil {
		b.Fatal(err)
	}
	workers := &pdfium.Workers{Command: command("serve")}
	defer workers.Close()
	reader := &ingest.Reader{PDF: workers}
	reader.Read("report.pdf", data)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		reader.Read("report.pdf", data)
	}
}
