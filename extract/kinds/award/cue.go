package award

import (
	"zongjie/extract"
	"zongjie/lexicon"
)

// cues are words that tell a title, its recipient or its contest where they stand
// beside a verb of receiving. lexicon/data/cue/award.tsv says what each of them
// means.
type cues struct {
	wish           *lexicon.Cues
	past           *lexicon.Cues
	described      *lexicon.Cues
	gives          *lexicon.Cues
	giver          *lexicon.Cues
	titleNoun      *lexicon.Cues
	noTitle        *lexicon.Cues
	grade          *lexicon.Cues
	assessment     *lexicon.Cues
	bareMerit      *lexicon.Cues
	recognised     *lexicon.Cues
	toBuild        *lexicon.Cues
	blacklist      *lexicon.Cues
	honourList     *lexicon.Cues
	noPrize        *lexicon.Cues
	anyPrize       *lexicon.Cues
	office         *lexicon.Cues
	workedFor      *lexicon.Cues
	afterTitle     *lexicon.Cues
	figure         *lexicon.Cues
	beforeVerb     *lexicon.Cues
	leadIn         *lexicon.Cues
	circumstance   *lexicon.Cues
	fronted        *lexicon.Cues
	noRecipient    *lexicon.Cues
	noRecipientEnd *lexicon.Cues
	founded        *lexicon.Cues
	polite         *lexicon.Cues
	surname        *lexicon.Cues
	predicate      *lexicon.Cues
	ownUnit        *lexicon.Cues
	ownNoun        *lexicon.Cues
	transitive     *lexicon.Cues
	afterGranter   *lexicon.Cues
	contestLeads   *lexicon.Cues
	apposed        *lexicon.Cues
	contestOpens   *lexicon.Cues
	contestTail    *lexicon.Cues
	anyContest     *lexicon.Cues
	notIs          *lexicon.Cues
}

func cuesOf(p *extract.Pass) cues {
	return cues{
		wish:           p.Cues("award/wish"),
		past:           p.Cues("award/past"),
		described:      p.Cues("award/described"),
		gives:          p.Cues("award/gives"),
		giver:          p.Cues("award/giver"),
		titleNoun:      p.Cues("award/title_noun"),
		noTitle:        p.Cues("award/no_title"),
		grade:          p.Cues("award/grade"),
		assessment:     p.Cues("award/assessment"),
		bareMerit:      p.Cues("award/bare_merit"),
		recognised:     p.Cues("award/recognised"),
		toBuild:        p.Cues("award/to_build"),
		blacklist:      p.Cues("award/blacklist"),
		honourList:     p.Cues("award/honour_list"),
		noPrize:        p.Cues("award/no_prize"),
		anyPrize:       p.Cues("award/any_prize"),
		office:         p.Cues("award/office"),
		workedFor:      p.Cues("award/worked_for"),
		afterTitle:     p.Cues("award/after_title"),
		figure:         p.Cues("award/figure"),
		beforeVerb:     p.Cues("award/before_verb"),
		leadIn:         p.Cues("award/lead_in"),
		circumstance:   p.Cues("award/circumstance"),
		fronted:        p.Cues("award/fronted"),
		noRecipient:    p.Cues("award/no_recipient"),
		noRecipientEnd: p.Cues("award/no_recipient_end"),
		founded:        p.Cues("award/founded"),
		polite:         p.Cues("award/polite"),
		surname:        p.Cues("award/surname"),
		predicate:      p.Cues("award/predicate"),
		ownUnit:        p.Cues("award/own_unit"),
		ownNoun:        p.Cues("award/own_noun"),
		transitive:     p.Cues("award/transitive"),
		afterGranter:   p.Cues("award/after_granter"),
		contestLeads:   p.Cues("award/contest_leads"),
		apposed:        p.Cues("award/apposed"),
		contestOpens:   p.Cues("award/contest_opens"),
		contestTail:    p.Cues("award/contest_tail"),
		anyContest:     p.Cues("award/any_contest"),
		notIs:          p.Cues("award/not_is"),
	}
}
