package award

import (
	"slices"
	"strings"

	"zongjie/extract/match"
	"zongjie/lexicon"
)

// is stands for the copula among the verbs of receiving. It is no word of class
// receive: almost every sentence has it.
var is = &lexicon.Term{ID: "is"}

// copula returns where the first 是 in Chinese s from offset from stands behind
// which a level follows, or -1.
func (f *finder) copula(s *match.Sentence, from int) int {
	t := s.Doc.Text[:s.End]
	for {
		i := strings.Index(t[from:], "是")
		if i < 0 {
			return -1
		}
		i += from
		from = i + len("是")
		if f.begins(f.levels, t[from:]) {
			return i
		}
	}
}

// withCopulas returns verbs with the places in order at which a Chinese sentence
// says that someone is what only an award makes one: 我站是全国先进集体.
func (f *finder) withCopulas(verbs []*match.Token) []*match.Token {
	if !f.zh || !f.s.Has.Has(f.levels.Set()) {
		return verbs
	}
	n := len(verbs)
	for i := f.copula(f.s, f.done); i >= 0; i = f.copula(f.s, i+len("是")) {
		if !f.quoted(i) && !f.cue.notIs.End(f.s.Doc.Text[f.s.Start:i]) {
			verbs = append(verbs, &match.Token{Span: span(i, i+len("是")), Term: is})
		}
	}
	if len(verbs) > n {
		slices.SortFunc(verbs, func(a, b *match.Token) int { return a.Start - b.Start })
	}
	return verbs
}
