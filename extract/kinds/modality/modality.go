// Package modality tells what was or is done from what is planned or required.
package modality

import (
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
	if m := cueBefore(s, cues, ahead, text.Span{Start: s.Start, End: clause.Start}, fallback); m != "" {
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
	if s.Text(t.Span) != "要求" {
		return false
	}
	rest := s.Doc.Text[t.End:s.End]
	return rest == "" || strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, "的") || strings.HasPrefix(rest, "、")
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
	h := make([]bool, len(p.Sentences))
	plan := p.Meta.DocType == "plan"
	class := p.Class("ahead")
	under := noDepth // depth of the heading that opened a part on what is to come
	for i := 0; i < len(p.Sentences); {
		block := p.Block(p.Sentences[i].Block)
		b := p.Doc.Blocks[block[0].Block]
		if d := depth(p.Doc, b); d < noDepth {
			switch title := &block[0]; {
			case turns(title, class, true):
				under = d
			case d <= under && (d > unlabelled || under == unlabelled):
				under = noDepth
			}
		}
		ahead := under < noDepth
		for j := range block {
			ahead = ahead || turns(&block[j], class, false)
			h[i+j] = plan || ahead
		}
		i += len(block)
	}
	return h
}

// turns reports whether s begins with words that turn to what is to come; in
// a heading they may stand anywhere.
func turns(s *match.Sentence, class lexicon.Class, heading bool) bool {
	found := false
	s.Within(class, s.Span, func(t *match.Token) bool {
		found = heading || t.Term.ID == "text" && t.Start-s.Start <= 24
		return !found
	})
	return found
}

// unlabelled is the depth of a short line without a label: labelled headings
// can stand under it, and it does not close a part that a label opened.
const unlabelled = 1

// noDepth is more than the depth of any heading.
const noDepth = 9

// maxTitle is the longest heading, in bytes.
const maxTitle = 120

// depth returns how deep the heading b is by the look of its label, or
// noDepth if b does not look like one. It is rough: it need only tell the
// parts of a report from their own parts.
func depth(doc *text.Document, b text.Block) int {
	t := strings.TrimSpace(doc.Text[b.Start:b.End])
	if b.Kind == text.Heading && b.Level > 0 {
		return min(b.Level, noDepth-1)
	}
	first, _, _ := strings.Cut(t, "。")
	short := len(t) <= maxTitle && !strings.HasSuffix(t, "。") && !strings.HasSuffix(t, ".") && !strings.HasSuffix(t, ";")
	switch r, size := utf8.DecodeRuneInString(t); {
	case t == "" || len(first) > 3*maxTitle:
		return noDepth
	case strings.HasPrefix(t, "第") && short:
		return 2
	case strings.ContainsRune("一二三四五六七八九十", r):
		rest := strings.TrimLeft(t[size:], "一二三四五六七八九十")
		if strings.HasPrefix(rest, "、") || strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, " ") {
			return 3
		}
	case englishLabel(t):
		return 3
	case strings.HasPrefix(t, "("):
		return 4
	case r >= '0' && r <= '9':
		if short {
			return 5
		}
		return noDepth
	case short && len(t) <= 60:
		return unlabelled
	}
	return noDepth
}

// englishLabel reports whether t begins with the ordinal of a part.
func englishLabel(t string) bool {
	w, _, ok := strings.Cut(t[:min(len(t), 12)], ",")
	if !ok {
		return false
	}
	switch strings.ToLower(w) {
	case "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth":
		return true
	}
	return false
}
