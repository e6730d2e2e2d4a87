package ingest

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"zongjie/extract/text"
)

// para is a paragraph or a table row of an office document.
type para struct {
	kind  text.Kind
	level int
	label string // its automatic number, with the white space after it
	text  string // \n where the author broke the line
	where string // "" for a paragraph of the body
}

// hangs reports whether q is a note or box, which stands after what it hangs on.
func (q *para) hangs() bool { return q.where != "" && q.kind != text.Row }

// paper collects the paragraphs of an office document in reading order.
type paper struct {
	b          text.Builder
	paragraphs int
	tables     int
}

// maxHeading is the length in code points from which a paragraph in the style
// of a heading is none.
const maxHeading = 100

// add appends paragraphs. The lines of one become blocks of their own: authors
// who break lines by hand mean paragraphs.
func (p *paper) add(paras ...para) {
	for _, q := range paras {
		if q.where == "" && !blank(q.text) {
			p.paragraphs++
			q.where = fmt.Sprintf("paragraph %d", p.paragraphs)
		}
		like := text.Block{Kind: q.kind, Level: q.level, Where: q.where}
		if q.kind == text.Heading && utf8.RuneCountInString(q.text) > maxHeading {
			like.Kind, like.Level = text.Paragraph, 0
		}
		label := q.label
		for line := range strings.Lines(q.text) {
			line = strings.TrimRight(line, "\n")
			if blank(line) {
				continue
			}
			p.b.Block(like, label+strings.TrimLeftFunc(line, invisible))
			label = ""
			if like.Kind == text.Item {
				like.Kind, like.Level = text.Paragraph, 0
			}
		}
	}
}

// cell is what a cell of a table holds.
type cell []para

// text returns what c shows, without the notes and boxes that hang on it.
func (c cell) text() string {
	var b strings.Builder
	for _, q := range c {
		if blank(q.text) || q.hangs() {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(q.label)
		b.WriteString(strings.TrimSpace(strings.ReplaceAll(q.text, "\n", " ")))
	}
	return b.String()
}

// table returns the rows of a table. A row is one block, unless the table only
// has one column or a cell holds as much as a page: then it is a frame, and the
// paragraphs in it are paragraphs.
func (p *paper) table(rows [][]cell) []para {
	columns, counted := 0, false
	for _, row := range rows {
		columns = max(columns, len(row))
	}
	var paras []para
	for i, row := range rows {
		texts := make([]string, len(row))
		frame, shows := columns == 1, false
		for j, c := range row {
			texts[j] = c.text()
			frame = frame || len(texts[j]) > maxCell
			shows = shows || texts[j] != ""
		}
		if !shows {
			continue
		}
		if !counted {
			p.tables++
			counted = true
		}
		where := fmt.Sprintf("table %d, row %d", p.tables, i+1)
		if !frame {
			paras = append(paras, para{kind: text.Row, text: strings.Join(texts, " | "), where: where})
		}
		for _, c := range row {
			for _, q := range c {
				if !frame && !q.hangs() {
					continue
				}
				if q.where == "" {
					q.where = where
				}
				paras = append(paras, q)
			}
		}
	}
	return paras
}
