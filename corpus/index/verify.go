package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
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
