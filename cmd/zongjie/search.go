package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"zongjie/corpus"
	"zongjie/corpus/index"
)

// queryHelp teaches the language of queries.
const queryHelp = `Find the reports that hold all words of the query; those about them come first,
then, marked [in part], those that hold some, or apart what stands together in
the query; these are not counted. Every piece of a Chinese text is found,
however short; traditional characters find simplified ones, full-width ones
half-width ones, and English words are found in every form. Put the query
between ' and ' where your shell has a use for its signs (> | * " and
parentheses).

  党员 培训              both words
  党员大会               a piece: its words, and they stand together
  "三会一课"             as it stands; “三会一课” and 「三會一課」 too
  党员 -草稿             reports that do not hold 草稿 (also: NOT 草稿)
  +党员 培训 志愿        the word after + must be there, others may not be
  党员|团员 培训         either, and 培训 (also: OR); | and OR bind closest
  (党员 培训)|党课       parentheses join what belongs together

A name that the built-in words hold in both languages finds the other language
too, marked and after the rest: 党员 finds "party members". --no-translate does
without, and words in quotation marks are not translated.

Fields of reports:

  year:2021   year:2019..2023   year:2019..   year:..2023   year:>=2019
  org:实验小学           a part of the organisation's name
  type:summary           or plan, report, deeds, other; type:总结 is the same
  lang:zh                or en, mixed
  title:总结             a part of the title
  path:2023/*            a part of the path; * and ? as in file names
  kind:award             reports with such facts; with --facts the facts

Fields of facts are KIND.FIELD, as the README and the tables of 'zongjie export'
name them. What is asked of one kind must hold of one and the same fact:

  award.level:national           award.level:国家级 is the same
  count.party_member:>100        also count.党员:>100; >= < <= 10..20 10.. ..20
  count.value:1.2万              numbers as people write them: 1,045 １００ 一百
  count.subject:党员|团员        one of two values
  award.name:先进                fields of text hold the words
  award:先进                     an award whose words or values hold it
  count.party_member:>100 count.modality:planned        one fact, both
  count.party_member:>100 count.teacher:>50             two facts
  (count.party_member:>100) (count.modality:planned)    two facts, or one

A fact that states a range, such as 20-30, answers where the ranges overlap.

With --facts the hits are facts whose quote, sentence or values hold the words,
and that meet the conditions; --kind shows one kind of them. --facets counts all
reports that answer by their years, organisations, types, kinds and languages,
or by what is named after =, such as --facets=year,award.level. Where knowing a
number would mean to read too many texts, "at least" stands before it; --exact
reads them all.

--json prints {"hits": [], "total": 0, "at_least": true, "facets": []}. A hit
has path, id, title, organization, year, score, partial, via, and snippets
(text, line, start, end, marks; in code points) or facts (kind, the fields of
the kind, section, rule, evidence). A facet has field, values (value, count) and
none, the reports without a value. What is false or not known is left out.`

func newSearchCommand() *cobra.Command {
	var workspace workspaceFlag
	var years, sort string
	var asJSON bool
	var q index.Query
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find reports by what they say, or the facts they state",
		Long:  queryHelp,
		Example: `  zongjie search 党员 year:2019..2023
  zongjie search '"三会一课" -草稿 type:summary' --facets
  zongjie search 'award.level:national org:小学' --facts
  zongjie search 'count.party_member:>100' --sort -year
  zongjie search teachers --json --limit 50 --offset 50`,
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			q.Text = strings.Join(args, " ")
			if q.YearFrom, q.YearTo, err = parseYears(years); err != nil {
				return err
			}
			if len(args) == 0 && years == "" && q.Org == "" && q.Kind == "" {
				return usageError{fmt.Errorf("%s wants words to look for; see '%s --help'", cmd.CommandPath(), cmd.CommandPath())}
			}
			if q.Limit < 1 || q.Offset < 0 {
				return usageError{errors.New("--limit must be at least 1, and --offset at least 0")}
			}
			if q.Sort, err = parseSort(sort); err != nil {
				return err
			}
			store, err := workspace.read()
			if err != nil {
				return err
			}
			defer store.Close()
			if err := knownKind(store, q.Kind); err != nil {
				return err
			}
			if q.Facets, err = facetNames(store, q.Facets); err != nil {
				return err
			}
			idx, err := index.Open(store, corpus.Read)
			if err != nil {
				return err
			}
			defer idx.Close()
			results, err := idx.Search(cmd.Context(), q)
			if err != nil {
				return queryMistake(q.Text, err)
			}
			if behind, err := idx.Behind(); err == nil && behind > 0 {
				complain(cmd.ErrOrStderr(), "the search index does not hold all reports of the workspace yet; 'zongjie run FOLDER' completes it")
			}
			return printResults(cmd.OutOrStdout(), &q, results, asJSON)
		},
	}
	cmd.Flags().StringVar(&years, "year", "", "only reports of these years, such as 2019..2023")
	cmd.Flags().BoolVar(&q.Exact, "exact", false, "read all texts that it takes to count exactly")
	cmd.Flags().StringVar(&q.Org, "org", "", "only reports of organisations whose name holds it")
	cmd.Flags().StringVar(&q.Kind, "kind", "", "facts of one kind, such as award")
	cmd.Flags().BoolVar(&q.Facts, "facts", false, "facts instead of reports")
	cmd.Flags().StringSliceVar(&q.Facets, "facets", nil, "count the reports by `FIELDS`")
	cmd.Flags().Lookup("facets").NoOptDefVal = "all"
	cmd.Flags().StringVar(&sort, "sort", "score", "score, year, -year, org or path")
	cmd.Flags().BoolVar(&q.NoTranslation, "no-translate", false, "only find the words in their own language")
	cmd.Flags().IntVar(&q.Limit, "limit", 10, "how many hits to show at most")
	cmd.Flags().IntVar(&q.Offset, "offset", 0, "how many hits to leave out first")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the results as JSON")
	workspace.register(cmd)
	return cmd
}

// negatives returns args as the command line of root where they call search: a
// word of a query may begin with -, as no flag of search does. Such words go
// behind "--".
func negatives(root *cobra.Command, args []string) []string {
	cmd, rest, err := root.Find(args)
	if err != nil || cmd.Name() != "search" || cmd.Parent() != root {
		return args
	}
	flags, words := []string{cmd.Name()}, []string{}
	for i := 0; i < len(rest); i++ {
		a := rest[i]
		if a == "--" {
			words = append(words, rest[i+1:]...)
			break
		}
		var flag *pflag.Flag
		long := strings.HasPrefix(a, "--")
		switch {
		case long:
			name, _, joined := strings.Cut(a[2:], "=")
			if flag = cmd.Flags().Lookup(name); joined {
				flag = nil
			}
		case len(a) > 1 && a[0] == '-' && a[1] < utf8.RuneSelf:
			flag = cmd.Flags().ShorthandLookup(a[1:2])
		}
		if !long && flag == nil && a != "-h" {
			words = append(words, a)
			continue
		}
		flags = append(flags, a)
		if flag != nil && flag.NoOptDefVal == "" && (long || len(a) == 2) && i+1 < len(rest) {
			i++
			flags = append(flags, rest[i])
		}
	}
	return append(append(flags, "--"), words...)
}

func parseSort(s string) (index.Sort, error) {
	if s == "score" {
		return index.ByScore, nil
	}
	if order := index.Sort(s); order != index.ByScore && slices.Contains(index.Sorts, order) {
		return order, nil
	}
	return "", usageError{fmt.Errorf("--sort %s: want score, year, -year, org or path", s)}
}

// facetNames returns the full names of the fields that --facets names.
func facetNames(store *corpus.Store, names []string) ([]string, error) {
	var full []string
	for _, name := range names {
		if name == "all" {
			full = append(full, index.DefaultFacets...)
			continue
		}
		f, err := index.FacetNamed(store.Kinds, name)
		if err != nil {
			return nil, usageError{fmt.Errorf("--facets: %w", err)}
		}
		full = append(full, f)
	}
	return full, nil
}

// queryMistake returns err with the place in the query where that is wrong.
func queryMistake(query string, err error) error {
	if errors.Is(err, index.ErrEmpty) {
		return usageError{err}
	}
	var wrong *index.QueryError
	if !errors.As(err, &wrong) {
		return err
	}
	column, line, marks := point(query, wrong.Start, wrong.End)
	return usageError{fmt.Errorf("the query is wrong at column %d: %w\n  %s\n  %s", column, wrong, line, marks)}
}

// pointColumns is how wide the line is that point shows at most.
const pointColumns = defaultColumns - 4

// point returns the column of s, from 1, at which the bytes from start to end
// begin, and two lines: s, or what of it fits, and marks below those bytes.
func point(s string, start, end int) (column int, line, marks string) {
	before, piece := visible(s[:start]), visible(s[start:end])
	column = 1 + columnsOf(before)
	for columnsOf(before) > pointColumns/2 {
		_, size := utf8.DecodeRuneInString(strings.TrimPrefix(before, ellipsis))
		before = ellipsis + strings.TrimPrefix(before, ellipsis)[size:]
	}
	room := pointColumns - columnsOf(before)
	piece = cut(piece, room)
	line = cut(before+piece+visible(s[end:]), pointColumns)
	if strings.HasSuffix(piece, ellipsis) && piece != visible(s[start:end]) {
		line = before + piece
	}
	return column, line, strings.Repeat(" ", columnsOf(before)) + strings.Repeat("^", max(1, columnsOf(piece)))
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
	if name == "" || len(kindsNamed(store.Kinds, name)) > 0 {
		return nil
	}
	return usageError{fmt.Errorf("--kind %s: there is no such kind; there are %s", name, kindNames(store.Kinds))}
}

func printResults(w io.Writer, q *index.Query, results index.Results, asJSON bool) error {
	return output(w, asJSON, results, func(out io.Writer, width int) { printHits(out, q, &results, width, useColour(w)) })
}

// printHits prints results for people.
func printHits(out io.Writer, q *index.Query, results *index.Results, width int, colour bool) {
	for i := range results.Hits {
		printHit(out, &results.Hits[i], width, colour)
	}
	more, noun := "", "report"
	if results.AtLeast {
		more = "at least "
	}
	for i := range results.Facets {
		printFacet(out, &results.Facets[i], more, width)
	}
	if q.Facts || q.Kind != "" {
		noun = "fact"
	}
	tail := ""
	switch {
	case results.Total == 0 && len(results.Hits) > 0:
		tail = " hold all of it"
	case results.AtLeast:
		tail = "; --exact counts them all"
	}
	fmt.Fprintf(out, "%s%s%s\n", more, plural(results.Total, noun), tail)
}

// facetValues is how many values of a facet are printed; JSON has all.
const facetValues = 12

// printFacet prints one facet as a line, or several where it is long.
func printFacet(w io.Writer, f *index.Facet, more string, width int) {
	var items []string
	for i, v := range f.Values {
		if i == facetValues {
			items = append(items, fmt.Sprintf("%d others", len(f.Values)-i))
			break
		}
		items = append(items, fmt.Sprintf("%s (%d)", oneLine(v.Value), v.Count))
	}
	if f.None > 0 {
		items = append(items, fmt.Sprintf("none (%d)", f.None))
	}
	if len(items) > 0 {
		hang(w, more+"by "+f.Field+": ", strings.Join(items, ", "), width)
	}
}

// useColour reports whether w is a terminal whose user wants colour.
func useColour(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd()))
}

// leastTitle is how many columns a title has at least on a line with what is said
// of its report.
const leastTitle = 30

// printHit prints a hit in lines of at most width columns. Only the path is never
// cut, so that it can be copied.
func printHit(w io.Writer, h *index.Hit, width int, colour bool) {
	path, about := visible(h.Path), oneLine(h.Title)
	tail := ""
	if h.Year != 0 {
		tail += fmt.Sprintf(" (%d)", h.Year)
	}
	if h.Partial {
		tail += "  [in part]"
	}
	if h.Via != "" {
		tail += "  [as " + strconv.Quote(oneLine(h.Via)) + "]"
	}
	switch {
	case about == "" && columnsOf(path+tail) > width:
		fmt.Fprintln(w, path)
		hang(w, "  ", strings.TrimSpace(tail), width)
	case about == "":
		fmt.Fprintln(w, path+tail)
	case columnsOf(path+"  "+about+tail) <= width:
		fmt.Fprintln(w, path+"  "+about+tail)
	case width-2-columnsOf(tail) >= leastTitle:
		fmt.Fprintf(w, "%s\n  %s%s\n", path, cut(about, width-2-columnsOf(tail)), tail)
	default:
		fmt.Fprintf(w, "%s\n  %s\n", path, cut(about, width-2))
		hang(w, "  ", strings.TrimSpace(tail), width)
	}
	for i := range h.Facts {
		f := &h.Facts[i].Fact
		hang(w, fmt.Sprintf("  line %d: ", f.Quote.Line), f.Kind.Name+" "+f.Kind.Format(f), width)
		hang(w, "    ", "“"+oneLine(f.Quote.Text)+"”", width)
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
