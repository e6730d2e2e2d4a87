// Package modality tells what was or is done from what is planned or required.
package modality

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// The modalities of counts and activities.
const (
	Actual  = "actual"
	Planned = "planned"
)

// Of says whether what stands at span of s was or is done, or is
// planned or required. The nearest cue decides: one in the same clause, then
// one before it in the sentence, then what the paragraph and the heading
// above are about, then the type of the document.
func Of(p *extract.Pass, s *match.Sentence, span text.Span) string {
	if target(p, s, span) {
		return Planned
	}
	cues, ahead := p.Class("modality"), p.Class("ahead")
	fallback, outlook := Actual, horizon(p)[s.Index]
	if outlook != none {
		fallback = Planned
	}
	if !s.Has.Any(cues.Set() | ahead.Set()) {
		return fallback
	}
	clause := s.Clause(span.Start)
	if m := cueBefore(s, cues, ahead, text.Span{Start: clause.Start, End: span.Start}, fallback); m != "" {
		return m
	}
	if m := cueAfter(s, cues, text.Span{Start: span.End, End: max(clause.End, span.End)}); m != "" {
		return m
	}
	if m := cueBefore(s, cues, ahead, text.Span{Start: s.Start, End: span.Start}, fallback); m != "" {
		return m
	}
	if outlook == turned && compares(s, cues, text.Span{Start: clause.Start, End: span.Start}) {
		return Actual
	}
	return fallback
}

// compares reports whether span compares with the year before, which plans do
// too, but what is known more often.
func compares(s *match.Sentence, cues lexicon.Class, span text.Span) (yes bool) {
	s.Within(cues, span, func(t *match.Token) bool {
		yes = t.Term.ID == "than"
		return !yes
	})
	return yes
}

// target reports whether the number at span measures a task that is set, and
// not what was done: 下达的300人征兵任务. Tasks that are counted (5项任务) are none
// of these.
func target(p *extract.Pass, s *match.Sentence, span text.Span) bool {
	const longest = 30 // bytes between the unit and the task
	end := span.End
	if u := s.At(p.Class("unit"), end); u != nil {
		switch u.Term.ID {
		case "person", "household", "money", "area", "length", "weight":
			end = u.End
		default: // a number of tasks, or of what is no task
			return false
		}
	} else if !strings.HasSuffix(s.Text(span), "%") {
		return false
	}
	if !set(s.Doc.Text[s.Clause(span.Start).Start:span.Start]) {
		return false
	}
	rest := s.Doc.Text[end:max(end, s.Clause(span.Start).End)]
	for _, w := range [...]string{"任务", "指标", "目标"} {
		i := strings.Index(rest, w)
		if i < 0 || i > longest || strings.Contains(rest[:i], "、") {
			continue
		}
		switch after := rest[i+len(w):]; {
		case after == "", strings.HasPrefix(after, "的"), strings.HasPrefix(after, "数"), strings.HasPrefix(after, "、"), strings.HasPrefix(after, "任务"):
			return true
		}
	}
	return false
}

// set reports whether a task behind lead is one that was set, and not one that
// is borne (承担) or an aim that was reached (实现).
func set(lead string) bool {
	for _, w := range [...]string{"完成", "下达", "分配", "超过", "超出", "低于", "高于"} {
		if strings.Contains(lead, w) {
			return true
		}
	}
	return false
}

// cueBefore returns the modality that the cues in span, which ends where the
// fact or its clause begins, give to what follows; "" if there is none. A plan
// wins over signs of the past in one clause: will have, has to. Practice
// (坚持每月) is actual where nothing else is said.
func cueBefore(s *match.Sentence, cues, ahead lexicon.Class, span text.Span, fallback string) string {
	found, rule := "", false
	for i := s.From(span.Start); i < len(s.Tokens) && s.Tokens[i].Start < span.End; i++ {
		t := &s.Tokens[i]
		switch {
		case t.End > span.End && !(t.Is(cues) && t.Term.ID == "tally"):
		case t.Is(ahead) && t.Term.ID == "text":
			found = Planned
		case !t.Is(cues):
		case t.Term.ID == "tally":
			if rule && fallback == Actual && tallies(s, t) {
				found, rule = "", false
			}
		case t.Term.ID == "planned" && !notYet(s, t):
			rule = (found != Planned || rule) && rules(s.Text(t.Span))
			found = Planned
		case t.Term.ID == "practice" && fallback == Actual && found == "":
			found = Actual
		case t.Term.ID == "actual" && (found != Planned || strong(s, t)):
			found = Actual
		}
	}
	return found
}

// rules reports whether the planning cue w states a rule that holds in general
// and not what is meant to come.
func rules(w string) bool {
	switch w {
	case "规定", "要求", "要", "应", "须", "必须", "应当", "应该", "均应", "都应", "不得", "制度:", "制度,即", "制度,每":
		return true
	}
	return false
}

// tallies reports whether a sum of what was done begins with t, the first words
// of a clause: 全年听课300节 behind a rule, but not 全年不少于12次, which is one.
func tallies(s *match.Sentence, t *match.Token) bool {
	clause := s.Clause(t.Start)
	if clause.Start != t.Start {
		return false
	}
	words := s.Text(clause)
	for _, w := range [...]string{"不少于", "不低于", "不超过", "不得", "至少", "以上", "每", "须", "应", "达标"} {
		if strings.Contains(words, w) {
			return false
		}
	}
	return true
}

// notYet reports whether the planning cue t is a noun or part of another
// phrase here: the requirements that were met, the plan that was fulfilled.
func notYet(s *match.Sentence, t *match.Token) bool {
	rest := s.Doc.Text[t.End:s.End]
	switch s.Text(t.Span) {
	case "将":
		return disposes(rest)
	case "要求":
	default:
		return false
	}
	return rest == "" || strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, "的") || strings.HasPrefix(rest, "、")
}

// disposals are the verbs whose object 将 brings before them: it is then no
// sign of a plan.
var disposals = []string{"纳入", "作为", "列入", "列为", "分为", "分成", "划分", "转化", "融入", "送到", "送至", "送进", "用于", "细化", "分解", "结合", "贯穿", "放在", "摆在", "落到", "落实到", "压实", "变为", "变成", "确定为", "打造成", "建成", "延伸", "交给", "发给", "发放到", "引入", "视为", "当作", "转为", "转变", "推向", "传递", "贯彻到", "出租", "租给", "流转", "发放给", "上交", "移交", "捐给", "捐赠给", "改造成", "改造为", "改建为", "并入", "合并", "投放", "整合", "装进", "上传", "录入", "公布", "公示", "存入", "反馈"}

// disposes reports whether the clause that rest begins with has such a verb.
func disposes(rest string) bool {
	if i := strings.IndexAny(rest, ",;"); i >= 0 {
		rest = rest[:i]
	}
	for _, v := range disposals {
		if strings.Contains(rest, v) {
			return true
		}
	}
	return false
}

// strong reports whether t says that something is done even after a word of
// planning in the same clause: 已 and its like, but not has or was.
func strong(s *match.Sentence, t *match.Token) bool { return s.Doc.Text[t.Start] >= utf8.RuneSelf }

// cueAfter returns Planned if a cue after the fact says so: 5 schools will be built.
func cueAfter(s *match.Sentence, cues lexicon.Class, span text.Span) string {
	m := ""
	s.Within(cues, span, func(t *match.Token) bool {
		if t.Term.ID == "planned" && s.Doc.Text[t.Start] < utf8.RuneSelf && modal(s.Text(t.Span)) {
			m = Planned
		} else if t.Term.ID == "actual" && s.Doc.Text[t.Start] < utf8.RuneSelf && m == "" && !strings.EqualFold(s.Text(t.Span), "had") {
			m = Actual
		}
		return m == ""
	})
	return m
}

// modal reports whether the English cue w is a modal verb, which follows its
// subject.
func modal(w string) bool {
	switch strings.ToLower(w) {
	case "will", "shall", "should", "must", "is to be", "are to be", "would", "are planned", "is planned", "to be held", "to be built", "are budgeted", "is budgeted":
		return true
	}
	return false
}

type horizonKey struct{}

// outlook says how sure it is that a sentence is about what is to come.
type outlook uint8

const (
	none   outlook = iota
	turned         // words before it in the paragraph turn to it
	firm           // it stands in a plan, or under a heading on the next year
)

// horizon says of each sentence whether it stands where the document speaks
// of what is to come: in a plan, under a heading on the next year, or after
// words in the same paragraph that turn to it.
func horizon(p *extract.Pass) []outlook {
	return p.Shared(horizonKey{}, func() any { return findHorizon(p) }).([]outlook)
}

func findHorizon(p *extract.Pass) []outlook {
	h := horizonFinder{p: p, class: p.Class("ahead"), cues: p.Class("modality"), plan: p.Meta.DocType == "plan", headings: p.Facts}
	h.half = strings.Contains(p.Meta.Title, "上半年")
	h.is = make([]outlook, len(p.Sentences))
	for i := 0; i < len(p.Sentences); {
		block := p.Block(p.Sentences[i].Block)
		h.block(block)
		i += len(block)
	}
	return h.is
}

// part is what stands under a heading that is about another time than the
// document.
type part struct {
	depth  int    // of the heading
	about  string // ahead, now or mixed
	formal bool   // whether the format marks the heading as one
}

// horizonFinder walks over the blocks of a document.
type horizonFinder struct {
	p        *extract.Pass
	class    lexicon.Class // ahead
	cues     lexicon.Class // modality
	plan     bool
	half     bool           // the document is about the first half of a year
	headings []extract.Fact // those that are not passed yet
	parts    []part         // the parts that the present block stands in, the innermost last
	list     bool           // the block before announced a list of what is to come
	is       []outlook
}

// block says what the sentences of the next block are about.
func (h *horizonFinder) block(block []match.Sentence) {
	b := h.p.Doc.Blocks[block[0].Block]
	if block[0].Block == h.p.Meta.TitleBlock {
		if h.plan {
			for j := range block {
				h.is[block[j].Index] = firm
			}
		}
		return
	}
	var title *match.Sentence
	if d := h.depth(b); d < noDepth {
		title = &block[0]
		if len(block) > 1 && title.Len() < 8 { // 6. is a sentence of its own
			title = &block[1]
		}
		formal := b.Kind == text.Heading
		about := h.about(title)
		for len(h.parts) > 0 && h.parts[len(h.parts)-1].closedBy(d, formal, about) {
			h.parts = h.parts[:len(h.parts)-1]
		}
		if about != "" {
			h.parts = append(h.parts, part{d, about, formal})
		}
	}
	t := strings.TrimSpace(h.p.Doc.Text[b.Start:b.End])
	h.list = h.list && listed(t)
	about := h.present()
	sure := about == "ahead" || h.plan && about != "now"
	ahead := sure || h.list
	open := false // items of a list that a plan announced follow: we plan to: first, …; second, …
	for j := range block {
		if !ahead && h.turns(&block[j]) && !(about == "mixed" && &block[j] == title) {
			ahead = true
			if about == "mixed" {
				h.parts[len(h.parts)-1].about = "ahead"
			}
		}
		switch {
		case sure:
			h.is[block[j].Index] = firm
		case ahead || open:
			h.is[block[j].Index] = turned
		}
		open = (open || h.announces(&block[j])) && strings.HasSuffix(strings.TrimSpace(block[j].Text(block[j].Span)), ";")
	}
	last := &block[len(block)-1]
	if strings.HasSuffix(t, ":") && (ahead || cueBefore(last, h.cues, h.class, last.Span, Actual) == Planned) {
		h.list = true
	}
}

// closedBy reports whether a heading of depth d ends the part. A heading that is
// about another time itself ends all those that it does not stand under.
func (p part) closedBy(d int, formal bool, about string) bool {
	if d > p.depth {
		return false
	}
	return about != "" || formal == p.formal && (d > unlabelled || p.depth == unlabelled)
}

// present says what the innermost part is about, or "".
func (h *horizonFinder) present() string {
	if len(h.parts) == 0 {
		return ""
	}
	return h.parts[len(h.parts)-1].about
}

// about says whether the heading at the start of s opens a part on what is to
// come, on the present state, or on both, the present first.
func (h *horizonFinder) about(s *match.Sentence) string {
	ahead, now, mixed := h.later(s, s.End, true) || h.half && strings.Contains(s.Doc.Text[s.Start:s.End], "下半年"), false, false
	s.Within(h.class, s.Span, func(t *match.Token) bool {
		switch t.Term.ID {
		case "text", "heading":
			ahead = true
		case "now":
			now = true
		case "mixed":
			mixed = true
		}
		return true
	})
	switch {
	case ahead && mixed, ahead && now && !h.plan:
		return "mixed"
	case ahead && !(now && h.plan):
		return "ahead"
	case now:
		return "now"
	}
	return ""
}

// announces reports whether s begins with a plan and a colon, behind which the
// items of the plan follow, the first in s: 我们打算:一是走访20户;.
func (h *horizonFinder) announces(s *match.Sentence) bool {
	rest := s.Doc.Text[s.Start:s.End]
	i := strings.IndexByte(rest, ':')
	if i < 0 || !s.Has.Any(h.cues.Set()|h.class.Set()) {
		return false
	}
	if next := strings.TrimSpace(rest[i+1:]); !listed(next) || amount(next) {
		return false
	}
	at := s.Start + i
	return cueBefore(s, h.cues, h.class, text.Span{Start: s.Clause(at).Start, End: at + 1}, Actual) == Planned
}

// turns reports whether s begins with words that turn to what is to come.
func (h *horizonFinder) turns(s *match.Sentence) bool {
	const near = 30
	found := h.later(s, s.Start+near, false) || h.half && strings.HasPrefix(s.Doc.Text[s.Start:s.End], "下半年")
	s.Within(h.class, text.Span{Start: s.Start, End: min(s.End, s.Start+2*near)}, func(t *match.Token) bool {
		found = found || t.Term.ID == "text" && t.Start-s.Start <= near
		return !found
	})
	return found
}

// later reports whether s names, before offset end, a year after the one that
// the document is about: in a heading in any way, else as the time of the
// whole sentence and not as a date.
func (h *horizonFinder) later(s *match.Sentence, end int, heading bool) bool {
	if h.p.Meta.Year == 0 || h.plan {
		return false
	}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Start >= end {
			break
		}
		if n := t.Number; n != nil && n.Value.Scale == 0 && n.Value.Coef > int64(h.p.Meta.Year) && n.Value.Coef <= int64(h.p.Meta.Year)+2 && t.Len() <= 12 {
			rest := s.Doc.Text[t.End:s.End]
			if s.Lang == text.EN {
				lead := strings.ToLower(strings.TrimSpace(s.Doc.Text[s.Start:t.Start]))
				return t.Len() == 4 && !strings.HasPrefix(rest, "-") && (heading || lead == "in" || lead == "for" || lead == "during")
			}
			next, ok := strings.CutPrefix(rest, "年")
			return ok && !strings.HasPrefix(next, "度工作总结") && (heading || next == "" || !text.IsDigit(next[0]) && !strings.HasPrefix(next, "初"))
		}
	}
	return false
}

// depth returns how deep the heading is with which block b begins, or noDepth.
func (h *horizonFinder) depth(b text.Block) int {
	for len(h.headings) > 0 && h.headings[0].Span.End <= b.Start {
		h.headings = h.headings[1:]
	}
	if b.Kind == text.Heading && b.Level > 0 {
		return min(b.Level, noDepth-1)
	}
	if len(h.headings) > 0 && h.headings[0].Kind.Outline && h.headings[0].Span.Start < b.End {
		level, err := strconv.Atoi(h.headings[0].Get("level"))
		if err == nil {
			return min(unlabelled+level, noDepth-1)
		}
	}
	t := strings.TrimSpace(h.p.Doc.Text[b.Start:b.End])
	if t != "" && len(t) <= longestTitle && !strings.ContainsAny(t, ".;!?,") && !strings.ContainsAny(t, "。、") && !listed(t) {
		return unlabelled
	}
	return noDepth
}

// listed reports whether t looks like an item of a list.
func listed(t string) bool {
	r, _ := utf8.DecodeRuneInString(t)
	return strings.ContainsRune("(-*•·①②③④⑤⑥⑦⑧⑨", r) || r >= '0' && r <= '9' || strings.HasPrefix(t, "第") || strings.HasPrefix(t, "一是") || strings.HasPrefix(t, "二是") || strings.HasPrefix(t, "三是")
}

// amount reports whether t begins with a number that is no label: 520万元.
func amount(t string) bool {
	rest := strings.TrimLeft(t, "0123456789")
	return rest != t && (rest == "" || rest[0] != ')' && !strings.HasPrefix(rest, "、") && (rest[0] != '.' || len(rest) > 1 && text.IsDigit(rest[1])))
}

// unlabelled is the depth of a short line without a label: labelled headings
// can stand under it, and it does not close a part that a label opened.
const unlabelled = 1

// noDepth is more than the depth of any heading.
const noDepth = 9

// longestTitle is the longest heading without a label, in bytes.
const longestTitle = 60
