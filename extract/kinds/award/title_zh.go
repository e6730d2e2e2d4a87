package award

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"zongjie/extract/match"
	"zongjie/extract/text"
)

// plainZH reads an unquoted Chinese title from start, at most to stop.
func (f *finder) plainZH(v *match.Token, start, stop int, comma, more bool) (item, bool) {
	piece, giver := f.pieceZH(start, stop)
	it := item{name: piece, end: piece.End, giver: giver}
	if piece.Len() == 0 || anyHonour().MatchString(f.s.Text(piece)) || utf8.RuneCountInString(f.s.Text(piece)) > 45 {
		return it, false
	}
	if m := inRowWithin().FindStringIndex(f.s.Text(piece)); m != nil {
		piece.End = piece.Start + m[0]
	}
	if v.Term.ID == "rank" {
		it, ok := f.ranked(piece)
		return it, ok && (!bareRank().MatchString(f.s.Text(v.Span)) || f.contests(span(f.s.Clause(v.Start).Start, v.Start)))
	}
	id := v.Term.ID
	head := f.headZH(id, piece, more)
	if (id == "get" || id == "attain" || id == "win" || id == "select") && f.calledTitle(piece, more) {
		id = "named"
	}
	if id == "named" && head.foundWord == nil && !comma {
		it, ok := f.openTitle(piece)
		it.giver = giver
		return it, ok
	}
	if id == "select" && (f.toBuild(f.s.Text(piece)) || strings.HasSuffix(f.s.Text(piece), "试点")) || (id == "select" || id == "named") && f.cue.blacklist.In(f.s.Text(piece)) {
		return it, false
	}
	if head.foundWord == nil && giver.Len() > 0 && !comma && f.giftZH(piece) { // 工信部颁发的第四批…工作站
		return it, true
	}
	if head.foundWord == nil || !f.accepts(id, head, piece) || comma && !f.followsComma(piece, head) {
		return it, false
	}
	it.prize = head.honour && f.isPrize(head.foundWord)
	it.end = f.titleEnd(it.name.Start, head.End, piece.End, !comma && (id == "named" || id == "select"))
	it.name.End = it.end
	f.countedBefore(&it)
	f.counted(&it, piece.End)
	tail := f.s.Text(span(it.end, max(it.end, piece.End)))
	if f.cue.noPrize.Begin(tail) || candidate().MatchString(f.s.Text(it.name)) || f.cue.office.End(f.s.Text(it.name)) && f.first(f.merit, it.name) == nil {
		return it, false
	}
	n := f.genericTail(tail)
	if n == 0 && it.prize {
		n = len(goodResult().FindString(tail))
	}
	it.end += n
	if tail = tail[n:]; comma && strings.TrimSpace(tail) != "" {
		return it, false
	}
	return it, !f.workedFor(tail) || v.Term.ID == "named"
}

// anyHonour matches what names no honour of its own: 国家级荣誉.
var anyHonour = lazy(`^(?:各类|各级|多项)?(?:国家级|省部级|省级|市级|区级|县级|校级|市区级)?(?:以上)?(?:荣誉|奖励|奖项|称号|表彰|荣誉称号)$|等(?:各类|各级|各项)?(?:比赛|竞赛|大赛|评比)奖(?:\d+[项个次])?$|最高(?:荣誉|褒奖|奖项|奖励|殊荣)$`)

// candidate ends what is no title yet: 文明单位候选单位.
var candidate = lazy(`候选(?:单位|集体|个人|对象|人)?$`)

// pieceZH returns what may be a Chinese title between start and stop, without
// those that gave it and what sums it up with others.
func (f *finder) pieceZH(start, stop int) (piece, giver text.Span) {
	giver = span(start, start+len(beforeTitle().FindString(f.s.Text(span(start, stop)))))
	piece = f.s.Doc.Trim(span(giver.End, stop))
	if m := andOthers().FindStringIndex(f.s.Text(piece)); m != nil && f.closed(piece.Start, piece.Start+m[0]) {
		piece.End = piece.Start + m[0]
	}
	return piece, giver
}

// followsComma reports whether piece, which closes with head, is a title though
// a comma stands before it, and no clause that tells of something else.
func (f *finder) followsComma(piece text.Span, head titleHead) bool {
	if head.honour && head.id == "place" && placeOnly().MatchString(f.s.Text(piece)) {
		return true
	}
	if !f.opensTitle(piece) || !head.honour && !f.startsWith(f.levels, piece) && !(f.levelAhead(piece) && f.first(f.merit, piece) != nil) {
		return false
	}
	return f.first(f.contest, span(piece.Start, head.Start)) == nil || !strings.Contains(f.s.Text(piece), "在")
}

// goodResult sums up places.
var goodResult = lazy(`^的(?:好|优异|骄人)?成绩`)

// placeOnly matches a place and the group it was won in: 女子跳高第三名.
var placeOnly = lazy(`^[\p{Han}\d×]{2,12}名(?:的(?:好|优异)成绩)?$`)

// countedBefore takes in the number of prizes in front of a title: 3个一等奖.
func (f *finder) countedBefore(it *item) {
	m := countHead().FindStringSubmatch(f.s.Text(it.name))
	if m == nil {
		return
	}
	it.name.Start += len(m[0])
	if n := smallNumber(m[1]); n > 1 && it.prize {
		it.count = strconv.Itoa(n)
	}
}

var (
	beforeTitle = lazy(`^\s*(?:(?:由|经)?[^的]{2,16}(?:颁发|授予|颁授|评选)的|(?:20\d\d|\d{2})(?:-\d{4})?\s*(?:学年|年度|年)(?:度)?的?|首届)?`)
	called      = lazy(`(?:称号|荣誉)$`)
	countHead   = lazy(`^(\d+)[枚个项次块]`)
)

// calledTitle reports whether the text calls piece, or the list that it is a member
// of, a title.
func (f *finder) calledTitle(piece text.Span, more bool) bool {
	return called().MatchString(f.s.Text(piece)) || more && f.graded(piece) ||
		calledList().MatchString(f.s.Text(span(piece.End, min(f.s.End, piece.End+maxList))))
}

// graded reports whether Chinese s is what a level and one who bears a title make.
func (f *finder) graded(s text.Span) bool {
	b := f.final(f.bearer, s)
	return f.levelAhead(s) && b != nil && b.End == s.End && b.Start >= f.firstLevel(s).End
}

// levelAhead reports whether s begins with a level, or with the name of a place
// that says one: 柳河县.
func (f *finder) levelAhead(s text.Span) bool {
	l := f.firstLevel(s)
	return l != nil && utf8.RuneCountInString(f.s.Text(span(s.Start, l.Start))) <= maxPlace
}

// maxPlace is how many code points the name of a place has at most in front of
// the word for what it is: 呼伦贝尔市.
const maxPlace = 4

// calledList goes on with a list whose members the text calls titles.
var calledList = lazy(`^(?:、[^,。;、]{2,24})*?等?(?:\p{Han}项|\d+[余多]?项)?(?:荣誉|光荣)?(?:称号|荣誉|殊荣)`)

// maxList is how many bytes behind a title are read for what its list is called.
const maxList = 600

// andOthers sums up the titles before it: 等20项大奖.
var andOthers = lazy(`等(?:\d+|[一二三四五六七八九十多数]+)[余多]?(?:项|个|次)`)

// titleHead is the word that a Chinese title closes with: an honour, or one
// who bears it.
type titleHead struct {
	*foundWord
	honour bool
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
	graded := f.first(f.merit, piece) != nil || f.firstLevel(piece) != nil
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
	if rest := f.s.Text(span(end, stop)); !bracketedYear().MatchString(rest) {
		end += len(bracketTail().FindString(rest))
	}
	if strings.HasPrefix(f.s.Doc.Text[end:], ")") && strings.Contains(f.s.Text(span(start, end)), "(") {
		end++
	}
	rest := f.s.Text(span(end, max(end, stop)))
	if open && !f.closedBy(rest) {
		end += len(restOfTitle().FindString(rest))
	}
	return end
}

var (
	bracketTail = lazy(`^\([^)]{1,12}\)|^提名奖?|^第\d{1,3}[位名]`)
	restOfTitle = lazy(`^\p{Han}{1,10}$`)
)

// closedBy reports whether rest, behind the last known word of a title, shows
// that the title does not go on.
func (f *finder) closedBy(rest string) bool {
	return f.cue.afterTitle.Begin(rest) || hanTimes().MatchString(rest)
}

var hanTimes = lazy(`^\p{Han}次`)

// workedFor reports whether tail, behind a title, says that it was worked for.
func (f *finder) workedFor(tail string) bool {
	return f.cue.workedFor.Begin(strings.TrimPrefix(tail, "的"))
}

// toBuild reports whether piece is what a unit was allowed to build, and is not yet.
func (f *finder) toBuild(piece string) bool {
	return f.cue.toBuild.Begin(piece[len(whole().FindString(piece)):])
}

// whole stands before what all of a unit builds: 整村创建.
var whole = lazy(`^整.`)

// opensTitle reports whether s begins as titles do: with a level, a word of
// merit or an honour.
func (f *finder) opensTitle(s text.Span) bool {
	return f.startsWith(f.levels, s) || f.startsWith(f.merit, s) || f.startsWith(f.honour, s) || f.levelAhead(s)
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

// giftZH reports whether what someone gave, and no known word closes, may be a
// title: no money, no permit.
func (f *finder) giftZH(piece text.Span) bool {
	t := f.s.Text(piece)
	return titleOnly().MatchString(t) && f.first(f.bearer, piece) != nil
}

// titleOnly matches a noun phrase as titles are.
var titleOnly = lazy(`^[\p{Han}\d]{4,24}$`)

// gradeZH matches a grade that is a title by itself: 5A级, 五星级.
var gradeZH = lazy(`^(?:[1-5]A|A{1,5}|[三四五]星)级?$`)

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
		return called().MatchString(f.s.Text(piece)) && (head.honour || f.first(f.merit, span(piece.Start, head.Start)) != nil)
	case "is":
		sure := head.honour && head.id != "place" && !bare || !head.honour && f.first(f.merit, span(piece.Start, head.Start)) != nil && firm().MatchString(f.s.Text(head.Span))
		return sure && f.startsWith(f.levels, piece) && f.firstLevel(piece) != nil && wholeTitle().MatchString(f.s.Text(span(head.End, piece.End)))
	case "select":
		if !head.honour && f.cue.recognised.Are(f.s.Text(head.Span)) && f.startsWith(f.levels, piece) && wholeTitle().MatchString(f.s.Text(span(head.End, piece.End))) {
			return true
		}
		return !bare && (head.honour || f.first(f.merit, span(piece.Start, head.Start)) != nil)
	case "win":
		return !bare && (head.honour || f.first(f.merit, span(piece.Start, head.Start)) != nil) || f.graded(piece)
	case "get", "attain":
		return !bare && (head.honour || f.first(f.merit, span(piece.Start, head.Start)) != nil)
	}
	rest := f.s.Text(span(head.End, piece.End))
	return !bare || rest == "" || restOfTitle().MatchString(rest) && !f.closedBy(rest)
}

// firm matches the bearers of titles that only an award makes one of.
var firm = lazy(`^(?:集体|单位|个人|组织|党组织|基层党组织|党支部|共产党员|教师|教育工作者|工作者|党务工作者|干部|班主任|企业家|园丁)$`)

// wholeTitle is what may stand behind a title that nothing goes on from.
var wholeTitle = lazy(`^(?:建设|培育)?(?:名单|称号|行列)?$|^\d+[家个项]$`)

// ranked reads a place in a contest: 位列第一.
func (f *finder) ranked(piece text.Span) (item, bool) {
	it := item{prize: true}
	if h := f.final(f.honour, piece); h != nil && h.End == piece.End && strings.HasSuffix(f.s.Text(piece), "强") || leadingFirms().MatchString(f.s.Text(piece)) {
		return item{name: piece, end: piece.End}, f.firstLevel(piece) != nil
	}
	m := placeZH().FindStringSubmatchIndex(f.s.Text(piece))
	if m == nil {
		return it, false
	}
	it.name = span(piece.Start+m[2], piece.Start+m[3])
	it.end = it.name.End
	if l := f.final(f.levels, span(piece.Start, it.name.Start)); l != nil && l.End == it.name.Start { // 全省第一
		it.name.Start = l.Start
	}
	before := span(f.s.Start, it.name.Start)
	held := f.contests(before)
	if !held && f.done > f.s.Start && strings.HasSuffix(f.s.Text(it.name), "名") {
		held = true // behind another place in the same contest
	}
	return it, held && !moved().MatchString(f.s.Text(before)) && !points().MatchString(f.s.Text(before)) && !f.cue.figure.In(f.s.Text(before))
}

// bareRank matches verbs that tell of figures more often than of contests, so that
// the contest must stand in their own clause.
var bareRank = lazy(`^[稳高雄]?居$`)

// contests reports whether s names a contest.
func (f *finder) contests(s text.Span) bool {
	for _, w := range f.words(f.contest, s) {
		if w.id == "contest" {
			return true
		}
	}
	return false
}

var (
	placeZH = lazy(`(第[一二三四五六1-6]名?|前(?:三|五|3|5)名?|榜首|首位)(?:$|[^位\d季批次条届升上])`)
	// moved ends on where a rank went.
	moved = lazy(`(?:[升降跌退]|上升|下降)[至到为]\s*$`)
	// leadingFirms matches a list of the largest of a trade.
	leadingFirms = lazy(`[百0]强\p{Han}{0,4}$`)
	points       = lazy(`\d分`)
)
