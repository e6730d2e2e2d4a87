package extract

import (
	"crypto/sha256"
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"zongjie/lexicon"
)

//go:embed *.go kinds/*.go kinds/*/*.go match/*.go text/*.go
var sources embed.FS

// code is a hash of the code that finds facts: that of this folder, of the
// folders in it, and of the lexicon. Its words have a version of their own.
var code = sync.OnceValue(func() string { return HashSource(sources) + HashSource(lexicon.Source) })

// HashSource returns a hash of the files in fsys, those of tests left out: the
// same for the same source, wherever and however it was built. It cannot tell a
// change of a comment from one that matters, so it says that something changed
// more often than it did, and never less.
func HashSource(fsys fs.FS) string {
	sum := sha256.New()
	err := fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := fs.ReadFile(fsys, path)
		// A checkout may have changed the line ends.
		fmt.Fprintf(sum, "%s\n%s\n", path, strings.ReplaceAll(string(data), "\r\n", "\n"))
		return err
	})
	if err != nil {
		panic(err) // the files are part of the program
	}
	return fmt.Sprintf("%x", sum.Sum(nil)[:4])
}
