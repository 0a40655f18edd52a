package ooxml

import (
	"strconv"
	"strings"

	"footnote/corpus/markup"
	"footnote/corpus/office"
)

// A numbering counts the paragraphs of the lists.
type numbering struct {
	lists    map[string]*list // by what paragraphs call them
	abstract map[string]*abstractList
}

// A list is one use of the form of a list.
type list struct {
	form string
	// starts are the levels that begin anew with this list.
	starts map[int]int
	used   bool
}

// An abstractList is the form of a list, and how far it was counted.
type abstractList struct {
	levels [maxLevels]listLevel
	counts [maxLevels]int
	begun  [maxLevels]bool
}

const maxLevels = 9

type listLevel struct {
	start  int
	format string // of the number
	text   string // around the numbers: "%1.%2"
}

func (w *word) readNumbering() error {
	w.numbering = numbering{lists: map[string]*list{}, abstract: map[string]*abstractList{}}
	part := w.related(w.relations, "numbering")
	if part == "" {
		return nil
	}
	return w.elements(part, func(r *markup.Reader, e markup.Element) error {
		switch e.Name.Local {
		case "abstractNum":
			form := &abstractList{}
			w.numbering.abstract[markup.Attr(e, "abstractNumId")] = form
			return r.Each(func(e markup.Element) error {
				if level := levelOf(e); e.Name.Local == "lvl" && level >= 0 {
					return form.levels[level].read(r)
				}
				return nil
			})
		case "num":
			l := &list{starts: map[int]int{}}
			w.numbering.lists[markup.Attr(e, "numId")] = l
			return l.read(r)
		}
		return nil
	})
}

// levelOf is the level that an element is about, -1 for one that is none.
func levelOf(e markup.Element) int {
	n, err := strconv.Atoi(markup.Attr(e, "ilvl"))
	if err != nil || n < 0 || n >= maxLevels {
		return -1
	}
	return n
}

func (l *listLevel) read(r *markup.Reader) error {
	return r.Each(func(e markup.Element) error {
		switch value := markup.Attr(e, "val"); e.Name.Local {
		case "start":
			l.start, _ = strconv.Atoi(value)
		case "numFmt":
			l.format = value
		case "lvlText":
			l.text = value
		}
		return nil
	})
}

func (l *list) read(r *markup.Reader) error {
	return r.Each(func(e markup.Element) error {
		switch e.Name.Local {
		case "abstractNumId":
			l.form = markup.Attr(e, "val")
		case "lvlOverride":
			level := levelOf(e)
			return r.Each(func(e markup.Element) error {
				if n, err := strconv.Atoi(markup.Attr(e, "val")); e.Name.Local == "startOverride" && err == nil && level >= 0 {
					l.starts[level] = n
				}
				return nil
			})
		}
		return nil
	})
}

// restart forgets what was counted.
func (n *numbering) restart() {
	for _, form := range n.abstract {
		form.counts, form.begun = [maxLevels]int{}, [maxLevels]bool{}
	}
	for _, l := range n.lists {
		l.used = false
	}
}

// next counts a paragraph of a list and returns what stands in front of it,
// "-" for a bullet, and whether it is of a list at all.
func (n *numbering) next(id string, level int) (marker string, ok bool) {
	l := n.lists[id]
	if id == "0" || l == nil {
		return "", false
	}
	form := n.abstract[l.form]
	if form == nil {
		return "-", true
	}
	if !l.used {
		l.used = true
		for at, start := range l.starts {
			form.counts[at], form.begun[at] = start-1, true
		}
	}
	if !form.begun[level] {
		form.counts[level], form.begun[level] = form.levels[level].start-1, true
	}
	form.counts[level]++
	for deeper := level + 1; deeper < maxLevels; deeper++ {
		form.begun[deeper] = false
	}
	return form.marker(level), true
}

// marker writes the numbers of a level as its text wants them.
func (a *abstractList) marker(level int) string {
	l := a.levels[level]
	switch l.format {
	case "bullet":
		return "-"
	case "none":
		return ""
	}
	text := l.text
	for i := range maxLevels {
		count := max(a.counts[i], 1)
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(i+1), office.Numeral(a.levels[i].format, count))
	}
	return strings.Join(strings.Fields(text), " ")
}
