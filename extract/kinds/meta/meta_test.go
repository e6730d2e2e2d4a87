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
	expect(t, "language", func(m *extract.Meta) string { return m.Language }, map[string]string{
		"全年接待读者。":                       "zh",
		"The library received readers.": "en",
		"全年接待读者,服务社区居民。\nThe library received readers from the town.": "mixed",
		"": "",
	})
}

// expect holds what is found of each text to what is wanted.
func expect(t *testing.T, what string, of func(*extract.Meta) string, wanted map[string]string) {
	t.Helper()
	for text, want := range wanted {
		r := read(t, extracttest.Blocks(text))
		if got := of(&r.Meta); got != want {
			t.Errorf("%.60q: got %s %q, want %q", text, what, got, want)
		}
	}
}

// TestNamesAreNoClauses holds what may be taken for a unit: a wrong name is worse
// than none.
func TestNamesAreNoClauses(t *testing.T) {
	const rest = "全年工作有序推进,各项任务按期完成,群众满意程度持续提高,服务水平稳步提升。"
	expect(t, "organisation", func(m *extract.Meta) string { return m.Organization }, map[string]string{
		"更快地带动企业发展,现将一年来的情况总结如下。" + rest:             "",
		"我代支部委员会作工作报告,请各位审议,并请列席的同志提出意见。" + rest:     "",
		"共推选出优秀团支部3个,标兵5人,志愿者12人,名单已经公示。" + rest:     "",
		"园长迎接镇领导到园检查指导,对一年来的工作表示满意,并提出要求。" + rest:    "",
		"怎样办好一所学校,是我两年来一直思考的事,也是老师们关心的事。" + rest:     "",
		"非常高兴能够站在这里向大家汇报,感谢同事们一年来的帮助和支持。" + rest:     "",
		"两家企业落户园区,三个社区建成驿站,环境明显改善,居民满意。" + rest:      "",
		"本馆被评为2023 年柳溪阅读推广优秀图书馆,馆员受到鼓舞,信心倍增。" + rest: "",
		"柳溪县省属企业全年运行平稳,利税有所增长,职工收入稳步提高。" + rest:      "",
		"经站务办公会研究决定,在全站范围内开展评选,现将事项说明如下。" + rest:     "",
		"永和镇中心幼儿园位于永和镇东街,占地十亩,环境优美,设施齐全。" + rest:     "永和镇中心幼儿园",
		"奋斗小学位于柳溪县北门,创办多年,师资雄厚,校风优良。" + rest:         "奋斗小学",
		"关爱小学的孩子,是我们的责任,志愿者每周都到校辅导,从未间断。" + rest:     "",
		"柳溪县住房保障中心现有职工十二人,负责全县公租房的分配与管理。" + rest:     "柳溪县住房保障中心",
		"柳溪县人力资源和社会保障局现有职工四十人,内设科室八个,下属单位两个。" + rest: "柳溪县人力资源和社会保障局",
		"柳溪县种羊场每年举办剪毛比赛,职工踊跃参加,成绩逐年提高,受到好评。" + rest:  "柳溪县种羊场",
		"近年来,*** 中学发展迅猛,师资力量不断增强,办学条件明显改善。" + rest:   "*** 中学",
		"县教育局2022年工作总结\n一、主要工作\n" + rest:             "县教育局",
		"物理与电子工程学院2022年工作总结\n" + rest:                "物理与电子工程学院",
		"师德与学校建设工作总结\n" + rest:                       "",
		"柳溪县阅读服务平台\n柳溪云书文化有限公司\n" + rest:             "柳溪云书文化有限公司",
		"柳溪县中小企业工作总结\n" + rest:                       "柳溪县",
		"柳溪县水利局项目位于柳溪河畔,占地十亩,由本公司施工,进展顺利。" + rest:    "",
		"一源小学读书节实施方案\n" + rest:                       "一源小学",
		"一所小学的读书节实施方案\n" + rest:                      "",
		"我代表梨花学区行政和全体师生欢迎各位领导,并汇报如下,请指正。" + rest:     "梨花学区",
		"梨花小学党支部配合镇财政所做好调查,全体党员踊跃参加,成效明显。" + rest:    "",
		"图书馆论坛所汇集意见,都已送交各位馆员,并逐条答复。" + rest:          "",
		"建设五大区域急救中心,新增床位百张,群众就医更加方便。" + rest:         "",
		"排查隐患54处,整改到位,杜绝了事故,守住了安全底线。" + rest:         "",
		"柳溪县政府采购中心现有职工十二人,全年采购有序,节约资金可观。" + rest:     "柳溪县政府采购中心",
		"柳溪希望小学现有学生三百人,教师二十人,校舍宽敞,环境优美。" + rest:      "柳溪希望小学",
		"面对世界百年变局,我们迎难而上,稳住了基本盘,守住了底线。" + rest:       "",
		"2021年,奋进村认真落实各项要求,发展产业,改善环境,受到好评。" + rest:   "奋进村",
		"柳溪县启明特殊教育学校现有学生三百人,教师二十人,校舍宽敞。" + rest:      "柳溪县启明特殊教育学校",
		"柳溪县向阳镇人民政府工作总结\n" + rest:                    "柳溪县向阳镇人民政府",
		"向校长汇报后,学校决定改建操场,师生都很高兴,家长也很支持。" + rest:      "",
		"本系统中小学都已开学,师生到校,教学秩序井然,家长满意。" + rest:        "",
		"中国有限公司官网发布消息,全体职工深受鼓舞,表示要再接再厉。" + rest:      "",
		"5月3日学校组织师生到河边植树,师生踊跃参加,受到好评。" + rest:        "",
		"会议期间 省水利厅等部门的同志 到会指导,会议开得很成功,大家满意。" + rest:  "",
		"团结小学认真落实各项要求,师生踊跃参加读书节,受到好评。" + rest:        "团结小学",
		"新任小学校长参加了培训,大家收获很大,表示要再接再厉。" + rest:         "",
		"老塘村工作总结\n" + rest:                    "老塘村",
		"新型学校工作总结\n" + rest:                   "",
		"人民小学2021年工作总结\n" + rest:              "人民小学",
		"人民医院2021年工作总结\n" + rest:              "",
		"县人民医院2021年工作总结\n" + rest:             "县人民医院",
		"镇中心小学2021年工作总结\n" + rest:             "镇中心小学",
		"柳溪一小2021年工作总结\n" + rest:              "柳溪一小",
		"柳溪三中认真落实各项要求,师生踊跃参加读书节,受到好评。" + rest: "柳溪三中",
		"岚县中学读书节总结\n" + rest:                  "岚县中学",
		"三县中学读书节总结\n" + rest:                  "",
		"水利局抗旱工作总结\n" + rest:                  "水利局",
		"管理局抗旱工作总结\n" + rest:                  "",
		"抗旱工作总结\n按照要求,水利局党委及时将通知转发各站,群众满意,成效明显,现总结如下。\n" + rest: "水利局党委",
		"抗旱工作总结\n按照水利局党委的要求,我站及时修渠,群众满意,成效明显,现总结如下。\n" + rest:   "",
		"2021年,我居委会认真落实各项要求,发展产业,改善环境,受到好评。" + rest:             "居委会",
		"近日,公司工会委员会受到表彰,柳溪水库工程分工会受到上级表彰,职工深受鼓舞。" + rest:         "",
		"農(nóng)場黨委的工作情況如下,請各位領導審閱,並提出寶貴意見。" + rest:             "",
	})
}

// TestTitlesThatStandWithTheirText are those that copying from a page leaves at the
// beginning of a paragraph, or that stand among lines of the page.
func TestTitlesThatStandWithTheirText(t *testing.T) {
	const zh = "全年工作有序推进,各项任务按期完成,群众满意程度持续提高,服务水平稳步提升。"
	const en = "The work of the year went on as it should, and the people whom it serves were content with most of what was done."
	expect(t, "title", func(m *extract.Meta) string { return m.Title }, map[string]string{
		"柳溪镇水利站2021年抗旱工作总结 一年来," + zh:                       "柳溪镇水利站2021年抗旱工作总结",
		"1、柳溪镇水利站工作总结2021年上半年 半年来," + zh:                    "柳溪镇水利站工作总结2021年上半年",
		"柳溪镇水利站抗旱工作总结与来年工作计划一、2021年工作" + zh:                 "柳溪镇水利站抗旱工作总结与来年工作计划",
		"【老年大学工作总结】为丰富老人生活,我们" + zh:                         "老年大学工作总结",
		"精品资料柳溪镇阅读推广座谈会上的汇报材料柳溪镇阅读推广座谈会上的汇报材料尊敬的各位领导," + zh: "柳溪镇阅读推广座谈会上的汇报材料",
		"第一篇：柳溪镇水利站抗旱工作总结\n" + zh:                           "柳溪镇水利站抗旱工作总结",
		"第一篇：水利站抗旱工作方案\n柳溪镇水利站抗旱工作实施方案\n" + zh:              "柳溪镇水利站抗旱工作实施方案",
		"柳溪在线\n热线:12345\n柳溪站长抗旱归来\n来源:柳溪报 作者:小李\n" + zh:     "柳溪站长抗旱归来",
		"关于评选先进水利站、先进\n个人的通知\n" + zh:                        "关于评选先进水利站、先进个人的通知",
		"3、借阅\n" + zh + "\n" + zh + "\n2006年读书会总结":          "2006年读书会总结",
		"3、借阅\n" + zh + "\n" + zh + "\n更多工作总结":              "",
		"【自我介绍】\n" + zh: "",
		"<div class=\"way\">您的位置 › 事迹材料 柳溪镇水利站全体同志日夜奋战在抗旱第一线,保证了灌溉。" + zh:                       "",
		"根据年度工作计划,我站抓紧修渠,做好抗旱准备,确保灌溉。" + zh:                                                     "",
		"ANNUAL REPORT - 2008 Our library lends books. " + en:                                   "ANNUAL REPORT - 2008",
		"Summary of orchard work 1 In the past year the orchard bore well. " + en:               "Summary of orchard work",
		"In this report 3 Orchards are described. " + en:                                        "",
		"2014 Annual Meeting of the Chess Club\nMay 6, 2014. Minutes taken by A. Reader\n" + en: "2014 Annual Meeting of the Chess Club",
	})
}

// TestTypesByContent are documents that nowhere say what they are.
func TestTypesByContent(t *testing.T) {
	const zh = "工作有序推进,各项任务按期完成,群众满意程度持续提高,服务水平稳步提升。"
	expect(t, "type", func(m *extract.Meta) string { return m.DocType }, map[string]string{
		"柳溪县图书馆成立于1956年,是综合性公共图书馆,现有职工四十人,藏书二十万册。\n" + zh:                   "other",
		"柳溪县图书馆\n本馆位于柳溪县东街,馆舍宽敞,设施齐全,环境优美。" + zh:                            "other",
		"柳溪公益服务平台\n平台依托协会运营。平台位于柳溪县东街,面积一千平方米,设施齐全。" + zh:                   "other",
		"柳溪县图书馆成立于1956年,现有职工四十人,藏书二十万册。\n一、阅读推广\n" + zh + "\n二、藏书建设\n" + zh: "report",
		"我馆志愿者被评为柳溪优秀志愿者,大家深受鼓舞,表示要再接再厉。\n" + zh + "\n供稿人:小李":               "other",
		"与此同时,一年来,我馆开展了阅读推广,受到读者的好评。\n" + zh:                                "summary",
		"柳溪县第八届读书节\n持续七天的读书节落下帷幕,读者踊跃参加,盛况空前。\n" + zh:                       "report",
		"柳溪教师李某获首届“好老师”称号\n" + zh:                                           "deeds",
		"优秀馆员风采:扎根书库\n" + zh:   "deeds",
		"读书会第一季度工作总结汇报\n" + zh: "summary",
		"读书会会议纪录\n" + zh:       "other",
		"2018 in review\nAnother year has gone by, and our library has lent more books than in any year before it.": "summary",
		"Thank you! (with a wrap-up of the book fair)\nOur readers bought more books than in any year before it.":   "summary",
	})
}

func TestYearsOfTexts(t *testing.T) {
	const zh = "工作有序推进,各项任务按期完成,群众满意程度持续提高,服务水平稳步提升。"
	const en = "The work of the year went on as it should, and the people whom it serves were content with most of what was done."
	expect(t, "year", func(m *extract.Meta) string { return fmt.Sprint(m.Year, " ", m.YearEvidence) }, map[string]string{
		"2020-2021学年第一学期图书组总结\n" + zh:                                                                                                                                                "2020 title",
		"2020-2021学年第二学期图书组总结\n" + zh:                                                                                                                                                "2021 title",
		"图书组工作总结20172018学年第二学期\n" + zh:                                                                                                                                               "2018 title",
		"图书组总结\n2024-10-29 10:36:30 柳溪网\n" + zh:                                                                                                                                      "0 ",
		"关于评选先进的通知\n柳广〔2009〕1号\n" + zh:                                                                                                                                               "0 ",
		"柳溪县图书馆成立于1956年。2013年,图书馆更名为柳溪县第一图书馆。" + zh:                                                                                                                                  "0 ",
		"读书会总结\n本会历史悠久,会员众多, 1994年我会被列为重点,2001年扩建会所,面积增加。\n" + zh:                                                                                                                    "0 ",
		"读书会总结\n根据安排,我会于近期组织开展2019年度优秀会员评选,过程公正,结果公开。\n" + zh:                                                                                                                        "2019 text",
		"读书会总结\n自2019年以来,我会不断壮大,会员众多,活动丰富,深受好评,影响扩大。\n" + zh:                                                                                                                         "0 ",
		"Summary of the work of the reading club in 2019\nReading Club 2007 Annual Work Summary\nIn 2007, the club read well. " + en:                                                 "2007 text",
		"Summary of the work of the reading club in 2019\nIn 2018, the club was small, but in 2019 it grew. " + en:                                                                   "2019 title",
		"读书会总结\n" + zh + zh + zh + "2009年,新修书架两排。又添置了桌椅。\n" + zh:                                                                                                                     "0 ",
		"读书会总结\n3月5日,读书会召开2017年度总结大会,会员参加。2018年,读书会将继续努力。\n" + zh:                                                                                                                    "2017 text",
		"读书会总结\n会员阅读了《2009读书文集》,都有收获,写了体会,并互相交流。\n" + zh:                                                                                                                             "0 ",
		"更新时间:2024-01-18\n读书会总结\n" + zh:                                                                                                                                              "0 ",
		"25.31 KB 2021-04-14 发布\n读书会总结\n" + zh:                                                                                                                                       "0 ",
		"读书会2014年总结\n会员读得很多。截至2019年底,读书会有书三百册。\n" + zh:                                                                                                                               "2019 text",
		"读书会2018年总结\n会员读得很多。截至2019年底,读书会有书三百册。\n" + zh:                                                                                                                               "2018 title",
		"Report of the reading club\nThe club will next meet on 22 March 2018, and read well. " + en:                                                                                 "0 ",
		"Report of the reading club\nThe club is to elect its officers at the spring 2025 gathering. " + en:                                                                          "0 ",
		"Report of the reading club\nThe club has many books and many readers, and is glad of them. In 2009, the club won a cup. " + en + " " + en + " In 2009, the club won a cup.": "2009 text",
		"Report of the reading club\n" + en + " " + en + " " + en + " In 2009, the club won a cup.":                                                                                  "0 ",
		"Work plan of the reading club for 2019\nIn 2018, the club was small. In 2018, it read little. " + en:                                                                        "2019 title",
		"Report of the reading club\nThe club met six times throughout the 2004-05 academic year, and read well. " + en:                                                              "2004 text",
	})
}

func TestUnitsThatEnglishTextsName(t *testing.T) {
	const en = " The work of the year went on as it should, and the people whom it serves were content with most of what was done."
	expect(t, "organisation", func(m *extract.Meta) string { return m.Organization }, map[string]string{
		"Thank you all\nThe RFA read many books this year. RFA members came weekly. The books of the RFA are old." + en:                                   "RFA",
		"Thank you all\nThe GDP grew. GDP is large. Our GDP members are glad of the GDP." + en:                                                            "",
		"Thank you all\nA grant of the RFA came. Another grant of the RFA followed, and the RFA paid it." + en:                                            "",
		"Dear delegates:\nNow, on behalf of the People's Government of XX Town, I will report on the work, please deliberate." + en:                       "People's Government of XX Town",
		"Faculty members\nThe Committee on Orchards met six times in the year, and read many papers." + en:                                                "Committee on Orchards",
		"2009 LMC slides\nBooks were lent.\nOak Ridge Library Media Center Annual Report 2009\nOak Ridge Library Media Center Annual Report 2009 Mission": "Oak Ridge Library Media Center",
		"Orchards\nIt moved to the Open Orchard Foundation. Ties with the Open Orchard Foundation grew. We thank the Open Orchard Foundation." + en:       "",
		"Open the Orchard School for all who want to learn, and keep the doors open in the evening." + en:                                                 "",
		"Prospects of Oakdale No.1 Middle School\n" + en:                                                                                                  "Oakdale No.1 Middle School",
		"Prospects of Oakdale No. 2 School\n" + en:                                                                                                        "Oakdale No. 2 School",
		"Summary of the reading club\nx Township governs 23 villages and has 40 libraries." + en:                                                          "x Township",
		"Summary of the reading club\nXX School is one of those that have a library." + en:                                                                "",
		"President's report\nSR&W had a busy year. The members of SR&W read. SR&W has grown, and SR&W members are glad." + en:                             "SR&W",
		"The teachers of Oakdale School won the cup of the county.\nTheir work is good. " + en:                                                            "Oakdale School",
		"Year-end summary of readers\nSummary of the reading work of the Oakdale Library - Oakdale\n" + en:                                                "Oakdale Library",
		"Term Party Branch Work Plan" + "\n" + en:                                                                                                         "",
		"First, read more\nIn the center of the town, the Youth League Branch plays a vital role." + en:                                                   "",
	})
}
