package compare_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"zongjie/corpus"
	"zongjie/corpus/compare"
	"zongjie/corpus/corpustest"
)

func TestTrend(t *testing.T) {
	for _, c := range []struct {
		name   string
		states []string // of the years from 2019; "-" is a report that states none, "" no report
		want   string
	}{
		{"steps", []string{"value=10", "value=15", "value=12"}, "2019:10 2020:15(+5, +50.0 %) 2021:12(-3, -20.0 %)"},
		{"a jump", []string{"value=10", "value=16", "value=7"}, "2019:10 2020:16(+6, +60.0 %)jump 2021:7(-9, -56.3 %)jump"},
		{"appears and vanishes", []string{"-", "value=16", "-", "-", "value=17"}, "2019:- 2020:16appears 2021:-vanishes 2022:- 2023:17(+1, +6.3 %)appears"},
		{"years without a report", []string{"value=10", "", "", "value=11"}, "2019:10 2022:11(+1, +10.0 %)"},
		{"from zero", []string{"value=0", "value=2"}, "2019:0 2020:2(+2)jump"},
		{"to zero", []string{"value=2", "value=0"}, "2019:2 2020:0(-2, -100.0 %)jump"},
		{"no change from zero", []string{"value=0", "value=0"}, "2019:0 2020:0(0)"},
		{"planned", []string{"value=10", "value=90 modality=planned"}, "2019:10 2020:90[modality]"},
		{"bounds", []string{"value=10 qualifier=at_least", "value=90 qualifier=at_least"}, "2019:10 2020:90[qualifier]"},
		{"periods", []string{"value=10", "value=90 per=month"}, "2019:10 2020:90[period]"},
		{"rates", []string{"value=10 unit=%", "value=12.5 unit=%", "value=20 unit=%"}, "2019:10 2020:12.5(+2.5 points) 2021:20(+7.5 points)jump"},
		{"one year", []string{"value=10"}, "2019:10"},
	} {
		var reports []corpus.Report
		for i, s := range c.states {
			var facts []corpustest.Fact
			if s == "" {
				continue
			}
			if s != "-" {
				facts = append(facts, count("subject=teacher "+s, "甲"))
			}
			facts = append(facts, count("subject=other value=3", "乙"))
			reports = append(reports, report(t, fmt.Sprintf("r/%d", i), "东村", 2019+i, "summary", "甲 乙", facts...))
		}
		reports = append(reports, report(t, "r/none", "东村", 0, "summary", "甲"))
		got, err := compare.NewTrend("东村", reports, corpustest.Kinds(), big.NewRat(1, 2))
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Series) != 1 || got.NoYear != 1 || got.Reports != len(reports)-1 || got.Unnamed != got.Reports {
			t.Errorf("%s: %+v", c.name, got)
			continue
		}
		var points []string
		for _, p := range got.Series[0].Points {
			s := fmt.Sprintf("%d:-", p.Year)
			if p.Cell != nil {
				s = fmt.Sprintf("%d:%s", p.Year, p.Cell.Value)
			}
			if p.Difference != nil {
				s += "(" + p.Difference.String() + ")"
			}
			if p.Differ != "" {
				s += "[" + p.Differ + "]"
			}
			points = append(points, s+string(p.Flag))
		}
		if s := strings.Join(points, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
	}
}
