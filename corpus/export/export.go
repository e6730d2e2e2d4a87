// Package export writes a corpus for people and programs that did not make it,
// one file of this package for each format.
//
// Most formats hold the same tables: reports, one table a kind of fact, the wide
// one (an organisation and year a row, a measure a column), warnings and
// failures. table.go says what their columns are; a format only says how rows
// become bytes. The other formats hold the records as they are (JSON Lines) or
// the texts with the quotes marked in them (doccano, brat).
//
// Whatever the format, the same reports and options give the same bytes: no
// output holds the time, the machine or an absolute path. Rows are in the order
// of the paths of reports, then of the places in the text. Reports are read one
// by one; none is kept but for the numbers that the wide table chooses from. Files are replaced all together or not at all, and files
// of other names are left alone.
package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"zongjie/corpus"
	"zongjie/extract"
)

// Options say what to write and how.
type Options struct {
	Format string // name of one of Formats
	NoBOM  bool   // CSV without the byte order mark
	Text   bool   // JSON Lines with the texts
	// Program is the version of the program, for the manifest.
	Program string
	// Kinds describe the columns in more detail than a workspace does, if they
	// are of the same names. It may be nil.
	Kinds []*extract.Kind
}

// Format is a format that can be written.
type Format struct {
	Name string
	Doc  string   // one line, without the name
	File string   // the one file that it writes into a folder; "" if there are several
	Ends []string // how the names of such files end

	stream bool        // the file can be written to a pipe
	load   corpus.Load // what of a report it shows
	open   func(*job) (writer, error)
	rows   func(*job) (rowWriter, error) // set for formats of tables, instead of open
}

// Streams reports whether the format can be written to standard output.
func (f *Format) Streams() bool { return f.stream }

// Formats are the formats that can be written.
var Formats = []Format{
	{Name: "csv", Doc: "tables for spreadsheets, one file each, with datapackage.json", rows: openCSV},
	{Name: "xlsx", Doc: "one Excel workbook, one sheet a table", File: "zongjie.xlsx", Ends: []string{".xlsx"}, rows: openXLSX},
	{Name: "jsonl", Doc: "the records, one JSON object a line", File: "records.jsonl", Ends: []string{".jsonl", ".ndjson"}, stream: true, open: openJSONL},
	{Name: "parquet", Doc: "tables for pandas, DuckDB and the like, one file each", rows: openParquet},
	{Name: "sqlite", Doc: "one SQLite database, one table each, with views", File: "zongjie.sqlite", Ends: []string{".sqlite", ".sqlite3", ".db"}, rows: openSQLite},
	{Name: "doccano", Doc: "texts with the quotes marked, to correct in doccano", File: "doccano.jsonl", Ends: []string{".jsonl", ".ndjson"}, stream: true, load: corpus.Text, open: openDoccano},
	{Name: "brat", Doc: "texts with the quotes marked, to correct in brat or INCEpTION", load: corpus.Text, open: openBrat},
}

// Named returns the format with that name, or nil.
func Named(name string) *Format {
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return &Formats[i]
}

// Places returns the folder and, for formats that write one file, the name of the
// file that output means: a name that ends as such files do means the file,
// unless it is a folder; every other name means a folder.
func (f *Format) Places(output string) (dir, file string) {
	info, err := os.Stat(output)
	isDir := err == nil && info.IsDir()
	if !isDir && slices.Contains(f.Ends, strings.ToLower(filepath.Ext(output))) {
		return filepath.Split(filepath.Clean(output))
	}
	return output, f.File
}

// writer takes the reports of an export in the order of their paths.
type writer interface {
	add(*corpus.Report) error
	// end is called after the last report.
	end() error
}

// job is one export on its way.
type job struct {
	ctx     context.Context
	store   *corpus.Store
	options Options
	format  *Format
	file    string // the one file of the format, if it has one
	files   files
	tables  *tables
	maker   *rowMaker // nil for a format without tables
	outputs []output
	notes   notes
}

// output is a file that an export wrote.
type output struct {
	file  *file
	table *Table // whose rows it holds; nil if it holds something else
}

// create makes the file of table t, which may be nil.
func (j *job) create(t *Table, name string) (*file, error) {
	f, err := j.files.create(name)
	if err == nil {
		j.outputs = append(j.outputs, output{f, t})
	}
	return f, err
}

// Write writes the reports of store that are present to output, a folder that it
// makes or, as Places says, a file; beside them goes a manifest. It returns what
// the format could not hold as it is, for people to know.
func Write(ctx context.Context, store *corpus.Store, output string, options Options) ([]string, error) {
	j, err := newJob(ctx, store, options)
	if err != nil {
		return nil, err
	}
	j.files.dir, j.file = j.format.Places(output)
	if j.files.dir == "" {
		j.files.dir = "."
	}
	if err := os.MkdirAll(j.files.dir, 0o755); err != nil {
		return nil, err
	}
	defer j.files.discard()
	inputs, err := j.run(nil)
	if err != nil {
		return nil, err
	}
	if err := j.describe(inputs); err != nil {
		return nil, err
	}
	return j.notes.lines(), j.files.commit()
}

// Stream writes the one file of a format to w, and no manifest.
func Stream(ctx context.Context, store *corpus.Store, w io.Writer, options Options) error {
	j, err := newJob(ctx, store, options)
	if err != nil {
		return err
	}
	if !j.format.stream {
		return fmt.Errorf("%s cannot be written as a stream", j.format.Name)
	}
	_, err = j.run(w)
	return err
}

func newJob(ctx context.Context, store *corpus.Store, options Options) (*job, error) {
	format := Named(options.Format)
	if format == nil {
		return nil, fmt.Errorf("there is no format %q", options.Format)
	}
	j := &job{ctx: ctx, store: store, options: options, format: format, notes: notes{}}
	j.tables = newTables(described(store.Kinds, options.Kinds))
	return j, nil
}

// described returns kinds, in the words of those of docs that have their names.
func described(kinds, docs []*extract.Kind) []*extract.Kind {
	out := slices.Clone(kinds)
	for i, k := range kinds {
		for _, d := range docs {
			if d.Name == k.Name && slices.EqualFunc(d.Fields, k.Fields, func(a, b extract.Field) bool { return a.Name == b.Name && a.Type == b.Type }) {
				out[i] = d
			}
		}
	}
	return out
}

// run writes all reports, to stream unless that is nil, and returns what the
// manifest says of them.
func (j *job) run(stream io.Writer) ([]input, error) {
	w, err := j.open(stream)
	if err != nil {
		return nil, err
	}
	var inputs []input
	for r, err := range j.store.Reports(corpus.Facts | j.format.load | j.withText()) {
		if err == nil {
			err = j.ctx.Err()
		}
		if err == nil {
			err = w.add(&r)
		}
		if err != nil {
			return nil, j.closed(w, err)
		}
		if stream == nil {
			inputs = append(inputs, inputOf(&r))
		}
	}
	return inputs, explain(w.end())
}

// withText returns what JSON Lines with texts need.
func (j *job) withText() corpus.Load {
	if j.options.Text {
		return corpus.Text
	}
	return 0
}

// closed returns err after w has let go of what it holds.
func (j *job) closed(w writer, err error) error {
	if c, ok := w.(io.Closer); ok {
		c.Close()
	}
	return explain(err)
}

func (j *job) open(stream io.Writer) (writer, error) {
	switch {
	case stream != nil && j.format.Name == "jsonl":
		return newRecordLines(stream, j.options.Text), nil
	case stream != nil:
		return newDoccano(stream), nil
	case j.format.open != nil:
		return j.format.open(j)
	}
	rows, err := j.format.rows(j)
	if err != nil {
		return nil, explain(err)
	}
	j.maker, err = newRowMaker(j.tables, j.store.Kinds, rows)
	w := &tableWriter{j.maker}
	if err != nil {
		return nil, j.closed(w, err)
	}
	return w, nil
}

// tableWriter writes reports as rows.
type tableWriter struct{ *rowMaker }

// Close lets go of what the format holds, where an export ends early.
func (w *tableWriter) Close() error {
	if c, ok := w.out.(io.Closer); ok {
		return c.Close()
	}
	return nil
}

// explain says that a disk is full as the system does, whoever noticed.
func explain(err error) error {
	if err != nil && strings.Contains(err.Error(), "database or disk is full") {
		return errors.Join(syscall.ENOSPC, err)
	}
	return err
}
