package count

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/lexicon"
)

// maxListGap is how many code points may stand between two parts of one total.
const maxListGap = 24

// relateParts links the parts of a total to it: 教师56人,其中党员23人,团员8人. A part
// follows its total in the same sentence behind a cue such as 其中 or
// "including", or follows another part as the next item of a list; it counts
// in the same unit, or people as the total does, and is no larger.
func relateParts(p *extract.Pass, facts []extract.Fact) {
	cues := p.Class("part")
	total := -1
	for i := 1; i < len(facts); i++ {
		prev, f := &facts[i-1], &facts[i]
		if prev.Quote.Sentence != f.Quote.Sentence || prev.Span.End > f.Span.Start {
			total = -1
			continue
		}
		between := p.Doc.Text[prev.Span.End:f.Span.Start]
		switch {
		case hasTerm(p.Lexicon, cues, between):
			if total < 0 || !holds(&facts[total], f) || holds(prev, f) && prev.Get("part_of") == "" {
				total = i - 1
			}
		case total >= 0 && utf8.RuneCountInString(between) > maxListGap:
			total = -1
		}
		if total >= 0 && holds(&facts[total], f) {
			f.Set("part_of", strconv.Itoa(facts[total].Quote.Start))
		}
	}
}

// holds reports whether f can be a part of total.
func holds(total, f *extract.Fact) bool {
	if total.Get("modality") != f.Get("modality") || f.Get("subject") == "rate" || total.Get("subject") == "rate" {
		return false
	}
	same := total.Get("unit") == f.Get("unit") && f.Get("unit") != ""
	if !same && !(people[total.Get("subject")] && people[f.Get("subject")]) {
		return false
	}
	a, errA := strconv.ParseFloat(total.Get("value"), 64)
	b, errB := strconv.ParseFloat(f.Get("value"), 64)
	return errA == nil && errB == nil && b <= a
}

// hasTerm reports whether a term of class c stands in s.
func hasTerm(lx *lexicon.Lexicon, c lexicon.Class, s string) (found bool) {
	for i := 0; i < len(s) && !found; {
		_, size := utf8.DecodeRuneInString(s[i:])
		if i == 0 || s[i] >= utf8.RuneSelf || !strings.ContainsAny(s[i-1:i], "abcdefghijklmnopqrstuvwxyz") {
			lx.Match(s[i:], func(t *lexicon.Term, _ int) { found = found || t.Class == c && t.ID != "-" })
		}
		i += size
	}
	return found
}
