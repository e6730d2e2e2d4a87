package index

import (
	"context"
	"fmt"
	"testing"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"

	"zongjie/corpus/corpustest"
	"zongjie/extract"
)

// TestHaving compares sets of documents that are taken as a whole with those that
// bleve hands out one by one, in an index of several segments of which none has
// 64 documents or a multiple of that, and from which documents were deleted.
func TestHaving(t *testing.T) {
	store, root, x := empty(t)
	for _, of := range [][2]int{{0, 90}, {90, 131}, {131, 300}, {40, 50}, {100, 103}, {300, 301}} { // some twice
		var records []*extract.Record
		for i := of[0]; i < of[1]; i++ {
			raw := fmt.Sprintf("共%d项工作\n", i)
			for _, n := range []int{2, 3, 7, 50, 100} {
				if i%n == 0 {
					raw += fmt.Sprintf("every%d\n", n)
				}
			}
			records = append(records, corpustest.Record(t, fmt.Sprintf("%d.txt", i), raw))
		}
		stored, err := store.Put(root, records...)
		if err == nil {
			err = x.Add(stored)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	v, err := x.view(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer v.close()
	if n := len(v.reader.(*scorch.IndexSnapshot).Segments()); n < 2 {
		t.Fatalf("%d segments, want several", n)
	}
	want := v.none()
	terms := []string{"工作", "every2", "every3", "every7", "every50", "every100", "150", "45", "300", "nowhere"}
	for i := range terms {
		one := v.none()
		if err := v.eachPosting(fieldBody, terms[i], false, func(d *index.TermFieldDoc) { one.add(uint32(d.ID.Value())) }); err != nil {
			t.Fatal(err)
		}
		want = want.or(one)
		for _, c := range []struct {
			list []string
			want docs
		}{{terms[i : i+1], one}, {terms[:i+1], want}} {
			got, err := v.having(fieldTerms{fieldBody, c.list})
			if err != nil {
				t.Fatal(err)
			}
			if got.without(c.want).count()+c.want.without(got).count() > 0 {
				t.Errorf("%v: %d documents, want %d", c.list, got.count(), c.want.count())
			}
		}
	}
	if want.count() != 301 {
		t.Errorf("%d documents in all, want 301", want.count())
	}
}
