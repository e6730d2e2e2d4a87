package export

import (
	"fmt"
	"maps"
	"slices"
)

// notes counts what a format could not hold as it is, by what happened.
type notes map[string]int

func (n notes) add(what string) { n[what]++ }

// lines returns the notes for people, sorted.
func (n notes) lines() []string {
	var lines []string
	for _, what := range slices.Sorted(maps.Keys(n)) {
		line := what
		if n[what] > 1 {
			line += fmt.Sprintf(" (%d times)", n[what])
		}
		lines = append(lines, line)
	}
	return lines
}
