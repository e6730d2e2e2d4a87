package ingest

import (
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"

	"zongjie/extract/text"
)

// delimiters are what parts the cells of tables as text, the most usual first.
var delimiters = []rune{',', '\t', ';', '|', '，'}

// delimiterLines is how many lines tell the delimiter.
const delimiterLines = 20

// delimiter returns what parts the cells of s: what most of its first lines
// hold equally often. It is 0 if s looks like no table.
func delimiter(s string) rune {
	best, bestLines := rune(0), 1
	for _, d := range delimiters {
		counts := map[int]int{}
		lines, most := 0, 0
		for line := range strings.Lines(s) {
			if lines++; lines > delimiterLines {
				break
			}
			if n := strings.Count(line, string(d)); n > 0 {
				counts[n]++
				most = max(most, counts[n])
			}
		}
		if most > bestLines {
			best, bestLines = d, most
		}
	}
	return best
}

// readCSV reads a table as text.
func readCSV(in *input) *text.Document {
	var b text.Builder
	t := &table{b: &b}
	r := csv.NewReader(strings.NewReader(in.text))
	r.Comma = delimiter(in.text)
	r.LazyQuotes = true
	r.FieldsPerRecord = -1
	for rows := 0; ; rows++ {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return b.Document()
		}
		if err != nil { // a quotation mark that is not closed
			in.warn("ingest/structure", "the table is broken: %v; what follows was not read as a table", err)
			return b.Document()
		}
		if rows == maxRows {
			in.warn("ingest/limit", "the table has more than %d rows; the rest was not read", maxRows)
			return b.Document()
		}
		line, _ := r.FieldPos(0)
		t.row(cells, func(int) string { return "line " + strconv.Itoa(line) })
	}
}
