package ooxml

import (
	"fmt"
	"strings"

	"footnote/corpus/markup"
	"footnote/corpus/office"
	"footnote/corpus/table"
)

// A workbook reads a workbook.
type workbook struct {
	*file
	strings []string
	formats []*format // by the styles of cells
	// from1904 is set when days are counted from 1904.
	from1904 bool
	// cells and size count all cells and their text.
	cells, size int
	// uncomputed counts the formulas without a result.
	uncomputed int
	tooLarge   bool
}

// A sheetPart is a sheet that people see.
type sheetPart struct{ name, part string }

func readWorkbook(f *file) error {
	w := &workbook{file: f}
	sheets, err := w.sheets()
	if err != nil {
		return err
	}
	if err := w.readStyles(); err != nil {
		return err
	}
	if err := w.readStrings(); err != nil {
		return err
	}
	for _, s := range sheets {
		t, err := w.sheet(s.part)
		if err != nil {
			return err
		}
		if len(t.Rows) == 0 {
			continue
		}
		if len(sheets) > 1 || !office.IsDefaultSheet(s.name) {
			w.writer.Heading(1, s.name)
		}
		table.WriteSheet(&w.writer, t)
	}
	switch {
	case w.tooLarge || w.writer.Full():
		f.doubt = table.TooLong(f.maxRows)
	case w.uncomputed > 0:
		f.doubt = office.Doubt(fmt.Sprintf("holds formulas without results (%d), which were left out; open and save it in a spreadsheet program", w.uncomputed))
	}
	if w.writer.Text() == "" && w.uncomputed > 0 {
		return office.Fault("holds nothing but formulas without results; open and save it in a spreadsheet program")
	}
	f.title = office.NameOf(f.name) // the name of a sheet would be none
	return nil
}

// sheets are the sheets that are not hidden, in order.
func (w *workbook) sheets() ([]sheetPart, error) {
	var all []sheetPart
	seen := map[string]bool{}
	err := w.elements(w.main, func(r *markup.Reader, e markup.Element) error {
		switch e.Name.Local {
		case "workbookPr":
			d := markup.Attr(e, "date1904")
			w.from1904 = d == "1" || d == "true"
		case "sheets":
			return r.Each(func(e markup.Element) error {
				to := w.relations[markup.AttrIn(e, "/relationships", "id")]
				state := markup.Attr(e, "state")
				if to.kind == "worksheet" && w.files.Has(to.part) && !seen[to.part] && (state == "" || state == "visible") {
					seen[to.part] = true
					all = append(all, sheetPart{markup.Attr(e, "name"), to.part})
				}
				return nil
			})
		}
		return nil
	})
	return all, err
}

// readStrings reads the texts that cells share.
func (w *workbook) readStrings() error {
	part := w.related(w.relations, "sharedStrings")
	if part == "" {
		return nil
	}
	return w.elements(part, func(r *markup.Reader, e markup.Element) error {
		if e.Name.Local != "si" {
			return nil
		}
		text, err := richText(r)
		w.strings = append(w.strings, text)
		return err
	})
}

// richText reads a text of several looks, without how it is pronounced.
func richText(r *markup.Reader) (string, error) {
	var b strings.Builder
	var visit func(e markup.Element) error
	visit = func(e markup.Element) error {
		switch e.Name.Local {
		case "t":
			text, err := r.Text()
			b.WriteString(office.Visible(text))
			return err
		case "r":
			return r.Each(visit)
		}
		return nil
	}
	err := r.Each(visit)
	return b.String(), err
}

// readStyles reads how the values of cells are shown.
func (w *workbook) readStyles() error {
	part := w.related(w.relations, "styles")
	if part == "" {
		return nil
	}
	codes := map[string]string{}
	return w.elements(part, func(r *markup.Reader, e markup.Element) error {
		switch e.Name.Local {
		case "numFmts":
			return r.Each(func(e markup.Element) error {
				codes[markup.Attr(e, "numFmtId")] = markup.Attr(e, "formatCode")
				return nil
			})
		case "cellXfs":
			return r.Each(func(e markup.Element) error {
				id := markup.Attr(e, "numFmtId")
				code, ok := codes[id]
				if !ok {
					code = builtin[id]
				}
				w.formats = append(w.formats, parseFormat(code))
				return nil
			})
		}
		return nil
	})
}
