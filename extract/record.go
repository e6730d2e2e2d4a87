package extract

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"zongjie/extract/text"
)

// Schema names the layout of a record in JSON.
const Schema = "zongjie.record/1"

// Record is all that is known of one file. A file that could not be read has a
// Record too, with Failure set.
type Record struct {
	ID       string // lower-case hex SHA-256 of the file's bytes
	Root     string // the folder that Source.Path is relative to; not part of the JSON
	Source   Source
	Status   Status
	Failure  *Failure // what happened and what to do, where Status is not OK
	Rules    string   // version of the rules and words that the facts rest on
	Reader   string   // version of the code that read the text; not part of the JSON
	Meta     Meta
	Chars    int // code points of Document.Raw
	Facts    []Fact
	Warnings []Warning
	Document *text.Document // nil if the file could not be read at all
	Words    *text.Words    // nil if they were not asked for
	WithText bool           // whether JSON holds the text
}

// Source says where a record's bytes came from.
type Source struct {
	Path     string `json:"path"` // slash-separated, relative to the folder given
	Format   string `json:"format,omitempty"`
	Encoding string `json:"encoding,omitempty"`
	Bytes    int64  `json:"bytes"`
	Modified string `json:"modified,omitempty"` // RFC 3339, UTC
	// What the document says of itself, where its format can: who wrote it, and
	// when it was made and last changed (RFC 3339 in UTC; without a zone where it
	// states none, and without a time where it states none).
	Author  string `json:"author,omitempty"`
	Created string `json:"created,omitempty"`
	Changed string `json:"changed,omitempty"`
}

// Status says how a file ended.
type Status string

// The statuses of records.
const (
	OK          Status = "ok"
	Partial     Status = "partial"
	Encrypted   Status = "encrypted"
	Unsupported Status = "unsupported"
	Corrupt     Status = "corrupt"
	Limit       Status = "limit"
)

// Failure says what happened to a file, and what its owner can do about it.
type Failure struct {
	Stage   string `json:"stage"` // read, ingest, extract
	Message string `json:"message"`
	Advice  string `json:"advice,omitempty"`
}

// MarshalJSON writes the record as its public contract says: keys in one
// order, absent and empty optional fields left out.
func (r *Record) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	err := r.WriteJSON(&b)
	return b.Bytes(), err
}

// WriteJSON writes what MarshalJSON returns to out, fact by fact: a text without
// stops has long sentences, and each of its facts quotes one.
func (r *Record) WriteJSON(out io.Writer) error {
	w := &objectWriter{out: out}
	w.add("schema", Schema)
	w.add("id", r.ID)
	w.add("source", r.Source)
	w.add("status", r.Status)
	if r.Failure != nil {
		w.add("failure", r.Failure)
	}
	w.text("rules", r.Rules)
	w.text("title", r.Meta.Title)
	w.text("doc_type", r.Meta.DocType)
	w.text("language", r.Meta.Language)
	if r.Meta.Shares != (Shares{}) {
		w.add("language_shares", r.Meta.Shares)
	}
	w.text("organization", r.Meta.Organization)
	w.text("organization_id", r.Meta.OrganizationID)
	w.text("organization_evidence", r.Meta.OrganizationEvidence)
	if r.Meta.Year != 0 {
		w.add("year", r.Meta.Year)
		w.text("year_evidence", r.Meta.YearEvidence)
	}
	w.add("chars", r.Chars)
	for i := 0; i < len(r.Facts); {
		k := r.Facts[i].Kind
		j := i
		for j < len(r.Facts) && r.Facts[j].Kind == k {
			j++
		}
		w.list(k.Plural, r.Facts[i:j])
		i = j
	}
	if len(r.Warnings) > 0 {
		w.add("warnings", r.Warnings)
	}
	if r.WithText && r.Document != nil {
		w.add("text", r.Document.Raw)
	}
	return w.end()
}

// MarshalJSON writes the fields that are stated, then section, rule and evidence.
func (f *Fact) MarshalJSON() ([]byte, error) {
	w := &objectWriter{}
	for i, field := range f.Kind.Fields {
		switch v := f.Values[i]; {
		case v == "":
		case field.Type == TypeInt || field.Type == TypeNumber:
			w.add(field.Name, json.RawMessage(v))
		default:
			w.add(field.Name, v)
		}
	}
	if len(f.Section) > 0 {
		w.add("section", f.Section)
	}
	w.text("rule", f.Rule)
	w.add("evidence", f.Quote)
	return w.bytes()
}

// objectWriter writes a JSON object key by key, in the order given.
type objectWriter struct {
	b     bytes.Buffer // what is not yet written to out
	out   io.Writer    // nil if all of it is wanted as bytes
	begun bool
	err   error
}

func (w *objectWriter) text(key, value string) {
	if value != "" {
		w.add(key, value)
	}
}

func (w *objectWriter) key(key string) {
	w.b.WriteByte(map[bool]byte{false: '{', true: ','}[w.begun])
	w.begun = true
	w.b.WriteString(strconv.Quote(key))
	w.b.WriteByte(':')
}

func (w *objectWriter) add(key string, value any) {
	w.key(key)
	enc := json.NewEncoder(&w.b)
	enc.SetEscapeHTML(false)
	w.fail(enc.Encode(value))
	w.b.Truncate(w.b.Len() - 1) // the encoder's line end
	w.flush()
}

// list adds facts, of which only one at a time is in memory as JSON.
func (w *objectWriter) list(key string, facts []Fact) {
	w.key(key)
	sign := byte('[')
	for i := range facts {
		one, err := facts[i].MarshalJSON()
		w.fail(err)
		w.b.WriteByte(sign)
		w.b.Write(one)
		w.flush()
		sign = ','
	}
	w.b.WriteByte(']')
}

func (w *objectWriter) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *objectWriter) flush() {
	if w.out != nil {
		_, err := w.b.WriteTo(w.out)
		w.fail(err)
	}
}

// end writes the end of the object to out.
func (w *objectWriter) end() error {
	w.b.WriteByte('}')
	w.flush()
	return w.err
}

// bytes returns the object.
func (w *objectWriter) bytes() ([]byte, error) {
	err := w.end()
	return w.b.Bytes(), err
}

// DecodeRecord reads a record that MarshalJSON wrote. Facts of kinds that are
// not among kinds are an error: such a record was written by other rules.
func DecodeRecord(data []byte, kinds []*Kind) (*Record, error) {
	var in struct {
		Schema       string
		ID           string
		Source       Source
		Status       Status
		Failure      *Failure
		Rules        string
		Title        string
		DocType      string `json:"doc_type"`
		Language     string
		Shares       Shares `json:"language_shares"`
		Organization string
		UnitID       string `json:"organization_id"`
		UnitEvidence string `json:"organization_evidence"`
		Year         int
		YearEvidence string `json:"year_evidence"`
		Chars        int
		Warnings     []Warning
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return nil, err
	}
	if in.Schema != Schema {
		return nil, fmt.Errorf("record has schema %q, want %q", in.Schema, Schema)
	}
	r := &Record{ID: in.ID, Source: in.Source, Status: in.Status, Failure: in.Failure, Rules: in.Rules, Chars: in.Chars, Warnings: in.Warnings}
	r.Meta = Meta{Title: in.Title, DocType: in.DocType, Language: in.Language, Shares: in.Shares,
		Organization: in.Organization, OrganizationID: in.UnitID, OrganizationEvidence: in.UnitEvidence, Year: in.Year, YearEvidence: in.YearEvidence, TitleBlock: -1}
	var lists map[string]json.RawMessage
	if err := json.Unmarshal(data, &lists); err != nil {
		return nil, err
	}
	for _, k := range kinds {
		if list := lists[k.Plural]; list != nil {
			if err := r.decodeFacts(k, list); err != nil {
				return nil, fmt.Errorf("%s: %w", k.Plural, err)
			}
		}
	}
	return r, nil
}

func (r *Record) decodeFacts(k *Kind, list []byte) error {
	var in []map[string]json.RawMessage
	if err := json.Unmarshal(list, &in); err != nil {
		return err
	}
	for _, m := range in {
		f := Fact{Kind: k, Values: make([]string, len(k.Fields))}
		for i, field := range k.Fields {
			raw, ok := m[field.Name]
			if !ok {
				continue
			}
			if field.Type == TypeInt || field.Type == TypeNumber {
				f.Values[i] = string(raw)
			} else if err := json.Unmarshal(raw, &f.Values[i]); err != nil {
				return err
			}
		}
		for key, to := range map[string]any{"section": &f.Section, "rule": &f.Rule, "evidence": &f.Quote} {
			if raw, ok := m[key]; ok {
				if err := json.Unmarshal(raw, to); err != nil {
					return err
				}
			}
		}
		r.Facts = append(r.Facts, f)
	}
	return nil
}
