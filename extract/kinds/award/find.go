package award

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

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
	cue                                      cues

	s       *match.Sentence
	zh      bool
	quotes  []text.Span // quotations of s, marks included, in order
	done    int         // end of the last award of s, or its start
	open    int         // where the contest of a bare prize is looked for from: behind the last award that names its own
	further bool        // whether the title at hand follows another of its list
	last    carried
	block   int // of last
	index   int // of the sentence of last
}

// carried is what an award shares with those that follow it in the same
// sentence and do not say otherwise.
type carried struct {
	recipient string
	level     string
	known     bool
	own       bool // the title names its level itself
}

// item is one title of a list.
type item struct {
	name  text.Span // without outer quotation marks
	end   int       // of the item, closing mark and count included
	count string    // 3 in 一等奖3项
	giver text.Span // words before the title that say who gives it
	prize bool      // a prize or place: its level is that of the contest
}

// find reports the awards of a document, sentence by sentence: those that a
// verb of receiving names, and those listed behind words that announce honours.
func find(p *extract.Pass) {
	f := &finder{p: p, receive: p.Class("receive"), honour: p.Class("honour"), merit: p.Class("merit"), bearer: p.Class("bearer"),
		levels: p.Class("level"), contest: p.Class("contest"), aspire: p.Class("aspire"), post: p.Class("post"), announces: p.Class("honours"), cue: cuesOf(p), block: -1}
	for i := range p.Sentences {
		s := &p.Sentences[i]
		if s.Has.Has(f.receive.Set()) || s.Has.Has(f.announces.Set()) {
			f.sentence(s)
		}
	}
}

func (f *finder) sentence(s *match.Sentence) {
	f.s, f.zh, f.done, f.open = s, s.Lang == text.ZH, s.Start, s.Start
	f.quotes = s.Quotations()
	if s.Block != f.block || s.Index > f.index+1 {
		f.last = carried{}
	}
	if s.Has.Has(f.announces.Set()) {
		f.list()
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
	return verbs
}

// verb reports the titles that stand behind the verb v, before end.
func (f *finder) verb(v *match.Token, end int) {
	left := span(max(f.s.Clause(v.Start).Start, f.done), v.Start)
	if v.Term.ID == "given" && toSomeone().MatchString(f.s.Text(span(v.End, end))) {
		return
	}
	var a agent
	var items []item
	if f.zh && v.Term.ID != "given" { // nobody can stand between the verb and its titles
		if items = f.items(v, v.End, end); len(items) > 0 {
			a = f.agent(v, left, end)
		}
	} else {
		a = f.agent(v, left, end)
		from := v.End
		if a.active {
			a.recipient, from = f.object(v, end)
			if a.recipient == "" {
				return
			}
		}
		items = f.items(v, from, end)
	}
	if len(items) == 0 {
		return
	}
	veto := f.veto(v, left, items[len(items)-1].end)
	times := f.times(span(left.Start, v.Start), span(v.End, items[0].name.Start), items[len(items)-1].end)
	year := f.year(left)
	for i, it := range items {
		f.further = i > 0
		c := f.p.New(ruleOf[v.Term.ID], f.s, it.name)
		c.Veto = veto
		c.Set("name", f.name(it, v))
		c.Set("recipient", f.written(a.recipient, v.Start, it.name.Start))
		c.Set("granter", f.written(a.granter, f.s.End, f.s.End))
		c.Set("level", f.level(it, v, left, a.granterSpan))
		if n := firstOf(it.count, times.of(i == len(items)-1 || !f.ofContest(it))); n != "" && n != "1" {
			c.Set("times", n)
		}
		c.Set("year", year)
		f.p.Report(c)
		if !f.bare(it) {
			f.open = it.end
		}
		if veto == "" {
			f.last.level = c.Get("level")
			_, own := f.levelIn(it.name, true)
			f.last.own = own || f.further && it.prize && f.last.own
		}
	}
	f.done = items[len(items)-1].end
	if veto == "" {
		f.last.recipient, f.last.known = a.recipient, true
		f.block, f.index = f.s.Block, f.s.Index
	}
}

// ofContest reports whether it is a prize or place in a contest.
func (f *finder) ofContest(it item) bool {
	w := f.first(f.honour, it.name)
	return it.prize || w != nil && (w.id == "prize" || w.id == "place")
}

// toSomeone follows a verb of giving behind whose object stands: the flag was
// awarded to the best classes.
var toSomeone = lazy(`^(?i:\s+to\s+(?:the|our|its|\d+|one|two|three|four|five|six|seven|eight|nine|ten|each|all|those|outstanding|excellent|advanced)\b)`)

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

// veto says why what follows verb v is no award, or "".
func (f *finder) veto(v *match.Token, left text.Span, end int) string {
	if t := f.wish(left); t != nil {
		return "a wish, plan or condition: " + f.s.Text(t.Span)
	}
	t := strings.TrimSpace(f.s.Text(left))
	if f.zh && conditional().MatchString(t) || !f.zh && (t == "to" || strings.HasSuffix(t, " to")) {
		return "a condition or purpose"
	}
	if f.done == f.s.Start && !relative().MatchString(t) {
		before := nounPlan().ReplaceAllString(f.s.Text(span(f.s.Start, left.Start)), "")
		if at := f.cue.wish.Index(before); at >= 0 {
			return "a wish or plan: " + before[at:][:f.cue.wish.Prefix(before[at:])]
		}
	}
	if f.zh && f.describes(f.s.Text(span(end, f.s.End))) {
		return "a description of someone"
	}
	if f.p.Meta.DocType == "plan" && f.done == f.s.Start && !f.happened(f.s.Text(span(left.Start, v.End))) {
		return "a plan"
	}
	return ""
}

// describes reports whether t, the text behind a title, makes it a description
// of those who have it: 称号的教师.
func (f *finder) describes(t string) bool {
	owner := titleOwner().FindString(t)
	return owner != "" && f.cue.described.Begin(t[len(owner):])
}

// happened reports whether t says that what a plan tells has happened.
func (f *finder) happened(t string) bool { return yearIn().MatchString(t) || f.cue.past.In(t) }

// wish returns the first word in left that makes a wish, a plan or a condition
// of what follows, or nil. 申报的项目 tells of the project, not of a wish.
func (f *finder) wish(left text.Span) (found *match.Token) {
	f.s.Within(f.aspire, left, func(t *match.Token) bool {
		if f.quoted(t.Start) || f.zh && strings.HasPrefix(f.s.Doc.Text[t.End:], "的") || nounPlan().MatchString(f.s.Text(span(t.Start, left.End))) {
			return true
		}
		found = t
		return false
	})
	return found
}

// nounPlan matches a plan that is the name of something.
var nounPlan = lazy(`(?:^|[业划学])计[划画](?:竞赛|大赛|比赛|项目|书)`)

var (
	conditional = lazy(`的$|^(?:为|对|给|向|凡)$`)
	relative    = lazy(`^(?:which|who|that)\b`)
	titleOwner  = lazy(`^\s*(?:以上)?(?:称号|荣誉|奖励)?(?:的|者)`)
	yearIn      = lazy(`\d{4}`)
)

// items reads the titles between from and end: as many as follow one another.
func (f *finder) items(v *match.Token, from, end int) []item {
	var items []item
	for at := from; ; {
		start, ok := f.next(at, end, len(items) > 0)
		if !ok {
			return items
		}
		comma := len(items) > 0 && strings.ContainsAny(f.s.Text(span(at, start)), ",")
		it, ok := f.item(v, start, end, comma, len(items) > 0)
		if !ok {
			return items
		}
		f.inRow(&it, end)
		items = append(items, it)
		at = it.end
	}
}

// inRow takes in how often the title before it was won in a row: (五连冠).
func (f *finder) inRow(it *item, end int) {
	m := inRowZH().FindStringSubmatch(f.s.Text(span(it.end, max(it.end, end))))
	if m == nil {
		return
	}
	if n := smallNumber(m[1]); n > 1 {
		it.count = strconv.Itoa(n)
		it.end += len(m[0])
	}
}

var (
	inRowZH     = lazy(`^["”]?\s*` + inRow)
	inRowWithin = lazy(inRow)
)

// inRow matches how often a title was won without a break, in brackets or quoted.
const inRow = `[("“](?:实现|喜获|荣获|连续|第)?([\d二两三四五六七八九十]+)(?:连冠|连创|连胜|连获|连评|次|年|届)(?:获评|获得|蝉联)?[)"”]`

// next skips what stands before a title: marks, conjunctions and articles. It
// fails at the end of the list.
func (f *finder) next(at, end int, more bool) (int, bool) {
	t := f.s.Doc.Text
	lead := leadZH()
	if !f.zh {
		lead = leadEN()
	}
	if more {
		n := len(betweenTitles().FindString(t[at:end]))
		if strings.TrimSpace(t[at:at+n]) == "" && f.quoteAt(at+n) < 0 {
			return 0, false
		}
		at += n
	}
	at += len(lead.FindString(t[at:end]))
	return at, at < end
}

var (
	betweenTitles = lazy(`^(?i:\s*(?:等(?:多项)?(?:荣誉)?(?:称号)?)?\s*(?:、|,|;|和|与|及|以及|并|\band\b|\bas well as\b)\s*(?:\band\b|和|以及)?)*\s*`)
	leadZH        = lazy(`^(?:\s|了|过|为|成为|:|的|由|一个|一次)*`)
	leadEN        = lazy(`^(?i:\s|:|(?:once|twice|(?:two|three|four|five|six|\d) times)\b|(?:more than |over )?\d+ (?:honou?rs?|titles|awards) (?:such as|including)\b|including|namely|by [^,;"“]{3,80}? (?:as|with|the (?:honorary )?titles? of)\b|(?:as|the|a|an|to|be|one of|by us|its|his|her|their|successively|respectively|both|honorary|(?:the )?(?:honorary )?(?:titles?|honou?rs?) of|(?:the )?(?:honorary )?titles?(?: as)?|with)\b)*`)
)

// item reads the title that starts at start. Behind a comma it must be plain
// that it is one, since another clause may begin there.
func (f *finder) item(v *match.Token, start, end int, comma, more bool) (item, bool) {
	if q := f.quoteAt(start); q >= 0 {
		return f.quotedItem(v, start, f.quotes[q], end, comma)
	}
	stop := f.plainEnd(start, end)
	if (comma || more && !f.zh) && f.leadsToVerb(start, end) {
		return item{}, false
	}
	if q := f.quoteAt(stop); q >= 0 && stop < end {
		if it, ok := f.prefixedItem(v, start, f.quotes[q], end, comma); ok {
			return it, true
		}
	}
	if f.zh {
		return f.plainZH(v, start, stop, comma, more)
	}
	return f.plainEN(v, start, stop, comma)
}

// leadsToVerb reports whether the clause of start runs on to the next verb
// of receiving, which stands at end: it names who that verb speaks of.
func (f *finder) leadsToVerb(start, end int) bool {
	return end < f.s.End && f.s.Clause(start).End >= end
}

// prefixedItem reads a title such as 全市“最美民警”, whose first words stand
// before the quotation q.
func (f *finder) prefixedItem(v *match.Token, start int, q text.Span, end int, comma bool) (item, bool) {
	prefix := f.s.Text(span(start, q.Start))
	if utf8.RuneCountInString(prefix) > 14 && f.zh || len(prefix) > 60 {
		return item{}, false
	}
	if !f.zh && preposition().MatchString(" "+prefix) && f.first(f.honour, span(start, q.Start)) == nil {
		return item{}, false
	}
	if n := len(yearOfTitle().FindString(prefix)); n > 0 {
		start, prefix = start+n, prefix[n:]
	}
	if n := f.granting(prefix); n > 0 {
		it, ok := f.quotedItem(v, start+n, q, end, comma)
		it.giver = span(start, start+n)
		return it, ok
	}
	if f.zh && strings.HasSuffix(strings.TrimSpace(prefix), "中") {
		return f.quotedItem(v, q.Start, q, end, comma)
	}
	return f.quotedItem(v, start, q, end, comma)
}

var yearOfTitle = lazy(`^\s*(?:20\d\d|\d{2})(?:-\d{4})?\s*(?:学年|年度|年)(?:度)?的?`)

// granting returns the length of the words in front of a title, with which prefix
// begins, that say who gives it: 省总工会颁发的.
func (f *finder) granting(prefix string) int {
	of := strings.LastIndex(prefix, "的")
	if of < 0 && f.cue.giver.End(prefix) {
		return len(prefix)
	}
	for ; of >= 0; of = strings.LastIndex(prefix[:of], "的") {
		if f.cue.gives.End(prefix[:of]) {
			return of + len("的")
		}
	}
	return 0
}

// quotedItem reads a title that is or ends in the quotation q and starts at start.
func (f *finder) quotedItem(v *match.Token, start int, q text.Span, end int, comma bool) (item, bool) {
	stop := f.plainEnd(q.End, end)
	if listMark().MatchString(f.s.Text(span(q.End, stop))) {
		stop = q.End
	}
	if m := inRowWithin().FindStringIndex(f.s.Text(span(q.End, stop))); m != nil {
		stop = q.End + m[0]
	}
	tail := f.s.Text(span(q.End, stop))
	if comma && stop == end && end < f.s.End {
		return item{}, false // who the next verb speaks of
	}
	name := span(start, q.End)
	it := item{name: name, end: q.End}
	inner := match.Unquote(f.s.Doc.Text, q)
	generic := tail[:f.genericTail(tail)]
	t := f.final(f.honour, span(q.End, stop))
	switch {
	case generic != "":
		it.end += len(generic)
	case t != nil && f.zh && !strings.ContainsAny(f.s.Text(span(q.End, t.Start)), " ") && utf8.RuneCountInString(f.s.Text(span(q.End, t.End))) <= 16:
		it.name.End, it.end = t.End, t.End
		it.prize = t.id == "prize" || t.id == "place"
	case f.zh && f.ends(q.End, stop) > 0:
		it.name.End = f.ends(q.End, stop)
		it.end = it.name.End
	case !f.zh && f.cue.grade.Are(f.s.Text(inner)):
		if inContest().MatchString(tail) && f.cue.assessment.In(tail) {
			it.name.End, it.end = stop, stop
		}
	case !f.zh:
		if t := f.headAfter(q.End, stop); t > 0 {
			it.name.End, it.end = t, t
		}
	}
	f.counted(&it, stop)
	if it.name == q {
		it.name = inner
	}
	if comma && f.zh && generic == "" && it.end < stop && strings.TrimSpace(f.s.Text(span(it.end, stop))) != "" {
		return it, false
	}
	return it, f.acceptsQuoted(v, it, inner, generic)
}

// acceptsQuoted reports whether what v governs may be a title because it is quoted.
func (f *finder) acceptsQuoted(v *match.Token, it item, inner text.Span, tail string) bool {
	if inner.Len() > 150 || inner.Len() < 4 {
		return false
	}
	sure := tail != "" || it.prize || f.titled(inner) || f.titled(it.name)
	switch v.Term.ID {
	case "win", "named", "given":
		return true
	case "attain":
		return f.first(f.honour, it.name) != nil
	case "keep":
		return strings.Contains(tail, "称号") || strings.Contains(tail, "荣誉")
	case "rank", "score":
		return it.prize
	case "cite":
		t := f.first(f.honour, it.name)
		return t != nil && (t.id == "merit" || t.id == "medal")
	}
	return sure
}

// titled reports whether s reads as a title.
func (f *finder) titled(s text.Span) bool {
	return f.first(f.honour, s) != nil || f.first(f.merit, s) != nil && f.first(f.bearer, s) != nil ||
		f.first(f.levels, s) != nil && f.first(f.bearer, s) != nil
}

var inContest = lazy(`^ (?:in|at) `)

var listMark = lazy(`^\s*(?:、|和|与|及|以及|and )`)

// genericTail returns the length of what t, the text behind a title, begins with
// and is no part of it: 光荣称号, 等多项.
func (f *finder) genericTail(t string) int {
	start := len(t) - len(strings.TrimLeftFunc(t, unicode.IsSpace))
	of := start
	if strings.HasPrefix(t[of:], "的") {
		of += len("的")
	}
	for _, at := range [...]int{of + len(nounLead().FindString(t[of:])), of} {
		if n := f.cue.titleNoun.Prefix(t[at:]); n > 0 {
			return at + n
		}
	}
	if n := len(andMore().FindString(t[start:])); n > 0 {
		return start + n
	}
	return 0
}

var (
	nounLead = lazy(`^(?:荣誉|光荣|先进|等)`)
	andMore  = lazy(`^等(?:多项|多个|一系列|\d+项)?`)
)

// ends returns the end of the title that a run of Chinese text from start to
// stop closes, or 0.
func (f *finder) ends(start, stop int) int {
	if start >= stop || utf8.RuneCountInString(f.s.Text(span(start, stop))) > 16 {
		return 0
	}
	best := 0
	for _, c := range []lexicon.Class{f.honour, f.bearer} {
		if t := f.s.Last(c, span(start, stop)); t != nil {
			best = max(best, t.End)
		}
	}
	return best
}

// headAfter returns the end of the one or two English words behind a quotation
// that complete the title: “Challenge Cup” prize.
func (f *finder) headAfter(start, stop int) int {
	if t := f.first(f.honour, span(start, stop)); t != nil && t.Start-start <= 12 {
		return t.End
	}
	return 0
}

// counted takes in the number of prizes behind a title: 一等奖3项.
func (f *finder) counted(it *item, stop int) {
	m := countTail().FindStringSubmatch(f.s.Text(span(it.end, max(it.end, stop))))
	if m == nil {
		return
	}
	it.end += len(m[0])
	if !it.prize && m[2] != "次" {
		return
	}
	if m[2] == "次" || m[2] == "项" || m[2] == "个" || m[2] == "枚" {
		if n := smallNumber(m[1]); n > 0 {
			it.count = strconv.Itoa(n)
		}
	}
}

// howMany matches the number of prizes behind a title.
const howMany = `^\s*各?(\d+|[一二两三四五六七八九十]+)\s*(次|项|个|枚|名|人|篇|件|块|人次|本)`

var countTail = lazy(howMany)

// plainEnd returns where plain text from start ends: at a comma, a quotation
// or end. In Chinese also at 、 or 和 behind the end of a title, in English at
// an “and” between two titles.
func (f *finder) plainEnd(start, end int) int {
	t := f.s.Doc.Text
	for i := start; i < end; {
		if f.quoteAt(i) >= 0 {
			return i
		}
		r, size := utf8.DecodeRuneInString(t[i:])
		switch {
		case strings.ContainsRune(";。!?…\n", r), (r == ',' || r == ':') && !between(t, i, text.IsDigit):
			return i
		case r == '.' && (i+1 >= end || t[i+1] == '.' || t[i+1] == ' ' && i+2 < end && unicode.IsUpper(rune(t[i+2]))):
			return i
		case f.zh && strings.ContainsRune("、和与及", r) && f.closed(start, i):
			return i
		case !f.zh && r == ' ' && len(t)-i > 5 && strings.EqualFold(t[i:i+5], " and ") && f.divides(start, i, end):
			return i
		}
		i += size
	}
	return end
}

func between(t string, i int, is func(byte) bool) bool {
	return i > 0 && i+1 < len(t) && is(t[i-1]) && is(t[i+1])
}

// closed reports whether Chinese text from start to end closes with a title,
// so that what follows it is another.
func (f *finder) closed(start, end int) bool {
	s := span(start, end)
	for _, w := range append(f.words(f.honour, s), f.words(f.bearer, s)...) {
		if w.End == end || w.End < end && behindTitle().MatchString(f.s.Text(span(w.End, end))) {
			return f.first(f.honour, s) != nil || f.first(f.merit, s) != nil || f.first(f.levels, s) != nil
		}
	}
	return false
}

// behindTitle is what may stand between a title and the next of its list.
var behindTitle = lazy(howMany + `|^\([^()]{1,12}\)$`)

// divides reports whether an English “and” at i stands between two titles, or
// between a title and another clause.
func (f *finder) divides(start, i, end int) bool {
	if !f.headed(span(start, i)) {
		return false
	}
	from := i + 5
	stop := from
	for stop < end && !strings.ContainsRune(",;.", rune(f.s.Doc.Text[stop])) {
		stop++
	}
	if f.quoteAt(from) >= 0 || stop == end && end < f.s.End { // another verb follows
		return true
	}
	n := len(leadEN().FindString(f.s.Doc.Text[from:stop]))
	if verbEN().MatchString(f.s.Doc.Text[from:stop]) {
		return true
	}
	next := span(from+n, stop)
	return f.headed(next) && (n > 0 || f.endsOn(f.honour, span(start, i)) || f.endsOn(f.bearer, span(start, i)) || f.placed(next))
}

// placed reports whether English s begins with a prize or place that says
// where it was won: third place in the finals.
func (f *finder) placed(s text.Span) bool {
	core := f.core(s)
	w := f.first(f.honour, core)
	return w != nil && w.Span == core && core.End < s.End && (w.id == "prize" || w.id == "place")
}

var verbEN = lazy(`^(?:\w+ed|was|were|has|have|is|are|made|took|gave|its?|his|her|their|our|we|they|he|she)\b|\b(?:was|were|has|have|is|are|became)\b`)

// headed reports whether English s is a title: an honour, or a bearer with a
// word of merit, before the first preposition.
func (f *finder) headed(s text.Span) bool {
	core := f.core(s)
	if f.first(f.honour, core) != nil {
		return true
	}
	return f.first(f.merit, core) != nil && f.final(f.bearer, core) != nil
}

// core returns English s up to its first preposition.
func (f *finder) core(s text.Span) text.Span {
	if m := preposition().FindStringIndex(f.s.Text(s)); m != nil && m[0] > 0 {
		return span(s.Start, s.Start+m[0])
	}
	return s
}

var preposition = lazy(`(?i)\s(?:of|in|for|at|by|from|on|with|among|under|to|during)\b`)

// plainZH reads an unquoted Chinese title from start, at most to stop.
func (f *finder) plainZH(v *match.Token, start, stop int, comma, more bool) (item, bool) {
	giver := span(start, start)
	giver.End += len(beforeTitle().FindString(f.s.Text(span(start, stop))))
	start = giver.End
	piece := f.s.Doc.Trim(span(start, stop))
	if m := andOthers().FindStringIndex(f.s.Text(piece)); m != nil && f.closed(piece.Start, piece.Start+m[0]) {
		piece.End = piece.Start + m[0]
	}
	it := item{name: piece, end: piece.End, giver: giver}
	if piece.Len() == 0 || utf8.RuneCountInString(f.s.Text(piece)) > 45 {
		return it, false
	}
	if m := inRowWithin().FindStringIndex(f.s.Text(piece)); m != nil {
		piece.End = piece.Start + m[0]
	}
	if v.Term.ID == "rank" {
		return f.ranked(piece)
	}
	head := f.headZH(v.Term.ID, piece, more)
	id := v.Term.ID
	if called().MatchString(f.s.Text(piece)) && (id == "get" || id == "attain" || id == "win" || id == "select") {
		id = "named"
	}
	if id == "named" && head.foundWord == nil && !comma {
		it, ok := f.openTitle(piece)
		it.giver = giver
		return it, ok
	}
	if id == "select" && (f.toBuild(f.s.Text(piece)) || f.cue.blacklist.In(f.s.Text(piece))) || comma && !f.opensTitle(piece) {
		return it, false
	}
	if head.foundWord == nil || !f.accepts(id, head, piece) || comma && !head.honour && !f.startsWith(f.levels, piece) {
		return it, false
	}
	it.prize = head.honour && (head.id == "prize" || head.id == "place")
	it.end = f.titleEnd(it.name.Start, head.End, piece.End, !comma && (id == "named" || id == "select"))
	it.name.End = it.end
	if m := countHead().FindStringSubmatch(f.s.Text(it.name)); m != nil {
		it.name.Start += len(m[0])
		if n := smallNumber(m[1]); n > 1 && it.prize {
			it.count = strconv.Itoa(n)
		}
	}
	f.counted(&it, piece.End)
	tail := f.s.Text(span(it.end, max(it.end, piece.End)))
	if f.cue.noPrize.Begin(tail) || f.cue.office.End(f.s.Text(it.name)) && f.first(f.merit, it.name) == nil {
		return it, false
	}
	if n := f.genericTail(tail); n > 0 {
		it.end += n
		tail = tail[n:]
	}
	if comma && strings.TrimSpace(tail) != "" || comma && f.first(f.contest, span(start, head.Start)) != nil && strings.ContainsAny(f.s.Text(piece), "在") {
		return it, false
	}
	if f.workedFor(tail) && v.Term.ID != "named" {
		return it, false
	}
	return it, true
}

// headZH returns the word that closes the title in piece, which a verb of
// receiving of that id governs: the last honour, or one who bears it behind
// that, if something says that the piece is a title. more says that it follows
// another title.
func (f *finder) headZH(id string, piece text.Span, more bool) titleHead {
	h, b := f.final(f.honour, piece), f.final(f.bearer, piece)
	honour := titleHead{h, true}
	if b == nil || h != nil && b.End <= h.End {
		return honour
	}
	graded := f.first(f.merit, piece) != nil || f.first(f.levels, piece) != nil
	switch {
	case !graded && (more || h != nil || id != "named"):
		return honour
	case graded && h != nil && (b.Start > h.End+12 || f.workedFor(f.s.Text(span(h.End, b.End)))):
		return honour
	}
	return titleHead{b, false}
}

// titleEnd returns the end of the title that starts at start and whose head
// ends at end: what is in brackets belongs to it, and with open the words that
// follow to stop, if nothing says that they do not.
func (f *finder) titleEnd(start, end, stop int, open bool) int {
	end += len(bracketTail().FindString(f.s.Text(span(end, stop))))
	if strings.HasPrefix(f.s.Doc.Text[end:], ")") && strings.Contains(f.s.Text(span(start, end)), "(") {
		end++
	}
	rest := f.s.Text(span(end, max(end, stop)))
	if open && !f.closedBy(rest) {
		end += len(restOfTitle().FindString(rest))
	}
	return end
}

// closedBy reports whether rest, behind the last known word of a title, shows
// that the title does not go on.
func (f *finder) closedBy(rest string) bool {
	return f.cue.afterTitle.Begin(rest) || hanTimes().MatchString(rest)
}

// workedFor reports whether tail, behind a title, says that it was worked for.
func (f *finder) workedFor(tail string) bool {
	return f.cue.workedFor.Begin(strings.TrimPrefix(tail, "的"))
}

// toBuild reports whether piece is what a unit was allowed to build, and is not yet.
func (f *finder) toBuild(piece string) bool {
	return f.cue.toBuild.Begin(piece[len(whole().FindString(piece)):])
}

// opensTitle reports whether s begins as titles do: with a level, a word of
// merit or an honour.
func (f *finder) opensTitle(s text.Span) bool {
	return f.startsWith(f.levels, s) || f.startsWith(f.merit, s) || f.startsWith(f.honour, s)
}

// startsWith reports whether s begins with a term of class c.
func (f *finder) startsWith(c lexicon.Class, s text.Span) bool {
	w := f.first(c, s)
	return w != nil && w.Start == s.Start
}

// openTitle reads a title that ends on no known word: 获评国家A级.
func (f *finder) openTitle(piece text.Span) (item, bool) {
	it := item{name: piece, end: piece.End}
	words := f.words(f.levels, piece)
	if gradeZH().MatchString(f.s.Text(piece)) {
		return it, true
	}
	return it, len(words) > 0 && words[0].Start == piece.Start && words[0].End < piece.End && utf8.RuneCountInString(f.s.Text(piece)) <= 20
}

var (
	restOfTitle = lazy(`^\p{Han}{1,10}$`)
	hanTimes    = lazy(`^\p{Han}次`)
	countHead   = lazy(`^(\d+)[枚个项次块]`)
	// whole stands before what all of a unit builds: 整村创建.
	whole = lazy(`^整.`)
	// andOthers sums up the titles before it: 等20项大奖.
	andOthers = lazy(`等(?:\d+|[一二三四五六七八九十多数]+)[余多]?(?:项|个|次)`)
)

// gradeZH matches a grade that is a title by itself: 5A级, 五星级.
var gradeZH = lazy(`^(?:[1-5]A|A{1,5}|[三四五]星)级?$`)

var called = lazy(`(?:称号|荣誉)$`)

var (
	beforeTitle = lazy(`^\s*(?:(?:由|经)?[^的]{2,16}(?:颁发|授予|颁授|评选)的|(?:20\d\d|\d{2})(?:-\d{4})?\s*(?:学年|年度|年)(?:度)?的?|首届)?`)
	bracketTail = lazy(`^\([^)]{1,12}\)|^提名奖?`)
)

// titleHead is the word that a Chinese title closes with: an honour, or one
// who bears it.
type titleHead struct {
	*foundWord
	honour bool
}

// accepts reports whether a verb of receiving of that id may have the honour
// that head closes as its object.
func (f *finder) accepts(id string, head titleHead, piece text.Span) bool {
	bare := head.honour && f.cue.bareMerit.Are(f.s.Text(head.Span))
	switch id {
	case "cite":
		return head.honour && (head.id == "merit" || head.id == "medal")
	case "score":
		return head.honour && (head.id == "prize" || head.id == "place")
	case "keep":
		return false
	case "select":
		if !head.honour && f.cue.recognised.Are(f.s.Text(head.Span)) && f.startsWith(f.levels, piece) && wholeTitle().MatchString(f.s.Text(span(head.End, piece.End))) {
			return true
		}
		return !bare && (head.honour || f.first(f.merit, span(piece.Start, head.Start)) != nil)
	case "get", "attain", "win":
		return !bare && (head.honour || f.first(f.merit, span(piece.Start, head.Start)) != nil)
	}
	rest := f.s.Text(span(head.End, piece.End))
	return !bare || rest == "" || restOfTitle().MatchString(rest) && !f.closedBy(rest)
}

// wholeTitle is what may stand behind a title that nothing goes on from.
var wholeTitle = lazy(`^(?:建设|培育)?(?:名单|称号|行列)?$|^\d+[家个项]$`)

// ranked reads a place in a contest: 位列第一.
func (f *finder) ranked(piece text.Span) (item, bool) {
	it := item{prize: true}
	m := placeZH().FindStringIndex(f.s.Text(piece))
	if m == nil {
		return it, false
	}
	it.name = span(piece.Start+m[0], piece.Start+m[1])
	it.end = it.name.End
	before := span(f.s.Start, it.name.Start)
	held := false
	for _, w := range f.words(f.contest, before) {
		held = held || w.id == "contest"
	}
	if !held && f.done > f.s.Start && strings.HasSuffix(f.s.Text(it.name), "名") {
		held = true // behind another place in the same contest
	}
	return it, held && !points().MatchString(f.s.Text(before)) && !f.cue.figure.In(f.s.Text(before))
}

var (
	placeZH = lazy(`(?:第[一二三四五六1-6]名?|前(?:三|五|3|5)名?|榜首|首位)(?:$|[^位\d季批次条届])`)
	points  = lazy(`\d分`)
)

// plainEN reads an unquoted English title from start, at most to stop.
func (f *finder) plainEN(v *match.Token, start, stop int, comma bool) (item, bool) {
	piece := span(start, stop)
	count := ""
	if m := countEN().FindStringSubmatchIndex(f.s.Text(piece)); m != nil {
		if n := smallNumber(strings.ToLower(f.s.Text(piece)[m[2]:m[3]])); n > 1 {
			count = strconv.Itoa(n)
		}
		piece.Start += m[1]
	}
	if m := afterTitle().FindStringIndex(f.s.Text(piece)); m != nil {
		piece.End = piece.Start + m[0]
	}
	piece = f.s.Doc.Trim(piece)
	it := item{name: piece, end: piece.End, count: count}
	if notTitleEN().MatchString(f.s.Text(piece)) {
		return it, false
	}
	if v.Term.ID == "rank" && !comma {
		return f.rankedEN(piece)
	}
	if piece.Len() < 4 || piece.Len() > 160 || v.Term.ID == "rank" || v.Term.ID == "keep" {
		return it, false
	}
	if count != "" && f.cue.anyPrize.Begin(f.s.Text(piece)) {
		return it, false
	}
	core := f.core(piece)
	h := f.final(f.honour, core)
	it.prize = h != nil && (h.id == "prize" || h.id == "place")
	titled := f.headed(piece)
	proper := capitals().MatchString(f.s.Text(core))
	level := f.first(f.levels, core) != nil && f.final(f.bearer, core) != nil
	if comma && !titled {
		return it, false
	}
	id := v.Term.ID
	if (id == "get" || id == "win") && titleOf().MatchString(f.s.Text(span(v.End, start))) {
		id = "named"
	}
	switch id {
	case "get", "cite", "score":
		return it, h != nil || titled && proper
	case "win":
		return it, h != nil || titled || proper
	case "select":
		return it, titled && (h != nil || level) || level && f.startsWith(f.levels, core) || f.startsWith(f.levels, core) && f.cue.honourList.End(f.s.Text(core))
	case "given":
		return it, titled || proper
	}
	return it, titled || proper || level
}

// rankedEN reads a place in a contest: ranked first in the city's assessment.
func (f *finder) rankedEN(piece text.Span) (item, bool) {
	it := item{name: piece, end: piece.End, prize: true}
	if !placeEN().MatchString(f.s.Text(piece)) {
		return it, false
	}
	held := false
	for _, w := range f.words(f.contest, f.s.Span) {
		if w.id == "exam" {
			return it, false
		}
		held = held || w.id == "contest"
	}
	return it, held
}

var (
	placeEN = lazy(`(?i)^(?:first|second|third|fourth|1st|2nd|3rd|4th|among the top (?:three|five))(?: place)?(?:\s(?:in|at|among|overall|of)\b|$)`)
	titleOf = lazy(`(?i)\b(?:titles?|honou?rs?) of`)
)

// notTitleEN begins what is no object: presented at a meeting.
var notTitleEN = lazy(`(?i)^(?:by|at|in|on|to|for|from|with|during) `)

var (
	countEN    = lazy(`(?i)^(one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?:consecutive\s+|straight\s+)?`)
	afterTitle = lazy(`(?i)\s(?:by|since|when|after|while|because|so|which|who|reflecting|thanks to|during|and (?:passed|received|obtained|achieved|realized|completed|carried|held|won|was|were|has|have|took|made|became|also)|respectively|once|twice|(?:two|three|four|five|\w+) times|(?:in|of) (?:19|20|xx)[\dx]{2}|in a row|for (?:the (?:\w+ )(?:consecutive|successive|straight|year|time)|(?:\w+ )(?:consecutive|successive|straight|years|times)))\b|\s-\s|\s\(|\]\(`)
	capitals   = lazy(`(?:[A-Z*][\w*'-]*\s+)+(?:(?:of|for|and|the)\s+)*[A-Z][\w'-]+`)
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
