package ingest

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// inOrder returns lines as they are if they read downwards, and from top to
// bottom if their format holds them in no order that people could read.
func inOrder(lines []Line) []Line {
	jumps := 0
	for i := 1; i < len(lines); i++ {
		a, b := lines[i-1], lines[i]
		if b.Bottom < a.Top && b.Left < a.Right && a.Left < b.Right {
			jumps++
		}
	}
	if jumps < 3 || jumps*5 < len(lines) {
		return lines
	}
	sorted := slices.Clone(lines)
	slices.SortStableFunc(sorted, func(a, b Line) int { return compare(a.Bottom, b.Bottom) })
	for i := 0; i < len(sorted); { // lines of one height from left to right
		j := i + 1
		for j < len(sorted) && sorted[j].Bottom-sorted[i].Bottom < 0.4*sorted[i].Size {
			j++
		}
		slices.SortStableFunc(sorted[i:j], func(a, b Line) int { return compare(a.Left, b.Left) })
		i = j
	}
	return sorted
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// mergeLines puts pieces of one line together that follow each other.
func mergeLines(lines []Line) []Line {
	var out []Line
	for _, line := range lines {
		if n := len(out); n > 0 && beside(out[n-1], line) {
			a := &out[n-1]
			glue := ""
			switch gap := line.Left - a.Right; {
			case gap > ColumnGap*max(a.Size, line.Size):
				glue = "\t"
			case gap > 0.2*line.Size:
				glue = " "
			}
			a.Text += glue + line.Text
			a.Right, a.Top, a.Bottom, a.Size = line.Right, min(a.Top, line.Top), max(a.Bottom, line.Bottom), max(a.Size, line.Size)
			continue
		}
		out = append(out, line)
	}
	return out
}

// beside reports whether b stands on the same line as a, to the right of it.
func beside(a, b Line) bool {
	overlap := min(a.Bottom, b.Bottom) - max(a.Top, b.Top)
	return overlap > 0.6*min(a.Bottom-a.Top, b.Bottom-b.Top) && b.Left >= a.Right-0.3*a.Size && math.Abs(a.Bottom-b.Bottom) < 0.5*max(a.Size, b.Size)
}

// tableRow returns the row of a table that lines begin with, and how many of
// them it takes; none if they begin with something else. A cell may have
// several lines: they follow each other before those of the next cell.
func tableRow(lines []Line) (string, int) {
	cells := [][]Line{{lines[0]}}
	used := 1
	for used < len(lines) {
		n := cellEnd(lines, used-1)
		if n < 0 {
			break
		}
		last := len(cells) - 1
		cells[last] = append(cells[last], lines[used:n]...)
		cells = append(cells, []Line{lines[n]})
		used = n + 1
	}
	if len(cells) == 1 && !hasColumns(lines[0]) {
		return "", 0
	}
	var parts []string
	for _, c := range cells {
		s := ""
		for i, line := range c {
			if i > 0 {
				s = joinLines([]Line{{Text: s}, line})
				continue
			}
			s = strings.ReplaceAll(line.Text, "\t", " | ")
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " | "), used
}

// maxCellLines is how many lines of one cell are looked at.
const maxCellLines = 12

// cellEnd returns the index of the line that begins the next cell of the row
// in which lines[at] stands, or -1 if there is none: it stands to the right,
// and not below.
func cellEnd(lines []Line, at int) int {
	top, right := lines[at].Top, lines[at].Right
	for i := at + 1; i < len(lines) && i <= at+maxCellLines; i++ {
		next := lines[i]
		if next.Left > right+0.2*next.Size && next.Top < lines[i-1].Bottom-0.3*next.Size && next.Bottom > top {
			return i
		}
		if next.Top < lines[i-1].Top || next.Left > right || next.Right < lines[at].Left || next.Top-lines[i-1].Bottom > next.Size {
			return -1
		}
		right = max(right, next.Right)
	}
	return -1
}

// hasColumns reports whether a line holds columns: a gap that does not just stand
// after a label.
func hasColumns(line Line) bool {
	first, rest, found := strings.Cut(line.Text, "\t")
	if !found {
		return false
	}
	if startsLabel(first) && utf8.RuneCountInString(first) <= 6 {
		return strings.Contains(rest, "\t")
	}
	return true
}

// furnitureLines is how many lines at the top and at the bottom of a page may
// be furniture.
const furnitureLines = 3

// findFurniture marks headers, footers and page numbers: lines at the edges of
// pages that stand at the same height on others with the same text but for
// numbers, and bare page numbers.
func (l *layout) findFurniture() {
	type spot struct {
		text   string
		height int
	}
	seen := map[spot]map[int]bool{}
	spots := make([]map[int]spot, len(l.pages))
	for i := range l.pages {
		spots[i] = map[int]spot{}
		for j, edge := range edges(&l.pages[i]) {
			if edge {
				line := l.pages[i].Lines[j]
				s := spot{shape(line.Text), int(math.Round(line.Bottom / 6))}
				spots[i][j] = s
				for h := s.height - 1; h <= s.height+1; h++ {
					k := spot{s.text, h}
					if seen[k] == nil {
						seen[k] = map[int]bool{}
					}
					seen[k][i] = true
				}
			}
		}
	}
	l.furniture = make([][]bool, len(l.pages))
	for i := range l.pages {
		p := &l.pages[i]
		l.furniture[i] = make([]bool, len(p.Lines))
		for j := range p.Lines {
			s, edge := spots[i][j]
			repeats := edge && !startsLabel(p.Lines[j].Text) && len(seen[s]) >= max(2, len(l.pages)/4)
			l.furniture[i][j] = p.Lines[j].Above || repeats || edge && pageNumber(p.Lines[j].Text)
		}
	}
}

// edges tells which lines of p stand at its top or bottom.
func edges(p *Page) []bool {
	order := make([]int, len(p.Lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return compare(p.Lines[a].Top, p.Lines[b].Top) })
	edge := make([]bool, len(p.Lines))
	for n, i := range order {
		line := p.Lines[i]
		high := n < furnitureLines && (p.Height == 0 || line.Bottom < 0.15*p.Height)
		low := n >= len(order)-furnitureLines && (p.Height == 0 || line.Top > 0.85*p.Height)
		edge[i] = high || low
	}
	return edge
}

// shape returns s with # for each number and without spaces.
func shape(s string) string {
	var b strings.Builder
	number := false
	for _, r := range s {
		digit := r >= '0' && r <= '9' || r >= '０' && r <= '９' || strings.ContainsRune("一二三四五六七八九十〇零", r)
		switch {
		case digit && !number:
			b.WriteByte('#')
		case !digit && !unicode.IsSpace(r):
			b.WriteRune(r)
		}
		number = digit
	}
	return b.String()
}

// pageNumber reports whether s holds nothing but the number of a page: 3, - 3 -,
// 第 3 页 共 9 页, Page 3 of 9.
func pageNumber(s string) bool {
	s = strings.ToLower(s)
	for _, word := range []string{"page", "of", "第", "页", "頁", "共"} {
		s = strings.ReplaceAll(s, word, "")
	}
	rest := strings.Trim(shape(s), "-—–―~·•()（）[]/|")
	return rest == "#" || rest == "##" || rest == "#/#" || rest == "#,#" || rest == "#，#"
}
