// Package modality tells what was or is done from what is planned or required.
package modality

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/numeral"
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
	for w := range tasks.Each(rest) {
		i := strings.Index(rest, w.Text)
		if i > longest || strings.Contains(rest[:i], "、") {
			continue
		}
		switch after := rest[i+len(w.Text):]; {
		case after == "", strings.HasPrefix(after, "的"), strings.HasPrefix(after, "数"), strings.HasPrefix(after, "、"), strings.HasPrefix(after, "任务"):
			return true
		}
	}
	return false
}

var (
	tasks    = lexicon.FixedCues("modality", "task")
	setTasks = lexicon.FixedCues("modality", "set_task")
)

// set reports whether a task behind lead is one that was set, and not one that
// is borne (承担) or an aim that was reached (实现).
func set(lead string) bool { return setTasks.In(lead) }

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
		case plans(t) && !notYet(s, t) && !purpose(s, t, span.End) && !named(s, t, span.End):
			rule = (found != Planned || rule) && t.Term.ID == "rule"
			found = Planned
		case t.Term.ID == "practice" && fallback == Actual && found == "":
			found = Actual
		case t.Term.ID == "actual" && (found != Planned || strong(s, t)):
			found = Actual
		}
	}
	return found
}

// named reports whether t stands in a quotation that ends before offset end: it is
// part of a name there, as in “五个必须”.
func named(s *match.Sentence, t *match.Token, end int) bool {
	for _, q := range s.Quotations() {
		if q.Start <= t.Start && t.End <= q.End && q.End <= end {
			return true
		}
	}
	return false
}

// purpose reports whether the planning cue t says only what for or how, in a
// clause of its own, something is done that the text tells before offset end:
// 为确保安全,出动民警20名.
func purpose(s *match.Sentence, t *match.Token, end int) bool {
	switch w := s.Text(t.Span); {
	case strings.HasPrefix(w, "努力"): // 努力完成各项任务,实现收入1200万元
		return s.Clause(t.Start).End < end
	case w == "确保", w == "保证":
	default:
		return false
	}
	return s.Clause(t.Start).End < end && purposes.End(s.Doc.Text[s.Start:t.Start])
}

// purposes are words before a purpose.
var purposes = lexicon.FixedCues("modality", "purpose")

// plans reports whether t says that what follows is planned or required: a cue of
// planning, a rule that holds in general, or a modal verb.
func plans(t *match.Token) bool {
	switch t.Term.ID {
	case "planned", "rule", "modal":
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
	return !ruleSigns.In(s.Text(clause))
}

// ruleSigns are words of a rule in a clause that seems to sum up.
var ruleSigns = lexicon.FixedCues("modality", "rule_sign")

// notYet reports whether the planning cue t is a noun or part of another
// phrase here: the requirements that were met, the plan that was fulfilled.
func notYet(s *match.Sentence, t *match.Token) bool {
	rest := s.Doc.Text[t.End:s.End]
	if strings.HasPrefix(s.Text(t.Span), "计划") && planNouns.End(s.Doc.Text[s.Start:t.Start]) {
		return true
	}
	switch s.Text(t.Span) {
	case "将":
		return disposes(rest)
	case "计划":
		return !planVerbs.Begin(rest)
	case "规定":
		return counted(rest)
	case "要求":
	default:
		return false
	}
	return rest == "" || strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, "的") || strings.HasPrefix(rest, "、")
}

// counted reports whether rest begins with a number of documents: 清理规定12件.
func counted(rest string) bool {
	_, k := numeral.Prefix(rest)
	return k > 0 && documentUnits.Begin(rest[k:])
}

var documentUnits = lexicon.FixedCues("modality", "document_unit")

// What stands around 计划 where it is a verb, and where it is not.
var (
	planVerbs = lexicon.FixedCues("modality", "plan_verb")
	planNouns = lexicon.FixedCues("modality", "plan_noun")
)

// disposals are the verbs whose object 将 brings before them: it is then no
// sign of a plan.
var disposals = lexicon.FixedCues("modality", "dispose")

// disposes reports whether the clause that rest begins with has such a verb.
func disposes(rest string) bool {
	if i := strings.IndexAny(rest, ",;"); i >= 0 {
		rest = rest[:i]
	}
	return disposals.In(rest)
}

// strong reports whether t says that something is done even after a word of
// planning in the same clause: 已 and its like, but not has or was.
func strong(s *match.Sentence, t *match.Token) bool { return s.Doc.Text[t.Start] >= utf8.RuneSelf }

// cueAfter returns Planned if a cue after the fact says so: 5 schools will be built.
func cueAfter(s *match.Sentence, cues lexicon.Class, span text.Span) string {
	m := ""
	s.Within(cues, span, func(t *match.Token) bool {
		if t.Term.ID == "modal" {
			m = Planned
		} else if t.Term.ID == "actual" && s.Doc.Text[t.Start] < utf8.RuneSelf && m == "" && !strings.EqualFold(s.Text(t.Span), "had") {
			m = Actual
		}
		return m == ""
	})
	return m
}
