package award_test

import (
	"strings"
	"testing"

	"zongjie/extract"
	"zongjie/extract/kinds"
	"zongjie/pipeline"
)

// awardsIn writes the awards of s, between "; ".
func awardsIn(e *extract.Engine, s string) string {
	doc, words, segs := pipeline.Analyse(s)
	var all []string
	for _, f := range e.Extract(doc, words, segs, nil).Facts {
		if f.Kind.Name == "award" {
			all = append(all, f.Kind.Format(&f))
		}
	}
	return strings.Join(all, "; ")
}

func TestAwards(t *testing.T) {
	engine, err := kinds.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, want string }{
		{"a list of quoted titles without marks between", "我站先后荣获“全国文明窗口”“市青年文明号”。",
			"name=全国文明窗口 recipient=我站 level=national; name=市青年文明号 recipient=我站 level=municipal"},
		{"a list of bare titles", "学校先后荣获全国德育工作先进单位、省文明学校、市绿色学校等20多项荣誉。",
			"name=全国德育工作先进单位 recipient=学校 level=national; name=省文明学校 recipient=学校 level=provincial; name=市绿色学校 recipient=学校 level=municipal"},
		{"the subject of the next verb is no title", "医院党委被评为先进党组织,急诊科荣获“工人先锋号”。",
			"name=先进党组织 recipient=医院党委; name=工人先锋号 recipient=急诊科"},
		{"a recipient holds for the clauses after it", "2016年5月,我院被省卫健委授予“平安医院”称号,连续两年获全市目标考核第一名。",
			"name=平安医院 recipient=我院 level=provincial granter=省卫健委 year=2016; name=全市目标考核第一名 recipient=我院 level=municipal times=2"},
		{"posts before a name are left out", "儿科护士长刘敏同志被评为“全省优秀护士”。", "name=全省优秀护士 recipient=刘敏 level=provincial"},
		{"the contest gives the level", "在全市职工技能大赛中,我公司选手分别获得焊工组第一名和第三名。",
			"name=全市职工技能大赛焊工组第一名 recipient=我公司选手 level=municipal; name=全市职工技能大赛第三名 recipient=我公司选手 level=municipal"},
		{"who gives it gives the level", "班长何强荣获省总工会颁发的“建设功臣”奖章。", "name=“建设功臣”奖章 recipient=何强 level=provincial"},
		{"several levels are none", "馆员孙梅被评为市区优秀宣讲员。", "name=市区优秀宣讲员 recipient=孙梅"},
		{"counted prizes", "学生获省级一等奖3项、二等奖5项。", "name=省级一等奖 recipient=学生 level=provincial times=3; name=二等奖 recipient=学生 level=provincial times=5"},
		{"the level of a prize holds for the list behind it", "选手参加省市焊工竞赛,获市级金奖1个、银奖2个、铜奖3个。", "name=省市焊工竞赛市级金奖 recipient=选手 level=municipal; name=省市焊工竞赛银奖 recipient=选手 level=municipal times=2; name=省市焊工竞赛铜奖 recipient=选手 level=municipal times=3"},
		{"who gives it stands behind the name", "The harbour won the \"Safe Port\" title issued by the Municipal Bureau of Transport.", "name=[Safe Port] recipient=[The harbour] level=municipal"},
		{"a label is no recipient", "4. Won the \"Safe Port\" title of the county.", "name=[Safe Port] level=county"},
		{"traditional characters stay in the fact", "我館榮獲「全國示範圖書館」稱號。", "name=全國示範圖書館 recipient=我館 level=national"},
		{"masked places", "The school won the title of \"** city model school\".", "name=[** city model school] recipient=[The school] level=municipal"},
		{"English titles without marks", "Our school has successively won the honorary titles of national youth civilization unit, provincial model school, and municipal safe campus.",
			"name=[national youth civilization unit] recipient=[Our school] level=national; name=[provincial model school] recipient=[Our school] level=provincial; name=[municipal safe campus] recipient=[Our school] level=municipal"},
		{"an English apposition", "Li Na, a nurse in the emergency department, was named \"most beautiful nurse\" of the province.", "name=[most beautiful nurse] recipient=[Li Na] level=provincial"},
		{"an English and between two sentences", "In the city contest, Li Ming of our company won the first place and Zhao Hui won the third prize.",
			"name=[first place in the city contest] recipient=[Li Ming] level=municipal; name=[third prize in the city contest] recipient=[Zhao Hui] level=municipal"},
		{"who gives it stands behind the verb", "The union was commended by the municipal federation as an advanced collective.",
			"name=[advanced collective] recipient=[The union] level=municipal granter=[municipal federation]"},
		{"a prize is named with the contest before it", "在市总工会举办的职工棋类比赛中,我站获男子组第二名、优秀组织奖。",
			"name=职工棋类比赛男子组第二名 recipient=我站 level=municipal; name=职工棋类比赛优秀组织奖 recipient=我站 level=municipal"},
		{"a prize that names its own contest takes no other", "在县运动会中,我村获拔河第一名,李强荣获省摄影展一等奖,王平获二等奖。",
			"name=县运动会拔河第一名 recipient=我村 level=county; name=省摄影展一等奖 recipient=李强 level=provincial; name=二等奖 recipient=王平 level=provincial"},
		{"an English prize and the contest before it", "In the city's workers' chess contest, our union won the gold award.",
			"name=[gold award in the city's workers' chess contest] recipient=[our union] level=municipal"},
		{"won several times in a row", "公司荣获“省级文明单位”(四连冠)、市先进集体。",
			"name=省级文明单位 recipient=公司 level=provincial times=4; name=市先进集体 recipient=公司 level=municipal"},
		{"what a unit may build is no title yet", "园区获批建设国家级示范基地。", ""},
		{"an office is no honour", "他被推选为县政协委员。", ""},
		{"a number of medals is no medal", "代表团获金牌数全省第一。", ""},
		{"a result is no recipient", "环境质量持续改善,连续两年获全省考核优秀等次。", "name=全省考核优秀等次 level=provincial times=2"},
		{"what was applied for and won", "我队申报的助学项目荣获省志愿服务大赛一等奖。", "name=省志愿服务大赛一等奖 recipient=我队申报的助学项目 level=provincial"},
		{"a plan that is a contest", "在大学生创业计划竞赛中,李林团队获银奖。", "name=大学生创业计划竞赛银奖 recipient=李林团队"},
		{"what a higher level recognises", "医院获批国家级卒中中心。", "name=国家级卒中中心 recipient=医院 level=national"},
		{"the beginning of a name is no title", "公司入选全国旅游企业三十强榜外名单讨论。", ""},
		{"a sum and what it sums up", "全年获得各类奖项36项,其中国家级一等奖2项、省级二等奖5项。",
			"name=国家级一等奖 level=national times=2; name=省级二等奖 level=provincial times=5"},
		{"a giver within a list", "我站先后荣获“全国优秀码头”、国家部委授予“全国文明码头”、“先进集体”等光荣称号。",
			"name=全国优秀码头 recipient=我站 level=national; name=全国文明码头 recipient=我站 level=national granter=国家部委; name=先进集体 recipient=我站 level=national granter=国家部委"},
		{"products and the largest of a trade", "公司产品被评为国家重点新产品、省名牌产品,公司荣获中国机械工业500强、省百强企业等称号。",
			"name=国家重点新产品 recipient=公司产品 level=national; name=省名牌产品 recipient=公司产品 level=provincial; name=中国机械工业500强 recipient=公司 level=national; name=省百强企业 recipient=公司 level=provincial"},
		{"a scholarship is no prize", "船员培训班李强获校一等奖学金。", ""},
		{"a rank that was left and one that was reached", "在全县卫生评比中,我村排名从第5升至第2。", ""},
		{"what is applied for in a list", "我校被县委授予“平安校园”等称号,现正申报全国“绿色”示范校。", "name=平安校园 recipient=我校 level=county granter=县委"},
		{"a quotation that a mark of another kind closes", "港站获“省级文明港”、“最美窗口\"、“全国先进单位”称号。",
			"name=省级文明港 recipient=港站 level=provincial; name=最美窗口 recipient=港站; name=全国先进单位 recipient=港站 level=national"},
		{"a contest named after a quotation", "刘洋获第五届“红帆杯”全国船舶设计大赛海洋组三等奖。", "name=第五届“红帆杯”全国船舶设计大赛海洋组三等奖 recipient=刘洋 level=national"},
		{"several levels of one title", "5个项目荣获县、市、省级优秀成果奖。", "name=县、市、省级优秀成果奖 recipient=5个项目"},
		{"what someone gave", "平台获得省经信厅颁发的第四批企业服务工作站。", "name=第四批企业服务工作站 recipient=平台 level=provincial"},
		{"two prizes in one", "两位渔民在全县垂钓比赛中,分别获特等奖、一等奖。", "name=全县垂钓比赛特等奖、一等奖 recipient=两位渔民 level=county"},
		{"who else won is not told with the contest before", "在市书画比赛中,王芳获特等奖,还有四位老人的剪纸获优秀奖。",
			"name=市书画比赛特等奖 recipient=王芳 level=municipal; name=优秀奖 recipient=四位老人的剪纸 level=municipal"},
		{"the contest of a quoted prize", "海事站获得市水上救援技能展评活动的“优秀组织奖”。", "name=优秀组织奖 recipient=海事站 level=municipal"},
		{"places among firms", "集团位居中国港口企业50强、省百强企业。", "name=中国港口企业50强 recipient=集团 level=national; name=省百强企业 recipient=集团 level=provincial"},
		{"the unit that a profile introduces", "云港县渔业服务中心成立于1984年,下设3个科室。中心面积2000平方米。先后荣获“全国渔业先进集体”等称号,被县委评为“文明窗口”。",
			"name=全国渔业先进集体 recipient=云港县渔业服务中心 level=national; name=文明窗口 recipient=云港县渔业服务中心 level=county granter=县委"},
		{"the unit that the sentence before speaks of", "近年来,本馆的服务广受好评。2020年荣获“省级示范馆”称号,今年又获全国优秀奖。",
			"name=省级示范馆 recipient=本馆 level=provincial year=2020; name=全国优秀奖 recipient=本馆 level=national"},
		{"the person whom a portrait is of", "优秀护林员 郭大山\n郭大山扎根林场30年,他爱岗敬业。曾获省优秀护林员、市劳动模范等称号。",
			"name=省优秀护林员 recipient=郭大山 level=provincial; name=市劳动模范 recipient=郭大山 level=municipal"},
		{"words of time are no recipient", "我站工作有序。20xx、20xx年度相继被县委授予“平安车站”称号,连年被评为先进集体。",
			"name=平安车站 recipient=我站 level=county granter=县委; name=先进集体 recipient=我站"},
		{"what is said of a name", "我校团委书记周小芳老师(原二中团委书记)被评为市优秀团干部,我校2022级护理1班团支部获市活力团支部称号。",
			"name=市优秀团干部 recipient=周小芳 level=municipal; name=市活力团支部 recipient=我校2022级护理1班团支部 level=municipal"},
		{"many names", "王小明、李大海、张红旗、赵铁柱、刘思远、陈一帆、孙国庆七位同学获得二等奖。",
			"name=二等奖 recipient=王小明、李大海、张红旗、赵铁柱、刘思远、陈一帆、孙国庆七位同学"},
		{"who led a work of a long name", "陈海波教授团队牵头的“近海养殖水域生态修复关键技术与应用推广研究”项目荣获省科技进步奖一等奖。",
			"name=省科技进步奖一等奖 recipient=陈海波教授团队 level=provincial"},
		{"an authority before a verb of naming", "平台被认定为市级示范平台,河东区税务局认定为区诚信企业。",
			"name=市级示范平台 recipient=平台 level=municipal; name=区诚信企业 recipient=平台 level=county granter=河东区税务局"},
		{"the name of a place says the level", "公司被评为“安徽名牌”,获2024年上海港口系统活力班组称号,厂报获北京大学优秀奖。",
			"name=安徽名牌 recipient=公司 level=provincial; name=上海港口系统活力班组 recipient=公司 level=municipal; name=北京大学优秀奖 recipient=厂报 level=school"},
		{"a town is no county", "我园被县教育局、镇党委评为“平安幼儿园”。", "name=平安幼儿园 recipient=我园 granter=县教育局、镇党委"},
		{"a part of a national contest", "林强获第三届全国焊接大赛山东赛区二等奖。", "name=第三届全国焊接大赛山东赛区二等奖 recipient=林强 level=provincial"},
		{"a school's own title", "孙丽获海林大学2021年度优秀教师。", "name=海林大学2021年度优秀教师 recipient=孙丽 level=school"},
		{"English titles behind the sum of them", "Our choir practised every day. It has won many honors, such as the Best Choir Award of the National Song Contest, the second prize of the Redwood Art Contest and the Fair Play Award of the City Games.",
			"name=[Best Choir Award of the National Song Contest] recipient=[Our choir] level=national; name=[second prize of the Redwood Art Contest] recipient=[Our choir]; name=[Fair Play Award of the City Games] recipient=[Our choir] level=municipal"},
		{"English titles that were achieved", "The national sanitary town was renamed, the national model town for forestry work and the provincial advanced town were successfully established.",
			"name=[national sanitary town] level=national; name=[national model town for forestry work] level=national; name=[provincial advanced town] level=provincial"},
		{"an English plan was made", "The national key project was successfully created by the team, and the national economy was re-named.", ""},
		{"who held an English contest", "In the \"Clear Water\" contest held by the County Education Bureau, our rowers won the second prize.", "name=[second prize in the \"Clear Water\" contest] recipient=[our rowers] level=county"},
		{"an English pronoun without a name", "Much was done. He won the National Reading Award, and all the results of the games ranked first in the city contest.",
			"name=[National Reading Award] level=national; name=[first in the city contest] level=municipal"},
		{"lines below a heading of honours", "所获荣誉\n2018年 全国五一劳动奖状\n2019.5 省级文明单位、市平安港口\n王小山老师:省优秀教师(2020年)\n本站占地20亩。",
			"name=全国五一劳动奖状 level=national year=2018; name=省级文明单位 level=provincial year=2019; name=省优秀教师 recipient=王小山 level=provincial"},
		{"a dated line", "節能設施\n2021 綠色航運獎金獎\n2021年优秀教师\n2022年工作记录", "name=綠色航運獎金獎 year=2021"},
		{"members of a list that only a summary calls titles", "该镇先后获得全国重点镇、国家卫生镇、省级生态镇等多项荣誉。",
			"name=全国重点镇 recipient=该镇 level=national; name=国家卫生镇 recipient=该镇 level=national; name=省级生态镇 recipient=该镇 level=provincial"},
		{"places one after another", "代表队在区运动会上夺得男子接力第一名,女子跳高第三名,团体总分第五名的好成绩。",
			"name=区运动会男子接力第一名 recipient=代表队 level=county; name=区运动会女子跳高第三名 recipient=代表队 level=county; name=区运动会团体总分第五名 recipient=代表队 level=county"},
		{"who bears it stands behind a quotation", "医务室获评省卫生系统“三优”先进集体。", "name=省卫生系统“三优”先进集体 recipient=医务室 level=provincial"},
		{"one among many", "1994年我校被列为“百所希望小学之一”。", "name=百所希望小学之一 recipient=我校 year=1994"},
		{"a level and who bears the title", "“渔歌读书会”荣获江州市学习品牌。", "name=江州市学习品牌 recipient=“渔歌读书会” level=municipal"},
		{"of the year", "The rowing club was named Team of the Year.", "name=[Team of the Year] recipient=[The rowing club]"},
		{"English lines below a heading of honours", "Awards and Honors\n- 2018 National Model Library\n- 2019: State Excellence in Service Award\n- Our staff grew by two.",
			"name=[National Model Library] level=national year=2018; name=[State Excellence in Service Award] year=2019"},
		{"what is no honour to be", "该村被列为省级贫困村、市级软弱涣散村。", ""},
		{"the years in which it was won", "2009年、2013年、2017年本馆被文化部评为县级一级图书馆。", "name=县级一级图书馆 recipient=本馆 level=national granter=文化部 times=3"},
		{"won in a row, told behind", "我局荣获全省考核一等奖,实现三连冠。", "name=全省考核一等奖 recipient=我局 level=provincial times=3"},
		{"a portrait in the next paragraph", "何秀兰,女,1975年生,教师。先后获县优秀教师称号。\n王建国同志工作认真。该同志爱岗敬业。2015年被评为县劳动模范。",
			"name=县优秀教师 recipient=何秀兰 level=county; name=县劳动模范 recipient=王建国 level=county year=2015"},
		{"this year's contest", "在今年的县元旦文艺汇演中,我校舞蹈队荣获一等奖。", "name=县元旦文艺汇演一等奖 recipient=我校舞蹈队 level=county"},
		{"titles of places behind a comma", "XX局被评为XX省文明单位,XX县先进集体。", "name=XX省文明单位 recipient=XX局 level=provincial; name=XX县先进集体 recipient=XX局 level=county"},
		{"a place among many", "我县获得全国百强县第56位、全省林业先进县等荣誉。", "name=全国百强县第56位 recipient=我县 level=national; name=全省林业先进县 recipient=我县 level=provincial"},
		{"collectives that are counted", "2个集体荣获市工人先锋号。", "name=市工人先锋号 recipient=2个集体 level=municipal"},
		{"a prize takes no level from a title", "公司荣膺“省诚信企业”,其承建的码头项目荣获长桥奖。", "name=省诚信企业 recipient=公司 level=provincial; name=长桥奖 recipient=承建的码头项目"},
		{"places of which another clause tells", "甲县被命名为全国示范区,城南区、河口县成为游览胜地,两地在参加市里评比。", "name=全国示范区 recipient=甲县 level=national"},
		{"an English rule", "Students who win first prize will receive a book. The club received a $2,000 Community Award grant. He was selected as a model for other workers.", ""},
		{"English quoted titles and whose they are", "The village was rated as \"civilized village\" of the city and \"advanced party branch\" of the county.",
			"name=[civilized village] recipient=[The village] level=municipal; name=[advanced party branch] recipient=[The village] level=county"},
		{"an English award of the year", "Mary Jones received the Volunteer of the Year Award in March.", "name=[Volunteer of the Year Award] recipient=[Mary Jones]"},
		{"whom an English award was given to", "The board presented the Volunteer of the Year Award to Mary Jones.", "name=[Volunteer of the Year Award] recipient=[Mary Jones] granter=[The board]"},
		{"a candidate", "今年我局被推荐为全国文明单位候选单位。", ""},
		{"the years of titles", "学校先后获得“全国绿色学校”(2015年)、“省文明校园”(2016年)、市先进集体(2017年)。",
			"name=全国绿色学校 recipient=学校 level=national year=2015; name=省文明校园 recipient=学校 level=provincial year=2016; name=市先进集体 recipient=学校 level=municipal year=2017"},
		{"semicolons in a list", "该站先后荣获:全国绿化模范单位;省级文明单位;市级平安单位;现有职工20人。",
			"name=全国绿化模范单位 recipient=该站 level=national; name=省级文明单位 recipient=该站 level=provincial; name=市级平安单位 recipient=该站 level=municipal"},
		{"honours without a name", "学校荣获国家级荣誉、市级奖励多次。", ""},
		{"a title that was kept, without marks", "医院连续16年保持省级文明单位称号。", "name=省级文明单位 recipient=医院 level=provincial times=16"},
		{"a numbered list", "获奖情况:1.全国优秀船长,2.省先进工作者。", "name=全国优秀船长 level=national; name=省先进工作者 level=provincial"},
		{"hundreds of prizes", "医院获省级新技术一等奖139项。", "name=省级新技术一等奖 recipient=医院 level=provincial times=139"},
		{"a grade", "协会被评为5A级。", "name=5A级 recipient=协会"},
		{"given out without names", "评选表彰了10名优秀教师和5名先进工作者。", ""},
		{"a description", "邀请全国劳模作报告,宣传道德模范的先进事迹。", ""},
		{"counts of awards", "全年共获得各级各类奖项32项,其中国家级5项。", ""},
		{"a goal", "以争创全国文明单位为目标,力争在年底前荣获省级先进集体称号。", ""},
		{"an English goal", "Strive to win the title of provincial civilized unit.", ""},
		{"praise", "活动深受好评,获得了一致赞誉。The show was well received.", ""},
		{"no honour", "The library received 3,000 visitors and gained experience.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := awardsIn(engine, c.text); got != c.want {
				t.Errorf("in %q:\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}
