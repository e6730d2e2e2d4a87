package ingest

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zongjie/extract"
)

// flat makes one XML file of the parts of a document.
func flat(t testing.TB, document []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(document), int64(len(document)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\r\n" + `<?mso-application progid="Word.Document"?>` + "\r\n" + `<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">`)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		_, content, _ := strings.Cut(string(data), "?>")
		b.WriteString(`<pkg:part pkg:name="/` + f.Name + `" pkg:contentType="application/xml"><pkg:xmlData>` + content + `</pkg:xmlData></pkg:part>`)
	}
	return b.String() + "</pkg:package>"
}

func TestFlatOPC(t *testing.T) {
	document, err := os.ReadFile(filepath.Join(files, "report.docx"))
	if err != nil {
		t.Fatal(err)
	}
	want := Read("a.docx", document)
	whole := flat(t, document)
	for _, name := range []string{"a.xml", "a.doc"} {
		got := Read(name, []byte(whole))
		if got.Format != "flatopc" || got.Status != extract.OK || show(got.Document) != show(want.Document) || got.Properties != want.Properties {
			t.Errorf("%s: %s %s %v", name, got.Format, got.Status, got.Failure)
		}
	}
	if got := Read("a.xml", []byte(whole[:strings.Index(whole, "植保培训班")])); got.Status != extract.Partial || !strings.Contains(got.Document.Raw, "加强党的建设") { // the numbering came after it
		t.Errorf("cut off: %s %v", got.Status, got.Failure)
	}
	if got := Read("a.xml", []byte(`<pkg:package xmlns:pkg="x"></pkg:package>`)); got.Status != extract.Corrupt {
		t.Errorf("empty: %s %v", got.Status, got.Failure)
	}
}

func FuzzFlatOPC(f *testing.F) {
	f.Add(`<pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document></pkg:xmlData></pkg:part>`)
	f.Add(`<pkg:part pkg:name="/word/document.xml"><pkg:xmlData><pkg:xmlData><w:body></pkg:part></pkg:xmlData>`)
	f.Fuzz(func(t *testing.T, parts string) {
		if r := Read("a.xml", []byte(`<pkg:package xmlns:pkg="x">`+parts+`</pkg:package>`)); r.Document != nil {
			checkDocument(t, r.Document)
		}
	})
}

func FuzzFODT(f *testing.F) {
	f.Add(`<office:automatic-styles><style:style style:name="a" style:family="text"><style:text-properties text:display="none"/></style:style></office:automatic-styles><office:body><office:text><text:p>x<text:span text:style-name="a">y</text:span></text:p></office:text></office:body>`)
	f.Add(`<office:master-styles><style:master-page><style:header><text:p>x</text:p></style:header></style:master-page></office:master-styles><office:body>`)
	f.Fuzz(func(t *testing.T, body string) {
		if r := Read("a.fodt", []byte(`<?xml version="1.0"?><office:document xmlns:office="x">`+body+`</office:document>`)); r.Document != nil {
			checkDocument(t, r.Document)
		}
	})
}
