package export

import (
	"strings"
)

// csvWriter writes one CSV file a table, as RFC 4180 says: lines end in CR LF;
// a line end inside a cell stays as it was written. A cell that a spreadsheet
// would take for a formula begins with ', unless it is a number; see Plain.
type csvWriter struct {
	job   *job
	files map[*Table]*file
	line  []byte
}

const byteOrderMark = "\ufeff"

func openCSV(j *job) (rowWriter, error) {
	return &csvWriter{job: j, files: map[*Table]*file{}}, nil
}

func (w *csvWriter) begin(t *Table) error {
	f, err := w.job.create(t, t.Name+".csv")
	if err != nil {
		return err
	}
	w.files[t] = f
	if !w.job.options.NoBOM {
		w.line = append(w.line, byteOrderMark...)
	}
	for _, c := range t.Columns {
		w.line = appendCell(w.line, c.Name)
	}
	return w.endLine(f)
}

func (w *csvWriter) row(t *Table, cells []string) error {
	for i, c := range cells {
		if k := t.Columns[i].Type; k == Integer || k == Number {
			w.line = append(append(w.line, c...), ',')
		} else {
			w.line = appendCell(w.line, c)
		}
	}
	return w.endLine(w.files[t])
}

func (w *csvWriter) end() error { return nil }

// endLine writes the line, whose cells end in commas.
func (w *csvWriter) endLine(f *file) error {
	w.line = append(w.line[:len(w.line)-1], "\r\n"...)
	_, err := f.Write(w.line)
	w.line = w.line[:0]
	return err
}

// What a byte of a cell may ask for.
const (
	needsQuotes = 1 << iota // wherever it stands
	needsCare               // where it stands first: Plain decides
	isBlank                 // some readers drop it at the ends of a cell without quotes
)

var csvBytes = [256]uint8{
	'"': needsQuotes, ',': needsQuotes, '\r': needsQuotes | needsCare, '\n': needsQuotes | needsCare,
	'=': needsCare, '+': needsCare, '-': needsCare, '@': needsCare, '\'': needsCare,
	0xEF: needsCare, // with which the full-width forms begin
	' ':  isBlank, '\t': needsCare | isBlank, '\v': isBlank, '\f': isBlank,
}

// appendCell appends the text s as a cell, and a comma.
func appendCell(line []byte, s string) []byte {
	if s == "" {
		return append(line, ',')
	}
	if csvBytes[s[0]]&needsCare != 0 {
		s = Plain(s)
	}
	quotes := (csvBytes[s[0]]|csvBytes[s[len(s)-1]])&isBlank != 0
	for i := 0; i < len(s) && !quotes; i++ {
		quotes = csvBytes[s[i]]&needsQuotes != 0
	}
	if !quotes {
		return append(append(line, s...), ',')
	}
	line = append(line, '"')
	for {
		before, after, found := strings.Cut(s, `"`)
		line = append(line, before...)
		if !found {
			break
		}
		line = append(line, '"', '"')
		s = after
	}
	return append(line, '"', ',')
}

// Plain returns s as a cell that no spreadsheet takes for a formula: with ' in
// front if it begins with = + - @ or their full-width forms, with a tab or a
// line end. Numbers are left alone. A cell that begins with ' before one of these
// gets another ', so that Unplain always leads back.
func Plain(s string) string {
	if formula(strings.TrimLeft(s, "'")) && !isNumber(s) {
		return "'" + s
	}
	return s
}

// Unplain undoes Plain.
func Unplain(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && formula(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return s
}

func formula(s string) bool {
	for _, start := range []string{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(s, start) {
			return true
		}
	}
	return false
}

// isNumber reports whether s is digits with at most one point and one minus sign.
func isNumber(s string) bool {
	whole, part, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return digits(whole) && (!point || digits(part))
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
