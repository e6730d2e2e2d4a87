package kinds

import "zongjie/extract"

func counts() extract.Extractor {
	return extract.Extractor{
		Kind: extract.Kind{
			Name: "count", Plural: "counts",
			Doc: "A quantity that the report states.",
			Fields: []extract.Field{
				{Name: "value", Type: extract.TypeNumber, Doc: "the number, 万 and 亿 multiplied out"},
				{Name: "max", Type: extract.TypeNumber, Doc: "upper end of a range"},
				{Name: "unit", Type: extract.TypeText, Doc: "as written"},
				{Name: "subject", Type: extract.TypeTerm, Doc: "what is counted: an id of the class subject, or other"},
				{Name: "subject_text", Type: extract.TypeText, Doc: "the words that name what is counted"},
				{Name: "qualifier", Type: extract.TypeTerm, Doc: "exact, approx, at_least, at_most, nearly or range"},
				{Name: "modality", Type: extract.TypeTerm, Doc: "actual or planned"},
				{Name: "per", Type: extract.TypeTerm, Doc: "day, week, month, two_months, quarter, semester, half_year or year"},
				{Name: "year", Type: extract.TypeInt, Doc: "the year that the sentence names for it"},
			},
			Key: []string{"subject", "unit"},
		},
	}
}
