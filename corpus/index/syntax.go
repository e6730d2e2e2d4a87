package index

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/extract/text"
	"zongjie/lexicon/fold"
)

// The language of queries:
//
//	query = item { item }                     all of them
//	item  = [ "+" | "-" | "NOT" ] unit { ( "OR" | "|" ) unit }
//	unit  = word | "words in quotes" | field:value | [ field: ] "(" query ")"
//
// OR binds closer than the blank: a b|c d asks for a, one of b and c, and d. AND
// may stand between items and says nothing; beside an OR it is refused, since
// people differ about what binds closer. In field:a|b, without blanks, and in
// field:(a OR b), b is another value of the field.
//
// Full-width signs and quotation marks of every kind are read as those of
// ASCII. Signs that are none of the language are no error: they are left out, as
// they are in texts.

// op says what a node asks for.
type op uint8

// The ops.
const (
	opAll    op = iota // all of Kids
	opAny              // one of Kids, or more
	opNot              // not Kids[0]
	opMust             // Kids[0], also where some of the words are enough
	opWords            // the words of Value
	opPhrase           // Value, as it stands
	opField            // what the field Name has: Value
)

// node is a node of the syntax tree of a query.
type node struct {
	text.Span // in bytes of the query as written
	Op        op
	Name      string // of a field: folded, in lower case
	Value     string // folded; as a word, a phrase or a value of a field was written
	Quoted    bool   // Value stood in quotes
	Kids      []node
}

// QueryError says what is wrong with a query, and where.
type QueryError struct {
	text.Span        // in bytes of Query.Text
	Message   string // "the quotation mark is never closed"
}

func (e *QueryError) Error() string { return e.Message }

// The most that is read as a query: what is longer was hardly typed.
const (
	maxQuery = 2000 // code points
	maxDepth = 50   // parentheses in parentheses
)

// parse reads a query. Its error is a *QueryError.
func parse(query string) (node, error) {
	if n := utf8.RuneCountInString(query); n > maxQuery {
		return node{}, &QueryError{text.Span{Start: runeAt(query, maxQuery), End: len(query)},
			fmt.Sprintf("the query has %d characters, and more than %d are not read", n, maxQuery)}
	}
	var f fold.Folder
	f.Add(sound(query))
	p := &parser{s: f.String(), origin: f.Map()}
	n, err := p.items(0, 0)
	if err == nil && p.at < len(p.s) {
		err = p.fail(p.at, p.at+1, "there is no parenthesis that this one closes")
	}
	if err != nil {
		return node{}, err
	}
	return n, nil
}

// sound returns s with a blank for every byte that is no UTF-8, so that offsets
// stay as they are.
func sound(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	b := []byte(s)
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			b[i] = ' '
		}
		i += size
	}
	return string(b)
}

// runeAt returns the offset of the rune numbered n of s.
func runeAt(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

type parser struct {
	s      string // the query, folded
	at     int
	origin fold.Map
}

// span returns where the bytes of s from start to end stand in the query.
func (p *parser) span(start, end int) text.Span {
	if start == end {
		at := p.origin.Start(start)
		return text.Span{Start: at, End: at}
	}
	return text.Span{Start: p.origin.Start(start), End: p.origin.End(end)}
}

func (p *parser) fail(start, end int, format string, args ...any) error {
	return &QueryError{p.span(start, end), fmt.Sprintf(format, args...)}
}

func (p *parser) blanks() {
	for p.at < len(p.s) && (p.s[p.at] == ' ' || p.s[p.at] == '\n') {
		p.at++
	}
}

// items reads items up to the end or a closing parenthesis. The parenthesis that
// encloses them, if depth is not 0, opens at open.
func (p *parser) items(depth, open int) (node, error) {
	all := node{Op: opAll}
	start := p.at
	and, or := text.Span{}, false // the last AND; whether there is an OR
	for {
		p.blanks()
		if p.at == len(p.s) || p.s[p.at] == ')' {
			break
		}
		if w, ok := p.operator("AND"); ok {
			and = w
		} else {
			item, alternatives, err := p.item(depth)
			if err != nil {
				return all, err
			}
			or = or || alternatives
			if item != nil {
				all.Kids = append(all.Kids, *item)
			}
		}
		if or && and.Len() > 0 {
			return all, p.fail(and.Start, and.End, "AND and OR side by side can mean two things: put parentheses around what belongs together")
		}
	}
	all.Span = p.span(start, p.at)
	return all, nil
}

// operator reads a word that stands alone, such as OR.
func (p *parser) operator(word string) (text.Span, bool) {
	end := p.at + len(word)
	if !strings.HasPrefix(p.s[p.at:], word) || end < len(p.s) && !ends(p.s[end]) {
		return text.Span{}, false
	}
	w := text.Span{Start: p.at, End: end}
	p.at = end
	return w, true
}

// ends reports whether a word ends before c.
func ends(c byte) bool {
	return c == ' ' || c == '\n' || c == '(' || c == ')' || c == '|' || c == '"'
}

// item reads one item; nil if it asks for nothing, such as a sign alone. or
// reports whether it is several joined by OR.
func (p *parser) item(depth int) (item *node, or bool, err error) {
	start := p.at
	sign := p.s[p.at]
	if _, not := p.operator("NOT"); not {
		sign = '-'
		p.blanks()
	} else if sign == '+' || sign == '-' {
		p.at++
	}
	if p.at == len(p.s) || ends(p.s[p.at]) && p.s[p.at] != '(' && p.s[p.at] != '"' && p.s[p.at] != '|' {
		if sign == '-' && p.at-start > 1 {
			return nil, false, p.fail(start, start+len("NOT"), "NOT has nothing after it")
		}
		return nil, false, nil
	}
	first := p.at
	n, err := p.unit(depth)
	if err != nil {
		return nil, false, err
	}
	kids := []node{n}
	for {
		sign, tight := p.or()
		if sign.Len() == 0 {
			break
		}
		if p.at == len(p.s) || p.s[p.at] == ')' || p.s[p.at] == '|' {
			return nil, false, p.fail(sign.Start, sign.End, "OR has nothing after it")
		}
		n, err := p.unit(depth)
		if err != nil {
			return nil, false, err
		}
		if last := kids[len(kids)-1]; tight && last.Op == opField {
			n.give(last.Name)
		}
		kids = append(kids, n)
		or = true
	}
	n = kids[0]
	if or {
		n = node{Op: opAny, Span: p.span(first, p.at), Kids: kids}
	}
	switch sign {
	case '+':
		n = node{Op: opMust, Span: p.span(start, p.at), Kids: []node{n}}
	case '-':
		n = node{Op: opNot, Span: p.span(start, p.at), Kids: []node{n}}
	}
	return &n, or, nil
}

// or reads OR or | where one follows, and blanks around it, and returns where it
// stands. tight says that it is | between what stands without a blank.
func (p *parser) or() (sign text.Span, tight bool) {
	back := p.at
	p.blanks()
	if p.at > back || p.at > 0 && ends(p.s[p.at-1]) {
		sign, _ = p.operator("OR")
	}
	if sign.Len() == 0 {
		sign = text.Span{Start: p.at, End: p.at}
		for p.at < len(p.s) && p.s[p.at] == '|' {
			p.at++
		}
		if sign.End = p.at; sign.Len() == 0 {
			p.at = back
			return sign, false
		}
		tight = sign.Start == back
	}
	p.blanks()
	return sign, tight && p.at == sign.End
}

// unit reads a word, a phrase, a field with its value, or a group. It is called
// where something stands.
func (p *parser) unit(depth int) (node, error) {
	start := p.at
	switch {
	case p.s[p.at] == '(':
		return p.group(depth)
	case p.s[p.at] == '|':
		return node{}, p.fail(start, start+1, "OR has nothing before it")
	}
	if or, ok := p.operator("OR"); ok {
		return node{}, p.fail(or.Start, or.End, "OR has nothing before it; in lower case it is a word")
	}
	if quote := p.quote(); quote > 0 {
		value, err := p.quoted(quote)
		return node{Op: opPhrase, Span: p.span(start, p.at), Value: value, Quoted: true}, err
	}
	if name := fieldName(p.s[p.at:]); name > 0 {
		p.at += name + 1
		n := node{Op: opField, Name: strings.ToLower(p.s[start : start+name])}
		if p.at < len(p.s) && p.s[p.at] == '(' {
			g, err := p.group(depth)
			g.give(n.Name)
			return g, err
		}
		if quote := p.quote(); quote > 0 {
			value, err := p.quoted(quote)
			if err != nil {
				return n, err
			}
			n.Value, n.Quoted = value, true
		} else {
			n.Value = p.word()
		}
		n.Span = p.span(start, p.at)
		if strings.TrimSpace(n.Value) == "" {
			return n, p.fail(start, p.at, "the field %s has no value: it stands right after the colon, without a blank", n.Name)
		}
		return n, nil
	}
	word := p.word()
	return node{Op: opWords, Span: p.span(start, p.at), Value: word}, nil
}

// give makes words the values of the field name.
func (n *node) give(name string) {
	if n.Op == opWords || n.Op == opPhrase {
		n.Op, n.Name = opField, name
	}
	for i := range n.Kids {
		n.Kids[i].give(name)
	}
}

func (p *parser) group(depth int) (node, error) {
	open := p.at
	if depth == maxDepth {
		return node{}, p.fail(open, open+1, "there are more than %d parentheses in each other", maxDepth)
	}
	p.at++
	n, err := p.items(depth+1, open)
	if err != nil {
		return n, err
	}
	if p.at == len(p.s) {
		return n, p.fail(open, open+1, "the parenthesis is never closed")
	}
	p.at++
	n.Span = p.span(open, p.at)
	if len(n.Kids) == 0 {
		return n, p.fail(open, p.at, "there is nothing between the parentheses")
	}
	return n, nil
}

// quote returns the length of the quotation mark that follows, or 0.
func (p *parser) quote() int {
	for _, mark := range [...]string{`"`, "“", "”"} {
		if strings.HasPrefix(p.s[p.at:], mark) {
			return len(mark)
		}
	}
	return 0
}

// quoted reads what is between the quotation mark that follows and the next.
func (p *parser) quoted(mark int) (string, error) {
	start := p.at
	p.at += mark
	from := p.at
	for p.at < len(p.s) {
		if end := p.quote(); end > 0 {
			value := p.s[from:p.at]
			p.at += end
			return value, nil
		}
		p.at++
	}
	return "", p.fail(start, start+mark, "the quotation mark is never closed")
}

// word reads up to a blank or a sign of the language.
func (p *parser) word() string {
	start := p.at
	for p.at < len(p.s) && !ends(p.s[p.at]) && (p.s[p.at] < utf8.RuneSelf || p.quote() == 0) {
		p.at++
	}
	return p.s[start:p.at]
}

// fieldName returns the length of the name with which s begins, if a colon
// follows it: letters, digits, points and underscores after a letter. 12:30 has
// none.
func fieldName(s string) int {
	for i, r := range s {
		switch {
		case i > 0 && r == ':':
			return i
		case unicode.IsLetter(r):
		case i == 0 || r != '.' && r != '_' && !unicode.IsDigit(r):
			return 0
		}
	}
	return 0
}
