package activity

import (
	"zongjie/extract"
)

// The rules of activities name the evidence by which Find takes a noun phrase
// for the name of an activity.
const (
	ruleHeld    = "activity/held"
	rulePassive = "activity/was-held"
	ruleQuoted  = "activity/quoted"
	ruleNamed   = "activity/named"
	ruleHeading = "activity/heading"
	ruleTimes   = "activity/times"
	ruleVisit   = "activity/visit"
)

// rules name what Find reports; Find reads a clause as a whole, since
// the border of one name is the beginning of the next.
var rules = []extract.Rule{
	{
		ID:  ruleHeld,
		Doc: "a verb of holding, attending or receiving, and an event noun with what modifies it",
		Yes: map[string]string{
			"6月2日,县医院举办急救知识讲座3场。":                                                            "name=急救知识讲座 times=3 date=6月2日 type=lecture",
			"先后组织退休职工棋类比赛、太极拳展演和茶话会。":                                                        "name=退休职工棋类比赛; name=太极拳展演; name=茶话会",
			"每周在码头开展义务修鞋咨询,去年共开展31次;":                                                        "name=义务修鞋咨询 times=31",
			"我局组织职工旁听渎职案庭审2次。":                                                               "name=渎职案庭审 times=2",
			"In April the pupils went to the hill to sweep the tomb.":                        "name=[sweep the tomb]",
			"The union held a captains' joint meeting every two weeks, a total of 7 times.":  "name=[captains' joint meeting] times=7",
			"The town held 5 regional party building joint meetings.":                        "name=[regional party building joint meetings] times=5",
			"The team completed the election of 9 dock committees.":                          "name=[election of 9 dock committees]",
			"联合举办国际(港口)问题研讨会(3场)。":                                                           "name=国际(港口)问题研讨会 times=3 type=meeting",
			"妇联积极开展消防、地震疏散演练两次":                                                              "name=消防、地震疏散演练 times=2",
			"接受了市卫健委的年度质量检查":                                                                 "name=市卫健委的年度质量检查 type=inspection",
			"The union held a chess contest in May.":                                         "name=[chess contest] type=contest",
			"We organized three first-aid training courses and launched the river campaign.": "name=[first-aid training courses] times=3; name=[river campaign]",
		},
		No: []string{
			"加强学习,提高认识。",
			"坚持例会制度,完善培训工作。",
			"继续健全党组织的活动方案。",
			"We must strengthen learning and improve the training system.",
			"Every dock branch visits the members at home.",
			"会员单位参展参会积极性高。",
			"组织渔民认真学习。",
			"努力办好人民满意的教育。",
			"The hall was open for class visits.",
			"组织了其他活动。",
			"全年未开展技能竞赛。",
			"The club did not hold a boat race.",
		},
	},
	{
		ID:  rulePassive,
		Doc: "an event noun, and after it that it was held",
		Yes: map[string]string{
			"村民法律知识培训有序开展。":                                              "name=村民法律知识培训",
			"The \"tide watch\" and \"warm bowl\" activities were held.": "name=[\"tide watch\"]; name=[\"warm bowl\" activities]",
			"The annual staff survey was carried out in spring.":         "name=[annual staff survey]",
		},
		No: []string{"培训的需求有序增长。", "为研讨会举办的条件作准备。", "每天利用晨会进行潮汐教育。", "The system was carried out well."},
	},
	{
		ID:  ruleQuoted,
		Doc: "a name in quotation marks, after a verb of holding or with an event noun behind it",
		Yes: map[string]string{
			"巩固“守初心”专题教育成果,开展“护河净滩”行动。":                                 "name=“护河净滩”行动",
			"深入开展“安康家园月”,营造氛围。":                                         "name=“安康家园月”",
			"In the \"warm hands\" activity the nurses served the old.": "name=[\"warm hands\" activity]",
		},
		No: []string{"认真学习《工会法》。", "落实“三会一课”制度。", "认真开展好“三会一课”工作。", "“三八”节期间商场热闹。", "“世界海洋日”当天来客不断。", "坚决反对和抵制“黑船”载客活动。", "The \"four rights\" idea is clear."},
	},
	{
		ID:  ruleNamed,
		Doc: "an event noun with what modifies it, of which the sentence says something",
		Yes: map[string]string{
			"渔村换届选举顺利。":                                               "name=渔村换届选举",
			"码头工人急救培训900人次。":                                          "name=码头工人急救培训",
			"在海事部门的突击性检查中受到肯定。":                                       "name=海事部门的突击性检查 type=inspection",
			"渔港分院揭牌。":                                                 "name=渔港分院揭牌 type=ceremony",
			"She read two poems at the annual conference of writers.": "name=[annual conference of writers]",
			"第三届职工运动会历时两天。":                                           "name=第三届职工运动会",
			"The Harbour Boat Festival drew many visitors.":           "name=[Harbour Boat Festival]",
			"Following the presentation by Ann Reed we dined.":        "name=[presentation by Ann Reed]",
		},
		No: []string{"运动会场地开阔。", "严禁聚众赌博,坚决反对一切迷信活动。", "在技能竞赛中获得一等奖。", "他们联系自己的进修谈体会。", "在日常检查中从严。", "本次比赛秩序井然。", "该称号每两年评选。", "The concert was not held.", "He won the first prize in the Song Contest."},
	},
	{
		ID:  ruleHeading,
		Doc: "a heading that is the name of an activity and nothing else",
		Yes: map[string]string{"三、邻里互助活动": "name=邻里互助活动"},
		No:  []string{"三、活动", "二、加强活动管理"},
	},
	{
		ID:  ruleTimes,
		Doc: "an event noun with the number of times that it was held",
		Yes: map[string]string{
			"支部全年集中学习18次,其中1人获全县征文二等奖。": "name=集中学习 times=18",
			"党组集体学习9次。":                                                    "name=党组集体学习 times=9",
			"The team completed 12 training sessions and held 6 meetings.": "name=[training sessions] times=12; name=meetings times=6",
		},
		No: []string{"学习9小时。", "Meetings are good.", "40 in-service members came."},
	},
	{
		ID:  ruleVisit,
		Doc: "a visit told as an action: where to or to whom, and the verb",
		Yes: map[string]string{
			"春节前慰问困难户12户。":  "name=慰问困难户 date=春节前",
			"选派骨干到市中心医院进修。": "name=到市中心医院进修",
		},
		No: []string{"发放慰问金2万元。", "走访时间另定。", "他每天到学校授课。"},
	},
}
