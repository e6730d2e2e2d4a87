package index

import (
	"fmt"
	"io/fs"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/lexicon"
	"zongjie/lexicon/numeral"
)

// The fields of a report in queries, and what else they are called.
const (
	askYear  = "year"
	askOrg   = "org"
	askType  = "type"
	askKind  = "kind"
	askLang  = "lang"
	askTitle = "title"
	askPath  = "path"
)

var askNames = []string{askYear, askOrg, askType, askKind, askLang, askTitle, askPath}

var askAliases = map[string]string{
	"年": askYear, "年份": askYear, "年度": askYear,
	"organization": askOrg, "organisation": askOrg, "单位": askOrg, "组织": askOrg,
	"doc_type": askType, "类型": askType,
	"种类": askKind, "language": askLang, "语言": askLang,
	"标题": askTitle, "题目": askTitle, "路径": askPath, "文件": askPath,
}

// typeDoc names the types of documents as Field.Doc of a field of terms names its
// words.
const typeDoc = "an id of the class doctype"

// langDoc does the same for languages.
const langDoc = "zh, en or mixed"

// condition is what one field asks of a fact.
type condition struct {
	kind   *extract.Kind
	field  int      // of the kind; anyField for words anywhere in the fact, noField for the kind alone
	values []string // of a field of terms: one of them
	name   string   // of a measure: only where the fact is named so; "" for any
	number *numbers // of a field of numbers
	text   *part    // of a field of texts, or anywhere: what it holds
}

const (
	anyField = -1
	noField  = -2
)

// numbers is a range of numbers; the texts are "" where it has no end.
type numbers struct {
	from, to         *big.Rat // nil for no end
	fromText, toText string
	fromOpen, toOpen bool // the end itself is outside
}

// overlaps reports whether a number from low to high is in the range.
func (r *numbers) overlaps(low, high *big.Rat) bool {
	if r.from != nil {
		if c := high.Cmp(r.from); c < 0 || c == 0 && r.fromOpen {
			return false
		}
	}
	if r.to != nil {
		if c := low.Cmp(r.to); c > 0 || c == 0 && r.toOpen {
			return false
		}
	}
	return true
}

// resolver knows the fields of a workspace and their values.
type resolver struct {
	kinds []*extract.Kind
	view  *view
}

// mistake makes an error at n.
func mistake(n *node, format string, args ...any) error {
	return &QueryError{n.Span, fmt.Sprintf(format, args...)}
}

// report returns which field of a report name means; "" for none.
func (r *resolver) report(name string) string {
	if alias := askAliases[name]; alias != "" {
		return alias
	}
	if slices.Contains(askNames, name) {
		return name
	}
	return ""
}

// kindOf returns the kind that the value of n names.
func (r *resolver) kindOf(n *node) (*extract.Kind, error) {
	if k := r.kind(lower(strings.TrimSpace(n.Value))); k != nil {
		return k, nil
	}
	var names []string
	for _, k := range r.kinds {
		names = append(names, k.Name)
	}
	if near := nearest(n.Value, names); near != "" {
		return nil, mistake(n, "there is no kind %q; did you mean %q?", n.Value, near)
	}
	return nil, mistake(n, "there is no kind %q; there are %s", n.Value, strings.Join(names, ", "))
}

func (r *resolver) kind(name string) *extract.Kind {
	for _, k := range r.kinds {
		if k.Name == name || k.Plural == name {
			return k
		}
	}
	return nil
}

// condition returns what n asks of a fact: its name is no field of reports, but
// for their kinds.
func (r *resolver) condition(n *node) (*condition, error) {
	if r.report(n.Name) == askKind {
		k, err := r.kindOf(n)
		return &condition{kind: k, field: noField}, err
	}
	first, rest, _ := strings.Cut(n.Name, ".")
	k := r.kind(first)
	if k == nil {
		return nil, r.unknownField(n)
	}
	c := &condition{kind: k, field: anyField}
	if rest == "" {
		return c, r.words(n, c)
	}
	if c.field = k.Index(rest); c.field < 0 {
		return c, r.measure(n, rest, c)
	}
	switch k.Fields[c.field].Type {
	case extract.TypeTerm:
		values, err := r.terms(n, n.Name, n.Value, factField(k, rest), k.Fields[c.field].Doc)
		c.values = values
		return c, err
	case extract.TypeInt, extract.TypeNumber:
		return c, r.numbers(n, c)
	}
	return c, r.words(n, c)
}

// words reads the text that a field holds.
func (r *resolver) words(n *node, c *condition) error {
	if !n.Quoted && strings.HasPrefix(strings.TrimLeft(n.Value, "="), ">") || strings.HasPrefix(n.Value, "<") && !n.Quoted {
		return mistake(n, "%s holds words, and only numbers are compared by > and <", n.Name)
	}
	if c.text = newPhrase(normal(n.Value)); c.text == nil {
		return mistake(n, "there is no word in %s", n.Value)
	}
	return nil
}

func (r *resolver) numbers(n *node, c *condition) error {
	var err error
	c.number, err = readNumbers(n)
	return err
}

// measure reads KIND.NAME, which is the number of the facts that are named NAME.
func (r *resolver) measure(n *node, name string, c *condition) error {
	key, number, ok := naming(c.kind)
	if !ok {
		return r.unknownField(n)
	}
	field := c.kind.Fields[key]
	values, err := r.terms(n, n.Name, name, factField(c.kind, field.Name), field.Doc)
	if err != nil {
		return r.unknownField(n)
	}
	if len(values) > 1 {
		return mistake(n, "%s may mean %s", n.Name, orList(values))
	}
	c.field, c.name = number, values[0]
	return r.numbers(n, c)
}

// terms returns the values of a field of terms that value means: the term itself,
// or the terms of which it is a name. about is how the field is called.
func (r *resolver) terms(n *node, about, value, indexed, doc string) ([]string, error) {
	col, err := r.view.column(indexed, "")
	if err != nil {
		return nil, err
	}
	words, class := listed(doc)
	known := slices.Clone(words)
	for _, v := range col.values {
		if !strings.Contains(v, "~") && !slices.Contains(known, v) {
			known = append(known, v)
		}
	}
	rows := named(class)
	for i := range rows {
		if !slices.Contains(known, rows[i].ID) {
			known = append(known, rows[i].ID)
		}
	}
	lowered := lower(strings.TrimSpace(value))
	if slices.Contains(known, lowered) {
		return []string{lowered}, nil
	}
	if class == "" {
		rows = named(classOf(words))
	}
	var values []string
	key := nameKey(value)
	for i := range rows {
		if id := rows[i].ID; slices.Contains(known, id) && !slices.Contains(values, id) && rows[i].isNamed(key) {
			values = append(values, id)
		}
	}
	if len(values) > 0 {
		return values, nil
	}
	if near := nearest(lowered, known); near != "" {
		return nil, mistake(n, "%s has no value %q; did you mean %q?", about, value, near)
	}
	if len(known) <= fewValues {
		slices.Sort(known)
		return nil, mistake(n, "%s has no value %q; it may be %s", about, value, orList(known))
	}
	return nil, mistake(n, "%s has no value %q", about, value)
}

// fewValues is how many values a message lists.
const fewValues = 16

// row is a concept of the lexicon with the keys of its names.
type row struct{ lexicon.Concept }

func (r *row) isNamed(key string) bool {
	for _, names := range [][]string{r.Chinese, r.English} {
		for _, name := range names {
			for _, form := range lexicon.Spellings(name) {
				if nameKey(form) == key {
					return true
				}
			}
		}
	}
	return false
}

// named returns the rows of a class of the lexicon, none for "".
func named(class string) []row {
	if class == "" {
		return nil
	}
	concepts, err := lexicon.Concepts(lexicon.Data(), class)
	if err != nil {
		return nil // a class of a user's own, whose names are not known here
	}
	rows := make([]row, len(concepts))
	for i, c := range concepts {
		rows[i] = row{c}
	}
	return rows
}

// classOf returns the class of the lexicon that has rows for most of ids, and for
// half of them at least; "" if there is none.
func classOf(ids []string) string {
	files, err := fs.Glob(lexicon.Data(), "*.tsv")
	if err != nil {
		return ""
	}
	best, most := "", (len(ids)-1)/2
	for _, file := range files {
		class := strings.TrimSuffix(file, ".tsv")
		has := map[string]bool{}
		for _, r := range named(class) {
			has[r.ID] = true
		}
		n := 0
		for _, id := range ids {
			if has[id] {
				n++
			}
		}
		if n > most {
			best, most = class, n
		}
	}
	return best
}

var classPattern = regexp.MustCompile(`\bclass ([a-z_]+)`)

// listed returns the words that the documentation of a field of terms lists, and
// the class of the lexicon that it names: "an id of the class subject, or other",
// "actual or planned".
func listed(doc string) (words []string, class string) {
	if m := classPattern.FindStringSubmatch(doc); m != nil {
		class = m[1]
	}
	if _, after, ok := strings.Cut(doc, ": "); ok {
		doc = after
	}
	for _, item := range strings.FieldsFunc(strings.ReplaceAll(doc, " or ", ", "), func(r rune) bool { return r == ',' }) {
		item = strings.TrimPrefix(strings.TrimSpace(item), "or ")
		if item != "" && strings.Trim(item, "abcdefghijklmnopqrstuvwxyz_") == "" {
			words = append(words, item)
		}
	}
	return words, class
}

func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// unknownField says that a name is no field, and which may be meant.
func (r *resolver) unknownField(n *node) error {
	const quote = `to look for the words, put them in quotation marks`
	first, rest, dotted := strings.Cut(n.Name, ".")
	known := slices.Clone(askNames)
	for _, k := range r.kinds {
		known = append(known, k.Name)
	}
	if k := r.kind(first); k != nil && dotted {
		known = nil
		for _, f := range k.Fields {
			known = append(known, k.Name+"."+f.Name)
		}
		if key, _, ok := naming(k); ok {
			words, class := listed(k.Fields[key].Doc)
			for _, row := range named(class) {
				words = append(words, row.ID)
			}
			for _, w := range words {
				known = append(known, k.Name+"."+w)
			}
		}
	}
	if near := nearest(n.Name, known); near != "" {
		return mistake(n, "there is no field '%s'; did you mean '%s'?", n.Name, near)
	}
	if k := r.kind(first); k != nil {
		return mistake(n, "there is no field '%s': %s has %s", n.Name, k.Name, orListFields(k))
	}
	var full []string
	for _, k := range r.kinds {
		if k.Index(first) >= 0 && !dotted {
			full = append(full, "'"+k.Name+"."+first+"'")
		}
	}
	if len(full) > 0 {
		return mistake(n, "there is no field '%s'; did you mean %s?", n.Name, orList(full))
	}
	if rest != "" {
		return mistake(n, "there is no kind of facts '%s'", first)
	}
	return mistake(n, "there is no field '%s'; %s", n.Name, quote)
}

func orListFields(k *extract.Kind) string {
	names := make([]string, len(k.Fields))
	for i, f := range k.Fields {
		names[i] = f.Name
	}
	return strings.Join(names, ", ")
}

// nearest returns the word of known that s may be a slip for, or "".
func nearest(s string, known []string) string {
	best, least := "", 0
	for _, w := range known {
		d := distance([]rune(s), []rune(w))
		if limit := min(2, (utf8.RuneCountInString(s)+1)/3); d > limit {
			continue
		}
		if best == "" || d < least || d == least && w < best {
			best, least = w, d
		}
	}
	return best
}

// distance returns how many characters have to be changed, added, left out, or
// swapped with their neighbour, to make b of a.
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range b {
		rows[0][j+1] = j + 1
	}
	for i := range a {
		for j := range b {
			change := rows[i][j]
			if a[i] != b[j] {
				change++
			}
			d := min(change, rows[i][j+1]+1, rows[i+1][j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, rows[i-1][j-1]+1)
			}
			rows[i+1][j+1] = d
		}
	}
	return rows[len(a)][len(b)]
}

// readNumbers reads the value of n: 100, >100, >=100, <100, <=100, 10..100, 10..
// or ..100.
func readNumbers(n *node) (*numbers, error) {
	read := func(s string) (*big.Rat, string, error) {
		v, ok := readNumber(s)
		if !ok {
			return nil, "", mistake(n, "%s:%s is no number", n.Name, n.Value)
		}
		r, _ := new(big.Rat).SetString(v)
		return r, v, nil
	}
	return readRange(n, "number", read)
}

// readRange reads the two ends of a range with read. what is what they are.
func readRange(n *node, what string, read func(string) (*big.Rat, string, error)) (*numbers, error) {
	s := strings.NewReplacer("≥", ">=", "≤", "<=", "……", "..", "…", "..").Replace(strings.TrimSpace(n.Value))
	r := &numbers{}
	var err error
	for _, op := range [...]string{">=", "<=", "=>", "=<", ">", "<", "="} {
		rest, ok := strings.CutPrefix(s, op)
		if !ok {
			continue
		}
		v, written, err := read(strings.TrimSpace(rest))
		switch open := len(op) == 1; {
		case strings.Contains(op, ">"):
			r.from, r.fromText, r.fromOpen = v, written, open
		case strings.Contains(op, "<"):
			r.to, r.toText, r.toOpen = v, written, open
		default:
			r.from, r.fromText, r.to, r.toText = v, written, v, written
		}
		return r, err
	}
	from, to, isRange := strings.Cut(s, "..")
	if !isRange {
		to = from
	}
	if from, to = strings.TrimSpace(from), strings.TrimSpace(to); from == "" && to == "" {
		return nil, mistake(n, "a range wants a %s at one of its ends", what)
	}
	if from != "" {
		if r.from, r.fromText, err = read(from); err != nil {
			return nil, err
		}
	}
	if to != "" {
		if r.to, r.toText, err = read(to); err != nil {
			return nil, err
		}
	}
	if r.from != nil && r.to != nil && r.from.Cmp(r.to) > 0 {
		return nil, mistake(n, "the range %s is empty: it begins after its end", s)
	}
	return r, nil
}

// readNumber reads a number as people write it, in digits or in words, and
// returns its digits.
func readNumber(s string) (string, bool) {
	abs, negative := strings.CutPrefix(s, "-")
	m, length := numeral.Prefix(abs)
	if length == 0 || length != len(abs) || m.Form > numeral.English || m.IsRange() || m.AtLeast || m.Approx {
		return "", false
	}
	v := m.Value.String()
	if negative {
		v = "-" + v
	}
	return v, true
}

// readYears reads the value of a year.
func readYears(n *node) (*numbers, error) {
	return readRange(n, "year", func(s string) (*big.Rat, string, error) {
		year := s
		if k := len(s) - len("年"); strings.HasSuffix(s, "年") {
			year = s[:k]
		}
		v, length := numeral.FourDigits(year)
		if length == 0 || length != len(year) || v == 0 {
			hint := ""
			if len(s) > 5 && strings.ContainsAny(s, "-~至到") {
				hint = "; a range of years is written 2019..2023"
			}
			return nil, "", mistake(n, "%s:%s is no year%s", n.Name, n.Value, hint)
		}
		return big.NewRat(int64(v), 1), strconv.Itoa(v), nil
	})
}

// holdsYear reports whether a year as the index writes it is in the range.
func (r *numbers) holdsYear(term string) bool {
	v, err := strconv.Atoi(term)
	if err != nil {
		return false
	}
	y := big.NewRat(int64(v), 1)
	return r.overlaps(y, y)
}

// upper returns the place of the field that holds the upper end of the numbers
// of a field: the other field of exact numbers, where the kind has two. -1 if
// there is none.
func upper(k *extract.Kind, field int) int {
	if k.Fields[field].Type != extract.TypeNumber {
		return -1
	}
	for i := field + 1; i < len(k.Fields); i++ {
		if k.Fields[i].Type == extract.TypeNumber {
			return i
		}
	}
	return -1
}

// holds reports whether f is a fact as c asks for.
func (c *condition) holds(f *extract.Fact) bool {
	if f.Kind != c.kind && f.Kind.Name != c.kind.Name {
		return false
	}
	switch {
	case c.field == noField:
		return true
	case c.field == anyField:
		return c.text.stands(factText(f))
	case c.number != nil:
		if c.name != "" {
			if key, _, ok := naming(c.kind); !ok || f.Values[key] != c.name {
				return false
			}
		}
		low, ok := new(big.Rat).SetString(f.Values[c.field])
		if !ok {
			return false
		}
		high := low
		if i := upper(c.kind, c.field); i >= 0 {
			if r, ok := new(big.Rat).SetString(f.Values[i]); ok && r.Cmp(low) > 0 {
				high = r
			}
		}
		return c.number.overlaps(low, high)
	case c.values != nil:
		return slices.Contains(c.values, f.Values[c.field])
	}
	return c.text.stands(normal(f.Values[c.field]))
}

// stands reports whether s, which is normal, holds the text of p as it stands.
func (p *part) stands(s string) bool { return p.standsIn(squeeze(s)) }

// standsIn is stands for what is squeezed already.
func (p *part) standsIn(s string) bool {
	if !p.bounded {
		return strings.Contains(s, p.text)
	}
	return len(appendPlaces(nil, s, p, 0)) > 0
}

// begins reports whether a second condition of the same field makes c one of
// another fact than those before: no fact has two terms in one field.
func (c *condition) begins(before []*condition) bool {
	key, _, named := naming(c.kind)
	term := func(c *condition) (field int, values []string) {
		switch {
		case c.values != nil:
			return c.field, c.values
		case c.name != "" && named:
			return key, []string{c.name}
		}
		return anyField, nil
	}
	field, values := term(c)
	for _, b := range before {
		f, v := term(b)
		if values != nil && f == field && !slices.Equal(v, values) {
			return true
		}
	}
	return false
}

// glob reports whether a path, which is normal, matches pattern: where the
// pattern has * or ?, all of the path or what follows one of its slashes,
// otherwise any piece of it.
func glob(pattern *regexp.Regexp, piece, path string) bool {
	if pattern == nil {
		return strings.Contains(path, piece)
	}
	return pattern.MatchString(path)
}

// globPattern returns the expression for a pattern, nil if it has no * or ?.
func globPattern(s string) *regexp.Regexp {
	if !strings.ContainsAny(s, "*?") {
		return nil
	}
	quoted := regexp.QuoteMeta(s)
	quoted = strings.NewReplacer(`\*`, `.*`, `\?`, `.`).Replace(quoted)
	return regexp.MustCompile(`(?s)(?:^|/)` + quoted + `$`)
}
