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
		if err := f.r.Each(t.visit); err != nil {
			return err
		}
		if t.full {
			f.doubt = table.TooLong(f.maxRows)
		}
		if len(t.Rows) == 0 {
			return nil
		}
		if name := markup.Attr(e, "name"); written > 0 || !office.IsDefaultSheet(name) {
			f.writer.Heading(1, name)
		}
		written++
		t.Headers = table.Guess
		table.WriteSheet(&f.writer, t.Table)
		return nil
	})
	f.title = office.NameOf(f.name) // the name of a sheet would be none
	return err
}
