package export

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"zongjie/corpus"
	"zongjie/extract"
)

// brat writes two files a report that has a text, as brat and INCEpTION
// ("brat basic") read them: NAME.txt is the text, and NAME.ann has a line for
// each quote, with offsets in Unicode code points, the kind as its type, its
// terms as attributes and all its values in a note. annotation.conf declares the
// types; documents.csv says which report a name stands for.
type brat struct {
	job    *job
	kinds  []*extract.Kind
	values map[string]map[string]bool // of attributes: by kind/field
	names  *file
	line   []byte
}

func openBrat(j *job) (writer, error) {
	w := &brat{job: j, kinds: j.store.Kinds, values: map[string]map[string]bool{}}
	f, err := j.create(nil, "documents.csv")
	if err != nil {
		return nil, err
	}
	w.names = f
	_, err = f.WriteString("document,report_path,report_id\r\n")
	return w, err
}

func (w *brat) add(r *corpus.Report) error {
	doc := r.Record.Document
	if doc == nil {
		return nil
	}
	name := bratName(r.Path)
	w.line = appendCell(appendCell(appendCell(w.line[:0], name), r.Path), r.Record.ID)
	w.line = append(w.line[:len(w.line)-1], "\r\n"...)
	if _, err := w.names.Write(w.line); err != nil {
		return err
	}
	if err := w.write(name+".txt", func(out *bufio.Writer) { out.WriteString(doc.Raw) }); err != nil {
		return err
	}
	return w.write(name+".ann", func(out *bufio.Writer) { w.annotate(out, r.Record) })
}

// write makes the file named name and closes it: there may be many. An error to
// write stays in out until then.
func (w *brat) write(name string, fill func(out *bufio.Writer)) error {
	f, err := w.job.create(nil, name)
	if err != nil {
		return err
	}
	fill(f.Writer)
	return f.close()
}

func (w *brat) annotate(out *bufio.Writer, rec *extract.Record) {
	attributes := 0
	for i := range rec.Facts {
		f := &rec.Facts[i]
		spans, words := bratSpans(f.Quote.Start, f.Quote.Text)
		fmt.Fprintf(out, "T%d\t%s %s\t%s\n", i+1, f.Kind.Name, spans, words)
		for k, field := range f.Kind.Fields {
			v := f.Values[k]
			if field.Type != extract.TypeTerm || v == "" || strings.ContainsFunc(v, unicode.IsSpace) {
				continue
			}
			attributes++
			fmt.Fprintf(out, "A%d\t%s T%d %s\n", attributes, field.Name, i+1, v)
			w.seen(f.Kind.Name+"/"+field.Name, v)
		}
		fmt.Fprintf(out, "#%d\tAnnotatorNotes T%d\t%s\n", i+1, i+1, strings.Join(strings.Fields(f.Kind.Format(f)+" rule="+f.Rule), " "))
	}
}

func (w *brat) seen(attribute, value string) {
	if w.values[attribute] == nil {
		w.values[attribute] = map[string]bool{}
	}
	w.values[attribute][value] = true
}

// bratSpans returns the spans of a quote that starts at code point start and the
// words in them: brat wants one span for each line.
func bratSpans(start int, quote string) (spans, words string) {
	var places, parts []string
	for part := range strings.SplitSeq(quote, "\n") {
		n := len([]rune(part))
		if n > 0 {
			places = append(places, strconv.Itoa(start)+" "+strconv.Itoa(start+n))
			parts = append(parts, part)
		}
		start += n + 1
	}
	return strings.Join(places, ";"), strings.Join(parts, " ")
}

// end writes the configuration.
func (w *brat) end() error {
	return w.write("annotation.conf", func(out *bufio.Writer) {
		fmt.Fprintln(out, "[entities]")
		for _, k := range w.kinds {
			fmt.Fprintln(out, k.Name)
		}
		fmt.Fprint(out, "\n[relations]\n\n<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n")
		// One name may be a field of several kinds, and brat knows it once.
		fields := map[string][]string{}
		for key := range w.values {
			kind, field, _ := strings.Cut(key, "/")
			fields[field] = append(fields[field], kind)
		}
		for _, field := range slices.Sorted(maps.Keys(fields)) {
			kinds := slices.Sorted(slices.Values(fields[field]))
			values := map[string]bool{}
			for _, kind := range kinds {
				maps.Copy(values, w.values[kind+"/"+field])
			}
			fmt.Fprintf(out, "%s\tArg:%s, Value:%s\n", field, strings.Join(kinds, "|"), strings.Join(slices.Sorted(maps.Keys(values)), "|"))
		}
	})
}

// bratName returns the name of the files for the report at p: the beginning of
// its own name, for people, and a hash of its path, so that no two are the same
// and none leads out of the folder.
func bratName(p string) string {
	base := strings.TrimSuffix(path.Base(p), path.Ext(p))
	base = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, base)
	if runes := []rune(base); len(runes) > 40 {
		base = string(runes[:40])
	}
	return fmt.Sprintf("%s-%x", base, sha256.Sum256([]byte(p)))[:len(base)+1+12]
}
