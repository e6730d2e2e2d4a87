// Package eval measures records against gold: facts that careful people wrote
// down by hand. The measure is that of the project's guidelines: a fact counts
// as found where value or name agree and the places do; optional gold is no
// gain where it is found and no loss where it is missed.
package eval

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"path"
	"slices"

	"zongjie/extract"
)

// Gold is one row of a gold file: a fact that a report states, or, with kind
// meta, what is known of the report as a whole.
type Gold struct {
	Doc      string // base name of the report's file
	Kind     string // heading, count, award, activity or meta
	Quote    string
	Group    string // rows of one group are one fact
	Optional bool
	Values   map[string]any // the kind's own fields; numbers are float64
}

// ReadGold reads a gold file in JSON Lines. name is used in errors.
func ReadGold(r io.Reader, name string) ([]Gold, error) {
	var rows []Gold
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for line := 1; sc.Scan(); line++ {
		if len(sc.Bytes()) == 0 {
			continue
		}
		var g Gold
		if err := json.Unmarshal(sc.Bytes(), &g.Values); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, line, err)
		}
		g.Doc, g.Kind, g.Quote, g.Group = text(g.Values["doc"]), text(g.Values["kind"]), text(g.Values["quote"]), text(g.Values["group"])
		g.Optional, _ = g.Values["optional"].(bool)
		if g.Doc == "" || g.Kind == "" || g.Kind != "meta" && g.Quote == "" && text(g.Values["title"]) == "" {
			return nil, fmt.Errorf("%s:%d: a row needs doc, kind and quote", name, line)
		}
		rows = append(rows, g)
	}
	return rows, sc.Err()
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

// Tally counts facts: those found that gold holds, those found that it does
// not, and those missed.
type Tally struct{ Right, False, Missed int }

// Precision is the share of right facts among those found; 0 if none was.
func (t Tally) Precision() float64 { return share(t.Right, t.Right+t.False) }

// Recall is the share of the facts in gold that were found.
func (t Tally) Recall() float64 { return share(t.Right, t.Right+t.Missed) }

// F1 is the harmonic mean of precision and recall.
func (t Tally) F1() float64 { return share(2*t.Right, 2*t.Right+t.False+t.Missed) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// Attribute counts how often a field of a fact that was found is right.
type Attribute struct {
	Name       string
	Right, All int
}

// Report is the outcome of a measurement.
type Report struct {
	Names      []string // members, then the kinds
	Tallies    map[string]Tally
	Attributes map[string][]Attribute // by kind, and under meta those of documents
	Rules      map[string]Tally       // by rule: facts that gold holds, optional ones too, and facts it does not
	Errors     []string               // each miss (-), false alarm (+) and wrong attribute (~)
}

// Members is the name of the tally of people and organisations: counts whose
// subject must be right too.
const Members = "member_count"

var kindNames = []string{"count", "award", "activity", "heading"}

// attributes are the fields that are judged on every fact that was found.
var attributes = map[string][]string{
	"count":    {"subject", "qualifier", "modality", "max", "per"},
	"award":    {"level", "times", "recipient"},
	"activity": {"modality", "times"},
	"heading":  {"level", "title"},
	"meta":     {"doc_type", "language", "year", "organization", "title"},
}

// always are judged even where gold leaves them out.
var always = []string{"qualifier", "modality", "subject", "level", "title"}

// members are the subjects that are people or organisations.
var members = []string{"party_member", "full_party_member", "probationary_party_member", "party_activist", "development_target",
	"party_applicant", "league_member", "young_pioneer", "cadre", "teacher", "staff", "student", "graduate",
	"trainee", "expert", "principal", "person", "party_committee", "party_branch", "party_group",
	"league_branch", "trade_union", "school", "class", "company", "household"}

// Score measures records against gold. A record is matched to gold rows by the
// base name of its path; records without gold are not judged, and gold without
// a record counts as missed.
func Score(records []*extract.Record, gold []Gold) *Report {
	rep := &Report{Names: append([]string{Members}, kindNames...), Tallies: map[string]Tally{}, Attributes: map[string][]Attribute{}, Rules: map[string]Tally{}}
	for kind, names := range attributes {
		for _, name := range names {
			rep.Attributes[kind] = append(rep.Attributes[kind], Attribute{Name: name})
		}
	}
	byName := map[string]*extract.Record{}
	for _, r := range records {
		byName[path.Base(r.Source.Path)] = r
	}
	byDoc := map[string][]Gold{}
	var docs []string
	for _, g := range gold {
		if byDoc[g.Doc] == nil {
			docs = append(docs, g.Doc)
		}
		byDoc[g.Doc] = append(byDoc[g.Doc], g)
	}
	slices.Sort(docs)
	for _, doc := range docs {
		rep.document(doc, byName[doc], byDoc[doc])
	}
	return rep
}

func (rep *Report) document(doc string, rec *extract.Record, rows []Gold) {
	if rec == nil {
		rec = &extract.Record{}
		rep.errorf("! no record for %s", doc)
	}
	for _, kind := range kindNames {
		j := judge{Report: rep, doc: doc, kind: kind}
		for _, g := range rows {
			if g.Kind == kind {
				j.gold = append(j.gold, g)
			}
		}
		for i := range rec.Facts {
			if rec.Facts[i].Kind.Name == kind {
				j.found = append(j.found, &rec.Facts[i])
			}
		}
		j.run()
	}
	for _, g := range rows {
		if g.Kind == "meta" {
			rep.meta(doc, rec, g)
		}
	}
}

func (rep *Report) errorf(format string, args ...any) {
	rep.Errors = append(rep.Errors, fmt.Sprintf(format, args...))
}

func (rep *Report) attribute(kind, name string, ok bool) {
	list := rep.Attributes[kind]
	i := slices.IndexFunc(list, func(a Attribute) bool { return a.Name == name })
	list[i].All++
	if ok {
		list[i].Right++
	}
}

// judge compares the facts of one kind in one document.
type judge struct {
	*Report
	doc, kind    string
	gold         []Gold
	found        []*extract.Fact
	ofGold, ofIt map[int]int // pairs, by index in gold and in found
}

func (j *judge) run() {
	j.match()
	seen := map[string]bool{}   // groups of which a row was found
	gained := map[string]bool{} // groups that count as right already
	for i, g := range j.gold {
		if _, ok := j.ofGold[i]; ok && g.Group != "" {
			seen[g.Group] = true
			gained[g.Group] = gained[g.Group] || !g.Optional
		}
	}
	tally, people := j.Tallies[j.kind], j.Tallies[Members]
	for i, g := range j.gold {
		k, ok := j.ofGold[i]
		switch {
		case ok:
			j.pair(g, j.found[k])
			if !g.Optional {
				tally.Right++
				j.member(g, j.found[k], &people)
			}
		case seen[g.Group] && g.Group != "":
			if !g.Optional && !gained[g.Group] {
				tally.Right++
			}
		case !g.Optional:
			tally.Missed++
			if j.kind == "count" && slices.Contains(members, text(g.Values["subject"])) {
				people.Missed++
			}
			j.errorf("- %s %s missed: %v | %s", j.doc, j.kind, firstOf(g, "name", "value", "label"), goldQuote(g))
		}
	}
	for k, f := range j.found {
		rule := j.Rules[f.Rule]
		if _, ok := j.ofIt[k]; ok {
			rule.Right++
			j.Rules[f.Rule] = rule
			continue
		}
		rule.False++
		j.Rules[f.Rule] = rule
		tally.False++
		if j.kind == "count" && slices.Contains(members, f.Get("subject")) {
			people.False++
		}
		j.errorf("+ %s %s false: %s | %s (%s)", j.doc, j.kind, f.Kind.Format(f), f.Quote.Text, f.Rule)
	}
	j.Tallies[j.kind], j.Tallies[Members] = tally, people
}

func goldQuote(g Gold) string {
	return cmp.Or(g.Quote, text(g.Values["title"]))
}

func firstOf(g Gold, names ...string) any {
	for _, name := range names {
		if v := g.Values[name]; v != nil {
			return v
		}
	}
	return nil
}

func (j *judge) member(g Gold, f *extract.Fact, t *Tally) {
	if j.kind != "count" {
		return
	}
	want, got := text(g.Values["subject"]), f.Get("subject")
	if want == got && slices.Contains(members, want) {
		t.Right++
		return
	}
	if slices.Contains(members, want) {
		t.Missed++
	}
	if slices.Contains(members, got) {
		t.False++
	}
}

// pair judges the attributes of a fact that was found.
func (j *judge) pair(g Gold, f *extract.Fact) {
	for _, name := range attributes[j.kind] {
		want, stated := g.Values[name]
		if !stated && !slices.Contains(always, name) {
			continue
		}
		got := value(f, name)
		ok := sameAttribute(name, want, got)
		if !g.Optional {
			j.attribute(j.kind, name, ok)
		}
		if !ok {
			j.errorf("~ %s %s %s: gold %v got %v | %s", j.doc, j.kind, name, want, got, goldQuote(g))
		}
	}
}

// match pairs gold with found facts, the best fits first.
func (j *judge) match() {
	type pair struct {
		score float64
		g, f  int
	}
	var pairs []pair
	for i, g := range j.gold {
		for k, f := range j.found {
			if s := fit(j.kind, g, f); s > 0 {
				if !g.Optional {
					s += 0.1
				}
				pairs = append(pairs, pair{s, i, k})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.g, b.g), cmp.Compare(a.f, b.f))
	})
	j.ofGold, j.ofIt = map[int]int{}, map[int]int{}
	for _, p := range pairs {
		_, usedGold := j.ofGold[p.g]
		_, usedIt := j.ofIt[p.f]
		if !usedGold && !usedIt {
			j.ofGold[p.g], j.ofIt[p.f] = p.f, p.g
		}
	}
}

// meta judges what is said of the document as a whole.
func (rep *Report) meta(doc string, rec *extract.Record, g Gold) {
	m := rec.Meta
	got := map[string]any{"doc_type": none(m.DocType), "language": none(m.Language), "organization": none(m.Organization), "title": none(m.Title)}
	if m.Year != 0 {
		got["year"] = float64(m.Year)
	}
	for _, name := range attributes["meta"] {
		want, stated := g.Values[name]
		if !stated {
			continue
		}
		ok := normalise(show(want)) == normalise(show(got[name]))
		if s, isText := want.(string); isText && name != "doc_type" && name != "language" {
			ok = alike(s, text(got[name])) >= 0.6
		}
		rep.attribute("meta", name, ok)
		if !ok {
			rep.errorf("~ %s meta %s: gold %v got %v", doc, name, want, got[name])
		}
	}
}

func none(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func show(v any) string {
	if v == nil {
		return "None"
	}
	return fmt.Sprint(v)
}

// Write prints the report as a table.
func (rep *Report) Write(w io.Writer) error {
	lines := []string{fmt.Sprintf("%-14s%6s%7s%7s%8s%8s%8s", "kind", "gold", "found", "right", "P", "R", "F1")}
	sum := 0.0
	for _, name := range rep.Names {
		t := rep.Tallies[name]
		lines = append(lines, fmt.Sprintf("%-14s%6d%7d%7d%8.3f%8.3f%8.3f", name, t.Right+t.Missed, t.Right+t.False, t.Right, t.Precision(), t.Recall(), t.F1()))
		sum += round4(t.F1())
	}
	for _, kind := range append(slices.Clone(kindNames), "meta") {
		line := ""
		for _, a := range rep.Attributes[kind] {
			if a.All > 0 {
				if line != "" {
					line += ","
				}
				line += fmt.Sprintf(" %s %d/%d", a.Name, a.Right, a.All)
			}
		}
		if line != "" {
			lines = append(lines, "  "+kind+":"+line)
		}
	}
	lines = append(lines, fmt.Sprintf("macro F1 %.3f", round4(sum/float64(len(rep.Names)))))
	for _, line := range lines {
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

// WriteRules prints how often each rule was right, in the order of their names.
func (rep *Report) WriteRules(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "%-32s%7s%7s%8s\n", "rule", "found", "right", "P"); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(rep.Rules)) {
		t := rep.Rules[name]
		if _, err := fmt.Fprintf(w, "%-32s%7d%7d%8.3f\n", name, t.Right+t.False, t.Right, t.Precision()); err != nil {
			return err
		}
	}
	return nil
}

func round4(x float64) float64 { return math.Round(x*1e4) / 1e4 }
