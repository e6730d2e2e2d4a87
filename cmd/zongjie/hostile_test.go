package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"zongjie/corpus"
)

// Bad input and bad luck that a script cannot bring about. Not tested: a person
// without permission for a workspace (tests may run as root, who has all; the
// pipeline tests it for others), and a disk that is really full (TestFullDisk
// comes near to it with a limit on the size of files).

// zongjie runs the program in dir and returns what it printed and its exit code.
func zongjie(t *testing.T, dir string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	return execute(t, command(dir, "zongjie", args...))
}

func command(dir, name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...) // TestMain put zongjie where it is found
	cmd.Dir = dir
	return cmd
}

func execute(t *testing.T, cmd *exec.Cmd) (stdout, stderr string, code int) {
	t.Helper()
	var out, notes bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &notes
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), notes.String(), cmd.ProcessState.ExitCode()
}

// must runs the program and wants exit code 0.
func must(t *testing.T, dir string, args ...string) string {
	t.Helper()
	out, notes, code := zongjie(t, dir, args...)
	if code != exitOK {
		t.Fatalf("zongjie %s: exit code %d\n%s%s", strings.Join(args, " "), code, out, notes)
	}
	return out
}

// refused runs the program and wants an exit code and a message that holds want.
func refused(t *testing.T, dir string, code int, want string, args ...string) {
	t.Helper()
	out, notes, got := zongjie(t, dir, args...)
	if got != code || !strings.Contains(notes, want) {
		t.Errorf("zongjie %s: exit code %d, want %d and %q in\n%s%s", strings.Join(args, " "), got, code, want, out, notes)
	}
	if strings.Contains(notes, "goroutine") || strings.Contains(notes, "panic") {
		t.Errorf("zongjie %s: the message is none for people:\n%s", strings.Join(args, " "), notes)
	}
}

// reports makes n reports in dir/reports.
func reports(t *testing.T, dir string, n int) {
	t.Helper()
	for i := range n {
		name := filepath.Join(dir, "reports", fmt.Sprintf("%02d", i%10), fmt.Sprintf("%d.txt", i))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprintf("第%d中学2021年工作总结\n一、队伍建设\n学校现有党员%d名,全年开展培训%d次。\n", i+1, i+3, i%7+1)
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// tables returns the exported files of a workspace in dir, one after the other.
func tables(t *testing.T, dir, workspace string) string {
	t.Helper()
	out := t.TempDir()
	must(t, dir, "export", "-C", workspace, "-o", out)
	entries, err := os.ReadDir(out)
	if err != nil || len(entries) < 6 {
		t.Fatalf("%d tables, error %v", len(entries), err)
	}
	var all strings.Builder
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(out, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString("== " + e.Name() + "\n" + string(data))
	}
	return all.String()
}

func TestSameTables(t *testing.T) {
	dir := t.TempDir()
	reports(t, dir, 120)
	if err := os.WriteFile(filepath.Join(dir, "reports", "junk.txt"), []byte("\x00\x01\x02\xff\xfe\x80junk\x07\x00\xf3\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var first string
	for _, workers := range []string{"1", "8"} {
		for range 2 {
			if _, notes, code := zongjie(t, dir, "run", "reports", "-C", "w"+workers, "--workers", workers); code != exitPartly {
				t.Fatalf("exit code %d\n%s", code, notes)
			}
			got := tables(t, dir, "w"+workers)
			if first == "" {
				first = got
			}
			if got != first {
				t.Errorf("%s workers: the tables differ from those of the first run", workers)
			}
		}
	}
}

// TestTwoRuns: the second of two runs ends at once, and says why.
func TestTwoRuns(t *testing.T) {
	dir := t.TempDir()
	reports(t, dir, 3)
	must(t, dir, "run", "reports")
	first, err := corpus.Open(filepath.Join(dir, ".zongjie"), corpus.Write, nil)
	if err != nil {
		t.Fatal(err)
	}
	refused(t, dir, exitFailed, "the workspace is in use: another zongjie", "run", "reports")
	if out := must(t, dir, "search", "党员"); !strings.Contains(out, "3 reports") {
		t.Errorf("while another writes, search says\n%s", out)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	must(t, dir, "run", "reports")
}

func TestNewerWorkspace(t *testing.T) {
	dir := t.TempDir()
	reports(t, dir, 1)
	must(t, dir, "run", "reports")
	db, err := sql.Open("sqlite", filepath.Join(dir, ".zongjie", "zongjie.db"))
	if err == nil {
		_, err = db.Exec("PRAGMA user_version = 99")
	}
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"run", "reports"}, {"search", "党员"}, {"show", "0.txt"}, {"export", "-o", "out"}} {
		refused(t, dir, exitFailed, "newer zongjie", args...)
	}
}

func TestDamagedDatabase(t *testing.T) {
	for name, damage := range map[string]func(file string) error{
		"junk": func(file string) error { return os.WriteFile(file, bytes.Repeat([]byte("junk"), 5000), 0o644) },
		"cut":  func(file string) error { return os.Truncate(file, 8192) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			reports(t, dir, 3)
			must(t, dir, "run", "reports")
			if err := damage(filepath.Join(dir, ".zongjie", "zongjie.db")); err != nil {
				t.Fatal(err)
			}
			for _, args := range [][]string{{"run", "reports"}, {"search", "党员"}, {"show", "0.txt"}, {"export", "-o", "out"}} {
				refused(t, dir, exitFailed, "zongjie.db is damaged: move the workspace away and run again", args...)
			}
		})
	}
}

// TestDamagedIndex: search does not answer from a damaged index but says what to
// do, and a run mends it.
func TestDamagedIndex(t *testing.T) {
	for name, damage := range map[string]func(file string) error{
		"gone":    os.Remove,
		"cut":     func(file string) error { return os.Truncate(file, 200) },
		"changed": func(file string) error { return os.WriteFile(file, bytes.Repeat([]byte("index"), 500), 0o600) },
	} {
		for _, pattern := range []string{"index_meta.json", "store/root.bolt", "store/*.zap"} {
			t.Run(name+" "+filepath.Base(pattern), func(t *testing.T) {
				dir := t.TempDir()
				reports(t, dir, 5)
				must(t, dir, "run", "reports")
				files, err := filepath.Glob(filepath.Join(dir, ".zongjie", "index", filepath.FromSlash(pattern)))
				if err != nil || len(files) == 0 {
					t.Fatalf("no file of the index is called %s", pattern)
				}
				for _, file := range files {
					if err := damage(file); err != nil {
						t.Fatal(err)
					}
				}
				refused(t, dir, exitFailed, "`zongjie run FOLDER` makes it", "search", "党员")
				must(t, dir, "run", "reports")
				if out := must(t, dir, "search", "党员"); !strings.Contains(out, "5 reports") {
					t.Errorf("mended, search says\n%s", out)
				}
			})
		}
	}
}

// TestVanishedFolder: reports whose files went away leave the tables, and a
// folder that went away altogether is said to be missing and loses nothing.
func TestVanishedFolder(t *testing.T) {
	dir := t.TempDir()
	reports(t, dir, 12)
	must(t, dir, "run", "reports")
	before := tables(t, dir, ".zongjie")
	if err := os.Rename(filepath.Join(dir, "reports"), filepath.Join(dir, "away")); err != nil {
		t.Fatal(err)
	}
	refused(t, dir, exitFailed, "there is no folder reports", "run", "reports")
	if tables(t, dir, ".zongjie") != before {
		t.Error("a folder that is missing changed the tables")
	}
}

// TestMovedFolder: a folder that has moved, and the workspace with it or not, is the
// same folder; another one of its name is not.
func TestMovedFolder(t *testing.T) {
	dir := t.TempDir()
	reports(t, dir, 12)
	must(t, dir, "run", "reports")
	before := tables(t, dir, ".zongjie")
	moved := filepath.Join(dir, "2024")
	if err := os.Mkdir(moved, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"reports", ".zongjie"} {
		if err := os.Rename(filepath.Join(dir, name), filepath.Join(moved, name)); err != nil {
			t.Fatal(err)
		}
	}
	if out, notes, code := zongjie(t, moved, "run", "reports"); code != exitOK || !strings.Contains(out, "0 files read, 12 unchanged, 0 gone") || !strings.Contains(notes, "moved") {
		t.Errorf("exit code %d\n%s%s", code, out, notes)
	}
	if tables(t, moved, ".zongjie") != before {
		t.Error("the tables changed when the folder moved")
	}
	must(t, moved, "verify")

	other := filepath.Join(dir, "other")
	if err := errors.Join(os.Rename(filepath.Join(moved, "reports"), filepath.Join(moved, "away")), os.MkdirAll(filepath.Join(other, "reports"), 0o755),
		os.WriteFile(filepath.Join(other, "reports", "a.txt"), []byte("东岗村2020年工作总结\n党员7名。\n"), 0o644)); err != nil {
		t.Fatal(err)
	}
	if out := must(t, moved, "run", "../other/reports"); !strings.Contains(out, "1 file read") || !strings.Contains(out, "reports            13") {
		t.Error(out)
	}
	if err := os.CopyFS(filepath.Join(other, "reports"), os.DirFS(filepath.Join(moved, "away"))); err != nil {
		t.Fatal(err)
	}
	if out := must(t, moved, "run", "../other/reports"); !strings.Contains(out, "12 files read, 1 unchanged") { // a folder that is known
		t.Error(out)
	}
}

// TestNames: no name of a file or words in it can make a line of their own or
// give orders to a terminal.
func TestNames(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no such names")
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "reports"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"new\nline.txt":         "某村2021年工作总结\n村支部现有党员\x1b[31m8名。\n",
		"red\x1b[31m.txt":       "某村2022年工作总结\n村支部现有党员9名。\n",
		"empty\x1b]0;x\a\n.txt": "",
		"not\xffutf8.txt":       "某村2023年工作总结\n村支部现有党员10名。\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, "reports", name), []byte(text), 0o644); err != nil {
			t.Skip("this file system has no such names:", err)
		}
	}
	var all strings.Builder
	for _, args := range [][]string{{"run", "reports"}, {"search", "党员"}, {"search", "党员", "--kind", "count"}, {"show", "new\nline.txt"},
		{"extract", "reports"}, {"explain", "reports/new\nline.txt"}} {
		out, notes, _ := zongjie(t, dir, args...)
		all.WriteString(out + notes)
	}
	got := all.String()
	if i := strings.IndexAny(got, "\x1b\a"); i >= 0 {
		t.Errorf("a terminal would obey %q", got[max(0, i-40):min(len(got), i+20)])
	}
	for _, want := range []string{"reports/new␊line.txt", "reports/red␛[31m.txt", "reports/empty␛]0;x␇␊.txt: corrupt", "reports/not\uFFFDutf8.txt"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
}

// TestForeignNames: names of files that an archive of another system left in GBK
// are read, tell whose a report is, and do no harm to tables.
func TestForeignNames(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no such names")
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "reports"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"\xc1\xf8\xb9\xb5\xb4\xe52023.txt", "\xff.txt", "\xff\xff.txt"} { // the first is 柳沟村2023.txt
		if err := os.WriteFile(filepath.Join(dir, "reports", name), []byte("总结\n村里现有党员10名。\n全年开展培训3次。\n"), 0o644); err != nil {
			t.Skip("this file system has no such names:", err)
		}
	}
	must(t, dir, "run", "reports")
	if out := must(t, dir, "show", "reports/柳沟村2023.txt"); !strings.Contains(out, "柳沟村 (from the file name)") && !strings.Contains(out, "柳沟村 (from the path)") {
		t.Errorf("show says\n%s", out)
	}
	must(t, dir, "export", "-o", "tables")
	data, err := os.ReadFile(filepath.Join(dir, "tables", "counts.csv"))
	if err != nil || !utf8.Valid(data) || !bytes.Contains(data, []byte("柳沟村2023.txt")) {
		t.Errorf("error %v, and the table holds\n%s", err, data)
	}
	for _, what := range [][]string{{"verify"}, {"verify", "tables/counts.csv"}, {"status"}} {
		out := must(t, dir, what...)
		if strings.Contains(out, "not checked") || strings.Contains(out, "missing") && !strings.Contains(out, "0 missing") {
			t.Errorf("%v says\n%s", what, out)
		}
	}
}

// TestInterrupted: a run that Ctrl-C or the end of the program cuts short loses
// nothing of what it had stored, and the next run leads to the same tables as one
// that nobody disturbed.
func TestInterrupted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a test cannot press Ctrl-C there")
	}
	dir := t.TempDir()
	reports(t, dir, 2*plainEvery)
	must(t, dir, "run", "reports", "-C", "calm")
	want := tables(t, dir, "calm")
	for _, signal := range []os.Signal{os.Interrupt, os.Kill} {
		t.Run(signal.String(), func(t *testing.T) {
			workspace := signal.String()
			cmd := command(dir, "zongjie", "run", "reports", "-C", workspace)
			stderr, err := cmd.StderrPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			notes := bufio.NewReader(stderr)
			line, err := notes.ReadString('\n') // "reading: 1000 of 2000 files"
			if err != nil || !strings.HasPrefix(line, "reading: ") {
				t.Fatalf("the run says %q, error %v", line, err)
			}
			awaitReports(t, filepath.Join(dir, workspace)) // what is read is not stored at once
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			rest, _ := io.ReadAll(notes)
			if cmd.Wait() == nil {
				t.Fatal("the run was over before the signal")
			}
			if signal == os.Interrupt {
				if code := cmd.ProcessState.ExitCode(); code != exitInterrupted || !strings.HasSuffix(string(rest), "zongjie: interrupted; what was done is kept\n") {
					t.Errorf("exit code %d, and it says\n%s", code, rest)
				}
			}
			var done, unchanged int
			out := must(t, dir, "run", "reports", "-C", workspace)
			if _, err := fmt.Sscanf(out, "%d files read, %d unchanged", &done, &unchanged); err != nil {
				t.Fatalf("%v in %s", err, out)
			}
			if done == 0 || unchanged == 0 || done+unchanged != 2*plainEvery {
				t.Errorf("the next run read %d, and %d were there", done, unchanged)
			}
			if tables(t, dir, workspace) != want {
				t.Error("the tables differ from those of a run that nobody disturbed")
			}
			if out := must(t, dir, "search", `"第1999中学"`, "-C", workspace); !strings.Contains(out, "1 report\n") {
				t.Errorf("search says\n%s", out)
			}
		})
	}
}

// awaitReports waits until the workspace, which another program writes, holds a
// report.
func awaitReports(t *testing.T, workspace string) {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(time.Millisecond) {
		store, err := corpus.Open(workspace, corpus.Read, nil)
		if err != nil {
			continue // it is being made
		}
		sum, err := store.Summary()
		store.Close()
		if err == nil && sum.Reports > 0 {
			return
		}
	}
	t.Fatal("nothing was stored")
}

// TestFullDisk: what cannot be written is said, and the workspace stays usable.
func TestFullDisk(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no limit on the size of files")
	}
	dir := t.TempDir()
	reports(t, dir, 3)
	must(t, dir, "run", "reports")
	random := rand.New(rand.NewPCG(1, 2))
	text := make([]rune, 3000)
	for i := range 300 {
		for j := range text {
			text[j] = 0x4E00 + random.Int32N(5000)
		}
		if err := os.WriteFile(filepath.Join(dir, "reports", fmt.Sprintf("big%d.txt", i)), []byte(string(text)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, notes, code := execute(t, command(dir, "sh", "-c", "ulimit -f 800 && exec zongjie run reports"))
	if code != exitFailed || !strings.Contains(notes, "disk") || !strings.Contains(notes, "what was stored before is kept") {
		t.Errorf("exit code %d\n%s%s", code, out, notes)
	}
	if out := must(t, dir, "search", "党员"); !strings.Contains(out, "3 reports") {
		t.Errorf("search says\n%s", out)
	}
	if out := must(t, dir, "run", "reports"); !strings.HasPrefix(out, "300 files read, 3 unchanged") {
		t.Errorf("with room again, run says\n%s", out)
	}
}

// TestClosedPipe: a reader that has seen enough, such as head, ends the program
// without a word.
func TestClosedPipe(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no sh")
	}
	dir := t.TempDir()
	reports(t, dir, 400)
	out, notes, code := execute(t, command(dir, "sh", "-c", "zongjie extract reports | head -n 1"))
	if code != exitOK || strings.Count(out, "\n") != 1 || notes != "" {
		t.Errorf("exit code %d, output %q, messages %q", code, out, notes)
	}
}

// TestRefusedIsNoChange: of what an archive refuses nothing is known, so that
// status must not take it for changed.
func TestRefusedIsNoChange(t *testing.T) {
	dir := t.TempDir()
	reports(t, dir, 1)
	f, err := os.Create(filepath.Join(dir, "reports", "a.zip"))
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	w, err := z.Create("../2021.txt")
	if err == nil {
		_, err = io.WriteString(w, "柳沟村2021年工作总结")
	}
	if err := errors.Join(err, z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	if out, _, code := zongjie(t, dir, "run", "reports"); code != exitPartly {
		t.Fatalf("exit code %d\n%s", code, out)
	}
	if out := must(t, dir, "status"); !strings.Contains(out, "as at the last run") {
		t.Error(out)
	}
}

// TestChangedUnseen: a file that was changed and has the size and time that it had
// is left alone by a run, and verify says what to do; that does it.
func TestChangedUnseen(t *testing.T) {
	dir := t.TempDir()
	reports(t, dir, 1)
	files, err := filepath.Glob(filepath.Join(dir, "reports", "*", "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v %v", files, err)
	}
	must(t, dir, "run", "reports")
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(files[0])
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)-1] ^= 1
	if err := errors.Join(os.WriteFile(files[0], data, 0o644), os.Chtimes(files[0], info.ModTime(), info.ModTime())); err != nil {
		t.Fatal(err)
	}
	must(t, dir, "run", "reports")
	out, _, code := zongjie(t, dir, "verify")
	if code != 3 || !strings.Contains(out, "'zongjie remove'") {
		t.Errorf("exit code %d, %s", code, out)
	}
	must(t, dir, "remove", "reports")
	must(t, dir, "run", "reports")
	must(t, dir, "verify")
}
