package pipeline

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zongjie/extract"
	"zongjie/pipeline/ingest"
)

// file is a member of an archive that a test makes.
type file struct {
	name, data string
	change     func(*zip.FileHeader)
}

func archive(t testing.TB, files ...file) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate}
		if f.change != nil {
			f.change(h)
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(f.data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// rawArchive is archive with headers that state the sizes of what follows them.
func rawArchive(t testing.TB, files ...file) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name}
		f.change(h)
		w, err := z.CreateRaw(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(f.data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// outcome lists the sources at name, each with how it ended and how it begins.
func outcome(t *testing.T, name, data string) []string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	sources, err := Walk(dir, ingest.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	p := &Pipeline{Engine: engine(t), Workers: 2}
	var got []string
	for rec := range p.Run(t.Context(), sources) {
		line := rec.Source.Path + " " + string(rec.Status)
		if rec.Status != extract.OK && (rec.Failure == nil || rec.Failure.Advice == "") {
			t.Errorf("%s: no advice", rec.Source.Path)
		}
		if rec.Document != nil {
			line += " " + strings.TrimSpace(rec.Document.Raw)
		}
		got = append(got, line)
	}
	return got
}

func TestArchives(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("附件/工作总结.txt")
	if err != nil {
		t.Fatal(err)
	}
	raw := func(h *zip.FileHeader) { h.NonUTF8 = true }
	report := "全年培训15人。"
	inner := archive(t, file{"b.txt", report, nil})
	for range 2 {
		inner = archive(t, file{"in.zip", inner, nil})
	}
	whole := archive(t, file{"a.txt", report, nil}, file{"b.txt", "走访8户。", nil})
	store := func(data string) func(*zip.FileHeader) {
		return func(h *zip.FileHeader) {
			h.Method, h.CRC32, h.CompressedSize64, h.UncompressedSize64 = zip.Store, crc32.ChecksumIEEE([]byte(data)), uint64(len(data)), uint64(len(data))
		}
	}
	sizesFirst := rawArchive(t, file{"a.txt", report, store(report)}, file{"b.txt", "走访8户。", store("走访8户。")})
	document := archive(t, file{"[Content_Types].xml", "<Types/>", nil}, file{"word/document.xml", "<document><body><p><r><t>" + report + "</t></r></p></body></document>", nil})
	damaged := []byte(whole)
	damaged[bytes.Index(damaged, []byte("a.txt"))+len("a.txt")+2] ^= 0xFF
	mail := "From: a@example.org\r\nTo: b@example.org\r\nSubject: =?UTF-8?B?5oC757uT?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=xx\r\n\r\n" +
		"--xx\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n请查收。\r\n--xx\r\nContent-Type: text/plain; charset=utf-8; name=\"../r.txt\"\r\nContent-Disposition: attachment; filename=\"../r.txt\"\r\n\r\n" + report + "\r\n--xx--\r\n"
	tests := []struct {
		name, file, data string
		want             []string
	}{
		{"members", "a.zip", archive(t, file{"x/", "", nil}, file{"x/r.txt", report, nil}, file{`y\s.txt`, "走访8户。", nil}, file{"__MACOSX/x/._r.txt", "x", nil}),
			[]string{"a.zip!/x/r.txt ok 全年培训15人。", "a.zip!/y/s.txt ok 走访8户。"}},
		{"names in GBK", "A.ZIP", archive(t, file{gbk, report, raw}), []string{"A.ZIP!/附件/工作总结.txt ok 全年培训15人。"}},
		{"nested", "a.zip", archive(t, file{"c.zip", inner, nil}), []string{"a.zip!/c.zip!/in.zip!/in.zip limit"}},
		{"nested less", "a.zip", inner, []string{"a.zip!/in.zip!/in.zip!/b.txt ok 全年培训15人。"}},
		{"two of one name", "a.zip", archive(t, file{"r.txt", report, nil}, file{"r.txt", "走访8户。", nil}), []string{"a.zip!/r.txt ok 全年培训15人。", "a.zip!/r.txt (2) ok 走访8户。"}},
		{"names that lead out", "a.zip", archive(t, file{"../r.txt", report, nil}, file{"/etc/r.txt", report, nil}, file{`C:\r.txt`, report, nil}, file{"x/../../r.txt", report, nil}),
			[]string{"a.zip!/../r.txt unsupported", "a.zip!//etc/r.txt unsupported", "a.zip!/C:/r.txt unsupported", "a.zip!/x/../../r.txt unsupported"}},
		{"password", "a.zip", archive(t, file{"r.txt", report, func(h *zip.FileHeader) { h.Flags |= 1 }}), []string{"a.zip!/r.txt encrypted"}},
		{"bomb", "a.zip", archive(t, file{"r.txt", strings.Repeat("0", 20<<20), nil}), []string{"a.zip!/r.txt limit"}},
		{"large member", "a.zip", archive(t, file{"r.txt", strings.Repeat("0", 65<<20), nil}), []string{"a.zip!/r.txt limit"}},
		{"damaged member", "a.zip", string(damaged), []string{"a.zip!/a.txt corrupt", "a.zip!/b.txt ok 走访8户。"}},
		{"cut off", "a.zip", whole[:strings.LastIndex(whole, "PK\x03\x04")+40], []string{"a.zip partial", "a.zip!/a.txt ok 全年培训15人。"}},
		{"cut off, sizes first", "a.zip", sizesFirst[:len(sizesFirst)-30], []string{"a.zip partial", "a.zip!/a.txt ok 全年培训15人。", "a.zip!/b.txt ok 走访8户。"}},
		{"cut off in its first file", "a.zip", whole[:40], []string{"a.zip corrupt"}},
		{"named like no archive", "a.rar", whole, []string{"a.rar!/a.txt ok 全年培训15人。", "a.rar!/b.txt ok 走访8户。"}},
		{"named like a document", "a.doc", whole, []string{"a.doc!/a.txt ok 全年培训15人。", "a.doc!/b.txt ok 走访8户。"}},
		{"named like a document, in an archive", "a.zip", archive(t, file{"in.doc", whole, nil}), []string{"a.zip!/in.doc!/a.txt ok 全年培训15人。", "a.zip!/in.doc!/b.txt ok 走访8户。"}},
		{"document named like an archive", "a.zip", document, []string{"a.zip ok 全年培训15人。"}},
		{"document in an archive", "a.zip", archive(t, file{"r.docx", document, nil}), []string{"a.zip!/r.docx ok 全年培训15人。"}},
		{"program named like an archive", "a.zip", archive(t, file{"META-INF/manifest.xml", "<x/>", nil}), []string{"a.zip unsupported"}},
		{"mail named like a text", "m.txt", mail, []string{"m.txt ok From: a@example.org\nTo: b@example.org\n总结\n请查收。", "m.txt!/r.txt ok 全年培训15人。"}},
		{"no archive", "a.zip", report, []string{"a.zip ok 全年培训15人。"}},
		{"empty file", "a.zip", "", []string{"a.zip corrupt"}},
		{"empty archive", "a.zip", archive(t, file{"x/", "", nil}), []string{"a.zip corrupt"}},
		{"mail", "m.eml", mail, []string{"m.eml ok From: a@example.org\nTo: b@example.org\n总结\n请查收。", "m.eml!/r.txt ok 全年培训15人。"}},
		{"mail in an archive", "a.zip", archive(t, file{"m.eml", mail, nil}), []string{"a.zip!/m.eml ok From: a@example.org\nTo: b@example.org\n总结\n请查收。", "a.zip!/m.eml!/r.txt ok 全年培训15人。"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := outcome(t, test.file, test.data); !slices.Equal(got, test.want) {
				t.Errorf("\n got %q\nwant %q", got, test.want)
			}
		})
	}
}

// TestArchiveLies holds a member to the size that its archive states.
func TestArchiveLies(t *testing.T) {
	data := []byte(archive(t, file{"r.txt", strings.Repeat("培训15人。", 1000), nil}))
	at := bytes.LastIndex(data, []byte("PK\x01\x02"))
	data[at+24], data[at+25] = 5, 0 // the size in the directory
	if got := outcome(t, "a.zip", string(data)); !slices.Equal(got, []string{"a.zip!/r.txt corrupt"}) {
		t.Errorf("got %q", got)
	}
}

// TestArchiveEntries stops at the limit, and says so.
func TestArchiveEntries(t *testing.T) {
	var files []file
	for i := range 10_002 {
		files = append(files, file{fmt.Sprintf("%d.txt", i), "", func(h *zip.FileHeader) { h.Method = zip.Store }})
	}
	data := archive(t, files...)
	sources := expand(Source{Path: "a.zip", Size: int64(len(data))}, strings.NewReader(data), ingest.Limits{})
	last := sources[len(sources)-1]
	if _, err := last.Read(); len(sources) != 10_001 || last.Path != "a.zip" || err == nil {
		t.Errorf("%d sources, the last is %s: %v", len(sources), last.Path, err)
	}
}

// FuzzArchive expands damaged archives: it must end, with paths of their own.
func FuzzArchive(f *testing.F) {
	f.Add([]byte(archive(f, file{"a.txt", "全年培训15人。", nil}, file{"b.zip", archive(f, file{"c.txt", "x", nil}), nil})))
	f.Add([]byte(archive(f, file{"../a.txt", "x", nil})))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		seen := map[string]bool{}
		for _, s := range expand(Source{Path: "a.zip", Size: int64(len(data)), Read: func() ([]byte, error) { return data, nil }}, bytes.NewReader(data), ingest.Limits{}) {
			if seen[s.Path] {
				t.Fatalf("%q twice", s.Path)
			}
			seen[s.Path] = true
			if b, err := s.Read(); err == nil && s.Path != "a.zip" && int64(len(b)) != s.Size {
				t.Fatalf("%q has %d bytes, want %d", s.Path, len(b), s.Size)
			}
		}
	})
}
