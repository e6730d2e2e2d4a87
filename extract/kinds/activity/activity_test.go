package activity_test

import (
	"strings"
	"testing"

	"zongjie/extract"
	"zongjie/extract/kinds"
	"zongjie/extract/text"
	"zongjie/pipeline/segment"
)

// activitiesIn returns the activities of a document of one block a line, as
// Kind.Format writes them, without the fields that other tests hold.
func activitiesIn(e *extract.Engine, s string) []string {
	doc := linesDocument(s)
	var found []string
	for _, f := range e.Extract(doc, segment.Words(doc), segment.Split(doc), nil).Facts {
		if f.Kind.Name == "activity" {
			found = append(found, f.Get("name")+"/"+f.Get("times")+"/"+f.Get("date"))
		}
	}
	return found
}

func linesDocument(s string) *text.Document {
	var b text.Builder
	for line := range strings.Lines(s) {
		b.Block(text.Block{}, strings.TrimSuffix(line, "\n"))
	}
	return b.Document()
}

// TestActivities holds what needs more than one sentence, or more than one
// candidate, to be seen. An activity is written name/times/date.
func TestActivities(t *testing.T) {
	engine, err := kinds.Load()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, text string
		want       []string
	}{
		{"a heading and its text are one activity",
			"1、绿色家园活动。\n支部开展绿色家园活动,清扫河道。", []string{"绿色家园活动//"}},
		{"a bare noun repeats the name before it",
			"3月举办首届渔民运动会。运动会历时两天。", []string{"首届渔民运动会//3月"}},
		{"what each item of a list was held",
			"召开护理例会、安全分析会各4次。", []string{"护理例会/4/", "安全分析会/4/"}},
		{"the number stands before the verb",
			"先后3次组织码头疏散演练。", []string{"码头疏散演练/3/"}},
		{"the parts of one name are no list",
			"举办制茶、竹编、电商技能培训班2期。", []string{"制茶、竹编、电商技能培训班/2/"}},
		{"quotations in a row are names each",
			"开展“护苗行”“清朗夜”等系列活动。", []string{"“护苗行”//", "“清朗夜”//"}},
		{"a theme is part of the name",
			"组织开展以“守护绿水”为主题的志愿服务活动。", []string{"以“守护绿水”为主题的志愿服务活动//"}},
		{"traditional characters stay as written",
			"舉辦親子閱讀講座5場。", []string{"親子閱讀講座/5/"}},
		{"a code or year is no number of times",
			"Workshops 2403 tests.", nil},
		{"a prize and its contest are one fact, and it is no activity",
			"在全市护理技能大赛中获得二等奖。", nil},
		{"a meeting that is only cited",
			"按照市委经济工作会议部署,制定本方案。", nil},
		{"a verb of effort holds nothing",
			"加强职业技能培训,规范执法检查。", nil},
		{"numbered meetings in a row need no verb of their own",
			"全年召开党员大会4次,支委会11次,党委会20次。", []string{"党员大会/4/", "支委会/11/", "党委会/20/"}},
		{"a name in quotation marks that ends in its event",
			"“春苗托管班”开班9期,“青年大学习”参学率居全县前列。", []string{"“春苗托管班”/9/", "“青年大学习”//"}},
		{"a word of one character that no dictionary word holds",
			"举办敬老长桌宴、竹编体验营。", []string{"敬老长桌宴//", "竹编体验营//"}},
		{"a word of one character in other words holds nothing",
			"举办3个班,优化各环节,正常上班。", nil},
		{"activities without a name are none",
			"全年举办各类活动46场。", nil},
		{"what others held is no activity where it tells of a prize",
			"在市工会举办的书法比赛中获得三等奖。", nil},
		{"an oath taken again",
			"组织党员重温入党誓词。", []string{"重温入党誓词//"}},
		{"an effort for training is none",
			"强化“三基”训练。", nil},
		{"a plan in traditional characters", "「一鎮一書」共讀計畫、家庭故事大賽廣受歡迎。",
			[]string{"「一鎮一書」共讀計畫//", "家庭故事大賽//"}},
		{"a contest held beside a prize won elsewhere",
			`The "red boat" story competition was held, and Wang Li won the first prize of the city contest.`,
			[]string{`"red boat" story competition//`}},
		{"visitors, holidays and notes are no events",
			"Received the workers' visits of 87 people. During the two festivals we visited the families. 40 reading notes were handed in.", nil},
		{"how often, in the words of a machine",
			`The "village classroom" lecture was held 12 issues.`, []string{`"village classroom" lecture/12/`}},
		{"an oath in English",
			"Organized all the members to go to the memorial hall to review the oath of joining the party.", []string{"review the oath//"}},
		{"an English list after one verb",
			"Carried out the \"clean river\" selection, the family reading lecture tour and the village cooking competition.",
			[]string{"\"clean river\" selection//", "family reading lecture tour//", "village cooking competition//"}},
		{"a clause is no name",
			"他们联系自己的进修谈体会。她仍然牵挂着画展。渔协组织船工认真学习。", nil},
		{"a name behind the verb and its aspect",
			"支书给全体社员上了《海图里的家乡》专题党课。", []string{"《海图里的家乡》专题党课//"}},
		{"an adverb between subject and verb",
			"各社区要高度重视文明评选活动,再报镇长办公会议确定。", nil},
		{"what only refers to an event",
			"举办第六届龙舟邀请赛。本次比赛秩序井然,往届比赛也很热闹,此次邀请赛来客众多。", []string{"第六届龙舟邀请赛//"}},
		{"what the unit was told to do",
			"落实了上级工会布置的有关活动,举办职工活动。", nil},
		{"an effort, and education with a name",
			"努力办好人民满意的教育,开展禁毒警示教育。", []string{"禁毒警示教育//"}},
		{"systems are no meetings",
			"村里通过联席会议、村民大会等制度公开账目。认真开展好“三会一课”工作。", nil},
		{"a list of places is no contest",
			"在大学生航模竞赛排行榜位列第9。", nil},
		{"events that are still to be held",
			"为研讨会举办的条件作准备,营造有利于创建文明码头活动开展的氛围。", nil},
		{"labels of a list that was run together",
			"工作如下。2、渔港观摩会吸引了百人。", []string{"渔港观摩会//"}},
		{"a theme and what goes by way of something",
			"目前以讲座和比赛为主。以“潮声”为主题的诗会圆满结束。", []string{"以“潮声”为主题的诗会//"}},
		{"words of effort inside a name",
			"持续推进船员素质提升行动。码头“五个零”提升行动推进情况。", []string{"船员素质提升行动//", "码头“五个零”提升行动//"}},
		{"a word of effort behind who makes it",
			"职工支持活动,学校优化活动形式。", nil},
		{"a noun that makes a service of it",
			"做好候船大厅精细化保洁服务。", nil},
		{"what was finished",
			"完成全体船员分批培训,圆满完成村级换届,完成“十五”计划。", []string{"全体船员分批培训//", "村级换届//"}},
		{"what a meeting was for",
			"6月5日召开会议传达防汛文件。", []string{"会议传达防汛文件//6月5日"}},
		{"what happened at an event",
			"在海事部门的突击性检查中受到肯定,在课后的评课会议上发言踊跃,在日常检查中从严。", []string{"海事部门的突击性检查//", "课后的评课会议//"}},
		{"a prize of another clause",
			"在夏季展示活动中,家长交口称赞,两人在别处获一等奖。", []string{"夏季展示活动//"}},
		{"an opening",
			"渔港分院揭牌。", []string{"渔港分院揭牌//"}},
		{"elections and appraisals of which one speaks as work",
			"认真开展民主评议党员工作。", []string{"民主评议党员//"}},
		{"times at least",
			"组织镇级以上技能大赛6次以上。", []string{"镇级以上技能大赛/6/"}},
		{"editions are no part of a name",
			"连续举办4届海鲜美食节。", []string{"海鲜美食节//"}},
		{"what was planned first was done",
			"要求各站召开渡口安全会议。各站于7月3日召开了渡口安全会议。", []string{"渡口安全会议//7月3日"}},
		{"a number of lessons told again",
			"举办校级潮汐公开课,全年开了8节公开课。", []string{"校级潮汐公开课//"}},
		{"courses and cultural fairs in traditional characters",
			"大阪TKX動畫展、曼谷茶業拓銷團、河內影視節。", []string{"大阪TKX動畫展//", "曼谷茶業拓銷團//", "河內影視節//"}},
		{"nobody went",
			"有的孩子不能到中心小学接受教育。他每天到学校授课。", nil},
		{"held by others, open for all",
			"The medal was a prize of the river school. The plan was held by the Harbour Education Office. The hall was open for class visits.", nil},
		{"sessions that set a task",
			"We completed all tasks set by the Second Session of the 9th County People's Congress.", nil},
		{"days of an event, and what one competes for",
			"He held a book sale on both days of the festival. Competition for boats was fierce.", []string{"book sale//"}},
		{"an acronym and a reading programme",
			"Our AGM was lively. The ever-popular Winter Reading Program reached 90 children.", []string{"AGM//", "ever-popular Winter Reading Program//"}},
		{"what happened at a ceremony",
			"At the closing ceremony, the pupils sang.", []string{"closing ceremony//"}},
		{"what the chapter's writers presented at",
			"She gave two poems at the annual conference of the writers' guild. The plant stood on the 4th March, and we sold cakes at the Tall Ships Festival stall.",
			[]string{"annual conference of the writers' guild//"}},
		{"names of two words, and nights",
			"The Silent Auction raised 300 pounds. The Domino Nights were full.", []string{"Silent Auction//", "Domino Nights//"}},
		{"noun of two words that was held, and a lesson that was learnt",
			"A free clinic was held in the village. The crew received a deep education. They held dock meetings on time.",
			[]string{"free clinic//", "dock meetings//"}},
		{"a part taken in championships",
			"The school took part in the county rowing championships.", []string{"county rowing championships//"}},
		{"what was offered",
			"We offered a total of 12 programs and workshops. Year 4 went on a residential trip.",
			[]string{"programs and workshops/12/", "residential trip//"}},
		{"a day that was kept",
			"We celebrated World Tide Day with songs. The annual Lantern Night delighted all.", []string{"World Tide Day//", "annual Lantern Night//"}},
		{"an apposition",
			"They spoke of the Kite Festival, a major fundraiser for the school.", []string{"Kite Festival//"}},
		{"who held it by means of an event",
			"每天利用晨会进行潮汐教育,经过村民代表大会推荐。回顾去年的渔家主题党日。", nil},
		{"a verb that is part of a name",
			"组织教师参加教师节表彰活动。", []string{"教师节表彰活动//"}},
		{"words that only look like those which end a clause",
			"组织青年参加共同致富宣讲活动,参加我的渔村我的家征文活动,村里便民义诊活动深受欢迎。",
			[]string{"共同致富宣讲活动//", "我的渔村我的家征文活动//", "村里便民义诊活动//"}},
		{"words that begin as those do which no name begins with",
			"组织渔民进行了地震疏散演练,举办和平主题诗会。", []string{"地震疏散演练//", "和平主题诗会//"}},
		{"the talk of a guest, and how many were sent",
			"邀请海事民警来村作航道安全知识讲座,先后派出12人次外出学习。", []string{"航道安全知识讲座//", "外出学习//"}},
		{"what an office runs",
			"辦理親海教育講座六場,辦理會員年檢,並辦理「潮間帶」主題書展。", []string{"親海教育講座/6/", "「潮間帶」主題書展//"}},
		{"a way that holds events",
			"通过开展“鼓浪”演讲比赛,凝聚了人心。船员的业务学习形成制度。", []string{"“鼓浪”演讲比赛//"}},
		{"meetings with their number",
			"There have been four meetings held this year.", []string{"meetings/4/"}},
		{"phases are times",
			"Held six phases of weaving skills training for 90 villagers.", []string{"weaving skills training/6/"}},
		{"names that only say of what sort, or how many",
			"渔港小学开展三大主体活动,组织了其他活动。在各类业务比赛屡屡获奖。", nil},
		{"how often something is done",
			"该称号每两年评选一次,每隔三年考核。", nil},
		{"a stir is no event",
			"在全镇掀起学习活动的热潮。", nil},
		{"certificates are none, and what certifiers look at is",
			"企业通过了环境管理体系认证,学校接受了师范类专业认证。", []string{"师范类专业认证//"}},
		{"work that clears something up, and other work",
			"镇里开展了秸秆禁烧专项整治工作,加强市场整顿工作。", []string{"秸秆禁烧专项整治//"}},
		{"bodies that sat",
			"社区召开理事会,研究修缮码头。理事会成员共五人。", []string{"理事会//"}},
		{"words in brackets inside a name, and its times",
			"联合举办国际(港口)问题研讨会(3场),举办潜水培训班(二期)。", []string{"国际(港口)问题研讨会/3/", "潜水培训班//"}},
		{"others of its sort behind a list",
			"各支部组织了趣味拔河、港湾寻宝以及其他活动。举办小品大赛、海洋知识问答等大赛。",
			[]string{"趣味拔河//", "港湾寻宝//", "小品大赛//", "海洋知识问答//"}},
		{"what a name is called behind it",
			"村里办好渔民节这一传统活动。", []string{"渔民节//"}},
		{"a clause before this event names none",
			"各位理事在对协会来年的期待中结束了此次年会。", nil},
		{"what the clause is about",
			"围绕扫黑除恶、村两委换届等,重点宣传法律。", nil},
		{"where somebody spoke",
			"传达了县长参加渔业座谈会时的讲话。在工会年会上的讲话催人奋进。", nil},
		{"a prize for those who won one there",
			"书法比赛获奖学生20人。", nil},
		{"a lesson that was given, and those of every day",
			"民警为学生上了一堂生动的航海知识课。学校开展音乐课教学,教师上好每一节课。", []string{"航海知识课/1/"}},
		{"nothing was held",
			"全年未开展职工技能竞赛,没有举办过运动会。", nil},
		{"two events with a number each",
			"村里举办3场养殖讲座和5次疏散演练。", []string{"养殖讲座/3/", "疏散演练/5/"}},
		{"nothing was held in English",
			"The club did not hold a regatta dinner or a boat race. The pier concert was not held. This is not a staff meeting.", nil},
		{"clubs' names in capitals",
			"At our May Memorial Service we sang. Our Annual Bingo Bash was lively, and we held a Harbour Tea.",
			[]string{"Memorial Service//May", "Annual Bingo Bash//", "Harbour Tea//"}},
		{"tea and sales that are goods",
			"The tea was hot, and Net Sales rose.", nil},
		{"items of a list",
			"• a morning tea for former sailors;\n• a whole pier concert with songs.", []string{"morning tea for former sailors//", "whole pier concert//"}},
		{"who gave a talk",
			"Following the presentation by Ann Reed the crew dined.", []string{"presentation by Ann Reed//"}},
		{"sessions that the text refers to",
			"We followed the spirit of the congress and the 4th Plenary Session of the Town Committee.", nil},
		{"a name whose kind was told twice, and how often behind examples",
			"We held publicity and consultation activities such as harbour songs and advice twice.", []string{"publicity and consultation activities/2/"}},
		{"a season with its year, and what took place",
			"The Spring 2024 Open House took place at the pier.", []string{"Spring 2024 Open House//"}},
		{"teams that are built are none",
			"We carried out cadre team building and expressed condolences to two families. The village has four main activities.", nil},
		{"what a club had, and what it had otherwise",
			"We had two full day workshops. Staff had a review of prices.", []string{"full day workshops/2/"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := activitiesIn(engine, tt.text)
			if strings.Join(got, "; ") != strings.Join(tt.want, "; ") {
				t.Errorf("%s\n got %q\nwant %q", tt.text, got, tt.want)
			}
		})
	}
}

// FuzzActivities holds that every name is a piece of the text, and not all of
// a long one.
func FuzzActivities(f *testing.F) {
	engine, err := kinds.Load()
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"举办“春”讲座、“", "a \"b\" and \"c\" campaign was held 3 times", "(1)1.、开展活动等等活动", "组织到参加培训,。各5次", "of of of lectures"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		doc := linesDocument(s)
		for _, a := range engine.Extract(doc, segment.Words(doc), segment.Split(doc), nil).Facts {
			if a.Kind.Name != "activity" {
				continue
			}
			if a.Span.Len() <= 0 || a.Quote.Text == "" || !strings.Contains(doc.Raw, a.Quote.Text) {
				t.Errorf("in %q: name %q at %v is no piece of the text", s, a.Quote.Text, a.Span)
			}
		}
	})
}

// BenchmarkActivities measures extraction with every rule, on segmented text
// as dense with activities as reports are.
func BenchmarkActivities(b *testing.B) {
	engine, err := kinds.Load()
	if err != nil {
		b.Fatal(err)
	}
	doc := linesDocument(strings.Repeat("6月,工会举办职工羽毛球赛、棋类比赛和“缘起”联谊会,组织疏散演练2次,不断提高安全意识。\n"+
		"In June the union held a chess contest and 12 training sessions, and improved the conditions of work in three workshops.\n", 200))
	words, segs := segment.Words(doc), segment.Split(doc)
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		engine.Extract(doc, words, segs, nil)
	}
}
