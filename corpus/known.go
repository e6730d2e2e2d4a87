package corpus

import (
	"database/sql"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"zongjie/extract"
)

// Known is what a run needs to know of a report to leave its file alone.
type Known struct {
	Bytes    int64
	Modified string // as Source.Modified
	ID       string
	Rules    string
	Reader   string
	Status   extract.Status
	State    State
	Text     bool // whether its text is stored
	// What a user's list said of the report; see Listed.
	organization string
	year         int
}

// fromList is the evidence of what the list says; see extract.Meta.
const fromList = "list"

// Listed reports whether the record was made when the list said of its file what
// it says now: the organisation, "" for none, and the year, 0 for none. Otherwise
// the record is out of date, though its file is not.
func (k *Known) Listed(organization string, year int) bool {
	return k.organization == organization && k.year == year
}

// Known returns what is stored of the files in the folder that root was asked
// for with, by their path in that folder.
func (s *Store) Known(root Root) (map[string]Known, error) {
	known := map[string]Known{}
	names, err := storedNames(s.db)
	if err != nil {
		return nil, explain(err)
	}
	prefix := root.Path("")
	shape := map[string]column{}
	for _, c := range fileColumns {
		shape[c.name] = c
	}
	err = each(s.db, "SELECT path, ifnull(bytes, 0), modified, id, rules, status, state, organization, organization_evidence, ifnull(year, 0), year_evidence, reader, chars IS NOT NULL FROM files WHERE root = ? AND state < 2", []any{root.key}, func(rows *sql.Rows) error {
		var path string
		var k Known
		var modified, id, rules, status, organization, organizationFrom, yearFrom, reader any
		var state, year int
		if err := rows.Scan(&path, &k.Bytes, &modified, &id, &rules, &status, &state, &organization, &organizationFrom, &year, &yearFrom, &reader, &k.Text); err != nil {
			return err
		}
		k.State, k.Status = states[state], extract.Status(shape["status"].written(status, names))
		k.Modified, k.ID, k.Rules = shape["modified"].written(modified, names), shape["id"].written(id, names), shape["rules"].written(rules, names)
		k.Reader = shape["reader"].written(reader, names)
		if shape["organization_evidence"].written(organizationFrom, names) == fromList {
			k.organization = shape["organization"].written(organization, names)
		}
		if shape["year_evidence"].written(yearFrom, names) == fromList {
			k.year = year
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

const conditionsPrefix = "conditions of root "

func conditionsOf(root Root) string { return conditionsPrefix + strconv.FormatInt(root.key, 10) }

// forgetConditions forgets the conditions of roots that are no more.
func forgetConditions(tx *sql.Tx) error {
	_, err := tx.Exec("DELETE FROM meta WHERE substr(key, 1, length(?1)) = ?1 AND CAST(substr(key, length(?1) + 1) AS INTEGER) NOT IN (SELECT root FROM roots)", conditionsPrefix)
	return err
}

// Touch says that files in the folder that root was asked for with have the
// bytes that they had, and only another time: what is stored of them stays, but
// for Source.Modified. It is no change that the index would have to follow.
func (s *Store) Touch(root Root, files ...extract.Source) error {
	if len(files) == 0 {
		return nil
	}
	at := slices.IndexFunc(fileColumns, func(c column) bool { return c.name == "modified" })
	return s.write(func(tx *sql.Tx) error {
		stmt, err := tx.Prepare("UPDATE files SET modified = ? WHERE path = ?")
		if err != nil {
			return err
		}
		for _, f := range files {
			modified, err := fileColumns[at].text(f.Modified, nil)
			if err != nil {
				return err
			}
			if _, err := stmt.Exec(modified, root.Path(f.Path)); err != nil {
				return err
			}
		}
		return nil
	})
}

// MarkSeen says which files were there when the folder that root was asked for
// with was read: reports of files in it that were not seen are gone from now
// on, and those of files that were seen are present. It returns how many went
// and how many came back.
func (s *Store) MarkSeen(root Root, seen func(path string) bool) (gone, back int, err error) {
	known, err := s.Known(root)
	if err != nil {
		return 0, 0, err
	}
	turned := map[string]State{}
	for path, k := range known {
		switch there := seen(path); {
		case there && k.State == Gone:
			turned[root.Path(path)] = Present
			back++
		case !there && k.State == Present:
			turned[root.Path(path)] = Gone
			gone++
		}
	}
	if len(turned) == 0 {
		return 0, 0, nil
	}
	return gone, back, s.write(func(tx *sql.Tx) error {
		change, err := lastChange(tx)
		if err != nil {
			return err
		}
		for _, path := range slices.Sorted(maps.Keys(turned)) {
			change++
			if _, err := tx.Exec("UPDATE files SET state = ?, change = ? WHERE path = ?", turned[path].number(), change, path); err != nil {
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
	sum := Summary{Status: map[string]int{}, Facts: make([]int, len(s.Kinds))}
	err := each(s.db, "SELECT state, (SELECT text FROM names WHERE name = status), n, bytes, chars FROM "+
		"(SELECT state, status, count(*) AS n, sum(ifnull(bytes, 0)) AS bytes, sum(ifnull(chars, 0)) AS chars FROM files WHERE state < 2 GROUP BY state, status)", nil, func(rows *sql.Rows) error {
		var state, n int
		var status sql.NullString
		var bytes, chars int64
		if err := rows.Scan(&state, &status, &n, &bytes, &chars); err != nil {
			return err
		}
		if states[state] == Gone {
			sum.Gone += n
			return nil
		}
		sum.Reports, sum.Bytes, sum.Chars = sum.Reports+n, sum.Bytes+bytes, sum.Chars+chars
		sum.Status[status.String] += n
		return nil
	})
	if err != nil {
		return sum, explain(err)
	}
	err = each(s.db, "SELECT p.packed FROM files f JOIN facts p USING (report) WHERE f.state = 0", nil, func(rows *sql.Rows) error {
		var packed sql.RawBytes
		if err := rows.Scan(&packed); err != nil {
			return err
		}
		var b blob
		err := b.read(packed)
		for _, g := range b.groups {
			if g.kind == warningsKey {
				sum.Warnings += g.number
			} else if l := s.layouts[g.kind]; l != nil && l.kind != nil {
				sum.Facts[slices.Index(s.Kinds, l.kind)] += g.number
			}
		}
		return err
	})
	return sum, explain(err)
}
