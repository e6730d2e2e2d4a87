package text

import (
	"iter"
	"unicode"
)

// Shares returns which part of the letters of doc is in which language, by the
// sentences segs, in hundredths. A Chinese character is a letter. The three
// add up to 100, or to 0 if there are no letters.
func Shares(doc *Document, segs iter.Seq[Segment]) (zh, en, other int) {
	var letters [3]int
	total := 0
	for seg := range segs {
		n := 0
		for _, r := range doc.Text[seg.Start:seg.End] {
			if r|0x20 >= 'a' && r|0x20 <= 'z' || r > 0x7F && unicode.IsLetter(r) {
				n++
			}
		}
		letters[seg.Lang] += n
		total += n
	}
	if total == 0 {
		return 0, 0, 0
	}
	zh, other = (letters[ZH]*100+total/2)/total, (letters[Other]*100+total/2)/total
	other = min(other, 100-zh)
	return zh, 100 - zh - other, other
}
