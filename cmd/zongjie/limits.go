package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zongjie/pipeline/ingest"
)

// limitsFlags are the flags that change the limits on what is read.
type limitsFlags struct{ ingest.Limits }

func (f *limitsFlags) register(cmd *cobra.Command) {
	f.Limits = ingest.DefaultLimits()
	flags := cmd.Flags()
	flags.Var((*sizeFlag)(&f.File), ingest.FlagFile, "size of a file or a part of it")
	flags.Var((*sizeFlag)(&f.Text), ingest.FlagText, "size of the text of a document")
	flags.Var((*sizeFlag)(&f.Archive), ingest.FlagArchive, "size of an archive and its files")
	flags.Var((*countFlag)(&f.Entries), ingest.FlagEntries, "files in an archive")
	flags.Var((*countFlag)(&f.Ratio), ingest.FlagRatio, "growth of a file when unpacked")
	flags.Var((*countFlag)(&f.Nesting), ingest.FlagNesting, "archives within each other")
	flags.Var((*countFlag)(&f.Pages), ingest.FlagPages, "pages that tesseract reads a file")
	flags.Var((*timeFlag)(&f.Time), ingest.FlagTime, "for a document")
	flags.Var((*timeFlag)(&f.OCR), ingest.FlagOCR, "for a page that tesseract reads")
	flags.Var((*timeFlag)(&f.Office), ingest.FlagOffice, "for a file that LibreOffice reads")
}

// sizeFlag is a number of bytes, as people write it: 64MiB, 1GB, 500k. The
// letters stand for powers of 1024.
type sizeFlag int64

const largestSize = 1 << 40

// sizeUnits are the letters of units, each 1024 times the one before.
const sizeUnits = "kmg"

func (f *sizeFlag) Type() string { return "size" }

func (f *sizeFlag) String() string {
	n, unit := int64(*f), -1
	for unit+1 < len(sizeUnits) && n > 0 && n%1024 == 0 {
		n, unit = n/1024, unit+1
	}
	if unit < 0 {
		return strconv.FormatInt(n, 10)
	}
	return strconv.FormatInt(n, 10) + strings.ToUpper(sizeUnits[unit:unit+1]) + "iB"
}

func (f *sizeFlag) Set(s string) error {
	digits := strings.TrimRight(strings.ToLower(s), "kmgib ")
	unit := strings.TrimSpace(strings.ToLower(s)[len(digits):])
	n, err := strconv.ParseInt(digits, 10, 64)
	shift := 0
	if unit != "" && unit != "b" {
		rest := strings.TrimSuffix(strings.TrimSuffix(unit[1:], "b"), "i")
		shift = 10 * (strings.Index(sizeUnits, unit[:1]) + 1)
		if rest != "" || shift == 0 {
			return errors.New("an unknown unit")
		}
	}
	if err != nil || n < 1 || n > largestSize>>shift {
		return fmt.Errorf("not between 1 and %d bytes", int64(largestSize))
	}
	*f = sizeFlag(n << shift)
	return nil
}

// countFlag is a whole number above 0.
type countFlag int

func (f *countFlag) Type() string   { return "number" }
func (f *countFlag) String() string { return strconv.Itoa(int(*f)) }

func (f *countFlag) Set(s string) error {
	n, err := strconv.ParseInt(s, 10, 32)
	if err != nil || n < 1 {
		return errors.New("not a whole number above 0")
	}
	*f = countFlag(n)
	return nil
}

// timeFlag is a time above 0: 30s, 2m. A number without a unit means seconds.
type timeFlag time.Duration

func (f *timeFlag) Type() string { return "time" }

func (f *timeFlag) String() string {
	s := time.Duration(*f).String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	return s
}

const longestTime = 24 * time.Hour

func (f *timeFlag) Set(s string) error {
	d, err := time.ParseDuration(s)
	if n, plain := strconv.ParseInt(s, 10, 32); plain == nil {
		d, err = time.Duration(n)*time.Second, nil
	}
	if err != nil || d <= 0 || d > longestTime {
		return errors.New("not a time between 0 and 24h")
	}
	*f = timeFlag(d)
	return nil
}
