package export

import (
	"encoding/json"
	"strings"

	"zongjie/corpus"
)

// manifestSchema names the layout of a manifest.
const manifestSchema = "zongjie.manifest/1"

// Manifest says what an export was made of and what it holds. It has neither
// time nor place: the same reports give the same manifest.
type Manifest struct {
	Schema  string         `json:"schema"`
	Program string         `json:"program"`
	Format  string         `json:"format"`
	Options map[string]any `json:"options"`
	Rules   []string       `json:"rules"`    // versions that the facts rest on, in the order of the paths
	Reports map[string]int `json:"reports"`  // by status
	Found   map[string]int `json:"warnings"` // of the reports, by code
	Notes   []string       `json:"notes"`    // what the format could not hold as it is
	Outputs []Output       `json:"outputs"`
	Inputs  []input        `json:"inputs"` // by path
}

// Output is a file of an export.
type Output struct {
	File   string `json:"file"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	Rows   *int   `json:"rows,omitempty"`   // of the table that the file holds
	Tables []Rows `json:"tables,omitempty"` // where it holds several
}

// Rows says how many rows a table has.
type Rows struct {
	Table string `json:"table"`
	Rows  int    `json:"rows"`
}

// input is a report as the manifest lists it.
type input struct {
	Path   string `json:"path"`
	ID     string `json:"id,omitempty"`
	Bytes  int64  `json:"bytes"`
	Status string `json:"status"`

	rules string
	codes []string // of its warnings
}

func inputOf(r *corpus.Report) input {
	rec := r.Record
	in := input{Path: r.Path, ID: rec.ID, Bytes: rec.Source.Bytes, Status: string(rec.Status), rules: rec.Rules}
	for _, w := range rec.Warnings {
		in.codes = append(in.codes, w.Code)
	}
	return in
}

// describe writes datapackage.json, where the format has one, and the manifest.
func (j *job) describe(inputs []input) error {
	for _, f := range j.files.made {
		if err := f.close(); err != nil {
			return err
		}
	}
	if j.format.Name == "csv" || j.format.Name == "parquet" {
		if err := j.writeJSON("datapackage.json", j.dataPackage()); err != nil {
			return err
		}
	}
	m := Manifest{Schema: manifestSchema, Program: j.options.Program, Format: j.format.Name, Options: map[string]any{},
		Rules: []string{}, Reports: map[string]int{}, Found: map[string]int{}, Notes: append([]string{}, j.notes.lines()...), Inputs: inputs}
	switch j.format.Name {
	case "csv":
		m.Options["bom"] = !j.options.NoBOM
	case "jsonl":
		m.Options["text"] = j.options.Text
	}
	seen := map[string]bool{"": true}
	for _, in := range inputs {
		m.Reports[in.Status]++
		if !seen[in.rules] {
			seen[in.rules] = true
			m.Rules = append(m.Rules, in.rules)
		}
		for _, code := range in.codes {
			m.Found[code]++
		}
	}
	if inputs == nil {
		m.Inputs = []input{}
	}
	m.Outputs = j.described()
	name := "manifest.json"
	if j.file != "" && j.file != j.format.File {
		name = strings.TrimSuffix(j.file, ".") + ".manifest.json"
	}
	return j.writeJSON(name, m)
}

// described returns what the manifest says of the files.
func (j *job) described() []Output {
	outs := []Output{}
	for _, o := range j.outputs {
		d := Output{File: o.file.name, Bytes: o.file.size, SHA256: o.file.hex}
		switch {
		case o.table != nil:
			n := j.maker.rows[o.table]
			d.Rows = &n
		case j.maker != nil && j.file == o.file.name:
			for _, t := range j.tables.all() {
				d.Tables = append(d.Tables, Rows{t.Name, j.maker.rows[t]})
			}
		}
		outs = append(outs, d)
	}
	return outs
}

// writeJSON writes v to the file named name, for people and programs to read.
func (j *job) writeJSON(name string, v any) error {
	f, err := j.create(nil, name)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(f)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	return f.close()
}
