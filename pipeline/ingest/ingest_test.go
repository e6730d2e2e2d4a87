package ingest

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	utf "golang.org/x/text/encoding/unicode"

	"zongjie/extract"
	"zongjie/extract/text"
)

// show returns the blocks of doc, one a line: kind, level if it has one, text.
func show(doc *text.Document) string {
	var b strings.Builder
	for _, bl := range doc.Blocks {
		b.WriteString(bl.Kind.String())
		if bl.Level > 0 {
			fmt.Fprint(&b, bl.Level)
		}
		fmt.Fprintf(&b, ": %s\n", strings.ReplaceAll(doc.RawText(bl.Span), "\n", "⏎"))
	}
	return b.String()
}

// read reads content as the file name, which must succeed.
func read(t *testing.T, name, content string) Result {
	t.Helper()
	r := Read(name, []byte(content))
	if r.Status != extract.OK || r.Failure != nil || r.Document == nil {
		t.Fatalf("%s: status %s, failure %v", name, r.Status, r.Failure)
	}
	checkDocument(t, r.Document)
	return r
}

// checkDocument holds what the package promises of documents.
func checkDocument(t *testing.T, doc *text.Document) {
	t.Helper()
	if !utf8.ValidString(doc.Raw) || !utf8.ValidString(doc.Text) {
		t.Fatal("text is not UTF-8")
	}
	end := 0
	for i, b := range doc.Blocks {
		if b.Start < end || b.End > len(doc.Text) || b.Len() <= 0 {
			t.Fatalf("block %d is %d to %d, after %d, of %d", i, b.Start, b.End, end, len(doc.Text))
		}
		if doc.Trim(b.Span) != b.Span {
			t.Fatalf("block %d has white space at its ends: %q", i, doc.Text[b.Start:b.End])
		}
		if len(doc.Raw) < 10_000 { // the check takes the square of it
			checkQuote(t, doc, i)
		}
		end = b.End
	}
}

func checkQuote(t *testing.T, doc *text.Document, i int) {
	t.Helper()
	b := doc.Blocks[i]
	q := doc.Quote(b.Span, b.Span, i)
	if got := string([]rune(doc.Raw)[q.Start:q.End]); got != q.Text {
		t.Fatalf("block %d: quote %q, text at its offsets %q", i, q.Text, got)
	}
	if want := strings.Count(doc.Raw[:doc.Origin.Start(b.Start)], "\n") + 1; q.Line != want {
		t.Fatalf("block %d: line %d, want %d", i, q.Line, want)
	}
}

func TestFormat(t *testing.T) {
	const page = "<!DOCTYPE html><html><body><p>全年召开会议十二次。</p></body></html>"
	for _, c := range []struct{ file, content, format, warning string }{
		{"a.txt", "工作总结", "txt", ""},
		{"a.md", "# 工作总结", "md", ""},
		{"A.MARKDOWN", "# 工作总结", "md", ""},
		{"a.html", page, "html", ""},
		{"a.htm", "<p>工作总结", "html", ""},
		{"a", "工作总结", "txt", ""},
		{"a.txt", page, "html", "ingest/extension"},
		{"a.md", page, "html", "ingest/extension"},
		{"a.html", "工作总结", "txt", "ingest/extension"},
		{"a.docx", "工作总结", "txt", "ingest/extension"},
		{"a.txt", "<党员>活动室 3 间", "txt", ""},
		{"a.unknown", "工作总结", "txt", ""},
		{"a.txt", "# 一、工作", "txt", ""},
	} {
		r := read(t, c.file, c.content)
		if r.Format != c.format {
			t.Errorf("%s %q: format %s, want %s", c.file, c.content, r.Format, c.format)
		}
		var codes []string
		for _, w := range r.Warnings {
			codes = append(codes, w.Code)
		}
		if got := strings.Join(codes, " "); got != c.warning {
			t.Errorf("%s %q: warnings %q, want %q", c.file, c.content, got, c.warning)
		}
	}
}

func TestFailures(t *testing.T) {
	junk := make([]byte, 5000)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range junk {
		junk[i] = byte(random.Uint32())
	}
	large := make([]byte, 100<<20)
	for _, c := range []struct {
		name, file string
		data       []byte
		status     extract.Status
		format     string
	}{
		{"empty", "a.txt", nil, extract.Corrupt, ""},
		{"white space", "a.txt", []byte(" \r\n\t\n"), extract.Corrupt, ""},
		{"byte order mark only", "a.txt", []byte("\xEF\xBB\xBF"), extract.Corrupt, ""},
		{"UTF-16 mark only", "a.txt", []byte("\xFF\xFE"), extract.Corrupt, ""},
		{"zero bytes", "a.txt", make([]byte, 512), extract.Corrupt, ""},
		{"junk named as text", "a.txt", junk, extract.Corrupt, ""},
		{"junk named as page", "a.html", junk, extract.Corrupt, ""},
		{"junk", "a.dat", junk, extract.Unsupported, ""},
		{"100 MB", "a.txt", large, extract.Limit, ""},
		{"lock file", "~$a.docx", []byte("\x05lisi "), extract.Unsupported, ""},
		{"docx", "a.docx", []byte("PK\x03\x04....[Content_Types].xml....word/document.xml"), extract.Corrupt, "docx"},
		{"docx named txt", "a.txt", []byte("PK\x03\x04....word/document.xml"), extract.Corrupt, "docx"},
		{"zip", "a.zip", []byte("PK\x03\x04....a.txt"), extract.Unsupported, "zip"},
		{"doc of which nothing is there", "a.doc", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\x00\x00"), extract.Corrupt, "doc"},
		{"ppt", "a.ppt", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\x00\x00"), extract.Unsupported, "ole"},
		{"pdf", "a.pdf", []byte("%PDF-1.4\n1 0 obj"), extract.Unsupported, "pdf"},
		{"png", "a.png", []byte("\x89PNG\r\n\x1a\n\x00"), extract.Unsupported, "image"},
		{"xml", "a.xml", []byte("<?xml version=\"1.0\"?><a>hello</a>"), extract.Unsupported, "xml"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := Read(c.file, c.data)
			if r.Status != c.status || r.Format != c.format {
				t.Errorf("status %q, format %q, want %q, %q", r.Status, r.Format, c.status, c.format)
			}
			if r.Document != nil {
				t.Error("there is a document")
			}
			if f := r.Failure; f == nil || f.Stage != "ingest" || f.Message == "" || f.Advice == "" {
				t.Errorf("failure %+v: want a stage, a message and advice", f)
			}
		})
	}
}

func TestBadText(t *testing.T) {
	le := utf.UTF16(utf.LittleEndian, utf.UseBOM)
	long := strings.Repeat("全年召开会议三次,", 1<<20/24) + "\n" + strings.Repeat("word ", 1<<20/5)
	gb := encode(t, simplifiedchinese.GB18030, "全年召开会议三次,群众满意。")
	for _, c := range []struct {
		name, file string
		data       []byte
		encoding   string
		blocks     int
		warning    string
	}{
		{"UTF-16 of odd length", "a.txt", append(encode(t, le, "全年工作总结"), '\n'), "utf-16le", 1, "ingest/undecodable"},
		{"null bytes", "a.txt", []byte("支部现有党员\x00三十二名,积极分子\x00四名。\n完成了任务"), "utf-8", 2, ""},
		{"lines of 1 MB", "a.txt", []byte(long), "utf-8", 2, ""},
		{"bytes of no charset", "a.txt", slices.Concat(gb, []byte("\xff\xff"), gb), "gb18030", 1, "ingest/undecodable"},
		{"damaged UTF-8", "a.txt", []byte(simplifiedText[:900] + "\xff" + simplifiedText[900:1200]), "utf-8", 7, "ingest/undecodable"},
		{"deep page", "a.html", []byte(strings.Repeat("<div>", 3000) + "全年召开会议三次。" + strings.Repeat("</div>", 3000)), "utf-8", 1, "ingest/structure"},
		{"page without end", "a.html", []byte("<html><body><p>全年召开会议三次。<table><tr><td>"), "utf-8", 1, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := Read(c.file, c.data)
			if r.Status != extract.OK || r.Encoding != c.encoding {
				t.Fatalf("status %q, encoding %q, failure %v", r.Status, r.Encoding, r.Failure)
			}
			checkDocument(t, r.Document)
			if c.name != "damaged UTF-8" && len(r.Document.Blocks) != c.blocks {
				t.Errorf("%d blocks, want %d:\n%s", len(r.Document.Blocks), c.blocks, show(r.Document))
			}
			warned := slices.ContainsFunc(r.Warnings, func(w extract.Warning) bool { return w.Code == c.warning })
			if warned != (c.warning != "") {
				t.Errorf("warnings %v, want %q", r.Warnings, c.warning)
			}
		})
	}
}

// TestUndecodableQuote holds that the warning points at the first fault.
func TestUndecodableQuote(t *testing.T) {
	r := read(t, "a.txt", "一行好字\n支部\uFFFD党员三名")
	if len(r.Warnings) != 1 || r.Warnings[0].Quote == nil {
		t.Fatalf("warnings %v, want one with a quote", r.Warnings)
	}
	if q := r.Warnings[0].Quote; q.Text != "\uFFFD" || q.Line != 2 {
		t.Errorf("quote %q of line %d, want that of line 2", q.Text, q.Line)
	}
}

// TestRawIsTheFile holds that a line of Raw is a line of the file.
func TestRawIsTheFile(t *testing.T) {
	const content = "\n\n总结\n\n　　一、学习\n>引文\n\n\n  二、宣传  \n| 表 | 格 |\n|---|---|\n| 1 | 2 |\n"
	for _, file := range []string{"a.txt", "a.md"} {
		for _, lineEnd := range []string{"\n", "\r\n", "\r"} {
			r := read(t, file, "\uFEFF"+strings.ReplaceAll(content, "\n", lineEnd))
			if r.Document.Raw != content {
				t.Errorf("%s with %q: Raw is %q", file, lineEnd, r.Document.Raw)
			}
		}
	}
	r := read(t, "a.txt", content)
	for i, b := range r.Document.Blocks {
		q := r.Document.Quote(b.Span, b.Span, i)
		if want := fmt.Sprintf("line %d", q.Line); b.Where != want {
			t.Errorf("block %q is at %s, its quote at %s", q.Text, b.Where, want)
		}
	}
	if w := r.Document.Blocks[1].Where; w != "line 5" {
		t.Errorf("the second block is at %s, want line 5", w)
	}
}

func TestFormats(t *testing.T) {
	names := map[string]bool{}
	extensions := map[string]string{}
	readable := 0
	for _, f := range Formats() {
		if names[f.Name] || f.Name == "" || f.Doc == "" {
			t.Errorf("format %q: name taken, or no Doc", f.Name)
		}
		names[f.Name] = true
		for _, e := range f.Extensions {
			if extensions[e] != "" {
				t.Errorf(".%s belongs to %s and %s", e, extensions[e], f.Name)
			}
			extensions[e] = f.Name
		}
		if f.Readable() {
			readable++
		}
	}
	if readable < 3 {
		t.Errorf("%d formats can be read", readable)
	}
}

// shared returns the files of some folders that lie beside the module, of which
// there may be none.
func shared(tb testing.TB, folders ...string) []string {
	tb.Helper()
	dir, err := filepath.Abs("../..")
	if err != nil {
		tb.Fatal(err)
	}
	var paths []string
	for range 3 {
		dir = filepath.Dir(dir)
		for _, folder := range folders {
			filepath.WalkDir(filepath.Join(dir, "shared", folder), func(path string, d os.DirEntry, err error) error {
				if err == nil && !d.IsDir() && filepath.Ext(path) != ".tsv" {
					paths = append(paths, path)
				}
				return nil
			})
		}
		if paths != nil {
			return paths
		}
	}
	tb.Skip("no such folder beside the module")
	return nil
}

// TestReal holds the contract over real files.
func TestReal(t *testing.T) {
	for _, path := range shared(t, "seeds", "real", "formats") {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		r := Read(path, data)
		if r.Status == extract.OK && r.Document == nil || (r.Failure == nil) != (r.Status == extract.OK) {
			t.Errorf("%s: status %s, failure %v", path, r.Status, r.Failure)
		}
		if r.Document != nil {
			checkDocument(t, r.Document)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "工作总结\n\n一、学习。本文来自某网。\n推荐阅读\n总结...", "\xEF\xBB\xBF#", "\xFF\xFEa\x00b", "\xFE\xFF\x00a\x00b\x00",
		"# 总结\n\n- 一\n  1. 二\n\n> 引\n> 文\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n<p>x</p>\n", "---\ntitle: x\n---\n**一、学习**\n\nA\n===\n",
		"<html><title>总结-网</title><body><div class=nav><a>首页</a></div><h1>总结</h1><p>一<br>二<ol start=3><li>x<li>y</ol><table><tr><td>1<td>2<tr><td>3<td>4</table><pre>a\nb",
		string([]byte{0xB9, 0xA4, 0xD7, 0xF7}), "a\r\nb\rc\u2028d\u0085e", "《\n甲\n》乙", strings.Repeat("word and ", 30) + "\n" + strings.Repeat("more of it ", 7)} {
		for format := range byte(4) {
			f.Add([]byte(s), format)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, format byte) {
		name := [...]string{"a.txt", "a.md", "a.html", "a"}[format%4]
		r := Read(name, data)
		if r.Status == extract.OK && r.Document == nil || (r.Failure == nil) != (r.Status == extract.OK) {
			t.Fatalf("status %s, failure %v", r.Status, r.Failure)
		}
		if r.Document == nil {
			return
		}
		checkDocument(t, r.Document)
		if again := Read(name, bytes.Clone(data)); show(again.Document) != show(r.Document) {
			t.Fatal("read twice, it differs")
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var files [][]byte
	var names []string
	size := 0
	for _, path := range shared(b, "seeds", "real") {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		files, names, size = append(files, data), append(names, path), size+len(data)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for i, data := range files {
			Read(names[i], data)
		}
	}
}
