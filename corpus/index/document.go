package index

import (
	"slices"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"

	"zongjie/corpus"
	"zongjie/extract"
	"zongjie/extract/text"
)

// The fields of a report in the index. Nothing is stored in it but what finds a
// report and what orders and counts reports; every text that is shown comes from
// the corpus.
const (
	fieldBody  = "body"  // words of the text, without noise, and how often
	fieldTitle = "title" // words of the title, and how often
	fieldNoise = "noise" // words of the noise, and of what is in no block
	fieldValue = "value" // words of the facts' values that do not stand in the text
	fieldPair  = "pair"  // pairs of characters at the borders of words of all these
	fieldOrg   = "org"   // words, characters and pairs of the organisation's names
	fieldUnit  = "unit"  // the whole name under which the organisation's reports are grouped
	fieldYear  = "year"  // four digits
	fieldType  = "type"  // the type of the document
	fieldLang  = "lang"  // the language: zh, en or mixed
	fieldKind  = "kind"  // names of the kinds of which it holds facts
)

const (
	ranked  = index.IndexField                      // with frequencies, for the score
	present = index.IndexField | index.SkipFreqNorm // whether, not how often
)

// field is a field of one report: terms, and how often each occurs. It is made
// without the detour of bleve's analysers, which would allocate a token for each
// word of a text.
type field struct {
	name    string
	options index.FieldIndexingOptions
	terms   index.TokenFrequencies
	freqs   []index.TokenFreq // what terms points at, where they are counted
	length  int
	analyze func() // makes the terms, at most once
}

// once is what every term points at of which only the presence counts.
var once = &index.TokenFreq{}

// add counts a term.
func (f *field) add(term string) {
	f.length++
	if f.options.SkipFreqNorm() {
		f.terms[term] = once
		return
	}
	if t := f.terms[term]; t != nil {
		t.SetFrequency(t.Frequency() + 1)
		return
	}
	if len(f.freqs) == cap(f.freqs) {
		f.freqs = make([]index.TokenFreq, 0, 256)
	}
	f.freqs = append(f.freqs, index.TokenFreq{})
	t := &f.freqs[len(f.freqs)-1]
	t.SetFrequency(1)
	f.terms[term] = t
}

// The methods of a field of bleve.
func (f *field) Name() string                                     { return f.name }
func (f *field) Options() index.FieldIndexingOptions              { return f.options }
func (f *field) Analyze()                                         { f.analyze() }
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.terms }
func (f *field) Value() []byte                                    { return nil }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) NumPlainTextBytes() uint64                        { return 0 }
func (f *field) Size() int                                        { return 0 }

// lengthUnit is of how many terms a text consists that is one longer for the
// score: so lengths are small numbers, which take one byte for every word.
const lengthUnit = 16

// AnalyzedLength is what the score of a field's terms is divided by the root of.
func (f *field) AnalyzedLength() int { return 1 + f.length/lengthUnit }

// builder makes the document of one report.
type builder struct {
	report corpus.Report
	doc    *document.Document
	stems  *stemmer
	pairs  *field
	made   bool
}

// documentOf returns what the index holds of r, whose text and facts are loaded.
// Most of the work is done when bleve asks for it, on several processors at once.
func documentOf(r corpus.Report, kinds []*extract.Kind) *document.Document {
	b := &builder{report: r, doc: document.NewDocument(r.Path)}
	m := &r.Record.Meta
	body, noise := b.field(fieldBody, ranked), b.field(fieldNoise, present)
	title, value, org := b.field(fieldTitle, ranked), b.field(fieldValue, present), b.field(fieldOrg, present)
	b.pairs = b.field(fieldPair, present)
	b.word(fieldUnit, m.Unit())
	b.word(fieldType, m.DocType)
	b.word(fieldLang, m.Language)
	b.word(fieldYear, yearTerm(m.Year))
	b.facts(kinds)
	analyze := func() {
		if b.made {
			return
		}
		b.made = true
		b.stems = stemmers.Get().(*stemmer)
		defer stemmers.Put(b.stems)
		b.text(body, noise)
		b.terms(title, normal(m.Title))
		b.terms(value, unwritten(r.Record.Facts))
		b.names(org, m.Organization, m.Unit())
	}
	for _, f := range b.doc.Fields {
		if f, ok := f.(*field); ok {
			f.analyze = analyze
		}
	}
	return b.doc
}

// field adds a field. Every report has all fields, be they empty: bleve merges
// segments that have the same fields with half the work.
func (b *builder) field(name string, options index.FieldIndexingOptions) *field {
	f := &field{name: name, options: options, terms: index.TokenFrequencies{}}
	b.doc.AddField(f)
	return f
}

// word adds a field of at most one term, as it stands.
func (b *builder) word(name, value string) {
	if f := b.field(name, present); value != "" {
		f.add(value)
	}
}

func yearTerm(year int) string {
	if year == 0 {
		return ""
	}
	s := strconv.Itoa(year)
	return strings.Repeat("0", max(0, 4-len(s))) + s
}

// text adds the words of the text: those of noise, and of what is in no block, to
// a field of their own.
func (b *builder) text(body, noise *field) {
	doc := b.report.Record.Document
	if doc == nil {
		return
	}
	s := lower(doc.Text)
	body.terms = make(index.TokenFrequencies, len(s)/12)
	b.pairs.terms = make(index.TokenFrequencies, len(s)/12)
	cut := cutKnown(s, b.report.Record.Words)
	at := 0
	for _, block := range doc.Blocks {
		b.span(noise, s, text.Span{Start: at, End: block.Start}, cut)
		f := body
		if block.Kind == text.Noise {
			f = noise
		}
		b.span(f, s, block.Span, cut)
		at = max(at, block.End)
	}
	b.span(noise, s, text.Span{Start: at, End: len(s)}, cut)
}

// terms adds the words of s.
func (b *builder) terms(f *field, s string) {
	b.span(f, s, text.Span{End: len(s)}, cutKnown(s, nil))
}

// span adds the words of a part of s, and the pairs of characters before each.
func (b *builder) span(f *field, s string, at text.Span, cut func(text.Span) []int) {
	termsIn(s, at, b.stems, cut, func(term string, at text.Span) {
		f.add(term)
		if pair := pairBefore(s, at.Start); pair != "" {
			b.pairs.terms[pair] = once
		}
	})
}

// names adds the names of an organisation. Since they are few and looked for a
// lot, all their characters and pairs are terms.
func (b *builder) names(f *field, names ...string) {
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			continue
		}
		s := normal(name)
		eachTerm(s, b.stems, noWords, func(term string, _ text.Span) { f.add(term) })
		eachGram(s, func(gram string, _ bool) { f.add(gram) })
	}
}

// factText is what a fact is found by: its quote and its values, one a line.
func factText(f *extract.Fact) string {
	var b strings.Builder
	b.WriteString(f.Quote.Text)
	for _, v := range f.Values {
		if v != "" && !strings.Contains(f.Quote.Text, v) {
			b.WriteByte('\n')
			b.WriteString(v)
		}
	}
	return normal(b.String())
}

// unwritten returns, one a line, the texts and terms of facts that do not stand in
// their quotes. Numbers are looked for by their fields.
func unwritten(facts []extract.Fact) string {
	var b strings.Builder
	seen := map[string]bool{}
	for i := range facts {
		for j, v := range facts[i].Values {
			if v != "" && !isNumber(facts[i].Kind.Fields[j].Type) && !seen[v] && !strings.Contains(facts[i].Quote.Text, v) {
				seen[v] = true
				b.WriteString(v)
				b.WriteByte('\n')
			}
		}
	}
	return normal(b.String())
}
