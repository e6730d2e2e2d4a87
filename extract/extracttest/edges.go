package extracttest

import (
	"reflect"
	"regexp"
	"regexp/syntax"
	"strings"
	"testing"
	"unicode"

	"zongjie/extract/text"
	"zongjie/lexicon"
)

// Begins fails the test unless every match of re begins with a character of set.
func Begins(t *testing.T, re *regexp.Regexp, set *text.RuneSet) { edge(t, re, set, false) }

// Ends fails the test unless every match of re ends with a character of set.
func Ends(t *testing.T, re *regexp.Regexp, set *text.RuneSet) { edge(t, re, set, true) }

func edge(t *testing.T, re *regexp.Regexp, set *text.RuneSet, last bool) {
	t.Helper()
	parsed, err := syntax.Parse(re.String(), syntax.Perl)
	if err != nil {
		t.Fatal(err)
	}
	missing := map[rune]bool{}
	if walk(parsed, last, func(r rune) {
		if !set.Has(r) {
			missing[r] = true
		}
	}) {
		t.Errorf("%s can match nothing", re)
	}
	for r := range missing {
		t.Errorf("a match of %.40s... may have %q at its edge, which the set has not", re, r)
	}
}

// walk calls see with the characters that a match of re can begin (or, if last,
// end) with, and reports whether it can be empty.
func walk(re *syntax.Regexp, last bool, see func(rune)) (empty bool) {
	switch re.Op {
	case syntax.OpLiteral:
		r := re.Rune[0]
		if last {
			r = re.Rune[len(re.Rune)-1]
		}
		see(r)
		return false
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1] && r < 1<<16; r++ {
				see(r)
			}
		}
		return false
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		for r := range rune(1 << 16) {
			see(r)
		}
		return false
	case syntax.OpStar, syntax.OpQuest:
		walk(re.Sub[0], last, see)
		return true
	case syntax.OpPlus, syntax.OpCapture:
		return walk(re.Sub[0], last, see)
	case syntax.OpRepeat:
		return walk(re.Sub[0], last, see) || re.Min == 0
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			empty = walk(sub, last, see) || empty
		}
		return empty
	case syntax.OpConcat:
		for i := range re.Sub {
			sub := re.Sub[i]
			if last {
				sub = re.Sub[len(re.Sub)-1-i]
			}
			if !walk(sub, last, see) {
				return false
			}
		}
	}
	return true
}

// Cues fails the test unless fields, the cues that a kind asks for, has one field
// for each concept of file: cues that nobody asks for change nothing.
func Cues(t *testing.T, file string, fields any) {
	t.Helper()
	rows, err := lexicon.Concepts(lexicon.Data(), file)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, row := range rows {
		ids[row.ID] = true
	}
	asked := reflect.TypeOf(fields)
	for i := range asked.NumField() {
		delete(ids, snake(asked.Field(i).Name))
	}
	for id := range ids {
		t.Errorf("nobody asks for %s of %s", id, file)
	}
}

// snake writes the name of a field as ids are written: before_verb for beforeVerb.
func snake(name string) string {
	var b strings.Builder
	for _, r := range name {
		if unicode.IsUpper(r) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
