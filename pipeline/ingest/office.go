package ingest

import (
	"bytes"
	"errors"

	"zongjie/extract"
	"zongjie/extract/text"
)

// Office converts documents of formats that have no reader here.
type Office interface {
	// Convert returns the document data, which a file named *.from holds, as DOCX
	// or XLSX, which to says. Its errors are ErrConvert, ErrTime, or unexpected
	// ones. It is safe for several goroutines at once.
	Convert(data []byte, from, to string) ([]byte, error)
}

// ErrConvert says that Office did not understand a document.
var ErrConvert = errors.New("LibreOffice could not read it")

// conversion is what a reader returns instead of a document that Office must
// convert first.
type conversion struct {
	from, to string
	locked   bool // it is encrypted, perhaps with a password that every program knows
}

func (*conversion) Error() string { return "it needs LibreOffice" }

// through returns a reader of a format that is read by way of another.
func through(from, to string) func(*input) (*text.Document, error) {
	return func(in *input) (*text.Document, error) { return nil, &conversion{from: from, to: to} }
}

// readOldOffice reads the properties of a compound file that must be converted.
func readOldOffice(from, to string) func(*input) (*text.Document, error) {
	return func(in *input) (*text.Document, error) {
		if file, err := readOLE(in.data, summaryStream); err == nil {
			in.properties = readSummary(file.streams[summaryStream])
		}
		return nil, &conversion{from: from, to: to}
	}
}

// readXLS reads what a workbook of the format before 2007 says of itself.
func readXLS(in *input) (*text.Document, error) {
	c := &conversion{from: "xls", to: "xlsx"}
	if file, err := readOLE(in.data, "Workbook", "Book", summaryStream); err == nil {
		in.properties = readSummary(file.streams[summaryStream])
		c.locked = lockedBook(file.streams["Workbook"]) || lockedBook(file.streams["Book"])
	}
	return nil, c
}

// lockedBook reports whether the records of the workbook b are encrypted: it is
// said before its first sheet.
func lockedBook(b bin) bool {
	const filePass, sheet = 0x2F, 0x85
	for at := 0; at+4 <= len(b); at += 4 + b.u16(at+2) {
		switch b.u16(at) {
		case filePass:
			return true
		case sheet:
			return false
		}
	}
	return false
}

// readODS reads an OpenDocument workbook by way of another format.
func readODS(in *input) (*text.Document, error) {
	if z, err := openZip(in.data, in.limits); err == nil {
		if manifest, _ := z.part("META-INF/manifest.xml"); bytes.Contains(manifest, []byte("encryption-data")) {
			return readLocked(in)
		}
		about, _ := z.part("meta.xml")
		in.properties = readMeta(about)
	}
	return nil, &conversion{from: "ods", to: "xlsx"}
}

// convert reads the document data, of which first says all but the text, by way
// of another format.
func (r *Reader) convert(first Result, data []byte) Result {
	c, f := first.conversion, formatOf(first.Format)
	first.conversion = nil
	what := f.Doc
	if c.from == "doc" {
		what = "a Word document in a format before 1997"
	}
	if r.Office == nil {
		first.Status = extract.Unsupported
		first.Failure = &extract.Failure{Stage: "ingest", Message: what + ": the program LibreOffice, which reads such, was not found", Advice: "install LibreOffice, and run again; or open it in Word or WPS, save it as ." + c.to + ", and run again"}
		return first
	}
	converted, err := r.Office.Convert(data, c.from, c.to)
	if err != nil {
		first.Status, first.Failure = extract.Corrupt, &extract.Failure{Stage: "ingest", Message: what + ": " + err.Error(), Advice: "open it to see whether it is damaged; if it is not, save it as ." + c.to + ", and run again"}
		if errors.Is(err, ErrTime) {
			first.Status = extract.Limit
			first.Failure.Message = what + ": LibreOffice took longer than " + seconds(r.Limits.Full().Office) + " and was stopped"
			first.Failure.Advice = "open it, save it as ." + c.to + ", and run again; or " + Raise(FlagOffice)
		} else if c.locked {
			first.Status, first.Failure.Message, first.Failure.Advice = extract.Encrypted, what+" that is protected by a password", "open it with its password, save it as ."+c.to+" without one, and run again"
		}
		return first
	}
	got := inTime(r.Limits.Full().Time, func() Result { return r.read("document."+c.to, converted) })
	warning := extract.Warning{Code: "ingest/converted", Message: "read through LibreOffice, which may change numbering and order: compare with the file"}
	if got.Document == nil && got.Status != extract.Limit {
		got.Status, got.Failure = extract.Corrupt, &extract.Failure{Stage: "ingest", Message: what + ": LibreOffice made no text of it", Advice: "open it to see whether it is damaged; if it is not, save it as ." + c.to + ", and run again"}
	}
	got.Format, got.Encoding = first.Format, ""
	got.Warnings = append(append(first.Warnings, warning), got.Warnings...)
	got.Properties = first.Properties
	return got
}

// isSXW tells texts of OpenOffice.org before it had OpenDocument.
func isSXW(data []byte) bool {
	const kind = "application/vnd.sun.xml.writer"
	head := data[:min(len(data), 200)]
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) && bytes.Contains(head, []byte("mimetype"+kind))
}

// Converted reports whether files of the format are read through LibreOffice.
func (f Format) Converted() bool { return f.office }
