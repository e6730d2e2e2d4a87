package award

import (
	"unicode/utf8"

	"zongjie/extract/text"
	"zongjie/lexicon"
)

// foundWord is a term that stands somewhere, whether or not words end there.
type foundWord struct {
	text.Span
	id string
}

// words returns the terms of class c in s. The tokens of the sentence do not
// do: a dictionary word such as 全国工会 would hide 全国.
func (f *finder) words(c lexicon.Class, s text.Span) []foundWord {
	var found []foundWord
	t := f.s.Doc.Text
	for i := s.Start; i < s.End; {
		id, size := "", 0
		if i == s.Start || !text.IsLatin(t[i]) || !text.IsLatin(t[i-1]) {
			f.p.Lexicon.Match(t[i:s.End], func(term *lexicon.Term, n int) {
				if term.Class == c {
					id, size = term.ID, n
				}
			})
		}
		if size > 0 && id != "-" {
			found = append(found, foundWord{span(i, i+size), id})
		}
		if size == 0 {
			_, size = utf8.DecodeRuneInString(t[i:])
		}
		i += size
	}
	return found
}

// first returns the first term of class c in s, or nil.
func (f *finder) first(c lexicon.Class, s text.Span) *foundWord {
	if w := f.words(c, s); len(w) > 0 {
		return &w[0]
	}
	return nil
}

// final returns the last term of class c in s, or nil.
func (f *finder) final(c lexicon.Class, s text.Span) *foundWord {
	if w := f.words(c, s); len(w) > 0 {
		return &w[len(w)-1]
	}
	return nil
}

// begins reports whether the longest term of class c with which t begins is one,
// and no blocker.
func (f *finder) begins(c lexicon.Class, t string) bool {
	id := "-"
	f.p.Lexicon.Match(t, func(term *lexicon.Term, _ int) {
		if term.Class == c {
			id = term.ID
		}
	})
	return id != "-"
}

// maxTerm is how many bytes a term has at most: what stands further away need not
// be read to see one. Texts without stops have sentences of any length.
const maxTerm = 96

// startsWith reports whether s begins with a term of class c.
func (f *finder) startsWith(c lexicon.Class, s text.Span) bool {
	return s.Start < s.End && f.begins(c, f.s.Doc.Text[s.Start:s.End])
}

// isPrize reports whether the honour w, which may be nil, is a prize or place.
func (f *finder) isPrize(w *foundWord) bool {
	return w != nil && (w.id == "prize" || w.id == "place")
}

// endsOn reports whether a term of class c ends s.
func (f *finder) endsOn(c lexicon.Class, s text.Span) bool {
	w := f.final(c, s)
	return w != nil && w.End == s.End
}
