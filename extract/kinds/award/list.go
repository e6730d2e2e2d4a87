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
	if t == nil || t.Term.ID != "lead" || f.done > t.End {
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
		name.End -= len(f.s.Text(name)) - len(strings.TrimSuffix(f.s.Text(name), "."))
		if !f.quoted(name.Start) && !f.titled(name) || f.s.First(f.receive, name) != nil { // 获奖情况:林强获一等奖
			continue
		}
		c := f.p.New("award/list", f.s, name)
		if m := bracketedYear().FindStringSubmatch(f.s.Text(span(name.Start+max(0, strings.LastIndex(f.s.Text(name), "(")), name.End))); m != nil {
			c.Set("year", m[1])
			_, name = f.labelled(name)
			name = f.s.Doc.Trim(name)
		}
		it := item{name: name}
		c.Set("name", f.s.Doc.RawText(name))
		c.Set("level", f.level(it, nil, text.Span{}, text.Span{}))
		f.p.Report(c)
		f.done = name.End
	}
}

// ceremony reports the title that a speech says is given out, where it goes on to
// tell who gets it: 首先颁发的是“阅读之星”奖。他们是五班的三名同学.
func (f *finder) ceremony() {
	t := f.s.First(f.announces, f.s.Span)
	if t == nil || t.Term.ID != "gives" || f.done > t.End {
		return
	}
	block := f.s.Doc.Blocks[f.s.Block]
	m := givenOut().FindStringSubmatchIndex(f.s.Doc.Text[t.End:block.End])
	if m == nil {
		return
	}
	name := span(t.End+m[2], t.End+m[3])
	if name.End > f.s.End || !f.endsOn(f.honour, name) {
		return
	}
	c := f.p.New("award/list", f.s, name)
	c.Set("name", f.s.Doc.RawText(name))
	level, _ := f.levelIn(name, true)
	c.Set("level", level)
	c.Set("recipient", f.s.Doc.RawText(span(t.End+m[4], t.End+m[5])))
	f.p.Report(c)
	f.done = name.End
}

// givenOut matches a title and those who get it.
var givenOut = lazy(`^(?:的(?:奖项)?是)?:?([“"]?[^,。;:]{2,20}奖)[,。;]?(?:获奖的|他们|她们|获得者)(?:分别)?是:?([^,。;:]{2,40})`)

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
