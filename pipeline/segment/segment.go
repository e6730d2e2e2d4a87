// Package segment cuts documents into sentences and finds their language.
package segment

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/text"
	"zongjie/lexicon/words"
)

// Split returns the sentences of doc, in order. Noise has none.
func Split(doc *text.Document) []text.Segment {
	var segs []text.Segment
	for b, block := range doc.Blocks {
		if block.Kind == text.Noise {
			continue
		}
		start := block.Start
		for i := block.Start; i < block.End; {
			r, size := utf8.DecodeRuneInString(doc.Text[i:])
			i += size
			if strings.ContainsRune("。!?;", r) || r == '.' && i < block.End && doc.Text[i] == ' ' || i == block.End {
				segs = append(segs, text.Segment{Span: text.Span{Start: start, End: i}, Block: b, Lang: lang(doc.Text[start:i])})
				start = i
			}
		}
	}
	return segs
}

func lang(s string) text.Lang {
	han, latin := 0, 0
	for _, r := range s {
		switch {
		case r >= 0x3400 && r <= 0x9FFF:
			han++
		case r|0x20 >= 'a' && r|0x20 <= 'z':
			latin++
		}
	}
	if han*4 > latin {
		return text.ZH
	}
	return text.EN
}

// Words finds the words of the Chinese parts of doc. Noise has none.
func Words(doc *text.Document) *text.Words {
	w := text.NewWords(len(doc.Text))
	for _, block := range doc.Blocks {
		if s := doc.Text[block.Start:block.End]; block.Kind != text.Noise && lang(s) == text.ZH {
			w.Add(block.Start, words.Ends(s))
		}
	}
	return w
}
