package heading

import (
	"cmp"
	"slices"
	"sync"

	"zongjie/extract/text"
)

// candidate is a block that may be a heading, with the ways to read its label.
type candidate struct {
	block    int
	kind     text.Kind
	depth    int  // the level that the format states, 0 if none
	fresh    bool // whether an unnumbered heading stands between it and the candidate before
	readings []label
}

// event says how a label follows the one before it in its series.
type event uint8

const (
	follows event = iota // the next number, or the first of a series
	gapped
	repeated
	late // the first label of a series is not its first number
)

// placed is a candidate that was read as a heading.
type placed struct {
	candidate int
	label     label
	level     int // from 1
	event     event
	last      int // the number before it in its series, where event is gapped or repeated
}

// Costs of a reading, in points. A reading of the document is as good as the
// worths of the labels it accepts, less these.
const (
	openCost      = 100 // of beginning a series
	weakOpenCost  = 150 // the same for labels that need a second one to be believed
	surelyAlone   = 200 // worth from which a label is believed alone
	lateCost      = 95  // of beginning a series with 2; twice that beyond
	gapCost       = 100 // of the first label that is missing
	moreGapCost   = 40  // of each further one
	maxGapCost    = 250
	repeatCost    = 120
	restartCost   = 130 // of 1 again in the same place, under an unnumbered line
	backCost      = 230
	otherMark     = 30  // 1、 after 1.
	lostMark      = 80  // 1 after 1.
	otherStyle    = 140 // 7、 after 六、
	inversionCost = 80  // of a style under one that usually stands under it
	equalCost     = 20
	siblingCost   = 60  // of two styles on one level
	depthCost     = 40  // of a style that had another level before
	formatCost    = 80  // of a level that contradicts the format's own
	freshCost     = 80  // of a series under a label that an unnumbered heading cuts off
	orphanCost    = 100 // of 2.1 without 2
	sameCost      = 200 // of a style under itself, or of a part under anything
	isParentCost  = 40  // of anything under 一是
	maxDepth      = 7
	beam          = 16
)

// frame is one open series: the style of its labels and the last of them.
type frame struct {
	style   style
	variant variant
	last    uint8
	depth   int8 // the level that the format stated
	heading bool
	group   uint16
}

// state is a reading of the document so far, reduced to what matters for the
// rest of it.
type state struct {
	frames [maxDepth]frame
	n      int
	level  [styles]int8 // by style: its last level, 0 if it was not used
	score  int
	step   int // index of the last step, -1 if none
}

// step is one accepted label; steps of one reading are linked backwards.
type step struct {
	prev, candidate, reading int
	level                    int
	event                    event
	last                     int
}

// arrange finds the one consistent reading of a document: which candidates are
// headings, how their labels are read, and how deep each is nested. It is a
// dynamic programme over the stack of open series, of which it keeps the best
// few readings.
func arrange(candidates []candidate) []placed {
	a := arrangers.Get().(*arranger)
	defer arrangers.Put(a)
	a.candidates, a.states, a.steps = candidates, append(a.states[:0], state{step: -1}), a.steps[:0]
	for i := range candidates {
		a.advance(i)
	}
	if len(a.states) == 0 {
		return nil
	}
	var found []placed
	for s := a.states[0].step; s >= 0; s = a.steps[s].prev {
		st := &a.steps[s]
		found = append(found, placed{
			candidate: st.candidate, label: candidates[st.candidate].readings[st.reading],
			level: st.level, event: st.event, last: st.last,
		})
	}
	slices.Reverse(found)
	return found
}

// arrangers is a pool because the readings of a document take much room for a
// short time.
var arrangers = sync.Pool{New: func() any { return new(arranger) }}

type arranger struct {
	candidates []candidate
	states     []state // best first
	next       []state
	order      []int // of next, best first
	steps      []step
	at         int
}

// advance takes candidate i into every reading.
func (a *arranger) advance(i int) {
	a.at, a.next = i, append(a.next[:0], a.states...) // it may be no heading
	for s := range a.states {
		for r := range a.candidates[i].readings {
			a.continueSeries(&a.states[s], r)
			a.openSeries(&a.states[s], r)
		}
	}
	a.order = a.order[:0]
	for k := range a.next {
		a.order = append(a.order, k)
	}
	slices.SortStableFunc(a.order, func(x, y int) int { return cmp.Compare(a.next[y].score, a.next[x].score) })
	a.states = a.states[:0]
	for _, k := range a.order {
		if len(a.states) == beam || a.next[k].score < a.next[a.order[0]].score-500 {
			break
		}
		if !a.known(&a.next[k]) {
			a.states = append(a.states, a.next[k])
		}
	}
}

// known reports whether a better reading left the same series open.
func (a *arranger) known(s *state) bool {
	return slices.ContainsFunc(a.states, func(o state) bool { return o.n == s.n && o.frames == s.frames })
}

// accept adds the reading that follows s when reading r of the present
// candidate is put at depth d (from 0), at the given cost.
func (a *arranger) accept(s *state, r, d, cost int, e event, last int) {
	c := &a.candidates[a.at]
	l := &c.readings[r]
	next := *s
	f := frame{style: l.style, variant: l.variant, last: uint8(l.number), depth: int8(min(c.depth, 100)), heading: c.kind == text.Heading, group: uint16(l.group)}
	if e != late && d < s.n && last > 0 { // the series keeps its style, and the damaged label its number
		f.style, f.variant = s.frames[d].style, s.frames[d].variant
	}
	next.frames[d] = f
	for k := d + 1; k < maxDepth; k++ {
		next.frames[k] = frame{}
	}
	next.n = d + 1
	next.level[f.style] = int8(d + 1)
	next.score += l.worth - cost
	a.steps = append(a.steps, step{prev: s.step, candidate: a.at, reading: r, level: d + 1, event: e, last: last})
	next.step = len(a.steps) - 1
	a.next = append(a.next, next)
}

// continueSeries tries reading r as the next label of each open series.
func (a *arranger) continueSeries(s *state, r int) {
	c := &a.candidates[a.at]
	l := &c.readings[r]
	for d := range s.n {
		f := &s.frames[d]
		cost, ok := f.kinship(l)
		if !ok {
			continue
		}
		last := int(f.last)
		e, order := sequence(last, l.number)
		if e != follows && (l.variant == variantWord || l.variant == variantGlued || f.style != l.style) {
			continue // nothing but its number would speak for it
		}
		if l.style == styleDecimal || l.style == styleDecimal3 {
			if int(f.group) != l.group {
				continue
			}
		}
		a.accept(s, r, d, cost+order+f.formatCost(c, true), e, last)
	}
}

// kinship is the cost of reading l as a label of the series f.
func (f *frame) kinship(l *label) (cost int, ok bool) {
	switch {
	case f.style == l.style && f.variant == l.variant:
		return 0, true
	case f.style == l.style && bare(f.style, f.variant) == bare(l.style, l.variant) && l.style != styleIs:
		return otherMark / 3, true
	case f.style == l.style && (l.variant == variantWord || l.style == styleIs):
		return lostMark, true
	case f.style == l.style:
		return otherMark, true
	case f.style == styleCardinal && l.style == styleArabic && l.variant == variantWord: // Three doors, after Two,
		return lostMark, true
	case f.style == styleOrdinal && l.style == styleCardinal && f.variant == l.variant: // Two, after First,
		return otherMark, true
	case interchangeable(f.style, l.style) && !bare(l.style, l.variant):
		return otherStyle, true
	}
	return 0, false
}

// interchangeable reports whether a damaged label of one style may look like
// one of the other: 7、 for 七、, (1) for (一); a machine translates 一、二、 as I. and
// Second, and （一）（二） as (a) and (2).
func interchangeable(a, b style) bool {
	pair := func(x, y style) bool { return a == x && b == y || a == y && b == x }
	return pair(styleHan, styleArabic) || pair(styleHanParen, styleParen) || pair(styleOrdinal, styleCardinal) ||
		pair(styleOrdinal, styleIs) || pair(styleHan, styleHanParen) || pair(styleHan, styleOrdinal) || pair(styleArabic, styleParen) ||
		pair(styleRoman, styleOrdinal) || pair(styleRoman, styleCardinal) || pair(styleLetterParen, styleParen)
}

// sequence is the cost of number after last in one series.
func sequence(last, number int) (event, int) {
	switch {
	case number == last+1:
		return follows, 0
	case number == last:
		return repeated, repeatCost
	case number > last:
		return gapped, min(gapCost+moreGapCost*(number-last-2), maxGapCost)
	case number == 1:
		return follows, restartCost
	}
	return repeated, backCost
}

// openSeries tries reading r as the first label of a series, below each open
// series or in place of it.
func (a *arranger) openSeries(s *state, r int) {
	c := &a.candidates[a.at]
	l := &c.readings[r]
	if l.variant == variantWord && l.style == styleArabic || l.variant == variantGlued && l.worth <= doubtful && bare(l.style, l.variant) && l.number > 1 {
		return
	}
	base := openCost
	if l.worth < surelyAlone {
		base = weakOpenCost
	}
	e := follows
	if l.number > 1 {
		e = late
		base += lateCost * min(l.number-1, 2)
		if bare(l.style, l.variant) {
			base += lateCost
		}
	}
	for d := 0; d <= s.n && d < maxDepth; d++ {
		cost := base + s.openAt(l, d)
		if d < s.n {
			cost += s.frames[d].formatCost(c, true) / 2
			if !c.fresh {
				cost += siblingCost
			}
			if s.frames[d].style == l.style {
				continue // that is a restart
			}
		}
		if d > 0 {
			parent := &s.frames[d-1]
			format := parent.formatCost(c, false)
			if format == 0 && parent.heading && c.kind == text.Heading && parent.depth > 0 { // the format settles it
				cost -= parent.inversion(l)
			}
			cost += format
			if c.fresh && !(parent.heading && parent.depth > 0) {
				cost += freshCost
			}
		}
		a.accept(s, r, d, cost, e, 0)
	}
}

// openAt is the cost of opening a series with l at depth d, below the series
// above it.
func (s *state) openAt(l *label, d int) int {
	cost := 0
	if known := int(s.level[l.style]); known > 0 && known != d+1 {
		cost += depthCost
	}
	if l.style <= styleChapter && d > int(l.style) {
		cost += sameCost // parts and chapters are outermost
	}
	for k := range d {
		if s.frames[k].style == l.style && s.frames[k].variant == l.variant {
			cost += sameCost
		}
	}
	if d > 0 {
		cost += s.frames[d-1].inversion(l)
	}
	if l.style == styleDecimal || l.style == styleDecimal3 {
		if d == 0 || !s.frames[d-1].heads(l) {
			cost += orphanCost
		} else {
			cost -= openCost / 2
		}
	}
	return cost
}

// inversion is the cost of l below f, where its style usually stands above.
func (f *frame) inversion(l *label) int {
	cost := 0
	if f.style == styleIs || f.style == styleCircled {
		cost = isParentCost
	}
	switch {
	case l.style < f.style:
		return cost + inversionCost
	case l.style == f.style:
		return cost + equalCost
	}
	return cost
}

// heads reports whether the last label of f is the first part of l: 2 and 2.1.
func (f *frame) heads(l *label) bool {
	if l.style == styleDecimal3 {
		return f.style == styleDecimal && int(f.group)*200+int(f.last) == l.group
	}
	return int(f.last) == l.group && f.style != styleDecimal
}

// formatCost is the cost of c beside (or, if not same, below) the last block
// of f, where the levels of their format say otherwise.
func (f *frame) formatCost(c *candidate, same bool) int {
	if f.depth == 0 || c.depth == 0 || f.heading != (c.kind == text.Heading) {
		return 0
	}
	if same != (int(f.depth) == c.depth) || !same && c.depth < int(f.depth) {
		return formatCost
	}
	return 0
}
