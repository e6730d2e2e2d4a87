package ingest

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestWhen(t *testing.T) {
	for in, want := range map[string]string{
		"2023-12-20T08:00:00Z":                 "2023-12-20T08:00:00Z",
		"2023-12-20T08:00:00.123456789":        "2023-12-20T08:00:00",
		"2023-12-20T02:00:00+08:00":            "2023-12-19T18:00:00Z",
		"2023-7-12":                            "2023-07-12",
		"2023年7月12日":                           "2023-07-12",
		"２０２３－０７－１２ 10:05":                     "2023-07-12T10:05:00",
		"D:20231220080000+08'00'":              "2023-12-20T00:00:00Z",
		"D:20231220080000-03'30":               "2023-12-20T11:30:00Z",
		"D:20231220080000Z'":                   "2023-12-20T08:00:00Z",
		"D:20110917084133":                     "2011-09-17T08:41:33",
		"20231220":                             "2023-12-20",
		"Fri, 5 Jan 2024 09:00:00 +0800":       "2024-01-05T01:00:00Z",
		"Fri, 5 Jan 2024 09:00:00 +0800 (CST)": "2024-01-05T01:00:00Z",
		"Fri, 05 Jan 2024 09:00:00 GMT":        "2024-01-05T09:00:00Z",
		"Fri, 5 Jan 2024 09:00:00 CST":         "", // in Chicago, or in Shanghai
		"2023-02-30":                           "",
		"2023-13-01":                           "",
		"2023-12-20T25:00:00Z":                 "",
		"1601-01-01T00:00:00Z":                 "",
		"1970-01-01T00:00:00Z":                 "",
		"9999-12-31":                           "",
		"2023":                                 "",
		"2023122":                              "",
		"202312200":                            "",
		"today":                                "",
		"":                                     "",
		"D:":                                   "",
		"2023-12-20T08:00:00+99:00":            "",
		strings.Repeat("2", 1000) + "-12-20":   "",
	} {
		if got := when(in); got != want {
			t.Errorf("when(%q) = %q, want %q", in, got, want)
		}
	}
}

// propertySet makes one of strings and dates in a code page.
func propertySet(page uint16, author string, kind uint32, made, saved uint64) []byte {
	le := binary.LittleEndian
	b := make([]byte, 48)
	le.PutUint16(b, 0xFFFE)
	le.PutUint32(b[24:], 1)
	le.PutUint32(b[44:], 48)
	var index, values []byte
	const count = 4
	add := func(id uint32, value []byte) {
		index = le.AppendUint32(le.AppendUint32(index, id), uint32(8+8*count+len(values)))
		values = append(values, value...)
	}
	add(summaryPage, le.AppendUint16(le.AppendUint32(nil, 2), page))
	add(summaryAuthor, append(le.AppendUint32(le.AppendUint32(nil, kind), uint32(len(author)/int(kind-29))), author...))
	add(summaryMade, le.AppendUint64(le.AppendUint32(nil, 64), made))
	add(summarySaved, le.AppendUint64(le.AppendUint32(nil, 64), saved))
	set := le.AppendUint32(nil, uint32(8+len(index)+len(values)))
	set = append(append(le.AppendUint32(set, count), index...), values...)
	return append(b, set...)
}

func TestSummary(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("李办公室主任")
	if err != nil {
		t.Fatal(err)
	}
	const day = 133475328000000000 // 2023-12-20T08:00:00Z
	for _, c := range []struct {
		name string
		data []byte
		want Properties
	}{
		{"code page", propertySet(936, gbk+"\x00", 30, day, day+36e9), Properties{"李办公室主任", "2023-12-20T08:00:00Z", "2023-12-20T09:00:00Z"}},
		{"UTF-8", propertySet(65001, "李办公\x00", 30, 0, day), Properties{"李办公", "", "2023-12-20T08:00:00Z"}},
		{"the wrong code page", propertySet(1252, gbk+"\x00", 30, 0, 0), Properties{Author: "李办公室主任"}},
		{"western Europe", propertySet(1252, "Andr\xE9 M\xFCller\x00", 30, 0, 0), Properties{Author: "André Müller"}},
		{"UTF-16", propertySet(1200, "\x4e\x67\x00\x00", 30, 0, 0), Properties{Author: "李"}},
		{"wide", propertySet(1200, "\x4e\x67", 31, 0, 0), Properties{Author: "李"}},
		{"all set", propertySet(936, "\x00", 30, 1<<64-1, 1<<63), Properties{}},
		{"cut off", propertySet(936, gbk, 30, day, day)[:70], Properties{}},
		{"empty", nil, Properties{}},
	} {
		if got := readSummary(c.data); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestProperties(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       Properties
	}{
		{"a.rtf", `{\rtf1\ansi\ansicpg936{\info{\title x}{\author ` + gbk(t, "李办公") + `}{\operator y}{\creatim\yr2023\mo12\dy20\hr8\min5}{\revtim\yr0\mo0\dy0}{\printim\yr2020\mo1\dy1}}text\par}`, Properties{"李办公", "2023-12-20T08:05:00", ""}},
		{"a.html", "<html><head><meta name=Author content=' 李\n办公 '><meta name=PubDate content='2021-01-05 10:00'></head><body><p>" + first + "</p></body></html>", Properties{"李 办公", "2021-01-05T10:00:00", ""}},
		{"a.html", "<html><head><meta name=author content=''><meta name=date content='soon'></head><body><p>" + first + "</p></body></html>", Properties{}},
		{"a.eml", "From: \"Li, Bangong\" <li@example.org>\nTo: b@example.org\nSubject: x\nDate: Fri, 5 Jan 2024 09:00:00 +0800\n\n" + first, Properties{"Li, Bangong", "2024-01-05T01:00:00Z", ""}},
		{"a.eml", "From: li@example.org\nTo: b@example.org\nSubject: x\nDate: x\n\n" + first, Properties{"li@example.org", "", ""}},
	} {
		r := Read(c.name, []byte(c.data))
		if r.Properties != c.want || r.Document == nil || strings.Contains(r.Document.Raw, "2020") {
			t.Errorf("%s: got %q, want %q", c.name, r.Properties, c.want)
		}
	}
}

// FuzzSummary reads what is no property set, too.
func FuzzSummary(f *testing.F) {
	f.Add(propertySet(936, "\xC0\xEE\x00", 30, 133475328000000000, 0))
	f.Fuzz(func(t *testing.T, data []byte) { readSummary(data) })
}

func FuzzWhen(f *testing.F) {
	f.Add("D:20231220080000+08'00'")
	f.Add("Fri, 5 Jan 2024 09:00:00 +0800 (CST)")
	f.Fuzz(func(t *testing.T, s string) {
		if got := when(s); got != "" && when(got) != got {
			t.Errorf("when(%q) = %q, which is read as %q", s, got, when(got))
		}
	})
}

// TestSummaryOfFile reads the property set of a document that was cut off
// without harm to its text.
func TestSummaryOfFile(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(files, "report.doc"))
	if err != nil {
		t.Fatal(err)
	}
	file, err := readOLE(data, summaryStream)
	if err != nil {
		t.Fatal(err)
	}
	if p := readSummary(file.streams[summaryStream]); p.Author != "李办公" {
		t.Errorf("got %q", p)
	}
}
