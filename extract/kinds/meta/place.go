package meta

import (
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/fold"
)

// placeName is one name of a path, that of the file or of a folder around it.
type placeName struct {
	folded string
	folder string // as written; "" for the file itself
	unit   unit   // its name is empty if the name holds none
	years  []int  // that may be the one covered
}

// place reads the path of the document, the file first, then the folders, the
// nearest first. An archive or a mail is as a folder.
func (d *describer) place() []placeName {
	if d.Place.Path == "" {
		return nil
	}
	parts := strings.Split(d.Place.Path, "/")
	slices.Reverse(parts)
	names := make([]placeName, 0, len(parts))
	for i, part := range parts {
		part = strings.ToValidUTF8(part, "\uFFFD")
		stem, archive := strings.CutSuffix(part, "!")
		if i == 0 || archive {
			stem = withoutExtension(stem)
		}
		n := placeName{}
		if i > 0 {
			n.folder = part
		}
		var f fold.Folder
		f.Add(stem)
		n.folded = f.String()
		if name := d.unitIn(n.folded, i > 0); name != "" {
			at := strings.Index(n.folded, name)
			n.unit = unit{name: name, folded: name, source: source{evidence: fromPath, block: -1, folder: n.folder}}
			if m := f.Map(); at >= 0 && strings.IndexFunc(name, text.IsHan) >= 0 {
				n.unit.name = stem[m.Start(at):m.End(at+len(name))]
			}
		}
		n.years = yearsInName(n.folded)
		names = append(names, n)
	}
	return names
}

// pathUnit returns the organisation of the file's name, or of the nearest folder
// that names one.
func pathUnit(names []placeName) unit {
	for _, n := range names {
		if n.unit.name != "" {
			return n.unit
		}
	}
	return unit{}
}

// withoutExtension returns a file's name without what says its format.
func withoutExtension(name string) string {
	ext := path.Ext(name)
	if len(ext) < 2 || len(ext) > 6 || len(ext) == len(name) {
		return name
	}
	letter := false
	for _, c := range []byte(ext[1:]) {
		if !text.IsAlnum(c) {
			return name
		}
		letter = letter || !text.IsDigit(c)
	}
	if !letter {
		return name
	}
	return name[:len(name)-len(ext)]
}

func foldName(s string) string { return strings.Join(strings.Fields(fold.String(s)), " ") }

// What names of files and folders hold that is no organisation, though a word for
// one may end it. Words of sending name whom a report goes to, not who wrote it.
var (
	sending   = lexicon.FixedCues("meta", "sending")
	groupings = sync.OnceValue(func() *strings.Replacer { return without(lexicon.FixedCues("meta", "grouping")) })
	masks     = strings.NewReplacer("X", "", "x", "", "*", "", "×", "", "○", "", "〇", "")
	// What may follow the last character of a unit and makes another word of it:
	// 所长, 大学生, 中学部.
	notAfter = "长员化级民人生师部内外里"
	// What files are numbered and labelled with.
	labels = lexicon.FixedCues("meta", "file_label")
)

// without returns what takes the words of l out of a text.
func without(l *lexicon.Cues) *strings.Replacer {
	var pairs []string
	for c := range l.All() {
		pairs = append(pairs, c.Text, "")
	}
	return strings.NewReplacer(pairs...)
}

// unitIn returns the organisation that the folded name of a file or folder holds,
// or "". It asks for more than a text does, where grammar helps.
func (d *describer) unitIn(s string, folder bool) string {
	if strings.IndexFunc(s, text.IsHan) < 0 {
		return d.latinUnitIn(s)
	}
	if sending.In(s) {
		return ""
	}
	spaced := strings.Map(func(r rune) rune { // of the same length: offsets hold
		if r == '-' || r == '_' {
			return ' '
		}
		return r
	}, s)
	if name := d.hanUnitIn(spaced, folder); name != "" {
		return name
	}
	return d.hanUnitIn(strings.NewReplacer("(", " ", ")", " ").Replace(spaced), folder)
}

// hanUnitIn is unitIn for a Chinese name. A region counts only where there is no
// other unit; as the name of a folder it counts if it is small, since a folder
// 北京市 holds what lies in Beijing.
func (d *describer) hanUnitIn(s string, folder bool) string {
	class, types := d.Class("orgsuffix"), d.Class("doctype")
	region := ""
	for start := 0; start < len(s); {
		end, next := d.run(s, start, types)
		name, kind := d.hanName(unlabelled(s[start:end]), class, true)
		switch {
		case name == "" || !d.ownName(name, class) || strings.ContainsRune(notAfter, after(s[start:end], name)):
		case kind != "area":
			return name
		case region == "" && (!folder || smallRegion(name)):
			region = name
		}
		start = next
	}
	return region
}

// ownName reports whether a name from a path is that of one unit, and not of a
// sort of units (民办幼儿园) or masked throughout (XX小学).
func (d *describer) ownName(name string, class lexicon.Class) bool {
	if utf8.RuneCountInString(name) < 3 || strings.HasPrefix(name, "(") {
		return false
	}
	if strings.HasPrefix(name, "某") {
		return utf8.RuneCountInString(name) > 4
	}
	return d.specific(groupings().Replace(name), true) && (d.coined(name, 0) > 0 || !d.sortOnly(masks.Replace(name), class))
}

// sortOnly reports whether name consists of words for units alone.
func (d *describer) sortOnly(name string, class lexicon.Class) bool {
	for len(name) > 0 {
		_, n := d.longest(class, name, 0)
		if n == 0 {
			return false
		}
		name = name[n:]
	}
	return true
}

// after returns what follows name in s, which holds it.
func after(s, name string) rune {
	r, _ := utf8.DecodeRuneInString(s[strings.Index(s, name)+len(name):])
	return r
}

func smallRegion(name string) bool { return smallRegions.End(name) }

var smallRegions = lexicon.FixedCues("meta", "small_region")

// unlabelled returns s without the numbers and labels at its start: 01., 附件2,
// 12月. A number that is part of the name stays (101中学, 第三小学).
func unlabelled(s string) string {
	s = strings.TrimLeft(s, " .、")
	if label := labels.Leading(s); label != nil {
		rest := s[len(label.Text):]
		n := countDigits(rest)
		if label.Text == "第" { // 第3期, but 第三小学
			if r, size := utf8.DecodeRuneInString(rest[n:]); n > 0 && strings.ContainsRune("期批次号版稿季", r) {
				return unlabelled(rest[n+size:])
			}
			return s
		}
		if n > 0 {
			return unlabelled(rest[n:])
		}
	}
	n := countDigits(s)
	if n == 0 || n == len(s) || n == 3 && s[0] != '0' && strings.HasPrefix(s[n:], "中") {
		return s
	}
	rest := s[n:]
	for _, w := range []string{"月份", "月", "日", "号", "期", "季度"} {
		rest = strings.TrimPrefix(rest, w)
	}
	return unlabelled(rest)
}

func countDigits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }

// ownFolders are words that begin what programs and people name their own
// folders, and no organisation.
var ownFolders = lexicon.FixedCues("meta", "own_folder")

// latinUnitIn is unitIn for a name in Latin letters. A name in small letters alone
// (en-library-2022) is a label and not how a unit writes itself.
func (d *describer) latinUnitIn(s string) string {
	s = strings.ReplaceAll(s, "_", " ")
	if !strings.Contains(s, " ") {
		s = strings.ReplaceAll(s, "-", " ")
	}
	s = strings.NewReplacer("(", ".", ")", ".", "[", ".", "]", ".", " - ", " . ").Replace(s)
	name := d.latinOrganization(s, true)
	words := strings.Fields(name)
	if len(words) < 2 || ownFolders.Are(words[0]) {
		return ""
	}
	for _, w := range words {
		if !smallWords.Are(w) && !unicode.IsUpper(rune(w[0])) && !text.IsDigit(w[0]) {
			return ""
		}
	}
	last := words[len(words)-1]
	if id, n := d.longest(d.Class("orgsuffix"), last, 0); (n < len(last) || id == "-") && !strings.Contains(name, " of ") && !abbreviated(name+".") {
		return ""
	}
	return name
}
