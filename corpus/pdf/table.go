package pdf

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A column is a strip of a table.
type column struct{ left, right float64 }

// table finds a table that begins at a row of the region. It returns its cells,
// row by row, and how many rows of the region it takes; none if there is no
// table.
func (b *blockReader) table(at int) (cells [][]string, taken, headers int) {
	first, ok := b.starts[at]
	if !ok {
		return nil, 0, 0
	}
	cells, n, headers := tableOf(b.tables[first:min(len(b.tables), first+maxTable)])
	for _, count := range b.counts[first : first+n] {
		taken += count
	}
	return cells, taken, headers
}

// maxTable is how many rows a table may have; what follows is another one.
const maxTable = 1000

// staggered makes one row of rows that stand closer than lines do, as cells
// whose lines are set in the middle of a row. It tells how many each was.
func staggered(lines region) (rows region, counts []int) {
	for i, r := range lines {
		n := len(rows)
		if n == 0 || lines[i-1][0].base-r[0].base >= .8*r[0].size || len(rows[n-1]) > maxRow {
			rows, counts = append(rows, r), append(counts, 1)
			continue
		}
		if counts[n-1] == 1 {
			rows[n-1] = slices.Clone(rows[n-1])
		}
		rows[n-1] = append(rows[n-1], r...)
		counts[n-1]++
	}
	return rows, counts
}

// tableOf finds a table that begins with the first row. It returns its cells and
// how many of the rows it takes.
func tableOf(rows region) (cells [][]string, taken, headers int) {
	if !isTabular(rows[0]) {
		return nil, 0, 0
	}
	columns := columnsOf(nil, rows[0])
	end, tabular := 1, 1
	for i := 1; i < len(rows); i++ {
		if rows[i-1][0].base-rows[i][0].base > 3.5*rows[i][0].size {
			break
		}
		merged := columnsOf(columns, rows[i])
		if len(merged) < 2 || shareCells(rows[:i+1], merged) {
			break
		}
		if isTabular(rows[i]) {
			end, tabular = i+1, tabular+1
		} else if !continuesCell(columns, rows[i]) {
			break
		}
		columns = merged
	}
	// Lines below the last row may go on with its cells.
	for end < len(rows) && end > 1 && continuesLast(rows, end, columns) {
		end++
	}
	if tabular < 2 || tabular == 2 && !isRoomy(rows[0]) || isList(rows[:end], columns) {
		return nil, 0, 0
	}
	columns = nil
	for _, r := range rows[:end] {
		columns = columnsOf(columns, r)
	}
	if len(columns) < 2 {
		return nil, 0, 0
	}
	cells, headers = fill(rows[:end], columns)
	if len(cells) < 2 {
		return nil, 0, 0
	}
	return cells, end, headers
}

// shareCells reports whether parts of one row that are no words of one line
// would stand in one cell.
func shareCells(rows []row, columns []column) bool {
	for _, r := range rows {
		for i := 1; i < len(r); i++ {
			if math.Abs(r[i].base-r[i-1].base) < 1 && r[i].left-r[i-1].right > 2.2*r[i].size && columnAt(columns, r[i]) == columnAt(columns, r[i-1]) {
				return true
			}
		}
	}
	return false
}

// isRoomy reports whether the parts of a row stand so far apart that they are
// no words of one line.
func isRoomy(r row) bool {
	for i := 1; i < len(r); i++ {
		if r[i].left-r[i-1].right < 1.5*r[i].size {
			return len(r) > 2
		}
	}
	return true
}

var leaders = regexp.MustCompile(`(\s*[.·…_]){4,}\s*`)

// isTabular reports whether a row can be one of a table: parts with gaps
// between them.
func isTabular(r row) bool {
	return len(r) >= 2 && len(r) <= 30 && !leaders.MatchString(r.text()) && !isStretched(r)
}

// isStretched reports whether the gaps of a row are those of a line that was
// stretched to fill its column: all the same, between single words.
func isStretched(r row) bool {
	if len(r) < 3 || strings.Count(r.text(), " ") >= len(r) {
		return false
	}
	least, most := r[1].left-r[0].right, 0.0
	for i := 1; i < len(r); i++ {
		gap := r[i].left - r[i-1].right
		least, most = min(least, gap), max(most, gap)
	}
	return most < 1.25*least && most < 3*r[0].size
}

// columnsOf adds the segments of a row to columns: what overlaps is one column.
func columnsOf(columns []column, r row) []column {
	merged := append([]column(nil), columns...)
	for _, s := range r {
		c := column{s.left, s.right}
		kept := merged[:0]
		for _, other := range merged {
			if other.left < c.right && c.left < other.right {
				c = column{min(c.left, other.left), max(c.right, other.right)}
				continue
			}
			kept = append(kept, other)
		}
		merged = append(kept, c)
	}
	sortColumns(merged)
	return merged
}

func sortColumns(columns []column) {
	for i := 1; i < len(columns); i++ {
		for j := i; j > 0 && columns[j].left < columns[j-1].left; j-- {
			columns[j], columns[j-1] = columns[j-1], columns[j]
		}
	}
}

// continuesCell reports whether a row of one segment stands within one column.
func continuesCell(columns []column, r row) bool {
	for _, c := range columns {
		if r[0].left >= c.left-.5*r[0].size && r[0].right <= c.right+2*r[0].size {
			return true
		}
	}
	return false
}

// continuesLast reports whether the row at i, below a table, is one more line
// of a cell: it stands in a column other than the first, as close as lines do.
func continuesLast(rows region, i int, columns []column) bool {
	r := rows[i]
	return len(r) == 1 && r[0].left >= columns[1].left-.5*r[0].size && r[0].left <= columns[len(columns)-1].right &&
		rows[i-1][0].base-r[0].base < 1.5*r[0].size
}

// isList reports whether what looks like a table is a list: marks, and text
// beside them.
func isList(rows []row, columns []column) bool {
	if len(columns) > 2 {
		return false
	}
	marks := 0
	for _, r := range rows {
		if len(r) == 2 && utf8.RuneCountInString(r[0].text) <= 5 && marker.MatchString(r[0].text+" ") {
			marks++
		}
	}
	tabular := 0
	for _, r := range rows {
		if len(r) == 2 {
			tabular++
		}
	}
	return marks*2 > tabular
}

// fill puts the rows into cells. A row that does not fill the first column, or
// that stands closer than rows do and lacks cells, goes on with the cells above.
func fill(rows []row, columns []column) (cells [][]string, headers int) {
	least, most := distances(rows)
	var first []segment
	for i, r := range rows {
		line := make([]string, len(columns))
		filled := 0
		for _, s := range r {
			c := columnAt(columns, s)
			if line[c] == "" {
				filled++
			}
			line[c] = joined(line[c], s.text, nil)
		}
		if i > 0 {
			distance := rows[i-1][0].base - r[0].base
			close := distance < 1.15*least && most > 1.3*least && filled < len(columns)
			if close || line[0] == "" && distance < 1.6*r[0].size {
				above := cells[len(cells)-1]
				for c, text := range line {
					if text != "" {
						above[c] = joined(above[c], text, nil)
					}
				}
				if len(cells) == 1 {
					first = append(first, r...)
				}
				continue
			}
		} else {
			first = append(first, r...)
		}
		cells = append(cells, line)
	}
	if isHeader(first, cells) {
		headers = 1
	}
	return cells, headers
}

// distances are the least and the most that neighbouring rows stand apart.
func distances(rows []row) (least, most float64) {
	for i := 1; i < len(rows); i++ {
		d := rows[i-1][0].base - rows[i][0].base
		if i == 1 || d < least {
			least = d
		}
		most = max(most, d)
	}
	return least, most
}

func columnAt(columns []column, s segment) int {
	middle := (s.left + s.right) / 2
	for i, c := range columns {
		if middle <= c.right {
			return i
		}
	}
	return len(columns) - 1
}

// isHeader reports whether the first row names the columns: it is bold, or has
// no numbers where the others do.
func isHeader(first []segment, cells [][]string) bool {
	bold := true
	for _, s := range first {
		bold = bold && s.bold
	}
	if bold {
		return true
	}
	if hasDigit(strings.Join(cells[0], "")) {
		return false
	}
	for _, line := range cells[1:] {
		if hasDigit(strings.Join(line[1:], "")) {
			return true
		}
	}
	return false
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }
