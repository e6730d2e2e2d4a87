package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"zongjie/extract"
	"zongjie/pipeline"
	"zongjie/pipeline/ingest"
)

func newExtractCommand() *cobra.Command {
	var withText bool
	var rules rulesFlag
	var limits limitsFlags
	workers := runtime.NumCPU()
	cmd := &cobra.Command{
		Use:   "extract FILE|FOLDER|-...",
		Short: "Print the records of reports as JSON Lines",
		Long: `Read reports and print what they state, one JSON object a report, one a line.
No workspace is needed, and none is changed. A file that cannot be read has a
line too, with its status and what to do; the exit code is then 3.`,
		Example: `  zongjie extract report.txt
  zongjie extract reports > facts.jsonl
  cat report.txt | zongjie extract --text -`,
		Args: arguments(1, -1, "at least one file or folder, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if workers < 1 {
				return usageError{errors.New("--workers must be at least 1")}
			}
			sources, err := sourcesOf(args, limits.Limits, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			engine, err := rules.engine()
			if err != nil {
				return err
			}
			p, end := newPipeline(engine, workers, limits.Limits)
			defer end()
			return printRecords(cmd, p, sources, withText)
		},
	}
	cmd.Flags().BoolVar(&withText, "text", false, "put the normalised text, which the offsets point into, in each record")
	cmd.Flags().IntVar(&workers, "workers", workers, "files to work on at the same time")
	rules.register(cmd)
	limits.register(cmd)
	return cmd
}

// printRecords writes the record of each source to standard output. It
// returns errPartly if one of them could not be read.
func printRecords(cmd *cobra.Command, p *pipeline.Pipeline, sources []pipeline.Source, withText bool) error {
	out := bufio.NewWriterSize(cmd.OutOrStdout(), 1<<16)
	unread := 0
	for rec := range p.Run(cmd.Context(), sources) {
		if rec.Status != extract.OK {
			unread++
			complain(cmd.ErrOrStderr(), failureLine(rec.Source.Path, rec))
		}
		rec.WithText = withText
		if err := errors.Join(rec.WriteJSON(out), out.WriteByte('\n')); err != nil {
			return err
		}
	}
	if err := errors.Join(out.Flush(), cmd.Context().Err()); err != nil {
		return err
	}
	if unread > 0 {
		return errPartly
	}
	return nil
}

// failureLine says to a person what happened to a file, and what to do.
func failureLine(path string, rec *extract.Record) string {
	line := path
	if rec.Failure == nil || rec.Failure.Stage != "read" { // what was not read has a status for programs only
		line += ": " + string(rec.Status)
	}
	if f := rec.Failure; f != nil {
		line += ": " + f.Message
		if f.Advice != "" {
			line += "; " + f.Advice
		}
	}
	return visible(line)
}

// endOfInput is what a person presses to end standard input.
var endOfInput = map[bool]string{false: "Ctrl-D", true: "Ctrl-Z and Enter"}[runtime.GOOS == "windows"]

// sourcesOf lists the files that arguments name, in their order; "-" is
// standard input. What lists say of the files is with them; what is odd about the
// lists goes to notes.
func sourcesOf(args []string, limits ingest.Limits, notes io.Writer) ([]pipeline.Source, error) {
	var works []folderWork
	for _, arg := range args {
		if arg == "" {
			return nil, usageError{errors.New("an empty name means no file or folder")}
		}
		if arg == "-" {
			if term.IsTerminal(int(os.Stdin.Fd())) {
				complain(os.Stderr, "reading what you type; end it with "+endOfInput)
			}
			works = append(works, folderWork{all: []pipeline.Source{pipeline.ReaderSource("-", os.Stdin, limits)}})
			continue
		}
		alone, err := isFile(arg)
		if alone && pipeline.IsList(filepath.ToSlash(arg)) {
			return nil, usageError{fmt.Errorf("%s is a list that says whose reports are; name a report or the folder", arg)}
		}
		var sources []pipeline.Source
		if err == nil {
			sources, err = pipeline.Walk(arg, limits)
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("there is no file or folder %s", arg)
		}
		if err != nil {
			return nil, err
		}
		w := folderWork{all: sources}
		if alone {
			w.above = []string{filepath.Dir(arg)}
		}
		works = append(works, w)
	}
	err := findLists(works, notes)
	var all []pipeline.Source
	for _, w := range works {
		all = append(all, w.all...)
	}
	return all, err
}

func isFile(name string) (bool, error) {
	info, err := os.Stat(name)
	return err == nil && !info.IsDir(), err
}
