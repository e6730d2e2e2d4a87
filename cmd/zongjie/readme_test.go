package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "rewrite the output shown in the README")

// varying is what may differ: the time a run takes, and the version of the rules.
var varying = regexp.MustCompile(`in [0-9.]+m?s\b|  rules +\S+`)

// TestReadme runs the commands that the README shows and compares what they
// print with what it shows; -update rewrites it.
func TestReadme(t *testing.T) {
	const name = "../../README.md"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	readme, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	t.Chdir(t.TempDir())
	if err := os.Mkdir("reports", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("reports/village.txt", []byte(fenced(t, text, "`village.txt`:")), 0o644); err != nil {
		t.Fatal(err)
	}
	modified := time.Date(2022, 1, 5, 8, 0, 0, 0, time.UTC)
	if err := os.Chtimes("reports/village.txt", modified, modified); err != nil {
		t.Fatal(err)
	}
	commands := 0
	const open, close = "```console\n", "```\n"
	var out strings.Builder
	for {
		before, rest, ok := strings.Cut(text, open)
		out.WriteString(before)
		if !ok {
			break
		}
		block, after, ok := strings.Cut(rest, close)
		if !ok {
			t.Fatal("a console block of the README has no end")
		}
		var shown strings.Builder
		for line := range strings.Lines(block) {
			if command, ok := strings.CutPrefix(line, "$ zongjie "); ok {
				commands++
				shown.WriteString(line + printed(t, strings.Fields(command)))
			}
		}
		if varying.ReplaceAllString(shown.String(), "") != varying.ReplaceAllString(block, "") && !*update {
			t.Errorf("the README shows\n%s\nand the program prints\n%s", block, shown.String())
		}
		out.WriteString(open + shown.String() + close)
		text = after
	}
	if commands < 3 {
		t.Errorf("the README shows %d commands with their output, want at least 3", commands)
	}
	if *update {
		if err := os.WriteFile(readme, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// fenced returns the fenced block that follows intro.
func fenced(t *testing.T, text, intro string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, intro)
	_, rest, open := strings.Cut(rest, "```text\n")
	block, _, closed := strings.Cut(rest, "```\n")
	if !ok || !open || !closed {
		t.Fatalf("the README has no block after %q", intro)
	}
	return block
}

// printed returns what a command prints to standard output.
func printed(t *testing.T, args []string) string {
	t.Helper()
	var out, notes bytes.Buffer
	cmd := newRoot()
	cmd.SetArgs(args)
	cmd.SetOut(&out)
	cmd.SetErr(&notes)
	if err := cmd.Execute(); err != nil {
		t.Fatalf("zongjie %s: %v\n%s", strings.Join(args, " "), err, notes.String())
	}
	return out.String()
}
