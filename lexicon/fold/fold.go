// Package fold is the one normalisation: lexicon forms and document text pass
// through the same function, so they can be compared byte for byte, and every
// offset of folded text has its way back to the text as written.
//
// Folding turns full-width forms into ASCII, typographic and corner quotes
// into “ ” and ', compatibility forms into their plain characters (NFKC, but
// for enclosed numerals such as ①, which headings need), traditional
// characters into simplified ones, and every kind of space into ' '.
// Invisible characters vanish, and so does the reading that some web pages put
// behind a character: 學(xué). Case is kept.
package fold

import (
	"bytes"
	"math"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:generate go run ./gen

// edit is one rune that folding changed in length, made several of, or dropped,
// or bytes that it dropped as a whole.
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
	text []byte
	raw  int // bytes folded so far
	m    Map
}

// Len returns the length of the folded text so far, in bytes.
func (f *Folder) Len() int { return len(f.text) }

// String returns the folded text so far.
func (f *Folder) String() string { return string(f.text) }

// Map returns the way back of the text so far.
func (f *Folder) Map() Map { return f.m }

// Add folds s, which must be valid UTF-8 and not split a character. A reading that
// is split stays.
func (f *Folder) Add(s string) {
	from, edits := len(f.text), len(f.m)
	f.text = slices.Grow(f.text, len(s))
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf && c >= ' ' && c != 0x7f {
			j := i + 1
			for j < len(s) && s[j] < utf8.RuneSelf && s[j] >= ' ' && s[j] != 0x7f {
				j++
			}
			f.text = append(f.text, s[i:j]...)
			i = j
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		before := len(f.text)
		several := f.add(r, s[i:i+size])
		if n := len(f.text) - before; n != size || several {
			f.m = append(f.m, edit{int32(before), int32(f.raw + i), uint8(n), uint8(size)})
		}
		i += size
	}
	f.raw += len(s)
	f.dropReadings(from, edits)
}

// Drop passes over s, which shows nothing in the folded text, such as the end of a
// line in the middle of a word.
func (f *Folder) Drop(s string) {
	f.m = appendDropped(f.m, len(f.text), span{f.raw, f.raw + len(s)})
	f.raw += len(s)
}

// appendDropped notes that at off in the folded text the raw bytes of s are left
// out.
func appendDropped(m Map, off int, s span) Map {
	for at := s.start; at < s.end; at += math.MaxUint8 {
		m = append(m, edit{int32(off), int32(at), 0, uint8(min(s.end-at, math.MaxUint8))})
	}
	return m
}

// dropReadings takes readings out of the last piece, whose folded text begins at
// offset from and whose edits begin at index edits.
func (f *Folder) dropReadings(from, edits int) {
	var dropped []span
	for at := from; ; {
		i := bytes.IndexByte(f.text[at:], '(')
		if i < 0 {
			break
		}
		at += i
		n := readings(f.text[at:])
		if r, _ := utf8.DecodeLastRune(f.text[:at]); n > 0 && r >= firstHan && r <= lastHan {
			dropped = append(dropped, span{at, at + n})
		}
		at += max(n, 1)
	}
	if dropped == nil {
		return
	}
	f.m = f.m.without(dropped, edits)
	kept := f.text[:dropped[0].start]
	for i, d := range dropped {
		end := len(f.text)
		if i+1 < len(dropped) {
			end = dropped[i+1].start
		}
		kept = append(kept, f.text[d.end:end]...)
	}
	f.text = kept
}

// span is a range of bytes.
type span struct{ start, end int }

// without takes the spans dropped out of m, before which the edits up to the index
// from lie. It writes into m.
func (m Map) without(dropped []span, from int) Map {
	raw := make([]span, len(dropped))
	for i, d := range dropped {
		raw[i] = span{m.Start(d.start), m.End(d.end)}
	}
	rest := slices.Clone(m[from:])
	m = m[:from]
	i, shift := 0, 0
	for k, d := range dropped {
		for ; i < len(rest) && int(rest[i].folded) < d.start; i++ {
			m = append(m, rest[i].moved(shift))
		}
		m = appendDropped(m, d.start-shift, raw[k])
		for ; i < len(rest) && int(rest[i].folded) < d.end; i++ {
		}
		shift += d.end - d.start
	}
	for ; i < len(rest); i++ {
		m = append(m, rest[i].moved(shift))
	}
	return m
}

// moved returns e in a folded text that is shorter by n bytes before it.
func (e edit) moved(n int) edit {
	e.folded -= int32(n)
	return e
}

// maxReading is the length of the longest syllable of pinyin, zhuāng, in letters,
// and maxReadingBytes that of what is enough to know one, in brackets.
const (
	maxReading      = 6
	maxReadingBytes = 16
)

// readings returns the length in bytes of the readings that s begins with.
func readings(s []byte) (n int) {
	for {
		one := reading(s[n:])
		if one == 0 {
			return n
		}
		n += one
	}
}

// reading returns the length in bytes of the reading that s begins with: a
// syllable of pinyin with its tone, in brackets. It is 0 if there is none.
func reading(s []byte) int {
	if !bytes.HasPrefix(s, []byte("(")) {
		return 0
	}
	letters, tones := 0, 0
	for i, r := range string(s[1:min(len(s), maxReadingBytes)]) {
		switch {
		case r == ')' && tones == 1:
			return 1 + i + len(")")
		case r >= 'a' && r <= 'z' || r == 'ü' || r == 'ɡ':
		case strings.ContainsRune("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", r):
			tones++
		default:
			return 0
		}
		if letters++; letters > maxReading {
			return 0
		}
	}
	return 0
}

// add writes the folded form of r, whose bytes are s, and reports whether that
// may be several runes, of which offsets do not tell.
func (f *Folder) add(r rune, s string) (several bool) {
	switch {
	case r >= firstHan && r <= lastHan:
		if t := simplified[r-firstHan]; t != 0 {
			r = rune(t)
		}
		f.text = utf8.AppendRune(f.text, r)
	case r == '\n':
		f.text = append(f.text, '\n')
	case r == '\t' || r == '\v' || r == '\f' || r == 0xA0 || r == 0x3000 || r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x205F:
		f.text = append(f.text, ' ')
	case r < ' ' || r == 0x7F || r == utf8.RuneError && len(s) == 1 || invisible(r):
	case r >= 0xFF01 && r <= 0xFF5E:
		f.text = append(f.text, byte(r-0xFEE0))
	case r == '「' || r == '『' || r == '〝' || r == '﹁' || r == '﹃' || r == '〞' || r == '｢':
		f.text = append(f.text, "“"...)
	case r == '」' || r == '』' || r == '〟' || r == '﹂' || r == '﹄' || r == '｣':
		f.text = append(f.text, "”"...)
	case r == '‘' || r == '’' || r == 'ʼ' || r == '′':
		f.text = append(f.text, '\'')
	case r == '‐' || r == '‑' || r == '−' || r == '﹣':
		f.text = append(f.text, '-')
	case r == '｡':
		f.text = append(f.text, "。"...)
	case compatible(r):
		g := norm.NFKC.String(s)
		for _, r := range g { // a compatibility form of a traditional character
			if r >= firstHan && r <= lastHan && simplified[r-firstHan] != 0 {
				r = rune(simplified[r-firstHan])
			}
			f.text = utf8.AppendRune(f.text, r)
		}
		return true
	default:
		f.text = append(f.text, s...)
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
