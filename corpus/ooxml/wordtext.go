package ooxml

import (
	"strconv"
	"strings"

	"footnote/corpus/markup"
	"footnote/corpus/office"
)

// A paragraph gathers what is in a paragraph.
type paragraph struct {
	word *word
	r    *markup.Reader
	properties
	text strings.Builder
	// plain is set when some of the text is not bold.
	plain bool
	after []office.Block
}

// paragraph reads a paragraph, and what is anchored in it.
func (w *word) paragraph(r *markup.Reader) ([]office.Block, error) {
	p := paragraph{word: w, r: r}
	err := r.Each(p.inline)
	if err != nil && err != errFull {
		return nil, err
	}
	resolved, names := w.resolved(p.properties)
	kind, level, contents := kindOf(resolved, names)
	if contents || resolved.hidden == "on" {
		return p.after, err
	}
	b := office.Block{Kind: kind, Level: level, Text: office.Spaced(p.text.String()), After: p.after}
	if kind == office.Code {
		b.Text = strings.Trim(p.text.String(), "\n")
	}
	b.Bold = b.Text != "" && (resolved.bold == "on" || !p.plain)
	if b.Text == "" {
		return p.after, err
	}
	w.number(&b, resolved)
	if b.Kind == office.Title && w.title == "" {
		w.title = b.Text
	}
	return []office.Block{b}, err
}

// number puts the number of a numbered paragraph where it belongs.
func (w *word) number(b *office.Block, p properties) {
	if p.list == "" || b.Kind == office.Title || b.Kind == office.Code {
		return
	}
	level, _ := strconv.Atoi(p.level)
	level = min(max(level, 0), maxLevels-1)
	marker, ok := w.numbering.next(p.list, level)
	switch {
	case !ok:
	case b.Kind == office.Paragraph && office.IsMarker(marker):
		b.Kind, b.Level, b.Marker = office.Item, level, marker+" "
	case marker != "" && marker != "-":
		b.Text = marker + " " + b.Text
	}
}

// inline reads an element among the text of a paragraph.
func (p *paragraph) inline(e markup.Element) error {
	switch e.Name.Local {
	case "pPr":
		return p.properties.readParagraph(p.r)
	case "r":
		return p.run()
	case "ins", "moveTo", "hyperlink", "smartTag", "sdtContent", "sdt", "fldSimple", "customXml", "dir", "bdo", "rubyBase":
		return p.r.Each(p.inline)
	case "AlternateContent":
		return chosen(p.r, p.inline)
	case "oMath", "oMathPara":
		p.plain = true
		return p.math()
	}
	return nil
}

// run reads a stretch of text of one look.
func (p *paragraph) run() error {
	var look properties
	raised := ""
	var visit func(e markup.Element) error
	visit = func(e markup.Element) error {
		if e.Name.Local == "rPr" {
			return p.r.Each(func(e markup.Element) error {
				switch e.Name.Local {
				case "vertAlign":
					raised = markup.Attr(e, "val")
				case "b":
					look.bold = map[bool]string{true: "on", false: "off"}[isOn(e)]
				case "vanish":
					look.hidden = map[bool]string{true: "on"}[isOn(e)]
				}
				return nil
			})
		}
		return p.content(e, look, raised, visit)
	}
	return p.r.Each(visit)
}

// content reads an element of a run.
func (p *paragraph) content(e markup.Element, look properties, raised string, visit func(markup.Element) error) error {
	switch e.Name.Local {
	case "t":
		text, err := p.r.Text()
		if err != nil {
			return err
		}
		return p.add(text, look, raised)
	case "tab", "ptab":
		return p.add(" ", look, "")
	case "br", "cr":
		if t := markup.Attr(e, "type"); t != "page" && t != "column" {
			return p.add("\n", look, "")
		}
	case "noBreakHyphen":
		return p.add("-", look, "")
	case "fldChar":
		p.word.field(markup.Attr(e, "fldCharType"))
	case "footnoteReference", "endnoteReference":
		p.note(strings.TrimSuffix(e.Name.Local, "Reference") + markup.Attr(e, "id"))
	case "AlternateContent":
		return chosen(p.r, visit)
	case "drawing", "pict", "object":
		return p.drawing()
	case "ruby":
		return p.r.Each(p.inline)
	}
	return nil
}

// add adds text, unless it is hidden or the instruction of a field.
func (p *paragraph) add(text string, look properties, raised string) error {
	for _, instruction := range p.word.fields {
		if instruction {
			return nil
		}
	}
	if look.hidden == "on" {
		return nil
	}
	if look.bold != "on" && strings.TrimSpace(text) != "" {
		p.plain = true
	}
	text = office.Visible(text)
	if raised == "superscript" {
		text = office.Superscript(p.text.String(), text)
	}
	p.text.WriteString(text)
	return p.word.count(len(text))
}

// field follows the parts of a field: its instruction is not read, its result
// is.
func (w *word) field(part string) {
	last := len(w.fields) - 1
	switch {
	case part == "begin":
		w.fields = append(w.fields, true)
	case last < 0:
	case part == "separate":
		w.fields[last] = false
	case part == "end":
		w.fields = w.fields[:last]
	}
}

// note puts a note behind the paragraph that refers to it for the first time.
func (p *paragraph) note(id string) {
	p.after = append(p.after, p.word.notes[id]...)
	delete(p.word.notes, id)
}

// drawing reads the text boxes in a drawing.
func (p *paragraph) drawing() error {
	fields := p.word.fields
	defer func() { p.word.fields = fields }()
	p.word.fields = nil
	var visit func(e markup.Element) error
	visit = func(e markup.Element) error {
		switch e.Name.Local {
		case "txbxContent":
			blocks, err := p.word.blocks(p.r)
			p.after = append(p.after, blocks...)
			return err
		case "AlternateContent":
			return chosen(p.r, visit)
		case "relIds":
			return p.diagram(markup.AttrIn(e, "/relationships", "dm"))
		}
		return p.r.Each(visit)
	}
	return p.r.Each(visit)
}

// diagram adds the text of a diagram.
func (p *paragraph) diagram(id string) error {
	texts, err := p.word.diagram(p.word.relations[id].part)
	for _, text := range texts {
		p.after = append(p.after, office.Block{Kind: office.Item, Marker: "- ", Text: text})
		if err == nil {
			err = p.word.count(len(text)) // one diagram may be shown often
		}
	}
	return err
}

// math reads a formula as a line of text.
func (p *paragraph) math() error {
	var visit func(e markup.Element) error
	group := func(before, after string) error {
		p.text.WriteString(before)
		err := p.r.Each(visit)
		p.text.WriteString(after)
		return err
	}
	visit = func(e markup.Element) error {
		switch e.Name.Local {
		case "t":
			text, err := p.r.Text()
			p.text.WriteString(text)
			if err != nil {
				return err
			}
			return p.word.count(len(text))
		case "den":
			return group("/(", ")")
		case "num":
			return group("(", ")")
		case "sup":
			return group("^", "")
		case "sub":
			return group("_", "")
		case "deg", "rPr", "ctrlPr", "del", "instrText":
			return nil
		case "rad":
			return group("√(", ")")
		case "d":
			return group("(", ")")
		}
		return p.r.Each(visit)
	}
	return p.r.Each(visit)
}
