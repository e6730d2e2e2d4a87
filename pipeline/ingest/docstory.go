package ingest

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"zongjie/extract/text"
)

// stories reads the text of the document, and what hangs on it: notes, boxes,
// and what stands on every page.
func (r *docReader) stories() {
	var ends [9]int // of the stories: text, notes, headers, macros, comments, endnotes, boxes, boxes of headers
	for i := range 8 {
		ends[i+1] = min(max(ends[i]+max(r.word.i32(0x4C+4*i), 0), ends[i]), len(r.chars))
	}
	hanging := r.hanging(ends[1:])
	furniture := r.story(ends[2], ends[3], nil)
	var seen []string
	for _, q := range furniture {
		if !blank(q.text) && !slices.Contains(seen, q.text) {
			seen = append(seen, q.text)
			r.out.add(para{kind: text.Noise, text: q.text, where: "header or footer"})
		}
	}
	r.out.add(r.story(ends[0], ends[1], hanging)...)
}

// hung is a note or box, and the character that it hangs on.
type hung struct {
	at    int
	paras []para
}

// hanging reads the notes and boxes, in the order of what they hang on. ends
// are the ends of the stories.
func (r *docReader) hanging(ends []int) []hung {
	var all []hung
	read := func(refs []int, texts bin, size, start, end int, where string) {
		n := (len(texts) - 4) / (4 + size)
		for i := range max(n, 0) {
			from, to := start+max(texts.i32(4*i), 0), min(start+max(texts.i32(4*i+4), 0), end)
			if from >= to {
				continue
			}
			h := hung{at: ends[0], paras: r.story(from, to, nil)}
			if i < len(refs) {
				h.at = refs[i]
			}
			for j := range h.paras {
				h.paras[j].where = where
				if h.paras[j].kind == text.Heading {
					h.paras[j].kind, h.paras[j].level = text.Paragraph, 0
				}
			}
			all = append(all, h)
		}
	}
	positions := func(plc bin, size int) []int {
		var at []int
		for i := range max((len(plc)-4)/(4+size), 0) {
			at = append(at, plc.i32(4*i))
		}
		return at
	}
	read(positions(r.part(fibNoteRefs), 2), r.part(fibNotes), 0, ends[0], ends[1], "note")
	read(positions(r.part(fibEndRefs), 2), r.part(fibEndnotes), 0, ends[4], ends[5], "note")
	read(r.anchors(), r.part(fibBoxes), 22, ends[5], ends[6], "text box")
	slices.SortStableFunc(all, func(a, b hung) int { return a.at - b.at })
	notes := 0
	for i := range all {
		if all[i].paras[0].where == "note" {
			notes++
		}
		for j := range all[i].paras {
			if q := &all[i].paras[j]; q.where == "note" {
				q.where = fmt.Sprintf("note %d", notes)
			}
		}
	}
	return all
}

// anchors returns the characters that the text boxes hang on.
func (r *docReader) anchors() []int {
	const shape, box = 26, 22
	shapes, boxes := r.part(fibShapes), r.part(fibBoxes)
	n := (len(shapes) - 4) / (4 + shape)
	at := map[int]int{} // by the number of the shape
	for i := range max(n, 0) {
		at[shapes.i32(4*(n+1)+shape*i)] = shapes.i32(4 * i)
	}
	m := (len(boxes) - 4) / (4 + box)
	var anchors []int
	for i := range max(m, 0) {
		a, ok := at[boxes.i32(4*(m+1)+box*i+14)]
		if !ok {
			a = len(r.chars)
		}
		anchors = append(anchors, a)
	}
	return anchors
}

// docParagraph is what the properties of a paragraph say.
type docParagraph struct {
	list, level, outline      int
	inTable, rowEnd, innerRow bool
	innerCell                 bool
	hidden                    bool
	end                       int // byte of the file at which it ends
}

func (r *docReader) describe(offset int) docParagraph {
	p := docParagraph{list: -1, level: -1, outline: -1}
	style := 0
	if run := runAt(r.paragraphs, offset); run != nil {
		style, p.end = run.style, run.end
		var read func(op int, arg bin)
		nested := false
		read = func(op int, arg bin) {
			switch op {
			case sprmList:
				p.list = arg.u16(0)
			case sprmLevel:
				p.level = arg.u8(0)
			case sprmOutline:
				p.outline = arg.u8(0)
			case sprmInTable:
				p.inTable = p.inTable || arg.u8(0) != 0
			case sprmDepth:
				p.inTable = p.inTable || arg.i32(0) > 0
			case sprmRowEnd:
				p.rowEnd = arg.u8(0) != 0
			case sprmInnerCell:
				p.innerCell = arg.u8(0) != 0
			case sprmInnerRow:
				p.innerRow = arg.u8(0) != 0
			case sprmElsewhere, sprmElsewhereOld:
				if at := arg.i32(0); !nested {
					nested = true
					sprms(r.data.cut(at+2, r.data.u16(at)), read)
				}
			}
		}
		sprms(run.sprms, read)
	}
	r.inheritStyle(&p, style)
	return p
}

// inheritStyle completes p by its style and those it is based on.
func (r *docReader) inheritStyle(p *docParagraph, style int) {
	const headings, title = 9, 62
	for i := 0; i < maxStyles && style >= 0 && style < len(r.styles); i++ {
		s := &r.styles[style]
		if p.list < 0 && s.list >= 0 {
			p.list = s.list
		}
		if p.level < 0 {
			p.level = s.level
		}
		if p.outline < 0 {
			p.outline = s.outline
		}
		switch {
		case p.outline >= 0:
		case s.name >= 1 && s.name <= headings:
			p.outline = s.name - 1
		case s.name == title:
			p.outline = 0
		}
		p.hidden = p.hidden || s.hidden
		if s.based == style {
			break
		}
		style = s.based
	}
	p.level = max(p.level, 0)
}

// look is what the properties of characters say.
type look struct {
	hidden, deleted bool
	symbol          int
}

func (r *docReader) look(run *docRun) look {
	var l look
	if run == nil {
		return l
	}
	sprms(run.sprms, func(op int, arg bin) {
		switch op {
		case sprmHidden:
			l.hidden = arg.u8(0) == 1
		case sprmDeleted:
			l.deleted = arg.u8(0) != 0
		case sprmCharStyle:
			if i := arg.u16(0); i < len(r.styles) && r.styles[i].hidden {
				l.hidden = true
			}
		case sprmSymbol:
			l.symbol = arg.u16(2)
		}
	})
	return l
}

// The characters that mean something other than themselves.
const (
	docCell       = 0x07
	docLine       = 0x0B
	docPage       = 0x0C
	docParaEnd    = 0x0D
	docColumn     = 0x0E
	docFieldBegin = 0x13
	docFieldText  = 0x14
	docFieldEnd   = 0x15
	docHyphen     = 0x1E
)

// docStory is a story on its way.
type docStory struct {
	r         *docReader
	paras     []para
	cur       []uint16
	concealed bool // something of the paragraph does not show
	fields    []docField
	rows      [][]cell
	row       []cell
	cell      cell
	tableEnd  int    // the mark of the last row
	hanging   []hung // that is still to come
}

type docField struct {
	instruction []uint16
	result      bool
}

func (f docField) contents() bool {
	return f.result && strings.HasPrefix(strings.TrimSpace(string(utf16.Decode(f.instruction))), "TOC")
}

// story returns the paragraphs of the characters start to end.
func (r *docReader) story(start, end int, hanging []hung) []para {
	s := &docStory{r: r, hanging: hanging}
	var run *docRun
	var l look
	for at := start; at < end; at++ {
		offset, width := r.offset(at)
		if run == nil || offset < run.start || offset >= run.end {
			run = runAt(r.runs, offset)
			l = r.look(run)
		}
		c := r.chars[at]
		switch {
		case s.field(c):
		case c == docParaEnd || c == docCell:
			if !l.deleted || c == docCell {
				s.end(at, c, r.describe(offset), l.hidden)
			}
		case c == docPage:
			if p := r.describe(offset); p.end == offset+width {
				s.end(at, c, p, l.hidden)
			} else {
				s.cur = append(s.cur, '\n')
			}
		case l.hidden || l.deleted:
			s.concealed = true
		default:
			s.write(c, l)
		}
	}
	if len(s.cur) > 0 {
		s.end(end, docPage, docParagraph{list: -1, outline: -1}, false)
	}
	s.endRow()
	s.endTable()
	s.hang(len(r.chars) + 1)
	return s.paras
}

// field reads the marks of fields and their instructions.
func (s *docStory) field(c uint16) bool {
	last := len(s.fields) - 1
	switch {
	case c == docFieldBegin:
		if last < maxDepth {
			s.fields = append(s.fields, docField{})
		}
	case c == docFieldText:
		if last >= 0 {
			s.fields[last].result = true
		}
	case c == docFieldEnd:
		if last >= 0 {
			s.fields = s.fields[:last]
		}
	case c != docParaEnd && c != docCell && slices.ContainsFunc(s.fields, func(f docField) bool { return !f.result }):
		s.fields[last].instruction = append(s.fields[last].instruction, c)
	default:
		return false
	}
	return true
}

func (s *docStory) write(c uint16, l look) {
	switch {
	case c == docLine || c == docColumn:
		s.cur = append(s.cur, '\n')
	case c == docHyphen:
		s.cur = append(s.cur, '-')
	case c == '(' && l.symbol != 0:
		s.cur = append(s.cur, utf16.Encode([]rune(symbol(fmt.Sprintf("%X", l.symbol), "")))...)
	case c >= ' ' || c == '\t':
		s.cur = append(s.cur, c)
	}
}

// end ends the paragraph whose mark is the character c at at.
func (s *docStory) end(at int, c uint16, p docParagraph, hidden bool) {
	q := para{text: string(utf16.Decode(s.cur))}
	gone := p.hidden || q.text == "" && (s.concealed || hidden || c == docPage)
	s.cur, s.concealed = s.cur[:0], false
	if p.hidden {
		q.text = ""
	}
	if p.outline >= 0 && p.outline < levels {
		q.kind, q.level = text.Heading, p.outline+1
	}
	if p.list > 0 && p.list <= len(s.r.lists) && !gone && !p.rowEnd && !p.innerRow {
		if l := s.r.lists[p.list-1]; l.scheme != nil {
			q.label = l.next(p.level)
			if q.kind == text.Paragraph {
				q.kind = text.Item
				if p.level > 0 {
					q.level = p.level + 1
				}
			}
		}
	}
	if slices.ContainsFunc(s.fields, docField.contents) {
		q.kind, q.level = text.Noise, 0
	}
	switch {
	case p.inTable && c == docCell && p.rowEnd:
		s.endRow()
		s.tableEnd = at
	case p.inTable:
		s.cell = append(s.cell, q)
		if c == docCell {
			s.row = append(s.row, s.cell)
			s.cell = nil
		}
	default:
		s.endRow()
		s.endTable()
		s.paras = append(s.paras, q)
		s.hang(at)
	}
}

func (s *docStory) endRow() {
	if len(s.cell) > 0 {
		s.row = append(s.row, s.cell)
	}
	if len(s.row) > 0 {
		s.rows = append(s.rows, s.row)
	}
	s.row, s.cell = nil, nil
}

func (s *docStory) endTable() {
	if len(s.rows) > 0 {
		s.paras = append(s.paras, s.r.out.table(s.rows)...)
		s.rows = nil
		s.hang(s.tableEnd)
	}
}

// hang adds what hangs on characters up to at.
func (s *docStory) hang(at int) {
	for len(s.hanging) > 0 && s.hanging[0].at <= at {
		s.paras = append(s.paras, s.hanging[0].paras...)
		s.hanging = s.hanging[1:]
	}
}
