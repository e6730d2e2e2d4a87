// Package vary makes work reports that nobody wrote, for measurements: in
// Chinese, a few of them in traditional characters, and about one in seven in
// English. Their paragraphs are those of several base reports, with other
// numbers, years and names, in another order. Names are made of syllables, so
// that the vocabulary grows with the corpus, as real ones do.
//
// Every organisation reports once a year, ten years long, under the same name,
// with measures (members, trainings, visits) that grow or shrink from year to
// year. Of a few reports the year is masked, and a few have the menus of a web
// page around them.
package vary

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// FirstYear is the first year that is reported; there are Years of them.
const (
	FirstYear = 2015
	Years     = 10
)

// Generator makes reports. The same generator, number and bases give the same
// bytes.
type Generator struct {
	seed  uint64
	size  int
	bases map[*language]*base
}

// base is what the base reports of one language are made of.
type base struct {
	paragraphs []paragraph
	headings   []string // without their labels
}

type paragraph struct {
	text string
	year int // that its report covers
}

// New reads base reports, *.txt and *.md, from fsys. size is how many bytes a
// report has, about.
func New(fsys fs.FS, seed uint64, size int) (*Generator, error) {
	g := &Generator{seed: seed, size: size, bases: map[*language]*base{&chinese: {}, &traditional: {}, &english: {}}}
	entries, err := fs.ReadDir(fsys, ".") // in the order of their names
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if ext := path.Ext(e.Name()); ext != ".txt" && ext != ".md" {
			continue
		}
		data, err := fs.ReadFile(fsys, e.Name())
		if err != nil {
			return nil, err
		}
		g.bases[languageOf(e.Name())].add(string(data))
	}
	for _, b := range g.bases {
		if len(b.paragraphs) == 0 || len(b.headings) == 0 {
			return nil, errors.New("base reports are missing: Chinese, traditional (-hant-) or English (en)")
		}
	}
	return g, nil
}

func languageOf(name string) *language {
	name = strings.TrimSuffix(name, path.Ext(name))
	switch {
	case strings.Contains(name, "-hant-"):
		return &traditional
	case strings.HasPrefix(name, "en-") || strings.HasSuffix(name, "-en"):
		return &english
	}
	return &chinese
}

var (
	marks   = regexp.MustCompile(`^[#>*|\s-]+|\*\*`)
	label   = regexp.MustCompile(`^(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+(?:部分|章)?[，\s]*|[壹貳參肆伍]、|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}(?:\.\d)*[.、,，]?\s|\d{1,2}[.、,]|[IVX]+\.\s|[A-D]\.\s|Part \d+:|[①②③])\s*`)
	yearly  = regexp.MustCompile(`20[0-2]\d`)
	numbers = regexp.MustCompile(`[０-９]+|\d+(?:,\d{3})*(?:\.\d+)?`)
)

func (b *base) add(raw string) {
	year := FirstYear
	if m := yearly.FindString(raw); m != "" {
		year, _ = strconv.Atoi(m)
	}
	for i, line := range strings.Split(raw, "\n") {
		line = strings.TrimSpace(marks.ReplaceAllString(strings.TrimSpace(line), ""))
		rest := label.ReplaceAllString(line, "")
		sentence := strings.ContainsAny(line, "。；") || strings.Contains(line, ". ") || strings.HasSuffix(line, ".")
		switch {
		case i == 0 || strings.ContainsAny(line, "|_>"):
		case sentence && len(rest) > 60:
			b.paragraphs = append(b.paragraphs, paragraph{rest, year})
		case !sentence && rest != line && len(rest) > 6:
			b.headings = append(b.headings, rest)
		}
	}
}

// Report is one report that was made.
type Report struct {
	Path         string // slash-separated, unique
	Organization string
	Year         int
	Text         string
}

// Report makes report i.
func (g *Generator) Report(i int) Report {
	org, year := i/Years, FirstYear+i%Years
	w := &writer{rng: rand.New(rand.NewPCG(g.seed, uint64(i))), lang: languageAt(org), org: Organization(org), year: year}
	w.base = g.bases[w.lang]
	w.shown = strconv.Itoa(year)
	if w.rng.IntN(100) == 0 {
		w.shown = w.lang.masked
	}
	web := w.rng.IntN(33) == 0
	if web {
		w.lines(w.lang.menu)
	}
	title := fmt.Sprintf(pick(w.rng, w.lang.titles), w.org, w.shown)
	if w.lang == &english && strings.HasPrefix(title, "Work Summary of") {
		title = fmt.Sprintf("Work Summary of %s in %s", w.org, w.shown)
	}
	w.lines([]string{title, ""})
	w.names()
	w.opening(measures(g.seed, org, year))
	w.body(g.size*6/10 + w.rng.IntN(g.size*8/10+1))
	w.lines([]string{"", w.org})
	if web {
		w.lines(w.lang.residue)
	}
	name := fmt.Sprintf(w.lang.file, w.org, year)
	return Report{Path: fmt.Sprintf("%d/%s.txt", year, name), Organization: w.org, Year: year, Text: w.b.String()}
}

// Write writes n reports below dir, and returns how many bytes they have.
func (g *Generator) Write(dir string, n int) (total int64, err error) {
	for y := range min(n, Years) {
		if err := os.MkdirAll(filepath.Join(dir, strconv.Itoa(FirstYear+y)), 0o777); err != nil {
			return 0, err
		}
	}
	for i := range n {
		r := g.Report(i)
		file := filepath.Join(dir, filepath.FromSlash(r.Path))
		if err := os.WriteFile(file, []byte(r.Text), 0o666); err != nil {
			return total, err
		}
		modified := time.Date(r.Year, time.December, 28, 8, 0, i%60, 0, time.UTC)
		if err := os.Chtimes(file, modified, modified); err != nil {
			return total, err
		}
		total += int64(len(r.Text))
	}
	return total, nil
}

// Organization returns the name of organisation n: report i is one of
// organisation i / Years.
func Organization(n int) string { return languageAt(n).org(n) }

func languageAt(org int) *language {
	switch org % 20 {
	case 0, 7, 14:
		return &english
	case 3:
		return &traditional
	}
	return &chinese
}

// org returns the name of organisation n. Two organisations of a language have
// two names, up to tens of thousands of them: n is scattered over all
// combinations by a factor that shares no divisor with their number.
func (l *language) org(n int) string {
	s := len(l.syllables)
	all := s * s * len(l.orgs)
	factor := 40_503
	for gcd(factor, all) != 1 {
		factor++
	}
	k := (n*factor + 17) % all
	place := l.syllables[k/len(l.orgs)%s] + l.low(l.syllables[k/len(l.orgs)/s])
	return strings.Replace(l.orgs[k%len(l.orgs)], "%", place, 1)
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// low returns a syllable as it stands within a name.
func (l *language) low(s string) string {
	if l == &english {
		return strings.ToLower(s)
	}
	return s
}

// measures returns what an organisation has and did in a year: employees, party
// members, probationary ones, trainings, volunteer activities, families visited.
func measures(seed uint64, org, year int) []any {
	rng := rand.New(rand.NewPCG(seed, uint64(org)<<32|1<<31))
	values := []float64{40 + 400*rng.Float64(), 12 + 100*rng.Float64(), 1 + 5*rng.Float64(), 3 + 30*rng.Float64(), 4 + 40*rng.Float64(), 10 + 200*rng.Float64()}
	for range year - FirstYear {
		for i := range values {
			values[i] *= 0.93 + 0.17*rng.Float64()
		}
	}
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = max(1, int(v))
	}
	return out
}

// writer writes one report.
type writer struct {
	b       strings.Builder
	rng     *rand.Rand
	lang    *language
	base    *base
	org     string
	year    int
	shown   string // the year as it is written
	renamed *strings.Replacer
}

func pick[T any](rng *rand.Rand, from []T) T { return from[rng.IntN(len(from))] }

func (w *writer) lines(lines []string) {
	for _, line := range lines {
		w.b.WriteString(line)
		w.b.WriteByte('\n')
	}
}

// names gives the people and places of the base reports other names.
func (w *writer) names() {
	var pairs []string
	for _, name := range people[w.lang] {
		pairs = append(pairs, name, w.person())
	}
	for _, name := range places[w.lang] {
		pairs = append(pairs, name, w.place())
	}
	w.renamed = strings.NewReplacer(pairs...)
}

func (w *writer) person() string {
	given := pick(w.rng, w.lang.given)
	if w.rng.IntN(4) > 0 {
		given += pick(w.rng, w.lang.given)
	}
	if w.lang == &english {
		return pick(w.rng, w.lang.surnames) + " " + strings.ToUpper(given[:1]) + given[1:]
	}
	return pick(w.rng, w.lang.surnames) + given
}

func (w *writer) place() string {
	name := pick(w.rng, w.lang.syllables) + w.lang.low(pick(w.rng, w.lang.syllables))
	if w.rng.IntN(4) == 0 {
		name += w.lang.low(pick(w.rng, w.lang.syllables))
	}
	return name
}

func (w *writer) opening(measures []any) {
	fmt.Fprintf(&w.b, pick(w.rng, w.lang.opening), append([]any{w.shown, w.org}, measures...)...)
	w.b.WriteByte('\n')
}

// body writes sections until the report has size bytes.
func (w *writer) body(size int) {
	for _, label := range w.lang.labels {
		if w.b.Len() >= size {
			return
		}
		heading := pick(w.rng, w.base.headings)
		if w.lang == &english {
			label += " "
		}
		w.lines([]string{"", label + w.renamed.Replace(heading)})
		numbered := w.rng.IntN(2) == 0
		for n := range 2 + w.rng.IntN(3) {
			if w.b.Len() >= size {
				break
			}
			if numbered {
				fmt.Fprintf(&w.b, "%d. ", n+1)
			}
			w.paragraph(pick(w.rng, w.base.paragraphs))
		}
	}
	for w.b.Len() < size {
		w.paragraph(pick(w.rng, w.base.paragraphs))
	}
}

// paragraph writes the sentences of p, about half the time in another order,
// and among them one of ours.
func (w *writer) paragraph(p paragraph) {
	stop := w.lang.stop
	sentences := strings.Split(strings.TrimSuffix(p.text, strings.TrimSpace(stop)), stop)
	if w.rng.IntN(2) == 0 && !strings.Contains(p.text, stop+"”") && !strings.Contains(p.text, stop+"」") {
		w.rng.Shuffle(len(sentences), func(i, j int) { sentences[i], sentences[j] = sentences[j], sentences[i] })
	}
	for i, s := range sentences {
		sentences[i] = w.renamed.Replace(w.renumber(s, p.year))
	}
	sentences = append(sentences, w.extra(), "")
	w.lines([]string{strings.TrimSpace(strings.Join(sentences, stop))})
}

// extra returns a sentence of ours with names and numbers.
func (w *writer) extra() string {
	var b strings.Builder
	for _, r := range pick(w.rng, w.lang.extra) {
		switch next := string(r); {
		case next == "P" && w.capital(b.String()):
			b.WriteString(w.person())
		case next == "L" && w.capital(b.String()):
			b.WriteString(w.place())
		case next == "O" && w.capital(b.String()):
			b.WriteString(w.lang.org(w.rng.IntN(1 << 12)))
		case next == "N" && w.capital(b.String()):
			b.WriteString(strconv.Itoa(2 + w.rng.IntN(10)*(1+w.rng.IntN(40))/2))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// capital reports whether what follows before is a mark of a sentence of ours:
// in English a capital that begins a word (no other word there begins with one
// of the four letters).
func (w *writer) capital(before string) bool {
	return w.lang != &english || before == "" || strings.HasSuffix(before, " ")
}

// renumber gives a sentence other numbers. Years move as far as the report's own
// year does; days and months stay possible.
func (w *writer) renumber(s string, year int) string {
	var b strings.Builder
	last := 0
	for _, at := range numbers.FindAllStringIndex(s, -1) {
		b.WriteString(s[last:at[0]])
		b.WriteString(w.number(s[at[0]:at[1]], s[:at[0]], s[at[1]:], year))
		last = at[1]
	}
	b.WriteString(s[last:])
	return b.String()
}

func (w *writer) number(n, before, after string, year int) string {
	if n[0] > '9' { // full width
		return w.wide(n)
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(n, ",", ""), 64)
	switch {
	case err != nil || len(after) > 0 && (after[0] == 'x' || after[0] == 'X'): // a masked year
		return n
	case strings.HasSuffix(before, "-") || strings.HasSuffix(before, ":") || strings.HasPrefix(after, ":"):
		return n
	case len(n) == 4 && yearly.MatchString(n):
		return w.moved(int(v) - year)
	case len(n) == 4 && n[0] == '1' && n[1] == '9':
		return n
	case strings.HasPrefix(after, "月") && !strings.HasPrefix(after, "月龄"):
		return strconv.Itoa(1 + w.rng.IntN(12))
	case strings.HasPrefix(after, "日") || v <= 31 && monthEnd.MatchString(before):
		return strconv.Itoa(1 + w.rng.IntN(28))
	}
	_, decimals, _ := strings.Cut(n, ".")
	next := v * (0.6 + 0.9*w.rng.Float64())
	if strings.HasPrefix(after, "%") || strings.HasPrefix(after, "％") {
		next = min(next, 100)
	}
	if decimals == "" {
		next = max(1, next+float64(w.rng.IntN(3)))
	}
	out := strconv.FormatFloat(next, 'f', len(decimals), 64)
	if whole, rest, _ := strings.Cut(out, "."); strings.Contains(n, ",") && len(whole) > 3 {
		out = whole[:len(whole)-3] + "," + whole[len(whole)-3:]
		if rest != "" {
			out += "." + rest
		}
	}
	return out
}

var monthEnd = regexp.MustCompile(`(?:January|February|March|April|May|June|July|August|September|October|November|December) $`)

// moved returns the year that lies that far from the report's own.
func (w *writer) moved(by int) string {
	if by == 0 {
		return w.shown
	}
	return strconv.Itoa(w.year + by)
}

func (w *writer) wide(n string) string {
	var b strings.Builder
	for i := range []rune(n) {
		d := rune(w.rng.IntN(10))
		if i == 0 && d == 0 {
			d = 1
		}
		b.WriteRune('０' + d)
	}
	return b.String()
}

func list(s string) []string { return strings.Fields(s) }
