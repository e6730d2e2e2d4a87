package chart

import (
	"bytes"
	"math"
	"strings"
	"unicode"

	"golang.org/x/text/width"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// handler lays out text in one font, or without any: then every wide character is
// as wide as the text is high, which it is in every font that holds Chinese, and
// the others are as wide as in the font that comes with the program.
type handler struct{ font *Font }

// style makes s use h.
func (h *handler) style(s *draw.TextStyle, size vg.Length) {
	s.Handler = h
	s.Font = font.Font{Typeface: "Liberation", Variant: "Sans", Size: size}
}

func (h *handler) face(f font.Font) font.Face {
	face := h.Cache().Lookup(f, f.Size)
	if h.font != nil {
		face.Face = h.font.font
	}
	return face
}

// Cache implements text.Handler.
func (h *handler) Cache() *font.Cache { return plot.DefaultTextHandler.Cache() }

// Extents implements text.Handler. They are those of the font that comes with the
// program, so that charts are laid out alike: fonts that hold Chinese leave much
// room between lines.
func (h *handler) Extents(f font.Font) font.Extents {
	face := h.Cache().Lookup(f, f.Size)
	return face.Extents()
}

// Lines implements text.Handler.
func (h *handler) Lines(txt string) []string { return []string{txt} }

// Box implements text.Handler.
func (h *handler) Box(txt string, f font.Font) (width, height, depth vg.Length) {
	e := h.Extents(f)
	return h.width(txt, f), e.Ascent, e.Descent
}

func (h *handler) width(txt string, f font.Font) vg.Length {
	face := h.face(f)
	if h.font != nil {
		return face.Width(txt)
	}
	var narrow strings.Builder
	total := vg.Length(0)
	for _, r := range txt {
		if isWide(r) {
			total += f.Size
		} else {
			narrow.WriteRune(r)
		}
	}
	return total + face.Width(narrow.String())
}

// Draw implements text.Handler.
func (h *handler) Draw(c vg.Canvas, txt string, sty text.Style, pt vg.Point) {
	if txt == "" {
		return
	}
	c.SetColor(sty.Color)
	if sty.Rotation != 0 {
		c.Push()
		defer c.Pop()
		c.Rotate(sty.Rotation)
	}
	sin64, cos64 := math.Sincos(sty.Rotation)
	sin, cos := vg.Length(sin64), vg.Length(cos64)
	pt.X, pt.Y = pt.Y*sin+pt.X*cos, pt.Y*cos-pt.X*sin
	e := h.Extents(sty.Font)
	pt.X += vg.Length(sty.XAlign) * h.width(txt, sty.Font)
	pt.Y += (e.Ascent+e.Descent)*vg.Length(sty.YAlign) - e.Ascent + sty.Font.Size
	c.FillString(h.face(sty.Font), pt, txt)
}

func isWide(r rune) bool {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return true
	}
	return false
}

// ems returns about how many times its height s is wide.
func ems(s string) float64 {
	n := 0.0
	for _, r := range s {
		if isWide(r) {
			n++
		} else {
			n += 0.56
		}
	}
	return n
}

// clean returns s without what no label may hold: an XML file with a control
// character in it is no XML file.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == 0xFFFE || r == 0xFFFF {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// families are the fonts in which a browser looks for the letters of an SVG, in
// this order: Latin ones of the widths that the chart was laid out with, then those
// that hold Chinese on Linux, macOS and Windows.
const families = `'Liberation Sans',Arial,Helvetica,'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC',` +
	`'Hiragino Sans GB','Microsoft YaHei','WenQuanYi Micro Hei','WenQuanYi Zen Hei',SimHei,SimSun,sans-serif`

// withFonts returns svg with families in the place of the one font that it names.
// A label cannot hold what is replaced, since its quotation marks are escaped.
func withFonts(svg []byte) []byte {
	const before = `style="font-family:`
	return bytes.ReplaceAll(svg, []byte(before+"Liberation Sans;"), []byte(before+families+";"))
}
