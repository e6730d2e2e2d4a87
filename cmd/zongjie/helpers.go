package main

import (
	"os"
	"os/exec"
	"sync"

	"github.com/spf13/cobra"

	"zongjie/extract"
	"zongjie/pipeline"
	"zongjie/pipeline/ingest"
	"zongjie/pipeline/pdfium"
	"zongjie/pipeline/tesseract"
)

// newPipeline returns a pipeline with every helper there is. The function ends
// the processes that it started.
func newPipeline(engine *extract.Engine, workers int) (*pipeline.Pipeline, func()) {
	pdf := &pdfium.Workers{Command: pdfWorker}
	return &pipeline.Pipeline{Engine: engine, Workers: workers, Reader: ingest.Reader{PDF: pdf, OCR: findOCR}}, pdf.Close
}

// findOCR looks for tesseract when it is first needed.
var findOCR = sync.OnceValue(func() ingest.OCR {
	if p := tesseract.Find(); p != nil {
		return p
	}
	return nil
})

const pdfWorkerName = "pdf-worker"

// pdfWorker is this program as the process that PDF documents are read in.
func pdfWorker() (*exec.Cmd, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(program, pdfWorkerName)
	cmd.Args[0] = os.Args[0] // tests tell by it which program they are
	return cmd, nil
}

func newPDFWorkerCommand() *cobra.Command {
	return &cobra.Command{
		Use:    pdfWorkerName,
		Short:  "Read PDF documents for another zongjie",
		Hidden: true,
		Args:   arguments(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return pdfium.Serve(cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
}
