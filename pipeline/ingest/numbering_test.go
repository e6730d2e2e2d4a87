package ingest

import (
	"strings"
	"testing"
)

func TestWriteNumber(t *testing.T) {
	for _, c := range []struct {
		format string
		n      int
		want   string
	}{
		{"decimal", 12, "12"}, {"decimalZero", 7, "07"}, {"decimalZero", 12, "12"}, {"upperRoman", 1994, "MCMXCIV"}, {"lowerRoman", 4, "iv"},
		{"upperLetter", 26, "Z"}, {"lowerLetter", 27, "aa"}, {"lowerLetter", 54, "bbb"}, {"ordinal", 11, "11th"}, {"ordinal", 22, "22nd"},
		{"chineseCounting", 9, "九"}, {"chineseCounting", 10, "十"}, {"chineseCounting", 21, "二十一"}, {"chineseCounting", 102, "一○二"},
		{"chineseCountingThousand", 11, "十一"}, {"chineseCountingThousand", 101, "一百零一"}, {"chineseCountingThousand", 110, "一百一十"}, {"chineseCountingThousand", 2003, "二千零三"}, {"chineseCountingThousand", 10010, "一万零一十"},
		{"japaneseCounting", 3, "三"}, {"japaneseCounting", 115, "百十五"}, {"ideographDigital", 10, "一〇"},
		{"chineseLegalSimplified", 10, "壹拾"}, {"chineseLegalSimplified", 35, "叁拾伍"}, {"ideographTraditional", 3, "丙"}, {"ideographTraditional", 11, "11"},
		{"ideographZodiacTraditional", 41, "甲辰"}, {"decimalEnclosedCircle", 20, "⑳"}, {"decimalEnclosedCircleChinese", 21, "21"}, {"decimalEnclosedParen", 3, "⑶"},
		{"decimalEnclosedFullstop", 2, "⒉"}, {"ideographEnclosedCircle", 10, "㊉"}, {"decimalFullWidth", 10, "１０"}, {"numberInDash", 3, "- 3 -"},
		{"none", 3, ""}, {"bullet", 3, ""}, {"upperRoman", 0, "0"}, {"chineseCountingThousand", 100_000, "100000"}, {"noSuchFormat", 5, "5"}, {"decimal", -3, "-3"},
	} {
		if got := writeNumber(c.n, c.format, false); got != c.want {
			t.Errorf("%d as %s is %q, want %q", c.n, c.format, got, c.want)
		}
	}
	if got := writeNumber(3, "chineseCounting", true); got != "3" {
		t.Errorf("3 in a legal label is %q", got)
	}
}

// sample returns a scheme 一、（一）1. with a legal fourth level.
func sample() *scheme {
	return &scheme{levels: [levels]*listLevel{
		{start: 1, format: "chineseCounting", text: "%1、", restart: inherit},
		{start: 1, format: "chineseCounting", text: "（%2）", restart: inherit},
		{start: 1, format: "decimal", text: "%3.", gap: true, restart: inherit},
		{start: 1, format: "decimal", text: "%1.%2.%3.%4", legal: true, restart: inherit},
		{start: 0, format: "lowerLetter", text: "100%%5)", restart: 0},
		{start: 5, format: "decimal", text: "%6", restart: 1},
		{start: 1, format: "bullet", text: "•", restart: inherit},
	}}
}

func TestLabels(t *testing.T) {
	start := func(i, n int) func(*scheme) *list {
		return func(s *scheme) *list {
			l := &list{scheme: s}
			l.start[i] = &n
			return l
		}
	}
	plain := func(s *scheme) *list { return &list{scheme: s} }
	overridden := func(s *scheme) *list {
		l := &list{scheme: s}
		l.override[0] = &listLevel{start: 7, format: "decimal", text: "第%1条", restart: inherit}
		return l
	}
	for _, c := range []struct {
		name  string
		lists []func(*scheme) *list
		steps string // list and level of each paragraph
		want  string
	}{
		{"lower levels start again", []func(*scheme) *list{plain}, "00 01 02 02 01 02 00 01", "一、|（一）|1. |2. |（二）|1. |二、|（一）"},
		{"legal", []func(*scheme) *list{plain}, "00 00 01 02 03 03", "一、|二、|（一）|1. |2.1.1.1|2.1.1.2"},
		{"a skipped level counts as begun", []func(*scheme) *list{plain}, "01 00 01", "（一）|二、|（一）"},
		{"lists of a scheme count together", []func(*scheme) *list{plain, plain}, "00 10 00", "一、|二、|三、"},
		{"a list that starts anew", []func(*scheme) *list{plain, start(0, 1)}, "00 00 10 10 00", "一、|二、|一、|二、|三、"},
		{"its start holds when it starts again", []func(*scheme) *list{start(1, 4)}, "00 01 01 00 01", "一、|（四）|（五）|二、|（四）"},
		{"restarts after the first level only", []func(*scheme) *list{plain}, "00 05 05 01 05 00 05", "一、|5|6|（二）|7|二、|5"},
		{"overridden level", []func(*scheme) *list{overridden}, "00 00", "第7条|第8条"},
		{"never restarts", []func(*scheme) *list{plain}, "00 04 04 00 04", "一、|100%0)|100%a)|二、|100%b)"},
		{"bullets have no number", []func(*scheme) *list{plain}, "06", ""},
		{"no such level", []func(*scheme) *list{plain}, "08", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := sample()
			var lists []*list
			for _, make := range c.lists {
				lists = append(lists, make(s))
			}
			var got []string
			for _, step := range strings.Fields(c.steps) {
				got = append(got, lists[step[0]-'0'].next(int(step[1]-'0')))
			}
			if s := strings.Join(got, "|"); s != c.want {
				t.Errorf("labels %s, want %s", s, c.want)
			}
		})
	}
	if got := (*list)(nil).next(0); got != "" {
		t.Errorf("no list has the label %q", got)
	}
}
