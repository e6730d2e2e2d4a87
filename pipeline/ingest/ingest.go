// Package ingest turns the bytes of a file into a document. The files of this
// package are named after the formats.
//
// It owns what a file's bytes mean: their format, their charset, which text is
// the report's own and which is residue of a web site, which is kept as
// blocks of Noise. What it promises to those below:
//
//   - Document.Raw of .txt and .md is the whole decoded file with \n for every
//     line end, so a line of Raw is a line of the file. Of a web page it is the
//     text that a reader sees, a block a line.
//   - Blocks are disjoint, in order and not empty. They begin and end with
//     something other than white space, after the markup of their format.
//   - Nothing is dropped but markup, scripts and styles.
//
// A file ends with one of these statuses. An empty file, a file without text and
// bytes that are no text in spite of a name that says so are corrupt; a format
// that is known or guessed but has no reader is unsupported; a file above a
// limit is limit, and nothing of it is read.
package ingest

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/extract/text"
)

// Result is what became of the bytes of one file.
type Result struct {
	Document   *text.Document // nil if nothing could be read
	Format     string         // "txt", "md", "html"; the content decides it
	Encoding   string         // "utf-8", "gb18030"
	Properties Properties
	Status     extract.Status
	Failure    *extract.Failure // set where Status is not OK
	Warnings   []extract.Warning

	conversion *conversion // what must come first
}

// Reader reads files with the helpers that it is given. The zero Reader has
// none, and says so of files that need one.
type Reader struct {
	PDF    PDF        // nil: PDF documents are not read
	OCR    func() OCR // returns nil where there is none; it is called when a picture is met
	Office Office     // nil: documents that have no reader here are not read
	Limits Limits
}

// ocr returns what recognises text in pictures, or nil.
func (r *Reader) ocr() OCR {
	if r.OCR == nil {
		return nil
	}
	return r.OCR()
}

// input is a file on its way through a reader.
type input struct {
	with       *Reader
	limits     Limits                                // full
	part       func(name string, data []byte) Result // reads a file that this one holds
	ext        string                                // of its name, in lower case, without the dot
	data       []byte                                // as read
	text       string                                // decoded, \n for every line end, no byte order mark
	framed     []string                              // of a web page: those that it shows in frames
	properties Properties
	warnings   []extract.Warning
}

func (in *input) warn(code, format string, args ...any) {
	in.warnings = append(in.warnings, extract.Warning{Code: code, Message: fmt.Sprintf(format, args...)})
}

// warnEmbedded says which files a document holds that are not read.
func (in *input) warnEmbedded(names []string) {
	const shown = 10
	if len(names) == 0 {
		return
	}
	slices.Sort(names)
	list := strings.Join(names[:min(len(names), shown)], ", ")
	if len(names) > shown {
		list += ", ..."
	}
	in.warn("ingest/embedded", "files within the document were not read (%d): %s; if they are reports, save them beside it", len(names), list)
}

// ownTable is how the tables of facts begin that zongjie exports, also after a
// spreadsheet program has saved them: were they read as reports, every fact would
// be found again.
var ownTable = regexp.MustCompile("^(\ufeff)?\"?report_path\"?[,;\t]\"?report_id\"?[,;\t]")

// Read reads a file without helpers.
func Read(name string, data []byte) Result { return new(Reader).Read(name, data) }

// Read reads the file named name, whose bytes are data. It never fails: a file
// that cannot be read has a result that says so. A panic in it is a *Panic.
func (r *Reader) Read(name string, data []byte) Result {
	if f := sniff(data); f != nil && f.timed {
		return r.read(name, data)
	}
	result := inTime(r.Limits.Full().Time, func() Result { return r.read(name, data) })
	if result.conversion != nil {
		return r.convert(result, data)
	}
	return result
}

// Panic is a panic of a reader, and the stack that led to it.
type Panic struct {
	Value any
	Stack []byte
}

func (p *Panic) Error() string { return fmt.Sprint(p.Value) }

// inTime returns what work does, unless it takes longer than limit. It is then
// left alone; the limits on sizes see to it that it ends.
func inTime(limit time.Duration, work func() Result) Result {
	done, failed := make(chan Result, 1), make(chan *Panic, 1)
	go func() {
		defer func() {
			if v := recover(); v != nil {
				failed <- &Panic{v, debug.Stack()}
			}
		}()
		done <- work()
	}()
	clock := time.NewTimer(limit)
	defer clock.Stop()
	select {
	case r := <-done:
		return r
	case p := <-failed:
		panic(p)
	case <-clock.C:
		return fail(extract.Limit, "", "reading took longer than "+seconds(limit)+" and was given up", "split the file, or save it in another format; "+Raise(FlagTime))
	}
}

// read is Read without a limit on time.
func (r *Reader) read(name string, data []byte) Result {
	limits := r.Limits.Full()
	base := path.Base(name)
	ext := strings.ToLower(strings.TrimPrefix(path.Ext(base), "."))
	switch {
	case int64(len(data)) > limits.File:
		return limits.TooLarge(int64(len(data)))
	case len(data) == 0:
		return fail(extract.Corrupt, "", "the file is empty: it has 0 bytes", "ask the sender for it again; it may have been lost in copying")
	case strings.HasPrefix(base, "~$"):
		return fail(extract.Unsupported, "", "a lock file that Word leaves beside an open document, not a report", "nothing to do; close Word before copying the folder")
	case systemFile(base):
		return fail(extract.Unsupported, "", "a file that the system keeps for itself beside others, not a report", "nothing to do; it can be deleted")
	case ownTable.Match(data):
		return fail(extract.Unsupported, "", "a table that zongjie itself exported, not a report", "export to a folder that is not among the reports, and delete this one")
	}
	in := &input{with: r, limits: limits, part: r.read, ext: ext, data: data}
	if f := sniff(data); f != nil {
		if f.open == nil {
			if named := byExtension(ext); f.Name == "ole" && named != nil && (named.Name == "doc" || named.Name == "xls") {
				return fail(extract.Corrupt, named.Name, "the file is damaged: what says where its parts are is missing", "ask the sender for it again; it may have been cut off in copying")
			}
			return unsupported(f)
		}
		return in.finish(f, "")
	}
	encoding := detect(data)
	if encoding == "" {
		return notText(ext)
	}
	in.text = decode(data, encoding)
	if !plausible(in.text) {
		return notText(ext)
	}
	if blank(in.text) {
		return noText("")
	}
	f := textFormat(ext, in.text)
	if !f.Readable() {
		return unsupported(f)
	}
	return in.finish(f, encoding)
}

// systemFile reports whether systems keep files of this name beside those of
// people.
func systemFile(name string) bool {
	switch strings.ToLower(name) {
	case ".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db":
		return true
	}
	return strings.HasPrefix(name, "._") // macOS keeps there what other systems have no place for
}

// fault is why a file cannot be read, or not in full, as a reader reports it.
type fault struct {
	status          extract.Status
	message, advice string
}

func (f *fault) Error() string { return f.message }

// finish runs the reader of f and marks what it could not know. A reader may
// return a document and a fault: the part that could be read, and why it is no
// more.
func (in *input) finish(f *Format, encoding string) Result {
	if named := byExtension(in.ext); named != nil && named != f && f.Name != "locked" && !(f.office && named.Name == "doc") && named.Name != "xml" {
		in.warn("ingest/extension", "the file is named .%s, but it is %s", in.ext, f.Doc)
	}
	result := Result{Format: f.Name, Encoding: encoding, Status: extract.OK}
	var doc *text.Document
	if f.read != nil {
		doc = f.read(in)
	} else {
		var err error
		doc, err = f.open(in)
		var why *fault
		switch {
		case errors.As(err, &result.conversion):
		case errors.As(err, &why):
			result.Status, result.Failure = why.status, &extract.Failure{Stage: "ingest", Message: why.message, Advice: why.advice}
		case err != nil:
			result.Status = extract.Corrupt
			result.Failure = &extract.Failure{Stage: "ingest", Message: "the file is damaged: " + err.Error(), Advice: "open it to see whether it is damaged, and ask the sender for it again"}
		}
	}
	result.Warnings, result.Properties = in.warnings, in.properties
	if doc == nil {
		return result
	}
	tidy(doc)
	if len(doc.Blocks) == 0 && result.Status == extract.OK {
		if len(in.framed) > 0 {
			return fail(extract.Unsupported, f.Name, "the page has no text of its own: it shows other pages, "+strings.Join(in.framed, ", "), "put those pages into the folder, and run again")
		}
		return noText(f.Name)
	}
	if all := len(doc.Blocks); cutText(doc, in.limits.Text) && result.Status == extract.OK {
		result.Status = extract.Partial
		result.Failure = &extract.Failure{Stage: "ingest", Message: fmt.Sprintf("the document has more text than %s: %d of its %d paragraphs were read", Size(in.limits.Text), len(doc.Blocks), all),
			Advice: "reports are much shorter: split it, or leave it out; " + Raise(FlagText)}
	}
	markNoise(doc)
	if f.Name == "txt" || f.Name == "md" {
		number(doc)
	}
	if w, ok := undecodable(doc); ok {
		in.warnings = append(in.warnings, w)
	}
	result.Document, result.Warnings = doc, in.warnings
	return result
}

func fail(status extract.Status, format, message, advice string) Result {
	return Result{Format: format, Status: status, Failure: &extract.Failure{Stage: "ingest", Message: message, Advice: advice}}
}

func unsupported(f *Format) Result {
	advice := "open it, save it as plain text (.txt) or as a web page (.html), and run again"
	switch f.Name {
	case "zip", "rar", "7z", "tar", "gzip", "bzip2", "xz", "cab":
		advice = "unpack it into the folder, and run again"
	case "image":
		advice = "have the text of the picture recognised or typed, save it as plain text (.txt), and run again"
	case "tnef":
		advice = "open the mail in Outlook and save the files that came with it; or ask the sender to send it again as plain text or HTML, not as rich text"
	case "audio":
		advice = "it is no written report: leave it out"
	}
	return fail(extract.Unsupported, f.Name, f.Doc+": this format cannot be read yet", advice)
}

func noText(format string) Result {
	return fail(extract.Corrupt, format, "the file holds no text", "open it to see whether it is the right one, and ask the sender for it again")
}

// notText is the result of bytes that are neither text nor of a known format.
func notText(ext string) Result {
	if f := byExtension(ext); f == nil || !f.Readable() {
		return fail(extract.Unsupported, "", "the file is of no known format, and it is not text in a known charset", "open it in the program it was made with, save it as plain text (.txt), and run again")
	}
	named := "the file is named ." + ext
	if ext == "" {
		named = "the file has no extension"
	}
	return fail(extract.Corrupt, "", named+", but its bytes are not text in a known charset", "open it to see whether it is damaged, and ask the sender for it again")
}

// blank reports whether s shows nothing.
func blank(s string) bool {
	for _, r := range s {
		if !invisible(r) {
			return false
		}
	}
	return true
}

// cutText drops the blocks beyond the first most bytes of text, and reports
// whether there are any.
func cutText(doc *text.Document, most int64) bool {
	n := len(doc.Blocks)
	for n > 0 && int64(doc.Blocks[n-1].End) > most {
		n--
	}
	cut := n < len(doc.Blocks)
	doc.Blocks = doc.Blocks[:n]
	return cut
}

// tidy takes the white space off the ends of blocks, and drops those that hold
// nothing else.
func tidy(doc *text.Document) {
	kept := doc.Blocks[:0]
	for _, b := range doc.Blocks {
		if s := doc.Trim(b.Span); s.Len() > 0 {
			kept = append(kept, doc.Narrow(b, s))
		}
	}
	doc.Blocks = kept
}

// number says where blocks stand in the file, by line.
func number(doc *text.Document) {
	line, at := 1, 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		line += strings.Count(doc.Text[at:b.Start], "\n")
		at = b.Start
		b.Where = fmt.Sprintf("line %d", line)
	}
}

// undecodable warns of bytes that meant nothing in the file's charset. They
// stand as U+FFFD in the text, whether it was this reading that lost them or
// one before.
func undecodable(doc *text.Document) (extract.Warning, bool) {
	n := strings.Count(doc.Raw, string(utf8.RuneError))
	if n == 0 {
		return extract.Warning{}, false
	}
	w := extract.Warning{Code: "ingest/undecodable", Message: fmt.Sprintf("%d characters could not be decoded; they are shown as \uFFFD", n)}
	for i, b := range doc.Blocks {
		at := strings.IndexRune(doc.Text[b.Start:b.End], utf8.RuneError)
		if at >= 0 {
			s := text.Span{Start: b.Start + at, End: b.Start + at + utf8.RuneLen(utf8.RuneError)}
			q := doc.Quote(s, s, i)
			w.Quote = &q
			break
		}
	}
	return w, true
}
