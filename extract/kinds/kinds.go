// Package kinds holds every kind of fact that zongjie finds, one file each:
// what its fields are, its rules, and what is left to code.
package kinds

import (
	"io/fs"

	"zongjie/extract"
	"zongjie/lexicon"
)

// All returns the extractors of every kind, in the order in which they run and
// in which records list their facts. Headings come first: they tell the others
// where labels stand and to which section a fact belongs.
func All() []extract.Extractor {
	return []extract.Extractor{headings(), counts(), awards(), activities()}
}

// Compile makes the engine of every kind over the lexicon lx.
func Compile(lx *lexicon.Lexicon) (*extract.Engine, error) {
	return extract.Compile(lx, describe, All())
}

// Load makes the engine that ships with the program, with a user's own folders
// of words laid over its lexicon.
func Load(own ...fs.FS) (*extract.Engine, error) {
	lx, err := lexicon.Load(append([]fs.FS{lexicon.Data()}, own...)...)
	if err != nil {
		return nil, err
	}
	return Compile(lx)
}
