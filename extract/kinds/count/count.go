// Package count finds the quantities that a report states, and what is counted.
package count

import (
	"zongjie/extract"
	"zongjie/extract/text"
)

// Extractor finds quantities. Each rule is one way in which a number, its unit
// and its noun stand together; every number is the anchor, so that one number
// is one fact, and the rule declared first wins. What a pattern cannot say is
// left to refineCount: where the noun phrase ends, and the qualifier,
// modality, period and year from the words around.
func Extractor() extract.Extractor {
	return extract.Extractor{
		Kind: extract.Kind{
			Name: "count", Plural: "counts",
			Doc:   "A quantity that the report states.",
			DocZH: "报告陈述的一个数量。",
			Fields: []extract.Field{
				{Name: "value", Type: extract.TypeNumber, Doc: "the number, 万 and 亿 multiplied out; below zero where a rate has a minus", DocZH: "数值，万、亿已换算；带负号的比率为负"},
				{Name: "max", Type: extract.TypeNumber, Doc: "upper end of a range", DocZH: "区间的上限"},
				{Name: "unit", Type: extract.TypeText, Doc: "as written", DocZH: "单位，照原文"},
				{Name: "subject", Type: extract.TypeTerm, Doc: "what is counted: an id of the class subject, or other", DocZH: "所数之物：词表subject类的编号，或other"},
				{Name: "subject_text", Type: extract.TypeText, Doc: "the words that name what is counted", DocZH: "指明所数之物的原文"},
				{Name: "qualifier", Type: extract.TypeTerm, Doc: "exact, approx, at_least, at_most, nearly or range", DocZH: "确切程度：exact确数、approx约数、at_least不少于、at_most不超过、nearly近、range区间"},
				{Name: "modality", Type: extract.TypeTerm, Doc: "actual or planned", DocZH: "actual已实现，planned计划"},
				{Name: "per", Type: extract.TypeTerm, Doc: "day, week, month, two_months, quarter, semester, half_year or year", DocZH: "周期：day日、week周、month月、two_months两月、quarter季、semester学期、half_year半年、year年"},
				{Name: "year", Type: extract.TypeInt, Doc: "the year that the sentence names for it", DocZH: "句中为其写明的年份"},
				{Name: "part_of", Type: extract.TypeInt, Doc: "start of the quote of the total that it is a part of", DocZH: "所属总数的引文起点（该总数的start）"},
			},
			Key: []string{"subject", "unit"},
		},
		Rules:  countRules,
		Bar:    barCount,
		Refine: refineCount,
		Relate: relateParts,
	}
}

// The rules of counts, by the place of the noun. refineCount tells them apart.
const (
	ruleRate      = "count/percentage"
	ruleMoney     = "count/money"
	ruleCurrency  = "count/currency"
	ruleDeed      = "count/deed-of-people"
	ruleDeedFirst = "count/deed-then-number"
	ruleUnitNoun  = "count/unit-then-noun"
	ruleNounUnit  = "count/noun-then-unit"
	ruleUnit      = "count/unit"
	ruleNumNoun   = "count/number-then-noun"
	ruleNounNum   = "count/noun-then-number"
	ruleRest      = "count/rest-of-group"
	ruleOften     = "count/once-or-twice"
	ruleThing     = "count/thing"
)

var countRules = []extract.Rule{
	{
		ID:      ruleRate,
		Doc:     "a percentage, in signs or in words: 95%, 百分之九十五, 2个百分点, 21 percent",
		Pattern: "<num:value>",
		Set:     map[string]string{"subject": "rate"},
		Yes: map[string]string{
			"病历合格率达到98.5%":                            "value=98.5 subject=rate unit=% qualifier=exact",
			"参保率保持在百分之九十五以上":                          "value=95 subject=rate qualifier=at_least",
			"The collection rate rose by 3.5 percent": "value=3.5 subject=rate",
			"投诉率低于2‰":                                 "value=2 subject=rate unit=‰ qualifier=at_most",
		},
		No: []string{"百分百投入工作", "二〇一九年工作总结"},
	},
	{
		ID:      ruleMoney,
		Doc:     "an amount of money with its currency after it; given away if the clause says so",
		Pattern: "<num:value> <unit=money:unit>",
		Set:     map[string]string{"subject": "money"},
		Yes: map[string]string{
			"发放慰问金3.5万元":                          "value=35000 subject=money unit=元",
			"职工为灾区捐款12,600元":                      "value=12600 subject=donation",
			"近万元用于添置图书":                           "value=10000 qualifier=nearly subject=money",
			"The village spent 80,000 yuan on it": "value=80000 subject=money unit=yuan",
		},
		No: []string{"元旦前后", "百元店", "一元钱也是爱心"},
	},
	{
		ID:      ruleCurrency,
		Doc:     "an amount of money with its currency sign before it",
		Pattern: "<currency:unit> <num:value>",
		Set:     map[string]string{"subject": "money"},
		Yes: map[string]string{
			"The club raised $1,200 last spring": "value=1200 subject=money unit=$",
			"捐赠设备折合人民币30万":                       "value=300000 subject=donation unit=人民币",
		},
		No: []string{"$ signs", "人民币汇率"},
	},
	{
		ID:      ruleDeed,
		Doc:     "people whose deed decides what they are counted as: 9名护士递交了入党申请书",
		Pattern: "<num:value> <unit:unit>? <..24>? <deed:subject>",
		Yes: map[string]string{
			"有3名护士递交了入党申请书":                                   "value=3 subject=party_applicant",
			"Two comrades handed in applications this spring": "value=2 subject=party_applicant",
			"6人被列为发展对象":                                       "value=6 subject=development_target",
		},
		No: []string{"他向党组织递交了入党申请书", "She applied to join the party in 2019"},
	},
	{
		ID:      ruleDeedFirst,
		Doc:     "a deed, then the number of those who did it: 递交入党申请书5人",
		Pattern: "<deed:subject> <..3>? <num:value> <unit=person:unit>",
		Yes: map[string]string{
			"全年递交入党申请书5人": "value=5 subject=party_applicant",
			"按期转正2名":      "value=2 subject=probationary_party_member",
		},
		No: []string{"递交入党申请书的同志"},
	},
	{
		ID:      ruleUnitNoun,
		Doc:     "number, unit, and the noun that they count: 23名党员, 14 days of training",
		Pattern: "<num:value> <unit:unit> <,..24>? <subject:subject>",
		Yes: map[string]string{
			"科室现有8名党员":    "value=8 unit=名 subject=party_member",
			"建成5个党支部":     "value=5 subject=party_branch",
			"举办了12期农技培训班": "value=12 subject=training",
			"每周开一次班会":     "value=1 subject=meeting per=week",
		},
		No: []string{"第3届职工代表大会", "三年级学生", "召开第二次会议"},
	},
	{
		ID:      ruleNounUnit,
		Doc:     "noun, number, unit: 党员23名, 召开会议12次",
		Pattern: "<subject:subject> <,..12>? <num:value> <unit:unit>",
		Yes: map[string]string{
			"全院现有党员45名,其中预备党员2名": "value=45 subject=party_member; value=2 subject=probationary_party_member",
			"全年召开职工大会4次":         "value=4 subject=meeting unit=次",
			"走访慰问困难群众、职工40人":     "value=40 subject=person",
			"累计化解邻里纠纷二十余件":       "value=20 subject=problem_solved qualifier=at_least",
		},
		No: []string{"党员大会第3次会议", "党员十分积极"},
	},
	{
		ID:      ruleUnit,
		Doc:     "number and unit without a known noun: a measure, or what the sentence counted before",
		Pattern: "<num:value> -? <unit:unit>",
		Yes: map[string]string{
			"新栽果树600亩":    "value=600 unit=亩 subject=other",
			"全村426户1538人": "value=426 subject=household; value=1538 subject=person",
			"修剪三百株":       "value=300 subject=other",
		},
		No: []string{"3月5日上午9点", "一个都不能少", "第5组"},
	},
	{
		ID:      ruleNumNoun,
		Doc:     "number and noun without a unit between: 40 teachers, 三大主题教育活动",
		Pattern: "<num:value> <,..60>? <subject:subject>",
		Yes: map[string]string{
			"The hospital has 31 young nurses":         "value=31 subject=person",
			"More than 300 retired teachers took part": "value=300 subject=teacher qualifier=at_least",
			"开展三大主题教育活动":                               "value=3 subject=activity",
		},
		No: []string{"In 2021 teachers took part", "Article 38 of the school rules", "No. 3 middle school"},
	},
	{
		ID:      ruleNounNum,
		Doc:     "noun, then a number without a unit: Party members: 45",
		Pattern: "<subject:subject> <,..30>? <num:value>",
		Yes: map[string]string{
			"Party members: 1,045":                 "value=1045 subject=party_member",
			"The number of trainees reached 320":   "value=320 subject=trainee",
			"The number of readers exceeded 2,000": "value=2000 subject=person qualifier=at_least",
		},
		No: []string{"The meeting was held on May 5", "Members met at 9:30", "School No. 12"},
	},
	{
		ID:      ruleRest,
		Doc:     "a part of a group that the sentence counted before: 118 members, of whom 73 are retired",
		Pattern: "<num:value> of|are|were|is|was|have|had|has|became|passed|joined|won|full|formal|official|probationary|preparatory|preliminary|reserve|fewer",
		Yes: map[string]string{
			"Of the 40 nurses, 31 are women": "value=40 subject=person; value=31 subject=person",
		},
		No: []string{"In 2020 were the first steps", "One of the best"},
	},
	{
		ID:      ruleOften,
		Lang:    text.EN,
		Doc:     "how often, in the words once and twice: once a month",
		Pattern: "<num:value>",
		Yes: map[string]string{
			"The committee holds a meeting once a month": "value=1 subject=meeting per=month",
			"Fire drills were held twice":                "value=2 subject=activity",
		},
		No: []string{"Once the bell rings, they leave", "It was once a mill"},
	},
	{
		ID:      ruleThing,
		Lang:    text.EN,
		Doc:     "number and a noun that the lexicon does not know: 37 benches",
		Pattern: "<num:value>",
		Set:     map[string]string{"subject": "other"},
		Yes: map[string]string{
			"The village bought 37 wooden benches": "value=37 subject=other",
		},
		No: []string{"On May 4 the bus left", "It took two to tango in 2019"},
	},
}
