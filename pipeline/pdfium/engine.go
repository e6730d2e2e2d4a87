// Package pdfium takes the text out of PDF documents with PDFium, which runs as
// WebAssembly: it cannot reach files or the network, and a crash of it is an
// error here. Engine runs it in this process, for tests and for the worker;
// Workers runs it in child processes, which limits can kill.
package pdfium

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"math"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"

	"zongjie/pipeline/ingest"
)

const (
	memoryPages = 5120        // of 64 KiB: 320 MiB for a document
	maxPages    = 3000        // of a document
	maxChars    = 400_000     // of a page
	scannedText = 10          // characters up to which a page with pictures counts as scanned
	pictureDPI  = 200         // of pages that are to be read from their picture
	maxPixels   = 5000        // of a side of such a picture
	getInstance = time.Minute // to wait for an instance, which is there at once
)

// Engine is PDFium in this process. It is for one goroutine.
type Engine struct{ pool pdfium.Pool }

// Start loads PDFium. The folder cache, unless it is empty, keeps its compiled
// form: without it every start takes seconds.
func Start(cache string) (*Engine, error) {
	config := wazero.NewRuntimeConfig().WithMemoryLimitPages(memoryPages)
	if cache != "" {
		if c, err := wazero.NewCompilationCacheWithDir(cache); err == nil {
			config = config.WithCompilationCache(c)
		}
	}
	pool, err := webassembly.Init(webassembly.Config{
		MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig(), // no folder of this machine
		Stdout:   io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		return nil, err
	}
	return &Engine{pool}, nil
}

// Close frees the engine.
func (e *Engine) Close() error { return e.pool.Close() }

// Pages implements ingest.PDF.
func (e *Engine) Pages(data []byte, pictures bool, visit func(ingest.Page) error) (info ingest.PDFInfo, err error) {
	instance, err := e.pool.GetInstance(getInstance)
	if err != nil {
		return info, err
	}
	defer instance.Close()
	opened, err := instance.OpenDocument(&requests.OpenDocument{File: &data})
	switch {
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return info, ingest.ErrPassword
	case err != nil:
		return info, fmt.Errorf("%w (%v)", ingest.ErrNoPDF, err)
	}
	doc := opened.Document
	defer instance.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: doc})
	count, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
	if err != nil {
		return info, err
	}
	meta := func(tag string) string {
		got, err := instance.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: doc, Tag: tag})
		if err != nil {
			return ""
		}
		return got.Value
	}
	info = ingest.PDFInfo{Author: meta("Author"), CreationDate: meta("CreationDate"), ModDate: meta("ModDate")}
	for i := range min(count.PageCount, maxPages) {
		r := &pageReader{pdf: instance, page: ingest.Page{Number: i + 1, Of: count.PageCount}}
		if err := r.read(doc, i, pictures); err != nil {
			r.page.Lines, r.page.Broken = nil, true
		}
		if err := visit(r.page); err != nil {
			return info, err
		}
	}
	if count.PageCount > maxPages {
		return info, ingest.ErrPages
	}
	return info, nil
}

// pageReader reads one page.
type pageReader struct {
	pdf  pdfium.Pdfium
	text references.FPDF_TEXTPAGE
	page ingest.Page
}

func (r *pageReader) read(doc references.FPDF_DOCUMENT, index int, pictures bool) error {
	loaded, err := r.pdf.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc, Index: index})
	if err != nil {
		return err
	}
	page := requests.Page{ByReference: &loaded.Page}
	defer r.pdf.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	size, err := r.pdf.GetPageSize(&requests.GetPageSize{Page: page})
	if err != nil {
		return err
	}
	r.page.Width, r.page.Height = size.Width, size.Height
	opened, err := r.pdf.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return err
	}
	r.text = opened.TextPage
	defer r.pdf.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: r.text})
	count, err := r.pdf.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: r.text})
	if err != nil {
		return err
	}
	if count.Count > 0 {
		got, err := r.pdf.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: r.text, Count: min(count.Count, maxChars)})
		if err != nil {
			return err
		}
		r.lines(got.Text)
	}
	chars := 0
	for _, l := range r.page.Lines {
		chars += len([]rune(l.Text))
	}
	if chars > scannedText {
		return nil
	}
	objects, err := r.pdf.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	r.page.Scanned = err == nil && objects.Count > 0
	if r.page.Scanned && pictures {
		r.page.Picture, err = r.picture(page)
	}
	return err
}

// picture renders the page as PNG.
func (r *pageReader) picture(page requests.Page) ([]byte, error) {
	dpi := pictureDPI
	if side := max(r.page.Width, r.page.Height); side*pictureDPI/72 > maxPixels {
		dpi = max(1, int(maxPixels*72/side))
	}
	rendered, err := r.pdf.RenderPageInDPI(&requests.RenderPageInDPI{Page: page, DPI: dpi, ImageFormat: requests.RenderImageFormatGrayscale})
	if err != nil {
		return nil, err
	}
	defer rendered.Cleanup()
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	gray, ok := rendered.Result.RenderedImage.(*image.Gray)
	if !ok {
		return nil, errors.New("the page was rendered in colours")
	}
	if err := encoder.Encode(&b, gray); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// lines cuts the text of the page at its line ends.
func (r *pageReader) lines(s string) {
	units := utf16.Encode([]rune(s))
	for start := 0; start < len(units); {
		end := start
		for end < len(units) && units[end] != '\r' && units[end] != '\n' {
			end++
		}
		r.line(units, start, end)
		start = end + 1
	}
}

func blank(c uint16) bool { return c == ' ' || c == 0xA0 || c == '\t' || c == 0x3000 || c == 0 }

// Programs that write Chinese leave a gap between a Chinese character and a
// Latin one. It is no space unless it is wider than this part of a line's
// height.
const autoSpace = 0.4

// wideFrom is the first character of the Chinese, Japanese and Korean scripts
// and their punctuation.
const wideFrom = 0x2E80

// raised returns how many digits at the beginning of units, which is at a place
// of the text, are the mark of a note: one or two, small and raised.
func (r *pageReader) raised(units []uint16, at int, l ingest.Line) int {
	n := 0
	for n < len(units) && '0' <= units[n] && units[n] <= '9' {
		n++
	}
	if n == 0 || n > 2 || r.size(at) > 0.8*l.Size || r.box(at).bottom > l.Bottom-0.1*l.Size {
		return 0
	}
	return n
}

// line adds what stands in units[start:end], the text of one line. Gaps that
// are wider than spaces become tabs; small raised digits, the marks of notes,
// stand between ingest.NoteMarks.
func (r *pageReader) line(units []uint16, start, end int) {
	for start < end && blank(units[start]) {
		start++
	}
	for end > start && blank(units[end-1]) {
		end--
	}
	if start == end {
		return
	}
	first, last := r.box(start), r.box(end-1)
	l := ingest.Line{Left: first.left, Right: last.right, Top: min(first.top, last.top), Bottom: max(first.bottom, last.bottom)}
	l.Size = max(r.size(start), r.size(end-1), r.size((start+end)/2))
	if l.Right < l.Left {
		l.Left, l.Right = last.left, first.right
	}
	var out []uint16
	for i := start; i < end; i++ {
		c := units[i]
		switch {
		case blank(c):
			next := i
			for blank(units[next]) {
				next++
			}
			gap := r.box(next).left - r.box(i-1).right
			wide := units[i-1] >= wideFrom || units[next] >= wideFrom
			if gap < -3*l.Size { // a further line, which PDFium takes for the same
				r.line(units, start, i)
				r.line(units, next, end)
				return
			}
			i = next - 1
			switch {
			case gap > ingest.ColumnGap*l.Size:
				c = '\t'
			case gap < autoSpace*l.Size && wide:
				continue
			default:
				c = ' '
			}
		case '0' <= c && c <= '9' && (i == start || units[i-1] >= wideFrom):
			if n := r.raised(units[i:end], i, l); n > 0 {
				out = append(append(append(out, ingest.NoteMark), units[i:i+n]...), ingest.NoteMark)
				i += n - 1
				continue
			}
		case c == 2 || c == 0xFFFE || c == 0xAD: // a hyphen at a line end, after which PDFium goes on
			if i+1 < end && r.box(i+1).left < r.box(i).left {
				r.line(units, start, i+1)
				r.line(units, i+1, end)
				return
			}
			c = '-'
		}
		out = append(out, c)
	}
	l.Text = strings.TrimSpace(string(utf16.Decode(out)))
	if l.Text != "" {
		r.page.Lines = append(r.page.Lines, l)
	}
}

// size returns the height of the font of the character at a place of the text.
func (r *pageReader) size(at int) float64 {
	index := r.index(at)
	font, err := r.pdf.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: r.text, Index: index})
	if err == nil && font.FontSize > 0 {
		matrix, err := r.pdf.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: r.text, Index: index})
		if err == nil {
			if size := font.FontSize * math.Hypot(float64(matrix.Matrix.C), float64(matrix.Matrix.D)); size > 1 && size < 500 {
				return size
			}
		}
	}
	return r.box(at).height()
}

// index returns the index that PDFium has for the character at a place of the
// text, which has more characters than the page.
func (r *pageReader) index(at int) int {
	i, err := r.pdf.FPDFText_GetCharIndexFromTextIndex(&requests.FPDFText_GetCharIndexFromTextIndex{TextPage: r.text, NTextIndex: at})
	if err != nil || i.CharIndex < 0 {
		return at
	}
	return i.CharIndex
}

// box is where a character stands, in points from the upper left corner.
type box struct{ left, right, top, bottom float64 }

func (b box) height() float64 { return b.bottom - b.top }

// box returns where the character at a place of the text stands; all is 0 if
// that is not known.
func (r *pageReader) box(at int) box {
	index := r.index(at)
	if b, err := r.pdf.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: r.text, Index: index}); err == nil && b.Rect.Top > b.Rect.Bottom {
		return r.fromCorner(float64(b.Rect.Left), float64(b.Rect.Right), float64(b.Rect.Top), float64(b.Rect.Bottom))
	}
	b, err := r.pdf.FPDFText_GetCharBox(&requests.FPDFText_GetCharBox{TextPage: r.text, Index: index})
	if err != nil {
		return box{}
	}
	return r.fromCorner(b.Left, b.Right, b.Top, b.Bottom)
}

func (r *pageReader) fromCorner(left, right, top, bottom float64) box {
	b := box{left, right, r.page.Height - top, r.page.Height - bottom}
	for _, v := range []float64{b.left, b.right, b.top, b.bottom} {
		if math.IsNaN(v) || math.Abs(v) > 1e6 {
			return box{}
		}
	}
	return b
}
