package ingest

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"zongjie/extract"
)

// zipParts is a zip archive whose parts are read within limits.
type zipParts struct {
	parts []*zipPart
	names map[string]*zipPart // by name in lower case, with slashes
	torn  bool                // its directory is lost: what is cut off is not known

	limits Limits
	left   int64 // bytes that may still be inflated
}

// zipPart is a member of an archive.
type zipPart struct {
	zip.FileHeader
	size int64 // bytes that it takes in the archive
	open func() (io.ReadCloser, error)
}

// openZip opens the archive data. Of one that was cut off it finds the parts
// that are there. Errors are faults.
func openZip(data []byte, limits Limits) (*zipParts, error) {
	limits.Entries = max(limits.Entries, maxParts) // of a document; a lower limit is meant for archives
	if bytes.Count(data, []byte("PK\x01\x02")) > limits.Entries {
		return nil, &fault{extract.Limit, fmt.Sprintf("the file is an archive of more than %d parts", limits.Entries), "ask the sender what it is; " + Raise(FlagEntries)}
	}
	z := &zipParts{names: map[string]*zipPart{}, limits: limits, left: limits.Archive}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err == nil || errors.Is(err, zip.ErrInsecurePath) {
		for _, f := range r.File {
			z.add(&zipPart{f.FileHeader, int64(min(f.CompressedSize64, uint64(len(data)))), f.Open})
		}
		return z, nil
	}
	z.torn = true
	z.salvage(data)
	if len(z.parts) == 0 {
		return nil, &fault{extract.Corrupt, "the file is damaged: the directory of its archive is missing", "ask the sender for it again; it may have been cut off in copying"}
	}
	return z, nil
}

func (z *zipParts) add(p *zipPart) {
	z.parts = append(z.parts, p)
	name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(p.Name, `\`, "/"), "/"))
	if _, ok := z.names[name]; !ok {
		z.names[name] = p
	}
}

// salvage finds the parts of data by the headers before each of them.
func (z *zipParts) salvage(data []byte) {
	const size = 30 // bytes of a header without name and extra field
	for len(z.parts) < z.limits.Entries {
		at := bytes.Index(data, []byte("PK\x03\x04"))
		if at < 0 || len(data) < at+size {
			return
		}
		h := data[at : at+size]
		u16 := func(i int) int { return int(binary.LittleEndian.Uint16(h[i:])) }
		packed := int(binary.LittleEndian.Uint32(h[18:]))
		start := at + size + u16(26)
		if start > len(data) {
			return
		}
		p := &zipPart{FileHeader: zip.FileHeader{Name: string(data[at+size : start]), Flags: uint16(u16(6)), Method: uint16(u16(8))}}
		start = min(start+u16(28), len(data))
		body := data[start:]
		if next := bytes.Index(body, []byte("PK\x03\x04")); next >= 0 {
			body = body[:next]
		}
		if p.Flags&8 == 0 && packed < len(data)-start { // its size is stated, and a part within it may begin like a header
			body = data[start : start+packed]
		}
		data = data[start+len(body):]
		p.size = int64(len(body))
		p.open = func() (io.ReadCloser, error) {
			if p.Method == zip.Store {
				return io.NopCloser(bytes.NewReader(body)), nil
			}
			return flate.NewReader(bytes.NewReader(body)), nil
		}
		z.add(p)
	}
}

// has reports whether there is a part of this name.
func (z *zipParts) has(name string) bool { return z.names[strings.ToLower(name)] != nil }

// part returns the part named name, or nothing if there is none.
func (z *zipParts) part(name string) ([]byte, error) {
	p := z.names[strings.ToLower(strings.TrimPrefix(name, "/"))]
	if p == nil {
		return nil, nil
	}
	return z.read(p)
}

// read returns what p holds. With an error, which is a fault, it returns as much
// of it as could be read within the limits; nothing trusts declared sizes.
func (z *zipParts) read(p *zipPart) ([]byte, error) {
	switch {
	case p.Flags&1 != 0:
		return nil, &fault{extract.Encrypted, "the archive is locked with a password", "unpack it with the password, and run again"}
	case p.Method != zip.Store && p.Method != zip.Deflate:
		return nil, &fault{extract.Unsupported, fmt.Sprintf("the archive is packed in a way that cannot be read (method %d)", p.Method), "unpack it into the folder, and run again"}
	}
	r, err := p.open()
	if err != nil {
		return nil, damaged(p, err)
	}
	defer r.Close()
	most, limit, flag := z.limits.File, "a part of the file has more than "+Size(z.limits.File), FlagFile
	if n := max(minSuspect, p.size*int64(z.limits.Ratio)); n < most {
		most, limit, flag = n, fmt.Sprintf("a part of the file grows more than %d times when unpacked", z.limits.Ratio), FlagRatio
	}
	if z.left < most {
		most, limit, flag = z.left, "the file has more than "+Size(z.limits.Archive)+" when unpacked", FlagArchive
	}
	var b bytes.Buffer
	n, err := io.Copy(&b, io.LimitReader(r, most+1))
	z.left -= min(n, z.left)
	switch {
	case n > most:
		return b.Bytes()[:most], &fault{extract.Limit, limit, "it may be made to do harm: ask the sender what it is; " + Raise(flag)}
	case err != nil:
		return b.Bytes(), damaged(p, err)
	}
	return b.Bytes(), nil
}

func damaged(p *zipPart, err error) *fault {
	return &fault{extract.Partial, fmt.Sprintf("the file is damaged: its part %q cannot be read in full (%v)", p.Name, err), "open it to see whether it is damaged, and ask the sender for it again"}
}
