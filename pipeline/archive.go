package pipeline

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"zongjie/extract"
	"zongjie/pipeline/ingest"
)

// Inside stands in paths between an archive or a mail and what is in it:
// 2022.zip!/school/report.docx.
const Inside = "!/"

// refusal is why a source has no bytes, as one that holds it reports it.
type refusal struct {
	status          extract.Status
	message, advice string
}

func (r *refusal) Error() string { return r.message }

const adviceDamaged = "unpack it to see whether it is damaged, and ask the sender for it again"

// expand returns the files in src if it is an archive, src and its attachments
// if it is a mail, and else src. What is refused of them is a source that
// cannot be read. data gives the bytes of src.
func expand(src Source, data io.ReaderAt) []Source {
	x := &expansion{left: ingest.MaxArchive, entries: ingest.MaxEntries}
	return x.expand(src, data, 0)
}

// expandable reports whether the file named name may be expanded.
func expandable(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".zip", ".eml":
		return true
	}
	return false
}

// expansion counts what the archives within one file come to.
type expansion struct {
	left    int64 // bytes that members may still have
	entries int   // members that there may still be
}

func (x *expansion) expand(src Source, data io.ReaderAt, depth int) []Source {
	if strings.EqualFold(path.Ext(src.Path), ".eml") {
		return x.mail(src, depth)
	}
	var magic [4]byte
	if _, err := data.ReadAt(magic[:], 0); err != nil || magic != [4]byte{'P', 'K', 3, 4} {
		return []Source{src} // its reader says what it is
	}
	if src.Size > ingest.MaxArchive {
		return refuse(src, extract.Limit, fmt.Sprintf("the archive has %d MB, and at most %d MB are read", src.Size>>20, ingest.MaxArchive>>20), "unpack it into the folder, and run again")
	}
	z, err := zip.NewReader(data, src.Size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return refuse(src, extract.Corrupt, "the archive is damaged: "+err.Error(), adviceDamaged)
	}
	if isDocument(z) {
		return []Source{src}
	}
	if depth == ingest.MaxArchives {
		return refuse(src, extract.Limit, fmt.Sprintf("archives lie within each other more than %d deep", ingest.MaxArchives), "unpack it into the folder, and run again")
	}
	var all []Source
	names := memberNames(z)
	for i, f := range z.File {
		if strings.HasSuffix(names[i], "/") || strings.HasPrefix(names[i], "__MACOSX/") {
			continue
		}
		if x.entries--; x.entries < 0 {
			all = append(all, refuse(src, extract.Limit, fmt.Sprintf("the archive holds more than %d files; the rest were not read", ingest.MaxEntries), "unpack it into the folder, and run again")...)
			break
		}
		member := Source{Root: src.Root, Path: src.Path + Inside + names[i], Size: int64(min(f.UncompressedSize64, 1<<62)), Modified: src.Modified}
		if r := x.check(f, names[i]); r != nil {
			member.Read = func() ([]byte, error) { return nil, r }
			all = append(all, member)
			continue
		}
		member.Read = func() ([]byte, error) { return readMember(f, data) }
		if !expandable(names[i]) {
			all = append(all, member)
			continue
		}
		all = append(all, x.expand(member, &lazyBytes{read: member.Read}, depth+1)...)
	}
	if len(all) == 0 {
		return refuse(src, extract.Corrupt, "the archive holds no files", "open it to see whether it is the right one")
	}
	return unique(all)
}

// check returns why the member f must not be read, or nil.
func (x *expansion) check(f *zip.File, name string) *refusal {
	clean := path.Clean(name)
	switch size := f.UncompressedSize64; {
	case path.IsAbs(name) || len(name) > 1 && name[1] == ':' || clean == ".." || strings.HasPrefix(clean, "../") || strings.Contains("/"+name+"/", "/../") || strings.ContainsRune(name, 0):
		return &refusal{extract.Unsupported, "its name in the archive leads out of the archive; it was not read", "ask the sender what the archive is: it may be made to do harm"}
	case f.Flags&1 != 0:
		return &refusal{extract.Encrypted, "the archive is protected by a password", "unpack it with its password into the folder, and run again"}
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return &refusal{extract.Unsupported, fmt.Sprintf("it is packed in a way that cannot be read (method %d)", f.Method), "unpack the archive into the folder, and run again"}
	case size > ingest.MaxFile:
		return &refusal{extract.Limit, fmt.Sprintf("it has %d MB, and at most %d MB are read", size>>20, ingest.MaxFile>>20), "reports are much smaller: leave it out, or split it"}
	case size > ingest.MinSuspect && size/ingest.MaxRatio > f.CompressedSize64:
		return &refusal{extract.Limit, fmt.Sprintf("it grows more than %d times when unpacked", ingest.MaxRatio), "no report does: ask the sender what it is"}
	case int64(size) > x.left:
		return &refusal{extract.Limit, fmt.Sprintf("what the archive holds has more than %d MB", ingest.MaxArchive>>20), "unpack it into the folder, and run again"}
	default:
		x.left -= int64(size)
	}
	return nil
}

// readMember returns the bytes of f, which lies in archive. It reads no more
// than the size that the archive states: that size is what was counted.
func readMember(f *zip.File, archive io.ReaderAt) ([]byte, error) {
	damaged := func(why any) error {
		return &refusal{extract.Corrupt, fmt.Sprintf("the archive is damaged where this file lies: %v", why), adviceDamaged}
	}
	at, err := f.DataOffset()
	if err != nil {
		return nil, damaged(err)
	}
	packed := make([]byte, min(f.CompressedSize64, ingest.MaxArchive))
	if n, err := archive.ReadAt(packed, at); n < len(packed) {
		return nil, damaged(err)
	}
	var r io.Reader = bytes.NewReader(packed)
	if f.Method == zip.Deflate {
		r = flate.NewReader(r)
	}
	data, err := io.ReadAll(io.LimitReader(r, int64(f.UncompressedSize64)+1))
	switch {
	case err != nil:
		return nil, damaged(err)
	case uint64(len(data)) != f.UncompressedSize64:
		return nil, damaged("it does not have the size that the archive states")
	case crc32.ChecksumIEEE(data) != f.CRC32:
		return nil, damaged("its checksum is wrong")
	}
	return data, nil
}

// mail returns src, which is a mail, and its attachments.
func (x *expansion) mail(src Source, depth int) []Source {
	all := []Source{src}
	if src.Size > ingest.MaxFile || depth == ingest.MaxArchives {
		return all
	}
	data, err := src.Read()
	if err != nil {
		return all
	}
	for i, a := range ingest.Attachments(data) {
		if x.entries--; x.entries < 0 {
			break
		}
		member := Source{Root: src.Root, Path: src.Path + Inside + safeName(a.Name, i), Size: int64(len(a.Data)), Modified: src.Modified}
		member.Read = func() ([]byte, error) {
			data, err := src.Read()
			if err != nil {
				return nil, err
			}
			if all := ingest.Attachments(data); i < len(all) {
				return all[i].Data, nil
			}
			return nil, errors.New("the mail has changed during the run")
		}
		if !expandable(member.Path) {
			all = append(all, member)
			continue
		}
		all = append(all, x.expand(member, bytes.NewReader(a.Data), depth+1)...)
	}
	return unique(all)
}

// safeName returns the name of the attachment i of a mail without a path.
func safeName(name string, i int) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	if name == "." || name == ".." || name == "/" {
		return "attachment " + strconv.Itoa(i+1)
	}
	return name
}

// refuse returns src as a source that cannot be read.
func refuse(src Source, status extract.Status, message, advice string) []Source {
	src.Read = func() ([]byte, error) { return nil, &refusal{status, message, advice} }
	return []Source{src}
}

// isDocument reports whether z is the file of a program that keeps its
// documents as archives.
func isDocument(z *zip.Reader) bool {
	return slices.ContainsFunc(z.File, func(f *zip.File) bool {
		switch f.Name {
		case "[Content_Types].xml", "OFD.xml", "mimetype", "META-INF/manifest.xml":
			return true
		}
		return false
	})
}

// memberNames returns the names of the files in z, with slashes and in UTF-8:
// programs in China write them in GBK, and do not say so.
func memberNames(z *zip.Reader) []string {
	names := make([]string, len(z.File))
	for i, f := range z.File {
		names[i] = f.Name
	}
	ingest.DecodeNames(names)
	for i := range names {
		names[i] = strings.TrimPrefix(strings.ReplaceAll(names[i], `\`, "/"), "./")
	}
	return names
}

// unique gives every source a path of its own: an archive may hold two files of
// one name.
func unique(sources []Source) []Source {
	seen := make(map[string]bool, len(sources))
	again := map[string]int{}
	for i := range sources {
		s := &sources[i]
		name := s.Path
		for seen[s.Path] {
			again[name] = max(again[name], 1) + 1
			s.Path = name + " (" + strconv.Itoa(again[name]) + ")"
		}
		seen[s.Path] = true
	}
	return sources
}

// lazyFile reads parts of a file, which is open only meanwhile.
type lazyFile string

func (name lazyFile) ReadAt(p []byte, at int64) (int, error) {
	f, err := os.Open(string(name))
	if err != nil {
		return 0, err
	}
	defer f.Close()
	return f.ReadAt(p, at)
}

// lazyBytes reads parts of an archive that lies in another. Of all of them, the
// last one used is kept.
type lazyBytes struct{ read func() ([]byte, error) }

var shelf struct {
	mutex sync.Mutex
	of    *lazyBytes
	data  []byte
}

func (l *lazyBytes) ReadAt(p []byte, at int64) (int, error) {
	shelf.mutex.Lock()
	data := shelf.data
	kept := shelf.of == l
	shelf.mutex.Unlock()
	if !kept {
		var err error
		if data, err = l.read(); err != nil {
			return 0, err
		}
		shelf.mutex.Lock()
		shelf.of, shelf.data = l, data
		shelf.mutex.Unlock()
	}
	return bytes.NewReader(data).ReadAt(p, at)
}
