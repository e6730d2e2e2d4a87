package tesseract

import (
	"math"
	"testing"
)

func TestLines(t *testing.T) {
	const tsv = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n" +
		"4\t1\t1\t1\t1\t0\t100\t100\t900\t40\t-1\t\n" +
		"5\t1\t1\t1\t1\t1\t100\t100\t80\t40\t95\t全年\n" +
		"5\t1\t1\t1\t1\t2\t182\t100\t80\t36\t95\t培训\n" +
		"5\t1\t1\t1\t1\t3\t500\t100\t40\t36\t95\t15\n" +
		"5\t1\t1\t1\t2\t1\t100\t160\t80\t30\t95\tNew\n" +
		"5\t1\t1\t1\t2\t2\t190\t160\t80\t30\t95\tYear\n" +
		"5\t1\t1\t1\t3\t1\tx\t-5\t80\t1e99\t95\t 二 \n" +
		"5\t1\tbroken\n"
	got := lines(tsv)
	want := []string{"全年培训\t15", "New Year", "二"}
	if len(got) != len(want) {
		t.Fatalf("%d lines, want %d: %v", len(got), len(want), got)
	}
	for i, l := range got {
		if l.Text != want[i] {
			t.Errorf("line %d is %q, want %q", i, l.Text, want[i])
		}
	}
	if l := got[0]; math.Abs(l.Left-36) > 1e-9 || math.Abs(l.Right-194.4) > 1e-9 || l.Size != got[1].Size {
		t.Errorf("the first line stands at %v; the second has the size %v", l, got[1].Size)
	}
}

// TestMissing finds no program where there is none.
func TestMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if p := Find(); p != nil {
		t.Errorf("found %v", p)
	}
}

func FuzzLines(f *testing.F) {
	f.Add("5\t1\t1\t1\t1\t1\t100\t100\t80\t40\t95\t全年\n")
	f.Add("5\t\t\t\t\t\tNaN\t-1\t1e308\t\t\tx")
	f.Fuzz(func(t *testing.T, tsv string) {
		for _, l := range lines(tsv) {
			if l.Text == "" || l.Right < l.Left || l.Size < 0 {
				t.Fatalf("%+v", l)
			}
		}
	})
}
