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
		{"phases are times",
			"Held six phases of weaving skills training for 90 villagers.", []string{"weaving skills training/6/"}},
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
