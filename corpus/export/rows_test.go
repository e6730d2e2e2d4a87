package export

import (
	"bufio"
	"slices"
	"testing"

	"zongjie/corpus"
	"zongjie/corpus/corpustest"
	"zongjie/extract"
)

// counter counts what is written to it.
type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}

// BenchmarkRows measures what lies between the store and the disk: making rows of
// records, their hashes, and CSV.
func BenchmarkRows(b *testing.B) {
	rec := corpustest.Record(b, "2023/村.txt", "河湾村2023年工作总结\n一、队伍建设\n我村现有党员46名，其中预备党员3名，全年召开党员大会12次，参加会议人员达到应到人数的九成以上。\n获市级先进村称号。\n",
		corpustest.Fact{Kind: "heading", Values: "label=一、 number=1 level=1 title=队伍建设", Quote: "一、队伍建设"},
		corpustest.Fact{Kind: "count", Values: "value=46 unit=名 subject=party_member subject_text=党员 qualifier=exact modality=actual", Quote: "党员46名", Section: []string{"一、"}},
		corpustest.Fact{Kind: "count", Values: "value=3 unit=名 subject=probationary_party_member subject_text=预备党员 qualifier=exact modality=actual part_of=21", Quote: "预备党员3名", Section: []string{"一、"}},
		corpustest.Fact{Kind: "count", Values: "value=12 unit=次 subject=meeting subject_text=党员大会 qualifier=exact modality=actual", Quote: "党员大会12次", Section: []string{"一、"}},
		corpustest.Fact{Kind: "award", Values: "name=先进村 level=municipal times=1", Quote: "先进村", Section: []string{"一、"}})
	r := corpus.Report{Path: "reports/2023/村.txt", Record: rec}
	kinds := corpustest.Kinds()
	ts := newTables(kinds)
	out := &csvWriter{files: map[*Table]*file{}}
	written := &counter{}
	for _, t := range ts.all() {
		out.files[t] = &file{Writer: bufio.NewWriterSize(written, 1<<16)}
	}
	m := &rowMaker{tables: ts, out: out, rows: map[*Table]int{}, kinds: map[*extract.Kind]*Table{}, wide: newWide(nil)}
	for i := range rec.Facts {
		k := rec.Facts[i].Kind
		m.kinds[k] = ts.kinds[slices.IndexFunc(kinds, func(o *extract.Kind) bool { return o.Name == k.Name })]
	}
	if err := m.add(&r); err != nil {
		b.Fatal(err)
	}
	for _, f := range out.files {
		f.Flush()
	}
	b.SetBytes(written.n)
	for b.Loop() {
		if err := m.add(&r); err != nil {
			b.Fatal(err)
		}
	}
}
