package export_test

import (
	"bytes"
	"encoding/csv"
	"flag"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zongjie/corpus"
	"zongjie/corpus/corpustest"
	"zongjie/corpus/export"
	"zongjie/extract"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func records(t testing.TB) []*extract.Record {
	village := corpustest.Record(t, "2023/村.txt", "河湾村2023年工作总结\n一、队伍\n党员46名,\"双培\"对象3名。\n二、荣誉\n获市级先进村、=2+3 称号。\n举办-次学习会。\n",
		corpustest.Fact{Kind: "heading", Values: "label=一、 number=1 level=1 title=队伍", Quote: "一、队伍"},
		corpustest.Fact{Kind: "heading", Values: "label=二、 number=2 level=1 title=荣誉", Quote: "二、荣誉"},
		corpustest.Fact{Kind: "count", Values: "value=46 unit=名 subject=party_member subject_text=党员 qualifier=exact modality=actual", Quote: "46名", Section: []string{"一、"}},
		corpustest.Fact{Kind: "count", Values: "value=-3.5 max=20000000000000000001 unit=名 subject=other subject_text=@对象", Quote: "3名", Section: []string{"一、", "(三)"}},
		corpustest.Fact{Kind: "award", Values: "name=先进村 level=municipal times=1", Quote: "先进村", Section: []string{"二、"}},
		corpustest.Fact{Kind: "award", Values: "name==2+3", Quote: "=2+3", Section: []string{"二、"}},
		corpustest.Fact{Kind: "activity", Values: "name=-次学习会 type=study modality=actual", Quote: "-次学习会", Section: []string{"二、"}},
	)
	village.Meta.Organization, village.Meta.Year, village.Meta.YearEvidence = "河湾村", 2023, "title"
	english := corpustest.Record(t, "b.md", "Annual summary\nWe have 12 members.\n",
		corpustest.Fact{Kind: "count", Values: "value=12 subject=party_member subject_text=members", Quote: "12 members"})
	english.Meta.Language, english.Meta.Shares = "en", extract.Shares{EN: 100}
	broken := &extract.Record{ID: "00", Source: extract.Source{Path: "c.bin", Bytes: 3}, Status: extract.Unsupported,
		Failure: &extract.Failure{Stage: "ingest", Message: "no text,\nonly bytes", Advice: "=open it"}}
	gone := corpustest.Record(t, "gone.txt", "旧总结\n党员9名\n", corpustest.Fact{Kind: "count", Values: "value=9", Quote: "9名"})
	return []*extract.Record{village, english, broken, gone}
}

// write stores the records in the order given, in batches, and exports them as
// options say.
func write(t testing.TB, recs []*extract.Record, batch int, options export.Options) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	store := fill(t, dir, recs, batch)
	out := filepath.Join(dir, "out")
	options.Program = "test"
	options.Kinds = corpustest.Kinds()
	if _, err := export.Write(t.Context(), store, out, options); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	entries, err := os.ReadDir(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if files[e.Name()], err = os.ReadFile(filepath.Join(out, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// fill stores the records, in batches; gone.txt is gone then.
func fill(t testing.TB, dir string, recs []*extract.Record, batch int) *corpus.Store {
	t.Helper()
	store, err := corpus.Open(filepath.Join(dir, "w"), corpus.Write, corpustest.Kinds())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	root, err := store.Root(filepath.Join(dir, "reports"))
	if err != nil {
		t.Fatal(err)
	}
	for part := range slices.Chunk(recs, batch) {
		if _, err := store.Put(root, part...); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := store.MarkSeen(root, func(p string) bool { return p != "gone.txt" }); err != nil {
		t.Fatal(err)
	}
	return store
}

var csvOnly = export.Options{Format: "csv"}

func TestGoldens(t *testing.T) {
	files := write(t, records(t), 10, csvOnly)
	delete(files, "manifest.json") // its hashes are those of the others
	delete(files, "datapackage.json")
	want, err := filepath.Glob("testdata/*.csv")
	if err != nil && !*update {
		t.Fatal(err)
	}
	if len(want) != len(files) && !*update {
		t.Errorf("%d files, want %d", len(files), len(want))
	}
	for name, got := range files {
		golden := filepath.Join("testdata", name)
		if *update {
			os.MkdirAll("testdata", 0o755)
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Error(err)
		} else if !bytes.Equal(got, want) {
			t.Errorf("%s is\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestSameBytesInWhateverOrder(t *testing.T) {
	want := write(t, records(t), 10, csvOnly)
	for seed := range int64(5) {
		recs := records(t)
		rand.New(rand.NewSource(seed)).Shuffle(len(recs), func(i, j int) { recs[i], recs[j] = recs[j], recs[i] })
		got := write(t, recs, int(seed)%3+1, csvOnly)
		for name := range want {
			if !bytes.Equal(got[name], want[name]) {
				t.Errorf("seed %d: %s is\n%s\nwant\n%s", seed, name, got[name], want[name])
			}
		}
	}
}

// TestAnyReaderReadsIt reads the files with another implementation of CSV, and
// checks shape and values.
func TestAnyReaderReadsIt(t *testing.T) {
	files := write(t, records(t), 10, csvOnly)
	for name, data := range files {
		if !strings.HasSuffix(name, ".csv") {
			continue
		}
		data, ok := bytes.CutPrefix(data, []byte("\ufeff"))
		if !ok {
			t.Errorf("%s has no byte order mark", name)
		}
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if lines := bytes.Count(data, []byte("\r\n")); lines != len(rows) {
			t.Errorf("%s has %d line ends for %d rows", name, lines, len(rows))
		}
		for _, row := range rows[1:] {
			for i, cell := range row {
				if _, err := strconv.ParseFloat(cell, 64); err != nil && cell != "" && strings.Contains("=+-@\t\r", cell[:1]) {
					t.Errorf("%s: column %s holds the formula %q", name, rows[0][i], cell)
				}
			}
		}
	}
	if got := string(files["counts.csv"]); !strings.Contains(got, ",-3.5,20000000000000000001,名,other,'@对象,") {
		t.Errorf("numbers and texts are mixed up:\n%s", got)
	}
}

func TestPlain(t *testing.T) {
	for s, want := range map[string]string{
		"=1+2": "'=1+2", "+86": "'+86", "-项": "'-项", "@a": "'@a", "\tx": "'\tx", "\rx": "'\rx", "＝A1": "'＝A1",
		"-12.5": "-12.5", "-": "'-", "-1-": "'-1-", "1=2": "1=2", "": "", "'": "'", "'=1": "''=1", "'a": "'a", "+1": "'+1", "-1.": "'-1.",
	} {
		got := export.Plain(s)
		if got != want {
			t.Errorf("Plain(%q) is %q, want %q", s, got, want)
		}
		if back := export.Unplain(got); back != s {
			t.Errorf("Unplain(%q) is %q, want %q", got, back, s)
		}
	}
}

func FuzzPlain(f *testing.F) {
	for _, s := range []string{"=1", "'=1", "''", "-1", "--1", "＝"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if back := export.Unplain(export.Plain(s)); back != s {
			t.Errorf("%q comes back as %q", s, back)
		}
	})
}

// TestFailureLeavesTheOldFiles: an export that cannot end changes nothing.
func TestFailureLeavesTheOldFiles(t *testing.T) {
	dir := t.TempDir()
	store, err := corpus.Open(filepath.Join(dir, "w"), corpus.Write, corpustest.Kinds())
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	if _, err := export.Write(t.Context(), store, out, csvOnly); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(filepath.Join(out, "counts.csv"))
	store.Close()
	if _, err := export.Write(t.Context(), store, out, csvOnly); err == nil {
		t.Error("a closed store was exported")
	}
	after, err := os.ReadFile(filepath.Join(out, "counts.csv"))
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the old file is %q now, error %v", after, err)
	}
	entries, _ := os.ReadDir(out)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			t.Errorf("%s was left behind", e.Name())
		}
	}
}
