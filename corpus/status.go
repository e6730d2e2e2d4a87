package corpus

import (
	"database/sql"
	"os"
	"path/filepath"
)

// Roots returns the folders that the reports were read from, in the order in
// which they came.
func (s *Store) Roots() ([]Root, error) {
	known, err := roots(s.db)
	return known, explain(err)
}

// Rules counts the reports that are present by the version of the rules that
// their facts rest on; "" are those that have none, because they could not be
// read.
func (s *Store) Rules() (map[string]int, error) {
	counts := map[string]int{}
	err := each(s.db, "SELECT ifnull(rules, ''), count(*) FROM reports WHERE state = 'present' GROUP BY 1", nil, func(rows *sql.Rows) error {
		var version string
		var n int
		defer func() { counts[version] = n }()
		return rows.Scan(&version, &n)
	})
	return counts, explain(err)
}

// Size is the room that a workspace takes on the disk, in bytes.
type Size struct {
	Database int64 `json:"database"`
	Index    int64 `json:"index"`
}

// Size measures the files of the workspace.
func (s *Store) Size() (Size, error) {
	var size Size
	for _, name := range Files {
		to := &size.Database
		if name == IndexDir {
			to = &size.Index
		}
		err := filepath.WalkDir(filepath.Join(s.Dir, name), func(_ string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return ignoreMissing(err)
			}
			info, err := d.Info()
			if err == nil {
				*to += info.Size()
			}
			return ignoreMissing(err)
		})
		if err != nil {
			return size, err
		}
	}
	return size, nil
}

// ignoreMissing returns err unless it says that a file is not there: the index
// replaces its files at any time.
func ignoreMissing(err error) error {
	if os.IsNotExist(err) {
		return nil
	}
	return err
}
