// Package chart draws the numbers of a table: lines over the years, or bars side
// by side. It knows nothing of facts.
//
// An SVG holds its labels as text, with a list of fonts that hold Chinese, so that
// a browser shows them whatever fonts this machine has; it is laid out without
// asking for any. A PNG needs a font: see Find. The same chart gives the same bytes
// (of a PNG: with the same font).
package chart

import (
	"bytes"
	"fmt"
	"image/color"
	"io"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// Style says how the numbers are drawn.
type Style uint8

// The styles.
const (
	Bars Style = iota
	Lines
)

// Format is a format of files.
type Format string

// The formats.
const (
	SVG Format = "svg"
	PNG Format = "png"
)

// Chart is what is drawn: for each series a number at each label of X.
type Chart struct {
	Title  string
	Y      string // what the numbers are
	Note   string // stands below
	X      []string
	Style  Style
	Series []Series
}

// Series are the numbers of one name, one for each label; NaN where there is none.
type Series struct {
	Name   string
	Values []float64
	Open   []bool // which numbers are drawn hollow; may be shorter than Values
}

// open reports whether number i is drawn hollow.
func (s *Series) open(i int) bool { return i < len(s.Open) && s.Open[i] }

// MaxSeries is how many series a chart can tell apart.
const MaxSeries = 12

// colours of series: told apart by people who do not see red and green alike, too,
// and with the dashes of the lines in black and white.
var colours = []color.RGBA{
	{0x00, 0x72, 0xB2, 0xFF}, {0xD5, 0x5E, 0x00, 0xFF}, {0x00, 0x9E, 0x73, 0xFF},
	{0xCC, 0x79, 0xA7, 0xFF}, {0xE6, 0x9F, 0x00, 0xFF}, {0x56, 0xB4, 0xE9, 0xFF},
}

var dashes = [][]vg.Length{nil, {vg.Points(6), vg.Points(3)}}

// The sizes of a chart.
const (
	height    = 12 * vg.Centimeter
	leastWide = 16 * vg.Centimeter
	mostWide  = 80 * vg.Centimeter
	fontSize  = 10
	dpi       = 144
)

// Write draws c in the format given. font is the one of a PNG; without one, and in
// an SVG, Latin letters are laid out as in a font that comes with the program.
func (c *Chart) Write(w io.Writer, format Format, font *Font) error {
	if len(c.Series) > MaxSeries {
		return fmt.Errorf("a chart can tell %d series apart, and these are %d", MaxSeries, len(c.Series))
	}
	width := c.width()
	if format == SVG {
		canvas := vgsvg.New(width, height)
		c.draw(draw.New(canvas), &handler{})
		var b bytes.Buffer
		if _, err := canvas.WriteTo(&b); err != nil {
			return err
		}
		_, err := w.Write(withFonts(b.Bytes()))
		return err
	}
	canvas := vgimg.NewWith(vgimg.UseWH(width, height), vgimg.UseDPI(dpi))
	c.draw(draw.New(canvas), &handler{font: font})
	_, err := vgimg.PngCanvas{Canvas: canvas}.WriteTo(w)
	return err
}

// draw draws the plot, and its legend on the right of it.
func (c *Chart) draw(canvas draw.Canvas, h *handler) {
	p, legend := c.plot(h), plot.NewLegend()
	h.style(&legend.TextStyle, fontSize)
	legend.Top, legend.Left, legend.Padding = true, true, vg.Points(4)
	for i := range c.Series {
		legend.Add(clean(c.Series[i].Name), p.thumbs[i])
	}
	const margin = vg.Length(8)
	canvas = draw.Crop(canvas, margin, -margin, margin, -margin)
	room := c.legendWidth()
	p.Draw(draw.Crop(canvas, 0, -room-margin, 0, 0))
	legend.Draw(draw.Crop(canvas, canvas.Max.X-canvas.Min.X-room, 0, 0, -4*margin))
}

// legendWidth returns how wide the legend is.
func (c *Chart) legendWidth() vg.Length {
	widest := 0.0
	for _, s := range c.Series {
		widest = max(widest, ems(s.Name))
	}
	return vg.Length(widest)*fontSize + 26
}

// width returns how wide c must be for its labels to stand side by side.
func (c *Chart) width() vg.Length {
	label := 0.0
	for _, x := range c.X {
		label = max(label, ems(x))
	}
	slot := vg.Length(label+1) * fontSize
	if c.Style == Bars {
		slot = max(slot, vg.Length(len(c.Series)+1)*vg.Points(8))
	}
	wide := max(slot*vg.Length(len(c.X))+8*fontSize, vg.Length(max(ems(c.Note), ems(c.Title)*1.2))*fontSize)
	return min(mostWide, max(leastWide, wide+c.legendWidth()))
}

// built is a plot, and what stands for its series in the legend.
type built struct {
	*plot.Plot
	thumbs []plot.Thumbnailer
}

func (c *Chart) plot(h *handler) *built {
	p := &built{Plot: plot.New()}
	p.TextHandler = h
	h.style(&p.Title.TextStyle, fontSize+2)
	for _, style := range []*draw.TextStyle{&p.X.Label.TextStyle, &p.Y.Label.TextStyle, &p.X.Tick.Label, &p.Y.Tick.Label, &p.Legend.TextStyle} {
		h.style(style, fontSize)
	}
	p.Title.Text, p.Y.Label.Text, p.X.Label.Text = clean(c.Title), clean(c.Y), clean(c.Note)
	p.Title.Padding, p.X.Label.Padding, p.Y.Label.Padding = vg.Points(8), vg.Points(6), vg.Points(4)
	p.X.Tick.Marker = plot.ConstantTicks(c.ticks())
	p.X.Tick.Length = 0
	p.Y.Tick.Marker = plot.TickerFunc(plainTicks)
	grid := plotter.NewGrid()
	grid.Vertical.Width = 0
	grid.Horizontal.Color = color.Gray{0xDD}
	p.Add(grid)
	for i := range c.Series {
		p.thumbs = append(p.thumbs, c.add(p.Plot, i))
	}
	p.X.Min, p.X.Max = -0.5, max(0.5, float64(len(c.X))-0.5)
	p.Y.Min, p.Y.Max = reach(c.ends())
	return p
}

// ends returns the lowest and the highest number, and zero between them.
func (c *Chart) ends() (low, high float64) {
	for _, s := range c.Series {
		for _, v := range s.Values {
			if !math.IsNaN(v) {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	return low, high
}

// reach returns the ends of the Y axis, with some room above the highest number.
func reach(low, high float64) (float64, float64) {
	if low == high {
		high = low + 1
	}
	room := (high - low) * 0.05
	if low < 0 {
		low -= room
	}
	return low, high + room
}

func (c *Chart) ticks() []plot.Tick {
	ticks := make([]plot.Tick, len(c.X))
	for i, x := range c.X {
		ticks[i] = plot.Tick{Value: float64(i), Label: clean(x)}
	}
	return ticks
}

// plainTicks are ticks whose labels are written as people write numbers.
func plainTicks(low, high float64) []plot.Tick {
	ticks := plot.DefaultTicks{}.Ticks(low, high)
	for i := range ticks {
		if ticks[i].Label != "" {
			ticks[i].Label = grouped(ticks[i].Value)
		}
	}
	return ticks
}

// grouped writes v with a comma after every three digits, and three decimals at most.
func grouped(v float64) string {
	s := strconv.FormatFloat(math.Abs(math.Round(v*1000)/1000), 'f', -1, 64)
	whole, part, point := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + part
	}
	if v < 0 && s != "0" {
		return "-" + whole
	}
	return whole
}

// add adds series i to p, and returns what stands for it in the legend.
func (c *Chart) add(p *plot.Plot, i int) plot.Thumbnailer {
	colour, again := colours[i%len(colours)], i/len(colours)
	if c.Style == Bars {
		b := &bars{Series: &c.Series[i], colour: colour, place: i, of: len(c.Series), pale: again%2 == 1}
		p.Add(b)
		return b
	}
	l := &lines{Series: &c.Series[i], style: draw.LineStyle{Color: colour, Width: vg.Points(1.8), Dashes: dashes[again%len(dashes)]}}
	p.Add(l)
	return l
}

// bars are the numbers of one series, each beside those of the others.
type bars struct {
	*Series
	colour    color.RGBA
	place, of int
	pale      bool // in a lighter colour, since the others are used up
}

// Plot implements plot.Plotter.
func (b *bars) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	const group = 0.8 // of the distance between labels
	each := group / float64(b.of)
	for i, v := range b.Values {
		if math.IsNaN(v) {
			continue
		}
		left := float64(i) - group/2 + each*float64(b.place)
		b.box(&c, vg.Rectangle{Min: vg.Point{X: x(left), Y: y(min(v, 0))}, Max: vg.Point{X: x(left + each*0.9), Y: y(max(v, 0))}}, b.open(i))
	}
}

func (b *bars) box(c *draw.Canvas, r vg.Rectangle, open bool) {
	corners := []vg.Point{r.Min, {X: r.Min.X, Y: r.Max.Y}, r.Max, {X: r.Max.X, Y: r.Min.Y}}
	fill := b.colour
	if b.pale {
		fill = lighter(fill)
	}
	if open {
		c.StrokeLines(draw.LineStyle{Color: fill, Width: vg.Points(1.2)}, append(corners, r.Min))
		return
	}
	c.FillPolygon(fill, corners)
}

// lighter returns c half way to white.
func lighter(c color.RGBA) color.RGBA {
	half := func(v uint8) uint8 { return uint8((int(v) + 0xFF) / 2) }
	return color.RGBA{half(c.R), half(c.G), half(c.B), 0xFF}
}

// Thumbnail implements plot.Thumbnailer.
func (b *bars) Thumbnail(c *draw.Canvas) {
	r := c.Rectangle
	r.Min.Y += (r.Max.Y - r.Min.Y) / 5
	b.box(c, r, false)
}

// lines join the numbers of one series; a label without a number parts them.
type lines struct {
	*Series
	style draw.LineStyle
}

// Plot implements plot.Plotter.
func (l *lines) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	var run []vg.Point
	stroke := func() {
		if len(run) > 1 {
			c.StrokeLines(l.style, run)
		}
		run = nil
	}
	for i, v := range l.Values {
		if math.IsNaN(v) {
			stroke()
			continue
		}
		run = append(run, vg.Point{X: x(float64(i)), Y: y(v)})
	}
	stroke()
	for i, v := range l.Values { // above the lines
		if math.IsNaN(v) {
			continue
		}
		at := vg.Point{X: x(float64(i)), Y: y(v)}
		c.DrawGlyph(draw.GlyphStyle{Color: l.style.Color, Radius: vg.Points(3.5), Shape: draw.CircleGlyph{}}, at)
		if l.open(i) {
			c.DrawGlyph(draw.GlyphStyle{Color: color.White, Radius: vg.Points(2.2), Shape: draw.CircleGlyph{}}, at)
		}
	}
}

// Thumbnail implements plot.Thumbnailer.
func (l *lines) Thumbnail(c *draw.Canvas) {
	middle := c.Center().Y
	c.StrokeLine2(l.style, c.Min.X, middle, c.Max.X, middle)
}
