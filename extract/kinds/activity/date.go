package activity

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
)

// zhDate is an expression of time as Chinese reports write it.
var zhDate = regexp.MustCompile(`^(?:(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号]|份|底|初|上旬|中旬|下旬)?|\d{4}年|[一二三四五六七八九十]{1,3}月份?` +
	`|(?:春节|元旦|国庆节?|中秋节?|端午节?|重阳节?|元宵节?|清明节?|教师节|儿童节|妇女节|劳动节|护士节|“[一二三四五六七八九]+·?[一二三四五六七八九]+”|[一七五六八][一四])(?:前夕|期间|当天|前后|前)?` +
	`|(?:每|本)?(?:学期|学年|年)(?:初|末|底|中)|[暑寒]假(?:期间)?|[上下]半年|今年以?来?)`)

// enDates are expressions of time as English reports write them.
var enDates = regexp.MustCompile(`(?i)\b(?:in |on |from |at the |before )?(?:(?:early|late|mid-?) ?)?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b(?: \d{1,2}(?:st|nd|rd|th)?(?:-\d{1,2})?)?(?:,? \d{4})?` +
	`|\bthe (?:beginning|end|first half|second half) of (?:the|each|every) (?:year|month|semester|term)\b`)

// maxDate is how many bytes before a name its date is looked for.
const maxDate = 120

// dateOf returns the expression of time that stands nearest before the
// name in its sentence, or else the first one after it in the same clause.
func dateOf(s *match.Sentence, name text.Span) text.Span {
	from := max(s.Start, name.Start-maxDate)
	for !utf8.RuneStart(s.Doc.Text[from]) {
		from++
	}
	before := s.Text(text.Span{Start: from, End: name.Start})
	last := lastDate(before, s.Lang)
	if last != nil {
		if utf8.RuneCountInString(before[last[1]:]) <= 40 {
			return plainDate(text.Span{Start: from + last[0], End: from + last[1]}, s)
		}
	}
	if s.Lang != text.EN {
		return text.Span{}
	}
	after := s.Text(text.Span{Start: name.End, End: max(name.End, s.Clause(name.End).End)})
	if m := enDates.FindStringIndex(after); m != nil {
		return plainDate(text.Span{Start: name.End + m[0], End: name.End + m[1]}, s)
	}
	return text.Span{}
}

// lastDate returns where the last expression of time in t is, or nil.
func lastDate(t string, lang text.Lang) (last []int) {
	if lang == text.EN {
		if m := enDates.FindAllStringIndex(t, -1); m != nil {
			return m[len(m)-1]
		}
		return nil
	}
	for i := 0; i < len(t); {
		k := dateBegins.Index(t[i:])
		if k < 0 {
			break
		}
		i += k
		if m := zhDate.FindStringIndex(t[i:]); m != nil {
			last = []int{i, i + m[1]}
			i += m[1]
			continue
		}
		_, size := utf8.DecodeRuneInString(t[i:])
		i += size
	}
	return last
}

// dateBegins are the characters that Chinese expressions of time begin with:
// trying zhDate only there is several times as fast.
var dateBegins = text.NewRuneSet("0123456789一二三四五六七八九十春元国中端重清教儿妇劳护“每本学年暑寒上下今")

// dateAt returns the date with which the Chinese item t begins, or "".
func dateAt(t string) string {
	if !dateBegins.Begins(t) {
		return ""
	}
	return dateStart.FindString(t)
}

// dateStart is a date at the beginning of a Chinese item.
var dateStart = regexp.MustCompile(`^(?:\d{4}年度?|\d{1,2}月份?(?:\d{1,2}[日号])?|[一二三四五六七八九十]{1,3}月份?|(?:春节|元旦|国庆节?|中秋节?|重阳节?|端午节?|暑假|寒假|暑期|[上下]半年)(?:前夕|期间|当天|前后|前)?)(?:以来|来)?`)

// plainDate leaves out the preposition before an English date.
func plainDate(span text.Span, s *match.Sentence) text.Span {
	for _, w := range []string{"in ", "on ", "from ", "at "} {
		if t := s.Text(span); len(t) > len(w) && strings.EqualFold(t[:len(w)], w) {
			span.Start += len(w)
		}
	}
	return span
}
