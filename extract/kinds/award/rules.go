package award

import (
	"zongjie/extract"
)

// The rules of awards have no patterns: a verb of receiving governs a list of
// titles of any length, and each title is a fact of its own. find reads
// the list; the id of the verb in class receive says which rule it makes facts of.
var rules = []extract.Rule{
	{
		ID:  "award/named",
		Doc: "Someone was named, rated or commended as something: 被评为 被命名为 获评 was rated as.",
		Yes: map[string]string{
			"港务公司工会被市总工会评为“职工信赖的职工之家”。":                                                                                 "name=职工信赖的职工之家 recipient=港务公司工会 level=municipal granter=市总工会",
			"我馆连续三年被评为全省先进集体、文明单位。":                                                                                     "name=全省先进集体 recipient=我馆 level=provincial times=3; name=文明单位 recipient=我馆 times=3",
			"The branch was rated as \"advanced grassroots party organization\" by the county party committee.":         "name=[advanced grassroots party organization] recipient=[The branch] level=county",
			"The nursing team was named provincial model unit and municipal civilized post.":                            "name=[provincial model unit] level=provincial; name=[municipal civilized post] level=municipal",
			"The reading room was honored twice by the county as an excellent cultural space.":                          "name=[excellent cultural space] recipient=[The reading room] level=county times=2",
			"25 pupils were commended as the \"little gardener\" of the school.":                                        "name=[little gardener] recipient=[25 pupils] level=school",
			"社区工作者郑小梅不怕严寒,被区政府评为“最美职工”。":                                                                                "name=最美职工 recipient=郑小梅 level=county granter=区政府",
			"养路工、班长赵大有迎风冒雪,三天三夜没合眼,被县总工会评为“最美职工”。":                                                                      "name=最美职工 recipient=赵大有 level=county granter=县总工会",
			"Our dock was named a \"safe unit\". Nurse Rosa Hill, head of the pier, was named \"county model worker\".": "name=[safe unit] recipient=[Our dock]; name=[county model worker] recipient=[Rosa Hill] level=county",
			"The county committee commended our station as \"safe unit\" twice.":                                        "name=[safe unit] recipient=[our station] level=county times=2",
		},
		No: []string{
			"力争被评为市级文明单位。",
			"年终得分在九十分以上的评为优秀。",
			"他被任命为车间主任。",
			"The street was named after a poet.",
			"We strive to be rated as a model village.",
		},
	},
	{
		ID:  "award/won",
		Doc: "Someone won a prize, a place or a title: 荣获 获得 夺得 won received.",
		Yes: map[string]string{
			"李春老师获省优质课评比一、二等奖。":                                                                                                         "name=省优质课评比一、二等奖 recipient=李春 level=provincial",
			"在全县农民运动会上,我村拔河队获得第二名。":                                                                                                     "name=全县农民运动会第二名 recipient=我村拔河队 level=county",
			"护士长何敏荣立个人三等功2次。":                                                                                                           "name=个人三等功 recipient=何敏 times=2",
			"支部荣获市“五一劳动奖状”、“工人先锋号”等称号。":                                                                                                 "name=市“五一劳动奖状” level=municipal; name=工人先锋号",
			"我会连续两次获得市民政局颁发的4A级社会组织。":                                                                                                   "name=4A级社会组织 recipient=我会 level=municipal times=2",
			"In the county first-aid contest, our station took part in the contest, 3 people won the second prize.":                     "name=[second prize in the county first-aid contest] recipient=[3 people] level=county",
			"The chess team won the silver prize of the county chess contest and fourth place in the city finals.":                      "name=[silver prize of the county chess contest] recipient=[The chess team] level=county; name=[fourth place in the city finals] level=municipal",
			"The rowing team won the third place in the city games and the champion of the county regatta for three consecutive years.": "name=[third place in the city games] level=municipal; name=[champion of the county regatta] level=county times=3",
			"Our town was rated as a \"model town\", and Rosa Hill, the secretary of the village, won the title of \"good cadre\".":     "name=[model town] recipient=[Our town]; name=[good cadre] recipient=[Rosa Hill]",
			"渔队在县龙舟比赛中获银奖,并在市决赛中获第五名。":                                                                                                  "name=县龙舟比赛银奖 recipient=渔队 level=county; name=市决赛第五名 recipient=渔队 level=municipal",
			"Nurse Anna Reed won the first prize in the provincial skills competition.":                                                 "name=[first prize in the provincial skills competition] recipient=[Anna Reed] level=provincial",
			"The library received the National Reading Award for the second consecutive year.":                                          "name=[National Reading Award] recipient=[The library] level=national times=2",
		},
		No: []string{
			"项目获得了上级批准和群众支持。",
			"培训获得了圆满成功,学员获得了知识。",
			"全年获奖论文32篇。",
			"The work received praise and the staff received training.",
			"We hope to win the first prize in the city contest.",
			"对获得一等奖的职工给予奖励。",
		},
	},
	{
		ID:  "award/given",
		Doc: "A title was given to someone who is named: 授予 awarded.",
		Yes: map[string]string{
			"县委授予我社区“平安社区”称号。":                                                       "name=平安社区 recipient=我社区 level=county granter=县委",
			"陈师傅被省总工会授予“交通工匠”称号。":                                                    "name=交通工匠 recipient=陈师傅 level=provincial granter=省总工会",
			"The choir was awarded the title of \"Best Amateur Group\" by the city.": "name=[Best Amateur Group] recipient=[The choir] level=municipal",
		},
		No: []string{
			"制定评选办法,对优秀者授予荣誉称号。",
			"The company was awarded the contract.",
			"The red flag is awarded to the excellent classes.",
		},
	},
	{
		ID:  "award/selected",
		Doc: "Someone or something was selected for a list that is an honour: 入选 selected as.",
		Yes: map[string]string{
			"阅读推广项目入选省文化志愿服务示范项目。":                                  "name=省文化志愿服务示范项目 recipient=阅读推广项目 level=provincial",
			"The clinic was promoted to a provincial model clinic.": "name=[provincial model clinic] recipient=[The clinic] level=provincial",
		},
		No: []string{"三名同志入选培训名单。", "该项目被列入年度计划。", "The nurse was promoted to director of the ward."},
	},
	{
		ID:  "award/kept",
		Doc: "A title was kept: 保持…称号.",
		Yes: map[string]string{
			"公司连续四年保持“省级文明单位”称号。": "name=省级文明单位 recipient=公司 level=provincial times=4",
		},
		No: []string{"队伍保持先进性。", "We maintained a good style of work."},
	},
	{
		ID:  "award/rank",
		Doc: "Someone took one of the first places in a contest or assessment: 位列第一 ranked first.",
		Yes: map[string]string{
			"街道在全区年度考核中位列第一。": "name=全区年度考核第一 recipient=街道 level=county",
		},
		No: []string{"经济总量位居全国第三位。", "学生成绩在期末考试中名列第一。"},
	},
	{
		ID:  "award/is",
		Doc: "Someone is what only an award makes one: 是全国先进集体.",
		Yes: map[string]string{
			"我馆是全国文明单位、省级先进集体。":            "name=全国文明单位 recipient=我馆 level=national; name=省级先进集体 recipient=我馆 level=provincial",
			"该厂是省属企业、国家重点扶持企业,全国纺织行业先进集体。": "name=全国纺织行业先进集体 recipient=该厂 level=national",
		},
		No: []string{
			"我馆是全国文明单位创建单位。",
			"目标是省级文明单位。",
			"我馆是市文化局直属事业单位。",
			"今年是全国文明城市创建的关键一年。",
		},
	},
	{
		ID:  "award/list",
		Doc: "Titles that stand in a list behind words that announce honours: 所获荣誉有 the awards won; or that a speech gives out: 颁发的是.",
		Yes: map[string]string{
			"所获荣誉有:“市级绿色学校”“区平安校园”等。":                                        "name=市级绿色学校 level=municipal; name=区平安校园 level=county",
			"首先颁发的是“海洋之星”奖,他们是三班的20名船员。":                                     "name=“海洋之星”奖 recipient=三班的20名船员",
			"所获荣誉还有:“省级节水单位”。":                                               "name=省级节水单位 level=provincial",
			"the awards won - \"level one hospital\" \"** city model unit\"": "name=[level one hospital]; name=[** city model unit] level=municipal",
		},
		No: []string{"主要荣誉由办公室登记。"},
	},
}
