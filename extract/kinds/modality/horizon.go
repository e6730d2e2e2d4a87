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
	title := h.enter(b, block)
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

// enter opens and closes parts at block b, whose sentences are block, if it is a
// heading, and returns the sentence that is its title, or nil.
func (h *horizonFinder) enter(b text.Block, block []match.Sentence) *match.Sentence {
	d := h.depth(b)
	if d == noDepth {
		return nil
	}
	title := &block[0]
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
	return title
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
	found := h.later(s, s.Start+near, false) && !h.states(s) || h.half && strings.HasPrefix(s.Doc.Text[s.Start:s.End], "下半年")
	s.Within(h.class, text.Span{Start: s.Start, End: min(s.End, s.Start+2*near)}, func(t *match.Token) bool {
		found = found || t.Term.ID == "text" && t.Start-s.Start <= near
		return !found
	})
	return found
}

// states reports whether s tells what there is, whatever year it names:
// 2023年共有学校46所 in the report on 2022.
func (h *horizonFinder) states(s *match.Sentence) bool {
	actual := false
	s.Within(h.cues, s.Clause(s.Start), func(t *match.Token) bool {
		actual = actual || t.Term.ID == "actual"
		return !plans(t)
	})
	return actual
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
				lead := strings.TrimSpace(s.Doc.Text[s.Start:t.Start])
				return t.Len() == 4 && !strings.HasPrefix(rest, "-") && (heading || yearPrepositions.Are(lead))
			}
			next, ok := strings.CutPrefix(rest, "年")
			return ok && !strings.HasPrefix(next, "度工作总结") && (heading || next == "" || !text.IsDigit(next[0]) && !strings.HasPrefix(next, "初"))
		}
	}
	return false
}

// yearPrepositions are words before the year that an English sentence is about.
var yearPrepositions = lexicon.FixedCues("modality", "time_preposition")

// depth returns how deep the heading is with which block b begins, or noDepth.
func (h *horizonFinder) depth(b text.Block) int {
	for len(h.headings) > 0 && h.headings[0].Span.End <= b.Start {
		h.headings = h.headings[1:]
	}
	if b.Kind == text.Row {
		return noDepth
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
	if strings.Contains(t, "|") { // a row of a table in plain text
		return noDepth
	}
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
