// Package segment cuts documents into sentences, finds their language and the
// words of what is Chinese in them.
//
// A sentence is the scope of a claim: 。！？；… and English full stops end it, a
// comma or colon does not, and neither does a stop within quotation marks or
// brackets unless the sentence ends there.
package segment

import (
	"zongjie/extract/text"
	"zongjie/lexicon/words"
)

// Split returns the sentences of doc, in order. Each lies within one block,
// without white space at its ends. Noise has none.
func Split(doc *text.Document) []text.Segment {
	var segs []text.Segment
	for b, block := range doc.Blocks {
		if block.Kind == text.Noise {
			continue
		}
		body := doc.Text[block.Start:block.End]
		for at := 0; at < len(body); {
			end := at + sentenceEnd(body[at:])
			s := doc.Trim(text.Span{Start: block.Start + at, End: block.Start + end})
			if s.Len() > 0 {
				segs = append(segs, text.Segment{Span: s, Block: b})
			}
			at = end
		}
	}
	tell(doc, segs)
	return segs
}

// maxGap is the length in bytes of text without Chinese characters from which
// it is not among Chinese words.
const maxGap = 24

// Words finds the words of the Chinese parts of doc. Noise has none.
func Words(doc *text.Document) *text.Words {
	w := text.NewWords(len(doc.Text))
	for _, block := range doc.Blocks {
		if block.Kind == text.Noise {
			continue
		}
		body := doc.Text[block.Start:block.End]
		for start, end := range chinese(body) {
			w.Add(block.Start+start, words.Ends(body[start:end]))
		}
	}
	return w
}

// chinese yields the parts of s that hold Chinese characters: each begins and
// ends with one, but for the letters and digits beside it.
func chinese(s string) func(yield func(start, end int) bool) {
	return func(yield func(start, end int) bool) {
		start, end := -1, -1
		for i, r := range s {
			if !han(r) {
				continue
			}
			if start >= 0 && i-end > maxGap {
				if !yield(start, attached(s, end)) {
					return
				}
				start = -1
			}
			if start < 0 {
				start = i
				for start > max(end, 0) && alphanumeric(s[start-1]) {
					start--
				}
			}
			end = i + runeLen(r)
		}
		if start >= 0 {
			yield(start, attached(s, end))
		}
	}
}

// attached returns the end of the letters and digits at i.
func attached(s string, i int) int {
	for limit := min(len(s), i+maxGap/2); i < limit && alphanumeric(s[i]); {
		i++
	}
	return i
}

func alphanumeric(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' }

func han(r rune) bool {
	return r >= 0x3400 && r <= 0x9FFF || r >= 0x20000 && r <= 0x3FFFF || r == '〇'
}

func runeLen(r rune) int {
	if r >= 0x10000 {
		return 4
	}
	return 3
}
