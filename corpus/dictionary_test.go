package corpus_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"zongjie/corpus"
	"zongjie/corpus/corpustest"
	"zongjie/extract"
)

// TestStrangeTexts: reports come by name, so that the first hold one language.
// Texts for which the dictionary of those is of no use get another one, once; and
// texts that have nothing in common do not get one a batch. All are read as they
// were written.
func TestStrangeTexts(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	sentences := func(first rune, letters int) []string {
		list := make([]string, 400)
		for i := range list {
			runes := make([]rune, 30)
			for j := range runes {
				runes[j] = first + rune(random.IntN(letters))
			}
			list[i] = string(runes)
		}
		return list
	}
	latin, han := sentences('a', 26), sentences('一', 3000)
	dir := t.TempDir()
	s := open(t, dir, corpus.Write)
	whole := map[string]string{}
	batch := func(from func() []string) {
		var records []*extract.Record
		for range 300 {
			pool := from()
			var raw strings.Builder
			for range 60 {
				raw.WriteString(pool[random.IntN(len(pool))] + "\n")
			}
			path := fmt.Sprintf("%05d.txt", len(whole))
			whole["r/"+path] = raw.String()
			records = append(records, corpustest.Record(t, path, raw.String()))
		}
		put(t, s, filepath.Join(dir, "r"), records...)
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, "zongjie.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for i, c := range []struct {
		from func() []string
		want int
	}{
		{func() []string { return latin }, 1},
		{func() []string { return han }, 2},
		{func() []string { return han }, 2},
		{func() []string { return sentences('一', 3000) }, 3},
		{func() []string { return sentences('一', 3000) }, 4},
		{func() []string { return sentences('一', 3000) }, 4},
	} {
		batch(c.from)
		var n int
		if err := db.QueryRow("SELECT count(*) FROM dictionaries").Scan(&n); err != nil || n != c.want {
			t.Errorf("after batch %d: %d dictionaries, want %d (%v)", i, n, c.want, err)
		}
	}
	for _, r := range collect(t, s, corpus.Text) {
		if r.Record.Document.Raw != whole[r.Path] {
			t.Fatalf("%s is read otherwise than it was written", r.Path)
		}
	}
}
