package kinds

import "zongjie/extract"

func awards() extract.Extractor {
	return extract.Extractor{
		Kind: extract.Kind{
			Name: "award", Plural: "awards",
			Doc: "An honour, prize or title that someone received.",
			Fields: []extract.Field{
				{Name: "name", Type: extract.TypeText, Doc: "the honour as the text names it"},
				{Name: "recipient", Type: extract.TypeText, Doc: "who received it, as named"},
				{Name: "level", Type: extract.TypeTerm, Doc: "national, provincial, municipal, county or school"},
				{Name: "granter", Type: extract.TypeText, Doc: "who granted it, as named"},
				{Name: "times", Type: extract.TypeInt, Doc: "how often, 1 unless stated"},
				{Name: "year", Type: extract.TypeInt, Doc: "the year that the sentence names for it"},
			},
			Key: []string{"name", "recipient"},
		},
	}
}
