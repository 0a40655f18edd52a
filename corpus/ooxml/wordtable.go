package ooxml

import (
	"strconv"

	"footnote/corpus/markup"
	"footnote/corpus/office"
	"footnote/corpus/table"
)

// maxSpan bounds how many columns a cell may extend over.
const maxSpan = 100

// A wordTable gathers a table of Word.
type wordTable struct {
	word    *word
	rows    []wordRow
	styled  bool // its style makes the first row look different
	columns int
}

type wordRow struct {
	cells           []wordCell
	before          int // columns left out
	header, deleted bool
	// extends are the columns of cells that only extend those above.
	extends map[int]bool
}

type wordCell struct {
	blocks []office.Block
	across int
	// below is set for a cell that only extends the one above it.
	below bool
}

// table reads a table into blocks: one, or what is in it if it only lays out
// the page.
func (w *word) table(r *markup.Reader) ([]office.Block, error) {
	t := wordTable{word: w}
	var visit func(e markup.Element) error
	visit = func(e markup.Element) error {
		switch e.Name.Local {
		case "tblPr":
			return t.readProperties(r)
		case "tr":
			row, err := t.readRow(r)
			if !row.deleted {
				t.rows = append(t.rows, row)
			}
			return err
		case "sdt", "sdtContent", "customXml", "ins", "moveTo":
			return r.Each(visit)
		}
		return nil
	}
	err := r.Each(visit)
	return t.blocks(), err
}

func (t *wordTable) readProperties(r *markup.Reader) error {
	return r.Each(func(e markup.Element) error {
		switch e.Name.Local {
		case "tblStyle":
			switch t.word.styles[markup.Attr(e, "val")].name {
			case "", "table", "table grid", "normal table", "table normal":
			default:
				t.styled = true
			}
		case "tblLook":
			look, _ := strconv.ParseInt(markup.Attr(e, "val"), 16, 32)
			t.styled = t.styled && (markup.Attr(e, "firstRow") == "1" || look&0x20 != 0)
		}
		return nil
	})
}

func (t *wordTable) readRow(r *markup.Reader) (wordRow, error) {
	var row wordRow
	var visit func(e markup.Element) error
	visit = func(e markup.Element) error {
		switch e.Name.Local {
		case "trPr":
			return r.Each(func(e markup.Element) error {
				switch e.Name.Local {
				case "tblHeader":
					row.header = isOn(e)
				case "del":
					row.deleted = true
				case "gridBefore":
					row.before = number(e, "val", 0)
				}
				return nil
			})
		case "tc":
			cell, err := t.readCell(r)
			if len(row.cells) < table.MaxColumns {
				row.cells = append(row.cells, cell)
			}
			return err
		case "sdt", "sdtContent", "customXml":
			return r.Each(visit)
		}
		return nil
	}
	err := r.Each(visit)
	return row, err
}

func (t *wordTable) readCell(r *markup.Reader) (wordCell, error) {
	cell := wordCell{across: 1}
	visit := t.word.collect(r, &cell.blocks)
	err := r.Each(func(e markup.Element) error {
		if e.Name.Local != "tcPr" {
			return visit(e)
		}
		return r.Each(func(e markup.Element) error {
			switch e.Name.Local {
			case "gridSpan":
				cell.across = number(e, "val", 1)
			case "vMerge":
				cell.below = markup.Attr(e, "val") != "restart"
			}
			return nil
		})
	})
	return cell, err
}

// number is an attribute that is a small number, not below least.
func number(e markup.Element, name string, least int) int {
	n, _ := strconv.Atoi(markup.Attr(e, name))
	return min(max(n, least), maxSpan)
}

// blocks makes blocks of the table.
func (t *wordTable) blocks() []office.Block {
	for i := range t.rows {
		t.columns = max(t.columns, len(t.rows[i].cells))
		t.rows[i].place()
	}
	if len(t.rows) < 2 || t.columns < 2 || t.hasHeading() {
		return t.contents()
	}
	var rows [][]string
	var merges []table.Merge
	var after []office.Block
	for i, row := range t.rows {
		cells := make([]string, row.before)
		for _, cell := range row.cells {
			if m := t.merge(i, len(cells), cell); m.Down > 1 || m.Across > 1 {
				merges = append(merges, m)
			}
			text, notes := office.Flatten(cell.blocks)
			after = append(after, notes...)
			cells = append(append(cells, text), make([]string, cell.across-1)...)
		}
		if t.word.cells += len(cells); t.word.cells > table.MaxCells {
			t.word.doubt = office.TooLong
			break
		}
		rows = append(rows, cells)
	}
	return []office.Block{{Kind: office.Table, Table: table.Table{Rows: rows, Headers: t.headers(), Merges: merges}, After: after}}
}

// place finds out where the cells stand that extend those above.
func (r *wordRow) place() {
	r.extends = map[int]bool{}
	at := r.before
	for _, cell := range r.cells {
		if cell.below {
			r.extends[at] = true
		}
		at += cell.across
	}
}

// merge tells how far a cell extends.
func (t *wordTable) merge(row, column int, cell wordCell) table.Merge {
	m := table.Merge{Row: row, Column: column, Down: 1, Across: cell.across}
	if cell.below {
		return table.Merge{}
	}
	for _, next := range t.rows[row+1:] {
		if !next.extends[column] {
			break
		}
		m.Down++
	}
	return m
}

// headers is how many rows head the columns.
func (t *wordTable) headers() int {
	n := 0
	for n < len(t.rows) && t.rows[n].header {
		n++
	}
	if n > 0 && n < len(t.rows) {
		return n
	}
	if t.styled || isBold(t.rows[0]) && !isBold(t.rows[1]) {
		return 1
	}
	return table.Guess
}

// isBold reports whether all text of a row is bold.
func isBold(row wordRow) bool {
	bold := false
	for _, cell := range row.cells {
		for _, b := range cell.blocks {
			if !b.Bold {
				return false
			}
			bold = true
		}
	}
	return bold
}

// hasHeading reports whether the table holds parts of the document.
func (t *wordTable) hasHeading() bool {
	for _, row := range t.rows {
		for _, cell := range row.cells {
			for _, b := range cell.blocks {
				if b.Kind == office.Heading || b.Kind == office.Title || b.Kind == office.Table && len(b.Table.Rows) > 3 {
					return true
				}
			}
		}
	}
	return false
}

// contents is what is in the cells, one after the other.
func (t *wordTable) contents() []office.Block {
	var all []office.Block
	for _, row := range t.rows {
		for _, cell := range row.cells {
			all = append(all, cell.blocks...)
		}
	}
	return all
}
