package ingest

import (
	"strings"
	"testing"

	"zongjie/extract"
)

const odtSpaces = `xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:table="b" xmlns:draw="d" xmlns:fo="f" xmlns:loext="l"`

// odt returns a document with this body.
func odt(t testing.TB, body string) []byte {
	return zipped(t, "mimetype", "application/vnd.oasis.opendocument.text",
		"styles.xml", `<office:document-styles `+odtSpaces+`><office:styles><style:style style:name="Title" style:family="paragraph"/>`+
			`<text:outline-style><text:outline-level-style text:level="1" style:num-format="一, 二" style:num-suffix="、"><style:list-level-properties><style:list-level-label-alignment text:label-followed-by="nothing"/></style:list-level-properties></text:outline-level-style>`+
			`<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>`+
			`<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" loext:num-list-format="(%1%)"/><text:list-level-style-bullet text:level="2" text:bullet-char="•"/></text:list-style></office:styles>`+
			`<office:master-styles><style:master-page><style:header><text:p>页眉</text:p></style:header><style:footer-left><text:p>页脚</text:p></style:footer-left></style:master-page></office:master-styles></office:document-styles>`,
		"content.xml", `<office:document-content `+odtSpaces+`><office:automatic-styles><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/><style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style></office:automatic-styles><office:body><office:text>`+body+`</office:text></office:body></office:document-content>`)
}

func TestODT(t *testing.T) {
	p := func(s string) string { return "<text:p>" + s + "</text:p>" }
	h := func(level, s string) string { return `<text:h text:outline-level="` + level + `">` + s + "</text:h>" }
	items := func(attr string, texts ...string) string {
		return `<text:list text:style-name="L" ` + attr + `><text:list-item>` + strings.Join(texts, `</text:list-item><text:list-item>`) + `</text:list-item></text:list>`
	}
	for _, c := range []struct{ name, body, want string }{
		{"headings", `<text:p text:style-name="P1">总结</text:p>` + h("1", "工作") + h("2", "学习") + h("2", "慰问") + h("1", "打算") + h("2", "修路"),
			"heading1: 总结\nheading1: 一、工作\nheading2: 一.1 学习\nheading2: 一.2 慰问\nheading1: 二、打算\nheading2: 二.1 修路\n"},
		{"lists", items(`xml:id="a"`, p("修路"), p("通水")+p("两处")) + p("另有") + items(`text:continue-list="a"`, p("植树")) + items("", p("养鱼")+`<text:list><text:list-item>`+p("草鱼")+`</text:list-item></text:list>`) + items(`text:continue-numbering="true"`, p("种菜")),
			"item: (1) 修路\nitem: (2) 通水\nparagraph: 两处\nparagraph: 另有\nitem: (3) 植树\nitem: (1) 养鱼\nitem2: 草鱼\nitem: (2) 种菜\n"},
		{"start of an item", `<text:list text:style-name="L"><text:list-header>` + p("头") + `</text:list-header><text:list-item text:start-value="5">` + p("修路") + `</text:list-item><text:list-item>` + p("通水") + `</text:list-item></text:list>`, "paragraph: 头\nitem: (5) 修路\nitem: (6) 通水\n"},
		{"white space and breaks", p(" 修\n 路<text:s text:c=\"2\"/><text:span>三</text:span><text:tab/>条<text:line-break/>通水 "), "paragraph: 修 路  三\t条\nparagraph: 通水\n"},
		{"hidden and deleted", `<text:tracked-changes><text:p>旧</text:p></text:tracked-changes>` + p(`修<text:span text:style-name="T1">暗</text:span>路<office:annotation><text:p>批注</text:p></office:annotation>`) + `<text:section text:display="none">` + p("暗") + `</text:section>`, "paragraph: 修路\n"},
		{"deleted where it stands", `<text:tracked-changes><text:changed-region text:id="c"><text:deletion/></text:changed-region><text:changed-region text:id="d"><text:insertion/></text:changed-region></text:tracked-changes>` +
			p(`修<text:change-start text:change-id="c"/>旧<text:span>桥</text:span><text:change-end text:change-id="c"/>路<text:change-start text:change-id="d"/>三条<text:change-end text:change-id="d"/><text:change-start text:change-id="c"/>旧`) + p("旧") + p(`旧<text:change-end text:change-id="c"/>完`),
			"paragraph: 修路三条\nparagraph: 完\n"},
		{"table", `<table:table><table:table-header-rows><table:table-row><table:table-cell>` + p("项目") + `</table:table-cell><table:table-cell>` + p("数") + `</table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell>` + p("修") + p("路") + `</table:table-cell><table:table-cell>` + p("3") + `</table:table-cell></table:table-row></table:table>`, "row: 项目 | 数\nrow: 修 路 | 3\n"},
		{"note and box", p(`收入<text:note><text:note-citation>1</text:note-citation><text:note-body>`+p("据统计局")+`</text:note-body></text:note>三万<draw:frame><draw:text-box>`+p("框")+`</draw:text-box></draw:frame>`) + p("完"), "paragraph: 收入三万\nparagraph: 据统计局\nparagraph: 框\nparagraph: 完\n"},
		{"contents", `<text:table-of-content><text:table-of-content-source><text:index-title-template>目录</text:index-title-template></text:table-of-content-source><text:index-body>` + p("一、工作 1") + `</text:index-body></text:table-of-content>`, "noise: 一、工作 1\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := read(t, "a.odt", string(odt(t, c.body)))
			if got, want := show(r.Document), "noise: 页眉\n"+c.want+"noise: 页脚\n"; got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestDamagedODT(t *testing.T) {
	locked := zipped(t, "mimetype", "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml", "<manifest><file-entry><encryption-data/></file-entry></manifest>", "content.xml", "x")
	if r := Read("a.odt", locked); r.Status != extract.Encrypted || r.Document != nil {
		t.Errorf("locked: status %s", r.Status)
	}
	whole := odt(t, strings.Repeat("<text:p>修路三条</text:p>", 50)+"<text:p>")
	if r := Read("a.odt", whole); r.Status != extract.Partial || !strings.Contains(r.Document.Raw, "修路三条") {
		t.Errorf("broken off: status %s", r.Status)
	}
	none := zipped(t, "mimetype", "application/vnd.oasis.opendocument.text", "styles.xml", "<x/>")
	if r := Read("a.odt", none); r.Status != extract.Corrupt {
		t.Errorf("without text: status %s", r.Status)
	}
}

func FuzzODT(f *testing.F) {
	f.Add([]byte(`<text:list text:style-name="L"><text:list-item><text:h text:outline-level="2">x</text:h></text:list-item></text:list><table:table><table:table-row/></table:table>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		if r := Read("a.odt", odt(t, string(body))); r.Document != nil {
			checkDocument(t, r.Document)
		}
	})
}

func BenchmarkODT(b *testing.B) { benchmarkFile(b, "report.odt") }
