package ingest

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/text"
)

// table writes the rows of spreadsheets as blocks. A row under a head names
// its columns: "Name: value | Name: value". The head is the first row that
// holds nothing but short words; an empty row ends the table under it. A row of
// one cell is a title or a note: a paragraph.
type table struct {
	b    *text.Builder
	head []string // of each column; nil while there is none

	spread []string // of the row to be written: its values in all the columns that they stand over, if they stand over several
	groups []string // the spread of the head, if it was the row before
}

// maxHead is the length in code points of the longest head of a column.
const maxHead = 30

// row writes one row; where tells the place of the cell in a column, from 0.
func (t *table) row(cells []string, where func(column int) string) {
	cells = cells[:min(len(cells), maxColumns)]
	first, filled := -1, 0
	for i := range cells {
		if cells[i] = collapse(cells[i]); cells[i] != "" {
			if filled++; first < 0 {
				first = i
			}
		}
	}
	switch {
	case filled == 0:
		t.head = nil
		return
	case filled == 1:
		t.b.Block(text.Block{Where: where(first)}, cells[first])
		return
	}
	groups := t.groups
	t.groups = nil
	if groups != nil && isHead(cells) { // the second row of a head
		for len(cells) < len(t.head) {
			cells = append(cells, "")
		}
		for i, c := range cells {
			switch {
			case i >= len(groups) || groups[i] == "" || groups[i] == c:
			case c == "":
				cells[i] = groups[i]
			default:
				cells[i] = groups[i] + " " + c
			}
		}
		t.head = cells
		t.b.Block(text.Block{Kind: text.Row, Where: where(first)}, strings.Join(nonempty(cells), " | "))
		return
	}
	named := t.head != nil
	var parts []string
	for i, c := range cells {
		switch {
		case c == "":
		case t.head != nil && i < len(t.head) && t.head[i] != "" && t.head[i] != c:
			parts = append(parts, t.head[i]+": "+c)
		default:
			parts = append(parts, c)
		}
	}
	if t.head == nil && isHead(cells) {
		t.head, t.groups = cells, t.spread
	}
	glue := " | "
	if named {
		glue = "；" // each cell is a clause of its own: what one says is not what the next does
	}
	t.b.Block(text.Block{Kind: text.Row, Where: where(first)}, strings.Join(parts, glue))
}

func nonempty(cells []string) []string {
	var kept []string
	for _, c := range cells {
		if c != "" {
			kept = append(kept, c)
		}
	}
	return kept
}

// isHead reports whether cells name columns: short words, none of them a number.
func isHead(cells []string) bool {
	for _, c := range cells {
		if utf8.RuneCountInString(c) > maxHead || ends(c) && !strings.HasSuffix(c, ":") && !strings.HasSuffix(c, "：") {
			return false
		}
		if c != "" && strings.Trim(c, "0123456789.,%-+/ ") == "" || states(c) {
			return false
		}
	}
	return true
}

// states reports whether the cell c says something of the table, as those above
// its head do (填报单位：某局). What stands in brackets or after 其中 only names.
func states(c string) bool {
	name, _, _ := strings.Cut(strings.ReplaceAll(c, ":", "："), "：")
	return len(name) > 0 && len(name) < len(strings.TrimRight(c, ":：")) && name != "其中" && !strings.ContainsAny(name, "(（")
}
