package ingest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zongjie/extract"
)

// gbk writes s as RTF of code page 936 does.
func gbk(t testing.TB, s string) string {
	encoded, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, c := range []byte(encoded) {
		if c < 0x80 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, `\'%02x`, c)
		}
	}
	return b.String()
}

func TestRTF(t *testing.T) {
	g := func(s string) string { return gbk(t, s) }
	const head = `{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fnil\fcharset134 SimSun;}{\f1\froman\fcharset0 Times;}}{\stylesheet{\s1\outlinelevel0 heading 1;}{\s2 heading 2;}{\*\cs3 x;}}` +
		`{\*\listtable{\list{\listlevel\levelnfc37\levelstartat1\levelfollow2{\leveltext\'02\'00\u12289?;}{\levelnumbers\'01;}}{\listlevel\levelnfc0\levelstartat1\levelfollow1{\leveltext\'03\'00.\'01;}{\levelnumbers\'01\'03;}\levellegal1}\listid7}{\list{\listlevel\levelnfc23{\leveltext\'01\u-3913?;}}\listid8}}` +
		`{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}{\listoverride\listid7\listoverridecount1{\lfolevel\listoverridestartat\levelstartat4}\ls2}{\listoverride\listid8\listoverridecount0\ls3}}`
	for _, c := range []struct{ name, body, want string }{
		{"code page of the font", `\f0 ` + g("修路三条") + `\f1 road\par`, "paragraph: 修路三条road\n"},
		{"raw bytes", `\f0 ` + string([]byte{0xD0, 0xDE, 0xC2, 0xB7}) + `\par`, "paragraph: 修路\n"},
		{"a second byte that is a letter", `\f0 \'81@\par`, "paragraph: 丂\n"},
		{"unicode and what stands for it", `\uc1\u20462?\u36335\'3f{\uc2\u19977\'c8\'fd}\u-10179?\u-8704?\uc0\u26465\par`, "paragraph: 修路三😀条\n"},
		{"labels written beside", `\pard\ls1{\listtext\f0 ` + g("一、") + `\tab}\f0 ` + g("修路") + `\par\pard\ls1\ilvl1{\listtext 1.1 }\f0 ` + g("通水") + `\par`, "item: 一、修路\nitem2: 1.1 通水\n"},
		{"labels made", `\pard\ls1\f0 ` + g("修路") + `\par\ilvl1 ` + g("通水") + `\par\pard\ls2 ` + g("植树") + `\par\pard\ls3{\listtext\u-3913?\tab}` + g("养鱼") + `\par`, "item: 一、修路\nitem2: 1.1 通水\nitem: 四、植树\nitem: 养鱼\n"},
		{"headings", `\pard\s1\f0 ` + g("工作") + `\par\pard\s2 ` + g("学习") + `\par\pard\outlinelevel2 ` + g("慰问") + `\par`, "heading1: 工作\nheading2: 学习\nheading3: 慰问\n"},
		{"hidden and deleted", `\f0 ` + g("修") + `{\v ` + g("暗") + `}{\deleted ` + g("旧") + `}` + g("路") + `\par{\v ` + g("暗") + `\par}`, "paragraph: 修路\n"},
		{"table", `\trowd\cellx1\cellx2\pard\intbl\f0 ` + g("项目") + `\cell ` + g("数") + `\cell\row\trowd\pard\intbl ` + g("修") + `\par ` + g("路") + `\cell 3\cell\row\pard ` + g("完") + `\par`, "row: 项目 | 数\nrow: 修 路 | 3\nparagraph: 完\n"},
		{"note and box", `\f0 ` + g("收入{") + `\super\chftn{\footnote\pard\plain\f0 ` + g("据统计局") + `}}` + g("三万") + `{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\f0 ` + g("框") + `\par}}{\shprslt{\*\do{\dptxbxtext\f0 ` + g("框") + `\par}}}}\par`, "paragraph: 收入三万\nparagraph: 据统计局\nparagraph: 框\n"},
		{"notes in a table and after it", `\trowd\pard\intbl\f0 ` + g("甲") + `{\footnote ` + g("注一") + `}\cell 3\cell\row\pard ` + g("乙") + `{\footnote ` + g("注二") + `}\par`, "row: 甲 | 3\nparagraph: 注一\nparagraph: 乙\nparagraph: 注二\n"},
		{"header, field, contents", `{\header\f0 ` + g("页眉") + `\par}{\footer 1\par}{\field{\*\fldinst TOC \\o}{\fldrslt\f0 ` + g("一、工作 1") + `\par}}\f0{\field{\*\fldinst{HYPERLINK "x"}}{\fldrslt ` + g("网页") + `}}\par`, "noise: 页眉\nnoise: 1\nnoise: 一、工作 1\nparagraph: 网页\n"},
		{"skipped", `{\info{\author x}}{\pict 00ff}{\*\unknown x}{\object{\result x}}\bin3 }}}\f0 ` + g("修路") + `\line ` + g("通水") + `\~\{\}\_\emdash\par`, "paragraph: 修路\nparagraph: 通水\u00A0{}-—\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := read(t, "a.rtf", head+c.body+"}")
			if got := show(r.Document); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestDamagedRTF(t *testing.T) {
	whole, err := os.ReadFile(filepath.Join(files, "report.rtf"))
	if err != nil {
		t.Fatal(err)
	}
	r := Read("a.rtf", whole[:len(whole)/2])
	if r.Status != extract.Partial || !strings.Contains(r.Document.Raw, "一、加强党的建设") {
		t.Errorf("cut off: status %s", r.Status)
	}
	if r = Read("a.rtf", []byte(`{\rtf1 `+strings.Repeat("{", 5000))); r.Status != extract.Limit {
		t.Errorf("deep: status %s", r.Status)
	}
	for i := range 400 {
		if r := Read("a.rtf", whole[:i*len(whole)/400]); r.Document != nil {
			checkDocument(t, r.Document)
		}
	}
}

func FuzzRTF(f *testing.F) {
	f.Add([]byte(`\ansicpg936{\fonttbl{\f0\fcharset134 x;}}\f0\'d0\'de{\footnote x}\trowd\intbl a\cell\row\par`))
	f.Add([]byte(`{\*\listtable{\list{\listlevel{\leveltext\'02\'00.;}}\listid1}}{\*\listoverridetable{\listoverride\listid1\ls1}}\ls1 x\par{\shp{\shptxt y}}{\field{\*\fldinst TOC}{\fldrslt z\par}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		if r := Read("a.rtf", []byte(`{\rtf1`+string(body)+"}")); r.Document != nil {
			checkDocument(t, r.Document)
		}
	})
}

func BenchmarkRTF(b *testing.B) { benchmarkFile(b, "report.rtf") }
