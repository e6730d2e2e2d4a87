package main

import (
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"

	"zongjie/corpus"
	"zongjie/pipeline"
)

// findLists takes the lists (zongjie.csv) and the files of workspaces out of what
// each of works holds, and tells the rest what the lists say of them. Mistakes in
// lists, all of them together, are wrong usage; rows that mean no file go to notes.
func findLists(works []folderWork, notes io.Writer) error {
	var mistakes []string
	for i := range works {
		w := &works[i]
		var err error
		w.all, w.lists, err = pipeline.FindLists(withoutWorkspaces(w.all))
		if err == nil {
			err = w.lists.Above(w.above...)
		}
		var said []string
		if err == nil {
			said, err = w.lists.Apply(w.all)
		}
		var wrong *pipeline.ListError
		if errors.As(err, &wrong) {
			mistakes = append(mistakes, wrong.Mistakes...)
			continue
		}
		if err != nil {
			return err
		}
		for i, s := range said {
			if i == maxListed {
				complain(notes, fmt.Sprintf("warning: and %d more of this sort", len(said)-i))
				break
			}
			complain(notes, "warning: "+s)
		}
	}
	if len(mistakes) > 0 {
		return listMistakes(mistakes)
	}
	return nil
}

// underLists returns sources, which are all below one root, without lists and the
// files of workspaces, and tells them what the lists say.
func underLists(sources []pipeline.Source) ([]pipeline.Source, error) {
	reports, lists, err := pipeline.FindLists(withoutWorkspaces(sources))
	if err == nil {
		_, err = lists.Apply(reports)
	}
	return reports, err
}

func listMistakes(mistakes []string) error {
	return usageError{fmt.Errorf("mistakes in %s, nothing was read:\n%s", pipeline.ListName, strings.Join(mistakes, "\n"))}
}

// placeInRoot tells sources, which lie in a folder of root, where they lie in root
// and what lists above that folder say of them: what is known of a report does not
// depend on which folder was given to reach it.
func placeInRoot(root corpus.Root, sources []pipeline.Source, lists *pipeline.Lists) error {
	if root.Prefix == "" {
		return nil
	}
	for i := range sources {
		sources[i].Place.Path = pipeline.PlacePath(root.Location, root.Prefix+sources[i].Path)
	}
	above := []string{root.Location}
	for dir := path.Dir(strings.TrimSuffix(root.Prefix, "/")); dir != "."; dir = path.Dir(dir) {
		above = append(above, filepath.Join(root.Location, filepath.FromSlash(dir)))
	}
	err := lists.Above(above...)
	if err == nil {
		_, err = lists.Apply(sources)
	}
	var wrong *pipeline.ListError
	if errors.As(err, &wrong) {
		return listMistakes(wrong.Mistakes)
	}
	return err
}
