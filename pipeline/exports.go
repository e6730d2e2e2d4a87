package pipeline

import (
	"encoding/json"
	"strings"

	"zongjie/extract"
)

// Every export has a manifest beside it, of a name that ends so, whose schema
// begins so.
const (
	manifestName   = "manifest.json"
	manifestSchema = "zongjie.manifest/"
)

// refuseExports makes those of sources that are parts of an export, as its manifest
// says, ones that cannot be read: were they read as reports, every fact that they
// hold would count again. They are not left out, so that nobody can hide a report
// by a manifest.
func refuseExports(sources []Source) {
	parts := map[string]bool{}
	for _, s := range sources {
		dir := s.Path[:strings.LastIndexByte(s.Path, '/')+1]
		if !strings.HasSuffix(s.Path, manifestName) || strings.Contains(s.Path, Inside) {
			continue
		}
		var manifest struct {
			Schema  string
			Outputs []struct{ File string }
		}
		data, err := s.Read()
		if err != nil || json.Unmarshal(data, &manifest) != nil || !strings.HasPrefix(manifest.Schema, manifestSchema) {
			continue
		}
		parts[s.Path] = true
		for _, o := range manifest.Outputs {
			parts[dir+o.File] = true
		}
	}
	for i := range sources {
		if s := &sources[i]; parts[s.Path] {
			*s = refuse(*s, extract.Unsupported, "a file that zongjie itself exported, not a report", "export to a folder that is not among the reports, and delete this one")[0]
			s.expanded = true
		}
	}
}
