package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"zongjie/pipeline/ingest"
	"zongjie/pipeline/libreoffice"
	"zongjie/pipeline/tesseract"
)

func newFormatsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "formats",
		Short: "List which files can be read here, and which helpers were found",
		Long: `List the formats of files that are known, whether they can be read here, and the
programs of this machine that help with some of them. The content of a file
decides its format; its extension is a hint.`,
		Example: "  zongjie formats",
		Args:    arguments(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return listFormats(cmd.OutOrStdout(), tesseract.Find(), libreoffice.Find())
		},
	}
}

func listFormats(out io.Writer, ocr *tesseract.Program, office *libreoffice.Program) error {
	w := bufio.NewWriter(out)
	extensions := func(f ingest.Format) string { return strings.TrimSpace(strings.Join(f.Extensions, " ")) }
	names, ends := 0, 0
	for _, f := range ingest.Formats() {
		names, ends = max(names, len(f.Name)), max(ends, len(extensions(f)))
	}
	for _, f := range ingest.Formats() {
		state := "not read"
		switch {
		case f.Name == "locked":
			continue
		case ingest.Holds(f.Name) && !f.Readable():
			state = "its files are read one by one"
		case f.Name == "image" && ocr == nil:
			state = "not read: it needs tesseract"
		case f.Name == "image":
			state = "read with tesseract"
		case f.Name == "pdf" && ocr == nil:
			state = "read, but for scanned pages: they need tesseract"
		case f.Name == "pdf":
			state = "read; scanned pages with tesseract"
		case f.Converted() && office == nil:
			state = "not read: it needs LibreOffice"
		case f.Converted():
			state = "read with LibreOffice"
		case f.Name == "eml":
			state = "read; the files that came with it too"
		case f.Readable():
			state = "read"
		}
		hang(w, fmt.Sprintf("%-*s  %-*s  ", names, f.Name, ends, extensions(f)), state, columns(out))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	tesseract, libreoffice := "not found; install it with the languages chi_sim and eng\n             to read pictures of text", "not found; install it to read old formats"
	if ocr != nil {
		tesseract = "found, with the languages " + strings.Join(ocr.Languages, ", ")
	}
	if office != nil {
		libreoffice = "found: " + office.Path
	}
	_, err := fmt.Fprintf(out, "\ntesseract    %s\nLibreOffice  %s\n", tesseract, libreoffice)
	return err
}
