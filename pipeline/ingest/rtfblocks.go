package ingest

import (
	"slices"
	"strings"
	"unicode"

	"zongjie/extract/text"
)

func (r *rtfReader) beginStory(where string) {
	if r.state.story || len(r.stories) > maxDepth {
		return
	}
	r.state.story, r.state.target = true, rtfText
	r.state.hidden, r.state.deleted, r.state.format = false, false, plainRTF
	r.stories = append(r.stories, &rtfStory{where: where})
}

// endStory ends the innermost story.
func (r *rtfReader) endStory() {
	s := r.story()
	r.endParagraph(false)
	r.endTable()
	r.stories = r.stories[:len(r.stories)-1]
	paras := append(s.paras, s.hanging...)
	for i := range paras {
		q := &paras[i]
		if q.kind == text.Heading {
			q.kind, q.level = text.Paragraph, 0
		}
		if q.where == "" {
			q.where = s.where
		}
		if q.where == "note" {
			q.where = "note " + writeNumber(r.notes, "decimal", false)
		}
	}
	if s.where != "header or footer" {
		outer := r.story()
		outer.hanging = append(outer.hanging, paras...)
		return
	}
	for _, q := range paras {
		q.kind, q.level = text.Noise, 0
		if !blank(q.text) && !slices.ContainsFunc(r.furniture, func(o para) bool { return o.text == q.text }) {
			r.furniture = append(r.furniture, q)
		}
	}
}

// endParagraph ends the paragraph that is being read. marked is false if it has
// no mark of its own.
func (r *rtfReader) endParagraph(marked bool) {
	s, st := r.story(), &r.state
	if r.state.target != rtfText || marked && st.deleted { // its mark is deleted: the next continues it
		return
	}
	q := r.take(!marked || st.hidden)
	if st.format.inTable && marked {
		s.cell = append(s.cell, q)
		return
	}
	r.endTable()
	s.paras = append(s.paras, q)
	s.paras = append(s.paras, s.hanging...)
	s.hanging = nil
}

// take returns the paragraph that is being read. It does not count if nothing
// of it shows and unless is set or something was concealed.
func (r *rtfReader) take(unless bool) para {
	s, f := r.story(), &r.state.format
	q := para{text: s.cur.String()}
	label := s.label.String()
	gone := q.text == "" && (unless || s.concealed)
	s.cur.Reset()
	s.label.Reset()
	s.concealed = false
	outline := f.outline
	if st := r.styles[f.style]; st != nil && outline < 0 {
		if outline = st.outline; outline < 0 {
			outline = headingStyle(strings.ToLower(strings.TrimSuffix(strings.TrimSpace(st.name.String()), ";")))
		}
	}
	if outline >= 0 && outline < levels {
		q.kind, q.level = text.Heading, outline+1
	}
	l := r.lists[f.list]
	if gone || l == nil && label == "" {
		return r.inContents(q)
	}
	if q.kind == text.Paragraph {
		q.kind = text.Item
		if f.level > 0 {
			q.level = f.level + 1
		}
	}
	gap := true
	if l != nil && l.scheme != nil && f.level >= 0 && f.level < levels && l.level(f.level) != nil {
		q.label = l.next(f.level)
		gap = l.level(f.level).gap
		if l.level(f.level).format == "bullet" {
			label = ""
		}
	}
	if label = strings.TrimSpace(label); strings.ContainsFunc(label, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) }) {
		if q.label = label; gap {
			q.label += " "
		}
	}
	return r.inContents(q)
}

func (r *rtfReader) inContents(q para) para {
	if r.state.contents {
		q.kind, q.level = text.Noise, 0
	}
	return q
}

func (r *rtfReader) endCell() {
	if r.state.target != rtfText {
		return
	}
	s := r.story()
	s.row = append(s.row, append(s.cell, r.take(false)))
	s.cell = nil
}

func (r *rtfReader) endRow() {
	s := r.story()
	if len(s.row) > 0 {
		s.rows = append(s.rows, s.row)
		s.hangTable, s.hanging = append(s.hangTable, s.hanging...), nil
	}
	s.row, s.cell = nil, nil
}

func (r *rtfReader) endTable() {
	s := r.story()
	if len(s.cell) > 0 {
		s.row = append(s.row, s.cell)
	}
	r.endRow()
	if len(s.rows) == 0 {
		return
	}
	s.paras = append(s.paras, r.out.table(s.rows)...)
	s.paras = append(s.paras, s.hangTable...)
	s.rows, s.hangTable = nil, nil
}
