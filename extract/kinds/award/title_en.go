package award

import (
	"strconv"
	"strings"

	"zongjie/extract/match"
	"zongjie/extract/text"
)

// plainEN reads an unquoted English title from start, at most to stop.
func (f *finder) plainEN(v *match.Token, start, stop int, comma bool) (item, bool) {
	piece, count := f.pieceEN(span(start, stop))
	it := item{name: piece, end: piece.End, count: count}
	if notTitleEN().MatchString(f.s.Text(piece)) {
		return it, false
	}
	it.name, it.who = f.forWhom(piece)
	piece = it.name
	if m := wentTo().FindStringSubmatch(f.s.Text(span(it.end, stop))); m != nil {
		it.who = m[1]
	}
	if v.Term.ID == "rank" && !comma {
		return f.rankedEN(piece)
	}
	if piece.Len() < 4 || piece.Len() > 160 || v.Term.ID == "rank" || v.Term.ID == "keep" {
		return it, false
	}
	if count != "" && f.cue.anyPrize.Begin(f.s.Text(piece)) || onlyPrizes().MatchString(f.s.Text(piece)) {
		return it, false
	}
	h := f.final(f.honour, f.core(piece))
	it.prize = f.isPrize(h)
	if comma && !f.headed(piece) {
		return it, false
	}
	id := v.Term.ID
	if (id == "get" || id == "win" || id == "given") && titleOf().MatchString(f.s.Text(span(v.End, start))) {
		id = "named"
	}
	return it, f.acceptsEN(id, piece, h != nil)
}

// pieceEN returns English s without the number that it begins with, which it
// returns as well if it says more than one, and up to what ends a title.
func (f *finder) pieceEN(s text.Span) (piece text.Span, count string) {
	if m := countEN().FindStringSubmatchIndex(f.s.Text(s)); m != nil {
		if n := smallNumber(strings.ToLower(f.s.Text(s)[m[2]:m[3]])); n > 1 {
			count = strconv.Itoa(n)
		}
		s.Start += m[1]
		if n := len(asEN().FindString(f.s.Text(s))); n > 0 { // five as municipal teachers
			s.Start, count = s.Start+n, ""
		}
	}
	if m := afterTitle().FindStringIndex(f.s.Text(s)); m != nil {
		s.End = s.Start + m[0]
	}
	return f.s.Doc.Trim(s), count
}

// acceptsEN reports whether a verb of receiving of that id may have piece as its
// object. honour says that the core of it ends in one.
func (f *finder) acceptsEN(id string, piece text.Span, honour bool) bool {
	core := f.core(piece)
	titled := f.headed(piece)
	proper := capitals().MatchString(f.s.Text(core))
	switch id {
	case "get", "cite", "score":
		return honour || titled && proper
	case "win":
		return honour || titled || proper
	case "given":
		return titled || proper
	}
	level := f.firstLevel(core) != nil && f.final(f.bearer, core) != nil
	if id == "select" {
		if h := f.final(f.honour, core); h != nil && h.id == "place" { // promoted to third place
			return false
		}
		level = f.endsOn(f.bearer, core) && f.firstLevel(piece) != nil
		return titled && (honour || level) || f.startsWith(f.levels, core) && (level || f.cue.honourList.End(f.s.Text(core)))
	}
	return titled || proper || level || f.startsWith(f.levels, core) && f.first(f.merit, core) != nil
}

var (
	countEN    = lazy(`(?i)^(one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?:consecutive\s+|straight\s+)?`)
	afterTitle = lazy(`(?i)\s(?:by|since|when|after|while|will|shall|gave|because|so|went|goes|which|who|reflecting|thanks to|during|and (?:passed|received|obtained|achieved|realized|completed|carried|held|won|was|were|has|have|took|made|became|also)|respectively|once|twice|(?:two|three|four|five|\w+) times|(?:in|of) (?:19|20|xx)[\dx]{2}|in (?:January|February|March|April|May|June|July|August|September|October|November|December)|in a row|for (?:the (?:\w+ )(?:consecutive|successive|straight|year|time)|(?:\w+ )(?:consecutive|successive|straight|years|times)))\b|\s-\s|\s\(|\]\(`)
	capitals   = lazy(`(?:[A-Z*][\w*'-]*\s+)+(?:(?:of|for|and|the)\s+)*[A-Z][\w'-]+`)
)

// onlyPrizes matches prizes that have no name.
var onlyPrizes = lazy(`(?i)^(?:many |several |some |various |numerous |frequent |all kinds of )?(?:prizes|awards|honou?rs|titles|medals)(?: (?:(?:in|at) (?:various |all |different |many |all kinds of )?(?:competitions|contests|activities|levels)|frequently|repeatedly|often|again|continuously|successively|many times|one after another|every year))?$`)

// notTitleEN begins what is no object: presented at a meeting.
var notTitleEN = lazy(`(?i)^(?:by|at|in|on|to|for|from|with|during) |^[$€£]|\bgrants?\b|^models? (?:for|to) `)

// created reports the titles that an English sentence says were achieved or
// confirmed: the national health city was successfully created.
func (f *finder) created() {
	t := f.s.Text(f.s.Span)
	for _, m := range createdEN().FindAllStringSubmatchIndex(t, -1) {
		if f.cue.wish.In(t[:m[0]]) {
			return
		}
		starts := levelled().FindAllStringIndex(t[:m[3]], -1)
		for i, at := range starts {
			end := m[3]
			if i+1 < len(starts) {
				end = starts[i+1][0] - len(" and ")
			}
			name := span(f.s.Start+at[0]+len("the "), f.s.Start+end)
			if at[0] < m[2] || !achieved().MatchString(f.s.Text(f.core(name))) {
				continue
			}
			c := f.p.New("award/selected", f.s, name)
			c.Set("name", f.s.Doc.RawText(name))
			level, _ := f.levelIn(name, true)
			c.Set("level", level)
			f.p.Report(c)
			f.done = name.End
			f.last.recipient, f.last.known = "", true
			f.block, f.index = f.s.Block, f.s.Index
		}
	}
}

var (
	createdEN = lazy(`(?i)(\bthe (?:national|provincial|municipal)(?:[ -][A-Za-z-]+){2,24}?) (?:was|were) (?:successfully |again )?(?:created|established|renamed|re-named|reconfirmed|passed)\b`)
	levelled  = lazy(`(?i)\bthe (?:national|provincial|municipal)\b`)
	achieved  = lazy(`(?i)\b(?:advanced|model|civilized|civilised|health|healthy|sanitary|hygienic|demonstration|experimental|garden|green|ecological|safe|strong)\b.* ?\b(?:county|city|town|township|village|zone|district|community|unit|base|school|hospital)$`)
)

// wentTo follows a prize and names who won it.
var wentTo = lazy(`^ (?:went|goes) to ([^,.;]{2,50})`)

// asEN follows the number of those who were named: five as municipal teachers.
var asEN = lazy(`^(?i:as (?:an? |the )?)`)

// forWhom parts English piece, a prize, from the one whom it was won for: the first
// prize for history teacher Ann Hill.
func (f *finder) forWhom(piece text.Span) (name text.Span, who string) {
	t := f.s.Text(piece)
	i := strings.LastIndex(t, " for ")
	if i < 0 || !f.isPrize(f.final(f.honour, f.core(piece))) {
		return piece, ""
	}
	rest := span(piece.Start+i+len(" for "), piece.End)
	post := f.final(f.post, rest)
	if post == nil || f.first(f.merit, rest) != nil {
		return piece, ""
	}
	switch who = f.s.Text(span(post.End, rest.End)); {
	case who == "":
		who = strings.TrimPrefix(f.s.Text(rest), "the ")
	case personName().MatchString(strings.TrimSpace(who)):
		who = strings.TrimSpace(who)
	default:
		return piece, ""
	}
	return span(piece.Start, piece.Start+i), who
}

var titleOf = lazy(`(?i)\b(?:titles?|honou?rs?) of`)

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

var placeEN = lazy(`(?i)^(?:first|second|third|fourth|1st|2nd|3rd|4th|among the top (?:three|five))(?: place)?(?:\s(?:in|at|among|overall|of)\b|$)`)

// headed reports whether English s is a title: an honour, or a bearer with a
// word of merit, before the first preposition.
func (f *finder) headed(s text.Span) bool {
	core := f.core(s)
	if f.first(f.honour, core) != nil || ofTheYear().MatchString(f.s.Text(s)) {
		return true
	}
	return f.first(f.merit, core) != nil && f.final(f.bearer, core) != nil
}

// ofTheYear matches a title that goes on behind a preposition: Team of the Year.
var ofTheYear = lazy(`^[A-Z][\w-]*(?: [A-Z][\w-]*){0,3} of the (?:Year|Month|Decade)\b`)

// core returns English s up to its first preposition.
func (f *finder) core(s text.Span) text.Span {
	t := f.s.Text(s)
	year := len(ofTheYear().FindString(t))
	if m := preposition().FindStringIndex(t[year:]); m != nil && year+m[0] > 0 {
		return span(s.Start, s.Start+year+m[0])
	}
	return s
}

var (
	preposition = lazy(`(?i)\s(?:of|in|for|at|by|from|on|with|among|under|to|during)\b`)
	verbEN      = lazy(`^(?:\w+ed|was|were|has|have|is|are|made|took|gave|its?|his|her|their|our|we|they|he|she)\b|\b(?:was|were|has|have|is|are|became)\b`)
)
