package ingest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"

	"golang.org/x/text/encoding/htmlindex"

	"zongjie/extract"
)

// node is an element of XML, or a piece of text, which has no name.
type node struct {
	name string // without its prefix
	attr []xml.Attr
	kids []*node
	text string
}

// get returns the value of the attribute key, without regard to its prefix.
func (n *node) get(key string) string {
	if n == nil {
		return ""
	}
	for i := range n.attr {
		if n.attr[i].Name.Local == key {
			return n.attr[i].Value
		}
	}
	return ""
}

// kid returns the first child named name, or nil. It may be called on nil.
func (n *node) kid(name string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

// readXML calls each with the elements of data, one after another and each with
// all that it holds, but enters those named in enter instead. Of data that is
// broken it reads what comes before. Its errors are faults. It resolves no
// entity but the five of XML.
func readXML(data []byte, each func(*node), enter ...string) error {
	d := xml.NewDecoder(bytes.NewReader(plainXML(data)))
	d.Strict = false
	d.CharsetReader = charsetReader
	var open []*node // elements that are not entered, outermost first
	depth, nodes := 0, 0
	end := func() {
		if n := len(open); n == 1 {
			each(open[0])
			open, nodes = open[:0], 0
		} else if n > 1 {
			open = open[:n-1]
		}
	}
	stop := func(err error) error {
		for len(open) > 0 {
			end()
		}
		return err
	}
	for {
		token, err := d.RawToken()
		switch {
		case err == io.EOF && depth == 0:
			return nil
		case err != nil:
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return stop(&fault{extract.Partial, fmt.Sprintf("the file is damaged: a part of it breaks off (%v)", err), "open it to see whether it is damaged, and ask the sender for it again"})
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			nodes++
			if depth > maxDepth || nodes > maxNodes {
				return stop(&fault{extract.Limit, "the file's structure is deeper or larger than that of any report", "open it and save it again, or ask the sender what it is"})
			}
			if len(open) == 0 && slices.Contains(enter, t.Name.Local) {
				continue
			}
			n := &node{name: t.Name.Local, attr: t.Attr}
			if len(open) > 0 {
				parent := open[len(open)-1]
				parent.kids = append(parent.kids, n)
			}
			open = append(open, n)
		case xml.EndElement:
			depth = max(depth-1, 0)
			end()
		case xml.CharData:
			if len(open) > 0 && len(t) > 0 {
				nodes++
				parent := open[len(open)-1]
				parent.kids = append(parent.kids, &node{text: string(t)})
			}
		}
	}
}

// plainXML returns data in UTF-8 if it is in UTF-16.
func plainXML(data []byte) []byte {
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		return []byte(decode(data, detect(data)))
	}
	return bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
}

func charsetReader(charset string, r io.Reader) (io.Reader, error) {
	e, err := htmlindex.Get(charset)
	if err != nil {
		return nil, errors.New("unknown charset " + charset)
	}
	if name, _ := htmlindex.Name(e); name == "utf-16le" || name == "utf-16be" { // it is decoded
		return r, nil
	}
	return e.NewDecoder().Reader(r), nil
}
