package ingest

import (
	"os"
	"strings"
	"testing"
)

func readFile(t *testing.T, path string) Result {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, path, string(data))
}

func TestText(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"a line is a paragraph", "甲\n乙\n\n丙", "paragraph: 甲\nparagraph: 乙\nparagraph: 丙\n"},
		{"indent and quotation mark stay out", "　　甲\n>乙\n\t丙 ", "paragraph: 甲\nparagraph: 乙\nparagraph: 丙\n"},
		{"closing mark continues", "做到三个一（即：学一次。\n）。任务完成。\n乙", "paragraph: 做到三个一（即：学一次。⏎）。任务完成。\nparagraph: 乙\n"},
		{"open bracket goes on", "学习《\n工会法\n》三次", "paragraph: 学习《⏎工会法⏎》三次\n"},
		{"closing mark after a blank line", "甲\n\n）乙", "paragraph: 甲\nparagraph: ）乙\n"},
		{"decimal point begins a line", "甲\n.5", "paragraph: 甲\nparagraph: .5\n"},
		{"invisible line", "甲\n\u200b\n乙", "paragraph: 甲\nparagraph: 乙\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := show(read(t, "a.txt", c.in).Document); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// fill wraps words at width columns, as a text editor does.
func fill(words []string, width int, indent, space string) string {
	var lines []string
	cur := indent
	for _, w := range words {
		if columns(cur)+columns(space+w) > width {
			lines = append(lines, cur)
			cur = w
			continue
		}
		if cur != "" && cur != indent {
			cur += space
		}
		cur += w
	}
	return strings.Join(append(lines, cur), "\n")
}

func TestWrapped(t *testing.T) {
	english := strings.Fields(strings.ReplaceAll(englishText, "\n", " "))
	chinese := strings.Split(strings.ReplaceAll(simplifiedText[:1500], "\n", ""), "")
	for _, c := range []struct {
		name, in string
		blocks   int
	}{
		{"english with blank lines", fill(english, 72, "", " ") + "\n\n" + fill(english, 72, "", " "), 2},
		{"english with indents", fill(english, 70, "    ", " ") + "\n" + fill(english, 70, "    ", " "), 2},
		{"chinese with indents", fill(chinese, 76, "　　", "") + "\n" + fill(chinese, 76, "　　", ""), 2},
		{"ragged chinese", strings.Join([]string{"柳沟村2021年工作总结", "一、支部建设", "全村共 128 户 402 人，其中党员 32 名，预备党员 2 名。一年来支部",
			"召开党员大会 4 次，上党课 4 次，开展“三亮”活动 12 次，受到镇党", "委表扬。村里先后荣获先进基层党组织、文明村、平安村、美丽乡村示", "范村等称号。",
			"二、富民增收", "争取资金 320 万元，新修道路 3.5 公里，惠及 3 个村民小组；新建果", "园 200 亩，栽种苹果树 6000 株，举办果树修剪培训班 3 期，培训",
			"180 人次。发展生猪养殖户 12 户，全年出栏生猪 2400 头，户均增收", "1.6 万元，比上年增加 0.3 万元，群众收入明显提高，生活越来越好", "了。"}, "\n"), 5},
		{"numbered items", "1. " + fill(english, 72, "", " ") + "\n2. " + fill(english, 72, "", " "), 0},
		{"a line a paragraph", simplifiedText, strings.Count(simplifiedText, "\n")},
		{"short lines", strings.Repeat("甲乙丙丁\n", 30), 30},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := read(t, "a.txt", c.in)
			if c.blocks > 0 && len(r.Document.Blocks) != c.blocks {
				t.Errorf("%d blocks, want %d:\n%s", len(r.Document.Blocks), c.blocks, show(r.Document))
			}
			if c.blocks == 0 && !strings.Contains(show(r.Document), "\nparagraph: 2. ") {
				t.Errorf("the second item begins no block:\n%s", show(r.Document))
			}
		})
	}
}

func TestLabelled(t *testing.T) {
	for s, want := range map[string]bool{
		"一、学习": true, "（一）学习": true, "1.学习": true, "2) study": true, "第三章 管理": true, "①学习": true, "- item": true, "IV. Work": true, "a. Work": true,
		"学习": false, "In 2020": false, "we met": false, "五星支部": false, "2020年": false, "（含预备党员）": false,
	} {
		if got := labelled(s); got != want {
			t.Errorf("labelled(%q) = %v", s, got)
		}
	}
}

// TestLastLineOfOneCharacter: a text wrapped by hand may end in a line that
// holds nothing but one character.
func TestLastLineOfOneCharacter(t *testing.T) {
	long := strings.Repeat("全年工作有序推进", 5)
	r := Read("a.txt", []byte(long+"\n"+long+"\n中"))
	if r.Document == nil || !strings.HasSuffix(r.Document.Raw, "中") {
		t.Errorf("got %+v, want the last line read", r)
	}
}
