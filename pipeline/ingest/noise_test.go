package ingest

import (
	"strings"
	"testing"

	"zongjie/lexicon/fold"
)

// TestNoiseRules runs the examples of the rules: each Yes must match its own
// rule, and no No any rule.
func TestNoiseRules(t *testing.T) {
	ids := map[string]bool{}
	for _, r := range noiseRules {
		if ids[r.ID] || r.Doc == "" || len(r.Yes) == 0 || len(r.No) == 0 || r.Where == sentence && r.Has == nil {
			t.Errorf("%s: ID taken, or no Doc, examples or Has", r.ID)
		}
		ids[r.ID] = true
		for _, s := range r.Yes {
			if s = fold.String(s); !r.re().MatchString(s) || !r.may(caseless(r, s)) {
				t.Errorf("%s does not match %q", r.ID, s)
			}
		}
		for _, s := range r.No {
			s = fold.String(s)
			for _, o := range noiseRules {
				if (o.Where == r.Where || o.Where == alone || o.Where == sentence) && o.re().MatchString(s) && o.may(caseless(o, s)) {
					t.Errorf("%s matches %q, which %s must not", o.ID, s, r.ID)
				}
			}
		}
	}
}

// caseless returns s as the filter of r sees it.
func caseless(r noiseRule, s string) *haystack {
	if r.Where != sentence { // too long to be changed for each
		s = strings.ToLower(s)
	}
	c := newHaystack(s)
	return &c
}

// TestNoise holds which blocks of a report are noise: those that begin with ~.
func TestNoise(t *testing.T) {
	const body = "全年召开支部大会四次,组织党员上山植树,开展义诊,受到群众欢迎,各项任务全部完成。"
	for _, c := range []struct {
		name  string
		lines []string
	}{
		{"page head and foot", []string{"~搜索", "~您的当前位置：首页总结大全", "2021年支部工作总结", "~时间：2021-12-30 来源：某某网", "一、学习", body, "~因篇幅问题不能全部显示，请点此查看更多更全内容", "~Top"}},
		{"english head and foot", []string{"~Summary of Work > Summary of Villages", "Summary of Our Village in 2020", "First, water and roads", "The village built three roads and two bridges this year.", "~recommended article", "~popular articles"}},
		{"menu torn apart", []string{"~下载", "~打印", "~【字号：", "~加大", "~还原", "~减小", "2021年工作报告", "~来源：青山日报", "~时间：2022-01-02", "镇长 李四", body, "~相关报道："}},
		{"path torn apart", []string{"~您的位置:", "~首页", "~>", "~镇务公开", "2021年工作报告", body}},
		{"key and value torn apart", []string{"2021年工作报告", "~2022年01月10日 07时41分", "~来源:", "~青山日报", body, "~责任编辑：", "~张三"}},
		{"share is no key of a title", []string{"~分享:", "2021年工作报告", body}},
		{"advert at the end of a paragraph", []string{body, "~本篇文章来自资料管理网。", "下一段。"}},
		{"list of articles", []string{body, "~推荐阅读", "~2020年支部计划 新年里,支部将开展活动四次...", "~团支部总结三篇"}},
		{"list of articles in the middle", []string{body, "~相关文章", "一、学习", body}},
		{"teasers", []string{body, "~村支部事迹材料2020年支部事迹材料", "~一 抓学习,党员素质不断提高,支部坚持每月集中学习一次,撰写心得体会,并且组织讨论...", "~村支部事迹材料 定", "~二 抓管理,各项制度不断健全,支部坚持民主集中制,重大事项集体研究决定,做到公开透明..."}},
		{"cut paragraph is no teaser", []string{"2021年工作总结", body, "二、宣传", "全年刊发稿件三十篇,其中市级以上十二篇,广播稿四十余篇,在全镇排名第一,并且……"}},
		{"signature and date stay", []string{body, "青山镇人民政府", "2021年12月30日"}},
		{"minutes stay", []string{"时间：2021年3月4日", "地点：三楼会议室", "参加人员：全体党员", body}},
		{"contact stays", []string{body, "（联系人：李四，电话：0000-1234567）"}},
		{"neighbours", []string{body, "~上一篇：街道办总结", "~下一篇：没有了"}},
		{"rule of dashes", []string{"总结", "~--------", body}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var raw, want []string
			for _, l := range c.lines {
				l, noisy := strings.CutPrefix(l, "~")
				raw = append(raw, l)
				kind := "paragraph: "
				if noisy {
					kind = "noise: "
				}
				want = append(want, kind+l)
			}
			if got := strings.TrimSuffix(show(read(t, "a.txt", strings.Join(raw, "\n")).Document), "\n"); got != strings.Join(want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
			}
		})
	}
}

// TestAdverts holds how paragraphs are split around what a site put in.
func TestAdverts(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"学习抓得紧。本篇文章来自资料网。支部还开展了活动。", "paragraph: 学习抓得紧。\nnoise: 本篇文章来自资料网。\nparagraph: 支部还开展了活动。\n"},
		{"学习抓得紧。（文章来源：资料网）", "paragraph: 学习抓得紧。\nnoise: （文章来源：资料网）\n"},
		{"All was done. This article comes from the essay network, please indicate the source. The end.", "paragraph: All was done.\nnoise: This article comes from the essay network, please indicate the source.\nparagraph: The end.\n"},
		{"转载请注明出处！更多范文请关注小站。", "noise: 转载请注明出处！更多范文请关注小站。\n"},
		{"本文件由办公室起草，发至各村。", "paragraph: 本文件由办公室起草，发至各村。\n"},
	} {
		if got := show(read(t, "a.txt", c.in).Document); got != c.want {
			t.Errorf("%q: got\n%swant\n%s", c.in, got, c.want)
		}
	}
}

// TestRealNoise holds that hardly anything of real reports is noise.
func TestRealNoise(t *testing.T) {
	for _, path := range shared(t, "real/national", "real/provincial-2026") {
		r := readFile(t, path)
		noise := 0
		for _, b := range r.Document.Blocks {
			if b.Kind.String() == "noise" {
				noise += b.Len()
				if b.Len() > 200 {
					t.Errorf("%s: noise %q", path, r.Document.RawText(b.Span))
				}
			}
		}
		if noise*50 > len(r.Document.Text) {
			t.Errorf("%s: %d of %d bytes are noise", path, noise, len(r.Document.Text))
		}
	}
}
