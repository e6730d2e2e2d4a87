package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/extract/kinds"
	"zongjie/pipeline/ingest"
)

func engine(t testing.TB) *extract.Engine {
	t.Helper()
	e, err := kinds.Load()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func source(path, s string) Source {
	return Source{Path: path, Size: int64(len(s)), Read: func() ([]byte, error) { return []byte(s), nil }}
}

// TestRunOrder: records come in the order of the sources, whatever the number
// of workers and whichever file takes longest, and are the same bytes.
func TestRunOrder(t *testing.T) {
	var sources []Source
	for i := range 50 {
		s := source(fmt.Sprintf("%02d.txt", i), fmt.Sprintf("第%d中学工作总结\n全校现有教师%d人。\n", i, i+20))
		read := s.Read
		s.Read = func() ([]byte, error) {
			time.Sleep(time.Duration(50-i) * 50 * time.Microsecond)
			return read()
		}
		sources = append(sources, s)
	}
	e := engine(t)
	var first []byte
	for _, workers := range []int{1, 2, 8} {
		var out bytes.Buffer
		i := 0
		for rec := range (&Pipeline{Engine: e, Workers: workers}).Run(context.Background(), sources) {
			if rec.Source.Path != sources[i].Path {
				t.Fatalf("%d workers: record %d is of %s", workers, i, rec.Source.Path)
			}
			line, err := json.Marshal(rec)
			if err != nil {
				t.Fatal(err)
			}
			out.Write(line)
			i++
		}
		if i != len(sources) {
			t.Fatalf("%d workers: %d records, want %d", workers, i, len(sources))
		}
		if first == nil {
			first = out.Bytes()
		} else if !bytes.Equal(first, out.Bytes()) {
			t.Errorf("%d workers give other bytes than one", workers)
		}
	}
}

func TestRunCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for range (&Pipeline{Engine: engine(t), Workers: 2}).Run(ctx, make100(source("a.txt", "工作总结"))) {
		if n++; n == 3 {
			cancel()
		}
	}
	if n != 3 {
		t.Errorf("%d records, want the 3 before the end", n)
	}
}

func make100(s Source) []Source {
	all := make([]Source, 100)
	for i := range all {
		all[i] = s
	}
	return all
}

// TestOneBadFile: whatever happens to one file, it has a record that says what
// and what to do, without a path of the machine, and the next file is read.
func TestOneBadFile(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "gone.txt")
	tests := map[string]func() ([]byte, error){
		"went away": func() ([]byte, error) { return os.ReadFile(secret) },
		"permission": func() ([]byte, error) {
			return nil, &fs.PathError{Op: "open", Path: secret, Err: fs.ErrPermission}
		},
		"disk fault": func() ([]byte, error) {
			return nil, &fs.PathError{Op: "read", Path: secret, Err: errors.New("input/output error")}
		},
		"failed on this file": func() ([]byte, error) { panic("a mistake of ours") },
	}
	p := &Pipeline{Engine: engine(t), Workers: 2}
	for want, read := range tests {
		bad := Source{Path: "坏.txt", Read: read}
		var got []*extract.Record
		for rec := range p.Run(context.Background(), []Source{bad, source("good.txt", "一、学习\n")}) {
			got = append(got, rec)
		}
		if len(got) != 2 || got[1].Status != extract.OK {
			t.Errorf("%s: the next file was not read", want)
			continue
		}
		f := got[0].Failure
		if got[0].Status == extract.OK || f == nil || f.Message == "" || f.Advice == "" {
			t.Errorf("%s: record has status %s and failure %v", want, got[0].Status, f)
		} else if strings.Contains(f.Message, filepath.Dir(secret)) {
			t.Errorf("%s: message %q names a path of the machine", want, f.Message)
		} else if want != "disk fault" && !strings.Contains(f.Message, want) {
			t.Errorf("got message %q, want one with %q", f.Message, want)
		}
	}
}

// TestGrounded holds the first promise over every report that is here: each
// quote is the text at its offsets, on its line, and within its sentence.
func TestGrounded(t *testing.T) {
	p := &Pipeline{Engine: engine(t), Workers: 2}
	for _, folder := range []string{"../testdata/reports", "../../shared/seeds", "../../shared/real"} {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			sources, err := Walk(folder, ingest.Limits{})
			if errors.Is(err, fs.ErrNotExist) {
				t.Skipf("%s is not here", folder)
			}
			if err != nil {
				t.Fatal(err)
			}
			facts := 0
			for rec := range p.Run(context.Background(), sources) {
				facts += len(rec.Facts)
				grounded(t, rec)
			}
			if facts == 0 {
				t.Error("no facts were found at all")
			}
		})
	}
}

func grounded(t *testing.T, rec *extract.Record) {
	t.Helper()
	if rec.Document == nil {
		t.Errorf("%s: %v", rec.Source.Path, rec.Failure)
		return
	}
	raw := []rune(rec.Document.Raw)
	lines := strings.Split(rec.Document.Raw, "\n")
	if len(raw) != rec.Chars || !utf8.ValidString(rec.Document.Raw) {
		t.Errorf("%s: text has %d code points, record says %d", rec.Source.Path, len(raw), rec.Chars)
	}
	for _, f := range rec.Facts {
		q := f.Quote
		switch {
		case q.Text == "" || q.Start < 0 || q.End > len(raw) || q.Start >= q.End:
			t.Errorf("%s: %s: no place for quote %q at %d:%d", rec.Source.Path, f.Rule, q.Text, q.Start, q.End)
		case string(raw[q.Start:q.End]) != q.Text:
			t.Errorf("%s: %s: quote %q stands at %d:%d, where the text says %q", rec.Source.Path, f.Rule, q.Text, q.Start, q.End, string(raw[q.Start:q.End]))
		case !strings.Contains(q.Sentence, q.Text):
			t.Errorf("%s: %s: quote %q is not in its sentence %q", rec.Source.Path, f.Rule, q.Text, q.Sentence)
		case q.Line < 1 || q.Line > len(lines) || !strings.Contains(lines[q.Line-1], firstLine(q.Text)):
			t.Errorf("%s: %s: quote %q is not on line %d", rec.Source.Path, f.Rule, q.Text, q.Line)
		}
	}
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
