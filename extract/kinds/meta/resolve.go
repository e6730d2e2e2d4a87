package meta

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"zongjie/extract"
	"zongjie/extract/text"
	"zongjie/lexicon"
)

// The sources of organisation and year, as Meta names them.
const (
	fromList  = "list"
	fromTitle = "title"
	fromText  = "text"
	fromPath  = "path"
)

// source is where something is known from.
type source struct {
	evidence string
	block    int       // that says it; -1 where it is not the text
	span     text.Span // of the words in that block
	folder   string    // of a path: the name of the folder as written; "" for that of the file
}

// String says to a person which source it is.
func (s *source) String() string {
	switch {
	case s.evidence == fromPath && s.folder != "":
		return "the folder " + s.folder
	case s.evidence == fromPath:
		return "the file name"
	}
	return "the " + s.evidence
}

// unit is an organisation that a source names.
type unit struct {
	name, folded string // as written, and folded; "" if it names none
	weak         bool   // whether any other source knows better
	source
}

// when is a year that a source names; 0 if it names none.
type when struct {
	year  int
	plans bool // the words name the year after it, for which they plan
	source
}

// says writes the year, and how its words give it where they do not name it.
func (w *when) says() string {
	if w.plans {
		return fmt.Sprintf("%d (it plans for %d)", w.year, w.year+1)
	}
	return fmt.Sprint(w.year)
}

// resolve fills in organisation and year, as the package says, and warns where
// sources disagree.
func (d *describer) resolve(title string) {
	names := d.place()
	d.resolveUnit(title, names)
	d.resolveYear(title, names)
}

func (d *describer) resolveUnit(title string, names []placeName) {
	own := d.ownUnit(title)
	path := pathUnit(names)
	chosen := own
	if path.name != "" && (own.name == "" || own.weak || own.evidence == fromText && d.isRegionOf(own.folded, path.folded)) {
		chosen = path
	}
	if d.Place.Organization != "" {
		chosen = unit{name: d.Place.Organization, source: source{evidence: fromList}}
		chosen.folded = foldName(chosen.name)
	}
	if chosen.name == "" {
		return
	}
	d.Meta.Organization, d.Meta.OrganizationEvidence = chosen.name, chosen.evidence
	switch {
	case chosen.evidence == fromList && own.name != "" && !akin(own.folded, chosen.folded):
		d.disagree("organization-disagrees", &own.source, own.name, []string{"the list " + chosen.name}, "")
	case chosen == own && d.contradicts(names, &own, &path):
		d.disagree("organization-disagrees", &own.source, own.name, []string{path.String() + " " + path.name}, chosen.name)
	}
}

// isRegionOf reports whether name is that of a region, and that of a unit in it
// or over it begins with it.
func (d *describer) isRegionOf(name, unit string) bool {
	return d.kindOf(name) == "area" && d.kindOf(unit) != "area" && strings.HasPrefix(unit, name)
}

// contradicts reports whether the path speaks against the unit own that the
// report names. It does not where any of its names can mean the same, and a folder
// of another kind does not: schools lie in the folders of their bureau.
func (d *describer) contradicts(names []placeName, own, path *unit) bool {
	if path.name == "" || path.folder != "" && d.kindOf(path.folded) != d.kindOf(own.folded) {
		return false
	}
	return !slices.ContainsFunc(names, func(n placeName) bool {
		return n.unit.name != "" && akin(n.unit.folded, own.folded) || strings.Contains(n.folded, own.folded)
	})
}

// akin reports whether two folded names can mean one organisation: one holds the
// characters of the other in their order, as a full name does those of a short
// one (柳溪县第一小学, 柳溪一小), or the words if they are English. Names in two
// languages cannot be compared, and are taken for akin.
func akin(a, b string) bool {
	hanA, hanB := strings.IndexFunc(a, text.IsHan) >= 0, strings.IndexFunc(b, text.IsHan) >= 0
	if hanA != hanB {
		return true
	}
	var x, y []string
	if hanA {
		x, y = strings.Split(a, ""), strings.Split(b, "")
	} else {
		x, y = strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	if !hanA { // Bureau of Education, Education Bureau
		return !slices.ContainsFunc(x, func(w string) bool { return !smallWords.Are(w) && !slices.Contains(y, w) })
	}
	for _, c := range y {
		if len(x) > 0 && x[0] == c {
			x = x[1:]
		}
	}
	return len(x) == 0
}

func (d *describer) resolveYear(title string, names []placeName) {
	own := d.titleYear(title)
	masked := own.year == 0 && maskedYear(title)
	said := when{}
	if !masked {
		said = d.textYear()
	}
	if own.year == 0 {
		own = said
	} else if d.contradictsTitle(title, own.year, said.year) {
		own = said
	} else if later := d.laterThan(title, own.year); later.year != 0 {
		own = later
	}
	path, written := pathYear(names), when{}
	chosen := own
	if chosen.year == 0 {
		chosen = path
	}
	if !masked && own.year == 0 {
		written = d.dated()
		if chosen.year == 0 && !d.profile {
			chosen = d.onlyYear()
		}
		if chosen.year == 0 {
			chosen = written
		}
	}
	if d.Place.Year != 0 {
		chosen = when{year: d.Place.Year, source: source{evidence: fromList}}
	}
	if chosen.year == 0 {
		return
	}
	d.Meta.Year, d.Meta.YearEvidence = chosen.year, chosen.evidence
	d.warnYear(chosen, own, said, written, title, names)
}

// contradictsTitle reports whether the text says outright that it is of another year
// than its title, as on sites that renew the titles of old texts: it says so in a
// heading or at its beginning, names that year twice, and nowhere that of the title.
// What a plan says of the year before does not contradict it.
func (d *describer) contradictsTitle(title string, titled, said int) bool {
	if said == 0 || said == titled || d.Meta.DocType == typePlan || len(yearsOf(title)) > 1 {
		return false
	}
	times := 0
	for i, b := range d.Doc.Blocks {
		if b.Kind == text.Noise || i == d.titleAt {
			continue
		}
		for _, y := range yearsOf(d.body(i)) {
			if y == titled {
				return false
			}
			if y == said {
				times++
			}
		}
	}
	return times > 1
}

// numbersFrom reports whether the text has a number that can be the year first or
// a later one.
func (d *describer) numbersFrom(first int) bool {
	for i := range d.Sentences {
		s := &d.Sentences[i]
		for j := range s.Tokens {
			if n := s.Tokens[j].Number; s.Numbers && n != nil && n.Value.Scale == 0 && n.Value.Coef >= int64(first) && n.Value.Coef <= lastYear {
				return true
			}
		}
	}
	return false
}

// laterThan returns the year at the end of which the text counts what there is, where it
// is two or more after that of the title, which the text never names: no report tells of
// the time after it. It is none if the text names several years.
func (d *describer) laterThan(title string, titled int) when {
	if titled == 0 || d.Meta.DocType == typePlan || len(yearsOf(title)) > 1 {
		return when{}
	}
	if !d.numbersFrom(titled+2) || !countedAt.In(d.Doc.Text) {
		return when{}
	}
	found, at, counts := 0, 0, false
	for i, b := range d.Doc.Blocks {
		s := d.body(i)
		if b.Kind == text.Noise || i == d.titleAt || s == title {
			continue
		}
		for j := 0; j < len(s); {
			y, n := yearAt(s, j)
			if y == 0 {
				_, size := utf8.DecodeRuneInString(s[j:])
				j += size
				continue
			}
			if found != 0 && y != found || y < titled+2 {
				return when{}
			}
			found, at = y, i
			counts = counts || countedAt.End(strings.TrimRight(s[:j], " "))
			j += n
		}
	}
	if !counts {
		return when{}
	}
	return d.whenAt(at, found, fromText)
}

// countedAt are words before the year at the end of which something is counted.
var countedAt = lexicon.FixedCues("meta", "counted_at")

// warnYear warns where a source names another year than the chosen one.
func (d *describer) warnYear(chosen, own, said, written when, title string, names []placeName) {
	at := own
	if own.year == 0 {
		at = written
	}
	var others []string
	if chosen.evidence == fromList {
		if at.year == 0 || at.year == chosen.year {
			return
		}
		others = append(others, fmt.Sprintf("the list %d", chosen.year))
	} else {
		others = d.otherYears(chosen, own, said, written, title, names)
	}
	if len(others) == 0 {
		return
	}
	if at.year == 0 {
		at = chosen
	}
	taken := ""
	if chosen.evidence != fromList {
		taken = fmt.Sprint(chosen.year)
	}
	d.disagree("year-disagrees", &at.source, at.says(), others, taken)
}

// otherYears says which sources name another year than the chosen one, and not
// that one too.
func (d *describer) otherYears(chosen, own, said, written when, title string, names []placeName) []string {
	var others []string
	if own.evidence == fromTitle && said.year != 0 && !slices.Contains(yearsOf(title), said.year) {
		others = append(others, "the text "+said.says())
	}
	if years := yearsOf(title); own.evidence == fromText && len(years) > 0 { // which the text contradicts
		others = append(others, fmt.Sprintf("the title %d", years[0]))
	}
	if written.year != 0 && chosen.evidence == fromPath && written.year != chosen.year && written.year != chosen.year+1 {
		others = append(others, fmt.Sprintf("the path %d", chosen.year))
	}
	titled := yearsOf(title)
	for _, n := range names {
		if len(n.years) == 0 || slices.Contains(n.years, chosen.year) || slices.Contains(titled, n.years[0]) {
			continue
		}
		from := source{evidence: fromPath, folder: n.folder}
		others = append(others, fmt.Sprintf("%s %d", from.String(), n.years[0]))
	}
	return others
}

// yearsOf returns the years that folded text names.
func yearsOf(s string) []int {
	var years []int
	for i := 0; i < len(s); {
		y, n := yearAt(s, i)
		if y != 0 {
			years = append(years, y)
		} else {
			_, n = utf8.DecodeRuneInString(s[i:])
		}
		i += n
	}
	return years
}

// disagree warns that others say something else than the source at, which says
// value; taken is what was taken in the end, "" where that is clear.
func (d *describer) disagree(code string, at *source, value string, others []string, taken string) {
	verb := "says"
	if code == "organization-disagrees" {
		verb = "names"
	}
	message := fmt.Sprintf("%s %s %s, and %s", at, verb, value, strings.Join(others, ", "))
	if taken != "" {
		message += "; taken is " + taken
	}
	w := extract.Warning{Code: code, Message: message}
	if at.evidence != fromPath && at.evidence != fromList && at.block >= 0 {
		q := d.Doc.Quote(at.span, d.around(at), at.block)
		w.Quote = &q
	}
	d.Warn(w)
}

// around returns the sentence in which the words of s stand.
func (d *describer) around(s *source) text.Span {
	for _, sentence := range d.Block(s.block) {
		if sentence.Contains(s.span) {
			return sentence.Span
		}
	}
	return d.Doc.Blocks[s.block].Span
}
