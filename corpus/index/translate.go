package index

import (
	"strings"
	"sync"

	"zongjie/extract/text"
	"zongjie/lexicon"
)

// A query in one language finds reports in the other by the names that the
// lexicon gives a concept in both: 党员 finds "party members".
//
// The rows of the lexicon are made to recognise what a report counts, and hold
// narrower words beside a concept's own name: 老党员 is no name of every party
// member. So only the first name of a row stands for all of it, or any name of a
// short row; and only the first few names of the other language are looked for.

// translated are the classes whose rows name things. Rows of the others hold
// words of grammar, or what surrounds a number.
var translated = []string{"subject", "event", "slogan", "doctype", "level", "honour"}

const (
	maxNames   = 4 // of the other language that are looked for
	shortNames = 3 // so many names, a row holds one concept; English needs more for it
	mixed      = "other"
)

// concepts leads from the key of a name to the names in the other language.
var concepts = sync.OnceValue(func() map[string][]string {
	rows, err := lexicon.Concepts(lexicon.Data(), translated...)
	if err != nil {
		panic(err) // the tables are part of the program, and tested
	}
	known := map[string][]string{}
	for _, row := range rows {
		short := len(row.Chinese) <= shortNames && len(row.English) <= 2*shortNames
		link(known, row, short, row.Chinese, row.English)
		link(known, row, short, row.English, row.Chinese)
	}
	return known
})

// link adds the names to, by the keys of the names from that stand for row.
func link(known map[string][]string, row lexicon.Concept, short bool, from, to []string) {
	switch {
	case short:
	case row.ID == mixed || len(from) == 0:
		return
	default:
		from = from[:1]
	}
	var names []string
	for _, name := range to[:min(len(to), maxNames)] {
		names = append(names, lexicon.Spellings(name)...)
	}
	if len(names) == 0 {
		return
	}
	for _, name := range from {
		for _, form := range lexicon.Spellings(name) {
			if key := nameKey(form); known[key] == nil {
				known[key] = names
			}
		}
	}
}

// nameKey returns what is the same for all forms of a name: its characters and
// the stems of its English words.
func nameKey(name string) string {
	s := normal(name)
	var key strings.Builder
	st := stemmers.Get().(*stemmer)
	defer stemmers.Put(st)
	whole := func(run text.Span) []int { return []int{run.Len()} }
	eachTerm(s, st, whole, func(term string, at text.Span) {
		if r := []rune(term)[0]; key.Len() > 0 && !isWide(r) {
			key.WriteByte(' ')
		}
		key.WriteString(term)
	})
	return key.String()
}

// maxNameParts is how many parts of a query a name may have.
const maxNameParts = 6

// translate returns the names in the other language of the thing that the first
// parts name, and how many parts those are; the longest name counts.
func translate(parts []part) (names []string, n int) {
	var key strings.Builder
	for i := range parts[:min(len(parts), maxNameParts)] {
		if p := &parts[i]; key.Len() > 0 && p.narrow {
			key.WriteByte(' ')
		}
		key.WriteString(parts[i].text)
		if found := concepts()[key.String()]; found != nil {
			names, n = found, i+1
		}
	}
	return names, n
}
