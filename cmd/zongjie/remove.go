package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zongjie/corpus"
	"zongjie/corpus/index"
)

func newRemoveCommand() *cobra.Command {
	var job removeJob
	cmd := &cobra.Command{
		Use:   "remove PATH...",
		Short: "Forget reports of a workspace; files are not touched",
		Long: `Forget what a workspace keeps of reports: records, texts and facts. PATH is the
path of a report or of a folder in the workspace, as search and status show
them; with --gone, those below it whose files went away. No file outside the
workspace is touched, and a run over its folder reads a file again that is
still there.

Small pieces of a removed text may stay in the dictionary that other texts are
compressed with. Who must be sure that nothing stays deletes the workspace and
runs again.`,
		Example: `  zongjie remove reports/2019
  zongjie remove --gone
  zongjie remove reports/2023/school.docx --dry-run`,
		Args: arguments(0, -1, "paths of reports or folders"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && !job.gone {
				return usageError{errors.New("remove wants paths of reports or folders, or --gone for all whose files went away")}
			}
			return job.run(cmd.Context(), args, cmd.OutOrStdout())
		},
	}
	cmd.Flags().BoolVar(&job.gone, "gone", false, "only reports whose files went away")
	cmd.Flags().BoolVarP(&job.dry, "dry-run", "n", false, "name what would be removed, and remove nothing")
	job.workspace.register(cmd)
	return cmd
}

// removeJob forgets reports.
type removeJob struct {
	workspace workspaceFlag
	gone, dry bool
}

func (j *removeJob) run(ctx context.Context, args []string, out io.Writer) error {
	open := j.workspace.write
	if j.dry {
		open = j.workspace.read
	}
	store, err := open()
	if err != nil {
		return err
	}
	paths, err := j.paths(store, args)
	if err == nil && !j.dry {
		err = removeAll(ctx, store, paths)
	}
	if err := errors.Join(err, store.Close()); err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	does := "removed"
	if j.dry {
		does = "would remove"
	}
	for _, path := range paths {
		fmt.Fprintln(w, does, visible(path))
	}
	fmt.Fprintln(w, plural(len(paths), "report"))
	return w.Flush()
}

// paths returns the paths of the reports that args mean, sorted.
func (j *removeJob) paths(store *corpus.Store, args []string) ([]string, error) {
	if len(args) == 0 {
		args = []string{""}
	}
	var all []string
	for _, arg := range args {
		paths, err := j.under(store, arg)
		if err != nil {
			return nil, err
		}
		all = append(all, paths...)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// under returns the paths of the reports at or below the path arg, or of the one
// that it means as show takes it.
func (j *removeJob) under(store *corpus.Store, arg string) ([]string, error) {
	folder := strings.TrimSuffix(strings.ReplaceAll(arg, `\`, "/"), "/")
	if folder == "" && arg != "" {
		return nil, usageError{fmt.Errorf("%s is no path in the workspace; 'zongjie status' names its folders", arg)}
	}
	paths, err := store.Under(folder, true)
	if err != nil || j.gone && (len(paths) > 0 || arg == "") {
		return paths, err
	}
	there, err := store.Under(folder, false)
	switch {
	case err != nil:
		return nil, err
	case j.gone && len(there) > 0:
		return nil, nil
	case len(paths)+len(there) > 0:
		return append(paths, there...), nil
	}
	r, err := findReport(store, arg, 0)
	if err == nil && j.gone && r.State == corpus.Present {
		return nil, nil
	}
	return []string{r.Path}, err
}

// removeAll forgets the reports at paths in the store and in its index.
func removeAll(ctx context.Context, store *corpus.Store, paths []string) error {
	if len(paths) == 0 {
		return nil
	}
	if err := store.Remove(paths); err != nil {
		return err
	}
	idx, err := index.Open(store, corpus.Write)
	if err != nil {
		return err
	}
	err = idx.CatchUp(ctx, nil)
	if err == nil {
		err = idx.Compact(ctx)
	}
	if err := errors.Join(err, idx.Close()); err != nil {
		return err
	}
	return store.Sweep()
}
