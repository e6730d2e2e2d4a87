//go:build unix

package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"zongjie/corpus"
	"zongjie/corpus/index"
	"zongjie/extract"
	"zongjie/extract/kinds"
	"zongjie/pipeline"
	"zongjie/pipeline/ingest"
)

// The benchmarks measure the program on made reports of 5 KB (see
// testdata/gen/corpus):
//
//	ZONGJIE_BENCH=20000 go test ./cmd/zongjie -run '^$' -bench . -benchtime 1x -timeout 1h
//
// ZONGJIE_BENCH is how many reports; 500 where it is not set. Text is counted in
// megabytes of UTF-8. Wall time says little on a busy machine; cpu-s does.

// madeCorpus is the folder of made reports, the same for all benchmarks of a process.
var madeCorpus struct {
	dir  string
	size int64
	n    int
}

// made returns the folder of the made reports, how many bytes they have, and
// how many they are.
func made(b *testing.B) (dir string, size int64, n int) {
	b.Helper()
	if madeCorpus.dir != "" {
		return madeCorpus.dir, madeCorpus.size, madeCorpus.n
	}
	n = 500
	if s := os.Getenv("ZONGJIE_BENCH"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil || n < 1 {
			b.Fatalf("ZONGJIE_BENCH=%s is no number of reports", s)
		}
	}
	dir, err := os.MkdirTemp("", "zongjie-bench-")
	if err != nil {
		b.Fatal(err)
	}
	atExit = append(atExit, func() { os.RemoveAll(dir) })
	if size, err = newGenerator(b, 5000).Write(dir, n); err != nil {
		b.Fatal(err)
	}
	madeCorpus.dir, madeCorpus.size, madeCorpus.n = dir, size, n
	return dir, size, n
}

// cpu returns the processor time that this process has taken.
func cpu() time.Duration {
	var r syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &r) // fails only for a wrong argument
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// BenchmarkRun measures a whole run into a new workspace, and beside it what
// bleve alone takes for the same texts with the same mapping. run/bleve is how many
// times as long the whole takes, cpu/bleve how many times the processor time.
//
// Counted for bleve are: cutting the texts into words and stems, the fields of all
// documents, batches as large as those of a run with the writes that make them
// safe, merging into one segment as a run does, and closing. Not counted are
// reading files, finding facts, and the database: records are made beforehand and
// lie in memory. They come without their words, which otherwise the run would have
// cut for bleve.
func BenchmarkRun(b *testing.B) {
	dir, size, _ := made(b)
	b.SetBytes(size)
	var whole, alone, used, usedAlone time.Duration
	for b.Loop() {
		at := cpu()
		began := time.Now()
		job := runJob{workspace: workspaceFlag{dir: filepath.Join(b.TempDir(), "w")}, workers: runtime.NumCPU()}
		if err := job.run(context.Background(), []string{dir}, io.Discard, io.Discard); err != nil {
			b.Fatal(err)
		}
		whole, used = whole+time.Since(began), used+cpu()-at
		if testing.Short() { // for a profile of the run and nothing else
			continue
		}
		b.StopTimer()
		wall, spent := indexAlone(b, dir)
		alone, usedAlone = alone+wall, usedAlone+spent
		b.StartTimer()
	}
	b.ReportMetric(used.Seconds()/float64(b.N), "cpu-s/op")
	if alone > 0 {
		b.ReportMetric(usedAlone.Seconds()/float64(b.N), "bleve-cpu-s/op")
		b.ReportMetric(float64(size)*float64(b.N)/1e6/alone.Seconds(), "bleve-MB/s")
		b.ReportMetric(whole.Seconds()/alone.Seconds(), "run/bleve")
		b.ReportMetric(used.Seconds()/usedAlone.Seconds(), "cpu/bleve")
	}
}

// indexAlone indexes reports that are made and stored beforehand, and returns
// how long that took and the processor time.
func indexAlone(b *testing.B, dir string) (wall, used time.Duration) {
	engine, err := kinds.Load()
	if err != nil {
		b.Fatal(err)
	}
	store, err := corpus.Open(filepath.Join(b.TempDir(), "w"), corpus.Write, engine.Kinds())
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	root, err := store.Root(dir)
	if err != nil {
		b.Fatal(err)
	}
	sources, err := pipeline.Walk(dir, ingest.Limits{})
	if err != nil {
		b.Fatal(err)
	}
	var all []corpus.Report
	var batch []*extract.Record
	flush := func() {
		reports, err := store.Put(root, batch...)
		if err != nil {
			b.Fatal(err)
		}
		for _, r := range reports {
			r.Record.Words = nil
		}
		all, batch = append(all, reports...), nil
	}
	p, end := newPipeline(engine, runtime.NumCPU(), ingest.Limits{})
	defer end()
	for rec := range p.Run(context.Background(), sources) {
		if batch = append(batch, rec); len(batch) == batchSize {
			flush()
		}
	}
	if len(batch) > 0 {
		flush()
	}
	idx, err := index.Open(store, corpus.Write)
	if err != nil {
		b.Fatal(err)
	}
	defer debug.SetGCPercent(debug.SetGCPercent(gcPercent)) // as a run has it
	runtime.GC()
	at := cpu()
	began := time.Now()
	for reports := range slices.Chunk(all, indexBatch) {
		if err := idx.Add(reports); err != nil {
			b.Fatal(err)
		}
	}
	if err := idx.Compact(context.Background()); err != nil {
		b.Fatal(err)
	}
	if err := idx.Close(); err != nil {
		b.Fatal(err)
	}
	return time.Since(began), cpu() - at
}

// BenchmarkProcess measures commands as whole processes on a workspace of made
// reports: first a run that makes it, then one that finds nothing new, then what
// people ask of it. cpu-ms is processor time of a process, rss-MB its memory at
// the most; Linux never says less than that of the process that started it, so
// that small processes cannot be told apart.
func BenchmarkProcess(b *testing.B) {
	dir, size, _ := made(b)
	work := filepath.Join(b.TempDir(), "w")
	for _, c := range []struct {
		name  string
		bytes int64
		args  []string
	}{
		{"Run", size, []string{"run", dir}},
		{"RunAgain", 0, []string{"run", dir}},
		{"Help", 0, []string{"--help"}},
		{"SearchWord", 0, []string{"search", "党员"}},
		{"SearchString", 0, []string{"search", "员深入学"}},
		{"SearchYears", 0, []string{"search", "志愿服务", "--year", "2016..2019"}},
		{"Matrix", 0, []string{"matrix", "--measure", "party_member"}},
		{"ExportCSV", 0, []string{"export", "-f", "csv", "-o", filepath.Join(b.TempDir(), "tables")}},
	} {
		b.Run(c.name, func(b *testing.B) {
			var used time.Duration
			memory := int64(0)
			args := c.args
			if c.name != "Help" {
				args = append(args, "-C", work)
			}
			b.SetBytes(c.bytes)
			for b.Loop() {
				if c.name == "Run" {
					os.RemoveAll(work)
				}
				state := process(b, args...)
				used += state.UserTime() + state.SystemTime()
				memory = max(memory, state.SysUsage().(*syscall.Rusage).Maxrss)
			}
			b.ReportMetric(float64(used.Milliseconds())/float64(b.N), "cpu-ms/op")
			if runtime.GOOS == "linux" { // elsewhere it is in other units
				b.ReportMetric(float64(memory)/1e3, "rss-MB")
			}
			if c.name == "ExportCSV" {
				written := folderSize(b, c.args[len(c.args)-1])
				b.ReportMetric(float64(written)/1e6*float64(b.N)/b.Elapsed().Seconds(), "written-MB/s")
			}
		})
	}
	if size > 0 {
		b.Logf("workspace: %.2f of the text", float64(folderSize(b, work))/float64(size))
	}
}

func folderSize(b *testing.B, dir string) (size int64) {
	b.Helper()
	err := filepath.WalkDir(dir, func(_ string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return size
}

// process runs zongjie with args in a process of its own.
func process(b *testing.B, args ...string) *os.ProcessState {
	b.Helper()
	cmd := exec.Command(program(b), args...)
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("zongjie %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return cmd.ProcessState
}

var builtProgram string

// program returns the program as users have it: this test links more than it.
func program(b *testing.B) string {
	b.Helper()
	if builtProgram != "" {
		return builtProgram
	}
	dir, err := os.MkdirTemp("", "zongjie-bench-")
	if err != nil {
		b.Fatal(err)
	}
	atExit = append(atExit, func() { os.RemoveAll(dir) })
	file := filepath.Join(dir, "zongjie")
	if out, err := exec.Command("go", "build", "-o", file, ".").CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	builtProgram = file
	return file
}
