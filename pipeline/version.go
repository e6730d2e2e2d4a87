package pipeline

import (
	"embed"
	"sync"

	"zongjie/extract"
)

//go:embed *.go ingest/*.go segment/*.go table/*.go pdfium/*.go tesseract/*.go libreoffice/*.go
var sources embed.FS

// ReaderVersion is the version of the code that turns bytes into texts: a hash
// of the source of this folder, as Engine.Version is one of the rules. Where it
// changes, files have to be read again. It does not see which helpers a machine
// has, or in which version.
var ReaderVersion = sync.OnceValue(func() string { return extract.HashSource(sources) })
