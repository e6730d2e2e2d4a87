package ingest

import (
	"bytes"
	"math"
	"mime"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/jhillyerd/enmime/v2"
	"golang.org/x/text/encoding/charmap"

	"zongjie/extract"
	"zongjie/extract/text"
)

// Attachment is a file that came with a mail.
type Attachment struct {
	Name string // may be empty, or hold a path
	Data []byte
}

// maxMailParts is how many parts of a mail are looked at.
const maxMailParts = 1000

// Attachments returns the files that the mail data holds: none if it is a web
// archive, whose parts are those of one page.
func Attachments(data []byte) []Attachment {
	mail, err := openMail(data)
	if err != nil || mail.page {
		return nil
	}
	var all []Attachment
	var names []string
	for _, part := range mail.files {
		names = append(names, part.FileName)
		all = append(all, Attachment{Data: part.Content})
	}
	DecodeNames(names)
	for i, part := range mail.files {
		if all[i].Name = names[i]; names[i] == "" && part.ContentType == "message/rfc822" {
			all[i].Name = "mail.eml"
		}
	}
	return all
}

// mail is a mail, or a web archive, which is made like one.
type mail struct {
	env   *enmime.Envelope
	page  bool // a web archive
	files []*enmime.Part
}

func openMail(data []byte) (*mail, error) {
	parser := enmime.NewParser(enmime.DisableTextConversion(true), enmime.DisableCharacterDetection(true),
		enmime.MinCharsetDetectRunes(math.MaxInt), // where a charset is not stated, ours is the better guess
		enmime.SkipMalformedParts(true))
	env, err := parser.ReadEnvelope(bytes.NewReader(plainHeader(data)))
	if err != nil {
		return nil, err
	}
	m := &mail{env: env}
	if env.Root != nil {
		m.page = env.HTML != "" && env.GetHeader("To") == "" && env.GetHeader("Received") == "" && env.GetHeader("Message-ID") == "" && env.GetHeader("Delivered-To") == ""
		m.collect(env.Root, 0)
	}
	return m, nil
}

// collect finds the files among the parts of a mail: those with a name that are
// no pictures within its text.
func (m *mail) collect(p *enmime.Part, depth int) {
	for ; p != nil && len(m.files) < maxMailParts && depth < maxNesting; p = p.NextSibling {
		m.collect(p.FirstChild, depth+1)
		inline := p.ContentID != "" && strings.HasPrefix(p.ContentType, "image/")
		if p.FirstChild == nil && len(p.Content) > 0 && !inline && (p.FileName != "" || p.ContentType == "message/rfc822" || p.Disposition == "attachment") {
			m.files = append(m.files, p)
		}
	}
}

// plainHeader returns data with its header in UTF-8. Old programs write theirs
// in GBK or Big5 as it is.
func plainHeader(data []byte) []byte {
	end := bytes.Index(data, []byte("\n\n"))
	if crlf := bytes.Index(data, []byte("\r\n\r\n")); crlf >= 0 && (end < 0 || crlf < end) {
		end = crlf
	}
	if end < 0 || utf8.Valid(data[:end]) {
		return data
	}
	header := []string{string(data[:end])}
	DecodeNames(header)
	return append([]byte(header[0]), data[end:]...)
}

// readEML reads the text of a mail, or the page of a web archive.
func readEML(in *input) (*text.Document, error) {
	m, err := openMail(in.data)
	if err != nil {
		return nil, err
	}
	body := m.body(in)
	var b text.Builder
	if !m.page {
		in.properties = Properties{Author: sender(header(m.env, "From")), Created: when(header(m.env, "Date"))}
		for _, key := range []string{"From", "To", "Date", "Subject"} {
			value := header(m.env, key)
			if value == "" {
				continue
			}
			like := text.Block{Kind: text.Noise, Where: strings.ToLower(key)}
			if key == "Subject" {
				like.Kind = text.Heading
				like.Level = 1
				b.Block(like, value)
				continue
			}
			b.Block(like, key+": "+value)
		}
	}
	if body != nil {
		line := 0
		for i, block := range body.Blocks {
			s := body.RawText(block.Span)
			line = 1 + strings.Count(body.Raw[:body.RawBlock(i).Start], "\n")
			b.Block(text.Block{Kind: block.Kind, Level: block.Level, Where: "line " + strconv.Itoa(line) + " of the text"}, s)
		}
	}
	doc := b.Document()
	if body == nil && len(m.files) > 0 {
		return doc, nil // its attachments are files of their own
	}
	if body == nil || len(body.Blocks) == 0 {
		return doc, &fault{extract.Partial, "the mail holds no text", "open it in a mail program to see whether that is so, and save what it holds"}
	}
	return doc, nil
}

// sender returns the name of who sent a mail, or the address if there is none.
func sender(from string) string {
	name, address, ok := strings.Cut(from, "<")
	if !ok {
		return author(from)
	}
	if name = author(strings.Trim(name, "\"' ")); name != "" {
		return name
	}
	return author(strings.TrimSuffix(strings.TrimSpace(address), ">"))
}

// body reads the text of the mail, nil if there is none. Of text that comes in
// two forms it takes the plain one.
func (m *mail) body(in *input) *text.Document {
	part := &input{with: in.with, limits: in.limits}
	defer func() { in.warnings, in.properties = append(in.warnings, part.warnings...), part.properties }()
	if s := mailText(m.env.HTML); s != "" && (m.page || strings.TrimSpace(m.env.Text) == "") {
		part.ext, part.text = "html", s
		doc := readHTML(part)
		if !m.page { // a mail has no menus
			for i := range doc.Blocks {
				if doc.Blocks[i].Kind == text.Noise {
					doc.Blocks[i].Kind = text.Paragraph
				}
			}
		}
		return doc
	}
	if s := mailText(m.env.Text); strings.TrimSpace(s) != "" {
		part.ext, part.text = "txt", s
		return readText(part)
	}
	return nil
}

// mailText returns s in UTF-8 with \n for every line end: where a mail does not
// say in which charset it is, it is as it was sent, or was read as Latin-1.
func mailText(s string) string {
	if b, err := charmap.Windows1252.NewEncoder().String(s); err == nil && b != s {
		if name := detect([]byte(b)); name == "gb18030" || name == "big5" || name == "utf-8" {
			s = b
		}
	}
	encoding := "utf-8"
	if !utf8.ValidString(s) {
		if found := detect([]byte(s)); found != "" {
			encoding = found
		}
	}
	return decode([]byte(s), encoding)
}

// header returns a field of the mail's header, decoded.
func header(env *enmime.Envelope, key string) string {
	s := env.GetHeader(key)
	if strings.Contains(s, "=?") {
		if d, err := new(mime.WordDecoder).DecodeHeader(s); err == nil {
			s = d
		}
	}
	return strings.Join(strings.Fields(s), " ")
}
