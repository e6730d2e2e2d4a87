package export

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// What a sheet and a cell of Excel hold.
const (
	maxSheetRows = 1 << 20 // with the header
	maxCellUnits = 32767   // UTF-16 code units
)

// cutMark ends a cell that was cut.
const cutMark = "…[cut 截断]"

// xlsxWriter writes one workbook, one sheet a table; what does not fit on a
// sheet goes on another, counts_2. The sheet columns explains every column in
// both languages. Numbers are numbers where a number of Excel, which has 15
// digits, holds them exactly. The rows wait in temporary files until the end.
type xlsxWriter struct {
	job    *job
	out    *file
	book   *excelize.File
	sheets map[*Table]*sheet
	header int // a style
	values []any
	maxRow int
}

// sheet is the sheet that takes the rows of a table now.
type sheet struct {
	table  *Table
	name   string
	number int // 1 for counts, 2 for counts_2
	rows   int // with the header
	stream *excelize.StreamWriter
}

func openXLSX(j *job) (rowWriter, error) {
	out, err := j.create(nil, j.file)
	if err != nil {
		return nil, err
	}
	// What waits to be written is as private as what is written.
	book := excelize.NewFile(excelize.Options{TmpDir: j.files.temp})
	w := &xlsxWriter{job: j, out: out, book: book, sheets: map[*Table]*sheet{}, maxRow: maxSheetRows}
	w.header, err = w.book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDE6F0"}}})
	if err != nil {
		return nil, err
	}
	return w, nil
}

func (w *xlsxWriter) begin(t *Table) error {
	err := w.newSheet(t.Name)
	if err != nil {
		return err
	}
	w.sheets[t], err = w.start(t, t.Name, 1)
	return err
}

// newSheet makes a sheet; the first takes the place of the one that a new workbook
// has.
func (w *xlsxWriter) newSheet(name string) error {
	if len(w.sheets) == 0 {
		return w.book.SetSheetName("Sheet1", name)
	}
	_, err := w.book.NewSheet(name)
	return err
}

// start writes the header of the sheet named name, which exists.
func (w *xlsxWriter) start(t *Table, name string, number int) (*sheet, error) {
	stream, err := w.book.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	s := &sheet{table: t, name: name, number: number, rows: 1, stream: stream}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	var names []any
	for i, c := range t.Columns {
		if err := stream.SetColWidth(i+1, i+1, widthOf(&c)); err != nil {
			return nil, err
		}
		names = append(names, excelize.Cell{StyleID: w.header, Value: c.Name})
	}
	return s, stream.SetRow("A1", names)
}

// widthOf returns how wide a column is, in digits.
func widthOf(c *Column) float64 {
	n := float64(len(c.Name) + 4) // with the button of the filter
	switch {
	case c.Name == "sentence" || c.Name == "message" || c.Name == "advice":
		return 60
	case c.Name == "quote" || c.Name == columnPath || strings.HasSuffix(c.Name, "title"):
		return 32
	case c.Type == Time:
		return max(n, 22)
	case c.Type == Text && c.Name != columnID:
		return max(n, 16)
	}
	return max(n, 10)
}

func (w *xlsxWriter) row(t *Table, cells []string) error {
	s := w.sheets[t]
	if s.rows == w.maxRow {
		if err := w.finish(s); err != nil {
			return err
		}
		number := s.number + 1
		name := fmt.Sprintf("%s_%d", t.Name, number)
		err := w.newSheet(name)
		if err != nil {
			return err
		}
		if s, err = w.start(t, name, number); err != nil {
			return err
		}
		w.sheets[t] = s
		w.job.notes.add(fmt.Sprintf("the table %s has more rows than a sheet of Excel holds: it goes on in the sheet %s", t.Name, name))
	}
	w.values = w.values[:0]
	for i, c := range cells {
		w.values = append(w.values, w.value(&t.Columns[i], c))
	}
	s.rows++
	return s.stream.SetRow("A"+strconv.Itoa(s.rows), w.values)
}

// finish ends a sheet.
func (w *xlsxWriter) finish(s *sheet) error {
	last, err := excelize.CoordinatesToCellName(len(s.table.Columns), s.rows)
	if err != nil {
		return err
	}
	if err := w.book.AutoFilter(s.name, "A1:"+last, nil); err != nil {
		return err
	}
	return s.stream.Flush()
}

// value returns a cell as Excel holds it, nil for one that is empty.
func (w *xlsxWriter) value(c *Column, cell string) any {
	if cell == "" {
		return nil
	}
	switch c.Type {
	case Integer, Number:
		if n, err := strconv.ParseFloat(cell, 64); err == nil && len(strings.Trim(cell, "-.0")) <= 15 && exact(n, cell) {
			return n
		}
		w.job.notes.add("a number of the column " + c.Name + " has more than 15 digits: it stands in its cell as a text")
		return cell
	}
	return w.text(c, cell)
}

// text returns s as a cell of Excel holds it.
func (w *xlsxWriter) text(c *Column, s string) string {
	if strings.ContainsFunc(s, isControl) {
		w.job.notes.add("a cell of the column " + c.Name + " held control characters: Excel has none, they were replaced by their pictures")
		s = strings.Map(picture, s)
	}
	if len(s) <= maxCellUnits {
		return s
	}
	units := 0
	room := maxCellUnits - len(utf16.Encode([]rune(cutMark)))
	end := len(s)
	for i, r := range s {
		if units <= room {
			end = i
		}
		units += utf16.RuneLen(r)
	}
	if units <= maxCellUnits {
		return s
	}
	w.job.notes.add("a cell of the column " + c.Name + " was longer than the 32,767 characters that a cell of Excel holds: it was cut, and ends in " + cutMark)
	return s[:end] + cutMark
}

// isControl reports whether XML cannot hold r. A carriage return it holds, but
// gives back as a line feed.
func isControl(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF
}

// picture returns the sign that stands for a control character.
func picture(r rune) rune {
	switch {
	case !isControl(r):
		return r
	case r < 0x20:
		return 0x2400 + r
	}
	return 0xFFFD
}

// explainColumns writes the sheet columns.
func (w *xlsxWriter) explainColumns() error {
	if err := w.newSheet("columns"); err != nil {
		return err
	}
	t := &Table{Name: "columns", Columns: []Column{{Name: "table 表"}, {Name: "column 列"}, {Name: "type"}, {Name: "description"}, {Name: "说明"}}}
	s, err := w.start(t, t.Name, 1)
	if err != nil {
		return err
	}
	line := func(cells ...any) {
		if err == nil {
			s.rows++
			err = s.stream.SetRow("A"+strconv.Itoa(s.rows), cells)
		}
	}
	for _, of := range w.job.tables.all() {
		line(of.Name, nil, "table", of.EN, of.ZH)
		for i := range of.Columns {
			c := &of.Columns[i]
			line(of.Name, c.Name, c.Type.String(), c.EN, c.ZH)
		}
	}
	for _, note := range w.job.notes.lines() {
		line(nil, nil, "note 附注", note, nil)
	}
	if err != nil {
		return err
	}
	return w.finish(s)
}

func (w *xlsxWriter) end() error {
	defer w.Close()
	for _, t := range w.job.tables.all() {
		if err := w.finish(w.sheets[t]); err != nil {
			return err
		}
	}
	if err := w.explainColumns(); err != nil {
		return err
	}
	if err := w.book.SetDocProps(&excelize.DocProperties{Creator: "zongjie", LastModifiedBy: "zongjie", Title: "zongjie", Created: epoch, Modified: epoch}); err != nil {
		return err
	}
	w.book.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &sortedZip{out: w.out} })
	_, err := w.book.WriteToBuffer() // the buffer stays empty: sortedZip writes to the file
	return err
}

// epoch stands where a workbook wants to say when it was made.
const epoch = "1980-01-01T00:00:00Z"

// Close removes the temporary files.
func (w *xlsxWriter) Close() error { return w.book.Close() }

// sortedZip writes an archive whose parts are sorted by name and bear no time:
// excelize writes them in the order of a map.
type sortedZip struct {
	out   io.Writer
	parts []*zipPart
}

type zipPart struct {
	name   string
	packed bytes.Buffer
	flate  *flate.Writer
	crc    uint32
	size   int64
}

func (p *zipPart) Write(b []byte) (int, error) {
	p.crc = crc32.Update(p.crc, crc32.IEEETable, b)
	p.size += int64(len(b))
	return p.flate.Write(b)
}

// Create implements excelize.ZipWriter.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	p := &zipPart{name: name}
	var err error
	p.flate, err = flate.NewWriter(&p.packed, flate.DefaultCompression)
	z.parts = append(z.parts, p)
	return p, err
}

// AddFS implements excelize.ZipWriter; workbooks hold no foreign files.
func (z *sortedZip) AddFS(fs.FS) error { return fmt.Errorf("no files are added to workbooks") }

// Close implements excelize.ZipWriter.
func (z *sortedZip) Close() error {
	slices.SortFunc(z.parts, func(a, b *zipPart) int { return cmp.Compare(a.name, b.name) })
	out := zip.NewWriter(z.out)
	for _, p := range z.parts {
		if err := p.flate.Close(); err != nil {
			return err
		}
		w, err := out.CreateRaw(&zip.FileHeader{Name: p.name, Method: zip.Deflate, CRC32: p.crc,
			CompressedSize64: uint64(p.packed.Len()), UncompressedSize64: uint64(p.size)})
		if err != nil {
			return err
		}
		if _, err := w.Write(p.packed.Bytes()); err != nil {
			return err
		}
	}
	return out.Close()
}
