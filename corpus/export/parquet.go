package export

import (
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
)

// parquetWriter writes one Parquet file a table, compressed with zstd. Texts are
// UTF-8 strings, integers INT64, numbers DOUBLE and times TIMESTAMP(NANOS, UTC);
// what is not stated is null. What a column is stands in the metadata of the
// file, under the name of the column.
type parquetWriter struct {
	job    *job
	tables map[*Table]*parquetTable
	notes  notes
}

type parquetTable struct {
	out  *parquet.GenericWriter[any]
	rows []parquet.Row // not yet written
}

const (
	parquetRows  = 64      // that are written together
	parquetGroup = 1 << 16 // rows of a row group, which is held in memory
)

func openParquet(j *job) (rowWriter, error) {
	return &parquetWriter{job: j, tables: map[*Table]*parquetTable{}, notes: j.notes}, nil
}

func (w *parquetWriter) begin(t *Table) error {
	f, err := w.job.create(t, t.Name+".parquet")
	if err != nil {
		return err
	}
	out := parquet.NewGenericWriter[any](f, parquet.NewSchema(t.Name, columnsOf(t)), parquet.Compression(&parquet.Zstd),
		parquet.CreatedBy("zongjie", w.job.options.Program, ""), parquet.MaxRowsPerRowGroup(parquetGroup))
	for _, c := range t.Columns {
		out.SetKeyValueMetadata(c.Name, both(c.EN, c.ZH))
	}
	w.tables[t] = &parquetTable{out: out}
	return nil
}

// orderedGroup is a group whose fields keep their order; those of parquet.Group
// are sorted by name.
type orderedGroup struct {
	parquet.Group
	fields []parquet.Field
}

func (g orderedGroup) Fields() []parquet.Field { return g.fields }

type orderedField struct {
	parquet.Node
	name string
}

func (f orderedField) Name() string { return f.name }

func (f orderedField) Value(base reflect.Value) reflect.Value { return base.FieldByName(f.name) }

func columnsOf(t *Table) parquet.Node {
	g := orderedGroup{Group: parquet.Group{}}
	for _, c := range t.Columns {
		var n parquet.Node
		switch c.Type {
		case Integer:
			n = parquet.Int(64)
		case Number:
			n = parquet.Leaf(parquet.DoubleType)
		case Time:
			n = parquet.Timestamp(parquet.Nanosecond)
		default:
			n = parquet.String()
			if c.Type == Term || c.Of != "" {
				n = parquet.Encoded(n, &parquet.RLEDictionary)
			}
		}
		if !c.Always {
			n = parquet.Optional(n)
		}
		g.Group[c.Name] = n
		g.fields = append(g.fields, orderedField{n, c.Name})
	}
	return g
}

func (w *parquetWriter) row(t *Table, cells []string) error {
	p := w.tables[t]
	n := len(p.rows)
	if n < cap(p.rows) {
		p.rows = p.rows[:n+1]
	} else {
		p.rows = append(p.rows, nil)
	}
	row := p.rows[n][:0]
	for i, c := range cells {
		row = append(row, w.value(&t.Columns[i], c, i))
	}
	p.rows[n] = row
	if len(p.rows) < parquetRows {
		return nil
	}
	return p.flush()
}

func (p *parquetTable) flush() error {
	_, err := p.out.WriteRows(p.rows)
	p.rows = p.rows[:0]
	return err
}

// value returns the cell of the column numbered i as Parquet holds it: null if it
// is not stated or, which is noted, no value of the type of the column.
func (w *parquetWriter) value(c *Column, cell string, i int) parquet.Value {
	v := w.typed(c, cell)
	switch {
	case c.Always:
		return v.Level(0, 0, i)
	case v.IsNull():
		return v.Level(0, 0, i)
	}
	return v.Level(0, 1, i)
}

func (w *parquetWriter) typed(c *Column, cell string) parquet.Value {
	if c.Type == Text || c.Type == Term {
		if cell == "" && !c.Always {
			return parquet.NullValue()
		}
		return parquet.ByteArrayValue([]byte(cell))
	}
	if cell == "" {
		return parquet.NullValue()
	}
	switch c.Type {
	case Integer:
		if n, err := strconv.ParseInt(cell, 10, 64); err == nil {
			return parquet.Int64Value(n)
		}
	case Number:
		if n, err := strconv.ParseFloat(cell, 64); err == nil {
			if !exact(n, cell) {
				w.notes.add("a number of the column " + c.Name + " has more digits than a floating-point number holds: it was rounded; CSV and JSON Lines hold it exactly")
			}
			return parquet.DoubleValue(n)
		}
	case Time:
		// What lies outside of 1678 to 2261 has no number of nanoseconds.
		if t, err := time.Parse(time.RFC3339Nano, cell); err == nil && t.Year() > 1677 && t.Year() < 2262 {
			return parquet.Int64Value(t.UnixNano())
		}
	}
	w.notes.add("a cell of the column " + c.Name + " is no " + c.Type.String() + " that Parquet holds: it was left out; CSV and JSON Lines hold it")
	if c.Always { // the program itself writes these
		return parquet.Int64Value(0)
	}
	return parquet.NullValue()
}

// exact reports whether n is the number that the digits write.
func exact(n float64, digits string) bool {
	back := strconv.FormatFloat(n, 'f', -1, 64)
	return back == digits || strings.Contains(digits, ".") && back == strings.TrimRight(strings.TrimRight(digits, "0"), ".")
}

func (w *parquetWriter) end() error {
	for _, p := range w.tables {
		if err := p.flush(); err != nil {
			return err
		}
		if err := p.out.Close(); err != nil {
			return err
		}
	}
	return nil
}
