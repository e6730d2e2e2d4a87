package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"zongjie/extract/text"
)

// output writes v to w as JSON, or what print says of it to people, in lines of
// at most width columns where it can.
func output(w io.Writer, asJSON bool, v any, print func(out io.Writer, width int)) error {
	out := bufio.NewWriter(w)
	var err error
	if asJSON {
		err = newEncoder(out).Encode(v)
	} else {
		print(out, columns(w))
	}
	return errors.Join(err, out.Flush())
}

// newEncoder returns an encoder of JSON for programs and people, not for web
// pages: & and < stay as they are.
func newEncoder(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}

// placeText says where a quote stands.
func placeText(q *text.Quote) string {
	if q.Page > 0 {
		return fmt.Sprintf("page %d, line %d", q.Page, q.Line)
	}
	return fmt.Sprintf("line %d", q.Line)
}

// nonempty returns those of parts that say something.
func nonempty(parts ...string) []string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return kept
}

// plural writes a number of things that are called noun, or with an s several.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
