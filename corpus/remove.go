package corpus

import (
	"database/sql"
	"fmt"
)

// Under returns the paths of the reports at or below a folder of the workspace
// ("reports/2023"; an archive is a folder, "" is all), sorted. gone says whether
// those whose files went away are wanted, or those whose files are there.
func (s *Store) Under(folder string, gone bool) ([]string, error) {
	state := Present
	if gone {
		state = Gone
	}
	var paths []string
	query := "SELECT path FROM files WHERE state = ?1 AND (?2 = '' OR path = ?2 OR substr(path, 1, length(?2) + 1) = ?2 || '/' OR substr(path, 1, length(?2) + 2) = ?2 || '!/') ORDER BY path"
	err := each(s.db, query, []any{state.number(), folder}, func(rows *sql.Rows) error {
		paths = append(paths, "")
		return rows.Scan(&paths[len(paths)-1])
	})
	return paths, explain(err)
}

// Remove forgets what is stored of the reports at paths, which Under returned.
// Only Changes still tells of them, for the index to follow; then Sweep forgets
// that too. A run over their folder stores them anew if their files are there.
func (s *Store) Remove(paths []string) error {
	return s.write(func(tx *sql.Tx) error {
		change, err := lastChange(tx)
		if err != nil {
			return err
		}
		set := ""
		for _, c := range fileColumns {
			set += ", " + c.name + " = NULL"
		}
		for _, path := range paths {
			change++
			var key int64
			err := tx.QueryRow("UPDATE files SET state = ?, change = ?"+set+" WHERE path = ? RETURNING report", Removed.number(), change, path).Scan(&key)
			if err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
			for _, table := range []string{"texts", "facts"} {
				if _, err := tx.Exec("DELETE FROM "+table+" WHERE report = ?", key); err != nil {
					return err
				}
			}
		}
		return setLastChange(tx, change)
	})
}

// Sweep ends what Remove began, once the index has followed every change: it
// deletes what is left of removed reports and folders without reports, and makes
// the database as small as it can be, so that no removed text stays in its free
// pages. Pieces of removed texts may stay in the dictionaries that others are
// compressed with.
func (s *Store) Sweep() error {
	err := s.write(func(tx *sql.Tx) error {
		if _, err := tx.Exec("DELETE FROM files WHERE state = ?", Removed.number()); err != nil {
			return err
		}
		if _, err := tx.Exec("DELETE FROM roots WHERE root NOT IN (SELECT root FROM files)"); err != nil {
			return err
		}
		return forgetConditions(tx)
	})
	if err != nil {
		return err
	}
	if _, err := s.db.Exec("VACUUM"); err != nil {
		return explain(err)
	}
	_, err = s.db.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	return explain(err)
}
