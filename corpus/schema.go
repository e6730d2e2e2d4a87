package corpus

import (
	"database/sql"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"zongjie/extract"
)

const (
	schemaVersion = 3
	applicationID = 0x7A6A6701 // marks the file as one of zongjie
	// pageSize is that of the database in bytes. A text or the facts of a report
	// are one to two thousand: on SQLite's own 4096, a third of every page stays
	// empty.
	pageSize = 16384
)

// column is one column of the table files and the part of a record that it
// holds. The zero value is stored as NULL.
type column struct {
	name string
	as   form
	at   func(*extract.Record) any // a pointer to a string, int or int64
}

// form says how a column is stored. Where a value does not have the form, it is
// stored as it is.
type form uint8

const (
	plain  form = iota
	named       // the number of a name in the table names: for strings that repeat
	hashed      // hexadecimal digits, as bytes
	moment      // RFC 3339 in UTC, as nanoseconds since 1970
)

// fileColumns are the columns of files that hold parts of a record. A new part
// of the record is one line here and a new schema version.
var fileColumns = []column{
	{"id", hashed, func(r *extract.Record) any { return &r.ID }},
	{"format", named, func(r *extract.Record) any { return &r.Source.Format }},
	{"encoding", named, func(r *extract.Record) any { return &r.Source.Encoding }},
	{"bytes", plain, func(r *extract.Record) any { return &r.Source.Bytes }},
	{"modified", moment, func(r *extract.Record) any { return &r.Source.Modified }},
	{"author", plain, func(r *extract.Record) any { return &r.Source.Author }},
	{"created", moment, func(r *extract.Record) any { return &r.Source.Created }},
	{"changed", moment, func(r *extract.Record) any { return &r.Source.Changed }},
	{"status", named, func(r *extract.Record) any { return (*string)(&r.Status) }},
	{"failure_stage", named, func(r *extract.Record) any { return &r.Failure.Stage }},
	{"failure_message", plain, func(r *extract.Record) any { return &r.Failure.Message }},
	{"failure_advice", plain, func(r *extract.Record) any { return &r.Failure.Advice }},
	{"rules", named, func(r *extract.Record) any { return &r.Rules }},
	{"reader", named, func(r *extract.Record) any { return &r.Reader }},
	{"title", plain, func(r *extract.Record) any { return &r.Meta.Title }},
	{"doc_type", named, func(r *extract.Record) any { return &r.Meta.DocType }},
	{"language", named, func(r *extract.Record) any { return &r.Meta.Language }},
	{"share_zh", plain, func(r *extract.Record) any { return &r.Meta.Shares.ZH }},
	{"share_en", plain, func(r *extract.Record) any { return &r.Meta.Shares.EN }},
	{"share_other", plain, func(r *extract.Record) any { return &r.Meta.Shares.Other }},
	{"organization", plain, func(r *extract.Record) any { return &r.Meta.Organization }},
	{"organization_id", plain, func(r *extract.Record) any { return &r.Meta.OrganizationID }},
	{"organization_evidence", named, func(r *extract.Record) any { return &r.Meta.OrganizationEvidence }},
	{"year", plain, func(r *extract.Record) any { return &r.Meta.Year }},
	{"year_evidence", named, func(r *extract.Record) any { return &r.Meta.YearEvidence }},
	{"chars", plain, func(r *extract.Record) any { return &r.Chars }},
}

// shown returns the expression by which the view reports shows c.
func (c column) shown() string {
	switch c.as {
	case named:
		return "(SELECT text FROM names n WHERE n.name = f." + c.name + ")"
	case hashed:
		return "CASE typeof(f." + c.name + ") WHEN 'blob' THEN lower(hex(f." + c.name + ")) ELSE f." + c.name + " END"
	case moment:
		return strings.ReplaceAll("CASE typeof(f.X) WHEN 'integer' THEN strftime('%Y-%m-%dT%H:%M:%S', f.X / 1000000000, 'unixepoch') || rtrim(printf('.%09d', f.X % 1000000000), '0.') || 'Z' ELSE f.X END", "X", c.name)
	}
	return "f." + c.name
}

// value returns what is stored for what p points at.
func (c column) value(p any, names *nameWriter) (any, error) {
	switch p := p.(type) {
	case *int:
		return positive(int64(*p)), nil
	case *int64:
		return positive(*p), nil
	case *string:
		return c.text(*p, names)
	}
	return nil, fmt.Errorf("column %s is of no known type", c.name)
}

func (c column) text(s string, names *nameWriter) (any, error) {
	if s == "" {
		return nil, nil
	}
	switch c.as {
	case named:
		return names.number(s)
	case hashed:
		if b, err := hex.DecodeString(s); err == nil && hex.EncodeToString(b) == s {
			return b, nil
		}
	case moment:
		if n, ok := nanoseconds(s); ok {
			return n, nil
		}
	}
	return s, nil
}

// nanoseconds returns the time that s writes, if it is written as nanoseconds
// would be, and they are not negative.
func nanoseconds(s string) (int64, bool) {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil || t.Year() < 1970 || t.Year() > 2261 {
		return 0, false
	}
	return t.UnixNano(), t.UTC().Format(time.RFC3339Nano) == s
}

// restore sets what p points at from what is stored.
func (c column) restore(p, v any, names map[int64]string) error {
	switch p := p.(type) {
	case *int:
		n, _ := v.(int64)
		*p = int(n)
	case *int64:
		*p, _ = v.(int64)
	case *string:
		*p = c.written(v, names)
	default:
		return fmt.Errorf("column %s is of no known type", c.name)
	}
	return nil
}

func (c column) written(v any, names map[int64]string) string {
	switch v := v.(type) {
	case string:
		return v
	case []byte:
		return hex.EncodeToString(v)
	case int64:
		switch c.as {
		case named:
			return names[v]
		case moment:
			return time.Unix(0, v).UTC().Format(time.RFC3339Nano)
		}
		return strconv.FormatInt(v, 10)
	}
	return ""
}

// create makes the tables.
func create(tx *sql.Tx) error {
	var stored, shown strings.Builder
	for _, c := range fileColumns {
		fmt.Fprintf(&stored, ", %s ANY", c.name)
		fmt.Fprintf(&shown, ", %s AS %s", c.shown(), c.name)
	}
	for _, stmt := range []string{
		fmt.Sprintf("PRAGMA application_id = %d", applicationID),
		fmt.Sprintf("PRAGMA user_version = %d", schemaVersion),
		"CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
		"INSERT INTO meta VALUES ('workspace', '" + randomName() + "'), ('change', '0')",
		"CREATE TABLE roots (root INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, location TEXT NOT NULL UNIQUE) STRICT",
		"CREATE TABLE names (name INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT",
		"CREATE TABLE files (report INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, root INTEGER NOT NULL REFERENCES roots, state INTEGER NOT NULL, change INTEGER NOT NULL" + stored.String() + ") STRICT",
		"CREATE INDEX files_change ON files (change)",
		"CREATE TABLE texts (report INTEGER PRIMARY KEY REFERENCES files, sum INTEGER NOT NULL, text BLOB NOT NULL, blocks BLOB NOT NULL) STRICT",
		"CREATE TABLE facts (report INTEGER PRIMARY KEY REFERENCES files, packed BLOB NOT NULL) STRICT",
		"CREATE TABLE dictionaries (dictionary INTEGER PRIMARY KEY, source INTEGER NOT NULL, texts BLOB NOT NULL, facts BLOB NOT NULL, strings BLOB NOT NULL, shapes BLOB NOT NULL) STRICT",
		"CREATE TABLE kinds (kind INTEGER PRIMARY KEY, name TEXT NOT NULL, ordinal INTEGER, plural TEXT NOT NULL, doc TEXT, doc_zh TEXT, key TEXT NOT NULL, outline INTEGER NOT NULL) STRICT",
		"CREATE TABLE fields (kind INTEGER NOT NULL REFERENCES kinds, ordinal INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, doc TEXT, doc_zh TEXT, PRIMARY KEY (kind, ordinal)) STRICT, WITHOUT ROWID",
		createAliases,
		"CREATE VIEW reports AS SELECT f.report, f.path, f.root, CASE f.state WHEN 0 THEN 'present' ELSE 'gone' END AS state, f.change" + shown.String() + " FROM files f WHERE f.state < 2",
		"CREATE VIEW failures AS SELECT path AS report_path, id AS report_id, status, failure_stage AS stage, failure_message AS message, failure_advice AS advice FROM reports WHERE state = 'present' AND status <> 'ok'",
	} {
		if _, err := tx.Exec(stmt); err != nil {
			return fmt.Errorf("%s: %w", stmt, err)
		}
	}
	return nil
}

// each calls do with every row of a query.
func each(q querier, query string, args []any, do func(*sql.Rows) error) error {
	rows, err := q.Query(query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := do(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// positive returns n, or nil for 0.
func positive(n int64) any {
	if n == 0 {
		return nil
	}
	return n
}

// storedNames returns the table names.
func storedNames(q querier) (map[int64]string, error) {
	names := map[int64]string{}
	err := each(q, "SELECT name, text FROM names", nil, func(rows *sql.Rows) error {
		var n int64
		var text string
		err := rows.Scan(&n, &text)
		names[n] = text
		return err
	})
	return names, err
}

// nameWriter gives numbers to names, in one transaction.
type nameWriter struct {
	tx      *sql.Tx
	numbers map[string]int64
}

func newNameWriter(tx *sql.Tx) (*nameWriter, error) {
	names, err := storedNames(tx)
	if err != nil {
		return nil, err
	}
	w := &nameWriter{tx: tx, numbers: make(map[string]int64, len(names))}
	for n, text := range names {
		w.numbers[text] = n
	}
	return w, nil
}

func (w *nameWriter) number(text string) (int64, error) {
	if n, ok := w.numbers[text]; ok {
		return n, nil
	}
	row, err := w.tx.Exec("INSERT INTO names (text) VALUES (?)", text)
	if err != nil {
		return 0, err
	}
	n, err := row.LastInsertId()
	w.numbers[text] = n
	return n, err
}
