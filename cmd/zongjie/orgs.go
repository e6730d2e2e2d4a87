package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"zongjie/corpus"
	"zongjie/corpus/export"
	"zongjie/corpus/index"
	"zongjie/pipeline/table"
)

func newOrgsCommand() *cobra.Command {
	var workspace workspaceFlag
	var asJSON, suggest bool
	cmd := &cobra.Command{
		Use:   "orgs",
		Short: "List the organisations of a workspace, and say which are the same",
		Long: `List the organisations that reports are of, the names that reports give them,
and the years. Names that differ in width or blanks only are one; everything
else is merged only by aliases, which you name: see 'zongjie orgs alias --help'.
What is perhaps the same is shown below, and by --suggest as a file of aliases
to look through.`,
		Example: `  zongjie orgs
  zongjie orgs --suggest > alias.csv
  zongjie orgs alias alias.csv`,
		Args: arguments(0, 0, "no arguments, or its command alias"),
		RunE: func(cmd *cobra.Command, args []string) error {
			store, err := workspace.read()
			if err != nil {
				return err
			}
			defer store.Close()
			list, unnamed, err := store.Organizations()
			if err != nil {
				return err
			}
			perhaps := corpus.SuggestAliases(list)
			if suggest {
				return writeAliases(cmd.OutOrStdout(), perhaps)
			}
			return output(cmd.OutOrStdout(), asJSON, orgsJSON(list, unnamed, perhaps), func(out io.Writer, width int) {
				printOrgs(out, list, unnamed, perhaps, width)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the list as JSON")
	cmd.Flags().BoolVar(&suggest, "suggest", false, "print what is perhaps the same, as a file for 'zongjie orgs alias'")
	workspace.register(cmd)
	cmd.AddCommand(newAliasCommand())
	return cmd
}

// orgsJSON returns what is printed as JSON, where an empty list is none, not null.
func orgsJSON(list []corpus.Organization, unnamed int, perhaps []corpus.Alias) any {
	if list == nil {
		list = []corpus.Organization{}
	}
	if perhaps == nil {
		perhaps = []corpus.Alias{}
	}
	return struct {
		Organizations []corpus.Organization `json:"organizations"`
		Unnamed       int                   `json:"reports_without"`
		Perhaps       []corpus.Alias        `json:"perhaps_the_same"`
	}{list, unnamed, perhaps}
}

// printOrgs prints one organisation a line, under it the names that are not its
// own, in lines of at most width columns where it can.
func printOrgs(w io.Writer, list []corpus.Organization, unnamed int, perhaps []corpus.Alias, width int) {
	name := columnsOf("organization")
	for _, o := range list {
		name = max(name, columnsOf(oneLine(o.Name)))
		for _, v := range o.Variants {
			if v.Name != o.Name {
				name = max(name, columnsOf(oneLine(v.Name))+2)
			}
		}
	}
	name = min(name, max(width-30, fewestColumns/2)) // room for the numbers and a few years
	line := func(indent, text, reports, years string) {
		text = indent + cut(oneLine(text), name-len(indent))
		label := fmt.Sprintf("%s%s  %7s", text, strings.Repeat(" ", name-columnsOf(text)), reports)
		if years == "" {
			fmt.Fprintln(w, label)
			return
		}
		hang(w, label+"  ", years, width)
	}
	if len(list) > 0 {
		line("", "organization", "reports", "years")
	}
	for _, o := range list {
		line("", o.Name, strconv.Itoa(o.Reports), years(o.Years))
		for _, v := range o.Variants {
			if v.Name != o.Name {
				line("  ", v.Name, strconv.Itoa(v.Reports), "")
			}
		}
	}
	if unnamed > 0 || len(list) == 0 {
		line("", "(none)", strconv.Itoa(unnamed), "")
	}
	if len(perhaps) == 0 {
		return
	}
	fmt.Fprintf(w, "\nPerhaps the same; rows for 'zongjie orgs alias FILE.csv':\n")
	for _, a := range perhaps {
		fmt.Fprintln(w, visible(csvRow(a.Alias, a.Organization)))
	}
}

// years writes sorted years, runs of them as ranges: 2017, 2019–2021.
func years(list []int) string {
	var parts []string
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1] == list[j]+1 {
			j++
		}
		if j > i {
			parts = append(parts, fmt.Sprintf("%d-%d", list[i], list[j]))
		} else {
			parts = append(parts, strconv.Itoa(list[i]))
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}

func csvRow(cells ...string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	for i := range cells {
		cells[i] = export.Plain(cells[i])
	}
	w.Write(cells)
	w.Flush()
	return strings.TrimSuffix(b.String(), "\n")
}

// writeAliases prints aliases as a CSV file. A file has a byte order mark, so that
// spreadsheets open Chinese rightly.
func writeAliases(to io.Writer, list []corpus.Alias) error {
	out := bufio.NewWriter(to)
	if f, ok := to.(*os.File); !ok || !term.IsTerminal(int(f.Fd())) {
		out.WriteString("\ufeff")
	}
	fmt.Fprintln(out, csvRow("alias", "organization"))
	for _, a := range list {
		fmt.Fprintln(out, csvRow(a.Alias, a.Organization))
	}
	return out.Flush()
}

func newAliasCommand() *cobra.Command {
	var workspace workspaceFlag
	var remove bool
	cmd := &cobra.Command{
		Use:   "alias [FILE.csv|-]",
		Short: "Keep reports of one name as those of another",
		Long: `Read a table with the columns alias and organization (别名, 单位; the header may
be left out), and keep every report of an alias as one of its organisation:
those that are in the workspace and those to come. What reports say stays as it
is. The table takes the place of the one before. Without a file the aliases that
are kept are printed as such a table; --remove keeps none.`,
		Example: `  zongjie orgs alias alias.csv
  zongjie orgs alias > alias.csv
  zongjie orgs alias --remove`,
		Args: arguments(0, 1, "at most one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if remove && len(args) > 0 {
				return usageError{errors.New("--remove wants no file: it removes all aliases")}
			}
			if !remove && len(args) == 0 {
				store, err := workspace.read()
				if err != nil {
					return err
				}
				defer store.Close()
				list, err := store.Aliases()
				if err != nil {
					return err
				}
				return writeAliases(cmd.OutOrStdout(), list)
			}
			var list []corpus.Alias
			if !remove {
				var err error
				if list, err = readAliases(args[0]); err != nil {
					return err
				}
			}
			store, err := workspace.write()
			if err != nil {
				return err
			}
			return errors.Join(setAliases(cmd.Context(), store, list, cmd.OutOrStdout(), cmd.ErrOrStderr()), store.Close())
		},
	}
	cmd.Flags().BoolVar(&remove, "remove", false, "remove all aliases")
	workspace.register(cmd)
	return cmd
}

var aliasFormat = table.Format{Columns: [][]string{
	{"alias", "别名", "别称", "简称", "名称", "name"},
	{"organization", "organisation", "单位", "单位名称", "组织", "机构", "unit", "org"},
}}

// readAliases reads the aliases in the file named name, "-" for standard input.
// Mistakes in it, all of them, are wrong usage.
func readAliases(name string) ([]corpus.Alias, error) {
	in := os.Stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return nil, usageError{fmt.Errorf("%s is a folder; name the file with the aliases", name)}
		}
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, table.MaxBytes+1))
	if err != nil {
		return nil, err
	}
	rows, mistakes := aliasFormat.Read(data)
	var list []corpus.Alias
	for _, r := range rows {
		list = append(list, corpus.Alias{Alias: export.Unplain(r.Cells[0]), Organization: export.Unplain(r.Cells[1]), Line: r.Line})
	}
	list, wrong := corpus.CheckAliases(list)
	for _, m := range wrong {
		mistakes = append(mistakes, table.Mistake(m))
	}
	if len(mistakes) == 0 {
		return list, nil
	}
	lines := make([]string, len(mistakes))
	for i, m := range mistakes {
		lines[i] = m.In(name)
	}
	return nil, usageError{fmt.Errorf("mistakes in aliases, none was changed:\n%s", strings.Join(lines, "\n"))}
}

// setAliases keeps list, lets the index follow, and says what came of it. Aliases
// that no report has go to notes: they may be typing errors.
func setAliases(ctx context.Context, store *corpus.Store, list []corpus.Alias, out, notes io.Writer) error {
	changed, err := store.SetAliases(list)
	if err != nil {
		return err
	}
	unused, err := store.UnusedAliases()
	if err != nil {
		return err
	}
	for i, a := range unused {
		if i == maxListed {
			complain(notes, fmt.Sprintf("note: and %d more", len(unused)-i))
			break
		}
		complain(notes, "note: no report is of "+a.Alias)
	}
	idx, err := index.Open(store, corpus.Write)
	if err != nil {
		return err
	}
	if err := errors.Join(idx.CatchUp(ctx, nil), idx.Close()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s kept, %s changed\n", pluralAlias(len(list)), plural(changed, "report"))
	return err
}

func pluralAlias(n int) string {
	if n == 1 {
		return "1 alias"
	}
	return fmt.Sprintf("%d aliases", n)
}
