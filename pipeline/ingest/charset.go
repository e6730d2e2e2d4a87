package ingest

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	utf "golang.org/x/text/encoding/unicode"

	"zongjie/lexicon/fold"
)

//go:generate go run ./gen

// charset is one way to decode a file.
type charset struct {
	name     string // as records write it
	encoding encoding.Encoding
	width    int     // of its code units, in bytes
	prior    float64 // added to its score
}

// charsets are tried in this order; the first of those with the best score is
// taken. UTF-8 is preferred because bytes are UTF-8 by accident only in very
// short texts.
var charsets = []charset{
	{"utf-8", encoding.Replacement, 1, 1},
	{"gb18030", simplifiedchinese.GB18030, 1, 0},
	{"big5", traditionalchinese.Big5, 1, 0},
	{"utf-16le", utf.UTF16(utf.LittleEndian, utf.IgnoreBOM), 2, 0},
	{"utf-16be", utf.UTF16(utf.BigEndian, utf.IgnoreBOM), 2, 0},
	{"windows-1252", charmap.Windows1252, 1, 0},
}

var byteOrderMarks = []struct{ mark, name string }{
	{"\xEF\xBB\xBF", "utf-8"},
	{"\xFF\xFE", "utf-16le"},
	{"\xFE\xFF", "utf-16be"},
}

// surelyUTF8 is the length in bytes from which text that is UTF-8 throughout
// is so by no accident.
const surelyUTF8 = 64

// minScore is the least score of text: what is read by a wrong charset, or no
// text at all, is below it.
const minScore = -1

// detect returns the name of the charset of data: what a byte order mark says,
// UTF-8 where the bytes are that, and else the charset whose decoding reads
// most like Chinese or English. What a web page declares is taken only for
// charsets that are not among ours, and only where it decodes without fault.
//
// It returns "" if nothing reads like text.
func detect(data []byte) string {
	for _, b := range byteOrderMarks {
		if bytes.HasPrefix(data, []byte(b.mark)) {
			return b.name
		}
	}
	if len(data) >= surelyUTF8 && mostlyUTF8(data) {
		return "utf-8"
	}
	best, bestScore := "", 0.0
	for _, c := range charsets {
		s := c.decode(c.sample(data))
		points := score(s)
		if utf8.ValidString(s) {
			points += c.prior
		}
		if best == "" || points > bestScore {
			best, bestScore = c.name, points
		}
	}
	if name := declared(data); name != "" && name != best && bestScore < 1.5 {
		if s := decode(data[:min(len(data), maxSample)], name); !strings.ContainsRune(strings.TrimSuffix(s, "\uFFFD"), utf8.RuneError) {
			return name
		}
	}
	if bestScore < minScore {
		return ""
	}
	return best
}

// mostlyUTF8 reports whether data is UTF-8, but for damage in few places. Null
// bytes speak for UTF-16.
func mostlyUTF8(data []byte) bool {
	if bytes.IndexByte(data, 0) < 0 && utf8.Valid(data) {
		return true
	}
	good, bad := 0, 0
	for i := 0; i < len(data) && i < 1<<20; {
		if data[i] < utf8.RuneSelf {
			if data[i] == 0 {
				bad++
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else if size > 2 {
			good++
		}
		i += size
	}
	return good > 10*bad
}

// sample returns the part of data from which c is judged: from the first byte
// that says something.
func (c charset) sample(data []byte) []byte {
	start := 0
	if c.width == 1 {
		start = max(0, bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf || r == 0 }))
		start = max(0, start-64)
	}
	return data[start:min(len(data), start+maxSample)]
}

// decode returns data in UTF-8. What was UTF-8 already stays as it is, faults
// included; those of others become U+FFFD.
func (c charset) decode(data []byte) string {
	if c.name == "utf-8" {
		return string(data)
	}
	s, _ := c.encoding.NewDecoder().Bytes(data) // decoders mark faults in the text
	return string(s)
}

// decode returns data in UTF-8, without its byte order mark and with \n for
// every line end. What cannot be decoded becomes U+FFFD.
func decode(data []byte, name string) string {
	for _, b := range byteOrderMarks {
		if b.name == name {
			data = bytes.TrimPrefix(data, []byte(b.mark))
		}
	}
	s := strings.ToValidUTF8(byName(name).decode(data), "\uFFFD")
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return s
}

func byName(name string) charset {
	for _, c := range charsets {
		if c.name == name {
			return c
		}
	}
	enc, err := htmlindex.Get(name)
	if err != nil {
		return charsets[0]
	}
	return charset{name: name, encoding: enc, width: 1}
}

var metaCharset = regexp.MustCompile(`(?i)<(?:meta|\?xml)[^>]{0,200}(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_:-]+)`)

// declared returns the charset that a web page names, in the spelling of the
// WHATWG, or "".
func declared(data []byte) string {
	m := metaCharset.FindSubmatch(data[:min(len(data), 4<<10)])
	if m == nil {
		return ""
	}
	enc, err := htmlindex.Get(string(m[1]))
	if err != nil {
		return ""
	}
	name, err := htmlindex.Name(enc)
	if err != nil || name == "gbk" {
		return "gb18030"
	}
	return name
}

// weights says how well a Han character speaks for the decoding it is in: the
// more frequent it is, the better. A traditional character has the weight of
// its simplified one.
var weights = sync.OnceValue(func() *[0xA000 - 0x4E00]int8 {
	var w [0xA000 - 0x4E00]int8
	for r := range w {
		w[r] = -20
	}
	rank := 0
	for _, r := range frequent {
		switch {
		case rank < 150:
			w[r-0x4E00] = 40
		case rank < 600:
			w[r-0x4E00] = 30
		case rank < 1400:
			w[r-0x4E00] = 20
		default:
			w[r-0x4E00] = 8
		}
		rank++
	}
	for r := range w {
		simple, _ := utf8.DecodeRuneInString(fold.String(string(rune(r + 0x4E00))))
		if simple >= 0x4E00 && simple < 0xA000 {
			w[r] = max(w[r], w[simple-0x4E00])
		}
	}
	return &w
})

// asciiWeight is the part that an ASCII character has in a score: nearly all
// decodings agree on it.
const asciiWeight = 0.3

// score says how much s reads like Chinese or English: about 3 for Chinese, 1
// for English, below 0 for a wrong decoding.
func score(s string) float64 {
	w := weights()
	sum, n := 0.0, 0.0
	before := ' '
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if r < utf8.RuneSelf && (r >= ' ' || unicode.IsSpace(r)) {
			sum += asciiWeight
			n += asciiWeight
		} else {
			after, _ := utf8.DecodeRuneInString(s[i:])
			sum += weigh(w, before, r, after)
			n++
		}
		before = r
	}
	if n == 0 {
		return 0
	}
	return sum / n
}

func weigh(w *[0xA000 - 0x4E00]int8, before, r, after rune) float64 {
	switch {
	case r >= 0x4E00 && r < 0xA000:
		return float64(w[r-0x4E00]) / 10
	case r == utf8.RuneError:
		return -10
	case r < ' ', r >= 0x7F && r < 0xA0:
		return -6
	case chineseMark(r) && !(besideLatin(before) && besideLatin(after)):
		return 2.5
	case r >= 0x2013 && r <= 0x2026, r >= 0xDF && r <= 0xFF && r != 0xF7, r == 0xC9: // of English and French, in windows-1252
		if besideLatin(before) || besideLatin(after) {
			return 1.5
		}
		return -2
	case r >= 0xFF01 && r <= 0xFF5E, r == 0x3000, r >= 0x2460 && r <= 0x249B, r >= 0x2160 && r <= 0x2169:
		return 1
	case r >= 0xE000 && r <= 0xF8FF:
		return -5
	}
	return -2
}

func chineseMark(r rune) bool {
	switch r {
	case '，', '。', '、', '：', '；', '！', '？', '（', '）', '“', '”', '《', '》', '〈', '〉', '【', '】', '「', '」', '『', '』', '％', '—', '…', '·', '○', '●':
		return true
	}
	return false
}

func besideLatin(r rune) bool {
	return r|0x20 >= 'a' && r|0x20 <= 'z' || r == ' ' || r == ',' || r == '.' || r >= '0' && r <= '9'
}

// plausible reports whether s is text at all: few of its characters control
// something or could not be decoded.
func plausible(s string) bool {
	good, bad := 0, 0
	for _, r := range s[:min(len(s), 64<<10)] {
		switch {
		case r == utf8.RuneError, r < ' ' && !unicode.IsSpace(r), r == 0x7F, r >= 0xE000 && r <= 0xF8FF:
			bad++
		default:
			good++
		}
	}
	return good > 9*bad || bad <= 2 && good > bad
}

// invisible reports whether r is white space or shows nothing.
func invisible(r rune) bool {
	return unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf) || r == 0xFEFF
}

// DecodeNames puts those names of files that are not UTF-8 into it, in place.
// Names that an archive holds are in one charset, and the more of them there
// are the surer it is told.
func DecodeNames(names []string) {
	var other []byte
	for _, name := range names {
		if !utf8.ValidString(name) {
			other = append(append(other, name...), '\n')
		}
	}
	if len(other) == 0 {
		return
	}
	encoding := detect(other)
	if encoding != "big5" {
		encoding = "gb18030"
	}
	for i, name := range names {
		if !utf8.ValidString(name) {
			names[i] = decode([]byte(name), encoding)
		}
	}
}
