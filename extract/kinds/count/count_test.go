package count_test

import (
	"strings"
	"sync"
	"testing"

	"zongjie/extract"
	"zongjie/extract/kinds"
	"zongjie/extract/text"
	"zongjie/pipeline/segment"
)

var engine = sync.OnceValues(func() (*extract.Engine, error) { return kinds.Load() })

// counts returns the counts of a text, one paragraph a line, each with the
// fields named.
func counts(t *testing.T, s string, fields ...string) string {
	t.Helper()
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	var b text.Builder
	for line := range strings.Lines(s) {
		b.Block(text.Block{}, strings.TrimSuffix(line, "\n"))
	}
	doc := b.Document()
	var out []string
	for _, f := range e.Extract(doc, segment.Words(doc), segment.Split(doc), nil).Facts {
		if f.Kind.Name == "count" {
			out = append(out, show(&f, fields))
		}
	}
	return strings.Join(out, "; ")
}

func show(f *extract.Fact, fields []string) string {
	var values []string
	for _, name := range fields {
		if v := f.Get(name); v != "" {
			values = append(values, v)
		}
	}
	return strings.Join(values, " ")
}

type example struct{ in, want string }

func check(t *testing.T, fields []string, examples []example) {
	t.Helper()
	for _, x := range examples {
		if got := counts(t, x.in, fields...); got != x.want {
			t.Errorf("%q:\n got %q\nwant %q", x.in, got, x.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	check(t, []string{"value", "max", "unit"}, []example{
		{"累计接待读者６７，２１４人次。", "67214 人次"},
		{"筹集资金三百二十余万元。", "3200000 元"},
		{"发放口罩3.5万只。", "35000 只"},
		{"慰问环卫工人十五六人。", "15 16 人"},
		{"每月召开例会1—2次。", "1 2 次"},
		{"新建路灯廿三盏。", "23 盏"},
		{"One hundred and fourteen nurses took part.", "114"},
		{"The fund holds 3.2 million yuan.", "3200000 yuan"},
		{"The hall needs 20 to 30 chairs.", "20 30"},
		{"数十名群众围观,几十人受益,上百户参与。", ""},
		{"Dozens of visitors came, and several nurses helped.", ""},
		{"半数以上的会员到会。", ""},
		{"接待渔民 40 多位,修网 300 余张。", "40 位; 300 张"},
		{"渔业社养护灯塔十一年,现有船工十一人。", "11 人"},
		{"夜校每次讲一百分钟。", "100 分钟"},
		{"海水盐度下降0.15、0.2和0.09个百分点,利率下降25个基点。", "0.15; 0.2; 0.09 个百分点; 25 个基点"},
		{"出勤率提高3个百分点至97%。", "3 个百分点; 97 %"},
		{"渔获量是上年的2.5倍。", "2.5 倍"},
		{"码头用电+3.2%。", "3.2 %"},
		{"渔获同比增长-20%,泊位费-3.5%,出勤率-95%,鱼市占5%-8%。", "-20 %; 3.5 %; 95 %; 5 8 %"},
		{"The catch saw a growth of -3.5%.", "-3.5 %"},
		{"-4.2%", "-4.2 %"},
		{"-95%的渔船出海。", "95 %"},
		{"渔获量占年计划的58.2,同比增长17.8;完成率为96,汇率为6.5。", "58.2; 17.8; 96"},
		{"鱼价同比增长2倍,用工同比增加12人。", "2 倍; 12 人"},
		{"The birth rate was 9.6, and the exchange rate was 6.5.", "9.6"},
		{"The mole cost 2 million yuan of funds.", "2000000 yuan"},
		{"An average of 7.5 dives per day were made with a 7.5 reel.", "7.5"},
		{"灯具9柄,绿植40盆,纪录片8集,集装箱120标箱,赠款500加元。", "9 柄; 40 盆; 8 集; 120 标箱; 500 加元"},
		{"三集中学习。", ""},
		{"The hall has 900 square feet and took 60 person-hours and 50 rupees.", "900 square feet; 60 person-hours; 50 rupees"},
		{"近百条船、近百余场大雾。", "100 条; 100 场"},
		{"捕魚會(huì)員9個(gè)。", "9 個"},
		{"渔业社存款增长1.2亿,鱼市收入突破百万。", "120000000; 1000000"},
		{"The mole cost $35K and the boats £2015, an increase of12%.", "35000 $; 2015 £; 12 %"},
		{"The growth was kept within six thousandths.", "6 thousandths"},
		{"The calls to the harbour office totalled 212.", "212"},
	})
}

func TestVetoes(t *testing.T) {
	for _, s := range []string{
		"2021年3月5日上午9点30分开会。",
		"第三届职工代表大会第二次会议召开。",
		"学习贯彻党的二十大和十九届六中全会精神。",
		"落实三会一课、一岗双责和两学一做要求。",
		"抓好五个一工程,推进三农问题研究。", // a set phrase that the cut takes for one word
		"坚持“三亮三比”,做到“五个到位”。",
		"根据工会法第38条办理。",
		"联系电话0371-66778899。",
		"他住5号楼,孩子上三年级。",
		"升级到2.0版。",
		"统一思想,进一步提高认识,唯一目标不变。",
		"一个党员一面旗帜,一方面抓学习,另一方面抓落实。",
		"作为一名党员,他一直走在前面。",
		"到三亚和四川考察。",
		"庆祝建团100周年。",
		"平均年龄45岁,连续5年达标。",
		"The third plenary session was studied on May 4, 2019.",
		"We carry out the \"four haves\" and the three sessions and one lesson.",
		"Article 38 and Chapter 3 apply; see No. 5.",
		"On the one hand they study, and one of the best is near.",
		"The 60th anniversary was kept in the early 1990s.",
		"Call 110 or see https://example.org/a-12/b=3 at 9:30.",
		"At 20 years of age he scored 98 points.",
		"In the last 12 months nothing changed.",
		"The nine-year school obeys its five-year plan.",
		"省十四届人大三次会议和十次全会之后,产值两位数增长。",
		"20xx年,XX局第*次检查。",
		"渔业社工作总结(精选7篇)",
		"渔业社工作总结 篇1",
		"渔业社工作总结[本文共1530字]",
		"总页数:12页,已阅读5页,还剩7页未读。",
		"渔业社调研报告2",
		"Harbour work summary 3 copies",
		"存在问题1、渔网老化。",
		"群号:883307612",
		"渔业社地址:10452 台北市。",
		"渔船二期工程和海堤三期项目开工。",
		"产量居全省前三名,船工二支部受到关注。",
		"做好海产品的二次加工。",
		"会后一周,渔民反映良好。",
		"建设两个文明。",
		"The 23 Day Harbour Account is open; the 311 class came.",
		"In the 20 10 fishing season nothing changed.",
		"渔获排名提升7位,由12位升至9位。",
		"二道河水库和三门湾渔场完工。",
		"牢记“安全”二字。",
		"国家会议中心二期开工,推进渔场二轮承包。",
		"The harbour runs on a Linux 22.04 system.",
		"16页",
		"105 views",
		"渔业社年会 浏览:214次",
		"选派9届和10届的船员,欢送11届毕业生。",
		"Contents Harbour Office 3 Boats 4 Net Lofts 5 Members 6 Lighthouse",
	} {
		if got := counts(t, s, "value", "subject"); got != "" {
			t.Errorf("%q: got %q, want nothing", s, got)
		}
	}
}

func TestSubjects(t *testing.T) {
	check(t, []string{"value", "subject"}, []example{
		{"科室有党员教师9名。", "9 teacher"},
		{"慰问学生家长30名。", "30 person"},
		{"全院党支部书记12人参加。", "12 cadre"},
		{"7名护士递交了入党申请书。", "7 party_applicant"},
		{"全年家访96人次。", "96 home_visit"},
		{"组织业务培训20余场,培训1860人次。", "20 training; 1860 trainee"},
		{"排查隐患35处,整改35处。", "35 other; 35 problem_solved"},
		{"职工捐款12600元,发放慰问金3000元。", "12600 donation; 3000 money"},
		{"困难学生、教师40人得到资助。", "40 person"},
		{"满意率达98%。", "98 rate"},
		{"流转土地300亩。", "300 other"},
		{"参加14天的暑期培训。", "14 training"},
		{"开展三大主题教育活动。", "3 activity"},
		{"建有党员活动室5个。", "5 other"},
		{"引进企业两家。", "2 company"},
		{"The county runs 64 small rural schools in the hills.", "64 school"},
		{"Video conferences were held 7 times.", "7 meeting"},
		{"Nurses had 9 days of first-aid training.", "9 training"},
		{"They printed 85 sets of study materials.", "85 document"},
		{"The branch opened 20 member activity rooms.", "20 other"},
		{"Two comrades handed in applications.", "2 party_applicant"},
		{"The number of trainees reached 2,618.", "2618 trainee"},
		{"It gave 9 fire and flood emergency drills.", "9 activity"},
		{"They rectified 35 of them.", "35 problem_solved"},
		{"17名在编教师、9名新进员工、5个先进支部。", "17 teacher; 9 staff; 5 party_branch"},
		{"慰问9名35岁以下党员和6名参赛学生。", "9 party_member; 6 student"},
		{"在职党员教职工9人,师德之星3名,走读生60名。", "9 party_member; 3 teacher; 60 student"},
		{"渔港有完小2所、文明校园1所、旅馆5家。", "2 school; 1 school; 5 company"},
		{"选出村官2名、团支书3名、站长1名。", "2 cadre; 3 cadre; 1 cadre"},
		{"9名学生加入了共青团组织。", "9 league_member"},
		{"表彰60名优秀教师、优秀班主任、优秀党员。", "60 person"},
		{"拍摄微电影5部,放映电影5场。", "5 other; 5 activity"},
		{"船员获奖3人次,市级26人次,区级40人次。", "3 award; 26 award; 40 award"},
		{"渔业社获得市级先进单位2个,走访先进单位3个。", "2 award; 3 other"},
		{"The harbour has 37 cadres and workers, 12 teachers and 9 parents.", "37 person; 12 teacher; 9 person"},
		{"The branch has 12 members and comrades.", "12 person"},
		{"They hired 9 health professionals, 5 township heads and 3 teaching assistants.", "9 person; 5 cadre; 3 teacher"},
		{"There were 90 deaths and 60 births, and 3 hotels closed.", "90 person; 60 person; 3 company"},
		{"The population of the whole town was 6,400.", "6400 person"},
		{"The club sponsored three Hillside Patchworkers.", "3 person"},
	})
}

// TestNearestNoun holds that the noun next to a quantity says what it counts,
// whether the lexicon knows it or not, and that a farther known one does not.
func TestNearestNoun(t *testing.T) {
	check(t, []string{"value", "subject"}, []example{
		{"图书角12处,村民组8个。", "12 other; 8 other"},
		{"为党员建成茶艺社屋3间。", "3 other"},
		{"新增8个智能借阅亭方便学生。", "8 other"},
		{"设立“暖心小站”15家。", "15 other"},
		{"5座水厂、12家面馆通过验收。", "5 other; 12 other"},
		{"聘请康复师12人。", "12 person"},
		{"来自14个省市的运动员参赛。", "14 other"},
		{"10家企业进入名单,100所学校、50家医院参加。", "10 company; 100 school; 50 other"},
		{"惠及2900多万家庭。", "29000000 household"},
		{"医护人员19批赶到。", "19 other"},
		{"卫生专业技术人员356人,职工412人。", "356 person; 412 staff"},
		{"入党申请书9份。", "9 party_applicant"},
		{"受训村民135人,培训科级干部30人。", "135 trainee; 30 cadre"},
		{"制定规范性文件6件,废止15件。", "6 document; 15 document"},
		{"召开防疫会议15次,馆内每日消毒三次。", "15 meeting; 3 other"},
		{"患者每月检查一次。", "1 other"},
		{"启动二期公寓建设,4组到5组的路通了。", ""},
		{"The union has 72 safety invigilators and 40 new projectors.", "72 person; 40 other"},
		{"Of the 90 employees, 12 are dispatchers and 40 are women.", "90 staff; 12 person; 40 staff"},
		{"They put forward rationalization proposals 86, adopted 27.", "86 other; 27 other"},
		{"They found hidden dangers 19, and the rectified ones are 16.", "19 other; 16 problem_solved"},
		{"There are 16 grids and 32 grid members.", "16 other; 32 person"},
		{"调解纠纷57起,成功54起。", "57 problem_solved; 54 problem_solved"},
		{"A reading circle met twice a week.", "2 meeting"},
		{"During the two festivals the leaders came.", ""},
	})
}

func TestLists(t *testing.T) {
	check(t, []string{"value", "subject"}, []example{
		{"现有教师56人,其中党员23人、团员8人。", "56 teacher; 23 party_member; 8 league_member"},
		{"支部有党员23名(正式党员22名,预备党员1名)。", "23 party_member; 22 full_party_member; 1 probationary_party_member"},
		{"入党积极分子12人,其中5人来自车间。", "12 party_activist; 5 party_activist"},
		{"全村426户1538人。", "426 household; 1538 person"},
		{"The branch has 23 party members, of whom 22 are full members.", "23 party_member; 22 full_party_member"},
		{"There are 320 students in 12 classes, and 45 of them are boarders.", "320 student; 12 class; 45 student"},
		{"There are 34 party members, and 3 are preliminary.", "34 party_member; 3 probationary_party_member"},
		{"There are 34 party members, 31 full and 3 probationary.", "34 party_member; 31 full_party_member; 3 probationary_party_member"},
		{"Of the 94 managers 31 are women.", "94 cadre; 31 cadre"},
	})
}

func TestQualifiers(t *testing.T) {
	check(t, []string{"value", "qualifier"}, []example{
		{"约300名群众参加。", "300 approx"},
		{"参加职工300人左右。", "300 approx"},
		{"近万元善款。", "10000 nearly"},
		{"党员超过200名。", "200 at_least"},
		{"收入5000元以上。", "5000 at_least"},
		{"到访210余人。", "210 at_least"},
		{"约210余人到访。", "210 at_least"},
		{"鱼市产值过亿元,工资最少时仅600元。", "100000000 at_least; 600 exact"},
		{"It cost around £300, approx. $400 and approximatly 500 yuan.", "300 approx; 400 approx; 500 approx"},
		{"The income exceeded900 yuan.", "900 at_least"},
		{"投诉不超过3件。", "3 at_most"},
		{"收入不足8万元。", "80000 at_most"},
		{"参与率达98%。", "98 exact"},
		{"发生案件37起。", "37 exact"},
		{"至少召开一次支委会。", "1 at_least"},
		{"补助学校40所以上。", "40 at_least"},
		{"More than 300 nurses came.", "300 at_least"},
		{"Nearly 60 villagers came.", "60 nearly"},
		{"The rate shall not be less than 95%.", "95 at_least"},
		{"It cost less than 700 yuan.", "700 at_most"},
		{"The port has jurisdiction over three villages, and the fair was held over two days.", "3 exact; 2 exact"},
		{"The harbour held over 20 meetings and ran over 30 miles.", "20 at_least; 30 at_least"},
		{"The catch is 12% more than the 56 tons of last year.", "12 exact; 56 exact"},
		{"About twelve nurses came, 5 doctors or more stayed.", "12 approx; 5 exact"},
	})
}

func TestPeriods(t *testing.T) {
	check(t, []string{"value", "subject", "per"}, []example{
		{"每月召开一次支委会,每季度上一次党课。", "1 meeting month; 1 party_class quarter"},
		{"每半年检查一次。", "1 other half_year"},
		{"每两个月召开一次党员大会。", "1 meeting two_months"},
		{"每学期自学不少于六学时,其中讨论不少于2小时。", "6 other semester; 2 other semester"},
		{"2021年接待游客3万人次,年租金2万元。", "30000 person; 20000 money year"},
		{"每人全年至少参加两次培训。", "2 training year"},
		{"收入44万元(月均4万元),日均渔获占比34%。", "440000 money; 40000 money month; 34 rate"},
		{"年修船量达90艘,年底修船5艘。", "90 other year; 5 other"},
		{"年养护费10万元的渔船5艘,补贴300元/月。", "100000 money year; 5 other; 300 money month"},
		{"灯塔每五年检修一次。", "1 other"},
		{"渔民补助年标准1680元。", "1680 money year"},
		{"The committee meets once a month.", "1 meeting month"},
		{"They hold a drill twice every half year.", "2 activity half_year"},
		{"The pay is 2,500 yuan per month.", "2500 money month"},
		{"The library is open 12 hours a day.", "12 other day"},
	})
}

func TestModality(t *testing.T) {
	check(t, []string{"value", "modality"}, []example{
		{"全年培训护士200名。", "200 actual"},
		{"将培训护士200名,走访100户。", "200 planned; 100 planned"},
		{"明年计划发展党员6名。", "6 planned"},
		{"要求每名干部联系3户,已联系120户。", "3 planned; 120 actual"},
		{"坚持每年开展一次民主评议。", "1 actual"},
		{"医院工会工作总结\n一、主要做法\n全年走访5户。\n二、下一步打算\n培训护士200名。", "5 actual; 200 planned"},
		{"一般公共预算收入8亿元,将旧校舍出租,收入3万元。", "800000000 actual; 30000 actual"},
		{"第三季度我们计划:一是走访渔民40户;二是修补渔网12张;三是开办夜校。全年修船5艘。", "40 planned; 12 planned; 5 actual"},
		{"渔业社2021年工作总结\n一、捕捞\n修船2艘。\n二、存在的问题和明年设想\n码头仅有泊位6个,缺船工9人。明年新增泊位3个。", "2 actual; 6 actual; 9 actual; 3 planned"},
		{"渔业社2021年工作总结\n一、捕捞\n修船2艘。\n二、2022年工作思路\n1.疏浚航道7公里。\n2.明年5月前修好灯塔2座。\n3.聘请船工8人。", "2 actual; 7 planned; 2 planned; 8 planned"},
		{"渔业社2021年上半年工作总结\n上半年修船5艘。下半年修船9艘。", "5 actual; 9 planned"},
		{"社里规定船长每月巡航不少于3次,全年巡航400次,救助渔民21人。", "3 planned; 400 actual; 21 actual"},
		{"经费预算:520万元;执行率98%。", "5200000 planned; 98 actual"},
		{"社里规定船长每月巡航3次,全年不少于36次。", "3 planned; 36 planned"},
		{"将修船14艘,比上年增长12%。", "14 planned; 12 planned"},
		{"完成上级下达的300吨捕捞任务,完成任务5项。", "300 planned; 5 actual"},
		{"学校计划招收船员60名,已将5间教室改为宿舍。", "60 planned; 5 actual"},
		{"完成计划投资300万元,名师培养计划培训20人。", "3000000 actual; 20 actual"},
		{"为确保航行安全,渔业社派出船只12艘。", "12 actual"},
		{"确保修船12艘。", "12 planned"},
		{"渔业社努力完成各项任务,修船12艘。", "12 actual"},
		{"努力完成修船12艘。", "12 planned"},
		{"The club hopes to plant 40 trees.", "40 planned"},
		{"渔业社落实“三个必须”,修船12艘。", "12 actual"},
		{"清理渔业规定12件,废止3件。", "12 actual; 3 actual"},
		{"要求入党的积极分子3人。", "3 actual"},
		{"渔业社2021年工作总结\n一、基本情况\n2022年全社共有渔船12艘。泊位30个。", "12 actual; 30 actual"},
		{"The next step is to build 12 boats.", "12 planned"},
		{"The chairman moved that the club donate $500.", "500 planned"},
		{"The union will train 200 nurses.", "200 planned"},
		{"The union trained 200 nurses.", "200 actual"},
		{"Five schools will be built.", "5 planned"},
		{"Next year we train 40 nurses and visit 30 families.", "40 planned; 30 planned"},
	})
}

func TestSubjectsByContext(t *testing.T) {
	check(t, []string{"value", "subject"}, []example{
		{"查出问题30个,整改问题28个。", "30 other; 28 problem_solved"},
		{"排查化解纠纷12起。", "12 problem_solved"},
		{"上团课4次、党课2次。", "4 lecture; 2 party_class"},
		{"每月开展一次渔船核查。", "1 other"},
		{"至少开展一次社区主题清扫活动。", "1 activity"},
		{"渔校送走了3届毕业生,22届毕业生共60名。", "3 other; 60 graduate"},
		{"There were 90 deaths, 5 fewer than before.", "90 person; 5 person"},
		{"完成县里下达的90人招生任务。", "90 student"},
		{"吸引三百名左右青年。", "300 person"},
		{"带动养殖企业3万家。", "30000 company"},
		{"The club trained 9 harbour administrators.", "9 trainee"},
		{"学校有教职工48人,其中校级领导3人,本科学历12人。", "48 staff; 3 cadre; 12 staff"},
		{"在校学生980人(小学640人,初中340人)。", "980 student; 640 student; 340 student"},
		{"幼儿园共12所,其中公办园5所。", "12 school; 5 school"},
		{"今年高三毕业60人,在校 300 人。", "60 graduate; 300 student"},
		{"配备保安3人、保洁2人。", "3 staff; 2 staff"},
		{"正式党员人数由23人减少。", "23 full_party_member"},
		{"党员由5名上升到8名,基地两期培训开办。", "5 party_member; 8 party_member; 2 training"},
		{"入选名船长培养计划2人。", "2 person"},
		{"新增高中学位500个。", "500 other"},
		{"招标流程有12家投标。", "12 company"},
		{"兄弟学校参观团达7批。", "7 other"},
		{"建立渔业党支部一个。", "1 party_branch"},
		{"全镇现有三所小学和一所初中。", "3 school; 1 school"},
		{"她在一所小学听说此事。", ""},
		{"举办为期一个月的训练班。", "1 training"},
		{"讨论两大议题。", "2 other"},
		{"海湾医院简介\n海湾医院有博士生导师5名,教师3名。", "5 person; 3 teacher"},
		{"海湾大学简介\n海湾大学有博士生导师5名。", "5 teacher"},
		{"公司现有员工86名,其中管理人员12名、客服8名、船体维修15名、航道巡护员30名。", "86 staff; 12 cadre; 8 staff; 15 staff; 30 staff"},
		{"協會現有團體會員45個。", "45 other"},
		{"The bank opened 2 branches.", "2 other"},
		{"The party committee set up 2 branches.", "2 party_branch"},
		{"The documents called for 5 new benches, and all 5 were installed.", "5 other; 5 other"},
		{"组织两次义诊、一场讲座。", "2 activity; 1 lecture"},
		{"The harbour has 35 first-class teachers and a population of 3,200.", "35 teacher; 3200 person"},
		{"The number of fishing cards issued reached 1,256.", "1256 other"},
		{"编发航运简报12期,会刊4期,培训班3期。", "12 document; 4 document; 3 training"},
		{"一本上线45人,研究生学历的有6名。", "45 student; 6 person"},
		{"现有教师86人,其中女教师50人,高级职称12人,研究生学历的有6人。", "86 teacher; 50 teacher; 12 teacher; 6 teacher"},
		{"船厂有职工90人,高级职称12人。", "90 staff; 12 person"},
		{"幼儿园共9所(公办6所,民办3所)。", "9 school; 6 school; 3 school"},
		{"总量达474万户的经营主体中,新登记经营主体20户,注销3户。", "4740000 company; 20 company; 3 company"},
		{"新增家庭养老床位70张,新增50张家庭床位。", "70 other; 50 other"},
		{"A first-aid training was held with more than 20 participants.", "20 trainee"},
		{"The total visitors for the year were 372 while it rained.", "372 person"},
		{"They keep files for 37 families.", "37 household"},
		{"The charity fed 40 children.", "40 person"},
		{"The harbour school taught 40 children.", "40 student"},
	})
}

// TestTranslations holds that a sentence and its machine translation state
// the same facts.
func TestTranslations(t *testing.T) {
	fields := []string{"value", "max", "subject", "qualifier", "modality", "per"}
	for _, pair := range [][2]string{
		{"支部现有党员23名,其中正式党员22名,预备党员1名。", "The branch has 23 party members, including 22 full members and 1 probationary member."},
		{"14名青年递交了入党申请书。", "14 young people submitted applications for joining the party."},
		{"全年召开党员大会6次,上党课4次。", "Throughout the year 6 general meetings of party members were held and 4 party lessons were taught."},
		{"近300名职工捐款12,600元。", "Nearly 300 employees donated 12,600 yuan."},
		{"将举办不少于5期培训班。", "No less than 5 training courses will be held."},
		{"每季度召开一次座谈会。", "A symposium is held once every quarter."},
		{"参与率达到98%以上。", "The participation rate reached more than 98%."},
		{"走访企业20多家,解决问题118个。", "More than 20 companies were visited, and 118 problems were solved."},
		{"培养技师20至30名。", "Train 20 to 30 technicians."},
	} {
		zh, en := counts(t, pair[0], fields...), counts(t, pair[1], fields...)
		if zh == "" || zh != en {
			t.Errorf("%s\n%s\n got %q\n and %q", pair[0], pair[1], zh, en)
		}
	}
}

// TestEvidence holds that the quote shows the number with its unit and noun.
func TestEvidence(t *testing.T) {
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"今年共召开职工大会４次。":                         "职工大会４次",
		"館內現有黨員二十三名。":                          "黨員二十三名",
		"It has 31 young nurses on its rolls.": "31 young nurses",
		"渔获同比增长-20%。":                          "-20%",
		"捕魚會(huì)員9個(gè)。":                     "會(huì)員9個",
	} {
		var b text.Builder
		b.Block(text.Block{}, in)
		doc := b.Document()
		var got []string
		for _, f := range e.Extract(doc, segment.Words(doc), segment.Split(doc), nil).Facts {
			if f.Kind.Name == "count" {
				got = append(got, f.Quote.Text)
			}
		}
		if len(got) != 1 || got[0] != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
