package corpus

import (
	"cmp"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"zongjie/lexicon/fold"
)

// Alias says that reports of an organisation are kept as those of another: two
// names of one, or a part and the whole.
type Alias struct {
	Alias        string `json:"alias"`
	Organization string `json:"organization"`
	Line         int    `json:"-"` // where its user wrote it; for messages only
}

// AliasMistake is something in a list of aliases that its user should put right.
type AliasMistake struct {
	Line int
	Text string
}

// createAliases makes the table of aliases: the key by which a name is looked up,
// and both names.
const createAliases = "CREATE TABLE aliases (key TEXT PRIMARY KEY, alias TEXT NOT NULL, organization TEXT NOT NULL) STRICT, WITHOUT ROWID"

// TidyName returns a name of an organisation without what only typing makes
// different: full-width letters and brackets become half-width, blanks beside Chinese
// characters go, others become one. Traditional characters stay, and so does case.
func TidyName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, norm.NFKC.String(name))
	var b strings.Builder
	last := rune(0)
	for i, word := range strings.Fields(name) {
		first := []rune(word)[0]
		if i > 0 && !unicode.Is(unicode.Han, first) && !unicode.Is(unicode.Han, last) {
			b.WriteByte(' ')
		}
		b.WriteString(word)
		last = []rune(word)[len([]rune(word))-1]
	}
	return b.String()
}

// nameKey returns what names of one organisation share though they are written in
// different scripts: simplified, in small letters.
func nameKey(name string) string { return strings.ToLower(fold.String(TidyName(name))) }

// CheckAliases returns list without what says nothing, an alias of itself or one
// said twice, and every mistake: an alias of two organisations, and an organisation
// that is an alias itself.
func CheckAliases(list []Alias) (kept []Alias, mistakes []AliasMistake) {
	byKey := map[string]Alias{}
	for _, a := range list {
		a.Alias, a.Organization = TidyName(a.Alias), TidyName(a.Organization)
		if a.Alias == "" || a.Organization == "" {
			mistakes = append(mistakes, AliasMistake{a.Line, "a row needs both an alias and the organization that it means"})
			continue
		}
		key := nameKey(a.Alias)
		first, again := byKey[key]
		switch {
		case again && first.Organization != a.Organization:
			mistakes = append(mistakes, AliasMistake{a.Line, fmt.Sprintf("%s is an alias of %s in line %d", a.Alias, first.Organization, first.Line)})
		case a.Alias == a.Organization || again:
		default:
			byKey[key] = a
			kept = append(kept, a)
		}
	}
	for _, a := range kept {
		if next, ok := byKey[nameKey(a.Organization)]; ok && next.Organization != a.Organization {
			mistakes = append(mistakes, AliasMistake{a.Line, fmt.Sprintf("%s is itself an alias, of %s in line %d: name the last one in both", a.Organization, next.Organization, next.Line)})
		}
	}
	slices.SortStableFunc(mistakes, func(a, b AliasMistake) int { return cmp.Compare(a.Line, b.Line) })
	return kept, mistakes
}

// aliases are the organisations by the keys of their aliases.
type aliases map[string]string

func storedAliases(q querier) (aliases, error) {
	a := aliases{}
	err := each(q, "SELECT key, organization FROM aliases", nil, func(rows *sql.Rows) error {
		var key, organization string
		err := rows.Scan(&key, &organization)
		a[key] = organization
		return err
	})
	return a, err
}

// id returns Meta.OrganizationID for the name that a report gives: what it is an
// alias of, or the name as TidyName writes it; "" if that is the name itself.
func (a aliases) id(name string) string {
	if name == "" {
		return ""
	}
	id, ok := a[nameKey(name)]
	if !ok {
		id = TidyName(name)
	}
	if id == name {
		return ""
	}
	return id
}

// Aliases returns the aliases that the workspace keeps, by organisation and alias.
func (s *Store) Aliases() ([]Alias, error) {
	var list []Alias
	err := each(s.db, "SELECT alias, organization FROM aliases ORDER BY organization, alias", nil, func(rows *sql.Rows) error {
		list = append(list, Alias{})
		return rows.Scan(&list[len(list)-1].Alias, &list[len(list)-1].Organization)
	})
	return list, explain(err)
}

// UnusedAliases returns the aliases that no report in the workspace is named by.
func (s *Store) UnusedAliases() ([]Alias, error) {
	used := map[string]bool{}
	err := each(s.db, "SELECT DISTINCT organization FROM files WHERE state < 2 AND organization IS NOT NULL", nil, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		used[nameKey(name)] = true
		return err
	})
	if err != nil {
		return nil, explain(err)
	}
	list, err := s.Aliases()
	return slices.DeleteFunc(list, func(a Alias) bool { return used[nameKey(a.Alias)] }), err
}

// SetAliases keeps list, which CheckAliases found no mistake in, in the place of the
// aliases that there were, and names the organisations of all reports by it. It
// returns how many reports changed; the index has to follow.
func (s *Store) SetAliases(list []Alias) (changed int, err error) {
	list, mistakes := CheckAliases(list)
	if len(mistakes) > 0 {
		return 0, fmt.Errorf("aliases: %s", mistakes[0].Text)
	}
	return changed, s.write(func(tx *sql.Tx) error {
		if _, err := tx.Exec("DELETE FROM aliases"); err != nil {
			return err
		}
		for _, a := range list {
			if _, err := tx.Exec("INSERT INTO aliases VALUES (?, ?, ?)", nameKey(a.Alias), a.Alias, a.Organization); err != nil {
				return err
			}
		}
		changed, err = rename(tx)
		return err
	})
}

// rename gives reports the organisation that the aliases name.
func rename(tx *sql.Tx) (changed int, err error) {
	known, err := storedAliases(tx)
	if err != nil {
		return 0, err
	}
	ids := map[int64]string{}
	err = each(tx, "SELECT report, organization, ifnull(organization_id, '') FROM files WHERE state < 2 AND organization IS NOT NULL", nil, func(rows *sql.Rows) error {
		var report int64
		var name, id string
		if err := rows.Scan(&report, &name, &id); err != nil {
			return err
		}
		if now := known.id(name); now != id {
			ids[report] = now
		}
		return nil
	})
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	change, err := lastChange(tx)
	if err != nil {
		return 0, err
	}
	for _, report := range slices.Sorted(maps.Keys(ids)) {
		change++
		if _, err := tx.Exec("UPDATE files SET organization_id = nullif(?, ''), change = ? WHERE report = ?", ids[report], change, report); err != nil {
			return 0, err
		}
	}
	return len(ids), setLastChange(tx, change)
}

// Organization is one organisation of the reports that are present.
type Organization struct {
	Name     string    `json:"organization"` // as Meta.Unit
	Reports  int       `json:"reports"`
	Years    []int     `json:"years"` // that its reports cover, those that are known
	Variants []Variant `json:"variants"`
}

// Variant is a name that reports give an organisation.
type Variant struct {
	Name    string `json:"name"`
	Reports int    `json:"reports"`
}

// Organizations returns the organisations of the reports that are present, by name,
// with the names that reports give them, those of most reports first, and the number
// of reports that name none.
func (s *Store) Organizations() (list []Organization, unnamed int, err error) {
	byName := map[string]*Organization{}
	err = each(s.db, "SELECT ifnull(organization, ''), ifnull(organization_id, ifnull(organization, '')), ifnull(year, 0), count(*) FROM files WHERE state = 0 GROUP BY 1, 2, 3", nil, func(rows *sql.Rows) error {
		var name, id string
		var year, n int
		if err := rows.Scan(&name, &id, &year, &n); err != nil {
			return err
		}
		if id == "" {
			unnamed += n
			return nil
		}
		o := byName[id]
		if o == nil {
			o = &Organization{Name: id, Years: []int{}}
			byName[id] = o
		}
		o.Reports += n
		if year != 0 && !slices.Contains(o.Years, year) {
			o.Years = append(o.Years, year)
		}
		i := slices.IndexFunc(o.Variants, func(v Variant) bool { return v.Name == name })
		if i < 0 {
			i, o.Variants = len(o.Variants), append(o.Variants, Variant{Name: name})
		}
		o.Variants[i].Reports += n
		return nil
	})
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		o := byName[name]
		slices.Sort(o.Years)
		slices.SortFunc(o.Variants, func(a, b Variant) int {
			return cmp.Or(cmp.Compare(b.Reports, a.Reports), cmp.Compare(a.Name, b.Name))
		})
		list = append(list, *o)
	}
	return list, unnamed, explain(err)
}

// Parts of names by which a body within an organisation is named after it.
var (
	bodiesAfter  = strings.Fields("党支部委员会 党总支委员会 党总支部委员会 支部委员会 总支委员会 党支部 党总支部 党总支 党委会 党委 党组 总支部 总支 支委会 支部 委员会")
	bodiesBefore = []string{"中国共产党", "中共"}
	bodiesLatin  = []string{"general party branch", "party general branch", "party branch", "party committee", "party group"}
)

// SuggestAliases returns aliases that a person may want for list, by organisation and
// alias: names that are the same but for their script (traditional or simplified) or
// case, and bodies of the party or committees of an organisation that is listed too.
// They are guesses: nothing is merged by them.
func SuggestAliases(list []Organization) []Alias {
	best := map[string]Organization{} // by key
	for _, o := range list {
		key := nameKey(o.Name)
		if b, ok := best[key]; !ok || o.Reports > b.Reports {
			best[key] = o
		}
	}
	var found []Alias
	for _, o := range list {
		whole := best[nameKey(o.Name)]
		for key := nameKey(o.Name); ; {
			if key = withoutBody(key); key == "" {
				break
			}
			if b, ok := best[key]; ok {
				whole = b
			}
		}
		if whole.Name != o.Name {
			found = append(found, Alias{Alias: o.Name, Organization: whole.Name})
		}
	}
	slices.SortFunc(found, func(a, b Alias) int {
		return cmp.Or(cmp.Compare(a.Organization, b.Organization), cmp.Compare(a.Alias, b.Alias))
	})
	return found
}

// withoutBody returns the key of the organisation that a body is of whose key is
// given, "" if it is none.
func withoutBody(key string) string {
	for _, w := range bodiesBefore {
		if rest, ok := strings.CutPrefix(key, w); ok {
			return rest
		}
	}
	for _, w := range bodiesAfter {
		if rest, ok := strings.CutSuffix(key, w); ok {
			return rest
		}
	}
	for _, w := range bodiesLatin {
		if rest, ok := strings.CutPrefix(key, w+" of "); ok {
			return strings.TrimPrefix(rest, "the ")
		}
		if rest, ok := strings.CutSuffix(key, " "+w); ok {
			return rest
		}
	}
	if rest, ok := strings.CutPrefix(key, "the "); ok {
		return rest
	}
	return ""
}
