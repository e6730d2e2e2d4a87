package award

import (
	"regexp"
	"sync"

	"zongjie/extract/text"
)

// expressions are those of the package, in no particular order.
var expressions []func() *regexp.Regexp

// lazy returns what compiles expr when it is first called. All of them together
// take milliseconds, and most commands extract nothing.
func lazy(expr string) func() *regexp.Regexp {
	compile := sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
	expressions = append(expressions, compile)
	return compile
}

// The characters that matches of some expressions begin or end with. To look for
// them first is many times as fast as to let an expression fail at every place.
var (
	beginsPassive      = text.NewRuneSet("被由经")
	beginsCircumstance = text.NewRuneSet("代因自于0123456789xX×*第")
	beginsTime         = text.NewRuneSet("0123456789xX×*近一二三两四五、,:-—·\t\n\f\r ")
	beginsTimes        = text.NewRuneSet("连蝉第0123456789一二两三四五六七八九十")
	endsOften          = text.NewRuneSet("年届次度季,:-—·\t\n\f\r ")
)

// indexFrom is FindStringIndex of an expression without ^ or \b, whose matches
// begin with characters of begins.
func indexFrom(re *regexp.Regexp, begins *text.RuneSet, s string) []int {
	i := begins.Index(s)
	if i < 0 {
		return nil
	}
	m := re.FindStringIndex(s[i:])
	if m != nil {
		m[0], m[1] = m[0]+i, m[1]+i
	}
	return m
}
