// Package extracttest runs the examples that rules carry.
package extracttest

import (
	"strings"
	"testing"

	"zongjie/extract"
	"zongjie/extract/text"
)

// Examples checks every rule of the engine against its own examples.
func Examples(t *testing.T, e *extract.Engine, analyse extract.Analyse) {
	for _, x := range e.Extractors() {
		for i := range x.Rules {
			t.Run(x.Rules[i].ID, func(t *testing.T) {
				for _, err := range e.CheckExamples(&x.Kind, &x.Rules[i], analyse) {
					t.Error(err)
				}
			})
		}
	}
}

// Blocks makes a document with one block a line. "#" at the start of a line
// makes a heading of that level, "~" noise, "|" a table row.
func Blocks(s string) *text.Document {
	var b text.Builder
	for line := range strings.SplitSeq(s, "\n") {
		body := strings.TrimLeft(line, "#")
		like := text.Block{Level: len(line) - len(body)}
		if like.Level > 0 {
			like.Kind = text.Heading
		}
		if rest, ok := strings.CutPrefix(body, "~"); ok {
			like.Kind, body = text.Noise, rest
		}
		if rest, ok := strings.CutPrefix(body, "|"); ok {
			like.Kind, body = text.Row, rest
		}
		b.Block(like, strings.TrimPrefix(body, " "))
	}
	return b.Document()
}
