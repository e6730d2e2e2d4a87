package extract

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"zongjie/extract/text"
	"zongjie/lexicon"
)

var (
	outline = Kind{Name: "heading", Plural: "headings", Outline: true, Fields: []Field{{Name: "label"}, {Name: "level", Type: TypeInt}}}
	tally   = Kind{Name: "tally", Plural: "tallies", Fields: []Field{{Name: "value", Type: TypeNumber}, {Name: "animal", Type: TypeTerm}, {Name: "unit"}}}
)

func testLexicon(t *testing.T) *lexicon.Lexicon {
	t.Helper()
	lx, err := lexicon.Load(fstest.MapFS{
		"VERSION":    {Data: []byte("1.0\n")},
		"animal.tsv": {Data: []byte("sheep\t羊\tsheep\nduck\t鸭子\tduck(s)\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return lx
}

// document makes a document of paragraphs, each one sentence.
func document(paragraphs ...string) (*text.Document, []text.Segment) {
	var b text.Builder
	for _, p := range paragraphs {
		b.Block(text.Block{}, p)
	}
	doc := b.Document()
	var segs []text.Segment
	for i, block := range doc.Blocks {
		segs = append(segs, text.Segment{Span: block.Span, Block: i, Lang: text.ZH})
	}
	return doc, segs
}

// rule returns a rule with examples, which Compile demands and does not run.
func rule(id, pattern string) Rule {
	return Rule{ID: id, Doc: "for a test", Pattern: pattern, Yes: map[string]string{"3只羊": "value=3"}, No: []string{"羊"}}
}

func extractFrom(t *testing.T, rules []Rule, s string, trace func(*Candidate)) []Fact {
	t.Helper()
	e, err := Compile(testLexicon(t), nil, []Extractor{{Kind: tally, Rules: rules}})
	if err != nil {
		t.Fatal(err)
	}
	doc, segs := document(s)
	return e.Extract(doc, nil, segs, trace).Facts
}

// TestSettle checks the law by which candidates compete: the leftmost anchor,
// then the longest, then the rule declared first.
func TestSettle(t *testing.T) {
	for _, c := range []struct {
		name  string
		rules []Rule
		text  string
		want  string
	}{
		{"the rule declared first", []Rule{rule("tally/a", "<num:value>"), rule("tally/b", "<num:value> 只?")}, "3只", "tally/a"},
		{"the longest anchor", []Rule{rule("tally/a", "@鸭"), rule("tally/b", "@鸭子")}, "鸭子", "tally/b"},
		{"the leftmost anchor", []Rule{rule("tally/a", "@子羊羊"), rule("tally/b", "@鸭子")}, "鸭子羊羊", "tally/b"},
		{"facts apart do not compete", []Rule{rule("tally/a", "<num:value> 只"), rule("tally/b", "<num:value> 头")}, "3只,5头", "tally/a tally/b"},
		{"anchors that touch do not overlap", []Rule{rule("tally/a", "@鸭"), rule("tally/b", "@子")}, "鸭子", "tally/a tally/b"},
	} {
		var got []string
		for _, f := range extractFrom(t, c.rules, c.text, nil) {
			got = append(got, f.Rule)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: in %q found %s, want %s", c.name, c.text, s, c.want)
		}
	}
}

// TestTrace checks that candidates which became no fact are told, with the reason.
func TestTrace(t *testing.T) {
	vetoes := map[string]string{}
	rules := []Rule{rule("tally/a", "<num:value>"), rule("tally/b", "<num:value> 只")}
	extractFrom(t, rules, "3只", func(c *Candidate) { vetoes[c.Rule] = c.Veto })
	if want := map[string]string{"tally/a": "", "tally/b": "shadowed by tally/a"}; !reflect.DeepEqual(vetoes, want) {
		t.Errorf("vetoes are %v, want %v", vetoes, want)
	}
}

func TestCandidate(t *testing.T) {
	r := rule("tally/a", "<num:value> <text:unit..2> <animal:animal>")
	r.Set = map[string]string{"unit": "头"}
	facts := extractFrom(t, []Rule{r}, "共有１２只羊", nil)
	if len(facts) != 1 {
		t.Fatalf("%d facts, want 1", len(facts))
	}
	f := &facts[0]
	if got, want := tally.Format(f), "value=12 animal=sheep unit=只"; got != want {
		t.Errorf("fact is %s, want %s: a capture counts more than what the rule sets", got, want)
	}
	if f.Quote.Text != "１２只羊" || f.Quote.Start != 2 || f.Quote.End != 6 || f.Quote.Line != 1 {
		t.Errorf("quote is %+v, want １２只羊 at 2 to 6 of line 1", f.Quote)
	}
}

// TestRefine checks that Refine may veto, and complete a fact.
func TestRefine(t *testing.T) {
	x := Extractor{Kind: tally, Rules: []Rule{rule("tally/a", "<num:value> 只")}, Refine: func(p *Pass, c *Candidate) {
		if c.Get("value") == "5" {
			c.Veto = "five is none"
		}
		c.Set("unit", "只")
	}}
	e, err := Compile(testLexicon(t), nil, []Extractor{x})
	if err != nil {
		t.Fatal(err)
	}
	doc, segs := document("3只,5只")
	facts := e.Extract(doc, nil, segs, nil).Facts
	if len(facts) != 1 || facts[0].Get("value") != "3" || facts[0].Get("unit") != "只" {
		t.Errorf("facts are %v, want one with value 3 and its unit", facts)
	}
}

// TestCompileErrors checks that every mistake is reported, not only the first.
func TestCompileErrors(t *testing.T) {
	bad := rule("tally/set", "<num:value>")
	bad.Set = map[string]string{"colour": "red"}
	bare := Rule{ID: "tally/bare", Pattern: "<num:value>"}
	_, err := Compile(testLexicon(t), nil, []Extractor{{Kind: tally, Rules: []Rule{
		rule("tally/same", "<num:value>"), rule("tally/same", "<num:value>"), rule("other/name", "<num:value>"), bad, bare,
		rule("tally/field", "<num:weight>"), rule("tally/class", "<plant>"), rule("tally/find", ""), rule("tally/own", "<num:_n>"),
	}}})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		"rule tally/same: ID is taken",
		"rule other/name: ID does not begin with tally/",
		`rule tally/set: sets "colour", and kind tally has no such field`,
		"rule tally/bare: has no Doc",
		"needs examples of both kinds",
		`rule tally/field: captures "weight", and kind tally has no such field`,
		`no class "plant"`,
		"rule tally/find: has no pattern, and its extractor no Find",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("errors lack %q:\n%v", want, err)
		}
	}
	if strings.Contains(err.Error(), "tally/own") {
		t.Errorf("a capture for Refine is no mistake:\n%v", err)
	}
}

// TestSection checks that facts carry the labels of the headings above them.
func TestSection(t *testing.T) {
	headings := Extractor{Kind: outline, Rules: []Rule{rule("heading/label", "")}, Find: func(p *Pass) {
		for i := range p.Sentences {
			s := &p.Sentences[i]
			label, level, ok := strings.Cut(s.Text(s.Span), "=")
			if !ok {
				continue
			}
			c := p.New("heading/label", s, s.Span)
			c.Set("label", label)
			c.Set("level", level)
			p.Report(c)
		}
	}}
	e, err := Compile(testLexicon(t), nil, []Extractor{headings, {Kind: tally, Rules: []Rule{rule("tally/a", "<num:value> 只")}}})
	if err != nil {
		t.Fatal(err)
	}
	doc, segs := document("1只", "一=1", "2只", "甲=2", "子=3", "3只", "乙=2", "4只", "二=1", "5只", "深=10", "6只", "丙=2", "7只")
	var got []string
	for _, f := range e.Extract(doc, nil, segs, nil).Facts {
		if f.Kind.Name == "tally" {
			got = append(got, f.Get("value")+":"+strings.Join(f.Section, ""))
		}
	}
	if want := []string{"1:", "2:一", "3:一甲子", "4:一乙", "5:二", "6:二深", "7:二丙"}; !slices.Equal(got, want) {
		t.Errorf("sections are %v, want %v", got, want)
	}
}

// TestRecordJSON checks the public contract: the order of the keys, numbers
// as they are, and what is left out.
func TestRecordJSON(t *testing.T) {
	r := testRecord()
	got, err := r.MarshalJSON() // json.Marshal would escape < and >
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"schema":"zongjie.record/1","id":"ab12","source":{"path":"a/b.txt","format":"txt","encoding":"utf-8","bytes":7},` +
		`"status":"partial","failure":{"stage":"read","message":"half <of> it"},"rules":"1","title":"总结","doc_type":"summary","language":"zh",` +
		`"language_shares":{"zh":90,"en":10},"organization":"站","year":2020,"year_evidence":"title","chars":7,` +
		`"headings":[{"label":"一、","level":1,"rule":"heading/x","evidence":{"quote":"一、","start":0,"end":2,"line":1}}],` +
		`"tallies":[{"value":12345678901234567.25,"animal":"sheep","section":["一、"],"rule":"tally/a","evidence":{"quote":"<羊>","sentence":"有<羊>","start":3,"end":6,"line":2,"page":4}}],` +
		`"warnings":[{"code":"heading/gap","message":"二 is missing"}]}`
	if string(got) != want {
		t.Errorf("record is\n%s\nwant\n%s", got, want)
	}
}

func testRecord() *Record {
	return &Record{
		ID: "ab12", Source: Source{Path: "a/b.txt", Format: "txt", Encoding: "utf-8", Bytes: 7}, Status: Partial,
		Failure: &Failure{Stage: "read", Message: "half <of> it"}, Rules: "1", Chars: 7,
		Meta: Meta{Title: "总结", DocType: "summary", Language: "zh", Shares: Shares{ZH: 90, EN: 10}, Organization: "站", Year: 2020, YearEvidence: "title", TitleBlock: -1},
		Facts: []Fact{
			{Kind: &outline, Rule: "heading/x", Values: []string{"一、", "1"}, Quote: text.Quote{Text: "一、", End: 2, Line: 1}},
			{Kind: &tally, Rule: "tally/a", Values: []string{"12345678901234567.25", "sheep", ""}, Section: []string{"一、"},
				Quote: text.Quote{Text: "<羊>", Sentence: "有<羊>", Start: 3, End: 6, Line: 2, Page: 4}},
		},
		Warnings: []Warning{{Code: "heading/gap", Message: "二 is missing"}},
	}
}

func TestDecodeRecord(t *testing.T) {
	want := testRecord()
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := DecodeRecord(data, []*Kind{&outline, &tally})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("record came back as\n%+v\nwant\n%+v", got, want)
	}
	if _, err := DecodeRecord([]byte(`{"schema":"zongjie.record/9"}`), nil); err == nil || !strings.Contains(err.Error(), "record/9") {
		t.Errorf("a record of another schema gave %v", err)
	}
	if _, err := DecodeRecord([]byte(`{"schema":`), nil); err == nil {
		t.Error("a torn record was read")
	}
}
