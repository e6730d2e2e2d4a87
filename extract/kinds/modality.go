package kinds

import (
	"zongjie/extract"
	"zongjie/extract/match"
	"zongjie/extract/text"
)

// The modalities of counts and activities.
const (
	actual  = "actual"
	planned = "planned"
)

// modality says whether what stands at span of s was or is done, or is
// planned or required.
func modality(p *extract.Pass, s *match.Sentence, span text.Span) string {
	if p.Meta.DocType == "plan" {
		return planned
	}
	return actual
}
