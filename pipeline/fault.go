package pipeline

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"zongjie/extract"
)

// readFailure says why a file could not be read, and what to do about it.
func readFailure(err error) *extract.Failure {
	f := &extract.Failure{Stage: "read", Message: bare(err).Error(), Advice: "check the file and run again"}
	var refused *refusal
	switch {
	case errors.As(err, &refused):
		f.Advice = refused.advice
	case errors.Is(err, fs.ErrPermission):
		f.Message, f.Advice = "no permission to read the file", "give yourself the right to read it, or copy it to a folder of yours"
	case errors.Is(err, errLink):
		f.Advice = "copy the file itself into the folder"
	case errors.Is(err, errSpecial):
		f.Advice = "move it out of the folder"
	case errors.Is(err, fs.ErrNotExist):
		f.Message, f.Advice = "the file went away during the run", "run again if it should be there"
	}
	return f
}

// panicFailure says that extraction panicked with v.
func panicFailure(v any, stack []byte) *extract.Failure {
	return &extract.Failure{
		Stage:   "extract",
		Message: fmt.Sprintf("zongjie failed on this file: %v in %s", v, panicSite(stack)),
		Advice:  "the other files are not affected; please report it, with the file if it may be shared",
	}
}

// panicSite returns the place in this project's code that a stack names first
// below the panic, without paths of the machine.
func panicSite(stack []byte) string {
	_, rest, ok := strings.Cut(string(stack), "panic(")
	if !ok {
		rest = string(stack)
	}
	for line := range strings.Lines(rest) {
		if strings.HasPrefix(line, "zongjie/") {
			name, _, _ := strings.Cut(strings.TrimSpace(line), "(0x")
			return strings.TrimSuffix(name, "(...)")
		}
	}
	return "an unknown place"
}

// bare returns the cause of err without the path that the system puts before
// it: records hold no path of the machine they were made on.
func bare(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
