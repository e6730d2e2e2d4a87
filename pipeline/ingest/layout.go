package ingest

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/extract/text"
)

// layOut makes paragraphs and table rows of the lines of pages. Headers,
// footers and page numbers become noise. A paragraph that goes on on the next
// page is one block of the page where it begins; notes and furniture between
// its parts stand after it.
func layOut(pages []Page) *text.Document {
	l := &layout{pages: pages}
	for i := range pages {
		pages[i].Lines = mergeLines(inOrder(pages[i].Lines))
	}
	l.findFurniture()
	for i := range pages {
		if p := &pages[i]; p.Width > 0 {
			l.widest = max(l.widest, min(marginsOf(p.Lines).right/p.Width, 1))
		}
	}
	for i := range pages {
		l.page(&pages[i])
	}
	l.flush()
	return l.b.Document()
}

// layout is a document on its way from lines to blocks.
type layout struct {
	pages     []Page
	furniture [][]bool // of each line of each page

	b       text.Builder
	para    []Line // the paragraph so far
	on      int    // the page on which it begins
	margins margins
	widest  float64   // where the longest lines of pages end, as a part of their width
	waiting []pending // furniture and what floats, until the paragraph ends
	notes   []pending // of the page, until what they are about ends
}

// pending is a block that waits for its place.
type pending struct {
	like text.Block
	text string
	mark string  // the number of a note
	top  float64 // where it stands on its page
}

func onPage(page int) text.Block { return text.Block{Page: page, Where: fmt.Sprintf("p. %d", page)} }

// flush writes the paragraph and what waits for its end.
func (l *layout) flush() {
	if len(l.para) > 0 {
		s := joinLines(l.para)
		l.para = nil
		l.block(onPage(l.on), s)
	}
	for _, p := range l.waiting {
		l.block(p.like, p.text)
	}
	l.waiting = nil
}

// block writes one block, and then the notes whose numbers stand in it.
func (l *layout) block(like text.Block, s string) {
	s, marks := cutMarks(s)
	l.b.Block(like, s)
	for _, mark := range marks {
		if i := slices.IndexFunc(l.notes, func(n pending) bool { return n.mark == mark }); i >= 0 {
			note := l.notes[i]
			l.notes = slices.Delete(l.notes, i, i+1)
			l.block(note.like, note.text)
		}
	}
}

// cutMarks takes the numbers of notes out of s.
func cutMarks(s string) (string, []string) {
	parts := strings.Split(s, string(NoteMark))
	if len(parts) < 3 {
		return s, nil
	}
	var b strings.Builder
	var marks []string
	for i, part := range parts {
		if i%2 == 0 {
			b.WriteString(part)
		} else {
			marks = append(marks, part)
		}
	}
	return b.String(), marks
}

// page adds the lines of p.
func (l *layout) page(p *Page) {
	furniture := l.furniture[p.Number-l.pages[0].Number]
	var body, notes []Line
	var feet []pending
	for i, line := range p.Lines {
		if !furniture[i] {
			body = append(body, line)
			continue
		}
		like := onPage(p.Number)
		like.Kind = text.Noise
		noise := pending{like: like, text: strings.ReplaceAll(line.Text, "\t", " ")}
		if line.Top > p.Height/2 {
			feet = append(feet, noise)
		} else {
			l.waiting = append(l.waiting, noise)
		}
	}
	before := l.margins
	l.margins = l.marginsOn(p, body)
	body, floats := splitFloats(p.Number, body)
	marks := marksOf(body)
	body, notes = splitNotes(body, l.margins, marks)
	l.addNotes(p.Number, notes, marks)
	for i := 0; i < len(body); {
		for len(floats) > 0 && floats[0].top < body[i].Top {
			l.waiting = append(l.waiting, floats[0])
			floats = floats[1:]
		}
		if row, n := tableRow(body[i:]); n > 0 {
			l.flush()
			like := onPage(p.Number)
			like.Kind = text.Row
			l.block(like, row)
			i += n
			continue
		}
		line := body[i]
		m := l.margins
		if i == 0 {
			m = before // the paragraph before stood on the other page
		}
		if len(l.para) == 0 || !l.goesOn(line, m, i == 0) {
			l.flush()
			l.on = p.Number
		}
		l.para = append(l.para, line)
		i++
	}
	l.waiting = append(append(l.waiting, floats...), feet...)
	if len(l.notes) > 0 {
		s := joinLines(l.para)
		for _, note := range l.notes {
			if !strings.Contains(s, string(NoteMark)+note.mark+string(NoteMark)) || note.mark == "" {
				l.waiting = append(l.waiting, note)
			}
		}
		l.notes = slices.DeleteFunc(l.notes, func(n pending) bool {
			return !strings.Contains(s, string(NoteMark)+n.mark+string(NoteMark)) || n.mark == ""
		})
	}
}

// marksOf returns the numbers of notes that stand in lines.
func marksOf(lines []Line) []string {
	var all []string
	for _, line := range lines {
		_, marks := cutMarks(line.Text)
		all = append(all, marks...)
	}
	return all
}

// addNotes keeps the notes of a page for what they are about, which holds the
// numbers marks.
func (l *layout) addNotes(page int, lines []Line, marks []string) {
	for i := 0; i < len(lines); {
		n := i + 1
		for n < len(lines) && !noteStart(lines[n].Text) {
			n++
		}
		note := pending{like: onPage(page), text: joinLines(lines[i:n])}
		if rest, found := strings.CutPrefix(note.text, string(NoteMark)); found {
			note.mark, note.text, _ = strings.Cut(rest, string(NoteMark))
		} else if rest := strings.TrimLeft(note.text, "0123456789"); slices.Contains(marks, note.text[:len(note.text)-len(rest)]) {
			note.mark, note.text = note.text[:len(note.text)-len(rest)], strings.TrimLeft(rest, " ")
		}
		l.notes = append(l.notes, note)
		i = n
	}
}

// splitFloats parts what floats on a page, such as text boxes, from its body:
// programs write it before or after the body, wherever it stands. It is told
// by its lines being few and above those that were written before them.
func splitFloats(page int, lines []Line) (body []Line, floats []pending) {
	var runs [][]Line
	start := 0
	for i := 0; i < len(lines); {
		if i > start && lines[i].Bottom < lines[i-1].Top-0.3*lines[i].Size {
			runs, start = append(runs, lines[start:i]), i
		}
		if _, n := tableRow(lines[i:]); n > 0 {
			i += n
			continue
		}
		i++
	}
	runs = append(runs, lines[start:])
	for _, run := range runs {
		if len(run)*3 > len(lines) || len(runs) > maxFloats {
			body = append(body, run...)
			continue
		}
		part := &layout{pages: []Page{{Number: page}}, margins: marginsOf(run)}
		for _, line := range run {
			if len(part.para) == 0 || !part.goesOn(line, part.margins, false) {
				floats = append(floats, part.float(page)...)
			}
			part.para = append(part.para, line)
		}
		floats = append(floats, part.float(page)...)
	}
	slices.SortStableFunc(floats, func(a, b pending) int { return compare(a.top, b.top) })
	return body, floats
}

// maxFloats is how many runs of lines a page can have of which some float.
const maxFloats = 12

// float ends the paragraph so far, which floats on a page.
func (l *layout) float(page int) []pending {
	if len(l.para) == 0 {
		return nil
	}
	p := pending{like: onPage(page), text: joinLines(l.para), top: l.para[0].Top}
	l.para = nil
	return []pending{p}
}

// goesOn reports whether line is part of the paragraph so far, the end of which
// stands between the margins m; turned says that a page begins between them.
func (l *layout) goesOn(line Line, m margins, turned bool) bool {
	first, last := l.para[0], l.para[len(l.para)-1]
	size := max(last.Size, 1)
	if ratio := line.Size / size; ratio < 0.8 || ratio > 1.25 {
		return false
	}
	if !turned && (line.Top < last.Top || m.leading > 0 && line.Top-last.Top > 1.7*max(m.leading, 1.1*size)) {
		return false
	}
	if room := m.right - last.Right; room > firstWord(line) {
		return false
	}
	indent := line.Left - m.left
	if turned {
		indent = line.Left - l.margins.left
	}
	label := startsLabel(line.Text)
	switch {
	case label && (ends(last.Text) || indent > size):
		return false
	case len(l.para) > 1:
		return turned && indent < size || math.Abs(line.Left-last.Left) < 0.9*size || line.Left < last.Left && indent < size
	case turned:
		return indent < size
	case line.Left > first.Left+0.8*size: // a hanging indent, or a title in the middle
		return startsLabel(first.Text) && line.Left < first.Left+5*size || !ends(last.Text) && math.Abs(line.Left+line.Right-last.Left-last.Right) < size
	case math.Abs(line.Left-first.Left) <= 0.8*size:
		return indent < 1.2*size || !ends(last.Text)
	}
	return true // the first line alone was indented
}

// firstWord returns how wide the first word of a line is: had there been room
// for it, it would stand on the line before.
func firstWord(line Line) float64 {
	n := utf8.RuneCountInString(line.Text)
	if n == 0 {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(line.Text)
	if r >= 0x2E80 {
		return 2.2 * line.Size // some marks must not begin a line, and take a character with them
	}
	word := strings.IndexFunc(line.Text, func(r rune) bool { return unicode.IsSpace(r) || r >= 0x2E80 })
	if word < 0 {
		word = len(line.Text)
	}
	return (line.Right-line.Left)/float64(n)*float64(utf8.RuneCountInString(line.Text[:word])+1) + 0.3*line.Size
}

// joinLines makes one text of the lines of a paragraph.
func joinLines(lines []Line) string {
	var b strings.Builder
	for i, line := range lines {
		s := strings.ReplaceAll(line.Text, "\t", " ")
		if i > 0 {
			before := lines[i-1].Text
			last, _ := utf8.DecodeLastRuneInString(before)
			next, _ := utf8.DecodeRuneInString(s)
			if last < 0x2E80 && next < 0x2E80 && !strings.ContainsRune("“‘", last) && !(isNumeric(last) && isNumeric(next)) && last != '-' {
				b.WriteByte(' ')
			}
		}
		b.WriteString(s)
	}
	return b.String()
}

// isNumeric reports whether r can stand within a number: Chinese text may be
// broken there, and a space would make two numbers of one.
func isNumeric(r rune) bool { return r >= '0' && r <= '9' || r == '.' || r == '%' || r == ',' }

// startsLabel reports whether s begins like a numbered heading or list item.
// Unlike labelled it takes no decimal number for a label, which a line that
// goes on may well begin with.
func startsLabel(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r >= '①' && r <= '⒛', strings.ContainsRune("•●■◆○", r):
		return true
	case r == '(' || r == '（' || r == '第':
		s = s[size:]
	}
	rest := strings.TrimLeft(s, "0123456789０１２３４５６７８９一二三四五六七八九十百")
	n := len(s) - len(rest)
	if n == 0 {
		return letterLabel(r, s)
	}
	if n > 12 || n > 3 && s[0] < 0x80 {
		return false
	}
	after, size := utf8.DecodeRuneInString(rest)
	next, _ := utf8.DecodeRuneInString(rest[size:])
	switch {
	case r == '第':
		return strings.ContainsRune("章节条部", after)
	case r == '(' || r == '（':
		return after == ')' || after == '）'
	}
	if after == ',' && next == ' ' || after == '，' {
		return n <= 2 || s[0] > 0x80
	}
	return after == '、' || strings.ContainsRune(".．)）", after) && n <= 6 && !(next >= '0' && next <= '9' && (after == '.' || after == '．') && !strings.Contains(rest[size:], "."))
}

// letterLabel reports whether s begins with a letter or an ordinal word as a
// label; it stands after the parenthesis r, if that is one.
func letterLabel(r rune, s string) bool {
	if r == '(' || r == '（' {
		return len(s) > 1 && s[1] == ')' || strings.HasPrefix(s[min(1, len(s)):], "）")
	}
	word, _, found := strings.Cut(s, ",")
	return found && len(word) <= 8 && slices.Contains(ordinalWords, strings.ToLower(word))
}

// ordinalWords number the parts of reports in English; most of them stand in
// reports that a machine translated.
var ordinalWords = []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
	"firstly", "secondly", "thirdly", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}

// margins are where most lines of a page begin and end.
type margins struct{ left, right, size, leading float64 }

func marginsOf(lines []Line) margins {
	var m margins
	if len(lines) == 0 {
		return m
	}
	var left, right, sizes, steps []float64
	for i, line := range lines {
		if strings.Contains(line.Text, "\t") {
			continue
		}
		left, right, sizes = append(left, line.Left), append(right, line.Right), append(sizes, line.Size)
		if i > 0 && line.Top > lines[i-1].Top {
			steps = append(steps, line.Top-lines[i-1].Top)
		}
	}
	if len(left) == 0 {
		return margins{left: lines[0].Left, right: lines[0].Right, size: lines[0].Size}
	}
	slices.Sort(left)
	slices.Sort(right)
	slices.Sort(sizes)
	slices.Sort(steps)
	m.left, m.right, m.size = left[len(left)/10], right[len(right)*19/20], sizes[len(sizes)/2]
	if len(steps) > 0 {
		m.leading = steps[len(steps)/2]
	}
	return m
}

// noteLines is how many lines at the end of a page may be notes.
const noteLines = 20

// marginsOn returns the margins of a page, whose lines may all be short: then
// other pages, or the margin at its left, say where lines end.
func (l *layout) marginsOn(p *Page, body []Line) margins {
	m := marginsOf(body)
	if p.Width > 0 {
		m.right = max(m.right, l.widest*p.Width)
		if mirror := p.Width - m.left; m.right < 0.75*mirror {
			m.right = mirror
		}
	}
	return m
}

// splitNotes parts the notes at the foot of a page from its body: the lines at
// its end, the first of which begins with the first of marks; or smaller ones,
// the first of which begins with a number.
func splitNotes(lines []Line, m margins, marks []string) (body, notes []Line) {
	for i := max(0, len(lines)-noteLines); i < len(lines) && len(marks) > 0; i++ {
		s := strings.TrimPrefix(lines[i].Text, string(NoteMark))
		if rest := strings.TrimLeft(s, "0123456789"); s[:len(s)-len(rest)] == marks[0] && !startsLabel(s) {
			return lines[:i], lines[i:]
		}
	}
	at := len(lines)
	for at > 0 && lines[at-1].Size < 0.93*m.size && !strings.Contains(lines[at-1].Text, "\t") {
		at--
	}
	for at < len(lines) && !noteStart(lines[at].Text) {
		at++
	}
	return lines[:at], lines[at:]
}

// noteStart reports whether s begins with the number of a note.
func noteStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	if r == NoteMark || r >= '①' && r <= '⑳' || r == '*' || r == '※' {
		return true
	}
	rest := strings.TrimLeft(strings.TrimLeft(s, "[〔"), "0123456789")
	return rest != s && len(s)-len(rest) <= 4
}

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
