package pipeline

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zongjie/extract"
)

// shortPairs are small reports in Chinese, and as machines translate them.
var shortPairs = map[string][2]string{
	"library": {
		"临川区图书馆2020年工作总结\n一、读者服务\n全馆现有职工26人,其中党员11人、预备党员1人。全年接待读者超过12万人次,举办讲座18场,开展培训6期。\n二、荣誉\n我馆荣获省级“示范图书馆”称号。",
		"Summary of the Work of Linchuan District Library in 2020\nFirst, reader service\nThe library has 26 staff, including 11 party members and 1 probationary party member. It received more than 120,000 person-times of readers in the year, held 18 lectures and carried out 6 trainings.\nSecond, the honors\nOur library won the title of provincial \"Demonstration Library\".",
	},
	"company": {
		"远航公司党支部2022年工作计划\n一、组织建设\n计划发展党员3名,确定入党积极分子5名。每月至少召开一次支委会,每季度上一次党课。\n二、安全生产\n力争隐患整改率达到98%以上,投入安全资金200万元。",
		"Work Plan of the Party Branch of Yuanhang Company in 2022\nFirst, organizational construction\nIt is planned to develop 3 party members and identify 5 party activists. A branch committee meeting will be held at least once a month, and a party class will be given once a quarter.\nSecond, safety production\nStrive to make the rectification rate of hidden dangers reach more than 98%, and invest 2 million yuan of safety funds.",
	},
}

// TestPairs: the facts of a Chinese report and of its translation come out
// with the same subjects, values, qualifiers, modalities and levels.
func TestPairs(t *testing.T) {
	p := &Pipeline{Engine: engine(t), Workers: 1}
	pairs := map[string][2]string{}
	for name, pair := range shortPairs {
		pairs[name] = pair
	}
	files, err := filepath.Glob("../testdata/reports/pair-*-zh.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, zh := range files {
		pairs[filepath.Base(zh)] = [2]string{read(t, zh), read(t, strings.Replace(zh, "-zh.txt", "-en.txt", 1))}
	}
	if len(pairs) < 6 {
		t.Fatalf("%d pairs, want at least 6", len(pairs))
	}
	for name, pair := range pairs {
		zh, en := p.One(source("zh.txt", pair[0])), p.One(source("en.txt", pair[1]))
		compareFacts(t, name, "count", []string{"value", "max", "subject", "qualifier", "modality", "per"}, zh, en)
		compareFacts(t, name, "award", []string{"level", "times"}, zh, en)
		compareFacts(t, name, "heading", []string{"number", "level"}, zh, en)
	}
}

// tolerated is how many facts of a kind may differ in one pair: translation
// loses a word now and then.
const tolerated = 2

func compareFacts(t *testing.T, name, kind string, fields []string, zh, en *extract.Record) {
	t.Helper()
	a, b := factsOf(zh, kind, fields), factsOf(en, kind, fields)
	if len(a) == 0 && len(b) == 0 && kind != "award" {
		t.Errorf("%s: no %s at all", name, kind)
	}
	onlyA, onlyB := without(a, b), without(b, a)
	if max(len(onlyA), len(onlyB)) > tolerated {
		t.Errorf("%s: %s only in Chinese %q, only in English %q", name, kind, onlyA, onlyB)
	} else if len(onlyA)+len(onlyB) > 0 {
		t.Logf("%s: %s only in Chinese %q, only in English %q", name, kind, onlyA, onlyB)
	}
}

// factsOf writes the fields of the facts of one kind.
func factsOf(rec *extract.Record, kind string, fields []string) []string {
	var all []string
	for i := range rec.Facts {
		if f := &rec.Facts[i]; f.Kind.Name == kind {
			var parts []string
			for _, field := range fields {
				parts = append(parts, f.Get(field))
			}
			all = append(all, strings.Join(parts, " "))
		}
	}
	return all
}

// without returns what of a is not in b, each as often as it stands.
func without(a, b []string) []string {
	rest := slices.Clone(b)
	var only []string
	for _, s := range a {
		if i := slices.Index(rest, s); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
		} else {
			only = append(only, s)
		}
	}
	return only
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
