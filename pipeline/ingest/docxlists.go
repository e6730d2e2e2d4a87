package ingest

import "strconv"

// listOf returns the list and level that properties name, "" and -1 if none.
func listOf(properties *node) (id string, level int) {
	n := properties.kid("numPr")
	if old := properties.kid("listPr"); n == nil && old != nil { // in the XML of 2003
		return old.kid("ilfo").get("val"), intOf(old.kid("ilvl"), -1)
	}
	return n.kid("numId").get("val"), intOf(n.kid("ilvl"), -1)
}

// numberingReader returns what reads the numbering part: schemes, which come
// first, and the lists that use them.
func (r *docxReader) numberingReader() func(*node) {
	schemes, named, links := map[string]*scheme{}, map[string]*scheme{}, map[string]string{}
	return func(n *node) {
		switch n.name {
		case "abstractNum":
			id := n.get("abstractNumId")
			s := &scheme{}
			for _, k := range n.kids {
				switch k.name {
				case "lvl":
					if i, ok := levelOf(k); ok {
						s.levels[i] = readLevel(k)
					}
				case "styleLink":
					named[k.get("val")] = s
				case "numStyleLink":
					links[id] = k.get("val")
				}
			}
			schemes[id] = s
		case "num":
			id := n.kid("abstractNumId").get("val")
			l := &list{scheme: schemes[id]}
			if s := named[links[id]]; s != nil {
				l.scheme = s
			}
			l.readOverrides(n, readLevel)
			r.lists[n.get("numId")] = l
		}
	}
}

// readOverrides reads what the list n changes of the levels of its scheme; read
// reads one level.
func (l *list) readOverrides(n *node, read func(*node) *listLevel) {
	for _, k := range n.kids {
		i, ok := levelOf(k)
		if !ok || k.name != "lvlOverride" {
			continue
		}
		if o := k.kid("lvl"); o != nil {
			l.override[i] = read(o)
		}
		if o := k.kid("startOverride"); o != nil {
			start := intOf(o, 0)
			l.start[i] = &start
		}
	}
}

// levelOf returns the number of the level that n is about, from 0.
func levelOf(n *node) (level int, ok bool) {
	i, err := strconv.Atoi(n.get("ilvl"))
	return i, err == nil && i >= 0 && i < levels
}

func readLevel(n *node) *listLevel {
	l := &listLevel{start: intOf(n.kid("start"), 0), format: "decimal", restart: intOf(n.kid("lvlRestart"), inherit)}
	format := n.kid("numFmt")
	if choice := n.kid("AlternateContent"); format == nil && choice != nil {
		format = choice.kid("Choice").kid("numFmt")
		if format == nil || format.get("val") == "custom" {
			format = choice.kid("Fallback").kid("numFmt")
		}
	}
	if format != nil {
		l.format = format.get("val")
	}
	l.text = n.kid("lvlText").get("val")
	l.gap = n.kid("suff").get("val") != "nothing"
	l.legal = on(n.kid("isLgl"))
	l.style = n.kid("pStyle").get("val")
	return l
}
