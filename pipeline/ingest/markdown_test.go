package ingest

import "testing"

func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"headings", "# 总结\n\n## 一、学习 ##\n\nTitle\n=====\n", "heading1: 总结\nheading2: 一、学习\nheading1: Title\n"},
		{"bullets", "- 甲\n- 乙\n  - 丙\n", "item1: 甲\nitem1: 乙\nitem2: 丙\n"},
		{"numbers stay", "1. 学习\n2. 宣传\n   1. 上报\n", "item1: 1. 学习\nitem1: 2. 宣传\nitem2: 1. 上报\n"},
		{"numbers with brackets", "1) Study\n2) Work\n", "item1: 1) Study\nitem1: 2) Work\n"},
		{"chinese labels", "一、学习\n（一）制度\n1、会议\n", "paragraph: 一、学习\nparagraph: （一）制度\nparagraph: 1、会议\n"},
		{"quotation", "> 甲段\n> 还在甲段\n\n乙段", "paragraph: 甲段\nparagraph: 还在甲段\nparagraph: 乙段\n"},
		{"wrapped paragraph", "The club met twice and\ncounted birds.\n\nNext.", "paragraph: The club met twice and⏎counted birds.\nparagraph: Next.\n"},
		{"one line end between chinese paragraphs", "全年学习三次。\n开展活动两次。", "paragraph: 全年学习三次。\nparagraph: 开展活动两次。\n"},
		{"indented paragraph is no code", "总结\n\n    全年学习三次。\n", "paragraph: 总结\nparagraph: 全年学习三次。\n"},
		{"fenced code", "甲\n\n```\nx = 1\n```\n\n乙", "paragraph: 甲\nnoise: x = 1\nparagraph: 乙\n"},
		{"table", "| 支部 | 人数 |\n|---|---|\n| 一支部 | 12 |\n", "row: 支部 | 人数\nrow: 一支部 | 12\n"},
		{"front matter", "---\ntitle: 总结\nyear: 2020\n---\n\n# 总结\n", "noise: ---⏎title: 总结⏎year: 2020⏎---\nheading1: 总结\n"},
		{"rule is no front matter", "---\n\n甲,乙\n\n丙\n", "paragraph: 甲,乙\nparagraph: 丙\n"},
		{"emphasis around", "**一、学习**\n\n*乙*\n", "paragraph: 一、学习\nparagraph: 乙\n"},
		{"emphasis at the start", "**一、学习。**全年三次。\n", "paragraph: 一、学习。**全年三次。\n"},
		{"masked characters", "**部队伍建设\n", "paragraph: **部队伍建设\n"},
		{"html", "<center>总结</center>\n\n<!-- 注 -->\n\n甲\n", "paragraph: 总结\nnoise: <!-- 注 -->\nparagraph: 甲\n"},
		{"item with paragraphs", "1. 甲\n\n   甲之二\n2. 乙\n", "item1: 1. 甲\nparagraph: 甲之二\nitem1: 2. 乙\n"},
		{"link", "见[章程](http://example.com)。\n\n[a]: http://example.com\n", "paragraph: 见[章程](http://example.com)。\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := read(t, "a.md", c.in)
			if got := show(r.Document); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
			if r.Document.Raw != c.in {
				t.Errorf("Raw is %q", r.Document.Raw)
			}
		})
	}
}
