package corpus

import (
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"zongjie/extract"
)

// Known is what a run needs to know of a report to leave its file alone.
type Known struct {
	Bytes    int64
	Modified string // as Source.Modified
	ID       string
	Rules    string
	Status   extract.Status
	State    State
}

// Known returns what is stored of the files in the folder that root was asked
// for with, by their path in that folder.
func (s *Store) Known(root Root) (map[string]Known, error) {
	known := map[string]Known{}
	prefix := root.Path("")
	err := each(s.db, "SELECT path, ifnull(bytes, 0), ifnull(modified, ''), ifnull(id, ''), ifnull(rules, ''), ifnull(status, ''), state FROM reports WHERE root = ?", []any{root.key}, func(rows *sql.Rows) error {
		var path string
		var k Known
		if err := rows.Scan(&path, &k.Bytes, &k.Modified, &k.ID, &k.Rules, (*string)(&k.Status), &k.State); err != nil {
			return err
		}
		if path, ok := strings.CutPrefix(path, prefix); ok {
			known[path] = k
		}
		return nil
	})
	return known, explain(err)
}

// Conditions returns what SetConditions said last of the folder, or "".
func (s *Store) Conditions(root Root) (string, error) {
	var value string
	err := s.db.QueryRow("SELECT value FROM meta WHERE key = ?", conditionsOf(root)).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, explain(err)
}

// SetConditions says under which conditions the files of a folder were read:
// what could not be read may be readable under others.
func (s *Store) SetConditions(root Root, value string) error {
	_, err := s.db.Exec("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", conditionsOf(root), value)
	return explain(err)
}

func conditionsOf(root Root) string { return fmt.Sprintf("conditions of root %d", root.key) }

// MarkSeen says which files were there when the folder that root was asked for
// with was read: reports of files in it that were not seen are gone from now
// on, and those of files that were seen are present. It returns how many went
// and how many came back.
func (s *Store) MarkSeen(root Root, seen func(path string) bool) (gone, back int, err error) {
	known, err := s.Known(root)
	if err != nil {
		return 0, 0, err
	}
	states := map[string]State{}
	for path, k := range known {
		switch there := seen(path); {
		case there && k.State == Gone:
			states[root.Path(path)] = Present
			back++
		case !there && k.State == Present:
			states[root.Path(path)] = Gone
			gone++
		}
	}
	if len(states) == 0 {
		return 0, 0, nil
	}
	return gone, back, s.write(func(tx *sql.Tx) error {
		change, err := lastChange(tx)
		if err != nil {
			return err
		}
		for _, path := range slices.Sorted(maps.Keys(states)) {
			change++
			if _, err := tx.Exec("UPDATE reports SET state = ?, change = ? WHERE path = ?", string(states[path]), change, path); err != nil {
				return err
			}
		}
		return setLastChange(tx, change)
	})
}

// Summary counts what a workspace holds.
type Summary struct {
	Reports  int            // that are present
	Gone     int            // reports whose files went away
	Status   map[string]int // reports by status
	Facts    []int          // by kind, in the order of Store.Kinds
	Warnings int
	Bytes    int64 // of the files
	Chars    int64 // of the texts
}

// Summary counts what the workspace holds.
func (s *Store) Summary() (Summary, error) {
	sum := Summary{Status: map[string]int{}}
	err := each(s.db, "SELECT state, ifnull(status, ''), count(*), sum(ifnull(bytes, 0)), sum(ifnull(chars, 0)) FROM reports GROUP BY state, status", nil, func(rows *sql.Rows) error {
		var state State
		var status string
		var n int
		var bytes, chars int64
		if err := rows.Scan(&state, &status, &n, &bytes, &chars); err != nil {
			return err
		}
		if state == Gone {
			sum.Gone += n
			return nil
		}
		sum.Reports, sum.Bytes, sum.Chars = sum.Reports+n, sum.Bytes+bytes, sum.Chars+chars
		sum.Status[status] += n
		return nil
	})
	count := func(table string) (n int) {
		if err == nil {
			err = s.db.QueryRow("SELECT count(*) FROM " + table + " JOIN reports USING (report) WHERE state = 'present'").Scan(&n)
		}
		return n
	}
	sum.Warnings = count("warnings")
	for _, k := range s.Kinds {
		sum.Facts = append(sum.Facts, count(factTable(k)))
	}
	return sum, explain(err)
}
