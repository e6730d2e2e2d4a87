package ingest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"zongjie/extract"
	"zongjie/extract/text"
)

// describe lists the blocks of what was read, each with its kind and place.
func describe(r Result) []string {
	if r.Document == nil {
		return nil
	}
	var all []string
	for _, b := range r.Document.Blocks {
		all = append(all, fmt.Sprintf("%s %s: %s", b.Kind, b.Where, r.Document.RawText(b.Span)))
	}
	return all
}

// TestSamePages holds formats of pages and tables to the text of the sample
// report: every line of it, and nothing else but noise.
func TestSamePages(t *testing.T) {
	source, err := os.ReadFile(filepath.Join(files, "report.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSpace(string(source)), "\n")
	for _, c := range []struct {
		name  string
		pages int
	}{{"report.ofd", 3}, {"report.html", 0}, {"report.eml", 0}} {
		data, err := os.ReadFile(filepath.Join(files, c.name))
		if err != nil {
			t.Fatal(err)
		}
		r := Read(c.name, data)
		if r.Status != extract.OK {
			t.Fatalf("%s: %s, %v", c.name, r.Status, r.Failure)
		}
		checkDocument(t, r.Document)
		var got []string
		pages := 0
		for _, b := range r.Document.Blocks {
			if pages = max(pages, b.Page); b.Kind != text.Noise && b.Where != "subject" {
				got = append(got, r.Document.RawText(b.Span))
			}
		}
		if pages != c.pages {
			t.Errorf("%s: %d pages, want %d", c.name, pages, c.pages)
		}
		slices.Sort(got)
		sorted := slices.Sorted(slices.Values(want))
		compareLines(t, got, sorted)
	}
}

func TestTables(t *testing.T) {
	book := excelize.NewFile()
	for cell, value := range map[string]any{"A1": "培训情况表", "A2": "单位", "B2": "人数", "C2": "合格率", "A3": "甲镇", "B3": 1200, "C3": 0.985, "B4": 8, "A6": "注：不含乙镇。"} {
		if err := book.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	style, err := book.NewStyle(&excelize.Style{NumFmt: 10})
	if err != nil {
		t.Fatal(err)
	}
	if err := book.SetCellStyle("Sheet1", "C3", "C3", style); err != nil {
		t.Fatal(err)
	}
	if err := book.SetCellValue("Sheet1", "A7", "隐藏的一行"); err != nil {
		t.Fatal(err)
	}
	if err := book.SetRowVisible("Sheet1", 7, false); err != nil {
		t.Fatal(err)
	}
	var data bytes.Buffer
	if err := book.Write(&data); err != nil {
		t.Fatal(err)
	}
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("单位;人数\r\n甲镇;12\r\n\"乙\"\"镇\";8\r\n")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, data string
		want       []string
	}{
		{"a.xlsx", data.String(), []string{"paragraph Sheet1!A1: 培训情况表", "row Sheet1!A2: 单位 | 人数 | 合格率", "row Sheet1!A3: 单位: 甲镇；人数: 1200；合格率: 98.50%", "paragraph Sheet1!B4: 8", "paragraph Sheet1!A6: 注：不含乙镇。"}},
		{"a.csv", gbk, []string{"row line 1: 单位 | 人数", "row line 2: 单位: 甲镇；人数: 12", "row line 3: 单位: 乙\"镇；人数: 8"}},
		{"a.tsv", "unit\tpeople\nA, B\t12\n\nnote\t\nC\t3\n", []string{"row line 1: unit | people", "row line 2: unit: A, B；people: 12", "paragraph line 4: note", "row line 5: unit: C；people: 3"}},
		{"c.csv", "填报单位：甲镇,单位：人,2023年\n村名,其中：女,人数（单位：人）\n东村,12,30\n", []string{"row line 1: 填报单位：甲镇 | 单位：人 | 2023年", "row line 2: 村名 | 其中：女 | 人数（单位：人）", "row line 3: 村名: 东村；其中：女: 12；人数（单位：人）: 30"}},
		{"b.csv", "一、概况\n全年培训15人。\n", []string{"paragraph line 1: 一、概况", "paragraph line 2: 全年培训15人。"}},
	}
	for _, test := range tests {
		r := Read(test.name, []byte(test.data))
		if got := describe(r); !slices.Equal(got, test.want) {
			t.Errorf("%s: %s %v\n got %q\nwant %q", test.name, r.Status, r.Failure, got, test.want)
		}
	}
}

// TestSheet reads cells that are one, heads of two rows, and leaves out what is
// hidden.
func TestSheet(t *testing.T) {
	book := excelize.NewFile()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for cell, value := range map[string]any{"A1": "乡镇", "B1": "培训", "D1": "备注", "E1": "负责人", "B2": "期数", "C2": "人数", "A3": "甲镇", "B3": 2, "C3": 80, "D3": "隐藏99人", "E3": "张三",
		"B4": 3, "C4": 95, "E4": "李四", "A5": "乙镇", "B5": 1, "C5": 40, "A6": "丙镇", "B6": 77, "C6": 78} {
		check(book.SetCellValue("Sheet1", cell, value))
	}
	check(book.MergeCell("Sheet1", "A1", "A2"))
	check(book.MergeCell("Sheet1", "B1", "C1"))
	check(book.MergeCell("Sheet1", "A3", "A4"))
	check(book.SetColVisible("Sheet1", "D", false))
	check(book.SetRowVisible("Sheet1", 6, false))
	var data bytes.Buffer
	check(book.Write(&data))
	r := Read("a.xlsx", data.Bytes())
	want := []string{"row Sheet1!A1: 乡镇 | 培训 | 负责人", "row Sheet1!A2: 乡镇 | 培训 期数 | 培训 人数 | 负责人",
		"row Sheet1!A3: 乡镇: 甲镇；培训 期数: 2；培训 人数: 80；负责人: 张三", "row Sheet1!A4: 乡镇: 甲镇；培训 期数: 3；培训 人数: 95；负责人: 李四", "row Sheet1!A5: 乡镇: 乙镇；培训 期数: 1；培训 人数: 40"}
	if got := describe(r); !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
	if says := fmt.Sprint(r.Warnings); len(r.Warnings) != 2 || !strings.Contains(says, "left out: 1") || !strings.Contains(says, "left out: D") {
		t.Errorf("warnings: %s", says)
	}
}

func TestMails(t *testing.T) {
	gbk := func(s string) string {
		out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	web := "From: <Saved by Blink>\r\nSubject: x\r\nDate: Fri, 5 Jan 2024 09:00:00 +0800\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n" +
		"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: http://example.org/\r\n\r\n<html><body><h1>工作总结</h1><p>全年培训15人，走访困难群众8户，完成了各项任务。</p></body></html>\r\n--b--\r\n"
	tests := []struct {
		name, data string
		want       []string
	}{
		{"header and text in GBK as they are", "From: a@example.org\r\nTo: b@example.org\r\nDate: x\r\nSubject: " + gbk("年度总结材料") + "\r\n\r\n" + gbk("全年组织培训15人，走访困难群众8户。") + "\r\n",
			[]string{"noise from: From: a@example.org", "noise to: To: b@example.org", "noise date: Date: x", "heading subject: 年度总结材料", "paragraph line 1 of the text: 全年组织培训15人，走访困难群众8户。"}},
		{"web page in a mail", "From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>请查收。</p><p>谢谢！</p>",
			[]string{"noise from: From: a@example.org", "noise to: To: b@example.org", "heading subject: x", "paragraph line 1 of the text: 请查收。", "paragraph line 2 of the text: 谢谢！"}},
		{"web archive", web, []string{"heading line 1 of the text: 工作总结", "paragraph line 2 of the text: 全年培训15人，走访困难群众8户，完成了各项任务。"}},
	}
	for _, test := range tests {
		r := Read("a.eml", []byte(test.data))
		if got := describe(r); !slices.Equal(got, test.want) {
			t.Errorf("%s: %s %v\n got %q\nwant %q", test.name, r.Status, r.Failure, got, test.want)
		}
	}
	if n := len(Attachments([]byte(web))); n != 0 {
		t.Errorf("a web archive has %d attachments", n)
	}
}

// ofdWith makes an OFD document of one page.
func ofdWith(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"OFD.xml", "Doc/Document.xml", "Doc/P.xml", "Doc/T.xml", "Encryptions.xml"} {
		if parts[name] == "" {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func ofdParts(page string) map[string]string {
	return map[string]string{
		"OFD.xml":          `<OFD><DocBody><DocRoot>/Doc/Document.xml</DocRoot></DocBody></OFD>`,
		"Doc/Document.xml": `<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea><TemplatePage ID="1" BaseLoc="T.xml"/></CommonData><Pages><Page BaseLoc="P.xml"/></Pages></Document>`,
		"Doc/T.xml":        `<Page><Content><Layer><TextObject Boundary="20 10 100 5" Size="4"><TextCode X="0" Y="4">某局简报</TextCode></TextObject></Layer></Content></Page>`,
		"Doc/P.xml":        page,
	}
}

func TestOFD(t *testing.T) {
	page := `<Page><Template TemplateID="1"/><Content><Layer><PageBlock>` +
		`<TextObject Boundary="20 50 100 5" Size="4"><TextCode X="0" Y="4" DeltaX="g 3 4 20 4">全年培训人数</TextCode></TextObject>` +
		`<TextObject Boundary="20 60 100 12" Size="4"><TextCode X="0" Y="4" DeltaX="4 0 4" DeltaY="0 8 0">培训走访</TextCode></TextObject>` +
		`</PageBlock></Layer></Content></Page>`
	for _, c := range []struct {
		name   string
		parts  func(map[string]string)
		status extract.Status
		want   []string
	}{
		{"whole", func(map[string]string) {}, extract.OK, []string{"noise p. 1: 某局简报", "row p. 1: 全年培训 | 人数", "paragraph p. 1: 培训", "paragraph p. 1: 走访"}},
		{"no page", func(m map[string]string) { m["Doc/P.xml"] = "" }, extract.Partial, nil},
		{"page breaks off", func(m map[string]string) { m["Doc/P.xml"] = page[:strings.Index(page, "</TextObject>")+13] }, extract.Partial, []string{"noise p. 1: 某局简报", "row p. 1: 全年培训 | 人数"}},
		{"no text", func(m map[string]string) { m["Doc/P.xml"] = "<Page/>" }, extract.Partial, nil},
		{"encrypted", func(m map[string]string) { m["OFD.xml"], m["Encryptions.xml"] = "", "<OFD.xml/>" }, extract.Encrypted, nil},
		{"template of itself", func(m map[string]string) {
			m["Doc/T.xml"] = strings.Replace(m["Doc/T.xml"], "<Content>", `<Template TemplateID="1"/><Content>`, 1)
		}, extract.OK, []string{"noise p. 1: 某局简报", "row p. 1: 全年培训 | 人数", "paragraph p. 1: 培训", "paragraph p. 1: 走访"}},
	} {
		parts := ofdParts(page)
		c.parts(parts)
		r := Read("a.ofd", ofdWith(t, parts))
		if got := describe(r); r.Status != c.status || !slices.Equal(got, c.want) {
			t.Errorf("%s: %s %v\n got %q\nwant %q", c.name, r.Status, r.Failure, got, c.want)
		}
	}
}

func FuzzOFD(f *testing.F) {
	f.Add(`<Page><Content><Layer><TextObject Boundary="20 50 100 5" CTM="1 0 0 1 0 0" Size="4"><TextCode X="0" Y="4" DeltaX="g 3 4 20 4" DeltaY="g 9 5">全年培训人数</TextCode></TextObject></Layer></Content></Page>`)
	f.Add(`<Page><Template TemplateID="1"/><TextObject Boundary="1e300 NaN" Size="-4"><TextCode DeltaX="g 99999999 1">x</TextCode>`)
	f.Fuzz(func(t *testing.T, page string) {
		if r := Read("a.ofd", ofdWith(t, ofdParts(page))); r.Document != nil {
			checkDocument(t, r.Document)
		}
	})
}

func FuzzXLSX(f *testing.F) {
	data, err := os.ReadFile(filepath.Join(files, "report.xlsx"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[:len(data)/2])
	f.Fuzz(func(t *testing.T, data []byte) {
		if doc, err := readXLSX(&input{with: &Reader{}, data: data}); err == nil && doc == nil {
			t.Error("neither a document nor why there is none")
		}
	})
}

func FuzzCSV(f *testing.F) {
	f.Add("单位,人数\n甲镇,12\n\"乙\n镇\",8\n")
	f.Add("a;b\n;\n\"\n")
	f.Fuzz(func(t *testing.T, s string) {
		if r := Read("a.csv", []byte(s)); r.Document != nil {
			checkDocument(t, r.Document)
		}
	})
}

func FuzzEML(f *testing.F) {
	data, err := os.ReadFile(filepath.Join(files, "report.eml"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data[:2000])
	f.Add([]byte("From: a\nTo: b\nSubject: =?gb2312?B?1+DQ?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\n\nFrom: c\n\ny\n--x--"))
	f.Fuzz(func(t *testing.T, data []byte) {
		Attachments(data)
		if r := Read("a.eml", data); r.Document != nil {
			checkDocument(t, r.Document)
		}
	})
}

// officeOf is an Office that gives always the same.
type officeOf struct {
	data []byte
	err  error
}

func (o officeOf) Convert([]byte, string, string) ([]byte, error) { return o.data, o.err }

// TestConvert holds documents that LibreOffice must convert to a status, with
// advice, whatever becomes of that.
func TestConvert(t *testing.T) {
	locked := string(oleFile(oleEntry{name: "Workbook", data: []byte("\x09\x08\x02\x00\x00\x06\x2F\x00\x02\x00\x00\x00\x85\x00\x00\x00")}))
	if r := (&Reader{Office: officeOf{err: ErrConvert}}).Read("a.xls", []byte(locked)); r.Status != extract.Encrypted || !strings.Contains(r.Failure.Advice, ".xlsx without") {
		t.Errorf("locked workbook: %s %+v", r.Status, r.Failure)
	}
	ods := zipped(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>")
	if r := Read("a.ods", ods); r.Format != "ods" || r.Status != extract.Unsupported || !strings.Contains(r.Failure.Message, "LibreOffice") {
		t.Errorf("OpenDocument workbook: %s %s %+v", r.Format, r.Status, r.Failure)
	}
	report, err := os.ReadFile(filepath.Join(files, "report.docx"))
	if err != nil {
		t.Fatal(err)
	}
	old, err := os.ReadFile(filepath.Join(files, "report.doc"))
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(old, []byte("\xEC\xA5\x01\x01"))
	if at < 0 {
		t.Fatal("the sample does not begin as expected")
	}
	old[at+2], old[at+3] = 0x68, 0 // the version of Word 95
	for _, c := range []struct {
		name   string
		office Office
		status extract.Status
		says   string
	}{
		{"read", officeOf{data: report}, extract.OK, "ingest/converted"},
		{"not installed", nil, extract.Unsupported, "install LibreOffice"},
		{"not understood", officeOf{err: ErrConvert}, extract.Corrupt, "LibreOffice could not read it"},
		{"late", officeOf{err: ErrTime}, extract.Limit, "higher --office-timeout"},
		{"nonsense", officeOf{data: []byte("PK\x03\x04")}, extract.Corrupt, "advice"},
	} {
		for name, data := range map[string][]byte{"a.doc": old, "a.wpd": []byte("\xFFWPC"), "b.doc": []byte("\xDB\xA5\x2D\x00")} {
			got := (&Reader{Office: c.office}).Read(name, data)
			says := fmt.Sprintf("%+v %+v advice", got.Failure, got.Warnings)
			if got.Status != c.status || !strings.Contains(says, c.says) || got.Format == "docx" || (got.Document != nil) != (c.status == extract.OK) {
				t.Errorf("%s, %s: %s %s %s", c.name, name, got.Format, got.Status, says)
			}
			if got.Status != extract.OK && got.Failure.Advice == "" {
				t.Errorf("%s: no advice", c.name)
			}
			if name == "a.doc" && got.Properties.Author != "李办公" {
				t.Errorf("%s: the properties are lost", c.name)
			}
		}
	}
}
