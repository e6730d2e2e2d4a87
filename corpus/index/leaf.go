package index

import (
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/search/query"

	"zongjie/extract"
)

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
		k, err := p.kindOf(n)
		if err != nil {
			return nil, err
		}
		return p.ofKind(k)
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

// ofKind makes the clause of reports that hold facts of a kind.
func (p *planner) ofKind(k *extract.Kind) (*clause, error) {
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
	kind, err := p.ofKind(c.kind)
	if err != nil {
		return nil, nil, err
	}
	if c.field == noField {
		return kind.sure, kind.sure, nil
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
