// Command zongjie reads folders of work reports and turns them into facts
// that lead back to the words that state them.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

// The exit codes of zongjie.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2   // wrong usage, or a mistake in a user's rule
	exitPartly      = 3   // finished, but some files could not be read
	exitInterrupted = 130 // Ctrl-C; what was done stays done
)

// version is set by the linker for a release: -ldflags "-X main.version=1.0.0".
var version = "0.1.0-dev"

// usageError is a mistake in the command line.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// errPartly says that the work is finished and some files could not be read.
// What they are has been printed.
var errPartly = errors.New("some files could not be read")

func main() { os.Exit(run()) }

// run runs the program with the arguments of the process and returns its exit code.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	cmd := newRoot()
	err := cmd.ExecuteContext(ctx)
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errPartly):
		return exitPartly
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(os.Stderr, "zongjie: interrupted; what was done is kept")
		return exitInterrupted
	case errors.Is(err, syscall.EPIPE):
		return exitOK // the reader of our output has seen enough
	}
	fmt.Fprintln(os.Stderr, "zongjie:", err)
	if errors.As(err, &usage) {
		return exitUsage
	}
	return exitFailed
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "zongjie",
		Short: "Turn folders of work reports into facts that an auditor can trust",
		Long: `zongjie (总结) reads work reports in Chinese and English and finds what they
state: how many members, teachers, trainings and visits, which awards, which
activities. Every fact carries the words that state it and where they stand.`,
		Example: `  zongjie run reports              read every report below the folder reports
  zongjie search 党员              find reports and what they say
  zongjie export -f csv -o out     write the facts as tables`,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf("there is no command %q; 'zongjie help' lists them", args[0])}
			}
			return cmd.Help()
		},
		Args: cobra.ArbitraryArgs,
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usageError{fmt.Errorf("%w; see '%s --help'", err, cmd.CommandPath())}
	})
	root.AddCommand(newRunCommand(), newExtractCommand(), newSearchCommand(), newShowCommand(), newExportCommand(),
		newExplainCommand(), newEvalCommand(), newLexiconCommand(), newVersionCommand(), newPDFWorkerCommand())
	return root
}

// arguments checks the number of arguments; the error says what is wanted.
func arguments(least, most int, want string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < least || most >= 0 && len(args) > most {
			return usageError{fmt.Errorf("%s wants %s; see '%s --help'", cmd.CommandPath(), want, cmd.CommandPath())}
		}
		return nil
	}
}
