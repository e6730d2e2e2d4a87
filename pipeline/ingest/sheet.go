package ingest

import (
	"path"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// sheetLayout is what the library for workbooks tells only at the cost of
// holding a whole sheet: which columns are hidden, and which cells are one.
type sheetLayout struct {
	hidden map[int]bool // columns, from 0
	merged []merge
}

// merge is a block of cells that are one; its value stands in the first.
// Columns are counted from 0, rows from 1.
type merge struct{ left, top, right, bottom int }

// maxMerged is how many blocks of merged cells a sheet may have.
const maxMerged = 10_000

// readLayouts reads the layouts of the sheets of a workbook, by their names.
// What is broken of it is left out: the cells are read all the same.
func readLayouts(data []byte, limits Limits) map[string]*sheetLayout {
	z, err := openZip(data, limits)
	if err != nil {
		return nil
	}
	read := func(name string, each func(*node), enter ...string) {
		part, _ := z.part(name)
		_ = readXML(part, each, enter...)
	}
	targets := map[string]string{}
	read("xl/_rels/workbook.xml.rels", func(n *node) {
		target := n.get("Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("xl", target)
		}
		targets[n.get("Id")] = target
	}, "Relationships")
	layouts := map[string]*sheetLayout{}
	read("xl/workbook.xml", func(n *node) {
		if n.name != "sheet" {
			return
		}
		l := &sheetLayout{hidden: map[int]bool{}}
		layouts[n.get("name")] = l
		for _, a := range n.attr {
			if a.Name.Local == "id" && a.Name.Space != "" {
				read(targets[a.Value], l.read, "worksheet", "sheetData", "cols", "mergeCells")
			}
		}
	}, "workbook", "sheets")
	return layouts
}

// read reads an element of a sheet.
func (l *sheetLayout) read(n *node) {
	switch n.name {
	case "col":
		if hidden := n.get("hidden"); hidden == "1" || hidden == "true" {
			first, last := intAttr(n, "min", 0), intAttr(n, "max", 0)
			for c := max(first, 1); c <= min(last, maxColumns); c++ {
				l.hidden[c-1] = true
			}
		}
	case "mergeCell":
		from, to, ok := strings.Cut(n.get("ref"), ":")
		left, top, err := excelize.CellNameToCoordinates(from)
		right, bottom, err2 := excelize.CellNameToCoordinates(to)
		if ok && err == nil && err2 == nil && len(l.merged) < maxMerged {
			l.merged = append(l.merged, merge{left - 1, top, right - 1, bottom})
		}
	}
}

// arrange gives the cells of row n the values of those above that they are one
// with, which it keeps in above, and takes hidden ones away. spread is the same
// row with each value in all the columns that it stands over, nil if none stands
// over several.
func (l *sheetLayout) arrange(cells []string, n int, above map[merge]string) (arranged, spread []string) {
	if l == nil {
		return cells, nil
	}
	cells = cells[:min(len(cells), maxColumns)]
	for _, m := range l.merged {
		switch {
		case m.left >= maxColumns:
		case m.top == n && m.left < len(cells):
			above[m] = cells[m.left]
			if m.right > m.left && cells[m.left] != "" {
				if spread == nil {
					spread = make([]string, maxColumns)
					copy(spread, cells)
				}
				for c := m.left; c <= min(m.right, maxColumns-1); c++ {
					spread[c] = cells[m.left]
				}
			}
		case m.top < n && n <= m.bottom && above[m] != "":
			for len(cells) <= m.left {
				cells = append(cells, "")
			}
			if cells[m.left] == "" {
				cells[m.left] = above[m]
			}
		}
	}
	for _, row := range [][]string{cells, spread} {
		for c := range row {
			if l.hidden[c] {
				row[c] = ""
			}
		}
	}
	return cells, spread
}

// columnNames writes the hidden columns that hold something, for people.
func columnNames(columns map[int]bool) string {
	var names []string
	for c := range maxColumns {
		if columns[c] {
			name, err := excelize.ColumnNumberToName(c + 1)
			if err != nil {
				name = strconv.Itoa(c + 1)
			}
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}
