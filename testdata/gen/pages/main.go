// Command pages writes the sample report as a workbook, a table as text, a web
// page, a mail, an archive and an OFD document, from report.txt and report.docx,
// which are beside them in testdata/files. Report.pdf was made from the .docx by
// LibreOffice, and its date was then changed in
// place; report.xls was made from the .xlsx by the same. Run it in testdata/files.
package main

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"fmt"
	"html"
	"log"
	"os"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func main() {
	log.SetFlags(0)
	source, err := os.ReadFile("report.txt")
	check(err)
	docx, err := os.ReadFile("report.docx")
	check(err)
	lines := strings.Split(strings.TrimSpace(string(source)), "\n")
	write("report.xlsx", workbook(lines))
	write("report.csv", table(lines))
	write("report.html", page(lines))
	write("report.eml", mail(source, docx))
	write("report.zip", archive(source, docx))
	write("report.ofd", ofd(lines))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func write(name string, data []byte) { check(os.WriteFile(name, data, 0o644)) }

// What the files say of themselves, as report.docx does.
const (
	writer  = "李办公"
	made    = "2023-12-20T08:00:00Z"
	changed = "2023-12-28T09:30:00Z"
)

// cells returns the cells of a line: paragraphs have one.
func cells(line string) []string { return strings.Split(line, " | ") }

func workbook(lines []string) []byte {
	f := excelize.NewFile()
	check(f.SetSheetName("Sheet1", "总结"))
	for i, line := range lines {
		for j, c := range cells(line) {
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			check(err)
			check(f.SetCellStr("总结", at, c))
		}
	}
	_, err := f.NewSheet("草稿")
	check(err)
	check(f.SetCellStr("草稿", "A1", "隐藏的培训费77万元"))
	check(f.SetSheetVisible("草稿", false))
	check(f.SetDocProps(&excelize.DocProperties{Creator: writer, Created: made, Modified: changed}))
	b, err := f.WriteToBuffer()
	check(err)
	return b.Bytes()
}

// table writes a table in GB18030, as Excel does in China.
func table(lines []string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	for _, line := range lines {
		row := append(cells(line), "", "", "")
		check(w.Write(row[:4]))
	}
	w.Flush()
	out, err := simplifiedchinese.GB18030.NewEncoder().Bytes(b.Bytes())
	check(err)
	return out
}

var (
	headLabel = regexp.MustCompile(`^[一二三四五六七八九十]+、`)
	partLabel = regexp.MustCompile(`^（[一二三四五六七八九十]+）`)
)

func page(lines []string) []byte {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\"><title>" + lines[0] + "_某某网</title>\n<meta name=\"author\" content=\"" + writer + "\"><meta name=\"PubDate\" content=\"" + made + "\"><meta property=\"article:modified_time\" content=\"" + changed + "\"></head>\n<body>\n" +
		"<div class=\"nav\"><a href=\"/\">首页</a> | <a href=\"/jh\">工作计划</a> | <a href=\"/zj\">工作总结</a></div>\n<div class=\"article\">\n")
	rows := false
	for i, line := range lines {
		if c := cells(line); len(c) > 1 {
			if !rows {
				b.WriteString("<table border=\"1\">\n")
			}
			rows = true
			b.WriteString("<tr><td>" + strings.Join(c, "</td><td>") + "</td></tr>\n")
			continue
		}
		if rows {
			b.WriteString("</table>\n")
			rows = false
		}
		tag := "p"
		switch {
		case i == 0:
			tag = "h1"
		case headLabel.MatchString(line):
			tag = "h2"
		case partLabel.MatchString(line):
			tag = "h3"
		}
		fmt.Fprintf(&b, "<%s>%s</%s>\n", tag, html.EscapeString(line), tag)
	}
	b.WriteString("</div>\n<div class=\"footer\">版权所有 2019 某某网 备案号12345678</div>\n</body></html>\n")
	return []byte(b.String())
}

func mail(text, attachment []byte) []byte {
	encode := func(data []byte) string {
		s := base64.StdEncoding.EncodeToString(data)
		var b strings.Builder
		for len(s) > 76 {
			b.WriteString(s[:76] + "\r\n")
			s = s[76:]
		}
		return b.String() + s + "\r\n"
	}
	word := func(s string) string { return "=?UTF-8?B?" + base64.StdEncoding.EncodeToString([]byte(s)) + "?=" }
	return []byte("From: " + word("办公室") + " <office@example.org>\r\nTo: <audit@example.org>\r\nSubject: " + word("报送工作总结") +
		"\r\nDate: Fri, 5 Jan 2024 09:00:00 +0800\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"part\"\r\n\r\n" +
		"--part\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encode(text) +
		"--part\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"" + word("工作总结.docx") + "\"\r\n\r\n" + encode(attachment) +
		"--part--\r\n")
}

// archive has names in GBK, as Windows writes them in China, and an archive in it.
func archive(text, docx []byte) []byte {
	name, err := simplifiedchinese.GB18030.NewEncoder().String("总结/工作总结.txt")
	check(err)
	return zipped([]member{{name, text}, {"inner.zip", zipped([]member{{"report.docx", docx}})}})
}

type member struct {
	name string
	data []byte
}

func zipped(members []member) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		w, err := z.CreateHeader(&zip.FileHeader{Name: m.name, Method: zip.Deflate, NonUTF8: true})
		check(err)
		_, err = w.Write(m.data)
		check(err)
	}
	check(z.Close())
	return b.Bytes()
}

// The measures of the OFD document, in millimetres.
const (
	left, top, bottom = 28.0, 30.0, 270.0
	size, leading     = 4.2, 7.0
	perLine           = 36 // Chinese characters
	column            = 38.0
)

// ofd sets the report in pages, with a template that holds their header.
func ofd(lines []string) []byte {
	var pages []string
	var b strings.Builder
	y := top
	object := func(x, y float64, s string) {
		var steps []string
		runes := []rune(s)
		for _, r := range runes[:max(len(runes)-1, 0)] {
			steps = append(steps, fmt.Sprint(width(r)))
		}
		fmt.Fprintf(&b, "<ofd:TextObject ID=\"%d\" Boundary=\"%g %g 200 %g\" Font=\"3\" Size=\"%g\"><ofd:TextCode X=\"0\" Y=\"%g\" DeltaX=\"%s\">%s</ofd:TextCode></ofd:TextObject>",
			b.Len()+100, x, y, size, size, size, strings.Join(steps, " "), html.EscapeString(s))
	}
	turn := func() {
		if b.Len() == 0 {
			return
		}
		object(105, 283, fmt.Sprintf("— %d —", len(pages)+1))
		pages = append(pages, b.String())
		b.Reset()
		y = top
	}
	for i, line := range lines {
		if c := cells(line); len(c) > 1 {
			for j, s := range c {
				object(left+column*float64(j), y, s)
			}
			y += leading
			continue
		}
		x := left + 2*size
		if i == 0 {
			x = 60
		}
		for _, s := range wrap(line, left+perLine*size-x) {
			if y > bottom {
				turn()
			}
			object(x, y, s)
			x = left
			y += leading
		}
	}
	turn()
	const head = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	const space = ` xmlns:ofd="http://www.ofdspec.org/2016"`
	files := []member{
		{"OFD.xml", []byte(head + `<ofd:OFD` + space + ` Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID><ofd:Author>` + writer + `</ofd:Author><ofd:CreationDate>` + made + `</ofd:CreationDate><ofd:ModDate>` + changed + `</ofd:ModDate></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`)},
		{"Doc_0/Tpls/Tpl_0/Content.xml", []byte(head + `<ofd:Page` + space + `><ofd:Content><ofd:Layer ID="9"><ofd:TextObject ID="10" Boundary="28 15 150 5" Font="3" Size="4"><ofd:TextCode X="0" Y="4">内部资料 2019年印制500份</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>`)},
	}
	var list strings.Builder
	for i, p := range pages {
		fmt.Fprintf(&list, `<ofd:Page ID="%d" BaseLoc="Pages/Page_%d/Content.xml"/>`, 20+i, i)
		files = append(files, member{fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i),
			[]byte(head + `<ofd:Page` + space + `><ofd:Template TemplateID="8"/><ofd:Content><ofd:Layer ID="9">` + p + `</ofd:Layer></ofd:Content></ofd:Page>`)})
	}
	files = append(files, member{"Doc_0/Document.xml", []byte(head + `<ofd:Document` + space + `><ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>` +
		`<ofd:TemplatePage ID="8" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>` + list.String() + `</ofd:Pages></ofd:Document>`)})
	return zipped(files)
}

func width(r rune) float64 {
	if r < 0x2E80 {
		return size / 2
	}
	return size
}

// wrap cuts a line where it is full, at first after so many millimetres. No
// line begins with a mark that must not, and no number is cut.
func wrap(line string, room float64) []string {
	var all []string
	runes := []rune(line)
	for len(runes) > 0 {
		n, used := 0, 0.0
		for n < len(runes) && used+width(runes[n]) <= room {
			used += width(runes[n])
			n++
		}
		for n < len(runes) && n > 1 && (strings.ContainsRune("，。；：、）”！", runes[n]) || runes[n] < 0x80 && runes[n-1] < 0x80) {
			n--
		}
		all = append(all, string(runes[:n]))
		runes = runes[n:]
		room = perLine * size
	}
	return all
}
