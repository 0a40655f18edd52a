package table

import (
	"strings"
	"unicode/utf8"

	"footnote/corpus/compose"
)

// A Table is rows of cells as people see them.
type Table struct {
	Rows [][]string
	// Headers is how many rows at the top head the columns; Guess lets them
	// be found out.
	Headers int
	// Merges are the cells that extend over others.
	Merges []Merge
}

// Guess is the number of headers of a table that does not tell it.
const Guess = -1

// A Merge is a cell that extends over Down rows and Across columns, itself
// included.
type Merge struct{ Row, Column, Down, Across int }

// longestItem is how long an item may be, in bytes: a longer one would be cut
// at its full stops, and its parts would lack their labels.
const longestItem = 390

// Write writes a table. Empty cells and rows are left out.
func Write(w *compose.Writer, t Table) {
	t = t.tidied()
	if len(t.Rows) == 0 {
		return
	}
	rows := rowWriter{w: w}
	if t.Headers == Guess {
		t = rows.titles(t)
		t.Headers = 0
		if len(t.Rows) > 0 && isHead(t.Rows, 0) && differs(t.Rows) {
			t.Headers = t.headRows(0)
		}
	}
	rows.write(t)
}

// A rowWriter writes rows below heads that may change.
type rowWriter struct {
	w      *compose.Writer
	labels []string
}

func (r *rowWriter) write(t Table) {
	if t.Headers = min(t.Headers, len(t.Rows)); len(t.Rows) == 0 {
		return
	}
	if t.Headers > 0 {
		r.labels = t.labels()
	}
	t.fillDown()
	body := t.Rows[t.Headers:]
	switch {
	case len(body) == 0: // heads of nothing
		r.w.Paragraph(joined(t.Rows[0], "; "))
	case r.labels == nil && columnsOf(body) > 2:
		r.w.Table(body, 0)
	default:
		for _, row := range body {
			if r.w.Full() {
				return
			}
			r.row(row)
		}
	}
	r.w.EndList()
}

// titles writes the rows at the top that hold a single cell, where others hold
// several, and returns the table below.
func (r *rowWriter) titles(t Table) Table {
	at := 0
	for at < len(t.Rows) && len(filledCells(t.Rows[at])) == 1 {
		at++
	}
	if columnsOf(t.Rows) == 1 && at > 1 && !hasSentences(t.Rows) {
		return t // a list
	}
	for _, row := range t.Rows[:at] {
		r.w.Paragraph(joined(row, ""))
	}
	return t.below(at)
}

// row writes one row. A single cell below several heads is a remark, or heads
// the rows that follow.
func (r *rowWriter) row(row []string) {
	filled := filledCells(row)
	switch {
	case len(filled) == 0:
	case len(filled) == 1 && filled[0] == 0 && len(r.labels) > 2:
		r.w.Paragraph(row[0])
	case r.labels == nil && len(filled) > 1:
		r.items([]string{row[filled[0]] + ": " + joined(row[filled[0]+1:], "; ")})
	default:
		var parts []string
		for _, i := range filled {
			parts = append(parts, r.labelled(i, row[i]))
		}
		r.items(parts)
	}
}

func (r *rowWriter) labelled(column int, cell string) string {
	if column >= len(r.labels) || r.labels[column] == "" {
		return cell
	}
	return strings.TrimSuffix(r.labels[column], ":") + ": " + cell
}

// items writes the parts of a row as one item, or as several that all begin
// with the first part.
func (r *rowWriter) items(parts []string) {
	for len(parts) > 0 {
		size, n := len(parts[0]), 1
		for n < len(parts) && size+len("; ")+len(parts[n]) <= longestItem {
			size += len("; ") + len(parts[n])
			n++
		}
		if n == 1 && len(parts) > 1 && len(parts[0]) <= longestItem/4 {
			n = 2 // its first part is repeated, so it must not stand alone
		}
		r.w.Item("- ")
		r.w.Paragraph(strings.Join(parts[:n], "; "))
		r.w.EndItem()
		rest := parts[n:]
		if len(rest) > 0 && len(parts[0]) <= longestItem/4 {
			rest = append([]string{parts[0]}, rest...)
		}
		parts = rest
	}
}

// tidied is the table with each cell on one line and without empty rows at
// either end. Merges that make no sense are left out.
func (t Table) tidied() Table {
	first, last := len(t.Rows), 0
	rows := make([][]string, len(t.Rows))
	for i, row := range t.Rows {
		rows[i] = make([]string, len(row))
		for j, cell := range row {
			rows[i][j] = strings.Join(strings.Fields(cell), " ")
		}
		if len(filledCells(rows[i])) > 0 {
			first, last = min(first, i), i+1
		}
	}
	if first >= last {
		return Table{}
	}
	var merges []Merge
	for _, m := range t.Merges {
		if m.Row -= first; m.Row >= 0 && m.Row < last-first && m.Column >= 0 && m.Down > 0 && m.Across > 0 {
			merges = append(merges, m)
		}
	}
	headers := t.Headers
	if headers > 0 {
		headers = max(headers-first, 0)
	}
	return Table{Rows: rows[first:last], Headers: headers, Merges: merges}
}

// labels are the heads of the columns: all that stands above a column, where
// cells that extend over several head them all.
func (t Table) labels() []string {
	heads, columns := make([][]string, t.Headers), columnsOf(t.Rows)
	for i := range heads {
		heads[i] = append([]string(nil), t.Rows[i]...)
	}
	for _, m := range t.Merges {
		if m.Row >= t.Headers || m.Column >= len(heads[m.Row]) {
			continue
		}
		row := heads[m.Row]
		for j := m.Column + 1; j < columns && j < m.Column+m.Across; j++ {
			if j == len(row) {
				row = append(row, "")
			}
			row[j] = row[m.Column]
		}
		heads[m.Row] = row
	}
	labels := make([]string, columnsOf(heads))
	for _, row := range heads {
		for j, cell := range row {
			if cell = clipped(cell); cell != "" && !strings.HasSuffix(labels[j], cell) {
				labels[j] = strings.TrimSpace(labels[j] + " " + cell)
			}
		}
	}
	return labels
}

// clipped is a head of a column that is not too long to stand in every row.
func clipped(head string) string {
	const longest = 200
	if len(head) <= longest {
		return head
	}
	return strings.ToValidUTF8(head[:longest], "") + "…"
}

// fillDown repeats a cell that extends over several rows in each of them.
func (t Table) fillDown() {
	for _, m := range t.Merges {
		if m.Row < t.Headers || m.Column >= len(t.Rows[m.Row]) {
			continue
		}
		for i := m.Row + 1; i < len(t.Rows) && i < m.Row+m.Down; i++ {
			for len(t.Rows[i]) <= m.Column {
				t.Rows[i] = append(t.Rows[i], "")
			}
			if t.Rows[i][m.Column] == "" {
				t.Rows[i][m.Column] = t.Rows[m.Row][m.Column]
			}
		}
	}
}

func columnsOf(rows [][]string) int {
	n := 0
	for _, row := range rows {
		if filled := filledCells(row); len(filled) > 0 {
			n = max(n, filled[len(filled)-1]+1)
		}
	}
	return n
}

// filledCells are the columns whose cells are not empty.
func filledCells(row []string) []int {
	var filled []int
	for j, cell := range row {
		if cell != "" {
			filled = append(filled, j)
		}
	}
	return filled
}

// joined are the cells that are not empty.
func joined(row []string, separator string) string {
	var cells []string
	for _, j := range filledCells(row) {
		cells = append(cells, row[j])
	}
	return strings.Join(cells, separator)
}

// isShort reports whether a cell is short enough to head a column.
func isShort(cell string) bool {
	const longest = 80
	return utf8.RuneCountInString(cell) <= longest
}
