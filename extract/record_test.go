package extract

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

// longestWrite is a writer that remembers how long the longest piece was.
type longestWrite struct {
	all     strings.Builder
	longest int
}

func (w *longestWrite) Write(p []byte) (int, error) {
	w.longest = max(w.longest, len(p))
	return w.all.Write(p)
}

type fullDisk struct{}

var errFull = errors.New("full")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

// TestWriteJSON holds that facts are written one by one: together, those of a text
// without stops take hundreds of times the text.
func TestWriteJSON(t *testing.T) {
	kind := &Kind{Name: "count", Plural: "counts", Fields: []Field{{Name: "value", Type: TypeNumber}}}
	rec := &Record{ID: "x", Status: OK}
	for range 100 {
		f := Fact{Kind: kind, Values: []string{"32"}, Rule: "count/unit"}
		f.Quote.Sentence = strings.Repeat("党员32名，", 500)
		rec.Facts = append(rec.Facts, f)
	}
	var out longestWrite
	if err := rec.WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	whole, err := json.Marshal(rec)
	if err != nil || out.all.String() != string(whole) {
		t.Errorf("WriteJSON wrote %d bytes, and MarshalJSON returns %d (%v)", out.all.Len(), len(whole), err)
	}
	if out.longest > len(whole)/50 {
		t.Errorf("%d of %d bytes were written in one piece", out.longest, len(whole))
	}
	if err := rec.WriteJSON(fullDisk{}); !errors.Is(err, errFull) {
		t.Errorf("error %v", err)
	}
}
