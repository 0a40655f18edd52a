package opendocument

import (
	"strconv"

	"footnote/corpus/markup"
	"footnote/corpus/office"
)

const maxLevels = 10

// A listStyle tells how the items of each level are marked.
type listStyle [maxLevels]listLevel

type listLevel struct {
	numbered               bool
	format, before, behind string
	start                  int
}

func listLevelOf(e markup.Element) listLevel {
	l := listLevel{
		numbered: e.Name.Local == "list-level-style-number" && markup.Attr(e, "num-format") != "",
		format:   markup.Attr(e, "num-format"), before: markup.Attr(e, "num-prefix"), behind: markup.Attr(e, "num-suffix"), start: 1,
	}
	if n, err := strconv.Atoi(markup.Attr(e, "start-value")); err == nil {
		l.start = n
	}
	return l
}

// listCounts keep how far lists were counted, for those that go on.
type listCounts struct {
	byStyle, byID map[string]int
}

// list reads a list, with the style of the one that it is in, and its level
// from 0.
func (f *file) list(e markup.Element, styleName string, level int, add func(office.Block)) error {
	styleName = first(markup.Attr(e, "style-name"), styleName)
	form := f.lists[styleName][min(level, maxLevels-1)]
	count := form.start - 1
	if level == 0 {
		count = f.counts.resume(e, styleName, count)
	}
	err := f.r.Each(func(item markup.Element) error {
		switch item.Name.Local {
		case "list-item":
			if n, err := strconv.Atoi(markup.Attr(item, "start-value")); err == nil {
				count = n - 1
			}
			count++
			return f.item(form.marker(count), styleName, level, add)
		case "list-header":
			return f.item("", styleName, level, add)
		}
		return nil
	})
	if level == 0 {
		f.counts.keep(e, styleName, count)
	}
	return err
}

// marker is what an item begins with.
func (l listLevel) marker(count int) string {
	if !l.numbered {
		return "-"
	}
	return l.before + office.Numeral(l.format, max(count, 1)) + l.behind
}

// item reads what is in an item: its first paragraph takes the marker, the
// others follow it.
func (f *file) item(marker, styleName string, level int, add func(office.Block)) error {
	var own *office.Block
	flush := func() {
		if own != nil {
			add(*own)
			own = nil
		}
	}
	err := f.blocksOf(func(b office.Block) {
		switch {
		case b.Kind != office.Paragraph:
			flush()
			if b.Kind == office.Heading && marker != "" && marker != "-" {
				b.Text = marker + " " + b.Text
				marker = ""
			}
			add(b)
		case own != nil:
			own.After = append(own.After, b)
		case marker == "":
			add(b)
		case office.IsMarker(marker):
			b.Kind, b.Level, b.Marker, marker = office.Item, level, marker+" ", ""
			own = &b
		default:
			b.Text, marker = marker+" "+b.Text, ""
			add(b)
		}
	}, func(e markup.Element) error {
		flush()
		return f.list(e, styleName, level+1, add)
	})
	flush()
	return err
}

// resume is how far a list was counted before that this one goes on with.
func (c *listCounts) resume(e markup.Element, style string, fresh int) int {
	count, ok := 0, false
	switch id := markup.Attr(e, "continue-list"); {
	case id != "":
		count, ok = c.byID[id]
	case markup.Attr(e, "continue-numbering") == "true":
		count, ok = c.byStyle[style]
	}
	if !ok {
		return fresh
	}
	return count
}

func (c *listCounts) keep(e markup.Element, style string, count int) {
	if c.byStyle == nil {
		c.byStyle, c.byID = map[string]int{}, map[string]int{}
	}
	c.byStyle[style] = count
	if id := markup.Attr(e, "id"); id != "" {
		c.byID[id] = count
	}
}
