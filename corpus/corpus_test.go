package corpus_test

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"zongjie/corpus"
	"zongjie/corpus/corpustest"
	"zongjie/extract"
	"zongjie/extract/text"
)

func open(t testing.TB, dir string, mode corpus.Mode) *corpus.Store {
	t.Helper()
	s, err := corpus.Open(dir, mode, corpustest.Kinds())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func put(t testing.TB, s *corpus.Store, dir string, records ...*extract.Record) []corpus.Report {
	t.Helper()
	root, err := s.Root(dir)
	if err != nil {
		t.Fatal(err)
	}
	reports, err := s.Put(root, records...)
	if err != nil {
		t.Fatal(err)
	}
	return reports
}

func collect(t testing.TB, s *corpus.Store, load corpus.Load) []corpus.Report {
	t.Helper()
	var all []corpus.Report
	for r, err := range s.Reports(load) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

func paths(reports []corpus.Report) string {
	var p []string
	for _, r := range reports {
		p = append(p, r.Path)
	}
	return strings.Join(p, " ")
}

const report = `河湾村2023年工作总结

一、队伍　全村共有党员４６名。
二、荣誉
獲得市級「先進村」稱號；约3.25万元，20000000000000000001件。
> 上一篇 下一篇
`

func full(t testing.TB, path string) *extract.Record {
	rec := corpustest.Record(t, path, "\ufeff"+report,
		corpustest.Fact{Kind: "heading", Values: "label=一、 number=1 level=1 title=队伍", Quote: "一、队伍"},
		corpustest.Fact{Kind: "heading", Values: "label=二、 number=2 level=1 title=荣誉", Quote: "二、荣誉"},
		corpustest.Fact{Kind: "count", Values: "value=46 unit=名 subject=party_member qualifier=exact modality=actual", Quote: "46名", Section: []string{"一、", `"<&>"`}},
		corpustest.Fact{Kind: "count", Values: "value=32500.25 max=20000000000000000001 unit=元", Quote: "3.25万元"},
		corpustest.Fact{Kind: "award", Values: "name=先進村 level=municipal", Quote: "先进村", Section: []string{"二、"}},
	)
	rec.Meta.Organization, rec.Meta.Year, rec.Meta.YearEvidence = "河湾村", 2023, "title"
	rec.Meta.Shares = extract.Shares{ZH: 98, EN: 1, Other: 1}
	rec.Status, rec.Failure = extract.Partial, &extract.Failure{Stage: "ingest", Message: "cut short", Advice: "look at the end"}
	q := rec.Facts[0].Quote
	rec.Warnings = []extract.Warning{{Code: "heading/gap", Message: "二 follows 一", Quote: &q}, {Code: "other", Message: "no place"}}
	return rec
}

func TestRoundTrip(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "w"), corpus.Write)
	want := full(t, "2023/a.txt")
	put(t, s, filepath.Join(dir, "reports"), want)
	got, err := s.Report("reports/2023/a.txt", corpus.Facts|corpus.Text)
	if err != nil {
		t.Fatal(err)
	}
	want.WithText, got.Record.WithText = true, true
	a, _ := json.Marshal(want)
	b, _ := json.Marshal(got.Record)
	if !bytes.Equal(a, b) {
		t.Errorf("got  %s\nwant %s", b, a)
	}
	if !reflect.DeepEqual(got.Record.Document, want.Document) {
		t.Errorf("the document came back as\n%+v, want\n%+v", got.Record.Document, want.Document)
	}
	if got.State != corpus.Present || got.Change != 1 {
		t.Errorf("got state %s, change %d", got.State, got.Change)
	}
}

// TestEveryPartIsStored fails when a record gets a part that the store forgets.
func TestEveryPartIsStored(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "w"), corpus.Write)
	rec := full(t, "a.txt")
	n := 0
	for _, part := range []any{&rec.Source, rec.Failure, &rec.Meta, &rec.Meta.Shares} {
		v := reflect.ValueOf(part).Elem()
		for i := range v.NumField() {
			n++
			switch f := v.Field(i); {
			case v.Type().Field(i).Name == "TitleBlock" || v.Type().Field(i).Name == "Path":
			case f.CanInt():
				f.SetInt(int64(n))
			case f.Kind() == reflect.String:
				f.SetString("text " + string(rune('A'+n)))
			case f.Kind() != reflect.Struct:
				t.Errorf("field %s has a type that the store does not know", v.Type().Field(i).Name)
			}
		}
	}
	put(t, s, dir, rec)
	got := collect(t, s, corpus.Facts)[0].Record
	for _, pair := range [][2]any{{got.Source, rec.Source}, {got.Failure, rec.Failure}, {got.Meta, rec.Meta}} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Errorf("got  %+v\nwant %+v", pair[0], pair[1])
		}
	}
	stored := map[string]bool{"ID": true, "Source": true, "Status": true, "Failure": true, "Rules": true, "Reader": true, "Meta": true, "Chars": true, "Facts": true, "Warnings": true, "Document": true,
		"Root": false, "Words": false, "WithText": false} // the last three are made anew
	for i := range reflect.TypeFor[extract.Record]().NumField() {
		if name := reflect.TypeFor[extract.Record]().Field(i).Name; !stored[name] && name != "Root" && name != "Words" && name != "WithText" {
			t.Errorf("Record.%s is not stored: add it to reportColumns", name)
		}
	}
}

func TestBlocksThatFoldingEmptied(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "w"), corpus.Write)
	for name, pieces := range map[string][]string{
		"invisible": {"\u200b", "\u200b\ufeff甲\u200b", "", "\n", "乙\n丙", "\u200b"},
		"gap first": {"- ", "甲"},
		"gap last":  {"甲", "- ", "- "},
	} {
		var b text.Builder
		for _, p := range pieces {
			if p == "- " {
				b.Skip(" \n")
			} else {
				b.Block(text.Block{Kind: text.Item, Level: 2, Page: 3, Where: p}, p)
			}
		}
		rec := corpustest.Record(t, name, "题")
		rec.Document = b.Document()
		put(t, s, dir, rec)
		got, err := s.Report(filepath.Base(dir)+"/"+name, corpus.Text)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.Record.Document, rec.Document) {
			t.Errorf("%s: got\n%+v, want\n%+v", name, got.Record.Document, rec.Document)
		}
	}
}

func TestReplaceAndGone(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "w"), corpus.Write)
	put(t, s, dir, full(t, "b.txt"), full(t, "a.txt"), full(t, "sub/c.txt"))
	put(t, s, dir, corpustest.Record(t, "b.txt", "新的总结\n教师八人。\n", corpustest.Fact{Kind: "count", Values: "value=8 unit=人", Quote: "八人"}))
	all := collect(t, s, corpus.Facts)
	base := filepath.Base(dir)
	if got, want := paths(all), strings.ReplaceAll("X/a.txt X/b.txt X/sub/c.txt", "X", base); got != want {
		t.Fatalf("reports are %s, want %s", got, want)
	}
	if b := all[1].Record; len(b.Facts) != 1 || b.Facts[0].Get("value") != "8" || len(b.Warnings) != 0 || b.Failure != nil || b.Meta.Year != 0 {
		t.Errorf("the replaced report holds something of the old one: %+v", b)
	}

	root, _ := s.Root(dir)
	known, err := s.Known(root)
	if err != nil || len(known) != 3 || known["a.txt"].Bytes != all[0].Record.Source.Bytes || known["a.txt"].ID != all[0].Record.ID {
		t.Errorf("known are %+v, error %v", known, err)
	}
	gone, back, err := s.MarkSeen(root, func(p string) bool { return p == "a.txt" })
	if err != nil || gone != 2 || back != 0 {
		t.Errorf("%d went, %d came back, error %v", gone, back, err)
	}
	if got := paths(collect(t, s, 0)); got != base+"/a.txt" {
		t.Errorf("reports are %s, want only a.txt", got)
	}
	if r, err := s.Report(base+"/b.txt", corpus.Facts); err != nil || r.State != corpus.Gone || len(r.Record.Facts) != 1 {
		t.Errorf("the report that went away is %+v, error %v", r, err)
	}
	gone, back, _ = s.MarkSeen(root, func(string) bool { return true })
	if gone != 0 || back != 2 || len(collect(t, s, 0)) != 3 {
		t.Errorf("%d went, %d came back", gone, back)
	}

	var changed []string
	for r, err := range s.Changes(4, 0) { // 4 records were put
		if err != nil {
			t.Fatal(err)
		}
		changed = append(changed, r.Path)
	}
	if got, want := strings.Join(changed, " "), base+"/b.txt "+base+"/sub/c.txt"; got != want {
		t.Errorf("changed since are %s, want %s", got, want)
	}
	sum, err := s.Summary()
	if err != nil || sum.Reports != 3 || sum.Status["partial"] != 2 || sum.Status["ok"] != 1 || !reflect.DeepEqual(sum.Facts, []int{4, 5, 2, 0}) || sum.Warnings != 4 {
		t.Errorf("summary is %+v, error %v", sum, err)
	}
}

func TestRoots(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "w"), corpus.Write)
	at := func(parts ...string) string { return filepath.Join(append([]string{dir}, parts...)...) }
	put(t, s, at("north", "2023"), corpustest.Record(t, "a.txt", "甲"))
	put(t, s, at("south", "2023"), corpustest.Record(t, "a.txt", "乙"))
	put(t, s, at("x", "south", "2023"), corpustest.Record(t, "a.txt", "丙"))
	put(t, s, at("south", "2023", "inner"), corpustest.Record(t, "b.txt", "丁"))
	if got, want := paths(collect(t, s, 0)), "2023 (2)/a.txt 2023 (south)/a.txt 2023 (south)/inner/b.txt 2023/a.txt"; got != want {
		t.Errorf("reports are %s, want %s", got, want)
	}
	inner, _ := s.Root(at("south", "2023", "inner"))
	if known, err := s.Known(inner); err != nil || len(known) != 1 || known["b.txt"].State != corpus.Present {
		t.Errorf("known in the inner folder are %v, error %v", known, err)
	}
	if gone, _, err := s.MarkSeen(inner, func(string) bool { return false }); gone != 1 || err != nil {
		t.Errorf("%d went, error %v; want the one in the inner folder", gone, err)
	}

	before := s.Workspace
	if _, err := s.Root(at("south")); err != nil {
		t.Fatal(err)
	}
	if got, want := paths(collect(t, s, 0)), "2023 (2)/a.txt 2023/a.txt south/2023/a.txt"; got != want {
		t.Errorf("after the outer folder came, reports are %s, want %s", got, want)
	}
	s.Close()
	if s = open(t, at("w"), corpus.Read); s.Workspace == before {
		t.Error("paths changed and the index is not told to begin anew")
	}
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "w"), corpus.Write)
	a, b := corpustest.Record(t, "2022/总结.txt", "甲"), corpustest.Record(t, "2023/总结.txt", "乙")
	put(t, s, filepath.Join(dir, "r"), a, b, corpustest.Record(t, "copy.txt", "乙"))
	for _, c := range []struct{ reference, want string }{
		{"r/2022/总结.txt", "r/2022/总结.txt"},
		{`2022\总结.txt`, "r/2022/总结.txt"},
		{a.ID, "r/2022/总结.txt"},
		{strings.ToUpper(a.ID[:8]), "r/2022/总结.txt"},
		{"copy.txt", "r/copy.txt"},
		{filepath.Join(dir, "r", "2022", "总结.txt"), "r/2022/总结.txt"},
		{filepath.Join(dir, "2022", "总结.txt"), "none"},
		{"总结.txt", "several"},
		{b.ID[:8], "several"},
		{"结.txt", "none"}, {a.ID[:3], "none"}, {"", "none"}, {"%", "none"},
	} {
		r, err := s.Find(c.reference, 0)
		got := r.Path
		var ambiguous *corpus.AmbiguousError
		if errors.As(err, &ambiguous) {
			got = "several"
		} else if errors.Is(err, fs.ErrNotExist) {
			got = "none"
		} else if err != nil {
			t.Error(err)
		}
		if got != c.want {
			t.Errorf("%q finds %q, want %q", c.reference, got, c.want)
		}
	}
}

func TestUngroundedFactIsRefused(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "w"), corpus.Write)
	rec := full(t, "a.txt")
	rec.Facts[2].Quote.Start++
	put(t, s, dir, rec, full(t, "b.txt"))
	all := collect(t, s, corpus.Facts)
	if a := all[0].Record; len(a.Facts) != 0 || a.Status != extract.Corrupt || a.Failure == nil || a.Failure.Stage != "store" {
		t.Errorf("stored as %+v, want a failure", a)
	}
	if len(all[1].Record.Facts) != 5 {
		t.Error("the other record of the batch suffered")
	}
}

func TestKindsChange(t *testing.T) {
	dir := t.TempDir()
	w := filepath.Join(dir, "w")
	s := open(t, w, corpus.Write)
	put(t, s, dir, full(t, "a.txt"))
	s.Close()

	kinds := corpustest.Kinds()
	count := *kinds[1]
	count.Fields = append([]extract.Field{{Name: "scope", Type: extract.TypeText}}, count.Fields...)
	count.Fields = append(count.Fields[:3:3], count.Fields[4:]...) // without unit
	kinds[1] = &count
	kinds = kinds[:2]
	s, err := corpus.Open(w, corpus.Write, kinds)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	rec := collect(t, s, corpus.Facts)[0].Record
	if len(rec.Facts) != 4 || rec.Facts[2].Get("value") != "46" || rec.Facts[2].Get("subject") != "party_member" || rec.Facts[2].Get("scope") != "" || rec.Facts[2].Kind.Index("unit") >= 0 {
		t.Errorf("facts are now %+v", rec.Facts)
	}
	if rec.Facts[2].Quote.Text != "４６名" {
		t.Errorf("the quote is now %q", rec.Facts[2].Quote.Text)
	}
}

func TestSQL(t *testing.T) {
	dir := t.TempDir()
	w := filepath.Join(dir, "w")
	s := open(t, w, corpus.Write)
	put(t, s, dir, full(t, "a.txt"), full(t, "b.txt"))
	root, _ := s.Root(dir)
	s.MarkSeen(root, func(p string) bool { return p == "a.txt" })
	s.Close()
	db, err := sql.Open("sqlite", filepath.Join(w, "zongjie.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for query, want := range map[string]string{
		"SELECT organization || ' ' || year || ' ' || format || ' ' || bytes FROM reports WHERE state = 'present'": "河湾村 2023 txt 193",
		"SELECT group_concat(path, ' ') FROM reports WHERE state = 'gone'":                                         "001/b.txt",
		"SELECT modified FROM reports":                                                               "2024-05-06T07:08:09Z",
		"SELECT length(id) || typeof(id) FROM reports":                                               "64text",
		"SELECT group_concat(message) FROM failures":                                                 "cut short",
		"SELECT group_concat(f.name) FROM fields f JOIN kinds k USING (kind) WHERE k.name = 'award'": "name,recipient,level,granter,times,year",
		"PRAGMA integrity_check":                                                                     "ok",
	} {
		var got string
		if err := db.QueryRow(query).Scan(&got); err != nil || got != want {
			t.Errorf("%s: got %s, error %v; want %s", query, got, err, want)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	if _, err := corpus.Open(filepath.Join(dir, "none"), corpus.Read, nil); !errors.Is(err, corpus.ErrNone) {
		t.Errorf("reading what is not there: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "none")); err == nil {
		t.Error("reading made a workspace")
	}

	newer := filepath.Join(dir, "newer")
	open(t, newer, corpus.Write).Close()
	alter(t, newer, "PRAGMA user_version = 99")
	for _, mode := range []corpus.Mode{corpus.Read, corpus.Write} {
		if _, err := corpus.Open(newer, mode, nil); !errors.Is(err, corpus.ErrNewer) {
			t.Errorf("a newer schema: %v", err)
		}
	}

	foreign := filepath.Join(dir, "foreign")
	os.Mkdir(foreign, 0o755)
	alter(t, foreign, "CREATE TABLE a (b)")
	if _, err := corpus.Open(foreign, corpus.Write, nil); err == nil || !strings.Contains(err.Error(), "not a database of zongjie") {
		t.Errorf("another program's database: %v", err)
	}

	junk := filepath.Join(dir, "junk")
	os.Mkdir(junk, 0o755)
	os.WriteFile(filepath.Join(junk, "zongjie.db"), bytes.Repeat([]byte("junk"), 5000), 0o644)
	for _, mode := range []corpus.Mode{corpus.Read, corpus.Write} {
		if _, err := corpus.Open(junk, mode, nil); err == nil || !strings.Contains(err.Error(), "damaged") {
			t.Errorf("junk: %v", err)
		}
	}
}

func alter(t *testing.T, dir, stmt string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "zongjie.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(stmt); err != nil {
		t.Fatal(err)
	}
}

func TestSecondWriter(t *testing.T) {
	dir := t.TempDir()
	first := open(t, dir, corpus.Write)
	put(t, first, dir, full(t, "a.txt"))
	_, err := corpus.Open(dir, corpus.Write, corpustest.Kinds())
	if !errors.Is(err, corpus.ErrBusy) || !strings.Contains(err.Error(), "process ") {
		t.Errorf("the second writer got %v", err)
	}
	reader := open(t, dir, corpus.Read)
	if n := len(collect(t, reader, corpus.Facts)); n != 1 {
		t.Errorf("beside a writer, a reader sees %d reports, want 1", n)
	}
	reader.Close()
	first.Close()
	open(t, dir, corpus.Write)
}

// TestForeignWriter: another SQLite tool in the middle of a change must not
// make us wait.
func TestForeignWriter(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, corpus.Write)
	root, _ := s.Root(dir)
	db, err := sql.Open("sqlite", filepath.Join(dir, "zongjie.db")+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(root, full(t, "a.txt")); !errors.Is(err, corpus.ErrBusy) {
		t.Errorf("while another tool writes: %v", err)
	}
	tx.Rollback()
	if _, err := s.Put(root, full(t, "a.txt")); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// TestFullDisk caps the size of the database, which SQLite reports as a full
// disk.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, corpus.Write)
	put(t, s, dir, full(t, "a.txt"))
	if err := s.LimitPages(60); err != nil {
		t.Fatal(err)
	}
	root, _ := s.Root(dir)
	big := full(t, "b.txt")
	for i := range 200_000 { // nothing in it repeats
		fact := big.Facts[4]
		fact.Rule = strconv.Itoa(i * 7919)
		big.Facts = append(big.Facts, fact)
	}
	if _, err := s.Put(root, full(t, "c.txt"), big); err == nil || !strings.Contains(err.Error(), "disk is full") {
		t.Errorf("on a full disk: %v", err)
	}
	if got, want := paths(collect(t, s, corpus.Facts)), filepath.Base(dir)+"/a.txt"; got != want {
		t.Errorf("afterwards the workspace holds %s, want %s", got, want)
	}
	s.Close()
	s = open(t, dir, corpus.Write)
	put(t, s, dir, big)
	if n := len(collect(t, s, corpus.Facts)); n != 2 {
		t.Errorf("with room again it holds %d reports, want 2", n)
	}
}

// TestKilledWriter kills a program that holds the workspace in the middle of a
// change: the next one finds it whole, and open.
func TestKilledWriter(t *testing.T) {
	if dir := os.Getenv("CORPUS_TEST_HOLD"); dir != "" {
		hold(t, dir)
		return
	}
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilledWriter$")
	cmd.Env = append(os.Environ(), "CORPUS_TEST_HOLD="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	if _, err := corpus.Open(dir, corpus.Write, corpustest.Kinds()); !errors.Is(err, corpus.ErrBusy) {
		t.Errorf("beside another process: %v", err)
	}
	cmd.Process.Kill()
	cmd.Wait()
	for _, mode := range []corpus.Mode{corpus.Read, corpus.Write} {
		s := open(t, dir, mode)
		if n := len(collect(t, s, corpus.Facts|corpus.Text)); n != 1 {
			t.Errorf("after the kill the workspace holds %d reports, want the 1 that was committed", n)
		}
		s.Close()
	}
}

// hold stores a report, begins a change that it never ends, and waits.
func hold(t *testing.T, dir string) {
	s := open(t, dir, corpus.Write)
	put(t, s, dir, full(t, "a.txt"))
	if err := s.BeginAndLeave(); err != nil {
		t.Fatal(err)
	}
	os.Stdout.WriteString("ready")
	select {}
}

func TestReadOnlyFolder(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere")
	}
	dir := t.TempDir()
	s := open(t, dir, corpus.Write)
	put(t, s, dir, full(t, "a.txt"))
	s.Close()
	os.Chmod(dir, 0o555)
	defer os.Chmod(dir, 0o755)
	if n := len(collect(t, open(t, dir, corpus.Read), corpus.Facts)); n != 1 {
		t.Errorf("holds %d reports, want 1", n)
	}
}
