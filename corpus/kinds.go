package corpus

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"zongjie/extract"
)

// layout is how the facts of one kind were laid out when they were stored.
type layout struct {
	key    int64
	fields []extract.Field
	// kind is what the facts are read as: the kind of that name which the
	// workspace holds now, nil if there is none.
	kind  *extract.Kind
	to    []int // the field of kind that each of fields became, or -1
	moved bool  // whether fields are others than those of kind
}

// typeNames are the types of fields as the table fields names them, in the
// order of their values.
var typeNames = [...]string{extract.TypeText: "text", extract.TypeInt: "int", extract.TypeNumber: "number", extract.TypeTerm: "term"}

// fit makes the tables describe kinds. A kind whose fields have changed becomes
// a new one; what was stored of the old is read with the fields that stay.
func fit(tx *sql.Tx, kinds []*extract.Kind) error {
	stored, err := storedLayouts(tx)
	if err != nil {
		return err
	}
	if _, err := tx.Exec("UPDATE kinds SET ordinal = NULL"); err != nil {
		return err
	}
	for i, k := range kinds {
		at := slices.IndexFunc(stored, func(l described) bool { return l.Name == k.Name && sameFields(l.Fields, k.Fields) })
		var key any
		if at >= 0 {
			key = stored[at].key
		}
		if err := describe(tx, key, i, k); err != nil {
			return fmt.Errorf("kind %s: %w", k.Name, err)
		}
	}
	return nil
}

// sameFields reports whether facts with the fields a are laid out as those with
// b are.
func sameFields(a, b []extract.Field) bool {
	return slices.EqualFunc(a, b, func(a, b extract.Field) bool { return a.Name == b.Name && a.Type == b.Type })
}

// describe writes the rows of k; a nil key makes a new one.
func describe(tx *sql.Tx, key any, ordinal int, k *extract.Kind) error {
	pairs, err := json.Marshal(k.Key)
	if err != nil {
		return err
	}
	var stored int64
	err = tx.QueryRow("INSERT OR REPLACE INTO kinds VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING kind", key, k.Name, ordinal, k.Plural, k.Doc, k.DocZH, string(pairs), k.Outline).Scan(&stored)
	if err != nil {
		return err
	}
	for j, f := range k.Fields {
		if _, err := tx.Exec("INSERT OR REPLACE INTO fields VALUES (?, ?, ?, ?, ?, ?)", stored, j, f.Name, typeNames[f.Type], f.Doc, f.DocZH); err != nil {
			return err
		}
	}
	return nil
}

// described is a kind as the tables describe it.
type described struct {
	extract.Kind
	key     int64
	current bool
}

// storedLayouts returns the kinds that the tables describe, in their order, and
// then those that are found no more, the youngest first.
func storedLayouts(q querier) ([]described, error) {
	var all []described
	err := each(q, "SELECT kind, name, ordinal IS NOT NULL, plural, ifnull(doc, ''), ifnull(doc_zh, ''), key, outline FROM kinds ORDER BY ordinal IS NULL, ordinal, kind DESC", nil, func(rows *sql.Rows) error {
		var d described
		var key string
		if err := rows.Scan(&d.key, &d.Name, &d.current, &d.Plural, &d.Doc, &d.DocZH, &key, &d.Outline); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(key), &d.Key); err != nil {
			return err
		}
		all = append(all, d)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return all, each(q, "SELECT kind, name, type, ifnull(doc, ''), ifnull(doc_zh, '') FROM fields ORDER BY kind, ordinal", nil, func(rows *sql.Rows) error {
		var kind int64
		var typ string
		var f extract.Field
		if err := rows.Scan(&kind, &f.Name, &typ, &f.Doc, &f.DocZH); err != nil {
			return err
		}
		f.Type = extract.Type(max(0, slices.Index(typeNames[:], typ)))
		at := slices.IndexFunc(all, func(d described) bool { return d.key == kind })
		if at < 0 {
			return fmt.Errorf("field %s is of an unknown kind %d", f.Name, kind)
		}
		all[at].Fields = append(all[at].Fields, f)
		return nil
	})
}

// loadKinds reads the kinds and how their facts are laid out.
func (s *Store) loadKinds() error {
	all, err := storedLayouts(s.db)
	if err != nil {
		return err
	}
	s.layouts = map[int64]*layout{}
	for i := range all {
		if all[i].current {
			s.Kinds = append(s.Kinds, &all[i].Kind)
		}
	}
	for i := range all {
		l := &layout{key: all[i].key, fields: all[i].Fields}
		s.layouts[l.key] = l
		at := slices.IndexFunc(s.Kinds, func(k *extract.Kind) bool { return k.Name == all[i].Name })
		if at < 0 {
			continue
		}
		l.kind = s.Kinds[at]
		l.moved = !sameFields(l.fields, l.kind.Fields)
		for _, f := range l.fields {
			to := l.kind.Index(f.Name)
			if to >= 0 && l.kind.Fields[to].Type != f.Type && l.kind.Fields[to].Type != extract.TypeText {
				to = -1 // a text need not be a number, or a term
			}
			l.to = append(l.to, to)
		}
	}
	return nil
}

// layoutOf returns how facts of the kind named name are stored now, or nil.
func (s *Store) layoutOf(name string) *layout {
	for _, l := range s.layouts {
		if l.kind != nil && l.kind.Name == name && !l.moved {
			return l
		}
	}
	return nil
}
