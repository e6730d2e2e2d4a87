package activity

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"zongjie/extract/kinds/modality"
	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// zhClause reads one clause of a Chinese sentence from left to right. What
// stands between two borders is an item; an item that ends in an event noun is
// the name of an activity if the words around it say so.
type zhClause struct {
	*finder
	s       *match.Sentence
	quotes  []text.Span
	span    text.Span
	verb    *match.Token // that governs the present item, or nil
	start   int          // of the present item
	head    *match.Token // last event noun in it, or nil
	effort  bool         // whether a verb that holds nothing governs it: 加强X
	against bool         // whether what governs it fights it: 打击X
	from    int          // where a word of going stands in it, or -1
	people  text.Span    // who the verb before sent or brought
	title   bool         // whether the clause is a whole short paragraph
	prizes  bool         // what prize said; prized is whether it was asked
	prized  bool
}

// maxTitle is the longest paragraph, in code points, that is read as a title.
const maxTitle = 40

func (f *finder) chinese(s *match.Sentence) {
	quotes := s.Quotations()
	block := s.Doc.Blocks[s.Block].Span
	start := f.afterLabel(s)
	for at := start; at < s.End; {
		end := clauseStop(s, quotes, at)
		c := zhClause{finder: f, s: s, quotes: quotes, span: text.Span{Start: at, End: end}, start: at, from: -1}
		c.title = at == start && s.Start == block.Start && block.End-end <= len("。") && utf8.RuneCountInString(s.Text(c.span)) <= maxTitle
		c.read()
		_, size := utf8.DecodeRuneInString(s.Doc.Text[end:])
		at = end + max(size, 1)
	}
}

// afterLabel returns where the text of s begins after the label of a heading.
func (f *finder) afterLabel(s *match.Sentence) int {
	if s.Start != s.Doc.Blocks[s.Block].Start {
		return s.Start
	}
	t := s.Doc.Text
	i := s.Start
	for i < s.End && (t[i] == ' ' || t[i] == '#' || t[i] == '*' || t[i] == '>' || t[i] == '|' || t[i] == '-') {
		i++
	}
	j := i
	for n := 0; n < 6 && j < s.End; n++ {
		r, size := utf8.DecodeRuneInString(t[j:s.End])
		if n > 0 && strings.ContainsRune("、.,:)", r) {
			j += size
			for j < s.End && text.IsDigit(t[j]) {
				j++
			}
			for j < s.End && strings.ContainsRune(")、.,: ", rune(t[j])) || strings.HasPrefix(t[j:s.End], "、") {
				_, size := utf8.DecodeRuneInString(t[j:s.End])
				j += size
			}
			return j
		}
		if !strings.ContainsRune("(第一二三四五六七八九十0123456789壹贰叁肆伍①②③④⑤⑥⑦⑧⑨", r) {
			break
		}
		j += size
	}
	return i
}

// clauseStop returns where the clause that begins at at ends. Other than for
// patterns, a dash and the border of a table cell end it, and nothing quoted does.
func clauseStop(s *match.Sentence, quotes []text.Span, at int) int {
	t := s.Doc.Text
	for i := at; i < s.End; {
		if q, ok := text.Around(quotes, i); ok {
			i = q.End
			continue
		}
		r, size := utf8.DecodeRuneInString(t[i:s.End])
		if r == '|' || r == '—' || match.ClauseEnd(t[:s.End], i, r) {
			return i
		}
		i += size
	}
	return s.End
}

func (c *zhClause) read() {
	t := c.s.Doc.Text
	for i := c.span.Start; i < c.span.End; {
		if q, ok := text.Around(c.quotes, i+1); ok && q.Start == i {
			c.quote(q)
			i = min(q.End, c.span.End)
			continue
		}
		r, size := utf8.DecodeRuneInString(t[i:c.span.End])
		switch r {
		case '、':
			if c.head != nil || c.onlyQuote(i) || c.quotedTitle(i) {
				c.close(i, nil)
				c.open(i+size, c.verb)
			}
			i += size
			continue
		case '(', ')':
			c.close(i, nil)
			c.open(i+size, c.verb)
			i += size
			continue
		}
		i = max(c.word(i), i+size)
	}
	c.close(c.span.End, nil)
}

// open begins a new item.
func (c *zhClause) open(at int, verb *match.Token) {
	c.start, c.verb, c.head, c.from = at, verb, nil, -1
}

// quote takes notice of the event noun that ends the quotation q.
func (c *zhClause) quote(q text.Span) {
	inner := match.Unquote(c.s.Doc.Text, q)
	for _, class := range []lexicon.Class{c.event, c.occasion} {
		if h := c.s.Ending(class, inner.End); h != nil && h.Start >= inner.Start && (h.Is(c.event) || h.Len() > len("班") || c.s.Text(h.Span) == "会") && utf8.RuneCountInString(c.s.Text(inner)) > 2 && !strings.HasPrefix(c.s.Text(q), "《") {
			c.head = h
			return
		}
	}
}

// onlyQuote reports whether the item up to end is one quotation.
func (c *zhClause) onlyQuote(end int) bool {
	span := c.strip(text.Span{Start: c.start, End: end}, nil)
	for _, q := range c.quotes {
		if q == span {
			return true
		}
	}
	return false
}

// quotedTitle reports whether the item up to end is a quotation and the noun
// of a name behind it: “X”计划.
func (c *zhClause) quotedTitle(end int) bool {
	h := c.s.Ending(c.titled, end)
	if h == nil || h.Term.ID == "-" || h.Len() <= len("月") {
		return false
	}
	for _, q := range c.quotes {
		if q.Start >= c.start && q.End <= h.Start && q.Len() > len("“十五”") {
			return true
		}
	}
	return false
}

// word reads the word at i, if it is one that matters, and returns its end.
func (c *zhClause) word(i int) int {
	tokens := c.s.Starting(i)
	if len(tokens) == 0 {
		return i
	}
	noun, hold, border := c.noun(tokens), match.Of(c.hold, tokens), match.Of(c.border, tokens)
	if hold != nil && (noun == nil || hold.End >= noun.End) && c.begins(hold) && !(noun != nil && hold.End == noun.End && c.verb != nil && !holding(hold)) {
		c.holds(hold)
		return hold.End
	}
	if noun != nil && (border == nil || border.End <= noun.End) {
		if later := c.overlap(noun); later != nil {
			noun = later
		}
		c.head = noun
		return noun.End
	}
	if border != nil && c.s.Words.Border(i) {
		return c.meets(border)
	}
	return i
}

// begins reports whether a word begins where the verb does. The cut glues
// adverbs to verbs, so the end of an adverb counts as well. A verb that is
// only one character governs nothing but a talk: 讲党课.
func (c *zhClause) begins(verb *match.Token) bool {
	if verb.Term.ID == "give" {
		at := c.span.End - len(c.cue.beforeTalk.Skip(c.s.Doc.Text[verb.End:c.span.End]))
		if n := c.s.NumberAt(at); n != nil {
			at = n.End
			_, size := utf8.DecodeRuneInString(c.s.Doc.Text[at:c.span.End])
			at += size
		}
		e := c.s.At(c.event, at)
		if e == nil {
			e = c.s.At(c.occasion, at)
		}
		return e != nil && e.Term.ID == "lecture"
	}
	return c.s.Words.Border(verb.Start) || c.cue.gluedAdverb.End(c.s.Doc.Text[c.span.Start:verb.Start])
}

// overlap returns the event noun that begins inside the weaker noun n and
// reaches beyond it, or nil.
func (c *zhClause) overlap(n *match.Token) *match.Token {
	if n.Is(c.event) {
		return nil
	}
	e := c.s.First(c.event, text.Span{Start: n.Start + 1, End: c.span.End})
	if e != nil && e.Start < n.End && e.End > n.End {
		return e
	}
	return nil
}

// noun returns the event noun among tokens, which start at one place, or nil.
func (c *zhClause) noun(tokens []match.Token) *match.Token {
	n := match.Of(c.event, tokens)
	if o := match.Of(c.occasion, tokens); n == nil || o != nil && o.End > n.End {
		n = o
	}
	if n != nil && n.Len() == len("会") && (strings.HasSuffix(c.s.Doc.Text[c.span.Start:n.Start], "参") || !c.closes(n) || n.Is(c.occasion) && c.s.Text(n.Span) != "会" && !c.opens(n)) {
		return nil
	}
	return n
}

// opens reports whether the one-character noun n, such as 班 or 宴, is a word
// of its own that a verb of holding governs: 举办敬老饺子宴.
func (c *zhClause) opens(n *match.Token) bool {
	if c.verb == nil || c.verb.Term.ID != "hold" {
		return false
	}
	r, size := utf8.DecodeLastRuneInString(c.s.Doc.Text[c.start:n.Start])
	if !c.s.Words.Border(n.Start) && c.s.Words.Border(n.Start-size) { // 环节, but not 桃花节
		return false
	}
	return r >= utf8.RuneSelf && !strings.ContainsRune("个各每本全两几数一二三四五六七八九十余多”、", r)
}

// closes reports whether the one-character noun n ends a longer word that the
// lexicon does not know.
func (c *zhClause) closes(n *match.Token) bool {
	if n.Start == c.start {
		return false
	}
	rest := c.s.Doc.Text[n.End:c.span.End]
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || r < utf8.RuneSelf || strings.ContainsRune("、”和及与等", r)
}

// holds meets a verb of holding: what stood before it may have been held, what
// comes after it may be.
func (c *zhClause) holds(verb *match.Token) {
	before := c.verb
	if before != nil && before.Term.ID == "organise" && c.head == nil && verb.Start-before.End <= 60 {
		c.people = text.Span{Start: before.End, End: verb.Start}
	} else {
		c.people = text.Span{}
	}
	c.close(verb.Start, verb)
	c.open(verb.End, verb)
	c.effort, c.against = false, false
}

// meets handles a word at which names end, and returns where to read on.
func (c *zhClause) meets(b *match.Token) int {
	switch b.Term.ID {
	case "go":
		if c.from < 0 && c.head == nil && !holding(c.verb) {
			c.from = b.Start
		}
	case "link", "and":
		switch {
		case c.theme(b) || c.head != nil && c.s.NumberAt(b.End) != nil:
		case c.head != nil || c.onlyQuote(b.Start):
			c.close(b.Start, nil)
			c.open(b.End, c.reach(b))
		case c.verb == nil:
			c.open(b.End, nil)
		}
	case "verb", "effort", "against":
		if c.head != nil {
			c.close(b.Start, nil)
		} else if holding(c.verb) {
			break // part of a name: 提升素质活动
		}
		c.open(b.End, nil)
		c.effort = b.Term.ID != "verb"
		c.against = b.Term.ID == "against"
	}
	return b.End
}

// theme reports whether the link b is part of a name: 以“X”为主题的活动.
func (c *zhClause) theme(b *match.Token) bool {
	t := c.s.Text(b.Span)
	return (t == "以" || t == "为") && c.head == nil && strings.Contains(c.s.Text(text.Span{Start: b.End, End: c.span.End}), "为主") || t == "与" && c.verb != nil && c.head == nil
}

// reach returns the verb whose reach goes on after the word b, or nil.
func (c *zhClause) reach(b *match.Token) *match.Token {
	if b.Term.ID == "and" {
		return c.verb
	}
	return nil
}

// close ends the item at end and reports the activity that it names. passive
// is the verb of holding that follows, or nil.
func (c *zhClause) close(end int, passive *match.Token) {
	item := c.s.Doc.Trim(text.Span{Start: c.start, End: end})
	if item.Len() == 0 {
		return
	}
	if c.head == nil {
		c.closeWithout(item)
		return
	}
	if c.kinds(item) || c.goes(item) {
		return
	}
	for h := c.head; h != nil; h = c.before(item, h) {
		if c.try(item, h, passive) {
			return
		}
	}
	if !c.titledItem(item) {
		c.going(item)
	}
}

// before returns the last event noun of item before h, or nil.
func (c *zhClause) before(item text.Span, h *match.Token) *match.Token {
	span := text.Span{Start: item.Start, End: h.Start}
	last := c.s.Last(c.event, span)
	if o := c.s.Last(c.occasion, span); o != nil && (last == nil || o.Start >= last.End) {
		last = o
	}
	if last == nil {
		return nil
	}
	if _, in := text.Around(c.quotes, last.Start); in || last.Len() == len("会") {
		return nil
	}
	return last
}

// try reports the activity that ends in head, if item holds one.
func (c *zhClause) try(item text.Span, head *match.Token, passive *match.Token) bool {
	end := head.End
	q, inside := text.Around(c.quotes, head.Start)
	if inside {
		end = q.End
	}
	strong := head.Is(c.event)
	times, ok := c.tail(text.Span{Start: end, End: item.End}, strong || inside, passive)
	if !ok && !(head.Term.ID == "campaign" && c.quotedBefore(item, head)) {
		return false
	}
	name := c.strip(text.Span{Start: item.Start, End: end}, head)
	name, times = c.leadingTimes(name, head, times)
	name = c.shorten(name, head)
	if c.renews(c.s, head) { // who takes it stands before it
		name.Start = head.Start
	}
	rule := c.evidence(item, name, head, times, passive)
	if rule == "" {
		return false
	}
	if c.verb == nil {
		name.Start = c.afterAdverb(name, head)
	}
	if q, ok := c.series(name, head); ok {
		name = q
	}
	c.report(rule, name, head, times)
	return true
}

func (c *zhClause) report(rule string, name text.Span, head *match.Token, times *match.Token) {
	if c.against && c.verb == nil && !c.cue.fight.End(c.s.Text(name)) { // what is fought is no activity, 打击走私专项行动 is
		return
	}
	if times == nil {
		times = c.timesBefore(name)
	}
	if times == nil {
		times = c.each(name.End)
	}
	if times == nil {
		times = c.summedUp(name.End)
	}
	c.found = append(c.found, activity{rule: rule, s: c.s, name: name, head: head, verb: c.verb, times: times,
		people: c.people, modality: modality.Of(c.p, c.s, name)})
}

// summedUp returns the number of occasions that the clause behind a name that
// ends at at sums up: 每月开展X两场,全年累计26场.
func (c *zhClause) summedUp(at int) *match.Token {
	if utf8.RuneCountInString(c.s.Doc.Text[at:c.span.End]) > len("每月两场") || !strings.HasPrefix(c.s.Doc.Text[c.span.End:c.s.End], ",") {
		return nil
	}
	from := c.span.End + len(",")
	m := sums.FindStringSubmatchIndex(c.s.Doc.Text[from:c.s.End])
	if m == nil {
		return nil
	}
	return c.s.NumberAt(from + m[2])
}

var sums = regexp.MustCompile(`^(?:去年|今年|全年|年内|本年度?|一年来|至今|目前|迄今)?(?:现?已)?(?:累计|共计|总计|合计|共|先后)(?:开展|举办|举行|组织|召开|完成)?了?([\d一二三四五六七八九十]+)[余多]?(?:次|场|期|轮|回|讲)(?:$|[,;。])`)

// each returns the number that holds for every item of a list: A、B各5次.
func (c *zhClause) each(at int) *match.Token {
	rest := c.s.Doc.Text[at:c.span.End]
	n := strings.Index(rest, "各")
	if n < 0 || !strings.HasPrefix(rest, "、") && !strings.HasPrefix(rest, "和") {
		return nil
	}
	if num := c.s.NumberAt(at + n + len("各")); num != nil && c.occasions(num.End) {
		return num
	}
	return nil
}

// timesBefore returns the number of occasions right before the verb or, where
// none governs it, before the name: 先后5次举办X.
func (c *zhClause) timesBefore(name text.Span) *match.Token {
	at := name.Start
	if c.verb != nil {
		at = c.verb.Start
	}
	for i := c.s.From(c.span.Start); i < len(c.s.Tokens) && c.s.Tokens[i].Start < at; i++ {
		n := &c.s.Tokens[i]
		if n.Number == nil || n.End > at || at-n.End > len("余次集中联合") {
			continue
		}
		rest := c.s.Doc.Text[n.End:at]
		if c.verb == nil && len(rest) > len("余次") {
			continue
		}
		if strings.HasPrefix(rest, "次") || strings.HasPrefix(rest, "余次") || strings.HasPrefix(rest, "多次") || strings.HasPrefix(rest, "场次") {
			return n
		}
	}
	return nil
}

// afterAdverb returns where the last adverb before head ends: no name holds
// one, so what stands before it is the subject of a sentence.
func (c *zhClause) afterAdverb(name text.Span, head *match.Token) int {
	at := name.Start
	c.s.Within(c.border, text.Span{Start: name.Start, End: max(name.Start, head.Start)}, func(b *match.Token) bool {
		if _, in := text.Around(c.quotes, b.Start); !in && b.Term.ID == "lead" && c.cue.nameAfter.Are(c.s.Text(b.Span)) {
			at = b.End
		}
		return true
	})
	return at
}

// series returns the quoted name of a series of which only the noun stands
// after the verb: “X”举办讲座.
func (c *zhClause) series(name text.Span, head *match.Token) (text.Span, bool) {
	if c.verb == nil || name != head.Span {
		return text.Span{}, false
	}
	for _, q := range c.quotes {
		if q.End == c.verb.Start && !strings.HasPrefix(c.s.Text(q), "《") {
			return q, true
		}
	}
	return text.Span{}, false
}

// kinds reads "A、B等活动": what stands before 等 names activities, the noun
// after it does not.
func (c *zhClause) kinds(item text.Span) bool {
	t := c.s.Text(text.Span{Start: item.Start, End: c.head.Start})
	if c.s.Text(c.head.Span) != "活动" && !strings.HasSuffix(c.s.Text(c.head.Span), "活动") && !strings.Contains(t, "”等") {
		return false
	}
	n := strings.LastIndex(t, "等")
	if m := strings.LastIndex(t, "”"); m >= 0 && n < 0 && c.adjacent(item.Start+m) && utf8.RuneCountInString(t[m:]) <= 7 {
		n = m + len("”")
	}
	if n <= 0 || utf8.RuneCountInString(t[n:]) > 9 || strings.HasPrefix(t[n:], "等") && !c.s.Words.Border(item.Start+n) {
		return false
	}
	if _, in := text.Around(c.quotes, item.Start+n); in {
		return false
	}
	if after, ok := strings.CutPrefix(t[n:], "等"); ok && c.cue.scope.Begin(after) {
		return false
	}
	listed := text.Span{Start: item.Start, End: item.Start + n}
	if h := c.before(listed, &match.Token{Span: text.Span{Start: listed.End}}); h != nil && h.End == listed.End {
		return c.try(listed, h, nil)
	}
	if c.verb == nil && !strings.HasSuffix(c.s.Text(listed), "”") {
		return true
	}
	at := listed.Start
	for _, q := range c.quotes {
		if q.Start >= at && q.End <= listed.End && !strings.HasPrefix(c.s.Text(q), "《") {
			c.report(ruleQuoted, q, nil, nil)
			at = q.End
		}
	}
	at += len(c.s.Doc.Text[at:listed.End]) - len(strings.TrimLeft(c.s.Doc.Text[at:listed.End], "、 "))
	for at < listed.End {
		size := strings.Index(c.s.Doc.Text[at:listed.End], "、")
		if size < 0 {
			size = listed.End - at
		}
		part := c.strip(text.Span{Start: at, End: at + size}, nil)
		if n := utf8.RuneCountInString(c.s.Text(part)); n >= 3 && n <= 20 {
			c.report(ruleHeld, part, nil, nil)
		}
		at += size + len("、")
	}
	return true
}

// adjacent reports whether the quotation that ends at at stands right after
// another one: “A”“B”等活动.
func (c *zhClause) adjacent(at int) bool {
	for i, q := range c.quotes {
		if i > 0 && q.End-len("”") == at {
			between := c.s.Text(text.Span{Start: c.quotes[i-1].End, End: q.Start})
			return between == "" || between == "、" || between == "和"
		}
	}
	return false
}

// tail reports whether what follows an event noun in its item lets it name an
// event, and the number of times that it states.
func (c *zhClause) tail(span text.Span, strong bool, passive *match.Token) (times *match.Token, ok bool) {
	span = c.s.Doc.Trim(span)
	if span.Len() <= 0 {
		return nil, true
	}
	if c.s.At(c.compound, span.Start) != nil || strings.HasSuffix(c.s.Text(span), "工作") {
		return nil, false
	}
	rest := c.cue.beforeNumber.Skip(c.s.Text(span))
	at := span.End - len(rest)
	if n := c.s.NumberAt(at); n != nil {
		if c.occasions(n.End) || c.s.Doc.Text[min(n.End, span.End):span.End] == "批" {
			return n, true
		}
		return nil, true
	}
	if rest == "" || passive != nil && c.leads(text.Span{Start: at, End: span.End}) {
		return nil, true
	}
	if after, of := strings.CutPrefix(rest, "的"); of {
		return nil, after == "" || c.cue.held.Begin(after)
	}
	if c.cue.afterEvent.Begin(rest) {
		return nil, true
	}
	if b := c.s.At(c.border, at); b != nil && (b.Term.ID == "lead" || b.Term.ID == "unit") {
		return nil, true
	}
	return nil, strong
}

// occasions reports whether a classifier of occasions stands at offset at.
func (c *zhClause) occasions(at int) bool {
	if at > c.span.End { // a range such as 1—2 reaches over the clause
		return false
	}
	rest := c.s.Doc.Text[at:c.span.End]
	return c.cue.occasion.Begin(rest) && !strings.HasPrefix(rest, "次以") // 3次以上
}

// leads reports whether span holds nothing but words that names leave out.
func (c *zhClause) leads(span text.Span) bool {
	for at := span.Start; at < span.End; {
		b := c.s.At(c.border, at)
		if b == nil {
			return false
		}
		at = b.End
	}
	return true
}

// strip leaves out the words at the beginning of span that belong to no name:
// adverbs, numbers with their classifiers, dates and, where no verb governs
// it, the unit that acts.
func (c *zhClause) strip(span text.Span, head *match.Token) text.Span {
	if n := strings.Index(c.s.Text(span), "组织“"); n > 0 && c.verb == nil { // 工会组织“X”: a verb, though 工会组织 is a word
		span.Start += n + len("组织")
	}
	limit := span.End
	if head != nil && head.Start >= span.Start {
		limit = head.Start
	}
	for span.Start < limit {
		span = c.s.Doc.Trim(span)
		if b := c.s.At(c.border, span.Start); b != nil && b.End <= limit && c.drops(b) {
			span.Start = b.End
			continue
		}
		rest := c.s.Doc.Text[span.Start:limit]
		if m := dateAt(rest); m != "" && len(m) < len(rest) {
			span.Start += len(m)
			continue
		}
		if r, size := utf8.DecodeRuneInString(rest); strings.ContainsRune("的地了、,-*)》”和及与并", r) || r == '"' && !strings.Contains(rest[1:], "\"") {
			span.Start += size
			continue
		}
		break
	}
	return c.s.Doc.Trim(span)
}

// drops reports whether a name leaves out the border word b at its beginning.
func (c *zhClause) drops(b *match.Token) bool {
	switch b.Term.ID {
	case "lead":
		return c.s.Words.Border(b.Start)
	case "go":
		return c.verb != nil && c.verb.Term.ID == "attend"
	case "unit":
		return c.verb == nil || strings.HasPrefix(c.s.Text(b.Span), "我") || strings.HasPrefix(c.s.Text(b.Span), "本")
	}
	return false
}

// leadingTimes leaves out a number of occasions before the name: 5次X.
func (c *zhClause) leadingTimes(name text.Span, head, times *match.Token) (text.Span, *match.Token) {
	n := c.s.NumberAt(name.Start)
	if n == nil || n.End >= head.Start {
		return name, times
	}
	rest := c.s.Doc.Text[n.End:head.Start]
	size := max(c.cue.classifier.Prefix(rest), c.cue.occasion.Prefix(rest))
	if size == 0 {
		return name, times
	}
	after := rest[size:]
	if c.s.NumberAt(n.End+size) != nil || strings.HasPrefix(after, "一") {
		return name, times // a slogan: 三个一
	}
	if c.occasions(n.End) {
		times = n
	}
	name.Start = head.Start - len(strings.TrimLeft(after, "次场期的"))
	if bare := c.strip(name, head); bare.Start < head.Start || times != nil {
		return bare, times
	}
	return c.s.Doc.Trim(name), times // 7个支部换届: of units, not by one
}

// maxName is the longest name, in code points, that is left as it stands.
const maxName = 36

// shorten takes the last part of a name that is a whole clause.
func (c *zhClause) shorten(name text.Span, head *match.Token) text.Span {
	for utf8.RuneCountInString(c.s.Text(name)) > maxName {
		t := c.s.Text(text.Span{Start: name.Start, End: max(name.Start, head.Start)})
		n, size := strings.Index(t, "的"), len("的")
		if m := strings.Index(t, "、"); n < 0 || m >= 0 && m < n {
			n = m
		}
		if n < 0 {
			break
		}
		at := name.Start + n + size
		if q, in := text.Around(c.quotes, at); in {
			at = q.End
			if at > head.Start {
				break
			}
		}
		name.Start = at
	}
	return name
}

// evidence returns the rule by which name is an activity, or "".
func (c *zhClause) evidence(item, name text.Span, head, times, passive *match.Token) string {
	strong := head.Is(c.event)
	quoted := c.quotedBefore(name, head)
	modified := name.Start < head.Start && utf8.RuneCountInString(c.s.Text(text.Span{Start: name.Start, End: head.Start})) >= 2
	if head.Term.ID == "-" || c.cue.bare.Are(c.s.Text(name)) || attributive(c.s, c.verb) && c.prize() {
		return ""
	}
	verb := c.verb
	if c.routine(head, times) {
		return ""
	}
	if verb != nil && verb.Term.ID == "receive" && head.Term.ID != "inspection" {
		verb = nil
	}
	if verb == nil {
		return c.unheld(item, name, head, times, passive, quoted, modified)
	}
	if verb.Term.ID == "attend" && c.prize() {
		return ""
	}
	switch {
	case strong && (modified || quoted || verb.Term.ID != "start" && (verb.Term.ID != "attend" || head.Term.ID != "campaign")):
		return ruleHeld
	case quoted && (verb.Term.ID != "start" || name.End > head.End || head.Term.ID != "inspection"):
		return ruleQuoted
	case times != nil:
		return ruleTimes
	case verb.Term.ID == "attend" && head.Is(c.occasion) && head.Term.ID == "campaign" && head.Start-name.Start <= len("两字"):
		return ""
	case !modified && (verb.Term.ID != "hold" || head.Len() < len("四个字的")):
		return ""
	}
	switch verb.Term.ID {
	case "light":
		if t := c.s.Text(name); utf8.RuneCountInString(t) < 5 || strings.Contains(t, "的") || strings.Contains(t, "、") {
			return ""
		}
		return ruleHeld
	case "hold", "give", "receive":
		return ruleHeld
	case "organise", "attend":
		if c.onlyPeople(text.Span{Start: name.Start, End: head.Start}) {
			return ""
		}
		return ruleHeld
	case "start":
		if head.Term.ID == "campaign" && c.s.Text(head.Span) != "工程" || head.Term.ID == "contest" || head.Term.ID == "volunteer" {
			return ruleHeld
		}
	}
	return ""
}

// attributive reports whether verb only says who held what follows: 市里举办的比赛.
func attributive(s *match.Sentence, verb *match.Token) bool {
	return verb != nil && strings.HasPrefix(s.Doc.Text[verb.End:s.End], "的")
}

// routine reports whether head is a meeting that party rules prescribe and the
// sentence only says how often it has to be held.
func (c *zhClause) routine(head, times *match.Token) bool {
	return times == nil && c.cue.prescribed.Are(c.s.Text(head.Span)) && strings.Contains(c.s.Text(c.s.Span), "每")
}

// holding reports whether verb says that an event was held, by itself or, as 进行
// and 做好 do, with an event noun that has a name.
func holding(verb *match.Token) bool {
	return verb != nil && (verb.Term.ID == "hold" || verb.Term.ID == "light")
}

// unheld returns the rule by which a name that no verb governs is an activity.
func (c *zhClause) unheld(item, name text.Span, head, times, passive *match.Token, quoted, modified bool) string {
	if c.prizeOf(head, times) {
		return ""
	}
	switch {
	case passive != nil && (modified && c.s.Text(head.Span) != "工程" || quoted) && passive.Term.ID != "attend" && passive.Term.ID != "organise" && c.leads(text.Span{Start: max(head.End, name.End), End: item.End}):
		return rulePassive
	case quoted && (name.End > head.End && !head.Is(c.event)):
		return ""
	case quoted && !(c.effort && head.Is(c.occasion) && head.Term.ID != "campaign"):
		return ruleQuoted
	case !c.effort && c.title && item.Start <= c.span.Start+len("   ") && name.End == c.span.End && modified && (head.Is(c.event) || head.Term.ID == "campaign"):
		return ruleHeading
	case c.effort || c.cited(name, head) || c.verbal(c.s.Text(name)):
		return ""
	case c.renews(c.s, head):
		return ruleNamed
	case head.Is(c.event) && (modified || c.listed(item, name, head)):
		return ruleNamed
	case c.own(name, head) && modified && head.Start-name.Start >= len("四个字的"):
		return ruleNamed
	case head.Term.ID == "training" && modified && c.trained(text.Span{Start: name.End, End: item.End}):
		return ruleNamed
	case times != nil && (modified || head.Is(c.event) || head.Len() >= len("四字短语") && name.Start == head.Start || head.Len() >= len("三个字") && item.Start == head.Start):
		return ruleTimes
	}
	return ""
}

// trained reports whether rest counts how many came to a training: 800人次.
func (c *zhClause) trained(rest text.Span) bool {
	return comers.MatchString(c.s.Text(rest))
}

var comers = regexp.MustCompile(`^(?:共计|共|累计|不少于|不低于|达到?|近|约|超过)?[\d.]+万?[余多]?人次`)

// verbal reports whether what no verb of holding governs begins with a verb
// that holds nothing: 发展志愿服务.
func (c *zhClause) verbal(name string) bool {
	return c.cue.noHolding.Begin(name) && utf8.RuneCountInString(name) <= 12
}

// own reports whether name is that of a 活动 and says which one.
func (c *zhClause) own(name text.Span, head *match.Token) bool {
	return c.s.Text(head.Span) == "活动" && !c.cue.vague.In(c.s.Text(name))
}

// cited reports whether the text only refers to a meeting: what it decided, or
// what follows from it.
func (c *zhClause) cited(name text.Span, head *match.Token) bool {
	if head.Term.ID != "meeting" {
		return false
	}
	if c.cue.citedBehind.In(c.s.Doc.Text[name.End:c.span.End]) || c.cue.citedBefore.In(c.s.Doc.Text[c.span.Start:name.Start]) {
		return true
	}
	t := c.s.Text(name)
	return strings.HasPrefix(t, "党的") || strings.HasPrefix(t, "本次") || strings.Contains(t, "中全会")
}

// listed reports whether name is all of its item, and the item one of a list
// or all of a clause.
func (c *zhClause) listed(item, name text.Span, head *match.Token) bool {
	switch head.Term.ID {
	case "volunteer", "inspection", "test", "campaign", "training":
		return false
	}
	return item == name && name.Len() >= len("三个字") && (c.verb == nil) &&
		(strings.HasPrefix(c.s.Doc.Text[item.End:], "、") || strings.HasSuffix(c.s.Doc.Text[:item.Start], "、") || item == c.span && c.s.Start != c.s.Doc.Blocks[c.s.Block].Start)
}

// quotedBefore reports whether a name of its own in quotation marks stands
// before head, or around it.
func (c *zhClause) quotedBefore(name text.Span, head *match.Token) bool {
	for _, q := range c.quotes {
		if q.Start >= name.Start && q.Start < head.Start && (q.End >= head.End || head.Start-q.End <= 24) && !strings.HasPrefix(c.s.Text(q), "《") {
			return true
		}
	}
	return false
}

// prize reports whether the sentence tells of a prize: the contest that it was
// won in is then no activity of its own.
func (c *zhClause) prize() bool {
	if !c.prized {
		c.prizes, c.prized = c.findPrize(), true
	}
	return c.prizes
}

func (c *zhClause) findPrize() bool {
	t := c.s.Text(c.s.Span)
	return !c.cue.gavePrizes.In(t) && (c.cue.prize.In(t) || c.cue.won.In(c.s.Text(c.span)))
}

// prizeOf reports whether the prize that the sentence tells of may have been
// won in the event head. None is won in trainings or meetings that were held a
// number of times, unless their own clause says so.
func (c *zhClause) prizeOf(head, times *match.Token) bool {
	if times == nil || !c.prize() {
		return c.prize()
	}
	switch head.Term.ID {
	case "training", "study", "lecture", "meeting", "visit", "inspection", "volunteer":
		return c.cue.wonThere.In(c.s.Text(c.span))
	}
	return true
}

// onlyPeople reports whether span names people and nothing else.
func (c *zhClause) onlyPeople(span text.Span) bool {
	b := c.s.Ending(c.border, span.End)
	return b != nil && b.Term.ID == "who" && b.Start-span.Start <= len("全体")
}

// closeWithout reports the activity in an item that holds no event noun: a
// quoted name after a verb of holding.
func (c *zhClause) closeWithout(item text.Span) {
	if c.titledItem(item) || c.namedItem(item) {
		return
	}
	if c.verb == nil || c.verb.Term.ID != "hold" {
		return
	}
	span := c.strip(item, nil)
	for _, q := range c.quotes {
		if q.Start != span.Start || q.End > span.End {
			continue
		}
		times, ok := c.tail(text.Span{Start: q.End, End: span.End}, false, nil)
		ok = ok || c.s.Text(text.Span{Start: q.End, End: span.End}) == "工作"
		if n := utf8.RuneCountInString(c.s.Text(q)); ok && n >= 5 && !strings.HasPrefix(c.s.Text(q), "《") {
			c.report(ruleQuoted, q, nil, times)
		}
	}
}

// namedItem reports a quotation that ends in a noun such as 周 or 节 and stands
// alone in its item.
func (c *zhClause) namedItem(item text.Span) bool {
	span := c.strip(item, nil)
	for _, q := range c.quotes {
		if q.Start != span.Start || strings.HasPrefix(c.s.Text(q), "《") || c.prize() {
			continue
		}
		h := c.s.Ending(c.titled, q.End-len("”"))
		times, ok := c.tail(text.Span{Start: q.End, End: span.End}, false, nil)
		if h == nil || h.Term.ID == "-" || h.Start <= q.Start+len("“二字") || !ok || c.dates(q, h) {
			continue
		}
		c.report(ruleQuoted, q, h, times)
		return true
	}
	return false
}

// dates reports whether the quotation q and its noun h only say when something
// was held: “三八”节期间.
func (c *zhClause) dates(q text.Span, h *match.Token) bool {
	switch c.s.Text(h.Span) {
	case "节":
		if utf8.RuneCountInString(c.s.Text(q)) > utf8.RuneCountInString("“三八”") { // 桃花节 is held
			return false
		}
	case "日":
	default:
		return false
	}
	return c.cue.holidayTime.Begin(c.s.Doc.Text[max(q.End, h.End):c.s.End])
}

// titledItem reports a name such as “X”行动, whose noun names an activity only
// after a name of its own.
func (c *zhClause) titledItem(item text.Span) bool {
	for _, q := range c.quotes {
		if q.Start < item.Start || q.End > item.End || strings.HasPrefix(c.s.Text(q), "《") {
			continue
		}
		h := c.s.First(c.titled, text.Span{Start: q.End, End: min(item.End, q.End+30)})
		if h != nil && text.IsDigit(c.s.Doc.Text[h.Start-1]) { // 课58节
			continue
		}
		if h == nil || h.Term.ID == "-" || c.prize() || c.dates(q, h) {
			continue
		}
		times, ok := c.tail(text.Span{Start: h.End, End: item.End}, false, nil)
		if !ok || c.verb == nil && !c.title && times == nil && !c.among(item) && h.Len() > len("月") {
			continue
		}
		c.report(ruleQuoted, c.strip(text.Span{Start: item.Start, End: h.End}, nil), h, times)
		return true
	}
	return false
}

// among reports whether item is one of a list of names: “X”计划、Y大赛.
func (c *zhClause) among(item text.Span) bool {
	next, ok := strings.CutPrefix(c.s.Doc.Text[item.End:c.span.End], "、")
	return ok && c.s.First(c.event, text.Span{Start: c.span.End - len(next), End: c.span.End}) != nil
}

// goes reports a visit that says where to and what for: 到X进修.
func (c *zhClause) goes(item text.Span) bool {
	h := c.head
	if c.from < item.Start || c.prize() || h.End > item.End || h.Start-c.from > 60 || h.Start-c.from < 6 {
		return false
	}
	switch h.Term.ID {
	case "visit", "training", "study", "volunteer", "lecture":
	default:
		return false
	}
	times, ok := c.tail(text.Span{Start: h.End, End: item.End}, false, nil)
	if ok && h.Is(c.occasion) {
		c.report(ruleVisit, text.Span{Start: c.from, End: h.End}, h, times)
	}
	return ok && h.Is(c.occasion)
}

// going reports a visit in the words of an action: 慰问X.
func (c *zhClause) going(item text.Span) {
	h := c.s.First(c.occasion, item)
	for h != nil && h.Term.ID != "visit" {
		h = c.s.First(c.occasion, text.Span{Start: h.End, End: item.End})
	}
	if h == nil || !c.acts(h) || holding(c.verb) || c.verb != nil && c.verb.Term.ID == "receive" {
		return
	}
	end := c.object(text.Span{Start: h.End, End: item.End})
	if n := utf8.RuneCountInString(c.s.Doc.Text[h.End:end]); n >= 2 && n <= 16 {
		c.report(ruleVisit, text.Span{Start: h.Start, End: end}, h, nil)
	}
}

// acts reports whether the noun of visiting h is used as a verb.
func (c *zhClause) acts(h *match.Token) bool {
	if !c.cue.visits.Are(c.s.Text(h.Span)) || c.cue.noVisit.Begin(c.s.Doc.Text[h.End:c.span.End]) || c.s.At(c.compound, h.End) != nil {
		return false
	}
	b := c.s.At(c.border, h.End)
	return b == nil || b.Term.ID == "who" || b.Term.ID == "lead"
}

// object returns where the object of a verb ends that begins with span.
func (c *zhClause) object(span text.Span) int {
	for at := span.Start; at < span.End; {
		if c.s.NumberAt(at) != nil {
			return at
		}
		if b := c.s.At(c.border, at); b != nil && c.s.Words.Border(at) && (b.Term.ID == "link" || b.Term.ID == "and" || b.Term.ID == "verb" || b.Term.ID == "lead") {
			return at
		}
		_, size := utf8.DecodeRuneInString(c.s.Doc.Text[at:span.End])
		at += size
	}
	return span.End
}
