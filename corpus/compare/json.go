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
