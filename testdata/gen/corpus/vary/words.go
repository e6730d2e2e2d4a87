package vary

// language is what differs between the three kinds of reports.
type language struct {
	syllables, given []string // of places; of given names
	surnames         []string
	orgs             []string // % is the place
	titles           []string // of a report: organisation, year
	file             string   // the name of a file: organisation, year
	opening          []string // year, organisation, then the measures in their order
	extra            []string // sentences that hold names: P person, L place, O organisation, N number
	labels           []string // of headings
	stop             string   // end of a sentence
	menu, residue    []string // what web pages leave
	masked           string   // a year that was masked
}

var chinese = language{
	syllables: list("青 白 柳 槐 石 桃 云 龙 河 松 金 玉 竹 梅 兰 安 平 永 长 新 东 西 南 北 高 清 双 凤 鹤 临 沙 林 泉 湖 江 溪 山 岭 坪 沟 湾 桥 塘 关 岩 川 原 阳 泽 源 港 浦 洲 丰 荷 莲 杉 枫 榆 樟 棠 麓 岗 坡"),
	surnames:  list("王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎"),
	given:     list("伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀 霞 平 刚 桂 英 华 玉 萍 红 建 国 文 辉 志 梅 鑫 波 斌 宇 浩 凯 健 俊 帆 帅 旭 宁 欣 晨 佳 雪 春 瑞 琳 琴 海 燕 山 荣 兵 晓 云 子 涵 然 怡"),
	orgs:      list("%小学党支部 %中学 %村 %社区党委 %县人民医院 %县图书馆 %市总工会 %县教育局 %幼儿园 %水务有限公司 %县交通运输局 %乡派出所 %职业学院团委 %县妇联 %市科学技术协会 %县博物馆"),
	titles:    list("%s%s年工作总结 %s%s年度工作总结 %s%s年工作报告 %s%s年工作总结及来年打算"),
	file:      "%s%d年工作总结",
	opening: []string{
		"%s年，%s围绕中心、服务大局，各项工作稳中有进。现有职工%d人，党员%d名，其中预备党员%d名；全年举办培训班%d期，组织志愿服务活动%d次，走访慰问困难家庭%d户。",
		"%s年以来，%s真抓实干，较好地完成了全年任务。全体职工%d人中有党员%d名，包括预备党员%d名。一年来共举办培训%d期，开展志愿服务%d场次，慰问困难群众%d户。",
		"回顾%s年，%s团结一心、攻坚克难。目前在岗职工%d人，党员总数%d名，预备党员%d名，全年组织各类培训%d场，志愿服务活动%d次，看望慰问困难户%d户。",
	},
	extra: []string{
		"P被授予“L市优秀共产党员”荣誉称号", "P荣获全市业务技能竞赛一等奖", "与L镇结成帮扶对子，先后N次到村走访，投入资金N万元", "N月，组织N名骨干赴L县考察学习",
		"P、P等N名同志受到市委表彰", "P同志主讲党课N次，听众N人次", "联合O举办“L杯”职工运动会，N支代表队参赛", "L村村民P主动捐款N元",
		"争取L省专项资金N万元，改造房屋N间", "在L市召开的经验交流会上，P作了典型发言", "P老师被评为L县“最美教师”", "L街道选派P等N名干部驻点指导N个月",
		"O送来锦旗，感谢P多年来的帮助", "全年接待L、L等地参观团N批N人次",
	},
	labels: list("一、 二、 三、 四、 五、 六、 七、 八、 九、 十、"),
	stop:   "。", menu: []string{"首页 > 范文大全 > 工作总结", "您的当前位置：首页 > 总结 > 正文", "登录 | 注册 | 收藏本站"},
	residue: []string{"推荐阅读", "上一篇：年度个人工作计划", "下一篇：单位述职报告三篇", "本文来自网络，转载请注明"}, masked: "20xx",
}

var traditional = language{
	syllables: list("青 白 柳 槐 石 桃 雲 龍 河 松 金 玉 竹 梅 蘭 安 平 永 長 新 東 西 南 北 高 清 雙 鳳 鶴 臨 沙 林 泉 湖 江 溪 山 嶺 坪 溝 灣 橋 塘 關 巖 川 原 陽 澤 源 港 浦 洲 豐 荷 蓮 杉 楓 榆 樟 棠 麓 崗 坡"),
	surnames:  list("王 李 張 劉 陳 楊 趙 黃 周 吳 徐 孫 胡 朱 高 林 何 郭 馬 羅 梁 宋 鄭 謝 韓 唐 馮 于 董 蕭 程 曹 袁 鄧 許 傅 沈 曾 彭 呂 蘇 盧 蔣 蔡 賈 丁 魏 薛 葉 閻"),
	given:     list("偉 芳 娜 敏 靜 麗 強 磊 軍 洋 勇 艷 傑 娟 濤 明 超 秀 霞 平 剛 桂 英 華 玉 萍 紅 建 國 文 輝 志 梅 鑫 波 斌 宇 浩 凱 健 俊 帆 帥 旭 寧 欣 晨 佳 雪 春 瑞 琳 琴 海 燕 山 榮 兵 曉 雲 子 涵 然 怡"),
	orgs:      list("%縣圖書館 %市圖書館 %縣婦女聯合會 %縣民政局 %市民政局 %縣博物館 %市文化館 %縣教育局 %市總工會 %縣文化局 %小學 %中學 %縣殘疾人聯合會 %市檔案館 %縣衛生局 %市少年宮"),
	titles:    list("%s%s年工作總結 %s%s年度工作總結"),
	file:      "%s%d年工作總結",
	opening: []string{
		"%s年，%s堅持服務群眾，各項工作取得新進展。現有職工%d人，黨員%d名，其中預備黨員%d名；全年舉辦培訓班%d期，開展志願服務活動%d次，慰問困難家庭%d戶。",
	},
	extra: []string{
		"P被評為「L市優秀志願者」", "P榮獲全市業務技能競賽一等獎", "與L鎮聯合舉辦活動N場，參加者N人次", "N月，組織N名骨幹赴L縣考察學習", "P、P等N名同仁受到表彰", "L村村民P捐款N元", "全年接待L、L等地參觀團N批N人次",
	},
	labels: list("壹、 貳、 參、 肆、 伍、 陸、 柒、 捌、 玖、 拾、"),
	stop:   "。", menu: []string{"首頁 > 工作總結"}, residue: []string{"上一篇：年度計劃"}, masked: "20xx",
}

var english = language{
	syllables: list("Qing Bai Liu Huai Shi Tao Yun Long He Song Jin Yu Zhu Mei Lan An Ping Yong Chang Xin Dong Xi Nan Bei Gao Shuang Feng Lin Sha Quan Hu Jiang Shan Ling Gou Wan Qiao Tang Guan Yan Chuan Yuan Yang Ze Gang Pu Zhou Lian Fen Ash Brook Cliff Dale Elm Fern Glen Haw Kirk Lake Marsh North Oak Pine"),
	surnames:  list("Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Carter Reed Bell Ward Hale Stone Frost Lang Moss Webb"),
	given:     list("wei fang na min jing li qiang lei jun yang yong yan jie juan tao ming chao xiu xia ping gang gui ying hua yu mei hong jian guo wen hui zhi bo bin hao kai"),
	orgs:      []string{"% Primary School", "% Middle School", "% Village", "% Community", "% County People's Hospital", "% District Library", "% City Federation of Trade Unions", "% County Education Bureau", "% Kindergarten", "% Water Company", "% County Transport Bureau", "% Police Station", "% Polytechnic", "% County Women's Federation", "% Science Association", "% Museum"},
	titles:    []string{"Work Summary of %s in %s", "%s %s Work Summary"},
	file:      "%s %d",
	opening: []string{
		"In %s, %s united its staff and completed the tasks of the year. There are %d employees and %d party members, including %d probationary party members. During the year %d training courses were held, %d volunteer activities were organized, and %d families in difficulty were visited. ",
	},
	extra: []string{
		"P was named outstanding party member of L City", "P won the first prize of the city skills competition", "In cooperation with L Town, N activities were held and N people took part", "N cadres were sent to L County to study for N days",
		"P and P were commended by the municipal party committee", "The villager P of L donated N yuan", "O lent N volumes, and P thanked the volunteers of L", "N delegations from L and L visited, N person-times in all",
	},
	labels: list("I. II. III. IV. V. VI. VII. VIII. IX. X."),
	stop:   ". ", menu: []string{"Home > Work summary > Text"}, residue: []string{"Previous: a work plan in five parts"}, masked: "20xx",
}

// people and places are the names in the reports that are varied: made up, as
// those that take their place.
var (
	people = map[*language][]string{
		&chinese:     list("吴桂香 张雪琴 李想 梁永福 王莎莎 陈立 赵启明 张倩 胡一鸣 杨慧君 白洁 李大为 马晓鸥 石小军 马占山 韩雪 才让 吴志宏 方远 郑秋菊 李冬梅 蔡雨桐 周旭 罗铁军 夏小雨 周淑芬 龚立群 高长顺 高建社 周敏 何佳 林若兰 苏禾 赵大山 李晓峰"),
		&traditional: list("余曉嵐 陳伯 林秋萍 葉春嬌"),
		&english:     {"Lu Zhen", "Xu Rui", "Gao Feifei", "Ma Xiaoou", "Owen Tarrant", "Zhou Min", "He Jia", "Lin Ruolan", "Zhao Dashan", "Piet Vance", "Lin Oyelaran", "Greta Lindqvist", "Fang Hui", "Jin Ruo", "Ye Qiu", "Bao Lan", "Hao Jianping", "Qiu Yanfang", "Tang Bo"},
	}
	places = map[*language][]string{
		&chinese:     list("鹰嘴崖 柳荫 马蹄 杨柳湾 白龙 黑水河 柳林 云岭 青禾 柏林 江岚 桃溪 槐树沟 石门沟 临泽湾 沐川 云湖 芳草湖 青石桥 金桂 彩虹湾 春蕾 青岭 临江"),
		&traditional: list("碧瀾 雲溪 南浦 竹鄉"),
		&english:     list("Beiling Fenghe Shimengou Qingling Nanshu Haizhou Ferncliff Northmere Linjiang Chunlei"),
	}
)
