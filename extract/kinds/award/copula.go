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

// withCopulas returns verbs with the places in order at which a Chinese sentence
// says that someone is what only an award makes one: 我站是全国先进集体.
func (f *finder) withCopulas(verbs []*match.Token) []*match.Token {
	if !f.zh || !f.s.Has.Has(f.honour.Set()) && !f.s.Has.Has(f.bearer.Set()) {
		return verbs
	}
	t := f.s.Doc.Text
	n := len(verbs)
	for from := f.done; ; {
		i := strings.Index(t[from:f.s.End], "是")
		if i < 0 {
			break
		}
		at := span(from+i, from+i+len("是"))
		from = at.End
		if f.startsWith(f.levels, span(at.End, f.s.End)) && !f.quoted(at.Start) && !f.cue.notIs.End(t[f.s.Start:at.Start]) {
			verbs = append(verbs, &match.Token{Span: at, Term: is})
		}
	}
	if len(verbs) > n {
		slices.SortFunc(verbs, func(a, b *match.Token) int { return a.Start - b.Start })
	}
	return verbs
}
