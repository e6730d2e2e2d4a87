package index_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"zongjie/corpus"
	"zongjie/corpus/corpustest"
	"zongjie/corpus/index"
	"zongjie/extract"
)

// made is a workspace with an index of a few reports.
type made struct {
	store *corpus.Store
	root  corpus.Root
	index *index.Index
	dir   string
}

func newMade(t testing.TB) *made {
	t.Helper()
	m := &made{dir: t.TempDir()}
	var err error
	if m.store, err = corpus.Open(filepath.Join(m.dir, "w"), corpus.Write, corpustest.Kinds()); err != nil {
		t.Fatal(err)
	}
	if m.index, err = index.Open(m.store, corpus.Write); err != nil {
		t.Fatal(err)
	}
	if m.root, err = m.store.Root(filepath.Join(m.dir, "r")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.index.Close(); m.store.Close() })
	return m
}

func (m *made) put(t testing.TB, records ...*extract.Record) {
	t.Helper()
	reports, err := m.store.Put(m.root, records...)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.index.Add(reports); err != nil {
		t.Fatal(err)
	}
}

// reopen closes all and opens it again.
func (m *made) reopen(t testing.TB, mode corpus.Mode) {
	t.Helper()
	m.index.Close()
	m.store.Close()
	var err error
	if m.store, err = corpus.Open(filepath.Join(m.dir, "w"), mode, nil); err != nil {
		t.Fatal(err)
	}
	if m.index, err = index.Open(m.store, mode); err != nil {
		t.Fatal(err)
	}
}

func (m *made) search(t testing.TB, q index.Query) index.Results {
	t.Helper()
	res, err := m.index.Search(context.Background(), q)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	return res
}

// found lists the hits: paths without the root, "~" before partial ones.
func found(res index.Results) string {
	var list []string
	for _, h := range res.Hits {
		p := strings.TrimSuffix(strings.TrimPrefix(h.Path, "r/"), ".txt")
		if h.Partial {
			p = "~" + p
		}
		list = append(list, p)
	}
	return strings.Join(list, " ")
}

func sample(t testing.TB) []*extract.Record {
	village := corpustest.Record(t, "village.txt", "河湾村2023年工作总结\n全村党员46名，党员学习党员带头。\n村里修路三公里，安装路灯。\n> 党课网 首页\n",
		corpustest.Fact{Kind: "count", Values: "value=46 unit=名 subject=party_member", Quote: "46名"})
	village.Meta.Organization, village.Meta.Year = "河湾村", 2023
	hospital := corpustest.Record(t, "hospital.txt", "第二醫院2021年工作總結\n本院新增党员發展對象，獲「示範病區」稱號，獲先進集體。\n收治病人１２００人次。\n",
		corpustest.Fact{Kind: "award", Values: "name=示範病區 level=municipal", Quote: "示范病区"},
		corpustest.Fact{Kind: "award", Values: "name=先進集體", Quote: "先进集体"})
	hospital.Meta.Organization, hospital.Meta.Year = "第二醫院", 2021
	library := corpustest.Record(t, "library.txt", "Library report 2022\nThe library's members borrowed 45,388 books.\nParty   members studied the 示范 course.\n",
		corpustest.Fact{Kind: "count", Values: "value=45388 unit=books subject=other", Quote: "45,388 books"})
	library.Meta.Organization, library.Meta.Year = "City Library", 2022
	union := corpustest.Record(t, "union.txt", "工会总结\n职工会员大会召开，员工作风好转。本会中共党组织健全。\n")
	twin1 := corpustest.Record(t, "twin1.txt", "安全检查\n消防演练一次。\n")
	twin2 := corpustest.Record(t, "twin2.txt", "安全检查\n消防演练一次。\n")
	return []*extract.Record{village, twin2, hospital, library, union, twin1}
}

func TestSearch(t *testing.T) {
	m := newMade(t)
	m.put(t, sample(t)...)
	for _, c := range []struct {
		name string
		q    index.Query
		want string
	}{
		{"the report about it comes first, the other language last", index.Query{Text: "党员"}, "village hospital library"},
		{"one character that is no word", index.Query{Text: "党"}, "hospital union village"},
		{"one character only in noise", index.Query{Text: "课"}, "village"},
		{"across a border of words, before the words apart", index.Query{Text: "员工作"}, "union ~hospital ~village"},
		{"without a piece, its words apart are no matter", index.Query{Text: "-员工作 全村|本院|本会"}, "hospital village"},
		{"a piece that stands nowhere", index.Query{Text: "共产党员工作", NoTranslation: true}, "~hospital ~village ~union"},
		{"a substring of three characters", index.Query{Text: "\"员工作风\""}, "union"},
		{"pairs that are there, but not in a row", index.Query{Text: "“员大会员”"}, ""},
		{"traditional finds simplified", index.Query{Text: "黨員", NoTranslation: true}, "village hospital"},
		{"simplified finds traditional", index.Query{Text: "示范病区"}, "hospital ~library"},
		{"full width finds half width, and the other way round", index.Query{Text: "１２００"}, "hospital"},
		{"half width", index.Query{Text: "1200"}, "hospital"},
		{"a number with its separators", index.Query{Text: "45,388"}, "library"},
		{"and without", index.Query{Text: "45388"}, "library"},
		{"stem and case", index.Query{Text: "BORROWING member"}, "library"},
		{"possessive", index.Query{Text: "libraries"}, "library"},
		{"a phrase over blanks", index.Query{Text: `"party members"`}, "library"},
		{"words that are no phrase", index.Query{Text: `"members party"`}, ""},
		{"all words before some", index.Query{Text: "党员 路灯"}, "village ~hospital"},
		{"nothing", index.Query{Text: "航天"}, ""},
		{"from a year", index.Query{Text: "党员", YearFrom: 2022}, "village library"},
		{"to a year", index.Query{Text: "党员", YearTo: 2021}, "hospital"},
		{"one year", index.Query{YearFrom: 2022, YearTo: 2022}, "library"},
		{"an organisation", index.Query{Text: "党员", Org: "医院"}, "hospital"},
		{"an organisation alone", index.Query{Org: "library"}, "library"},
		{"no organisation", index.Query{Text: "党员", Org: "医湾"}, ""},
		{"facts of a kind", index.Query{Text: "示范", Kind: "award"}, "hospital"},
		{"facts by a character", index.Query{Text: "集", Kind: "award"}, "hospital"},
		{"facts by a value", index.Query{Text: "party_member", Kind: "count", NoTranslation: true}, "village ~library"},
		{"all facts of a kind", index.Query{Kind: "count"}, "library village"},
		{"facts of a kind that the query names", index.Query{Text: "示范 kind:award", Facts: true}, "hospital"},
		{"facts by their sentence", index.Query{Text: "示范 集体", Kind: "award"}, "hospital"},
		{"facts whose sentence holds a piece apart", index.Query{Text: "示范集体", Kind: "award"}, "~hospital"},
		{"facts that do not hold all words", index.Query{Text: "示范党课", Kind: "award"}, "~hospital"},
		{"a kind that nobody knows", index.Query{Text: "党员", Kind: "nonsense"}, ""},
		{"ties by path", index.Query{Text: "消防演练"}, "twin1 twin2"},
		{"limit", index.Query{Text: "消防演练", Limit: 1}, "twin1"},
		{"offset", index.Query{Text: "消防演练", Limit: 1, Offset: 1}, "twin2"},
	} {
		if got := found(m.search(t, c.q)); got != c.want {
			t.Errorf("%s: %+v finds %q, want %q", c.name, c.q, got, c.want)
		}
	}
	for _, s := range []string{"", " ", "，。", `""`} {
		if _, err := m.index.Search(context.Background(), index.Query{Text: s}); !errors.Is(err, index.ErrEmpty) {
			t.Errorf("%q: error %v", s, err)
		}
	}
	if res := m.search(t, index.Query{Text: "消防演练", Limit: 1}); res.Total != 2 || res.AtLeast {
		t.Errorf("total is %d of 2", res.Total)
	}
}

func TestFactHits(t *testing.T) {
	m := newMade(t)
	m.put(t, sample(t)...)
	res := m.search(t, index.Query{Text: "award:示范", Kind: "award"})
	if len(res.Hits) != 1 || len(res.Hits[0].Facts) != 1 {
		t.Fatalf("got %+v", res)
	}
	f := res.Hits[0].Facts[0]
	if f.Quote.Text != "示範病區" || f.Get("level") != "municipal" || f.Quote.Line != 2 {
		t.Errorf("the fact is %+v", f)
	}
	if b, err := json.Marshal(res); err != nil || !strings.Contains(string(b), `"facts":[{"kind":"award","name":"示範病區"`) {
		t.Errorf("as JSON: %s, error %v", b, err)
	}
}

// TestSnippets checks that what is shown is what was written, at the places that
// are stated.
func TestSnippets(t *testing.T) {
	m := newMade(t)
	long := strings.Repeat("无关的话。", 40)
	raw := "题目\n" + long + "獲得「示範\u200b病區」稱號" + long + "\n第二处示范在此。Party  members here.\n> 示范 广告\n"
	m.put(t, corpustest.Record(t, "a.txt", raw))
	for query, want := range map[string][]string{
		"示范":               {"示範", "示范", "示范"},
		"示范 病区":            {"示範\u200b病區", "示范", "示范"},
		"\"示范病区\"":         {"示範\u200b病區"},
		"member":           {"members"},
		"\"party member\"": {"Party  member"},
	} {
		hits := m.search(t, index.Query{Text: query}).Hits
		if len(hits) != 1 {
			t.Errorf("%s: %d hits", query, len(hits))
			continue
		}
		var got []string
		for _, s := range hits[0].Snippets {
			runes := []rune(raw)
			if string(runes[s.Start:s.End]) != s.Text {
				t.Errorf("%s: snippet %q is not what stands at %d", query, s.Text, s.Start)
			}
			if line := 1 + strings.Count(string(runes[:s.Start]), "\n"); line != s.Line {
				t.Errorf("%s: line %d, want %d", query, s.Line, line)
			}
			if n := len([]rune(s.Text)); n > 110 {
				t.Errorf("%s: snippet of %d characters", query, n)
			}
			text := []rune(s.Text)
			marked := string(text[s.Marks[0][0]:s.Marks[len(s.Marks)-1][1]])
			got = append(got, marked)
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%s: marked %q, want %q", query, got, want)
		}
	}
}

// TestSnippetsEndWhereWordsDo holds that what is shown cuts no word in two.
func TestSnippetsEndWhereWordsDo(t *testing.T) {
	m := newMade(t)
	m.put(t, corpustest.Record(t, "a.txt", "Extraordinary cooperation brought many members together with representatives of organisations and neighbourhoods everywhere"))
	hits := m.search(t, index.Query{Text: "members"}).Hits
	if len(hits) != 1 || len(hits[0].Snippets) != 1 || hits[0].Snippets[0].Text != "brought many members together with representatives of organisations and" {
		t.Errorf("got %+v", hits)
	}
}

func TestFollowsTheDatabase(t *testing.T) {
	m := newMade(t)
	recs := sample(t)
	m.put(t, recs[:2]...)

	// A crash between the database and the index.
	if _, err := m.store.Put(m.root, recs[2:4]...); err != nil {
		t.Fatal(err)
	}
	m.reopen(t, corpus.Read)
	if n, err := m.index.Behind(); n != 2 || err != nil {
		t.Errorf("behind by %d, error %v; want 2", n, err)
	}
	if got := found(m.search(t, index.Query{Text: "病区"})); got != "" {
		t.Errorf("before catching up, found %q", got)
	}
	m.reopen(t, corpus.Write)
	done := 0
	if err := m.index.CatchUp(context.Background(), func(n int) { done = n }); err != nil || done != 2 {
		t.Errorf("caught up on %d, error %v", done, err)
	}
	if got := found(m.search(t, index.Query{Text: "病区"})); got != "hospital" {
		t.Errorf("after catching up, found %q", got)
	}

	// A batch that the index missed, then one that it is given.
	if _, err := m.store.Put(m.root, recs[4]); err != nil {
		t.Fatal(err)
	}
	m.put(t, recs[5])
	if got := found(m.search(t, index.Query{Text: "职工"})) + " " + found(m.search(t, index.Query{Text: "消防"})); got != "union twin1 twin2" {
		t.Errorf("after a batch was missed, found %q", got)
	}

	// Replaced and gone.
	m.put(t, corpustest.Record(t, "union.txt", "换了内容"))
	if _, _, err := m.store.MarkSeen(m.root, func(p string) bool { return p != "twin1.txt" }); err != nil {
		t.Fatal(err)
	}
	if err := m.index.CatchUp(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	if got := found(m.search(t, index.Query{Text: "职工"})) + " " + found(m.search(t, index.Query{Text: "消防"})); got != " twin2" {
		t.Errorf("after the files changed, found %q", got)
	}
	if err := m.index.Compact(context.Background()); err != nil {
		t.Error(err)
	}
	if got := found(m.search(t, index.Query{Text: "消防"})); got != "twin2" {
		t.Errorf("compacted, found %q", got)
	}
}

func TestSameAnswersInWhateverOrder(t *testing.T) {
	a, b := newMade(t), newMade(t)
	a.put(t, sample(t)...)
	recs := sample(t)
	for i := len(recs) - 1; i >= 0; i-- {
		b.put(t, recs[i])
	}
	for _, q := range []string{"党员", "党", "安全 检查 总结", "工作总结", "member"} {
		x, _ := json.Marshal(a.search(t, index.Query{Text: q}))
		y, _ := json.Marshal(b.search(t, index.Query{Text: q}))
		if string(x) != string(y) {
			t.Errorf("%s:\n%s\n%s", q, x, y)
		}
	}
}

// TestOthersMayRead: who may read the database may read the index.
func TestOthersMayRead(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no such rights")
	}
	m := newMade(t)
	workspace := filepath.Join(m.dir, "w")
	if err := errors.Join(os.Chmod(workspace, 0o750), os.Chmod(filepath.Join(workspace, "zongjie.db"), 0o640)); err != nil {
		t.Fatal(err)
	}
	m.put(t, sample(t)...)
	if err := m.index.Close(); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(filepath.Join(workspace, corpus.IndexDir), func(path string, d os.DirEntry, err error) error {
		want := os.FileMode(0o640)
		if err == nil && d.IsDir() {
			want = 0o750
		}
		info, infoErr := os.Stat(path)
		if infoErr == nil && info.Mode().Perm() != want {
			t.Errorf("%s has the rights %v, want %v", path, info.Mode().Perm(), want)
		}
		return errors.Join(err, infoErr)
	})
	if err != nil {
		t.Error(err)
	}
}

// segment returns a file of words of the index in dir.
func segment(t *testing.T, dir string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "store", "*.zap"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no segment: %v", err)
	}
	return files[len(files)-1]
}

func TestIndexIsRebuilt(t *testing.T) {
	for name, damage := range map[string]func(t *testing.T, dir string){
		"gone":         func(t *testing.T, dir string) { os.RemoveAll(dir) },
		"no meta":      func(t *testing.T, dir string) { os.Remove(filepath.Join(dir, "index_meta.json")) },
		"junk":         func(t *testing.T, dir string) { junk(t, dir) },
		"segment gone": func(t *testing.T, dir string) { os.Remove(segment(t, dir)) },
		"segment cut":  func(t *testing.T, dir string) { os.Truncate(segment(t, dir), 300) },
		"segment changed": func(t *testing.T, dir string) {
			data, err := os.ReadFile(segment(t, dir))
			if err != nil {
				t.Fatal(err)
			}
			data[len(data)/2] ^= 0xFF
			if err := os.WriteFile(segment(t, dir), data, 0o600); err != nil {
				t.Fatal(err)
			}
		},
		"foreign": func(t *testing.T, dir string) {
			other := newMade(t)
			other.put(t, sample(t)[0])
			other.index.Close()
			os.RemoveAll(dir)
			if err := os.CopyFS(dir, os.DirFS(filepath.Join(other.dir, "w", corpus.IndexDir))); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMade(t)
			m.put(t, sample(t)...)
			m.index.Close()
			m.store.Close()
			damage(t, filepath.Join(m.dir, "w", corpus.IndexDir))

			s, err := corpus.Open(filepath.Join(m.dir, "w"), corpus.Read, nil)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := index.Open(s, corpus.Read); err == nil || !strings.Contains(err.Error(), "`zongjie run FOLDER` makes it") {
				t.Errorf("a reader gets %v", err)
			}
			s.Close()
			m.reopen(t, corpus.Write)
			if err := m.index.CatchUp(context.Background(), nil); err != nil {
				t.Fatal(err)
			}
			if got := found(m.search(t, index.Query{Text: "党员"})); got != "village hospital library" {
				t.Errorf("rebuilt, it finds %q", got)
			}
		})
	}
}

func junk(t *testing.T, dir string) {
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return os.WriteFile(path, []byte(strings.Repeat("junk", 2000)), 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestReaderBesideWriter(t *testing.T) {
	m := newMade(t)
	m.put(t, sample(t)...)
	s, err := corpus.Open(filepath.Join(m.dir, "w"), corpus.Read, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := index.Open(s, corpus.Read); !errors.Is(err, corpus.ErrBusy) {
		t.Errorf("beside a writer: %v", err)
	}
	m.index.Close()
	one, err := index.Open(s, corpus.Read)
	if err != nil {
		t.Fatal(err)
	}
	defer one.Close()
	two, err := index.Open(s, corpus.Read)
	if err != nil {
		t.Fatal(err)
	}
	defer two.Close()
}

// TestEverySubstring looks for every substring of 1 to 5 characters of a line.
func TestEverySubstring(t *testing.T) {
	m := newMade(t)
	m.put(t, sample(t)...)
	line := []rune("职工会员大会召开，员工作风好转。本会中共党组织健全。")
	for i := range line {
		for j := i + 1; j <= min(i+5, len(line)); j++ {
			s := string(line[i:j])
			if strings.Trim(s, "，。") == "" {
				continue
			}
			if got := found(m.search(t, index.Query{Text: strconv.Quote(s)})); !strings.Contains(got, "union") {
				t.Errorf("%q finds %q", s, got)
			}
		}
	}
}

func BenchmarkAdd(b *testing.B) {
	m := newMade(b)
	var recs []*extract.Record
	size := 0
	for i := range 200 {
		recs = append(recs, corpustest.Record(b, strconv.Itoa(i), strings.Repeat("今年以来我校党支部组织党员教师学习"+strconv.Itoa(i)+"次，开展志愿服务活动。\n", 50)))
		size += len(recs[i].Document.Raw)
	}
	reports, err := m.store.Put(m.root, recs...)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for i := range reports { // as if they were new
			reports[i].Change = reports[0].Change
		}
		if err := m.index.Rewrite(reports); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	m := newMade(b)
	m.put(b, sample(b)...)
	for _, q := range []string{"党员", "党", `"员工作风"`} {
		b.Run(q, func(b *testing.B) {
			for b.Loop() {
				m.search(b, index.Query{Text: q})
			}
		})
	}
}
