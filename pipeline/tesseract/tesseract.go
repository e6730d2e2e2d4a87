// Package tesseract recognises text in pictures with the program of that name,
// where it is installed.
package tesseract

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // DecodeConfig knows the sizes of these
	_ "image/jpeg"
	_ "image/png"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"zongjie/pipeline/ingest"
)

const (
	dpi       = 200         // that pictures are taken to have
	maxPixels = 100_000_000 // of a picture
	maxOutput = 16 << 20    // bytes of what the program says of one picture
)

// languages are what the program is to recognise, as far as it knows them.
var languages = []string{"chi_sim", "chi_tra", "eng"}

// Program is an installed tesseract.
type Program struct {
	path      string
	Languages []string      // of those wanted, that it knows
	Time      time.Duration // for a picture; that of ingest.DefaultLimits if it is 0
}

// Find returns the program that the search path has, or nil.
func Find() *Program {
	path, err := exec.LookPath("tesseract")
	if err != nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), ingest.DefaultLimits().OCR)
	defer cancel()
	out, err := exec.CommandContext(ctx, path, "--list-langs").Output()
	if err != nil {
		return nil
	}
	p := &Program{path: path}
	known := strings.Fields(string(out))
	for _, want := range languages {
		for _, have := range known {
			if want == have {
				p.Languages = append(p.Languages, want)
			}
		}
	}
	if len(p.Languages) == 0 {
		return nil
	}
	return p
}

// Lines implements ingest.OCR.
func (p *Program) Lines(picture []byte) ([]ingest.Line, error) {
	if c, _, err := image.DecodeConfig(bytes.NewReader(picture)); err == nil && c.Width*c.Height > maxPixels {
		return nil, fmt.Errorf("the picture has %d x %d points, which is too many", c.Width, c.Height)
	}
	limit := cmp.Or(p.Time, ingest.DefaultLimits().OCR)
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, p.path, "stdin", "stdout", "-l", strings.Join(p.scripts(), "+"), "--psm", "3", "--dpi", strconv.Itoa(dpi), "tsv")
	cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1", "LC_ALL=C")
	cmd.Stdin = bytes.NewReader(picture)
	cmd.WaitDelay = time.Second
	out := &limited{left: maxOutput}
	cmd.Stdout = out
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("tesseract took longer than %v (--%s)", limit, ingest.FlagOCR)
	case err != nil:
		return nil, errors.New("tesseract could not read it")
	}
	return lines(out.String()), nil
}

// scripts returns the languages to ask for: traditional Chinese only where
// simplified is not known, for together they take twice the time.
func (p *Program) scripts() []string {
	var use []string
	for _, l := range p.Languages {
		if l != "chi_tra" || len(use) == 0 {
			use = append(use, l)
		}
	}
	return use
}

// limited keeps the first bytes that are written to it.
type limited struct {
	bytes.Buffer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	n := min(len(p), l.left)
	l.left -= n
	l.Buffer.Write(p[:n])
	return len(p), nil
}

// lines makes lines of a table of words, as tesseract writes it: level, page,
// block, paragraph, line, word, left, top, width, height, confidence, text.
func lines(tsv string) []ingest.Line {
	const scale = 72.0 / dpi
	var all []ingest.Line
	last := ""
	for row := range strings.Lines(tsv) {
		f := strings.SplitN(strings.TrimRight(row, "\r\n"), "\t", 12)
		if len(f) < 12 || f[0] != "5" || strings.TrimSpace(f[11]) == "" {
			continue
		}
		var box [4]float64
		for i := range box {
			v, err := strconv.ParseFloat(f[6+i], 64)
			if err != nil || !(v >= 0 && v <= 1e6) { // which NaN is neither
				v = 0
			}
			box[i] = v * scale
		}
		word := ingest.Line{Left: box[0], Top: box[1], Right: box[0] + box[2], Bottom: box[1] + box[3], Size: box[3], Text: strings.TrimSpace(f[11])}
		if at := strings.Join(f[1:5], "."); at != last {
			all, last = append(all, word), at
			continue
		}
		join(&all[len(all)-1], word)
	}
	level(all)
	return all
}

// level gives lines of about one height the same: the height of a line without
// high characters is less, and its font is not smaller for that.
func level(all []ingest.Line) {
	if len(all) == 0 {
		return
	}
	var sizes []float64
	for _, l := range all {
		sizes = append(sizes, l.Size)
	}
	slices.Sort(sizes)
	usual := sizes[len(sizes)/2]
	for i := range all {
		if ratio := all[i].Size / max(usual, 1); ratio > 0.6 && ratio < 1.4 {
			all[i].Size = usual
		}
	}
}

// join adds a word to a line. Chinese words are parted by nothing.
func join(l *ingest.Line, word ingest.Line) {
	before, _ := utf8.DecodeLastRuneInString(l.Text)
	next, _ := utf8.DecodeRuneInString(word.Text)
	l.Top, l.Bottom, l.Size = min(l.Top, word.Top), max(l.Bottom, word.Bottom), max(l.Size, word.Size)
	switch gap := word.Left - l.Right; {
	case gap > ingest.ColumnGap*1.5*l.Size:
		l.Text += "\t"
	case before < 0x2E80 && next < 0x2E80 || gap > l.Size:
		l.Text += " "
	}
	l.Text += word.Text
	l.Right = max(l.Right, word.Right)
}
