package ooxml

import (
	"errors"
	"strings"

	"footnote/corpus/markup"
	"footnote/corpus/office"
)

// A word reads a document of Word.
type word struct {
	*file
	styles    map[string]style
	numbering numbering
	notes     map[string][]office.Block // by kind and ID
	// fields are the fields that the place is in: whether it is in the
	// instruction of each.
	fields []bool
	// size is how much text was read, cells how many cells of tables.
	size, cells int
}

// errFull ends the reading of a document that is too long.
var errFull = errors.New("full")

func readWord(f *file) error {
	w := &word{file: f, notes: map[string][]office.Block{}}
	if err := w.readStyles(); err != nil {
		return err
	}
	if err := w.readNumbering(); err != nil {
		return err
	}
	for _, kind := range []string{"footnotes", "endnotes"} {
		if err := w.readNotes(kind); err != nil && err != errFull {
			return err
		}
	}
	w.numbering.restart()
	var blocks []office.Block
	err := w.elements(f.main, func(r *markup.Reader, e markup.Element) error {
		if e.Name.Local != "body" {
			return nil
		}
		var err error
		blocks, err = w.blocks(r)
		return err
	})
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

// readNotes reads the footnotes or endnotes.
func (w *word) readNotes(kind string) error {
	part := w.related(w.relations, kind)
	if part == "" {
		return nil
	}
	return w.elements(part, func(r *markup.Reader, e markup.Element) error {
		if t := markup.Attr(e, "type"); t != "" && t != "normal" {
			return nil // the line above the notes
		}
		blocks, err := w.blocks(r)
		w.notes[strings.TrimSuffix(kind, "s")+markup.Attr(e, "id")] = blocks
		return err
	})
}

// blocks reads the blocks inside of an element. Those that were read before
// an error are returned.
func (w *word) blocks(r *markup.Reader) ([]office.Block, error) {
	var all []office.Block
	err := r.Each(w.collect(r, &all))
	return all, err
}

// collect is a visit that appends the blocks that it comes upon.
func (w *word) collect(r *markup.Reader, all *[]office.Block) func(e markup.Element) error {
	var visit func(e markup.Element) error
	visit = func(e markup.Element) error {
		var found []office.Block
		var err error
		switch e.Name.Local {
		case "p":
			found, err = w.paragraph(r)
		case "tbl":
			found, err = w.table(r)
		case "sdt":
			err = w.control(r, visit)
		case "AlternateContent":
			err = chosen(r, visit)
		case "ins", "moveTo", "customXml", "smartTag":
			err = r.Each(visit)
		}
		*all = append(*all, found...)
		return err
	}
	return visit
}

// control reads a content control, unless it is a table of contents.
func (w *word) control(r *markup.Reader, visit func(markup.Element) error) error {
	contents := false
	return r.Each(func(e markup.Element) error {
		switch e.Name.Local {
		case "sdtPr":
			return r.Each(func(e markup.Element) error {
				if e.Name.Local != "docPartObj" {
					return nil
				}
				return r.Each(func(e markup.Element) error {
					contents = contents || e.Name.Local == "docPartGallery" && markup.Attr(e, "val") == "Table of Contents"
					return nil
				})
			})
		case "sdtContent":
			if !contents {
				return r.Each(visit)
			}
		}
		return nil
	})
}

// chosen reads the first choice of several forms of one thing.
func chosen(r *markup.Reader, visit func(markup.Element) error) error {
	done := false
	return r.Each(func(e markup.Element) error {
		if done {
			return nil
		}
		done = true
		return r.Each(visit)
	})
}

// count keeps count of the text.
func (w *word) count(n int) error {
	if w.size += n; w.size > w.writer.Max {
		return errFull
	}
	return nil
}
