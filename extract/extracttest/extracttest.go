// Package extracttest runs the examples that rules carry.
package extracttest

import (
	"testing"

	"zongjie/extract"
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
