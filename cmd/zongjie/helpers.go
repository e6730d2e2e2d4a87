package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"

	"github.com/spf13/cobra"

	"zongjie/extract"
	"zongjie/pipeline"
	"zongjie/pipeline/ingest"
	"zongjie/pipeline/libreoffice"
	"zongjie/pipeline/pdfium"
	"zongjie/pipeline/tesseract"
)

// newPipeline returns a pipeline with every helper there is. The function ends
// the processes that it started.
func newPipeline(engine *extract.Engine, workers int, limits ingest.Limits) (*pipeline.Pipeline, func()) {
	limits = limits.Full()
	pdf := &pdfium.Workers{Command: pdfWorker, Time: limits.Time}
	p := &pipeline.Pipeline{Engine: engine, Workers: workers, Reader: ingest.Reader{PDF: pdf, OCR: findOCR(limits), Limits: limits}}
	end := pdf.Close
	if office := libreoffice.Find(); office != nil {
		office.Time, office.Most = limits.Office, limits.File
		p.Reader.Office = office
		end = func() {
			pdf.Close()
			office.Close()
		}
	}
	return p, end
}

// findOCR returns what looks for tesseract when it is first needed.
func findOCR(limits ingest.Limits) func() ingest.OCR {
	return sync.OnceValue(func() ingest.OCR {
		if p := tesseract.Find(); p != nil {
			p.Time = limits.OCR
			return p
		}
		return nil
	})
}

// conditions says on what it depends, beside rules, whether a file can be read.
func conditions(limits ingest.Limits) string {
	_, noOCR := exec.LookPath("tesseract")
	return fmt.Sprintf("limits %v, tesseract %t, libreoffice %t", limits.Full(), noOCR == nil, libreoffice.Find() != nil)
}

const pdfWorkerName = "pdf-worker"

// workerVariable is set in the environment of a helper process, which must have
// none of its own: a program that is not zongjie but runs its code, such as a test,
// would start itself again and again.
const workerVariable = "ZONGJIE_PDF_WORKER"

// pdfWorker is this program as the process that PDF documents are read in.
func pdfWorker() (*exec.Cmd, error) {
	if os.Getenv(workerVariable) != "" {
		return nil, errors.New("a helper process starts no other")
	}
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(program, pdfWorkerName)
	cmd.Args[0] = os.Args[0] // tests tell by it which program they are
	cmd.Env = append(os.Environ(), workerVariable+"=1")
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
