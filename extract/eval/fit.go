package eval

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"zongjie/extract"
)

var marks = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "、", ",", "，", ",", "；", ";", "：", ":", "。", ".", "（", "(", "）", ")")

// normalise folds a text for comparison: compatibility forms, case, punctuation,
// and no white space.
func normalise(s string) string {
	s = marks.Replace(cases.Fold().String(norm.NFKC.String(s)))
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f {
			return -1
		}
		return r
	}, s)
}

// bigrams returns the pairs of neighbours among the letters and digits of s.
func bigrams(s string) map[string]bool {
	var letters []rune
	for _, r := range normalise(s) {
		if r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) {
			letters = append(letters, r)
		}
	}
	set := map[string]bool{}
	for i := 0; i+1 < len(letters); i++ {
		set[string(letters[i:i+2])] = true
	}
	if len(set) == 0 && len(letters) > 0 {
		set[string(letters)] = true
	}
	return set
}

// alike says how much of the shorter name the two names share, from 0 to 1,
// halved where one is over three times longer.
func alike(a, b string) float64 {
	x, y := bigrams(a), bigrams(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	common := 0
	for g := range x {
		if y[g] {
			common++
		}
	}
	short, long := min(len(x), len(y)), max(len(x), len(y))
	s := float64(common) / float64(short)
	if long > 3*short+4 {
		return s / 2
	}
	return s
}

// maxPlace is the longest text, in code points, that counts as a place.
const maxPlace = 1200

// samePlace reports whether quote or sentence of f and the gold's quote hold
// one another.
func samePlace(g Gold, f *extract.Fact) bool {
	want := normalise(g.Quote)
	if want == "" {
		return false
	}
	for _, got := range []string{normalise(f.Quote.Sentence), normalise(f.Quote.Text)} {
		if got != "" && len([]rune(got)) <= maxPlace && (strings.Contains(got, want) || strings.Contains(want, got)) {
			return true
		}
	}
	return false
}

// fit says how well a found fact fits a gold row of its kind; 0 is not at all.
func fit(kind string, g Gold, f *extract.Fact) float64 {
	switch kind {
	case "count":
		return fitCount(g, f)
	case "heading":
		return fitHeading(g, f)
	}
	if !samePlace(g, f) {
		return 0
	}
	if a := alike(text(g.Values["name"]), f.Get("name")); a >= 0.6 {
		return 1 + a
	}
	return 0
}

func fitCount(g Gold, f *extract.Fact) float64 {
	want, ok := g.Values["value"].(float64)
	got, err := strconv.ParseFloat(f.Get("value"), 64)
	if !ok || err != nil || math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) || !samePlace(g, f) {
		return 0
	}
	s := 1.0
	if f.Get("subject") == text(g.Values["subject"]) {
		s++
	}
	quote, gold := normalise(f.Quote.Text), normalise(g.Quote)
	if n := len([]rune(quote)); n > 0 && n <= maxPlace && (strings.Contains(gold, quote) || strings.Contains(quote, gold)) {
		s += 0.5
	}
	if sameAttribute("qualifier", g.Values["qualifier"], value(f, "qualifier")) {
		s += 0.25
	}
	return s
}

func fitHeading(g Gold, f *extract.Fact) float64 {
	if value(f, "number") != g.Values["number"] {
		return 0
	}
	want, got := normalise(text(g.Values["title"])), normalise(f.Get("title"))
	if firstRunes(want, 12) != firstRunes(got, 12) {
		return 0
	}
	s := 1.0
	if want == got {
		s += 0.5
	}
	if value(f, "level") == g.Values["level"] {
		s += 0.25
	}
	return s
}

func firstRunes(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

// value returns a field of f as gold writes it: nil, a string or a float64.
func value(f *extract.Fact, name string) any {
	i := f.Kind.Index(name)
	if i < 0 || f.Values[i] == "" {
		return nil
	}
	if t := f.Kind.Fields[i].Type; t == extract.TypeInt || t == extract.TypeNumber {
		if n, err := strconv.ParseFloat(f.Values[i], 64); err == nil {
			return n
		}
	}
	return f.Values[i]
}

// standing are the values of fields that need not be stated.
var standing = map[string]any{"qualifier": "exact", "modality": "actual", "times": 1.0}

func sameAttribute(name string, want, got any) bool {
	if name == "title" || name == "recipient" {
		w, g := text(want), text(got)
		return strings.TrimRight(normalise(w), ".;:,!?") == strings.TrimRight(normalise(g), ".;:,!?") ||
			name == "recipient" && alike(w, g) >= 0.6
	}
	if want == nil || want == "" {
		want = standing[name]
	}
	if got == nil || got == "" {
		got = standing[name]
	}
	return want == got
}
