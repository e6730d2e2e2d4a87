package ingest

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"zongjie/extract"
)

// TestDamagedDOC reads a document with pieces of it missing or changed: that
// must end, without a panic, and with a document that keeps its promises.
func TestDamagedDOC(t *testing.T) {
	whole, err := os.ReadFile(filepath.Join(files, "report.doc"))
	if err != nil {
		t.Fatal(err)
	}
	hold := func(data []byte) {
		t.Helper()
		r := Read("a.doc", data)
		if r.Status == extract.OK && r.Document == nil || (r.Failure == nil) != (r.Status == extract.OK) {
			t.Fatalf("status %s, failure %v", r.Status, r.Failure)
		}
		if r.Document != nil && len(r.Document.Blocks) < 1000 {
			checkDocument(t, r.Document)
		}
	}
	for i := range 60 {
		hold(whole[:i*len(whole)/60])
	}
	for i := 0; i < len(whole); i += 101 {
		data := bytes.Clone(whole)
		for j := i; j < len(data); j += 4001 {
			data[j] ^= 0xFF
		}
		hold(data)
	}
	locked := bytes.Clone(whole)
	at := bytes.Index(locked, []byte("\xEC\xA5\x01\x01"))
	locked[at+0x0B] |= 1
	if r := Read("a.doc", locked); r.Status != extract.Encrypted {
		t.Errorf("locked: status %s", r.Status)
	}
}

// FuzzDOC changes eight bytes of a document, anywhere.
func FuzzDOC(f *testing.F) {
	whole, err := os.ReadFile(filepath.Join(files, "report.doc"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint32(0x600), []byte("\xff\xff\xff\xff\xff\xff\xff\x7f"))
	f.Fuzz(func(t *testing.T, at uint32, change []byte) {
		data := bytes.Clone(whole)
		copy(data[int(at)%len(data):], change[:min(len(change), 8)])
		if r := Read("a.doc", data); r.Document != nil {
			checkDocument(t, r.Document)
		}
	})
}

func BenchmarkDOC(b *testing.B) { benchmarkFile(b, "report.doc") }
