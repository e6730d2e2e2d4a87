package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zongjie/corpus"
	"zongjie/corpus/export"
	"zongjie/extract"
	"zongjie/pipeline"
	"zongjie/pipeline/ingest"
)

func newVerifyCommand() *cobra.Command {
	job := verifyJob{workers: runtime.NumCPU()}
	cmd := &cobra.Command{
		Use:   "verify [FILE.csv...]",
		Short: "Check a workspace, or exported tables, against the files",
		Long: `Without an argument, check a workspace: that every text and every fact is what
was stored, that every quote stands in its text at its place, that every file is
the one that was read, and that the index holds the same reports.

With arguments, check CSV tables that export wrote against the files that they
were made from. Of each row it checks that no cell was changed (row_hash), that
the file is the same, that its text has the quote at the place, line and
sentence stated, and, where the row rests on the present version of the rules,
that they still find the same values. Nothing is taken from the workspace but
where the files are.

A table may have been saved by a spreadsheet program: another encoding,
delimiter, order or number format is understood, and so is what such a program
makes of 98%, of the label 1. and of March 8; changed cells are named.

The exit code is 0 if all is right, 3 if something is wrong, 1 if files that
rows lead to cannot be read, and 2 for a file that is no such table.`,
		Example: `  zongjie verify
  zongjie verify --no-files --json
  zongjie verify tables/counts.csv
  zongjie verify tables/*.csv
  zongjie verify --json counts.csv | jq .bad`,
		Args: arguments(0, -1, "CSV files that export wrote, or nothing"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return job.checkWorkspace(cmd.Context(), cmd.OutOrStdout())
			}
			return job.run(cmd.Context(), args, cmd.OutOrStdout())
		},
	}
	cmd.Flags().BoolVar(&job.asJSON, "json", false, "print the result as JSON")
	cmd.Flags().BoolVar(&job.all, "all", false, "name everything that is wrong, not only the first 20")
	cmd.Flags().BoolVar(&job.noFiles, "no-files", false, "check the workspace without reading the files it was made from")
	cmd.Flags().IntVar(&job.workers, "workers", job.workers, "files to work on at the same time")
	job.workspace.register(cmd)
	job.rules.register(cmd)
	job.limits.register(cmd)
	return cmd
}

// verifyJob checks exported tables.
type verifyJob struct {
	workspace   workspaceFlag
	rules       rulesFlag
	limits      limitsFlags // as run was given them
	workers     int
	asJSON, all bool
	noFiles     bool
}

// verified is what came of one table.
type verified struct {
	File  string `json:"file"`
	Table string `json:"table"`
	Rows  int    `json:"rows"`
	Good  int    `json:"good"`
	// Unread counts rows whose files cannot be read; Again those whose facts were
	// looked for again.
	Unread int      `json:"unread"`
	Again  int      `json:"again"`
	Bad    []badRow `json:"bad"` // those that could not be checked too

	sheet *export.Sheet
}

type badRow struct {
	Row    int      `json:"row"` // as spreadsheets count: the header is 1
	Report string   `json:"report"`
	Wrong  []string `json:"wrong"`
	Unread bool     `json:"unread,omitempty"`
}

// wrong returns how many rows are wrong.
func (v *verified) wrong() int { return v.Rows - v.Good - v.Unread }

// maxBadRows is how many rows of a table are named.
const maxBadRows = 20

func (j *verifyJob) run(ctx context.Context, names []string, out io.Writer) error {
	if j.workers < 1 {
		return usageError{errors.New("--workers must be at least 1")}
	}
	engine, err := j.rules.engine()
	if err != nil {
		return err
	}
	tables, err := readTables(names, engine.Kinds())
	if err != nil {
		return err
	}
	store, err := j.workspace.read()
	if err != nil {
		return err
	}
	roots, err := store.Roots()
	if err := errors.Join(err, store.Close()); err != nil {
		return err
	}
	if err := j.check(ctx, tables, roots, engine); err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	if j.asJSON {
		err = printVerifiedJSON(w, tables)
	} else {
		j.print(w, tables, columns(out))
	}
	if err := errors.Join(err, w.Flush()); err != nil {
		return err
	}
	return verdict(tables)
}

// readTables reads the files named. One that is no table of ours is wrong usage.
func readTables(names []string, kinds []*extract.Kind) ([]*verified, error) {
	var tables []*verified
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		sheet, err := export.ReadCSV(data, kinds)
		if errors.Is(err, export.ErrNotOurs) {
			return nil, usageError{fmt.Errorf("%s is %w; verify wants counts.csv and the like, or a sheet of a workbook saved as CSV", name, err)}
		}
		if err != nil {
			return nil, usageError{fmt.Errorf("%s cannot be read as CSV: %w", name, err)}
		}
		tables = append(tables, &verified{File: name, Table: sheet.Table.Name, Rows: len(sheet.Rows), Bad: []badRow{}, sheet: sheet})
	}
	return tables, nil
}

// rowOf is a row of one of several tables.
type rowOf struct {
	table *verified
	row   *export.Row
}

// check reads every file that rows lead to, once, and checks its rows.
func (j *verifyJob) check(ctx context.Context, tables []*verified, roots []corpus.Root, engine *extract.Engine) error {
	rows := map[string][]rowOf{} // by the path of the report
	var paths []string
	for _, t := range tables {
		for i := range t.sheet.Rows {
			path := t.sheet.Get(&t.sheet.Rows[i], "report_path")
			if path == "" { // a row that no single report states
				rowOf{t, &t.sheet.Rows[i]}.check("", nil, nil)
				continue
			}
			if rows[path] == nil {
				paths = append(paths, path)
			}
			rows[path] = append(rows[path], rowOf{t, &t.sheet.Rows[i]})
		}
	}
	slices.Sort(paths)
	finder := sourceFinder{roots: roots, limits: j.limits.Limits}
	var sources []pipeline.Source
	for _, path := range paths {
		src, err := finder.find(path)
		if errors.Is(err, fs.ErrNotExist) { // which means during the run to pipeline
			err = errors.New("the file is not there any more")
		}
		if err != nil {
			src = pipeline.Source{Path: path, Read: func() ([]byte, error) { return nil, err }}
		}
		sources = append(sources, src)
	}
	p, end := newPipeline(engine, j.workers, j.limits.Limits)
	defer end()
	i := 0
	for rec := range p.Run(ctx, sources) {
		check := export.NewCheck(paths[i], rec)
		for _, r := range rows[paths[i]] {
			r.check(paths[i], rec, check)
		}
		i++
	}
	for _, t := range tables {
		slices.SortFunc(t.Bad, func(a, b badRow) int { return a.Row - b.Row })
	}
	return ctx.Err()
}

// check checks one row against the record that its file has now.
func (r rowOf) check(path string, rec *extract.Record, check *export.Check) {
	bad := badRow{Row: r.row.Number, Report: path}
	if check != nil {
		check.Restore(r.table.sheet, r.row)
	}
	if !r.row.Intact {
		bad.Wrong = append(bad.Wrong, "row_hash does not fit: a cell of the row was changed")
	}
	switch {
	case rec == nil:
	case rec.ID == "" && (r.table.sheet.Get(r.row, "report_id") != "" || r.table.sheet.Table.Index("report_id") < 0):
		bad.Unread = true
		bad.Wrong = append(bad.Wrong, failureLine(path, rec))
	default:
		wrong, again := check.Row(r.table.sheet, r.row)
		bad.Wrong = append(bad.Wrong, wrong...)
		if again {
			r.table.Again++
		}
	}
	switch {
	case len(bad.Wrong) == 0:
		r.table.Good++
		return
	case bad.Unread && r.row.Intact:
		r.table.Unread++
	default:
		bad.Unread = false
	}
	r.table.Bad = append(r.table.Bad, bad)
}

// sourceFinder finds the files of reports by their paths in the workspace.
type sourceFinder struct {
	roots  []corpus.Root
	limits ingest.Limits
	// What lies in the archive or folder that was listed last: the rows of its
	// files come together.
	file    string
	members map[string]pipeline.Source
}

// find returns the source of the report at path.
func (f *sourceFinder) find(path string) (pipeline.Source, error) {
	for _, root := range f.roots {
		inside, ok := strings.CutPrefix(path, root.Name+"/")
		if !ok {
			continue
		}
		// An archive is a file, and what follows !/ lies in it; but a folder may
		// have such a name too.
		for end := 0; ; {
			i := strings.Index(inside[end:], pipeline.Inside)
			file := inside
			if i >= 0 {
				file = inside[:end+i]
			}
			if src, err := f.look(root, file, inside); err == nil || i < 0 {
				return src, err
			}
			end += i + len(pipeline.Inside)
		}
	}
	return pipeline.Source{}, fmt.Errorf("no folder of the workspace has it: was it exported from another workspace? name that with -C")
}

// look returns the source at the path inside, which the file is or holds.
func (f *sourceFinder) look(root corpus.Root, file, inside string) (pipeline.Source, error) {
	local := filepath.FromSlash(file)
	if !filepath.IsLocal(local) { // a row may say anything
		return pipeline.Source{}, errors.New("its path leads out of the folder")
	}
	name := filepath.Join(root.Location, local)
	err := f.list(root, name, strings.TrimSuffix(file, filepath.Base(name)))
	if errors.Is(err, fs.ErrNotExist) { // or its name on disk is not UTF-8
		if listed := f.list(root, root.Location, ""); listed != nil {
			return pipeline.Source{}, listed
		}
	}
	src, ok := f.members[inside]
	switch {
	case ok:
		return src, nil
	case err != nil:
		return pipeline.Source{}, err
	}
	return pipeline.Source{}, fmt.Errorf("there is no such file in %s", name)
}

// list lists the files at name, whose paths begin with dir, unless it did so last.
func (f *sourceFinder) list(root corpus.Root, name, dir string) error {
	if name == f.file {
		return nil
	}
	sources, err := pipeline.Walk(name, f.limits)
	if err != nil {
		return err
	}
	f.file, f.members = name, map[string]pipeline.Source{}
	for _, s := range pipeline.Expand(sources, func(string) bool { return true }, f.limits) {
		s.Root, s.Path = root.Location, dir+s.Path
		f.members[s.Path] = s
	}
	return nil
}

func printVerifiedJSON(w io.Writer, tables []*verified) error {
	enc := newEncoder(w)
	for _, t := range tables {
		if err := enc.Encode(t); err != nil {
			return err
		}
	}
	return nil
}

// print tells people how many rows are right, and what is wrong with others.
func (j *verifyJob) print(w io.Writer, tables []*verified, width int) {
	for _, t := range tables {
		fmt.Fprintf(w, "%s: %s, %d right", visible(t.File), plural(t.Rows, "row"), t.Good)
		if n := t.wrong(); n > 0 {
			fmt.Fprintf(w, ", %d wrong", n)
		}
		if t.Unread > 0 {
			fmt.Fprintf(w, ", %d not checked", t.Unread)
		}
		fmt.Fprintln(w)
		for i, bad := range t.Bad {
			if i == maxBadRows && !j.all {
				fmt.Fprintf(w, "  and %d more; --all names every one\n", len(t.Bad)-maxBadRows)
				break
			}
			for _, wrong := range bad.Wrong {
				hang(w, fmt.Sprintf("  row %d: ", bad.Row), wrong, width)
			}
		}
		if left := t.Rows - t.Unread - t.Again; left > 0 && t.sheet.Table.Index("rule") >= 0 {
			hang(w, "  ", plural(left, "row")+" found by another version of the rules; their values were not looked for again", width)
		}
	}
}

// verdict returns the error that gives the exit code.
func verdict(tables []*verified) error {
	wrong, unread := 0, 0
	for _, t := range tables {
		wrong, unread = wrong+t.wrong(), unread+t.Unread
	}
	switch {
	case wrong > 0:
		return errPartly
	case unread > 0:
		return fmt.Errorf("%s could not be checked: the files cannot be read; bring them back to where they were", plural(unread, "row"))
	}
	return nil
}
