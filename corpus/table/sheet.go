package table

import (
	"strings"

	"footnote/corpus/compose"
)

// WriteSheet writes what stands on a sheet of cells: tables between blank
// rows, with titles above and remarks below. A table without heads that
// follows one with as many columns belongs to it. Headers of the table, if any,
// are the rows at the top that head columns; those of Guess are looked for.
func WriteSheet(w *compose.Writer, t Table) {
	rows := rowWriter{w: w}
	for _, block := range t.blocks() {
		rows.sheetBlock(block)
	}
}

// blocks are the parts of a sheet between blank rows.
func (t Table) blocks() []Table {
	var blocks []Table
	start := 0
	cut := func(end int) {
		if end > start {
			block := Table{Rows: t.Rows[start:end], Headers: Guess}
			if start == 0 {
				block.Headers = t.Headers
			}
			blocks = append(blocks, block)
			for _, m := range t.Merges {
				if m.Row >= start && m.Row < end {
					m.Row -= start
					blocks[len(blocks)-1].Merges = append(blocks[len(blocks)-1].Merges, m)
				}
			}
		}
		start = end + 1
	}
	for i, row := range t.Rows {
		if isBlank(row) {
			cut(i)
		}
	}
	cut(len(t.Rows))
	return blocks
}

func isBlank(row []string) bool {
	for _, cell := range row {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return true
}

// sheetBlock writes a part of a sheet: titles, and a table below.
func (r *rowWriter) sheetBlock(t Table) {
	t = t.tidied()
	if t.Headers > 0 {
		r.write(t)
		return
	}
	columns := columnsOf(t.Rows)
	if t = r.titles(t); len(t.Rows) == 0 {
		return
	}
	t.Headers = 0
	switch {
	case isHead(t.Rows, 0):
		t.Headers = t.headRows(0)
	case columns != len(r.labels):
		r.labels = nil
	}
	r.write(t)
}

// below is the table without the rows above one.
func (t Table) below(row int) Table {
	below := Table{Rows: t.Rows[row:]}
	for _, m := range t.Merges {
		if m.Row -= row; m.Row >= 0 {
			below.Merges = append(below.Merges, m)
		}
	}
	return below
}

// hasSentences reports whether a column of text is prose and no list.
func hasSentences(rows [][]string) bool {
	for _, row := range rows {
		if cell := joined(row, ""); strings.HasSuffix(cell, ".") || !isShort(cell) {
			return true
		}
	}
	return false
}
