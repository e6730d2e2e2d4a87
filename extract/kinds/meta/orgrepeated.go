package meta

import (
	"strings"

	"zongjie/extract/text"
	"zongjie/lexicon"
)

// leastRepeated is how often an English text has to name a unit without ever saying
// that it is its own.
const leastRepeated = 3

// repeatedReach is in how many blocks such names are counted.
const repeatedReach = 60

// repeatedFrom is in how many blocks of the beginning such a name stands first.
const repeatedFrom = 14

// repeatedUnit returns the unit that an English text names again and again, and no
// other half as often, and that from its beginning on acts or has officers (PTA
// President) in it, or whose report it is called somewhere. It is a weak reading: any other source knows
// better.
func (d *describer) repeatedUnit() unit {
	if d.Meta.Language != "en" {
		return unit{}
	}
	var named repeated
	for i, b := range d.Doc.Blocks[:min(len(d.Doc.Blocks), repeatedReach)] {
		if b.Kind == text.Noise {
			continue
		}
		s := d.body(i)
		d.eachLatin(s, true, func(name string, end int) bool {
			o := office{times: 1}
			if reported(s[end:]) {
				o = office{times: 2, held: 1, reported: true}
			} else if from := strings.LastIndex(s[:end], name); from >= 0 && subjectAt(s, from) && acts.Begin(s[end:]) {
				o.held = 1
			}
			named.add(name, i, o)
			return true
		})
		for name, o := range initialisms(s) {
			if i == d.titleAt {
				o.times++
			}
			named.add(name, i, o)
		}
	}
	name, at := named.most()
	if name == "" || at > d.lead[min(len(d.lead), repeatedFrom)-1] && !named.at(name, at).reported {
		return unit{}
	}
	u := d.unitAt(at, name, fromText)
	u.weak = true
	return u
}

// reported reports whether s begins with the name of a report, as after the name of
// the unit in its title.
func reported(s string) bool { return reportNames.Begin(s) }

var reportNames = lexicon.FixedCues("meta", "report_name")

// repeated counts names in the order in which they come.
type repeated struct {
	names []mention
}

type mention struct {
	office
	name  string
	block int // in which it stands first
}

func (r *repeated) at(name string, block int) *mention {
	for i := range r.names {
		if strings.EqualFold(r.names[i].name, name) {
			return &r.names[i]
		}
	}
	r.names = append(r.names, mention{name: name, block: block})
	return &r.names[len(r.names)-1]
}

func (r *repeated) add(name string, block int, o office) {
	m := r.at(name, block)
	m.times += o.times
	m.held += o.held
	m.reported = m.reported || o.reported
}

// most returns the name that leads, and its block.
func (r *repeated) most() (string, int) {
	best, second := mention{}, 0
	for _, m := range r.names {
		if m.held == 0 {
			continue
		}
		if m.times > best.times {
			best, second = m, best.times
		} else {
			second = max(second, m.times)
		}
	}
	if best.times < leastRepeated || second*2 > best.times {
		return "", 0
	}
	return best.name, best.block
}

// office is how often a name stands in a text, and how often before a word for an
// office or for members of it, before what it did at the start of a sentence, or in
// the title of a report.
type office struct {
	times, held int
	reported    bool // whether a title is among them
}

// initialisms returns the words of three to six capitals in s, unless all of s is in
// capitals.
func initialisms(s string) map[string]office {
	if strings.ToUpper(s) == s {
		return nil
	}
	var found map[string]office
	for i := 0; i < len(s); i++ {
		if !text.IsLatin(s[i]) || i > 0 && (text.IsAlnum(s[i-1]) || s[i-1] == '-' || s[i-1] == '/' || s[i-1] == '.') {
			continue
		}
		j := i
		for j < len(s) && (s[j] >= 'A' && s[j] <= 'Z' || s[j] == '&' && j > i && j+1 < len(s) && s[j+1] >= 'A' && s[j+1] <= 'Z') { // SR&W
			j++
		}
		if n := j - i; n < 3 || n > 6 || j < len(s) && (text.IsAlnum(s[j]) || strings.IndexByte("-/_.", s[j]) >= 0 && j+1 < len(s) && text.IsAlnum(s[j+1])) {
			continue
		}
		name := s[i:j]
		if commonInitials.Are(name) {
			continue
		}
		if found == nil {
			found = map[string]office{}
		}
		o := found[name]
		o.times++
		if officers.Begin(s[j:]) || (i == 0 || strings.HasSuffix(s[:i], ". ")) && acts.Begin(s[j:]) {
			o.held++
		}
		found[name] = o
	}
	return found
}

var (
	officers       = lexicon.FixedCues("meta", "officer")
	acts           = lexicon.FixedCues("meta", "unit_acts")
	commonInitials = lexicon.FixedCues("meta", "initials")
)
