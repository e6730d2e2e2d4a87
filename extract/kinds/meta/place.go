package meta

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"zongjie/extract/text"
	"zongjie/lexicon"
	"zongjie/lexicon/fold"
	"zongjie/lexicon/numeral"
)

// placeName is one name of a path, that of the file or of a folder around it.
type placeName struct {
	folded string
	folder string // as written; "" for the file itself
	unit   unit   // its name is empty if the name holds none
	years  []int  // that may be the one covered
}

// place reads the path of the document, the file first, then the folders, the
// nearest first. An archive or a mail is as a folder.
func (d *describer) place() []placeName {
	if d.Place.Path == "" {
		return nil
	}
	parts := strings.Split(d.Place.Path, "/")
	slices.Reverse(parts)
	names := make([]placeName, 0, len(parts))
	for i, part := range parts {
		part = strings.ToValidUTF8(part, "\uFFFD")
		stem, archive := strings.CutSuffix(part, "!")
		if i == 0 || archive {
			stem = withoutExtension(stem)
		}
		n := placeName{}
		if i > 0 {
			n.folder = part
		}
		var f fold.Folder
		f.Add(stem)
		n.folded = f.String()
		if name := d.unitIn(n.folded, i > 0); name != "" {
			at := strings.Index(n.folded, name)
			n.unit = unit{name: name, folded: name, source: source{evidence: fromPath, block: -1, folder: n.folder}}
			if m := f.Map(); at >= 0 && strings.IndexFunc(name, text.IsHan) >= 0 {
				n.unit.name = stem[m.Start(at):m.End(at+len(name))]
			}
		}
		n.years = yearsInName(n.folded)
		names = append(names, n)
	}
	return names
}

// pathUnit returns the organisation of the file's name, or of the nearest folder
// that names one.
func pathUnit(names []placeName) unit {
	for _, n := range names {
		if n.unit.name != "" {
			return n.unit
		}
	}
	return unit{}
}

// pathYear returns the year of the file's name, or of the nearest folder that
// names one. A file that names several is of the first, as a title is (2022年总结及
// 2023年计划); a folder that does so holds reports of several years.
func pathYear(names []placeName) when {
	for _, n := range names {
		if len(n.years) == 1 || len(n.years) > 1 && n.folder == "" {
			return when{year: n.years[0], source: source{evidence: fromPath, block: -1, folder: n.folder}}
		}
		if len(n.years) > 1 {
			break
		}
	}
	return when{}
}

// withoutExtension returns a file's name without what says its format.
func withoutExtension(name string) string {
	ext := path.Ext(name)
	if len(ext) < 2 || len(ext) > 6 || len(ext) == len(name) {
		return name
	}
	letter := false
	for _, c := range []byte(ext[1:]) {
		if !text.IsAlnum(c) {
			return name
		}
		letter = letter || !text.IsDigit(c)
	}
	if !letter {
		return name
	}
	return name[:len(name)-len(ext)]
}

func foldName(s string) string { return strings.Join(strings.Fields(fold.String(s)), " ") }

// kindOf returns the kind of organisation that the folded name ends as: the row of
// the lexicon's words for units, "" if there is none.
func (d *describer) kindOf(name string) string {
	class := d.Class("orgsuffix")
	kind := ""
	for i := 0; i < len(name); {
		id, n := d.longest(class, name, i)
		if n > 0 && id != "-" {
			kind = id
		} else if n == 0 {
			_, n = utf8.DecodeRuneInString(name[i:])
		}
		i += n
	}
	return kind
}

// What names of files and folders hold that is no organisation, though a word for
// one may end it. Words of sending name whom a report goes to, not who wrote it.
var (
	sending   = strings.Fields("上报 报送 呈报 呈送 报给 发给 交给 提交 抄送 转发 收到 来自 回收站 下载 浏览器 网盘 云盘 桌面 电脑 个人 用户 微信 钉钉 备份 共享 网站 公众号 百科 文科 理科 工作区 存档区")
	groupings = strings.NewReplacer("民办", "", "公办", "", "私立", "", "公立", "", "所属", "", "重点", "", "示范", "", "普通", "", "其他", "", "其它", "", "社会", "", "中小", "", "事业", "",
		"国有", "", "镇街", "", "县直", "", "市直", "", "区直", "", "省直", "", "城区", "", "农村", "", "乡镇", "", "参会", "", "获奖", "", "先进", "")
	masks = strings.NewReplacer("X", "", "x", "", "*", "", "×", "", "○", "", "〇", "")
	// What may follow the last character of a unit and makes another word of it:
	// 所长, 大学生, 中学部.
	notAfter = "长员化级民人生师部内外里"
	// What files are numbered and labelled with.
	labels = strings.Fields("附件 附表 附 材料 资料 文件 编号 序号 第")
)

// unitIn returns the organisation that the folded name of a file or folder holds,
// or "". It asks for more than a text does, where grammar helps.
func (d *describer) unitIn(s string, folder bool) string {
	if strings.IndexFunc(s, text.IsHan) < 0 {
		return d.latinUnitIn(s)
	}
	if containsAny(s, sending) {
		return ""
	}
	spaced := strings.Map(func(r rune) rune { // of the same length: offsets hold
		if r == '-' || r == '_' {
			return ' '
		}
		return r
	}, s)
	if name := d.hanUnitIn(spaced, folder); name != "" {
		return name
	}
	return d.hanUnitIn(strings.NewReplacer("(", " ", ")", " ").Replace(spaced), folder)
}

// hanUnitIn is unitIn for a Chinese name. A region counts only where there is no
// other unit; as the name of a folder it counts if it is small, since a folder
// 北京市 holds what lies in Beijing.
func (d *describer) hanUnitIn(s string, folder bool) string {
	class, types := d.Class("orgsuffix"), d.Class("doctype")
	region := ""
	for start := 0; start < len(s); {
		end, next := d.run(s, start, types)
		name, kind := d.hanName(unlabelled(s[start:end]), class, true)
		switch {
		case name == "" || !d.ownName(name, class) || strings.ContainsRune(notAfter, after(s[start:end], name)):
		case kind != "area":
			return name
		case region == "" && (!folder || smallRegion(name)):
			region = name
		}
		start = next
	}
	return region
}

// ownName reports whether a name from a path is that of one unit, and not of a
// sort of units (民办幼儿园) or masked throughout (XX小学).
func (d *describer) ownName(name string, class lexicon.Class) bool {
	if utf8.RuneCountInString(name) < 3 || strings.HasPrefix(name, "(") {
		return false
	}
	if strings.HasPrefix(name, "某") {
		return utf8.RuneCountInString(name) > 4
	}
	return specific(d, groupings.Replace(name), class) && !d.sortOnly(masks.Replace(name), class)
}

// sortOnly reports whether name consists of words for units alone.
func (d *describer) sortOnly(name string, class lexicon.Class) bool {
	for len(name) > 0 {
		_, n := d.longest(class, name, 0)
		if n == 0 {
			return false
		}
		name = name[n:]
	}
	return true
}

// after returns what follows name in s, which holds it.
func after(s, name string) rune {
	r, _ := utf8.DecodeRuneInString(s[strings.Index(s, name)+len(name):])
	return r
}

func smallRegion(name string) bool {
	for _, end := range []string{"村", "社区", "街道", "乡", "镇", "小区", "居民区"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// unlabelled returns s without the numbers and labels at its start: 01., 附件2,
// 12月. A number that is part of the name stays (101中学, 第三小学).
func unlabelled(s string) string {
	s = strings.TrimLeft(s, " .、")
	for _, label := range labels {
		rest, ok := strings.CutPrefix(s, label)
		if !ok {
			continue
		}
		n := countDigits(rest)
		if label == "第" { // 第3期, but 第三小学
			if r, size := utf8.DecodeRuneInString(rest[n:]); n > 0 && strings.ContainsRune("期批次号版稿季", r) {
				return unlabelled(rest[n+size:])
			}
			return s
		}
		if n > 0 {
			return unlabelled(rest[n:])
		}
	}
	n := countDigits(s)
	if n == 0 || n == len(s) || n == 3 && s[0] != '0' && strings.HasPrefix(s[n:], "中") {
		return s
	}
	rest := s[n:]
	for _, w := range []string{"月份", "月", "日", "号", "期", "季度"} {
		rest = strings.TrimPrefix(rest, w)
	}
	return unlabelled(rest)
}

func countDigits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }

// latinStarts are words that begin what programs and people name their own
// folders, and no organisation.
var latinStarts = strings.Fields("my our the new old final draft copy microsoft wps libre shared share team home work project test temp other all file files data")

// latinSmall are the words within names that are not written in capitals.
var latinSmall = strings.Fields("of the and for a an")

// latinUnitIn is unitIn for a name in Latin letters. A name in small letters alone
// (en-library-2022) is a label and not how a unit writes itself.
func (d *describer) latinUnitIn(s string) string {
	s = strings.ReplaceAll(s, "_", " ")
	if !strings.Contains(s, " ") {
		s = strings.ReplaceAll(s, "-", " ")
	}
	s = strings.NewReplacer("(", ".", ")", ".", "[", ".", "]", ".", " - ", " . ").Replace(s)
	name := d.latinOrganization(s, true)
	words := strings.Fields(name)
	if len(words) < 2 || contains(latinStarts, words[0]) {
		return ""
	}
	for _, w := range words {
		if !contains(latinSmall, w) && !unicode.IsUpper(rune(w[0])) && !text.IsDigit(w[0]) {
			return ""
		}
	}
	last := words[len(words)-1]
	if id, n := d.longest(d.Class("orgsuffix"), last, 0); (n < len(last) || id == "-") && !strings.Contains(name, " of ") && !abbreviated(name+".") {
		return ""
	}
	return name
}

// counters are what cameras and messengers number files with.
var counters = strings.Fields("img_ img- img dsc dscn scan mvi mmexport screenshot 微信图片 qq图片 截图 扫描")

// yearsInName returns the different years that the folded name of a file or folder
// says to cover, in their order. Not among them are dates of writing (2023-01-05,
// 20230105, 2023.12), several years as one (2018-2022), years of the issue of a
// document ([2023]12号), of a cohort (2023届), and digits in codes.
func yearsInName(s string) []int {
	if !strings.ContainsAny(s, "0123456789〇零○一二") {
		return nil
	}
	low := strings.ReplaceAll(strings.ToLower(s), "二o", "二〇")
	for _, w := range counters {
		if strings.HasPrefix(low, w) {
			return nil
		}
	}
	var years []int
	for i := 0; i < len(low); {
		y, n := nameYearAt(low, i)
		if y != 0 && !slices.Contains(years, y) {
			years = append(years, y)
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(low[i:])
		}
		i += n
	}
	return years
}

// nameYearAt reads what stands at offset i of the lower-case name s as a year, and
// returns it and the length of what it read: 0 and a length where that is no year
// covered.
func nameYearAt(s string, i int) (year, length int) {
	if i > 0 && text.IsDigit(s[i]) && text.IsDigit(s[i-1]) {
		return 0, 0
	}
	if y, n := schoolYear(s, i); n > 0 {
		return y, n
	}
	if text.IsDigit(s[i]) && (i == 0 || s[i-1] != '.') && countDigits(s[i:]) == 2 && strings.HasPrefix(s[i+2:], "年度") && s[i] < '5' {
		return 2000 + int(s[i]-'0')*10 + int(s[i+1]-'0'), 2 + len("年度")
	}
	y, n := yearAt(s, i)
	if y == 0 {
		return 0, 0
	}
	_, digits := numeral.FourDigits(s[i:])
	before, rest := s[:i], s[i+n:]
	switch {
	case n > digits+suffix(s[i+digits:]): // 2018-2019 without a word for school years
		return 0, n
	case severalYears(rest) > 0:
		return 0, n + severalYears(rest)
	case inCode(before, s[i+digits:]) || isDate(rest, strings.HasSuffix(s[i:i+n], "年")):
		return 0, n
	case (strings.HasSuffix(before, "[") || strings.HasSuffix(before, "〔") || strings.HasSuffix(before, "(")) && issued(rest):
		return 0, n
	}
	for _, w := range []string{"届", "级", "版", "款", "号", "字"} {
		if strings.HasPrefix(rest, w) {
			return 0, n
		}
	}
	return y, n
}

// schoolYear reads a school year, which counts as its second year: 2019-2020学年,
// 2019-20学年度, 19-20学年, 2019-2020 academic year.
func schoolYear(s string, i int) (year, length int) {
	first, n := numeral.FourDigits(s[i:])
	if n == 0 && countDigits(s[i:]) == 2 {
		first, n = 2000+int(s[i]-'0')*10+int(s[i+1]-'0'), 2
	}
	if n == 0 || first < 1949 || first > 2100 {
		return 0, 0
	}
	rest := strings.TrimPrefix(s[i+n:], "年")
	after := rest
	for _, dash := range []string{"-", "—", "~", "–", "至", "/", "_"} {
		if after = strings.TrimLeft(strings.TrimPrefix(rest, dash), "—-"); len(after) < len(rest) {
			break
		}
	}
	if len(after) == len(rest) {
		return 0, 0
	}
	second, m := numeral.FourDigits(after)
	if m == 0 && countDigits(after) == 2 {
		second, m = first/100*100+int(after[0]-'0')*10+int(after[1]-'0'), 2
	}
	if m == 0 || second != first+1 {
		return 0, 0
	}
	tail := strings.TrimLeft(after[m:], " _-")
	for _, w := range []string{"学年度", "学年", "school year", "academic year", "年学年"} {
		if t := strings.TrimPrefix(strings.ReplaceAll(tail, "_", " "), w); len(t) < len(tail) {
			return second, len(s) - i - len(t)
		}
	}
	return 0, 0
}

// severalYears returns the length of the rest of a range of years that s begins
// with: -2022, 至2022年.
func severalYears(s string) int {
	for _, dash := range []string{"-", "—", "~", "–", "至", "到"} {
		rest, ok := strings.CutPrefix(s, dash)
		if y, n := numeral.FourDigits(strings.TrimLeft(rest, "—-")); ok && y > 1900 && y < 2200 && countDigits(rest) < 5 {
			return len(s) - len(strings.TrimLeft(rest, "—-")) + n
		}
	}
	return 0
}

// inCode reports whether digits between before and after belong to a word that is
// no name with a year: cd2019ef, but report2019 and 2019v2.
func inCode(before, after string) bool {
	head := before[len(strings.TrimRight(before, "abcdefghijklmnopqrstuvwxyz0123456789")):]
	tail := after[:len(after)-len(strings.TrimLeft(after, "abcdefghijklmnopqrstuvwxyz0123456789"))]
	if len(tail) > 1 && tail[0] == 'v' && countDigits(tail[1:]) == len(tail)-1 {
		tail = ""
	}
	for _, program := range []string{"word", "office", "excel", "wps", "win", "windows", "v"} {
		if head == program || strings.TrimRight(before, " ") != before && strings.HasSuffix(strings.TrimRight(before, " "), program) {
			return true
		}
	}
	if strings.ContainsAny(head+tail, "0123456789") {
		return true
	}
	return head != "" && tail != "" && strings.Trim(head+tail, "abcdef") == ""
}

// isDate reports whether s, which follows a year, goes on to a month or a day as
// dates of writing do: -01-05, .12, 1月5日. A month in words (12月) does not: reports
// cover months.
func isDate(s string, worded bool) bool {
	number := func(s string, most int) (rest string, ok bool) {
		n := countDigits(s)
		if n == 0 || n > 2 {
			return s, false
		}
		v := int(s[n-1] - '0')
		if n == 2 {
			v += 10 * int(s[0]-'0')
		}
		return s[n:], v >= 1 && v <= most
	}
	if worded {
		rest, month := number(strings.TrimLeft(s, " "), 12)
		rest, ok := strings.CutPrefix(rest, "月")
		rest, day := number(rest, 31)
		return month && ok && day && (strings.HasPrefix(rest, "日") || strings.HasPrefix(rest, "号"))
	}
	if s == "" || !strings.ContainsRune(".-/_ ", rune(s[0])) {
		return false
	}
	sep := s[0]
	rest, month := number(s[1:], 12)
	if !month {
		return false
	}
	if rest != "" && rest[0] == sep {
		if _, day := number(rest[1:], 31); day {
			return true
		}
	}
	return (sep == '.' || sep == '-') && (rest == "" || rest[0] != sep)
}

// issued reports whether s, which follows an opening bracket and a year, ends the
// bracket and numbers a document: ]12号.
func issued(s string) bool {
	for _, end := range []string{"]", "〕", ")"} {
		if rest, ok := strings.CutPrefix(s, end); ok {
			n := countDigits(rest)
			return n > 0 && strings.HasPrefix(rest[n:], "号")
		}
	}
	return false
}
