package ooxml

import (
	"strconv"
	"strings"

	"footnote/corpus/markup"
	"footnote/corpus/office"
)

// A style is a named set of properties.
type style struct {
	name  string // in lower case
	based string
	properties
}

// properties are those of a paragraph that tell what it is.
type properties struct {
	style   string
	outline string // of the heading, from 0; 9 is none
	// list and level are those of a numbered or bulleted paragraph.
	list, level string
	bold        string // "on", "off" or nothing
	hidden      string
}

func (w *word) readStyles() error {
	w.styles = map[string]style{}
	part := w.related(w.relations, "styles")
	if part == "" {
		return nil
	}
	return w.elements(part, func(r *markup.Reader, e markup.Element) error {
		if e.Name.Local != "style" {
			return nil
		}
		var s style
		err := r.Each(func(e markup.Element) error {
			switch e.Name.Local {
			case "name":
				s.name = strings.ToLower(markup.Attr(e, "val"))
			case "basedOn":
				s.based = markup.Attr(e, "val")
			case "pPr":
				return s.readParagraph(r)
			case "rPr":
				return s.readRun(r)
			}
			return nil
		})
		w.styles[markup.Attr(e, "styleId")] = s
		return err
	})
}

// readParagraph reads the properties of a paragraph.
func (p *properties) readParagraph(r *markup.Reader) error {
	return r.Each(func(e markup.Element) error {
		switch e.Name.Local {
		case "pStyle":
			p.style = markup.Attr(e, "val")
		case "outlineLvl":
			p.outline = markup.Attr(e, "val")
		case "numPr":
			return r.Each(func(e markup.Element) error {
				switch e.Name.Local {
				case "numId":
					p.list = markup.Attr(e, "val")
				case "ilvl":
					p.level = markup.Attr(e, "val")
				}
				return nil
			})
		}
		return nil
	})
}

// readRun reads the properties of a stretch of text.
func (p *properties) readRun(r *markup.Reader) error {
	return r.Each(func(e markup.Element) error {
		value := "off"
		if isOn(e) {
			value = "on"
		}
		switch e.Name.Local {
		case "b":
			p.bold = value
		case "vanish":
			p.hidden = value
		}
		return nil
	})
}

// deepest is how many styles may be based on each other.
const deepest = 20

// resolved are the properties of a paragraph with those of its styles, and the
// names of these.
func (w *word) resolved(p properties) (properties, []string) {
	var names []string
	for id, n := p.style, 0; n < deepest; n++ {
		s, ok := w.styles[id]
		if !ok {
			if n == 0 {
				names = append(names, strings.ToLower(id))
			}
			break
		}
		names = append(names, s.name)
		if p.outline == "" && office.HeadingLevel(s.name) > 0 {
			p.outline = strconv.Itoa(office.HeadingLevel(s.name) - 1)
		}
		p.outline = first(p.outline, s.outline)
		p.list, p.level = first(p.list, s.list), first(p.level, s.level)
		p.bold, p.hidden = first(p.bold, s.bold), first(p.hidden, s.hidden)
		if id = s.based; id == "" {
			break
		}
	}
	if p.outline == "" && len(names) > 0 && office.HeadingLevel(names[0]) > 0 {
		p.outline = strconv.Itoa(office.HeadingLevel(names[0]) - 1)
	}
	return p, names
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// kindOf tells what a paragraph of these properties and styles is.
func kindOf(p properties, names []string) (kind office.Kind, level int, contents bool) {
	for i, name := range names {
		switch {
		case office.IsContents(name):
			return office.Paragraph, 0, true
		case name == "title" && i == 0:
			return office.Title, 1, false
		case office.IsCode(name):
			kind = office.Code
		}
	}
	if n, err := strconv.Atoi(p.outline); err == nil && 0 <= n && n < 9 {
		return office.Heading, n + 1, false
	}
	return kind, 0, false
}
