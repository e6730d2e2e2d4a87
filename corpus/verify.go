package corpus

import (
	"context"
	"database/sql"
	"fmt"
	"hash/crc32"
	"unicode/utf8"

	"zongjie/extract"
)

// Problem is something in a workspace that is not as it was stored.
type Problem struct {
	Path string // of the report; "" if it is none's
	Text string
}

// Verify reads everything that is stored of every report, gone ones too, and
// calls found with what is wrong: a text that has another check sum, a fact that
// differs from what was found, or whose quote is not what the text has at that
// place. It goes on after a problem, and returns how many reports and facts it
// looked at. An error means that it could not look.
func (s *Store) Verify(ctx context.Context, found func(Problem)) (reports, facts int, err error) {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return 0, 0, explain(err)
	}
	defer tx.Rollback()
	if err := verifyFile(tx, found); err != nil {
		return 0, 0, explain(err)
	}
	l, err := s.newLoader(tx)
	if err != nil {
		return 0, 0, explain(err)
	}
	l.load = Facts | Text
	sums, err := textSums(tx)
	if err != nil {
		return 0, 0, explain(err)
	}
	rows, err := l.rows("f.state < 2", "f.path", nil)
	if err != nil {
		return 0, 0, explain(err)
	}
	defer rows.Close()
	values := make([]any, len(fileColumns))
	for rows.Next() {
		if err := ctx.Err(); err != nil {
			return reports, facts, err
		}
		l.blob.groups = l.blob.groups[:0]
		r, err := l.report(rows, values)
		reports++
		if err != nil {
			found(Problem{r.Path, "what is stored of it cannot be read: " + err.Error()})
			continue
		}
		facts += len(r.Record.Facts)
		sum, has := sums[r.key]
		for _, text := range l.verify(r.Record, sum, has) {
			found(Problem{r.Path, text})
		}
	}
	return reports, facts, explain(rows.Err())
}

// verifyFile asks SQLite whether the database is whole.
func verifyFile(tx *sql.Tx, found func(Problem)) error {
	return each(tx, "PRAGMA integrity_check(20)", nil, func(rows *sql.Rows) error {
		var line string
		err := rows.Scan(&line)
		if err == nil && line != "ok" {
			found(Problem{Text: databaseName + ": " + line})
		}
		return err
	})
}

// textSums returns the check sums of texts by the keys of reports.
func textSums(tx *sql.Tx) (map[int64]uint32, error) {
	sums := map[int64]uint32{}
	err := each(tx, "SELECT report, sum FROM texts", nil, func(rows *sql.Rows) error {
		var key, sum int64
		err := rows.Scan(&key, &sum)
		sums[key] = uint32(sum)
		return err
	})
	return sums, err
}

// verify returns what is wrong with the report that l read last. sum is that of
// its text, if it has one.
func (l *loader) verify(rec *extract.Record, sum uint32, has bool) (wrong []string) {
	switch doc := rec.Document; {
	case doc == nil && !has:
		if rec.Status == extract.OK {
			wrong = append(wrong, "its text is missing")
		}
	case doc == nil || crc32.Checksum([]byte(doc.Raw), castagnoli) != sum:
		wrong = append(wrong, "its text is not the one that was stored")
	case utf8.RuneCountInString(doc.Raw) != rec.Chars:
		wrong = append(wrong, fmt.Sprintf("its text has %d characters, and %d are stated", utf8.RuneCountInString(doc.Raw), rec.Chars))
	}
	at := 0
	for i := range l.blob.groups {
		g := &l.blob.groups[i]
		as := l.store.layouts[g.kind]
		switch {
		case g.kind == warningsKey:
			if digest(warningFacts(rec.Warnings)) != g.digest {
				wrong = append(wrong, "its warnings are not those that were stored")
			}
		case as == nil || as.kind == nil: // of a kind that the program knows no more
		default:
			wrong = append(wrong, verifyGroup(g, as, rec.Facts[at:at+g.number])...)
			at += g.number
		}
	}
	return wrong
}

// verifyGroup returns what is wrong with the facts of one kind. A quote that is
// not what it was is named; else that some of them differ.
func verifyGroup(g *group, as *layout, facts []extract.Fact) (wrong []string) {
	for i := range facts {
		if q := &facts[i].Quote; checkByte(q.Text) != g.checks[i] {
			wrong = append(wrong, fmt.Sprintf("%s %d of rule %s: its quote is not at %d..%d of the text any more", as.kind.Name, i+1, facts[i].Rule, q.Start, q.End))
		}
	}
	// The digest is of the fields that the kind had when the facts were stored.
	if wrong == nil && !as.moved && digest(facts) != g.digest {
		wrong = append(wrong, fmt.Sprintf("its %s are not those that were stored", as.kind.Plural))
	}
	return wrong
}
