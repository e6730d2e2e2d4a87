package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(cleaning{m}, map[string]func(){"zongjie": func() { os.Exit(run()) }})
}

// atExit is what to do when all tests and benchmarks are done.
var atExit []func()

// cleaning runs tests and then atExit.
type cleaning struct{ *testing.M }

func (c cleaning) Run() int {
	code := c.M.Run()
	for _, do := range atExit {
		do()
	}
	return code
}

// TestScripts runs the command line as its users do: one file of
// testdata/scripts a case. $REPORTS is the folder of our own reports.
func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join(root, "scripts"),
		RequireExplicitExec: true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
		Setup: func(env *testscript.Env) error {
			env.Setenv("REPORTS", filepath.Join(root, "reports"))
			env.Setenv("FILES", filepath.Join(root, "files"))
			env.Setenv("NO_COLOR", "1")
			return nil
		},
	})
}

// exits is the script command "exits CODE PROGRAM ARGUMENT...": the program
// must end with that code. Its output is looked at as after exec.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGUMENT...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}
