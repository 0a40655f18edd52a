package ooxml

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"footnote/corpus/markup"
	"footnote/corpus/office"
	"footnote/corpus/table"
)

// readSlides reads a presentation: each slide is a section, its notes a part
// of it.
func readSlides(f *file) error {
	var slides []string
	err := f.elements(f.main, func(r *markup.Reader, e markup.Element) error {
		if e.Name.Local != "sldIdLst" {
			return nil
		}
		return r.Each(func(e markup.Element) error {
			slides = append(slides, f.relations[markup.AttrIn(e, "/relationships", "id")].part)
			return nil
		})
	})
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for i, part := range slides {
		if part == "" || !f.files.Has(part) || seen[part] {
			continue
		}
		seen[part] = true
		if err := f.slide(part, i+1); err != nil {
			return err
		}
	}
	return nil
}

// slide reads and writes one slide, unless it is hidden.
func (f *file) slide(part string, number int) error {
	relations, err := f.parts.relations(part)
	if err != nil {
		return err
	}
	s := slide{file: &file{parts: f.parts, relations: relations}}
	if err := s.readPart(part); err != nil || s.hidden {
		return err
	}
	s.findTitle(number)
	if notes := f.related(relations, "notesSlide"); notes != "" {
		n := slide{file: &file{parts: f.parts}, notes: true}
		if err := n.readPart(notes); err != nil {
			return err
		}
		s.blocks = append(s.blocks, n.blocks...)
	}
	if len(s.blocks) == 0 && !s.titled {
		return nil
	}
	if f.title == "" && number == 1 && s.titled {
		f.title = s.title
	}
	f.writer.Heading(1, s.title)
	office.Write(&f.writer, s.blocks)
	return nil
}

// A slide gathers what is on a slide, or on the page of its notes.
type slide struct {
	*file
	r      *markup.Reader
	notes  bool
	hidden bool
	title  string
	titled bool
	blocks []office.Block
}

func (s *slide) readPart(part string) error {
	return s.read(part, func(r *markup.Reader) error {
		s.r = r
		return r.Each(func(e markup.Element) error {
			s.hidden = markup.Attr(e, "show") == "0" || markup.Attr(e, "show") == "false"
			return r.Each(s.visit)
		})
	})
}

// findTitle names a slide without a title by its first line, or its number.
func (s *slide) findTitle(number int) {
	const longest = 80
	if s.titled = s.title != ""; s.titled {
		return
	}
	if len(s.blocks) > 0 && s.blocks[0].Kind == office.Paragraph && utf8.RuneCountInString(s.blocks[0].Text) <= longest {
		s.title, s.titled = s.blocks[0].Text, true
		s.blocks = s.blocks[1:]
		return
	}
	s.title = fmt.Sprintf("Slide %d", number)
}

// visit reads an element of the tree of shapes.
func (s *slide) visit(e markup.Element) error {
	switch e.Name.Local {
	case "sp":
		return s.shape()
	case "AlternateContent":
		return chosen(s.r, s.visit)
	case "tbl":
		t, err := s.table()
		s.blocks = append(s.blocks, office.Block{Kind: office.Table, Table: t})
		return err
	case "relIds":
		texts, err := s.diagram(s.relations[markup.AttrIn(e, "/relationships", "dm")].part)
		for _, text := range texts {
			s.blocks = append(s.blocks, office.Block{Kind: office.Item, Marker: "- ", Text: text})
		}
		return err
	case "cSld", "spTree", "grpSp", "graphicFrame", "graphic", "graphicData":
		return s.r.Each(s.visit)
	}
	return nil
}

// shape reads a shape by what it is for.
func (s *slide) shape() error {
	role, isPlaceholder := "", false
	var visit func(e markup.Element) error
	visit = func(e markup.Element) error {
		switch e.Name.Local {
		case "nvSpPr", "nvPr":
			return s.r.Each(visit)
		case "ph":
			isPlaceholder, role = true, markup.Attr(e, "type")
		case "txBody":
			return s.shapeText(role, isPlaceholder)
		}
		return nil
	}
	return s.r.Each(visit)
}

func (s *slide) shapeText(role string, isPlaceholder bool) error {
	switch role {
	case "dt", "ftr", "sldNum", "hdr", "sldImg":
		return nil
	}
	bulleted := isPlaceholder && !s.notes && (role == "" || role == "body" || role == "obj")
	blocks, err := drawnText(s.r, bulleted)
	switch {
	case s.notes && role != "body":
	case role == "title" || role == "ctrTitle":
		var lines []string
		for _, b := range blocks {
			lines = append(lines, b.Text)
		}
		s.title = strings.Join(strings.Fields(s.title+" "+strings.Join(lines, " ")), " ")
	default:
		s.blocks = append(s.blocks, blocks...)
	}
	return err
}

// table reads a table on a slide.
func (s *slide) table() (table.Table, error) {
	t := table.Table{Headers: table.Guess}
	err := s.r.Each(func(e markup.Element) error {
		switch e.Name.Local {
		case "tblPr":
			if first := markup.Attr(e, "firstRow"); first == "1" || first == "true" {
				t.Headers = 1
			}
		case "tr":
			var row []string
			err := s.r.Each(func(e markup.Element) error {
				if e.Name.Local != "tc" {
					return nil
				}
				m := table.Merge{Row: len(t.Rows), Column: len(row), Down: number(e, "rowSpan", 1), Across: number(e, "gridSpan", 1)}
				if m.Down > 1 || m.Across > 1 {
					t.Merges = append(t.Merges, m)
				}
				text, err := s.cell()
				row = append(row, text)
				return err
			})
			t.Rows = append(t.Rows, row)
			return err
		}
		return nil
	})
	if len(t.Rows) < 2 {
		t.Headers = 0
	}
	return t, err
}

func (s *slide) cell() (string, error) {
	var text string
	err := s.r.Each(func(e markup.Element) error {
		if e.Name.Local != "txBody" {
			return nil
		}
		blocks, err := drawnText(s.r, false)
		text, _ = office.Flatten(blocks)
		return err
	})
	return text, err
}
