package ingest

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"zongjie/extract"
	"zongjie/extract/text"
)

// PDF takes PDF documents apart. Implementations are safe for several
// goroutines at once.
type PDF interface {
	// Pages calls visit with each page of the document data, in order, and ends
	// with its error if it returns one. Pages that are pictures come with them
	// if pictures is set. The other errors are those below, or unexpected ones.
	// What the document says of itself is returned where all pages were visited.
	Pages(data []byte, pictures bool, visit func(Page) error) (PDFInfo, error)
}

// PDFInfo is what a PDF document says of itself, as it does.
type PDFInfo struct{ Author, CreationDate, ModDate string }

// The errors of PDF.Pages.
var (
	ErrPassword = errors.New("the document asks for a password")
	ErrNoPDF    = errors.New("the file is not a PDF document, or is damaged")
	ErrPages    = errors.New("the document has more pages than are read")
	ErrTime     = errors.New("the document takes too long")
	ErrCrash    = errors.New("the process for PDF documents ended unexpectedly")
	ErrNoWorker = errors.New("the process for PDF documents cannot be started")
)

// OCR recognises the text in pictures.
type OCR interface {
	// Lines returns the lines of a picture in PNG, JPEG, TIFF or another usual
	// format, in reading order; lengths are in points.
	Lines(picture []byte) ([]Line, error)
}

// Page is a page of a document whose format knows where text stands, but not
// what is a paragraph.
type Page struct {
	Number, Of    int // from 1, of how many
	Width, Height float64
	Lines         []Line // as their format has them, which usually is in reading order
	Scanned       bool   // the page is a picture
	Picture       []byte // PNG, if it was asked for
	Broken        bool   // the page could not be read
}

// Line is a line of text. Lengths are in points, from the upper left corner.
type Line struct {
	Left, Right, Top, Bottom float64
	Size                     float64 // height of its font
	Text                     string  // columns parted by tabs
	Above                    bool    // it belongs to a template: page furniture
}

// NoteMark stands before and after the raised number of a note.
const NoteMark = '\u2060' // a joiner, which shows nothing

// ColumnGap is the width, in heights of a line, from which a gap parts columns.
const ColumnGap = 1.5

func readPDF(in *input) (*text.Document, error) {
	if in.with.PDF == nil {
		return nil, &fault{extract.Unsupported, "a PDF document: this program was built without what reads it", "open it, save it as plain text (.txt), and run again"}
	}
	var pages []Page
	scans := &scans{ocr: in.with.ocr(), most: in.limits.Pages}
	info, err := in.with.PDF.Pages(in.data, scans.ocr != nil, func(p Page) error {
		scans.recognise(&p)
		p.Picture = nil
		pages = append(pages, p)
		return nil
	})
	in.properties = Properties{author(info.Author), when(info.CreationDate), when(info.ModDate)}
	if len(pages) == 0 && err != nil {
		return nil, pdfFault(err, in.limits, 0, 0)
	}
	doc := layOut(pages)
	scans.warn(in)
	if err != nil {
		return doc, pdfFault(err, in.limits, len(pages), pages[0].Of)
	}
	if f := scans.fault(len(pages), len(doc.Blocks) == 0); f != nil {
		return doc, f
	}
	if broken := numbers(pages, func(p *Page) bool { return p.Broken }); broken != "" {
		return doc, &fault{extract.Partial, "page " + broken + " could not be read", "look at it in a PDF program; print the document to a new PDF, and run again"}
	}
	if len(doc.Blocks) == 0 {
		return nil, &fault{extract.Corrupt, "the document holds no text", "open it to see whether it is the right one"}
	}
	if garbled(doc) {
		in.warn("ingest/garbled", "the text may be garbled: the document's fonts do not say which characters they show; compare it with the pages")
	}
	return doc, nil
}

// pdfFault says what err means, after done pages of a document of so many.
func pdfFault(err error, limits Limits, done, of int) *fault {
	f := &fault{extract.Corrupt, "the document could not be read: " + err.Error(), "open it to see whether it is damaged, and ask the sender for it again"}
	switch {
	case errors.Is(err, ErrPassword):
		f.status, f.message, f.advice = extract.Encrypted, "the document is protected by a password", "open it with its password, save it without one, and run again"
	case errors.Is(err, ErrPages):
		f.status, f.message = extract.Limit, "the document has too many pages"
		f.advice = "split it into parts, and run again"
	case errors.Is(err, ErrTime):
		f.status, f.message = extract.Limit, "reading took longer than "+seconds(limits.Time)+" and was stopped"
		f.advice = "print it to a new PDF or split it into parts; " + Raise(FlagTime)
	case errors.Is(err, ErrNoWorker):
		f.status, f.message, f.advice = extract.Unsupported, err.Error(), "run 'zongjie formats' to see what can be read here"
	case errors.Is(err, ErrCrash):
		f.message, f.advice = err.Error(), "print it to a new PDF, and run again"
	}
	if done > 0 {
		f.status = extract.Partial
		f.message += fmt.Sprintf("; %d of %d pages were read", done, of)
	}
	return f
}

// scans reads the pages of a document that are pictures.
type scans struct {
	ocr         OCR
	most        int   // pages that may be read
	read, blind []int // pages that were recognised, and those that were not
	err         error // of the last that was not
}

// recognise puts the text of its picture on a page that has one.
func (s *scans) recognise(p *Page) {
	if !p.Scanned {
		return
	}
	if s.ocr == nil || p.Picture == nil || len(s.read) >= s.most {
		s.blind = append(s.blind, p.Number)
		return
	}
	lines, err := s.ocr.Lines(p.Picture)
	if err != nil {
		s.blind, s.err = append(s.blind, p.Number), err
		return
	}
	p.Lines, p.Scanned = lines, len(lines) > 0
	s.read = append(s.read, p.Number)
}

func (s *scans) warn(in *input) {
	if len(s.read) > 0 {
		in.warn("ingest/ocr", "page %s is a picture; its text was recognised by a program and may hold mistakes: compare numbers with the page", ranges(s.read))
	}
}

func (s *scans) fault(pages int, empty bool) *fault {
	if len(s.blind) == 0 {
		return nil
	}
	f := &fault{extract.Partial, "page " + ranges(s.blind) + " is a picture without text", ""}
	if len(s.blind) == pages || empty {
		f.message = "the document is scanned: its pages are pictures without text"
	}
	switch {
	case s.ocr == nil:
		f.advice = "install the program tesseract with the languages chi_sim and eng, and run again; or have the text recognised or typed, and save it as .txt"
	case s.err != nil:
		f.message += ", and it could not be recognised: " + s.err.Error()
		f.advice = "scan the page again in better quality, or type its text, and save it as .txt"
	default:
		f.status, f.message = extract.Limit, fmt.Sprintf("%s; at most %d such pages are read", f.message, s.most)
		f.advice = "split the document into parts; " + Raise(FlagPages)
	}
	return f
}

// readImage reads a picture of text.
func readImage(in *input) (*text.Document, error) {
	const advice = "have the text of the picture recognised or typed, save it as plain text (.txt), and run again"
	ocr := in.with.ocr()
	if ocr == nil {
		return nil, &fault{extract.Unsupported, "a picture: the program tesseract, which reads such, was not found", "install tesseract with the languages chi_sim and eng, and run again; or " + advice}
	}
	lines, err := ocr.Lines(in.data)
	if err != nil {
		return nil, &fault{extract.Unsupported, "a picture whose text could not be recognised: " + err.Error(), advice}
	}
	doc := layOut([]Page{{Number: 1, Of: 1, Lines: lines}})
	if len(doc.Blocks) == 0 {
		return nil, &fault{extract.Unsupported, "a picture in which no text was found", "nothing to do if it shows no report; else " + advice}
	}
	in.warn("ingest/ocr", "the file is a picture; its text was recognised by a program and may hold mistakes: compare numbers with the picture")
	return doc, nil
}

// numbers lists the pages of which is holds.
func numbers(pages []Page, is func(*Page) bool) string {
	var list []int
	for i := range pages {
		if is(&pages[i]) {
			list = append(list, pages[i].Number)
		}
	}
	return ranges(list)
}

// ranges writes page numbers, which ascend, as people do: 1-3, 7.
func ranges(list []int) string {
	var parts []string
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1] == list[j]+1 {
			j++
		}
		part := strconv.Itoa(list[i])
		if j > i {
			part += "-" + strconv.Itoa(list[j])
		}
		parts = append(parts, part)
		i = j + 1
	}
	return strings.Join(parts, ", ")
}

// garbled reports whether the Chinese text of doc is that of a font whose
// characters mean something else: the most frequent ones hardly occur.
func garbled(doc *text.Document) bool {
	han, usual := 0, 0
	for _, r := range doc.Text {
		if text.IsHan(r) {
			han++
			if r >= 0x4E00 && weights()[r-0x4E00] >= 20 {
				usual++
			}
		}
	}
	return han >= 200 && usual*5 < han*2
}
