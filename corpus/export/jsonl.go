package export

import (
	"bufio"
	"errors"
	"io"

	"zongjie/corpus"
)

// recordLines writes the records, one JSON object a line. The path of a source is
// that of the report in the workspace.
type recordLines struct {
	out  *bufio.Writer
	text bool
}

func openJSONL(j *job) (writer, error) {
	f, err := j.create(nil, j.file)
	if err != nil {
		return nil, err
	}
	return newRecordLines(f, j.options.Text), nil
}

func newRecordLines(w io.Writer, text bool) *recordLines {
	return &recordLines{out: bufio.NewWriterSize(w, 1<<16), text: text}
}

func (w *recordLines) add(r *corpus.Report) error {
	rec := *r.Record
	rec.Source.Path, rec.WithText = r.Path, w.text
	return errors.Join(rec.WriteJSON(w.out), w.out.WriteByte('\n'))
}

func (w *recordLines) end() error { return errors.Join(w.out.Flush()) }
