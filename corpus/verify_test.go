package corpus_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"zongjie/corpus"
	"zongjie/corpus/corpustest"
	"zongjie/extract"
)

// TestVerify: whatever is altered in the database behind the program's back, of a
// text or of facts, is found and named.
func TestVerify(t *testing.T) {
	problems := func(s *corpus.Store) (found []string) {
		_, _, err := s.Verify(context.Background(), func(p corpus.Problem) { found = append(found, p.Path+": "+p.Text) })
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	for _, c := range []struct{ name, alter, want string }{
		{"nothing", "", ""},
		{"the text of another report", "UPDATE texts SET text = (SELECT text FROM texts WHERE report = 2) WHERE report = 1", "r/a.txt: its text is not the one that was stored"},
		{"a text that is no text", "UPDATE texts SET text = x'00' WHERE report = 1", "r/a.txt: what is stored of it cannot be read"},
		{"no text", "DELETE FROM texts WHERE report = 1", "r/a.txt: "},
		{"the facts of another report", "UPDATE facts SET packed = (SELECT packed FROM facts WHERE report = 2) WHERE report = 1", "r/a.txt: count 1 of rule count/test: its quote is not at"},
		{"facts cut off", "UPDATE facts SET packed = substr(packed, 1, length(packed) - 1) WHERE report = 1", "r/a.txt: what is stored of it cannot be read"},
		{"another check sum", "UPDATE texts SET sum = sum + 1 WHERE report = 1", "r/a.txt: its text is not the one that was stored"},
		{"another length", "UPDATE files SET chars = chars + 1 WHERE report = 1", "are stated"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			s := open(t, dir+"/w", corpus.Write)
			var recs []*extract.Record
			for i, name := range []string{"a.txt", "b.txt"} {
				quote := fmt.Sprintf("党员%d名", 32+i)
				recs = append(recs, corpustest.Record(t, name, "总结。现有"+quote+"。\n",
					corpustest.Fact{Kind: "count", Values: fmt.Sprintf("value=%d subject=party_member", 32+i), Quote: quote}))
			}
			put(t, s, dir+"/r", recs...)
			if c.alter != "" {
				if err := s.Alter(c.alter); err != nil {
					t.Fatal(err)
				}
			}
			found := strings.Join(problems(s), "\n")
			if c.want == "" && found != "" || !strings.Contains(found, c.want) {
				t.Errorf("found\n%s\nwant\n%s", found, c.want)
			}
			if strings.Contains(found, "b.txt") {
				t.Errorf("the other report is blamed:\n%s", found)
			}
		})
	}
}
