// Package activity finds what a unit organised, held or took part in.
package activity

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
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

// Extractor returns the kind, its rules and what finds it.
func Extractor() extract.Extractor {
	return extract.Extractor{
		Kind: extract.Kind{
			Name: "activity", Plural: "activities",
			Doc:   "Something that the unit organised, held or took part in, and that has a name or a clear event noun.",
			DocZH: "组织、举办或参加的一项活动。",
			Fields: []extract.Field{
				{Name: "name", Type: extract.TypeText, Doc: "the noun phrase that names it", DocZH: "活动名称"},
				{Name: "type", Type: extract.TypeTerm, Doc: "study, meeting, training, lecture, contest, visit, volunteer, ceremony, inspection, donation, culture or other", DocZH: "类型：study学习、meeting会议、training培训、lecture讲座、contest竞赛、visit走访、volunteer志愿服务、ceremony仪式、inspection检查、donation捐赠、culture文体、other其他"},
				{Name: "modality", Type: extract.TypeTerm, Doc: "actual or planned", DocZH: "actual已开展，planned计划"},
				{Name: "date", Type: extract.TypeText, Doc: "when, as written", DocZH: "时间，照原文"},
				{Name: "times", Type: extract.TypeInt, Doc: "how often", DocZH: "次数"},
				{Name: "participants", Type: extract.TypeText, Doc: "who took part, as written", DocZH: "参加者，照原文"},
			},
			Key: []string{"name"},
		},
		Rules: rules,
		Find:  find,
	}
}

// finder looks for the names of activities in one document.
type finder struct {
	p *extract.Pass

	event, occasion, titled, hold, border, compound lexicon.Class
	cue                                             cues

	found []activity
}

// activity is a name that was found, and what was read around it.
type activity struct {
	rule     string
	s        *match.Sentence
	name     text.Span
	head     *match.Token // the event noun; nil for a name that is only a quotation
	verb     *match.Token // that governs it, or nil
	times    *match.Token // the number that says how often it was held, or nil
	people   text.Span    // who took part; empty if not stated
	modality string
}

// find reports every activity once: a name that a heading or an
// earlier sentence has given is the same activity when it comes back.
func find(p *extract.Pass) {
	f := &finder{p: p, event: p.Class("event"), occasion: p.Class("occasion"),
		titled: p.Class("titled"), hold: p.Class("hold"), border: p.Class("border"), compound: p.Class("compound"), cue: cuesOf(p)}
	nouns := f.event.Set() | f.occasion.Set() | f.titled.Set()
	for i := range p.Sentences {
		s := &p.Sentences[i]
		if s.Block == p.Meta.TitleBlock || !s.Has.Any(nouns|f.hold.Set()) {
			continue
		}
		if s.Lang == text.EN {
			f.english(s)
		} else {
			f.chinese(s)
		}
	}
	for _, a := range f.unique() {
		p.Report(f.candidate(a))
	}
}

// maxTimes is more than anything is held; a larger number is a year or a code.
const maxTimes = 1000

func (f *finder) candidate(a activity) extract.Candidate {
	c := f.p.New(a.rule, a.s, a.name)
	c.Set("name", strings.Join(strings.Fields(a.s.Doc.RawText(a.name)), " "))
	c.Set("type", typeOf(a.head))
	c.Set("modality", a.modality)
	if n := a.times; n != nil && n.Number.Value.Scale == 0 && n.Number.Value.Coef < maxTimes {
		c.Set("times", a.times.Number.Value.String())
	}
	if a.people.Len() > 0 {
		c.Set("participants", a.s.Doc.RawText(f.p.Doc.Trim(a.people)))
	}
	c.Set("date", a.s.Doc.RawText(dateOf(a.s, a.name)))
	return c
}

// recordTypes are the types that the lexicon tells apart and records do not.
var recordTypes = map[string]string{"drill": "training", "test": "inspection", "fair": "meeting", "health": "other",
	"campaign": "other", "selection": "contest"}

func typeOf(head *match.Token) string {
	if head == nil {
		return "other"
	}
	if t, ok := recordTypes[head.Term.ID]; ok {
		return t
	}
	return head.Term.ID
}

// unique returns the activities without those that only repeat the name of
// another: the same one, or one that ends another and says less.
func (f *finder) unique() []activity {
	keys := make([]string, len(f.found))
	for i, a := range f.found {
		keys[i] = keyOf(a.s.Text(a.name))
	}
	var kept []activity
	first := map[string]int{} // by key, in kept
	for i, a := range f.found {
		if k, ok := first[keys[i]]; ok {
			if kept[k].times == nil {
				kept[k].times = a.times
			}
			continue
		}
		if !f.repeats(i, keys) {
			first[keys[i]] = len(kept)
			kept = append(kept, a)
		}
	}
	return kept
}

// repeats reports whether another name that was found says what name i does,
// and more. A name with its own number of times is no repetition.
func (f *finder) repeats(i int, keys []string) bool {
	if f.found[i].times != nil {
		return false
	}
	for j, k := range keys {
		if len(k) > len(keys[i]) && strings.HasSuffix(k, keys[i]) && (j < i || f.found[i].head != nil && f.found[i].name.Len() == f.found[i].head.Len()) {
			return true
		}
	}
	return false
}

// keyOf returns what two mentions of one name have in common.
func keyOf(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("“”\"《》 ,、的-", r) {
			return -1
		}
		return r
	}, text.Lower(name))
}

// Expressions of time as reports write them.
var (
	zhDate = regexp.MustCompile(`^(?:(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号]|份|底|初|上旬|中旬|下旬)?|\d{4}年|[一二三四五六七八九十]{1,3}月份?` +
		`|(?:春节|元旦|国庆节?|中秋节?|端午节?|重阳节?|元宵节?|清明节?|教师节|儿童节|妇女节|劳动节|护士节|“[一二三四五六七八九]+·?[一二三四五六七八九]+”|[一七五六八][一四])(?:前夕|期间|当天|前后|前)?` +
		`|(?:每|本)?(?:学期|学年|年)(?:初|末|底|中)|[暑寒]假(?:期间)?|[上下]半年|今年以?来?)`)
	enDates = regexp.MustCompile(`(?i)\b(?:in |on |from |at the |before )?(?:(?:early|late|mid-?) ?)?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b(?: \d{1,2}(?:st|nd|rd|th)?(?:-\d{1,2})?)?(?:,? \d{4})?` +
		`|\bthe (?:beginning|end|first half|second half) of (?:the|each|every) (?:year|month|semester|term)\b`)
)

// maxDate is how many bytes before a name its date is looked for.
const maxDate = 120

// dateOf returns the expression of time that stands nearest before the
// name in its sentence, or else the first one after it in the same clause.
func dateOf(s *match.Sentence, name text.Span) text.Span {
	from := max(s.Start, name.Start-maxDate)
	for !utf8.RuneStart(s.Doc.Text[from]) {
		from++
	}
	before := s.Text(text.Span{Start: from, End: name.Start})
	last := lastDate(before, s.Lang)
	if last != nil {
		if utf8.RuneCountInString(before[last[1]:]) <= 40 {
			return plainDate(text.Span{Start: from + last[0], End: from + last[1]}, s)
		}
	}
	if s.Lang != text.EN {
		return text.Span{}
	}
	after := s.Text(text.Span{Start: name.End, End: max(name.End, s.Clause(name.End).End)})
	if m := enDates.FindStringIndex(after); m != nil {
		return plainDate(text.Span{Start: name.End + m[0], End: name.End + m[1]}, s)
	}
	return text.Span{}
}

// lastDate returns where the last expression of time in t is, or nil.
func lastDate(t string, lang text.Lang) (last []int) {
	if lang == text.EN {
		if m := enDates.FindAllStringIndex(t, -1); m != nil {
			return m[len(m)-1]
		}
		return nil
	}
	for i := 0; i < len(t); {
		k := dateBegins.Index(t[i:])
		if k < 0 {
			break
		}
		i += k
		if m := zhDate.FindStringIndex(t[i:]); m != nil {
			last = []int{i, i + m[1]}
			i += m[1]
			continue
		}
		_, size := utf8.DecodeRuneInString(t[i:])
		i += size
	}
	return last
}

// dateBegins are the characters that Chinese expressions of time begin with:
// trying zhDate only there is several times as fast.
var dateBegins = text.NewRuneSet("0123456789一二三四五六七八九十春元国中端重清教儿妇劳护“每本学年暑寒上下今")

// dateAt returns the date with which the Chinese item t begins, or "".
func dateAt(t string) string {
	if !dateBegins.Begins(t) {
		return ""
	}
	return dateStart.FindString(t)
}

// plainDate leaves out the preposition before an English date.
func plainDate(span text.Span, s *match.Sentence) text.Span {
	for _, w := range []string{"in ", "on ", "from ", "at "} {
		if t := s.Text(span); len(t) > len(w) && strings.EqualFold(t[:len(w)], w) {
			span.Start += len(w)
		}
	}
	return span
}

// dateStart is a date at the beginning of a Chinese item.
var dateStart = regexp.MustCompile(`^(?:\d{4}年度?|\d{1,2}月份?(?:\d{1,2}[日号])?|[一二三四五六七八九十]{1,3}月份?|(?:春节|元旦|国庆节?|中秋节?|重阳节?|端午节?|暑假|寒假|暑期|[上下]半年)(?:前夕|期间|当天|前后|前)?)(?:以来|来)?`)

// renews reports whether head is a verb and its object: 重温入党誓词, sweep the tomb.
func (f *finder) renews(s *match.Sentence, head *match.Token) bool {
	t := s.Text(head.Span)
	n := f.cue.renewed.Prefix(t)
	return n > 0 && n < len(t)
}

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
		No: []string{"培训的需求有序增长。", "The system was carried out well."},
	},
	{
		ID:  ruleQuoted,
		Doc: "a name in quotation marks, after a verb of holding or with an event noun behind it",
		Yes: map[string]string{
			"巩固“守初心”专题教育成果,开展“护河净滩”行动。":                                 "name=“护河净滩”行动",
			"深入开展“安康家园月”,营造氛围。":                                         "name=“安康家园月”",
			"In the \"warm hands\" activity the nurses served the old.": "name=[\"warm hands\" activity]",
		},
		No: []string{"认真学习《工会法》。", "落实“三会一课”制度。", "“三八”节期间商场热闹。", "“世界海洋日”当天来客不断。", "坚决反对和抵制“黑船”载客活动。", "The \"four rights\" idea is clear."},
	},
	{
		ID:  ruleNamed,
		Doc: "an event noun with what modifies it, of which the sentence says something",
		Yes: map[string]string{
			"渔村换届选举顺利。":                                     "name=渔村换届选举",
			"码头工人急救培训900人次。":                                "name=码头工人急救培训",
			"第三届职工运动会历时两天。":                                 "name=第三届职工运动会",
			"The Harbour Boat Festival drew many visitors.": "name=[Harbour Boat Festival]",
		},
		No: []string{"运动会场地开阔。", "严禁聚众赌博,坚决反对一切迷信活动。", "在技能竞赛中获得一等奖。", "He won the first prize in the Song Contest."},
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
		No: []string{"发放慰问金2万元。", "走访时间另定。"},
	},
}
