package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/lexicon"
)

const (
	maxQuoted   = 300     // bytes within quotation marks or brackets whose stops end no sentence
	maxSentence = 8 << 10 // bytes; longer ones are cut, for they are no sentences
)

// sentenceEnd returns the length of the first sentence of s, which is folded
// and not empty.
func sentenceEnd(s string) int {
	limit := len(s)
	if limit > maxSentence {
		limit = cutAt(s)
	}
	for i := 0; i < limit; {
		c := s[i]
		if c < utf8.RuneSelf && !stopOrBracket[c] {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if inner := enclosed(s[i:], r, size); inner > 0 {
			end := i + inner
			if whole := blank(s[:i]); (whole || r == '“' || r == '"') && endsWithin(s[i:end]) && begins(s[end:]) {
				return end
			}
			i = end
			continue
		}
		if end := stop(s, i, r, size); end > 0 {
			return min(end, len(s))
		}
		i += size
	}
	return limit
}

// stopOrBracket holds the ASCII characters at which a sentence may end or
// enclose something.
var stopOrBracket = [utf8.RuneSelf]bool{'.': true, '!': true, '?': true, ';': true, '(': true, '[': true, '"': true}

// cutAt returns where to cut s, which has no end: after the last comma or
// space of what is allowed.
func cutAt(s string) int {
	end := maxSentence
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	if i := strings.LastIndexAny(s[:end], ",、 \n"); i > maxSentence/2 {
		_, size := utf8.DecodeRuneInString(s[i:])
		return i + size
	}
	return end
}

// closers are the marks that close what each mark opens.
var closers = map[rune]string{'“': "”", '《': "》", '〈': "〉", '(': ")", '[': "]", '【': "】", '〔': "〕", '"': `"`}

// enclosed returns the length of what the mark r at the start of s encloses,
// with its marks; 0 if r opens nothing, or nothing closes it near.
func enclosed(s string, r rune, size int) int {
	closer, ok := closers[r]
	if !ok {
		return 0
	}
	within := s[size:min(len(s), maxQuoted)]
	if r == '"' {
		if after, _ := utf8.DecodeRuneInString(within); within == "" || unicode.IsSpace(after) {
			return 0
		}
	}
	depth := 1
	for i := 0; i < len(within); {
		if strings.HasPrefix(within[i:], closer) {
			if depth--; depth == 0 {
				return size + i + len(closer)
			}
			i += len(closer)
			continue
		}
		c, n := utf8.DecodeRuneInString(within[i:])
		if c == r {
			depth++
		}
		i += n
	}
	return 0
}

// endsWithin reports whether the last character that the marks of s enclose
// ends a sentence.
func endsWithin(s string) bool {
	_, size := utf8.DecodeLastRuneInString(s)
	s = s[:len(s)-size]
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("。!?", last) || last == '.' && !abbreviations.Are(lastWord(s[:len(s)-1]))
}

// begins reports whether a new sentence may begin with rest, which follows a
// closing mark.
func begins(rest string) bool {
	if continues(rest) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \n"))
	return r < 'a' || r > 'z'
}

func blank(s string) bool { return strings.Trim(s, " \n") == "" }

// stop returns where the sentence ends that the mark r at s[i:] ends, with the
// marks that close it; 0 if r ends none.
func stop(s string, i int, r rune, size int) int {
	switch r {
	case '。', '!', '?', ';', '…':
	case '.':
		if strings.HasPrefix(s[i:], "..") {
			r = '…'
		} else if !fullStop(s, i) {
			return 0
		}
	default:
		return 0
	}
	if (r == '。' || r == '!') && isLabel(s[:i]) || r == ';' && isEntity(s[:i]) {
		return 0
	}
	end := i + size
	if r != ';' {
		end = absorb(s, end, "。!?…;.")
	}
	closed := absorb(s, end, `”’】》)]'`)
	if closed < len(s) && s[closed] == '"' && (closed+1 == len(s) || strings.IndexByte(" \n", s[closed+1]) >= 0) {
		closed++
	}
	rest := s[closed:]
	switch {
	case r == '?' && closed < len(s) && alphanumeric(s[closed]) && closed == end && i > 0 && alphanumeric(s[i-1]): // of an address
		return 0
	case r == '…' && ongoing(rest):
		return 0
	case continues(rest):
		return 0
	}
	return closed
}

// absorb returns the end of the marks at s[i:].
func absorb(s string, i int, marks string) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !strings.ContainsRune(marks, r) {
			break
		}
		if r == '.' && size == 1 && i+1 < len(s) && alphanumeric(s[i+1]) {
			break
		}
		i += size
	}
	return i
}

// continues reports whether rest, which follows a stop, shows that the
// sentence goes on.
func continues(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune(",、:;)”》", r) && rest != "" {
		return true
	}
	for _, p := range []string{"的", "等", "之", "和", "与", "及"} {
		if strings.HasPrefix(rest, p) {
			return true
		}
	}
	return false
}

// ongoing reports whether rest, which follows dots, goes on: in Chinese with
// 等 and the like, in English with a small letter.
func ongoing(rest string) bool {
	rest = strings.TrimLeft(rest, " \n")
	r, _ := utf8.DecodeRuneInString(rest)
	return continues(rest) || r >= 'a' && r <= 'z'
}

// isLabel reports whether s, the beginning of a sentence, is nothing but the
// number of a heading or item.
func isLabel(s string) bool {
	s = strings.Trim(s, " \n")
	if s == "" || len(s) > 12 {
		return false
	}
	s = strings.Trim(s, "(第)")
	if s != "" && strings.Trim(s, "0123456789.") == "" && len(s) <= 6 {
		return s[len(s)-1] != '.'
	}
	if len(s) == 1 && alphanumeric(s[0]) || s != "" && len(s) <= 5 && strings.Trim(s, "IVXivx") == "" {
		return true
	}
	return s != "" && strings.Trim(s, "零〇一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾") == ""
}

// isEntity reports whether s ends with what a web page left of an entity, such
// as &nbsp.
func isEntity(s string) bool {
	i := strings.LastIndexByte(s, '&')
	return i >= 0 && len(s)-i > 1 && len(s)-i <= 8 && strings.IndexFunc(s[i+1:], func(r rune) bool { return r != '#' && (r >= utf8.RuneSelf || !alphanumeric(byte(r))) }) < 0
}

// fullStop reports whether the . at s[i] ends a sentence.
func fullStop(s string, i int) bool {
	if isLabel(s[:i]) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	rest := strings.TrimLeft(s[i+1:], `"')]”’`)
	after, size := utf8.DecodeRuneInString(rest)
	switch {
	case rest == "":
		return true
	case after == ' ' || after == '\n':
		return stopBeforeSpace(s[:i], before, strings.TrimLeft(rest, " \n"))
	case han(after):
		return !unicode.IsDigit(before)
	case after >= 'A' && after <= 'Z':
		return glued(s[:i], before, rest[size:])
	case after == '“' || after == '"' || after == '(' || after == '《':
		return han(before)
	}
	return false
}

// glued reports whether a full stop after s, before a capital and rest, lost
// the space after it: "were held.The next".
func glued(s string, before rune, rest string) bool {
	word := lastWord(s)
	if strings.ContainsAny(word, ".@/_") || len(word) < 2 && before < utf8.RuneSelf {
		return false
	}
	token, _, _ := strings.Cut(rest, " ")
	if i := strings.IndexByte(token, '.'); i >= 0 && i+1 < len(token) && alphanumeric(token[i+1]) { // an address
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest)
	if next != ' ' && (next < 'a' || next > 'z') {
		return false
	}
	return before >= 'a' && before <= 'z' || before >= '0' && before <= '9' || before == ')' || before == '%' || before == '"' || han(before)
}

// stopBeforeSpace reports whether a full stop between s and a space ends a
// sentence; rest is what follows the space.
func stopBeforeSpace(s string, before rune, rest string) bool {
	after, _ := utf8.DecodeRuneInString(rest)
	if rest == "" || han(before) || han(after) {
		return true
	}
	if after >= 'a' && after <= 'z' {
		return false
	}
	word := strings.ToLower(lastWord(s))
	digits := after >= '0' && after <= '9'
	if abbreviation := abbreviations.Whole(word); abbreviation != nil {
		switch abbreviation.ID {
		case "always":
			return false
		case "before_number", "at_end":
			return !digits
		case "before_name":
			return starts(rest)
		}
	}
	if len(word) == 1 && before >= 'A' && before <= 'Z' { // an initial
		return starts(rest)
	}
	if numbered(word) && strings.ContainsRune(":;", lastMark(s, word)) { // work: 1. Study
		return false
	}
	return true
}

// lastWord returns the last word of s, without the marks before it.
func lastWord(s string) string {
	i := strings.LastIndexAny(s, " \n(\"“'") + 1
	if i > 0 && !utf8.RuneStart(s[i-1]) { // after the last byte of “
		for i < len(s) && !utf8.RuneStart(s[i]) {
			i++
		}
	}
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return s[i:]
}

func numbered(word string) bool {
	return word != "" && len(word) <= 2 && strings.Trim(word, "0123456789") == ""
}

// lastMark returns the character before word at the end of s and the spaces
// before it.
func lastMark(s, word string) rune {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s[:len(s)-len(word)], " \n"))
	return r
}

// starts reports whether rest begins with a word that begins sentences, and
// seldom a name.
func starts(rest string) bool {
	word, _, _ := strings.Cut(rest, " ")
	return starters[word]
}

// abbreviations say by the ids of their rows what a full stop after one can be.
var abbreviations = lexicon.FixedCues("abbreviation")

var starters = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("The This That These Those There In On At By For From After Before Since During With Under Our We It He She They His Her Their Its In A An As If When While All Each Every Some Most Many Both Although However Therefore Moreover") {
		m[w] = true
	}
	return m
}()
