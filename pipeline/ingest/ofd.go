package ingest

import (
	"math"
	"path"
	"strconv"
	"strings"

	"zongjie/extract"
	"zongjie/extract/text"
)

// readOFD reads a document of GB/T 33190: an archive of XML that says where
// each piece of text stands on its page. What a page's templates hold is
// furniture.
func readOFD(in *input) (*text.Document, error) {
	z, err := openZip(in.data, in.limits)
	if err != nil {
		return nil, err
	}
	r := &ofdReader{zip: z}
	r.read()
	in.properties = r.properties
	var doc *text.Document
	if len(r.pages) > 0 {
		doc = layOut(r.pages)
	}
	switch {
	case r.fault != nil && doc != nil && len(doc.Blocks) > 0:
		return doc, &fault{extract.Partial, r.fault.message, r.fault.advice}
	case r.fault != nil:
		return nil, r.fault
	case doc == nil || len(doc.Blocks) == 0:
		return doc, &fault{extract.Partial, "the document holds no text: its pages are pictures or drawings", "open it in an OFD program, have the text recognised or typed, save it as .txt, and run again"}
	}
	return doc, nil
}

// ofdReader reads the pages of an OFD document.
type ofdReader struct {
	zip       *zipParts
	pages     []Page
	templates map[string]string // the part of each template page, by its ID
	fault     *fault            // the first that was met

	properties Properties
}

const millimetre = 72 / 25.4 // in points

// maxOFDPages is how many pages of a document are read.
const maxOFDPages = 3000

// part calls each with the elements in the part named name, which enter does
// not name.
func (r *ofdReader) part(name string, each func(*node), enter ...string) {
	data, err := r.zip.part(name)
	if err == nil && data == nil {
		err = &fault{extract.Partial, "the document lacks its part " + strconv.Quote(name), "ask the sender for it again"}
	}
	if err == nil || data != nil {
		if broken := readXML(data, each, enter...); err == nil {
			err = broken
		}
	}
	if f, ok := err.(*fault); ok && r.fault == nil {
		r.fault = f
	}
}

func (r *ofdReader) read() {
	if !r.zip.has("OFD.xml") {
		r.fault = &fault{extract.Corrupt, "the document lacks its part \"OFD.xml\"", "ask the sender for it again"}
		if r.zip.has("Encryptions.xml") {
			r.fault = &fault{extract.Encrypted, "the document is encrypted", "open it with its password, save it without one, and run again"}
		}
		return
	}
	var roots []string
	r.part("OFD.xml", func(n *node) {
		switch n.name {
		case "DocRoot":
			roots = append(roots, inside("", textOf(n)))
		case "DocInfo":
			if r.properties == (Properties{}) {
				r.properties = Properties{author(textOf(n.kid("Author"))), when(textOf(n.kid("CreationDate"))), when(textOf(n.kid("ModDate")))}
			}
		}
	}, "OFD", "DocBody")
	for _, root := range roots {
		r.document(root)
	}
}

func (r *ofdReader) document(root string) {
	base := path.Dir(root)
	r.templates = map[string]string{}
	var pages []string
	width, height := 210.0, 297.0
	r.part(root, func(n *node) {
		switch n.name {
		case "TemplatePage":
			r.templates[n.get("ID")] = inside(base, n.get("BaseLoc"))
		case "PhysicalBox":
			if box := numbersOf(textOf(n)); len(box) == 4 {
				width, height = box[2], box[3]
			}
		case "Page":
			if at := n.get("BaseLoc"); at != "" {
				pages = append(pages, inside(base, at))
			}
		}
	}, "Document", "CommonData", "PageArea", "Pages")
	for _, name := range pages {
		if len(r.pages) == maxOFDPages {
			r.fault = &fault{extract.Limit, "the document has more than " + strconv.Itoa(maxOFDPages) + " pages", "split it into parts, and run again"}
			return
		}
		r.pages = append(r.pages, Page{Number: len(r.pages) + 1, Width: width * millimetre, Height: height * millimetre})
		r.page(name, false)
	}
}

// page adds the text of a part to the last page.
func (r *ofdReader) page(name string, template bool) {
	p := &r.pages[len(r.pages)-1]
	r.part(name, func(n *node) {
		switch n.name {
		case "Template":
			if at := r.templates[n.get("TemplateID")]; at != "" && !template {
				r.page(at, true)
			}
		case "PhysicalBox":
			if box := numbersOf(textOf(n)); len(box) == 4 && !template {
				p.Width, p.Height = box[2]*millimetre, box[3]*millimetre
			}
		case "TextObject":
			for _, line := range textObject(n) {
				line.Above = template
				p.Lines = append(p.Lines, line)
			}
		}
	}, "Page", "Area", "Content", "Layer", "PageBlock")
}

// textObject returns the lines of a text object, each code of it one or, where
// it steps down, several.
func textObject(n *node) []Line {
	box := append(numbersOf(n.get("Boundary")), 0, 0, 0, 0)
	size := numberOf(n.get("Size"))
	m := numbersOf(n.get("CTM"))
	if len(m) != 6 {
		m = []float64{1, 0, 0, 1, 0, 0}
	}
	place := func(x, y float64) (float64, float64) {
		return (box[0] + m[0]*x + m[2]*y + m[4]) * millimetre, (box[1] + m[1]*x + m[3]*y + m[5]) * millimetre
	}
	height := size * math.Hypot(m[2], m[3]) * millimetre
	var lines []Line
	x, y := 0.0, 0.0
	for _, code := range n.kids {
		if code.name != "TextCode" {
			continue
		}
		if v := code.get("X"); v != "" {
			x = numberOf(v)
		}
		if v := code.get("Y"); v != "" {
			y = numberOf(v)
		}
		dx, dy := steps(code.get("DeltaX")), steps(code.get("DeltaY"))
		startX, startY, from := x, y, 0
		runes := []rune(textOf(code))
		atX, atY := x, y
		emit := func(to int) {
			left, bottom := place(startX, startY)
			right, _ := place(atX+advance(runes[to-1], size), atY)
			lines = append(lines, Line{Left: min(left, right), Right: max(left, right), Top: bottom - height, Bottom: bottom, Size: height, Text: spaced(runes[from:to], dx, from, size)})
			from = to
		}
		for i := range runes {
			if i == len(runes)-1 {
				emit(i + 1)
				break
			}
			down := 0.0
			if i < len(dy) {
				down = dy[i]
			}
			if math.Abs(down) > size/2 { // a further line, or vertical writing
				emit(i + 1)
				atX, atY = atX+stepAt(dx, i, 0), atY+down
				startX, startY = atX, atY
				continue
			}
			atX += stepAt(dx, i, advance(runes[i], size))
		}
	}
	return lines
}

// spaced returns runes with a tab where a step to the next is so wide that it
// parts columns.
func spaced(runes []rune, dx []float64, from int, size float64) string {
	var b strings.Builder
	for i, r := range runes {
		b.WriteRune(r)
		if i+1 < len(runes) && stepAt(dx, from+i, 0)-advance(r, size) > ColumnGap*size {
			b.WriteByte('\t')
		}
	}
	return strings.TrimSpace(b.String())
}

// advance returns about how wide r is in a font of this size.
func advance(r rune, size float64) float64 {
	if r < 0x2E80 {
		return size / 2
	}
	return size
}

func stepAt(list []float64, i int, other float64) float64 {
	if i < len(list) {
		return list[i]
	}
	return other
}

// maxSteps is how many steps a text code may state.
const maxSteps = 100_000

// steps reads the distances between characters; "g 3 4.5" is three times 4.5.
func steps(s string) []float64 {
	var all []float64
	fields := strings.Fields(s)
	for i := 0; i < len(fields) && len(all) < maxSteps; i++ {
		if fields[i] == "g" && i+2 < len(fields) {
			n, _ := strconv.Atoi(fields[i+1])
			for range min(n, maxSteps-len(all)) {
				all = append(all, numberOf(fields[i+2]))
			}
			i += 2
			continue
		}
		all = append(all, numberOf(fields[i]))
	}
	return all
}

// numbersOf reads numbers that stand between spaces.
func numbersOf(s string) []float64 {
	var all []float64
	for _, f := range strings.Fields(s) {
		all = append(all, numberOf(f))
	}
	return all
}

// numberOf reads a number; what is none, or out of all measure, is 0.
func numberOf(s string) float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || math.IsNaN(v) || math.Abs(v) > 1e5 {
		return 0
	}
	return v
}

// inside returns the name of the part at loc, seen from the folder base.
func inside(base, loc string) string {
	loc = strings.ReplaceAll(strings.TrimSpace(loc), `\`, "/")
	if !strings.HasPrefix(loc, "/") {
		loc = path.Join("/", base, loc)
	}
	return strings.TrimPrefix(path.Clean(loc), "/")
}

// textOf returns the text in n, which may be nil.
func textOf(n *node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	for _, k := range n.kids {
		b.WriteString(k.text)
	}
	return strings.TrimSpace(b.String())
}
