package index

import (
	"errors"
	"math"
	"slices"
	"strings"

	index "github.com/blevesearch/bleve_index_api"

	"zongjie/extract"
)

// clause is a node of a query that knows for which reports it holds: for those in
// sure it does, for those in maybe it may, and the rest it has ruled out. What it
// does not know, test finds out by reading.
type clause struct {
	op   op // opAll, opAny, opNot, or opWords for a leaf
	kids []*clause
	also []*clause // other names of what kids name: any of them is as good

	sure, maybe docs
	word        docs                         // those of sure in which it is a word of its own; nil for all
	test        func(*reading) (bool, error) // of the documents in maybe that are not in sure

	part  *part        // of a leaf that asks for words
	facts []*condition // of a leaf that asks for one fact that meets all of them
}

// plan is a query that is ready to be searched for.
type plan struct {
	root  *clause
	soft  []*clause // words and phrases of which some may be enough; two or more
	hard  *clause   // what a report must meet in any case
	must  bool      // hard holds words, so that none of soft has to be there
	parts []part    // what is to be highlighted
	names []string  // for each of parts: the name in the other language that it is, or ""
	bonus []docs    // reports that seem to hold words together which stand together in the query
	also  bool      // some clause has other names
	facts []*clause // the leaves that ask for facts, not below a Not
}

// planner makes a plan.
type planner struct {
	*resolver
	plan
	q      *Query
	byFact bool
	not    bool // below a Not
	count  int  // of words, so far
}

// maxParts is how many words a query may have.
const maxParts = 300

// plan reads q and asks the index about its leaves.
func (v *view) plan(q *Query) (*plan, error) {
	root, err := parse(q.Text)
	if err != nil {
		return nil, err
	}
	p := &planner{resolver: &resolver{kinds: v.x.store.Kinds, view: v}, q: q, byFact: q.byFact()}
	kids, err := p.row(root.Kids, true)
	if err != nil {
		return nil, err
	}
	filters, err := p.filters()
	if err != nil {
		return nil, err
	}
	p.root = &clause{op: opAll, kids: append(kids, filters...)}
	if len(p.root.kids) == 0 || len(kids) == 0 && strings.TrimSpace(q.Text) != "" {
		return nil, ErrEmpty
	}
	p.hard = &clause{op: opAll}
	for _, kid := range p.root.kids {
		if !slices.Contains(p.soft, kid) {
			p.hard.kids = append(p.hard.kids, kid)
		}
	}
	p.split()
	return &p.plan, nil
}

// partly reports whether some of the words may be enough.
func (p *plan) partly() bool { return len(p.soft) > 1 || p.must && len(p.soft) > 0 }

// split makes soft clauses of the words of a name: where not all of it is found,
// some of its words may be.
func (p *planner) split() {
	var soft []*clause
	for _, c := range p.soft {
		if len(c.also) > 0 {
			soft = append(soft, c.kids...)
		} else {
			soft = append(soft, c)
		}
	}
	p.soft = soft
}

// filters makes clauses of the options of the query.
func (p *planner) filters() ([]*clause, error) {
	var out []*clause
	if p.q.YearFrom != 0 || p.q.YearTo != 0 {
		from, to := p.q.YearFrom, p.q.YearTo
		c, err := p.column(fieldYear, func(term string) bool {
			return term >= yearTerm(from) && (to == 0 || term <= yearTerm(to))
		})
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	if p.q.Org != "" {
		c, err := p.org(p.q.Org)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	if p.q.Kind != "" {
		c, err := p.column(fieldKind, func(term string) bool { return term == p.q.Kind })
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// row makes the clauses of nodes that must all hold. Words that follow each other
// are read together, since a name may have several; conditions on facts of one
// kind become one clause, until one begins another fact. top says that the nodes
// are those of the query itself.
func (p *planner) row(nodes []node, top bool) ([]*clause, error) {
	var out []*clause
	open := map[*extract.Kind][]*condition{}
	var kinds []*extract.Kind // of open, in the order of the query
	closeFact := func(k *extract.Kind) error {
		c, err := p.fact(open[k])
		out = append(out, c)
		open[k] = nil
		return err
	}
	for i := 0; i < len(nodes); i++ {
		n := &nodes[i]
		field := n
		if n.Op == opMust {
			field = &n.Kids[0]
		}
		if field.Op == opField && p.asksFact(field.Name) {
			c, err := p.condition(field)
			if err != nil {
				return nil, err
			}
			if !slices.Contains(kinds, c.kind) {
				kinds = append(kinds, c.kind)
			}
			if c.begins(open[c.kind]) {
				if err := closeFact(c.kind); err != nil {
					return nil, err
				}
			}
			open[c.kind] = append(open[c.kind], c)
			continue
		}
		var made []*clause
		var err error
		if n.Op == opWords {
			from := i
			for i+1 < len(nodes) && nodes[i+1].Op == opWords {
				i++
			}
			made, err = p.run(nodes[from : i+1])
		} else {
			var c *clause
			if c, err = p.node(n); c != nil {
				made = []*clause{c}
			}
		}
		if err != nil {
			return nil, err
		}
		if top && (n.Op == opWords || n.Op == opPhrase || n.Op == opAny && onlyWords(n)) {
			p.soft = append(p.soft, made...)
		}
		p.must = p.must || top && n.Op == opMust && onlyWords(&n.Kids[0])
		out = append(out, made...)
	}
	for _, k := range kinds {
		if len(open[k]) > 0 {
			if err := closeFact(k); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// asksFact reports whether the field called name is asked of facts: every one that
// reports have not and, where facts are the hits, their kind.
func (p *planner) asksFact(name string) bool {
	field := p.report(name)
	return field == "" || p.byFact && field == askKind
}

// onlyWords reports whether n asks for words and phrases alone.
func onlyWords(n *node) bool {
	for i := range n.Kids {
		if !onlyWords(&n.Kids[i]) {
			return false
		}
	}
	return n.Op == opWords || n.Op == opPhrase || n.Op == opAll || n.Op == opAny
}

// node makes the clause of one node; nil if it asks for nothing.
func (p *planner) node(n *node) (*clause, error) {
	switch n.Op {
	case opMust:
		return p.node(&n.Kids[0])
	case opNot:
		before := p.not
		p.not = true
		kid, err := p.node(&n.Kids[0])
		p.not = before
		if kid == nil || err != nil {
			return nil, err
		}
		return &clause{op: opNot, kids: []*clause{kid}}, nil
	case opAny:
		c := &clause{op: opAny}
		for i := range n.Kids {
			kid, err := p.node(&n.Kids[i])
			if err != nil {
				return nil, err
			}
			if kid != nil {
				c.kids = append(c.kids, kid)
			}
		}
		if len(c.kids) == 0 {
			return nil, nil
		}
		return c, nil
	case opPhrase:
		part := newPhrase(normal(n.Value))
		if part == nil {
			return nil, nil
		}
		return p.leaf(part, "")
	case opField:
		if !p.asksFact(n.Name) {
			return p.property(n, p.report(n.Name))
		}
	}
	nodes := []node{*n}
	if n.Op == opAll {
		nodes = n.Kids
	}
	kids, err := p.row(nodes, false)
	switch {
	case err != nil || len(kids) == 0:
		return nil, err
	case len(kids) == 1:
		return kids[0], nil
	}
	return &clause{op: opAll, kids: kids}, nil
}

// run makes the clauses of words that follow each other. The words of one piece,
// which was written without blanks, have to stand together.
func (p *planner) run(nodes []node) ([]*clause, error) {
	var parts []part
	var of []int // nodes, of parts
	for i := range nodes {
		if err := p.lacksColon(&nodes[i]); err != nil {
			return nil, err
		}
		n := len(parts)
		parts = appendWords(parts, normal(nodes[i].Value))
		for range parts[n:] {
			of = append(of, i)
		}
		if p.count += len(parts) - n; p.count > maxParts {
			return nil, mistake(&nodes[i], "the query has more than %d words", maxParts)
		}
	}
	var out []*clause
	named := map[int]bool{} // nodes of which some part has names in the other language
	for i := 0; i < len(parts); {
		var names []string
		n := 0
		if !p.not && !p.q.NoTranslation {
			names, n = translate(parts[i:])
		}
		kids := make([]*clause, max(n, 1))
		for k := range kids {
			var err error
			if kids[k], err = p.leaf(&parts[i+k], ""); err != nil {
				return nil, err
			}
		}
		if len(names) == 0 {
			out = append(out, kids...)
			i += len(kids)
			continue
		}
		c := &clause{op: opAll, kids: kids}
		var whole strings.Builder
		for k := range kids {
			named[of[i+k]] = true
			whole.WriteString(parts[i+k].text)
		}
		if of[i] == of[i+len(kids)-1] && strings.Contains(normal(nodes[of[i]].Value), whole.String()) {
			together, err := p.together(whole.String())
			if err != nil {
				return nil, err
			}
			c.kids = append(c.kids, together...)
		}
		if err := p.others(c, names); err != nil {
			return nil, err
		}
		out = append(out, c)
		i += len(kids)
	}
	for i := range nodes {
		if named[i] { // in the other language nothing of it stands together
			continue
		}
		together, err := p.together(normal(nodes[i].Value))
		if err != nil {
			return nil, err
		}
		out = append(out, together...)
	}
	return out, nil
}

// lacksColon returns what is wrong with a word such as year>2019.
func (p *planner) lacksColon(n *node) error {
	at := strings.IndexAny(n.Value, "<>=≤≥")
	if at <= 0 {
		return nil
	}
	name := lower(n.Value[:at])
	first, _, dotted := strings.Cut(name, ".")
	if p.report(name) == "" && (!dotted || p.kind(first) == nil) {
		return nil
	}
	return mistake(n, "a colon is missing after the field: %s:%s", name, n.Value[at:])
}

// others adds to c the clauses for names in the other language.
func (p *planner) others(c *clause, names []string) error {
	seen := map[string]bool{}
	for _, name := range names {
		words := appendWords(nil, normal(name))
		part := newPhrase(normal(name))
		if len(words) == 0 || part == nil {
			continue
		}
		if part.bounded = true; len(words) == 1 {
			part = &words[0]
		}
		if seen[part.text] {
			continue
		}
		seen[part.text] = true
		kid, err := p.leaf(part, name)
		if err != nil {
			return err
		}
		if len(words) == 1 && !p.byFact {
			kid.maybe = kid.sure // by words alone
		}
		c.also = append(c.also, kid)
	}
	p.also = p.also || len(c.also) > 0
	return nil
}

// together makes the clause by which the words of piece, which is normal, stand
// together in a report: every two characters that meet in piece meet there too. So
// much the index knows, and no text is read. There is none where piece has not two
// words, or no two characters.
func (p *planner) together(piece string) ([]*clause, error) {
	q := sideBySide(piece)
	if q == nil || len(appendWords(nil, piece)) < 2 {
		return nil, nil
	}
	found, err := p.view.find(q)
	if err != nil {
		return nil, err
	}
	p.bonus = append(p.bonus, found)
	return []*clause{{op: opWords, part: newPhrase(piece), sure: found, maybe: found}}, nil
}

// leaf makes a clause that asks for a word or a phrase. name is what the words
// are another name of; "" if they stand in the query.
func (p *planner) leaf(q *part, name string) (*clause, error) {
	c := &clause{op: opWords, part: q}
	if !p.not {
		p.parts, p.names = append(p.parts, *q), append(p.names, name)
	}
	kind := ""
	if p.byFact {
		kind = "any"
	}
	var err error
	if c.maybe, err = p.view.find(q.clause(kind)); err != nil {
		return nil, err
	}
	c.sure = p.view.none()
	if !p.byFact && q.isWord() { // which words a fact has, no index tells
		if c.word, err = p.view.find(q.words("")); err != nil {
			return nil, err
		}
		if c.sure = c.maybe; !q.exact() && !q.isPair() {
			within, err := p.view.find(q.inWord())
			if err != nil {
				return nil, err
			}
			c.sure = c.word.or(within)
		}
	}
	c.test = func(r *reading) (bool, error) { return r.holds(q) }
	return c, err
}

// isWord reports whether a text that has q as a word surely holds it: it is in one
// script, without blanks.
func (p *part) isWord() bool { return len(p.terms) == 0 && !strings.Contains(p.text, " ") }

// isPair reports whether p is two wide characters and nothing else: the index
// knows which texts hold a pair.
func (p *part) isPair() bool {
	return len(p.pairs) == 1 && p.text == p.pairs[0] && len(p.chars)+len(p.terms) == 0
}

// reports are three sets of reports, each in the next: in which all that was asked
// for stands as words of its own, which answer, and which may answer.
type reports struct{ word, sure, maybe docs }

func (r reports) and(q reports) reports {
	return reports{r.word.and(q.word), r.sure.and(q.sure), r.maybe.and(q.maybe)}
}

func (r reports) or(q reports) reports {
	return reports{r.word.or(q.word), r.sure.or(q.sure), r.maybe.or(q.maybe)}
}

// reports returns for which reports c holds, of those in live. also says whether
// names in the other language count.
func (c *clause) reports(live docs, also bool) reports {
	none := live.empty()
	switch c.op {
	case opAll:
		all := reports{live, live, live}
		for _, kid := range c.kids {
			all = all.and(kid.reports(live, also))
		}
		for i := 0; also && i < len(c.also); i++ {
			all = all.or(c.also[i].reports(live, false))
		}
		return all
	case opAny:
		any := reports{none, none, none}
		for _, kid := range c.kids {
			any = any.or(kid.reports(live, also))
		}
		return any
	case opNot:
		kid := c.kids[0].reports(live, false)
		no := live.without(kid.maybe)
		return reports{no, no, live.without(kid.sure)}
	}
	if c.word != nil {
		return reports{c.word, c.sure, c.maybe}
	}
	return reports{c.sure, c.sure, c.maybe}
}

// scores returns the score of each document for the words of parts, and of the
// pieces that stand together: a word counts the more the rarer it is, and the more
// often and in the shorter a text it stands.
func (v *view) scores(parts []part, bonus []docs) ([]float32, error) {
	out := make([]float32, 64*len(v.live))
	all := float64(v.live.count())
	add := func(field, term string, boost float64) error {
		var list []uint32
		var weights []float32
		err := v.eachPosting(field, term, true, func(d *index.TermFieldDoc) {
			list = append(list, uint32(d.ID.Value()))
			weights = append(weights, float32(math.Sqrt(float64(d.Freq))*d.Norm))
		})
		rare := 1 + math.Log(all/float64(len(list)+1))
		for i, n := range list {
			out[n] += weights[i] * float32(boost*rare*rare)
		}
		return err
	}
	for i := range parts {
		words := parts[i : i+1]
		if words[0].phrase {
			words = appendWords(nil, words[0].text)
		}
		for _, word := range words {
			if err := errors.Join(add(fieldBody, word.text, boostBody), add(fieldTitle, word.text, boostTitle)); err != nil {
				return nil, err
			}
		}
	}
	for _, set := range bonus {
		for n := range set.all() {
			out[n] += scorePiece
		}
	}
	return out, nil
}
