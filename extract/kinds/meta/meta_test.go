package meta_test

import (
	"fmt"
	"testing"
	"zongjie/extract"
	"zongjie/extract/extracttest"
	"zongjie/extract/kinds"
	"zongjie/extract/text"
	"zongjie/pipeline/segment"
)

func read(t *testing.T, doc *text.Document) extract.Result {
	t.Helper()
	engine, err := kinds.Load()
	if err != nil {
		t.Fatal(err)
	}
	return engine.Extract(doc, segment.Words(doc), segment.Split(doc), nil)
}

func TestDocumentsAreDescribed(t *testing.T) {
	const body = "\n全年工作有序推进，各项任务按期完成，群众满意程度持续提高，服务水平稳步提升，干部作风明显好转。"
	const prose = "\nThe work of the year went on as it should, and the people whom it serves were content with most of what was done."
	for _, c := range []struct{ text, title, kind, lang, org, year string }{
		{"柳溪县林业局2018年工作总结" + body, "柳溪县林业局2018年工作总结", "summary", "zh", "柳溪县林业局", "2018 title"},
		{"南灣區圖書館二〇一九年度工作計劃" + body, "南灣區圖書館二〇一九年度工作計劃", "plan", "zh", "南灣區圖書館", "2019 title"},
		{"东岭村2022年工作总结及2023年工作计划" + body, "东岭村2022年工作总结及2023年工作计划", "summary", "zh", "东岭村", "2022 title"},
		{"关于2020年度安全生产工作情况的报告" + body, "关于2020年度安全生产工作情况的报告", "report", "zh", "", "2020 title"},
		{"20xx年某中学党建工作总结\n2021年,我校表现良好,各项工作有序推进,师生满意程度持续提高。", "20xx年某中学党建工作总结", "summary", "zh", "", "0 "},
		{"守望青山\n——记云台林场护林队先进事迹材料" + body, "守望青山——记云台林场护林队先进事迹材料", "deeds", "zh", "云台林场", "0 "},
		{"外国语学院\n2016—2017学年工作总结" + body, "外国语学院2016—2017学年工作总结", "summary", "zh", "外国语学院", "2017 title"},
		{"~首页 > 计划\n# 我校德育工作计划\n发布时间：2022-03-01 来源：网络" + body, "我校德育工作计划", "plan", "zh", "", "0 "},
		{"石桥街道社区卫生服务中心现有职工40人,全年接诊不断,群众满意,各项指标稳中有升。\n王某,女,35岁,护士长。", "", "deeds", "zh", "石桥街道社区卫生服务中心", "0 "},
		{"现将全年工作总结如下,请各位代表审议,并对今后工作提出宝贵意见。\n全站同志尽职尽责。\n枫林镇水利站\n2017年12月20日", "", "summary", "zh", "枫林镇水利站", "2017 text"},
		{"各位代表：\n受理事会委托，我向大会报告一年来的工作，请予审议，并请列席同志提出意见。\n一、2015年工作回顾\n工作有序。\n二、2016年工作安排", "", "report", "zh", "", "2015 text"},
		{"Summary of the Work of Millbrook County Library in 2016" + prose, "Summary of the Work of Millbrook County Library in 2016", "summary", "en", "Millbrook County Library", "2016 title"},
		{"Northfield Hospital Trade Union 2021 Work Plan" + prose, "Northfield Hospital Trade Union 2021 Work Plan", "plan", "en", "Northfield Hospital Trade Union", "2021 title"},
		{"Summary of party building work of our school in 20XX" + prose, "Summary of party building work of our school in 20XX", "summary", "en", "", "0 "},
		{"2019 Work Report of the Trade Union of Greenfield Foods Co., Ltd." + prose, "2019 Work Report of the Trade Union of Greenfield Foods Co., Ltd.", "report", "en", "Trade Union of Greenfield Foods Co., Ltd", "2019 title"},
		{"Summary of Safety Work of Primary School in XX School Year" + prose, "Summary of Safety Work of Primary School in XX School Year", "summary", "en", "", "0 "},
		{"Advanced Deeds Material of the Party Branch of Hillside Community" + prose, "Advanced Deeds Material of the Party Branch of Hillside Community", "deeds", "en", "Party Branch of Hillside Community", "0 "},
		{"Summary of Cultural Work in Villages in 2014" + prose, "Summary of Cultural Work in Villages in 2014", "summary", "en", "", "2014 title"},
		{"Minutes of the Spring Meeting\nRiverside Farmers Association" + prose, "Minutes of the Spring Meeting", "other", "en", "Riverside Farmers Association", "0 "},
		{"民政简报\n第８期\n我县慰问困难群众" + body, "我县慰问困难群众", "other", "zh", "", "0 "},
	} {
		m := read(t, extracttest.Blocks(c.text)).Meta
		if c.title != "" && m.Title != c.title || m.DocType != c.kind || m.Language != c.lang || m.Organization != c.org || fmt.Sprint(m.Year, " ", m.YearEvidence) != c.year {
			t.Errorf("%.60q: got %+v, want %q %s %s %q %s", c.text, m, c.title, c.kind, c.lang, c.org, c.year)
		}
	}
}

func TestLanguageIsThatOfMostLetters(t *testing.T) {
	for text, want := range map[string]string{
		"全年接待读者。":                       "zh",
		"The library received readers.": "en",
		"全年接待读者,服务社区居民。\nThe library received readers from the town.": "mixed",
		"": "",
	} {
		if m := read(t, extracttest.Blocks(text)).Meta; m.Language != want {
			t.Errorf("language of %q: got %q, want %q", text, m.Language, want)
		}
	}
}
