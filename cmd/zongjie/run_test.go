package main

import (
	"fmt"
	"iter"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// TestBatches: what is slow to come is not kept waiting until a batch is full,
// since a kill would lose it.
func TestBatches(t *testing.T) {
	tests := []struct {
		name  string
		pause time.Duration // before each value
		want  string
	}{
		{"quick", 0, "[[0 1 2] [3 4 5] [6]]"},
		{"slow", 3 * time.Second, "[[0 1] [2 3] [4 5] [6]]"},
		{"slower", time.Minute, "[[0] [1] [2] [3] [4] [5] [6]]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				got := fmt.Sprint(slices.Collect(batches(paused(7, test.pause), 3, 5*time.Second)))
				if got != test.want {
					t.Errorf("got %s, want %s", got, test.want)
				}
			})
		})
	}
}

// paused yields the numbers below n, each after a pause.
func paused(n int, pause time.Duration) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			time.Sleep(pause)
			if !yield(i) {
				return
			}
		}
	}
}
