package export

import (
	"bufio"
	"encoding/json"
	"io"

	"zongjie/corpus"
	"zongjie/extract"
)

// doccano writes one JSON object a report that has a text, one a line, as
// doccano imports them ("Sequence labeling", "JSONL", with overlapping spans
// allowed): its text, and under label the quotes of its facts, each with its
// start and end in Unicode code points and its label. Other keys become the
// metadata that doccano shows beside the text.
type doccano struct {
	out *bufio.Writer
	enc *json.Encoder
	n   int
}

type doccanoLine struct {
	ID     int      `json:"id"` // from 1
	Text   string   `json:"text"`
	Label  [][3]any `json:"label"`
	Path   string   `json:"report_path"`
	Report string   `json:"report_id"`
	Rules  string   `json:"rules"`
}

func openDoccano(j *job) (writer, error) {
	f, err := j.create(nil, j.file)
	if err != nil {
		return nil, err
	}
	return newDoccano(f), nil
}

func newDoccano(w io.Writer) *doccano {
	out := bufio.NewWriterSize(w, 1<<16)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return &doccano{out: out, enc: enc}
}

func (w *doccano) add(r *corpus.Report) error {
	rec := r.Record
	if rec.Document == nil {
		return nil
	}
	w.n++
	line := doccanoLine{ID: w.n, Text: rec.Document.Raw, Label: [][3]any{}, Path: r.Path, Report: rec.ID, Rules: rec.Rules}
	for i := range rec.Facts {
		f := &rec.Facts[i]
		line.Label = append(line.Label, [3]any{f.Quote.Start, f.Quote.End, label(f)})
	}
	return w.enc.Encode(line)
}

func (w *doccano) end() error { return w.out.Flush() }

// label names what f is: its kind and, if it has one, the first of its values
// that is one of a list of words: count:party_member, award:national.
func label(f *extract.Fact) string {
	for i, field := range f.Kind.Fields {
		if field.Type == extract.TypeTerm {
			if f.Values[i] == "" {
				break
			}
			return f.Kind.Name + ":" + f.Values[i]
		}
	}
	return f.Kind.Name
}
