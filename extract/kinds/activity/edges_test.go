package activity

import (
	"testing"

	"zongjie/extract/extracttest"
)

// TestDateBegins: the characters at which dates and labels are looked for are all
// that they begin with.
func TestDateBegins(t *testing.T) {
	extracttest.Begins(t, zhDate, dateBegins)
	extracttest.Begins(t, dateStart, dateBegins)
	extracttest.Begins(t, innerLabel, innerLabelBegins)
}

// TestCues: no word of the tables is written in vain.
func TestCues(t *testing.T) { extracttest.Cues(t, "cue/activity", cues{}) }
