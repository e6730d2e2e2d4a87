package export

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	_ "modernc.org/sqlite" // the driver
)

// sqliteWriter writes one SQLite database: the tables with typed columns, where
// what a table repeats of its report is left to a key; for each of these a view
// named long_TABLE with all columns, as the other formats have them; and the
// table columns, which explains every column in both languages.
type sqliteWriter struct {
	job     *job
	file    *file
	db      *sql.DB
	tx      *sql.Tx
	inserts map[*Table]*sql.Stmt
	report  int64 // key of the last row of reports
	args    []any
}

// reportKey is the column by which tables lead to reports.
const reportKey = "report"

func openSQLite(j *job) (rowWriter, error) {
	w := &sqliteWriter{job: j, inserts: map[*Table]*sql.Stmt{}}
	var err error
	if w.file, err = j.create(nil, j.file); err != nil {
		return nil, err
	}
	if err := w.open(); err != nil {
		w.Close()
		return nil, err
	}
	return w, nil
}

func (w *sqliteWriter) open() (err error) {
	abs, err := filepath.Abs(w.file.path)
	if err != nil {
		return err
	}
	path := filepath.ToSlash(abs)
	if !strings.HasPrefix(path, "/") { // C:/...
		path = "/" + path
	}
	// The file has a temporary name until it is complete: it needs no journal.
	u := url.URL{Scheme: "file", Path: path, RawQuery: "_pragma=page_size(4096)&_pragma=journal_mode(off)&_pragma=synchronous(off)&_pragma=locking_mode(exclusive)&_pragma=cache_size(-16000)"}
	if w.db, err = sql.Open("sqlite", u.String()); err != nil {
		return err
	}
	w.db.SetMaxOpenConns(1)
	if w.tx, err = w.db.Begin(); err != nil {
		return err
	}
	if _, err := w.tx.Exec(`CREATE TABLE columns (table_name TEXT NOT NULL, ordinal INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, description_en TEXT, description_zh TEXT, PRIMARY KEY (table_name, ordinal)) STRICT, WITHOUT ROWID`); err != nil {
		return err
	}
	return nil
}

func (w *sqliteWriter) begin(t *Table) error {
	if err := w.create(t); err != nil {
		return fmt.Errorf("table %s: %w", t.Name, err)
	}
	return nil
}

// create makes table t, its view, and what explains it.
func (w *sqliteWriter) create(t *Table) error {
	var decls, names, marks, view []string
	var primary string
	switch {
	case t.Name == tableReports:
		decls = append(decls, reportKey+" INTEGER PRIMARY KEY")
		names = append(names, reportKey)
	case t.Reports:
		decls = append(decls, reportKey+" INTEGER NOT NULL REFERENCES reports")
		names = append(names, reportKey)
		primary = ", PRIMARY KEY (" + reportKey
		if t.Index(ordinalColumn.Name) >= 0 {
			primary += ", " + ordinalColumn.Name
		}
		primary += ")"
	default:
		primary = ", PRIMARY KEY (" + strings.Join(quoted(t.Key), ", ") + ")"
	}
	for i, c := range t.Columns {
		if _, err := w.tx.Exec("INSERT INTO columns VALUES (?, ?, ?, ?, ?, ?)", t.Name, i+1, c.Name, c.Type.String(), c.EN, c.ZH); err != nil {
			return err
		}
		if c.Of != "" {
			view = append(view, "r."+identifier(c.Of)+" AS "+identifier(c.Name))
			continue
		}
		view = append(view, "t."+identifier(c.Name))
		names = append(names, identifier(c.Name))
		decls = append(decls, declare(t, c))
	}
	for range names {
		marks = append(marks, "?")
	}
	create := "CREATE TABLE " + identifier(t.Name) + " (" + strings.Join(decls, ", ") + primary + ") STRICT"
	if t.Reports { // its rows come in the order of its key
		create += ", WITHOUT ROWID"
	}
	if _, err := w.tx.Exec(create); err != nil {
		return err
	}
	if t.Reports {
		if _, err := w.tx.Exec("CREATE VIEW " + identifier("long_"+t.Name) + " AS SELECT " + strings.Join(view, ", ") +
			" FROM " + identifier(t.Name) + " t JOIN reports r USING (" + reportKey + ")"); err != nil {
			return err
		}
	}
	var err error
	w.inserts[t], err = w.tx.Prepare("INSERT INTO " + identifier(t.Name) + " (" + strings.Join(names, ", ") + ") VALUES (" + strings.Join(marks, ", ") + ")")
	return err
}

func declare(t *Table, c Column) string {
	decl := identifier(c.Name)
	switch c.Type {
	case Integer:
		decl += " INTEGER"
	case Number:
		decl += " ANY" // keeps as a text what no SQLite number holds exactly
	default:
		decl += " TEXT"
	}
	if c.Always {
		decl += " NOT NULL"
	}
	if t.Name == tableReports && c.Name == columnPath {
		decl += " UNIQUE"
	}
	return decl
}

func quoted(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = identifier(n)
	}
	return out
}

// identifier quotes a name for SQL.
func identifier(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func (w *sqliteWriter) row(t *Table, cells []string) error {
	w.args = w.args[:0]
	switch {
	case t.Name == tableReports:
		w.report++
		w.args = append(w.args, w.report)
	case t.Reports:
		w.args = append(w.args, w.report)
	}
	for i, cell := range cells {
		if c := &t.Columns[i]; c.Of == "" {
			w.args = append(w.args, w.value(c, cell))
		}
	}
	_, err := w.inserts[t].Exec(w.args...)
	return err
}

func (w *sqliteWriter) value(c *Column, cell string) any {
	if cell == "" && !c.Always {
		return nil
	}
	switch c.Type {
	case Integer:
		if n, err := strconv.ParseInt(cell, 10, 64); err == nil {
			return n
		}
		w.job.notes.add("a cell of the column " + c.Name + " is no integer that SQLite holds: it was left out; CSV and JSON Lines hold it")
		return nil
	case Number:
		if n, err := strconv.ParseInt(cell, 10, 64); err == nil {
			return n
		}
		if n, err := strconv.ParseFloat(cell, 64); err == nil && exact(n, cell) {
			return n
		}
	}
	return cell
}

// end puts the file in order: VACUUM INTO writes the pages of the same content in
// the same way, whatever order the rows came in.
func (w *sqliteWriter) end() error {
	if err := w.tx.Commit(); err != nil {
		return err
	}
	w.tx = nil
	vacuumed := w.file.path + ".vacuum"
	defer os.Remove(vacuumed)
	if _, err := w.db.Exec("VACUUM INTO ?", vacuumed); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return w.file.fill(vacuumed)
}

// Close lets go of the database.
func (w *sqliteWriter) Close() error {
	if w.tx != nil {
		w.tx.Rollback()
		w.tx = nil
	}
	if w.db == nil {
		return nil
	}
	err := w.db.Close()
	w.db = nil
	return err
}
