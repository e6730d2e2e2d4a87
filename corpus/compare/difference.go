package compare

import "math/big"

// Difference is what changed from one number to another.
type Difference struct {
	Change  string `json:"change"`            // "+7" or "-2.5" or "0"
	Percent string `json:"percent,omitempty"` // of the first number: "+15.6"; "" from zero, and for rates
	Points  bool   `json:"points,omitempty"`  // the numbers are rates, and Change is in their points

	share *big.Rat // the change divided by the first number; nil from zero
}

// difference returns what changes from a to b, in the unit given.
func difference(a, b *big.Rat, unit string) *Difference {
	change := new(big.Rat).Sub(b, a)
	d := &Difference{Change: signed(change, decimal(change)), Points: isRate(unit)}
	if a.Sign() == 0 {
		return d
	}
	d.share = new(big.Rat).Quo(change, new(big.Rat).Abs(a))
	if !d.Points {
		d.Percent = percent(d.share)
	}
	return d
}

// percent writes a share in hundredths, to one digit after the point.
func percent(share *big.Rat) string {
	hundredths := new(big.Rat).Mul(share, big.NewRat(100, 1))
	return signed(hundredths, hundredths.FloatString(1))
}

func signed(n *big.Rat, s string) string {
	if n.Sign() > 0 {
		return "+" + s
	}
	return s
}

// String writes d for people: "+7, +15.6 %".
func (d *Difference) String() string {
	switch {
	case d.Points:
		return d.Change + " points"
	case d.Percent == "":
		return d.Change
	}
	return d.Change + ", " + d.Percent + " %"
}

// subtract returns the difference from a to b, or nil and in what they differ
// where a difference would say something that nobody stated.
func subtract(a, b *Cell) (*Difference, string) {
	x, y := number(a.Value), number(b.Value)
	switch {
	case x == nil || y == nil:
		return nil, "number"
	case a.Planned != b.Planned:
		return nil, "modality"
	case !sameUnit(a.Unit, b.Unit):
		return nil, "unit"
	case a.Per != b.Per:
		return nil, "period"
	case a.Qualifier != b.Qualifier || a.Qualifier == "at_least" || a.Qualifier == "at_most":
		return nil, "qualifier"
	case a.Max != "" || b.Max != "":
		return nil, "range"
	}
	return difference(x, y, a.Unit), ""
}

// exceeds reports whether d is a larger change than jump, a share of the first
// number. Every change from zero is.
func (d *Difference) exceeds(jump *big.Rat) bool {
	switch {
	case d == nil:
		return false
	case d.share == nil:
		return d.Change != "0"
	}
	return new(big.Rat).Abs(d.share).Cmp(jump) > 0
}
