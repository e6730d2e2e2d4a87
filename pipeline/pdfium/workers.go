package pdfium

import (
	"bufio"
	"cmp"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"zongjie/pipeline/ingest"
)

const (
	startTime  = 2 * time.Minute // the first start on a machine compiles PDFium
	orphanTime = 5 * time.Minute // after which a worker that nobody killed ends itself
	softMemory = 160 << 20       // bytes of a worker's own memory, beside that of PDFium
)

// request asks a worker for the pages of a document.
type request struct {
	Data     []byte
	Pictures bool
}

// reply is one page, or the end of the pages.
type reply struct {
	Page  *ingest.Page
	Info  ingest.PDFInfo // with the end
	Cause int            // of the end: an index into causes; 0 if all pages were read
	Error string         // of causes not listed
}

// causes are the errors that mean something to a reader.
var causes = []error{nil, ingest.ErrPassword, ingest.ErrNoPDF, ingest.ErrPages, errors.New("")}

// Serve is a worker: it answers the requests of in on out until in ends.
func Serve(in io.Reader, out io.Writer) error {
	debug.SetMemoryLimit(softMemory)
	cache := ""
	if dir, err := os.UserCacheDir(); err == nil {
		cache = filepath.Join(dir, "zongjie", "pdfium")
	}
	engine, err := Start(cache)
	if err != nil {
		return err
	}
	defer engine.Close()
	requests, w := gob.NewDecoder(bufio.NewReader(in)), bufio.NewWriter(out)
	replies := gob.NewEncoder(w)
	send := func(r reply) error { return errors.Join(replies.Encode(r), w.Flush()) }
	if err := send(reply{}); err != nil { // it is ready
		return err
	}
	for {
		var q request
		if err := requests.Decode(&q); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		orphaned := time.AfterFunc(orphanTime, func() { os.Exit(1) })
		info, err := pages(engine, q, send, func() { orphaned.Reset(orphanTime) })
		orphaned.Stop()
		last := end(err)
		last.Info = info
		if err := send(last); err != nil {
			return err
		}
		debug.FreeOSMemory()
	}
}

// pages sends the pages of one document. A panic ends only that document.
func pages(engine *Engine, q request, send func(reply) error, alive func()) (info ingest.PDFInfo, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("PDFium failed: %v", v)
		}
	}()
	return engine.Pages(q.Data, q.Pictures, func(p ingest.Page) error {
		alive()
		return send(reply{Page: &p})
	})
}

// end returns the reply for the end of the pages.
func end(err error) reply {
	for i, cause := range causes {
		if errors.Is(err, cause) {
			return reply{Cause: i}
		}
	}
	return reply{Cause: len(causes) - 1, Error: err.Error()}
}

// Workers reads PDF documents in child processes, which are started when they
// are first needed and kept for further documents. A document that takes longer
// than Time loses its process, and nothing else does.
type Workers struct {
	Command func() (*exec.Cmd, error) // a program that calls Serve on its standard input and output
	Time    time.Duration             // for a document; that of ingest.DefaultLimits if it is 0

	mutex sync.Mutex
	idle  []*worker
}

// worker is one child process.
type worker struct {
	cmd     *exec.Cmd
	stdin   io.WriteCloser
	out     *bufio.Writer
	encoder *gob.Encoder
	decoder *gob.Decoder
}

// Pages implements ingest.PDF. It may be called by several goroutines at once.
func (p *Workers) Pages(data []byte, pictures bool, visit func(ingest.Page) error) (ingest.PDFInfo, error) {
	w, err := p.take()
	if err != nil {
		return ingest.PDFInfo{}, fmt.Errorf("%w: %v", ingest.ErrNoWorker, err)
	}
	info, err, healthy := w.pages(data, pictures, cmp.Or(p.Time, ingest.DefaultLimits().Time), visit)
	if !healthy {
		w.kill()
		return info, err
	}
	p.mutex.Lock()
	p.idle = append(p.idle, w)
	p.mutex.Unlock()
	return info, err
}

// Close ends the workers, none of which may be at work.
func (p *Workers) Close() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	for _, w := range p.idle {
		w.kill()
	}
	p.idle = nil
}

func (p *Workers) take() (*worker, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if n := len(p.idle); n > 0 {
		w := p.idle[n-1]
		p.idle = p.idle[:n-1]
		return w, nil
	}
	return startWorker(p.Command) // under the lock: the first start fills the cache for the others
}

func startWorker(command func() (*exec.Cmd, error)) (*worker, error) {
	cmd, err := command()
	if err != nil {
		return nil, err
	}
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	w := &worker{cmd: cmd, stdin: stdin, out: bufio.NewWriter(stdin)}
	w.encoder, w.decoder = gob.NewEncoder(w.out), gob.NewDecoder(bufio.NewReader(stdout))
	late := time.AfterFunc(startTime, func() { cmd.Process.Kill() })
	defer late.Stop()
	var ready reply
	if err := w.decoder.Decode(&ready); err != nil {
		w.kill()
		return nil, fmt.Errorf("the process for PDF documents did not start: %w", err)
	}
	return w, nil
}

// pages reads one document. A worker that is not healthy afterwards must be killed.
func (w *worker) pages(data []byte, pictures bool, limit time.Duration, visit func(ingest.Page) error) (info ingest.PDFInfo, err error, healthy bool) {
	var mutex sync.Mutex
	expired := false
	clock := time.AfterFunc(limit, func() {
		mutex.Lock()
		defer mutex.Unlock()
		expired = true
		w.cmd.Process.Kill()
	})
	defer clock.Stop()
	fail := func(err error) (ingest.PDFInfo, error, bool) {
		mutex.Lock()
		defer mutex.Unlock()
		if expired {
			return info, ingest.ErrTime, false
		}
		return info, fmt.Errorf("%w (%v)", ingest.ErrCrash, err), false
	}
	if err := errors.Join(w.encoder.Encode(request{data, pictures}), w.out.Flush()); err != nil {
		return fail(err)
	}
	left := limit
	for {
		since := time.Now()
		var r reply
		if err := w.decoder.Decode(&r); err != nil {
			return fail(err)
		}
		if r.Page == nil {
			if r.Error != "" {
				return r.Info, errors.New(r.Error), true
			}
			return r.Info, causes[r.Cause], true
		}
		if !clock.Stop() { // what the visitor takes is not the document's time
			continue
		}
		left -= time.Since(since)
		if err := visit(*r.Page); err != nil {
			return info, err, false
		}
		clock.Reset(max(left, 0))
	}
}

func (w *worker) kill() {
	w.stdin.Close()
	w.cmd.Process.Kill()
	w.cmd.Wait()
}
