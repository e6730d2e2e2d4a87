package pipeline

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zongjie/extract"
	"zongjie/pipeline/ingest"
)

// TestTooLargeIsNotRead: what is above the limit is refused by its size, and
// what only turns out to be so is not read to its end.
func TestTooLargeIsNotRead(t *testing.T) {
	root := plant(t, "big.txt")
	if err := os.Truncate(filepath.Join(root, "big.txt"), 100<<20); err != nil {
		t.Skip("this system makes no file with holes:", err)
	}
	sources, err := Walk(root, ingest.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	p := &Pipeline{Engine: engine(t)}
	big := sources[0]
	big.Read = func() ([]byte, error) {
		t.Error("the file was read")
		return nil, io.EOF
	}
	rec := p.One(big)
	if rec.Status != extract.Limit || rec.Source.Bytes != 100<<20 || !strings.Contains(rec.Failure.Message, "100 MB") {
		t.Errorf("got %s, %d bytes, %+v", rec.Status, rec.Source.Bytes, rec.Failure)
	}

	grown := sources[0]
	grown.Size = 10
	if rec := p.One(grown); rec.Status != extract.Limit {
		t.Errorf("a file that grew has status %s", rec.Status)
	}

	endless := &spring{}
	if rec := p.One(ReaderSource("-", endless, ingest.Limits{})); rec.Status != extract.Limit || rec.Failure.Advice == "" {
		t.Errorf("standard input without end has status %s", rec.Status)
	}
	if endless.n > int(ingest.DefaultLimits().File)+1<<20 {
		t.Errorf("%d bytes of it were read", endless.n)
	}
}

// spring gives bytes for ever.
type spring struct{ n int }

func (s *spring) Read(b []byte) (int, error) {
	s.n += len(b)
	return len(b), nil
}

// TestRunEndsWhileReading: a read that never returns, such as that of a terminal
// where nobody types, does not keep Run from ending.
func TestRunEndsWhileReading(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	block := make(chan struct{})
	defer close(block)
	src := Source{Path: "-", Read: func() ([]byte, error) {
		cancel()
		<-block
		return nil, io.EOF
	}}
	for rec := range (&Pipeline{Engine: engine(t)}).Run(ctx, []Source{src}) {
		t.Errorf("got a record of %s", rec.Source.Path)
	}
}

// TestVanished: a file that goes away after it was listed has a record.
func TestVanished(t *testing.T) {
	root := plant(t, "a.txt", "b.txt")
	sources, err := Walk(root, ingest.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(root, "a.txt")); err != nil {
		t.Fatal(err)
	}
	var got []string
	for rec := range (&Pipeline{Engine: engine(t), Workers: 2}).Run(context.Background(), sources) {
		got = append(got, rec.Source.Path+" "+string(rec.Status))
		if f := rec.Failure; f != nil && (!strings.Contains(f.Message, "went away") || strings.Contains(f.Message, root)) {
			t.Errorf("its failure is %+v", f)
		}
	}
	if s := strings.Join(got, ", "); s != "a.txt corrupt, b.txt ok" {
		t.Errorf("got %s", s)
	}
}
