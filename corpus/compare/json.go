package compare

import (
	"bytes"
	"encoding/json"

	"zongjie/extract"
)

// MarshalJSON writes the report, the year and the fact with its evidence.
func (c *Candidate) MarshalJSON() ([]byte, error) {
	return marshal(struct {
		Path string        `json:"path"`
		ID   string        `json:"organization,omitempty"`
		Year int           `json:"year,omitempty"`
		Lost string        `json:"lost_by,omitempty"`
		Fact *extract.Fact `json:"fact"`
	}{c.Path, c.Meta.Unit(), c.Year, c.Lost, c.Fact})
}

// MarshalJSON writes what the cell says; a value is a JSON number.
func (c *Cell) MarshalJSON() ([]byte, error) { return marshal(c.json()) }

type cellJSON struct {
	Row       string       `json:"row,omitempty"`
	Column    string       `json:"column,omitempty"`
	Value     json.Number  `json:"value,omitempty"`
	Max       json.Number  `json:"max,omitempty"`
	Unit      string       `json:"unit,omitempty"`
	Qualifier string       `json:"qualifier,omitempty"`
	Per       string       `json:"per,omitempty"`
	Planned   bool         `json:"planned,omitempty"`
	OtherYear bool         `json:"other_year,omitempty"`
	Basis     Basis        `json:"basis"`
	Decided   string       `json:"decided_by,omitempty"`
	Facts     []*Candidate `json:"facts"`
	Lost      []*Candidate `json:"lost,omitempty"`
}

func (c *Cell) json() cellJSON {
	return cellJSON{Value: json.Number(c.Value), Max: json.Number(c.Max), Unit: c.Unit, Qualifier: c.Qualifier, Per: c.Per,
		Planned: c.Planned, OtherYear: c.OtherYear, Basis: c.Basis, Decided: c.Decided, Facts: c.Chosen, Lost: c.Lost}
}

// MarshalJSON writes the table: its cells by row, then by column, those that hold
// something.
func (m *Matrix) MarshalJSON() ([]byte, error) {
	type condition struct {
		Field string `json:"field"`
		Value string `json:"value"`
	}
	out := struct {
		Kind     string      `json:"kind"`
		Measure  string      `json:"measure,omitempty"`
		Rows     Axis        `json:"rows"`
		Columns  Axis        `json:"columns"`
		Where    []condition `json:"where,omitempty"`
		RowNames []string    `json:"row_names"`
		ColNames []string    `json:"column_names"`
		Cells    []cellJSON  `json:"cells"`
		Reports  int         `json:"reports"`
		NoOrg    int         `json:"reports_without_organization,omitempty"`
		NoYear   int         `json:"reports_without_year,omitempty"`
		Empty    int         `json:"empty_rows,omitempty"`
		Homeless int         `json:"facts_of_other_years,omitempty"`
	}{Kind: m.Kind.Name, Rows: m.Rows, Columns: m.Columns, RowNames: m.RowNames, ColNames: m.ColumnNames, Cells: []cellJSON{},
		Reports: m.Reports, NoOrg: m.NoOrg, NoYear: m.NoYear, Empty: m.Empty, Homeless: m.Homeless}
	if Measured(m.Kind) {
		out.Measure = m.Measure
	}
	for _, c := range m.Where {
		out.Where = append(out.Where, condition(c))
	}
	for _, row := range m.RowNames {
		for _, column := range m.ColumnNames {
			if cell := m.Cells[Place{row, column}]; cell != nil {
				c := cell.json()
				c.Row, c.Column = row, column
				out.Cells = append(out.Cells, c)
			}
		}
	}
	return marshal(out)
}

// marshal is json.Marshal, but that it leaves < > & as they are: quotes of texts
// hold them.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// MarshalJSON writes the two reports, the pairs of each kind under its plural, and
// the prose.
func (c *Comparison) MarshalJSON() ([]byte, error) {
	type reportJSON struct {
		Path  string `json:"path"`
		ID    string `json:"id"`
		Title string `json:"title,omitempty"`
		Org   string `json:"organization,omitempty"`
		Year  int    `json:"year,omitempty"`
	}
	type counts struct {
		Same    int `json:"same"`
		Changed int `json:"changed"`
		OnlyA   int `json:"only_a"`
		OnlyB   int `json:"only_b"`
	}
	type pair struct {
		Status  Status        `json:"status"`
		Level   bool          `json:"other_level,omitempty"`
		Changes []Change      `json:"changes,omitempty"`
		A       *extract.Fact `json:"a,omitempty"`
		B       *extract.Fact `json:"b,omitempty"`
	}
	type list struct {
		Kind string `json:"kind"`
		counts
		Pairs []pair `json:"pairs"`
	}
	type twin struct {
		Numbers bool     `json:"same_but_numbers,omitempty"`
		A       Sentence `json:"a"`
		B       Sentence `json:"b"`
	}
	type proseJSON struct {
		A     Share  `json:"a"`
		B     Share  `json:"b"`
		Twins []twin `json:"sentences"`
	}
	about := func(path string, r *extract.Record) reportJSON {
		return reportJSON{path, r.ID, r.Meta.Title, r.Meta.Unit(), r.Meta.Year}
	}
	out := struct {
		A        reportJSON `json:"a"`
		B        reportJSON `json:"b"`
		Outlines []list     `json:"outlines,omitempty"`
		Kinds    []list     `json:"kinds,omitempty"`
		Prose    *proseJSON `json:"prose,omitempty"`
	}{A: about(c.A.Path, c.A.Record), B: about(c.B.Path, c.B.Record)}
	for i := range c.Outlines {
		o := &c.Outlines[i]
		l := list{o.Kind.Name, counts{o.Count(Equal), o.Count(Changed), o.Count(OnlyA), o.Count(OnlyB)}, []pair{}}
		for _, p := range o.Pairs {
			l.Pairs = append(l.Pairs, pair{Status: p.Status, Level: p.Level, A: p.A, B: p.B})
		}
		out.Outlines = append(out.Outlines, l)
	}
	for i := range c.Kinds {
		k := &c.Kinds[i]
		l := list{k.Kind.Name, counts{k.Count(Equal), k.Count(Changed), k.Count(OnlyA), k.Count(OnlyB)}, []pair{}}
		for _, p := range k.Pairs {
			l.Pairs = append(l.Pairs, pair{Status: p.Status, Changes: p.Changes, A: p.A, B: p.B})
		}
		out.Kinds = append(out.Kinds, l)
	}
	if c.Prose != nil {
		p := &proseJSON{c.Prose.A, c.Prose.B, []twin{}}
		for _, t := range c.Prose.Twins {
			p.Twins = append(p.Twins, twin{t.Numbers, t.A, t.B})
		}
		out.Prose = p
	}
	return marshal(out)
}

// MarshalJSON writes the series with their points by year.
func (t *Trend) MarshalJSON() ([]byte, error) {
	type point struct {
		Year       int         `json:"year"`
		Cell       *Cell       `json:"cell,omitempty"`
		Since      int         `json:"since,omitempty"`
		Difference *Difference `json:"difference,omitempty"`
		Differ     string      `json:"differ,omitempty"`
		Flag       Flag        `json:"flag,omitempty"`
	}
	type series struct {
		Kind    string  `json:"kind"`
		Measure string  `json:"measure,omitempty"`
		Points  []point `json:"points"`
	}
	out := struct {
		Org     string   `json:"organization"`
		Years   []int    `json:"years"`
		Reports int      `json:"reports"`
		NoYear  int      `json:"reports_without_year,omitempty"`
		Unnamed int      `json:"facts_without_measure,omitempty"`
		Series  []series `json:"series"`
	}{t.Organization, t.Years, t.Reports, t.NoYear, t.Unnamed, []series{}}
	for i := range t.Series {
		s := series{Kind: t.Series[i].Kind.Name, Measure: t.Series[i].Measure}
		for _, p := range t.Series[i].Points {
			s.Points = append(s.Points, point(p))
		}
		out.Series = append(out.Series, s)
	}
	return marshal(out)
}
