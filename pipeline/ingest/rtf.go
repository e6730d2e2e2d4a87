package ingest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"zongjie/extract"
	"zongjie/extract/text"
)

// readRTF reads RTF documents. The numbers that programs write beside automatic
// numbering are taken as they are; where there are none they are made.
func readRTF(in *input) (*text.Document, error) {
	r := &rtfReader{data: in.data, page: 1252, fonts: map[int]int{}, styles: map[int]*rtfStyle{}, schemes: map[int]*scheme{}, lists: map[int]*list{}}
	r.state = rtfState{uc: 1, format: plainRTF}
	r.stories = []*rtfStory{{}}
	err := r.read()
	for len(r.stories) > 1 {
		r.endStory()
	}
	body := r.stories[0]
	r.endParagraph(false)
	r.endTable()
	body.paras = append(body.paras, body.hanging...)
	for _, q := range append(r.furniture, body.paras...) {
		r.out.add(q)
	}
	in.properties = r.properties()
	in.warnEmbedded(r.embedded())
	return r.out.b.Document(), err
}

// rtfTarget is where text of a group goes.
type rtfTarget uint8

const (
	rtfText rtfTarget = iota
	rtfNowhere
	rtfFonts
	rtfStyles
	rtfLabel
	rtfInstruction
	rtfLevelText
	rtfLists
	rtfObject
	rtfObjectClass
	rtfObjectData
	rtfInfo
	rtfAuthor
	rtfCreated
	rtfChanged
)

// rtfState is what a group inherits and its end undoes.
type rtfState struct {
	target          rtfTarget
	uc              int // characters after \u that stand for the same
	font            int
	hidden, deleted bool
	format          rtfFormat
	starred         bool // the group began with \*
	story           bool // the group is a story of its own
	contents        bool // a table of contents
}

// rtfFormat is the format of a paragraph.
type rtfFormat struct {
	style, outline int
	list, level    int
	inTable        bool
}

var plainRTF = rtfFormat{outline: -1}

type rtfStyle struct {
	outline int
	name    strings.Builder
}

// rtfStory is text that is read apart: the body, a note, a box, a header.
type rtfStory struct {
	where     string
	cur       strings.Builder
	label     strings.Builder
	concealed bool
	paras     []para
	hanging   []para // notes and boxes of the paragraph
	hangTable []para // those of the rows
	rows      [][]cell
	row       []cell
	cell      cell
}

// rtfReader reads one document.
type rtfReader struct {
	data    []byte
	at      int
	state   rtfState
	stack   []rtfState
	stories []*rtfStory // the innermost last

	page    int         // the code page
	fonts   map[int]int // code pages
	styles  map[int]*rtfStyle
	style   int // being defined
	schemes map[int]*scheme
	lists   map[int]*list
	scheme  *scheme // being defined
	count   int     // of its levels
	listID  int
	starts  []*int // of the levels of a list
	level   *listLevel
	marks   strings.Builder // of the text of a level, or of an instruction

	pending   []byte // of the code page, not decoded yet
	high      rune   // the first half of a pair
	notes     int
	furniture []para
	out       paper

	objects []*rtfObjectParts

	author strings.Builder
	dates  [2][6]int // created and changed: year, month, day, hour, minute, second
}

func (r *rtfReader) story() *rtfStory { return r.stories[len(r.stories)-1] }

func (r *rtfReader) read() error {
	for r.at < len(r.data) {
		c := r.data[r.at]
		r.at++
		switch c {
		case '{':
			r.decode()
			if len(r.stack) >= maxDepth {
				return &fault{extract.Limit, "the file's structure is deeper than that of any report", "open it and save it again, or ask the sender what it is"}
			}
			r.stack = append(r.stack, r.state)
			r.state.starred, r.state.story = false, false
		case '}':
			r.decode()
			r.endGroup()
			if len(r.stack) == 0 {
				return nil
			}
		case '\\':
			r.control()
		case '\r', '\n', 0:
		default:
			if c >= 0x80 || len(r.pending)%2 == 1 && doubleByte(r.codePage()) {
				r.pending = append(r.pending, c)
				continue
			}
			r.decode()
			r.put(string(rune(c)))
		}
	}
	r.decode()
	return &fault{extract.Partial, "the file was cut off: only a part of it could be read", "ask the sender for it again; it may have been cut off in copying"}
}

func (r *rtfReader) endGroup() {
	if len(r.stack) == 0 {
		return
	}
	outer := r.stack[len(r.stack)-1]
	r.stack = r.stack[:len(r.stack)-1]
	switch {
	case r.state.story:
		r.endStory()
	case r.state.target == rtfInstruction && outer.target != rtfInstruction:
		if strings.HasPrefix(strings.TrimSpace(r.marks.String()), "TOC") {
			outer.contents = true
		}
		r.marks.Reset()
	case r.state.target == rtfLevelText && outer.target != rtfLevelText:
		r.endLevelText()
	}
	r.state = outer
}

// control reads what a backslash begins.
func (r *rtfReader) control() {
	if r.at >= len(r.data) {
		return
	}
	c := r.data[r.at]
	if !letter(c) {
		r.at++
		r.symbol(c)
		return
	}
	start := r.at
	for r.at < len(r.data) && letter(r.data[r.at]) && r.at-start < 32 {
		r.at++
	}
	word := string(r.data[start:r.at])
	negative := r.at < len(r.data) && r.data[r.at] == '-'
	if negative {
		r.at++
	}
	value, has := 0, false
	for ; r.at < len(r.data) && text.IsDigit(r.data[r.at]); r.at++ {
		has = true
		if value < 1<<30 {
			value = value*10 + int(r.data[r.at]-'0')
		}
	}
	if negative {
		value = -value
	}
	if r.at < len(r.data) && r.data[r.at] == ' ' {
		r.at++
	}
	r.decode()
	r.word(word, value, !has || value != 0)
	r.state.starred = false
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// symbol reads the control symbol c.
func (r *rtfReader) symbol(c byte) {
	if c == '\'' {
		if r.at+2 <= len(r.data) {
			r.pending = append(r.pending, hexDigit(r.data[r.at])<<4|hexDigit(r.data[r.at+1]))
		}
		r.at += 2
		return
	}
	r.decode()
	switch c {
	case '*':
		r.state.starred = true
	case '~':
		r.put("\u00A0")
	case '_':
		r.put("-")
	case '\\', '{', '}':
		r.put(string(rune(c)))
	case '\r', '\n':
		r.endParagraph(true)
	}
}

func hexDigit(c byte) byte {
	switch {
	case text.IsDigit(c):
		return c - '0'
	case letter(c) && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10
	}
	return 0
}

// put adds s to where text goes.
func (r *rtfReader) put(s string) {
	story := r.story()
	switch r.state.target {
	case rtfText:
		if r.state.hidden || r.state.deleted {
			story.concealed = true
			return
		}
		story.cur.WriteString(s)
	case rtfLabel:
		story.label.WriteString(s)
	case rtfInstruction, rtfLevelText:
		r.marks.WriteString(s)
	case rtfStyles:
		if st := r.styles[r.style]; st != nil {
			st.name.WriteString(s)
		}
	case rtfObjectClass:
		r.objects[len(r.objects)-1].class.WriteString(s)
	case rtfObjectData:
		r.objects[len(r.objects)-1].write(s)
	case rtfAuthor:
		r.author.WriteString(s)
	}
}

// decode turns the bytes that were read into text.
func (r *rtfReader) decode() {
	if len(r.pending) == 0 {
		return
	}
	s, err := codePage(r.codePage()).NewDecoder().Bytes(r.pending)
	if err != nil {
		s = bytes.Repeat([]byte(string(utf8.RuneError)), len(r.pending))
	}
	r.pending = r.pending[:0]
	r.put(string(s))
}

func (r *rtfReader) codePage() int {
	if p := r.fonts[r.state.font]; p != 0 && r.state.target != rtfLevelText {
		return p
	}
	return r.page
}

func doubleByte(page int) bool {
	return page == 936 || page == 950 || page == 932 || page == 949 || page == 54936
}

func codePage(page int) encoding.Encoding {
	switch page {
	case 936, 54936:
		return simplifiedchinese.GB18030
	case 950:
		return traditionalchinese.Big5
	case 932:
		return japanese.ShiftJIS
	case 949:
		return korean.EUCKR
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 65001:
		return encoding.Nop
	}
	return charmap.Windows1252
}

// fontPages are the code pages of the charsets of fonts.
var fontPages = map[int]int{128: 932, 129: 949, 134: 936, 136: 950, 204: 1251, 238: 1250}

// unicode reads \u: a character, and after it what stands for it elsewhere.
func (r *rtfReader) unicode(value int) {
	c := rune(uint16(value))
	switch {
	case utf16.IsSurrogate(c) && c < 0xDC00:
		r.high = c
	case utf16.IsSurrogate(c):
		r.put(string(utf16.DecodeRune(r.high, c)))
		r.high = 0
	default:
		r.put(string(c))
	}
	for n := r.state.uc; n > 0 && r.at < len(r.data); n-- {
		switch c := r.data[r.at]; {
		case c == '\\' && r.at+1 < len(r.data) && r.data[r.at+1] == '\'':
			r.at = min(r.at+4, len(r.data))
		case c == '{' || c == '}' || c == '\\':
			return
		case c == '\r' || c == '\n':
			r.at++
			n++
		default:
			r.at++
		}
	}
}

// rtfSkipped are groups whose text is not the document's.
var rtfSkipped = map[string]bool{
	"colortbl": true, "pict": true, "rsidtbl": true, "generator": true, "themedata": true, "colorschememapping": true,
	"datastore": true, "latentstyles": true, "xmlnstbl": true, "annotation": true, "atnid": true, "atnauthor": true, "atrfstart": true, "atrfend": true,
	"bkmkstart": true, "bkmkend": true, "nonshppict": true, "pgdsctbl": true, "revtbl": true, "sp": true, "mmathPr": true, "filetbl": true, "tc": true, "xe": true,
	"ftnsep": true, "ftnsepc": true, "ftncn": true, "aftnsep": true, "aftnsepc": true, "aftncn": true, "userprops": true, "nesttableprops": true, "nonesttables": true,
	"listpicture": true, "panose": true, "falt": true, "levelnumbers": true, "background": true, "passwordhash": true, "shprslt": true, "datafield": true, "listname": true, "pn": true,
}

// rtfCharacters are control words that stand for text.
var rtfCharacters = map[string]string{
	"line": "\n", "page": "\n", "column": "\n", "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
	"bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}

// rtfFurniture are the groups of what stands on every page.
var rtfFurniture = map[string]bool{"header": true, "headerl": true, "headerr": true, "headerf": true, "footer": true, "footerl": true, "footerr": true, "footerf": true}

// word reads a control word. on is false if its value switches it off.
func (r *rtfReader) word(w string, value int, on bool) {
	st := &r.state
	if st.target == rtfNowhere {
		if w == "bin" {
			r.binary(value)
		}
		return
	}
	if w != "bin" && st.target >= rtfObject && st.target <= rtfObjectData {
		r.objectWord(w)
		return
	}
	if s, ok := rtfCharacters[w]; ok {
		r.put(s)
		return
	}
	if rtfSkipped[w] {
		st.target = rtfNowhere
		return
	}
	if rtfFurniture[w] {
		r.beginStory("header or footer")
		return
	}
	switch w {
	case "bin":
		r.binary(value)
	case "info":
		st.target = rtfInfo
	case "object":
		st.target = rtfNowhere
		if len(r.objects) < maxObjects {
			st.target = rtfObject
			r.objects = append(r.objects, &rtfObjectParts{})
		}
	case "ansicpg":
		if value > 0 {
			r.page = value
		}
	case "uc":
		st.uc = max(value, 0)
	case "u":
		r.unicode(value)
	case "f":
		st.font = value
	case "fonttbl":
		st.target = rtfFonts
	case "fcharset":
		if st.target == rtfFonts {
			r.fonts[st.font] = fontPages[value]
		}
	case "upr": // the same twice, in the code page and in Unicode
		st.target = rtfNowhere
	case "v":
		st.hidden = on
	case "deleted":
		st.deleted = on
	case "plain":
		st.hidden, st.deleted = false, false
	case "listtext", "pntext":
		st.target = rtfLabel
	case "fldinst":
		st.target = rtfInstruction
	case "footnote":
		r.notes++
		r.beginStory("note")
	case "shptxt", "dptxbxtext":
		r.beginStory("text box")
	case "shp", "shpinst", "do", "fldrslt", "field", "ud":
	case "par", "sect":
		r.endParagraph(true)
	case "cell", "nestcell":
		r.endCell()
	case "row", "nestrow":
		r.endRow()
	default:
		if st.target >= rtfInfo {
			r.infoWord(w, value)
		} else if !r.formatWord(w, value) && !r.tableWord(w, value) && st.starred {
			st.target = rtfNowhere
		}
	}
}

// infoWord reads a word of what the document says of itself.
func (r *rtfReader) infoWord(w string, value int) {
	st := &r.state
	switch w {
	case "author":
		st.target = rtfAuthor
	case "creatim":
		st.target = rtfCreated
	case "revtim":
		st.target = rtfChanged
	case "title", "subject", "operator", "keywords", "comment", "doccomm", "category", "manager", "company", "printim", "buptim", "hlinkbase":
		st.target = rtfNowhere
	}
	if i := slices.Index([]string{"yr", "mo", "dy", "hr", "min", "sec"}, w); i >= 0 && (st.target == rtfCreated || st.target == rtfChanged) {
		r.dates[st.target-rtfCreated][i] = value
	}
}

// properties returns what the document says of itself. It states no zone.
func (r *rtfReader) properties() Properties {
	stamp := func(d [6]int) string {
		return when(fmt.Sprintf("%04d-%02d-%02dT%02d:%02d:%02d", d[0], d[1], d[2], d[3], d[4], d[5]))
	}
	return Properties{author(r.author.String()), stamp(r.dates[0]), stamp(r.dates[1])}
}

// formatWord reads a word about the format of a paragraph.
func (r *rtfReader) formatWord(w string, value int) bool {
	f := &r.state.format
	defining := r.state.target == rtfStyles
	switch w {
	case "pard":
		*f = plainRTF
	case "intbl":
		f.inTable = true
	case "s":
		f.style = value
		if defining {
			r.style = value
			r.styles[value] = &rtfStyle{outline: -1}
		}
	case "cs", "ds", "ts":
		if defining {
			r.style = -1
		}
		return defining
	case "outlinelevel":
		f.outline = value
		if st := r.styles[r.style]; defining && st != nil {
			st.outline = value
		}
	case "ls":
		if r.state.target != rtfText {
			return false
		}
		f.list = value
	case "ilvl":
		f.level = value
	default:
		return false
	}
	return true
}

// tableWord reads a word of the tables of styles and lists.
func (r *rtfReader) tableWord(w string, value int) bool {
	switch w {
	case "stylesheet":
		r.state.target = rtfStyles
		r.styles[0], r.style = &rtfStyle{outline: -1}, 0
	case "listtable", "listoverridetable":
		r.state.target, r.scheme = rtfLists, nil
	case "list":
		r.scheme, r.count = &scheme{}, 0
	case "listid":
		if r.scheme != nil {
			r.schemes[value] = r.scheme
		}
		r.listID = value
	case "listlevel":
		r.level = &listLevel{format: "decimal", gap: true, restart: inherit}
		if r.scheme != nil && r.count < levels {
			r.scheme.levels[r.count] = r.level
			r.count++
		}
	case "levelnfc", "levelnfcn", "levelstartat", "levelfollow", "levellegal", "levelnorestart":
		if r.level != nil {
			r.level.set(w, value)
		} else if n := len(r.starts); n > 0 && w == "levelstartat" {
			r.starts[n-1] = &value
		}
	case "leveltext":
		r.state.target = rtfLevelText
	case "listoverride":
		r.listID, r.starts, r.level = 0, nil, nil
	case "lfolevel":
		r.starts = append(r.starts, nil)
	case "ls": // of an override; of a paragraph it was read before
		if r.state.target == rtfLists {
			l := &list{scheme: r.schemes[r.listID]}
			copy(l.start[:], r.starts)
			r.lists[value] = l
		}
	default:
		return false
	}
	return true
}

func (l *listLevel) set(w string, value int) {
	switch w {
	case "levelnfc", "levelnfcn":
		if l.format = docFormats[value]; l.format == "" {
			l.format = "decimal"
		}
	case "levelstartat":
		l.start = value
	case "levelfollow":
		l.gap = value != 2
	case "levellegal":
		l.legal = value != 0
	case "levelnorestart":
		if value != 0 {
			l.restart = 0
		}
	}
}

// endLevelText reads the text of a level: its length, then characters, of which
// those below 9 stand for the numbers of levels, and a semicolon.
func (r *rtfReader) endLevelText() {
	marks := []rune(r.marks.String())
	r.marks.Reset()
	if r.level == nil || len(marks) < 2 {
		return
	}
	var b strings.Builder
	for _, c := range marks[1 : len(marks)-1] {
		if c < levels {
			b.WriteByte('%')
			c += '1'
		}
		b.WriteRune(c)
	}
	r.level.text = b.String()
}

func (r *rtfReader) binary(n int) {
	if n > 0 {
		r.at = min(r.at+n, len(r.data))
	}
}
