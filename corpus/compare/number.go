package compare

import (
	"math/big"
	"strings"
)

// number reads a JSON number exactly; nil if s is none.
func number(s string) *big.Rat {
	if s == "" || strings.ContainsAny(s, "/_xXpP") || len(s) > 64 {
		return nil
	}
	if i := strings.IndexAny(s, "eE"); i >= 0 && len(s)-i > 4 { // no number that states anything
		return nil
	}
	n, ok := new(big.Rat).SetString(s)
	if !ok {
		return nil
	}
	return n
}

// decimal writes n with as many digits after the point as it has, six at most.
func decimal(n *big.Rat) string {
	s := n.FloatString(6)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}
