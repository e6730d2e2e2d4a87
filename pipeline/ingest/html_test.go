package ingest

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zongjie/extract"
)

// Paragraphs that pages of the tests are about.
const (
	first  = "全年召开支部大会四次,组织党员上山植树,开展义诊,受到群众欢迎,各项任务全部完成。"
	second = "工会慰问困难职工二十七名,发放米面油和慰问金,并且开办了图书室,职工都说好。"
	third  = "明年要新修水渠三公里,培训农户两百人,争取资金四十万元,让村里的日子更好。"
)

func TestHTML(t *testing.T) {
	article := "paragraph: " + first + "\nparagraph: " + second + "\nparagraph: " + third + "\n"
	paragraphs := "<p>" + first + "</p>\n<p>" + second + "</p><p>" + third + "</p>"
	for _, c := range []struct{ name, in, want string }{
		{"plain", "<html><body><h1>青山村总结</h1>" + paragraphs + "</body></html>", "heading1: 青山村总结\n" + article},
		{"menu, path and foot",
			`<html><head><title>青山村二〇二〇年总结_范文站</title><script>var a="3人";</script><style>p{}</style></head><body><ul class="nav"><li><a href="/">首页</a></li><li><a href="/b">总结</a></li></ul>
			<div>当前位置：<a href="/">首页</a> &gt; 总结</div><h1>青山村二〇二〇年总结</h1><div class="info">来源：青山日报</div><div class="content">` + paragraphs + `</div>
			<div class="rel"><h3>相关文章</h3><ul><li><a href="#">慰问职工30人的总结</a></li></ul></div><div class="foot">版权所有</div></body></html>`,
			"noise: 首页\nnoise: 总结\nnoise: 当前位置：首页 > 总结\nheading1: 青山村二〇二〇年总结\nnoise: 来源：青山日报\n" + article + "noise: 相关文章\nnoise: 慰问职工30人的总结\nnoise: 版权所有\n"},
		{"paragraphs ended by br", "<html><body><h2>青山村总结</h2><div>" + first + "<br/><br/>　　" + second + "<br>" + third + "</div></body></html>", "heading2: 青山村总结\n" + article},
		{"title only in the head", "<html><head><title>青山村二〇二〇年工作总结 - 范文站</title></head><body>" + paragraphs + "</body></html>", "heading1: 青山村二〇二〇年工作总结\n" + article},
		{"title in a paragraph", "<html><head><title>青山村二〇二〇年工作总结</title></head><body><p>青山村二〇二〇年工作总结</p>" + paragraphs + "</body></html>", "heading1: 青山村二〇二〇年工作总结\n" + article},
		{"headings and short lines within", "<html><body><h1>青山村总结</h1><div><h3>一、学习</h3><p>" + first + "</p><p><b>二、慰问</b></p><p>" + second + "</p><p>" + third + "</p><p>青山村</p></div></body></html>",
			"heading1: 青山村总结\nheading3: 一、学习\nparagraph: " + first + "\nparagraph: 二、慰问\nparagraph: " + second + "\nparagraph: " + third + "\nparagraph: 青山村\n"},
		{"ordered list", "<html><body><h1>青山村总结</h1>" + paragraphs + `<ol start="3"><li>修路三条,通水两处。</li><li>种树百棵,养鱼千尾。</li></ol></body></html>`,
			"heading1: 青山村总结\n" + article + "item1: 3. 修路三条,通水两处。\nitem1: 4. 种树百棵,养鱼千尾。\n"},
		{"lists numbered in other ways", "<html><body><h1>青山村总结</h1>" + paragraphs + `<ol style="color:red; list-style-type: cjk-ideographic"><li>修路三条,通水两处。</li><li>种树百棵,养鱼千尾。</li></ol>` +
			`<ol class="list-paddingleft-1 custom_cn2" start="3"><li class="list-cn-3-1">修桥一座,架线两公里。</li></ol><ol reversed><li>义诊四次,受到欢迎。</li><li style="list-style: upper-roman inside">慰问五户,送去米面。</li></ol><ol type="a"><li type="i">巡河六次,清淤两里。</li></ol></body></html>`,
			"heading1: 青山村总结\n" + article + "item1: 一、修路三条,通水两处。\nitem1: 二、种树百棵,养鱼千尾。\nitem1: （三）修桥一座,架线两公里。\nitem1: 2. 义诊四次,受到欢迎。\nitem1: I. 慰问五户,送去米面。\nitem1: i. 巡河六次,清淤两里。\n"},
		{"list labelled by hand", "<html><body><h1>青山村总结</h1>" + paragraphs + "<ol><li>1、修路三条,通水两处。</li></ol></body></html>",
			"heading1: 青山村总结\n" + article + "item1: 1、修路三条,通水两处。\n"},
		{"table of data", "<html><body><h1>青山村总结</h1>" + paragraphs + "<table><tr><th>项目</th><th>数量</th></tr><tr><td>修路</td><td>3条</td></tr></table><p>" + first + "</p></body></html>",
			"heading1: 青山村总结\n" + article + "row: 项目 | 数量\nrow: 修路 | 3条\nparagraph: " + first + "\n"},
		{"paragraphs in cells", "<html><body><h1>青山村总结</h1>" + paragraphs + "<table><tr><td>项\n目</td><td>数量</td></tr><tr><td><p>修路</p>\n<p>通水</p></td><td><p>男15</p>\n<p>女20</p></td></tr></table><p>" + first + "</p></body></html>",
			"heading1: 青山村总结\n" + article + "row: 项目 | 数量\nrow: 修路 通水 | 男15 女20\nparagraph: " + first + "\n"},
		{"table for the layout", "<html><body><table><tr><td><h1>青山村总结</h1>" + paragraphs + "</td></tr></table></body></html>", "heading1: 青山村总结\n" + article},
		{"advert within", "<html><body><h1>青山村总结</h1><div><p>" + first + `</p><div class="ad">【广告】培训班五折,电话0000-1234567,名额30个。</div><p>` + second + "</p><p>" + third + "</p></div></body></html>",
			"heading1: 青山村总结\nparagraph: " + first + "\nnoise: 【广告】培训班五折,电话0000-1234567,名额30个。\nparagraph: " + second + "\nparagraph: " + third + "\n"},
		{"menu without links before the headline",
			"<html><head><title>工作总结范文大全 - 范文站</title></head><body><ul><li>首页导航</li><li>演讲稿件</li></ul><h2>青山村总结</h2>" + paragraphs + "</body></html>",
			"noise: 首页导航\nnoise: 演讲稿件\nheading2: 青山村总结\n" + article},
		{"hidden text", `<html><body><h1>青山村总结</h1><p style="display: none">慰问99人。</p>` + paragraphs + "</body></html>", "heading1: 青山村总结\n" + article},
		{"title that only looks like one", `<html><head><title>青山村-村务公开</title></head><body><table><tr><td><a href="/">首页</a>|<a href="/b">村务</a></td></tr><tr><td align="center"><font size="5"><b>青山村二〇二〇年工作总结</b></font></td></tr><tr><td>作者：办公室</td></tr><tr><td><div>` + first + "<br>" + second + "<br>" + third + "</div></td></tr></table></body></html>",
			"noise: 首页|村务\nheading1: 青山村二〇二〇年工作总结\nnoise: 作者：办公室\n" + article},
		{"deleted and inserted text, as Word saves it", `<html><body><h1>青山村总结</h1><p><del cite="mailto:x" datetime="2021-01-05">慰问99人</del><ins>` + first + "</ins></p><p>" + second + "</p><p>" + third + "</p></body></html>", "heading1: 青山村总结\n" + article},
		{"text that only copies show", `<html><body><h1>青山村总结</h1><p>` + first + `<span style="color:#fff; FONT-SIZE: 0px">慰问99人</span></p><p>` + second + "</p><p>" + third + "</p></body></html>", "heading1: 青山村总结\n" + article},
		{"source wrapped at a number", "<html><body><h1>青山村总结</h1>" + paragraphs + "<p>村里有党员\n38\n名，\n其中 two\nstudents 参加。</p></body></html>", "heading1: 青山村总结\n" + article + "paragraph: 村里有党员38名，其中 two students 参加。\n"},
		{"source wrapped", "<html><body><h1>青山村总结</h1><p>" + strings.Replace(first, "党员上山", "党员\n  上山", 1) + "</p><p>" + second + "</p><p>" + third + "</p></body></html>", "heading1: 青山村总结\n" + article},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := show(read(t, "a.html", c.in).Document); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// TestLargePage holds that pages above the limit of readability are read too.
func TestLargePage(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<html><body><div class="nav"><a href="/">首页</a> <a href="/b">慰问30人</a></div><h1>青山村总结</h1><div>`)
	for b.Len() < maxArticle {
		b.WriteString("<p>" + first + "</p>")
	}
	b.WriteString("</div></body></html>")
	r := read(t, "a.html", b.String())
	if k := r.Document.Blocks[0].Kind.String(); k != "noise" {
		t.Errorf("the menu is a %s", k)
	}
	for i, bl := range r.Document.Blocks[1:] {
		want := "paragraph"
		if i == 0 {
			want = "heading"
		}
		if bl.Kind.String() != want {
			t.Fatalf("block %d is a %s, want a %s", i+1, bl.Kind, want)
		}
	}
}

// TestFrames says of a page that only shows others which those are.
func TestFrames(t *testing.T) {
	r := Read("a.htm", []byte(`<html><head><title>总结</title></head><frameset cols="20%,80%"><frame src="menu.htm"><frame src="main.htm"><noframes><body>您的浏览器不支持框架</body></noframes></frameset></html>`))
	if r.Status != extract.Unsupported || !strings.Contains(r.Failure.Message, "menu.htm, main.htm") {
		t.Errorf("status %s, %+v", r.Status, r.Failure)
	}
}

func TestHTMLCharset(t *testing.T) {
	page := `<html><head><meta charset="gb2312"></head><body><h1>青山村总结</h1><p>` + first + "</p></body></html>"
	r := Read("a.html", encode(t, simplifiedchinese.GB18030, page))
	if r.Encoding != "gb18030" || !strings.Contains(r.Document.Raw, first) {
		t.Errorf("encoding %s, text %q", r.Encoding, r.Document.Raw)
	}
}

func TestMainTitle(t *testing.T) {
	for in, want := range map[string]string{
		"青山村二〇二〇年总结_范文站":                 "青山村二〇二〇年总结",
		"Work of the union - Essays":     "Work of the union",
		"总结 - 范文站":                       "总结 - 范文站",
		"Well-being of the old | Garden": "Well-being of the old",
		"":                               "",
	} {
		if got := mainTitle(in); got != want {
			t.Errorf("mainTitle(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFormatNumber(t *testing.T) {
	for _, c := range []struct {
		n     int
		style string
		want  string
	}{{3, "", "3"}, {3, "a", "c"}, {3, "A", "C"}, {14, "I", "XIV"}, {9, "i", "ix"}, {27, "a", "27"}, {0, "I", "0"}, {-2, "", "-2"}} {
		if got := formatNumber(c.n, c.style); got != c.want {
			t.Errorf("formatNumber(%d, %q) = %q, want %q", c.n, c.style, got, c.want)
		}
	}
}
