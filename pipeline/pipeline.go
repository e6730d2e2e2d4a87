// Package pipeline turns files into records.
package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"iter"
	"path"
	"runtime/debug"
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

// Run yields one record for each source, in the order of the sources. It
// never stops early because of a file: one that fails has a record that says
// so. It ends early when ctx does.
func (p *Pipeline) Run(ctx context.Context, sources []Source) iter.Seq[*extract.Record] {
	return func(yield func(*extract.Record) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		pending := make(chan chan *extract.Record, max(1, p.Workers)-1) // with the one being waited for, its capacity bounds the work in flight
		go func() {
			defer close(pending)
			for _, src := range sources {
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
			select {
			case <-ctx.Done(): // a read may block for ever, such as that of standard input
				return
			case rec := <-result:
				if ctx.Err() != nil || !yield(rec) {
					return
				}
			}
		}
	}
}

// One turns one source into its record. A panic is contained to the file that
// caused it.
func (p *Pipeline) One(src Source) *extract.Record { return p.one(src, nil) }

// one is One; see, unless it is nil, is called with each candidate and the
// sentences that the document was cut into.
func (p *Pipeline) one(src Source, see func(*text.Document, []text.Segment) func(*extract.Candidate)) (rec *extract.Record) {
	rec = &extract.Record{Root: src.Root, Source: extract.Source{Path: src.Path}, Rules: p.Engine.Version()}
	listed(rec, src.Place)
	if !src.Modified.IsZero() {
		rec.Source.Modified = Timestamp(src.Modified)
	}
	defer func() {
		if v := recover(); v != nil {
			rec.Facts, rec.Warnings, rec.Document, rec.Words = nil, nil, nil, nil
			rec.Status, rec.Failure = extract.Corrupt, panicFailure(v, debug.Stack())
		}
	}()
	if src.Size > ingest.MaxFile {
		rec.Source.Bytes = src.Size
		in := ingest.TooLarge(src.Size)
		rec.Status, rec.Failure = in.Status, in.Failure
		return rec
	}
	data, err := src.Read()
	if errors.Is(err, errTooLarge) {
		in := ingest.TooLarge(0)
		rec.Status, rec.Failure = in.Status, in.Failure
		return rec
	}
	if err != nil {
		rec.Status, rec.Failure = extract.Corrupt, readFailure(err)
		var refused *refusal
		if errors.As(err, &refused) {
			rec.Status = refused.status
		}
		return rec
	}
	sum := sha256.Sum256(data)
	rec.ID, rec.Source.Bytes = hex.EncodeToString(sum[:]), int64(len(data))
	in := p.Reader.Read(path.Base(src.Path), data)
	rec.Source.Format, rec.Source.Encoding = in.Format, in.Encoding
	rec.Source.Author, rec.Source.Created, rec.Source.Changed = in.Properties.Author, in.Properties.Created, in.Properties.Changed
	rec.Status, rec.Failure, rec.Warnings = in.Status, in.Failure, in.Warnings
	if in.Document == nil {
		return rec
	}
	rec.Document = in.Document
	rec.Chars = utf8.RuneCountInString(in.Document.Raw)
	rec.Words = segment.Words(in.Document)
	segs := segment.Split(in.Document)
	var trace func(*extract.Candidate)
	if see != nil {
		trace = see(in.Document, segs)
	}
	found := p.Engine.ExtractAt(src.Place, in.Document, rec.Words, segs, trace)
	rec.Meta, rec.Facts = found.Meta, found.Facts
	rec.Warnings = append(append(rec.Warnings, segment.Warnings(in.Document, segs)...), found.Warnings...)
	return rec
}

// Timestamp writes t as records do: RFC 3339, UTC, to the nanosecond where the
// file system keeps so much.
func Timestamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
