package table_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"zongjie/pipeline/table"
)

var format = table.Format{Header: true, Columns: [][]string{{"file", "文件"}, {"organization", "单位"}, {"year", "年度"}}}

// show writes rows and mistakes, those of one line on one line.
func show(rows []table.Row, mistakes []table.Mistake) string {
	var out []string
	for _, r := range rows {
		out = append(out, fmt.Sprintf("%d %s", r.Line, strings.Join(r.Cells, "|")))
	}
	for _, m := range mistakes {
		out = append(out, fmt.Sprintf("%d! %s", m.Line, m.Text))
	}
	return strings.Join(out, "\n")
}

func TestTablesAreRead(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("文件,单位\n甲.docx,实验小学\n")
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("文件\t单位\n甲.docx\t实验小学\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ data, want string }{
		{"file,organization,year\na.docx,实验小学,2023\n", "2 a.docx|实验小学|2023"},
		{"\ufefffile,organization,year\r\na.docx,实验小学,2023\r\n", "2 a.docx|实验小学|2023"},
		{"單位；年度；文件\n实验小学；2023；a.docx", "2 a.docx|实验小学|2023"},
		{"File; Organization ;YEAR\n a.docx ; 实验小学 ;", "2 a.docx|实验小学|"},
		{"sep=;\nfile;year\na.docx;2023", "3 a.docx||2023"},
		{"文件，年度\n甲.docx，2023", "2 甲.docx||2023"},
		{gb, "2 甲.docx|实验小学|"},
		{wide, "2 甲.docx|实验小学|"},
		{"\n\nyear,file\n,\n2020,\"a, b.docx\"\n\n", "5 a, b.docx||2020"},
		{"file,year,,\na,2020,,\n", "2 a||2020"},
		{"", "1! the table is empty; its first row names the columns: file, organization, year"},
		{"a.docx,实验小学\n", "1! the first row must name the columns: file, organization, year"},
		{"file,name,year,color,file\na,b,2020,c", "2 a||2020\n1! there is no column \"name\"; the columns are file, organization, year\n" +
			"1! there is no column \"color\"; the columns are file, organization, year\n1! two columns are called file"},
		{"file,year\na,2020,x\n", "2 a||2020\n2! the row has more cells than there are columns"},
		{"file,year\n\"a,2020\nb,2021\n", "2! a quotation mark (\") is out of place: one inside a cell is written twice, and the cell stands between two"},
		{"PK\x03\x04\x00\x00", "0! it is no text in UTF-8, UTF-16 or GB18030: save it as CSV"},
		{strings.Repeat("x", table.MaxBytes+1), "0! it has more than 16 MB: that is no table that a person wrote"},
	} {
		if got := show(format.Read([]byte(c.data))); got != c.want {
			t.Errorf("%.60q:\n got %s\nwant %s", c.data, got, c.want)
		}
	}
}

func TestHeaderMayBeLeftOut(t *testing.T) {
	f := table.Format{Columns: [][]string{{"alias", "别名"}, {"organization", "单位"}}}
	for data, want := range map[string]string{
		"甲,乙\n丙,丁":                "1 甲|乙\n2 丙|丁",
		"organization,alias\n乙,甲": "2 甲|乙",
		"单位\t别名\n乙\t甲":            "2 甲|乙",
		"甲,乙,丙":                   "1 甲|乙\n1! the row has more cells than there are columns",
		"":                        "",
	} {
		if got := show(f.Read([]byte(data))); got != want {
			t.Errorf("%q:\n got %s\nwant %s", data, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"file,year\na,2020", "文件;年度\n\"甲\n乙\";二〇二三", "\xff\xfef\x00", "sep=,\nfile\n", "\"", "file\tyear\n\t\n\xce\xc4"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		rows, mistakes := format.Read(data)
		lines := 1 + strings.Count(string(data), "\n") + strings.Count(string(data), "\r")
		for _, r := range rows {
			if len(r.Cells) != 3 || r.Line < 1 {
				t.Errorf("%q: row %+v", data, r)
			}
			if r.Line > lines && !slices.Contains(data, 0) {
				t.Errorf("%q: row in line %d of %d", data, r.Line, lines)
			}
		}
		for _, m := range mistakes {
			if m.Text == "" {
				t.Errorf("%q: an empty mistake", data)
			}
		}
	})
}
