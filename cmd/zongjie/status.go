package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zongjie/corpus"
	"zongjie/corpus/index"
	"zongjie/extract"
	"zongjie/pipeline"
	"zongjie/pipeline/ingest"
)

func newStatusCommand() *cobra.Command {
	var job statusJob
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Tell what a workspace holds, and what a run would do",
		Long: `Tell what a workspace holds and how that differs from the folders it was read
from: files that are new, that changed, and that are missing. Nothing is
changed. Files are told apart by their size and time; none is read.`,
		Example: `  zongjie status
  zongjie status --all
  zongjie status -C party.zongjie --json`,
		Args: arguments(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, args []string) error {
			store, err := job.workspace.read()
			if err != nil {
				return err
			}
			defer store.Close()
			st, err := job.look(store)
			if err != nil {
				return err
			}
			return output(cmd.OutOrStdout(), job.asJSON, st, func(out io.Writer, _ int) { job.print(out, st) })
		},
	}
	cmd.Flags().BoolVar(&job.all, "all", false, "name every file, not only the first of each folder")
	cmd.Flags().BoolVar(&job.asJSON, "json", false, "print the status as JSON")
	job.workspace.register(cmd)
	job.rules.register(cmd)
	return cmd
}

// statusJob is one look at a workspace.
type statusJob struct {
	workspace   workspaceFlag
	rules       rulesFlag
	all, asJSON bool
}

// status is what is told of a workspace.
type status struct {
	Workspace string         `json:"workspace"`
	Reports   int            `json:"reports"`  // whose files were there at the last run
	Unread    int            `json:"not_read"` // those of them that were not read in full
	Gone      int            `json:"gone"`
	Folders   []folderStatus `json:"folders"`
	Rules     string         `json:"rules"`        // of this program
	Outdated  int            `json:"other_rules"`  // reports whose facts rest on others
	Behind    int64          `json:"index_behind"` // changes that the index has not followed; all where there is none
	NoIndex   string         `json:"no_index,omitempty"`
	Size      corpus.Size    `json:"size"`
	Bytes     int64          `json:"bytes"` // of the files read
}

// folderStatus is how a folder differs from what was read from it. The lists
// hold paths below the folder.
type folderStatus struct {
	Name     string   `json:"name"`
	Location string   `json:"location"`
	Lost     string   `json:"lost,omitempty"` // why the folder cannot be read
	New      []string `json:"new"`
	Changed  []string `json:"changed"`
	Missing  []string `json:"missing"`
}

func (j *statusJob) look(store *corpus.Store) (*status, error) {
	engine, err := j.rules.engine()
	if err != nil {
		return nil, err
	}
	sum, err := store.Summary()
	if err != nil {
		return nil, err
	}
	st := &status{Workspace: store.Dir, Reports: sum.Reports, Unread: sum.Reports - sum.Status[string(extract.OK)], Gone: sum.Gone,
		Folders: []folderStatus{}, Rules: engine.Version(), Bytes: sum.Bytes}
	versions, err := store.Rules()
	if err != nil {
		return nil, err
	}
	for version, n := range versions {
		if version != "" && version != st.Rules {
			st.Outdated += n
		}
	}
	if st.Size, err = store.Size(); err != nil {
		return nil, err
	}
	if err := st.lookAtIndex(store); err != nil {
		return nil, err
	}
	roots, err := store.Roots()
	if err != nil {
		return nil, err
	}
	for _, root := range roots {
		f, err := lookAtFolder(store, root)
		if err != nil {
			return nil, err
		}
		st.Folders = append(st.Folders, f)
	}
	return st, nil
}

func (st *status) lookAtIndex(store *corpus.Store) error {
	idx, err := index.Open(store, corpus.Read)
	if errors.Is(err, corpus.ErrBusy) {
		st.NoIndex = "another zongjie is writing to it"
		return nil
	}
	if err != nil {
		st.NoIndex = err.Error()
		st.Behind, err = store.LastChange()
		return err
	}
	defer idx.Close()
	st.Behind, err = idx.Behind()
	return err
}

// lookAtFolder compares the files below root with what is known of them.
func lookAtFolder(store *corpus.Store, root corpus.Root) (folderStatus, error) {
	f := folderStatus{Name: root.Name, Location: root.Location, New: []string{}, Changed: []string{}, Missing: []string{}}
	info, err := os.Stat(root.Location)
	if err == nil && !info.IsDir() {
		err = fs.ErrNotExist
	}
	if err != nil {
		f.Lost = "the folder is not there"
		if !errors.Is(err, fs.ErrNotExist) {
			f.Lost = err.Error()
		}
		return f, nil
	}
	sources, err := pipeline.Walk(root.Location, ingest.Limits{})
	if err == nil {
		sources, err = underLists(sources)
	}
	if err != nil {
		f.Lost = err.Error()
		return f, nil
	}
	known, err := store.Known(root)
	if err != nil {
		return f, err
	}
	there := map[string]bool{}
	for _, s := range pipeline.Expand(sources, holders(known), ingest.Limits{}) {
		there[s.Path] = true
		k, ok := known[s.Path]
		size, time := changed(&k, &s)
		switch {
		case !ok || k.State == corpus.Gone:
			f.New = append(f.New, s.Path)
		case size || time || !k.Listed(s.Place.Organization, s.Place.Year):
			f.Changed = append(f.Changed, s.Path)
		}
	}
	for path, k := range known {
		if k.State == corpus.Present && !there[path] {
			f.Missing = append(f.Missing, path)
		}
	}
	slices.Sort(f.Missing)
	return f, nil
}

// maxNamed is how many files of a folder are named without --all.
const maxNamed = 10

func (j *statusJob) print(w io.Writer, st *status) {
	line := func(label, format string, args ...any) {
		fmt.Fprintf(w, "%-11s%s\n", label, visible(fmt.Sprintf(format, args...)))
	}
	line("workspace", "%s", st.Workspace)
	line("reports", "%d; %d not read in full; %d gone", st.Reports, st.Unread, st.Gone)
	for _, f := range st.Folders {
		line("folder", "%s", f.Location)
		j.printFolder(w, f)
	}
	line("rules", "%s", st.Rules)
	if st.Outdated > 0 {
		line("", "%s on other rules; 'zongjie run FOLDER' renews them", rest(st.Outdated))
	}
	switch {
	case st.NoIndex != "":
		line("index", "%s", st.NoIndex)
	case st.Behind > 0:
		line("index", "lacks %s; 'zongjie reindex' completes it", plural(int(st.Behind), "change"))
	default:
		line("index", "holds all reports")
	}
	line("size", "database %s, index %s; the files read have %s", megabytes(st.Size.Database), megabytes(st.Size.Index), megabytes(st.Bytes))
}

func rest(n int) string {
	if n == 1 {
		return "1 report rests"
	}
	return fmt.Sprintf("%d reports rest", n)
}

func (j *statusJob) printFolder(w io.Writer, f folderStatus) {
	if f.Lost != "" {
		fmt.Fprintf(w, "%11s%s; its reports stay as they are\n", "", visible(f.Lost))
		return
	}
	type group struct {
		name  string
		paths []string
	}
	var counts []string
	groups := []group{{"new", f.New}, {"changed", f.Changed}, {"missing", f.Missing}}
	for _, g := range groups {
		if len(g.paths) > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", len(g.paths), g.name))
		}
	}
	if counts == nil {
		fmt.Fprintf(w, "%11sas at the last run\n", "")
		return
	}
	fmt.Fprintf(w, "%11s%s; 'zongjie run' on it follows\n", "", strings.Join(counts, ", "))
	for _, g := range groups {
		for i, path := range g.paths {
			if i == maxNamed && !j.all {
				fmt.Fprintf(w, "%11s  %-9sand %d more\n", "", g.name, len(g.paths)-i)
				break
			}
			fmt.Fprintf(w, "%11s  %-9s%s\n", "", g.name, visible(path))
		}
	}
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
