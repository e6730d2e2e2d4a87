// Package table reads the small tables that a user writes beside his reports,
// as spreadsheets save them: CSV with commas, semicolons or tabs, in UTF-8 with or
// without a byte order mark, UTF-16 or GB18030. It reports every mistake with its
// line.
package table

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"zongjie/lexicon/fold"
)

// MaxBytes is how large a table may be: no person writes more.
const MaxBytes = 16 << 20

// Format says which columns a table has.
type Format struct {
	// Columns are the names of each column, the one for messages first. Their
	// case, width and script (單位, 单位) do not matter.
	Columns [][]string
	// Header says that the first row must name the columns. Where it is false, a
	// first row that names none of them is the first row of values, in the order
	// of Columns.
	Header bool
}

// Row is one row of a table.
type Row struct {
	Line  int      // from 1
	Cells []string // in the order of Format.Columns, without blanks at their ends; "" where the table has no such column
}

// Mistake is something in a table that its user should put right.
type Mistake struct {
	Line int // from 1; 0 for the table as a whole
	Text string
}

// In says a mistake to a person: "alias.csv:3: ...".
func (m Mistake) In(name string) string {
	if m.Line == 0 {
		return name + ": " + m.Text
	}
	return fmt.Sprintf("%s:%d: %s", name, m.Line, m.Text)
}

// Read reads a table, without rows that are empty. Where there are mistakes, rows
// are those that could be read.
func (f *Format) Read(data []byte) ([]Row, []Mistake) {
	text, err := decode(data)
	if err != nil {
		return nil, []Mistake{{Text: err.Error()}}
	}
	raw, mistakes := split(text)
	if len(raw) == 0 {
		if f.Header && len(mistakes) == 0 {
			mistakes = append(mistakes, Mistake{Line: 1, Text: "the table is empty; its first row names the columns: " + f.names()})
		}
		return nil, mistakes
	}
	order, wrong := f.order(raw[0])
	mistakes = append(mistakes, wrong...)
	if order == nil && f.Header {
		return nil, mistakes
	}
	if order != nil {
		raw = raw[1:]
	}
	var rows []Row
	for _, r := range raw {
		row, ok := f.row(r, order)
		if !ok {
			mistakes = append(mistakes, Mistake{Line: r.Line, Text: "the row has more cells than there are columns"})
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(mistakes, func(a, b Mistake) int { return cmp.Compare(a.Line, b.Line) })
	return rows, mistakes
}

// names lists the columns for a message.
func (f *Format) names() string {
	var all []string
	for _, c := range f.Columns {
		all = append(all, c[0])
	}
	return strings.Join(all, ", ")
}

// order returns which column each cell of the header names, or nil if it names
// none.
func (f *Format) order(header Row) (order []int, mistakes []Mistake) {
	known := 0
	for _, cell := range header.Cells {
		key := strings.ToLower(fold.String(cell))
		column := slices.IndexFunc(f.Columns, func(names []string) bool {
			return slices.ContainsFunc(names, func(name string) bool { return strings.ToLower(fold.String(name)) == key })
		})
		switch {
		case column < 0 && cell == "":
		case column < 0:
			mistakes = append(mistakes, Mistake{header.Line, fmt.Sprintf("there is no column %q; the columns are %s", short(cell), f.names())})
		case slices.Contains(order, column):
			mistakes = append(mistakes, Mistake{header.Line, fmt.Sprintf("two columns are called %s", f.Columns[column][0])})
		default:
			known++
		}
		order = append(order, column)
	}
	if known > 0 {
		return order, mistakes
	}
	if f.Header {
		return nil, []Mistake{{header.Line, "the first row must name the columns: " + f.names()}}
	}
	return nil, nil
}

// row puts the cells of r in the order of the columns. It reports false if one
// belongs to no column.
func (f *Format) row(r Row, order []int) (row Row, ok bool) {
	row, ok = Row{Line: r.Line, Cells: make([]string, len(f.Columns))}, true
	for i, cell := range r.Cells {
		at := i
		if order != nil {
			at = -1
			if i < len(order) {
				at = order[i]
			}
		}
		switch {
		case at >= 0 && at < len(f.Columns):
			row.Cells[at] = cell
		case cell != "" && (order == nil || i >= len(order)):
			ok = false
		}
	}
	return row, ok
}

// short returns the beginning of a cell, for a message.
func short(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// decode returns data as UTF-8.
func decode(data []byte) (string, error) {
	if len(data) > MaxBytes {
		return "", fmt.Errorf("it has more than %d MB: that is no table that a person wrote", MaxBytes>>20)
	}
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		data, _ = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data) // what is no text gives U+FFFD
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		data, _ = simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	}
	if bytes.IndexByte(data, 0) >= 0 || bytes.ContainsRune(data, utf8.RuneError) {
		return "", errors.New("it is no text in UTF-8, UTF-16 or GB18030: save it as CSV")
	}
	return string(data), nil
}

// split returns the rows that are not empty. It stops at a quote that is wrong:
// where cells end cannot be known from there.
func split(s string) ([]Row, []Mistake) {
	comma, skipped := ',', 0
	first, rest, _ := strings.Cut(s, "\n")
	if name := strings.TrimRight(first, "\r"); strings.HasPrefix(strings.ToLower(name), "sep=") { // Excel's own hint
		s, skipped = rest, 1
	}
	head, _, _ := strings.Cut(strings.TrimLeft(s, "\r\n \ufeff"), "\n")
	for _, c := range ";\t，；" {
		if strings.Count(head, string(c)) > strings.Count(head, string(comma)) {
			comma = c
		}
	}
	r := csv.NewReader(strings.NewReader(s))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = comma, -1, true
	var rows []Row
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return rows, nil
		}
		var parse *csv.ParseError
		if errors.As(err, &parse) {
			return rows, []Mistake{{parse.StartLine + skipped, `a quotation mark (") is out of place: one inside a cell is written twice, and the cell stands between two`}}
		}
		if err != nil {
			return rows, []Mistake{{Text: err.Error()}}
		}
		line, _ := r.FieldPos(0)
		row := Row{Line: line + skipped, Cells: make([]string, len(cells))}
		empty := true
		for i, c := range cells {
			row.Cells[i] = strings.TrimSpace(c)
			empty = empty && row.Cells[i] == ""
		}
		if !empty {
			rows = append(rows, row)
		}
	}
}
