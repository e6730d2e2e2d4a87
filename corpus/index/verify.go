package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/blevesearch/bleve/v2/util"
	"go.etcd.io/bbolt"
)

var errSegment = errors.New("a file of it is missing or not as it was written")

// readerVerifies is up to how many bytes of a file a reader reads to check it: a
// few milliseconds. A writer checks all.
const readerVerifies = 16 << 20

// verify checks that the files which the index in dir is made of are there, and
// that each of at most limit bytes has the check sum it was written with. bleve
// itself falls back on an older or an empty index in silence where one is
// missing, and panics in the middle of a search where one is damaged.
func verify(dir string, limit int64) error {
	names, err := segments(dir)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := verifySegment(filepath.Join(dir, segmentDir, name), limit); err != nil {
			return err
		}
	}
	return nil
}

// Verify reads the whole index and calls found with what is wrong with it: a
// damaged file, changes that it has not followed, reports that it lacks or has
// too many. It returns how many reports it holds. An error means that it could
// not look.
func (x *Index) Verify(ctx context.Context, found func(problem string)) (reports int, err error) {
	defer contain(&err)
	if err := verify(x.dir, math.MaxInt64); err != nil {
		found(err.Error())
		return 0, nil
	}
	behind, err := x.Behind()
	if err != nil {
		return 0, err
	}
	if behind > 0 {
		found(fmt.Sprintf("it has not followed the last changes of the reports (%d)", behind))
	}
	want, err := x.store.Under("", false)
	if err != nil {
		return 0, err
	}
	v, err := x.view(ctx)
	if err != nil {
		return 0, err
	}
	defer v.close()
	paths, err := v.allPaths()
	if err != nil {
		return 0, err
	}
	has := make([]bool, len(want))
	for n := range v.live.all() {
		reports++
		if at, ok := slices.BinarySearch(want, paths[n]); ok {
			has[at] = true
		} else {
			found("it holds " + paths[n] + ", which the workspace does not hold")
		}
	}
	for i, path := range want {
		if !has[i] {
			found("it lacks " + path)
		}
	}
	return reports, nil
}

// segmentDir is the folder of an index that holds its segments.
const segmentDir = "store"

// segments returns the names of the files that the index in dir is made of.
func segments(dir string) (names []string, err error) {
	db, err := bbolt.Open(filepath.Join(dir, segmentDir, "root.bolt"), 0o600, &bbolt.Options{ReadOnly: true, Timeout: lockPatience})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errSegment
	}
	if err != nil {
		return nil, err
	}
	err = db.View(func(tx *bbolt.Tx) error {
		snapshots := tx.Bucket(util.BoltSnapshotsBucket)
		if snapshots == nil {
			return errSegment
		}
		newest, _ := snapshots.Cursor().Last()
		snapshot := snapshots.Bucket(newest)
		if snapshot == nil {
			return errSegment
		}
		return snapshot.ForEachBucket(func(name []byte) error {
			if path := snapshot.Bucket(name).Get(util.BoltPathKey); path != nil {
				names = append(names, filepath.Base(string(path)))
			}
			return nil
		})
	})
	return names, errors.Join(err, db.Close())
}

// prune removes the files in dir that the index there is no longer made of: bleve
// does so now and then, and would leave most of a merged index there twice.
func prune(dir string) error {
	names, err := segments(dir)
	if err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(dir, segmentDir, "*.zap"))
	for _, file := range files {
		if !slices.Contains(names, filepath.Base(file)) {
			err = errors.Join(err, os.Remove(file))
		}
	}
	return err
}

// verifySegment checks one file: its last four bytes are the CRC-32 of the rest.
func verifySegment(file string, limit int64) error {
	f, err := os.Open(file)
	if err != nil {
		return errSegment
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() < 4 {
		return errSegment
	}
	if info.Size() > limit {
		return nil
	}
	sum := crc32.NewIEEE()
	if _, err := io.CopyN(sum, f, info.Size()-4); err != nil {
		return fmt.Errorf("%w: %w", errSegment, err)
	}
	var want uint32
	if err := binary.Read(f, binary.BigEndian, &want); err != nil || want != sum.Sum32() {
		return errSegment
	}
	return nil
}

// lockPatience is lockWait for those who do not take text.
var lockPatience, _ = time.ParseDuration(lockWait)
