package lexicon

import (
	"fmt"
	"io/fs"
	"strings"
)

// Concept is one row of a class: one thing, and the names that it has.
type Concept struct {
	Class   string
	ID      string
	Chinese []string // as written in the table, the plainest first
	English []string // the same; "(s)" stands for a form with s and one without
}

// Concepts returns the rows of the classes named, in the order of classes and
// rows, without blockers.
func Concepts(layer fs.FS, classes ...string) ([]Concept, error) {
	var all []Concept
	for _, class := range classes {
		file := class + ".tsv"
		data, err := fs.ReadFile(layer, file)
		if err != nil {
			return nil, err
		}
		line := 0
		for row := range strings.Lines(string(data)) {
			line++
			row = strings.TrimRight(row, "\r\n")
			if row == "" || row[0] == '#' || strings.HasPrefix(row, "-\t") {
				continue
			}
			cols := append(strings.Split(row, "\t"), "")
			if len(cols) < 3 {
				return nil, fmt.Errorf("%s:%d: want id, zh, en between tabs", file, line)
			}
			all = append(all, Concept{Class: class, ID: cols[0], Chinese: names(cols[1]), English: names(cols[2])})
		}
	}
	return all, nil
}

// names splits a column.
func names(col string) []string {
	if col == "" {
		return nil
	}
	return strings.Split(col, "|")
}

// Spellings returns the forms that a name of a Concept stands for.
func Spellings(name string) []string { return forms([]string{name}) }
