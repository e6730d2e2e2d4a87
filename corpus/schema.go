package corpus

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"zongjie/extract"
)

const (
	schemaVersion = 2
	applicationID = 0x7A6A6701 // marks the file as one of zongjie
)

// column is one column of reports and the part of a record that it holds. The
// zero value is stored as NULL.
type column struct {
	name, decl string
	at         func(*extract.Record) any // a pointer to a string, int or int64
}

// reportColumns are the columns of reports that hold parts of a record. A new
// part of the record is one line here and a new schema version.
var reportColumns = []column{
	{"id", "TEXT", func(r *extract.Record) any { return &r.ID }},
	{"format", "TEXT", func(r *extract.Record) any { return &r.Source.Format }},
	{"encoding", "TEXT", func(r *extract.Record) any { return &r.Source.Encoding }},
	{"bytes", "INTEGER", func(r *extract.Record) any { return &r.Source.Bytes }},
	{"modified", "TEXT", func(r *extract.Record) any { return &r.Source.Modified }},
	{"author", "TEXT", func(r *extract.Record) any { return &r.Source.Author }},
	{"created", "TEXT", func(r *extract.Record) any { return &r.Source.Created }},
	{"changed", "TEXT", func(r *extract.Record) any { return &r.Source.Changed }},
	{"status", "TEXT", func(r *extract.Record) any { return (*string)(&r.Status) }},
	{"failure_stage", "TEXT", func(r *extract.Record) any { return &r.Failure.Stage }},
	{"failure_message", "TEXT", func(r *extract.Record) any { return &r.Failure.Message }},
	{"failure_advice", "TEXT", func(r *extract.Record) any { return &r.Failure.Advice }},
	{"rules", "TEXT", func(r *extract.Record) any { return &r.Rules }},
	{"title", "TEXT", func(r *extract.Record) any { return &r.Meta.Title }},
	{"doc_type", "TEXT", func(r *extract.Record) any { return &r.Meta.DocType }},
	{"language", "TEXT", func(r *extract.Record) any { return &r.Meta.Language }},
	{"share_zh", "INTEGER", func(r *extract.Record) any { return &r.Meta.Shares.ZH }},
	{"share_en", "INTEGER", func(r *extract.Record) any { return &r.Meta.Shares.EN }},
	{"share_other", "INTEGER", func(r *extract.Record) any { return &r.Meta.Shares.Other }},
	{"organization", "TEXT", func(r *extract.Record) any { return &r.Meta.Organization }},
	{"organization_id", "TEXT", func(r *extract.Record) any { return &r.Meta.OrganizationID }},
	{"organization_evidence", "TEXT", func(r *extract.Record) any { return &r.Meta.OrganizationEvidence }},
	{"year", "INTEGER", func(r *extract.Record) any { return &r.Meta.Year }},
	{"year_evidence", "TEXT", func(r *extract.Record) any { return &r.Meta.YearEvidence }},
	{"chars", "INTEGER", func(r *extract.Record) any { return &r.Chars }},
}

// evidence are the columns by which a table points at the text.
const evidence = `quote TEXT, line INTEGER, page INTEGER, "start" INTEGER, "end" INTEGER, sentence_start INTEGER, sentence_end INTEGER`

// create makes the tables that do not depend on kinds.
func create(tx *sql.Tx) error {
	var reports strings.Builder
	for _, c := range reportColumns {
		fmt.Fprintf(&reports, ", %s %s", c.name, c.decl)
	}
	for _, stmt := range []string{
		fmt.Sprintf("PRAGMA application_id = %d", applicationID),
		fmt.Sprintf("PRAGMA user_version = %d", schemaVersion),
		"CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
		"INSERT INTO meta VALUES ('workspace', '" + randomName() + "'), ('change', '0')",
		"CREATE TABLE roots (root INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, location TEXT NOT NULL UNIQUE) STRICT",
		"CREATE TABLE reports (report INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, root INTEGER NOT NULL REFERENCES roots, state TEXT NOT NULL, change INTEGER NOT NULL" + reports.String() + ") STRICT",
		"CREATE INDEX reports_change ON reports (change)",
		"CREATE INDEX reports_id ON reports (id)",
		"CREATE TABLE texts (report INTEGER PRIMARY KEY REFERENCES reports, text BLOB NOT NULL, blocks BLOB NOT NULL) STRICT",
		"CREATE TABLE warnings (report INTEGER NOT NULL REFERENCES reports, ordinal INTEGER NOT NULL, code TEXT, message TEXT, " + evidence + ", PRIMARY KEY (report, ordinal)) STRICT, WITHOUT ROWID",
		"CREATE TABLE kinds (kind TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, plural TEXT NOT NULL UNIQUE, doc TEXT, key TEXT NOT NULL, outline INTEGER NOT NULL) STRICT, WITHOUT ROWID",
		"CREATE TABLE fields (kind TEXT NOT NULL, ordinal INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, doc TEXT, PRIMARY KEY (kind, ordinal)) STRICT, WITHOUT ROWID",
		"CREATE VIEW failures AS SELECT path AS report_path, id AS report_id, status, failure_stage AS stage, failure_message AS message, failure_advice AS advice FROM reports WHERE state = 'present' AND status <> 'ok'",
	} {
		if _, err := tx.Exec(stmt); err != nil {
			return fmt.Errorf("%s: %w", stmt, err)
		}
	}
	return nil
}

// typeNames are the types of fields as the table fields names them, in the
// order of their values.
var typeNames = [...]string{extract.TypeText: "text", extract.TypeInt: "int", extract.TypeNumber: "number", extract.TypeTerm: "term"}

// declare returns the type of the column that holds f.
func declare(f extract.Field) string {
	switch f.Type {
	case extract.TypeInt:
		return "INTEGER"
	case extract.TypeNumber:
		return "ANY" // keeps what no SQLite number holds exactly
	}
	return "TEXT"
}

// identifier quotes a name for SQL.
func identifier(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func factTable(k *extract.Kind) string { return identifier(k.Name + "_facts") }

// fit makes the tables of facts fit kinds. A kind whose fields have changed
// keeps the values of the fields that stay.
func fit(tx *sql.Tx, kinds []*extract.Kind) error {
	stored, err := storedKinds(tx)
	if err != nil {
		return err
	}
	old := map[string]*extract.Kind{}
	for _, k := range stored {
		old[k.Name] = k
	}
	for _, k := range kinds {
		if err := fitKind(tx, old[k.Name], k); err != nil {
			return fmt.Errorf("kind %s: %w", k.Name, err)
		}
		delete(old, k.Name)
	}
	for _, k := range stored {
		if old[k.Name] == nil {
			continue
		}
		if err := execAll(tx, "DROP VIEW IF EXISTS "+identifier(k.Plural), "DROP TABLE "+factTable(k)); err != nil {
			return err
		}
	}
	return describeKinds(tx, kinds)
}

func fitKind(tx *sql.Tx, old, k *extract.Kind) error {
	if old == nil {
		return execAll(tx, createFacts(k), createView(k))
	}
	kept, same := "", len(old.Fields) == len(k.Fields) && old.Plural == k.Plural
	for i, f := range k.Fields {
		j := old.Index(f.Name)
		if j < 0 || declare(old.Fields[j]) != declare(f) {
			same = false
			continue
		}
		same = same && i == j
		kept += ", " + identifier(f.Name)
	}
	if same {
		return nil
	}
	kept = "report, ordinal" + kept + `, section, rule, quote, line, page, "start", "end", sentence_start, sentence_end`
	return execAll(tx,
		"DROP VIEW "+identifier(old.Plural),
		"ALTER TABLE "+factTable(k)+" RENAME TO old_facts",
		createFacts(k),
		"INSERT INTO "+factTable(k)+" ("+kept+") SELECT "+kept+" FROM old_facts",
		"DROP TABLE old_facts",
		createView(k))
}

func createFacts(k *extract.Kind) string {
	var fields strings.Builder
	for _, f := range k.Fields {
		fields.WriteString(identifier(f.Name) + " " + declare(f) + ", ")
	}
	return "CREATE TABLE " + factTable(k) + " (report INTEGER NOT NULL REFERENCES reports, ordinal INTEGER NOT NULL, " + fields.String() +
		"section TEXT, rule TEXT NOT NULL, " + evidence + ", PRIMARY KEY (report, ordinal)) STRICT, WITHOUT ROWID"
}

func createView(k *extract.Kind) string {
	return "CREATE VIEW " + identifier(k.Plural) + " AS SELECT r.path AS report_path, r.id AS report_id, r.title AS report_title, r.organization AS report_organization, r.year AS report_year, f.* " +
		"FROM reports r JOIN " + factTable(k) + " f USING (report) WHERE r.state = 'present'"
}

func execAll(tx *sql.Tx, stmts ...string) error {
	for _, stmt := range stmts {
		if _, err := tx.Exec(stmt); err != nil {
			return err
		}
	}
	return nil
}

// describeKinds writes the tables kinds and fields.
func describeKinds(tx *sql.Tx, kinds []*extract.Kind) error {
	if err := execAll(tx, "DELETE FROM kinds", "DELETE FROM fields"); err != nil {
		return err
	}
	for i, k := range kinds {
		key, err := json.Marshal(k.Key)
		if err != nil {
			return err
		}
		if _, err := tx.Exec("INSERT INTO kinds VALUES (?, ?, ?, ?, ?, ?)", k.Name, i, k.Plural, k.Doc, string(key), k.Outline); err != nil {
			return err
		}
		for j, f := range k.Fields {
			if _, err := tx.Exec("INSERT INTO fields VALUES (?, ?, ?, ?, ?)", k.Name, j, f.Name, typeNames[f.Type], f.Doc); err != nil {
				return err
			}
		}
	}
	return nil
}

// storedKinds returns the kinds that the tables describe.
func storedKinds(q querier) ([]*extract.Kind, error) {
	var kinds []*extract.Kind
	byName := map[string]*extract.Kind{}
	err := each(q, "SELECT kind, plural, ifnull(doc, ''), key, outline FROM kinds ORDER BY ordinal", nil, func(rows *sql.Rows) error {
		k := &extract.Kind{}
		var key string
		if err := rows.Scan(&k.Name, &k.Plural, &k.Doc, &key, &k.Outline); err != nil {
			return err
		}
		kinds, byName[k.Name] = append(kinds, k), k
		return json.Unmarshal([]byte(key), &k.Key)
	})
	if err != nil {
		return nil, err
	}
	err = each(q, "SELECT kind, name, type, ifnull(doc, '') FROM fields ORDER BY kind, ordinal", nil, func(rows *sql.Rows) error {
		var kind, typ string
		var f extract.Field
		if err := rows.Scan(&kind, &f.Name, &typ, &f.Doc); err != nil {
			return err
		}
		for i, name := range typeNames {
			if name == typ {
				f.Type = extract.Type(i)
			}
		}
		k := byName[kind]
		if k == nil {
			return fmt.Errorf("field %s is of an unknown kind %s", f.Name, kind)
		}
		k.Fields = append(k.Fields, f)
		return nil
	})
	return kinds, err
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

// number returns the number that v writes, as SQLite holds it exactly, or v
// itself where SQLite cannot; nil for "".
func number(v string) any {
	if v == "" {
		return nil
	}
	if n, err := strconv.ParseInt(v, 10, 64); err == nil && strconv.FormatInt(n, 10) == v {
		return n
	}
	if f, err := strconv.ParseFloat(v, 64); err == nil && strconv.FormatFloat(f, 'f', -1, 64) == v {
		return f
	}
	return v
}

// written returns a value of a row as facts write it.
func written(v any) string {
	switch v := v.(type) {
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case string:
		return v
	case []byte:
		return string(v)
	}
	return ""
}

// stated returns s, or nil for "".
func stated(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// positive returns n, or nil for 0.
func positive(n int) any {
	if n == 0 {
		return nil
	}
	return n
}
