// Command corpus writes a corpus of made-up work reports, to measure speed and
// to try the commands that look across years:
//
//	go run ./testdata/gen/corpus -n 20000 -o /tmp/corpus
//
// It is run from the top of the repository. The reports are varied from those in
// testdata/reports, as package vary says. The same flags write the same bytes and
// the same times of modification; report i is the same in a small corpus and in a
// large one. Files that are in the folder already are left there.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"zongjie/testdata/gen/corpus/vary"
)

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 1000, "how many reports")
	dir := flag.String("o", "", "folder to write to; reports lie in a folder for each year")
	size := flag.Int("size", 5000, "bytes of a report, about")
	seed := flag.Uint64("seed", 1, "another seed makes other reports")
	from := flag.String("from", filepath.FromSlash("testdata/reports"), "folder of the reports to vary")
	flag.Parse()
	if *dir == "" || *n < 1 || *size < 1 || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	gen, err := vary.New(os.DirFS(*from), *seed, *size)
	if err != nil {
		log.Fatal(err)
	}
	total, err := gen.Write(*dir, *n)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d reports, %d bytes\n", *n, total)
}
