package index

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Classes of pairs offer reports that do not hold a piece of Chinese text: one in
// ten and more, for a piece that is rare. The words of the index know better. Two
// characters stand side by side either in one word, and then the index surely has
// it, or at a border of words: then some word ends with the first, and another
// begins with the second.

// vocabulary is the words of one field that have wide characters, by each of their
// characters.
type vocabulary map[rune][]string

// worded are the fields that hold all words of what a report is searched by, but
// for its organisation.
var worded = []string{fieldBody, fieldTitle, fieldNoise}

// narrowDown takes reports out of maybe that cannot hold s, and adds to sure some
// that do, by the pairs of wide characters of s. kind is as for part.clause.
func (v *view) narrowDown(s, kind string, sure, maybe docs) (docs, docs, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	fields := worded
	if kind != "" {
		fields = append(slices.Clone(worded), fieldValue)
	}
	held, err := v.inOneWord(fields, s)
	if err != nil {
		return nil, nil, err
	}
	before, size := rune(-1), 0
	for i, r := range s {
		n := utf8.RuneLen(r)
		if isWide(r) && before >= 0 && isWide(before) {
			may, err := v.sideBySide(fields, s[i-size:i], s[i:i+n])
			if err != nil {
				return nil, nil, err
			}
			maybe = maybe.and(may)
		}
		before, size = r, n
	}
	if kind == "" && !strings.Contains(s, " ") {
		sure = sure.or(held)
	}
	return sure, maybe.or(sure), nil
}

// sideBySide returns the documents in which b may follow a.
func (v *view) sideBySide(fields []string, a, b string) (docs, error) {
	within, err := v.inOneWord(fields, a+b)
	if err != nil {
		return nil, err
	}
	ending, err := v.wordsWith(fields, "$"+a, a, strings.HasSuffix)
	if err != nil {
		return nil, err
	}
	beginning, err := v.wordsWith(fields, "^"+b, b, strings.HasPrefix)
	if err != nil {
		return nil, err
	}
	org, err := v.postings(fieldOrg, a+b)
	if err != nil {
		return nil, err
	}
	for _, n := range org {
		within.add(n)
	}
	return within.or(ending.and(beginning)), nil
}

// inOneWord returns the documents with a word that holds s.
func (v *view) inOneWord(fields []string, s string) (docs, error) {
	return v.wordsWith(fields, "", s, strings.Contains)
}

// maxBorders is how many sets of documents are kept.
const maxBorders = 256

// wordsWith returns the documents that have words for which is(word, s) is true;
// they hold the first character of s. The set is kept under key, unless that is "".
func (v *view) wordsWith(fields []string, key, s string, is func(word, s string) bool) (docs, error) {
	if key != "" {
		if key += strings.Join(fields, " "); v.borders[key] != nil {
			return v.borders[key], nil
		}
	}
	out := v.none()
	first, _ := utf8.DecodeRuneInString(s)
	for _, field := range fields {
		words, err := v.vocabulary(field)
		if err != nil {
			return nil, err
		}
		for _, word := range words[first] {
			if !is(word, s) {
				continue
			}
			list, err := v.postings(field, word)
			if err != nil {
				return nil, err
			}
			for _, n := range list {
				out.add(n)
			}
		}
	}
	if key != "" {
		if len(v.borders) >= maxBorders {
			clear(v.borders)
		}
		v.borders[key] = out
	}
	return out, nil
}

func (v *view) vocabulary(field string) (words vocabulary, err error) {
	defer contain(&err)
	if words := v.words[field]; words != nil {
		return words, nil
	}
	dict, err := v.reader.FieldDict(field)
	if err != nil {
		return nil, err
	}
	defer dict.Close()
	words = vocabulary{}
	for {
		entry, err := dict.Next()
		if err != nil {
			return nil, err
		}
		if entry == nil {
			v.words[field] = words
			return words, nil
		}
		for i, r := range entry.Term {
			if isWide(r) && !strings.ContainsRune(entry.Term[:i], r) {
				words[r] = append(words[r], entry.Term)
			}
		}
	}
}
