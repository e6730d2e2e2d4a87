package extract

import (
	"errors"
	"fmt"
	"strings"

	"zongjie/extract/text"
)

// ParseRules reads rules that a user wrote. A rule is a run of lines, each a
// key, a colon and a value; blank lines stand between rules, and a line that
// begins with # is a comment:
//
//	rule: count/patrols
//	doc: how often rivers were patrolled
//	pattern: @<num:value> 次 巡河
//	set: subject=patrol unit=次
//	yes: 全年开展12次巡河 => value=12 subject=patrol
//	no: 第12次巡河会议
//
// yes and no may stand several times, and \n in them begins a paragraph. lang
// (zh or en) may bind a rule to one language. name is used in errors, which
// name every mistake with its line.
func ParseRules(name, data string) ([]Rule, error) {
	var rules []Rule
	var errs []error
	fail := func(line int, format string, args ...any) {
		errs = append(errs, fmt.Errorf("%s:%d: %s", name, line, fmt.Sprintf(format, args...)))
	}
	var r *Rule
	line := 0
	for s := range strings.Lines(data) {
		line++
		s = strings.TrimSpace(s)
		if s == "" || s[0] == '#' {
			continue
		}
		key, value, ok := strings.Cut(s, ":")
		value = strings.TrimSpace(value)
		if !ok || value == "" {
			fail(line, "want a key, a colon and a value")
			continue
		}
		if key == "rule" {
			rules = append(rules, Rule{ID: value, Own: true, Set: map[string]string{}, Yes: map[string]string{}})
			r = &rules[len(rules)-1]
			continue
		}
		if r == nil {
			fail(line, "%q stands before the first rule", key)
			continue
		}
		if err := r.put(key, value); err != nil {
			fail(line, "%v", err)
		}
	}
	for _, r := range rules {
		if r.Pattern == "" {
			errs = append(errs, fmt.Errorf("%s: rule %s has no pattern", name, r.ID))
		}
	}
	return rules, errors.Join(errs...)
}

var paragraphs = strings.NewReplacer(`\n`, "\n")

func (r *Rule) put(key, value string) error {
	switch key {
	case "doc":
		r.Doc = value
	case "pattern":
		r.Pattern = value
	case "lang":
		lang, ok := map[string]text.Lang{"zh": text.ZH, "en": text.EN}[value]
		if !ok {
			return fmt.Errorf("lang is %q, want zh or en", value)
		}
		r.Lang = lang
	case "set":
		for _, pair := range strings.Fields(value) {
			field, v, ok := strings.Cut(pair, "=")
			if !ok {
				return fmt.Errorf("%q is no field=value", pair)
			}
			r.Set[field] = v
		}
	case "yes":
		sentence, facts, ok := strings.Cut(value, "=>")
		if !ok {
			return errors.New("yes wants a sentence, => and the facts in it")
		}
		r.Yes[paragraphs.Replace(strings.TrimSpace(sentence))] = strings.TrimSpace(facts)
	case "no":
		r.No = append(r.No, paragraphs.Replace(value))
	default:
		return fmt.Errorf("there is no key %q; want rule, doc, pattern, set, lang, yes or no", key)
	}
	return nil
}
