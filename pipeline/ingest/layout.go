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
	narrow  float64   // where the first column ends, on the last page that has columns
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
	var body []Line
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
	columns := columnsOf(body)
	if len(columns) > 1 {
		l.narrow = marginsOf(columns[0]).right
	}
	for i, column := range columns {
		m := marginsOf(column)
		switch {
		case len(columns) > 1:
		case m.right <= l.narrow+m.size && l.narrow > 0: // the last page fills one of its columns only
			m.right = l.narrow
		default:
			m, l.narrow = l.marginsOn(p, column), 0
		}
		l.column(p.Number, column, m)
		if i < len(columns)-1 {
			l.settleNotes()
		}
	}
	l.waiting = append(l.waiting, feet...)
	l.settleNotes()
}

// column adds the lines of a page, or of a column of it, which stand between
// the margins m. It begins like a page: a paragraph may go on in it.
func (l *layout) column(page int, body []Line, m margins) {
	var notes []Line
	before := l.margins
	l.margins = m
	body, floats := splitFloats(page, body)
	marks := marksOf(body)
	body, notes = splitNotes(body, l.margins, marks)
	l.addNotes(page, notes, marks)
	for i := 0; i < len(body); {
		for len(floats) > 0 && floats[0].top < body[i].Top {
			l.waiting = append(l.waiting, floats[0])
			floats = floats[1:]
		}
		if row, n := tableRow(body[i:]); n > 0 {
			l.flush()
			like := onPage(page)
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
			l.on = page
		}
		l.para = append(l.para, line)
		i++
	}
	l.waiting = append(l.waiting, floats...)
}

// settleNotes lets those notes of a page wait that the paragraph so far does not
// refer to.
func (l *layout) settleNotes() {
	if len(l.notes) == 0 {
		return
	}
	s := joinLines(l.para)
	refers := func(n pending) bool {
		return n.mark != "" && strings.Contains(s, string(NoteMark)+n.mark+string(NoteMark))
	}
	for _, note := range l.notes {
		if !refers(note) {
			l.waiting = append(l.waiting, note)
		}
	}
	l.notes = slices.DeleteFunc(l.notes, func(n pending) bool { return !refers(n) })
}

// columnLines is how many lines a column has at least, but for the last.
const columnLines = 5

// columnsOf parts the lines of a page where one stands above and to the right of
// all before it. Lines that go up in any other way are those of a form or of
// what floats: they are left together.
func columnsOf(lines []Line) [][]Line {
	var columns [][]Line
	start := 0
	for i := 1; i < len(lines); i++ {
		if lines[i].Bottom >= lines[i-1].Top {
			continue
		}
		if i-start < columnLines || lines[i].Left < marginsOf(lines[start:i]).right {
			return [][]Line{lines}
		}
		columns, start = append(columns, lines[start:i]), i
	}
	return append(columns, lines[start:])
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
	runes := []rune(line.Text)
	if len(runes) == 0 {
		return 0
	}
	narrow := (line.Right - line.Left) / float64(len(runes))
	n := unbroken(runes)
	wide := 0
	for _, r := range runes[:n] {
		if r >= firstWide {
			wide++
		}
	}
	if wide == n {
		return (float64(n) + 1.2) * line.Size // some marks must not begin a line, and take a character with them
	}
	return float64(wide)*line.Size + narrow*float64(n-wide+1) + 0.3*line.Size
}

// firstWide is the first of the characters that are as wide as high.
const firstWide = 0x2E80

// unbroken returns after how many of its characters a line may be broken first:
// not after a mark that opens, before one that closes, or in a row of numbers.
func unbroken(runes []rune) int {
	const opening, closing = "“‘（《〈【「『([", "，。、；：？！）》〉】」』”’％%…,.;:?!)]"
	i := 0
	for i < len(runes) {
		for i < len(runes)-1 && strings.ContainsRune(opening, runes[i]) {
			i++
		}
		if i++; runes[i-1] < firstWide {
			for i < len(runes) && runes[i] < firstWide && !unicode.IsSpace(runes[i]) && !strings.ContainsRune(closing, runes[i]) {
				i++
			}
		}
		word := i
		for i < len(runes) && strings.ContainsRune(closing, runes[i]) {
			i++
		}
		if i == word || i == len(runes) || !isNumeric(runes[i]) {
			return i
		}
	}
	return i
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
			if last < firstWide && next < firstWide && !strings.ContainsRune("“‘—–~…·-", last) && !strings.ContainsRune("”’—–~…·", next) && !(isNumeric(last) && isNumeric(next)) && !(last == '”' && next == '“') {
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
	return after == '、' || strings.ContainsRune(".．)）", after) && n <= 6 && !(next >= '0' && next <= '9' && (after == '.' || after == '．') && !strings.Contains(numberRun(rest[size:]), "."))
}

// numberRun returns the digits and full stops that s begins with.
func numberRun(s string) string { return s[:len(s)-len(strings.TrimLeft(s, "0123456789."))] }

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
