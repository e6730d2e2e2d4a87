package fold

import (
	"testing"
	"unicode/utf8"
)

func TestString(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"ascii stays", "Party members: 1,045 (7%)", "Party members: 1,045 (7%)"},
		{"full-width forms", "（１２％）；Ａ：ｂ！？", "(12%);A:b!?"},
		{"full stop and enumeration comma stay", "学习、宣传。", "学习、宣传。"},
		{"spaces", "a\u3000b\u00a0c\td\u2003e", "a b c d e"},
		{"line end stays", "一\n二", "一\n二"},
		{"quotes", "「上」『下』‘里’“外”", "“上”“下”'里'“外”"},
		{"traditional", "黨員會議紀錄", "党员会议纪录"},
		{"invisible", "党\u200b员\ufeff\u00ad", "党员"},
		{"control characters", "a\x00b\x7fc", "abc"},
		{"roman numerals", "Ⅳⅻ", "IVxii"},
		{"bracketed numerals", "㈠⑵⒊", "(一)(2)3."},
		{"circled numerals stay", "①㊀", "①㊀"},
		{"ligature", "oﬃce", "office"},
		{"radical", "⼈⽅", "人方"},
		{"compatibility ideograph", "\uf98e", "年"},
		{"hyphens", "1‐2−3", "1-2-3"},
		{"readings", "團(tuán)支部（bù）有學(xué)生12名", "团支部有学生12名"},
		{"what is no reading stays", "党(dang)员(mù lù)(è)á(a)(xué", "党(dang)员(mù lù)(è)á(a)(xué"},
		{"case stays", "CPC Party", "CPC Party"},
		{"replacement character stays", "党\ufffd员", "党\ufffd员"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := String(c.in); got != c.want {
				t.Errorf("String(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

// TestMap holds the way back of every piece of folded text.
func TestMap(t *testing.T) {
	for _, c := range []struct{ raw, folded, want string }{
		{"共有党员３２人", "32", "３２"},
		{"共有党员３２人", "党员", "党员"},
		{"（一）黨的建設", "党的建设", "黨的建設"},
		{"\u200b党\u200b员\u200b", "党员", "党\u200b员"},
		{"第Ⅻ届会议", "XII", "Ⅻ"},
		{"第Ⅻ届会议", "届", "届"},
		{"㈠思想", "(一)", "㈠"},
		{"㈠思想", "思想", "思想"},
		{"　　「三亮」活動", "“三亮”活动", "「三亮」活動"},
		{"學(xué)校現(xiàn)有", "学校现有", "學(xué)校現(xiàn)有"},
		{"辦學(xué)、校", "办学", "辦學"},
		{"（一）學(xué)(xiào)校\u200b（xiào）「團(tuán)」會", "“团”会", "「團(tuán)」會"},
		{"（一）學(xué)(xiào)校\u200b（xiào）「團(tuán)」會", "一)学校", "一）學(xué)(xiào)校"},
		{"辦學(xué)、校", "校", "校"},
		{"abc", "b", "b"},
	} {
		t.Run(c.raw+"/"+c.folded, func(t *testing.T) {
			var f Folder
			f.Add(c.raw)
			start := indexOf(f.String(), c.folded)
			if start < 0 {
				t.Fatalf("%q is not in %q", c.folded, f.String())
			}
			m := f.Map()
			if got := c.raw[m.Start(start):m.End(start+len(c.folded))]; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func indexOf(s, sub string) int {
	for i := 0; i+len(sub) <= len(s); i++ {
		if s[i:i+len(sub)] == sub {
			return i
		}
	}
	return -1
}

// TestPieces holds that folding piece by piece is folding the whole.
func TestPieces(t *testing.T) {
	const raw = "（一）黨員\u200b３２名「先進」。\n\u3000Party members"
	var whole, pieces Folder
	whole.Add(raw)
	for _, r := range raw {
		pieces.Add(string(r))
	}
	if whole.String() != pieces.String() {
		t.Fatalf("pieces give %q, the whole %q", pieces.String(), whole.String())
	}
	for i := range whole.Len() + 1 {
		a, b := whole.Map(), pieces.Map()
		if a.Start(i) != b.Start(i) || a.End(i) != b.End(i) {
			t.Fatalf("at %d pieces lead to %d, %d, the whole to %d, %d", i, b.Start(i), b.End(i), a.Start(i), a.End(i))
		}
	}
}

// TestReadingsOfPieces holds that a reading is dropped whatever piece it is in, and
// that the way back stays right.
func TestReadingsOfPieces(t *testing.T) {
	pieces := []string{"（一）辦學(xué)", "(xiào)的「團(tuán)」\n", "３個(gè)月(yuè)", "，共12名。"}
	var f Folder
	var raw string
	for _, p := range pieces {
		f.Add(p)
		raw += p
	}
	const want = "(一)办学的“团”\n3个月,共12名。"
	if f.String() != want {
		t.Fatalf("got %q, want %q", f.String(), want)
	}
	m := f.Map()
	for folded, back := range map[string]string{"(一)": "（一）", "办学": "辦學", "“团”": "「團(tuán)」", "3个月": "３個(gè)月", ",共12名": "，共12名"} {
		at := indexOf(want, folded)
		if got := raw[m.Start(at):m.End(at+len(folded))]; got != back {
			t.Errorf("%q leads to %q, want %q", folded, got, back)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "Party members: 32", "（一）黨員３２名", "\u200b㈠Ⅻ\ufeff", "「三亮」\u3000\n\r\tﬃ", "\x00\x7f\u0085", "\ufffd", "豈⼈￥〝〞", "𠀀\U0002f800"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		if !utf8.ValidString(raw) {
			t.Skip("the contract asks for UTF-8")
		}
		var folder Folder
		folder.Add(raw)
		folded, m := folder.String(), folder.Map()
		if !utf8.ValidString(folded) {
			t.Fatalf("folded text %q is not UTF-8", folded)
		}
		if again := String(folded); again != folded {
			t.Errorf("not idempotent: %q, then %q", folded, again)
		}
		if s := String(raw); s != folded {
			t.Errorf("String gives %q, Folder %q", s, folded)
		}
		start, end := 0, 0
		for i := range len(folded) + 1 {
			s, e := m.Start(i), m.End(i)
			if s < start || e < end {
				t.Fatalf("at %d the way back goes backwards: %d after %d, %d after %d", i, s, start, e, end)
			}
			if s > len(raw) || e > len(raw) {
				t.Fatalf("at %d the way back leaves the text: %d, %d of %d", i, s, e, len(raw))
			}
			start, end = s, e
		}
		wayBack(t, raw, folded, m)
	})
}

// wayBack checks that each rune of folded comes from the raw runes that the
// map names: folding those gives a text that holds it.
func wayBack(t *testing.T, raw, folded string, m Map) {
	t.Helper()
	for i := 0; i < len(folded); {
		_, size := utf8.DecodeRuneInString(folded[i:])
		s, e := m.Start(i), m.End(i+size)
		if s >= e || !utf8.RuneStart(raw[s]) || e < len(raw) && !utf8.RuneStart(raw[e]) {
			t.Fatalf("%q at %d leads to bytes %d to %d of %q", folded[i:i+size], i, s, e, raw)
		}
		if indexOf(String(raw[s:e]), folded[i:i+size]) < 0 {
			t.Fatalf("%q at %d leads to %q", folded[i:i+size], i, raw[s:e])
		}
		i += size
	}
}

// TestEveryRune holds idempotence and the way back for all of Unicode.
func TestEveryRune(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		var f Folder
		f.Add("党" + string(r) + "员")
		folded, m := f.String(), f.Map()
		if again := String(folded); again != folded {
			t.Errorf("%U: not idempotent: %q, then %q", r, folded, again)
		}
		wayBack(t, "党"+string(r)+"员", folded, m)
	}
}
