package ingest

import (
	"regexp"
	"strings"
	"sync"
)

// where says in which places a noise rule holds.
type where uint8

const (
	alone       where = iota // a block of its own, anywhere
	head                     // a block of its own before the first paragraph
	besideNoise              // a block of its own next to other noise, at either end of a document
	listHead                 // a block of its own, after which other articles are listed
	sentence                 // also inside a paragraph: the first group of the pattern is the noise
)

// noiseRule tells one kind of web residue. Patterns see folded text, ignore
// case, and must match a block as a whole unless they are for sentences.
type noiseRule struct {
	ID, Doc string
	Where   where
	Pattern string
	Has     []string // what matches holds one of these, in lower case; nil if that says nothing
	Yes, No []string
	re      func() *regexp.Regexp // Pattern, compiled
	has     []haystack            // Has
}

// haystack is a text and a bit for each of its characters, by their last eight
// bits: what has a bit that the text has not does not stand in it. That is
// quicker to find out than to search, and nearly always enough.
type haystack struct {
	text  string
	runes [4]uint64
}

func newHaystack(s string) haystack {
	c := haystack{text: s}
	for _, r := range s {
		c.runes[r>>6&3] |= 1 << (r & 63)
	}
	return c
}

// holds reports whether part stands in c.
func (c *haystack) holds(part *haystack) bool {
	for i, bits := range part.runes {
		if bits&^c.runes[i] != 0 {
			return false
		}
	}
	return strings.Contains(c.text, part.text)
}

// may reports whether c, in lower case, can match.
func (r *noiseRule) may(c *haystack) bool {
	if r.Has == nil {
		return true
	}
	for i := range r.has {
		if c.holds(&r.has[i]) {
			return true
		}
	}
	return false
}

// What a page says about an article: keys and values, pieced together below.
const (
	// valueKeys have their values on the next line where a page was torn apart.
	valueKeys  = `来源|稿源|信息来源|发布时间|发表时间|更新时间|发布日期|时间|日期|作者|编辑|责任编辑|责编|审核|阅读量|浏览量|点击量|source|author|date|time|published|editor`
	sourceKeys = `来源|稿源|信息来源|文章来源|稿件来源|新闻来源|发布者|发布人|录入者|source|article source`
	timeKeys   = `发布时间|发表时间|更新时间|发布日期|发表日期|更新日期|添加时间|录入时间|上传时间|发稿时间|release time|release date|published|published on|publish time|posted|posted on|updated|last updated`
	countKeys  = `浏览|浏览次数|浏览数|浏览量|下载量|下载次数|点击|点击数|点击量|点击率|点击次数|阅读|阅读量|阅读数|阅读次数|访问量|访问次数|人气|clicks?|views?|hits|page views|read|reads`
	editorKeys = `责任编辑|责编|编辑|审核|录入|editor|responsible editor`
	pageKeys   = `字号|字体|字体大小|分享|分享到|文章分类|所属栏目|关键词|关键字|标签|font|font size|share|share to|tags?|keywords?`
	ratingKeys = `推荐度|推荐指数|热度`
	weakKeys   = `时间|日期|作者|撰稿|供稿|date|time|author|writer`
	placeKeys  = `(?:(?:您|你)(?:现在|当前|目前)?|现在|当前|目前)的?(?:所在)?的?(?:当前)?位置(?:是)?|current (?:location|position)|you(?:r)? (?:are here|(?:current )?(?:location|position))(?: is)?`

	moment = `[\dx]{4}[-/.年][\dx]{1,2}[-/.月][\dx]{1,2}日?(?:\s*\d{1,2}[:时]\d{1,2}(?:[:分]\d{0,2}秒?)?)?`
	// strongPair is a key with its value that no report states so.
	strongPair = `(?:(?:` + sourceKeys + `|` + editorKeys + `)\s*:[^。!?;:\d]{0,40}|(?:` + timeKeys + `)\s*:\s*(?:` + moment + `)?|` +
		`(?:` + countKeys + `)\s*:\s*(?:[\d,]*\s*(?:万?人?次|万|times)?|read the full text)|(?:` + ratingKeys + `)\s*:\s*[\d.,]*\s*(?:万?人?次?|分|星|[★☆]*)|(?:` + pageKeys + `)\s*:[^。!?;:\d]{0,40})`
	weakPair = `(?:(?:` + weakKeys + `)\s*:\s*(?:` + moment + `|[^。!?;:\d]{0,30})|` + moment + `)`
)

// What lists of other articles are called: otherArticles also where the first
// of them stands in the same line.
const (
	otherArticles = `推荐阅读|推荐文章|推荐范文|相关文章|相关阅读|相关推荐|相关范文|相关报道|热门推荐|热门文章|热门范文|猜你喜欢|延伸阅读|精彩推荐|(?:recommended|popular|related|hot|similar)\s+(?:articles?|posts?|readings?|essays?|stories)`
	otherHeads    = otherArticles + `|(?:为您|为你|精品|热点|随机|栏目|编辑|小编|本站|站内|今日|更多)?(?:推荐|阅读排行)(?:内容|资讯|信息)?|` +
		`(?:相关|热门|最新|热点|扩展|拓展|更多|精彩|猜你感兴趣的|本月热门|本类)(?:相关)?(?:推荐|阅读|文章|文档|报道|范文|资料|排行|排行榜|新闻|资讯|内容|标签|链接|附件|下载|专题|搜索|话题|总结|更新)|` +
		`猜您喜欢|大家都在看|看过本文的(?:人)?还看(?:了|过)|(?:您|你)(?:可能|也许)?(?:还|也)?会?(?:喜欢|感兴趣).{0,8}|(?:阅读|点击|热门)排行榜?|` +
		`(?:latest|more|recent|featured|recommended|related|popular|hot)\s+(?:articles?|posts?|links?|recommendations?|news|stories|tags?|documents?|information)|you (?:may|might) (?:also )?(?:like|be interested in)|guess you like|recommended (?:for you|reading)|people also read`
)

var noiseRules = compileNoise([]noiseRule{
	{
		ID: "noise/place", Doc: "where in a site the page stands", Where: alone,
		Has:     words(`位置 location position here`),
		Pattern: `(?:` + placeKeys + `)\s*[:>].{0,120}`,
		Yes:     []string{"您的当前位置:首页>总结大全>年终总结", "当前位置: 首页 >> 党建材料", "您现在的位置:", "Current location: Home > Plans", "You are here: Home"},
		No:      []string{"位置:县城东郊,占地30亩。", "阵地位置优越", "The current location of the library is good."},
	},
	{
		ID: "noise/path", Doc: "the path of a page, from the outermost part of the site", Where: head,
		Has:     words(`> » ›`),
		Pattern: `[^<>»›。!?;:,=` + "`" + `]{1,50}(?:\s*(?:>{1,2}|»|›)\s*[^<>»›。!?;,=` + "`" + `]{1,80}){1,6}>?`,
		Yes:     []string{"Plans > Plans of Trade Unions", "首页 > 范文 > 工会总结", "总结之家 >> 年度总结", "Home › Reports › 2020"},
		No:      []string{"全年目标。A > B", "修复 <Code> 的显示, 更新文档", "第一部分 基本情况"},
	},
	{
		ID: "noise/path-from-home", Doc: "the path of a page that names the site's home page", Where: alone,
		Has:     words(`> » ›`),
		Pattern: `(?:首页|主页|网站首页|home|home ?page)\s*(?:>{1,2}|»|›)\s*.{0,100}`,
		Yes:     []string{"首页>公文>报告", "Home > Research > Annual report"},
		No:      []string{"主页建设 > 5个栏目,全部更新。", "Homes for the old were built", "Home-based care: 300 elders visited"},
	},
	{
		ID: "noise/source", Doc: "when and where an article was published", Where: alone,
		Has:     words(`来源 稿源 时间 日期 浏览 点击 阅读 访问 人气 编辑 责编 审核 发布 录入 推荐 热度 下载 字号 字体 分享 分类 栏目 关键 标签 source time date published posted click view hits read editor font share tag keyword`),
		Pattern: `[\[(【]?(?:` + weakPair + `[\s|,/·]*)*` + strongPair + `(?:[\s|,/·]*(?:` + weakPair + `|` + strongPair + `))*[\s\])】]*`,
		Yes: []string{"时间:2022-03-04 来源:网友投稿", "来源:青山日报", "发布时间:2020-01-02 浏览次数:301次", "Time: 2020-02-03 Source: net friends",
			"Release time: 2019-02-01 Author: anonymous", "(来源:某某晚报)", "责任编辑:", "【字号:大 中 小】", "Views: 1,024", "来源:互联网 编辑:admin 2019-11-20 08:30",
			"发布时间:2019-01-02 阅读:71次 字体:【大 中 小】", "时间:2021-02-03 10:20:30 阅读:356次 推荐度:4.9", "作者:佚名 热度:356人"},
		No: []string{"时间:2022年3月4日", "来源广泛,渠道多样", "阅读:全年举办读书会12场", "Source water protection: 3 areas.", "热度不减:参与群众300人", "下载:学习资料30份", "Time: two days; place: hall", "来源:财政拨款30万元", "Source: 3 villages"},
	},
	{
		ID: "noise/published", Doc: "a day with a time of day, which an article has and a signature has not", Where: alone,
		Pattern: `\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*\d{1,2}[:时]\d{1,2}(?:[:分]\d{0,2}秒?)?`,
		Yes:     []string{"2023-04-05 06:07:08", "2021年3月1日 07时41分"},
		No:      []string{"2023年4月5日", "2021-12-31", "二〇二一年十二月"},
	},
	{
		ID: "noise/visits", Doc: "how often an article was looked at, beside its day", Where: alone,
		Has:     words(`浏览 下载 阅读 点击 评论 收藏`),
		Pattern: moment + `(?:[\s|,/·]*(?:浏览|下载|阅读|点击|评论|收藏)(?:次数|量|数)?\s*:?\s*[\d,.]+\s*万?(?:人次|次|条)?)+`,
		Yes:     []string{"2024-01-05 | 浏览356 | 下载120次", "2023年4月5日 阅读 1,024"},
		No:      []string{"2023年4月5日 下载120次学习资料", "2023年4月 阅读3本书", "浏览网页356次"},
	},
	{
		ID: "noise/neighbour", Doc: "the articles before and after in a site", Where: alone,
		Has:     words(`一篇 一页 previous prev next`),
		Pattern: `(?:上一篇|下一篇|上一页|下一页|前一篇|后一篇)(?:文章)?\s*(?:[:>].{0,120}|$|没有了|下一[篇页].{0,60})|(?:previous|prev)(?: (?:article|page|post|one))?\s*[:>].{0,200}|next (?:article|page|post|one)\s*[:>].{0,120}|next\s*[:>]\s*(?:no more|none|nothing).{0,20}`,
		Yes:     []string{"上一篇:街道办工作总结", "下一篇:没有了", "previous: no more  next: Plan for 2020", "Next article: a speech", "上一页 下一页", "Next: no more"},
		No:      []string{"下一步:抓落实。加强管理", "Next year we will build 3 schools", "上篇:回顾", "Next: 3 goals"},
	},
	{
		ID: "noise/cut", Doc: "a note that a page shows a part of the text only", Where: alone,
		Has:     words(`篇幅 点击 点此 点这里 查看 阅读 展开 未读 扫一扫 read click continue`),
		Pattern: `.{0,20}因篇幅(?:问题|有限|限制|原因).{0,60}|[^。!?;]{0,12}(?:(?:点击|请点此|点此|点这里|点击这里|点击此处)(?:查看|阅读|下载|浏览|进入)(?:更多|全文|原文|详情|全部|完整)?|查看(?:更多|全文|原文|详情)|阅读(?:全文|原文|更多)|展开(?:全文|阅读)|剩余\d+%?.{0,6}未读|扫一扫在手机打开)[^。!?;]{0,30}|[\[(]?(?:read more|read the full text|continue reading)[\])>».… ]*|.{0,80}\(?click (?:here|to (?:enter|view|read|download|see)).{0,40}`,
		Yes:     []string{"因篇幅有限不能全部展示,请点此查看更多", "点击查看更多", "扫一扫在手机打开当前页", "Read more", "2000 words of a plan (click to enter)"},
		No:      []string{"全年点击量3万次。", "Students read more than 300 books", "群众点击查看更多信息3万次。"},
	},
	{
		ID: "noise/rights", Doc: "copyright, licence and registration of a site", Where: alone,
		Has:     words(`备案 版权 公网安备 icp备 reserved © copyright public`),
		Pattern: `.{0,80}(?:icp备|公网安备|备案号|版权所有|版权声明:|all rights reserved|©).{0,120}|copyright\s*(?:\(c\)|(?:19|20)\d\d|[@:|]|by |notice).{0,120}|copyright|public domain`,
		Yes:     []string{"Copyright 2009-2019 Example Garden", "© 2020 范文小站 版权所有", "某ICP备00000000号-1", "Public domain"},
		No:      []string{"开展版权宣传周活动3场。", "The right to vote", "Copyright week: 3 activities"},
	},
	{
		ID: "noise/advert", Doc: "what a site sells or asks for", Where: alone,
		Has:     words(`广告 推广 赞助 advert sponsored 会员 公众号 二维码 微信号 点击 长按 本资料 本文档 本范文 下载 试读 任意看 领取 获取 购买 抢购 本文 app recommendation`),
		Pattern: `[\[【(](?:广告|推广|赞助)[\]】)].{0,100}|广告:[^。]{0,100}|(?:advertisements?|sponsored)\s*:.{0,120}|会员特权:.{0,60}|(?:vip|会员)专享:.{0,60}|[^。;]{0,60}(?:关注|扫码|扫一扫|添加).{0,12}(?:公众号|二维码|微信号).{0,16}(?:领取|回复|下载|获取|免费)[^。;]{0,60}|[^。;]{0,40}(?:限时|免费|仅需|只要\d+元).{0,12}(?:下载|试读|任意看)[^。;]{0,40}|[^。!?;]{0,12}(?:点击|立即)(?:领取|获取|购买|抢购|试读)[^。;]{0,80}|本文(?:地址|链接|网址|标签|关键词)\s*:.{0,160}|(?:下载|打开|安装)(?:本站)?app.{0,30}|(?:(?:温馨)?提示:?)?本(?:资料|文档|范文)共\d+页.{0,60}|[^。!?;]{0,12}点击(?:上方|下方|右上角|左下角|文末)[^。!?;]{0,16}(?:关注|蓝字|名片|订阅|卡片)[^。!?;]{0,40}|[^。!?;]{0,12}长按[^。!?;]{0,12}(?:二维码|识别|扫码)[^。!?;]{0,40}|hot recommendations?\s*:.{0,120}`,
		Yes:     []string{"【广告】培训班五折", "Advertisement: 300 speeches for 9 yuan", "会员特权:全站范文任意下载", "本文地址:http://www.example.com/1.html", "更多模板请关注公众号,回复领取", "Hot recommendation: 10 plans", "▼ 点击领取写作素材(仅售5元)▼", "温馨提示:本资料共3页,需20点下载", "点击上方蓝字关注我们,和3万名家长一起成长", "长按识别二维码,加入300人的群"},
		No:      []string{"投放公益广告:20条。已覆盖全县各乡镇。", "会员单位增至32家", "会员免费体检120人次", "开通微信公众号,关注人数达3000人", "为老人免费领取助听器50台", "居民扫码关注公众号,免费领取口罩500个。", "推广:新品种3个", "本资料室共有图书300册", "老人长按呼叫器,10分钟内上门", "点击上方案例30个"},
	},
	{
		ID: "noise/contact-site", Doc: "greetings and housekeeping of a site, and captions of pictures", Where: alone,
		Has:     words(`欢迎 首页 收藏 联系qq 摄`),
		Pattern: `(?:您好,?)?欢迎(?:来到|光临|访问|您访问)[^。]{0,60}|.{0,20}(?:设为首页|加入收藏|收藏本站|收藏本页|联系qq).{0,60}|图(?:片|为)?:.{0,30}摄`,
		Yes:     []string{"您好,欢迎来到范文小站! 登录", "手机版 | 收藏本站 | 设为首页", "图为:义诊现场。李四摄"},
		No:      []string{"欢迎新团员32名", "走访返回村民120人", "关闭窗口期企业3家。"},
	},
	{
		ID: "noise/torn", Doc: "pieces of menus that lost what was around them", Where: besideNoise,
		Pattern: `大|中|小|大中小|加大|还原|减小|微信|微博|qq空间|×|true|false|阅读|次|字号|字体|` + weakPair + `|next\s*[:>].{0,100}|[0-9a-f]{32}:`,
		Yes:     []string{"大", "还原", "时间:2022-03-04", "作者:佚名", "true"},
		No:      []string{"大会", "时间安排如下:1月", "小学概况", "时间:下午3点"},
	},
	{
		ID: "noise/others", Doc: "the head of a list of other articles", Where: listHead,
		Has:     words(`推荐 排行 相关 热门 最新 热点 扩展 拓展 更多 精彩 感兴趣 本类 喜欢 在看 还看 延伸 article post reading essay stories link news tag document information recommend like interested also`),
		Pattern: `(?:[\[【][^\]】]{1,60}[\]】]的?)?[\[【(★■◆●]?\s*(?:` + otherHeads + `|(?:` + otherArticles + `)\s*[:>》]{1,2}.{0,100})\s*[\])】:>》]*`,
		Yes:     []string{"推荐阅读", "相关文章", "猜你喜欢", "【热门范文】", "热门排行", "相关报道:", "recommended article", "Popular articles", "Related posts:", "You may also like", "Recommended article: 5 speeches", "推荐阅读:总结三篇", "【某校工作总结】相关文章:"},
		No:      []string{"推荐优秀党员3名", "最新文件精神学习会", "相关工作", "More activities were held", "更多群众参与", "Popular science activities", "推荐:优秀党员3名", "Related information: 12 items"},
	},
	{
		ID: "noise/from-site", Doc: "a sentence that says which site the text was taken from", Where: sentence,
		Has:     []string{"本文", "本篇", "本资料", "本范文", "文章来", "文章由", "文章转", "以上", "his article", "his text", "his model essay"},
		Pattern: `(?:^|[。!?;\s)”])\s*([(\[【]?(?:(?:本(?:篇)?(?:文章?|范文|资料)|文章)(?:来自|来源|源自|出自|摘自|转自|转载自|转载于|由[^。!?;]{1,20}(?:整理|提供|收集|发布|编辑|为您))[^。!?;]{0,40}|以上(?:内容)?(?:是|就是|为)[^。!?;]{0,20}(?:小编|本站|本网|范文网)[^。!?;]{0,40}|this (?:article|text|model essay) (?:comes|came|is (?:from|reproduced|reprinted|collected|compiled|provided|transferred|taken)|was (?:reproduced|reprinted|collected|compiled|provided|taken))[^.!?;。]{0,100})[。!?;.]*[)\]】]?)`,
		Yes:     []string{"制度更加健全。本篇文章来自范文管理网。", "本文由小站整理提供", "All tasks were done. This article comes from the essay network, please indicate the source.", "(文章来源:某某网)"},
		No:      []string{"本文件由办公室起草,发至各村。", "文章由3名教师撰写并获奖", "This article of the charter was revised.", "以上是我支部一年来的工作"},
	},
	{
		ID: "noise/compiler", Doc: "a sentence in which a site says what it has put together", Where: sentence,
		Has:     words(`小编`),
		Pattern: `(?:^|[。!?;\s)”])\s*([(\[【]?[^。!?;]{0,60}小编(?:(?:为|给|帮|跟|和)(?:大家|您|你|各位)[^。!?;]{0,12}|精心|今天|特意|为|给)?(?:整理|收集|搜集|带来|推荐|分享|准备|精选)[^。!?;]{0,80}[。!?;.]*[)\]】]?)`,
		Yes:     []string{"时间过得真快,下面是小编整理的工作总结,欢迎阅读,共5篇。", "以下是小编为大家收集的5篇范文,供3000名读者参考。", "任务都已完成。下面小编给大家带来几篇总结!"},
		No:      []string{"校报小编5人,整理稿件30篇。", "公众号小编团队整理素材120条。", "培养小编12名"},
	},
	{
		ID: "noise/reprint", Doc: "a sentence on how to copy the text or where to find more of it", Where: sentence,
		Has:     []string{"转载", "更多", "欢迎下载", "欢迎收藏", "免费下载", "indicate the source", "indicate where", "For more", "for more"},
		Pattern: `(?:^|[。!?;\s)”])\s*([(\[【]?(?:(?:如需)?转载(?:时)?(?:请|须|需|务必)(?:注明|保留|标明|联系)[^。!?;]{0,40}|(?:更多|想了解更多|欲知更多|了解更多)[^。!?;]{0,30}(?:请(?:关注|访问|登录|点击|搜索|浏览|继续)|尽在)[^。!?;]{0,50}|(?:欢迎|免费)(?:下载|收藏)(?:使用|本文|阅读|参考|转发)[^。!?;]{0,20}|please indicate (?:the source|where)[^.!?;。]{0,60}|for more [^.!?;。]{0,60}(?:please (?:visit|pay attention|follow|click|search|see our)|click here|visit our)(?:[^!?;。.]|\.\S){0,120})[。!?;.]*[)\]】]?)`,
		Yes:     []string{"完成了任务。转载请注明出处!", "更多范文请关注小站。", "Please indicate the source.", "For more essays, please visit example.com"},
		No:      []string{"转载请战书12篇。", "更多群众请愿加入,尽了力", "For more than 300 families, please see Table 2."},
	},
})

func words(s string) []string { return strings.Fields(s) }

// compileNoise puts off compiling the patterns until a line needs them: that
// takes milliseconds, and most commands read no file.
func compileNoise(rules []noiseRule) []noiseRule {
	for i := range rules {
		r := &rules[i]
		for _, h := range r.Has {
			r.has = append(r.has, newHaystack(h))
		}
		pattern := `(?i)` + r.Pattern
		if r.Where != sentence {
			pattern = `(?is)^(?:` + r.Pattern + `)$`
		}
		r.re = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
	}
	return rules
}

const (
	weakWord   = 1 // is also used in reports
	strongWord = 2
)

// menuWords are the words of menus, in lower case.
var menuWords = func() map[string]int {
	words := map[string]int{}
	for _, w := range strings.Fields(`首页 主页 网站首页 登录 登陆 注册 免费注册 搜索 搜一搜 下载 打印 全屏 收藏 分享 返回顶部 返回首页 关闭 退出 手机版 电脑版 客户端 无障碍 繁体 简体 投稿
		加入收藏 设为首页 联系我们 关于我们 网站地图 在线留言 回到顶部 顶部 字号 我要评论 发表评论 纠错 点赞 评论 转发 举报 复制 复制链接 会员中心 在线客服 朗读
		home login register search top logout download print favorite favorites share sitemap subscribe back-to-top homepage newsletter unsubscribe rss
		立即下载 下载文档 下载全文 打印本页 关闭窗口 收藏本站 收藏本页 分享到 分享到微信 扫一扫 微信扫一扫 上一页 下一页 末页 尾页 没有了`) {
		words[w] = strongWord
	}
	for _, w := range []string{"log in", "sign in", "sign up", "log out", "back to top", "contact us", "about us", "home page", "site map", "privacy policy", "terms of use", "set as homepage", "add to favorites", "read more", "leave a comment", "mobile version"} {
		words[w] = strongWord
	}
	for _, w := range strings.Fields(`大 中 小 加大 还原 减小 放大 缩小 总结 计划 范文 报告 材料 党团 演讲稿 心得 心得体会 工作总结 工作计划 述职报告 事迹材料 公文 更多 导航 栏目 正文 新闻 专题 欢迎
		summary plan plans speech experience report reports work contact help more menu language en cn english news about text`) {
		words[w] = weakWord
	}
	return words
}()
