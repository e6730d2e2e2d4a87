package ingest

import (
	"encoding/binary"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zongjie/extract"
)

// oleEntry is a stream or, if it holds some, a storage of a compound file.
type oleEntry struct {
	name string
	data []byte
	kids []oleEntry
}

// oleFile writes a compound file. Streams are filled up with zeros to the size
// from which they have sectors of their own.
func oleFile(root ...oleEntry) []byte {
	const (
		sector, cutoff   = 512, 4096
		end, none, fat   = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
		storage, stream  = 1, 2
		rootKind, header = 5, 512
	)
	var directory, content []byte
	var table []uint32
	le := binary.LittleEndian
	chain := func(data []byte) uint32 {
		first := uint32(len(table))
		for at := 0; at < len(data); at += sector {
			table = append(table, uint32(len(table)+1))
		}
		table[len(table)-1] = end
		content = append(content, data...)
		return first
	}
	var write func(entries []oleEntry) uint32
	put := func(name string, kind byte, sibling, child, start uint32, size int) {
		var e [128]byte
		units := utf16.Encode([]rune(name))
		for i, u := range units {
			le.PutUint16(e[2*i:], u)
		}
		le.PutUint16(e[64:], uint16(2*len(units)+2))
		e[66], e[67] = kind, 1
		le.PutUint32(e[68:], none)
		le.PutUint32(e[72:], sibling)
		le.PutUint32(e[76:], child)
		le.PutUint32(e[116:], start)
		le.PutUint32(e[120:], uint32(size))
		directory = append(directory, e[:]...)
	}
	write = func(entries []oleEntry) uint32 {
		next := uint32(none)
		for i := len(entries) - 1; i >= 0; i-- {
			e := entries[i]
			child, start, size, kind := uint32(none), uint32(0), 0, byte(storage)
			if e.kids != nil {
				child = write(e.kids)
			} else {
				data := append([]byte{}, e.data...)
				for len(data) < cutoff || len(data)%sector != 0 {
					data = append(data, 0)
				}
				start, size, kind = chain(data), len(data), stream
			}
			put(e.name, kind, next, child, start, size)
			next = uint32(len(directory)/128 - 1)
		}
		return next
	}
	put("Root Entry", rootKind, none, none, end, 0)
	top := write(root)
	le.PutUint32(directory[76:], top)
	for len(directory)%sector != 0 {
		directory = append(directory, make([]byte, 128)...)
	}
	first := chain(directory)
	tables := (len(table)+200)/128 + 1
	head := make([]byte, header)
	copy(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	for at, v := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		le.PutUint16(head[at:], v)
	}
	for at, v := range map[int]uint32{44: uint32(tables), 48: first, 56: cutoff, 60: end, 68: end} {
		le.PutUint32(head[at:], v)
	}
	for i := range 109 {
		le.PutUint32(head[76+4*i:], none)
	}
	for i := range tables {
		le.PutUint32(head[76+4*i:], uint32(len(table)))
		table = append(table, fat)
	}
	for len(table) < tables*128 {
		table = append(table, none)
	}
	out := append(head, content...)
	for _, v := range table {
		out = le.AppendUint32(out, v)
	}
	return out
}

// nativeFile is a file as Windows packs it into an object.
func nativeFile(t *testing.T, path string) []byte {
	encoded, err := simplifiedchinese.GBK.NewEncoder().String(path)
	if err != nil {
		t.Fatal(err)
	}
	return []byte("\x02\x00" + encoded + "\x00C:\\temp\\x\x00\x00\x00\x03\x00data")
}

func sized(b []byte) []byte {
	return append(binary.LittleEndian.AppendUint32(nil, uint32(len(b))), b...)
}

// TestObjectsOfDOC holds the files within a document to be named: not equations,
// nor the fields of a form.
func TestObjectsOfDOC(t *testing.T) {
	whole, err := os.ReadFile(filepath.Join(files, "report.doc"))
	if err != nil {
		t.Fatal(err)
	}
	file, err := readOLE(whole, "WordDocument", "0Table", "1Table", "Data")
	if err != nil {
		t.Fatal(err)
	}
	var root []oleEntry
	for name, data := range file.streams {
		root = append(root, oleEntry{name: name, data: data})
	}
	class := func(s string) oleEntry {
		return oleEntry{name: "\x01CompObj", data: append(make([]byte, 28), sized([]byte(s+"\x00"))...)}
	}
	root = append(root, oleEntry{name: "ObjectPool", kids: []oleEntry{
		{name: "_1", kids: []oleEntry{class("Microsoft Excel Worksheet"), {name: "Workbook"}}},
		{name: "_2", kids: []oleEntry{class("Package"), {name: "\x01Ole10Native", data: sized(nativeFile(t, `D:\附件\培训名单.docx`))}}},
		{name: "_3", kids: []oleEntry{class("Microsoft Equation 3.0"), {name: "Equation Native"}}},
		{name: "_4", kids: []oleEntry{class("Microsoft Forms 2.0"), {name: "\x03OCXNAME"}}},
		{name: "_5", kids: []oleEntry{{name: "CONTENTS"}}},
	}})
	r := Read("a.doc", oleFile(root...))
	if r.Status != extract.OK || show(r.Document) != show(Read("a.doc", whole).Document) {
		t.Fatalf("status %s, failure %+v, or its text is another", r.Status, r.Failure)
	}
	if len(r.Warnings) != 1 || r.Warnings[0].Code != "ingest/embedded" || !strings.Contains(r.Warnings[0].Message, "(3): Microsoft Excel Worksheet, an object, 培训名单.docx;") {
		t.Errorf("warnings %v", r.Warnings)
	}
}

// TestObjectsOfRTF is the same for RTF, which has no storages.
func TestObjectsOfRTF(t *testing.T) {
	native := func(class string, data []byte) string {
		b := append([]byte("\x01\x05\x00\x00\x02\x00\x00\x00"), sized([]byte(class+"\x00"))...)
		b = append(append(b, make([]byte, 8)...), sized(data)...)
		return hex.EncodeToString(b)
	}
	object := func(kind, class, data string) string {
		return `{\object` + kind + `\objw900\objh300{\*\objclass ` + class + `}{\*\objdata ` + data[:20] + "\r\n" + data[20:] + `}{\result {\pict\wmetafile8 00ff}old 99\par}}`
	}
	r := Read("a.rtf", []byte(`{\rtf1\ansi before `+object(`\objemb`, "Package", native("Package", nativeFile(t, "培训名单.xls")))+object(`\objemb`, "Excel.Sheet.8", native("Excel.Sheet.8", make([]byte, 9000)))+
		object(`\objemb`, "Equation.3", native("Equation.3", nil))+object(`\objautlink`, "Word.Document.8", native("", nil))+object(`\objocx`, "Forms.TextBox.1", native("", nil))+`{\object\objemb{\*\objdata{\bin3 }}}}}}after\par}`))
	if r.Status != extract.OK || show(r.Document) != "paragraph: before after\n" {
		t.Errorf("status %s, text %s", r.Status, show(r.Document))
	}
	if len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0].Message, "(3): Excel.Sheet.8, an object, 培训名单.xls;") {
		t.Errorf("warnings %v", r.Warnings)
	}
}
