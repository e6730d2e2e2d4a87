package pipeline

import (
	"archive/tar"
	"bufio"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/nwaples/rardecode/v2"

	"zongjie/extract"
	"zongjie/pipeline/ingest"
)

// packed is an archive whose files can be unpacked only one after the other: RAR,
// tar, or what gzip or bzip2 made of one file or of a tar archive. All of it that
// is read is held at once, so it may come to no more than a file.
type packed struct {
	kind   string // as ingest.Container names it
	name   string // of the archive
	data   io.ReaderAt
	size   int64
	limits ingest.Limits
	files  []packedFile
	mutex  sync.Mutex // while it is unpacked
}

// packedFile is a file in such an archive.
type packedFile struct {
	name      string
	size      int64 // bytes when unpacked, -1 if the archive does not say
	encrypted bool
	link      bool // it stands for another file
	passed    bool // it must not be read
}

// unpacker gives the files of an archive from its beginning.
type unpacker interface {
	// next goes to the next file; Read reads it. The error is io.EOF after the
	// last one.
	next() (packedFile, error)
	io.Reader
}

// maxDictionary is how many bytes of what was unpacked a RAR archive may look
// back at: that is allocated at once.
const maxDictionary = 64 << 20

// open returns what unpacks p from its beginning.
func (p *packed) open() (unpacker, error) {
	r := bufio.NewReaderSize(io.NewSectionReader(p.data, 0, p.size), 64<<10)
	switch p.kind {
	case "rar":
		u, err := rardecode.NewReader(r, rardecode.MaxDictionarySize(maxDictionary))
		return &rarFiles{u}, err
	case "tar":
		return &tarFiles{tar.NewReader(r)}, nil
	case "gzip":
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, err
		}
		return p.single(z), nil
	}
	return p.single(bzip2.NewReader(r)), nil
}

// single returns what unpacks the one file z, or, if that is a tar archive, the
// files in it.
func (p *packed) single(z io.Reader) unpacker {
	r := bufio.NewReaderSize(z, ingest.HeadSize)
	if head, _ := r.Peek(ingest.HeadSize); ingest.Container(head) == "tar" { // what there is of it
		return &tarFiles{tar.NewReader(r)}
	}
	name := path.Base(p.name)
	if ext := path.Ext(name); ext != "" && ext != name {
		name = strings.TrimSuffix(name, ext)
	}
	return &oneFile{Reader: r, name: name}
}

type rarFiles struct{ *rardecode.Reader }

func (f *rarFiles) next() (packedFile, error) {
	for {
		h, err := f.Next()
		if err != nil {
			return packedFile{}, err
		}
		if h.IsDir {
			continue
		}
		file := packedFile{name: h.Name, size: h.UnPackedSize, encrypted: h.Encrypted, link: h.LinkType != 0 || !h.Mode().IsRegular()}
		if h.UnKnownSize {
			file.size = -1
		}
		return file, nil
	}
}

type tarFiles struct{ *tar.Reader }

func (f *tarFiles) next() (packedFile, error) {
	for {
		h, err := f.Next()
		if err != nil {
			return packedFile{}, err
		}
		switch h.Typeflag {
		case tar.TypeDir, tar.TypeXGlobalHeader:
			continue
		}
		return packedFile{name: h.Name, size: h.Size, link: h.Typeflag != tar.TypeReg}, nil
	}
}

type oneFile struct {
	io.Reader
	name string
	done bool
}

func (f *oneFile) next() (packedFile, error) {
	if f.done {
		return packedFile{}, io.EOF
	}
	f.done = true
	return packedFile{name: f.name, size: -1}, nil
}

// packed returns what the archive src of this kind holds.
func (x *expansion) packed(src Source, data io.ReaderAt, kind string, depth int) []Source {
	if r := x.refuseArchive(src, depth); r != nil {
		return r
	}
	p := &packed{kind: kind, name: src.Path, data: data, size: src.Size, limits: x.limits}
	most := x.entries
	files, err := inTime(x.limits.Time, func() ([]packedFile, error) { return p.list(most) })
	var all []Source
	if err != nil {
		r := p.refusal(err, len(files))
		all = refuse(src, r.status, r.message, r.advice)
	}
	nameFiles(files)
	x.entries -= len(files)
	p.files = files
	refused := p.checkAll(min(x.limits.File, x.left))
	for i, f := range files {
		one := Source{Root: src.Root, Path: src.Path + Inside + f.name, Size: f.size, Modified: src.Modified}
		switch r := refused[i]; {
		case strings.HasPrefix(f.name, "__MACOSX/"):
		case r != nil:
			one.Read = func() ([]byte, error) { return nil, r }
			all = append(all, one)
		default:
			x.left -= f.size
			one.Read = func() ([]byte, error) { return p.read(i) }
			if !expandable(f.name) {
				all = append(all, one)
				continue
			}
			all = append(all, x.expand(one, &lazyBytes{read: one.Read}, depth+1)...)
		}
	}
	if len(all) == 0 {
		return refuse(src, extract.Corrupt, "the archive holds no files", "open it to see whether it is the right one")
	}
	return unique(all)
}

// checkAll returns for each file why it must not be read, or nil. The files to be
// read come to no more than left bytes, with those that are passed over.
func (p *packed) checkAll(left int64) []*refusal {
	refused := make([]*refusal, len(p.files))
	for i := range p.files {
		f := &p.files[i]
		left -= f.size
		refused[i] = p.check(f, left)
		f.passed = refused[i] != nil || strings.HasPrefix(f.name, "__MACOSX/")
	}
	return refused
}

// list lists up to most files of p. It ends where they come to more than is read.
func (p *packed) list(most int) ([]packedFile, error) {
	u, err := p.open()
	if err != nil {
		return nil, err
	}
	var files []packedFile
	for sum := int64(0); sum <= p.limits.File; {
		f, err := u.next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return files, err
		}
		if len(files) == most {
			return files, &refusal{extract.Limit, fmt.Sprintf("the archive holds more files than %d; the rest were not read", p.limits.Entries), adviceUnpack + ingest.Raise(ingest.FlagEntries)}
		}
		if f.size < 0 { // it must be unpacked to know
			if f.size, err = io.Copy(io.Discard, io.LimitReader(u, p.limits.File+1)); err != nil {
				return files, err
			}
		}
		files = append(files, f)
		sum += f.size
	}
	return files, p.tooLarge()
}

func (p *packed) tooLarge() *refusal {
	return &refusal{extract.Limit, "what the archive holds has more than " + ingest.Size(p.limits.File) + "; of such an archive no more is read", adviceUnpack + ingest.Raise(ingest.FlagFile)}
}

// check returns why the file f must not be read, or nil; left is how many bytes
// there may still be after it.
func (p *packed) check(f *packedFile, left int64) *refusal {
	switch {
	case escapes(f.name):
		return errEscapes
	case f.encrypted:
		return errLocked
	case f.link:
		return &refusal{extract.Unsupported, "it is a link to another file; it was not read", "nothing to do if that file is in the archive too; else unpack the archive into the folder, and run again"}
	case left < 0:
		return p.tooLarge()
	case f.size > ingest.MinSuspect && f.size/int64(p.limits.Ratio) > p.size:
		return tooDense(p.limits)
	}
	return nil
}

// refusal says what err means, which ended a listing after so many files.
func (p *packed) refusal(err error, listed int) *refusal {
	r := p.why(err)
	switch {
	case r != nil:
		return r
	case listed > 0:
		return &refusal{extract.Partial, fmt.Sprintf("the archive is damaged or was cut off: %d of its files are there, and those after them are lost", listed), "ask the sender for it again; it may have been cut off in copying"}
	}
	return &refusal{extract.Corrupt, "the archive is damaged: " + plainMessage(err), adviceDamaged}
}

// why says what err means, unless it means that p is damaged.
func (p *packed) why(err error) *refusal {
	is := func(those ...error) bool {
		return slices.ContainsFunc(those, func(one error) bool { return errors.Is(err, one) })
	}
	var refused *refusal
	switch {
	case errors.As(err, &refused):
		return refused
	case is(rardecode.ErrArchiveEncrypted, rardecode.ErrArchivedFileEncrypted):
		return errLocked
	case is(rardecode.ErrMultiVolume):
		return &refusal{extract.Partial, "the archive goes on in another file, which is not looked into", adviceVolumes}
	case is(rardecode.ErrBadVolumeNumber, rardecode.ErrInvalidFileBlock):
		return &refusal{extract.Unsupported, "the archive is a part of one that begins in another file", adviceVolumes}
	case is(rardecode.ErrDictionaryTooLarge):
		return &refusal{extract.Limit, "unpacking it takes more memory than " + ingest.Size(maxDictionary), "unpack the archive into the folder, and run again"}
	case is(rardecode.ErrUnsupportedDecoder, rardecode.ErrUnknownDecoder):
		return &refusal{extract.Unsupported, "it is packed in a way that cannot be read", "unpack the archive into the folder, and run again"}
	}
	return nil
}

const adviceVolumes = "unpack all its parts together into the folder, and run again"

// plainMessage returns what err says, without the name of the library.
func plainMessage(err error) string {
	message := err.Error()
	for _, library := range []string{"rardecode: ", "archive/tar: ", "gzip: ", "bzip2 data invalid: "} {
		message = strings.TrimPrefix(message, library)
	}
	return message
}

// nameFiles names files as plainNames says.
func nameFiles(files []packedFile) {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.name
	}
	for i, name := range plainNames(names) {
		files[i].name = name
	}
}

// unpackedFile is what came out of an archive.
type unpackedFile struct {
	data []byte
	err  error
}

// Of all packed archives, the last one used is kept as it was unpacked.
var unpacked struct {
	mutex sync.Mutex
	of    *packed
	files []unpackedFile
}

// read returns the bytes of the file i.
func (p *packed) read(i int) ([]byte, error) {
	p.mutex.Lock() // not that of all archives: this one may lie in another
	defer p.mutex.Unlock()
	unpacked.mutex.Lock()
	files, kept := unpacked.files, unpacked.of == p
	unpacked.mutex.Unlock()
	if !kept {
		var err error
		if files, err = inTime(p.limits.Time, p.unpack); err != nil {
			return nil, p.refusal(err, 0)
		}
		unpacked.mutex.Lock()
		unpacked.of, unpacked.files = p, files
		unpacked.mutex.Unlock()
	}
	return files[i].data, files[i].err
}

// unpack returns the files of p that are to be read. It unpacks no more of each
// than the size that was listed.
func (p *packed) unpack() ([]unpackedFile, error) {
	u, err := p.open()
	if err != nil {
		return nil, err
	}
	files := make([]unpackedFile, len(p.files))
	for i := range p.files {
		f := &p.files[i]
		if err == nil {
			_, err = u.next()
		}
		if err == nil && !f.passed {
			files[i].data, err = io.ReadAll(io.LimitReader(u, f.size+1))
			if err == nil && int64(len(files[i].data)) != f.size {
				err = errors.New("it does not have the size that the archive states")
			}
		}
		if err == nil {
			continue
		}
		if r := p.why(err); r != nil {
			files[i] = unpackedFile{nil, r}
		} else {
			files[i] = unpackedFile{nil, &refusal{extract.Corrupt, "the archive is damaged where this file lies: " + plainMessage(err), adviceDamaged}}
		}
	}
	return files, nil
}

// inTime returns what work does, unless it takes longer than limit: it is then
// left alone. A panic of it is an error.
func inTime[T any](limit time.Duration, work func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			if v := recover(); v != nil {
				o.err = fmt.Errorf("it cannot be read (%v)", v)
			}
			done <- o
		}()
		o.value, o.err = work()
	}()
	clock := time.NewTimer(limit)
	defer clock.Stop()
	select {
	case o := <-done:
		return o.value, o.err
	case <-clock.C:
		var none T
		return none, &refusal{extract.Limit, "unpacking took longer than " + limit.String() + " and was given up", adviceUnpack + ingest.Raise(ingest.FlagTime)}
	}
}
