package activity

import (
	"regexp"
	"strings"

	"zongjie/extract/match"
	"zongjie/extract/text"
)

// phases returns the number in "eight phases of", which ends with the word of,
// or nil.
func (e *enSentence) phases(of text.Span) *match.Token {
	if e.lower(of) == "the" {
		of = e.wordBefore(of.Start)
	}
	if e.lower(of) != "of" {
		return nil
	}
	unit := e.wordBefore(of.Start)
	if w := e.s.Text(unit); e.cue.occasion.Are(w) || e.cue.batch.Are(w) {
		return e.number(e.wordBefore(unit.Start))
	}
	return nil
}

// totalEN leads up to how often something was held in all.
var totalEN = regexp.MustCompile(`^(?i:(?: (?:once |twice )?(?:every|each|per|a) (?:\w+ ){0,2}\w+)?, (?:with )?(?:a total of|totall?ing|in total|altogether)\b)`)

// suchAs leads over a list of examples to how often: such as A and B twice.
var suchAs = regexp.MustCompile(`^( such as [^,;.]{1,120}?) (?:for )?(?:twice|\w+ times)\b`)

// after returns the number of occasions that follows a name: "was held twice",
// "for 5 times".
func (e *enSentence) after(at int) *match.Token {
	if m := suchAs.FindStringSubmatch(e.s.Doc.Text[at:e.s.End]); m != nil {
		at += len(m[1])
	}
	at += len(totalEN.FindString(e.s.Doc.Text[at:e.s.End]))
	i := e.skip(at)
	for n := 0; n < 7 && i < e.s.End; n++ {
		w := e.word(i)
		if w.Len() == 0 || strings.EqualFold(e.s.Text(w), "and") {
			return nil
		}
		if num := e.number(w); num != nil {
			if strings.EqualFold(e.s.Text(w), "twice") || e.cue.occasion.Are(e.s.Text(e.word(e.skip(num.End)))) {
				return num
			}
			return nil
		}
		i = e.skip(w.End)
	}
	return nil
}
