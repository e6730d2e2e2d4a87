package pipeline

import "zongjie/extract"

// listed gives a record without a text what a list says of its file: of a file
// that cannot be read it is good to know whose it is.
func listed(rec *extract.Record, place extract.Place) {
	if place.Organization != "" {
		rec.Meta.Organization, rec.Meta.OrganizationEvidence = place.Organization, "list"
	}
	if place.Year != 0 {
		rec.Meta.Year, rec.Meta.YearEvidence = place.Year, "list"
	}
}
