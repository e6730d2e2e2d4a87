// Package pipeline turns files into records.
package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"path"
	"runtime/debug"
	"time"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/pipeline/ingest"
	"zongjie/pipeline/segment"
)

// Source is a file that is not yet understood.
type Source struct {
	Path     string // slash-separated, relative to the folder given
	Modified time.Time
	Read     func() ([]byte, error)
}

// Pipeline turns sources into records, up to Workers at a time.
type Pipeline struct {
	Engine  *extract.Engine
	Workers int
}

// Run yields one record for each source, in the order of the sources. It
// never stops early because of a file: one that fails has a record that says
// so. It ends early when ctx does.
func (p *Pipeline) Run(ctx context.Context, sources iter.Seq[Source]) iter.Seq[*extract.Record] {
	return func(yield func(*extract.Record) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		pending := make(chan chan *extract.Record, max(1, p.Workers)-1) // with the one being waited for, its capacity bounds the work in flight
		go func() {
			defer close(pending)
			for src := range sources {
				result := make(chan *extract.Record, 1)
				select {
				case pending <- result:
					go func() { result <- p.One(src) }()
				case <-ctx.Done():
					return
				}
			}
		}()
		for result := range pending {
			if ctx.Err() != nil || !yield(<-result) {
				return
			}
		}
	}
}

// One turns one source into its record. A panic is contained to the file that
// caused it.
func (p *Pipeline) One(src Source) (rec *extract.Record) {
	rec = &extract.Record{Source: extract.Source{Path: src.Path}, Rules: p.Engine.Version()}
	if !src.Modified.IsZero() {
		rec.Source.Modified = src.Modified.UTC().Format(time.RFC3339Nano) // a file changed twice in one second is not unchanged
	}
	defer func() {
		if v := recover(); v != nil {
			rec.Facts, rec.Warnings, rec.Document = nil, nil, nil
			rec.Status = extract.Corrupt
			rec.Failure = &extract.Failure{Stage: "extract", Message: fmt.Sprintf("zongjie failed on this file: %v at %s", v, panicSite(debug.Stack())),
				Advice: "the other files are not affected; please report this with the file, if it may be shared"}
		}
	}()
	data, err := src.Read()
	if err != nil {
		rec.Status = extract.Corrupt
		rec.Failure = readFailure(err)
		return rec
	}
	sum := sha256.Sum256(data)
	rec.ID, rec.Source.Bytes = hex.EncodeToString(sum[:]), int64(len(data))
	in := ingest.Read(path.Base(src.Path), data)
	rec.Source.Format, rec.Source.Encoding = in.Format, in.Encoding
	rec.Status, rec.Failure, rec.Warnings = in.Status, in.Failure, in.Warnings
	if in.Document == nil {
		return rec
	}
	rec.Document = in.Document
	rec.Chars = utf8.RuneCountInString(in.Document.Raw)
	rec.Words = segment.Words(in.Document)
	found := p.Engine.Extract(in.Document, rec.Words, segment.Split(in.Document), nil)
	rec.Meta, rec.Facts = found.Meta, found.Facts
	rec.Warnings = append(rec.Warnings, found.Warnings...)
	return rec
}
