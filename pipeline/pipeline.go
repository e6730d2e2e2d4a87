// Package pipeline turns files into records.
package pipeline

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"iter"
	"path"
	"runtime/debug"
	"strings"
	"time"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/extract/text"
	"zongjie/pipeline/ingest"
	"zongjie/pipeline/segment"
)

// Pipeline turns sources into records, up to Workers at a time.
type Pipeline struct {
	Engine  *extract.Engine
	Workers int
	Reader  ingest.Reader // with the helpers that there are for some formats
}

// ahead is how many sources for each worker may be in work or wait to be yielded:
// with few, workers wait for one that takes longer than its neighbours, or while
// what is yielded is used.
const ahead = 16

// Run yields the record of each source, in the order of the sources. A source
// that turns out to be an archive has one for each file in it instead, and a mail
// has those of what came with it too. Run never stops early because of a file: one
// that fails has a record that says so. It ends early when ctx does.
func (p *Pipeline) Run(ctx context.Context, sources []Source) iter.Seq[*extract.Record] {
	return func(yield func(*extract.Record) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		type task struct {
			source Source
			result chan []*extract.Record
		}
		workers := max(1, p.Workers)
		tasks := make(chan task)
		pending := make(chan task, ahead*workers)
		for range min(workers, len(sources)) {
			go func() {
				for t := range tasks {
					t.result <- p.each(t.source)
				}
			}()
		}
		go func() {
			defer close(pending)
			defer close(tasks)
			for _, src := range sources {
				t := task{src, make(chan []*extract.Record, 1)}
				for _, to := range []chan task{pending, tasks} {
					select {
					case to <- t:
					case <-ctx.Done():
						return
					}
				}
			}
		}()
		for t := range pending {
			select {
			case <-ctx.Done(): // a read may block for ever, such as that of standard input
				return
			case records := <-t.result:
				for _, rec := range records {
					if ctx.Err() != nil || !yield(rec) {
						return
					}
				}
			}
		}
	}
}

// One turns one source into its record. A panic is contained to the file that
// caused it.
func (p *Pipeline) One(src Source) *extract.Record {
	rec, _ := p.one(src, nil)
	return rec
}

// each returns the record of src and of what is found in it.
func (p *Pipeline) each(src Source) []*extract.Record {
	rec, data := p.one(src, nil)
	if src.expanded || !ingest.Holds(rec.Source.Format) {
		return []*extract.Record{rec}
	}
	src.Size = int64(len(data))
	src.Read = func() ([]byte, error) { return data, nil }
	var all []*extract.Record
	for _, s := range expand(src, bytes.NewReader(data), p.Reader.Limits) {
		if s.Path == src.Path && rec.Document != nil { // a mail
			all = append(all, rec)
			continue
		}
		s.Place = src.Place
		s.Place.Path += strings.TrimPrefix(s.Path, src.Path)
		all = append(all, p.One(s))
	}
	return all
}

// one is One, and returns the bytes of src too; see, unless it is nil, is called
// with each candidate and the sentences that the document was cut into.
func (p *Pipeline) one(src Source, see func(*text.Document, []text.Segment) func(*extract.Candidate)) (rec *extract.Record, data []byte) {
	rec = &extract.Record{Root: src.Root, Source: extract.Source{Path: src.Path}, Rules: p.Engine.Version(), Reader: ReaderVersion()}
	listed(rec, src.Place)
	rec.Source.Modified = Timestamp(src.Modified)
	defer func() {
		if v := recover(); v != nil {
			stack := debug.Stack()
			if p, ok := v.(*ingest.Panic); ok {
				v, stack = p.Value, p.Stack
			}
			rec.Facts, rec.Warnings, rec.Document, rec.Words = nil, nil, nil, nil
			rec.Status, rec.Failure = extract.Corrupt, panicFailure(v, stack)
		}
	}()
	if known := src.known(); known != nil {
		p.again(rec, known, src.Place)
		return rec, nil
	}
	if src.Size > p.Reader.Limits.Full().File {
		rec.Source.Bytes = src.Size
		in := p.Reader.Limits.TooLarge(src.Size)
		rec.Status, rec.Failure = in.Status, in.Failure
		return rec, data
	}
	data, err := src.Read()
	if errors.Is(err, errTooLarge) {
		in := p.Reader.Limits.TooLarge(0)
		rec.Status, rec.Failure = in.Status, in.Failure
		return rec, data
	}
	if err != nil {
		rec.Status, rec.Failure = extract.Corrupt, readFailure(err)
		var refused *refusal
		if errors.As(err, &refused) {
			rec.Status = refused.status
		}
		return rec, data
	}
	sum := sha256.Sum256(data)
	rec.ID, rec.Source.Bytes = hex.EncodeToString(sum[:]), int64(len(data))
	in := p.Reader.Read(path.Base(src.Path), data)
	rec.Source.Format, rec.Source.Encoding = in.Format, in.Encoding
	rec.Source.Author, rec.Source.Created, rec.Source.Changed = in.Properties.Author, in.Properties.Created, in.Properties.Changed
	rec.Status, rec.Failure, rec.Warnings = in.Status, in.Failure, in.Warnings
	if in.Document == nil {
		return rec, data
	}
	rec.Document = in.Document
	p.extract(rec, src.Place, see)
	return rec, data
}

// extract fills in what the text of rec states. Its warnings are those of
// reading.
func (p *Pipeline) extract(rec *extract.Record, place extract.Place, see func(*text.Document, []text.Segment) func(*extract.Candidate)) {
	doc := rec.Document
	rec.Chars = utf8.RuneCountInString(doc.Raw)
	rec.Words = segment.Words(doc)
	segs := segment.Split(doc)
	var trace func(*extract.Candidate)
	if see != nil {
		trace = see(doc, segs)
	}
	found := p.Engine.ExtractAt(place, doc, rec.Words, segs, trace)
	rec.Meta, rec.Facts = found.Meta, found.Facts
	rec.Warnings = append(append(rec.Warnings, segment.Warnings(doc, segs)...), found.Warnings...)
}

// readingWarning is how the codes of warnings begin that reading a file gives;
// those of all others rest on the rules.
const readingWarning = "ingest/"

// again makes rec the record that reading the file of known again would give: all
// that the bytes alone decide is taken from known.
func (p *Pipeline) again(rec, known *extract.Record, place extract.Place) {
	modified, name := rec.Source.Modified, rec.Source.Path
	rec.ID, rec.Source, rec.Reader = known.ID, known.Source, known.Reader
	rec.Source.Modified, rec.Source.Path = modified, name
	rec.Status, rec.Failure, rec.Document = known.Status, known.Failure, known.Document
	for _, w := range known.Warnings {
		if strings.HasPrefix(w.Code, readingWarning) {
			rec.Warnings = append(rec.Warnings, w)
		}
	}
	p.extract(rec, place, nil)
}

// Timestamp writes t as records do: RFC 3339, UTC, to the nanosecond where the
// file system keeps so much. It is "" where no time is known.
func Timestamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}
