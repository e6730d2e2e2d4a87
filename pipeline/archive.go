package pipeline

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path"
	"path/filepath"
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
func expand(src Source, data io.ReaderAt, limits ingest.Limits) (all []Source) {
	defer func() {
		if v := recover(); v != nil { // in a library, which met something that it did not expect
			all = refuse(src, extract.Corrupt, fmt.Sprintf("the archive is damaged: it cannot be read (%v)", v), adviceDamaged)
		}
		for i := range all {
			all[i].expanded = true
		}
	}()
	limits = limits.Full()
	x := &expansion{limits: limits, left: limits.Archive, entries: limits.Entries}
	return x.expand(src, data, 0)
}

// expandable reports whether the file named name is looked into when files are
// listed: archives and mails, and what is named like nothing that is read. What
// is an archive in spite of its name is found when it is read.
func expandable(name string) bool {
	ext := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	return ext == "zip" || ext == "eml" || !ingest.Named(ext)
}

// Expand returns sources, which Walk listed, with what is in those that hold tells
// in their places, such as an archive that is named like a document: Walk does not
// open it, and only a run found out. What turns out to hold nothing stays.
func Expand(sources []Source, holds func(path string) bool, limits ingest.Limits) []Source {
	var all []Source
	for _, src := range sources {
		if src.expanded || !holds(src.Path) {
			all = append(all, src)
			continue
		}
		inside := expand(src, lazyFile(filepath.Join(src.Root, filepath.FromSlash(src.Path))), limits)
		for i := range inside {
			inside[i].Place = src.Place
			inside[i].Place.Path += strings.TrimPrefix(inside[i].Path, src.Path)
		}
		all = append(all, inside...)
	}
	return all
}

// expansion counts what the archives within one file come to.
type expansion struct {
	limits  ingest.Limits
	left    int64 // bytes that members may still have
	entries int   // members that there may still be
}

// member is a file in an archive.
type member struct {
	zip.FileHeader
	name string                // with slashes, in UTF-8
	at   func() (int64, error) // where in the archive its data begin
}

func (x *expansion) expand(src Source, data io.ReaderAt, depth int) []Source {
	head := make([]byte, ingest.HeadSize)
	n, _ := data.ReadAt(head, 0) // what cannot be read is no archive
	switch kind := container(head[:n]); kind {
	case "":
		return []Source{src}
	case "zip":
		return x.archive(src, data, depth)
	case "eml":
		return x.mail(src, depth)
	default:
		return x.packed(src, data, kind, depth)
	}
}

// container returns what a file that begins with head is, as ingest.Container
// does: "" if it is a document that is made like an archive.
func container(head []byte) string {
	if documentHead(head) {
		return ""
	}
	return ingest.Container(head)
}

// archive returns what the archive src holds, or src if it is a document.
func (x *expansion) archive(src Source, data io.ReaderAt, depth int) []Source {
	if src.Size > x.limits.Archive {
		return x.refuseArchive(src, depth)
	}
	members, whole, err := x.members(src, data)
	switch {
	case err != nil:
		return refuse(src, extract.Corrupt, "the archive is damaged: "+strings.TrimPrefix(err.Error(), "zip: "), adviceDamaged)
	case isDocument(members):
		return []Source{src}
	case depth == x.limits.Nesting:
		return x.refuseArchive(src, depth)
	}
	var all []Source
	if !whole {
		all = refuse(src, extract.Partial, fmt.Sprintf("the archive was cut off: %d of its files are there, and those after them are lost", len(members)), "ask the sender for it again; it may have been cut off in copying")
	}
	for _, m := range members {
		if strings.HasSuffix(m.name, "/") || strings.HasPrefix(m.name, "__MACOSX/") {
			continue
		}
		if x.entries--; x.entries < 0 {
			all = append(all, refuse(src, extract.Limit, fmt.Sprintf("the archive holds more files than %d; the rest were not read", x.limits.Entries), adviceUnpack+ingest.Raise(ingest.FlagEntries))...)
			break
		}
		one := Source{Root: src.Root, Path: src.Path + Inside + m.name, Size: int64(min(m.UncompressedSize64, 1<<62)), Modified: src.Modified}
		if r := x.check(&m); r != nil {
			one.Read = func() ([]byte, error) { return nil, r }
			all = append(all, one)
			continue
		}
		one.Read = func() ([]byte, error) { return readMember(&m, data, x.limits) }
		if container(peek(&m, data)) != "" {
			all = append(all, x.expand(one, &lazyBytes{read: one.Read}, depth+1)...)
			continue
		}
		all = append(all, one)
	}
	if len(all) == 0 {
		return refuse(src, extract.Corrupt, "the archive holds no files", "open it to see whether it is the right one")
	}
	return unique(all)
}

// refuseArchive returns src as an archive that must not be opened, or nil.
func (x *expansion) refuseArchive(src Source, depth int) []Source {
	switch {
	case src.Size > x.limits.Archive:
		return refuse(src, extract.Limit, fmt.Sprintf("the archive has %s, and at most %s are read", ingest.Size(src.Size), ingest.Size(x.limits.Archive)), adviceUnpack+ingest.Raise(ingest.FlagArchive))
	case depth == x.limits.Nesting:
		return refuse(src, extract.Limit, fmt.Sprintf("archives lie within each other more than %d deep", x.limits.Nesting), adviceUnpack+ingest.Raise(ingest.FlagNesting))
	}
	return nil
}

const adviceUnpack = "unpack it into the folder, and run again; or "

// members lists what the archive src holds. Of one that was cut off, and so has
// lost the directory at its end, whole is false and those are listed that are
// there in full.
func (x *expansion) members(src Source, data io.ReaderAt) (all []member, whole bool, err error) {
	z, err := zip.NewReader(data, src.Size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		if all = salvage(data, src.Size, x.limits); len(all) == 0 {
			return nil, false, err
		}
		nameMembers(all)
		return all, false, nil
	}
	for _, f := range z.File {
		all = append(all, member{FileHeader: f.FileHeader, at: f.DataOffset})
	}
	nameMembers(all)
	return all, true, nil
}

// salvage lists the members of an archive by the headers before each of them,
// up to the first that is not there in full.
func salvage(data io.ReaderAt, size int64, limits ingest.Limits) []member {
	const headerSize = 30
	var all []member
	left := limits.Archive
	for at := int64(0); len(all) < limits.Entries; {
		var h [headerSize]byte
		if _, err := data.ReadAt(h[:], at); err != nil || string(h[:4]) != "PK\x03\x04" {
			return all
		}
		u16 := func(i int) int64 { return int64(binary.LittleEndian.Uint16(h[i:])) }
		u32 := func(i int) uint64 { return uint64(binary.LittleEndian.Uint32(h[i:])) }
		name := make([]byte, u16(26))
		if _, err := data.ReadAt(name, at+headerSize); err != nil {
			return all
		}
		start := at + headerSize + u16(26) + u16(28)
		m := member{at: func() (int64, error) { return start, nil }}
		m.Name, m.Flags, m.Method = string(name), uint16(u16(6)), uint16(u16(8))
		m.CRC32, m.CompressedSize64, m.UncompressedSize64 = uint32(u32(14)), u32(18), u32(22)
		m.NonUTF8 = m.Flags&0x800 == 0
		at = start + int64(m.CompressedSize64)
		if m.Flags&8 != 0 { // what follows its data states its size
			if at = follow(&m, data, start, size, &left); at < 0 {
				return all
			}
		}
		if at > size {
			return all
		}
		all = append(all, m)
	}
	return all
}

// follow reads the data of m, which begin at start, to find its size. It
// returns where the next member begins, or -1 if m is not there in full. It
// inflates no more than left, and counts it down.
func follow(m *member, data io.ReaderAt, start, size int64, left *int64) int64 {
	if m.Method != zip.Deflate || m.Flags&1 != 0 {
		return -1
	}
	packed := bufio.NewReader(io.NewSectionReader(data, start, max(size-start, 0)))
	counted := &byteCounter{r: packed}
	sum := crc32.NewIEEE()
	n, err := io.Copy(sum, io.LimitReader(flate.NewReader(counted), *left))
	*left -= n
	if err != nil || *left <= 0 {
		return -1
	}
	m.CRC32, m.CompressedSize64, m.UncompressedSize64 = sum.Sum32(), uint64(counted.n), uint64(n)
	next := start + counted.n + 12
	if mark, err := packed.Peek(4); err == nil && string(mark) == "PK\x07\x08" {
		next += 4
	}
	return next
}

// byteCounter counts the bytes that are taken from r one by one.
type byteCounter struct {
	r *bufio.Reader
	n int64
}

func (c *byteCounter) ReadByte() (byte, error) {
	b, err := c.r.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

func (c *byteCounter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// peek returns the first bytes of m.
func peek(m *member, archive io.ReaderAt) []byte {
	at, err := m.at()
	if err != nil {
		return nil
	}
	var r io.Reader = io.NewSectionReader(archive, at, int64(min(m.CompressedSize64, 1<<62)))
	if m.Method == zip.Deflate {
		r = flate.NewReader(bufio.NewReaderSize(r, 4<<10))
	}
	head := make([]byte, min(ingest.HeadSize, m.UncompressedSize64))
	n, _ := io.ReadFull(r, head) // what cannot be read is no archive
	return head[:n]
}

// What is refused for the same reason in archives of all kinds.
var (
	errEscapes = &refusal{extract.Unsupported, "its name in the archive leads out of the archive; it was not read", "ask the sender what the archive is: it may be made to do harm"}
	errLocked  = &refusal{extract.Encrypted, "the archive is protected by a password", "unpack it with its password into the folder, and run again"}
)

func tooDense(limits ingest.Limits) *refusal {
	return &refusal{extract.Limit, fmt.Sprintf("it grows more than %d times when unpacked", limits.Ratio), "no report does: ask the sender what it is; " + ingest.Raise(ingest.FlagRatio)}
}

// escapes reports whether name, of a file in an archive, leads out of it.
func escapes(name string) bool {
	clean := path.Clean(name)
	return path.IsAbs(name) || len(name) > 1 && name[1] == ':' || clean == ".." || strings.HasPrefix(clean, "../") || strings.Contains("/"+name+"/", "/../") || strings.ContainsRune(name, 0)
}

// check returns why the member m must not be read, or nil.
func (x *expansion) check(m *member) *refusal {
	switch size := m.UncompressedSize64; {
	case escapes(m.name):
		return errEscapes
	case m.Flags&1 != 0:
		return errLocked
	case m.Method != zip.Store && m.Method != zip.Deflate:
		return &refusal{extract.Unsupported, fmt.Sprintf("it is packed in a way that cannot be read (method %d)", m.Method), "unpack the archive into the folder, and run again"}
	case size > uint64(x.limits.File):
		return &refusal{extract.Limit, fmt.Sprintf("it has %s, and at most %s are read", ingest.Size(int64(min(size, 1<<62))), ingest.Size(x.limits.File)), "reports are much smaller: leave it out, or split it; " + ingest.Raise(ingest.FlagFile)}
	case size > ingest.MinSuspect && size/uint64(x.limits.Ratio) > m.CompressedSize64:
		return tooDense(x.limits)
	case int64(size) > x.left:
		return &refusal{extract.Limit, "what the archive holds has more than " + ingest.Size(x.limits.Archive), adviceUnpack + ingest.Raise(ingest.FlagArchive)}
	default:
		x.left -= int64(size)
	}
	return nil
}

// readMember returns the bytes of m, which lies in archive. It reads no more
// than the size that the archive states: that size is what was counted.
func readMember(m *member, archive io.ReaderAt, limits ingest.Limits) ([]byte, error) {
	damaged := func(why any) error {
		return &refusal{extract.Corrupt, fmt.Sprintf("the archive is damaged where this file lies: %v", why), adviceDamaged}
	}
	at, err := m.at()
	if err != nil {
		return nil, damaged(err)
	}
	packed := make([]byte, min(m.CompressedSize64, uint64(limits.Archive)))
	if n, err := archive.ReadAt(packed, at); n < len(packed) {
		return nil, damaged(err)
	}
	var r io.Reader = bytes.NewReader(packed)
	if m.Method == zip.Deflate {
		r = flate.NewReader(r)
	}
	data, err := io.ReadAll(io.LimitReader(r, int64(m.UncompressedSize64)+1))
	switch {
	case err != nil:
		return nil, damaged(err)
	case uint64(len(data)) != m.UncompressedSize64:
		return nil, damaged("it does not have the size that the archive states")
	case crc32.ChecksumIEEE(data) != m.CRC32:
		return nil, damaged("its checksum is wrong")
	}
	return data, nil
}

// mail returns src, which is a mail, and its attachments.
func (x *expansion) mail(src Source, depth int) []Source {
	all := []Source{src}
	if src.Size > x.limits.File || depth == x.limits.Nesting {
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
		one := Source{Root: src.Root, Path: src.Path + Inside + safeName(a.Name, i), Size: int64(len(a.Data)), Modified: src.Modified}
		one.Read = func() ([]byte, error) {
			data, err := src.Read()
			if err != nil {
				return nil, err
			}
			if all := ingest.Attachments(data); i < len(all) {
				return all[i].Data, nil
			}
			return nil, errors.New("the mail has changed during the run")
		}
		all = append(all, x.expand(one, bytes.NewReader(a.Data), depth+1)...)
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

// isDocument reports whether members are those of the file of a program that
// keeps its documents as archives.
func isDocument(members []member) bool {
	return slices.ContainsFunc(members, func(m member) bool { return documentParts[m.Name] })
}

var documentParts = map[string]bool{"[Content_Types].xml": true, "OFD.xml": true, "mimetype": true, "META-INF/manifest.xml": true, "Encryptions.xml": true}

// documentHead reports whether a file that begins with head is such a document,
// where its first part tells so.
func documentHead(head []byte) bool {
	const headerSize = 30
	if len(head) < headerSize {
		return false
	}
	name := head[headerSize:]
	name = name[:min(len(name), int(binary.LittleEndian.Uint16(head[26:])))]
	return documentParts[string(name)]
}

// nameMembers names members as plainNames says.
func nameMembers(members []member) {
	names := make([]string, len(members))
	for i, m := range members {
		names[i] = m.Name
	}
	for i, name := range plainNames(names) {
		members[i].name = name
	}
}

// plainNames returns the names of files in an archive with slashes and in UTF-8:
// programs in China write them in GBK, and do not say so.
func plainNames(names []string) []string {
	ingest.DecodeNames(names)
	for i, name := range names {
		names[i] = strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "./")
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
