package pipeline

import "testing"

// FuzzExtract: whatever the text, nothing panics, and every quote is the text
// at its offsets.
func FuzzExtract(f *testing.F) {
	for _, s := range []string{
		"柳沟村2021年工作总结\n一、支部建设\n现有党员３２名,其中预备党员2名。\n二、荣誉\n荣获“先进党支部”称号。",
		"1. Learning\nThe union held 12 trainings and won the first prize in the city contest.\n2 pressure load\nFive cadres took part.",
		"每月至少召开1-2次支委会,三百二十余万元,百分之九十五,9.5成。(一)、“五个好”活动",
		"加**队伍建设,20xx年XX,\u200b党\u3000员\ufeff４５，３８８人①②③",
		"> 引文\n| 表 | 3 |\n```\n# 不是\n```\n<p>网页</p>",
		"“《（\"'【第一二三千万亿0.0.0%‰～-—……。；",
	} {
		f.Add(s)
	}
	p := &Pipeline{Engine: engine(f), Workers: 1}
	f.Fuzz(func(t *testing.T, s string) {
		rec := p.One(source("fuzz.txt", s))
		if rec.Failure != nil && rec.Failure.Stage == "extract" {
			t.Fatalf("%q: %s", s, rec.Failure.Message)
		}
		if rec.Document != nil {
			grounded(t, rec)
		}
	})
}
