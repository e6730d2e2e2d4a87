package export

import "slices"

// dataPackage describes the tables as the Frictionless Data Package says
// (https://specs.frictionlessdata.io): what every column is, and which rows
// lead to which.
type dataPackage struct {
	Profile   string         `json:"profile"`
	Name      string         `json:"name"`
	Title     string         `json:"title"`
	Resources []dataResource `json:"resources"`
}

type dataResource struct {
	Profile     string       `json:"profile"`
	Name        string       `json:"name"`
	Description string       `json:"description,omitempty"`
	Path        string       `json:"path"`
	Format      string       `json:"format"`
	MediaType   string       `json:"mediatype"`
	Encoding    string       `json:"encoding,omitempty"`
	Bytes       int64        `json:"bytes"`
	Hash        string       `json:"hash"`
	Dialect     *dataDialect `json:"dialect,omitempty"`
	Schema      dataSchema   `json:"schema"`
}

type dataDialect struct {
	Delimiter      string `json:"delimiter"`
	LineTerminator string `json:"lineTerminator"`
	QuoteChar      string `json:"quoteChar"`
	DoubleQuote    bool   `json:"doubleQuote"`
}

type dataSchema struct {
	Fields        []dataField   `json:"fields"`
	MissingValues []string      `json:"missingValues"`
	PrimaryKey    []string      `json:"primaryKey,omitempty"`
	ForeignKeys   []dataForeign `json:"foreignKeys,omitempty"`
}

type dataField struct {
	Name        string          `json:"name"`
	Type        string          `json:"type"`
	Format      string          `json:"format,omitempty"`
	Description string          `json:"description,omitempty"`
	Constraints map[string]bool `json:"constraints,omitempty"`
}

type dataForeign struct {
	Fields    []string      `json:"fields"`
	Reference dataReference `json:"reference"`
}

type dataReference struct {
	Resource string   `json:"resource"`
	Fields   []string `json:"fields"`
}

// dataPackage describes the files that the job wrote.
func (j *job) dataPackage() *dataPackage {
	p := &dataPackage{Profile: "data-package", Name: "zongjie", Title: "Facts of work reports, with the words that state them"}
	for _, o := range j.outputs {
		if o.table == nil {
			continue
		}
		r := dataResource{Profile: "data-resource", Name: o.table.Name, Description: both(o.table.EN, o.table.ZH), Path: o.file.name,
			Bytes: o.file.size, Hash: "sha256:" + o.file.hex, Format: "parquet", MediaType: "application/vnd.apache.parquet", Schema: schemaOf(o.table)}
		if j.format.Name == "csv" {
			r.Profile, r.Format, r.MediaType, r.Encoding = "tabular-data-resource", "csv", "text/csv", "utf-8"
			r.Dialect = &dataDialect{Delimiter: ",", LineTerminator: "\r\n", QuoteChar: `"`, DoubleQuote: true}
		}
		p.Resources = append(p.Resources, r)
	}
	if j.format.Name == "csv" {
		p.Profile = "tabular-data-package"
	}
	return p
}

func schemaOf(t *Table) dataSchema {
	s := dataSchema{MissingValues: []string{""}, PrimaryKey: t.Key}
	for _, c := range t.Columns {
		f := dataField{Name: c.Name, Type: "string", Description: both(c.EN, c.ZH)}
		switch c.Type {
		case Integer:
			f.Type = "integer"
		case Number:
			f.Type = "number"
		case Time:
			f.Type, f.Format = "datetime", "any" // RFC 3339, with fractions of seconds where there are some
		}
		if c.Always {
			f.Constraints = map[string]bool{"required": true}
		}
		if len(t.Key) == 1 && slices.Contains(t.Key, c.Name) {
			f.Constraints["unique"] = true
		}
		s.Fields = append(s.Fields, f)
	}
	if t.Reports {
		s.ForeignKeys = []dataForeign{{Fields: []string{columnPath}, Reference: dataReference{Resource: tableReports, Fields: []string{columnPath}}}}
	}
	return s
}

// both returns a description in both languages.
func both(en, zh string) string {
	if zh == "" {
		return en
	}
	return en + " | " + zh
}
