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
	"unicode"

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
			if behind, err := idx.Behind(); err == nil && behind > 0 {
				complain(cmd.ErrOrStderr(), "the search index does not hold all reports of the workspace yet; 'zongjie run FOLDER' completes it")
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
	colour, width := useColour(w), columns(w)
	for i := range results.Hits {
		printHit(out, &results.Hits[i], width, colour)
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

// printHit prints a hit in lines of at most width columns. Only the path is never
// cut, so that it can be copied.
func printHit(w io.Writer, h *index.Hit, width int, colour bool) {
	path, about := visible(h.Path), oneLine(h.Title)
	tail := ""
	if h.Year != 0 {
		tail += fmt.Sprintf(" (%d)", h.Year)
	}
	if h.Partial {
		tail += "  [some of the words]"
	}
	switch {
	case about == "":
		fmt.Fprintln(w, path+tail)
	case columnsOf(path+"  "+about+tail) <= width:
		fmt.Fprintln(w, path+"  "+about+tail)
	default:
		fmt.Fprintf(w, "%s\n  %s%s\n", path, cut(about, width-2-columnsOf(tail)), tail)
	}
	for i := range h.Facts {
		f := &h.Facts[i]
		hang(w, fmt.Sprintf("  line %d: ", f.Quote.Line), f.Kind.Format(f), width)
	}
	if len(h.Facts) == 0 {
		for i := range h.Snippets {
			label := fmt.Sprintf("  line %d: ", h.Snippets[i].Line)
			fmt.Fprintln(w, label+excerpt(&h.Snippets[i], width-len(label), colour))
		}
	}
	fmt.Fprintln(w)
}

// excerpt returns what of a snippet fits into limit columns on one line, its first
// mark in any case, with what was found in bold where colour may be used.
func excerpt(s *index.Snippet, limit int, colour bool) string {
	runes := []rune(oneLineRunes(s.Text))
	from, to := 0, len(runes)
	first := 0
	if len(s.Marks) > 0 {
		first = s.Marks[0][0]
	}
	room := limit - columnsOf(string(runes))
	if room < 0 {
		room -= 2 * columnsOf(ellipsis)
	}
	for ; room < 0 && from < first-excerptBefore; from++ {
		room += runeColumns(runes[from])
	}
	for ; room < 0 && to > from; to-- {
		room += runeColumns(runes[to-1])
	}
	var b strings.Builder
	if from > 0 {
		b.WriteString(ellipsis)
	}
	at := from
	for _, m := range s.Marks {
		if !colour || m[0] >= to || m[1] <= at {
			continue
		}
		start, end := max(m[0], at), min(m[1], to)
		b.WriteString(string(runes[at:start]) + "\x1b[1;31m" + string(runes[start:end]) + "\x1b[0m")
		at = end
	}
	b.WriteString(string(runes[at:to]))
	if to < len(runes) {
		b.WriteString(ellipsis)
	}
	return b.String()
}

// excerptBefore is how many characters before the first mark are kept where a
// snippet is too wide.
const excerptBefore = 10

// oneLineRunes returns s with a blank for each character of white space, and as
// many code points as before, so that marks stay where they are.
func oneLineRunes(s string) string {
	return visible(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, s))
}
