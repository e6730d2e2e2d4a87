package activity

import (
	"zongjie/extract"
	"zongjie/lexicon"
)

// cues are words that tell an activity where they stand beside an event noun or a
// verb of holding. lexicon/data/cue/activity.tsv says what each of them means.
type cues struct {
	gluedAdverb  *lexicon.Cues
	beforeTalk   *lexicon.Cues
	nameAfter    *lexicon.Cues
	occasion     *lexicon.Cues
	classifier   *lexicon.Cues
	batch        *lexicon.Cues
	beforeNumber *lexicon.Cues
	held         *lexicon.Cues
	afterEvent   *lexicon.Cues
	scope        *lexicon.Cues
	fight        *lexicon.Cues
	prescribed   *lexicon.Cues
	noHolding    *lexicon.Cues
	vague        *lexicon.Cues
	bare         *lexicon.Cues
	sort         *lexicon.Cues
	topic        *lexicon.Cues
	bodyMeeting  *lexicon.Cues
	convened     *lexicon.Cues
	cleared      *lexicon.Cues
	spoken       *lexicon.Cues
	citedBefore  *lexicon.Cues
	citedBehind  *lexicon.Cues
	gavePrizes   *lexicon.Cues
	prize        *lexicon.Cues
	won          *lexicon.Cues
	wonThere     *lexicon.Cues
	holidayTime  *lexicon.Cues
	visits       *lexicon.Cues
	noVisit      *lexicon.Cues
	renewed      *lexicon.Cues
	nounToo      *lexicon.Cues
	opened       *lexicon.Cues
	adjective    *lexicon.Cues
	noPart       *lexicon.Cues
	beforeQuote  *lexicon.Cues
	duration     *lexicon.Cues
	aspect       *lexicon.Cues
	pronoun      *lexicon.Cues
	adverb       *lexicon.Cues
	deictic      *lexicon.Cues
	ranking      *lexicon.Cues
	system       *lexicon.Cues
	standing     *lexicon.Cues
	agenda       *lexicon.Cues
	worked       *lexicon.Cues
	unveiled     *lexicon.Cues
	unheld       *lexicon.Cues
	negated      *lexicon.Cues
	inspected    *lexicon.Cues
	body         *lexicon.Cues
	denied       *lexicon.Cues
	participle   *lexicon.Cues
	celebrated   *lexicon.Cues
	outing       *lexicon.Cues
	inName       *lexicon.Cues
	performing   *lexicon.Cues
}

func cuesOf(p *extract.Pass) cues {
	return cues{
		gluedAdverb:  p.Cues("activity/glued_adverb"),
		beforeTalk:   p.Cues("activity/before_talk"),
		nameAfter:    p.Cues("activity/name_after"),
		occasion:     p.Cues("activity/occasion"),
		classifier:   p.Cues("activity/classifier"),
		batch:        p.Cues("activity/batch"),
		beforeNumber: p.Cues("activity/before_number"),
		held:         p.Cues("activity/held"),
		afterEvent:   p.Cues("activity/after_event"),
		scope:        p.Cues("activity/scope"),
		fight:        p.Cues("activity/fight"),
		prescribed:   p.Cues("activity/prescribed"),
		noHolding:    p.Cues("activity/no_holding"),
		vague:        p.Cues("activity/vague"),
		bare:         p.Cues("activity/bare"),
		sort:         p.Cues("activity/sort"),
		topic:        p.Cues("activity/topic"),
		bodyMeeting:  p.Cues("activity/body_meeting"),
		convened:     p.Cues("activity/convened"),
		cleared:      p.Cues("activity/cleared"),
		spoken:       p.Cues("activity/spoken"),
		citedBefore:  p.Cues("activity/cited_before"),
		citedBehind:  p.Cues("activity/cited_behind"),
		gavePrizes:   p.Cues("activity/gave_prizes"),
		prize:        p.Cues("activity/prize"),
		won:          p.Cues("activity/won"),
		wonThere:     p.Cues("activity/won_there"),
		holidayTime:  p.Cues("activity/holiday_time"),
		visits:       p.Cues("activity/visits"),
		noVisit:      p.Cues("activity/no_visit"),
		renewed:      p.Cues("activity/renewed"),
		nounToo:      p.Cues("activity/noun_too"),
		opened:       p.Cues("activity/opened"),
		adjective:    p.Cues("activity/adjective"),
		noPart:       p.Cues("activity/no_part"),
		beforeQuote:  p.Cues("activity/before_quote"),
		duration:     p.Cues("activity/duration"),
		aspect:       p.Cues("activity/aspect"),
		pronoun:      p.Cues("activity/pronoun"),
		adverb:       p.Cues("activity/adverb"),
		deictic:      p.Cues("activity/deictic"),
		ranking:      p.Cues("activity/ranking"),
		system:       p.Cues("activity/system"),
		standing:     p.Cues("activity/standing"),
		agenda:       p.Cues("activity/agenda"),
		worked:       p.Cues("activity/worked"),
		unveiled:     p.Cues("activity/unveiled"),
		unheld:       p.Cues("activity/unheld"),
		negated:      p.Cues("activity/negated"),
		inspected:    p.Cues("activity/inspected"),
		body:         p.Cues("activity/body"),
		denied:       p.Cues("activity/denied"),
		participle:   p.Cues("activity/participle"),
		celebrated:   p.Cues("activity/celebrated"),
		outing:       p.Cues("activity/outing"),
		inName:       p.Cues("activity/in_name"),
		performing:   p.Cues("activity/performing"),
	}
}
