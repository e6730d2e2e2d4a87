package heading

import "zongjie/extract"

// ruleOf names the rule of a label by its style.
func ruleOf(l *label) string {
	if bare(l.style, l.variant) {
		return "heading/damaged"
	}
	return "heading/" + styleRules[l.style]
}

// styleRules are the names of the rules of styles.
var styleRules = [styles]string{
	stylePart: "chapter", styleChapter: "chapter", styleSection: "chapter", styleArticle: "chapter",
	styleFinancial: "financial", styleHan: "chinese-comma", styleRoman: "roman", styleOrdinal: "ordinal-word", styleCardinal: "ordinal-word",
	styleLetter: "letter", styleHanParen: "chinese-paren", styleArabic: "arabic", styleDecimal: "decimal", styleDecimal3: "decimal",
	styleParen: "paren", styleLetterParen: "letter-paren", styleRomanParen: "letter-paren", styleCircled: "circled", styleIs: "is-series",
}

// rules name the families of labels. find tells them apart by
// the numbering of the whole document.
var rules = []extract.Rule{
	{
		ID:  "heading/chapter",
		Doc: "parts, chapters, sections and articles: 第一部分 第一章 第一节 第一条 Part One Chapter 1: Section 2",
		Yes: map[string]string{
			"第一部分 基本情况\n馆内设三个部门。\n第二部分 重点工作\n一、阅读推广\n全年服务不断。":                        "label=第一部分 number=1 level=1 title=基本情况; label=第二部分 number=2 level=1 title=重点工作; label=一、 number=1 level=2 title=阅读推广",
			"Chapter 1: Our wards\nThe wards were kept clean.\nChapter 2: Our staff": "label=[Chapter 1:] number=1 level=1 title=[Our wards]; label=[Chapter 2:] number=2 level=1 title=[Our staff]",
			"Part One The village\nThe village is small.\nPart Two The harvest":      "label=[Part One] number=1 level=1 title=[The village]; label=[Part Two] number=2 level=1 title=[The harvest]",
		},
		No: []string{"第一篇：柳溪镇水利站抗旱工作总结\n全站同志日夜奋战。", "第一党支部全体党员到场。", "Part of the budget was returned.", "第一章程草案由办公室起草"},
	},
	{
		ID:  "heading/chinese-comma",
		Doc: "一、 一. 一, and the second label where the first was lost",
		Yes: map[string]string{
			"一、思想建设\n坚持学习。\n二、组织建设":                      "label=一、 number=1 level=1 title=思想建设; label=二、 number=2 level=1 title=组织建设",
			"ㄧ、緣起\n二、經過":                                 "label=ㄧ、 number=1 level=1 title=緣起; label=二、 number=2 level=1",
			"一,主要成绩\n二．存在不足\n七、明年打算":                     "label=一, number=1 level=1 title=主要成绩; label=二． number=2 level=1 title=存在不足; label=七、 number=7 level=1 title=明年打算",
			"一、加强领导。\n1、成立专班。由工会主席负责。\n2、细化分工。\n二、广泛宣传。": "label=一、 level=1 title=加强领导。; label=1、 level=2 title=成立专班。; label=2、 level=2 title=细化分工。; label=二、 level=1 title=广泛宣传。",
		},
		No: []string{"一年来,协会各项工作有序推进。", "三、四年级的学生参加了远足。", "十九大精神深入人心"},
	},
	{
		ID:  "heading/financial",
		Doc: "壹、 貳、 參、",
		Yes: map[string]string{
			"壹、館務概況\n本年度開館三百日。\n貳、推廣活動\n參、經費": "label=壹、 number=1 level=1 title=館務概況; label=貳、 number=2 level=1 title=推廣活動; label=參、 number=3 level=1 title=經費",
		},
		No: []string{"伍先生到会指导", "参加培训的干部表现良好"},
	},
	{
		ID:  "heading/chinese-paren",
		Doc: "(一) (一)、 一) (One)",
		Yes: map[string]string{
			"一、服务企业\n（一）上门走访。逐户听取意见。\n（二）、减轻负担。\n二、自身建设": "label=一、 level=1; label=（一） number=1 level=2 title=上门走访。; label=（二）、 number=2 level=2 title=减轻负担。; label=二、 level=1",
		},
		No: []string{"(一式两份)材料已报送县局"},
	},
	{
		ID:  "heading/arabic",
		Doc: "1. 1、 1, 1: and the same with one label of the series damaged or missing",
		Yes: map[string]string{
			"1. Train the guides. Every guide took part.\n2, keep the gardens\n4. Open the gates": "label=1. number=1 level=1 title=[Train the guides.]; label=2, number=2 title=[keep the gardens]; label=4. number=4 level=1 title=[Open the gates]",
			"１、巡查河道。每周都去。\n２、清理垃圾。":                                                               "label=１、 number=1 level=1 title=巡查河道。; label=２、 number=2 level=1 title=清理垃圾。",
			"1.今年挂牌。\n2.十月起试行。\n3.10月份验收。":                                                        "label=1. title=今年挂牌。; label=2. title=十月起试行。; label=3. number=3 title=10月份验收。",
		},
		No: []string{"2019. 3", "1,045 readers came to the library.", "1.5亿元资金全部到位", "2021. 06. 30"},
	},
	{
		ID:  "heading/decimal",
		Doc: "1.1 1.1.1 under 1",
		Yes: map[string]string{
			"1 安全生产\n1.1 落实责任。层层签字。\n1.2 排查隐患。\n2 队伍建设\n2.1 技能培训。": "label=1 level=1 title=安全生产; label=1.1 number=1 level=2 title=落实责任。; label=1.2 number=2 level=2; label=2 number=2 level=1; label=2.1 number=1 level=2 title=技能培训。",
		},
		No: []string{"3.5万名游客到访", "12.4宪法日当天人头攒动"},
	},
	{
		ID:  "heading/paren",
		Doc: "(1) 1) ⑴",
		Yes: map[string]string{
			"1. Clinics\n(1) Opening hours. They were longer.\n(2) Nurses\n2. Ambulances": "label=1. level=1; label=(1) number=1 level=2 title=[Opening hours.]; label=(2) number=2 level=2 title=Nurses; label=2. level=1",
			"⑴巡查制度\n⑵值班制度":                                                                "label=⑴ number=1 level=1 title=巡查制度; label=⑵ number=2 level=1 title=值班制度",
		},
		No: []string{"(3人请假)其余人员到齐"},
	},
	{
		ID:  "heading/letter",
		Doc: "A. B. C.",
		Yes: map[string]string{
			"I. Holdings\nA. Maps\nB. Prints\nII. Readers": "label=I. level=1; label=A. number=1 level=2 title=Maps; label=B. number=2 level=2 title=Prints; label=II. level=1",
		},
		No: []string{"A. Smith chaired the meeting.", "A new road was opened."},
	},
	{
		ID:  "heading/letter-paren",
		Doc: "(a) a) (i)",
		Yes: map[string]string{
			"1. Resolutions\n(a) to repair the roof;\n(b) to buy a van.\n2. Close": "label=1. level=1; label=(a) number=1 level=2 title=[to repair the roof;]; label=(b) number=2 level=2; label=2. level=1",
		},
		No: []string{"(a copy is kept in the office)"},
	},
	{
		ID:  "heading/roman",
		Doc: "I. II、 Ⅲ.",
		Yes: map[string]string{
			"I. Care for the elders\nVisits went on.\nII. Care for the young": "label=I. number=1 level=1 title=[Care for the elders]; label=II. number=2 level=1 title=[Care for the young]",
			"Ⅰ、概况\nⅡ、成效":                                                      "label=Ⅰ、 number=1 level=1 title=概况; label=Ⅱ、 number=2 level=1 title=成效",
		},
		No: []string{"I visited the station in May.", "V. Novak signed the minutes."},
	},
	{
		ID:  "heading/ordinal-word",
		Doc: "First, Firstly, One, 第一, at the starts of paragraphs",
		Yes: map[string]string{
			"First, mend the dykes\nAll dykes were mended.\nSecond, plant the slopes\n1. Choose the trees.\nThird, count the birds": "label=First, number=1 level=1 title=[mend the dykes]; label=Second, number=2 level=1; label=1. level=2; label=Third, number=3 level=1",
			"第一，抓好防汛。队伍随时待命。\n第二，抓好防火。":                                                                                             "label=第一， number=1 level=1 title=抓好防汛。; label=第二， number=2 level=1",
			"One, the crews\nTwo, the boats": "label=One, number=1 level=1 title=[the crews]; label=Two, number=2 level=1 title=[the boats]",
		},
		No: []string{"First, we thank the volunteers.", "Second place went to the union choir."},
	},
	{
		ID:  "heading/is-series",
		Doc: "一是 The first is, where the items start paragraphs",
		Yes: map[string]string{
			"主要做法如下。\n一是上门问需。逐户登记。\n二是按需派单。\n三是定期回访。":                                                         "label=一是 number=1 level=1 title=上门问需。; label=二是 number=2 level=1; label=三是 number=3 level=1",
			"The first is to listen. Every home was visited.\nThe second is to act.\nThe third is to report.": "label=[The first is] number=1 level=1 title=[to listen.]; label=[The second is] number=2; label=[The third is] number=3",
		},
		No: []string{"一是加强巡查;二是完善台账;三是按月通报。", "The first is to listen, and the second is to act."},
	},
	{
		ID:  "heading/circled",
		Doc: "① ②",
		Yes: map[string]string{
			"1、制度建设\n①会议制度。\n②值班制度。\n2、设施建设": "label=1、 level=1; label=① number=1 level=2 title=会议制度。; label=② number=2 level=2; label=2、 level=1",
		},
		No: []string{"措施包括①巡查②登记两项"},
	},
	{
		ID:  "heading/damaged",
		Doc: "a label without its punctuation, where its neighbours show the series: 1 pressure load, 一 基础设施, Five ladders",
		Yes: map[string]string{
			"1 light the lamps\nThe lamps were lit.\n2 ring the bells\nThree open the doors": "label=1 number=1 level=1 title=[light the lamps]; label=2 number=2 level=1; label=Three number=3 level=1 title=[open the doors]",
			"一 林业生产\n二 水利设施":                                                                 "label=一 number=1 level=1 title=林业生产; label=二 number=2 level=1 title=水利设施",
		},
		No: []string{"12 party members were present.", "Five cadres were selected.\nThey went to the city.", "3名社工全部持证", "4 teams set out"},
	},
}
