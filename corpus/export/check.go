package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zongjie/extract"
	"zongjie/extract/text"
)

// Check compares rows with what is now read from their file.
type Check struct {
	path   string
	record *extract.Record
	text   *text.Offsets
	lines  []int // bytes at which lines begin
	facts  map[factPlace][]factAt
}

type factPlace struct{ plural, start, end string }

type factAt struct {
	fact    *extract.Fact
	ordinal int
}

// NewCheck returns a check of the rows of the report whose path in the workspace
// is path. rec is what is now read from its file, with its text.
func NewCheck(path string, rec *extract.Record) *Check {
	c := &Check{path: path, record: rec, lines: []int{0}, facts: map[factPlace][]factAt{}}
	raw := ""
	if rec.Document != nil {
		raw = rec.Document.Raw
	}
	c.text = text.NewOffsets(raw)
	for i := range len(raw) {
		if raw[i] == '\n' {
			c.lines = append(c.lines, i+1)
		}
	}
	ordinals := map[string]int{}
	for i := range rec.Facts {
		f := &rec.Facts[i]
		ordinals[f.Kind.Plural]++
		at := factPlace{f.Kind.Plural, strconv.Itoa(f.Quote.Start), strconv.Itoa(f.Quote.End)}
		c.facts[at] = append(c.facts[at], factAt{f, ordinals[f.Kind.Plural]})
	}
	return c
}

// Row returns what is wrong with a row of s, for people, and whether its fact was
// looked for again: it is if the row rests on the version of the rules by which
// the file was read now.
func (c *Check) Row(s *Sheet, r *Row) (wrong []string, again bool) {
	rec := c.record
	if id := s.Get(r, columnID); id != rec.ID && s.Table.Index(columnID) >= 0 {
		wrong = append(wrong, fmt.Sprintf("%s has changed since: its hash is %.12s… now, and was %.12s…", c.path, rec.ID, id))
	}
	again = s.Table.Index(columnRules) >= 0 && s.Get(r, columnRules) == rec.Rules
	switch {
	case s.Table.Name == tableReports:
		return append(wrong, c.report(s, r, again)...), again
	case s.Table.Name == tableFailures:
		return append(wrong, s.differences(r, map[string]string{"status": string(rec.Status)})...), again
	case s.Get(r, "quote") == "":
		return wrong, again // a warning that points at no text
	}
	changed := len(wrong) > 0
	there, notes := c.quote(s, r)
	wrong = append(wrong, notes...)
	if again && there && !changed {
		wrong = append(wrong, c.fact(s, r)...)
	}
	return wrong, again
}

// quote reports whether the quote stands where the row says, and what is wrong
// with it, its line and its sentence.
func (c *Check) quote(s *Sheet, r *Row) (there bool, wrong []string) {
	if c.record.Document == nil {
		return false, []string{fmt.Sprintf("%s has no text now: %s", c.path, c.record.Status)}
	}
	start, end := c.byteAt(s.Get(r, "start")), c.byteAt(s.Get(r, "end"))
	place := s.Get(r, "start") + ".." + s.Get(r, "end")
	if start < 0 || end < start {
		return false, []string{fmt.Sprintf("quote not at %s of %s: the text has no such place", place, c.path)}
	}
	if found := c.text.Text[start:end]; found != s.Get(r, "quote") {
		return false, []string{fmt.Sprintf("quote not at %s of %s: there stands “%s”", place, c.path, shortened(found))}
	}
	line, _ := slices.BinarySearch(c.lines, start+1) // how many lines begin at or before start
	if line := strconv.Itoa(line); line != s.Get(r, "line") {
		wrong = append(wrong, fmt.Sprintf("line: the quote stands on line %s of %s, the row says %s", line, c.path, orNothing(s.Get(r, "line"))))
	}
	if sentence := s.Get(r, "sentence"); sentence != "" && !around(c.text.Text, sentence, start, end) {
		wrong = append(wrong, "sentence: it does not stand around the quote in "+c.path)
	}
	return true, wrong
}

// around reports whether sentence stands in raw over the bytes from start to end.
func around(raw, sentence string, start, end int) bool {
	for from := max(0, end-len(sentence)); from <= start && from+len(sentence) <= len(raw); from++ {
		if strings.HasPrefix(raw[from:], sentence) {
			return true
		}
	}
	return false
}

// byteAt returns the byte at which the code point with that number begins, -1 if
// there is none.
func (c *Check) byteAt(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return c.text.Byte(n)
}

const shownRunes = 30

func shortened(s string) string {
	if runes := []rune(s); len(runes) > shownRunes {
		return string(runes[:shownRunes]) + "…"
	}
	return s
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return shortened(s)
}

// fact looks for the fact of a row among those that are found now, and returns the
// cells that differ. Cells that repeat what is known of the report are left to
// the hash of the row: they may rest on more than the file.
func (c *Check) fact(s *Sheet, r *Row) []string {
	list := c.facts[factPlace{s.Table.Name, s.Get(r, "start"), s.Get(r, "end")}]
	var nearest []string
	for i, f := range list {
		cells := appendFact(nil, c.path, c.record, f.fact, f.ordinal)
		want := map[string]string{}
		for i, column := range s.Table.Columns {
			switch {
			case column.Of != "" || column.Name == RowHash:
			case column.Name == "quote" || column.Name == "line" || column.Name == "sentence": // these were looked at
			default:
				want[column.Name] = cells[i]
			}
		}
		wrong := s.differences(r, want)
		if len(wrong) == 0 {
			return nil
		}
		if i == 0 || len(wrong) < len(nearest) {
			nearest = wrong
		}
	}
	if len(list) == 0 {
		return []string{fmt.Sprintf("the rules find nothing like it at %s..%s of %s", s.Get(r, "start"), s.Get(r, "end"), c.path)}
	}
	return nearest
}

func (c *Check) report(s *Sheet, r *Row, again bool) []string {
	cells := appendReport(nil, c.path, c.record)
	// When a file was changed a copy does not know; whose it is and of which year may
	// rest on more than the file.
	about := []string{"status", "chars", "format", "encoding", "bytes"}
	if again {
		about = append(about, "title", "doc_type", "language", "share_zh", "share_en", "share_other", "author", "created", "changed")
	}
	want := map[string]string{}
	for _, name := range about {
		want[name] = cells[s.Table.Index(name)]
	}
	if again {
		found := map[string]int{}
		for i := range c.record.Facts {
			found[c.record.Facts[i].Kind.Plural]++
		}
		for _, column := range s.Table.Columns[len(cells):] {
			if column.Name != tableWarnings && column.Name != RowHash {
				want[column.Name] = strconv.Itoa(found[column.Name])
			}
		}
	}
	return s.differences(r, want)
}

// differences returns which cells of r are not as in want, in the order of the
// columns.
func (s *Sheet) differences(r *Row, want map[string]string) []string {
	var wrong []string
	for i, c := range s.Table.Columns {
		if w, ok := want[c.Name]; ok && r.Cells[i] != w {
			wrong = append(wrong, fmt.Sprintf("%s: the file gives %s, the row %s", c.Name, orNothing(w), orNothing(r.Cells[i])))
		}
	}
	return wrong
}
