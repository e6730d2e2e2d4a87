package index

import (
	"slices"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
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
	fieldNoise = "noise" // words of the noise
	fieldPair  = "pair"  // pairs of characters of the text, the title and the organisation
	fieldOrg   = "org"   // words, characters and pairs of the organisation's names
	fieldUnit  = "unit"  // the whole name under which the organisation's reports are grouped
	fieldYear  = "year"  // four digits
	fieldType  = "type"  // the type of the document
	fieldLang  = "lang"  // the language: zh, en or mixed
	fieldKind  = "kind"  // names of the kinds of which it holds facts
	fieldValue = "value" // words of the facts' values that do not stand in the text
)

const (
	ranked  = index.IndexField                                        // with frequencies, for the score
	present = index.IndexField | index.SkipFreqNorm                   // whether, not how often
	facet   = index.IndexField | index.SkipFreqNorm | index.DocValues // to be counted and sorted by too
)

// terms is an analyzer of bleve for one field of one report: it makes the terms
// without looking at the bytes it is given, in whatever goroutine bleve calls it.
type terms func() analysis.TokenStream

// Analyze implements analysis.Analyzer.
func (t terms) Analyze([]byte) analysis.TokenStream { return t() }

// stream collects tokens in few allocations.
type stream struct{ tokens []analysis.Token }

func (s *stream) add(term string) {
	s.tokens = append(s.tokens, analysis.Token{Term: []byte(term), KeyWord: true})
}

func (s *stream) all() analysis.TokenStream {
	all := make(analysis.TokenStream, len(s.tokens))
	for i := range s.tokens {
		all[i] = &s.tokens[i]
	}
	return all
}

// documentOf returns what the index holds of r, whose text and facts are loaded.
func documentOf(r corpus.Report) *document.Document {
	rec := r.Record
	doc := document.NewDocument(r.Path)
	add := func(name string, options index.FieldIndexingOptions, t terms) {
		doc.AddField(document.NewTextFieldCustom(name, nil, nil, options, t))
	}
	folded := normal(rec.Meta.Title) + "\n" + normal(rec.Meta.Organization)
	if unit := rec.Meta.Unit(); unit != rec.Meta.Organization {
		folded += "\n" + normal(unit)
	}
	if rec.Document != nil {
		body := lower(rec.Document.Text)
		folded = body + "\n" + folded
		add(fieldBody, ranked, func() analysis.TokenStream { return bodyTerms(rec, body, false) })
		if slices.ContainsFunc(rec.Document.Blocks, func(b text.Block) bool { return b.Kind == text.Noise }) {
			add(fieldNoise, present, func() analysis.TokenStream { return bodyTerms(rec, body, true) })
		}
	}
	if rec.Meta.Title != "" {
		add(fieldTitle, ranked, func() analysis.TokenStream { return textTerms(normal(rec.Meta.Title)) })
	}
	if values := unwritten(rec.Facts); values != "" {
		folded += "\n" + values
		add(fieldValue, present, func() analysis.TokenStream { return textTerms(values) })
	}
	add(fieldPair, present, func() analysis.TokenStream { return pairTerms(folded) })
	if unit := rec.Meta.Unit(); unit != "" {
		addWord(doc, fieldUnit, unit)
		add(fieldOrg, present, func() analysis.TokenStream { return orgTerms(rec.Meta.Organization + "\n" + unit) })
	}
	if rec.Meta.Year != 0 {
		addWord(doc, fieldYear, yearTerm(rec.Meta.Year))
	}
	if rec.Meta.DocType != "" {
		addWord(doc, fieldType, rec.Meta.DocType)
	}
	if rec.Meta.Language != "" {
		addWord(doc, fieldLang, rec.Meta.Language)
	}
	for i := 0; i < len(rec.Facts); {
		k, from := rec.Facts[i].Kind, i
		for i < len(rec.Facts) && rec.Facts[i].Kind == k {
			i++
		}
		addWord(doc, fieldKind, k.Name)
		addFacts(doc, k, rec.Facts[from:i])
	}
	return doc
}

// addTerms adds a field of terms, as they stand.
func addTerms(doc *document.Document, name string, options index.FieldIndexingOptions, list []string) {
	doc.AddField(document.NewTextFieldCustom(name, nil, nil, options, terms(func() analysis.TokenStream {
		var out stream
		for _, t := range list {
			out.add(t)
		}
		return out.all()
	})))
}

// addWord adds a field of one term, as it stands.
func addWord(doc *document.Document, name, value string) {
	doc.AddField(document.NewTextFieldCustom(name, nil, []byte(value), facet, nil))
}

func yearTerm(year int) string {
	s := strconv.Itoa(year)
	return strings.Repeat("0", max(0, 4-len(s))) + s
}

// bodyTerms returns the words of the blocks that are noise, or of those that are
// not.
func bodyTerms(rec *extract.Record, body string, noise bool) analysis.TokenStream {
	st := stemmers.Get().(*stemmer)
	defer stemmers.Put(st)
	out := stream{make([]analysis.Token, 0, len(body)/5)}
	cut := cutKnown(body, rec.Words)
	for _, block := range rec.Document.Blocks {
		if (block.Kind == text.Noise) != noise {
			continue
		}
		eachTerm(body[block.Start:block.End], st, func(run text.Span) []int {
			return cut(text.Span{Start: block.Start + run.Start, End: block.Start + run.End})
		}, func(term string, _ text.Span) { out.add(term) })
	}
	return out.all()
}

func textTerms(s string) analysis.TokenStream {
	st := stemmers.Get().(*stemmer)
	defer stemmers.Put(st)
	var out stream
	eachTerm(s, st, cutKnown(s, nil), func(term string, _ text.Span) { out.add(term) })
	return out.all()
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

// unwritten returns, one a line, the values of facts that do not stand in their
// quotes: numbers that were written in another way, and terms.
func unwritten(facts []extract.Fact) string {
	var b strings.Builder
	seen := map[string]bool{}
	for i := range facts {
		for _, v := range facts[i].Values {
			if v != "" && !seen[v] && !strings.Contains(facts[i].Quote.Text, v) {
				seen[v] = true
				b.WriteString(v)
				b.WriteByte('\n')
			}
		}
	}
	return normal(b.String())
}

func pairTerms(folded string) analysis.TokenStream {
	out := stream{make([]analysis.Token, 0, len(folded)/4)}
	var seen [buckets / 64]uint64
	eachGram(folded, func(gram string, pair bool) {
		if !pair {
			return
		}
		if b := bucket(gram); seen[b/64]>>(b%64)&1 == 0 {
			seen[b/64] |= 1 << (b % 64)
			out.add(bucketTerm(b))
		}
	})
	return out.all()
}

// buckets is how many classes of pairs there are. Pairs share a class by chance:
// one term for each pair of Chinese characters would take twice the room, and a
// text is read anyway before it counts as an answer.
const buckets = 1 << 14

// bucket returns the class of a pair.
func bucket(pair string) uint32 {
	h := uint32(2166136261) // FNV-1a, with its bits mixed at the end
	for i := range len(pair) {
		h = (h ^ uint32(pair[i])) * 16777619
	}
	return (h ^ h>>15) * 2246822519 >> (32 - 14)
}

func bucketTerm(b uint32) string {
	return string([]byte{'a' + byte(b>>12), '0' + byte(b>>6&63), '0' + byte(b&63)})
}

func orgTerms(name string) analysis.TokenStream {
	s := normal(name)
	out := stream{}
	eachTerm(s, &stemmer{known: map[string]string{}}, noWords, func(term string, _ text.Span) { out.add(term) })
	eachGram(s, func(gram string, _ bool) { out.add(gram) })
	return out.all()
}
