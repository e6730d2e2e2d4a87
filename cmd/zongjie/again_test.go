package main

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"testing/fstest"

	"zongjie/corpus"
	"zongjie/extract"
	"zongjie/extract/kinds"
	"zongjie/pipeline"
	"zongjie/pipeline/ingest"
)

// TestAgain: facts that are extracted again from stored texts, by rules that have
// changed, are those that a run over the files would find, in every format.
func TestAgain(t *testing.T) {
	before, err := kinds.Load()
	if err != nil {
		t.Fatal(err)
	}
	after, err := kinds.Load(fstest.MapFS{"unit.tsv": {Data: []byte("id\tzh\ten\nbatch\t批次|批\tbatch(s)\n")}, "subject.tsv": {Data: []byte("id\tzh\ten\nvisitor_group\t参观团\n")}})
	if err != nil {
		t.Fatal(err)
	}
	if before.Version() == after.Version() {
		t.Fatal("other words have the same version")
	}
	for _, folder := range []string{"../../testdata/files", "../../testdata/reports"} {
		sources, err := pipeline.Walk(folder, ingest.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		store, err := corpus.Open(filepath.Join(t.TempDir(), "w"), corpus.Write, before.Kinds())
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		root, err := store.Root(folder)
		if err != nil {
			t.Fatal(err)
		}
		// Without the helpers: the one for PDF starts this program, which is a test.
		old := &pipeline.Pipeline{Engine: before, Workers: 2}
		records := slices.Collect(old.Run(context.Background(), sources))
		if _, err := store.Put(root, records...); err != nil {
			t.Fatal(err)
		}
		p := &pipeline.Pipeline{Engine: after, Workers: 2}
		want := slices.Collect(p.Run(context.Background(), sources))
		read := 0
		for i := range sources {
			s := &sources[i]
			path, fromFile := root.Path(s.Path), s.Read
			s.Known = func() *extract.Record { return storedRecord(store, path) }
			s.Read = func() ([]byte, error) { read++; return fromFile() }
		}
		got := slices.Collect(p.Run(context.Background(), sources))
		compareRecords(t, got, want)
		texts := 0
		for _, rec := range want {
			if rec.Document != nil && rec.Source.Format != "eml" {
				texts++
			}
		}
		if texts == 0 || read > len(want)-texts {
			t.Errorf("%s: %d of %d files were read again, and %d have texts", folder, read, len(want), texts)
		}
	}
}

func compareRecords(t *testing.T, got, want []*extract.Record) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d records, want %d", len(got), len(want))
	}
	for i := range want {
		a, b := full(t, got[i]), full(t, want[i])
		if a != b {
			t.Errorf("%s:\n got %s\nwant %s", want[i].Source.Path, a, b)
		}
		if !reflect.DeepEqual(got[i].Document, want[i].Document) {
			t.Errorf("%s: the document is another", want[i].Source.Path)
		}
	}
}

// full writes all of rec.
func full(t *testing.T, rec *extract.Record) string {
	t.Helper()
	one := *rec
	one.WithText = true
	data, err := json.Marshal(&one)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s %s %v", data, one.Reader, one.Words)
}
