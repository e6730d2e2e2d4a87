package export

import (
	"math/big"
	"slices"
	"strings"
	"time"
)

// Restore undoes what a spreadsheet program made of cells of r when it read the
// table and wrote it again: it takes 98% for a number and writes 98.00%, the label
// 1. for 1, and March 8 for a day of this year. A cell that may come of what the
// file says is taken for that and, if with all of them the hash of the row fits, r
// is as it was exported.
func (c *Check) Restore(s *Sheet, r *Row) {
	if r.Intact {
		return
	}
	for _, want := range c.wanted(s, r) {
		cells := slices.Clone(r.Cells)
		last := len(cells) - 1
		for i, w := range want {
			if i < last && w != cells[i] && comesOf(cells[i], w) {
				cells[i] = w
			}
		}
		if hashOf(cells[:last]) == cells[last] {
			r.Cells, r.Intact = cells, true
			return
		}
	}
}

// wanted returns the rows that the file gives for the place of r: one for each
// fact there or, where the rules find none or r states none, what is written there.
func (c *Check) wanted(s *Sheet, r *Row) [][]string {
	var rows [][]string
	for _, f := range c.facts[factPlace{s.Table.Name, s.Get(r, "start"), s.Get(r, "end")}] {
		rows = append(rows, appendFact(nil, c.path, c.record, f.fact, f.ordinal))
	}
	quote := s.Table.Index("quote")
	start, end := c.byteAt(s.Get(r, "start")), c.byteAt(s.Get(r, "end"))
	if len(rows) > 0 || quote < 0 || start < 0 || end < start {
		return rows
	}
	row := slices.Clone(r.Cells)
	row[quote] = c.text.Text[start:end]
	return [][]string{row}
}

// comesOf reports whether a spreadsheet program may write have for a cell in
// which it read want.
func comesOf(have, want string) bool {
	if h, w := amount(have), amount(want); h != nil && w != nil {
		return h.Cmp(w) == 0
	}
	for _, w := range days(want) {
		for _, h := range days(have) {
			if h.Month() == w.Month() && h.Day() == w.Day() && (w.Year() == 0 || h.Year() == w.Year()) {
				return true
			}
		}
	}
	return false
}

// amount returns the number for which a spreadsheet program takes s, nil for none:
// (5) is -5 to it, and 5% 0.05.
func amount(s string) *big.Rat {
	s = strings.TrimSpace(s)
	whole, percent := strings.CutSuffix(s, "%")
	inner, negative := strings.CutPrefix(whole, "(")
	if negative {
		var closed bool
		if inner, closed = strings.CutSuffix(inner, ")"); !closed {
			return nil
		}
	}
	digits := canonical(strings.TrimSuffix(inner, "."), ",", ".")
	if digits == "" || len(digits) > 60 || strings.Trim(digits, "0123456789.-") != "" {
		return nil
	}
	n, ok := new(big.Rat).SetString(digits)
	if !ok {
		return nil
	}
	if negative {
		n.Neg(n)
	}
	if percent {
		n.Quo(n, big.NewRat(100, 1))
	}
	return n
}

// dayForms are how reports and spreadsheet programs write days; two of them may
// read the same digits.
var dayForms = []string{
	"January 2", "2 January", "January 2, 2006", "2 January 2006", "January 2006", "Jan 2", "2 Jan", "Jan 2, 2006", "2 Jan 2006", "Jan 2006",
	"1月2日", "2006年1月2日", "2006年1月", "1-2", "1/2",
	"1/2/06", "2/1/06", "1/2/2006", "2/1/2006", "2.1.06", "2.1.2006", "2006-1-2", "2006/1/2", "2-Jan", "2-Jan-06", "Jan-06",
}

// days returns the days that s may mean; those whose year it does not say are of
// the year 0.
func days(s string) []time.Time {
	var list []time.Time
	for _, form := range dayForms {
		if day, err := time.Parse(form, strings.TrimSpace(s)); err == nil {
			list = append(list, day)
		}
	}
	return list
}
