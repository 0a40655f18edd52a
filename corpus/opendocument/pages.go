package opendocument

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"footnote/corpus/markup"
	"footnote/corpus/office"
)

// pages reads the slides of a presentation or the pages of a drawing, each a
// section.
func (f *file) pages() error {
	number := 0
	err := f.r.Each(func(e markup.Element) error {
		if e.Name.Local != "page" {
			return nil
		}
		number++
		p := page{file: f}
		err := f.r.Each(p.visit)
		if err != nil && err != errFull {
			return err
		}
		if f.resolved("drawing-page", markup.Attr(e, "style-name")).hidden != "on" {
			p.write(number)
		}
		return err
	})
	if err == errFull {
		f.doubt = office.TooLong
		return nil
	}
	return err
}

// A page gathers what is on a slide.
type page struct {
	*file
	title         string
	blocks, notes []office.Block
}

// visit reads an element of a slide.
func (p *page) visit(e markup.Element) error {
	add := func(b office.Block) { p.blocks = append(p.blocks, b) }
	switch e.Name.Local {
	case "notes":
		return p.r.Each(func(e markup.Element) error {
			if markup.Attr(e, "class") != "notes" {
				return nil
			}
			return p.file.blocks(func(b office.Block) { p.notes = append(p.notes, b) })
		})
	case "g":
		return p.r.Each(p.visit)
	}
	switch markup.Attr(e, "class") {
	case "date-time", "footer", "page-number", "header", "page":
		return nil
	case "title":
		return p.file.blocks(func(b office.Block) { p.title = office.Spaced(p.title + " " + strings.ReplaceAll(b.Text, "\n", " ")) })
	}
	return p.file.blocks(add)
}

// write writes a slide. One without a title is named by its first line, or its
// number.
func (p *page) write(number int) {
	const longest = 80
	if p.title == "" && len(p.blocks) > 0 && p.blocks[0].Kind == office.Paragraph && utf8.RuneCountInString(p.blocks[0].Text) <= longest {
		p.title, p.blocks = p.blocks[0].Text, p.blocks[1:]
	}
	if p.title == "" && len(p.blocks)+len(p.notes) == 0 {
		return
	}
	if p.title == "" {
		p.title = fmt.Sprintf("Slide %d", number)
	} else if number == 1 {
		p.file.title = p.title
	}
	p.writer.Heading(1, p.title)
	office.Write(&p.writer, append(p.blocks, p.notes...))
}
