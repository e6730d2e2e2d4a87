// Package activity finds what a unit organised, held or took part in.
//
// A Chinese sentence is read clause by clause (zh_clause.go), a clause item by item
// (zh_item.go); an English one from its event nouns outwards (en_sentence.go). Where
// a name begins and ends is told by the files _name, what is a clause or too vague
// to be one by zh_phrase.go, how often its event was held by _times, and what shows
// that it was held at all by _evidence.
package activity

import (
	"strings"

	"zongjie/extract"
	"zongjie/extract/kinds/modality"
	"zongjie/extract/match"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// Extractor returns the kind, its rules and what finds it.
func Extractor() extract.Extractor {
	return extract.Extractor{
		Kind: extract.Kind{
			Name: "activity", Plural: "activities",
			Doc:   "Something that the unit organised, held or took part in, and that has a name or a clear event noun.",
			DocZH: "组织、举办或参加的一项活动。",
			Fields: []extract.Field{
				{Name: "name", Type: extract.TypeText, Doc: "the noun phrase that names it", DocZH: "活动名称"},
				{Name: "type", Type: extract.TypeTerm, Doc: "study, meeting, training, lecture, contest, visit, volunteer, ceremony, inspection, donation, culture or other", DocZH: "类型：study学习、meeting会议、training培训、lecture讲座、contest竞赛、visit走访、volunteer志愿服务、ceremony仪式、inspection检查、donation捐赠、culture文体、other其他"},
				{Name: "modality", Type: extract.TypeTerm, Doc: "actual or planned", DocZH: "actual已开展，planned计划"},
				{Name: "date", Type: extract.TypeText, Doc: "when, as written", DocZH: "时间，照原文"},
				{Name: "times", Type: extract.TypeInt, Doc: "how often", DocZH: "次数"},
				{Name: "participants", Type: extract.TypeText, Doc: "who took part, as written", DocZH: "参加者，照原文"},
			},
			Key: []string{"name"},
		},
		Rules: rules,
		Find:  find,
	}
}

// finder looks for the names of activities in one document.
type finder struct {
	p *extract.Pass

	event, occasion, titled, hold, border, compound lexicon.Class
	cue                                             cues

	found  []activity
	prizes prizes // of the sentence that was last asked for
}

// activity is a name that was found, and what was read around it.
type activity struct {
	rule     string
	s        *match.Sentence
	name     text.Span
	head     *match.Token // the event noun; nil for a name that is only a quotation
	verb     *match.Token // that governs it, or nil
	times    *match.Token // the number that says how often it was held, or nil
	people   text.Span    // who took part; empty if not stated
	modality string
}

// find reports every activity once: a name that a heading or an
// earlier sentence has given is the same activity when it comes back.
func find(p *extract.Pass) {
	f := &finder{p: p, event: p.Class("event"), occasion: p.Class("occasion"),
		titled: p.Class("titled"), hold: p.Class("hold"), border: p.Class("border"), compound: p.Class("compound"), cue: cuesOf(p)}
	nouns := f.event.Set() | f.occasion.Set() | f.titled.Set()
	for i := range p.Sentences {
		s := &p.Sentences[i]
		if s.Block == p.Meta.TitleBlock || !s.Has.Any(nouns|f.hold.Set()) {
			continue
		}
		if s.Lang == text.EN {
			f.english(s)
		} else {
			f.chinese(s)
		}
	}
	for _, a := range f.unique() {
		p.Report(f.candidate(a))
	}
}

// maxTimes is more than anything is held; a larger number is a year or a code.
const maxTimes = 1000

func (f *finder) candidate(a activity) extract.Candidate {
	c := f.p.New(a.rule, a.s, a.name)
	c.Set("name", strings.Join(strings.Fields(a.s.Doc.RawText(a.name)), " "))
	c.Set("type", typeOf(a.head))
	c.Set("modality", a.modality)
	if n := a.times; n != nil && n.Number.Value.Scale == 0 && n.Number.Value.Coef < maxTimes {
		c.Set("times", a.times.Number.Value.String())
	}
	if a.people.Len() > 0 {
		c.Set("participants", a.s.Doc.RawText(f.p.Doc.Trim(a.people)))
	}
	c.Set("date", a.s.Doc.RawText(dateOf(a.s, a.name)))
	return c
}

// recordTypes are the types that the lexicon tells apart and records do not.
var recordTypes = map[string]string{"drill": "training", "test": "inspection", "fair": "meeting", "health": "other",
	"campaign": "other", "selection": "contest"}

func typeOf(head *match.Token) string {
	if head == nil {
		return "other"
	}
	if t, ok := recordTypes[head.Term.ID]; ok {
		return t
	}
	return head.Term.ID
}

// renews reports whether head is a verb and its object: 重温入党誓词, sweep the tomb.
func (f *finder) renews(s *match.Sentence, head *match.Token) bool {
	t := s.Text(head.Span)
	n := f.cue.renewed.Prefix(t)
	return n > 0 && n < len(t)
}

// unique returns the activities without those that only repeat the name of
// another: the same one, or one that ends another and says less.
func (f *finder) unique() []activity {
	keys := make([]string, len(f.found))
	for i, a := range f.found {
		keys[i] = keyOf(a.s.Text(a.name))
	}
	var kept []activity
	first := map[string]int{} // by key, in kept
	for i, a := range f.found {
		if k, ok := first[keys[i]]; ok {
			kept[k] = merge(kept[k], a)
			continue
		}
		if !f.repeats(i, keys) {
			first[keys[i]] = len(kept)
			kept = append(kept, a)
		}
	}
	return kept
}

// merge returns which of two mentions of one activity tells more: what was planned
// and then done was done.
func merge(a, b activity) activity {
	if a.modality == modality.Planned && b.modality == modality.Actual {
		a, b = b, a
	}
	if a.times == nil {
		a.times = b.times
	}
	return a
}

// repeats reports whether another name that was found says what name i does,
// and more. A name with its own number of times is no repetition.
func (f *finder) repeats(i int, keys []string) bool {
	if f.found[i].times != nil {
		return f.counts(i, keys)
	}
	for j, k := range keys {
		if len(k) > len(keys[i]) && strings.HasSuffix(k, keys[i]) && (j < i || f.found[i].head != nil && f.found[i].name.Len() == f.found[i].head.Len()) {
			return true
		}
	}
	return false
}

// counts reports whether name i is only the noun of another in the same sentence,
// and says how often that was held: 举办X公开课,本学期完成6节公开课.
func (f *finder) counts(i int, keys []string) bool {
	a := f.found[i]
	if a.head == nil || a.name.Len() != a.head.Len() {
		return false
	}
	for j := range i {
		if f.found[j].s == a.s && f.found[j].times == nil && len(keys[j]) > len(keys[i]) && strings.HasSuffix(keys[j], keys[i]) {
			return true
		}
	}
	return false
}

// keyOf returns what two mentions of one name have in common.
func keyOf(s string) string {
	s = text.Lower(s)
	if one, ok := strings.CutSuffix(s, "activities"); ok {
		s = one + "activity"
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("“”\"《》「」『』 ,、的-", r) {
			return -1
		}
		return r
	}, s)
}
