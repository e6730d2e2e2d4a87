package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"
)

// killsVariable says how often TestKilled kills a run. It takes some minutes for
// 200, so it is no part of the quick tests:
//
//	ZONGJIE_KILLS=200 go test ./cmd/zongjie -run TestKilled -timeout 1h
const killsVariable = "ZONGJIE_KILLS"

// TestKilled kills runs at moments that are spread at random over their whole
// time, the start and the making of the index among them. The next run must lead
// to the same tables as one that nobody disturbed, and to an index that holds
// the same reports.
func TestKilled(t *testing.T) {
	kills, err := strconv.Atoi(os.Getenv(killsVariable))
	if err != nil || kills < 1 {
		t.Skipf("%s says how many runs to kill", killsVariable)
	}
	if runtime.GOOS == "windows" {
		t.Skip("there is no kill -9")
	}
	dir := t.TempDir()
	reports(t, dir, 3*batchSize)
	start := time.Now()
	must(t, dir, "run", "reports", "-C", "calm")
	whole := time.Since(start)
	want := tables(t, dir, "calm")
	random := rand.New(rand.NewPCG(5, 200))
	cut := 0
	for i := range kills {
		moment := time.Duration(random.Int64N(int64(whole)))
		t.Run(fmt.Sprintf("%d after %s", i, moment.Round(time.Millisecond)), func(t *testing.T) {
			workspace := fmt.Sprintf("killed%d", i)
			defer os.RemoveAll(filepath.Join(dir, workspace))
			cmd := command(dir, "zongjie", "run", "reports", "-C", workspace)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(moment)
			cmd.Process.Kill()
			if cmd.Wait() != nil {
				cut++
			}
			must(t, dir, "run", "reports", "-C", workspace)
			if tables(t, dir, workspace) != want {
				t.Error("the tables differ from those of a run that nobody disturbed")
			}
			must(t, dir, "verify", "-C", workspace)
		})
	}
	if cut < kills/2 {
		t.Errorf("only %d of %d runs were cut short", cut, kills)
	}
}
