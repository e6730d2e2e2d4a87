package meta_test

import (
	"fmt"
	"strings"
	"testing"

	"zongjie/extract"
	"zongjie/extract/extracttest"
	"zongjie/extract/kinds"
	"zongjie/pipeline/segment"
)

func readAt(t testing.TB, place extract.Place, s string) extract.Result {
	t.Helper()
	engine, err := kinds.Load()
	if err != nil {
		t.Fatal(err)
	}
	doc := extracttest.Blocks(s)
	return engine.ExtractAt(place, doc, segment.Words(doc), segment.Split(doc), nil)
}

// silent says nothing of who and when.
const silent = "工作总结\n一年来各项任务按期完成,群众满意程度持续提高,服务水平稳步提升,干部作风明显好转。"

func TestPathTellsOrganisationAndYear(t *testing.T) {
	for _, c := range []struct {
		path, org string
		year      int
	}{
		{"reports/2023/实验小学.docx", "实验小学", 2023},
		{"reports/实验小学2023年工作总结.docx", "实验小学", 2023},
		{"reports/某县教育局/2019-2020学年/总结.doc", "某县教育局", 2020},
		{"reports/某县教育局/2019-2020学年/实验小学.doc", "实验小学", 2020},
		{"二〇二三年度/青石桥镇人民政府.txt", "青石桥镇人民政府", 2023},
		{"二O二二年/青石桥镇人民政府.txt", "青石桥镇人民政府", 2022},
		{"2023-2024学年/党支部总结.docx", "", 2024},
		{"2019-20学年第一学期/a.docx", "", 2020},
		{"19-20学年/a.docx", "", 2020},
		{"23年度/a.docx", "", 2023},
		{"2023.zip!/实验小学.docx", "实验小学", 2023},
		{"in/柳沟村2021.zip!/材料/总结.docx", "柳沟村", 2021},
		{"in/mail.eml!/柳沟村工作总结２０２１.docx", "柳沟村", 2021},
		{"in/南灣區圖書館二〇一九年度工作計劃.txt", "南灣區圖書館", 2019},
		{"in/01-实验小学-张三-2022.docx", "实验小学", 2022},
		{"in/附件2：柳溪县林业局2018年总结（定稿）.wps", "柳溪县林业局", 2018},
		{"in/（实验小学）2023年工作总结.docx", "实验小学", 2023},
		{"in/【柳溪县林业局】2018总结.docx", "柳溪县林业局", 2018},
		{"in/12月实验小学简报.docx", "实验小学", 0},
		{"in/北京市101中学2020.docx", "北京市101中学", 2020},
		{"in/101中学2020.docx", "101中学", 2020},
		{"in/新xx小学党支部.docx", "新xx小学党支部", 0},
		{"in/柳溪小学（东校区）2020年总结.docx", "柳溪小学（东校区）", 2020},
		{"in/永兴小学王芳2021年述职报告.docx", "永兴小学", 2021},
		{"2023/2022年工作总结及2023年工作计划.docx", "", 2022},
		{"in/红旗中学2021.docx", "红旗中学", 2021},
		{"in/新建小学/总结.docx", "新建小学", 0},
		{"in/新村小学.docx", "新村小学", 0},
		{"in/新华书店.docx", "新华书店", 0},
		{"in/人民小学.docx", "人民小学", 0},
		{"in/柳溪县第一小学.docx", "柳溪县第一小学", 0},
		{"in/柳溪一中2021.docx", "柳溪一中", 2021},
		{"in/新任校长/总结.docx", "", 0},
		{"in/老学校/总结.docx", "", 0},
		{"in/report2019.txt", "", 2019},
		{"in/总结2023v2.docx", "", 2023},
		{"in/2023年3月工作小结.docx", "", 2023},
		{"in/Hillside Primary School 2021 Summary.docx", "Hillside Primary School", 2021},
		{"in/Hillside_Primary_School_2021.docx", "Hillside Primary School", 2021},
		{"in/Hillside-Primary-School-2021.docx", "Hillside Primary School", 2021},
		{"Liuxi County Education Bureau/2020-2021 academic year/final.docx", "Liuxi County Education Bureau", 2021},
		{"in/2019-20 School Year/Party Branch of Hillside Community.docx", "Party Branch of Hillside Community", 2020},
		{"in/Trade Union of Greenfield Foods Co., Ltd 2020.pdf", "Trade Union of Greenfield Foods Co., Ltd", 2020},
		{"in/FY2022/a.pdf", "", 2022},
		// What is no organisation.
		{"新建文件夹/a.docx", "", 0},
		{"附件1/附件1.docx", "", 0},
		{"in/报告(最终版).docx", "", 0},
		{"wechat downloads/a.docx", "", 0},
		{"in/张三.docx", "", 0},
		{"in/张建国所长述职.docx", "", 0},
		{"in/XX小学.docx", "", 0},
		{"in/**学校20**年总结.docx", "", 0},
		{"in/民办幼儿园/总结.docx", "", 0},
		{"in/其他单位/各学校/总结.docx", "", 0},
		{"in/报送柳溪县委组织部/总结.docx", "", 0},
		{"北京市/总结.docx", "", 0},
		{"in/大学生村官/总结.docx", "", 0},
		{"in/小学生.docx", "", 0},
		{"in/下载中心/总结.docx", "", 0},
		{"in/实验小学网站/总结.docx", "", 0},
		{"in/办公室/党支部/总结.docx", "", 0},
		{"in/hillside primary school.docx", "", 0},
		{"in/en-education-bureau.html", "", 0},
		{"My Home/New Folder/Final Report.docx", "", 0},
		{"Microsoft Office/Downloads/a.docx", "", 0},
		// What is no year.
		{"in/20230105.docx", "", 0},
		{"in/总结20230105.docx", "", 0},
		{"in/2023-01-05总结.docx", "", 0},
		{"in/总结2023.12.20.docx", "", 0},
		{"in/2023年1月5日.docx", "", 0},
		{"in/v2023.1/a.docx", "", 0},
		{"2018-2022/总结.docx", "", 0},
		{"2022-2023/总结.docx", "", 0},
		{"2021、2022年/总结.docx", "", 0},
		{"in/柳政发〔2023〕12号.docx", "", 0},
		{"in/2023届毕业生.docx", "", 0},
		{"in/Word2016.docx", "", 0},
		{"in/IMG_2023.docx", "", 0},
		{"in/cd2019ef.docx", "", 0},
		{"in/000_1a2019c7a259b1.txt", "", 0},
		{"in/2000字.docx", "", 0},
		{"in/3000.docx", "", 0},
		{"in/20xx年总结.docx", "", 0},
		{"", "", 0},
	} {
		m := readAt(t, extract.Place{Path: c.path}, silent).Meta
		if m.Organization != c.org || m.Year != c.year {
			t.Errorf("%s: got %q %d, want %q %d", c.path, m.Organization, m.Year, c.org, c.year)
		}
		if want := map[bool]string{true: "path"}[c.org != ""]; m.OrganizationEvidence != want {
			t.Errorf("%s: organisation is from %q, want %q", c.path, m.OrganizationEvidence, want)
		}
		if want := map[bool]string{true: "path"}[c.year != 0]; m.YearEvidence != want {
			t.Errorf("%s: year is from %q, want %q", c.path, m.YearEvidence, want)
		}
	}
}

func TestSourcesHaveAnOrder(t *testing.T) {
	const body = "\n一年来各项任务按期完成,群众满意程度持续提高,服务水平稳步提升,干部作风明显好转。"
	for _, c := range []struct {
		name     string
		place    extract.Place
		text     string
		who      string
		when     string
		warnings string // code: quote
	}{
		{"the title outranks the path", extract.Place{Path: "2022/育才小学.docx"}, "青年路小学2021年工作总结" + body,
			"青年路小学 title", "2021 title", "organization-disagrees: 青年路小学; year-disagrees: 2021年"},
		{"the list outranks the title", extract.Place{Path: "2021/a.docx", Organization: "育才小学", Year: 2020}, "青年路小学2021年工作总结" + body,
			"育才小学 list", "2020 list", "organization-disagrees: 青年路小学; year-disagrees: 2021年"},
		{"a list that says the same is no doubt", extract.Place{Organization: "青年路小学", Year: 2021}, "青年路小学2021年工作总结" + body,
			"青年路小学 list", "2021 list", ""},
		{"a list may tell what is masked", extract.Place{Year: 2020}, "20xx年工作总结" + body, " ", "2020 list", ""},
		{"a path may tell what is masked", extract.Place{Path: "2020/a.docx"}, "20xx年工作总结" + body + "\n2018年3月1日", " ", "2020 path", ""},
		{"the folder of the bureau is no other claim", extract.Place{Path: "柳溪县教育局/a.docx"}, "青年路小学2021年工作总结" + body,
			"青年路小学 title", "2021 title", ""},
		{"the folder of another school is", extract.Place{Path: "育才小学/a.docx"}, "青年路小学2021年工作总结" + body,
			"青年路小学 title", "2021 title", "organization-disagrees: 青年路小学"},
		{"a fuller name is the same", extract.Place{Path: "柳溪县青年路小学党支部.docx"}, "青年路小学2021年工作总结" + body,
			"青年路小学 title", "2021 title", ""},
		{"a short name is the same", extract.Place{Path: "in/柳溪县第一小学.docx"}, "柳溪一小校2021年工作总结\n柳溪一小学" + body,
			"柳溪一小学 text", "2021 title", ""},
		{"names in two languages are not compared", extract.Place{Path: "in/Youth Road Primary School.docx"}, "青年路小学2021年工作总结" + body,
			"青年路小学 title", "2021 title", ""},
		{"a title that a site renewed gives way", extract.Place{}, "青年路小学2024年工作总结\n一、2018年工作回顾\n2018年全校师生齐心协力。" + body,
			"青年路小学 title", "2018 text", "year-disagrees: 2018年"},
		{"a year that stands alone is less than the path", extract.Place{Path: "2020/a.docx"}, "青年路小学工作总结\n根据安排,学校组织开展2019年度优秀学生评选,过程公正,结果公开。" + body,
			"青年路小学 title", "2020 path", ""},
		{"a date is no year covered", extract.Place{Path: "2021/a.docx"}, "青年路小学工作总结" + body + "\n2022年1月8日",
			"青年路小学 title", "2021 path", ""},
		{"a date far off is doubtful", extract.Place{Path: "2018/a.docx"}, "青年路小学工作总结" + body + "\n2022年1月8日",
			"青年路小学 title", "2018 path", "year-disagrees: 2022年"},
		{"a date is better than nothing", extract.Place{Path: "in/a.docx"}, "青年路小学工作总结" + body + "\n2022年1月8日",
			"青年路小学 title", "2022 text", ""},
		{"one of two years of a title is enough", extract.Place{Path: "2023/a.docx"}, "青年路小学2022年工作总结及2023年工作计划" + body,
			"青年路小学 title", "2022 title", ""},
		{"names of one path disagree", extract.Place{Path: "2023/2021年.docx"}, silent, " ", "2021 path", "year-disagrees: "},
		{"a region in the text is not the whole name", extract.Place{Path: "in/柳溪县教育局.docx"}, "工作总结\n2021年,柳溪县各项任务按期完成,群众满意程度持续提高,服务水平稳步提升。",
			"柳溪县教育局 path", "2021 text", ""},
		{"the title of a region is", extract.Place{Path: "in/柳溪县教育局.docx"}, "柳溪县2021年工作总结" + body, "柳溪县 title", "2021 title", ""},
		{"English", extract.Place{Path: "2022/Riverside Primary School.docx"}, "Summary of the Work of Hillside Primary School in 2021\nThe work of the year went on as it should, and most people were content.",
			"Hillside Primary School title", "2021 title", "organization-disagrees: Hillside Primary School; year-disagrees: 2021"},
	} {
		got := readAt(t, c.place, c.text)
		var warnings []string
		for _, w := range got.Warnings {
			quote := ""
			if w.Quote != nil {
				quote = w.Quote.Text
			}
			warnings = append(warnings, w.Code+": "+quote)
		}
		m := got.Meta
		if who := m.Organization + " " + m.OrganizationEvidence; who != c.who {
			t.Errorf("%s: organisation %q, want %q", c.name, who, c.who)
		}
		if when := fmt.Sprint(m.Year, " ", m.YearEvidence); when != c.when {
			t.Errorf("%s: year %q, want %q", c.name, when, c.when)
		}
		if all := strings.Join(warnings, "; "); all != c.warnings {
			t.Errorf("%s: warnings %q, want %q (%v)", c.name, all, c.warnings, got.Warnings)
		}
	}
}

func FuzzPlace(f *testing.F) {
	for _, s := range []string{"2023/实验小学.docx", "2019-20学年/x", "a!/b", "二〇二三", "(1)/〔2023〕12号", "Hillside_School_2021", "二\xff实验小学"} {
		f.Add(s)
	}
	engine, err := kinds.Load()
	if err != nil {
		f.Fatal(err)
	}
	doc := extracttest.Blocks(silent)
	words, segs := segment.Words(doc), segment.Split(doc)
	f.Fuzz(func(t *testing.T, path string) {
		m := engine.ExtractAt(extract.Place{Path: path}, doc, words, segs, nil).Meta
		if m.Year != 0 && (m.Year < 1949 || m.Year > 2100) {
			t.Errorf("%q gives the year %d", path, m.Year)
		}
		if (m.Organization == "") != (m.OrganizationEvidence == "") || (m.Year == 0) != (m.YearEvidence == "") {
			t.Errorf("%q gives %+v", path, m)
		}
	})
}
