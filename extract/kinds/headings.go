package kinds

import "zongjie/extract"

func headings() extract.Extractor {
	return extract.Extractor{
		Kind: extract.Kind{
			Name: "heading", Plural: "headings",
			Doc: "A numbered heading or numbered item that starts a paragraph.",
			Fields: []extract.Field{
				{Name: "label", Type: extract.TypeText, Doc: "the label as written, with its punctuation"},
				{Name: "number", Type: extract.TypeInt, Doc: "its ordinal"},
				{Name: "level", Type: extract.TypeInt, Doc: "depth of nesting, 1 is outermost"},
				{Name: "title", Type: extract.TypeText, Doc: "the text without the label, to the end of its first sentence"},
			},
			Key:     []string{"title"},
			Outline: true,
		},
	}
}
