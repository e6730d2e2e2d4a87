package corpus

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
)

// Root is a folder that reports are read from.
type Root struct {
	Name     string // unique in the workspace; the paths of its reports begin with it
	Location string // absolute
	// Prefix is where in the root the folder given lies: "" for the root
	// itself, "2023/" where reports/2023 is given and reports is the root.
	Prefix string
	key    int64
}

// Path returns the path in the workspace of the report that lies at path,
// slash-separated, in the folder given.
func (r Root) Path(path string) string { return r.Name + "/" + r.Prefix + path }

// Root returns the root that the folder dir is or lies in, and makes it where
// there is none. It is named as its folder, and two folders of one name are told
// apart by the folders around them. Where dir holds folders that were roots,
// their reports become its own. The store must be open for writing.
func (s *Store) Root(dir string) (Root, error) {
	location, err := locate(dir)
	if err != nil {
		return Root{}, err
	}
	var root Root
	err = s.write(func(tx *sql.Tx) error {
		known, err := roots(tx)
		if err != nil {
			return err
		}
		for _, k := range known {
			if prefix, ok := within(location, k.Location); ok {
				root = k
				root.Prefix = prefix
				return nil
			}
		}
		root = Root{Name: nameRoot(location, known), Location: location}
		row, err := tx.Exec("INSERT INTO roots (name, location) VALUES (?, ?)", root.Name, root.Location)
		if err != nil {
			return err
		}
		if root.key, err = row.LastInsertId(); err != nil {
			return err
		}
		return adopt(tx, root, known)
	})
	return root, err
}

// Move says that the folder of root now is dir. The paths of its reports stay.
func (s *Store) Move(root Root, dir string) error {
	location, err := locate(dir)
	if err != nil {
		return err
	}
	return s.write(func(tx *sql.Tx) error {
		_, err := tx.Exec("UPDATE roots SET location = ? WHERE root = ?", location, root.key)
		return err
	})
}

// roots returns the roots of the workspace, in the order in which they came.
func roots(q querier) (known []Root, err error) {
	err = each(q, "SELECT root, name, location FROM roots ORDER BY root", nil, func(rows *sql.Rows) error {
		var r Root
		defer func() { known = append(known, r) }()
		return rows.Scan(&r.key, &r.Name, &r.Location)
	})
	return known, err
}

// locate returns the absolute path of dir, without symbolic links where they
// can be followed.
func locate(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real, nil
	}
	return abs, nil
}

// within reports whether location is outer or lies in it, and where: "2023/".
func within(location, outer string) (prefix string, ok bool) {
	rel, err := filepath.Rel(outer, location)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", false
	}
	if rel == "." {
		return "", true
	}
	return filepath.ToSlash(rel) + "/", true
}

// nameRoot returns a name for location that no known root has. It holds no
// slash, so that no two reports get one path.
func nameRoot(location string, known []Root) string {
	base := filepath.Base(location)
	if base == string(filepath.Separator) || base == "." {
		base = "root"
	}
	taken := func(name string) bool {
		for _, k := range known {
			if k.Name == name {
				return true
			}
		}
		return false
	}
	if !taken(base) {
		return base
	}
	if name := fmt.Sprintf("%s (%s)", base, filepath.Base(filepath.Dir(location))); !strings.ContainsAny(name, `/\`) && !taken(name) {
		return name
	}
	for n := 2; ; n++ {
		if name := fmt.Sprintf("%s (%d)", base, n); !taken(name) {
			return name
		}
	}
}

// adopt moves the reports of known roots that lie in root to it. Their paths
// change, so the index, which knows reports by path, has to begin anew; and since
// organisation and year may come from the path, so have the records: without the
// version of their rules they are out of date.
func adopt(tx *sql.Tx, root Root, known []Root) error {
	moved := false
	for _, k := range known {
		prefix, ok := within(k.Location, root.Location)
		if !ok {
			continue
		}
		_, err := tx.Exec("UPDATE files SET root = ?, path = ? || substr(path, ?), rules = NULL WHERE root = ?",
			root.key, root.Name+"/"+prefix, len([]rune(k.Name+"/"))+1, k.key)
		if err != nil {
			return err
		}
		if _, err := tx.Exec("DELETE FROM roots WHERE root = ?", k.key); err != nil {
			return err
		}
		moved = true
	}
	if !moved {
		return nil
	}
	_, err := tx.Exec("UPDATE meta SET value = ? WHERE key = 'workspace'", randomName())
	return err
}
