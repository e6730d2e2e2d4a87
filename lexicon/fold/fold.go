// Package fold is the one normalisation: lexicon forms and document text pass
// through the same function, so they can be compared byte for byte, and every
// offset of folded text has its way back to the text as written.
//
// Folding turns full-width forms into ASCII, typographic and corner quotes
// into “ ” and ', compatibility forms into their plain characters (NFKC, but
// for enclosed numerals such as ①, which headings need), traditional
// characters into simplified ones, and every kind of space into ' '.
// Invisible characters vanish, and so does the pronunciation that converters put
// in brackets behind a traditional character. Case is kept.
package fold

import (
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:generate go run ./gen

// edit is one rune that folding changed in length, made several of, or dropped.
type edit struct {
	folded, raw       int32 // where it starts, in bytes
	foldedLen, rawLen uint8
}

// Map leads from byte offsets in folded text back to byte offsets in the raw
// text. It keeps only the places where the distance between the two changes.
type Map []edit

// Start returns the raw offset at which the folded rune at off starts.
// Invisible runes before it are left out; an offset inside a rune that
// folding made longer is that rune's start.
func (m Map) Start(off int) int {
	i := sort.Search(len(m), func(i int) bool { return int(m[i].folded) > off }) - 1
	if i < 0 {
		return off
	}
	e := m[i]
	if past := off - int(e.folded) - int(e.foldedLen); past >= 0 {
		return int(e.raw) + int(e.rawLen) + past
	}
	return int(e.raw)
}

// End returns the raw offset at which the folded rune that ends at off ends.
// Invisible runes after it are left out.
func (m Map) End(off int) int {
	i := sort.Search(len(m), func(i int) bool { return int(m[i].folded) >= off }) - 1
	if i < 0 {
		return off
	}
	e := m[i]
	return int(e.raw) + int(e.rawLen) + max(0, off-int(e.folded)-int(e.foldedLen))
}

// Folder folds text piece by piece. The zero Folder is ready for use. A text
// is limited to 2 GiB by the width of the map's offsets.
type Folder struct {
	text strings.Builder
	raw  int
	m    Map
}

// Len returns the length of the folded text so far, in bytes.
func (f *Folder) Len() int { return f.text.Len() }

// String returns the folded text so far.
func (f *Folder) String() string { return f.text.String() }

// Map returns the way back of the text so far.
func (f *Folder) Map() Map { return f.m }

// Add folds s, which must be valid UTF-8 and not split a character.
func (f *Folder) Add(s string) {
	f.text.Grow(len(s))
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf && c >= ' ' && c != 0x7f {
			j := i + 1
			for j < len(s) && s[j] < utf8.RuneSelf && s[j] >= ' ' && s[j] != 0x7f {
				j++
			}
			f.text.WriteString(s[i:j])
			i = j
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		before := f.text.Len()
		several := f.add(r, s[i:i+size])
		if n := f.text.Len() - before; n != size || several {
			f.m = append(f.m, edit{int32(before), int32(f.raw + i), uint8(n), uint8(size)})
		}
		if n := reading(r, s[i+size:]); n > 0 {
			f.m = append(f.m, edit{int32(f.text.Len()), int32(f.raw + i + size), 0, uint8(n)})
			i += n
		}
		i += size
	}
	f.raw += len(s)
}

// reading returns the length of the pronunciation in brackets at the start of
// rest, which web pages put behind the traditional character r when they convert
// a text, or 0: 學(xué)生.
func reading(r rune, rest string) int {
	const longest = 7 // letters of a syllable, and one to spare
	if r < firstHan || r > lastHan || simplified[r-firstHan] == 0 || rest == "" || rest[0] != '(' {
		return 0
	}
	letters := 0
	for i, c := range rest[1:] {
		switch {
		case c == ')' && letters > 0:
			return 1 + i + 1
		case c < 'a' || c > 'z' && !strings.ContainsRune(toned, c), letters == longest:
			return 0
		}
		letters++
	}
	return 0
}

// toned are the letters of Pinyin beyond ASCII.
const toned = "āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿê"

// add writes the folded form of r, whose bytes are s, and reports whether that
// may be several runes, of which offsets do not tell.
func (f *Folder) add(r rune, s string) (several bool) {
	switch {
	case r >= firstHan && r <= lastHan:
		if t := simplified[r-firstHan]; t != 0 {
			r = rune(t)
		}
		f.text.WriteRune(r)
	case r == '\n':
		f.text.WriteByte('\n')
	case r == '\t' || r == '\v' || r == '\f' || r == 0xA0 || r == 0x3000 || r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x205F:
		f.text.WriteByte(' ')
	case r < ' ' || r == 0x7F || r == utf8.RuneError && len(s) == 1 || invisible(r):
	case r >= 0xFF01 && r <= 0xFF5E:
		f.text.WriteByte(byte(r - 0xFEE0))
	case r == '「' || r == '『' || r == '〝' || r == '﹁' || r == '﹃' || r == '〞' || r == '｢':
		f.text.WriteString("“")
	case r == '」' || r == '』' || r == '〟' || r == '﹂' || r == '﹄' || r == '｣':
		f.text.WriteString("”")
	case r == '‘' || r == '’' || r == 'ʼ' || r == '′':
		f.text.WriteByte('\'')
	case r == '‐' || r == '‑' || r == '−' || r == '﹣':
		f.text.WriteByte('-')
	case r == '｡':
		f.text.WriteString("。")
	case compatible(r):
		g := norm.NFKC.String(s)
		for _, r := range g { // a compatibility form of a traditional character
			if r >= firstHan && r <= lastHan && simplified[r-firstHan] != 0 {
				r = rune(simplified[r-firstHan])
			}
			f.text.WriteRune(r)
		}
		return true
	default:
		f.text.WriteString(s)
	}
	return false
}

// invisible reports whether r shows nothing: joiners, marks of direction,
// variation selectors, soft hyphens and byte order marks.
func invisible(r rune) bool {
	switch {
	case r == 0xAD, r == 0xFEFF, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E,
		r >= 0x2060 && r <= 0x2064, r >= 0x2066 && r <= 0x2069, r >= 0xFE00 && r <= 0xFE0F, r >= 0x80 && r <= 0x9F:
		return true
	}
	return false
}

// compatible reports whether r is a compatibility form whose plain form means
// the same in a report. Enclosed numerals, fractions and superscripts are not.
func compatible(r rune) bool {
	switch {
	case r >= 0x2160 && r <= 0x217F, // Ⅳ ⅳ
		r >= 0x2E80 && r <= 0x2FD5,   // radicals that PDF fonts put in place of characters
		r >= 0x3220 && r <= 0x3229,   // ㈠, which is written (一)
		r >= 0x2474 && r <= 0x249B,   // ⑴ ⒈
		r >= 0xF900 && r <= 0xFAFF,   // compatibility ideographs
		r >= 0xFB00 && r <= 0xFB06,   // ligatures
		r >= 0xFE50 && r <= 0xFE6B,   // small forms
		r >= 0xFFE0 && r <= 0xFFE6,   // ￥
		r >= 0x33A0 && r <= 0x33A6,   // ㎡ and its like
		r >= 0x338E && r <= 0x339E,   // ㎏ ㎞
		r >= 0x2F800 && r <= 0x2FA1D: // compatibility ideographs, supplement
		return true
	}
	return false
}

// String folds s without keeping the way back.
func String(s string) string {
	var f Folder
	f.Add(s)
	return f.String()
}
