package count

import (
	"strings"
	"unicode/utf8"

	"zongjie/extract/text"
	"zongjie/lexicon/numeral"
)

// suffixes says by its last character what a Chinese noun names that the
// lexicon does not know: 分馆 and 流通点 are places, whatever stands before
// 馆 and 点.
var suffixes = map[rune]string{
	'馆': "other", '站': "other", '点': "other", '室': "other", '队': "other", '岗': "other", '屋': "other", '院': "other", '所': "other", '亭': "other",
	'园': "other", '厅': "other", '吧': "other", '角': "other", '区': "other", '库': "other", '房': "other", '棚': "other", '场': "other", '廊': "other",
	'栏': "other", '墙': "other", '车': "other", '桥': "other", '渠': "other", '井': "other", '池': "other", '塘': "other", '桩': "other", '灯': "other",
	'牌': "other", '机': "other", '器': "other", '仪': "other", '箱': "other", '柜': "other", '群': "other", '组': "other", '庙': "other", '寺': "other", '殿': "other",
	'店': "company", '厂': "company",
	'员': "person", '者': "person", '师': "person", '匠': "person", '友': "person",
	'班': "training", '赛': "competition", '课': "lesson", '会': "meeting", '户': "household",
}

// endings are the suffixes of two characters.
var endings = [...]string{"中心", "基地", "平台", "集群", "联盟", "团队", "之家", "驿站"}

// headed returns what the noun w names by its last character, or "".
func headed(w string) string {
	if w == "社会" || w == "机会" {
		return ""
	}
	for _, e := range endings {
		if strings.HasSuffix(w, e) {
			return "other"
		}
	}
	r, last := utf8.DecodeLastRuneInString(w)
	if first, size := utf8.DecodeRuneInString(w); size+last == len(w) && strings.ContainsRune(objectVerbs, first) {
		return "" // 上岗, 入户
	}
	return suffixes[r]
}

// objectVerbs are the verbs that make a word of two characters with their
// object.
const objectVerbs = "入进出到上下在开闭挂住停乘查建办设离返退转回驻抵赴来去落参授听讲带领协动"

// unknown returns the first noun in span, a phrase without known nouns, that
// its last character names and that the quantity can count.
func (q *quantity) unknown(span text.Span) (n noun, ok bool) {
	if q.unit == nil {
		return n, false // 8车道高速公路, 20国集团峰会
	}
	for i := q.s.From(span.Start); i < len(q.s.Tokens) && q.s.Tokens[i].Start < span.End; i++ {
		if q.s.Tokens[i].Number != nil {
			span.End = q.s.Tokens[i].Start
		}
	}
	q.s.Words.All(span, func(w text.Span) bool {
		if w.End > span.End || w.End-span.Start < 2*len("馆") {
			return true
		}
		id := headed(q.s.Text(w))
		if id == "" {
			return true
		}
		n = q.called(text.Span{Start: span.Start, End: w.End}, id)
		ok = n.id != ""
		return false
	})
	return n, ok
}

// unnamed finds the noun by its last character where the lexicon knows none:
// right after the unit, or right before the number.
func (q *quantity) unnamed() (noun, bool) {
	if q.latin(q.end) {
		return noun{}, false
	}
	if n, ok := q.unknown(text.Span{Start: q.end, End: min(q.clauseEnd(q.end), q.end+maxNounGap)}); ok && !strings.ContainsAny(q.s.Text(n.Span), breakers) {
		return n, true
	}
	start := q.clause.Start
	if i := strings.LastIndex(q.s.Doc.Text[start:q.num.Start], "、"); i >= 0 {
		start += i + len("、")
	}
	return q.nearest(text.Span{Start: start, End: q.num.Start})
}

// called returns the noun at span as it is counted in the quantity's unit; its
// id is "" if it cannot be.
func (q *quantity) called(span text.Span, id string) noun {
	unit := ""
	if q.unit != nil {
		unit = q.s.Text(q.unit.Span)
	}
	if id == "company" && unit != "家" {
		id = "other" // 5座水厂
	}
	switch {
	case unit == "期" && q.num.Number.Form == numeral.Chinese: // a phase of building
		return noun{}
	case id == "other" && (q.group() == "person" || q.group() == "times" || q.group() == "event"):
		return noun{}
	case id == "meeting" && (unit == "届" || unit == "场" || unit == "场次"):
		id = "activity" // fairs and parties
	case id == "training" && q.group() != "event" && q.group() != "times":
		id = "other"
	case id == "meeting" && (q.group() == "org" || q.group() == "thing"):
		id = "other" // 商会, 协会
	}
	return noun{Span: span, id: countedAs(q.group(), unit, id)}
}

// longerName returns the noun that begins with head and goes on to a last
// character that names it: 图书 in 图书流通点. It is false if head ends its phrase.
func (q *quantity) longerName(head noun) (noun, bool) {
	const longest = 4 * len("点")
	loose := !people[head.id] && !organisations[head.id] // 中小学改造危房 is no name
	end := min(q.s.End, head.End+longest)
	rest := q.s.Doc.Text[head.End:end]
	if i := strings.IndexAny(rest, breakers+"的和与及、,。;:() "); i >= 0 {
		end = head.End + i
	}
	var long noun
	q.s.Words.All(text.Span{Start: head.End, End: end}, func(w text.Span) bool {
		if w.End > end || q.s.At(q.pass.Class("hold"), w.Start) != nil {
			return false
		}
		if id := headed(q.s.Text(w)); (id == "other" || id == "company") && q.s.Text(w) != "所" {
			long = q.called(text.Span{Start: head.Start, End: w.End}, id)
			return false
		}
		return loose
	})
	return long, long.id != ""
}

// nearest returns the noun that its last character names and that stands right
// before the number, in the words between a known noun and the number.
func (q *quantity) nearest(between text.Span) (n noun, ok bool) {
	end := between.Start + len(strings.TrimRight(q.s.Text(between), " :"))
	prev := between.Start
	q.s.Words.All(text.Span{Start: between.Start, End: end}, func(w text.Span) bool {
		if w.End == end && end-between.Start >= 2*len("馆") {
			if id := headed(q.s.Text(w)); id != "" {
				if w.Len() > len("馆") {
					prev = w.Start
				}
				n = q.called(text.Span{Start: prev, End: w.End}, id)
				ok = n.id != ""
			}
		}
		prev = w.Start
		return true
	})
	return n, ok
}

// quoted reports whether a quotation stands right before the number or right
// after its unit: the quantity counts those that bear the name in it.
func (q *quantity) quoted() bool {
	return strings.HasSuffix(q.s.Doc.Text[q.s.Start:q.num.Start], "”") || strings.HasPrefix(q.s.Doc.Text[q.end:q.s.End], "“")
}

// personal reports whether the English plural w ends as words for people do:
// inspectors, assistants, trustees.
func personal(w string) bool {
	w = strings.ToLower(w)
	if i := strings.LastIndexByte(w, '-'); i >= 0 {
		w = w[i+1:]
	}
	if impersonal[w] {
		return false
	}
	for _, e := range [...]string{"ers", "ors", "ists", "ees", "ians", "men", "stants", "ntants"} {
		if strings.HasSuffix(w, e) {
			return len(w) > len(e)+2
		}
	}
	return false
}

// impersonal are plurals that end like words for people and name things.
var impersonal = map[string]bool{
	"computers": true, "servers": true, "letters": true, "numbers": true, "centers": true, "papers": true, "posters": true, "corners": true,
	"quarters": true, "headquarters": true, "chapters": true, "orders": true, "offers": true, "matters": true, "tractors": true, "sensors": true,
	"monitors": true, "doors": true, "floors": true, "errors": true, "factors": true, "sectors": true, "colors": true, "corridors": true,
	"containers": true, "trailers": true, "printers": true, "projectors": true, "boilers": true, "meters": true, "towers": true, "routers": true,
	"filters": true, "covers": true, "layers": true, "folders": true, "banners": true, "dinners": true, "rivers": true, "flowers": true, "others": true,
	"vouchers": true, "shelters": true, "sewers": true, "transformers": true, "counters": true, "newsletters": true, "disasters": true, "clusters": true,
	"lists": true, "fees": true, "trees": true, "committees": true, "degrees": true, "coffees": true, "guarantees": true, "generators": true,
	"elevators": true, "incubators": true, "indicators": true, "detectors": true, "reactors": true, "conveyors": true, "trackers": true, "scanners": true,
	"tankers": true, "planters": true, "registers": true, "powers": true, "answers": true, "fires": true, "barriers": true, "theaters": true,
	"stickers": true, "stoves": true, "heaters": true, "coolers": true, "freezers": true, "loaders": true, "hours": true, "semesters": true,
	"ventilators": true, "extinguishers": true, "conditioners": true, "chargers": true, "lockers": true, "trolleys": true, "drawers": true, "borders": true,
	"acres": true, "failures": true, "encounters": true, "harvesters": true, "mowers": true, "cookers": true, "toilets": true, "restaurants": true, "plants": true,
	"circuit-breakers": true, "breakers": true, "streetcars": true, "specimens": true, "regimens": true, "winters": true, "summers": true, "mirrors": true, "motors": true,
	"gathers": true, "blisters": true, "characters": true, "parameters": true, "perimeters": true, "hectometers": true, "hangers": true,
}
