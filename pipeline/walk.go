package pipeline

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"zongjie/extract"
	"zongjie/pipeline/ingest"
)

// Source is a file that is not yet understood.
type Source struct {
	Root string // the folder given, or the folder of the file given, as an absolute path
	Path string // slash-separated, relative to Root
	// Place is what the record's organisation and year may be taken from besides
	// the text. Walk sets its Path, Lists the rest.
	Place    extract.Place
	Size     int64 // bytes, 0 if it is not known; what is too large is not read
	Modified time.Time
	Read     func() ([]byte, error)
	// Known returns a record of the same bytes with its text, made by readers of
	// the same version, or nil: its facts are found anew, and nothing is read. It
	// may be nil.
	Known func() *extract.Record

	onDisk   bool // it is a file, and lies in no archive or mail
	expanded bool // it is not, or no more, an archive or mail with files in it
}

// known returns what Known does, if that can stand for the file.
func (s *Source) known() *extract.Record {
	if s.Known == nil {
		return nil
	}
	rec := s.Known()
	if rec != nil && !s.expanded && ingest.Holds(rec.Source.Format) { // what is in it is looked for when it is read
		return nil
	}
	if rec == nil || rec.Document == nil || rec.Reader != ReaderVersion() || rec.Failure != nil && rec.Failure.Stage != "ingest" {
		return nil
	}
	return rec
}

// Walk lists the files at root, a file or a folder, in the order of their
// paths. Links are not followed: one that leads out of root becomes a source
// that cannot be read, so that it is not passed over in silence, and so does a
// folder that may not be opened. Folders whose name begins with a dot are left
// out. Of an archive its members are listed. The files of an export cannot be read
// either. Names that are not UTF-8, as an archive of another system left them,
// are put into it. An error means that root itself cannot be listed.
func Walk(root string, limits ingest.Limits) ([]Source, error) {
	sources, err := walk(root, limits)
	for i := range sources {
		s := &sources[i]
		s.Place.Path = PlacePath(s.Root, s.Path)
	}
	return sources, err
}

// PlacePath returns the path of a file that lies at path, slash-separated, in the
// folder root, with the name of that folder before it: of 2023/a.docx the folder's
// name tells the year.
func PlacePath(root, path string) string { return filepath.Base(root) + "/" + path }

func walk(root string, limits ingest.Limits) ([]Source, error) {
	w := walker{limits.Full()}
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(root)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return w.filesAt(filepath.Dir(root), root, info), nil
	}
	if root, err = filepath.EvalSymlinks(root); err != nil { // WalkDir does not enter a link
		return nil, err
	}
	var sources []Source
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			if path == root {
				return err
			}
			sources = append(sources, brokenSource(root, path, err))
			return nil
		}
		if d.IsDir() {
			if path != root && strings.HasPrefix(d.Name(), ".") {
				return fs.SkipDir
			}
			return nil
		}
		if d.Type()&fs.ModeSymlink != 0 {
			if leadsOut(root, path) {
				sources = append(sources, brokenSource(root, path, errLink))
			}
			return nil
		}
		info, err := d.Info()
		if err != nil {
			sources = append(sources, brokenSource(root, path, err))
			return nil
		}
		sources = append(sources, w.filesAt(root, path, info)...)
		return nil
	})
	refuseExports(sources)
	return unique(sources), err
}

var (
	errTooLarge = errors.New("more bytes than are read")
	errLink     = errors.New("the file is a link that leads out of the folder, or nowhere")
	errSpecial  = errors.New("not a file that can be read: a pipe, socket or device")
)

// leadsOut reports whether the link at path leads out of root, or nowhere. One
// that leads to a place within root needs no mention: that place is listed.
func leadsOut(root, path string) bool {
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return !isLoop(err)
	}
	rel, err := filepath.Rel(root, target)
	return err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// isLoop reports whether err says that links lead in a circle: no file is lost
// by leaving them out.
func isLoop(err error) bool { return strings.Contains(err.Error(), "too many links") }

// walker lists files within limits.
type walker struct{ limits ingest.Limits }

// filesAt returns the file at path, or what it holds if it is an archive.
func (w walker) filesAt(root, path string, info fs.FileInfo) []Source {
	s := w.fileSource(root, path, info)
	if !info.Mode().IsRegular() || !expandable(path) {
		return []Source{s}
	}
	return expand(s, lazyFile(path), w.limits)
}

func (w walker) fileSource(root, path string, info fs.FileInfo) Source {
	s := brokenSource(root, path, errSpecial)
	s.onDisk = true
	if !info.Mode().IsRegular() {
		return s
	}
	s.Size, s.Modified = info.Size(), info.ModTime()
	s.Read = func() ([]byte, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return readAll(f, s.Size, w.limits.File)
	}
	return s
}

func brokenSource(root, path string, err error) Source {
	rel, relErr := filepath.Rel(root, path)
	if relErr != nil {
		rel = path
	}
	return Source{Root: root, Path: utf8Path(rel), Read: func() ([]byte, error) { return nil, err }}
}

// utf8Path returns the path of a file with slashes and in UTF-8.
func utf8Path(path string) string {
	names := strings.Split(filepath.ToSlash(path), "/")
	for i := range names { // each by itself, so that it does not depend on those beside it
		ingest.DecodeNames(names[i : i+1])
	}
	return strings.Join(names, "/")
}

// ReaderSource is a source that reads all of r, such as standard input.
func ReaderSource(name string, r io.Reader, limits ingest.Limits) Source {
	return Source{Path: name, Read: func() ([]byte, error) { return readAll(r, 0, limits.Full().File) }}
}

// readAll reads all of r, which has about size bytes, unless it is above most: a file may have grown since it was listed, and a pipe may never end.
func readAll(r io.Reader, size, most int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(size) + bytes.MinRead)
	if _, err := b.ReadFrom(io.LimitReader(r, most+1)); err != nil {
		return nil, err
	}
	if int64(b.Len()) > most {
		return nil, errTooLarge
	}
	return b.Bytes(), nil
}
