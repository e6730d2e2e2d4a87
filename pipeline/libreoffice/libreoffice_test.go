//go:build unix

package libreoffice_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"hash/crc32"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"zongjie/extract"
	"zongjie/pipeline/ingest"
	"zongjie/pipeline/libreoffice"
)

// fake makes a program that does what script says instead of LibreOffice.
func fake(t *testing.T, script string) *libreoffice.Program {
	t.Helper()
	path := filepath.Join(t.TempDir(), "soffice")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
	p := &libreoffice.Program{Path: path, Time: 20 * time.Second}
	t.Cleanup(p.Close)
	t.Setenv("TMPDIR", t.TempDir())
	return p
}

// left lists what is in the folder for temporary files.
func left(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(os.Getenv("TMPDIR"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// TestConvert holds the outcome of what the program may do.
func TestConvert(t *testing.T) {
	const out = `while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; name="$2/document.docx"; `
	for _, c := range []struct {
		name, script string
		want         error
	}{
		{"writes nothing and says that all is well", "exit 0\n", ingest.ErrConvert},
		{"fails", "exit 77\n", ingest.ErrConvert},
		{"crashes", "kill -SEGV $$\n", ingest.ErrConvert},
		{"writes something else", out + `echo text > "$name"`, ingest.ErrConvert},
		{"writes too much", out + `printf 'PK\003\004' > "$name"; head -c 100000 /dev/zero >> "$name"`, ingest.ErrConvert},
		{"writes a document", out + `test -f "$3" && printf 'PK\003\004x' > "$name"`, nil},
	} {
		p := fake(t, c.script)
		p.Most = 1000
		data, err := p.Convert([]byte("old"), "doc", "docx")
		if !errors.Is(err, c.want) || err == nil && string(data) != "PK\x03\x04x" {
			t.Errorf("%s: got %q, %v, want %v", c.name, data, err, c.want)
		}
		p.Close()
		if names := left(t); len(names) > 0 {
			t.Errorf("%s: it left %q behind", c.name, names)
		}
	}
	p := &libreoffice.Program{Path: filepath.Join(t.TempDir(), "gone")}
	if _, err := p.Convert(nil, "doc", "docx"); err == nil {
		t.Error("a program that is not there has converted")
	}
	p.Close()
}

// TestLate ends the program and those that it started when its time is up.
func TestLate(t *testing.T) {
	note := filepath.Join(t.TempDir(), "pid")
	p := fake(t, "sleep 600 & echo $! > "+note+"; wait\n")
	p.Time = 500 * time.Millisecond
	if _, err := p.Convert([]byte("old"), "doc", "docx"); !errors.Is(err, ingest.ErrTime) {
		t.Errorf("got %v", err)
	}
	data, err := os.ReadFile(note)
	if err != nil {
		t.Skip("it did not get so far:", err)
	}
	pid, _ := strconv.Atoi(strings.TrimSpace(string(data)))
	for range 100 {
		if err = syscall.Kill(pid, 0); err != nil {
			return
		}
		if state, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat"); strings.Contains(string(state), ") Z ") {
			return // it is dead, and nobody has asked how
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("process %d lives on", pid)
}

// installed returns the program that is installed, if there is one.
func installed(t *testing.T) *libreoffice.Program {
	t.Helper()
	p := libreoffice.Find()
	if p == nil {
		t.Skip("LibreOffice is not installed")
	}
	if testing.Short() {
		t.Skip("it takes seconds")
	}
	t.Cleanup(p.Close)
	return p
}

// TestInstalled reads documents through the program that is installed, several
// at once, and goes on after one that it does not understand.
func TestInstalled(t *testing.T) {
	p := installed(t)
	r := &ingest.Reader{Office: p}
	book, err := os.ReadFile("../../testdata/files/report.xls")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"report.xls": book, "report.sxw": sxw(t, "现有高级农艺师9名。")} {
		got := r.Read(name, data)
		if got.Status != extract.OK || !strings.Contains(got.Document.Raw, "高级农艺师9名") || strings.Contains(got.Document.Raw, "77万元") {
			t.Errorf("%s: %s, %v", name, got.Status, got.Failure)
		}
		if len(got.Warnings) == 0 || got.Warnings[0].Code != "ingest/converted" {
			t.Errorf("%s: nothing says how it was read", name)
		}
	}
	if got := r.Read("a.wpd", []byte("\xFFWPC\x10\x00\x00\x00 damaged")); got.Status == extract.OK || got.Failure == nil || got.Failure.Advice == "" {
		t.Errorf("a damaged document has status %s", got.Status)
	}
}

// sxw makes a text of OpenOffice.org 1.
func sxw(t *testing.T, s string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"mimetype", "application/vnd.sun.xml.writer"},
		{"content.xml", `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="http://openoffice.org/2000/office" xmlns:text="http://openoffice.org/2000/text" office:class="text" office:version="1.0"><office:body><text:p>` + s + `</text:p></office:body></office:document-content>`},
		{"META-INF/manifest.xml", `<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest"><manifest:file-entry manifest:media-type="application/vnd.sun.xml.writer" manifest:full-path="/"/><manifest:file-entry manifest:media-type="text/xml" manifest:full-path="content.xml"/></manifest:manifest>`},
	} {
		w, err := z.CreateRaw(&zip.FileHeader{Name: part[0], CRC32: crc32.ChecksumIEEE([]byte(part[1])), CompressedSize64: uint64(len(part[1])), UncompressedSize64: uint64(len(part[1]))})
		if err == nil {
			_, err = w.Write([]byte(part[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestNoNetwork gives the program a document with links: nobody is asked.
func TestNoNetwork(t *testing.T) {
	p := installed(t)
	server, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	var asked atomic.Int32
	go func() {
		for {
			c, err := server.Accept()
			if err != nil {
				return
			}
			asked.Add(1)
			c.Close()
		}
	}()
	at := "http://" + server.Addr().String()
	page := `<html><head><link rel="stylesheet" href="` + at + `/a.css"></head><body><p>text</p><img src="` + at + `/b.png"><iframe src="` + at + `/c.html"></iframe><object data="` + at + `/d.bin"></object></body></html>`
	if _, err := p.Convert([]byte(page), "html", "docx"); err != nil {
		t.Errorf("a web page with links was not converted: %v", err)
	}
	if n := asked.Load(); n > 0 {
		t.Errorf("LibreOffice went to the network %d times", n)
	}
}
