package eval_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"zongjie/extract"
	"zongjie/extract/eval"
	"zongjie/extract/kinds"
	"zongjie/extract/text"
	"zongjie/pipeline"
	"zongjie/pipeline/ingest"
)

var countKind = extract.Kind{Name: "count", Plural: "counts", Fields: []extract.Field{
	{Name: "value", Type: extract.TypeNumber}, {Name: "subject", Type: extract.TypeTerm}, {Name: "qualifier", Type: extract.TypeTerm}}}

var awardKind = extract.Kind{Name: "award", Plural: "awards", Fields: []extract.Field{
	{Name: "name", Type: extract.TypeText}, {Name: "recipient", Type: extract.TypeText}, {Name: "level", Type: extract.TypeTerm}}}

func fact(k *extract.Kind, quote string, values ...string) extract.Fact {
	return extract.Fact{Kind: k, Rule: "r", Values: values, Quote: text.Quote{Text: quote, Sentence: quote}}
}

// TestScore: each case is one found fact against one row of gold.
func TestScore(t *testing.T) {
	tests := []struct {
		name  string
		fact  extract.Fact
		gold  string
		kind  string
		want  eval.Tally
		wrong string // the attribute that must be reported as wrong
	}{
		{"right", fact(&countKind, "党员３２人", "32", "party_member", ""), `{"doc":"a.txt","kind":"count","quote":"党员32人","value":32,"subject":"party_member"}`, "count", eval.Tally{Right: 1}, ""},
		{"other value", fact(&countKind, "党员32人", "31", "party_member", ""), `{"doc":"a.txt","kind":"count","quote":"党员32人","value":32,"subject":"party_member"}`, "count", eval.Tally{False: 1, Missed: 1}, ""},
		{"other place", fact(&countKind, "团员32人", "32", "party_member", ""), `{"doc":"a.txt","kind":"count","quote":"党员32人","value":32,"subject":"party_member"}`, "count", eval.Tally{False: 1, Missed: 1}, ""},
		{"other subject", fact(&countKind, "党员32人", "32", "person", ""), `{"doc":"a.txt","kind":"count","quote":"党员32人","value":32,"subject":"party_member"}`, "count", eval.Tally{Right: 1}, "subject"},
		{"optional is no gain", fact(&countKind, "党员32人", "32", "party_member", ""), `{"doc":"a.txt","kind":"count","optional":true,"quote":"党员32人","value":32,"subject":"party_member"}`, "count", eval.Tally{}, ""},
		{"name alike", fact(&awardKind, "荣获市先进集体称号", "先进集体", "", ""), `{"doc":"a.txt","kind":"award","quote":"市先进集体","name":"市先进集体"}`, "award", eval.Tally{Right: 1}, ""},
		{"name too unlike", fact(&awardKind, "荣获市先进集体称号", "优秀工会", "", ""), `{"doc":"a.txt","kind":"award","quote":"市先进集体","name":"市先进集体"}`, "award", eval.Tally{False: 1, Missed: 1}, ""},
	}
	for _, tt := range tests {
		gold, err := eval.ReadGold(strings.NewReader(tt.gold), "gold")
		if err != nil {
			t.Fatal(err)
		}
		rec := &extract.Record{Source: extract.Source{Path: "x/a.txt"}, Facts: []extract.Fact{tt.fact}}
		rep := eval.Score([]*extract.Record{rec}, gold)
		if got := rep.Tallies[tt.kind]; got != tt.want {
			t.Errorf("%s: got %+v, want %+v", tt.name, got, tt.want)
		}
		if tt.wrong != "" && !strings.Contains(strings.Join(rep.Errors, "\n"), " "+tt.wrong+": gold") {
			t.Errorf("%s: errors %q do not name %s", tt.name, rep.Errors, tt.wrong)
		}
	}
}

func TestReadGoldMistakes(t *testing.T) {
	for _, row := range []string{`{`, `{"doc":"a.txt","kind":"count"}`, `{"kind":"count","quote":"x"}`} {
		if _, err := eval.ReadGold(strings.NewReader(row), "gold.jsonl"); err == nil || !strings.Contains(err.Error(), "gold.jsonl:1") {
			t.Errorf("%s: got %v, want an error that names file and line", row, err)
		}
	}
}

// TestLikeScore compares every figure with those of the guidelines' own
// program, on our reports and on the seeds.
func TestLikeScore(t *testing.T) {
	const program = "../../../shared/gold/score.py"
	if _, err := os.Stat(program); errors.Is(err, fs.ErrNotExist) {
		t.Skip("the guidelines' program is not here")
	}
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("no python3 on this machine")
	}
	engine, err := kinds.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range []struct{ reports, gold string }{
		{"../../testdata/reports", "../../testdata/gold/*.jsonl"},
		{"../../../shared/seeds", "../../../shared/gold/*.jsonl"},
	} {
		records := records(t, engine, set.reports)
		files, err := filepath.Glob(set.gold)
		if err != nil || len(files) == 0 {
			t.Fatalf("no gold in %s: %v", set.gold, err)
		}
		compare(t, program, records, files)
	}
}

func records(t *testing.T, engine *extract.Engine, folder string) []*extract.Record {
	t.Helper()
	sources, err := pipeline.Walk(folder, ingest.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var all []*extract.Record
	for rec := range (&pipeline.Pipeline{Engine: engine, Workers: 2}).Run(context.Background(), sources) {
		all = append(all, rec)
	}
	return all
}

func compare(t *testing.T, program string, records []*extract.Record, files []string) {
	t.Helper()
	gold := readGold(t, files)
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	for _, r := range records {
		if err := enc.Encode(r); err != nil {
			t.Fatal(err)
		}
	}
	name := filepath.Join(t.TempDir(), "records.jsonl")
	if err := os.WriteFile(name, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command("python3", append([]string{program, "--json", name}, files...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]struct {
		TP, FP, FN int
		F1         float64
	}
	var rest map[string]json.RawMessage
	if err := json.Unmarshal(said, &rest); err != nil {
		t.Fatal(err)
	}
	var attributes map[string]map[string]string
	if err := json.Unmarshal(rest["attributes"], &attributes); err != nil {
		t.Fatal(err)
	}
	var meta map[string]string
	if err := json.Unmarshal(rest["meta"], &meta); err != nil {
		t.Fatal(err)
	}
	attributes["meta"] = meta
	for _, key := range []string{"attributes", "meta", "macro_f1"} {
		delete(rest, key)
	}
	kindsOnly, err := json.Marshal(rest)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(kindsOnly, &want); err != nil {
		t.Fatal(err)
	}
	rep := eval.Score(records, gold)
	for _, name := range rep.Names {
		got, w := rep.Tallies[name], want[name]
		if got != (eval.Tally{Right: w.TP, False: w.FP, Missed: w.FN}) || math.Abs(got.F1()-w.F1) > 5e-5 {
			t.Errorf("%s: got %+v, the guidelines' program %+v", name, got, w)
		}
	}
	for kind, list := range rep.Attributes {
		for _, a := range list {
			w, judged := attributes[kind][a.Name]
			if got := fmt.Sprintf("%d/%d", a.Right, a.All); judged && got != w || !judged && a.All > 0 {
				t.Errorf("%s %s: got %d/%d, the guidelines' program %q", kind, a.Name, a.Right, a.All, w)
			}
		}
	}
}

// TestFloors keeps the figures on our own reports, and on the seeds where they
// are here, from falling unseen: a change that costs accuracy must say so.
func TestFloors(t *testing.T) {
	engine, err := kinds.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range []struct {
		name, reports, gold string
		floors              map[string]float64
	}{
		{"own", "../../testdata/reports", "../../testdata/gold/*.jsonl",
			map[string]float64{"heading": 0.98, eval.Members: 0.85, "count": 0.93, "award": 0.95, "activity": 0.92}},
		{"seeds", "../../../shared/seeds", "../../../shared/gold/*.jsonl",
			map[string]float64{"heading": 0.98, eval.Members: 0.92, "count": 0.95, "award": 0.95, "activity": 0.85}},
	} {
		t.Run(set.name, func(t *testing.T) {
			if _, err := os.Stat(set.reports); errors.Is(err, fs.ErrNotExist) {
				t.Skipf("%s is not here", set.reports)
			}
			files, err := filepath.Glob(set.gold)
			if err != nil || len(files) == 0 {
				t.Fatalf("no gold in %s: %v", set.gold, err)
			}
			rep := eval.Score(records(t, engine, set.reports), readGold(t, files))
			for name, floor := range set.floors {
				if f1 := rep.Tallies[name].F1(); f1 < floor {
					t.Errorf("F1 of %s is %.3f, its floor %.2f", name, f1, floor)
				}
			}
		})
	}
}

func readGold(t *testing.T, files []string) []eval.Gold {
	t.Helper()
	var gold []eval.Gold
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := eval.ReadGold(bytes.NewReader(data), name)
		if err != nil {
			t.Fatal(err)
		}
		gold = append(gold, rows...)
	}
	return gold
}

// TestRules prints the precision of every rule over our own reports, and the
// seeds where they are here (with -v), and holds that no rule stands that never
// fires in our own.
func TestRules(t *testing.T) {
	engine, err := kinds.Load()
	if err != nil {
		t.Fatal(err)
	}
	own := rules(t, engine, "../../testdata/reports", "../../testdata/gold/*.jsonl")
	for _, x := range engine.Extractors() {
		for _, r := range x.Rules {
			if _, fired := own.Rules[r.ID]; !fired {
				t.Errorf("rule %s fires nowhere: write a report that needs it, or take it out", r.ID)
			}
		}
	}
	if _, err := os.Stat("../../../shared/seeds"); err == nil {
		rules(t, engine, "../../../shared/seeds", "../../../shared/gold/*.jsonl")
	}
}

// rules measures the reports in a folder and logs the table of rules.
func rules(t *testing.T, engine *extract.Engine, reports, gold string) *eval.Report {
	t.Helper()
	files, err := filepath.Glob(gold)
	if err != nil {
		t.Fatal(err)
	}
	rep := eval.Score(records(t, engine, reports), readGold(t, files))
	var table strings.Builder
	if err := rep.WriteRules(&table); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s\n%s", reports, table.String())
	return rep
}
