package compare_test

import (
	"fmt"
	"strings"
	"testing"

	"zongjie/corpus"
	"zongjie/corpus/compare"
	"zongjie/corpus/corpustest"
)

// BenchmarkMatrix makes a table of 2,000 organisations and ten years, with ten
// counts a report; reading a store is not part of it.
func BenchmarkMatrix(b *testing.B) {
	var facts []corpustest.Fact
	for i := range 10 {
		facts = append(facts, count(fmt.Sprintf("subject=%s value=%d unit=名 qualifier=exact", []string{"teacher", "student", "other"}[i%3], i), "甲"))
	}
	var reports []corpus.Report
	like := report(b, "r", "", 0, "summary", "甲", facts...)
	for i := range 20000 {
		rec := *like.Record
		rec.Meta.Organization, rec.Meta.Year = fmt.Sprintf("第%d小学", i/10), 2011+i%10
		reports = append(reports, corpus.Report{Path: fmt.Sprintf("r/%05d", i), Record: &rec})
	}
	q := compare.Query{Kind: kind(b, "count"), Measure: "teacher", Rows: compare.Org, Columns: compare.Year}
	for b.Loop() {
		if m := matrix(b, q, reports...); len(m.Cells) != len(reports) {
			b.Fatalf("%d cells", len(m.Cells))
		}
	}
	b.ReportMetric(float64(len(reports)*b.N)/b.Elapsed().Seconds(), "reports/s")
}

// BenchmarkPairs pairs the facts of two reports of 500 counts each.
func BenchmarkPairs(b *testing.B) {
	var sides [2]corpus.Report
	for s := range sides {
		var facts []corpustest.Fact
		var text strings.Builder
		for i := range 500 {
			sentence := fmt.Sprintf("第%d村民小组今年共有教师%d名参加培训", i%40, i+s)
			text.WriteString(sentence + "\n")
			facts = append(facts, count(fmt.Sprintf("subject=teacher value=%d unit=名", i+s), sentence))
		}
		sides[s] = report(b, "r", "东村", 2020+s, "summary", text.String(), facts...)
	}
	k := kind(b, "count")
	for b.Loop() {
		compare.Pairs(k, sides[0].Record, sides[1].Record)
	}
}
