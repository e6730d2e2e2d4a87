// Command gen writes report.docx from report.txt, which is beside it in
// testdata/files: labels of the text become automatic numbering, the note a
// footnote, the notice a text box, and rows a table. It adds what a reader must
// leave out: deleted and hidden text, a header and page numbers. The .doc, .odt,
// .fodt and .rtf were made from the .docx by LibreOffice.
package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

const (
	head     = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	schemas  = "http://schemas.openxmlformats.org/"
	office   = schemas + "officeDocument/2006/relationships"
	wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	spaces   = `xmlns:w="` + schemas + `wordprocessingml/2006/main" xmlns:r="` + office + `" xmlns:mc="` + schemas + `markup-compatibility/2006"` +
		` xmlns:wp="` + schemas + `drawingml/2006/wordprocessingDrawing" xmlns:a="` + schemas + `drawingml/2006/main"` +
		` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable=""`
)

func main() {
	log.SetFlags(0)
	dir := "testdata/files"
	source, err := os.ReadFile(filepath.Join(dir, "report.txt"))
	if err != nil {
		log.Fatal(err)
	}
	w := &writer{}
	lines := strings.Split(strings.TrimSpace(string(source)), "\n")
	for _, line := range lines {
		if note, ok := strings.CutPrefix(line, "注："); ok {
			w.note = note
		}
	}
	for i, line := range lines {
		next := ""
		if i+1 < len(lines) {
			next = lines[i+1]
		}
		w.line(i, line, next)
	}
	data, err := archive(w.body.String(), w.note, w.lists)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "report.docx"), data, 0o644); err != nil {
		log.Fatal(err)
	}
}

type writer struct {
	body  strings.Builder
	rows  []string
	note  string // its words
	lists int    // that begin with 1
}

var label = regexp.MustCompile(`^(?:([一二三四五六]、)|(（[一二三四五六]）)|(\d\.))`)

// line adds a line of the text. The note hangs on the paragraph that announces
// the table.
func (w *writer) line(i int, line, next string) {
	switch m := label.FindStringSubmatch(line); {
	case strings.Contains(line, " | "):
		w.rows = append(w.rows, line)
		if !strings.Contains(next, " | ") {
			w.table()
		}
	case strings.HasPrefix(line, "注："): // it is in the paragraph before the table
	case strings.HasPrefix(line, "公示栏："):
		fmt.Fprintf(&w.body, "<w:p>%s</w:p>\n", box(line))
	case i == 0:
		w.paragraph("Title", "", line)
	case m == nil:
		w.paragraph("", "", line)
	case m[1] != "":
		w.paragraph("Heading1", "", line[len(m[1]):])
	case m[2] != "":
		w.paragraph("Heading2", "", line[len(m[2]):])
	default:
		if m[3] == "1." {
			w.lists++
		}
		w.paragraph("ListParagraph", fmt.Sprintf(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>`, w.lists+1), line[len(m[3]):])
	}
}

func (w *writer) paragraph(style, properties, s string) {
	if style != "" {
		properties = `<w:pStyle w:val="` + style + `"/>` + properties
	}
	fmt.Fprintf(&w.body, "<w:p><w:pPr>%s</w:pPr>%s%s</w:p>\n", properties, runs(s), w.extras(s))
}

// extras returns what hangs on some paragraphs: text that must not be read, and
// the note.
func (w *writer) extras(s string) string {
	switch {
	case strings.Contains(s, "警示"):
		return `<w:del w:id="7" w:author="x"><w:r><w:delText>另有入党申请人31名。</w:delText></w:r></w:del>`
	case strings.Contains(s, "植保培训班"):
		return `<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏的培训费77万元。</w:t></w:r>`
	case strings.Contains(s, "下表"):
		return `<w:r><w:footnoteReference w:id="2"/></w:r>`
	}
	return ""
}

// runs writes s in pieces, as Word does.
func runs(s string) string {
	var b strings.Builder
	letters := []rune(s)
	for len(letters) > 0 {
		n := min(17, len(letters))
		fmt.Fprintf(&b, `<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r>`, html.EscapeString(string(letters[:n])))
		letters = letters[n:]
	}
	return b.String()
}

func (w *writer) table() {
	b := &w.body
	b.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="8000" w:type="dxa"/></w:tblPr><w:tblGrid>` + strings.Repeat(`<w:gridCol w:w="2000"/>`, 4) + `</w:tblGrid>`)
	for _, row := range w.rows {
		b.WriteString("<w:tr>")
		for _, cell := range strings.Split(row, " | ") {
			fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p>%s</w:p></w:tc>`, runs(cell))
		}
		b.WriteString("</w:tr>")
	}
	b.WriteString("</w:tbl>\n")
	w.rows = nil
}

// box returns a text box, once for new programs and once for old ones.
func box(s string) string {
	content := `<w:txbxContent><w:p>` + runs(s) + `</w:p></w:txbxContent>`
	return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">` +
		`<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="5200000" cy="500000"/><wp:wrapTopAndBottom/><wp:docPr id="1" name="box"/>` +
		`<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5200000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"/></wps:spPr><wps:txbx>` + content + `</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>` +
		`<mc:Fallback><w:pict><v:shape style="width:400pt;height:40pt"><v:textbox>` + content + `</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
}

// numbering returns the numbering part: a scheme for the headings, and one for
// each list. LibreOffice cannot write lists of a scheme that start anew to .doc.
func numbering(lists int) string {
	level := func(i int, format, text string) string {
		return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/>%s<w:suff w:val="nothing"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/></w:lvl>`,
			i, format, map[string]string{"%1、": `<w:pStyle w:val="Heading1"/>`, "（%2）": `<w:pStyle w:val="Heading2"/>`}[text], text)
	}
	var b strings.Builder
	b.WriteString(head + `<w:numbering ` + spaces + `><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>` + level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）") + `</w:abstractNum>`)
	for i := range lists {
		fmt.Fprintf(&b, `<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="hybridMultilevel"/>%s</w:abstractNum>`, i+1, level(0, "decimal", "%1."))
	}
	for i := range lists + 1 {
		fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>`, i+1, i)
	}
	return b.String() + `</w:numbering>`
}

const styles = head + `<w:styles ` + spaces + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="SimSun"/><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="44"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/></w:style>` +
	`<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr></w:style></w:styles>`

const (
	header     = head + `<w:hdr ` + spaces + `><w:p><w:r><w:t>内部资料 2019年印制500份</w:t></w:r></w:p></w:hdr>`
	footer     = head + `<w:ftr ` + spaces + `><w:p><w:r><w:t>第</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>页</w:t></w:r></w:p></w:ftr>`
	properties = head + `<cp:coreProperties xmlns:cp="` + schemas + `package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>李办公</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">2023-12-20T08:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2023-12-28T09:30:00Z</dcterms:modified></cp:coreProperties>`
)

// archive returns the .docx.
func archive(body, note string, lists int) ([]byte, error) {
	type part struct{ name, kind, content string }
	parts := []part{
		{"document", "officeDocument", head + `<w:document ` + spaces + `><w:body>` + body + `<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>`},
		{"styles", "styles", styles},
		{"numbering", "numbering", numbering(lists)},
		{"footnotes", "footnotes", head + `<w:footnotes ` + spaces + `><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:footnoteRef/></w:r>` + runs("注："+note) + `</w:p></w:footnote></w:footnotes>`},
		{"settings", "settings", head + `<w:settings ` + spaces + `/>`},
		{"header1", "header", header},
		{"footer1", "footer", footer},
	}
	types, related := "", ""
	for i, p := range parts {
		kind := p.kind
		if i == 0 {
			kind = "document.main"
		} else {
			related += fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/%s" Target="%s.xml"/>`, i, office, p.kind, p.name)
		}
		types += fmt.Sprintf(`<Override PartName="/word/%s.xml" ContentType="%s%s+xml"/>`, p.name, wordType, kind)
	}
	const packages = schemas + "package/2006/"
	files := [][2]string{
		{"[Content_Types].xml", head + `<Types xmlns="` + packages + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` + types + `<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`},
		{"_rels/.rels", head + `<Relationships xmlns="` + packages + `relationships"><Relationship Id="rId1" Type="` + office + `/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="` + packages + `relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", head + `<Relationships xmlns="` + packages + `relationships">` + related + `</Relationships>`},
		{"docProps/core.xml", properties},
	}
	for _, p := range parts {
		files = append(files, [2]string{"word/" + p.name + ".xml", p.content})
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		w, err := z.Create(f[0])
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(f[1])); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}
