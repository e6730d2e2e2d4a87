package chart

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
)

// Font is a font for the labels of a PNG.
type Font struct {
	File string
	Name string // its family, as it names itself
	font *sfnt.Font
}

// ErrNoFont says that no font that holds Chinese was found.
var ErrNoFont = errors.New("no font with Chinese characters was found on this machine")

// Lacks reports whether f has no picture of one of the characters of s that is
// neither blank nor ASCII.
func (f *Font) Lacks(s string) bool {
	var buf sfnt.Buffer
	for _, r := range s {
		if r < 0x80 {
			continue
		}
		if i, err := f.font.GlyphIndex(&buf, r); err != nil || i == 0 {
			return true
		}
	}
	return false
}

// Load reads a font: TrueType or OpenType, alone or in a collection (.ttf, .otf,
// .ttc). Of a collection it takes the face for simplified Chinese, or else the
// first that holds Chinese, or else the first.
func Load(file string) (*Font, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	faces, err := read(data)
	if err != nil {
		return nil, fmt.Errorf("%s is no font that can be read here (%w): name a .ttf, .otf or .ttc file", file, err)
	}
	var best *Font
	bestRank := 0
	for _, face := range faces {
		f := &Font{File: file, font: face}
		f.Name, _ = face.Name(nil, sfnt.NameIDFamily)
		rank := 1
		if !f.Lacks("汉字国") {
			rank = 2
			if strings.Contains(f.Name, "SC") || strings.Contains(f.Name, "CN") || strings.Contains(f.Name, "GB") {
				rank = 3
			}
			if strings.Contains(f.Name, "Mono") {
				rank = 2
			}
		}
		if rank > bestRank {
			best, bestRank = f, rank
		}
	}
	return best, nil
}

// read returns the faces of a font or collection, one at least.
func read(data []byte) ([]*sfnt.Font, error) {
	starts, err := faceStarts(data)
	if err != nil {
		return nil, err
	}
	var faces []*sfnt.Font
	var failed error
	collection, err := opentype.ParseCollection(data)
	for i, start := range starts {
		var face *sfnt.Font
		if err == nil && i < collection.NumFonts() {
			face, failed = collection.Font(i)
		}
		if face == nil {
			var alone []byte
			if alone, failed = aligned(data, start); failed == nil {
				face, failed = opentype.Parse(alone)
			}
		}
		if face != nil {
			faces = append(faces, face)
		}
	}
	if faces == nil {
		if failed == nil {
			failed = errors.New("it holds no face")
		}
		return nil, failed
	}
	return faces, nil
}

// maxFaces is more than any collection holds.
const maxFaces = 64

var errBroken = errors.New("it is broken")

// faceStarts returns where the tables of each face of data are listed.
func faceStarts(data []byte) ([]uint32, error) {
	if len(data) < 12 {
		return nil, errBroken
	}
	if string(data[:4]) != "ttcf" {
		return []uint32{0}, nil
	}
	n := binary.BigEndian.Uint32(data[8:])
	if n == 0 || n > maxFaces || len(data) < 12+4*int(n) {
		return nil, errBroken
	}
	starts := make([]uint32, n)
	for i := range starts {
		starts[i] = binary.BigEndian.Uint32(data[12+4*i:])
	}
	return starts, nil
}

// aligned returns the face whose tables are listed at start as a font of its own
// with every table at an offset of four bytes: some collections (WenQuanYi) have
// tables elsewhere, which the library takes for broken.
func aligned(data []byte, start uint32) ([]byte, error) {
	const header, record = 12, 16
	if uint64(start)+header > uint64(len(data)) {
		return nil, errBroken
	}
	list := data[start:]
	n := int(binary.BigEndian.Uint16(list[4:]))
	if len(list) < header+record*n {
		return nil, errBroken
	}
	out := append([]byte(nil), list[:header+record*n]...)
	for i := range n {
		at := header + record*i
		offset, length := binary.BigEndian.Uint32(list[at+8:]), binary.BigEndian.Uint32(list[at+12:])
		if uint64(offset)+uint64(length) > uint64(len(data)) || len(out) > len(data)+header+record*n+4*n {
			return nil, errBroken
		}
		binary.BigEndian.PutUint32(out[at+8:], uint32(len(out)))
		out = append(out, data[offset:offset+length]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out, nil
}

// wanted are the beginnings of the names of files of fonts that hold Chinese, in
// small letters without signs, the better legible in a chart first.
var wanted = []string{"notosanscjksc", "notosanscjk", "notosanssc", "sourcehansanssc", "sourcehansanscn", "sourcehansans", "pingfang", "msyh",
	"hiraginosansgb", "wqymicrohei", "wqyzenhei", "stheiti", "heiti", "simhei", "droidsansfallback", "notoserifcjk", "notoserifsc", "sourcehanserif", "songti", "simsun", "uming", "ukai",
	"arialunicode"}

// Find returns a font that holds Chinese, from the places where Linux, macOS and
// Windows keep fonts, or ErrNoFont. The same machine gives the same font.
func Find() (*Font, error) {
	for _, file := range candidates(dirs()) {
		if f, err := Load(file); err == nil && !f.Lacks("汉字国") {
			return f, nil
		}
	}
	return nil, ErrNoFont
}

// dirs are the folders that hold fonts.
func dirs() []string {
	list := []string{"/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts"}
	if home, err := os.UserHomeDir(); err == nil {
		list = append(list, filepath.Join(home, ".local", "share", "fonts"), filepath.Join(home, ".fonts"), filepath.Join(home, "Library", "Fonts"))
	}
	for _, windows := range [][2]string{{"WINDIR", "Fonts"}, {"LOCALAPPDATA", `Microsoft\Windows\Fonts`}} {
		if dir := os.Getenv(windows[0]); dir != "" {
			list = append(list, filepath.Join(dir, windows[1]))
		}
	}
	return list
}

// manyFiles is how many files of a folder are looked at; nobody has more fonts.
const manyFiles = 20000

// candidates returns the files below dirs that may be fonts that hold Chinese, the
// best ones first.
func candidates(dirs []string) []string {
	type candidate struct {
		file string
		rank int
	}
	var found []candidate
	for _, dir := range dirs {
		seen := 0
		filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
			if seen++; seen > manyFiles {
				return fs.SkipAll
			}
			if err == nil && !d.IsDir() {
				if rank := rankOf(file); rank >= 0 {
					found = append(found, candidate{file, rank})
				}
			}
			return nil
		})
	}
	slices.SortFunc(found, func(a, b candidate) int {
		if a.rank != b.rank {
			return a.rank - b.rank
		}
		return strings.Compare(a.file, b.file)
	})
	files := make([]string, len(found))
	for i, c := range found {
		files[i] = c.file
	}
	return files
}

// rankOf returns how far behind in wanted a file stands, -1 if it is not there.
// Bold and thin faces come after the regular one of the same name.
func rankOf(file string) int {
	name := strings.ToLower(filepath.Base(file))
	if !slices.Contains([]string{".ttf", ".otf", ".ttc", ".otc"}, filepath.Ext(name)) {
		return -1
	}
	name = strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.TrimSuffix(name, filepath.Ext(name)))
	for i, w := range wanted {
		rest, ok := strings.CutPrefix(name, w)
		if !ok {
			continue
		}
		if rest == "" || strings.Contains(rest, "regular") || rest == "w3" {
			return 2 * i
		}
		return 2*i + 1
	}
	return -1
}
