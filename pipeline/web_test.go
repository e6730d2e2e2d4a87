package pipeline

import (
	"slices"
	"strings"
	"testing"
)

// The article of the pages below; its facts are all that they hold.
const (
	webTitle = "青山村2021年工作总结"
	webOne   = "全村现有党员38名，全年召开支部大会4次，组织党员上山植树1200棵，各项任务都已完成。"
	webTwo   = "工会慰问困难职工27名，发放慰问金8100元，开办图书室1个，职工都说办得好、办得及时。"
	webThree = "举办农民培训班6期，培训农户210人，新修水渠3公里，让村里的日子一天比一天更好。"
)

// TestWebPages holds pages of several layouts to the facts of their article: all
// of them, and none from menus, adverts, teasers and what else is around it.
func TestWebPages(t *testing.T) {
	const (
		menu    = `<a href="/">首页</a> <a href="/zj">工作总结500篇</a> <a href="/jh">工作计划300篇</a> <a href="/xd">心得体会120篇</a>`
		teasers = `<li><a href="/1">某局慰问职工99人的总结</a></li><li><a href="/2">某校培训教师88人次的汇报</a></li><li><a href="/3">某镇党员77名的事迹材料</a></li>`
		foot    = `版权所有 2019 某某网 收录文章66000篇 备案号12345678`
	)
	paragraphs := "<p>" + webOne + "</p><p>" + webTwo + "</p><p>" + webThree + "</p>"
	breaks := "　　" + webOne + "<br><br>　　" + webTwo + "<br>\n　　" + webThree
	p := &Pipeline{Engine: engine(t), Workers: 1}
	facts := func(name, data string) []string {
		rec := p.One(source(name, data))
		var all []string
		for i := range rec.Facts {
			f := &rec.Facts[i]
			if f.Kind.Index("part_of") >= 0 {
				f.Set("part_of", "")
			}
			all = append(all, f.Kind.Name+" "+f.Kind.Format(f)+" "+f.Quote.Text)
		}
		for _, s := range []string{webOne, webTwo, webThree} {
			if !strings.Contains(rec.Document.Raw, s) {
				t.Errorf("%.60s: the page lacks %q", data, s)
			}
		}
		slices.Sort(all)
		return all
	}
	want := facts("a.txt", strings.Join([]string{webTitle, webOne, webTwo, webThree}, "\n"))
	if len(want) < 8 {
		t.Fatalf("%d facts in the text: %q", len(want), want)
	}
	for name, page := range map[string]string{
		"nothing around":           "<html><body><h1>" + webTitle + "</h1>" + paragraphs + "</body></html>",
		"menu, path and foot":      "<html><head><title>" + webTitle + "_某某网</title></head><body><div class=nav>" + menu + "</div><div>当前位置：<a href=/>首页</a> &gt; <a href=/zj>总结</a></div><h1>" + webTitle + "</h1><div class=content>" + paragraphs + "</div><div class=foot>" + foot + "</div></body></html>",
		"elements of HTML 5":       "<html><body><header><nav><ul><li>" + strings.ReplaceAll(menu, " <a", "</li><li><a") + "</li></ul></nav></header><main><article><h1>" + webTitle + "</h1>" + paragraphs + "</article><aside><h3>热门推荐</h3><ul>" + teasers + "</ul></aside></main><footer>" + foot + "</footer></body></html>",
		"tables as layout":         "<html><body><table><tr><td colspan=2>" + menu + "</td></tr><tr><td width=200><ul>" + teasers + "</ul></td><td><h1>" + webTitle + "</h1>" + paragraphs + "</td></tr><tr><td colspan=2>" + foot + "</td></tr></table></body></html>",
		"line breaks":              "<html><body><div id=top>" + menu + "</div><div id=main><h2>" + webTitle + "</h2><div id=zoom>" + breaks + "</div></div><div id=bottom>" + foot + "</div></body></html>",
		"teasers under it":         "<html><body><div class=nav>" + menu + "</div><h1>" + webTitle + "</h1><div class=article>" + paragraphs + "</div><div class=related><h3>相关文章</h3><ul>" + teasers + "</ul></div></body></html>",
		"teasers beside it":        "<html><body><div class=left><h3>最新文章</h3><ul>" + teasers + "</ul></div><div class=right><h1>" + webTitle + "</h1><div class=txt>" + paragraphs + "</div></div></body></html>",
		"advert within":            "<html><body><h1>" + webTitle + "</h1><div class=txt><p>" + webOne + "</p><div class=ad>【广告】考证培训班五折，名额30个，电话0000-1234567。</div><p>" + webTwo + "</p><p>" + webThree + "</p></div></body></html>",
		"scripts and hidden text":  "<html><head><style>p{width:55px}</style><script>var visits='访问44人次';</script></head><body><h1>" + webTitle + "</h1>" + paragraphs + "<p style='display:none'>慰问职工33名。</p><noscript>请访问22次</noscript></body></html>",
		"split into nested blocks": "<html><body><div class=nav>" + menu + "</div><div><div><h1>" + webTitle + "</h1></div><div><div><span>" + webOne + "</span></div><div><span>" + webTwo + "</span></div><div><span>" + webThree + "</span></div></div></div><div class=foot>" + foot + "</div></body></html>",
		"ratings and a compiler": "<html><head><title>" + webTitle + "(精选3篇)_某文库</title></head><body><div class=weizhi>当前位置：<a href=/>某文库</a>&gt;正文</div><div class=left><h1>" + webTitle + "</h1><div class=info><span>时间：2022-01-05 10:22:11</span> <span>阅读：3562次</span> <span>推荐度：4.9</span></div><div class=content><div class=intro>时间过得真快，下面是小编整理的范文3篇，供5000名读者参考。</div>" +
			paragraphs + "<p>【" + webTitle + "】相关文章：</p><p><a href=/1>某校培训教师99人总结</a>05-12</p></div><div class=down>文档为doc格式，已有12345人下载</div></div></body></html>",
		"hidden from readers, not from copies": "<html><body><h1>" + webTitle + "</h1><article><p>" + webOne + "<span style='font-size:0'>本站收录99篇</span></p><p>" + webTwo + "</p><p>" + webThree + "</p><p>以上就是小编为大家整理的全部内容，共3篇，希望对您有所帮助。</p></article></body></html>",
		"visits beside the day":                "<html><body><div id=bd><div class=mod-side><dl><dt>本周热门</dt><dd><a href=1>培训教师99人方案</a></dd></dl></div><div class=mod-main><h3>" + webTitle + "</h3><p class=sub>2022-01-05 | 浏览356 | 下载120次</p><div>" + webOne + "</div><div><br></div><div>" + webTwo + "</div><div>" + webThree + "</div><div class=tip>温馨提示：本资料共3页，需20点下载</div></div></div></body></html>",
		"tables within tables": "<html><head><title>青山村-村务公开</title></head><body><table><tr><td colspan=2><a href=1>首页</a>|<a href=2>概况</a></td></tr><tr><td width=180><table><tr><td>最新公告</td></tr><tr><td>·<a href=4>慰问职工88名</a>[12-30]</td></tr><tr><td>访问统计：今日66人 总计123456人</td></tr></table></td><td><table><tr><td>当前位置：首页 &gt;&gt; 浏览正文</td></tr><tr><td align=center><font size=5><b>" + webTitle +
			"</b></font></td></tr><tr><td>作者：办公室　发布日期：2022-1-5　点击数：356</td></tr><tr><td><div>" + breaks + "</div></td></tr><tr><td>下一篇：没有了</td></tr></table></td></tr><tr><td colspan=2>地址：某县　您是第1234567位访客</td></tr></table></body></html>",
		"account of WeChat": `<html><head><meta property="og:title" content="` + webTitle + `"></head><body><div id=js_article><div id=img-content><h1 class=rich_media_title>` + webTitle + `</h1><div id=meta_content><a id=js_name>青山村</a> <em>2022-01-05 09:30</em></div><div id=js_content style="visibility: hidden; opacity: 0;"><section><section>点击上方蓝字关注我们，和3万名村民一起成长</section>` +
			"<section><span>" + webOne + "</span></section><section><br></section><section><span>" + webTwo + "</span></section><section><span>" + webThree + "</span></section></section></div></div><div>阅读 3562　赞 88</div><div id=js_pc_qr_code><p>微信扫一扫<br>关注该公众号</p></div></div><div id=js_profile>青山村 365篇原创内容</div></body></html>",
		"select and form": "<html><body><form><select><option>总结500篇</option><option>计划300篇</option></select><button>搜索12篇</button></form><h1>" + webTitle + "</h1>" + paragraphs + "</body></html>",
	} {
		t.Run(name, func(t *testing.T) {
			got := facts("a.html", page)
			for _, f := range want {
				if !slices.Contains(got, f) {
					t.Errorf("missing: %s", f)
				}
			}
			for _, f := range got {
				if !slices.Contains(want, f) {
					t.Errorf("not in the article: %s", f)
				}
			}
		})
	}
}
