package count

import (
	"strings"

	"zongjie/lexicon"
)

// people are the subjects that persons are counted as.
var people = map[string]bool{
	"party_member": true, "full_party_member": true, "probationary_party_member": true, "party_activist": true, "development_target": true,
	"party_applicant": true, "league_member": true, "young_pioneer": true, "cadre": true, "teacher": true, "staff": true, "student": true,
	"graduate": true, "trainee": true, "expert": true, "principal": true, "person": true,
}

// events are the subjects that happen a number of times.
var events = map[string]bool{
	"meeting": true, "party_class": true, "training": true, "lecture": true, "lesson": true, "home_visit": true, "visit": true,
	"activity": true, "competition": true,
}

// organisations are the subjects that are bodies of people.
var organisations = map[string]bool{
	"party_committee": true, "party_branch": true, "party_group": true, "league_branch": true, "trade_union": true, "school": true,
	"class": true, "company": true,
}

// things are the other subjects.
var things = map[string]bool{
	"award": true, "paper": true, "problem_solved": true, "donation": true, "document": true, "money": true, "rate": true, "household": true, "other": true,
}

// countedAs returns what n is counted as if it is counted in units of group, or
// "" if it cannot be: 培训 in 人 is trainees, 党员 in 次 is nothing.
func countedAs(group, unit, id string) string {
	if !people[id] && !events[id] && !organisations[id] && !things[id] {
		return id // a user's own subject: its owner knows what it is counted in
	}
	if people[id] && (strings.HasPrefix(unit, "批") || strings.HasPrefix(unit, "batch")) {
		return "other" // how many groups, not how many people
	}
	switch group {
	case "person":
		switch {
		case people[id]:
			return id
		case id == "training":
			return "trainee"
		case id == "home_visit", id == "visit" && strings.HasSuffix(unit, "次"), id == "award" && unit != "人":
			return id
		}
		return ""
	case "household":
		if id == "home_visit" || id == "company" {
			return id
		}
		return "household"
	case "org":
		if people[id] || events[id] || id == "money" || id == "rate" || id == "document" || id == "paper" || id == "problem_solved" {
			return ""
		}
		return id
	case "ratio":
		return ""
	case "times", "event":
		if id == "document" && unit == "期" {
			return id // 简报12期
		}
		if people[id] || id == "money" || id == "rate" || id == "document" || id == "household" || id == "paper" && group == "times" || organisations[id] {
			return ""
		}
		return id
	case "paper", "document":
		if id == "party_applicant" {
			return id // 入党申请书9份
		}
		if people[id] || id == "money" || id == "rate" || organisations[id] || id == "home_visit" || id == "visit" || id == "household" && unit == "张" {
			return ""
		}
		if events[id] && group == "document" && workUnits.Are(unit) {
			return "other" // 微电影5部
		}
		return id
	case "thing":
		switch {
		case id == "money", id == "rate", id == "household" && unit != "个" && unit != "组", people[id] && unit != "个" && unit != "对" && unit != "例":
			return ""
		case id == "document" && unit == "块": // 展板20块
			return "other"
		case id == "lesson" && unit == "门": // 公开课1门
			return id
		case events[id]:
			if !kindUnits.Are(unit) {
				return ""
			}
		}
		return id
	case "area", "length", "weight":
		return ""
	case "time":
		if id == "training" || id == "lecture" || id == "lesson" {
			return id
		}
		return ""
	}
	if id == "money" || id == "rate" {
		return ""
	}
	return id
}

// workUnits are the units of works, of which events are only the kind.
var workUnits = lexicon.FixedCues("count", "work_unit")

// kindUnits are the units in which events are counted by their kind: 三项活动.
var kindUnits = lexicon.FixedCues("count", "kind_unit")
