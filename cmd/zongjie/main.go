// Command zongjie reads folders of work reports and turns them into facts.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"zongjie/extract/kinds"
	"zongjie/pipeline"
)

func main() {
	engine, err := kinds.Load()
	if err != nil {
		fmt.Fprintln(os.Stderr, "zongjie:", err)
		os.Exit(2)
	}
	p := &pipeline.Pipeline{Engine: engine}
	enc := json.NewEncoder(os.Stdout)
	enc.SetEscapeHTML(false)
	for _, root := range os.Args[2:] {
		filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				rec := p.One(pipeline.Source{Path: filepath.ToSlash(path), Read: func() ([]byte, error) { return os.ReadFile(path) }})
				enc.Encode(rec)
			}
			return nil
		})
	}
}
