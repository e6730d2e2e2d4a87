// Package export writes a corpus for people and programs that did not make it,
// one file of this package for each format.
package export

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// files writes several files that appear together: under temporary names until
// all of them are complete.
type files struct {
	dir  string
	open []*file
}

type file struct {
	*bufio.Writer
	name string
	temp *os.File
}

// create makes the file named name.
func (fs *files) create(name string) (io.Writer, error) {
	temp, err := os.CreateTemp(fs.dir, "."+name+".*.tmp")
	if err != nil {
		return nil, err
	}
	f := &file{bufio.NewWriterSize(temp, 1<<16), name, temp}
	fs.open = append(fs.open, f)
	return f, nil
}

// commit gives the files their names.
func (fs *files) commit() error {
	for _, f := range fs.open {
		if err := errors.Join(f.Flush(), f.temp.Chmod(0o644), f.temp.Sync(), f.temp.Close()); err != nil {
			return fmt.Errorf("%s: %w", filepath.Join(fs.dir, f.name), err)
		}
	}
	for _, f := range fs.open {
		if err := os.Rename(f.temp.Name(), filepath.Join(fs.dir, f.name)); err != nil {
			return fmt.Errorf("%w (is the file open in another program?)", err)
		}
	}
	return nil
}

// discard removes what has no name yet.
func (fs *files) discard() {
	for _, f := range fs.open {
		f.temp.Close()
		os.Remove(f.temp.Name())
	}
}
