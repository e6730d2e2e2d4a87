package index

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// write shows a syntax tree on one line.
func write(n *node) string {
	var kids []string
	for i := range n.Kids {
		kids = append(kids, write(&n.Kids[i]))
	}
	inner := strings.Join(kids, " ")
	switch n.Op {
	case opAll:
		return "(" + inner + ")"
	case opAny:
		return "any(" + inner + ")"
	case opNot:
		return "not " + inner
	case opMust:
		return "must " + inner
	case opPhrase:
		return "“" + n.Value + "”"
	case opField:
		return n.Name + "=[" + n.Value + "]"
	}
	return n.Value
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ query, want string }{
		{"", "()"},
		{" \t\n", "()"},
		{"党员", "(党员)"},
		{"党员 培训", "(党员 培训)"},
		{"党员　培训", "(党员 培训)"}, // the wide blank
		{"黨員", "(党员)"},
		{`"三会一课"`, "(“三会一课”)"},
		{"“三会一课”", "(“三会一课”)"},
		{"「三會一課」党员", "(“三会一课” 党员)"},
		{`＂a  b＂`, "(“a  b”)"},
		{`""`, "(“”)"},
		{"+a -b c", "(must a not b c)"},
		{"＋a －b", "(must a not b)"},
		{"a - b + c -", "(a b c)"},
		{"NOT a", "(not a)"},
		{"2019-2020 e-mail", "(2019-2020 e-mail)"},
		{"a|b c", "(any(a b) c)"},
		{"a | b", "(any(a b))"},
		{"a OR b OR c d", "(any(a b c) d)"},
		{"a ｜ b", "(any(a b))"},
		{"a or b", "(a or b)"},
		{"a AND b", "(a b)"},
		{"-a|b", "(not any(a b))"},
		{"(a b)|c", "(any((a b) c))"},
		{"（a b） c", "((a b) c)"},
		{"-(a b)", "(not (a b))"},
		{"a(b)c", "(a (b) c)"},
		{"year:2019", "(year=[2019])"},
		{"YEAR：２０１９．．２０２３", "(year=[2019..2023])"},
		{"count.party_member:＞100", "(count.party_member=[>100])"},
		{"count.党员:>1,045", "(count.党员=[>1,045])"},
		{`org:"first school" x`, "(org=[first school] x)"},
		{"org:实验小学“三会一课”", "(org=[实验小学] “三会一课”)"},
		{"title:b:c", "(title=[b:c])"},
		{"type:summary|plan", "(any(type=[summary] type=[plan]))"},
		{"type:summary | plan", "(any(type=[summary] plan))"},
		{"type:(summary OR plan)", "((any(type=[summary] type=[plan])))"},
		{"org:(实验 小学)", "((org=[实验] org=[小学]))"},
		{"12:30 1:1 :a", "(12:30 1:1 :a)"},
		{"http://x", "(http=[//x])"},
		{"path:2023/*.docx", "(path=[2023/*.docx])"},
		{".*[a-z]+$ ^x{2}", "(.*[a-z]+$ ^x{2})"},
		{"💥 a\x00b\x1b[31m", "(💥 ab[31m)"},
		{"a\xffb", "(a b)"},
		{strings.Repeat("(", maxDepth) + "a" + strings.Repeat(")", maxDepth), strings.Repeat("(", maxDepth+1) + "a" + strings.Repeat(")", maxDepth+1)},
	} {
		n, err := parse(c.query)
		if err != nil {
			t.Errorf("%q: %v", c.query, err)
		} else if got := write(&n); got != c.want {
			t.Errorf("%q is read as %s, want %s", c.query, got, c.want)
		}
	}
}

func TestSpansOfNodes(t *testing.T) {
	const query = "黨員　－「三會」 YEAR：２０１９ (a OR b)"
	n, err := parse(query)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range n.Kids {
		got = append(got, query[n.Kids[i].Start:n.Kids[i].End])
	}
	if s := strings.Join(got, "|"); s != "黨員|－「三會」|YEAR：２０１９|(a OR b)" {
		t.Errorf("the nodes stand at %s", s)
	}
}

func TestParseMistakes(t *testing.T) {
	for _, c := range []struct{ query, at, want string }{
		{`党员 "三会一课`, `"`, "never closed"},
		{`党员“`, `“`, "never closed"},
		{`year:"2019`, `"`, "never closed"},
		{"党员 (培训", "(", "never closed"},
		{"党员) 培训", ")", "no parenthesis"},
		{"a ()", "()", "nothing between"},
		{"a OR", "OR", "nothing after"},
		{"a|", "|", "nothing after"},
		{"(a|)", "|", "nothing after"},
		{"a | | b", "|", "nothing after"},
		{"| a", "|", "nothing before"},
		{"OR a", "OR", "nothing before"},
		{"NOT", "NOT", "nothing after"},
		{"a AND b OR c", "AND", "parentheses"},
		{"year:", "year:", "no value"},
		{"year: 2019", "year:", "no value"},
		{`org:""`, `org:""`, "no value"},
		{"a ＹＥＡＲ：", "ＹＥＡＲ：", "no value"},
		{strings.Repeat("(", maxDepth+1) + "a", "(", "more than 50 parentheses"},
		{strings.Repeat("党", maxQuery) + "员", "员", "2001 characters"},
	} {
		_, err := parse(c.query)
		var wrong *QueryError
		if !errors.As(err, &wrong) {
			t.Errorf("%q: error %v", c.query, err)
			continue
		}
		if at := c.query[wrong.Start:wrong.End]; at != c.at || !strings.Contains(wrong.Message, c.want) {
			t.Errorf("%q: %q is said to be wrong, %s; want %q, %s", c.query, at, wrong.Message, c.at, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`党员 year:2019..2023 org:实验小学 "三会一课" -草稿`, "（a｜b）－c", `count.党员：＞1.2万|团员`, `type:(a OR "b") AND c`, "“", "-", "a\xff:\x00", "((((", ")|(", "NOT OR", "Ⅳ㎡ﬁ:ﬁ",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, query string) {
		n, err := parse(query)
		if err != nil {
			var wrong *QueryError
			if !errors.As(err, &wrong) {
				t.Fatalf("error %v", err)
			}
			if wrong.Start < 0 || wrong.End < wrong.Start || wrong.End > len(query) || wrong.Message == "" {
				t.Fatalf("%q at %v of %d bytes", wrong.Message, wrong.Span, len(query))
			}
			return
		}
		checkSpans(t, query, &n)
	})
}

func checkSpans(t *testing.T, query string, n *node) {
	if n.Start < 0 || n.End < n.Start || n.End > len(query) {
		t.Fatalf("%s stands at %v of %d bytes", write(n), n.Span, len(query))
	}
	if utf8.ValidString(query) && !(utf8.ValidString(query[:n.Start]) && utf8.ValidString(query[n.Start:n.End])) {
		t.Fatalf("%s cuts a character", write(n))
	}
	for i := range n.Kids {
		checkSpans(t, query, &n.Kids[i])
	}
}
