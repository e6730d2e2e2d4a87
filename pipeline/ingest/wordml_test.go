package ingest

import (
	"os"
	"testing"

	"zongjie/extract"
)

const wordML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:o="o" xmlns:wx="x" xmlns:aml="a" xmlns:v="v">
<o:DocumentProperties><o:Author>李办公</o:Author><o:Created>2023-12-20T08:00:00Z</o:Created><o:LastSaved>2023-12-28T09:30:00Z</o:LastSaved></o:DocumentProperties>
<w:lists><w:listDef w:listDefId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="37"/><w:suff w:val="Nothing"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:lvlText w:val="%2)"/></w:lvl></w:listDef>
<w:list w:ilfo="1"><w:ilst w:val="0"/></w:list></w:lists>
<w:styles><w:style w:type="paragraph" w:default="on" w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:listPr><w:ilfo w:val="1"/></w:listPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>
<w:body><wx:sect>`

func TestWordML(t *testing.T) {
	p := func(properties, runs string) string {
		return "<w:p><w:pPr>" + properties + "</w:pPr>" + runs + "</w:p>"
	}
	run := func(s string) string { return "<w:r><w:t>" + s + "</w:t></w:r>" }
	data := wordML + p("", run("工作总结")) +
		`<wx:sub-section>` + p(`<w:pStyle w:val="1"/>`, run("修路")) +
		p(`<w:listPr><w:ilvl w:val="1"/><w:ilfo w:val="1"/><wx:t wx:val="1)"/></w:listPr>`, run("通水")) +
		p("", run("收入")+`<w:r><w:footnote><w:p>`+run("据统计局")+`</w:p></w:footnote></w:r>`+run("三万")+`<aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>旧</w:delText></w:r></aml:content></aml:annotation><aml:annotation w:type="Word.Insertion"><aml:content>`+run("元")+`</aml:content></aml:annotation><aml:annotation w:type="Word.Comment"><aml:content><w:p>`+run("批注")+`</w:p></aml:content></aml:annotation><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>`) +
		`</wx:sub-section><wx:sub-section>` + p(`<w:pStyle w:val="1"/>`, run("打算")) + `<w:tbl><w:tr><w:tc>` + p("", run("项目")) + `</w:tc><w:tc>` + p("", run("3")) + `</w:tc></w:tr></w:tbl></wx:sub-section>` +
		`<w:sectPr><w:hdr w:type="odd">` + p("", run("页眉")) + `</w:hdr></w:sectPr></wx:sect></w:body></w:wordDocument>`
	want := "paragraph: 工作总结\nheading1: 一、修路\nitem2: 1) 通水\nparagraph: 收入三万元\nparagraph: 据统计局\nheading1: 二、打算\nrow: 项目 | 3\nnoise: 页眉\n"
	for _, name := range []string{"a.xml", "a.doc"} {
		r := Read(name, []byte(data))
		if got := show(r.Document); r.Status != extract.OK || r.Format != "wordml" || got != want {
			t.Errorf("%s %v got\n%s\nwant\n%s", r.Status, r.Failure, got, want)
		}
		if r.Properties != (Properties{"李办公", "2023-12-20T08:00:00Z", "2023-12-28T09:30:00Z"}) {
			t.Errorf("properties %q", r.Properties)
		}
	}
	if r := Read("a.xml", []byte(data[:len(data)-300])); r.Status != extract.Partial || r.Document == nil {
		t.Errorf("cut off: %s", r.Status)
	}
}

func FuzzWordML(f *testing.F) {
	f.Add(`<w:p><w:r><w:footnote><w:p><w:r><w:footnote/></w:r></w:p></w:footnote></w:r></w:p></wx:sect></w:body></w:wordDocument>`)
	f.Add(`<w:p><w:pPr><w:listPr><w:ilfo w:val="1"/></w:listPr></w:pPr><aml:annotation w:type="x"><w:p/></aml:annotation></w:p><w:sectPr><w:hdr><w:p/>`)
	f.Fuzz(func(t *testing.T, body string) {
		if r := Read("a.xml", []byte(wordML+body)); r.Document != nil {
			checkDocument(t, r.Document)
		}
	})
}

// TestRealWordML reads a file that Word wrote.
func TestRealWordML(t *testing.T) {
	for _, path := range shared(t, "formats") {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if r := Read(path, data); r.Format == "wordml" && (r.Status != extract.OK || len(r.Document.Blocks) == 0) {
			t.Errorf("%s: %s %v", path, r.Status, r.Failure)
		}
	}
}
