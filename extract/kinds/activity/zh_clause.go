package activity

import (
	"regexp"
	"strings"
	"unicode/utf8"

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
	won     bool         // what prize said; prized is whether it was asked
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

// innerLabel is a label with which a sentence begins that does not begin its
// paragraph, where the lines of a list were run together.
var innerLabel = regexp.MustCompile(`^(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)、]|\d{1,2}\. )[、.]? *`)

// innerLabelBegins are the characters that such a label begins with.
var innerLabelBegins = text.NewRuneSet("(0123456789一二三四五六七八九十")

// afterLabel returns where the text of s begins after the label of a heading.
func (f *finder) afterLabel(s *match.Sentence) int {
	if s.Start != s.Doc.Blocks[s.Block].Start {
		if t := s.Doc.Text[s.Start:s.End]; innerLabelBegins.Begins(t) {
			return s.Start + len(innerLabel.FindString(t))
		}
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
			if end := c.aside(i); end > i {
				i = end
				continue
			}
			c.close(i, nil)
			c.open(i+size, c.verb)
			i += size
			continue
		}
		i = max(c.word(i), i+size)
	}
	c.close(c.span.End, nil)
}

// asides are a few words in brackets inside a name, which goes on right behind them:
// 国际(地区)问题研讨会.
var asides = regexp.MustCompile(`^\(\p{Han}{1,6}\)\p{Han}`)

// aside returns where the brackets end that open at at inside a name, or at.
func (c *zhClause) aside(at int) int {
	if c.head != nil && c.head.End == at || c.verb == nil || c.start == at || !asides.MatchString(c.s.Doc.Text[at:c.span.End]) {
		return at
	}
	end := at + strings.Index(c.s.Doc.Text[at:c.span.End], ")") + len(")")
	if c.s.First(c.hold, text.Span{Start: at, End: end}) != nil || c.s.At(c.border, end) != nil {
		return at
	}
	return end
}

// open begins a new item.
func (c *zhClause) open(at int, verb *match.Token) {
	c.start, c.verb, c.head, c.from = at, verb, nil, -1
}

// quote takes notice of the event noun that ends the quotation q.
func (c *zhClause) quote(q text.Span) {
	inner := match.Unquote(c.s.Doc.Text, q)
	for _, class := range []lexicon.Class{c.event, c.occasion} {
		if h := c.s.Ending(class, inner.End); h != nil && h.Start >= inner.Start && (h.Is(c.event) || h.Len() > len("班") || c.s.Text(h.Span) == "会") && utf8.RuneCountInString(c.s.Text(inner)) > 2 && !c.work(q) {
			c.head = h
			return
		}
	}
}

// work reports whether the quotation q is the title of a work, which was read and
// not held.
func (c *zhClause) work(q text.Span) bool { return strings.HasPrefix(c.s.Text(q), "《") }

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

// opens reports whether the one-character noun n, such as 班 or 宴, is a word
// of its own that a verb of holding governs: 举办敬老饺子宴.
func (c *zhClause) opens(n *match.Token) bool {
	if c.verb == nil || n.Term.ID == "lecture" && c.verb.Term.ID != "give" || n.Term.ID != "lecture" && c.verb.Term.ID != "hold" { // 课 is taught every day
		return false
	}
	r, size := utf8.DecodeLastRuneInString(c.s.Doc.Text[c.start:n.Start])
	if !c.s.Words.Border(n.Start) && c.s.Words.Border(n.Start-size) { // 环节, but not 桃花节
		return false
	}
	return r >= utf8.RuneSelf && !strings.ContainsRune("个各每本全两几数一二三四五六七八九十余多节堂”、", r)
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

// begins reports whether a word begins where the verb does. The cut glues
// adverbs to verbs, so the end of an adverb counts as well. A verb that is
// only one character governs nothing but a talk: 讲党课.
func (c *zhClause) begins(verb *match.Token) bool {
	if verb.Term.ID == "give" {
		if lesson.MatchString(c.s.Doc.Text[verb.End:c.span.End]) {
			return true
		}
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

// lesson is what a verb of one character governs for certain: 上了一堂生动的卫生课.
var lesson = regexp.MustCompile(`^[了好过]?[\d一两二三四五六七八九十]*[堂节][^,;。]{2,20}课(?:$|[,;。、(])`)

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
	if c.cue.unheld.End(c.s.Doc.Text[c.span.Start:verb.Start]) {
		c.verb, c.against = nil, true
	}
}

// holding reports whether verb says that an event was held, by itself or, as 进行
// and 做好 do, with an event noun that has a name.
func holding(verb *match.Token) bool {
	return verb != nil && (verb.Term.ID == "hold" || verb.Term.ID == "light")
}

// attributive reports whether verb only says who held what follows: 市里举办的比赛.
func attributive(s *match.Sentence, verb *match.Token) bool {
	return verb != nil && strings.HasPrefix(s.Doc.Text[verb.End:s.End], "的")
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
		case c.theme(b) || c.head != nil && c.s.NumberAt(b.End) != nil && !c.another(b):
		case c.head != nil || c.onlyQuote(b.Start):
			c.close(b.Start, nil)
			c.open(b.End, c.reach(b))
		case c.verb == nil:
			c.open(b.End, nil)
		}
	case "verb", "effort", "against":
		switch {
		case c.serves(b):
			c.head = nil
			return b.End
		case c.agenda(b):
			return c.span.End
		case c.head == nil && b.Term.ID != "against" && c.inside(b):
			return b.End
		}
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

// another reports whether b leads on to another event, with the number of times that it
// was held: 3场讲座和两次演练.
func (c *zhClause) another(b *match.Token) bool {
	n := c.s.NumberAt(b.End)
	if b.Term.ID != "and" || n.End > c.span.End || !c.occasions(n.End) {
		return false
	}
	h := c.s.First(c.event, text.Span{Start: n.End, End: c.span.End})
	return h != nil && h.Term.ID != "-"
}

// inside reports whether the word of effort b stands in the name of an event, right
// before its noun: 素质提升行动. Behind who makes the effort it is a verb.
func (c *zhClause) inside(b *match.Token) bool {
	if b.Term.ID == "verb" && !c.cue.inName.Are(c.s.Text(b.Span)) || !c.leadsUp(b.End) {
		return false
	}
	before := c.strip(text.Span{Start: c.start, End: b.Start}, nil)
	if before.Len() < len("两字") {
		return false
	}
	p := c.s.Ending(c.border, before.End)
	return p == nil || p.Term.ID != "who" && p.Term.ID != "unit" && p.Term.ID != "lead"
}

// leadsUp reports whether a noun stands at at of which a word of effort can be a part.
func (c *zhClause) leadsUp(at int) bool {
	tokens := c.s.Starting(at)
	noun := match.Of(c.event, tokens)
	if noun == nil {
		noun = match.Of(c.occasion, tokens)
	}
	if noun != nil {
		switch noun.Term.ID {
		case "campaign", "contest", "meeting":
			return true
		}
	}
	rest := c.s.Doc.Text[at:c.span.End]
	i := strings.Index(rest[:min(len(rest), len("三年专项行动"))], "行动")
	return i >= 0 && action.MatchString(rest)
}

// action is what a word of effort is part of the name of: 提升专项行动.
var action = regexp.MustCompile(`^[^、,。;和与的]{0,2}(?:专项|攻坚)?行动`)

// serves reports whether b makes a service of the noun right before it, which
// names no event by itself: 保洁服务.
func (c *zhClause) serves(b *match.Token) bool {
	return c.head != nil && c.head.Is(c.occasion) && c.head.End == b.Start && c.s.Text(b.Span) == "服务"
}

// agenda reports a meeting without a name of which the verb b says what it was
// for: 召开会议传达X.
func (c *zhClause) agenda(b *match.Token) bool {
	if c.head == nil || c.s.Text(c.head.Span) != "会议" || c.head.End != b.Start || c.verb == nil || c.verb.Term.ID != "hold" || !c.cue.agenda.Begin(c.s.Doc.Text[b.Start:]) {
		return false
	}
	name := text.Span{Start: c.head.Start, End: c.span.End}
	if n := utf8.RuneCountInString(c.s.Text(name)); n > maxAgenda || c.strip(text.Span{Start: c.start, End: c.head.Start}, nil).Len() > 0 {
		return false
	}
	c.report(ruleHeld, name, c.head, nil)
	c.open(c.span.End, nil)
	return true
}

// maxAgenda is the longest name, in code points, that tells what a meeting was for.
const maxAgenda = 20

// themed is what makes what stands before it the theme of an event: 以X为主题的.
var themed = regexp.MustCompile(`为(?:主[题线要旨]|(?:内容|载体|重点|契机|抓手|中心|核心|主)的)`)

// theme reports whether the link b is part of a name: 以“X”为主题的活动.
func (c *zhClause) theme(b *match.Token) bool {
	t := c.s.Text(b.Span)
	return (t == "以" || t == "为") && c.head == nil && themed.MatchString(c.s.Text(text.Span{Start: b.End, End: c.span.End})) || t == "与" && c.verb != nil && c.head == nil
}

// reach returns the verb whose reach goes on after the word b, or nil.
func (c *zhClause) reach(b *match.Token) *match.Token {
	if b.Term.ID == "and" {
		return c.verb
	}
	return nil
}
