package compare

import (
	"iter"
	"math/big"
	"slices"
	"strconv"

	"zongjie/corpus"
	"zongjie/extract"
)

// Flag says what an auditor should look at in a point of a trend.
type Flag string

// The flags.
const (
	Jump     Flag = "jump"     // the change from the value before is larger than the threshold
	Appears  Flag = "appears"  // the report of the year before states none
	Vanishes Flag = "vanishes" // the report of the year before states one, that of this year none
)

// Point is one year of a measure.
type Point struct {
	Year  int
	Cell  *Cell // nil if the reports of the year state nothing
	Since int   // the last year before that states a value; 0 if there is none
	// Difference is what changed since then; nil where the two must not be
	// subtracted: Differ says in what they differ ("modality", "unit", ...).
	Difference *Difference
	Differ     string
	Flag       Flag // "" if there is nothing to look at
}

// Series is one measure of an organisation over the years.
type Series struct {
	Kind    *extract.Kind
	Measure string // "" if the points are numbers of facts
	Points  []Point
}

// Name returns what s measures, for people.
func (s *Series) Name() string {
	if s.Measure == "" {
		return "number of " + s.Kind.Plural
	}
	return s.Measure
}

// Flagged reports whether a point of s has a flag.
func (s *Series) Flagged() bool {
	return slices.ContainsFunc(s.Points, func(p Point) bool { return p.Flag != "" })
}

// Trend is every measure of one organisation over the years.
type Trend struct {
	Organization string
	Years        []int // of its reports
	Series       []Series
	Reports      int // that have a year
	NoYear       int // that have none, and are left out
	Unnamed      int // facts that are of no measure: what they count has no name in the lexicon
}

// NewTrend follows every measure of kinds through reports, which are those of one
// organisation with their facts, in the order of their paths. Each point is chosen
// as a cell of NewMatrix. A change of more than jump, a share of the value before,
// is flagged; so is every change from zero. Outlines have no measures.
func NewTrend(organization string, reports []corpus.Report, kinds []*extract.Kind, jump *big.Rat) (*Trend, error) {
	t := &Trend{Organization: organization}
	for i := range reports {
		if y := reports[i].Record.Meta.Year; y == 0 {
			t.NoYear++
		} else if t.Reports++; !slices.Contains(t.Years, y) {
			t.Years = append(t.Years, y)
		}
	}
	slices.Sort(t.Years)
	for _, k := range kinds {
		if k.Outline {
			continue
		}
		measures := []string{""}
		if Measured(k) {
			measures = t.measures(reports, k)
		}
		for _, m := range measures {
			table, err := NewMatrix(each(reports), Query{Kind: k, Measure: m, Rows: Org, Columns: Year})
			if err != nil {
				return nil, err
			}
			if s := t.series(table, jump); s.Points != nil {
				t.Series = append(t.Series, s)
			}
		}
	}
	return t, nil
}

func each(reports []corpus.Report) iter.Seq2[corpus.Report, error] {
	return func(yield func(corpus.Report, error) bool) {
		for _, r := range reports {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// measures returns the measures that reports state, sorted, and counts the facts
// that have none.
func (t *Trend) measures(reports []corpus.Report, k *extract.Kind) []string {
	set := map[string]bool{}
	i := naming(k)
	for _, r := range reports {
		for j := range r.Record.Facts {
			f := &r.Record.Facts[j]
			switch name := at(f, i); {
			case f.Kind.Name != k.Name:
			case name == Other || name == "":
				t.Unnamed++
			default:
				set[name] = true
			}
		}
	}
	return sorted(set)
}

// series returns the only row of table as a series; without points if it is empty.
func (t *Trend) series(table *Matrix, jump *big.Rat) Series {
	s := Series{Kind: table.Kind, Measure: table.Measure}
	if len(table.RowNames) == 0 {
		return s
	}
	var last *Cell
	since := 0
	for i, year := range t.Years {
		p := Point{Year: year, Cell: table.Cells[Place{table.RowNames[0], strconv.Itoa(year)}], Since: since}
		before := i > 0 && s.Points[i-1].Cell != nil
		switch {
		case p.Cell == nil && before:
			p.Flag = Vanishes
		case p.Cell != nil && i > 0 && !before:
			p.Flag = Appears
		}
		if p.Cell != nil {
			if last != nil {
				p.Difference, p.Differ = subtract(last, p.Cell)
			}
			if p.Difference.exceeds(jump) && p.Flag == "" {
				p.Flag = Jump
			}
			last, since = p.Cell, year
		}
		s.Points = append(s.Points, p)
	}
	return s
}
