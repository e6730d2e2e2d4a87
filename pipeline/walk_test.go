package pipeline

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"zongjie/pipeline/ingest"
)

// plant makes files below a new folder and returns it.
func plant(t *testing.T, paths ...string) string {
	t.Helper()
	root := t.TempDir()
	for _, path := range paths {
		full := filepath.Join(root, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte("一、工作\n"+path+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func paths(sources []Source) []string {
	var list []string
	for _, s := range sources {
		list = append(list, s.Path)
	}
	return list
}

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skip("this system makes no links:", err)
	}
}

func TestWalk(t *testing.T) {
	root := plant(t, "b.txt", "a/2.txt", "a/1.txt", "c/深/总结.txt", ".zongjie/zongjie.db")
	sources, err := Walk(root, ingest.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a/1.txt", "a/2.txt", "b.txt", "c/深/总结.txt"}
	if got := paths(sources); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWalkFile(t *testing.T) {
	root := plant(t, "a/1.txt", "a/2.txt")
	sources, err := Walk(filepath.Join(root, "a", "2.txt"), ingest.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := paths(sources); !slices.Equal(got, []string{"2.txt"}) {
		t.Errorf("got %q, want the file alone", got)
	}
}

func TestWalkMissing(t *testing.T) {
	if _, err := Walk(filepath.Join(t.TempDir(), "none"), ingest.Limits{}); !os.IsNotExist(err) {
		t.Errorf("got %v, want that it does not exist", err)
	}
}

// TestWalkLinks: links in a circle end the walk nowhere, a link that leads out
// is named and not read, and one that stays within is not read twice.
func TestWalkLinks(t *testing.T) {
	root := plant(t, "a/1.txt")
	outside := plant(t, "secret.txt")
	link(t, root, filepath.Join(root, "a", "loop"))
	link(t, "self", filepath.Join(root, "self"))
	link(t, filepath.Join(root, "a", "1.txt"), filepath.Join(root, "again.txt"))
	link(t, filepath.Join(outside, "secret.txt"), filepath.Join(root, "out.txt"))
	sources, err := Walk(root, ingest.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := paths(sources), []string{"a/1.txt", "out.txt"}; !slices.Equal(got, want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	if _, err := sources[1].Read(); err == nil {
		t.Error("a link that leads out of the folder was read")
	}
}

func TestWalkLinkAsRoot(t *testing.T) {
	root := plant(t, "1.txt")
	name := filepath.Join(t.TempDir(), "reports")
	link(t, root, name)
	sources, err := Walk(name, ingest.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := paths(sources); !slices.Equal(got, []string{"1.txt"}) {
		t.Errorf("got %q, want what the link leads to", got)
	}
}

func TestWalkNoPermission(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("this user may read everything")
	}
	root := plant(t, "a/1.txt", "b.txt")
	if err := os.Chmod(filepath.Join(root, "a"), 0); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(filepath.Join(root, "a"), 0o755)
	sources, err := Walk(root, ingest.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := paths(sources); !slices.Equal(got, []string{"a", "b.txt"}) {
		t.Fatalf("got %q, want the folder that may not be opened and the file", got)
	}
	if f := readFailure(errOf(sources[0])); !strings.Contains(f.Message, "permission") {
		t.Errorf("got %q, want a word on permission", f.Message)
	}
}

func errOf(s Source) error {
	_, err := s.Read()
	return err
}
