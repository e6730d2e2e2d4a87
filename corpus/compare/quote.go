package compare

import (
	"errors"
	"iter"
	"slices"

	"zongjie/corpus"
	"zongjie/extract"
)

// ErrMoved says that a report is not any more what it was when a table was made.
var ErrMoved = errors.New("the workspace was written to meanwhile; try again")

// Paths returns the paths of the reports whose facts stand in the cells of m that
// RowNames and ColumnNames lead to, sorted.
func (m *Matrix) Paths() []string {
	var paths []string
	for c := range m.candidates() {
		paths = append(paths, c.Path)
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// Quote puts the quotes of facts into these cells: a table is made from facts that
// only say where they stand. reports yields at least the reports of Paths, with
// their facts.
func (m *Matrix) Quote(reports iter.Seq2[corpus.Report, error]) error {
	wanted := map[string][]*Candidate{}
	for c := range m.candidates() {
		wanted[c.Path] = append(wanted[c.Path], c)
	}
	for r, err := range reports {
		if err != nil {
			return err
		}
		for _, c := range wanted[r.Path] {
			f := sameFact(c.Fact, r.Record.Facts)
			if f == nil {
				return ErrMoved
			}
			c.Fact = f
		}
		delete(wanted, r.Path)
	}
	if len(wanted) > 0 {
		return ErrMoved
	}
	return nil
}

// sameFact returns the one of facts that f is, or nil.
func sameFact(f *extract.Fact, facts []extract.Fact) *extract.Fact {
	for i := range facts {
		g := &facts[i]
		if g.Kind.Name == f.Kind.Name && g.Quote.Start == f.Quote.Start && g.Quote.End == f.Quote.End && slices.Equal(g.Values, f.Values) {
			return g
		}
	}
	return nil
}

// candidates yields the facts in the cells that RowNames and ColumnNames lead to.
func (m *Matrix) candidates() iter.Seq[*Candidate] {
	return func(yield func(*Candidate) bool) {
		for _, row := range m.RowNames {
			for _, column := range m.ColumnNames {
				cell := m.Cells[Place{row, column}]
				if cell == nil {
					continue
				}
				for _, list := range [][]*Candidate{cell.Chosen, cell.Lost} {
					for _, c := range list {
						if !yield(c) {
							return
						}
					}
				}
			}
		}
	}
}
