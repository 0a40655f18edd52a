package ooxml

import (
	"strconv"
	"strings"

	"footnote/corpus/markup"
	"footnote/corpus/table"
)

// A sheet is read row by row.
type sheet struct {
	book *workbook
	r    *markup.Reader
	// filtered is set when a filter hides rows; what it hides is still there.
	filtered bool
	hidden   [][2]int // columns, from 0, first and last
	table    table.Table
	last     int // the number of the row read last, from 1
	full     bool
	areas    []area
}

// An area is a rectangle of cells, from 0; the last ones belong to it.
type area struct{ row, column, lastRow, lastColumn int }

// sheet reads a sheet as a table. Rows that are not there are blank ones; no
// more than one stands between others.
func (w *workbook) sheet(part string) (table.Table, error) {
	s := sheet{book: w, table: table.Table{Headers: table.Guess}}
	numbers := []int{} // of the rows of the table, as the file counts them
	err := w.elements(part, func(r *markup.Reader, e markup.Element) error {
		s.r = r
		switch e.Name.Local {
		case "sheetPr":
			mode := markup.Attr(e, "filterMode")
			s.filtered = mode == "1" || mode == "true"
		case "cols":
			return r.Each(s.column)
		case "sheetData":
			return r.Each(func(e markup.Element) error {
				if e.Name.Local != "row" || s.full {
					return nil
				}
				return s.row(e, &numbers)
			})
		case "mergeCells":
			return r.Each(func(e markup.Element) error {
				if a, ok := areaOf(markup.Attr(e, "ref")); ok && len(s.areas) < table.MaxRows {
					s.areas = append(s.areas, a)
				}
				return nil
			})
		}
		return nil
	})
	s.merge(numbers)
	w.tooLarge = w.tooLarge || s.full
	return s.table, err
}

// column notes columns that are hidden.
func (s *sheet) column(e markup.Element) error {
	first, _ := strconv.Atoi(markup.Attr(e, "min"))
	last, _ := strconv.Atoi(markup.Attr(e, "max"))
	if h := markup.Attr(e, "hidden"); (h == "1" || h == "true") && len(s.hidden) < table.MaxColumns {
		s.hidden = append(s.hidden, [2]int{first - 1, last - 1})
	}
	return nil
}

// row reads a row.
func (s *sheet) row(e markup.Element, numbers *[]int) error {
	number, err := strconv.Atoi(markup.Attr(e, "r"))
	if err != nil || number <= s.last {
		number = s.last + 1
	}
	gap := number > s.last+1
	s.last = number
	if h := markup.Attr(e, "hidden"); (h == "1" || h == "true") && !s.filtered {
		return nil
	}
	if len(*numbers) >= s.book.maxRows || s.book.cells > table.MaxCells || s.book.size > table.MaxText {
		s.full = true
		return nil
	}
	var cells []string
	err = s.r.Each(func(e markup.Element) error {
		if e.Name.Local != "c" {
			return nil
		}
		at := len(cells)
		if _, column, ok := place(markup.Attr(e, "r")); ok {
			at = column
		}
		text, err := s.cell(e)
		if text == "" || err != nil || at >= table.MaxColumns || s.isHidden(at) {
			s.full = s.full || text != "" && at >= table.MaxColumns
			return err
		}
		if s.book.size += len(text); s.book.size > table.MaxText { // cells may share a long one
			s.full = true
			return nil
		}
		for len(cells) <= at {
			cells = append(cells, "")
		}
		cells[at] = text
		return nil
	})
	if gap && len(*numbers) > 0 {
		s.table.Rows, *numbers = append(s.table.Rows, nil), append(*numbers, number-1)
	}
	s.book.cells += len(cells) + 1
	s.table.Rows, *numbers = append(s.table.Rows, cells), append(*numbers, number)
	return err
}

func (s *sheet) isHidden(column int) bool {
	for _, h := range s.hidden {
		if h[0] <= column && column <= h[1] {
			return true
		}
	}
	return false
}

// cell reads what a cell shows.
func (s *sheet) cell(e markup.Element) (string, error) {
	kind := markup.Attr(e, "t")
	value, inline, computed := "", "", false
	err := s.r.Each(func(e markup.Element) error {
		var err error
		switch e.Name.Local {
		case "v":
			value, err = s.r.Text()
		case "is":
			inline, err = richText(s.r)
		case "f":
			computed = true
		}
		return err
	})
	if computed && value == "" && inline == "" && kind != "str" {
		s.book.uncomputed++
	}
	if kind == "inlineStr" {
		return inline, err
	}
	return s.book.shown(kind, value, markup.Attr(e, "s")), err
}

// shown is a value as its cell shows it; errors are nothing.
func (w *workbook) shown(kind, value, style string) string {
	switch kind {
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && 0 <= i && i < len(w.strings) {
			return w.strings[i]
		}
		return ""
	case "str":
		return value
	case "b":
		return map[string]string{"0": "FALSE", "1": "TRUE"}[strings.TrimSpace(value)]
	case "e":
		return ""
	case "d":
		return strings.TrimSuffix(strings.Replace(value, "T", " ", 1), " 00:00:00")
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil {
		return strings.TrimSpace(value)
	}
	if i, err := strconv.Atoi(style); err == nil && 0 <= i && i < len(w.formats) {
		return w.formats[i].show(n, w.from1904)
	}
	return general(n)
}

// merge makes merges of areas of cells, and where rows are as the table has
// them.
func (s *sheet) merge(numbers []int) {
	index := make(map[int]int, len(numbers))
	for i, n := range numbers {
		index[n-1] = i
	}
	for _, a := range s.areas {
		if row, ok := index[a.row]; ok {
			s.table.Merges = append(s.table.Merges, table.Merge{Row: row, Column: a.column, Down: a.lastRow - a.row + 1, Across: a.lastColumn - a.column + 1})
		}
	}
}

// areaOf reads "A1:C2".
func areaOf(ref string) (area, bool) {
	first, last, ok := strings.Cut(ref, ":")
	row, column, ok1 := place(first)
	lastRow, lastColumn, ok2 := place(last)
	return area{row, column, lastRow, lastColumn}, ok && ok1 && ok2 && lastRow >= row && lastColumn >= column
}

// place reads "B3": row and column from 0.
func place(ref string) (row, column int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 4 && 'A' <= ref[i]&^0x20 && ref[i]&^0x20 <= 'Z'; i++ {
		column = column*26 + int(ref[i]&^0x20-'A') + 1
	}
	row, err := strconv.Atoi(ref[i:])
	return row - 1, column - 1, err == nil && i > 0 && 0 < row && row <= 1<<20
}
