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
	beginsCircumstance = text.NewRuneSet("在参代通凭因由自组选于以0123456789xX×*年连先多第")
	beginsTime         = text.NewRuneSet("年0123456789xX×*今去当近几一二三两四五本这全其同此另并而还也使目为因尤特是如例先和与及、,:-—·\t\n\f\r ")
	beginsTimes        = text.NewRuneSet("连蝉第0123456789一二两三四五六七八九十")
	endsAdverb         = text.NewRuneSet("则继后年届次度季也还均都并别双又再功幸地举曾已共喜荣被获更就时来直首分合续部中计果利终同体,:-—·\t\n\f\r ")
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

// withoutTime returns t without the expressions of time with which it begins.
func withoutTime(t string) string { return t[len(leadingTime(t)):] }

// leadingTime returns the expressions of time with which t begins, or "".
func leadingTime(t string) string {
	if !beginsTime.Begins(t) {
		return ""
	}
	return timeZH().FindString(t)
}
