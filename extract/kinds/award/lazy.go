package award

import (
	"regexp"
	"sync"
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
