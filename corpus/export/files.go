package export

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strconv"
)

// files writes several files that appear together: they wait in a folder of their
// own until all of them are complete.
type files struct {
	dir  string
	temp string // the folder in which they wait; "" before the first
	made []*file
}

// file is one of them. It is written in one go, from beginning to end.
type file struct {
	*bufio.Writer
	name string
	temp *os.File // nil once it is closed
	path string   // of the temporary file
	sum  hash.Hash
	size int64
	hex  string // SHA-256 of what was written, once it is closed
	kept string // where the file of that name that was there before waits
}

// create makes the file named name, which lies in the folder itself.
func (fs *files) create(name string) (*file, error) {
	if fs.temp == "" {
		var err error
		fs.temp, err = os.MkdirTemp(fs.dir, ".zongjie-export-")
		if e := (*os.PathError)(nil); errors.As(err, &e) {
			e.Path = fs.dir // the folder is what people know
		}
		if err != nil {
			return nil, err
		}
	}
	path := filepath.Join(fs.temp, strconv.Itoa(len(fs.made)))
	temp, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, err
	}
	f := &file{name: name, temp: temp, path: path, sum: sha256.New()}
	f.Writer = bufio.NewWriterSize(counted{f}, 1<<16)
	fs.made = append(fs.made, f)
	return f, nil
}

// counted counts and hashes the bytes on their way to a file.
type counted struct{ f *file }

func (c counted) Write(p []byte) (int, error) {
	n, err := c.f.temp.Write(p)
	c.f.sum.Write(p[:n])
	c.f.size += int64(n)
	if err != nil {
		return n, fmt.Errorf("%s: %w", c.f.name, err)
	}
	return n, nil
}

// fill makes the content of the file at path that of f, whatever f held.
func (f *file) fill(path string) error {
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	defer from.Close()
	if err := f.temp.Truncate(0); err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	return err
}

// close ends the writing of f, so that many files need not be open together.
func (f *file) close() error {
	if f.temp == nil {
		return nil
	}
	err := f.Flush()
	if e := f.temp.Sync(); err == nil {
		err = e
	}
	if e := f.temp.Close(); err == nil {
		err = e
	}
	f.temp, f.Writer = nil, nil
	f.hex = hex.EncodeToString(f.sum.Sum(nil))
	return err
}

// commit gives the files their names, all or none.
func (fs *files) commit() error {
	for _, f := range fs.made {
		if err := f.close(); err != nil {
			return err
		}
		if info, err := os.Stat(filepath.Join(fs.dir, f.name)); err == nil && info.IsDir() {
			return fmt.Errorf("%s is a folder, and the export writes a file of that name: name another folder", filepath.Join(fs.dir, f.name))
		}
	}
	for i, f := range fs.made {
		name := filepath.Join(fs.dir, f.name)
		kept := f.path + ".old"
		if os.Link(name, kept) == nil { // where there are no links, nothing can be restored
			f.kept = kept
		}
		if err := os.Rename(f.path, name); err != nil {
			fs.restore(i)
			return fmt.Errorf("%w (is the file open in another program?)", err)
		}
	}
	return nil
}

// restore brings back what the first n files have replaced.
func (fs *files) restore(n int) {
	for _, f := range fs.made[:n] {
		name := filepath.Join(fs.dir, f.name)
		if f.kept == "" {
			os.Remove(name)
		} else if os.Rename(f.kept, name) == nil {
			f.kept = ""
		}
	}
}

// discard removes what is left in the folder where they wait.
func (fs *files) discard() {
	for _, f := range fs.made {
		if f.temp != nil {
			f.temp.Close()
		}
	}
	if fs.temp != "" {
		os.RemoveAll(fs.temp)
	}
}
