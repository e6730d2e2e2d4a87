package segment

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/pemistahl/lingua-go"

	"zongjie/extract"
	"zongjie/extract/text"
)

// script counts the letters of a text by script.
type script struct {
	han, latin, kana, hangul, other int
	accents                         int // Latin letters that English has not
}

// scriptOf counts the letters of s, but for those of web addresses.
func scriptOf(s string) script {
	var n script
	for i := 0; i < len(s); {
		if s[i] == ':' && strings.HasPrefix(s[i:], "://") {
			for i++; i < len(s) && s[i] > ' ' && s[i] < utf8.RuneSelf; {
				i++
			}
			n.latin = max(0, n.latin-len("https"))
			continue
		}
		c := s[i]
		if c < utf8.RuneSelf {
			if c|0x20 >= 'a' && c|0x20 <= 'z' {
				n.latin++
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case han(r):
			n.han++
		case r >= 0x3040 && r <= 0x30FF && r != '・' && r != 'ー':
			n.kana++
		case r >= 0xAC00 && r <= 0xD7A3:
			n.hangul++
		case !unicode.IsLetter(r):
		case unicode.Is(unicode.Latin, r):
			n.latin++
			n.accents++
		default:
			n.other++
		}
	}
	return n
}

// hanLetters is how many Latin letters say as much as one Chinese character.
const hanLetters = 3

// verdict is what the script and the commonest words of a sentence say of its
// language.
type verdict uint8

const (
	none     verdict = iota // no letters
	surelyZH                // Chinese
	surelyEN                // English
	foreign                 // neither
	latin                   // some language in Latin letters
	accented                // some language in Latin letters that English has not
	mixed                   // Chinese and Latin
)

func judge(s string) verdict {
	n := scriptOf(s)
	weight := n.han * hanLetters
	switch letters := weight + n.latin + n.kana*hanLetters + n.hangul*hanLetters + n.other; {
	case letters == 0:
		return none
	case (n.kana*hanLetters+n.hangul*hanLetters+n.other)*4 > letters && n.kana+n.hangul+n.other > 1:
		return foreign
	case weight*3 >= letters:
		return surelyZH
	case n.accents > 1:
		return accented
	case isEnglish(s):
		return surelyEN
	case weight*8 >= letters:
		return mixed
	}
	return latin
}

// tell sets the language of segs: scripts decide, then English words, then the
// rest of the document, and lingua what is still open.
func tell(doc *text.Document, segs []text.Segment) {
	verdicts := make([]verdict, len(segs))
	var bytes [mixed + 1]int
	for i, seg := range segs {
		verdicts[i] = judge(doc.Text[seg.Start:seg.End])
		bytes[verdicts[i]] += seg.Len()
	}
	main := text.ZH
	if bytes[surelyEN]+bytes[latin] > bytes[surelyZH] {
		main = text.EN
	}
	known := bytes[surelyZH] + bytes[surelyEN]
	for i := range segs {
		s := doc.Text[segs[i].Start:segs[i].End]
		switch verdicts[i] {
		case none:
			segs[i].Lang = main
		case surelyZH:
			segs[i].Lang = text.ZH
		case surelyEN:
			segs[i].Lang = text.EN
		case accented:
			segs[i].Lang, _ = detect(s)
		case latin: // names and titles in a report, or a report in a third language
			segs[i].Lang = text.EN
			if bytes[latin] > 4*known && len(s) >= minDetect {
				segs[i].Lang, _ = detect(s)
			}
		case mixed: // terms and names between Chinese words, or the other way round
			if segs[i].Lang, _ = detect(s); segs[i].Lang == text.Other {
				segs[i].Lang = text.ZH
			}
		}
	}
}

// minDetect and maxDetect are the lengths in bytes between which a text is
// given to lingua: less says nothing, more is not needed.
const minDetect, maxDetect = 20, 300

// englishWords are words that only English has, or hardly any other language:
// 2 for those of which one is enough, 1 for those of which two are.
var englishWords = func() map[string]int {
	m := map[string]int{}
	for _, w := range strings.Fields(`of to in for is are was by on at we will all it not be as or its who more than he she his her but can did do no over new
		each every many year years month months week work works held school schools member members people first second third fourth fifth
		teachers students training meeting meetings activities strengthen improve party village county city committee report summary plan building`) {
		m[w] = 1
	}
	for _, w := range strings.Fields(`the and with from have has been were this that their which our they would should through between these those there what when where while`) {
		m[w] = 2
	}
	return m
}()

// isEnglish reports whether the words of s are English.
func isEnglish(s string) bool {
	weight := 0
	var word [12]byte
	n := 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && alphanumeric(s[i]) {
			if n < len(word) {
				word[n] = s[i] | 0x20
			}
			n++
			continue
		}
		if n > 1 && n <= len(word) {
			if weight += englishWords[string(word[:n])]; weight >= 2 {
				return true
			}
		}
		n = 0
	}
	return false
}

// linguaUsed tells tests whether lingua was needed.
var linguaUsed atomic.Bool

var lingual = sync.OnceValue(func() lingua.LanguageDetector {
	return lingua.NewLanguageDetectorBuilder().
		FromLanguages(lingua.English, lingua.Chinese, lingua.French, lingua.German, lingua.Spanish, lingua.Portuguese, lingua.Italian,
					lingua.Indonesian, lingua.Vietnamese, lingua.Russian, lingua.Mongolian, lingua.Kazakh, lingua.Japanese, lingua.Korean).
		WithLowAccuracyMode(). // a third of the memory, and as good on sentences
		Build()
})

// detect asks lingua for the language of s, and its name.
func detect(s string) (text.Lang, string) {
	if len(s) > maxDetect {
		s = strings.ToValidUTF8(s[:maxDetect], "")
	}
	linguaUsed.Store(true)
	switch l, ok := lingual().DetectLanguageOf(s); {
	case !ok:
		return text.Other, ""
	case l == lingua.English:
		return text.EN, l.String()
	case l == lingua.Chinese:
		return text.ZH, l.String()
	default:
		return text.Other, l.String()
	}
}

// minForeign is the part of a document's sentences, in hundredths of their
// bytes, from which it is worth a warning that they are in a third language.
const minForeign = 10

// Warnings returns what an auditor should know of the languages of doc, whose
// sentences are segs: rules read Chinese and English only.
func Warnings(doc *text.Document, segs []text.Segment) []extract.Warning {
	total, other, first := 0, 0, -1
	for i, seg := range segs {
		total += seg.Len()
		if seg.Lang == text.Other {
			other += seg.Len()
			if first < 0 || seg.Len() > segs[first].Len() {
				first = i
			}
		}
	}
	if first < 0 || other*100 < total*minForeign {
		return nil
	}
	seg := segs[first]
	q := doc.Quote(seg.Span, seg.Span, seg.Block)
	message := "%d%% of the text is in a language that is not read"
	if name := languageName(doc.Text[seg.Start:seg.End]); name != "" {
		message += ": " + name
	}
	return []extract.Warning{{Code: "segment/language", Message: fmt.Sprintf(message, other*100/total), Quote: &q}}
}

// languageName names the language of s as far as it can be told.
func languageName(s string) string {
	n := scriptOf(s)
	switch {
	case n.kana > 0:
		return "Japanese"
	case n.hangul > 0:
		return "Korean"
	}
	_, name := detect(s)
	return name
}
