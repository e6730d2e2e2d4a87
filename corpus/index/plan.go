package index

import (
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/search/query"
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
		if field.Op == opField && p.report(field.Name) == "" {
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
		if name := p.report(n.Name); name != "" {
			return p.property(n, name)
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

// run makes the clauses of words that follow each other.
func (p *planner) run(nodes []node) ([]*clause, error) {
	var parts []part
	for i := range nodes {
		n := len(parts)
		parts = appendWords(parts, normal(nodes[i].Value))
		if len(parts) > n+1 && !p.not {
			if err := p.together(nodes[i].Value); err != nil {
				return nil, err
			}
		}
		if p.count += len(parts) - n; p.count > maxParts {
			return nil, mistake(&nodes[i], "the query has more than %d words", maxParts)
		}
	}
	var out []*clause
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
		i += len(kids)
		if len(names) == 0 {
			out = append(out, kids...)
			continue
		}
		c := &clause{op: opAll, kids: kids}
		if err := p.others(c, names); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
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

// together notes which reports seem to hold the words of piece side by side.
func (p *planner) together(piece string) error {
	q := sideBySide(normal(piece))
	if q == nil {
		return nil
	}
	found, err := p.view.find(q)
	p.bonus = append(p.bonus, found)
	return err
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

// column makes a clause of a field that the index knows.
func (p *planner) column(field string, ok func(term string) bool) (*clause, error) {
	col, err := p.view.column(field, "")
	if err != nil {
		return nil, err
	}
	found := col.where(p.view.none(), ok)
	return &clause{op: opField, sure: found, maybe: found}, nil
}

// property makes the clause of a field of reports.
func (p *planner) property(n *node, name string) (*clause, error) {
	switch name {
	case askYear:
		years, err := readYears(n)
		if err != nil {
			return nil, err
		}
		return p.column(fieldYear, years.holdsYear)
	case askOrg:
		if newPhrase(normal(n.Value)) == nil {
			return nil, mistake(n, "there is no word in %s", n.Value)
		}
		return p.org(n.Value)
	case askTitle:
		return p.title(n)
	case askPath:
		return p.path(n)
	case askKind:
		return p.kindOf(n)
	case askLang:
		return p.term(n, fieldLang, langDoc)
	}
	return p.term(n, fieldType, typeDoc)
}

func (p *planner) term(n *node, field, doc string) (*clause, error) {
	values, err := p.terms(n, n.Name, n.Value, field, doc)
	if err != nil {
		return nil, err
	}
	return p.column(field, func(term string) bool { return slices.Contains(values, term) })
}

func (p *planner) kindOf(n *node) (*clause, error) {
	var names []string
	for _, k := range p.kinds {
		names = append(names, k.Name)
	}
	k := p.kind(lower(strings.TrimSpace(n.Value)))
	if k == nil {
		if near := nearest(n.Value, names); near != "" {
			return nil, mistake(n, "there is no kind %q; did you mean %q?", n.Value, near)
		}
		return nil, mistake(n, "there is no kind %q; there are %s", n.Value, strings.Join(names, ", "))
	}
	return p.column(fieldKind, func(term string) bool { return term == k.Name })
}

// org makes the clause of an organisation's name: of the one under which reports
// are grouped, or of the one that a report gives.
func (p *planner) org(name string) (*clause, error) {
	wanted := normal(strings.TrimSpace(name))
	c, err := p.column(fieldUnit, func(unit string) bool { return strings.Contains(normal(unit), wanted) })
	if err != nil {
		return nil, err
	}
	if terms := orgQuery(wanted); len(terms) > 0 {
		written, err := p.view.find(holdsAll(fieldOrg, terms, 0))
		if err != nil {
			return nil, err
		}
		c.maybe = c.sure.or(written)
	}
	c.test = func(r *reading) (bool, error) {
		head, err := r.head()
		return err == nil && strings.Contains(normal(head.Organization), wanted), err
	}
	return c, nil
}

func (p *planner) title(n *node) (*clause, error) {
	part := newPhrase(normal(n.Value))
	if part == nil {
		return nil, mistake(n, "there is no word in %s", n.Value)
	}
	c := &clause{op: opField}
	var err error
	if c.maybe, err = p.view.find(part.clause("")); err != nil {
		return nil, err
	}
	if c.sure = p.view.none(); part.isWord() {
		if c.sure, err = p.view.find(constant{term(fieldTitle, part.text, 1), 0}); err != nil {
			return nil, err
		}
	}
	c.test = func(r *reading) (bool, error) {
		head, err := r.head()
		return err == nil && part.stands(normal(head.Title)), err
	}
	return c, nil
}

func (p *planner) path(n *node) (*clause, error) {
	piece := normal(n.Value)
	pattern := globPattern(piece)
	paths, err := p.view.allPaths()
	if err != nil {
		return nil, err
	}
	found := p.view.none()
	for i := range p.view.live.all() {
		if glob(pattern, piece, normal(paths[i])) {
			found.add(i)
		}
	}
	return &clause{op: opField, sure: found, maybe: found}, nil
}

// fact makes the clause that asks for one fact that meets all conditions, which
// are of one kind.
func (p *planner) fact(conditions []*condition) (*clause, error) {
	c := &clause{op: opWords, facts: conditions}
	for _, one := range conditions {
		sure, maybe, err := p.meets(one)
		if err != nil {
			return nil, err
		}
		if c.maybe == nil {
			c.sure, c.maybe = sure, maybe
			continue
		}
		// Each may hold of another fact.
		c.sure, c.maybe = p.view.none(), c.maybe.and(maybe)
	}
	if !p.not {
		p.plan.facts = append(p.plan.facts, c)
	}
	c.test = func(r *reading) (bool, error) {
		facts, err := r.factsOf(conditions)
		return slices.ContainsFunc(facts, func(f extract.Fact) bool { return c.meets(&f) }), err
	}
	return c, nil
}

// meets reports whether f meets all conditions of c.
func (c *clause) meets(f *extract.Fact) bool {
	for _, one := range c.facts {
		if !one.holds(f) {
			return false
		}
	}
	return true
}

// meets asks the index which reports have a fact that meets c.
func (p *planner) meets(c *condition) (sure, maybe docs, err error) {
	sure = p.view.none()
	switch {
	case c.values != nil:
		for _, value := range c.values {
			found, err := p.view.find(hasTerm(c.kind, c.kind.Fields[c.field].Name, value))
			if err != nil {
				return nil, nil, err
			}
			sure = sure.or(found)
		}
		return sure, sure, nil
	case c.number != nil:
		return p.inRange(c)
	}
	kind, err := p.column(fieldKind, func(term string) bool { return term == c.kind.Name })
	if err != nil {
		return nil, nil, err
	}
	found, err := p.view.find(c.text.clause("any"))
	return sure, kind.sure.and(found), err
}

func (p *planner) inRange(c *condition) (sure, maybe docs, err error) {
	from, to := bound{c.number.fromText, c.number.fromOpen}, bound{c.number.toText, c.number.toOpen}
	field := c.kind.Fields[c.field].Name
	certain, perhaps := hasNumber(c.kind, field, c.name, from, to)
	if sure, err = p.view.find(certain); err != nil {
		return nil, nil, err
	}
	maybe = sure
	or := func(qs ...query.Query) error {
		var found docs
		for _, q := range qs {
			if q == nil {
				continue
			}
			one, err := p.view.find(q)
			if err != nil {
				return err
			}
			if found == nil {
				found = one
			} else {
				found = found.or(one)
			}
		}
		if found != nil {
			maybe = maybe.or(found)
		}
		return nil
	}
	if err := or(perhaps); err != nil {
		return nil, nil, err
	}
	if i := upper(c.kind, c.field); i >= 0 && c.number.from != nil {
		// The number may be a range that begins below.
		certain, perhaps := hasNumber(c.kind, c.kind.Fields[i].Name, "", from, bound{})
		if err := or(certain, perhaps); err != nil {
			return nil, nil, err
		}
	}
	return sure, maybe, nil
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
