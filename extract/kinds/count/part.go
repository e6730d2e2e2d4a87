package count

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/extract/match"
	"zongjie/extract/text"
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
		gap := text.Span{Start: prev.Span.End, End: f.Span.Start}
		switch {
		case sentenceAt(p, f.Span.Start).First(cues, gap) != nil:
			if total < 0 || !holds(&facts[total], f) || holds(prev, f) && prev.Get("part_of") == "" {
				total = i - 1
			}
		case total >= 0 && utf8.RuneCountInString(p.Doc.Text[gap.Start:gap.End]) > maxListGap:
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

// sentenceAt returns the sentence that offset at lies in; facts lie in one.
func sentenceAt(p *extract.Pass, at int) *match.Sentence {
	i, _ := slices.BinarySearchFunc(p.Sentences, at, func(s match.Sentence, at int) int {
		if s.End <= at {
			return -1
		}
		return 1
	})
	return &p.Sentences[i]
}
