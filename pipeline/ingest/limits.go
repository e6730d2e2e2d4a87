package ingest

// Limits on what is read. They stand here and nowhere else.
const (
	MaxFile      = 64 << 20 // bytes of a file
	maxArticle   = 1 << 20  // bytes of a web page that readability reads: its time grows faster than its input
	maxElements  = 20_000   // elements of such a page
	maxNesting   = 64       // lists and quotations of Markdown within each other
	maxSample    = 16 << 10 // bytes from which a charset is told
	maxWrap      = 120      // columns of a line that can be part of a paragraph wrapped by hand
	maxNoiseLine = 400      // bytes of a block that is looked at as web residue as a whole
)
