package award

import (
	"slices"
	"strings"

	"zongjie/extract"
	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// finder reads the awards of one document, sentence by sentence.
type finder struct {
	p                                        *extract.Pass
	receive, honour, merit, bearer           lexicon.Class
	levels, contest, aspire, post, announces lexicon.Class
	orgSuffix                                lexicon.Class
	cue                                      cues

	s       *match.Sentence
	zh      bool
	quotes  []text.Span // quotations of s, marks included, in order
	done    int         // end of the last award of s, or its start
	open    int         // where the contest of a bare prize is looked for from: behind the last award that names its own
	further bool        // whether the title at hand follows another of its list
	last    carried
	block   int     // of last
	index   int     // of the sentence of last
	joined  joined  // the last contest in which the text says that someone took part
	unended bool    // whether a semicolon follows the last award of the sentence of last
	listing int     // the block behind which honours are listed line by line, or -1
	profile *string // whom the text is a profile of; nil until that is asked for
}

// carried is what an award shares with those that follow it in the same
// sentence and do not say otherwise.
type carried struct {
	recipient string
	level     string
	known     bool
	prize     bool // a prize or place
	own       bool // the title names its level itself
}

// item is one title of a list.
type item struct {
	name  text.Span // without outer quotation marks
	end   int       // of the item, closing mark and count included
	count string    // 3 in 一等奖3项
	year  string    // in brackets behind it
	who   string    // who won it, where it says so itself
	giver text.Span // words before the title that say who gives it
	prize bool      // a prize or place: its level is that of the contest
}

// find reports the awards of a document, sentence by sentence: those that a
// verb of receiving names, and those listed behind words that announce honours.
func find(p *extract.Pass) {
	f := &finder{p: p, receive: p.Class("receive"), honour: p.Class("honour"), merit: p.Class("merit"), bearer: p.Class("bearer"),
		levels: p.Class("level"), contest: p.Class("contest"), aspire: p.Class("aspire"), post: p.Class("post"), announces: p.Class("honours"), orgSuffix: p.Class("orgsuffix"), cue: cuesOf(p), block: -1, listing: -1}
	for i := range p.Sentences {
		s := &p.Sentences[i]
		f.line(s)
		f.continued(s)
		if s.Has.Has(f.receive.Set()) || s.Has.Has(f.announces.Set()) || f.tells(s) {
			f.sentence(s)
		}
	}
}

// tells reports whether s may name an honour without a verb of receiving.
func (f *finder) tells(s *match.Sentence) bool {
	if !s.Has.Has(f.levels.Set()) {
		return false
	}
	if s.Lang == text.EN {
		return s.Has.Has(f.honour.Set()) || s.Has.Has(f.merit.Set())
	}
	return f.copula(s, s.Start) >= 0
}

func (f *finder) sentence(s *match.Sentence) {
	f.s, f.zh, f.done, f.open = s, s.Lang == text.ZH, s.Start, s.Start
	f.quotes = f.parted(s.Quotations())
	if s.Block != f.block || s.Index > f.index+1 {
		f.last = carried{}
	}
	if s.Has.Has(f.announces.Set()) {
		f.list()
		f.ceremony()
	}
	if !f.zh && s.Has.Has(f.levels.Set()) {
		f.created()
	}
	verbs := f.verbs()
	for i, v := range verbs {
		end := s.End
		if i+1 < len(verbs) {
			end = verbs[i+1].Start
		}
		f.verb(v, end)
	}
}

// verbs returns the verbs of receiving outside of quotations.
func (f *finder) verbs() []*match.Token {
	var verbs []*match.Token
	f.s.Within(f.receive, f.s.Span, func(t *match.Token) bool {
		giver := t.Term.ID == "given" && strings.HasPrefix(f.s.Doc.Text[t.End:], "的") // 省总工会颁发的“…”奖章
		if t.Start >= f.done && !giver && !f.quoted(t.Start) && !f.p.InLabel(t.Span) {
			verbs = append(verbs, t)
		}
		return true
	})
	return f.withCopulas(verbs)
}

// verb reports the titles that stand behind the verb v, before end.
func (f *finder) verb(v *match.Token, end int) {
	left := span(max(f.s.Clause(v.Start).Start, f.done), v.Start)
	if v.Term.ID == "given" && toSomeone().MatchString(f.s.Text(span(v.End, end))) {
		return
	}
	a, items := f.read(v, left, end)
	if len(items) == 0 {
		return
	}
	if last := &items[len(items)-1]; f.zh && (a.recipient == "" || strings.TrimSpace(f.s.Text(left)) == "") {
		if m := whoWon().FindStringSubmatch(f.s.Text(span(last.end, f.s.End))); m != nil {
			a.recipient = m[1]
		}
	}
	veto := f.veto(v, left, items[len(items)-1].end)
	times := f.times(span(left.Start, v.Start), span(v.End, items[0].name.Start), items[len(items)-1].end)
	year := f.year(left)
	for i, it := range items {
		f.further = i > 0
		c := f.p.New(ruleOf[v.Term.ID], f.s, it.name)
		c.Veto = veto
		c.Set("name", f.name(it, v))
		c.Set("recipient", firstOf(it.who, f.written(a.recipient, v.Start, it.name.Start, f.s.End)))
		c.Set("granter", f.written(a.granter, f.s.End, f.s.End))
		c.Set("level", f.level(it, v, left, a.granterSpan))
		if n := firstOf(it.count, times.of(i == len(items)-1 || !f.ofContest(it))); n != "" && n != "1" {
			c.Set("times", n)
		}
		c.Set("year", firstOf(it.year, year))
		f.p.Report(c)
		f.carry(it, c.Get("level"), veto == "")
	}
	f.done = items[len(items)-1].end
	f.unended = veto == "" && f.zh && strings.TrimRight(f.s.Text(span(f.done, f.s.End)), " ") == ";"
	if veto == "" {
		f.last.recipient, f.last.known = a.recipient, true
		f.block, f.index = f.s.Block, f.s.Index
	}
}

// whoWon follows a title and names who has it: 获得一等奖的有王芳、李明.
var whoWon = lazy(`^(?:称号|荣誉)?的(?:同学|教师|老师|学生|同志|单位|班级|集体|个人|选手|作品)?(?:有|是|分别是|分别有|依次是):?([^,。;:]{2,60})`)

// toSomeone follows a verb of giving behind whose object stands: the flag was
// awarded to the best classes.
var toSomeone = lazy(`^(?i:\s+to\s+(?:the|our|its|\d+|one|two|three|four|five|six|seven|eight|nine|ten|each|all|those|outstanding|excellent|advanced)\b)`)

// read returns who the verb v speaks of, and the titles behind it.
func (f *finder) read(v *match.Token, left text.Span, end int) (a agent, items []item) {
	if f.zh && v.Term.ID != "given" { // nobody can stand between the verb and its titles
		if items = f.items(v, v.End, end); len(items) > 0 {
			a = f.agent(v, left, end)
		}
		return a, items
	}
	a = f.agent(v, left, end)
	from := v.End
	if a.active {
		if who, it := f.giftEN(v, end); who != "" {
			a.recipient = who
			return a, []item{it}
		}
		a.recipient, from = f.object(v, end)
		if a.recipient == "" && f.zh && f.last.known && f.quoteAt(v.End) >= 0 { // 荣获“…”、省妇联授予“…”
			a.recipient, from = f.last.recipient, v.End
		} else if a.recipient == "" {
			return a, nil
		}
	}
	return a, f.items(v, from, end)
}

// carry keeps what the title it, if it is a fact, tells of those behind it.
func (f *finder) carry(it item, level string, fact bool) {
	if !f.bare(it) {
		f.open = it.end
	}
	if fact {
		_, own := f.levelIn(it.name, true)
		f.last.prize = it.prize
		f.last.level, f.last.own = level, own || f.further && it.prize && f.last.own
	}
}

// ofContest reports whether it is a prize or place in a contest.
func (f *finder) ofContest(it item) bool {
	return it.prize || f.isPrize(f.first(f.honour, it.name))
}

// written returns name, a piece of the folded text of this block that stands
// before one of the offsets, as its author wrote it.
func (f *finder) written(name string, before ...int) string {
	if name == "" {
		return ""
	}
	t := f.s.Doc.Text
	block := f.s.Doc.Blocks[f.s.Block]
	for _, end := range before {
		if i := strings.LastIndex(t[block.Start:end], name); i >= 0 {
			return f.s.Doc.RawText(span(block.Start+i, block.Start+i+len(name)))
		}
	}
	return name
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// parted returns quotes with those cut in two whose first part was closed by a
// mark of another kind: “A"、“B”.
func (f *finder) parted(quotes []text.Span) []text.Span {
	for i := 0; i < len(quotes); i++ {
		q := quotes[i]
		m := badMark().FindStringIndex(f.s.Text(q))
		if m == nil {
			continue
		}
		first := span(q.Start, q.Start+m[0]+len("\""))
		second := span(q.Start+m[1]-len("“"), q.End)
		quotes = slices.Concat(quotes[:i], []text.Span{first, second}, quotes[i+1:])
	}
	return quotes
}

// unquote returns q without its marks, whether or not they are a pair.
func (f *finder) unquote(q text.Span) text.Span {
	if t := f.s.Text(q); strings.HasPrefix(t, "“") && strings.HasSuffix(t, "\"") {
		return span(q.Start+len("“"), q.End-len("\""))
	}
	return match.Unquote(f.s.Doc.Text, q)
}

// badMark closes a quotation that is not opened with its like, before the next.
var badMark = lazy(`"[、,;和及]?“`)

// quoted reports whether offset at lies inside a quotation.
func (f *finder) quoted(at int) bool {
	_, ok := text.Around(f.quotes, at)
	return ok
}

// quoteAt returns the index of the quotation that starts at i, or -1. The
// title of a work is none: an honour is not written so.
func (f *finder) quoteAt(i int) int {
	return slices.IndexFunc(f.quotes, func(q text.Span) bool {
		return q.Start == i && !strings.HasPrefix(f.s.Doc.Text[i:], "《")
	})
}
