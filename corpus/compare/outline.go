package compare

import (
	"zongjie/extract"
)

// HeadingPair is a heading of each report that stand in the same place of their
// outlines, or a heading of one of them alone.
type HeadingPair struct {
	// Status is Equal for one title, whatever its label: headings that were
	// numbered anew are no change. Changed is a title in other words.
	Status Status
	A, B   *extract.Fact
	Level  bool // they stand on different levels
}

const (
	leastTitle   = 600     // how alike titles in other words must be
	manyHeadings = 4 << 20 // more places than these are not compared one by one
)

// Headings aligns the facts of k, a kind that is an outline, of two reports in
// their order: as many equal titles as can be had without crossing, and between
// them titles that are much alike.
func Headings(k *extract.Kind, a, b *extract.Record) []HeadingPair {
	x, y := outline(k, a), outline(k, b)
	// What is equal at both ends is aligned as it is.
	start := 0
	for start < min(len(x), len(y)) && x[start].key == y[start].key {
		start++
	}
	end := 0
	for end < min(len(x), len(y))-start && x[len(x)-1-end].key == y[len(y)-1-end].key {
		end++
	}
	var list []HeadingPair
	for i := range start {
		list = append(list, headingPair(&x[i], &y[i]))
	}
	list = append(list, align(x[start:len(x)-end], y[start:len(y)-end])...)
	for i := range end {
		list = append(list, headingPair(&x[len(x)-end+i], &y[len(y)-end+i]))
	}
	return list
}

// title is a heading, and what its title is compared by.
type title struct {
	fact *extract.Fact
	key  string
	gist gist
}

func outline(k *extract.Kind, rec *extract.Record) []title {
	var list []title
	for i := range rec.Facts {
		if f := &rec.Facts[i]; f.Kind.Name == k.Name {
			key := keyOf(f, k)
			list = append(list, title{f, key, gistOf(key)})
		}
	}
	return list
}

// worth returns what it is worth to align a and b: 0 if they must not be.
// Equal titles come first: no number of likenesses is worth one of them less.
func worth(a, b *title) int {
	if a.key == b.key {
		return 1 << 24
	}
	if n := like(a.gist, b.gist); n >= leastTitle {
		return n
	}
	return 0
}

// align finds the alignment of x and y that is worth most; among several, the one
// that pairs what comes first.
func align(x, y []title) []HeadingPair {
	n, m := len(x), len(y)
	var list []HeadingPair
	if n == 0 || m == 0 || n*m > manyHeadings {
		for i := range x {
			list = append(list, headingPair(&x[i], nil))
		}
		for j := range y {
			list = append(list, headingPair(nil, &y[j]))
		}
		return list
	}
	best := make([][]int, n+1) // of x[i:] and y[j:]
	for i := range best {
		best[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if w := worth(&x[i], &y[j]); w > 0 {
				best[i][j] = max(best[i][j], w+best[i+1][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < n && j < m {
		switch w := worth(&x[i], &y[j]); {
		case w > 0 && best[i][j] == w+best[i+1][j+1]:
			list = append(list, headingPair(&x[i], &y[j]))
			i++
			j++
		case best[i][j] == best[i+1][j]:
			list = append(list, headingPair(&x[i], nil))
			i++
		default:
			list = append(list, headingPair(nil, &y[j]))
			j++
		}
	}
	for ; i < n; i++ {
		list = append(list, headingPair(&x[i], nil))
	}
	for ; j < m; j++ {
		list = append(list, headingPair(nil, &y[j]))
	}
	return list
}

func headingPair(a, b *title) HeadingPair {
	switch {
	case b == nil:
		return HeadingPair{Status: OnlyA, A: a.fact}
	case a == nil:
		return HeadingPair{Status: OnlyB, B: b.fact}
	}
	p := HeadingPair{Status: Equal, A: a.fact, B: b.fact, Level: a.fact.Get("level") != b.fact.Get("level")}
	if a.key != b.key {
		p.Status = Changed
	}
	return p
}
