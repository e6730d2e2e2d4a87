package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows how far a long work is: a bar on a terminal, otherwise a line now
// and then.
type progress struct {
	bar         *progressbar.ProgressBar
	does, what  string // reading, files
	w           io.Writer
	done, total int
}

// plainEvery is how many files lie between two plain lines.
const plainEvery = 1000

// newProgress begins the progress of a program that does something ("reading")
// to a number of things ("files").
func newProgress(w io.Writer, does, what string, total int) *progress {
	p := &progress{does: does, what: what, w: w, total: total}
	if f, ok := w.(*os.File); ok && total > 0 && term.IsTerminal(int(f.Fd())) {
		p.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(does),
			progressbar.OptionShowCount(), progressbar.OptionSetWidth(30), progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(true))
	}
	return p
}

// add counts one.
func (p *progress) add() { p.set(p.done + 1) }

// set says that n are done.
func (p *progress) set(n int) {
	before := p.done
	p.done = n
	switch {
	case p.bar != nil:
		p.bar.Set(n) // an error to draw must not stop the work
	case n/plainEvery > before/plainEvery:
		fmt.Fprintf(p.w, "%s: %d of %d %s\n", p.does, n, p.total, p.what)
	}
}

func (p *progress) end() {
	if p.bar != nil {
		p.bar.Clear()
	}
}
