package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zongjie/extract"
)

const wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

// zipped returns an archive of parts: names and contents in turn.
func zipped(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const testStyles = `<w:styles ` + wordSpace + `>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="9"><w:name w:val="toc 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="character" w:styleId="h"><w:name w:val="secret"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>`

const testNumbering = `<w:numbering ` + wordSpace + `><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:pStyle w:val="1"/><w:suff w:val="nothing"/><w:lvlText w:val="第%1章"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="2"/><w:isLgl/><w:suff w:val="space"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>`

const testNotes = `<w:footnotes ` + wordSpace + `><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="1"><w:p><w:r><w:t>据统计局。</w:t></w:r></w:p></w:footnote></w:footnotes>`

// docx returns a document with this body.
func docx(t testing.TB, body string) []byte {
	return zipped(t, "word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document `+wordSpace+`><w:body>`+body+`<w:sectPr/></w:body></w:document>`,
		"word/styles.xml", testStyles, "word/numbering.xml", testNumbering, "word/footnotes.xml", testNotes)
}

func word(properties, s string) string {
	return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t>" + s + "</w:t></w:r></w:p>"
}

func listed(list, level string) string {
	return `<w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + list + `"/></w:numPr>`
}

func TestDOCX(t *testing.T) {
	const (
		begin, separate, end = `<w:r><w:fldChar w:fldCharType="begin"/></w:r>`, `<w:r><w:fldChar w:fldCharType="separate"/></w:r>`, `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
		tc, tcEnd            = `<w:tc><w:p><w:r><w:t>`, `</w:t></w:r></w:p></w:tc>`
	)
	style := func(id string) string { return `<w:pStyle w:val="` + id + `"/>` }
	run := func(s string) string { return "<w:r><w:t>" + s + "</w:t></w:r>" }
	for _, c := range []struct{ name, body, want string }{
		{"headings", word(style("t"), "总结") + word(style("1"), "工作") + word(style("2"), "学习") + word(style("2"), "慰问") + word(style("1"), "打算") + word(style("2"), "修路") + word(`<w:outlineLvl w:val="2"/>`, "通水"),
			"heading1: 总结\nheading1: 第一章工作\nheading2: 1.1 学习\nheading2: 1.2 慰问\nheading1: 第二章打算\nheading2: 2.1 修路\nheading3: 通水\n"},
		{"a paragraph in the style of a heading", word(style("1")+`<w:numPr><w:numId w:val="0"/></w:numPr>`, strings.Repeat("修路三条。", 30)), "paragraph: " + strings.Repeat("修路三条。", 30) + "\n"},
		{"lists", word(listed("2", "0"), "修路") + word(listed("2", "1"), "东村") + word(listed("2", "0"), "通水") + word("", "另有:") + word(listed("3", "0"), "植树") + word(listed("7", "0"), "养鱼"),
			"item: 1) 修路\nitem2: 东村\nitem: 2) 通水\nparagraph: 另有:\nitem: 5) 植树\nparagraph: 养鱼\n"},
		{"an empty item counts, a deleted or hidden one does not", word(listed("2", "0"), "") + word(listed("2", "0"), "修路") +
			`<w:p><w:pPr>` + listed("2", "0") + `</w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r></w:p>` + word(listed("2", "0"), "通水"), "item: 2) 修路\nitem: 3) 通水\n"},
		{"changes", `<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>` + run("新") + `</w:ins><w:moveFrom>` + run("去") + `</w:moveFrom><w:moveTo>` + run("来") + `</w:moveTo></w:p>`, "paragraph: 新来\n"},
		{"a deleted end joins paragraphs", `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + run("修路") + `</w:p>` + word("", "三条"), "paragraph: 修路三条\n"},
		{"hidden", `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:rPr><w:rStyle w:val="h"/></w:rPr><w:t>暗</w:t></w:r><w:r><w:rPr><w:rStyle w:val="h"/><w:vanish w:val="0"/></w:rPr><w:t>明</w:t></w:r></w:p>`, "paragraph: 明\n"},
		{"breaks and tabs", `<w:p><w:r><w:t>修路</w:t><w:tab/><w:t>三条</w:t><w:br/><w:t>通水</w:t><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>`, "paragraph: 修路\t三条\nparagraph: 通水-☑\n"},
		{"symbols", `<w:p>` + run("得分") + `<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>` + run("80分") + `<w:r><w:sym w:font="Wingdings" w:char="F0A3"/><w:sym w:font="Symbol" w:char="F0A3"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>`, "paragraph: 得分≥80分□≤✓\n"},
		{"fields", "<w:p>" + begin + `<w:r><w:instrText> HYPERLINK "x" </w:instrText></w:r>` + separate + run("网") + begin + `<w:r><w:instrText>PAGE</w:instrText></w:r>` + separate + run("3") + end + run("页") + end + `<w:fldSimple w:instr="X">` + run("完") + `</w:fldSimple></w:p>`, "paragraph: 网3页完\n"},
		{"contents", "<w:p>" + begin + `<w:r><w:instrText> TOC \o </w:instrText></w:r>` + separate + run("一、工作 1") + "</w:p><w:p>" + run("二、打算 2") + "</w:p><w:p>" + end + "</w:p>" + word(style("9"), "三、体会 3") + word("", "正文"),
			"noise: 一、工作 1\nnoise: 二、打算 2\nnoise: 三、体会 3\nparagraph: 正文\n"},
		{"table", `<w:tbl><w:tr>` + tc + "项目" + tcEnd + tc + "数" + tcEnd + `</w:tr><w:tr><w:trPr><w:del/></w:trPr>` + tc + "旧" + tcEnd + `</w:tr><w:tr>` + `<w:tc>` + word("", "修") + word("", "路") + `</w:tc><w:sdt><w:sdtContent>` + tc + "3条" + tcEnd + `</w:sdtContent></w:sdt></w:tr><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>`,
			"row: 项目 | 数\nrow: 修 路 | 3条\n"},
		{"table as a frame", `<w:tbl><w:tr><w:tc>` + word(style("1"), "工作") + word("", "修路三条。") + `</w:tc></w:tr></w:tbl>`, "heading1: 第一章工作\nparagraph: 修路三条。\n"},
		{"long cell", `<w:tbl><w:tr>` + tc + "事迹" + tcEnd + `<w:tc>` + word("", strings.Repeat("修路三条。", 90)) + word("", "通水两处。") + `</w:tc></w:tr></w:tbl>`, "paragraph: 事迹\nparagraph: " + strings.Repeat("修路三条。", 90) + "\nparagraph: 通水两处。\n"},
		{"table within a table", `<w:tbl><w:tr>` + tc + "甲" + tcEnd + `<w:tc><w:tbl><w:tr>` + tc + "乙" + tcEnd + tc + "丙" + tcEnd + `</w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>`, "row: 甲 | 乙 | 丙\n"},
		{"note", `<w:p>` + run("收入") + `<w:r><w:footnoteReference w:id="1"/></w:r>` + run("三万元") + `</w:p>` + word("", "完"), "paragraph: 收入三万元\nparagraph: 据统计局。\nparagraph: 完\n"},
		{"note in a cell", `<w:tbl><w:tr><w:tc><w:p>` + run("收入") + `<w:r><w:footnoteReference w:id="1"/></w:r></w:p></w:tc>` + tc + "3" + tcEnd + `</w:tr></w:tbl>`, "row: 收入 | 3\nparagraph: 据统计局。\n"},
		{"text box, read once", `<w:p>` + run("图") + `<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>` + word("", "框") + `</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>` + word("", "框") + `</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`, "paragraph: 图\nparagraph: 框\n"},
		{"controls", `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + word("", "单击此处输入") + `</w:sdtContent></w:sdt><w:sdt><w:sdtContent>` + word("", "修路") + `</w:sdtContent></w:sdt>`, "paragraph: 修路\n"},
		{"ruby", `<w:p><w:r><w:ruby><w:rt><w:r><w:t>lù</w:t></w:r></w:rt><w:rubyBase>` + run("路") + `</w:rubyBase></w:ruby></w:r></w:p>`, "paragraph: 路\n"},
		{"equations", `<w:p>` + run("占") + `<m:oMath><m:f><m:num><m:r><m:t>3</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f></m:oMath>` + run("，面积") + `<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>` + run("亩") + `</w:p>`, "paragraph: 占3/4，面积10^2亩\n"},
		{"entities", `<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>` + word("", "修路&amp;通水&#x4e09;&y;"), "paragraph: 修路&通水三&y;\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := read(t, "a.docx", string(docx(t, c.body)))
			if got := show(r.Document); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestDOCXWhere(t *testing.T) {
	r := read(t, "a.docx", string(docx(t, word("", "修路")+word("", "")+`<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc>`+word("", "甲")+`</w:tc><w:tc>`+word("", "乙")+`</w:tc></w:tr></w:tbl><w:p><w:r><w:t>通水</w:t><w:footnoteReference w:id="1"/></w:r></w:p>`)))
	var got []string
	for _, b := range r.Document.Blocks {
		got = append(got, b.Where)
	}
	if s := strings.Join(got, "; "); s != "paragraph 1; table 1, row 2; paragraph 2; note 1" {
		t.Errorf("places %s", s)
	}
}

// TestDOCXChunk reads documents that hold a file of another format.
func TestDOCXChunk(t *testing.T) {
	chunk := func(name, content string) Result {
		return Read("a.docx", zipped(t, "word/document.xml", `<w:document `+wordSpace+` xmlns:r="r"><w:body>`+word("", "修路")+`<w:altChunk r:id="c"/></w:body></w:document>`,
			"word/_rels/document.xml.rels", `<Relationships><Relationship Id="c" Type="x/aFChunk" Target="`+name+`"/></Relationships>`, "word/"+name, content))
	}
	if r := chunk("c.html", "<html><body><p>通水两处。</p></body></html>"); r.Status != extract.OK || show(r.Document) != "paragraph: 修路\nparagraph: 通水两处。\n" {
		t.Errorf("web page: status %s, %s", r.Status, show(r.Document))
	}
	if r := chunk("c.docx", string(docx(t, word("", "通水")))); len(r.Warnings) != 1 || r.Warnings[0].Code != "ingest/part" {
		t.Errorf("document: warnings %v", r.Warnings)
	}
}

// TestDamagedDOCX reads documents that are broken in one way each.
func TestDamagedDOCX(t *testing.T) {
	whole, err := os.ReadFile(filepath.Join(files, "report.docx"))
	if err != nil {
		t.Fatal(err)
	}
	locked := bytes.Clone(docx(t, word("", "修路")))
	for at := 0; ; at++ {
		i := bytes.Index(locked[at:], []byte("PK\x01\x02"))
		if i < 0 {
			break
		}
		at += i
		binary.LittleEndian.PutUint16(locked[at+8:], 1)
	}
	deep := strings.Repeat("<w:sdt>", 5000)
	for _, c := range []struct {
		name   string
		data   []byte
		status extract.Status
		text   string
	}{
		{"cut off in the text", whole[:len(whole)/2], extract.Partial, "云岭县农业技术推广中心2023年工作总结"},
		{"cut off after it", whole[:len(whole)-600], extract.Partial, "再上新台阶"},
		{"without text", zipped(t, "word/document.xml", "", "a", "b"), extract.Corrupt, ""},
		{"broken off", docx(t, word("", "修路")+"<w:p><w:r><w:t>通水</w:t"), extract.Partial, "通水"},
		{"locked", locked, extract.Encrypted, ""},
		{"deep", docx(t, word("", "修路")+deep), extract.Limit, "修路"},
		{"bomb", docx(t, word("", "修路")+word("", strings.Repeat(" ", 40<<20))), extract.Limit, "修路"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := Read("a.docx", c.data)
			if r.Status != c.status || r.Failure == nil || r.Failure.Message == "" || r.Failure.Advice == "" {
				t.Fatalf("status %s, failure %+v, want %s", r.Status, r.Failure, c.status)
			}
			if c.text == "" {
				if r.Document != nil {
					t.Error("there is a document")
				}
				return
			}
			checkDocument(t, r.Document)
			if !strings.Contains(r.Document.Raw, c.text) {
				t.Errorf("%q is not in %q", c.text, r.Document.Raw)
			}
		})
	}
}

func FuzzDOCX(f *testing.F) {
	f.Add([]byte(word(listed("2", "0"), "修路三条") + `<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>`))
	f.Add([]byte(`<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:footnoteReference w:id="1"/><w:txbxContent><w:p/></w:txbxContent></w:r></w:p></w:body>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		if r := Read("a.docx", docx(t, string(body))); r.Document != nil {
			checkDocument(t, r.Document)
		}
	})
}

func FuzzZip(f *testing.F) {
	f.Add(docx(f, word("", "修路")))
	f.Add(docx(f, word("", "修路"))[:300])
	f.Fuzz(func(t *testing.T, data []byte) {
		if r := Read("a.docx", append([]byte("PK\x03\x04word/document.xml"), data...)); r.Document != nil {
			checkDocument(t, r.Document)
		}
	})
}

func BenchmarkDOCX(b *testing.B) { benchmarkFile(b, "report.docx") }

// benchmarkFile reads one of the sample reports, which have five pages.
func benchmarkFile(b *testing.B, name string) {
	data, err := os.ReadFile(filepath.Join(files, name))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		Read(name, data)
	}
}

// TestBesideText holds that comments are not read, and that files within a
// document are named.
func TestBesideText(t *testing.T) {
	data := zipped(t, "word/document.xml", `<w:document `+wordSpace+`><w:body><w:p><w:commentRangeStart w:id="1"/><w:r><w:t>修路三条。</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r><w:r><w:object><o:OLEObject ProgID="Equation.3" r:id="r4"/></w:object></w:r></w:p></w:body></w:document>`,
		"word/comments.xml", `<w:comments `+wordSpace+`><w:comment w:id="1"><w:p><w:r><w:t>应为九条</w:t></w:r></w:p></w:comment></w:comments>`,
		"word/_rels/document.xml.rels", `<Relationships><Relationship Id="r1" Type="http://x/comments" Target="comments.xml"/><Relationship Id="r2" Type="http://x/package" Target="embeddings/附表.xlsx"/><Relationship Id="r3" Type="http://x/oleObject" Target="embeddings/oleObject1.bin"/><Relationship Id="r4" Type="http://x/oleObject" Target="embeddings/oleObject2.bin"/></Relationships>`)
	r := Read("a.docx", data)
	if got := show(r.Document); got != "paragraph: 修路三条。\n" {
		t.Errorf("got %s", got)
	}
	if len(r.Warnings) != 1 || r.Warnings[0].Code != "ingest/embedded" || !strings.Contains(r.Warnings[0].Message, "(2): oleObject1.bin, 附表.xlsx") {
		t.Errorf("warnings %v", r.Warnings)
	}
}
