package opendocument

import (
	"errors"
	"strconv"
	"strings"

	"footnote/corpus/markup"
	"footnote/corpus/office"
)

// errFull ends the reading of a document that is too long.
var errFull = errors.New("full")

// text reads a text document.
func (f *file) text() error {
	var blocks []office.Block
	err := f.blocks(func(b office.Block) { blocks = append(blocks, b) })
	if err != nil && err != errFull {
		return err
	}
	office.Promote(blocks)
	office.Write(&f.writer, blocks)
	if err == errFull {
		f.doubt = office.TooLong
	}
	return nil
}

// blocks reads the blocks inside of an element.
func (f *file) blocks(add func(office.Block)) error {
	return f.blocksOf(add, func(e markup.Element) error { return f.list(e, "", 0, add) })
}

// blocksOf reads the blocks inside of an element, its lists by a function.
func (f *file) blocksOf(add func(office.Block), list func(e markup.Element) error) error {
	var visit func(e markup.Element) error
	visit = func(e markup.Element) error {
		switch e.Name.Local {
		case "p", "h":
			return f.paragraph(e, add)
		case "list":
			return list(e)
		case "table":
			return f.table(add)
		case "section":
			if markup.Attr(e, "display") == "none" {
				return nil
			}
			return f.r.Each(visit)
		case "index-body", "bibliography", "numbered-paragraph", "frame", "text-box", "g", "custom-shape", "rect", "ellipse", "a", "index-title":
			return f.r.Each(visit)
		}
		return nil
	}
	return f.r.Each(visit)
}

// A paragraph gathers what is in a paragraph.
type paragraph struct {
	*file
	text  strings.Builder
	spans []style // that the place is in
	plain bool    // some of the text is not bold
	after []office.Block
}

func (f *file) paragraph(e markup.Element, add func(office.Block)) error {
	form := f.resolved("paragraph", markup.Attr(e, "style-name"))
	p := paragraph{file: f}
	err := f.r.Mixed(p.inline, p.add)
	if err != nil {
		return err
	}
	text := p.text.String()
	b := office.Block{Text: office.Spaced(text), After: p.after}
	switch {
	case form.hidden == "on" || office.IsContents(form.name):
		b.Text = ""
	case e.Name.Local == "h":
		b.Kind, b.Level = office.Heading, max(form.outline, 1)
		if level, err := strconv.Atoi(markup.Attr(e, "outline-level")); err == nil {
			b.Level = level
		}
	case form.name == "Title":
		b.Kind, b.Level = office.Title, 1
		f.title = first(f.title, b.Text)
	case office.IsCode(form.name):
		b.Kind, b.Text = office.Code, strings.Trim(text, "\n")
	}
	b.Bold = b.Text != "" && (form.bold == "on" || !p.plain)
	if f.size += len(text); f.size > f.writer.Max {
		err = errFull
	}
	if b.Text != "" {
		add(b)
		return err
	}
	for _, after := range p.after {
		add(after)
	}
	return err
}

// add adds text, unless it is hidden.
func (p *paragraph) add(text string) {
	bold, raised := false, false
	for _, s := range p.spans {
		if s.hidden == "on" {
			return
		}
		bold = bold || s.bold == "on"
		raised = raised || s.raised
	}
	text = office.Visible(strings.NewReplacer("\n", " ", "\t", " ", "\r", " ").Replace(text))
	if raised {
		text = office.Superscript(p.text.String(), text)
	}
	p.plain = p.plain || !bold && strings.TrimSpace(text) != ""
	p.text.WriteString(text)
}

// inline reads an element among the text of a paragraph.
func (p *paragraph) inline(e markup.Element) error {
	block := func(b office.Block) { p.after = append(p.after, b) }
	switch e.Name.Local {
	case "s":
		n, _ := strconv.Atoi(markup.Attr(e, "c"))
		p.text.WriteString(strings.Repeat(" ", min(max(n, 1), 100)))
	case "tab":
		p.text.WriteByte(' ')
	case "line-break":
		p.text.WriteByte('\n')
	case "span":
		p.spans = append(p.spans, p.resolved("text", markup.Attr(e, "style-name")))
		err := p.r.Mixed(p.inline, p.add)
		p.spans = p.spans[:len(p.spans)-1]
		return err
	case "note":
		return p.r.Each(func(e markup.Element) error {
			if e.Name.Local != "note-body" {
				return nil
			}
			return p.blocks(block)
		})
	case "frame", "custom-shape", "g", "rect", "ellipse":
		return p.blocks(block)
	case "annotation", "tracked-changes", "hidden-text", "hidden-paragraph", "script", "ruby-text", "desc", "title", "object", "image":
		// not read by people, or not here
	default:
		return p.r.Mixed(p.inline, p.add)
	}
	return nil
}
