package ingest

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"

	"zongjie/extract"
	"zongjie/extract/text"
)

// at makes a line of 12 points at a place: its width is what its text takes.
func at(left, top float64, s string) Line {
	width := 0.0
	for _, r := range s {
		if width += 6; r >= 0x2E80 {
			width += 6
		}
	}
	return Line{Left: left, Right: left + width, Top: top, Bottom: top + 12, Size: 12, Text: s}
}

func blocksOf(doc *text.Document) []string {
	var all []string
	for _, b := range doc.Blocks {
		all = append(all, fmt.Sprintf("%s %d: %s", b.Kind, b.Page, doc.Raw[doc.RawBlock(slices.Index(doc.Blocks, b)).Start:doc.RawBlock(slices.Index(doc.Blocks, b)).End]))
	}
	return all
}

const full = "全镇上下齐心协力推动各项工作取得新进展新成效展现新面貌" // 27 characters: a line that reaches the margin

func TestLayOut(t *testing.T) {
	narrow := full[:45] // 15 characters: a line of a column
	columns := []Line{at(114, 100, narrow), at(90, 120, narrow+"一年"), at(90, 140, narrow+"一年"), at(90, 160, narrow+"一年"), at(90, 180, "来。"), at(114, 200, narrow),
		at(330, 100, narrow+"二年"), at(330, 120, narrow+"二年"), at(330, 140, "去。"), at(354, 160, narrow), at(330, 180, narrow+"三年")}
	tests := []struct {
		name  string
		pages [][]Line
		want  []string
	}{
		{"an indent begins a paragraph", [][]Line{{at(114, 100, full), at(90, 120, full+"一年"), at(90, 140, "来。"), at(114, 160, full)}},
			[]string{"paragraph 1: " + full + full + "一年来。", "paragraph 1: " + full}},
		{"a short line ends one", [][]Line{{at(90, 100, full), at(90, 120, "完成。"), at(90, 140, full)}},
			[]string{"paragraph 1: " + full + "完成。", "paragraph 1: " + full}},
		{"a label begins one after a full stop", [][]Line{{at(90, 100, full[:len(full)-3]+"。"), at(90, 120, "2.走访群众12户。"), at(90, 140, full)}},
			[]string{"paragraph 1: " + full[:len(full)-3] + "。", "paragraph 1: 2.走访群众12户。", "paragraph 1: " + full}},
		{"a decimal at the beginning of a line is no label", [][]Line{{at(114, 100, full), at(90, 120, "3.5万元。"), at(114, 140, full)}},
			[]string{"paragraph 1: " + full + "3.5万元。", "paragraph 1: " + full}},
		{"a number is not torn apart", [][]Line{{at(90, 100, full+"12"), at(90, 120, "3人参加。"), at(90, 140, full)}},
			[]string{"paragraph 1: " + full + "123人参加。", "paragraph 1: " + full}},
		{"a row of numbers stays together", [][]Line{{at(114, 100, full[3:]), at(90, 120, full), at(90, 140, full[:60]), at(90, 160, "4.2%、5.3%、5.4%。"+full[:60]), at(90, 180, "完成。")}},
			[]string{"paragraph 1: " + full[3:] + full + full[:60] + "4.2%、5.3%、5.4%。" + full[:60] + "完成。"}},
		{"marks of Chinese text get no space", [][]Line{{at(114, 100, full+"5%—"), at(90, 120, "5.5%。"+full[:66]+"“文化”"), at(90, 140, "“旅游”"+full[:72]+"中"), at(90, 160, "……完成。")}},
			[]string{"paragraph 1: " + full + "5%—5.5%。" + full[:66] + "“文化”“旅游”" + full[:72] + "中……完成。"}},
		{"English words get their space", [][]Line{{at(90, 100, "The office of the township trained forty-two volunteers in spring and"), at(90, 120, "visited the school."), at(90, 140, "The office trained others.")}},
			[]string{"paragraph 1: The office of the township trained forty-two volunteers in spring and visited the school.", "paragraph 1: The office trained others."}},
		{"columns are cells", [][]Line{{at(90, 100, "科室\t人数"), at(90, 120, "一、\t概况"), at(90, 140, full)}},
			[]string{"row 1: 科室 | 人数", "paragraph 1: 一、 概况", "paragraph 1: " + full}},
		{"a cell of two lines", [][]Line{{at(90, 100, "植保站和"), at(90, 120, "种子站"), at(200, 100, "15人"), at(90, 150, full)}},
			[]string{"row 1: 植保站和种子站 | 15人", "paragraph 1: " + full}},
		{"what floats goes where it stands", [][]Line{{at(90, 100, "第一段。"), at(90, 120, "第二段。"), at(90, 200, "第三段。"), at(90, 160, "方框里的话。")}},
			[]string{"paragraph 1: 第一段。", "paragraph 1: 第二段。", "paragraph 1: 方框里的话。", "paragraph 1: 第三段。"}},
		{"a note follows what it is about", [][]Line{{at(90, 100, "经费见表\u20601\u2060。"), at(90, 120, "另一段。"), at(90, 700, "1数据来自决算。")}},
			[]string{"paragraph 1: 经费见表。", "paragraph 1: 数据来自决算。", "paragraph 1: 另一段。"}},
		{"furniture is noise, and a paragraph goes on behind it",
			[][]Line{{at(90, 40, "某局简报"), at(114, 100, full), at(90, 120, full+"一年"), at(250, 790, "- 1 -")}, {at(90, 40, "某局简报"), at(90, 100, "来。"), at(114, 120, full), at(250, 790, "- 2 -")}},
			[]string{"noise 1: 某局简报", "paragraph 1: " + full + full + "一年来。", "noise 1: - 1 -", "noise 2: 某局简报", "paragraph 2: " + full, "noise 2: - 2 -"}},
		{"a paragraph fills columns one after the other", [][]Line{columns, {at(90, 100, full[3:48]+"三年"), at(90, 120, "最后一句。")}},
			[]string{"paragraph 1: " + narrow + strings.Repeat(narrow+"一年", 3) + "来。", "paragraph 1: " + narrow + strings.Repeat(narrow+"二年", 2) + "去。", "paragraph 1: " + narrow + narrow + "三年" + full[3:48] + "三年最后一句。"}},
		{"lines in no order are put in order", [][]Line{{at(90, 400, "四。"), at(90, 300, "三。"), at(90, 200, "二。"), at(90, 100, "一。")}},
			[]string{"paragraph 1: 一。", "paragraph 1: 二。", "paragraph 1: 三。", "paragraph 1: 四。"}},
	}
	for _, test := range tests {
		var pages []Page
		for i, lines := range test.pages {
			pages = append(pages, Page{Number: i + 1, Of: len(test.pages), Width: 600, Height: 840, Lines: lines})
		}
		if got := blocksOf(layOut(pages)); !slices.Equal(got, test.want) {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

func TestStartsLabel(t *testing.T) {
	for _, s := range []string{"一、概况", "（二）措施", "(3) visits", "1.走访", "2、走访", "③抓落实", "第三章 总则", "（a）one", "(b) two", "Second, the team", "12)项"} {
		if !startsLabel(s) {
			t.Errorf("%q has no label", s)
		}
	}
	for _, s := range []string{"3.5万元", "32人参加", "2023年", "(2021)", "一年来", "第三产业增长", "one of them, too", "1,130人次", "十多人", "4.2%、5%、5.4%。规上"} {
		if startsLabel(s) {
			t.Errorf("%q has a label", s)
		}
	}
}

// TestUnbroken holds where the first word of a line ends.
func TestUnbroken(t *testing.T) {
	for _, words := range []string{"修|路", "（市、|区）", "柱”，|制", "地”2.4|万", "48%、45.5%。|建", "the| team", "党|员", "完。", "（"} {
		want := len([]rune(words[:max(strings.IndexByte(words, '|'), 0)]))
		if !strings.Contains(words, "|") {
			want = len([]rune(words))
		}
		if got := unbroken([]rune(strings.ReplaceAll(words, "|", ""))); got != want {
			t.Errorf("%s: %d, want %d", words, got, want)
		}
	}
}

func TestPageNumber(t *testing.T) {
	for _, s := range []string{"3", "- 3 -", "— 12 —", "第3页", "第 3 页 共 9 页", "Page 3 of 9", "3/9"} {
		if !pageNumber(s) {
			t.Errorf("%q is a page number", s)
		}
	}
	for _, s := range []string{"", "32人", "2023年", "合计 12", "3.5"} {
		if pageNumber(s) {
			t.Errorf("%q is no page number", s)
		}
	}
}

func TestRanges(t *testing.T) {
	for want, list := range map[string][]int{"": nil, "4": {4}, "1-3, 7": {1, 2, 3, 7}} {
		if got := ranges(list); got != want {
			t.Errorf("%v: %q", list, got)
		}
	}
}

// pdfOf is a PDF reader that gives these pages, and then this error.
type pdfOf struct {
	pages []Page
	err   error
}

func (p pdfOf) Pages(_ []byte, pictures bool, visit func(Page) error) (PDFInfo, error) {
	for _, page := range p.pages {
		if page.Scanned && pictures {
			page.Picture = []byte{1}
		}
		if err := visit(page); err != nil {
			return PDFInfo{}, err
		}
	}
	return PDFInfo{}, p.err
}

type ocrOf struct {
	lines []Line
	err   error
}

func (o ocrOf) Lines([]byte) ([]Line, error) { return o.lines, o.err }

func TestReadPDF(t *testing.T) {
	one := Page{Number: 1, Of: 2, Height: 840, Lines: []Line{at(90, 100, "全年培训15人。")}}
	scan := Page{Number: 2, Of: 2, Height: 840, Scanned: true}
	ocr := func(o OCR) func() OCR { return func() OCR { return o } }
	tests := []struct {
		name   string
		reader Reader
		status extract.Status
		text   string
		says   string // part of the failure or of a warning
	}{
		{"read", Reader{PDF: pdfOf{pages: []Page{one}}}, extract.OK, "全年培训15人。", ""},
		{"no reader", Reader{}, extract.Unsupported, "", "PDF"},
		{"password", Reader{PDF: pdfOf{err: ErrPassword}}, extract.Encrypted, "", "password"},
		{"damaged", Reader{PDF: pdfOf{err: ErrNoPDF}}, extract.Corrupt, "", "damaged"},
		{"no process", Reader{PDF: pdfOf{err: ErrNoWorker}}, extract.Unsupported, "", "process"},
		{"late", Reader{PDF: pdfOf{err: ErrTime}}, extract.Limit, "", "30 seconds"},
		{"late, in part", Reader{PDF: pdfOf{[]Page{one}, ErrTime}}, extract.Partial, "全年培训15人。", "1 of 2 pages"},
		{"crash, in part", Reader{PDF: pdfOf{[]Page{one}, ErrCrash}}, extract.Partial, "全年培训15人。", "1 of 2 pages"},
		{"scanned page, no OCR", Reader{PDF: pdfOf{pages: []Page{one, scan}}}, extract.Partial, "全年培训15人。", "page 2"},
		{"scanned, no OCR", Reader{PDF: pdfOf{pages: []Page{scan}}}, extract.Partial, "", "scanned"},
		{"scanned page, OCR", Reader{PDF: pdfOf{pages: []Page{one, scan}}, OCR: ocr(ocrOf{lines: []Line{at(90, 100, "发展党员2名。")}})}, extract.OK, "发展党员2名。", "recognised"},
		{"scanned page, OCR fails", Reader{PDF: pdfOf{pages: []Page{one, scan}}, OCR: ocr(ocrOf{err: ErrTime})}, extract.Partial, "全年培训15人。", "recognised"},
		{"broken page", Reader{PDF: pdfOf{pages: []Page{one, {Number: 2, Of: 2, Broken: true}}}}, extract.Partial, "全年培训15人。", "page 2"},
		{"no text", Reader{PDF: pdfOf{pages: []Page{{Number: 1, Of: 1}}}}, extract.Corrupt, "", "no text"},
	}
	for _, test := range tests {
		got := test.reader.Read("a.pdf", []byte("%PDF-1.7\n%%EOF"))
		raw := ""
		if got.Document != nil {
			raw = got.Document.Raw
		}
		says := fmt.Sprint(got.Failure, got.Warnings)
		if got.Status != test.status || !strings.Contains(raw, test.text) || !strings.Contains(says, test.says) {
			t.Errorf("%s: %s, %q, %s", test.name, got.Status, raw, says)
		}
		if got.Status != extract.OK && (got.Failure == nil || got.Failure.Advice == "") {
			t.Errorf("%s: no advice", test.name)
		}
	}
}

// TestGarbled tells text in the wrong characters from Chinese.
func TestGarbled(t *testing.T) {
	var b text.Builder
	b.Block(text.Block{}, strings.Repeat("全年组织开展各类培训和活动，发展党员，走访困难群众", 10))
	if garbled(b.Document()) {
		t.Error("Chinese is garbled")
	}
	var rare strings.Builder
	for r := rune(0x9000); r < 0x9100; r++ {
		rare.WriteRune(r)
	}
	var c text.Builder
	c.Block(text.Block{}, rare.String())
	if !garbled(c.Document()) {
		t.Error("rare characters in a row are not garbled")
	}
}

// FuzzLayOut lays out lines anywhere: it must end, and keep the characters.
func FuzzLayOut(f *testing.F) {
	f.Add([]byte{10, 10, 12, 20, 30, 12, 10, 50, 12}, "一、概况\n全年\t15人\n- 3 -")
	f.Add([]byte{0, 0, 0, 255, 255, 255, 1, 0, 9}, "\u20601\u2060注\n1注\n3.5")
	f.Add([]byte{50, 90, 12, 50, 20, 12, 50, 40, 12, 50, 10, 12}, "a\nb\nc\nd\ne")
	f.Fuzz(func(t *testing.T, places []byte, s string) {
		var pages []Page
		for i, line := range strings.Split(s, "\n") {
			if i >= 200 || line == "" {
				break
			}
			var p [8]byte
			if len(places) >= 3 {
				copy(p[:], places[:3])
				places = places[3:]
			}
			v := binary.LittleEndian.Uint64(p[:])
			l := Line{Left: float64(v & 0xFF), Top: float64(v >> 8 & 0xFF), Size: float64(v >> 16 & 0x3F), Text: line}
			l.Right, l.Bottom = l.Left+float64(len(line))*l.Size/2, l.Top+l.Size
			if i%20 == 0 {
				pages = append(pages, Page{Number: len(pages) + 1, Height: 256})
			}
			pages[len(pages)-1].Lines = append(pages[len(pages)-1].Lines, l)
		}
		doc := layOut(pages)
		tidy(doc)
		last := 0
		for _, b := range doc.Blocks {
			if b.Start < last || b.Len() == 0 || b.Page < 1 || b.Page > len(pages) {
				t.Fatalf("block %v of %d pages after %d", b, len(pages), last)
			}
			last = b.End
		}
	})
}
