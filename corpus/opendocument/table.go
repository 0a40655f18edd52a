package opendocument

import (
	"strconv"

	"footnote/corpus/markup"
	"footnote/corpus/office"
	"footnote/corpus/table"
)

// A tableReader reads a table of a text, or a sheet.
type tableReader struct {
	*file
	table.Table
	contents []office.Block // of all cells, one after the other
	after    []office.Block // notes in the cells
	headers  int            // rows that head the columns
	layout   bool           // some cells hold parts of the document
	columns  []bool         // whether each is hidden
	blank    bool           // the last row is
	full     bool
}

// table reads a table of a text: one block, or what is in it if it only lays
// out the page.
func (f *file) table(add func(office.Block)) error {
	t := tableReader{file: f}
	err := f.r.Each(t.visit)
	if t.full {
		f.doubt = office.TooLong
	}
	if len(t.Rows) < 2 || t.width() < 2 || t.layout {
		for _, b := range t.contents {
			add(b)
		}
		return err
	}
	t.Headers = t.headers
	if t.headers == 0 || t.headers == len(t.Rows) {
		t.Headers = table.Guess
		if t.headers == 0 && t.boldHead() {
			t.Headers = 1
		}
	}
	add(office.Block{Kind: office.Table, Table: t.Table, After: t.after})
	return err
}

func (t *tableReader) width() int {
	width := 0
	for _, row := range t.Rows {
		width = max(width, len(row))
	}
	return width
}

// boldHead reports whether the first row is bold and no other.
func (t *tableReader) boldHead() bool {
	n := 0
	for _, cell := range t.Rows[0] {
		if cell != "" {
			n++
		}
	}
	for i, b := range t.contents {
		if b.Bold != (i < n) {
			return false
		}
	}
	return n > 0 && n < len(t.contents)
}

// visit reads an element of a table.
func (t *tableReader) visit(e markup.Element) error {
	switch e.Name.Local {
	case "table-header-rows":
		err := t.r.Each(t.visit)
		t.headers = len(t.Rows)
		return err
	case "table-rows", "table-row-group", "table-columns", "table-column-group", "table-header-columns":
		return t.r.Each(t.visit)
	case "table-column":
		hidden := markup.Attr(e, "visibility") == "collapse"
		for range min(repeated(e, "number-columns-repeated"), table.MaxColumns-len(t.columns)) {
			t.columns = append(t.columns, hidden)
		}
	case "table-row":
		return t.row(e)
	}
	return nil
}

// repeated is how often an element stands for itself.
func repeated(e markup.Element, name string) int {
	n, _ := strconv.Atoi(markup.Attr(e, name))
	return max(n, 1)
}

// row reads a row. Of blank rows one is kept.
func (t *tableReader) row(e markup.Element) error {
	if markup.Attr(e, "visibility") == "collapse" || t.full {
		return nil
	}
	row, at, size := []string(nil), 0, 0
	err := t.r.Each(func(e markup.Element) error {
		if e.Name.Local != "table-cell" && e.Name.Local != "covered-table-cell" {
			return nil
		}
		times := repeated(e, "number-columns-repeated")
		text, err := t.cell(e, len(t.Rows), at)
		for i := at; text != "" && i < at+times && i < table.MaxColumns; i++ {
			if t.full = t.full || t.size+size > table.MaxText; t.full {
				break
			}
			if i < len(t.columns) && t.columns[i] {
				continue
			}
			for len(row) <= i {
				row = append(row, "")
			}
			row[i] = text
			size += len(text)
		}
		t.full = t.full || text != "" && at >= table.MaxColumns
		at = min(at+times, table.MaxColumns+1)
		return err
	})
	for range repeated(e, "number-rows-repeated") {
		if row == nil && (t.blank || len(t.Rows) == 0) {
			break
		}
		if len(t.Rows) >= t.maxRows || t.cells > table.MaxCells || t.size > table.MaxText {
			t.full = true
			break
		}
		t.Rows = append(t.Rows, append([]string(nil), row...))
		t.cells, t.size = t.cells+len(row)+1, t.size+size
		t.blank = row == nil
	}
	return err
}

// cell reads what a cell shows.
func (t *tableReader) cell(e markup.Element, row, column int) (string, error) {
	if e.Name.Local == "table-cell" {
		m := table.Merge{Row: row, Column: column, Down: repeated(e, "number-rows-spanned"), Across: repeated(e, "number-columns-spanned")}
		if (m.Down > 1 || m.Across > 1) && len(t.Merges) < table.MaxRows {
			t.Merges = append(t.Merges, m)
		}
	}
	var blocks []office.Block
	err := t.blocks(func(b office.Block) {
		t.layout = t.layout || b.Kind == office.Heading || b.Kind == office.Title || b.Kind == office.Table && len(b.Table.Rows) > 3
		blocks = append(blocks, b)
	})
	if e.Name.Local == "covered-table-cell" {
		return "", err
	}
	t.contents = append(t.contents, blocks...)
	text, after := office.Flatten(blocks)
	t.after = append(t.after, after...)
	return text, err
}
