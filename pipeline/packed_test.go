package pipeline

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zongjie/extract"
	"zongjie/pipeline/ingest"
)

// rarFile is a file of a RAR archive that a test makes.
type rarFile struct {
	name, data string
	size       int  // that the archive states, if not that of the data
	locked     bool // by a password
	link       bool
}

// rar writes an archive of RAR 5 whose files are stored as they are.
func rar(files ...rarFile) string {
	number := func(b []byte, n int) []byte { return binary.AppendUvarint(b, uint64(n)) }
	var b []byte
	header := func(fields []byte) {
		sized := append(number(nil, len(fields)), fields...)
		b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(sized))
		b = append(b, sized...)
	}
	const mainHeader, fileHeader, endHeader, extraArea, dataArea, hasSum, unix = 1, 2, 5, 1, 2, 4, 1
	b = append(b, "Rar!\x1A\x07\x01\x00"...)
	header([]byte{mainHeader, 0, 0})
	for _, f := range files {
		var extra []byte
		if f.locked {
			extra = append([]byte{36, 1, 0, 0, 15}, make([]byte, 32)...)
		}
		if f.link {
			extra = append(number(nil, 4+len("x")), 5, 1, 0, 1, 'x')
		}
		h := number(nil, fileHeader)
		if extra == nil {
			h = number(h, dataArea)
		} else {
			h = number(number(h, dataArea|extraArea), len(extra))
		}
		size := len(f.data)
		h = number(h, size)
		if f.size > 0 {
			size = f.size
		}
		h = number(number(number(h, hasSum), size), 0o100644)
		h = binary.LittleEndian.AppendUint32(h, crc32.ChecksumIEEE([]byte(f.data)))
		h = number(number(number(h, 0), unix), len(f.name))
		header(append(append(h, f.name...), extra...))
		b = append(b, f.data...)
	}
	header([]byte{endHeader, 0, 0})
	return string(b)
}

func tarred(t testing.TB, headers ...tar.Header) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, h := range headers {
		data := h.Linkname // of a file: what is in it
		if h.Typeflag == 0 {
			h.Typeflag, h.Size, h.Linkname = tar.TypeReg, int64(len(data)), ""
		}
		h.Mode = 0o600
		if err := w.WriteHeader(&h); err != nil {
			t.Fatal(err)
		}
		if h.Typeflag == tar.TypeReg {
			if _, err := w.Write([]byte(data)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipped(t testing.TB, data string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(data)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPackedArchives(t *testing.T) {
	const report, other = "全年培训15人。", "走访8户。"
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("附件/工作总结.txt")
	if err != nil {
		t.Fatal(err)
	}
	bzipped, err := base64.StdEncoding.DecodeString("QlpoOTFBWSZTWYmJmu4AAAgIeSIAUgAAAIBDBDAOQCAAIiDJoYn6oUwAE0e8r5H6UsAk0G/i7kinChIRMTNdwA==")
	if err != nil {
		t.Fatal(err)
	}
	two := rar(rarFile{name: "x/r.txt", data: report}, rarFile{name: `y\s.txt`, data: other})
	document := archive(t, file{"[Content_Types].xml", "<Types/>", nil}, file{"word/document.xml", "<document><body><p><r><t>" + report + "</t></r></p></body></document>", nil})
	damaged := strings.Replace(two, other, "走访9户。", 1)
	nested := rar(rarFile{name: "r.txt", data: report})
	for i := range 3 {
		nested = rar(rarFile{name: fmt.Sprintf("%d.rar", i), data: nested})
	}
	folder := tar.Header{Name: "x/", Typeflag: tar.TypeDir}
	tests := []struct {
		name, file, data string
		want             []string
	}{
		{"RAR", "a.rar", two, []string{"a.rar!/x/r.txt ok 全年培训15人。", "a.rar!/y/s.txt ok 走访8户。"}},
		{"RAR named like a document", "a.doc", two, []string{"a.doc!/x/r.txt ok 全年培训15人。", "a.doc!/y/s.txt ok 走访8户。"}},
		{"RAR in an archive", "a.zip", archive(t, file{"b.rar", two, nil}), []string{"a.zip!/b.rar!/x/r.txt ok 全年培训15人。", "a.zip!/b.rar!/y/s.txt ok 走访8户。"}},
		{"an archive, a document and a mail in RAR", "a.rar", rar(rarFile{name: "b.zip", data: archive(t, file{"r.txt", report, nil})}, rarFile{name: "r.docx", data: document}), []string{"a.rar!/b.zip!/r.txt ok 全年培训15人。", "a.rar!/r.docx ok 全年培训15人。"}},
		{"RAR within RAR", "a.rar", nested, []string{"a.rar!/2.rar!/1.rar!/0.rar limit"}},
		{"names that lead out", "a.rar", rar(rarFile{name: "../r.txt", data: report}, rarFile{name: "/etc/r.txt", data: report}, rarFile{name: "s.txt", data: other}), []string{"a.rar!/../r.txt unsupported", "a.rar!//etc/r.txt unsupported", "a.rar!/s.txt ok 走访8户。"}},
		{"password and link", "a.rar", rar(rarFile{name: "r.txt", data: report, locked: true}, rarFile{name: "l.txt", link: true}, rarFile{name: "s.txt", data: other}), []string{"a.rar!/r.txt encrypted", "a.rar!/l.txt unsupported", "a.rar!/s.txt ok 走访8户。"}},
		{"damaged file", "a.rar", damaged, []string{"a.rar!/x/r.txt ok 全年培训15人。", "a.rar!/y/s.txt corrupt"}},
		{"cut off in a file", "a.rar", two[:len(two)-20], []string{"a.rar!/x/r.txt ok 全年培训15人。", "a.rar!/y/s.txt corrupt"}},
		{"cut off between files", "a.rar", two[:strings.Index(two, `y\s.txt`)-4], []string{"a.rar partial", "a.rar!/x/r.txt ok 全年培训15人。"}},
		{"cut off at its beginning", "a.rar", two[:15], []string{"a.rar corrupt"}},
		{"a file that is said to be huge", "a.rar", rar(rarFile{name: "r.txt", data: report}, rarFile{name: "s.txt", data: other, size: 1 << 40}, rarFile{name: "t.txt", data: other}), []string{"a.rar limit", "a.rar!/r.txt ok 全年培训15人。", "a.rar!/s.txt limit"}},
		{"empty", "a.rar", rar(), []string{"a.rar corrupt"}},
		{"tar", "a.tar", tarred(t, folder, tar.Header{Name: "x/r.txt", Linkname: report}, tar.Header{Name: "l.txt", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"}, tar.Header{Name: "../s.txt", Linkname: other}),
			[]string{"a.tar!/x/r.txt ok 全年培训15人。", "a.tar!/l.txt unsupported", "a.tar!/../s.txt unsupported"}},
		{"tar, with names in GBK", "a.tar", tarred(t, tar.Header{Name: gbk, Linkname: report, Format: tar.FormatGNU}), []string{"a.tar!/附件/工作总结.txt ok 全年培训15人。"}},
		{"tar and gzip", "a.tar.gz", gzipped(t, tarred(t, tar.Header{Name: "r.txt", Linkname: report}, tar.Header{Name: "s.txt", Linkname: other})), []string{"a.tar.gz!/r.txt ok 全年培训15人。", "a.tar.gz!/s.txt ok 走访8户。"}},
		{"gzip", "r.txt.gz", gzipped(t, report), []string{"r.txt.gz!/r.txt ok 全年培训15人。"}},
		{"gzip of a document that is an archive", "r.docx.gz", gzipped(t, document), []string{"r.docx.gz!/r.docx ok 全年培训15人。"}},
		{"gzip cut off", "r.txt.gz", gzipped(t, report)[:20], []string{"r.txt.gz corrupt"}},
		{"bzip2", "r.txt.bz2", string(bzipped), []string{"r.txt.bz2!/r.txt ok 全年培训15人。"}},
		{"bomb", "r.txt.gz", gzipped(t, strings.Repeat("0", 65<<20)), []string{"r.txt.gz limit", "r.txt.gz!/r.txt limit"}},
		{"a file that grows too much", "a.tar.gz", gzipped(t, tarred(t, tar.Header{Name: "s.txt", Linkname: strings.Repeat("0", 20<<20)}, tar.Header{Name: "r.txt", Linkname: report})), []string{"a.tar.gz!/s.txt limit", "a.tar.gz!/r.txt ok 全年培训15人。"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := outcome(t, test.file, test.data); !slices.Equal(got, test.want) {
				t.Errorf("\n got %q\nwant %q", got, test.want)
			}
		})
	}
}

// TestPackedEntries stops at the limit, and says so.
func TestPackedEntries(t *testing.T) {
	data := rar(rarFile{name: "a.txt", data: "x"}, rarFile{name: "b.txt", data: "x"}, rarFile{name: "c.txt", data: "x"})
	sources := expand(Source{Path: "a.rar", Size: int64(len(data))}, strings.NewReader(data), ingest.Limits{Entries: 2})
	var paths []string
	for _, s := range sources {
		paths = append(paths, s.Path)
	}
	if want := []string{"a.rar", "a.rar!/a.txt", "a.rar!/b.txt"}; !slices.Equal(paths, want) {
		t.Fatalf("got %q", paths)
	}
	if _, err := sources[0].Read(); err == nil || !strings.Contains(err.Error(), "more files than 2") {
		t.Errorf("it says %v", err)
	}
}

// FuzzPacked expands damaged archives of all kinds: that must end, each file with
// a path of its own and as many bytes as it is said to have.
func FuzzPacked(f *testing.F) {
	whole := rar(rarFile{name: "a.txt", data: "全年培训15人。"}, rarFile{name: "b.rar", data: rar(rarFile{name: "c.txt", data: "x"})})
	f.Add([]byte(whole))
	f.Add([]byte("Rar!\x1A\x07\x00" + whole[8:]))
	f.Add([]byte(gzipped(f, tarred(f, tar.Header{Name: "../a.txt", Linkname: "x"}, tar.Header{Name: "b.txt", Linkname: "y"}))))
	f.Add([]byte("BZh91AY&SY"))
	f.Fuzz(func(t *testing.T, data []byte) {
		seen := map[string]bool{}
		limits := ingest.Limits{File: 1 << 20, Archive: 4 << 20}
		for _, s := range expand(Source{Path: "a", Size: int64(len(data)), Read: func() ([]byte, error) { return data, nil }}, bytes.NewReader(data), limits) {
			if seen[s.Path] {
				t.Fatalf("%q twice", s.Path)
			}
			seen[s.Path] = true
			b, err := s.Read()
			var refused *refusal
			if err == nil && s.Path != "a" && int64(len(b)) != s.Size {
				t.Fatalf("%q has %d bytes, want %d", s.Path, len(b), s.Size)
			}
			if errors.As(err, &refused) && (refused.status == extract.OK || refused.advice == "") {
				t.Fatalf("%q: %+v", s.Path, refused)
			}
		}
	})
}
