package award

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
)

// agent says who received and who gave what a verb speaks of.
type agent struct {
	recipient   string
	granter     string
	granterSpan text.Span
	active      bool // the recipient is the verb's object: 授予我村…
}

// agent reads the text left of verb v.
func (f *finder) agent(v *match.Token, left text.Span, end int) agent {
	if f.zh {
		return f.agentZH(v, left)
	}
	return f.agentEN(v, left, end)
}

// object returns the recipient behind an active verb, and where the titles begin.
func (f *finder) object(v *match.Token, end int) (string, int) {
	t := f.s.Doc.Text
	if f.zh {
		stop := v.End
		for stop < end && f.quoteAt(stop) < 0 && !strings.HasPrefix(t[stop:], "为") {
			if f.s.At(f.levels, stop) != nil || f.s.At(f.merit, stop) != nil && stop > v.End {
				break
			}
			_, size := utf8.DecodeRuneInString(t[stop:])
			stop += size
		}
		who := strings.TrimSpace(f.s.Text(span(v.End, min(stop, end))))
		if who == "" || stop >= end || strings.HasPrefix(who, "的") || utf8.RuneCountInString(who) > 24 {
			return "", 0
		}
		return personZH(f, who), stop
	}
	m := objectEN().FindStringSubmatchIndex(t[v.End:end])
	if m == nil {
		return "", 0
	}
	who := t[v.End+m[2] : v.End+m[3]]
	if f.first(f.honour, span(v.End+m[2], v.End+m[3])) != nil {
		return "", 0
	}
	return who, v.End + m[3]
}

var objectEN = lazy(`^\s+([^",.;“]{2,60}?)\s+(?:as\b|the (?:honorary )?titles?\b|the honou?r|["“])`)

// giftEN returns the named recipient behind the title that an active English verb
// of giving has as object: presented the Reading Award to Rosa Hill.
func (f *finder) giftEN(v *match.Token, end int) (who string, it item) {
	if f.zh {
		return "", item{}
	}
	m := giftToEN().FindStringSubmatchIndex(f.s.Doc.Text[v.End:end])
	if m == nil {
		return "", item{}
	}
	it = item{name: span(v.End+m[2], v.End+m[3]), end: v.End + m[1]}
	return f.personEN(f.s.Doc.Text[v.End+m[4] : v.End+m[5]]), it
}

var giftToEN = lazy(`^ (?:the |a |an |its |our )([A-Z][\w'-]*(?: (?:[A-Z][\w'-]*|of|the|in|for)){0,8} (?:[Aa]ward|[Pp]rize|[Mm]edal)) to ((?:[A-Z][\w'-]+ ?){1,5}\b)`)

// winsNothing reports whether t, the subject of a sentence, is nobody who could
// receive an honour.
func (f *finder) winsNothing(t string) bool {
	return score().MatchString(t) || resultsEN().MatchString(t) || f.cue.noRecipient.Are(t) || f.cue.noRecipientEnd.End(t)
}

// resultsEN begins what is no one: all the results of the games.
var resultsEN = lazy(`(?i)^(?:all )?(?:the |our )?results?\b`)

var score = lazy(`^(?:团体|个人|综合|集体)?(?:总|得|积)分?$`)
