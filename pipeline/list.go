package pipeline

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"zongjie/extract"
	"zongjie/lexicon/fold"
	"zongjie/lexicon/numeral"
	"zongjie/pipeline/table"
)

// ListName is the name of a list: a table in a folder that says of the reports in
// and below it whose they are and of which year, whatever they say themselves.
//
//	file,organization,year
//	2023/report.docx,实验小学,2023
//	2022/*,,2022
//	,柳溪县教育局,
//
// A file is named by its path from the folder on. The name of a folder, or of an
// archive, means all in it; * and ? stand for parts of a name, as in 2022/*.docx; an
// empty one means all. Where several rows mean a file, that counts which names more
// of its path, and a name before a pattern, for organisation and year each; of
// several lists, the one in the nearest folder. Case does not matter in the name of
// the list.
const ListName = "zongjie.csv"

var listFormat = table.Format{Header: true, Columns: [][]string{
	{"file", "文件", "文件名", "文件路径", "路径", "檔案", "path", "filename"},
	{"organization", "organisation", "单位", "单位名称", "组织", "机构", "unit", "org"},
	{"year", "年度", "年份", "年"},
}}

// ListError holds every mistake in lists, one a line, each with file and line.
type ListError struct{ Mistakes []string }

func (e *ListError) Error() string { return strings.Join(e.Mistakes, "\n") }

// Lists are the lists that lie in and above folders of reports. Nil says nothing.
type Lists struct {
	all []*list // outer ones before inner ones
}

// list is one list.
type list struct {
	dir   string // where it lies: absolute, slash-separated, with a slash at its end
	name  string // for messages
	outer bool   // it lies above what was asked for
	rows  []listRow
	named map[string][]int // rows by the name of a file or folder
	globs map[int][]int    // rows by the number of parts of their pattern
	used  []bool
}

type listRow struct {
	line         int
	file         string // clean; "" for all
	organization string
	year         int
}

// IsList reports whether the file at path, slash-separated, has the name of a list.
func IsList(name string) bool { return strings.EqualFold(path.Base(name), ListName) }

// FindLists takes the lists out of sources and reads them. A file in an archive is
// none, whatever its name: who packed it is not who asks. Mistakes in lists are a
// *ListError, with all of them.
func FindLists(sources []Source) (reports []Source, lists *Lists, err error) {
	lists = &Lists{}
	var mistakes []string
	reports = make([]Source, 0, len(sources))
	for _, s := range sources {
		if !s.onDisk || !IsList(s.Path) {
			reports = append(reports, s)
			continue
		}
		data, err := s.Read()
		if err != nil {
			f := readFailure(err)
			return nil, nil, fmt.Errorf("%s: %s; %s", PlacePath(s.Root, s.Path), f.Message, f.Advice)
		}
		mistakes = append(mistakes, lists.add(filepath.Join(s.Root, filepath.FromSlash(path.Dir(s.Path))), PlacePath(s.Root, s.Path), false, data)...)
	}
	if len(mistakes) > 0 {
		return nil, nil, &ListError{mistakes}
	}
	return reports, lists, nil
}

// Above adds the lists that lie in folders, which are above those of the sources:
// for a file given alone, that of its folder. A folder may have none.
func (l *Lists) Above(folders ...string) error {
	var mistakes []string
	for _, folder := range folders {
		folder, err := filepath.Abs(folder)
		if err != nil {
			return err
		}
		if real, err := filepath.EvalSymlinks(folder); err == nil { // as Walk does
			folder = real
		}
		entries, err := os.ReadDir(folder)
		if err != nil {
			continue // a folder that only lets pass: what lies below was readable
		}
		for _, e := range entries {
			if !IsList(e.Name()) || !e.Type().IsRegular() {
				continue
			}
			data, err := readFile(filepath.Join(folder, e.Name()))
			if err != nil {
				return err
			}
			mistakes = append(mistakes, l.add(folder, PlacePath(folder, e.Name()), true, data)...)
		}
	}
	if len(mistakes) > 0 {
		return &ListError{mistakes}
	}
	return nil
}

func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, table.MaxBytes+1))
}

// add reads one list and returns its mistakes.
func (l *Lists) add(dir, name string, outer bool, data []byte) (mistakes []string) {
	made, wrong := parseList(data)
	for _, m := range wrong {
		mistakes = append(mistakes, m.In(name))
	}
	made.dir, made.name, made.outer = norm.NFC.String(strings.TrimSuffix(filepath.ToSlash(dir), "/"))+"/", name, outer
	l.all = append(l.all, made)
	slices.SortStableFunc(l.all, func(a, b *list) int {
		return cmp.Or(cmp.Compare(len(a.dir), len(b.dir)), cmp.Compare(a.dir, b.dir))
	})
	return mistakes
}

// parseList reads the table of a list.
func parseList(data []byte) (*list, []table.Mistake) {
	rows, mistakes := listFormat.Read(data)
	l := &list{named: map[string][]int{}, globs: map[int][]int{}}
	fail := func(line int, format string, args ...any) {
		mistakes = append(mistakes, table.Mistake{Line: line, Text: fmt.Sprintf(format, args...)})
	}
	for _, r := range rows {
		row := listRow{line: r.Line, organization: strings.Join(strings.Fields(r.Cells[1]), " ")}
		var inside, dated bool
		if row.file, inside = listPath(r.Cells[0]); !inside {
			fail(r.Line, "%s does not lie in the folder of the list: a list is for the files in and below its folder", r.Cells[0])
		}
		if row.year, dated = listYear(r.Cells[2]); !dated {
			fail(r.Line, "%q is no year: write it as 2023", r.Cells[2])
		}
		if !inside || !dated {
			continue
		}
		for _, j := range l.named[row.file] {
			if first := l.rows[j]; first.conflicts(&row) {
				fail(r.Line, "%s has other values in line %d", cmp.Or(r.Cells[0], "the whole folder"), first.line)
			}
		}
		i := len(l.rows)
		l.rows = append(l.rows, row)
		l.named[row.file] = append(l.named[row.file], i)
		if _, err := path.Match(row.file, ""); err == nil && strings.ContainsAny(row.file, "*?[") {
			n := strings.Count(row.file, "/")
			l.globs[n] = append(l.globs[n], i)
		}
	}
	l.used = make([]bool, len(l.rows))
	slices.SortStableFunc(mistakes, func(a, b table.Mistake) int { return cmp.Compare(a.Line, b.Line) })
	return l, mistakes
}

// conflicts reports whether two rows give one file different values.
func (r *listRow) conflicts(o *listRow) bool {
	return r.organization != "" && o.organization != "" && r.organization != o.organization || r.year != 0 && o.year != 0 && r.year != o.year
}

// listPath returns the path that a cell names, "" for all. It reports false if it
// leads out of the folder.
func listPath(s string) (file string, ok bool) {
	s = strings.ReplaceAll(norm.NFC.String(s), `\`, "/")
	if s == "" {
		return "", true
	}
	if strings.HasPrefix(s, "/") || len(s) > 1 && s[1] == ':' {
		return "", false
	}
	s = path.Clean(plainPath(s))
	if s == ".." || strings.HasPrefix(s, "../") {
		return "", false
	}
	if s == "." {
		s = ""
	}
	return s, true
}

// plainPath returns a path without the marks that names of archives have in it.
func plainPath(s string) string { return strings.ReplaceAll(s, Inside, "/") }

// listYear reads a year: 2023, 2023年, 二〇二三年度; of a school year (2022-2023学年)
// the second.
func listYear(s string) (year int, ok bool) {
	s = strings.ReplaceAll(fold.String(s), " ", "")
	if s == "" {
		return 0, true
	}
	for _, w := range []string{"度", "年", "学"} {
		s = strings.TrimSuffix(s, w)
	}
	s = strings.TrimSuffix(s, "年")
	year, n := numeral.FourDigits(s)
	if rest := s[n:]; n > 0 && rest != "" {
		second, m := numeral.FourDigits(strings.TrimLeft(rest, "-—–~至/"))
		if m != len(strings.TrimLeft(rest, "-—–~至/")) || second != year+1 {
			return 0, false
		}
		year = second
	}
	return year, year >= 1949 && year <= 2100
}

// Apply tells sources what the lists say of them. notes are rows that mean no file.
// Two rows that contradict each other about a file are a *ListError.
func (l *Lists) Apply(sources []Source) (notes []string, err error) {
	if l == nil || len(l.all) == 0 {
		return nil, nil
	}
	var mistakes []string
	seen := map[string]bool{}
	for i := range sources {
		s := &sources[i]
		s.Place.Organization, s.Place.Year = "", 0
		where := norm.NFC.String(filepath.ToSlash(s.Root)) + "/" + norm.NFC.String(s.Path)
		for _, one := range l.all {
			file, ok := strings.CutPrefix(where, one.dir)
			if !ok {
				continue
			}
			if wrong := one.tell(&s.Place, plainPath(file)); wrong != "" && !seen[wrong] {
				seen[wrong] = true
				mistakes = append(mistakes, wrong)
			}
		}
	}
	if len(mistakes) > 0 {
		return nil, &ListError{mistakes}
	}
	for _, one := range l.all {
		for i, used := range one.used {
			if !used && !one.outer && one.rows[i].file != "" {
				notes = append(notes, fmt.Sprintf("%s:%d: there is no report %s", one.name, one.rows[i].line, one.rows[i].file))
			}
		}
	}
	return notes, nil
}

// tell puts into place what l says of the file, and returns what is wrong. It goes
// from the rows that mean all to those that name the whole path.
func (l *list) tell(place *extract.Place, file string) (mistake string) {
	end := 0 // of the part of file that is looked at
	for level := -1; ; level++ {
		part := file[:end]
		var globs listRow
		for _, i := range l.globs[level] {
			if ok, _ := path.Match(l.rows[i].file, part); ok && l.rows[i].file != part {
				l.used[i] = true
				if globs.line > 0 && globs.conflicts(&l.rows[i]) && len(l.named[part]) == 0 {
					mistake = fmt.Sprintf("%s:%d: %s also has other values by line %d: name it in a row of its own", l.name, l.rows[i].line, part, globs.line)
				}
				globs = l.rows[i].over(globs)
			}
		}
		told := globs
		for _, i := range l.named[part] {
			l.used[i] = true
			told = l.rows[i].over(told)
		}
		if told.organization != "" {
			place.Organization = told.organization
		}
		if told.year != 0 {
			place.Year = told.year
		}
		if end == len(file) {
			return mistake
		}
		if level >= 0 {
			end++ // the slash
		}
		if next := strings.IndexByte(file[end:], '/'); next >= 0 {
			end += next
		} else {
			end = len(file)
		}
	}
}

// over returns r, with the values of under where r has none.
func (r listRow) over(under listRow) listRow {
	r.organization = cmp.Or(r.organization, under.organization)
	r.year = cmp.Or(r.year, under.year)
	return r
}

// listed gives a record without a text what a list says of its file: of a file
// that cannot be read it is good to know whose it is.
func listed(rec *extract.Record, place extract.Place) {
	if place.Organization != "" {
		rec.Meta.Organization, rec.Meta.OrganizationEvidence = place.Organization, "list"
	}
	if place.Year != 0 {
		rec.Meta.Year, rec.Meta.YearEvidence = place.Year, "list"
	}
}
