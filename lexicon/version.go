package lexicon

import "embed"

// Source is the source of the code that finds words, numbers and dates: it
// counts for the version of what rests on them.
//
//go:embed *.go fold/*.go numeral/*.go words/*.go
var Source embed.FS
