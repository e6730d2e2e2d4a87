// Package extract is the contract between rules and the pipeline: what a rule
// is, what a fact is, and how one becomes the other. It knows neither files
// nor the dictionary that words come from.
package extract

import (
	"slices"
	"strings"

	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// Field is one column of a kind of fact.
type Field struct {
	Name  string
	Type  Type
	Doc   string
	DocZH string // Doc in Chinese, for those who open a table
}

// Type says how a field's values are written, compared and sorted.
type Type uint8

// The types of fields.
const (
	TypeText   Type = iota
	TypeInt         // a JSON number without a point
	TypeNumber      // a JSON number, exact
	TypeTerm        // one of a list of words that Field.Doc names
)

// Kind describes one kind of fact. Index, comparison and export read it, so
// none of them knows any kind by name.
type Kind struct {
	Name    string // "count"
	Plural  string // "counts": its key in a record, and the name of its table
	Doc     string
	DocZH   string   // Doc in Chinese
	Fields  []Field  // in export order
	Key     []string // fields by which facts of two reports are paired
	Outline bool     // its facts structure the document: Fields[0] is a label, and Level a field
}

// Index returns the place of the field named name, or -1.
func (k *Kind) Index(name string) int {
	return slices.IndexFunc(k.Fields, func(f Field) bool { return f.Name == name })
}

// Format writes a fact of kind k as examples and goldens show it, in the order
// of the fields: "value=32 subject=party_member". Values that hold a space are
// written between brackets.
func (k *Kind) Format(f *Fact) string {
	var parts []string
	for i, v := range f.Values {
		if strings.Contains(v, " ") {
			v = "[" + v + "]"
		}
		if v != "" {
			parts = append(parts, k.Fields[i].Name+"="+v)
		}
	}
	return strings.Join(parts, " ")
}

// Fact is one claim that a document makes, with the words that make it.
type Fact struct {
	Kind    *Kind
	Rule    string
	Values  []string // one for each field of the kind; "" if not stated
	Section []string // labels of the headings above it, outermost first
	Span    text.Span
	Quote   text.Quote
}

// Get returns the value of the field named name, or "".
func (f *Fact) Get(name string) string {
	if i := f.Kind.Index(name); i >= 0 {
		return f.Values[i]
	}
	return ""
}

// Set sets the field named name, which the kind must have.
func (f *Fact) Set(name, value string) { f.Values[f.Kind.Index(name)] = value }

// Warning is what an auditor should know and no program should stop for.
type Warning struct {
	Code    string      `json:"code"` // stable and documented: "heading/gap"
	Message string      `json:"message"`
	Quote   *text.Quote `json:"evidence,omitempty"`
}

// Rule makes facts of one kind. Captures of its pattern fill the fields that
// have their names. A rule without a pattern names what its extractor's Find
// reports, so that every fact has a rule, and every rule its examples.
type Rule struct {
	ID      string // unique, under the name of its kind: "count/noun-then-number"
	Doc     string
	Lang    text.Lang // Other for a rule that holds in every language
	Pattern string
	Set     map[string]string // fields that the pattern implies: level=national
	Yes     map[string]string // sentences, and the facts in each; see extracttest
	No      []string          // sentences that look alike and hold no fact of this kind
	Own     bool              // written by a user, not part of the program
}

// Extractor finds facts of one kind. It is a value: adding one is adding a table.
type Extractor struct {
	Kind  Kind
	Rules []Rule
	// Bar says why nothing of the kind can be anchored at a span, whatever the
	// rule, or "". It is asked once for each anchor, before Refine, and may be
	// nil.
	Bar func(*Pass, *match.Sentence, text.Span) string
	// Refine completes a candidate from the words around it, or vetoes it. It
	// may be nil.
	Refine func(*Pass, *Candidate)
	// Find is for what no pattern can say, such as the order of headings. It
	// may be nil.
	Find func(*Pass)
	// Relate fills fields that name other facts of the kind, such as the total
	// that a count is a part of. It gets the facts by place, and may be nil.
	Relate func(*Pass, []Fact)
}

// Candidate is a possible fact. Candidates of one kind whose anchors overlap
// compete: the one with the leftmost, then the longest anchor, then the one
// whose rule was declared first becomes a fact.
type Candidate struct {
	Fact
	Match    match.Match
	Sentence *match.Sentence
	Veto     string // why it is no fact; "" if nothing speaks against it
	order    int
}

// Anchor returns the span by which c competes with others.
func (c *Candidate) Anchor() text.Span { return c.Match.Anchor }

// Pass is one document on its way through the extractors.
type Pass struct {
	Doc       *text.Document
	Place     Place
	Lexicon   *lexicon.Lexicon
	Sentences []match.Sentence
	Meta      Meta        // complete before the first extractor runs
	Facts     []Fact      // of the extractors before, in document order
	Labels    []text.Span // labels of headings and list items, in document order: no facts are read from them
	engine    *Engine
	extractor *Extractor
	room      *room
	warnings  []Warning
	shared    map[any]any
}

// Shared returns what make returned when it was first called for key in this
// pass: knowledge of a document that several extractors use and none should
// work out twice. Keys are of unexported types, as those of a context are.
func (p *Pass) Shared(key any, make func() any) any {
	if v, ok := p.shared[key]; ok {
		return v
	}
	if p.shared == nil {
		p.shared = map[any]any{}
	}
	v := make()
	p.shared[key] = v
	return v
}

// Class returns the lexicon class named name, which must exist: extractors
// name the classes that the embedded lexicon is tested to have.
func (p *Pass) Class(name string) lexicon.Class {
	c, ok := p.Lexicon.Class(name)
	if !ok {
		panic("the lexicon has no class " + name)
	}
	return c
}

// Cues returns the cues named name, TABLE/ID, which must exist as a class must.
func (p *Pass) Cues(name string) *lexicon.Cues {
	c := p.Lexicon.Cues(name)
	if c == nil {
		panic("the lexicon has no cues " + name)
	}
	return c
}

// Block returns the sentences of block b.
func (p *Pass) Block(b int) []match.Sentence {
	lo, _ := slices.BinarySearchFunc(p.Sentences, b, func(s match.Sentence, b int) int { return s.Block - b })
	hi := lo
	for hi < len(p.Sentences) && p.Sentences[hi].Block == b {
		hi++
	}
	return p.Sentences[lo:hi]
}

// New returns a candidate of the running extractor for the rule named rule,
// found at span of s.
func (p *Pass) New(rule string, s *match.Sentence, span text.Span) Candidate {
	r := p.engine.rule(rule)
	c := Candidate{Sentence: s, Match: match.Match{Span: span, Anchor: span}, order: r.order}
	c.Fact = Fact{Kind: &p.extractor.Kind, Rule: rule, Span: span, Values: make([]string, len(p.extractor.Kind.Fields))}
	return c
}

// Report adds a candidate of the running extractor. A vetoed one is kept only
// to be explained.
func (p *Pass) Report(c Candidate) { p.room.found = append(p.room.found, c) }

// Warn adds a warning.
func (p *Pass) Warn(w Warning) { p.warnings = append(p.warnings, w) }

// InLabel reports whether span touches the label of a heading or list item.
func (p *Pass) InLabel(span text.Span) bool {
	i, _ := slices.BinarySearchFunc(p.Labels, span.Start, func(l text.Span, at int) int {
		if l.End <= at {
			return -1
		}
		return 1
	})
	return i < len(p.Labels) && p.Labels[i].Overlaps(span)
}

// Place is what is known of a document besides its text: where it lies, and what
// a user's list (zongjie.csv) says of it. The zero Place says nothing.
type Place struct {
	// Path is slash-separated and begins with the name of the folder given:
	// "reports/2023/实验小学.docx". Names of archives in it end in "!".
	Path         string
	Organization string // that the list names; "" if none does
	Year         int    // likewise; 0 if none does
}

// Meta is what is known of a document as a whole.
type Meta struct {
	Title        string
	DocType      string // summary, plan, report, deeds or other
	Language     string // zh, en or mixed
	Shares       Shares
	Organization string // as named, or ""
	// OrganizationID is the name under which a collection keeps the organisation,
	// once the variants of its name are resolved; "" where nobody resolved it.
	OrganizationID       string
	OrganizationEvidence string // "title", "text", "path" or "list" (zongjie.csv)
	Year                 int    // 0 if it cannot be known
	YearEvidence         string // as OrganizationEvidence
	TitleBlock           int    // index of the block that holds the title; -1 if none
}

// Unit returns the name that stands for the organisation where reports are
// grouped: the resolved one, otherwise the one that the report gives.
func (m *Meta) Unit() string {
	if m.OrganizationID != "" {
		return m.OrganizationID
	}
	return m.Organization
}

// Shares says which part of the letters of a text is in which language, in
// hundredths.
type Shares struct {
	ZH    int `json:"zh"`
	EN    int `json:"en"`
	Other int `json:"other,omitempty"`
}
