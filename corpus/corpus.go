// Package corpus keeps a collection of records on disk, in a folder that is
// called a workspace:
//
//	zongjie.db  the records: a SQLite file, the truth
//	index/      the search index; it can be rebuilt from the records
//	lock        held by the one program that writes
//
// # The tables
//
// Any SQLite tool reads which files there are; what they state is compressed, so
// that a database is half as large as its texts, and `zongjie export` writes it
// out. NULL stands for what a report does not state.
//
//	reports   a view, one row a file: report (its key), path (root name, slash,
//	          path in that folder), root, state (present or gone), change
//	          (number of the change that wrote the row), id (SHA-256 of the
//	          file), format, encoding, bytes, modified, author, created,
//	          changed, status, failure_stage, failure_message, failure_advice,
//	          rules, reader (version of the code that read the file),
//	          title, doc_type, language, share_zh, share_en, share_other
//	          (hundredths of the letters), organization, organization_id,
//	          organization_evidence, year, year_evidence, chars
//	failures  a view: the files that could not be read in full
//
// They show what these tables hold:
//
//	meta      key, value: the identity of the workspace ("workspace"), and the
//	          number of the last change ("change")
//	roots     root, name, location: the folders that were read. Names are
//	          unique, and begin the paths of reports
//	names     name, text: strings that many files share, by number
//	files     what reports shows, with names, digests and times as numbers and
//	          bytes (see schema.go); state is 0 for present, 1 for gone and 2 for
//	          removed
//	texts     report, sum (CRC-32C of the text), text (UTF-8), blocks (their
//	          layout, see blocks.go)
//	facts     report, packed: the facts and warnings (see facts.go)
//	aliases   key, alias, organization: the names that mean another (see alias.go)
//	kinds     kind, name, ordinal (NULL for one that is found no more), plural,
//	          doc, doc_zh, key (a JSON array), outline
//	fields    kind, ordinal, name, type (text, int, number or term), doc, doc_zh
//	dictionaries
//	          what reports have in common, by which zstd compresses texts, blocks
//	          and facts (see dictionary.go)
//
// A quote is stored as its place in the text, with a check sum.
//
// # Order and faults
//
// A batch of records is one transaction: after a crash the workspace holds all
// of it or nothing. Every change has a number, by which the index follows.
// Reports come in the order of their paths, whatever the order of arrival.
package corpus

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"zongjie/extract"
)

// DefaultDir is the workspace that is used where none is named.
const DefaultDir = ".zongjie"

// IndexDir is the folder of a workspace that holds its search index.
const IndexDir = "index"

const (
	databaseName = "zongjie.db"
	lockName     = "lock"
)

// Files are the names in a workspace that are its own; the first is always there.
var Files = []string{databaseName, databaseName + "-wal", databaseName + "-shm", databaseName + "-journal", IndexDir, lockName}

// Mode says what a workspace is opened for.
type Mode uint8

// The modes. Any number of programs may read while one writes.
const (
	Read  Mode = iota
	Write      // makes the workspace if there is none
)

// What can be wrong with a workspace as a whole. Errors of Open wrap them.
var (
	ErrNone  = errors.New("there is no workspace")
	ErrNewer = errors.New("the workspace was written by a newer zongjie")
	ErrOlder = errors.New("the workspace was written by an older zongjie")
	ErrBusy  = errors.New("the workspace is in use")
)

// Store is an open workspace. It is safe for concurrent use.
type Store struct {
	Dir   string          // where the workspace is
	Kinds []*extract.Kind // of facts, in the order of records
	// Workspace is a random name that the workspace got when it was made. An
	// index that names another workspace does not belong to this one.
	Workspace string
	db        *sql.DB
	lock      *os.File // nil in mode Read
	head      *sql.Stmt
	layouts   map[int64]*layout // by the key of the kind
	mutex     sync.Mutex        // guards coding
	coding    *coder            // nil before it is needed
}

// Open opens the workspace in the folder dir. kinds are the kinds of facts that
// the program finds: in mode Write the tables are made to fit them. Where kinds
// is nil, and in mode Read, the kinds are those that the workspace knows.
func Open(dir string, mode Mode, kinds []*extract.Kind) (*Store, error) {
	s := &Store{Dir: dir}
	if err := s.open(mode, kinds); err != nil {
		s.Close()
		return nil, fmt.Errorf("workspace %s: %w", dir, err)
	}
	return s, nil
}

// File returns the path of the database.
func (s *Store) File() string { return filepath.Join(s.Dir, databaseName) }

func (s *Store) open(mode Mode, kinds []*extract.Kind) error {
	file := s.File()
	if mode == Read {
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%w: `zongjie run FOLDER` makes one", ErrNone)
		} else if err != nil {
			return err
		}
		return s.openRead(file)
	}
	if err := os.MkdirAll(s.Dir, 0o755); err != nil {
		return err
	}
	var err error
	if s.lock, err = acquire(filepath.Join(s.Dir, lockName)); err != nil {
		return err
	}
	return s.openWrite(file, kinds)
}

func (s *Store) openRead(file string) error {
	// A reader opens the file for writing too, where it may: only so can SQLite
	// read what a program that was killed left in its log.
	err := s.connect(file, "mode=rw", "_pragma=query_only(1)", "_pragma=busy_timeout(1000)")
	if err != nil && !exists(file+"-wal") { // perhaps a folder that nobody may write
		s.db.Close()
		err = s.connect(file, "mode=ro", "immutable=1")
	}
	if err != nil {
		return explain(err)
	}
	version, err := s.version()
	if err != nil {
		return explain(err)
	}
	if version == 0 {
		return fmt.Errorf("%w: `zongjie run FOLDER` makes one", ErrNone)
	}
	return explain(s.load())
}

func (s *Store) openWrite(file string, kinds []*extract.Kind) error {
	err := s.connect(file, "mode=rwc", "_txlock=immediate", "_busy_timeout=0", "_journal_mode=WAL",
		"_pragma=synchronous(normal)", "_pragma=cache_size(-16000)", fmt.Sprintf("_pragma=page_size(%d)", pageSize))
	if err != nil {
		return explain(err)
	}
	version, err := s.version()
	if err != nil {
		return explain(err)
	}
	err = s.write(func(tx *sql.Tx) error {
		if version == 0 {
			if err := create(tx); err != nil {
				return err
			}
		}
		if kinds == nil {
			return nil
		}
		return fit(tx, kinds)
	})
	if err != nil {
		return err
	}
	return explain(s.load())
}

func (s *Store) connect(file string, params ...string) error {
	abs, err := filepath.Abs(file)
	if err != nil {
		return err
	}
	path := filepath.ToSlash(abs)
	if !strings.HasPrefix(path, "/") { // C:/...
		path = "/" + path
	}
	u := url.URL{Scheme: "file", Path: path, RawQuery: strings.Join(params, "&")}
	if s.db, err = sql.Open("sqlite", u.String()); err != nil {
		return err
	}
	return s.db.Ping()
}

// version returns the schema that the database has; 0 if it is empty.
func (s *Store) version() (version int, err error) {
	var application, tables int
	err = s.db.QueryRow("SELECT (SELECT user_version FROM pragma_user_version), (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_schema)").
		Scan(&version, &application, &tables)
	switch {
	case err != nil:
	case version == 0 && tables == 0:
	case application != applicationID:
		err = fmt.Errorf("%s is not a database of zongjie", databaseName)
	case version < schemaVersion:
		err = fmt.Errorf("%w (schema %d, this program writes %d): remove the folder, or name another with -C, and run again", ErrOlder, version, schemaVersion)
	case version > schemaVersion:
		err = fmt.Errorf("%w (schema %d, this program knows %d): use the newer program, or another workspace with -C", ErrNewer, version, schemaVersion)
	}
	return version, err
}

func (s *Store) load() error {
	if err := s.db.QueryRow("SELECT value FROM meta WHERE key = 'workspace'").Scan(&s.Workspace); err != nil {
		return err
	}
	if err := s.loadKinds(); err != nil {
		return err
	}
	var err error
	s.head, err = s.db.Prepare("SELECT f.title, f.organization, t.text FROM files f LEFT JOIN texts t USING (report) WHERE f.path = ? AND f.state < 2")
	return err
}

// Close closes the workspace.
func (s *Store) Close() error {
	var err error
	if s.db != nil {
		err = s.db.Close()
	}
	if s.lock != nil {
		err = errors.Join(err, s.lock.Close())
	}
	return err
}

// write runs do in one transaction.
func (s *Store) write(do func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(context.Background(), nil)
	if err != nil {
		return explain(err)
	}
	if err := do(tx); err != nil {
		tx.Rollback()
		return explain(err)
	}
	return explain(tx.Commit())
}

// explain says in a user's words what SQLite says in its own.
func explain(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xFF {
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("the disk is full: make room and run again; what was stored before is kept (%w)", err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("%w: another program is writing to %s; close it and try again", ErrBusy, databaseName)
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("%s is damaged: move the workspace away and run again (%w)", databaseName, err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return fmt.Errorf("cannot write %s: check the rights to the folder (%w)", databaseName, err)
	case sqlite3.SQLITE_IOERR:
		return fmt.Errorf("cannot read or write %s: check the disk and its room; what was stored before is kept (%w)", databaseName, err)
	}
	return err
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

func lastChange(q querier) (int64, error) {
	var value string
	if err := q.QueryRow("SELECT value FROM meta WHERE key = 'change'").Scan(&value); err != nil {
		return 0, err
	}
	return strconv.ParseInt(value, 10, 64)
}

func setLastChange(tx *sql.Tx, change int64) error {
	_, err := tx.Exec("UPDATE meta SET value = ? WHERE key = 'change'", strconv.FormatInt(change, 10))
	return err
}

// LastChange returns the number of the last change, 0 in a new workspace.
func (s *Store) LastChange() (int64, error) {
	change, err := lastChange(s.db)
	return change, explain(err)
}

// querier is a database or a transaction.
type querier interface {
	Query(query string, args ...any) (*sql.Rows, error)
	QueryRow(query string, args ...any) *sql.Row
}

func randomName() string {
	var b [16]byte
	rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}
