package words_test

import (
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/go-ego/gse"

	"zongjie/lexicon/fold"
	"zongjie/lexicon/words"
)

// definition is gse with its whole dictionary.
var definition = sync.OnceValue(func() *gse.Segmenter {
	seg := &gse.Segmenter{SkipLog: true, NotLoadHMM: true}
	if err := seg.LoadDictEmbed("zh_s"); err != nil {
		panic(err)
	}
	return seg
})

func defined(s string) []int {
	var ends []int
	for _, w := range definition().Segment([]byte(s)) {
		ends = append(ends, w.End())
	}
	return ends
}

func compare(t *testing.T, s string) {
	t.Helper()
	if got, want := words.Ends(s), defined(s); !slices.Equal(got, want) {
		t.Errorf("%q ends at %v, gse has %v", s, got, want)
	}
}

// odd are texts in which units, case and bytes matter.
var odd = []string{
	"", "a", "A", "1", "号", " ", "。", "ab cd", "ABC", "4S店", "4s店开业", "a4S店", "1号店2号店", "T恤", "卡拉OK", "卡拉OKAY", "卡拉ok厅",
	"45,388名", "12.5%", "20xx年", "２０２３年", "ｘｘ学校", "第一、二、三期", "①②③", "½杯", "é店", "Ünï中文", "中文Ünï", "дом中",
	"\xff中\xfe文", "中\xe4\xb8", "\xc3", "中文\n英文\r\n", "\t", "𠮷野家", "乒乓球拍卖完了", "研究生命起源", "结婚的和尚未结婚的",
	"委员会员工", "中华人民共和国中央人民政府门户网站", "年年年年年年年年年年", "的的的", "\u200b中\u200b文", "AT&T公司", "c++程序", "e-mail地址",
}

func TestOddTexts(t *testing.T) {
	for _, s := range odd {
		compare(t, s)
	}
}

// TestOwnReports compares on every paragraph of the reports in testdata, as
// written and folded.
func TestOwnReports(t *testing.T) {
	n := 0
	for _, folder := range strings.Split(filepath.Join("..", "..", "testdata", "reports")+","+os.Getenv("ZONGJIE_TEXTS"), ",") {
		if folder == "" {
			continue
		}
		filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Error(err)
			}
			for line := range strings.Lines(strings.ReplaceAll(string(data), "\x00", "")) {
				compare(t, line)
				compare(t, fold.String(line))
				n++
			}
			return nil
		})
	}
	t.Logf("%d paragraphs", n)
}

// TestRandomTexts compares on random rows of words of the dictionary, of their
// characters, of Latin letters and of marks.
func TestRandomTexts(t *testing.T) {
	tokens := definition().Dict.Tokens
	random := rand.New(rand.NewSource(1))
	n := 3000
	if testing.Short() {
		n = 300
	}
	for range n {
		var b strings.Builder
		for range 1 + random.Intn(30) {
			word := tokens[random.Intn(len(tokens))].Text()
			runes := []rune(word)
			switch random.Intn(6) {
			case 0, 1:
				b.WriteString(word)
			case 2:
				b.WriteString(string(runes[random.Intn(len(runes)):]))
			case 3:
				b.WriteString(strings.ToUpper(string(runes[:1+random.Intn(len(runes))])))
			case 4:
				b.WriteRune(runes[random.Intn(len(runes))])
			case 5:
				b.WriteString([]string{" ", ",", "。", "2023", "ok", "X", "é", "%", "\n"}[random.Intn(9)])
			}
		}
		compare(t, b.String())
	}
}

// TestEveryWord compares on every word of the dictionary alone.
func TestEveryWord(t *testing.T) {
	tokens := definition().Dict.Tokens
	step := 1
	if testing.Short() {
		step = 50
	}
	for i := 0; i < len(tokens); i += step {
		compare(t, tokens[i].Text())
	}
}

func FuzzEnds(f *testing.F) {
	for _, s := range odd {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.Contains(s, "\x00") || len(s) > 1<<12 {
			t.Skip()
		}
		compare(t, s)
	})
}

func TestSplit(t *testing.T) {
	for s, want := range map[string]string{
		"":                     "",
		"发展党员3名":               "发展|党员|3|名",
		"Party branch meeting": "Party| |branch| |meeting",
	} {
		if got := strings.Join(words.Split(s), "|"); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	want := words.Ends(odd[len(odd)-10])
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 200 {
				if got := words.Ends(odd[len(odd)-10]); !slices.Equal(got, want) {
					t.Errorf("got %v, want %v", got, want)
				}
			}
		})
	}
	group.Wait()
}

const paragraph = "今年以来，我们围绕中心工作，扎实开展主题教育，组织党员学习12次，发展党员3名，培训干部职工1,045人次，完成投资3.5亿元。"

func BenchmarkEnds(b *testing.B) {
	b.SetBytes(int64(len(paragraph)))
	for b.Loop() {
		words.Ends(paragraph)
	}
}

func BenchmarkGse(b *testing.B) {
	definition()
	b.SetBytes(int64(len(paragraph)))
	for b.Loop() {
		defined(paragraph)
	}
}

// TestPartsOfSpeech compares the parts of speech of all words of the dictionary with
// the tags in it.
func TestPartsOfSpeech(t *testing.T) {
	tags := map[words.Part]string{words.Verb: " v vd vi vq ", words.Adverb: " d ad dg df ", words.Pronoun: " r rr rz rg ", words.Particle: " p c y "}
	seen := map[words.Part]int{}
	for i := range definition().Dict.Tokens {
		w, tag := definition().Dict.Tokens[i].Text(), definition().Dict.Tokens[i].Pos()
		if !words.Known(w) {
			t.Errorf("%q is not known", w)
		}
		want := words.Other
		for part, all := range tags {
			if strings.Contains(all, " "+tag+" ") || part == words.Particle && strings.HasPrefix(tag, "u") {
				want = part
			}
		}
		if got := words.PartOf(w); got != want {
			t.Errorf("%q is tagged %s: got part %d, want %d", w, tag, got, want)
		}
		seen[want]++
	}
	if len(seen) != 5 {
		t.Errorf("parts of speech in the dictionary: %v", seen)
	}
	for _, w := range []string{"", "推动学", "无此词也"} {
		if words.Known(w) || words.PartOf(w) != words.Other {
			t.Errorf("%q is no word", w)
		}
	}
}
