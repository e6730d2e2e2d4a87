package ingest

import (
	"encoding/hex"
	"strings"
)

// rtfObjectParts is what is kept of an object in an RTF document.
type rtfObjectParts struct {
	class  strings.Builder // what the program that made it calls such
	data   strings.Builder // how its data begin, in hexadecimal digits
	linked bool            // it is a file elsewhere
	other  bool            // it is a button or field of a form
}

// maxObjectHead is how many hexadecimal digits of an object are kept: its name
// stands before what it holds.
const maxObjectHead = 4 << 10

func (o *rtfObjectParts) write(s string) {
	if o.data.Len() < maxObjectHead {
		o.data.WriteString(s)
	}
}

// objectWord reads a control word within an object. What the object shows is
// left out, as pictures are.
func (r *rtfReader) objectWord(w string) {
	o := r.objects[len(r.objects)-1]
	switch w {
	case "objclass":
		r.state.target = rtfObjectClass
	case "objdata":
		r.state.target = rtfObjectData
	case "objlink", "objautlink", "objsub", "objpub", "objhtml":
		o.linked = true
	case "objocx":
		o.other = true
	default:
		if w == "result" || r.state.starred {
			r.state.target = rtfNowhere
		}
	}
}

// embedded returns the names of the files within the document.
func (r *rtfReader) embedded() []string {
	var names []string
	for _, o := range r.objects {
		class := strings.TrimSpace(o.class.String())
		name := packagedName(o.native())
		switch {
		case o.linked || o.other || strings.HasPrefix(class, "Equation"):
		case name != "":
			names = append(names, name)
		case class != "":
			names = append(names, class)
		default:
			names = append(names, someObject)
		}
	}
	return names
}

// native returns how the data of o begin, after the names before them: the
// class, and two that are empty, each with its length.
func (o *rtfObjectParts) native() bin {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'f' {
			return r
		}
		return -1
	}, o.data.String())
	data, err := hex.DecodeString(digits[:len(digits)&^1])
	if err != nil {
		return nil
	}
	b, at := bin(data), 8
	for range 3 {
		at += 4 + max(b.i32(at), 0)
	}
	return b.cut(at+4, len(b))
}
