package ingest

import (
	"cmp"
	"fmt"
	"time"

	"zongjie/extract"
)

// Limits bound what is read, and can be changed. A field that is 0 has the
// value that DefaultLimits gives.
type Limits struct {
	File    int64         // bytes of a file, and of a part of a document when unpacked
	Text    int64         // bytes of the text of a document: its facts take many times as much
	Archive int64         // bytes of an archive, and of all that it and the archives in it hold
	Entries int           // files in an archive
	Ratio   int           // growth when unpacked, of what comes out above some megabytes
	Nesting int           // archives and mails within each other
	Pages   int           // of a document that are read by OCR
	Time    time.Duration // for a document, without OCR
	OCR     time.Duration // for a page
	Office  time.Duration // for a document that LibreOffice converts
}

// DefaultLimits returns the limits that hold where nothing else is said.
func DefaultLimits() Limits {
	return Limits{
		File: 64 << 20, Text: 4 << 20, Archive: 512 << 20, Entries: 10_000, Ratio: 200, Nesting: 3, Pages: 200,
		Time: 30 * time.Second, OCR: 30 * time.Second, Office: 60 * time.Second,
	}
}

// Full returns l with the default for every field that is 0.
func (l Limits) Full() Limits {
	d := DefaultLimits()
	return Limits{
		File: cmp.Or(l.File, d.File), Text: cmp.Or(l.Text, d.Text), Archive: cmp.Or(l.Archive, d.Archive), Entries: cmp.Or(l.Entries, d.Entries), Ratio: cmp.Or(l.Ratio, d.Ratio),
		Nesting: cmp.Or(l.Nesting, d.Nesting), Pages: cmp.Or(l.Pages, d.Pages), Time: cmp.Or(l.Time, d.Time), OCR: cmp.Or(l.OCR, d.OCR), Office: cmp.Or(l.Office, d.Office),
	}
}

// The flags of the program that change limits, which messages name.
const (
	FlagFile    = "max-file"
	FlagText    = "max-text"
	FlagArchive = "max-archive"
	FlagEntries = "max-entries"
	FlagRatio   = "max-ratio"
	FlagNesting = "max-nesting"
	FlagPages   = "max-ocr-pages"
	FlagTime    = "timeout"
	FlagOCR     = "ocr-timeout"
	FlagOffice  = "office-timeout"
)

// Raise says what to do about a limit that was hit, where it is wrong.
func Raise(flag string) string { return "if it is a report, run again with a higher --" + flag }

// TooLarge returns the result of a file of size bytes that must not be read; 0
// stands for an unknown size above the limit.
func (l Limits) TooLarge(size int64) Result {
	most := l.Full().File
	has := Size(size)
	if size == 0 {
		has = "more than " + Size(most)
	}
	return fail(extract.Limit, "", fmt.Sprintf("the file has %s, and at most %s are read", has, Size(most)),
		"reports are much smaller: split the file, or leave it out; "+Raise(FlagFile))
}

// Size writes a number of bytes for people, rounded up.
func Size(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KB", (n+1<<10-1)>>10)
	}
	return fmt.Sprintf("%d MB", (n+1<<20-1)>>20)
}

// seconds writes a time for people.
func seconds(d time.Duration) string {
	if d%time.Second != 0 {
		return d.String()
	}
	return fmt.Sprintf("%d seconds", d/time.Second)
}

// Limits that hold always: no report comes near them.
const (
	maxArticle   = 1 << 20  // bytes of a web page that readability reads: its time grows faster than its input
	maxElements  = 20_000   // elements of such a page
	maxNesting   = 64       // lists and quotations of Markdown within each other
	maxSample    = 16 << 10 // bytes from which a charset is told
	maxWrap      = 120      // columns of a line that can be part of a paragraph wrapped by hand
	maxParts     = 10_000   // parts of a document, unless more files are allowed in an archive
	minSuspect   = 8 << 20  // bytes up to which growth is not looked at
	maxDepth     = 256      // elements of XML, groups of RTF, or fields within each other
	maxNodes     = 500_000  // elements of XML that are held at a time
	maxNoiseLine = 400      // bytes of a block that is looked at as web residue as a whole
	maxRows      = 50_000   // rows of a table
	maxColumns   = 200      // cells of a row
)

// MinSuspect is up to how many bytes the growth of a member of an archive is
// not looked at.
const MinSuspect = minSuspect
