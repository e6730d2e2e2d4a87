package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"

	"zongjie/extract"
	"zongjie/extract/text"
)

// readXLSX reads the sheets of a workbook that are shown, row by row.
func readXLSX(in *input) (*text.Document, error) {
	most := min(2*in.limits.File, in.limits.Archive) // all of it is held at once
	f, err := excelize.OpenReader(bytes.NewReader(in.data), excelize.Options{UnzipSizeLimit: most, UnzipXMLSizeLimit: most})
	switch {
	case errors.Is(err, excelize.ErrWorkbookFileFormat), errors.Is(err, excelize.ErrWorkbookPassword):
		return nil, &fault{extract.Encrypted, "the workbook is protected by a password", "open it with its password, save it without one, and run again"}
	case err != nil && f == nil:
		return nil, fmt.Errorf("it cannot be opened as a workbook: %w", err)
	}
	defer f.Close()
	if about, err := f.GetDocProps(); err == nil {
		in.properties = Properties{author(about.Creator), when(about.Created), when(about.Modified)}
	}
	var b text.Builder
	var why error
	for _, sheet := range f.GetSheetList() {
		if shown, err := f.GetSheetVisible(sheet); err == nil && !shown {
			in.warn("ingest/hidden", "the sheet %q is hidden; it was left out", sheet)
			continue
		}
		if err := readSheet(f, sheet, &b); err != nil && why == nil {
			why = err
		}
	}
	doc := b.Document()
	if len(doc.Blocks) == 0 && why == nil {
		return nil, &fault{extract.Corrupt, "the workbook holds no text", "open it to see whether it is the right one"}
	}
	return doc, why
}

// readSheet writes the rows of a sheet. Its errors are faults.
func readSheet(f *excelize.File, sheet string, b *text.Builder) error {
	rows, err := f.Rows(sheet)
	if err != nil {
		if errors.As(err, &excelize.ErrSheetNotExist{}) { // a sheet of a chart
			return nil
		}
		return &fault{extract.Partial, fmt.Sprintf("the sheet %q is damaged: %v", sheet, err), "open the workbook and save it again"}
	}
	defer rows.Close()
	t := &table{b: b}
	for n := 1; rows.Next(); n++ {
		if n > maxRows {
			return &fault{extract.Partial, fmt.Sprintf("the sheet %q has more than %d rows; the rest was not read", sheet, maxRows), "split it, or leave out what is no report"}
		}
		hidden := rows.GetRowOpts().Hidden
		cells, err := rows.Columns()
		if err != nil {
			return &fault{extract.Partial, fmt.Sprintf("the sheet %q is damaged in row %d: %v", sheet, n, err), "open the workbook and save it again"}
		}
		if hidden {
			continue
		}
		t.row(cells, func(column int) string {
			name, err := excelize.ColumnNumberToName(column + 1)
			if err != nil {
				name = ""
			}
			return sheet + "!" + name + strconv.Itoa(n)
		})
	}
	if err := rows.Error(); err != nil {
		return &fault{extract.Partial, fmt.Sprintf("the sheet %q is damaged: %v", sheet, err), "open the workbook and save it again"}
	}
	return nil
}
