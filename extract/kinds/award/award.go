// Package award finds honours, prizes and titles, and who received them.
//
// find.go goes from verb to verb of receiving; copula.go adds 是 where only an
// award makes someone what follows. The titles that a verb governs are read by
// titles.go one by one, each by one of the files title_; who received and who gave
// them by agent_zh.go and agent_en.go, and by antecedent.go where the clause itself
// names nobody; contest.go, level.go and times.go tell the rest. Titles without a
// verb are read by list.go within a sentence, by lines.go line by line. veto.go
// says why what looks like an award is none.
package award

import (
	"zongjie/extract"
	"zongjie/extract/text"
)

// Extractor returns the kind, its rules and what finds it.
func Extractor() extract.Extractor {
	return extract.Extractor{
		Kind: extract.Kind{
			Name: "award", Plural: "awards",
			Doc:   "An honour, prize or title that someone received.",
			DocZH: "获得的一项荣誉。",
			Fields: []extract.Field{
				{Name: "name", Type: extract.TypeText, Doc: "the honour as the text names it", DocZH: "荣誉名称，照原文"},
				{Name: "recipient", Type: extract.TypeText, Doc: "who received it, as named", DocZH: "获得者，照原文"},
				{Name: "level", Type: extract.TypeTerm, Doc: "national, provincial, municipal, county or school", DocZH: "级别：national国家、provincial省、municipal市、county县、school校"},
				{Name: "granter", Type: extract.TypeText, Doc: "who granted it, as named", DocZH: "授予者，照原文"},
				{Name: "times", Type: extract.TypeInt, Doc: "how often, 1 unless stated", DocZH: "次数，未写明为1"},
				{Name: "year", Type: extract.TypeInt, Doc: "the year that the sentence names for it", DocZH: "句中为其写明的年份"},
			},
			Key: []string{"name", "recipient"},
		},
		Rules: rules,
		Find:  find,
	}
}

// ruleOf names the rule of each id of class receive.
var ruleOf = map[string]string{
	"named":  "award/named",
	"win":    "award/won",
	"get":    "award/won",
	"attain": "award/won",
	"cite":   "award/won",
	"score":  "award/won",
	"given":  "award/given",
	"select": "award/selected",
	"keep":   "award/kept",
	"rank":   "award/rank",
	"is":     "award/is",
}

// span is short for the part of a document between two offsets.
func span(start, end int) text.Span { return text.Span{Start: start, End: end} }
