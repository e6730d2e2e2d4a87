package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"zongjie/corpus"
	"zongjie/corpus/index"
)

func newSearchCommand() *cobra.Command {
	var workspace workspaceFlag
	var years string
	var asJSON bool
	var q index.Query
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find reports by what they say, or facts of one kind",
		Long: `Find the reports that hold all words of the query; those about them come first.
Words between quotation marks must stand together. Traditional characters find
simplified ones, full-width ones half-width ones, and English words are found in
every form. With --kind, the facts of that kind that hold the words are shown.`,
		Example: `  zongjie search 党员
  zongjie search '"三会一课" 志愿服务' --year 2019..2023
  zongjie search 先进 --kind award --org 小学
  zongjie search teachers --json --limit 50`,
		Args: arguments(1, -1, "words to look for"),
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			q.Text = strings.Join(args, " ")
			if q.YearFrom, q.YearTo, err = parseYears(years); err != nil {
				return err
			}
			if q.Limit < 1 {
				return usageError{errors.New("--limit must be at least 1")}
			}
			store, err := workspace.read()
			if err != nil {
				return err
			}
			defer store.Close()
			if err := knownKind(store, q.Kind); err != nil {
				return err
			}
			idx, err := index.Open(store, corpus.Read)
			if err != nil {
				return err
			}
			defer idx.Close()
			results, err := idx.Search(cmd.Context(), q)
			if errors.Is(err, index.ErrEmpty) {
				return usageError{err}
			}
			if err != nil {
				return err
			}
			return printResults(cmd.OutOrStdout(), results, asJSON)
		},
	}
	cmd.Flags().StringVar(&years, "year", "", "only reports of this year or these years: 2021, 2019..2023, 2019.. or ..2023")
	cmd.Flags().StringVar(&q.Org, "org", "", "only reports of organisations whose name holds this")
	cmd.Flags().StringVar(&q.Kind, "kind", "", "facts of this kind: heading, count, award or activity")
	cmd.Flags().IntVar(&q.Limit, "limit", 10, "how many reports to show at most")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the results as JSON")
	workspace.register(cmd)
	return cmd
}

// parseYears reads 2021, 2019..2023, 2019.. and ..2023; 0 is no limit.
func parseYears(s string) (from, to int, err error) {
	if s == "" {
		return 0, 0, nil
	}
	first, last, isRange := strings.Cut(s, "..")
	if !isRange {
		last = first
	}
	wrong := usageError{fmt.Errorf("--year %s: want a year or a range such as 2019..2023", s)}
	if first == "" && last == "" {
		return 0, 0, wrong
	}
	for year, n := range map[*int]string{&from: first, &to: last} {
		if n == "" {
			continue
		}
		if *year, err = strconv.Atoi(n); err != nil || *year < 1 {
			return 0, 0, wrong
		}
	}
	if from != 0 && to != 0 && from > to {
		return 0, 0, wrong
	}
	return from, to, nil
}

// knownKind checks that the workspace holds facts of a kind named name.
func knownKind(store *corpus.Store, name string) error {
	var names []string
	for _, k := range store.Kinds {
		if name == "" || k.Name == name {
			return nil
		}
		names = append(names, k.Name)
	}
	return usageError{fmt.Errorf("--kind %s: there is no such kind; there are %s", name, strings.Join(names, ", "))}
}

func printResults(w io.Writer, results index.Results, asJSON bool) error {
	out := bufio.NewWriter(w)
	if asJSON {
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		if results.Hits == nil {
			results.Hits = []index.Hit{}
		}
		return errors.Join(enc.Encode(results), out.Flush())
	}
	colour := useColour(w)
	for i := range results.Hits {
		printHit(out, &results.Hits[i], colour)
	}
	more := ""
	if results.AtLeast {
		more = "at least "
	}
	fmt.Fprintf(out, "%s%s\n", more, plural(results.Total, "report"))
	return out.Flush()
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// useColour reports whether w is a terminal whose user wants colour.
func useColour(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd()))
}

func printHit(w io.Writer, h *index.Hit, colour bool) {
	head := h.Path
	if h.Title != "" {
		head += "  " + h.Title
	}
	if h.Year != 0 {
		head += fmt.Sprintf(" (%d)", h.Year)
	}
	if h.Partial {
		head += "  [some of the words]"
	}
	fmt.Fprintln(w, head)
	for i := range h.Facts {
		f := &h.Facts[i]
		fmt.Fprintf(w, "  line %d: %s\n", f.Quote.Line, f.Kind.Format(f))
	}
	if len(h.Facts) == 0 {
		for i := range h.Snippets {
			fmt.Fprintf(w, "  line %d: %s\n", h.Snippets[i].Line, highlight(&h.Snippets[i], colour))
		}
	}
	fmt.Fprintln(w)
}

// highlight returns the text of a snippet on one line, with what was found in
// bold where colour may be used.
func highlight(s *index.Snippet, colour bool) string {
	runes := []rune(s.Text)
	var b strings.Builder
	at := 0
	for _, m := range s.Marks {
		if !colour {
			break
		}
		b.WriteString(string(runes[at:m[0]]) + "\x1b[1;31m" + string(runes[m[0]:m[1]]) + "\x1b[0m")
		at = m[1]
	}
	b.WriteString(string(runes[at:]))
	return strings.Join(strings.Fields(b.String()), " ")
}
