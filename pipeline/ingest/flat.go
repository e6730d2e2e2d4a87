package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"

	"zongjie/extract/text"
)

// xmlWith tells XML by an element that it has near its beginning.
func xmlWith(element string) func([]byte) bool {
	return func(data []byte) bool {
		head := data[:min(len(data), HeadSize)]
		if bytes.HasPrefix(head, []byte("\xFF\xFE")) || bytes.HasPrefix(head, []byte("\xFE\xFF")) {
			head = plainXML(head[:len(head)/2*2])
		}
		head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
		return bytes.HasPrefix(head, []byte("<")) && (bytes.Contains(head, []byte("<"+element+" ")) || bytes.Contains(head, []byte("<"+element+">")))
	}
}

// readFlatOPC reads a Word document whose parts are not in an archive but in one
// XML file.
func readFlatOPC(in *input) (*text.Document, error) {
	z, err := flatParts(plainXML(in.data), in.limits)
	if err != nil {
		return nil, err
	}
	return readWord(in, z)
}

// flatParts returns the parts that data, a package as one XML file, holds.
func flatParts(data []byte, limits Limits) (*zipParts, error) {
	z := &zipParts{names: map[string]*zipPart{}, limits: limits, left: limits.Archive}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	d.CharsetReader = charsetReader
	name, start := "", int64(-1)
	for {
		before := d.InputOffset()
		token, err := d.RawToken()
		if err == io.EOF && start < 0 && len(z.parts) > 0 {
			return z, nil
		}
		if err != nil {
			z.torn = true
			if start >= 0 {
				z.addFlat(name, data[start:before])
			}
			if len(z.parts) == 0 {
				return nil, fmt.Errorf("its XML breaks off: %w", err)
			}
			return z, nil
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch {
			case t.Name.Space != "pkg":
			case t.Name.Local == "part":
				name = (&node{attr: t.Attr}).get("name")
			case t.Name.Local == "xmlData" && start < 0:
				start = d.InputOffset()
			}
		case xml.EndElement:
			if t.Name.Space == "pkg" && t.Name.Local == "xmlData" && start >= 0 {
				z.addFlat(name, data[start:before])
				start = -1
			}
		}
	}
}

func (z *zipParts) addFlat(name string, data []byte) {
	if len(z.parts) < z.limits.Entries {
		z.add(&zipPart{zip.FileHeader{Name: name}, int64(len(data)), func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }})
	}
}
