package export

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"zongjie/extract"
)

// ErrNotOurs says that a file is no table that this package wrote.
var ErrNotOurs = errors.New("not a CSV table that zongjie exported")

// Sheet is a table that was read back from CSV.
type Sheet struct {
	Table *Table
	Rows  []Row
}

// Row is a row that was read back.
type Row struct {
	Number int      // as spreadsheets count: the header is 1
	Cells  []string // one for each column of the table, as the program wrote them where Intact
	Intact bool     // the hash of the row fits
}

// Get returns the cell of the column named name, "" if there is none.
func (s *Sheet) Get(r *Row, name string) string {
	if i := s.Table.Index(name); i >= 0 {
		return r.Cells[i]
	}
	return ""
}

// ReadCSV reads a table that Write wrote; kinds are those of the facts in it. A
// spreadsheet program may have saved it since: as UTF-8, UTF-16 or GB18030, with
// commas, semicolons or tabs, other line ends and quotes, columns in another
// order, numbers in another form, and columns of its owner's beside ours. What
// such a program did change in a cell shows in the hash of the row.
func ReadCSV(data []byte, kinds []*extract.Kind) (*Sheet, error) {
	s := decoded(data)
	r := csv.NewReader(strings.NewReader(s))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = delimiter(s), -1, true
	header, err := r.Read()
	if err != nil {
		return nil, ErrNotOurs
	}
	table, places, err := recognise(header, newTables(kinds))
	if err != nil {
		return nil, err
	}
	sheet := &Sheet{Table: table}
	for number := 2; ; number++ {
		record, err := r.Read()
		if record == nil {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("row %d: %w", number, err)
		}
		if !slices.ContainsFunc(record, func(c string) bool { return c != "" }) {
			continue // spreadsheets leave empty rows at the end
		}
		sheet.Rows = append(sheet.Rows, table.readRow(number, record, places))
	}
	return sheet, nil
}

// decoded returns the text of a CSV file, without a byte order mark.
func decoded(data []byte) string {
	if rest, ok := bytes.CutPrefix(data, []byte(byteOrderMark)); ok {
		data = rest
	} else if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		data, _ = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
	} else if !utf8.Valid(data) { // Excel in China, where one does not ask for UTF-8
		data, _ = simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	}
	if !bytes.Contains(data, []byte("\n")) {
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	return string(data)
}

// delimiter returns what stands most often in the first line.
func delimiter(s string) rune {
	line, _, _ := strings.Cut(s, "\n")
	best := ','
	for _, d := range ";\t" {
		if strings.Count(line, string(d)) > strings.Count(line, string(best)) {
			best = d
		}
	}
	return best
}

// recognise returns the table whose columns header has, and where they stand.
func recognise(header []string, ts *tables) (*Table, []int, error) {
	for i := range header {
		header[i] = strings.TrimSpace(header[i])
	}
	if t := wideTable(header); t != nil {
		places := make([]int, len(header))
		for i := range places {
			places[i] = i
		}
		return t, places, nil
	}
	missing, nearest := "", 0
	for _, t := range ts.all() {
		places := make([]int, len(t.Columns))
		var lost []string
		for i, c := range t.Columns {
			if places[i] = slices.Index(header, c.Name); places[i] < 0 {
				lost = append(lost, c.Name)
			}
		}
		if len(lost) == 0 {
			return t, places, nil
		}
		if found := len(places) - len(lost); found > nearest {
			nearest, missing = found, fmt.Sprintf("; of the table %s it lacks %s", t.Name, strings.Join(lost, ", "))
		}
	}
	if nearest < 3 {
		return nil, nil, ErrNotOurs
	}
	return nil, nil, fmt.Errorf("%w%s", ErrNotOurs, missing)
}

// wideTable returns the wide table that has just the columns of header, or nil:
// which it has, only the file itself says.
func wideTable(header []string) *Table {
	last := len(header) - 1
	if last < 3 || header[0] != "organization" || header[1] != "year" || header[2] != "reports" || header[last] != RowHash {
		return nil
	}
	t := &Table{Name: tableWide, Columns: append(wideKeys(), Column{Name: "reports", Type: Integer})}
	for _, name := range header[3:last] {
		t.Columns = append(t.Columns, Column{Name: name, Type: Number})
	}
	t.Columns = append(t.Columns, hashColumn)
	return t
}

// readRow returns the cells of a record in the order of the table, in the form in
// which the hash fits, if it does in any.
func (t *Table) readRow(number int, record []string, places []int) Row {
	cells := make([]string, len(places))
	for i, p := range places {
		if p < len(record) {
			cells[i] = strings.ReplaceAll(record[p], "\r\n", "\n")
		}
	}
	last := len(cells) - 1
	plain := mapped(cells, func(_ int, c string) string { return Unplain(c) })
	for _, form := range []func() []string{
		func() []string { return plain },
		func() []string { return cells }, // saved from a workbook, where no cell needs a ' before it
		func() []string { return t.numbers(plain, ",", ".") },
		func() []string { return t.numbers(plain, ".", ",") },
	} {
		if cells := form(); hashOf(cells[:last]) == cells[last] {
			return Row{number, cells, true}
		}
	}
	return Row{number, t.numbers(plain, ",", "."), false}
}

func mapped(cells []string, f func(i int, c string) string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = f(i, c)
	}
	return out
}

// numbers returns cells with their numbers as the program writes them, if they
// were written with the signs given between thousands and before decimals.
func (t *Table) numbers(cells []string, thousands, point string) []string {
	return mapped(cells, func(i int, c string) string {
		if k := t.Columns[i].Type; k != Integer && k != Number {
			return c
		}
		return canonical(c, thousands, point)
	})
}

// canonical returns a number as digits with at most one point, or s if it is none.
func canonical(s, thousands, point string) string {
	digits := strings.NewReplacer(thousands, "", " ", "", "\u00a0", "", "\u202f", "", point, ".").Replace(s)
	if digits == "" || len(digits) > 60 || strings.Trim(digits, "0123456789.eE+-") != "" {
		return s
	}
	if i := strings.IndexAny(digits, "eE"); i >= 0 && len(digits)-i > 4 { // no number that a report states
		return s
	}
	n, ok := new(big.Rat).SetString(digits)
	if !ok {
		return s
	}
	if n.IsInt() {
		return n.Num().String()
	}
	return strings.TrimRight(n.FloatString(20), "0")
}
