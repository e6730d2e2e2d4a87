// Command zongjie reads folders of work reports and turns them into facts
// that lead back to the words that state them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"strings"
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
	log.SetOutput(io.Discard)    // bleve logs; what matters of it comes as an error
	cmd := newRoot()
	cmd.SetArgs(negatives(cmd, os.Args[1:]))
	err := cmd.ExecuteContext(ctx)
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errPartly):
		return exitPartly
	case errors.Is(err, context.Canceled):
		complain(os.Stderr, "interrupted; what was done is kept")
		return exitInterrupted
	case errors.Is(err, syscall.EPIPE):
		return exitOK // the reader of our output has seen enough
	}
	complain(os.Stderr, message(err))
	if errors.As(err, &usage) {
		return exitUsage
	}
	return exitFailed
}

// complain prints what a person should know, apart from the output.
func complain(w io.Writer, message string) {
	for line := range strings.Lines("zongjie: " + message) {
		fmt.Fprintln(w, visible(strings.TrimSuffix(line, "\n")))
	}
}

// The groups of commands in the help.
var (
	groupWork = &cobra.Group{ID: "work", Title: "Work with a folder of reports:"}
	groupFile = &cobra.Group{ID: "file", Title: "Read single files, and keep nothing:"}
	groupCare = &cobra.Group{ID: "care", Title: "Look after a workspace:"}
	groupOwn  = &cobra.Group{ID: "own", Title: "Words, rules and how good they are:"}
)

func newRoot() *cobra.Command {
	cobra.EnableCommandSorting = false // they stand in the order of the work
	root := &cobra.Command{
		Use:   "zongjie",
		Short: "Turn folders of work reports into facts that an auditor can trust",
		Long: `zongjie (总结) reads work reports in Chinese and English and finds what they
state: how many members, teachers, trainings and visits, which awards, which
activities. Every fact carries the words that state it and where they stand.

"run" keeps what it reads in a workspace: the folder .zongjie, or another that
-C names. The other commands of the first two groups below work on it.

The exit code is 0 if all went well, 1 if the command failed, 2 if the command
line or a rule of your own is wrong, 3 if all was done but some files could not
be read, and 130 after Ctrl-C.`,
		Example: `  zongjie run reports              read every report below the folder reports
  zongjie search 党员              find reports and what they say
  zongjie export -f csv -o out     write the facts as tables`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(args[0])
			}
			return cmd.Help()
		},
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usageError{fmt.Errorf("%w; see '%s --help'", err, cmd.CommandPath())}
	})
	addGroup(root, groupWork,
		newRunCommand(),
		newSearchCommand(),
		newShowCommand(),
		newMatrixCommand(),
		newTrendCommand(),
		newCompareCommand(),
		newOrgsCommand(),
		newExportCommand(),
	)
	addGroup(root, groupCare,
		newStatusCommand(),
		newVerifyCommand(),
		newReindexCommand(),
		newRemoveCommand(),
	)
	addGroup(root, groupFile, newExtractCommand(), newExplainCommand())
	addGroup(root, groupOwn, newLexiconCommand(), newEvalCommand())
	root.AddCommand(newFormatsCommand(), newVersionCommand(), newPDFWorkerCommand())
	root.SetHelpCommand(newHelpCommand())
	root.SetUsageTemplate(strings.ReplaceAll(root.UsageTemplate(), ".FlagUsages ", fmt.Sprintf(".FlagUsagesWrapped %d ", defaultColumns)))
	root.InitDefaultCompletionCmd("completion")
	if completion, _, err := root.Find([]string{"completion"}); err == nil {
		completion.Args = cobra.ArbitraryArgs
		completion.RunE = func(cmd *cobra.Command, args []string) error {
			return usageError{errors.New("completion wants the name of a shell: bash, zsh, fish or powershell")}
		}
	}
	return root
}

func addGroup(root *cobra.Command, group *cobra.Group, commands ...*cobra.Command) {
	root.AddGroup(group)
	for _, cmd := range commands {
		cmd.GroupID = group.ID
	}
	root.AddCommand(commands...)
}

func unknownCommand(name string) error {
	return usageError{fmt.Errorf("there is no command %q; 'zongjie help' lists them", name)}
}

func newHelpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Explain the program or one of its commands",
		Example: "  zongjie help run",
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(strings.Join(args, " "))
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
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
