package count_test

import (
	"strconv"
	"strings"
	"testing"

	"zongjie/extract"
	"zongjie/extract/kinds"
	"zongjie/pipeline"
)

// TestParts writes each part as total>part.
func TestParts(t *testing.T) {
	engine, err := kinds.Load()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"镇卫生院现有职工64人,其中医师21人、护士25人。":                                                      "64>21 64>25",
		"支部共有党员38名,包括预备党员2名,下设3个党小组。":                                                     "38>2",
		"全年接处警情516起,其中纠纷203起,救助88起。":                                                      "516>203 516>88",
		"协会有会员单位90家。其中企业70家。":                                                             "",
		"开展培训12场,参训300人次。":                                                                "",
		"捐款总额20万元,其中职工捐款23万元。":                                                            "",
		"绿化面积300亩,其中新增党员3名。":                                                              "",
		"The branch has 45 party members, including 12 women and 3 probationary members.": "45>12 45>3",
		"There are 90 volunteers, of whom 30 are students.":                               "90>30",
		"The union has 5 groups and 80 members.":                                          "",
	} {
		doc, words, segs := pipeline.Analyse("工作总结\n" + text)
		if got := parts(engine.Extract(doc, words, segs, nil).Facts); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func parts(facts []extract.Fact) string {
	var links []string
	for i := range facts {
		start := facts[i].Get("part_of")
		if start == "" {
			continue
		}
		for j := range facts {
			if total := &facts[j]; total.Kind == facts[i].Kind && start == strconv.Itoa(total.Quote.Start) {
				links = append(links, total.Get("value")+">"+facts[i].Get("value"))
			}
		}
	}
	return strings.Join(links, " ")
}
