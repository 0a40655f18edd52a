package opendocument

import (
	"strconv"
	"strings"

	"footnote/corpus/markup"
	"footnote/corpus/office"
)

// A style is a named set of properties.
type style struct {
	name, parent string
	list         string
	outline      int
	bold, hidden string // "on", "off" or nothing
	raised       bool
}

// style reads a style, or the style of a list.
func (f *file) style(e markup.Element) error {
	name := markup.Attr(e, "name")
	switch e.Name.Local {
	case "style":
		s := style{name: name, parent: markup.Attr(e, "parent-style-name"), list: markup.Attr(e, "list-style-name")}
		if shown := markup.Attr(e, "display-name"); shown != "" {
			s.name = shown
		}
		s.outline, _ = strconv.Atoi(markup.Attr(e, "default-outline-level"))
		err := f.r.Each(func(e markup.Element) error {
			s.read(e)
			return nil
		})
		f.styles[markup.Attr(e, "family")+" "+name] = s
		return err
	case "list-style":
		list := listStyle{}
		err := f.r.Each(func(e markup.Element) error {
			if level, err := strconv.Atoi(markup.Attr(e, "level")); err == nil && 0 < level && level <= maxLevels {
				list[level-1] = listLevelOf(e)
			}
			return nil
		})
		f.lists[name] = list
		return err
	}
	return nil
}

// read reads the properties that matter.
func (s *style) read(e markup.Element) {
	switch e.Name.Local {
	case "text-properties":
		switch markup.Attr(e, "display") {
		case "none":
			s.hidden = "on"
		case "true":
			s.hidden = "off"
		}
		switch weight := markup.Attr(e, "font-weight"); weight {
		case "":
		case "bold", "600", "700", "800", "900":
			s.bold = "on"
		default:
			s.bold = "off"
		}
		position := markup.Attr(e, "text-position")
		percent, _, _ := strings.Cut(position, "%")
		n, _ := strconv.Atoi(percent)
		s.raised = strings.HasPrefix(position, "super") || n > 0
	case "table-properties":
		if markup.Attr(e, "display") == "false" {
			s.hidden = "on"
		}
	case "drawing-page-properties":
		if markup.Attr(e, "visibility") == "hidden" {
			s.hidden = "on"
		}
	}
}

// deepest is how many styles may be based on each other.
const deepest = 20

// resolved is a style with what it has of those that it is based on. Its name
// is that of the first that is not automatic.
func (f *file) resolved(family, name string) style {
	found := style{name: name}
	for i := range deepest {
		s, ok := f.styles[family+" "+name]
		if !ok {
			break
		}
		if i == 0 || isAutomatic(found.name) {
			found.name = s.name
		}
		if found.outline == 0 {
			found.outline = s.outline
		}
		if found.outline == 0 {
			found.outline = office.HeadingLevel(s.name)
		}
		found.bold, found.hidden, found.list = first(found.bold, s.bold), first(found.hidden, s.hidden), first(found.list, s.list)
		found.raised = found.raised || s.raised
		if name = s.parent; name == "" {
			break
		}
		if isAutomatic(found.name) {
			found.name = name
		}
	}
	found.name = strings.ReplaceAll(found.name, "_20_", " ")
	return found
}

// isAutomatic reports whether a name is one of those that programs make up.
func isAutomatic(name string) bool {
	return len(name) > 1 && name[0] == 'P' && strings.Trim(name[1:], "0123456789") == ""
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
