//go:build unix

package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"zongjie/extract"
	"zongjie/pipeline/ingest"
)

// TestSafety holds files that are damaged, or made to do harm, to a status and a
// message that says to a clerk what it is, with advice; the good file beside each
// of them is read.
func TestSafety(t *testing.T) {
	sample := func(name string) string {
		data, err := os.ReadFile(filepath.Join("../testdata/files", name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	docx, doc, pdf, ofd := sample("report.docx"), sample("report.doc"), sample("report.pdf"), sample("report.ofd")
	word := func(document string) string {
		return archive(t, file{"[Content_Types].xml", "<Types/>", nil}, file{"word/document.xml", document, nil})
	}
	paragraph := func(s string) string {
		return "<w:document><w:body><w:p><w:r><w:t>" + s + "</w:t></w:r></w:p></w:body></w:document>"
	}
	entities := `<!DOCTYPE d [<!ENTITY a "0123456789"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>`
	outside := `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>`
	const compound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
	p := &Pipeline{Engine: engine(t), Workers: 2, Reader: ingest.Reader{PDF: startPDFium(t)}}
	for _, c := range []struct {
		name, data string
		status     extract.Status
		says       string // part of the message
		lacks      string // what the text must not hold
	}{
		{"empty.docx", "", extract.Corrupt, "0 bytes", ""},
		{"empty.txt", "", extract.Corrupt, "0 bytes", ""},
		{"spaces.txt", " \n\u3000\n", extract.Corrupt, "holds no text", ""},
		{"~$report.docx", "\x05user" + strings.Repeat("\x00", 157), extract.Unsupported, "lock file", ""},
		{".DS_Store", "\x00\x00\x00\x01Bud1" + strings.Repeat("\x00", 6000), extract.Unsupported, "the system keeps", ""},
		{"Thumbs.db", compound + strings.Repeat("\x00", 3000), extract.Unsupported, "the system keeps", ""},
		{"._report.docx", "\x00\x05\x16\x07\x00\x02", extract.Unsupported, "the system keeps", ""},
		{"cut.docx", docx[:6000], extract.Partial, "cut off", ""},
		{"cut.doc", doc[:9000], extract.Corrupt, "damaged", ""},
		{"cut.pdf", pdf[:100_000], extract.Corrupt, "cut off", ""},
		{"cut.ofd", ofd[:len(ofd)/2], extract.Partial, "", ""},
		{"none.pdf", "%PDF-1.7\nnothing\n%%EOF", extract.Corrupt, "damaged", ""},
		{"none.docx", "PK\x03\x04 and nothing else", extract.Corrupt, "damaged", ""},
		{"zeros", strings.Repeat("\x00", 1000), extract.Corrupt, "no extension", ""},
		{"wrong.pdf", docx, extract.OK, "named .pdf", ""},
		{"wrong.docx", pdf, extract.OK, "named .docx", ""},
		{"wrong.jpg", doc, extract.OK, "named .jpg", ""},
		{"wrong.txt", sample("report.rtf"), extract.OK, "named .txt", ""},
		{"wrong.doc", sample("report.html"), extract.OK, "named .doc", ""},
		{"bomb.docx", word(paragraph(strings.Repeat("0", 20<<20))), extract.Limit, "grows more than 200 times", ""},
		{"bomb.ofd", archive(t, file{"OFD.xml", strings.Repeat(" ", 20<<20), nil}), extract.Limit, "grows more than 200 times", ""},
		{"bomb.xlsx", archive(t, file{"xl/workbook.xml", strings.Repeat(" ", 130<<20), nil}), extract.Corrupt, "workbook", ""},
		{"entities.docx", word(entities + paragraph("甲 &c; 乙")), extract.OK, "", "0123456789"},
		{"outside.docx", word(outside + paragraph("甲 &x; 乙")), extract.OK, "", "root:"},
		{"deep.docx", word("<w:document><w:body>" + strings.Repeat("<w:sdt><w:sdtContent>", 5000)), extract.Limit, "deeper", ""},
		{"deep.rtf", `{\rtf1 ` + strings.Repeat("{", 5000), extract.Limit, "deeper", ""},
		{"deep.html", "<html><body>" + strings.Repeat("<div>", 50_000) + "甲", extract.OK, "broken", ""},
		{"password.docx", compound + strings.Repeat("\x00", 504) + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", extract.Encrypted, "password", ""},
		{"password.ofd", archive(t, file{"Encryptions.xml", "<x/>", nil}), extract.Encrypted, "encrypted", ""},
		{"password.odt", archive(t, file{"mimetype", "application/vnd.oasis.opendocument.text", nil}, file{"META-INF/manifest.xml", "<encryption-data/>", nil}), extract.Encrypted, "password", ""},
		{"program.exe", "MZ\x90\x00\x03\x00\x00\x00\xFF\xFF" + strings.Repeat("\x00\xB8", 500), extract.Unsupported, "no known format", ""},
		{"archive.rar", "Rar!\x1A\x07\x00", extract.Corrupt, "archive is damaged", ""},
		{"archive.7z", "7z\xBC\xAF\x27\x1C" + strings.Repeat("\x00", 26), extract.Unsupported, "7z", ""},
		{"winmail.dat", "\x78\x9F\x3E\x22" + strings.Repeat("\x00", 90), extract.Unsupported, "Outlook", ""},
		{"slides.odp", archive(t, file{"mimetype", "application/vnd.oasis.opendocument.presentation", nil}), extract.Unsupported, "presentation", ""},
		{"archive.tar.xz", "\xFD7zXZ\x00" + strings.Repeat("\x00", 26), extract.Unsupported, "xz", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, data := range map[string]string{c.name: c.data, "~~good.txt": "全年培训15人。"} {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
					t.Skip("this file system has no such names:", err)
				}
			}
			sources, err := Walk(dir, ingest.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			var records []*extract.Record
			for rec := range p.Run(context.Background(), sources) {
				records = append(records, rec)
			}
			if len(records) != 2 || records[1].Status != extract.OK {
				t.Fatalf("%d records, or the good file was not read", len(records))
			}
			rec := records[0]
			says := ""
			for _, w := range rec.Warnings {
				says += w.Message
			}
			if f := rec.Failure; f != nil {
				says += f.Message
				if f.Advice == "" || strings.Contains(f.Message+f.Advice, dir) {
					t.Errorf("it says %q, and advises %q", f.Message, f.Advice)
				}
			}
			if rec.Status != c.status || !strings.Contains(says, c.says) {
				t.Errorf("%s, %q, want %s, %q", rec.Status, says, c.status, c.says)
			}
			if c.lacks != "" && strings.Contains(rec.Document.Raw, c.lacks) {
				t.Errorf("its text is %.100q", rec.Document.Raw)
			}
		})
	}
}

// TestSpecial names what is no file, and does not wait for it.
func TestSpecial(t *testing.T) {
	dir := plant(t, "b.txt")
	if err := syscall.Mkfifo(filepath.Join(dir, "a.txt"), 0o600); err != nil {
		t.Skip("this system makes no pipes:", err)
	}
	sources, err := Walk(dir, ingest.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for rec := range (&Pipeline{Engine: engine(t), Workers: 1}).Run(context.Background(), sources) {
		got = append(got, rec.Source.Path+" "+string(rec.Status))
		if rec.Failure != nil && (!strings.Contains(rec.Failure.Message, "pipe") || rec.Failure.Advice == "") {
			t.Errorf("it says %+v", rec.Failure)
		}
	}
	if s := strings.Join(got, ", "); s != "a.txt corrupt, b.txt ok" {
		t.Errorf("got %s", s)
	}
}
