package count

import (
	"strings"

	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// phraseEnds end an English noun phrase.
var phraseEnds = lexicon.FixedCues("count", "phrase_end")

// maxWords is how many words an English noun phrase has at most between the
// number and its noun.
const maxWords = 9

// afterEnglish finds the head of the noun phrase after the number: the last
// known noun before a preposition or a verb. A plural ends it: 119 small
// schools. An unknown plural behind a known singular is the head: member
// activity rooms.
func (q *quantity) afterEnglish() (noun, bool) {
	s, class, periods := q.s, q.pass.Class("subject"), q.pass.Class("period")
	var head noun
	at, opened := q.end, q.unit == nil
	for range maxWords {
		at = skipSpace(s, at)
		if at < s.End && (s.Doc.Text[at] == '"' || strings.HasPrefix(s.Doc.Text[at:s.End], "“")) {
			if at = afterQuote(s, at); at < 0 {
				break
			}
			continue
		}
		if at >= s.End || !text.IsLatin(s.Doc.Text[at]) && !text.IsDigit(s.Doc.Text[at]) || s.At(periods, at) != nil {
			break
		}
		if t := s.At(class, at); t != nil {
			n, ok := q.as(t)
			if !ok || t.Term.ID == "-" && head.id != "" {
				break
			}
			if t.Term.ID == "-" || strings.HasPrefix(s.Doc.Text[t.End:s.End], "'") { // teachers' forum
				_, at = hyphenated(s, t.End-1)
				continue
			}
			head, at, opened = n, t.End, true
			if plural(s.Text(t.Span)) && !q.latinNounNext(at) {
				if people[head.id] {
					head.id = q.joinedEnglish(head)
				}
				break
			}
			continue
		}
		w, end := hyphenated(s, at)
		if t := q.across(at, end); t != nil { // 35 first-class teachers
			if n, ok := q.as(t); ok {
				return n, true
			}
			break
		}
		if lw := strings.ToLower(w); lw == "of" && !opened {
			opened = true
			at = end
			if next := skipSpace(s, at); strings.HasPrefix(s.Doc.Text[next:s.End], "the ") {
				at = next + 4
			}
			continue
		} else if lw == "and" && head.id == "" && opened {
			if plural(lastWord(strings.TrimRight(s.Doc.Text[q.end:at], " "))) {
				break // 16 grids and 32 grid members
			}
			at = end
			continue
		} else if phraseEnds.Are(lw) || head.id != "" && (strings.HasSuffix(lw, "ed") || strings.HasSuffix(lw, "ing") || strings.HasSuffix(lw, "ly")) {
			break
		}
		if !opened {
			break
		}
		if head.id != "" {
			return q.pluralHead(head, w, end)
		}
		at = end
	}
	return head, head.id != ""
}

// joinedEnglish returns person for people of two kinds that one number counts:
// 37 cadres and workers, 12 officials, teachers and parents. A noun with a number
// of its own is none of them.
func (q *quantity) joinedEnglish(head noun) string {
	rest := q.s.Doc.Text[head.End:q.s.End]
	for _, and := range [...]string{" and ", " & ", " or "} {
		if !strings.HasPrefix(rest, and) {
			continue
		}
		t := q.s.At(q.pass.Class("subject"), head.End+len(and))
		if t == nil || !people[t.Term.ID] || t.Term.ID == head.id || !plural(q.s.Text(t.Span)) || sameOnes.Are(q.s.Text(t.Span)) {
			return head.id
		}
		if next := strings.TrimLeft(q.s.Doc.Text[t.End:q.s.End], " "); next != "" && text.IsDigit(next[0]) {
			return head.id // members 45 and trainees 12
		}
		return "person"
	}
	return head.id
}

// sameOnes only address the people named before them: Party members and comrades.
var sameOnes = lexicon.FixedCues("count", "same_ones")

// across returns the known noun that begins inside the hyphenated word from at
// to end and goes on behind it, or nil.
func (q *quantity) across(at, end int) *match.Token {
	class := q.pass.Class("subject")
	for i := q.s.From(at + 1); i < len(q.s.Tokens) && q.s.Tokens[i].Start < end; i++ {
		if t := &q.s.Tokens[i]; t.Is(class) && t.End > end {
			return t
		}
	}
	return nil
}

// pluralHead returns the phrase from the known noun modifier to the word w behind
// it, which ends at end, if w is a plural and so its head; else the noun itself.
func (q *quantity) pluralHead(modifier noun, w string, end int) (noun, bool) {
	if !plural(w) || w[0] < 'a' {
		return modifier, true
	}
	id := "other"
	if personal(w) {
		id = "person"
	}
	return noun{text.Span{Start: modifier.Start, End: end}, id}, q.group() == "" || q.group() == "thing"
}

// latinNounNext reports whether a further known noun follows a plural, as in
// "sports meeting": only then does a phrase go on behind one.
func (q *quantity) latinNounNext(at int) bool {
	t := q.s.At(q.pass.Class("subject"), skipSpace(q.s, at))
	return t != nil && plural(q.s.Text(t.Span))
}

// plural reports whether the English noun w looks like a plural.
func plural(w string) bool {
	w = strings.ToLower(w)
	switch {
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
		return false
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "people"), strings.HasSuffix(w, "children"), strings.HasSuffix(w, "men"),
		strings.HasSuffix(w, "staff"), strings.HasSuffix(w, "personnel"), strings.HasSuffix(w, "faculty"):
		return true
	}
	return false
}

// personal reports whether the English plural w ends as words for people do:
// inspectors, assistants, trustees.
func personal(w string) bool {
	w = strings.ToLower(w)
	if i := strings.LastIndexByte(w, '-'); i >= 0 {
		w = w[i+1:]
	}
	if impersonal.Are(w) {
		return false
	}
	for _, e := range [...]string{"ers", "ors", "ists", "ees", "ians", "men", "stants", "ntants"} {
		if strings.HasSuffix(w, e) {
			return len(w) > len(e)+2
		}
	}
	return false
}

// impersonal are plurals that end like words for people and name things.
var impersonal = lexicon.FixedCues("count", "impersonal")

// hyphenated returns the word at offset at, over hyphens and apostrophes, and
// where it ends.
func hyphenated(s *match.Sentence, at int) (string, int) {
	end := at
	for end < s.End {
		c := s.Doc.Text[end]
		if !text.IsLatin(c) && !text.IsDigit(c) && c != '-' && c != '\'' {
			break
		}
		end++
	}
	return s.Doc.Text[at:end], max(end, at+1)
}

// afterQuote returns where the quotation at offset at ends, or -1.
func afterQuote(s *match.Sentence, at int) int {
	mark, size := "\"", 1
	if s.Doc.Text[at] != '"' {
		mark, size = "”", len("“")
	}
	n := strings.Index(s.Doc.Text[at+size:min(s.End, at+80)], mark)
	if n < 0 {
		return -1
	}
	return at + size + n + len(mark)
}

// lastWord returns the Latin word with which s ends, or "".
func lastWord(s string) string {
	i := len(s)
	for i > 0 && text.IsLatin(s[i-1]) {
		i--
	}
	return s[i:]
}

// nextWord returns the Latin word with which s begins after spaces, or "".
func nextWord(s string) string {
	s = strings.TrimLeft(s, " ")
	i := 0
	for i < len(s) && text.IsLatin(s[i]) {
		i++
	}
	return s[:i]
}
