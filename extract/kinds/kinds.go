// Package kinds is the list of every kind of fact that zongjie finds, one
// folder each: what its fields are, its rules, and what is left to code. The
// folders meta and modality hold no kind but what kinds share.
package kinds

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"zongjie/extract"
	"zongjie/extract/kinds/activity"
	"zongjie/extract/kinds/award"
	"zongjie/extract/kinds/count"
	"zongjie/extract/kinds/heading"
	"zongjie/extract/kinds/meta"
	"zongjie/lexicon"
)

// All returns the extractors of every kind, in the order in which they run and
// in which records list their facts. Headings come first: they tell the others
// where labels stand and to which section a fact belongs.
func All() []extract.Extractor {
	return []extract.Extractor{heading.Extractor(), count.Extractor(), award.Extractor(), activity.Extractor()}
}

// Load makes the engine that ships with the program, with a user's own folders
// laid over it: words in *.tsv, as in the lexicon, and rules in *.rules, as
// extract.ParseRules reads them, which are tried before the built-in ones. It
// reports every mistake. The examples of a user's rules are not run here: they
// need sentences, which are made elsewhere.
func Load(own ...fs.FS) (*extract.Engine, error) {
	lx, err := lexicon.Load(append([]fs.FS{lexicon.Data()}, own...)...)
	errs := []error{err}
	extractors := All()
	for _, dir := range own {
		errs = append(errs, addRules(extractors, dir))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return extract.Compile(lx, meta.Describe, extractors)
}

// addRules puts the rules of dir before those of the extractors of their kinds.
func addRules(extractors []extract.Extractor, dir fs.FS) error {
	files, err := fs.Glob(dir, "*.rules")
	errs := []error{err}
	for _, file := range files {
		data, err := fs.ReadFile(dir, file)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		rules, err := extract.ParseRules(file, string(data))
		errs = append(errs, err)
		for _, r := range rules {
			kind, _, _ := strings.Cut(r.ID, "/")
			i := slices.IndexFunc(extractors, func(x extract.Extractor) bool { return x.Kind.Name == kind })
			if i < 0 {
				errs = append(errs, fmt.Errorf("%s: rule %s: there is no kind %q", file, r.ID, kind))
				continue
			}
			extractors[i].Rules = slices.Insert(extractors[i].Rules, 0, r)
		}
	}
	return errors.Join(errs...)
}
