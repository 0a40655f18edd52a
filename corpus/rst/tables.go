package rst

import (
	"regexp"
	"slices"
	"strings"

	"footnote/corpus/compose"
	"footnote/corpus/table"
)

// plain reads blocks as one line of text, as the cells of tables are.
func (p *parser) plain(lines []string) string {
	aside := compose.Writer{Max: p.out.Max}
	out := p.out
	p.out = &aside
	p.within(lines)
	p.out = out
	return strings.Join(strings.Fields(aside.Text()), " ")
}

var gridRule = regexp.MustCompile(`^\+[-=]+(\+[-=]+)*\+$`)

// gridTable reads a table that is drawn with lines.
func (p *parser) gridTable(lines []string) int {
	if !gridRule.MatchString(lines[0]) {
		return 0
	}
	n := 1
	for n < len(lines) && lines[n] != "" && (lines[n][0] == '|' || lines[n][0] == '+') {
		n++
	}
	cells, head, ok := drawn(lines[:n])
	if !ok {
		p.out.Code(strings.Join(lines[:n], "\n"))
		return n
	}
	var tops, lefts []int
	for _, c := range cells {
		tops, lefts = append(tops, c.top), append(lefts, c.left)
	}
	slices.Sort(tops)
	slices.Sort(lefts)
	tops, lefts = slices.Compact(tops), slices.Compact(lefts)
	if len(tops)*len(lefts) > maxCells {
		p.out.Code(strings.Join(lines[:n], "\n"))
		return n
	}
	rows := make([][]string, len(tops))
	for i := range rows {
		rows[i] = make([]string, len(lefts))
	}
	headers := 0
	var merges []table.Merge
	for _, c := range cells {
		row, _ := slices.BinarySearch(tops, c.top)
		column, _ := slices.BinarySearch(lefts, c.left)
		rows[row][column] = p.plain(c.text)
		down, _ := slices.BinarySearch(tops, c.bottom)
		across, _ := slices.BinarySearch(lefts, c.right)
		if down-row > 1 || across-column > 1 {
			merges = append(merges, table.Merge{Row: row, Column: column, Down: down - row, Across: across - column})
		}
		if c.top < head {
			headers = max(headers, row+1)
		}
	}
	table.Write(p.out, table.Table{Rows: rows, Headers: headers, Merges: merges})
	return n
}

// write writes a table.
func (p *parser) write(rows [][]string, headers int) {
	table.Write(p.out, table.Table{Rows: rows, Headers: headers})
}

// maxCells bounds the cells of a table, those that others span included.
const maxCells = 200_000

var simpleRule = regexp.MustCompile(`^=+( +=+)+$`)

// simpleTable reads a table whose columns are marked by lines above and below.
func (p *parser) simpleTable(lines []string) int {
	if !simpleRule.MatchString(lines[0]) {
		return 0
	}
	rules := []int{0}
	for i := 1; i < len(lines); i++ {
		if !isTableRule(lines[i], '=') {
			continue
		}
		rules = append(rules, i)
		// The last one is followed by a blank line, and so may the first be.
		if len(rules) == 3 || len(rules) == 2 && (i+1 == len(lines) || lines[i+1] == "") {
			break
		}
	}
	if len(rules) < 2 {
		return 0
	}
	end := rules[len(rules)-1]
	columns := columnsOf(lines[0])
	if len(columns)*end > maxCells {
		return 0
	}
	var rows [][]string
	headers := 0
	for i := 1; i < end; {
		if len(rules) == 3 && i == rules[1] {
			headers = len(rows)
			i++
			continue
		}
		row, taken := p.simpleRow(lines[i:end], columns)
		if row != nil {
			rows = append(rows, row)
		}
		i += taken
	}
	p.write(rows, headers)
	return end + 1
}

func isTableRule(line string, mark byte) bool {
	return len(line) >= 2 && line[0] == mark && strings.Trim(line, string(mark)+" ") == ""
}

// columnsOf returns where the columns below a line of marks begin and end.
func columnsOf(rule string) [][2]int {
	var columns [][2]int
	for i := 0; i < len(rule); i++ {
		if rule[i] != ' ' && (i == 0 || rule[i-1] == ' ') {
			columns = append(columns, [2]int{i, len(rule)})
		}
		if rule[i] == ' ' && rule[i-1] != ' ' {
			columns[len(columns)-1][1] = i
		}
	}
	return columns
}

// simpleRow reads one row: a line, and those below whose first column is
// blank. A line of hyphens below it tells which columns its cells span.
func (p *parser) simpleRow(lines []string, columns [][2]int) ([]string, int) {
	if lines[0] == "" || isTableRule(lines[0], '-') {
		return nil, 1
	}
	n := 1
	for n < len(lines) && !isTableRule(lines[n], '=') && !isTableRule(lines[n], '-') && strings.TrimSpace(cut(lines[n], columns[0][0], columns[0][1])) == "" {
		if lines[n] == "" && (n+1 == len(lines) || strings.TrimSpace(cut(lines[n+1], columns[0][0], columns[0][1])) != "") {
			break
		}
		n++
	}
	spans := columns
	if n < len(lines) && isTableRule(lines[n], '-') {
		spans = columnsOf(lines[n])
	}
	row := make([]string, len(columns))
	for i, span := range spans {
		end := span[1]
		if i == len(spans)-1 {
			end = -1
		} else if end < spans[i+1][0] {
			end = spans[i+1][0]
		}
		var cell []string
		for _, line := range lines[:n] {
			cell = append(cell, strings.TrimRight(cut(line, span[0], end), " "))
		}
		column := min(i, len(columns)-1)
		for j, c := range columns {
			if c[0] <= span[0] {
				column = j
			}
		}
		row[column] = p.plain(dedent(cell))
	}
	return row, n
}

// cut returns what stands from one column of a line to another; -1 is its end.
func cut(line string, from, to int) string {
	start, column := len(line), 0
	for i, r := range line {
		if column >= from && i < start {
			start = i
		}
		if to >= 0 && column >= to {
			return line[min(start, i):i]
		}
		column += columns(r)
	}
	return line[start:]
}
