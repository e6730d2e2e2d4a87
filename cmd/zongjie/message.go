package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"github.com/spf13/pflag"
)

// message says an error to a person: what happened, to what, and what to do.
// Errors of the libraries say so already; those of the system and of the
// command line are put in other words here.
func message(err error) string {
	var value *pflag.InvalidValueError
	if errors.As(err, &value) {
		wants := "another value"
		switch kind := value.GetFlag().Value.Type(); {
		case strings.HasPrefix(kind, "int"):
			wants = "a whole number"
		case kind == "number":
			wants = "a whole number above 0"
		case kind == "size":
			wants = "a size such as 64MiB or 1GiB"
		case kind == "time":
			wants = "a time such as 30s or 2m"
		}
		return fmt.Sprintf("--%s wants %s, and %q is none", value.GetFlag().Name, wants, value.GetValue())
	}
	if errors.Is(err, syscall.ENOSPC) {
		return "the disk is full: make room and try again; what was stored before is kept"
	}
	var path *fs.PathError
	if !errors.As(err, &path) {
		return err.Error()
	}
	switch {
	case errors.Is(err, fs.ErrPermission):
		return fmt.Sprintf("no permission for %s: give yourself the right to it, or name another folder", path.Path)
	case errors.Is(err, syscall.EROFS):
		return fmt.Sprintf("%s cannot be written: the disk is read-only; name another folder", path.Path)
	case errors.Is(err, syscall.ENOTDIR):
		return fmt.Sprintf("%s: a file stands where a folder is wanted; name another folder", path.Path)
	case errors.Is(err, syscall.EISDIR):
		return fmt.Sprintf("%s is a folder, and a file is wanted", path.Path)
	case errors.Is(err, fs.ErrNotExist) && path.Op == "open":
		return fmt.Sprintf("there is no file or folder %s", path.Path)
	}
	return err.Error()
}
