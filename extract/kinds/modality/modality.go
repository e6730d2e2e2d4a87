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
	cues, ahead := p.Class("modality"), p.Class("ahead")
	fallback := Actual
	if horizon(p)[s.Index] {
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
	return fallback
}

// cueBefore returns the modality that the cues in span, which ends where the
// fact or its clause begins, give to what follows; "" if there is none. A plan
// wins over signs of the past in one clause: will have, has to. Practice
// (坚持每月) is actual where nothing else is said.
func cueBefore(s *match.Sentence, cues, ahead lexicon.Class, span text.Span, fallback string) string {
	found := ""
	for i := s.From(span.Start); i < len(s.Tokens) && s.Tokens[i].Start < span.End; i++ {
		t := &s.Tokens[i]
		switch {
		case t.End > span.End:
		case t.Is(ahead) && t.Term.ID == "text":
			found = Planned
		case !t.Is(cues):
		case t.Term.ID == "planned" && !notYet(s, t):
			found = Planned
		case t.Term.ID == "practice" && fallback == Actual && found == "":
			found = Actual
		case t.Term.ID == "actual" && (found != Planned || strong(s, t)):
			found = Actual
		}
	}
	return found
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

// horizon says of each sentence whether it stands where the document speaks
// of what is to come: in a plan, under a heading on the next year, or after
// words in the same paragraph that turn to it.
func horizon(p *extract.Pass) []bool {
	return p.Shared(horizonKey{}, func() any { return findHorizon(p) }).([]bool)
}

func findHorizon(p *extract.Pass) []bool {
	h := horizonFinder{p: p, class: p.Class("ahead"), cues: p.Class("modality"), plan: p.Meta.DocType == "plan", headings: p.Facts}
	h.is = make([]bool, len(p.Sentences))
	for i := 0; i < len(p.Sentences); {
		block := p.Block(p.Sentences[i].Block)
		h.block(block)
		i += len(block)
	}
	return h.is
}

// horizonFinder walks over the blocks of a document.
type horizonFinder struct {
	p        *extract.Pass
	class    lexicon.Class // ahead
	cues     lexicon.Class // modality
	plan     bool
	headings []extract.Fact // those that are not passed yet
	under    int            // depth of the heading that opened the present part, if it is about another time than the document
	part     string         // what that part is about: ahead, now or mixed; "" outside of one
	formal   bool           // whether the format marks that heading as one
	list     bool           // the block before announced a list of what is to come
	is       []bool
}

// block says what the sentences of the next block are about.
func (h *horizonFinder) block(block []match.Sentence) {
	b := h.p.Doc.Blocks[block[0].Block]
	if block[0].Block == h.p.Meta.TitleBlock {
		h.fill(block, h.plan)
		return
	}
	if d := h.depth(b); d < noDepth {
		title := &block[0]
		if len(block) > 1 && title.Len() < 8 { // 6. is a sentence of its own
			title = &block[1]
		}
		formal := b.Kind == text.Heading
		switch about := h.about(title); {
		case about != "":
			h.under, h.part, h.formal = d, about, formal
		case h.part != "" && d <= h.under && formal == h.formal && (d > unlabelled || h.under == unlabelled):
			h.part = ""
		}
	}
	t := strings.TrimSpace(h.p.Doc.Text[b.Start:b.End])
	h.list = h.list && listed(t)
	ahead := h.part == "ahead" || h.list || h.plan && h.part != "now"
	for j := range block {
		if !ahead && h.turns(&block[j]) {
			ahead = true
			if h.part == "mixed" {
				h.part = "ahead"
			}
		}
		h.is[block[j].Index] = ahead
	}
	last := &block[len(block)-1]
	if strings.HasSuffix(t, ":") && (ahead || cueBefore(last, h.cues, h.class, last.Span, Actual) == Planned) {
		h.list = true
	}
}

func (h *horizonFinder) fill(block []match.Sentence, ahead bool) {
	for j := range block {
		h.is[block[j].Index] = ahead
	}
}

// about says whether the heading at the start of s opens a part on what is to
// come, on the present state, or on both, faults first.
func (h *horizonFinder) about(s *match.Sentence) string {
	ahead, now, mixed := h.later(s, s.End, true), false, false
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
	case ahead && mixed:
		return "mixed"
	case ahead && !(now && h.plan):
		return "ahead"
	case now:
		return "now"
	}
	return ""
}

// turns reports whether s begins with words that turn to what is to come.
func (h *horizonFinder) turns(s *match.Sentence) bool {
	const near = 30
	found := h.later(s, s.Start+near, false)
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

// unlabelled is the depth of a short line without a label: labelled headings
// can stand under it, and it does not close a part that a label opened.
const unlabelled = 1

// noDepth is more than the depth of any heading.
const noDepth = 9

// longestTitle is the longest heading without a label, in bytes.
const longestTitle = 60
