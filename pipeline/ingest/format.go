package ingest

import (
	"bytes"
	"slices"
	"strings"

	"zongjie/extract/text"
)

// Format is a kind of file. One without a reader is known all the same, so
// that whoever sent it is told what it is and what to do.
type Format struct {
	Name       string // as records write it
	Doc        string // what people call such a file, with its article
	Extensions []string
	is         func(data []byte) bool                  // what tells it before decoding; nil if it is text
	read       func(in *input) *text.Document          // of in.text, for formats that are text
	open       func(in *input) (*text.Document, error) // of in.data, for the others; the error is a fault
	office     bool                                    // it is read through LibreOffice
	timed      bool                                    // its reader itself keeps to the limits on time
}

// Readable reports whether files of the format can be read.
func (f Format) Readable() bool { return f.read != nil || f.open != nil }

// Formats returns the known formats. Those told by their first bytes come
// first; a format that is part of another comes before it.
func Formats() []Format { return slices.Clone(formats) }

var formats = []Format{
	{Name: "docx", Doc: "a Word document", Extensions: []string{"docx", "docm", "dotx"}, is: zipWith("word/document.xml"), open: readDOCX},
	{Name: "xlsx", Doc: "an Excel workbook", Extensions: []string{"xlsx", "xlsm"}, is: zipWith("xl/workbook.xml"), open: readXLSX},
	{Name: "pptx", Doc: "a PowerPoint presentation", Extensions: []string{"pptx"}, is: zipWith("ppt/presentation.xml")},
	{Name: "ofd", Doc: "an OFD document", Extensions: []string{"ofd"}, is: isOFD, open: readOFD},
	{Name: "odt", Doc: "an OpenDocument text", Extensions: []string{"odt"}, is: isODT, open: readODT},
	{Name: "ods", Doc: "an OpenDocument workbook", Extensions: []string{"ods"}, is: isODS, open: readODS, office: true},
	{Name: "opendocument", Doc: "an OpenDocument presentation or drawing", Extensions: []string{"odp", "odg"}, is: isOpenDocument},
	{Name: "sxw", Doc: "a text of OpenOffice.org 1", Extensions: []string{"sxw", "stw"}, is: isSXW, open: through("sxw", "docx"), office: true},
	{Name: "zip", Doc: "a ZIP archive", Extensions: []string{"zip"}, is: starts("PK\x03\x04", "PK\x05\x06")},
	{Name: "doc", Doc: "a Word or WPS document in the format before 2007", Extensions: []string{"doc", "wps", "dot", "wpt"}, is: oleWith("WordDocument"), open: readDOC},
	{Name: "locked", Doc: "an Office document that is locked with a password", is: oleWith("EncryptedPackage"), open: readLocked},
	{Name: "xls", Doc: "an Excel or WPS workbook in the format before 2007", Extensions: []string{"xls", "et", "xlt", "ett"}, is: oleWith("Workbook", "Book"), open: readXLS, office: true},
	{Name: "works", Doc: "a document of Microsoft Works", is: oleWith("MatOST"), open: readOldOffice("wps", "docx"), office: true},
	{Name: "ole", Doc: "a PowerPoint or other Office file in the format before 2007", Extensions: []string{"ppt", "dps", "msg"}, is: starts("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")},
	{Name: "oldword", Doc: "a Word document in a format before 1997", is: starts("\xDB\xA5", "\xDC\xA5", "\x9B\xA5", "\x31\xBE\x00\x00"), open: through("doc", "docx"), office: true},
	{Name: "wordperfect", Doc: "a WordPerfect document", Extensions: []string{"wpd", "wp"}, is: starts("\xFFWPC"), open: through("wpd", "docx"), office: true},
	{Name: "pdf", Doc: "a PDF document", Extensions: []string{"pdf"}, is: isPDF, open: readPDF, timed: true},
	{Name: "rtf", Doc: "an RTF document", Extensions: []string{"rtf"}, is: starts(`{\rtf`), open: readRTF},
	{Name: "rar", Doc: "a RAR archive", Extensions: []string{"rar"}, is: starts("Rar!\x1A\x07")},
	{Name: "7z", Doc: "a 7z archive", Extensions: []string{"7z"}, is: starts("7z\xBC\xAF\x27\x1C")},
	{Name: "tar", Doc: "a tar archive", Extensions: []string{"tar"}, is: isTar},
	{Name: "gzip", Doc: "a gzip archive", Extensions: []string{"gz", "tgz"}, is: starts("\x1F\x8B\x08")},
	{Name: "bzip2", Doc: "a bzip2 archive", Extensions: []string{"bz2", "tbz2"}, is: isBzip2},
	{Name: "xz", Doc: "an xz archive", Extensions: []string{"xz", "txz"}, is: starts("\xFD7zXZ\x00")},
	{Name: "cab", Doc: "a cabinet archive of Windows", Extensions: []string{"cab"}, is: starts("MSCF\x00\x00\x00\x00")},
	{Name: "tnef", Doc: "what Outlook packs the files of a mail into (winmail.dat)", is: starts("\x78\x9F\x3E\x22")},
	{Name: "image", Doc: "a picture", Extensions: []string{"png", "jpg", "jpeg", "gif", "tif", "tiff", "bmp", "webp", "heic"}, is: isImage, open: readImage, timed: true},
	{Name: "audio", Doc: "sound or video", Extensions: []string{"mp3", "mp4", "wav", "avi", "mov", "m4a"}, is: isMedia},
	{Name: "eml", Doc: "a mail or web archive", Extensions: []string{"eml", "mht", "mhtml"}, is: isMail, open: readEML},
	{Name: "flatopc", Doc: "a Word document in one XML file", is: xmlWith("pkg:package"), open: readFlatOPC},
	{Name: "wordml", Doc: "a Word document in the XML of 2003", is: xmlWith("w:wordDocument"), open: readWordML},
	{Name: "fodt", Doc: "an OpenDocument text in one XML file", Extensions: []string{"fodt"}, is: xmlWith("office:document"), open: readFODT},
	{Name: "html", Doc: "a web page", Extensions: []string{"html", "htm", "xhtml", "shtml"}, read: readHTML},
	{Name: "csv", Doc: "a table as text", Extensions: []string{"csv", "tsv"}, read: readCSV},
	{Name: "xml", Doc: "an XML document", Extensions: []string{"xml"}},
	{Name: "md", Doc: "Markdown text", Extensions: []string{"md", "markdown", "mkd"}, read: readMarkdown},
	{Name: "txt", Doc: "plain text", Extensions: []string{"txt", "text", "log", ""}, read: readText},
}

// formatOf returns the format named name, which must exist.
func formatOf(name string) *Format {
	return &formats[slices.IndexFunc(formats, func(f Format) bool { return f.Name == name })]
}

// sniff returns the format that the bytes tell, or nil if they may be text.
func sniff(data []byte) *Format {
	for i := range formats {
		if is := formats[i].is; is != nil && is(data) {
			return &formats[i]
		}
	}
	return nil
}

// byExtension returns the format that files named *.ext usually have, or nil.
func byExtension(ext string) *Format {
	for i := range formats {
		if slices.Contains(formats[i].Extensions, ext) {
			return &formats[i]
		}
	}
	return nil
}

// textFormat returns the format of decoded text. Markdown is told by the
// extension alone: a # or * at the start of a line is no sign of it.
func textFormat(ext, s string) *Format {
	switch {
	case looksHTML(s, ext):
		return formatOf("html")
	case strings.HasPrefix(strings.TrimSpace(s), "<?xml"):
		return formatOf("xml")
	case slices.Contains(formatOf("csv").Extensions, ext) && delimiter(s) != 0:
		return formatOf("csv")
	case slices.Contains(formatOf("md").Extensions, ext):
		return formatOf("md")
	}
	return formatOf("txt")
}

func starts(magic ...string) func([]byte) bool {
	return func(data []byte) bool {
		return slices.ContainsFunc(magic, func(m string) bool { return bytes.HasPrefix(data, []byte(m)) })
	}
}

// zipWith tells ZIP archives by the name of a part. Of one that is broken it
// looks for the name in the bytes, which hold it in plain.
func zipWith(part string) func([]byte) bool {
	return func(data []byte) bool {
		if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
			return false
		}
		z, err := openZip(data, DefaultLimits())
		return err == nil && z.has(part) || err != nil && bytes.Contains(data, []byte(part))
	}
}

// isODT tells OpenDocument texts, isODS workbooks, and isOpenDocument others.
func isODT(data []byte) bool { return openDocument(data, "text") }

func isODS(data []byte) bool { return openDocument(data, "spreadsheet") }

func isOpenDocument(data []byte) bool { return openDocument(data, "") }

// openDocument tells OpenDocument files by the part that says what an archive is.
func openDocument(data []byte, kind string) bool {
	kind = "application/vnd.oasis.opendocument." + kind
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return false
	}
	z, err := openZip(data, DefaultLimits())
	if err != nil {
		return bytes.Contains(data, []byte(kind))
	}
	stated, _ := z.part("mimetype")
	return bytes.HasPrefix(stated, []byte(kind))
}

// isOFD knows encrypted documents too, the parts of which are hidden.
func isOFD(data []byte) bool { return zipWith("OFD.xml")(data) || zipWith("Encryptions.xml")(data) }

// isPDF allows for the bytes that mail programs put before the header.
func isPDF(data []byte) bool {
	at := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-"))
	return at == 0 || at > 0 && bytes.Contains(data, []byte("endobj"))
}

// isTar knows the archives of all programs since 1988.
func isTar(data []byte) bool {
	const at = 257
	return len(data) > at && bytes.HasPrefix(data[at:], []byte("ustar"))
}

func isBzip2(data []byte) bool {
	const blockOrEnd = 4
	return len(data) > 10 && string(data[:3]) == "BZh" && (bytes.HasPrefix(data[blockOrEnd:], []byte("1AY&SY")) || bytes.HasPrefix(data[blockOrEnd:], []byte("\x17\x72\x45\x38\x50\x90")))
}

func isImage(data []byte) bool {
	if len(data) > 12 && (string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP" || string(data[4:8]) == "ftyp" && string(data[8:11]) == "hei") {
		return true
	}
	if len(data) > 30 && string(data[:2]) == "BM" && data[6]|data[7]|data[8]|data[9] == 0 {
		return true
	}
	return starts("\x89PNG\r\n\x1a\n", "\xFF\xD8\xFF", "GIF87a", "GIF89a", "II*\x00", "MM\x00*")(data)
}

func isMedia(data []byte) bool {
	if len(data) > 12 && (string(data[4:8]) == "ftyp" || string(data[:4]) == "RIFF" && string(data[8:12]) != "WEBP") {
		return true
	}
	return starts("ID3", "OggS", "fLaC")(data)
}

// Named reports whether files named *.ext usually are of a format that is read;
// ext is in lower case.
func Named(ext string) bool {
	f := byExtension(ext)
	return f != nil && f.Readable()
}

// containers are the formats of files that hold others.
var containers = []string{"zip", "rar", "tar", "gzip", "bzip2", "eml"}

// Container returns the name of the format of a file that begins with head, if
// such files hold others: an archive, a document that is made like a ZIP archive,
// a mail or web archive. Otherwise it is "".
func Container(head []byte) string {
	for _, name := range containers {
		if formatOf(name).is(head) {
			return name
		}
	}
	return ""
}

// Holds reports whether files of the format named name hold others.
func Holds(name string) bool { return slices.Contains(containers, name) }

// HeadSize is how many of its first bytes tell whether a file is an archive or
// a mail.
const HeadSize = 8 << 10

// isMail tells mails by two header fields before the first empty line.
func isMail(data []byte) bool {
	fields := 0
	for line := range bytes.Lines(data[:min(len(data), HeadSize)]) {
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			break
		}
		if line[0] == ' ' || line[0] == '\t' || bytes.HasPrefix(line, []byte("From ")) {
			continue
		}
		name, _, ok := bytes.Cut(line, []byte(":"))
		if !ok || bytes.ContainsAny(name, " \t<") {
			break
		}
		switch strings.ToLower(string(name)) {
		case "received", "mime-version", "message-id", "content-type", "return-path", "delivered-to", "newsgroups", "x-mailer":
			fields += 2
		case "from", "to", "subject", "date":
			fields++
		}
	}
	return fields >= 4
}
