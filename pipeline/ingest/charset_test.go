package ingest

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	utf "golang.org/x/text/encoding/unicode"
)

const simplifiedText = `青山镇卫生院二〇二一年工作小结。一年来，全院职工围绕群众看病这件大事，改进服务，严格管理，圆满完成了年初定下的各项任务。
全年接诊病人六万八千余人次，住院三千二百人次，上门随访老人四千多户。新修门诊楼一栋，添置彩超、心电图机等设备十二台，投入资金三百六十万元。
村里的图书室每周开放五天，孩子们放学后喜欢来这里看书写字。管理员老周把旧书架重新刷了漆，又向县图书馆借来八百册新书。
工会组织女职工到茶园采茶，大家一边劳动一边唱歌，笑声传遍山坡。春节前夕，工会主席带队慰问了二十七名困难职工，送去米面油和慰问金。
团委开展“清洁河道”志愿服务，五十三名青年参加，清理垃圾两吨半。公司党支部坚持每月学习一次，党员轮流讲课，学用结合，效果明显。
存在的不足：一是制度执行还不够严；二是骨干力量偏少，年轻人留不住；三是宣传工作跟不上形势。明年要在这几方面下功夫。
协会走访了四十家企业，收集意见一百零六条，逐条答复。水利站抢修堤坝，连续奋战三昼夜，保住了下游的农田和村庄。
学校食堂实行明厨亮灶，家长可以随时查看。法院巡回审判点设在集市旁边，调解邻里纠纷，方便群众打官司。
消防中队全年出警二百一十九次，抢救被困人员三十四名，开展演练十五场。社区成立了红白理事会，移风易俗，办事从简。
扶贫工作队帮助农户种植花椒、核桃，引进加工厂，人均收入增加一千八百元。交警在路口设立劝导站，提醒骑车的人戴好头盔。
`

const traditionalText = `碧雲鄉圖書館去年完成了館舍整修，增添座位八十個，購入新書三千餘冊。讀者人數比前年多了兩成，兒童閱覽室每逢假日座無虛席。
館員們輪流到學校說故事，孩子們聽得入神，老師和家長都很歡迎。社區婦女會舉辦插花、烘焙、書法等課程，參加者達四百二十人。
漁會協助會員申請補助，辦理講習六場，並且檢查船隻設備，確保出海安全。衛生所為長者量血壓、驗血糖，另外派護理師到府訪視。
去年夏天颱風過境，義消連夜搶救受困民眾，清除倒塌的樹木，讓道路很快恢復通行。感謝各界捐款捐物，善款全數用於重建家園。
工會代表與公司協商三次，調整輪班時間，提高夜班津貼，並增設哺乳室。廟埕前的文化節連續辦了五天，吸引遊客上萬人。
檢討過去，人手不足、經費有限仍是最大的難題；展望來年，我們將爭取補助，培訓志工，把服務做得更細緻、更周到。
學生社團到海邊淨灘，撿回垃圾一噸多，又在圍牆上畫了壁畫。農會推廣有機蔬菜，設立直銷中心，幫助農民增加收入。
`

const englishText = `The river club met twice a month and counted the birds along the water. Members cleaned three miles of path,
planted two hundred trees and told the town council what they had found. The library lent more books than in the year before.
Nurses visited the old people of the valley, and the fire brigade checked every house for smoke alarms. Money was short, but
nobody gave up. Next year the union wants to teach first aid in all its workshops and to open a second room for reading.
`

// encodings are those of the goals, with their names and how to write them.
var encodings = []struct {
	name, text string
	encoding   encoding.Encoding // nil for UTF-8
	mark       string
}{
	{"utf-8", simplifiedText, nil, ""},
	{"utf-8", traditionalText, nil, ""},
	{"utf-8", simplifiedText, nil, "\xEF\xBB\xBF"},
	{"utf-8", englishText, nil, ""},
	{"gb18030", simplifiedText, simplifiedchinese.GB18030, ""},
	{"gb18030", traditionalText, simplifiedchinese.GB18030, ""},
	{"big5", traditionalText, traditionalchinese.Big5, ""},
	{"utf-16le", simplifiedText, utf.UTF16(utf.LittleEndian, utf.IgnoreBOM), ""},
	{"utf-16be", simplifiedText, utf.UTF16(utf.BigEndian, utf.IgnoreBOM), ""},
	{"utf-16le", traditionalText, utf.UTF16(utf.LittleEndian, utf.IgnoreBOM), ""},
	{"utf-16be", traditionalText, utf.UTF16(utf.BigEndian, utf.IgnoreBOM), ""},
	{"utf-16le", englishText, utf.UTF16(utf.LittleEndian, utf.IgnoreBOM), ""},
	{"utf-16be", englishText, utf.UTF16(utf.BigEndian, utf.IgnoreBOM), ""},
	{"utf-16le", simplifiedText, utf.UTF16(utf.LittleEndian, utf.IgnoreBOM), "\xFF\xFE"},
	{"utf-16be", simplifiedText, utf.UTF16(utf.BigEndian, utf.IgnoreBOM), "\xFE\xFF"},
}

func encode(tb testing.TB, e encoding.Encoding, s string) []byte {
	tb.Helper()
	if e == nil {
		return []byte(s)
	}
	data, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// TestDetectAccuracy holds how often the charset of a piece of text is told, by
// the length of the piece.
func TestDetectAccuracy(t *testing.T) {
	for _, goal := range []struct {
		length   int
		accuracy float64
	}{{8, 0.97}, {20, 0.995}, {100, 1}} {
		right, all := 0, 0
		for _, e := range encodings {
			runes := []rune(strings.ReplaceAll(e.text, "\n", ""))
			wrong := ""
			missed := 0
			for i := 0; i+goal.length <= len(runes); i++ {
				piece := string(runes[i : i+goal.length])
				all++
				if got := detect(append([]byte(e.mark), encode(t, e.encoding, piece)...)); got == e.name {
					right++
				} else {
					missed++
					wrong = piece + " as " + got
				}
			}
			if missed > 0 {
				t.Logf("%d characters of %s: %d wrong, such as %s", goal.length, e.name, missed, wrong)
			}
		}
		if accuracy := float64(right) / float64(all); accuracy < goal.accuracy {
			t.Errorf("%d characters: %d of %d right (%.4f), want %.3f", goal.length, right, all, accuracy, goal.accuracy)
		}
	}
}

// TestDecode holds that every charset gives back the text.
func TestDecode(t *testing.T) {
	for _, e := range encodings {
		data := append([]byte(e.mark), encode(t, e.encoding, strings.ReplaceAll(e.text, "\n", "\r\n"))...)
		if got := decode(data, detect(data)); got != e.text {
			t.Errorf("%s: text of %d bytes came back as %d bytes", e.name, len(e.text), len(got))
		}
	}
}

func TestDetect(t *testing.T) {
	gb := func(s string) string { return string(encode(t, simplifiedchinese.GB18030, s)) }
	for _, c := range []struct{ name, data, want string }{
		{"ascii", "Work report of 2020", "utf-8"},
		{"one letter", "a", "utf-8"},
		{"mark only", "\xEF\xBB\xBF", "utf-8"},
		{"windows-1252", "The \x93Best School\x94 title was won in the caf\xe9 \x96 again.", "windows-1252"},
		{"damaged utf-8", simplifiedText[:300] + "\xff\xfe\xfd" + simplifiedText[300:900], "utf-8"},
		{"cut utf-8", simplifiedText[:200], "utf-8"},
		{"damaged gb18030", gb(simplifiedText[:300]) + "\xff\xff" + gb(simplifiedText[300:600]), "gb18030"},
		{"ascii before gb18030", strings.Repeat("x = 1\n", 20_000) + gb("全年完成各项工作任务"), "gb18030"},
		{"page that declares gbk and is utf-8", `<meta charset="gbk">` + simplifiedText, "utf-8"},
		{"page that declares utf-8 and is gbk", `<meta charset="utf-8">` + gb("全年完成各项工作任务,受到群众好评"), "gb18030"},
		{"page that declares what it is", `<html><meta http-equiv="Content-Type" content="text/html; charset=gb2312">` + gb("全年完成各项工作"), "gb18030"},
		{"page in another charset", "<html><meta charset=windows-1251>\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0! \xca\xe0\xea \xe4\xe5\xeb\xe0?</html>", "windows-1251"},
		{"noise", "\x01\x9f\xff\x00\xfe\x02\x88\xc1\x03\xff\xff\x05\x00\x00\x9a\xfd\x11", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := detect([]byte(c.data)); got != c.want {
				t.Errorf("detect(%.60q) = %q, want %q", c.data, got, c.want)
			}
		})
	}
}

func BenchmarkDetect(b *testing.B) {
	data := encode(b, simplifiedchinese.GB18030, strings.Repeat(simplifiedText, 20))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		detect(data)
	}
}
