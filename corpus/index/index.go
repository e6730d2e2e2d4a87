// Package index finds reports and facts of a corpus by words. It is a bleve
// index beside the database, follows its changes, and can be rebuilt from it at
// any time: nothing but this package knows bleve.
//
// # What is indexed, and why
//
// A report is one document, named by its path. Its body is indexed by words: the
// same words that extraction reads, Chinese as gse cuts them, English by stem.
// They rank: a report about 党员 comes before one that mentions it. Frequencies
// are kept, positions are not, and no text is stored.
//
// Words alone do not find everything that a person can see in a text: in 党员
// there is no word 党, and 员工作 may lie across two words. What stands within one
// word is looked up in the list of all words that are indexed, at no cost in room:
// a scan of it takes a millisecond. Pairs of characters at which words meet are
// terms of a field of their own, only as present or absent. So a piece of Chinese
// text is looked for by its pairs, each in a word or between words; that leaves few
// candidates, whose text is read in the corpus unless one word holds all of it. Any
// piece is found, which a test holds.
//
// The choice was made by measuring 20,000 reports of 5 KB: (a) varied from our test
// reports, dense with facts, (b) of the sentences of public reports, with a larger
// vocabulary. CPU is that of adding reports whose words are known, and of merging.
//
//	index, in parts of the text                              (a)    (b)   CPU for a MB
//	all pairs in 16,384 classes, words of facts of each kind  1.17   1.02
//	pairs between words, exact; facts by terms and numbers    0.89   0.73   0.37 s
//	    numbers of facts only after the name of what counts   0.84          0.31 s
//	    and merging late, in batches of 500                   0.84          0.25 s
//	    in batches of 1,000                                   0.84          0.21 s
//	    in batches of 2,000                                   0.84          0.23 s
//
// Of the 0.84, the words of the body take about half, pairs between words 0.30, and
// facts 0.07. Pairs between words in 65,536 or 262,144 classes take as much room as
// exact ones, and leave more texts to read. Not taken: positions, 0.4 to 0.5 more,
// would still need a query that begins and ends where words do; single characters
// as terms, 0.30 more; bleve's cjk analyser, 1.4, finds no single character. Numbers
// instead of paths as names of documents would save 0.01, and ties could no longer
// be broken by path without the corpus.
//
// Facts are not documents of their own, which would make ten or more of every
// report: their terms and numbers are fields of the report (see facts.go), their
// words are words of its text, and the facts themselves are read from the corpus
// and matched one by one.
package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	"github.com/blevesearch/bleve/v2/mapping"
	bolterrors "go.etcd.io/bbolt/errors"

	"zongjie/corpus"
)

// format is the version of what the index holds. An index of another is
// rebuilt.
const format = "3"

// Keys of what the index says of itself.
var (
	keyIdentity = []byte("zongjie.identity") // format, and the workspace it belongs to
	keyChange   = []byte("zongjie.change")   // number of the last change it has followed
)

// lockWait is how long to wait for another program that has the index open: not
// at all would fail when one closes and the next opens.
const lockWait = "200ms"

// merging says when segments are merged while reports are added: seldom, since
// Compact merges all in the end, and each merge writes them anew.
var merging = map[string]any{"MaxSegmentsPerTier": 50, "SegmentsPerMergeTask": 50, "FloorSegmentSize": 500}

// ErrNone says that there is no index that could be read.
var ErrNone = errors.New("the workspace has no search index yet: `zongjie run FOLDER` makes it")

// Index is an open index. Searching is safe for concurrent use.
type Index struct {
	store  *corpus.Store
	mode   corpus.Mode
	dir    string
	bleve  bleve.Index
	change int64 // the last change followed
	mu     sync.Mutex
	memory *memory // of the newest snapshot that was searched
	vocabulary
}

// Open opens the index of store for what store is opened for. In mode Write an
// index that is missing, damaged, or of another workspace or format is begun
// anew; CatchUp fills it.
func Open(store *corpus.Store, mode corpus.Mode) (*Index, error) {
	x := &Index{store: store, mode: mode, dir: filepath.Join(store.Dir, corpus.IndexDir)}
	err := x.open(config(mode))
	if err == nil {
		return x, nil
	}
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, fmt.Errorf("the search index of %w: another zongjie is writing to it; wait for it to end", corpus.ErrBusy)
	}
	if mode == corpus.Read {
		return nil, err
	}
	return x, x.anew()
}

// Renew begins the index of store anew, whatever there is of it; CatchUp fills it.
func Renew(store *corpus.Store) (*Index, error) {
	x := &Index{store: store, mode: corpus.Write, dir: filepath.Join(store.Dir, corpus.IndexDir)}
	return x, x.anew()
}

// anew replaces what there is of the index by one that holds nothing.
func (x *Index) anew() error {
	if err := os.RemoveAll(x.dir); err != nil {
		return fmt.Errorf("the search index cannot be removed: %w", err)
	}
	return x.create(config(x.mode))
}

// config is what bleve is told.
func config(mode corpus.Mode) map[string]any {
	return map[string]any{"bolt_timeout": lockWait, "read_only": mode == corpus.Read, "scorchMergePlanOptions": merging}
}

func (x *Index) open(config map[string]any) (err error) {
	if _, err := os.Stat(x.dir); errors.Is(err, fs.ErrNotExist) {
		return ErrNone
	}
	defer contain(&err)
	limit := int64(readerVerifies)
	if x.mode == corpus.Write {
		limit = math.MaxInt64
	}
	if err = verify(x.dir, limit); err == nil {
		x.bleve, err = bleve.OpenUsing(x.dir, config)
	}
	if err != nil {
		return fmt.Errorf("the search index cannot be opened, `zongjie run FOLDER` makes it anew: %w", err)
	}
	identity, err := x.bleve.GetInternal(keyIdentity)
	if err == nil && string(identity) != x.identity() {
		err = fmt.Errorf("the search index is of another workspace or version: `zongjie run FOLDER` makes it anew")
	}
	var change []byte
	if err == nil {
		change, err = x.bleve.GetInternal(keyChange)
	}
	if err == nil {
		x.change, err = strconv.ParseInt(string(change), 10, 64)
	}
	var last int64
	if err == nil {
		last, err = x.store.LastChange()
	}
	if err == nil && x.change > last {
		// The disk lost the end of the database, not of the index.
		err = fmt.Errorf("the search index is ahead of the workspace: `zongjie run FOLDER` makes it anew")
	}
	if err != nil {
		x.bleve.Close()
		x.bleve = nil
	}
	return err
}

func (x *Index) identity() string { return format + " " + x.store.Workspace }

func (x *Index) create(config map[string]any) (err error) {
	defer contain(&err)
	m := mapping.NewIndexMapping()
	m.DefaultMapping = mapping.NewDocumentDisabledMapping() // documents come with their fields
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	x.change = 0
	if x.bleve, err = bleve.NewUsing(x.dir, m, scorch.Name, scorch.Name, config); err != nil {
		return fmt.Errorf("the search index cannot be made: %w", err)
	}
	b := x.bleve.NewBatch()
	b.SetInternal(keyIdentity, []byte(x.identity()))
	b.SetInternal(keyChange, []byte("0"))
	return x.apply(b)
}

// contain turns a panic of bleve into an error.
func contain(err *error) {
	if v := recover(); v != nil {
		*err = fmt.Errorf("the search index is damaged, `zongjie run FOLDER` makes it anew (%v)", v)
	}
}

func (x *Index) apply(b *bleve.Batch) (err error) {
	defer contain(&err)
	if err := x.bleve.Batch(b); err != nil {
		return fmt.Errorf("the search index cannot be written (is the disk full?); the reports are stored, and the next `zongjie run` indexes them: %w", err)
	}
	return nil
}

// Close closes the index.
func (x *Index) Close() error {
	if x.bleve == nil {
		return nil
	}
	err := x.bleve.Close()
	x.bleve = nil
	if err == nil && x.mode == corpus.Write {
		err = prune(x.dir)
		x.share()
	}
	return err
}

// share lets those read the index who may read the database: bleve makes it for
// its owner alone, and who searches may be someone else. A file system that knows no
// such rights has none to give.
func (x *Index) share() {
	filepath.WalkDir(x.dir, func(path string, d fs.DirEntry, err error) error {
		like := x.store.File()
		if err == nil && d.IsDir() {
			like = x.store.Dir
		}
		if info, err := os.Stat(like); err == nil {
			os.Chmod(path, info.Mode().Perm())
		}
		return nil
	})
}

// batchSize is how many reports are written at once while catching up.
const batchSize = 1000

// Behind returns how many changes of the corpus the index has not followed.
func (x *Index) Behind() (int64, error) {
	last, err := x.store.LastChange()
	return last - x.change, err
}

// Add indexes reports that were just stored, as Store.Put returned them: their
// records hold texts and words, so nothing is read again. Changes that the index
// has missed are followed first.
func (x *Index) Add(reports []corpus.Report) error {
	if len(reports) == 0 {
		return nil
	}
	if reports[0].Change != x.change+1 {
		return x.CatchUp(context.Background(), nil)
	}
	return x.add(reports)
}

// CatchUp follows every change of the corpus that the index has missed, such as
// after a crash, or reports that went away. progress, unless it is nil, is called
// now and then with the number of reports done. When ctx ends, it stops with what
// it has done.
func (x *Index) CatchUp(ctx context.Context, progress func(done int)) error {
	var batch []corpus.Report
	done := 0
	flush := func() error {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := x.add(batch)
		done, batch = done+len(batch), batch[:0]
		if progress != nil {
			progress(done)
		}
		return err
	}
	for r, err := range x.store.Changes(x.change, corpus.Facts|corpus.Text) {
		if err != nil {
			return err
		}
		if batch = append(batch, r); len(batch) == batchSize {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if len(batch) == 0 {
		return nil
	}
	return flush()
}

// add writes reports in one batch, with the number of the last change.
func (x *Index) add(reports []corpus.Report) error {
	b := x.bleve.NewBatch()
	for _, r := range reports {
		if r.State != corpus.Present {
			b.Delete(r.Path)
			continue
		}
		if err := b.IndexAdvanced(documentOf(r, x.store.Kinds)); err != nil {
			return err
		}
	}
	change := reports[len(reports)-1].Change
	b.SetInternal(keyChange, strconv.AppendInt(nil, change, 10))
	if err := x.apply(b); err != nil {
		return err
	}
	x.change = change
	return nil
}

// Compact makes one segment of all, which is smaller and faster to search, where
// that pays: it does not while few reports lie in few segments beside a big one.
func (x *Index) Compact(ctx context.Context) (err error) {
	defer contain(&err)
	advanced, err := x.bleve.Advanced()
	if err != nil {
		return err
	}
	s, ok := advanced.(*scorch.Scorch)
	if !ok || !scattered(s) {
		return nil
	}
	all := mergeplan.SingleSegmentMergePlanOptions
	all.SegmentsPerMergeTask = math.MaxInt32 // all at once
	if err := s.ForceMerge(ctx, &all); err != nil {
		return err
	}
	// What was merged is written for sure only once another batch is.
	b := x.bleve.NewBatch()
	b.SetInternal(keyChange, strconv.AppendInt(nil, x.change, 10))
	return x.apply(b)
}

// What an index may consist of that is not compacted: a few segments, and one that
// holds most of what is alive.
const (
	maxSegments = 8
	mainSegment = 0.9
)

// scattered reports whether s is in so many parts that to join them pays.
func scattered(s *scorch.Scorch) bool {
	reader, err := s.Reader()
	if err != nil {
		return false
	}
	defer reader.Close()
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return false
	}
	var biggest, all int64
	for _, segment := range snapshot.Segments() {
		biggest = max(biggest, segment.LiveSize())
		all += segment.FullSize()
	}
	return len(snapshot.Segments()) > maxSegments || float64(biggest) < mainSegment*float64(all)
}
