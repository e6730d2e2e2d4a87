package ingest

import (
	rfc822 "net/mail"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"zongjie/lexicon/fold"
)

// Properties are what a document says of itself. What it does not say, or says
// in a way that cannot be true, is "".
type Properties struct {
	Author  string
	Created string // RFC 3339 in UTC; without a zone where the document states none, and a date where it states no time
	Changed string
}

// maxAuthor is the length in code points from which a name is none.
const maxAuthor = 200

// author returns s as the name of an author, or "".
func author(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if !utf8.ValidString(s) || strings.ContainsRune(s, utf8.RuneError) || utf8.RuneCountInString(s) > maxAuthor {
		return ""
	}
	return s
}

// The years between which a document can have been made: the clocks and the
// formats that begin with 0 say 1601, 1899, 1970 or 1980 where they know nothing.
const (
	firstYear = 1981
	lastYear  = 2100
)

// dateForms are how formats write dates: 2023-12-20T08:00:00.123+08:00, which
// web pages vary, and D:20231220080000+08'00' in PDF.
var dateForms = []*regexp.Regexp{
	regexp.MustCompile(`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*` + zoneForm + `)?(?:\D|$)`),
	regexp.MustCompile(`^(?:D:)?(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?` + zoneForm + `)?(?:\D|$)`),
}

const zoneForm = `(?:([zZ])|([-+])(\d{2})[:']?(\d{2})?'?)?`

// mailDate is how mails end their dates. Other names of zones mean one thing
// here and another there.
var mailDate = regexp.MustCompile(`(?i)\d (?:[-+]\d{4}|GMT|UTC?)(?: \(.*\))?$`)

// when returns the date that s states as Properties write it, or "".
func when(s string) string {
	s = fold.String(strings.TrimSpace(s))
	var m []string
	for _, form := range dateForms {
		if m == nil {
			m = form.FindStringSubmatch(s)
		}
	}
	if m == nil {
		if t, err := rfc822.ParseDate(s); err == nil && mailDate.MatchString(s) {
			return instant(t)
		}
		return ""
	}
	n := func(i int) int {
		v, _ := strconv.Atoi(m[i])
		return v
	}
	zone := time.UTC
	if m[8] != "" {
		seconds := n(9)*3600 + n(10)*60
		if m[8] == "-" {
			seconds = -seconds
		}
		zone = time.FixedZone("", seconds)
	}
	t := time.Date(n(1), time.Month(n(2)), n(3), n(4), n(5), n(6), 0, zone)
	if t.Month() != time.Month(n(2)) || t.Day() != n(3) || t.Hour() != n(4) || t.Minute() != n(5) || n(9) > 14 {
		return ""
	}
	switch {
	case m[4] == "":
		return inYears(t, time.DateOnly)
	case m[7] == "" && m[8] == "":
		return inYears(t, "2006-01-02T15:04:05")
	}
	return instant(t)
}

// instant returns t as Properties write it, or "".
func instant(t time.Time) string { return inYears(t.UTC(), time.RFC3339) }

func inYears(t time.Time, layout string) string {
	if t.Year() < firstYear || t.Year() > lastYear {
		return ""
	}
	return t.Format(layout)
}

// fileTime returns the instant that a FILETIME of Windows states: tenths of
// microseconds since 1601.
func fileTime(low, high uint32) string {
	const epoch = 11644473600 // seconds from 1601 to 1970
	return instant(time.Unix(int64((uint64(high)<<32|uint64(low))/1e7)-epoch, 0))
}

// readCore reads the properties of the documents of Office. One that is broken
// says nothing; it is no reason to call a document damaged.
func readCore(z *zipParts, name string) Properties {
	var p Properties
	data, _ := z.part(name)
	_ = readXML(data, func(n *node) {
		switch n.name {
		case "creator":
			p.Author = author(textOf(n))
		case "created":
			p.Created = when(textOf(n))
		case "modified":
			p.Changed = when(textOf(n))
		}
	}, "coreProperties")
	return p
}

// readMeta reads the properties of OpenDocument.
func readMeta(data []byte) Properties {
	var p Properties
	_ = readXML(data, func(n *node) {
		switch n.name {
		case "initial-creator":
			p.Author = author(textOf(n))
		case "creator":
			if p.Author == "" {
				p.Author = author(textOf(n))
			}
		case "creation-date":
			p.Created = when(textOf(n))
		case "date":
			p.Changed = when(textOf(n))
		}
	}, "document-meta", "document", "meta", "body", "text")
	return p
}

// Where a property set of Microsoft says what.
const (
	summaryStream = "SummaryInformation"
	summaryPage   = 1
	summaryAuthor = 4
	summaryMade   = 12
	summarySaved  = 13
)

// readSummary reads the property set that compound files have.
func readSummary(b bin) Properties {
	const list, shortInt, ansi, wide, date = 44, 2, 30, 31, 64 // of types
	var p Properties
	set := b.cut(b.i32(list), len(b))
	if b.u16(0) != 0xFFFE || b.i32(24) < 1 {
		return p
	}
	page := 1252
	value := func(id, kind int) bin {
		for i := range min(max(set.i32(4), 0), len(set)/8) {
			if at := set.i32(12 + 8*i); set.i32(8+8*i) == id && set.u16(at) == kind {
				return set.cut(at+4, len(set))
			}
		}
		return nil
	}
	if v := value(summaryPage, shortInt); v != nil {
		page = v.u16(0)
	}
	if v := value(summaryAuthor, ansi); v != nil {
		p.Author = author(ansiString(v.cut(4, v.i32(0)), page))
	} else if v := value(summaryAuthor, wide); v != nil {
		p.Author = author(wideString(v.cut(4, 2*v.i32(0))))
	}
	stamp := func(id int) string {
		v := value(id, date)
		return fileTime(uint32(v.i32(0)), uint32(v.i32(4)))
	}
	p.Created, p.Changed = stamp(summaryMade), stamp(summarySaved)
	return p
}

// ansiString returns the string that b holds in a code page, up to a null. Some
// programs write Chinese and state the page of western Europe.
func ansiString(b bin, page int) string {
	const utf16 = 1200
	if page == utf16 {
		return wideString(b)
	}
	s, _, _ := strings.Cut(string(b), "\x00")
	if page == 1252 || page == 0 {
		switch name := detect([]byte(s)); name {
		case "utf-8", "gb18030", "big5":
			return decode([]byte(s), name)
		}
	}
	decoded, err := codePage(page).NewDecoder().String(s)
	if err != nil {
		return ""
	}
	return decoded
}

// wideString returns the UTF-16 string that b holds, up to a null.
func wideString(b bin) string {
	end := 0
	for end+2 <= len(b) && b.u16(end) != 0 {
		end += 2
	}
	return byName("utf-16le").decode(b[:end])
}
