package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zongjie/corpus"
	"zongjie/corpus/index"
	"zongjie/extract"
	"zongjie/pipeline"
	"zongjie/pipeline/ingest"
)

func newRunCommand() *cobra.Command {
	job := runJob{workers: runtime.NumCPU()}
	cmd := &cobra.Command{
		Use:   "run FOLDER...",
		Short: "Read every report below folders, extract its facts and index it",
		Long: `Read every file below the folders, extract what the reports state, and keep it
in a workspace: a folder with a SQLite file and a search index. Files that have
not changed since the last run are left alone; a changed file replaces its
record, and one that went away is marked gone. A folder that has moved with its
files is the same folder. Where only the rules or words changed, facts are
extracted again from the texts in the workspace. Files that could not be read
are tried again when limits or helper programs are others than then. Ctrl-C
stops at once and loses nothing that was done. The exit code is 3 if some files
could not be read.

A file zongjie.csv in a folder, with the columns file, organization and year,
says of the files below it whose they are and of which year, whatever they say
themselves; see the README.`,
		Example: `  zongjie run reports
  zongjie run 2022 2023 -C party.zongjie --workers 4`,
		Args: arguments(1, -1, "at least one folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if job.workers < 1 {
				return usageError{errors.New("--workers must be at least 1")}
			}
			return job.run(cmd.Context(), args, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().IntVar(&job.workers, "workers", job.workers, "files to work on at the same time")
	job.workspace.register(cmd)
	job.rules.register(cmd)
	job.limits.register(cmd)
	return cmd
}

// runJob is one run over some folders.
type runJob struct {
	workspace workspaceFlag
	rules     rulesFlag
	limits    limitsFlags
	workers   int

	retry                                      bool // limits or helpers are others than at the last run
	done, again, failed, unchanged, gone, back int
}

// A batch of records is stored in one transaction once it has batchSize records,
// or once a record comes batchTime after the last batch: what a kill can cost is
// less than that.
const (
	batchSize = 500
	batchTime = 5 * time.Second
)

// indexBatch is how many reports are indexed at once: more than are stored at
// once, since the index takes fewer and bigger batches with less work, and what
// it misses after a kill it takes from the store.
const indexBatch = 1000

// compactAfter is how many new reports make it pay to put the index in order.
const compactAfter = 50

func (j *runJob) run(ctx context.Context, folders []string, out, notes io.Writer) error {
	start := time.Now()
	defer spendMemory()()
	if err := j.workspace.check(); err != nil {
		return err
	}
	folders = outermost(folders)
	works := make([]folderWork, len(folders))
	for i, folder := range folders {
		if folder == "" {
			return usageError{errors.New("an empty name means no folder")}
		}
		info, err := os.Stat(folder)
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("there is no folder %s", folder)
		}
		if err == nil && !info.IsDir() {
			return usageError{fmt.Errorf("run wants folders, and %s is a file; 'zongjie extract' reads single files", folder)}
		}
		if err == nil {
			works[i].all, err = pipeline.Walk(folder, j.limits.Limits)
		}
		if err != nil {
			return err
		}
	}
	if err := findLists(works, notes); err != nil {
		return err
	}
	engine, err := j.rules.engine()
	if err != nil {
		return err
	}
	store, err := corpus.Open(j.workspace.dir, corpus.Write, engine.Kinds())
	if err != nil {
		return err
	}
	err = j.fill(ctx, store, engine, folders, works, notes)
	if err == nil {
		err = j.summary(store, out, time.Since(start))
	}
	return errors.Join(err, store.Close())
}

// A run makes much that is soon forgotten, so that collecting garbage seldom saves
// a good part of its time. It is collected as often as need be from softMemory on.
const (
	gcPercent  = 400
	softMemory = 768 << 20
)

// spendMemory lets this process take more memory to take less time, unless its
// environment says how much it may have. The function that it returns takes that
// back.
func spendMemory() func() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return func() {}
	}
	percent, limit := debug.SetGCPercent(gcPercent), debug.SetMemoryLimit(softMemory)
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}

// outermost returns folders without those that are given twice, or that lie in
// another one.
func outermost(folders []string) []string {
	places := make([]string, len(folders))
	for i, folder := range folders {
		places[i], _ = filepath.Abs(folder) // fails only where the current folder is gone
		if real, err := filepath.EvalSymlinks(places[i]); err == nil {
			places[i] = real
		}
	}
	var kept []string
	for i, folder := range folders {
		lies := false
		for k, outer := range places {
			rel, err := filepath.Rel(outer, places[i])
			inside := err == nil && filepath.IsLocal(rel)
			lies = lies || inside && (rel != "." || k < i)
		}
		if folder == "" || !lies {
			kept = append(kept, folder)
		}
	}
	return kept
}

// fill reads what is new in each folder into the store, and brings the index up
// to date.
func (j *runJob) fill(ctx context.Context, store *corpus.Store, engine *extract.Engine, folders []string, works []folderWork, notes io.Writer) error {
	total := 0
	for i, folder := range folders {
		w := &works[i]
		err := followMove(store, folder, w.all, notes)
		if err != nil {
			return err
		}
		if w.root, err = store.Root(folder); err != nil {
			return err
		}
		before, err := store.Conditions(w.root)
		if err != nil {
			return err
		}
		j.retry = before != conditions(j.limits.Limits)
		if err := placeInRoot(w.root, w.all, w.lists); err != nil {
			return err
		}
		if err := j.plan(store, w, engine.Version()); err != nil {
			return err
		}
		total += len(w.fresh)
	}
	idx, err := index.Open(store, corpus.Write)
	if err != nil {
		return err
	}
	progress := newProgress(notes, "reading", "files", total)
	p, end := newPipeline(engine, j.workers, j.limits.Limits)
	defer end()
	for _, w := range works {
		if err = j.folder(ctx, store, idx, p, w, progress); err != nil {
			break
		}
	}
	progress.end()
	if err == nil {
		err = idx.CatchUp(ctx, nil) // what went away, and what an earlier run left
	}
	if err == nil && j.done+j.again+j.failed >= compactAfter {
		err = idx.Compact(ctx)
	}
	return errors.Join(err, idx.Close())
}

// followMove finds out whether folder, which holds sources, is one that reports
// were read from when it lay elsewhere, and tells store so: otherwise all its
// reports would be there twice. A folder has moved where one of its name is not
// where it was, and most of the files known from there are in it.
func followMove(store *corpus.Store, folder string, sources []pipeline.Source, notes io.Writer) error {
	roots, err := store.Roots()
	if err != nil || len(sources) == 0 {
		return err
	}
	now := sources[0].Root
	if slices.ContainsFunc(roots, func(r corpus.Root) bool {
		inside, err := filepath.Rel(r.Location, now)
		return err == nil && filepath.IsLocal(inside)
	}) {
		return nil
	}
	for _, root := range roots {
		if _, err := os.Stat(root.Location); !errors.Is(err, fs.ErrNotExist) || filepath.Base(root.Location) != filepath.Base(now) {
			continue
		}
		known, err := store.Known(root)
		if err != nil {
			return err
		}
		there, found := 0, 0
		for _, k := range known {
			if k.State == corpus.Present {
				there++
			}
		}
		for _, s := range pipeline.Expand(sources, holders(known), ingest.Limits{}) {
			if k := known[s.Path]; k.State == corpus.Present && k.ID != "" && k.Bytes == s.Size {
				found++
			}
		}
		if 2*found <= there {
			continue
		}
		complain(notes, fmt.Sprintf("the reports of %s are now read from %s, where they have moved", root.Location, now))
		return store.Move(root, folder)
	}
	return nil
}

// folderWork is what one run has to do for one folder.
type folderWork struct {
	root       corpus.Root
	all, fresh []pipeline.Source
	again      map[string]bool // paths of those of fresh whose text is known
	lists      *pipeline.Lists
	above      []string // folders above, whose lists count too
}

// plan finds in w.all what has to be read, and what has to be extracted again
// from the text that is stored. A file whose time changed, and whose size did not,
// is read to see whether its bytes did.
func (j *runJob) plan(store *corpus.Store, w *folderWork, rules string) error {
	known, err := store.Known(w.root)
	if err != nil {
		return err
	}
	w.all = pipeline.Expand(w.all, holders(known), j.limits.Limits)
	w.again = map[string]bool{}
	var touched []extract.Source
	for _, s := range w.all {
		k, ok := known[s.Path]
		read := k.Status == extract.OK || !j.retry && (k.ID != "" || s.Size > j.limits.File) // otherwise it failed, and may not fail again
		size, time := changed(&k, &s)
		if !ok || !read || size || time && !hasBytes(s, k.ID) {
			w.fresh = append(w.fresh, s)
			continue
		}
		sameText := k.Reader == pipeline.ReaderVersion()
		switch {
		case sameText && k.Rules == rules && k.Listed(s.Place.Organization, s.Place.Year):
			j.unchanged++
			if time {
				touched = append(touched, extract.Source{Path: s.Path, Modified: pipeline.Timestamp(s.Modified)})
			}
			continue
		case sameText && k.Text:
			path := w.root.Path(s.Path)
			s.Known = func() *extract.Record { return storedRecord(store, path) }
			w.again[s.Path] = true
		}
		w.fresh = append(w.fresh, s)
	}
	return store.Touch(w.root, touched...)
}

// changed reports whether the file of s has another size, or another time, than
// that of which k is known.
func changed(k *corpus.Known, s *pipeline.Source) (size, time bool) {
	neverRead := k.ID == "" && k.Bytes == 0 // not even its size: it is in an archive that refused it
	return k.Bytes != s.Size && !neverRead, k.Modified != pipeline.Timestamp(s.Modified)
}

// holders returns a function that reports whether files are known to lie in the
// file at path.
func holders(known map[string]corpus.Known) func(path string) bool {
	all := map[string]bool{}
	for path := range known {
		for i := strings.LastIndex(path, pipeline.Inside); i > 0; i = strings.LastIndex(path[:i], pipeline.Inside) {
			all[path[:i]] = true
		}
	}
	return func(path string) bool { return all[path] }
}

// hasBytes reports whether s is the file whose SHA-256 is id.
func hasBytes(s pipeline.Source, id string) bool {
	if id == "" {
		return false
	}
	data, err := s.Read()
	sum := sha256.Sum256(data)
	return err == nil && hex.EncodeToString(sum[:]) == id
}

// storedRecord returns the record of the report at path with its text, or nil if
// it cannot be had.
func storedRecord(store *corpus.Store, path string) *extract.Record {
	r, err := store.Report(path, corpus.Facts|corpus.Text)
	if err != nil {
		return nil
	}
	return r.Record
}

func (j *runJob) folder(ctx context.Context, store *corpus.Store, idx *index.Index, p *pipeline.Pipeline, w folderWork, progress *progress) error {
	there := make(map[string]bool, len(w.all)) // what was listed, and what was found in it
	reading, stop := context.WithCancel(ctx)
	defer stop()
	indexes := newStage(stop, idx.Add)
	var stored []corpus.Report // that are not indexed
	stores := newStage(stop, func(batch []*extract.Record) error {
		reports, err := store.Put(w.root, batch...)
		if err != nil {
			return err
		}
		for _, r := range reports {
			switch {
			case r.Record.Status != extract.OK:
				j.failed++
			case w.again[r.Record.Source.Path]:
				j.again++
			default:
				j.done++
			}
		}
		if stored = append(stored, reports...); len(stored) >= indexBatch {
			indexes.in <- stored
			stored = nil
		}
		return nil
	})
	records := func(yield func(*extract.Record) bool) {
		for rec := range p.Run(reading, w.fresh) {
			there[rec.Source.Path] = true
			progress.add()
			if !yield(rec) {
				return
			}
		}
	}
	for batch := range batches(records, batchSize, batchTime) {
		stores.in <- batch
	}
	err := stores.end()
	if len(stored) > 0 {
		indexes.in <- stored
	}
	if err := errors.Join(err, indexes.end(), ctx.Err()); err != nil {
		return err
	}
	unchanged := make(map[string]bool, len(w.all))
	for _, s := range w.all {
		there[s.Path], unchanged[s.Path] = true, true
	}
	for _, s := range w.fresh {
		delete(unchanged, s.Path)
	}
	gone, back, err := store.MarkSeen(w.root, func(path string) bool { return there[path] || heldBy(unchanged, path) })
	j.gone, j.back = j.gone+gone, j.back+back
	return errors.Join(err, store.SetConditions(w.root, conditions(j.limits.Limits)))
}

// batches yields values in batches of size, or of fewer where one comes that
// long after the last batch; the last one has what is left.
func batches[T any](values iter.Seq[T], size int, long time.Duration) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		var batch []T
		last := time.Now()
		for v := range values {
			if batch = append(batch, v); len(batch) < size && time.Since(last) < long {
				continue
			}
			if !yield(batch) {
				return
			}
			batch, last = nil, time.Now()
		}
		if len(batch) > 0 {
			yield(batch)
		}
	}
}

// heldBy reports whether the file at path lies in one of files, such as a mail
// that its name does not tell, and so did not list it.
func heldBy(files map[string]bool, path string) bool {
	for i := strings.LastIndex(path, pipeline.Inside); i > 0; i = strings.LastIndex(path[:i], pipeline.Inside) {
		if files[path[:i]] {
			return true
		}
	}
	return false
}

// stage does one thing after another in a goroutine of its own.
type stage[T any] struct {
	in   chan T // what to do; it takes one while another is worked on
	done chan error
}

// newStage returns a stage that calls do with what comes in, in that order. Once
// do fails, failed is called, and what still comes in is dropped.
func newStage[T any](failed func(), do func(T) error) stage[T] {
	s := stage[T]{make(chan T, 1), make(chan error, 1)}
	go func() {
		var err error
		for v := range s.in {
			if err != nil {
				continue
			}
			if err = do(v); err != nil {
				failed()
			}
		}
		s.done <- err
	}()
	return s
}

// end waits until all that came in is done, and returns the error of do. Nothing
// may come in any more.
func (s stage[T]) end() error {
	close(s.in)
	return <-s.done
}

// maxListed is how many files that could not be read are named after a run.
const maxListed = 20

// summary prints what the workspace holds now, and returns errPartly if some of
// its files could not be read.
func (j *runJob) summary(store *corpus.Store, w io.Writer, took time.Duration) error {
	sum, err := store.Summary()
	if err != nil {
		return err
	}
	failed := ""
	if j.failed > 0 {
		failed = fmt.Sprintf(" %d could not be read,", j.failed)
	}
	if j.again > 0 {
		failed = fmt.Sprintf(" %d extracted again by other rules or lists,", j.again) + failed
	}
	fmt.Fprintf(w, "%s read,%s %d unchanged, %d gone, in %s\n\n", plural(j.done, "file"), failed, j.unchanged, j.gone, took.Round(10*time.Millisecond))
	fmt.Fprintf(w, "%-12s %8d\n", "reports", sum.Reports)
	for i, k := range store.Kinds {
		fmt.Fprintf(w, "%-12s %8d\n", k.Plural, sum.Facts[i])
	}
	fmt.Fprintf(w, "%-12s %8d\n", "warnings", sum.Warnings)
	unread := sum.Reports - sum.Status[string(extract.OK)]
	fmt.Fprintf(w, "%-12s %8d\n", "not read", unread)
	if unread == 0 {
		return nil
	}
	fmt.Fprintln(w)
	listed := 0
	for r, err := range store.Reports(0) {
		if err != nil {
			return err
		}
		if r.Record.Status == extract.OK {
			continue
		}
		if listed++; listed > maxListed {
			fmt.Fprintf(w, "and %d more: 'zongjie export' lists them all in failures.csv\n", unread-maxListed)
			break
		}
		fmt.Fprintln(w, failureLine(r.Path, r.Record))
	}
	return errPartly
}
