package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"zongjie/corpus/compare"
	"zongjie/corpus/compare/chart"
)

// chartFlags are the flags of commands that draw.
type chartFlags struct{ file, font string }

func (f *chartFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.file, "chart", "", "draw a chart into this file too: NAME.svg or NAME.png")
	cmd.Flags().StringVar(&f.font, "font", "", "the font of a .png: a .ttf, .otf or .ttc file; one that holds Chinese is looked for where none is named")
}

// check returns what is wrong with the flags.
func (f *chartFlags) check() error {
	switch {
	case f.file == "" && f.font != "":
		return usageError{errors.New("--font is for --chart NAME.png")}
	case f.file != "" && f.format() == "":
		return usageError{fmt.Errorf("--chart %s: want the name of a file that ends in .svg or .png", f.file)}
	case f.font != "" && f.format() == chart.SVG:
		return usageError{errors.New("--font is for .png: an .svg is shown in the fonts of whoever looks at it")}
	}
	return nil
}

func (f *chartFlags) format() chart.Format {
	format := chart.Format(strings.ToLower(strings.TrimPrefix(filepath.Ext(f.file), ".")))
	if format == chart.SVG || format == chart.PNG {
		return format
	}
	return ""
}

// write draws c, if a file is named, and tells notes what is wrong with the labels.
func (f *chartFlags) write(c *chart.Chart, notes io.Writer) error {
	if f.file == "" {
		return nil
	}
	if len(c.Series) == 0 {
		return fmt.Errorf("there is nothing to draw in %s: no two numbers that could be compared; without --chart the table is printed", f.file)
	}
	font, err := f.load(c, notes)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := c.Write(&b, f.format(), font); err != nil {
		return err
	}
	return os.WriteFile(f.file, b.Bytes(), 0o644)
}

// load returns the font for c, nil if it needs none or there is none.
func (f *chartFlags) load(c *chart.Chart, notes io.Writer) (*chart.Font, error) {
	if f.format() == chart.SVG {
		return nil, nil
	}
	if f.font != "" {
		font, err := chart.Load(f.font)
		if err == nil && font.Lacks(labels(c)) {
			complain(notes, fmt.Sprintf("the font %s does not hold all characters of the labels of %s: some of them are boxes there", f.font, f.file))
		}
		return font, err
	}
	if plainASCII(labels(c)) {
		return nil, nil // the font that comes with the program draws them the same everywhere
	}
	font, err := chart.Find()
	switch {
	case errors.Is(err, chart.ErrNoFont):
		complain(notes, fmt.Sprintf("%v: Chinese labels are boxes in %s; name a font by --font, or write an .svg, which needs none", err, f.file))
		return nil, nil
	case err == nil && font.Lacks(labels(c)):
		complain(notes, fmt.Sprintf("the font %s does not hold all characters of the labels of %s: name another by --font, or write an .svg", font.File, f.file))
	}
	return font, err
}

func plainASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 }) < 0
}

// labels returns all text of c.
func labels(c *chart.Chart) string {
	all := append([]string{c.Title, c.Y, c.Note}, c.X...)
	for _, s := range c.Series {
		all = append(all, s.Name)
	}
	return strings.Join(all, "")
}

// hollow explains what is drawn hollow.
const hollow = "hollow: planned, not exact, or said by a report of another year"

// matrixChart returns the chart of m: years along the axis if it has years, and
// otherwise its columns. Lines are drawn over years where bars would be too many.
// Of more series than a chart can tell apart, those with the largest numbers are
// shown; left is how many are not.
func matrixChart(m *compare.Matrix) (c *chart.Chart, left int) {
	c = &chart.Chart{Title: matrixTitle(m), X: m.ColumnNames}
	series, unit := m.RowNames, matrixUnit(m)
	at := func(s, x string) compare.Place { return compare.Place{Row: s, Column: x} }
	if m.Rows == compare.Year {
		c.X, series = m.RowNames, m.ColumnNames
		at = func(s, x string) compare.Place { return compare.Place{Row: x, Column: s} }
	}
	years := m.Rows == compare.Year || m.Columns == compare.Year
	for _, name := range series {
		s := chart.Series{Name: name}
		for _, x := range c.X {
			addPoint(&s, m.Cells[at(name, x)], unit)
		}
		if hasNumber(s.Values) {
			c.Series = append(c.Series, s)
		}
	}
	left = fewest(c)
	if years && len(c.X) > 1 && len(c.X)*len(c.Series) > manyBars {
		c.Style = chart.Lines
	}
	noteHollow(c)
	return c, left
}

// manyBars is how many bars people can tell apart.
const manyBars = 36

// fewest leaves in c as many series as it can tell apart: those with the largest
// numbers, in the order in which they were. It returns how many it left out.
func fewest(c *chart.Chart) int {
	left := len(c.Series) - chart.MaxSeries
	if left <= 0 {
		return 0
	}
	order := make([]int, len(c.Series))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(largest(&c.Series[b]), largest(&c.Series[a])) })
	order = order[:chart.MaxSeries]
	slices.Sort(order)
	kept := make([]chart.Series, len(order))
	for i, j := range order {
		kept[i] = c.Series[j]
	}
	c.Series = kept
	return left
}

func largest(s *chart.Series) float64 {
	n := math.Inf(-1)
	for _, v := range s.Values {
		if !math.IsNaN(v) {
			n = max(n, v)
		}
	}
	return n
}

func hasNumber(values []float64) bool {
	return slices.ContainsFunc(values, func(v float64) bool { return !math.IsNaN(v) })
}

// addPoint adds the number of a cell, which may be nil, to s, unless it counts in
// another unit.
func addPoint(s *chart.Series, c *compare.Cell, unit string) {
	v, open := math.NaN(), false
	if c != nil && c.Value != "" && c.Counts(unit) {
		if n, err := strconv.ParseFloat(c.Value, 64); err == nil {
			v, open = n, c.Planned || c.OtherYear || c.Qualifier != "exact" || c.Max != ""
		}
	}
	s.Values, s.Open = append(s.Values, v), append(s.Open, open)
}

func noteHollow(c *chart.Chart) {
	for _, s := range c.Series {
		if slices.Contains(s.Open, true) {
			c.Note = hollow
		}
	}
}

// trendChart returns the chart of t: one measure as it is, several as hundredths of
// the first number of each, since their sizes have nothing in common.
func trendChart(t *compare.Trend) (c *chart.Chart, left int) {
	c = &chart.Chart{Title: t.Organization, Style: chart.Lines}
	for _, year := range t.Years {
		c.X = append(c.X, strconv.Itoa(year))
	}
	for i := range t.Series {
		unit := seriesUnit(&t.Series[i])
		s := chart.Series{Name: inUnit(t.Series[i].Name(), unit)}
		for _, p := range t.Series[i].Points {
			addPoint(&s, p.Cell, unit)
		}
		if hasNumber(s.Values) {
			c.Series = append(c.Series, s)
		}
	}
	if len(c.Series) == 1 {
		c.Title += ": " + c.Series[0].Name
		noteHollow(c)
		return c, 0
	}
	c.Y = "first number = 100"
	known := len(c.Series)
	c.Series = slices.DeleteFunc(c.Series, func(s chart.Series) bool { return !relative(&s) })
	slices.SortStableFunc(c.Series, func(a, b chart.Series) int { return numbers(&b) - numbers(&a) })
	c.Series = c.Series[:min(len(c.Series), chart.MaxSeries)]
	noteHollow(c)
	return c, known - len(c.Series)
}

// numbers returns how many numbers s has.
func numbers(s *chart.Series) int {
	n := 0
	for _, v := range s.Values {
		if !math.IsNaN(v) {
			n++
		}
	}
	return n
}

// relative makes the numbers of s hundredths of the first of them; false if it is
// the only one, or zero.
func relative(s *chart.Series) bool {
	if numbers(s) < 2 {
		return false
	}
	first := math.NaN()
	for i, v := range s.Values {
		if math.IsNaN(v) {
			continue
		}
		if math.IsNaN(first) {
			first = v
		}
		s.Values[i] = v / first * 100
	}
	return first != 0
}
