// Package ingest turns the bytes of a file into a document, one file of this
// package for each format.
package ingest

import (
	"path"
	"strconv"
	"strings"

	"zongjie/extract"
	"zongjie/extract/text"
)

// Result is what became of the bytes of one file.
type Result struct {
	Document *text.Document // nil if nothing could be read
	Format   string         // "txt", "md", "html"; the content decides it
	Encoding string         // "utf-8", "gb18030"
	Status   extract.Status
	Failure  *extract.Failure // set where Status is not OK
	Warnings []extract.Warning
}

// Read reads the file named name, whose bytes are data. It never fails: a file
// that cannot be read has a result that says so.
func Read(name string, data []byte) Result {
	var b text.Builder
	for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		if strings.TrimSpace(line) == "" {
			b.Gap(line)
			continue
		}
		b.Block(text.Block{Where: "line " + strconv.Itoa(i+1)}, line)
	}
	return Result{Document: b.Document(), Format: strings.TrimPrefix(path.Ext(name), "."), Encoding: "utf-8", Status: extract.OK}
}
