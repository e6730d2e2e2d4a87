package chart

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gonum.org/v1/plot/font/liberation"
)

func sample(style Style, series int) *Chart {
	c := &Chart{Title: "党员 <by> & year", Y: "名", Note: "hollow", X: []string{"2020", "2021", "2022"}, Style: style}
	for i := range series {
		c.Series = append(c.Series, Series{Name: "桐林村" + strings.Repeat("二", i), Values: []float64{float64(45 + i), math.NaN(), -3}, Open: []bool{i == 1}})
	}
	return c
}

// TestSVG holds that an SVG is well-formed, holds its labels as text with fonts
// for Chinese, and is the same each time.
func TestSVG(t *testing.T) {
	for _, c := range []*Chart{sample(Bars, 2), sample(Lines, 2), sample(Bars, MaxSeries), sample(Lines, MaxSeries), {}, {X: []string{"2020"}, Style: Lines, Series: []Series{{Name: "一\x01", Values: []float64{0}}}}} {
		var a, b bytes.Buffer
		if err := c.Write(&a, SVG, nil); err != nil {
			t.Fatal(err)
		}
		if err := c.Write(&b, SVG, nil); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("two charts of the same numbers differ (%v)", err)
		}
		if bytes.Contains(a.Bytes(), []byte("NaN")) || bytes.Contains(a.Bytes(), []byte("Inf")) {
			t.Errorf("the chart holds what is no number:\n%s", a.Bytes())
		}
		var texts strings.Builder
		d := xml.NewDecoder(bytes.NewReader(a.Bytes()))
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%v:\n%s", err, a.Bytes())
			}
			if s, ok := token.(xml.CharData); ok {
				texts.Write(s)
			}
		}
		for _, s := range append([]string{c.Title, c.Y, c.Note}, c.X...) {
			if !strings.Contains(texts.String(), s) {
				t.Errorf("the chart lacks the label %q", s)
			}
		}
		if len(c.Series) > 1 && (!strings.Contains(texts.String(), c.Series[1].Name) || !strings.Contains(a.String(), "'Microsoft YaHei'")) {
			t.Errorf("the chart lacks %s, or fonts for it", c.Series[1].Name)
		}
	}
}

// TestNumbersCount holds that numbers make a difference.
func TestNumbersCount(t *testing.T) {
	for _, style := range []Style{Bars, Lines} {
		drawn := map[string]string{}
		for name, change := range map[string]func(*Chart){
			"as it is": func(*Chart) {}, "a number": func(c *Chart) { c.Series[0].Values[0]++ }, "a gap": func(c *Chart) { c.Series[0].Values[1] = 4 },
			"hollow": func(c *Chart) { c.Series[0].Open = []bool{true} }, "a label": func(c *Chart) { c.X[0] = "2019" },
		} {
			c := sample(style, 2)
			change(c)
			var b bytes.Buffer
			if err := c.Write(&b, SVG, nil); err != nil {
				t.Fatal(err)
			}
			if other, ok := drawn[b.String()]; ok {
				t.Errorf("%q is drawn as %q", name, other)
			}
			drawn[b.String()] = name
		}
	}
}

func TestTooMany(t *testing.T) {
	if err := sample(Bars, MaxSeries+1).Write(io.Discard, SVG, nil); err == nil {
		t.Errorf("%d series make a chart", MaxSeries+1)
	}
}

// TestPNG draws with the font that comes with the program, and with one that holds
// Chinese where there is one.
func TestPNG(t *testing.T) {
	draw := func(font *Font) []byte {
		var b bytes.Buffer
		if err := sample(Lines, 3).Write(&b, PNG, font); err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if img.Bounds().Dx() < 600 || img.Bounds().Dy() < 400 {
			t.Errorf("the picture has %v", img.Bounds())
		}
		return b.Bytes()
	}
	without := draw(nil)
	font, err := Find()
	if errors.Is(err, ErrNoFont) {
		t.Skip("no font with Chinese characters on this machine: only a chart without one was drawn")
	}
	if err != nil {
		t.Fatal(err)
	}
	if font.Lacks("党员 2020") || font.Lacks("桐林村") {
		t.Errorf("%s (%s) lacks Chinese characters", font.File, font.Name)
	}
	with := draw(font)
	if bytes.Equal(with, without) || !bytes.Equal(with, draw(font)) {
		t.Errorf("%s makes no difference, or not the same one each time", font.File)
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	latin := liberation.Collection()[0].Face
	var ttf bytes.Buffer
	if _, err := latin.WriteSourceTo(nil, &ttf); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"latin.ttf": ttf.Bytes(), "collection.ttc": collection(ttf.Bytes(), 0), "askew.ttc": collection(ttf.Bytes(), 2)} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		font, err := Load(file)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !strings.HasPrefix(font.Name, "Liberation") || font.Lacks("é") || !font.Lacks("党") || font.Lacks("abc 1") {
			t.Errorf("%s: %+v", name, font.Name)
		}
	}
	for name, data := range map[string][]byte{"empty.ttf": nil, "text.ttf": []byte("this is no font at all"), "half.ttf": ttf.Bytes()[:1000]} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(file); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if _, err := Load(filepath.Join(dir, "none.ttf")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: error %v", err)
	}
}

// collection wraps a font as a collection of one face, its tables moved by askew
// bytes.
func collection(ttf []byte, askew int) []byte {
	head := []byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10")
	n := int(binary.BigEndian.Uint16(ttf[4:]))
	list := append([]byte(nil), ttf[:12+16*n]...)
	shift := len(head) + askew
	for i := range n {
		at := list[12+16*i+8:]
		binary.BigEndian.PutUint32(at, binary.BigEndian.Uint32(at)+uint32(shift))
	}
	out := append(head, list...)
	out = append(out, make([]byte, askew)...)
	return append(out, ttf[len(list):]...)
}

func TestRankOf(t *testing.T) {
	order := []string{"/a/NotoSansCJK-Regular.ttc", "/a/NotoSansCJK-Bold.ttc", "/b/msyh.ttc", "/b/msyhbd.ttc", "/a/wqy-microhei.ttc", "/a/simsun.ttc"}
	for i := range order[1:] {
		if a, b := rankOf(order[i]), rankOf(order[i+1]); a < 0 || b < 0 || a >= b {
			t.Errorf("%s has rank %d, %s %d", order[i], a, order[i+1], b)
		}
	}
	for _, other := range []string{"/a/DejaVuSans.ttf", "/a/msyh.txt", "/a/NotoSansCJK", ""} {
		if n := rankOf(other); n >= 0 {
			t.Errorf("%q has rank %d", other, n)
		}
	}
}

// FuzzRead holds that no file makes reading a font fail otherwise than by an error.
func FuzzRead(f *testing.F) {
	f.Add([]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10"))
	f.Add([]byte("\x00\x01\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00head    \xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		faces, err := read(data)
		if err == nil && len(faces) == 0 {
			t.Error("neither a face nor an error")
		}
	})
}
