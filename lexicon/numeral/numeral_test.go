package numeral

import (
	"fmt"
	"testing"

	"zongjie/lexicon/fold"
)

// show writes what was read of s: the text, its value, and its marks.
func show(s string) string {
	n, length := Prefix(s)
	if length == 0 {
		return ""
	}
	out := s[:length] + " " + n.Value.String()
	if n.IsRange() {
		out += "-" + n.Max.String()
	}
	if n.Percent {
		out += "%"
	}
	if n.AtLeast {
		out += "+"
	}
	if n.Approx {
		out += "~"
	}
	if n.Form > English {
		out = s[:length] + [...]string{Ordinal: " ordinal", Vague: " vague", Code: " code"}[n.Form]
	}
	return out
}

func TestPrefix(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		// digits
		{"45,388名", "45,388 45388"},
		{"1137 party members", "1137 1137"},
		{"１２人", "12 12"},
		{"3.5万", "3.5万 35000"},
		{"3.5 万元", "3.5 万 35000"},
		{"４ ９ ２ ５ ０ 万吨", "4 9 2 5 0 code"},
		{"6 8 7万人", "6 8 7 code"},
		{"１ ７ ．５ 万人", "1 7 .5 code"},
		{"5 .4 %", "5 .4 code"},
		{"3 5.2万", "3 5 code"},
		{"3 45名", "3 3"},
		{"3 名", "3 3"},
		{"1.2亿元", "1.2亿 120000000"},
		{"1亿2000万元", "1亿2000万 120000000"},
		{"3万5千人", "3万5千 35000"},
		{"12万余册", "12万余 120000+"},
		{"20多万字", "20多万 200000+"},
		{"2.3千万元", "2.3千万 23000000"},
		{"1,268.5万元", "1,268.5万 12685000"},
		{"20多名", "20多 20+"},
		{"20 多名", "20 多 20+"},
		{"20 余元", "20 余 20+"},
		{"20 多媒体教室", "20 20"},
		{"118余件", "118余 118+"},
		{"40+ enterprises", "40+ 40+"},
		{"5+2", "5 5"},
		{"2,300-odd volunteers", "2,300-odd 2300+"},
		{"20多媒体教室", "20 20"},
		{"3 million yuan", "3 million 3000000"},
		{"3.2 billion", "3.2 billion 3200000000"},
		{"1.5 thousand", "1.5 thousand 1500"},
		{"1.2 hundred million yuan", "1.2 hundred million 120000000"},
		{"30,000 pieces", "30,000 30000"},
		{"30 000 pieces", "30 000 30000"},
		{"63 200元", "63 200 63200"},
		{"1 150.5万元", "1 150.5万 11505000"},
		{"1 204 388人", "1 204 388 1204388"},
		{"1 150 2 300", "1 1"},
		{"2019 100", "2019 2019"},
		{"12 4567", "12 12"},
		{"26.4千米", "26.4 26.4"},
		{"10千伏线路", "10 10"},
		{"3.5万千瓦", "3.5万 35000"},
		{"1,2,3", "1 1"},
		{"0.50", "0.50 0.5"},
		{"0项", "0 0"},
		{"2 dozen eggs", "2 dozen 24"},
		// percentages
		{"95%以上", "95% 95%"},
		{"95.5％", "95.5% 95.5%"},
		{"3‰", "3‰ 3%"},
		{"百分之九十五", "百分之九十五 95%"},
		{"百分之九十八点六", "百分之九十八点六 98.6%"},
		{"百分之85", "百分之85 85%"},
		{"百分之百", "百分之百 100%"},
		{"9.5成", "9.5成 95%"},
		{"九成以上", "九成 90%"},
		{"八成五", "八成五 85%"},
		{"七到八成", "七到八成 70-80%"},
		{"一成半", "一成半 15%"},
		{"三成员", "三 3"},
		{"2.9个百分点", "2.9个百分点 2.9%"},
		{"3个百分点至97%", "3个百分点 3%"},
		{"52个基点", "52个基点 52%"},
		{"20bp左右", "20bp 20%"},
		{"6 thousandths", "6 thousandths 6%"},
		{"95℅以上", "95℅ 95%"},
		{"一百分钟", "一百 100"},
		{"21 percent of", "21 percent 21%"},
		{"9 per cent", "9 per cent 9%"},
		{"three percentage points", "three percentage points 3%"},
		{"四点三个百分点", "四点三个百分点 4.3%"},
		{"三点五万元", "三点五万 35000"},
		{"四点半", "四 4"},
		{"11万多元", "11万多 110000+"},
		{"五多元化", "五 5"},
		{"91% to 96.2%", "91% 91%"},
		{"三分之二以上", "三分之二 vague"},
		// Chinese
		{"一百二十三名", "一百二十三 123"},
		{"三百二十余万元", "三百二十余万 3200000+"},
		{"两千三百零五", "两千三百零五 2305"},
		{"两千三", "两千三 2300"},
		{"三万五", "三万五 35000"},
		{"一万二千一百餘人", "一万二千一百余 12100+"},
		{"一万零五十", "一万零五十 10050"},
		{"五千一百九十一元", "五千一百九十一 5191"},
		{"三千二百万", "三千二百万 32000000"},
		{"一亿三千万", "一亿三千万 130000000"},
		{"廿三名", "廿三 23"},
		{"卅人", "卅 30"},
		{"壹佰贰拾叁元", "壹佰贰拾叁 123"},
		{"十五六人", "十五六 15-16"},
		{"三四十人", "三四十 30-40"},
		{"二三百人", "二三百 200-300"},
		{"两三次", "两三 2-3"},
		{"十余次", "十余 10+"},
		{"十来个", "十来 10~"},
		{"十几名", "十几 10+"},
		{"四千三百多人", "四千三百多 4300+"},
		{"百名", "百 100"},
		{"近万", ""},
		{"十", "十 10"},
		{"二〇二一年", "二〇二一 code"},
		{"二零二一年", "二零二一 code"},
		{"五四精神", "五四 code"},
		{"三多一少", "三 3"},
		{"两会", "两 2"},
		{"零事故", "零 0"},
		// ranges
		{"1-2次", "1-2 1-2"},
		{"1～2次", "1~2 1-2"},
		{"3至5个", "3至5 3-5"},
		{"三到五个", "三到五 3-5"},
		{"三至四天", "三至四 3-4"},
		{"20-30万元", "20-30万 200000-300000"},
		{"10%-20%", "10%-20% 10-20%"},
		{"10-15%", "10-15% 10-15%"},
		{"3 to 5 schools", "3 to 5 3-5"},
		{"25 to 30 apprentices", "25 to 30 25-30"},
		{"3 to 5 million", "3 to 5 million 3000000-5000000"},
		{"30,000 to 50,000 yuan", "30,000 to 50,000 30000-50000"},
		{"between 3 and 5 teachers", "between 3 and 5 3-5"},
		{"two or three times", "two or three 2-3"},
		{"two to three", "two to three 2-3"},
		{"12-1", "12 12"},
		// vague
		{"数十人", "数十 vague"},
		{"几十名", "几十 vague"},
		{"上百人", "上百 vague"},
		{"上百分之九十", ""},
		{"半数以上", "半数 vague"},
		{"dozens of", "dozens vague"},
		{"several hundred people", "several hundred vague"},
		{"a few days", "a few vague"},
		// English
		{"one hundred and fourteen schools", "one hundred and fourteen 114"},
		{"three thousand two hundred and five", "three thousand two hundred and five 3205"},
		{"Twelve teachers", "Twelve 12"},
		{"twenty-one", "twenty-one 21"},
		{"a hundred people", "a hundred 100"},
		{"half a million yuan", "half a million 500000"},
		{"half of them", "half vague"},
		{"one party member", "one 1"},
		{"two three", "two 2"},
		{"Once a month", "Once 1"},
		{"twice a year", "twice 2"},
		{"ten thousand homes", "ten thousand 10000"},
		{"oneself", ""},
		{"hundred", ""},
		{"a member", ""},
		// ordinals and codes
		{"1st", "1st ordinal"},
		{"60th anniversary", "60th ordinal"},
		{"third session", "third ordinal"},
		{"twenty-first century", "twenty-first ordinal"},
		{"0371-88886666", "0371 code"},
		{"2.3.1", "2.3.1 code"},
		{"12345678901234567890", "12345678901234567890 code"},
	} {
		if got := show(fold.String(c.in)); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestDecimal(t *testing.T) {
	for _, c := range []struct {
		d    Decimal
		want string
	}{
		{Decimal{0, 0}, "0"}, {Decimal{5, 1}, "0.5"}, {Decimal{1500, 2}, "15"}, {Decimal{-25, 1}, "-2.5"}, {Decimal{7, 3}, "0.007"},
	} {
		if got := c.d.String(); got != c.want {
			t.Errorf("%v: got %s, want %s", c.d, got, c.want)
		}
	}
	if _, ok := Int(1e15).times(1e8); ok {
		t.Error("a product that does not fit was accepted")
	}
	if sum, ok := (Decimal{5, 1}).plus(Decimal{25, 2}); !ok || sum.String() != "0.75" {
		t.Errorf("0.5 + 0.25 is %s", sum)
	}
}

func FuzzPrefix(f *testing.F) {
	for _, s := range []string{"45,388", "3.5万余", "三百二十余万元", "十五六", "10%-20%", "3 to 5 million", "half a million", "between 3 and 5%",
		"一亿三千万零五", "百分之九十八点六", "八成五", "1亿2000万", "two hundred and three", "60th", "99999999999999999999", "零零七", "数以百计", "a", "上百分"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, length := Prefix(s)
		if length < 0 || length > len(s) {
			t.Fatalf("%q: length %d", s, length)
		}
		if length == 0 {
			return
		}
		if n.Value.Coef < 0 || n.Max.Coef < 0 {
			t.Fatalf("%q: %v is negative", s, n)
		}
		if n.Max.less(n.Value) {
			t.Fatalf("%q: %s is more than %s", s, n.Value, n.Max)
		}
	})
}

func BenchmarkPrefix(b *testing.B) {
	text := fold.String("全年共召开党员大会12次,组织培训三百二十余人,走访慰问困难群众,发放资金3.5万元。The union held twelve meetings this year. ")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		for i := range text {
			_, length := Prefix(text[i:])
			sink += length
		}
	}
}

var sink int

func ExamplePrefix() {
	n, length := Prefix("三百二十余万元")
	fmt.Println(n.Value, n.AtLeast, length)
	// Output: 3200000 true 18
}

// TestBeginsChinese: no character is passed over that a Chinese number begins
// with, alone or before others.
func TestBeginsChinese(t *testing.T) {
	for r := rune(0x800); r < 1<<16; r++ {
		if beginsChinese[r>>6]>>(r&63)&1 == 1 || r >= 0xD800 && r < 0xE000 {
			continue
		}
		for _, rest := range []string{"", "一", "十", "百", "万", "个", "半", "分之一", "5", "多", "，"} {
			if n, length := chinese(string(r) + rest); length > 0 {
				t.Errorf("chinese(%q) = %v, %d", string(r)+rest, n, length)
			}
		}
	}
}

func TestYear(t *testing.T) {
	for _, c := range []struct {
		text         string
		year, length int
	}{
		{"2019", 2019, 4}, {"2019年", 2019, 4}, {"二〇一九年", 2019, 12}, {"20190", 2019, 4}, {"1948", 0, 0}, {"1949", 1949, 4}, {"2101", 0, 0}, {"219年", 0, 0}, {"", 0, 0},
	} {
		if year, length := Year(c.text, 1949, 2100); year != c.year || length != c.length {
			t.Errorf("%q is the year %d of %d bytes, want %d of %d", c.text, year, length, c.year, c.length)
		}
	}
}
