package kinds

import "zongjie/extract"

func activities() extract.Extractor {
	return extract.Extractor{
		Kind: extract.Kind{
			Name: "activity", Plural: "activities",
			Doc: "Something that the unit organised, held or took part in, and that has a name or a clear event noun.",
			Fields: []extract.Field{
				{Name: "name", Type: extract.TypeText, Doc: "the noun phrase that names it"},
				{Name: "type", Type: extract.TypeTerm, Doc: "study, meeting, training, lecture, contest, visit, volunteer, ceremony, inspection, donation, culture or other"},
				{Name: "modality", Type: extract.TypeTerm, Doc: "actual or planned"},
				{Name: "date", Type: extract.TypeText, Doc: "when, as written"},
				{Name: "times", Type: extract.TypeInt, Doc: "how often"},
				{Name: "participants", Type: extract.TypeText, Doc: "who took part, as written"},
			},
			Key: []string{"name"},
		},
	}
}
