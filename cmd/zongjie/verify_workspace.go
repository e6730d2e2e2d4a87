package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"zongjie/corpus"
	"zongjie/corpus/index"
	"zongjie/extract"
	"zongjie/pipeline"
)

// workspaceCheck is what came of checking a workspace: each part against what it
// must agree with.
type workspaceCheck struct {
	Workspace string     `json:"workspace"`
	Reports   int        `json:"reports"` // read from the database, with their texts
	Facts     int        `json:"facts"`   // held against their quotes in the texts
	Files     *fileCheck `json:"files,omitempty"`
	Indexed   int        `json:"indexed"`
	Problems  []problem  `json:"problems"`
}

// fileCheck counts files by how they compare with what was read of them.
type fileCheck struct {
	Same    int `json:"same"`
	Changed int `json:"changed"`
	Missing int `json:"missing"` // or not to be read any more
	Unread  int `json:"unread"`  // not read by run either
}

// problem is something that does not agree.
type problem struct {
	Part string `json:"part"` // database, file or index
	Path string `json:"path,omitempty"`
	Text string `json:"text"`
}

// checkWorkspace checks the workspace itself: every text and quote, every file
// against its hash, the index against the database.
func (j *verifyJob) checkWorkspace(ctx context.Context, out io.Writer) error {
	store, err := j.workspace.read()
	if err != nil {
		return err
	}
	c := &workspaceCheck{Workspace: store.Dir, Problems: []problem{}}
	err = j.fillCheck(ctx, store, c)
	if err := errors.Join(err, store.Close()); err != nil {
		return err
	}
	if err := output(out, j.asJSON, c, func(w io.Writer, width int) { j.printCheck(w, c, width) }); err != nil {
		return err
	}
	if len(c.Problems) > 0 {
		return errPartly
	}
	return nil
}

func (j *verifyJob) fillCheck(ctx context.Context, store *corpus.Store, c *workspaceCheck) (err error) {
	c.Reports, c.Facts, err = store.Verify(ctx, func(p corpus.Problem) {
		c.Problems = append(c.Problems, problem{"database", p.Path, p.Text})
	})
	if err != nil {
		return err
	}
	if err := c.checkIndex(ctx, store); err != nil || j.noFiles {
		return err
	}
	return j.checkFiles(ctx, store, c)
}

func (c *workspaceCheck) checkIndex(ctx context.Context, store *corpus.Store) error {
	found := func(text string) { c.Problems = append(c.Problems, problem{Part: "index", Text: text}) }
	idx, err := index.Open(store, corpus.Read)
	if errors.Is(err, corpus.ErrBusy) {
		return err
	}
	if err != nil {
		found(err.Error())
		return nil
	}
	c.Indexed, err = idx.Verify(ctx, found)
	return errors.Join(err, idx.Close())
}

// checkFiles reads the file of every report that is present and compares its hash.
func (j *verifyJob) checkFiles(ctx context.Context, store *corpus.Store, c *workspaceCheck) error {
	roots, err := store.Roots()
	if err != nil {
		return err
	}
	c.Files = &fileCheck{}
	finder := sourceFinder{roots: roots, limits: j.limits.Limits}
	for r, err := range store.Reports(0) {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		c.checkFile(&finder, r.Path, r.Record)
	}
	return nil
}

func (c *workspaceCheck) checkFile(finder *sourceFinder, path string, rec *extract.Record) {
	if rec.ID == "" {
		c.Files.Unread++
		return
	}
	src, err := finder.find(path)
	var data []byte
	if err == nil {
		data, err = src.Read()
	}
	switch sum := sha256.Sum256(data); {
	case errors.Is(err, fs.ErrNotExist):
		c.Files.Missing++
		c.Problems = append(c.Problems, problem{"file", path, "it is not there any more"})
	case err != nil:
		c.Files.Missing++
		c.Problems = append(c.Problems, problem{"file", path, "it cannot be read any more: " + err.Error()})
	case hex.EncodeToString(sum[:]) != rec.ID:
		c.Files.Changed++
		text := "it was changed after it was read"
		if src.Size == rec.Source.Bytes && pipeline.Timestamp(src.Modified) == rec.Source.Modified {
			text += ", and a run does not see that by its size and time: remove it with 'zongjie remove' first"
		}
		c.Problems = append(c.Problems, problem{"file", path, text})
	default:
		c.Files.Same++
	}
}

// advice says what to do about problems of a part.
var advice = map[string]string{
	"database": "move the workspace away and run again over the folders",
	"file":     "'zongjie run' over the folder follows what changed",
	"index":    "'zongjie reindex' makes the index anew",
}

func (j *verifyJob) printCheck(w io.Writer, c *workspaceCheck, width int) {
	fmt.Fprintf(w, "database  %s, %s with their quotes\n", plural(c.Reports, "report"), plural(c.Facts, "fact"))
	if f := c.Files; f != nil {
		fmt.Fprintf(w, "files     %d as they were read, %d changed, %d missing", f.Same, f.Changed, f.Missing)
		if f.Unread > 0 {
			fmt.Fprintf(w, ", %d never read", f.Unread)
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "index     %s\n", plural(c.Indexed, "report"))
	if len(c.Problems) == 0 {
		fmt.Fprintln(w, "all agree")
		return
	}
	fmt.Fprintf(w, "%s:\n", plural(len(c.Problems), "problem"))
	told := map[string]bool{}
	for i, p := range c.Problems {
		if i == maxBadRows && !j.all {
			fmt.Fprintf(w, "  and %d more; --all names every one\n", len(c.Problems)-maxBadRows)
			break
		}
		text := visible(p.Text)
		if p.Path != "" {
			text = visible(p.Path) + ": " + text
		}
		if !told[p.Part] {
			told[p.Part] = true
			text += "; " + advice[p.Part]
		}
		hang(w, "  "+p.Part+" ", text, width)
	}
}
