package export

import (
	"strings"

	"zongjie/extract"
)

// Type says what the cells of a column hold. A cell is a string in every case;
// "" stands for what is not stated.
type Type uint8

// The types of columns.
const (
	Text    Type = iota
	Term         // a text from a short list of words
	Integer      // decimal digits, perhaps after a minus sign
	Number       // decimal digits with at most one point, exact
	Time         // RFC 3339
)

// String returns the type as the tables that explain the columns name it.
func (t Type) String() string { return [...]string{"text", "term", "integer", "number", "time"}[t] }

// Column is one column of a table.
type Column struct {
	Name   string
	Type   Type
	EN, ZH string // what its cells are
	Always bool   // it is stated in every row
	// Of is the column of the table reports that this one repeats beside every
	// fact; "" if it is the table's own.
	Of string
}

// Table is one table of an export, whatever the format.
type Table struct {
	Name    string
	EN, ZH  string // what a row is
	Columns []Column
	Key     []string // columns that no two rows have in common
	Reports bool     // its column report_path leads to the table reports
}

// Index returns the place of the column named name, or -1.
func (t *Table) Index(name string) int {
	for i := range t.Columns {
		if t.Columns[i].Name == name {
			return i
		}
	}
	return -1
}

// The names of the tables that do not belong to a kind, and of columns that
// are looked for by name.
const (
	tableReports  = "reports"
	tableWarnings = "warnings"
	tableFailures = "failures"
	tableWide     = "wide"
	tableCells    = "wide_cells"

	columnPath  = "report_path"
	columnID    = "report_id"
	columnRules = "rules"
	// RowHash is the last column of every long table; see hashOf.
	RowHash = "row_hash"
)

// tables are the tables of one export, in the order in which they are shown.
type tables struct {
	reports, warnings, failures *Table
	kinds                       []*Table // as Store.Kinds
	wide                        *Table   // nil until its columns are known, behind the last report
	cells                       *Table
}

// newTables describes the tables for kinds.
func newTables(kinds []*extract.Kind) *tables {
	t := &tables{
		reports:  reportsTable(kinds),
		warnings: warningsTable(),
		failures: failuresTable(),
		cells:    cellsTable(),
	}
	for _, k := range kinds {
		t.kinds = append(t.kinds, kindTable(k))
	}
	return t
}

// all returns the tables in the order in which they are shown.
func (t *tables) all() []*Table {
	all := append([]*Table{t.reports}, t.kinds...)
	all = append(all, t.warnings, t.failures)
	if t.wide != nil {
		all = append(all, t.wide)
	}
	return append(all, t.cells)
}

var (
	pathColumn = Column{Name: columnPath, Always: true,
		EN: "path of the report: the name of the folder given, then the path in it; a member of an archive as a.zip!/b.docx",
		ZH: "报告路径：所给文件夹名加其中的路径；压缩包内的文件写作 a.zip!/b.docx"}
	idColumn = Column{Name: columnID,
		EN: "SHA-256 of the bytes of the file", ZH: "文件字节的SHA-256"}
	rulesColumn = Column{Name: columnRules, Type: Term,
		EN: "version of all rules and words", ZH: "全部规则和词表的版本"}
	hashColumn = Column{Name: RowHash, Always: true,
		EN: "checks the row: h and the first 16 hexadecimal digits of the SHA-256 of the other cells, joined by U+001F",
		ZH: "行校验：字母h加其余各单元格以U+001F连接后SHA-256的前16位十六进制"}
	ordinalColumn = Column{Name: "ordinal", Type: Integer, Always: true,
		EN: "number of the row among those of its report, from 1", ZH: "在该报告同类中的序号，从1起"}
)

// of returns columns as repeated beside facts.
func of(columns ...Column) []Column {
	for i := range columns {
		columns[i].Of = columns[i].Name
		if !strings.HasPrefix(columns[i].Name, "report_") {
			columns[i].Name = "report_" + columns[i].Name
		}
	}
	return columns
}

var (
	titleColumn = Column{Name: "title", EN: "title of the report", ZH: "报告标题"}
	orgColumn   = Column{Name: "organization", EN: "the reporting unit, as the report names it", ZH: "报告单位，照原文"}
	unitColumn  = Column{Name: "organization_id",
		EN: "the name under which reports are grouped: the resolved one, otherwise as the report names it",
		ZH: "归并后的单位名称，未归并时同原文"}
	statusColumn = Column{Name: "status", Type: Term, Always: true,
		EN: "ok, partial, encrypted, unsupported, corrupt or limit", ZH: "读取结果：ok完整、partial部分、encrypted加密、unsupported不支持、corrupt损坏、limit超限"}
	yearColumn = Column{Name: "year", Type: Integer, EN: "the year that the report covers", ZH: "报告所述年份"}
)

var evidenceColumns = []Column{
	{Name: "quote", EN: "the words that state it, exactly as written", ZH: "出处原文，一字不改"},
	{Name: "sentence", EN: "the sentence around the quote", ZH: "引文所在的句子"},
	{Name: "line", Type: Integer, EN: "line of the text on which the quote starts, from 1", ZH: "引文起始行，从1起"},
	{Name: "page", Type: Integer, EN: "page, from 1, where the format has pages", ZH: "页码，从1起，仅限分页格式"},
	{Name: "start", Type: Integer, EN: "where the quote starts in the text, in Unicode code points from 0", ZH: "引文在全文中的起点，按Unicode码点，从0起"},
	{Name: "end", Type: Integer, EN: "where the quote ends, exclusive", ZH: "引文终点（不含）"},
}

func kindTable(k *extract.Kind) *Table {
	t := &Table{Name: k.Plural, EN: k.Doc, ZH: k.DocZH, Key: []string{columnPath, ordinalColumn.Name}, Reports: true}
	t.Columns = of(pathColumn, idColumn, titleColumn, orgColumn, unitColumn, yearColumn)
	t.Columns = append(t.Columns, ordinalColumn)
	for _, f := range k.Fields {
		t.Columns = append(t.Columns, Column{Name: f.Name, Type: typeOf(f.Type), EN: f.Doc, ZH: f.DocZH})
	}
	t.Columns = append(t.Columns, Column{Name: "section", EN: "labels of the headings above it, outermost first, with > between them", ZH: "上级标题的编号，由外到内，以 > 分隔"})
	t.Columns = append(t.Columns, evidenceColumns...)
	rules := rulesColumn
	rules.Of = rules.Name
	t.Columns = append(t.Columns, Column{Name: "rule", Type: Term, Always: true, EN: "the rule that found it", ZH: "找到它的规则"}, rules, hashColumn)
	return t
}

func typeOf(t extract.Type) Type {
	switch t {
	case extract.TypeInt:
		return Integer
	case extract.TypeNumber:
		return Number
	case extract.TypeTerm:
		return Term
	}
	return Text
}

func warningsTable() *Table {
	t := &Table{Name: tableWarnings, Key: []string{columnPath, ordinalColumn.Name}, Reports: true,
		EN: "What an auditor should know of a report.", ZH: "审核时应留意的问题。"}
	t.Columns = append(of(pathColumn, idColumn), ordinalColumn,
		Column{Name: "code", Type: Term, Always: true, EN: "what kind of warning it is", ZH: "问题代码"},
		Column{Name: "message", EN: "what the warning says", ZH: "问题说明"})
	t.Columns = append(append(t.Columns, evidenceColumns...), hashColumn)
	return t
}

func failuresTable() *Table {
	return &Table{Name: tableFailures, Key: []string{columnPath}, Reports: true,
		EN: "A file that could not be read in full.", ZH: "未能完整读取的文件。",
		Columns: append(of(pathColumn, idColumn), statusColumn,
			Column{Name: "stage", Type: Term, EN: "at which step it failed", ZH: "出错环节"},
			Column{Name: "message", EN: "what happened", ZH: "出错原因"},
			Column{Name: "advice", EN: "what to do", ZH: "处理建议"},
			hashColumn)}
}

func reportsTable(kinds []*extract.Kind) *Table {
	t := &Table{Name: tableReports, Key: []string{columnPath}, EN: "A report: one file.", ZH: "一份报告，即一个文件。"}
	t.Columns = []Column{pathColumn, idColumn, statusColumn, titleColumn,
		Column{Name: "doc_type", Type: Term, EN: "summary, plan, report, deeds or other", ZH: "文种：summary总结、plan计划、report报告、deeds事迹、other其他"},
		Column{Name: "language", Type: Term, EN: "zh, en or mixed", ZH: "语言：zh中文、en英文、mixed混合"},
		Column{Name: "share_zh", Type: Integer, Always: true, EN: "percentage of the letters that is Chinese", ZH: "中文所占百分比"},
		Column{Name: "share_en", Type: Integer, Always: true, EN: "percentage of the letters that is English", ZH: "英文所占百分比"},
		Column{Name: "share_other", Type: Integer, Always: true, EN: "percentage of the letters that is neither", ZH: "其他文字所占百分比"},
		orgColumn, unitColumn,
		Column{Name: "organization_evidence", Type: Term, EN: "from what the organization is known: title, text, path or list", ZH: "单位的依据：title标题、text正文、path路径、list清单"},
		yearColumn,
		Column{Name: "year_evidence", Type: Term, EN: "from what the year is known: title, text, path or list", ZH: "年份的依据：title标题、text正文、path路径、list清单"},
		Column{Name: "chars", Type: Integer, Always: true, EN: "length of the text in Unicode code points", ZH: "全文码点数"},
		Column{Name: "format", Type: Term, EN: "format of the file", ZH: "文件格式"},
		Column{Name: "encoding", Type: Term, EN: "encoding of a text file", ZH: "文本编码"},
		Column{Name: "bytes", Type: Integer, Always: true, EN: "size of the file", ZH: "文件字节数"},
		Column{Name: "modified", Type: Time, EN: "when the file was last changed, in UTC", ZH: "文件修改时间（UTC）"},
		Column{Name: "author", EN: "who wrote it, as the document says", ZH: "文档属性中的作者"},
		Column{Name: "created", EN: "when it was made, as the document says", ZH: "文档属性中的创建时间"},
		Column{Name: "changed", EN: "when it was last changed, as the document says", ZH: "文档属性中的修改时间"},
		rulesColumn,
	}
	for _, k := range kinds {
		t.Columns = append(t.Columns, Column{Name: k.Plural, Type: Integer, Always: true, EN: "number of " + k.Plural, ZH: k.Plural + "表中的行数"})
	}
	t.Columns = append(t.Columns, Column{Name: tableWarnings, Type: Integer, Always: true, EN: "number of warnings", ZH: "问题条数"}, hashColumn)
	return t
}
