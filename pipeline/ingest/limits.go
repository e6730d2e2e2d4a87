package ingest

import "time"

// Limits on what is read. They stand here and nowhere else.
const (
	MaxFile      = 64 << 20  // bytes of a file
	maxArticle   = 1 << 20   // bytes of a web page that readability reads: its time grows faster than its input
	maxElements  = 20_000    // elements of such a page
	maxNesting   = 64        // lists and quotations of Markdown within each other
	maxSample    = 16 << 10  // bytes from which a charset is told
	maxWrap      = 120       // columns of a line that can be part of a paragraph wrapped by hand
	maxPart      = 64 << 20  // bytes of a part of an archive
	maxArchive   = 512 << 20 // bytes of all parts of an archive, and of archives in it
	maxParts     = 10_000    // parts of an archive
	maxRatio     = 200       // growth of a part when unpacked, counted on what comes out
	minSuspect   = 8 << 20   // bytes up to which growth is not looked at
	maxDepth     = 256       // elements of XML, or groups of RTF, within each other
	maxNodes     = 500_000   // elements of XML that are held at a time
	maxNoiseLine = 400       // bytes of a block that is looked at as web residue as a whole
	maxRows      = 50_000    // rows of a table
	maxColumns   = 200       // cells of a row
	maxScans     = 200       // pages of a document whose text is recognised from their pictures
)

// Limits on archives whose members are files of their own.
const (
	MaxArchive  = maxArchive // bytes of all members, and of an archive
	MaxEntries  = maxParts   // members
	MaxRatio    = maxRatio   // growth of a member
	MinSuspect  = minSuspect // bytes of a member up to which growth is not looked at
	MaxArchives = 3          // archives and mails within each other
)

// Limits on the time that one document may take.
const (
	PDFTime = 30 * time.Second // of a PDF document, without the recognition of its pictures
	OCRTime = 30 * time.Second // of one page's recognition
)
