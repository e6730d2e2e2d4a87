package ingest

import (
	"io"
	"strings"

	"github.com/richardlehane/mscfb"
)

// compound is what is read of a file in Microsoft's compound format.
type compound struct {
	streams map[string]bin // of those that were asked for
	objects []*oleObject   // in its pool: files and equations within a document
}

// oleObject is a file, equation or control within a document.
type oleObject struct {
	storage string // the name of the part that holds it
	class   string // what the program that made it calls such
	file    string // the name of the file that it was, if that is known
	control bool   // it is a button or field of a form
}

// named returns the name of the file that o is, as people should be told, or "".
func (o *oleObject) named() string {
	switch {
	case o.control || strings.Contains(o.class, "Equation"):
		return ""
	case o.file != "":
		return o.file
	case o.class != "":
		return o.class
	}
	return someObject
}

// someObject is what a file within a document is called whose name nothing tells.
const someObject = "an object"

// maxObjects is how many objects of a document are looked at.
const maxObjects = 1000

// pooled keeps what the entry e, which lies in a storage, says of an object of
// the pool.
func (c *compound) pooled(e *mscfb.File) {
	if !strings.EqualFold(e.Path[0], "ObjectPool") || len(c.objects) == maxObjects {
		return
	}
	if len(e.Path) == 1 {
		c.objects = append(c.objects, &oleObject{storage: e.Name})
		return
	}
	if len(e.Path) > 2 || len(c.objects) == 0 || c.objects[len(c.objects)-1].storage != e.Path[1] {
		return
	}
	const enough = 2 << 10
	head := func() bin {
		b, _ := io.ReadAll(io.LimitReader(e, min(e.Size, enough))) // what is there
		return b
	}
	switch o := c.objects[len(c.objects)-1]; e.Name {
	case "CompObj":
		const class = 28
		b := head()
		o.class = ansiString(b.cut(class+4, b.i32(class)), 0)
	case "Ole10Native":
		o.file = packagedName(head().cut(4, enough))
	case "OCXNAME":
		o.control = true
	}
}

// embedded returns the names of the files that the objects are.
func (c *compound) embedded() []string {
	var names []string
	for _, o := range c.objects {
		if name := o.named(); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// packagedName returns the name of the file that b holds as Windows packs files
// into objects, or "".
func packagedName(b bin) string {
	const packed = 2
	if b.u16(0) != packed {
		return ""
	}
	name := ansiString(b.cut(2, len(b)), 0)
	if author(name) == "" { // it is no text, or longer than a name
		return ""
	}
	return name[strings.LastIndexAny(name, `\/`)+1:]
}
