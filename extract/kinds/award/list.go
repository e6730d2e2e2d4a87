package award

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/extract/text"
)

// list reports the titles behind words that announce honours.
func (f *finder) list() {
	t := f.s.First(f.announces, f.s.Span)
	if t == nil || f.done > t.End {
		return
	}
	body := f.s.Doc.Text
	m := announced().FindString(body[t.End:f.s.End])
	if m == "" {
		return
	}
	end := f.s.End
	if i := strings.Index(body[t.End:end], "..."); i >= 0 {
		end = t.End + i
	}
	for _, name := range f.pieces(span(t.End+len(m), end)) {
		name = f.s.Doc.Trim(name)
		name.Start += len(itemLabel().FindString(f.s.Text(name)))
		if !f.quoted(name.Start) && !f.titled(name) {
			continue
		}
		c := f.p.New("award/list", f.s, name)
		it := item{name: name}
		c.Set("name", f.s.Doc.RawText(name))
		c.Set("level", f.level(it, nil, text.Span{}, text.Span{}))
		f.p.Report(c)
		f.done = name.End
	}
}

// itemLabel numbers a title of a list.
var itemLabel = lazy(`^\(?\d{1,2}[.)]\s*`)

var announced = lazy(`^\s*(?:[还另]?有|主要有|如下|包括|are|include|including)?\s*[:-]\s*|^\s*(?:[还另]?有|主要有|包括)\s*`)

// pieces cuts s at quotation marks and between titles. Marks without a partner
// do not matter.
func (f *finder) pieces(s text.Span) []text.Span {
	t := f.s.Doc.Text
	var out []text.Span
	start := s.Start
	cut := func(end, next int) {
		if strings.TrimFunc(t[start:end], func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '*' }) != "" && !f.cue.noTitle.Are(strings.TrimSpace(t[start:end])) {
			out = append(out, span(start, end))
		}
		start = next
	}
	for i, r := range t[s.Start:s.End] {
		if strings.ContainsRune("“”\"《》、,;。", r) {
			cut(s.Start+i, s.Start+i+utf8.RuneLen(r))
		}
	}
	cut(s.End, s.End)
	return out
}
