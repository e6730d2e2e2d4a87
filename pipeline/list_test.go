package pipeline

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zongjie/pipeline/ingest"
)

// folder makes files in a new folder and returns it.
func folder(t *testing.T, name string, files map[string]string) string {
	t.Helper()
	root := filepath.Join(t.TempDir(), name)
	for path, data := range files {
		file := filepath.Join(root, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// places walks root and shows what the lists say, one file a line.
func places(t *testing.T, root string) (out string, notes []string, err error) {
	t.Helper()
	sources, err := Walk(root, ingest.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	reports, lists, err := FindLists(sources)
	if err != nil {
		return "", nil, err
	}
	notes, err = lists.Apply(reports)
	var lines []string
	for _, s := range reports {
		lines = append(lines, fmt.Sprintf("%s %s %d", s.Path, s.Place.Organization, s.Place.Year))
	}
	return strings.Join(lines, "\n"), notes, err
}

func TestListsTellTheirFolder(t *testing.T) {
	packed := archive(t, file{name: "a.txt", data: "x"}, file{name: "zongjie.csv", data: "x"})
	for _, c := range []struct {
		name, list string
		files      []string
		want       string
		notes      []string
	}{
		{"a file, a pattern, and all", "file,organization,year\n2023/a.txt,甲小学,\n2023/*,,2023\n,教育局,2000\n", []string{"2023/a.txt", "2023/b.txt", "c.txt"},
			"2023/a.txt 甲小学 2023\n2023/b.txt 教育局 2023\nc.txt 教育局 2000", nil},
		{"a folder means what is below it", "文件;年度\n2023/;2023年\n2023\\x;二〇二二年度", []string{"2023/a.txt", "2023/x/y/b.txt"},
			"2023/a.txt  2023\n2023/x/y/b.txt  2022", nil},
		{"a pattern for a folder does too", "file,year\n20*,2020\n", []string{"2023/x/a.txt", "b.txt"}, "2023/x/a.txt  2020\nb.txt  0", nil},
		{"a name is no pattern where there is such a file", "file,organization\n[2023]a.txt,甲小学\n", []string{"[2023]a.txt", "b.txt"}, "[2023]a.txt 甲小学 0\nb.txt  0", nil},
		{"a name before a pattern", "file,organization\n*.txt,甲\na.txt,乙\n", []string{"a.txt", "b.txt"}, "a.txt 乙 0\nb.txt 甲 0", nil},
		{"school years are their second", "file,year\na.txt,2022-2023学年\n", []string{"a.txt"}, "a.txt  2023", nil},
		{"what is not there is told", "file,year\nnone.txt,2020\na.txt,2021\nx/*,2022", []string{"a.txt"}, "a.txt  2021",
			[]string{"r/zongjie.csv:2: there is no report none.txt", "r/zongjie.csv:4: there is no report x/*"}},
		{"the same twice is no mistake", "file,organization,year\na.txt,甲,\na.txt,甲,2020", []string{"a.txt"}, "a.txt 甲 2020", nil},
		{"an archive is a folder, and a list in it a file", "file,year\n2023.zip,2023\n2023.zip/a.txt,2022", []string{"2023.zip"},
			"2023.zip!/a.txt  2022\n2023.zip!/zongjie.csv  2023", nil},
	} {
		files := map[string]string{"zongjie.csv": c.list}
		for _, f := range c.files {
			files[f] = "x"
			if strings.HasSuffix(f, ".zip") {
				files[f] = packed
			}
		}
		got, notes, err := places(t, folder(t, "r", files))
		if err != nil || got != c.want || fmt.Sprint(notes) != fmt.Sprint(c.notes) {
			t.Errorf("%s: got\n%s\n%q %v, want\n%s\n%q", c.name, got, notes, err, c.want, c.notes)
		}
	}
}

func TestInnerListsOverruleOuterOnes(t *testing.T) {
	got, _, err := places(t, folder(t, "r", map[string]string{
		"ZongJie.CSV":       "organization,year\n教育局,2020\n",
		"x/zongjie.csv":     "file,organization\n,乡政府\n",
		"x/y/a.txt":         "x",
		"x/y/b/zongjie.csv": "file,year\nc.txt,2021\n",
		"x/y/b/c.txt":       "x",
	}))
	if want := "x/y/a.txt 乡政府 2020\nx/y/b/c.txt 乡政府 2021"; got != want || err != nil {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
}

func TestListsAboveCount(t *testing.T) {
	root := folder(t, "r", map[string]string{"zongjie.csv": "file,year\n2023/a.txt,2022\nnone,2020\n", "2023/a.txt": "x"})
	sources, err := Walk(filepath.Join(root, "2023"), ingest.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	reports, lists, err := FindLists(sources)
	if err != nil {
		t.Fatal(err)
	}
	if err := lists.Above(root); err != nil {
		t.Fatal(err)
	}
	notes, err := lists.Apply(reports)
	if err != nil || len(notes) > 0 || reports[0].Place.Year != 2022 {
		t.Errorf("got %+v, notes %q, %v; want the year 2022 and no notes", reports[0].Place, notes, err)
	}
}

func TestMistakesInListsAreAllReported(t *testing.T) {
	_, _, err := places(t, folder(t, "r", map[string]string{
		"zongjie.csv":   "file,year,colour\na.txt,soon,\na.txt,2020,\na.txt,2021,\n../b.txt,2020,\n/c.txt,1066,\nC:\\d.txt,20xx,\na.txt,2020,,too many\n",
		"a.txt":         "x",
		"x/zongjie.csv": "\x00",
	}))
	want := []string{
		"r/x/zongjie.csv: it is no text in UTF-8, UTF-16 or GB18030: save it as CSV",
		`r/zongjie.csv:1: there is no column "colour"; the columns are file, organization, year`,
		`r/zongjie.csv:2: "soon" is no year: write it as 2023`,
		"r/zongjie.csv:4: a.txt has other values in line 3",
		"r/zongjie.csv:5: ../b.txt does not lie in the folder of the list: a list is for the files in and below its folder",
		"r/zongjie.csv:6: /c.txt does not lie in the folder of the list: a list is for the files in and below its folder",
		`r/zongjie.csv:6: "1066" is no year: write it as 2023`,
		`r/zongjie.csv:7: C:\d.txt does not lie in the folder of the list: a list is for the files in and below its folder`,
		`r/zongjie.csv:7: "20xx" is no year: write it as 2023`,
		"r/zongjie.csv:8: the row has more cells than there are columns",
		"r/zongjie.csv:8: a.txt has other values in line 4",
	}
	var wrong *ListError
	if !errors.As(err, &wrong) {
		t.Fatalf("got %v, want a ListError", err)
	}
	if got := strings.Join(wrong.Mistakes, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

func TestPatternsThatContradictEachOther(t *testing.T) {
	files := map[string]string{"zongjie.csv": "file,year\na*,2020\n*.txt,2021\n", "ab.txt": "x"}
	_, _, err := places(t, folder(t, "r", files))
	if want := "r/zongjie.csv:3: ab.txt also has other values by line 2: name it in a row of its own"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	files["zongjie.csv"] += "ab.txt,2022\n"
	got, _, err := places(t, folder(t, "r", files))
	if want := "ab.txt  2022"; got != want || err != nil {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
}

func FuzzList(f *testing.F) {
	f.Add([]byte("file,organization,year\n2023/*,甲,2023\n,乙,\n"), "2023/a.docx")
	f.Add([]byte("文件;年度\n[a;二〇二三\n*/?*;2020"), "x/y.zip!/z")
	f.Add([]byte("file\ty\n\xce\xc4"), "")
	f.Add([]byte("file,year\nx,2020"), "/x//")
	f.Fuzz(func(t *testing.T, data []byte, file string) {
		l, _ := parseList(data)
		s := Source{Root: "/r", Path: file}
		l.dir = "/r/"
		(&Lists{all: []*list{l}}).Apply([]Source{s})
		if y := s.Place.Year; y != 0 && (y < 1949 || y > 2100) {
			t.Errorf("%q gives %s the year %d", data, file, y)
		}
	})
}
