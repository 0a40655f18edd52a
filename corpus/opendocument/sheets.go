package opendocument

import (
	"footnote/corpus/markup"
	"footnote/corpus/office"
	"footnote/corpus/table"
)

// sheets reads the sheets of a spreadsheet, each a section. A single one with
// a name that says nothing is none.
func (f *file) sheets() error {
	written := 0
	err := f.r.Each(func(e markup.Element) error {
		if e.Name.Local != "table" || f.resolved("table", markup.Attr(e, "style-name")).hidden == "on" {
			return nil
		}
		t := tableReader{file: f}
		err := f.r.Each(t.visit)
		if err != nil && err != errFull {
			return err
		}
		if t.full || err == errFull {
			f.doubt = table.TooLong(f.maxRows)
		}
		if len(t.Rows) == 0 {
			return err
		}
		if name := markup.Attr(e, "name"); written > 0 || !office.IsDefaultSheet(name) {
			f.writer.Heading(1, name)
		}
		written++
		t.Headers = table.Guess
		table.WriteSheet(&f.writer, t.Table)
		return err
	})
	f.title = office.NameOf(f.name) // the name of a sheet would be none
	if err == errFull {
		return nil
	}
	return err
}
