package count

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/numeral"
)

// numberAt returns the number token at span.
func numberAt(s *match.Sentence, span text.Span) *match.Token {
	for i := s.From(span.Start); i < len(s.Tokens) && s.Tokens[i].Start == span.Start; i++ {
		if s.Tokens[i].Number != nil {
			return &s.Tokens[i]
		}
	}
	return nil
}

// barCount says why the number at span counts nothing, or "".
func barCount(p *extract.Pass, s *match.Sentence, span text.Span) string {
	t := numberAt(s, span)
	if t == nil {
		return "no number"
	}
	n := t.Number
	switch n.Form {
	case numeral.Ordinal:
		return "an ordinal"
	case numeral.Vague:
		return "a quantity without a value"
	case numeral.Code:
		return "digits in a row: a year, a name or a telephone number"
	}
	before, after := s.Doc.Text[max(p.Doc.Blocks[s.Block].Start, span.Start-60):span.Start], s.Doc.Text[span.End:s.End]
	switch {
	case n.Value.Coef == 0 && n.Form != numeral.Digits:
		return "zero in words"
	case touchesCode(n, before, after):
		return "part of a code, a date or a fraction"
	case inAddress(before, after):
		return "part of a web address or of markup"
	case numbered(before, after) && !isOften(s.Text(span)):
		return "the number of something, not how many"
	case strings.HasSuffix(before, "每") || strings.HasSuffix(before, "每隔"):
		return "part of a period or a ratio"
	}
	slogan := p.Class("slogan")
	if t := overlapping(s, slogan, span); t != nil && t.Start <= span.Start { // 百名 is no slogan in 三百名
		return "part of a slogan or a name"
	}
	if overlaps(s, p.Class("period"), span) && !strings.HasPrefix(s.Text(span), "一") && !strings.HasPrefix(s.Text(span), "两") {
		return "part of a period"
	}
	if inSloganQuotes(s, span) {
		return "part of a quoted name"
	}
	if n.Percent {
		return ""
	}
	if inDate(p, s, n, span, before, after) {
		return "part of a date or a time"
	}
	if n.Form == numeral.Chinese && cutsWord(p, s, span) {
		return "part of a word"
	}
	if atStart(p, s, span) && labelMark(after) {
		return "a label"
	}
	if onlyPlaces(s.Text(span)) && s.Ending(p.Class("qualifier_before"), len(strings.TrimRight(s.Doc.Text[:span.Start], " "))) == nil {
		return "a round word"
	}
	unit := unitAfter(p, s, span.End)
	switch {
	case unit != nil && s.Text(unit.Span) == "组" && whichGroup(before, s.Doc.Text[unit.End:s.End]):
		return "the number of a village group"
	case unit == nil:
		if strings.HasSuffix(s.Text(span), ".0") {
			return "a version"
		}
		return ""
	case unit.Term.ID == "age":
		return "years, ages or points"
	case unit.Term.ID == "time" && relative(before, s.Doc.Text[unit.End:s.End]):
		return "a time before or after another"
	}
	return ""
}

// whichGroup reports whether the words around a number and 组 make it one of
// the numbered groups of a village: 4组到5组, 四组近百户.
func whichGroup(before, after string) bool {
	if strings.HasSuffix(before, "村") || strings.HasSuffix(before, "组到") || strings.HasSuffix(before, "组至") {
		return true
	}
	if strings.HasPrefix(after, "到") || strings.HasPrefix(after, "至") {
		return true
	}
	_, k := numeral.Prefix(strings.TrimPrefix(strings.TrimPrefix(after, "近"), "约"))
	return k > 0
}

// relative reports whether the words around a duration make it a place in
// time: the last 12 months, 20 days ago, 三天后.
func relative(before, after string) bool {
	switch strings.ToLower(lastWord(strings.TrimRight(before, " "))) {
	case "last", "past", "next", "coming", "previous", "recent", "following":
		return true
	}
	switch strings.ToLower(nextWord(after)) {
	case "ago", "later", "earlier":
		return true
	}
	for _, w := range [...]string{"后", "之后", "以后", "前", "之前", "以前", "来"} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return strings.HasSuffix(before, "过去") || strings.HasSuffix(before, "最近")
}

// isOften reports whether w says how often in one word.
func isOften(w string) bool {
	switch strings.ToLower(w) {
	case "once", "twice", "thrice":
		return true
	}
	return false
}

// overlaps reports whether a term of class c holds a part of span.
func overlaps(s *match.Sentence, c lexicon.Class, span text.Span) bool {
	return overlapping(s, c, span) != nil
}

// overlapping returns the last term of class c that overlaps span, or nil.
func overlapping(s *match.Sentence, c lexicon.Class, span text.Span) *match.Token {
	if !s.Has.Has(c.Set()) {
		return nil
	}
	for i := s.From(span.End) - 1; i >= 0 && span.Start-s.Tokens[i].Start <= 96; i-- {
		if t := &s.Tokens[i]; t.Is(c) && t.Overlaps(span) {
			return t
		}
	}
	return nil
}

// touchesCode reports whether the number touches signs or letters that make it part
// of something longer: COVID-19, 9:30, 1/3, 20xx, 010-8888.
func touchesCode(n *numeral.Number, before, after string) bool {
	if before != "" {
		c := before[len(before)-1]
		prev := byte(0)
		if len(before) > 1 {
			prev = before[len(before)-2]
		}
		switch {
		case isLetter(c), c == '%', c == '+', c == '*', c == '#', c == '/', c == '_', c == '@', c == '=':
			return true
		case c == '.' && isLetter(prev) && n.Form == numeral.English: // no space after a full stop
		case (c == '-' || c == '.' || c == ':' || c == '~') && (isLetter(prev) || text.IsDigit(prev)):
			return true
		case strings.HasSuffix(before, "×") || strings.HasSuffix(before, "○") || strings.HasSuffix(before, "—") && len(before) > 3 && text.IsDigit(before[len(before)-4]):
			return true
		}
	}
	if after == "" {
		return false
	}
	next := byte(0)
	if len(after) > 1 {
		next = after[1]
	}
	switch c := after[0]; {
	case c == '+':
		return true
	case isLetter(c):
		return !hasUnitLetters(after)
	case c == '*', c == '#', c == '/', c == '_', c == '@', c == '=':
		return true
	case (c == '-' || c == ':' || c == '.') && text.IsDigit(next):
		return true
	case strings.HasPrefix(after, "×"), strings.HasPrefix(after, "○"):
		return true
	}
	return false
}

// hasUnitLetters reports whether letters that touch a number are its unit.
func hasUnitLetters(after string) bool {
	for _, u := range [...]string{"km", "kg", "m2", "kwh", "mu ", "ml", "cm", "mm", "h ", "MB", "GB", "t "} {
		if strings.HasPrefix(after, u) {
			return true
		}
	}
	return false
}

// numberedBefore are the words after which a number says which, not how many.
var numberedBefore = map[string]bool{
	"no": true, "article": true, "articles": true, "chapter": true, "chapters": true, "section": true, "part": true, "grade": true, "grades": true,
	"class": true, "room": true, "building": true, "phase": true, "version": true, "page": true, "pages": true, "item": true, "level": true,
	"unit": true, "zone": true, "type": true, "step": true, "volume": true, "vol": true, "figure": true,
	"tel": true, "phone": true, "qq": true, "aged": true, "age": true, "top": true, "district": true, "route": true, "bus": true,
	"lesson": true, "per": true, "every": true, "each": true, "decree": true, "fiscal": true,
	"annex": true, "appendix": true, "rule": true,
}

// edges are words of which one is looked for at an edge of a text, and the
// characters with which they touch it: most texts have none of those there.
type edges struct {
	words []string
	touch *text.RuneSet
	ends  bool // whether it is the end of the text
}

func newEdges(ends bool, words ...string) edges {
	e := edges{words: words, ends: ends}
	var touch strings.Builder
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if ends {
			r, _ = utf8.DecodeLastRuneInString(w)
		}
		touch.WriteRune(r)
	}
	e.touch = text.NewRuneSet(touch.String())
	return e
}

// of returns the words, or none where t cannot have one of them at its edge.
func (e *edges) of(t string) []string {
	if e.ends && e.touch.Ends(t) || !e.ends && e.touch.Begins(t) {
		return e.words
	}
	return nil
}

// Words before and after a number that says which, not how many.
var (
	whichBefore = newEdges(true, "电话:", "电话", "编号", "编号:", "邮编", "邮编:", "星期", "周", "礼拜")
	whichAfter  = newEdges(false, "年级", "号楼", "号", "级", "版", "中全会", "等奖", "等", "届全国", "大以来", "大精神", "大报告", "周年", "楼", "环路", "环", "维", "线城市", "分之", "中学", "年制", "型", "热线", " hotline", "急救", "专线")
)

// numbered reports whether the words around say which one it is.
func numbered(before, after string) bool {
	b := strings.TrimRight(before, " ")
	if strings.HasSuffix(b, "第") || strings.HasSuffix(b, "№") || strings.HasSuffix(b, "No.") || strings.HasSuffix(b, "no.") || strings.HasSuffix(b, "NO.") {
		return true
	}
	for _, w := range whichBefore.of(b) {
		if strings.HasSuffix(b, w) && (w != "周" || !strings.HasSuffix(b, "每周")) {
			return true
		}
	}
	if w := lastWord(b); w != "" && numberedBefore[strings.ToLower(w)] && len(before)-len(b) <= 1 {
		return true
	}
	for _, w := range whichAfter.of(after) {
		if strings.HasPrefix(after, w) {
			return w != "等" || strings.HasPrefix(after, "等功")
		}
	}
	return sitting(before, after)
}

// sitting reports whether the number says which sitting of an assembly it is:
// 二届三次会员大会, 十四届人大, 十次全会.
func sitting(before, after string) bool {
	if rest, ok := strings.CutPrefix(after, "届"); ok {
		_, k := numeral.Prefix(rest)
		for _, body := range [...]string{"人大", "政协", "全国", "全会", "中央", "省", "市", "县", "区", "党", "团", "理事", "委员", "代表", "职代", "教代", "会员", "常委", "村", "历次"} {
			if k > 0 || strings.HasPrefix(rest, body) {
				return !strings.HasSuffix(before, "举办") && !strings.HasSuffix(before, "举行") && !strings.HasSuffix(before, "连续")
			}
		}
	}
	rest, ok := strings.CutPrefix(after, "次")
	full := strings.HasPrefix(rest, "全会") || strings.HasPrefix(rest, "全体会议") || strings.HasPrefix(rest, "代表大会") || strings.HasPrefix(rest, "党代会")
	for _, body := range [...]string{"人大", "政协", "大会", "党代会", "职代会", "教代会", "理事会"} {
		if ok && strings.HasPrefix(rest, "会议") && strings.HasSuffix(before, body) {
			return true
		}
	}
	return ok && full && strings.Contains(before, "届") || strings.HasSuffix(before, "届")
}

// inAddress reports whether the number stands in a run of ASCII characters
// that is an address or markup.
func inAddress(before, after string) bool {
	if before == "" || !graphic(before[len(before)-1]) {
		return false
	}
	i, j := len(before), 0
	for i > 0 && graphic(before[i-1]) {
		i--
	}
	for j < len(after) && graphic(after[j]) {
		j++
	}
	run := before[i:] + after[:j]
	return strings.Contains(run, "://") || strings.Contains(run, "www.") || strings.Contains(run, "=\"") || strings.Contains(run, "%2") || i == 0 && len(before) >= 60
}

// graphic reports whether c is an ASCII character that shows.
func graphic(c byte) bool { return c > ' ' && c < utf8.RuneSelf }

// lastWord returns the Latin word with which s ends, or "".
func lastWord(s string) string {
	i := len(s)
	for i > 0 && isLetter(s[i-1]) {
		i--
	}
	return s[i:]
}

// nextWord returns the Latin word with which s begins after spaces, or "".
func nextWord(s string) string {
	s = strings.TrimLeft(s, " ")
	i := 0
	for i < len(s) && isLetter(s[i]) {
		i++
	}
	return s[:i]
}

// firstYear and lastYear bound the plain numbers that are taken for years.
const firstYear, lastYear = 1900, 2060

// isYear reports whether n is written like a year.
func isYear(n *numeral.Number, written string) bool {
	return n.Form == numeral.Digits && len(written) == 4 && n.Value.Scale == 0 && n.Value.Coef >= firstYear && n.Value.Coef <= lastYear
}

// inDate reports whether the number is part of a date or a time of day.
func inDate(p *extract.Pass, s *match.Sentence, n *numeral.Number, span text.Span, before, after string) bool {
	rest := strings.TrimLeft(after, " ")
	written := s.Text(span)
	switch r, _ := utf8.DecodeRuneInString(rest); r {
	case '年':
		return len(written) == 4 && text.IsDigit(written[0]) || strings.HasPrefix(rest, "年代") || strings.HasPrefix(rest, "年级") || n.Form == numeral.Chinese && n.Value.Coef > 1900
	case '月', '日', '号', '时', '点':
		return true
	case '分':
		if !strings.HasPrefix(rest, "分钟") {
			return true
		}
	}
	if n.IsRange() && n.Value.Coef >= firstYear && n.Max.Coef <= lastYear && n.Form == numeral.Digits && len(written) <= 11 {
		return true
	}
	if isYear(n, written) {
		unit := s.At(p.Class("unit"), skipSpace(s, span.End))
		return unit == nil || unit.Term.ID == "times" || s.Text(unit.Span) == "届" || s.Text(unit.Span) == "级"
	}
	if w := lastWord(strings.TrimRight(strings.TrimSuffix(strings.TrimRight(before, " "), "."), " ")); month(w) {
		return true
	}
	if n.Form != numeral.Digits {
		return false
	}
	w := nextWord(rest)
	return month(w) && w != "may" && w != "march" || strings.EqualFold(w, "am") || strings.EqualFold(w, "pm") || strings.HasPrefix(rest, "o'clock") || strings.HasPrefix(rest, "a.m") || strings.HasPrefix(rest, "p.m") || strings.HasPrefix(rest, "BC")
}

func month(w string) bool {
	switch strings.ToLower(w) {
	case "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec":
		return w[0] >= 'A' && w[0] <= 'Z'
	}
	return false
}

// cutsWord reports whether the Chinese number at span is part of a longer
// word: 统一, 三亚. A unit that gse glues to the number is no longer word.
func cutsWord(p *extract.Pass, s *match.Sentence, span text.Span) bool {
	if span.Len() > 6 {
		return false
	}
	if !s.Words.Border(span.Start) {
		return true
	}
	if s.Words.Border(span.End) {
		return false
	}
	unit := s.At(p.Class("unit"), span.End)
	if unit != nil {
		return false
	}
	return s.At(p.Class("subject"), span.End) == nil
}

// inSloganQuotes reports whether span lies in a short quotation, which is a
// slogan, a name or a title.
func inSloganQuotes(s *match.Sentence, span text.Span) bool {
	const longest = 72
	t := s.Doc.Text
	low, high := max(s.Start, span.Start-longest), min(s.End, span.End+longest)
	open := openMarks(t[low:span.Start])
	for i, m := range sloganMarks {
		if !open[i] {
			continue
		}
		if end := strings.Index(t[span.End:high], m[1]); end >= 0 && !strings.Contains(t[span.End:span.End+end], m[0]) {
			return true
		}
	}
	return inStraightQuotes(t[s.Start:s.End], span.Start-s.Start, span.End-s.Start, longest)
}

// sloganMarks open and close what may be a slogan. All of them begin with two of
// the same bytes, which openMarks looks for.
var sloganMarks = [...][2]string{{"“", "”"}, {"《", "》"}, {"〈", "〉"}}

// openMarks reports which marks are open at the end of t: the last of their kind
// there opens.
func openMarks(t string) (open [len(sloganMarks)]bool) {
	var seen [len(sloganMarks)]bool
	for i := len(t) - 3; i >= 0; i-- {
		if t[i+1] != 0x80 || t[i] != 0xE2 && t[i] != 0xE3 {
			continue
		}
		for k, m := range sloganMarks {
			if mark := t[i : i+3]; !seen[k] && (mark == m[0] || mark == m[1]) {
				seen[k], open[k] = true, mark == m[0]
			}
		}
	}
	return open
}

// inStraightQuotes is inSloganQuotes for the marks that open and close alike.
func inStraightQuotes(t string, start, end, longest int) bool {
	if strings.Count(t[:start], "\"")%2 == 0 {
		return false
	}
	return start-strings.LastIndexByte(t[:start], '"') <= longest && strings.IndexByte(t[end:min(len(t), end+longest)], '"') >= 0
}

// atStart reports whether span begins its block.
func atStart(p *extract.Pass, s *match.Sentence, span text.Span) bool {
	b := p.Doc.Blocks[s.Block]
	return strings.TrimLeft(s.Doc.Text[b.Start:span.Start], " (#*-") == ""
}

func labelMark(after string) bool {
	for _, m := range [...]string{"、", ".", ")", ",", ":"} {
		if strings.HasPrefix(after, m) {
			return true
		}
	}
	return false
}

// onlyPlaces reports whether w is one of the round words 百, 千, 万 and 亿,
// or of their joins, which are numbers only after a word such as 近.
func onlyPlaces(w string) bool {
	for _, r := range w {
		if !strings.ContainsRune("百千万亿余多", r) {
			return false
		}
	}
	return true
}

// skipSpace returns the offset of the first character at or after at that is
// no space.
func skipSpace(s *match.Sentence, at int) int {
	for at < s.End && s.Doc.Text[at] == ' ' {
		at++
	}
	return at
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
