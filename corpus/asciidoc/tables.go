package asciidoc

import (
	"encoding/csv"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"footnote/corpus/compose"
	"footnote/corpus/table"
)

// A cell is a cell of a table, which may extend over others.
type cell struct {
	text         string
	down, across int
	blocks       bool // it holds blocks, and not only text
}

// maxCells bounds the cells of a table, those that others cover included.
const maxCells = 200_000

// table writes a table.
func (p *parser) table(f frame, opening string, lines []string) {
	p.out.Paragraph(f.title)
	separator := "|"
	if opening[0] != '|' {
		separator = opening[:1]
	}
	if s := f.named["separator"]; s != "" {
		separator = s
	}
	format := f.named["format"]
	if opening[0] == ',' {
		format = "csv"
	} else if opening[0] == ':' {
		format = "dsv"
	}
	var cells []cell
	first := 0 // how many cells the first line holds
	switch format {
	case "csv", "tsv", "dsv":
		cells, first = p.values(lines, separatorOf(format, f.named["separator"]))
	default:
		cells, first = cellsOf(lines, separator)
	}
	columns := columnsOf(f.named["cols"])
	if columns == 0 {
		columns = first
	}
	if columns == 0 || len(cells) == 0 {
		return
	}
	headers := 0
	implicit := len(lines) > 1 && lines[0] != "" && lines[1] == "" && first == columns
	if f.option("header") || implicit && !f.option("noheader") {
		headers = 1
	}
	t := p.arranged(cells, columns)
	t.Headers = headers
	table.Write(p.out, t)
}

// columnsOf counts the columns that "1,2*,3" or "3*" lays out.
func columnsOf(layout string) int {
	if layout == "" {
		return 0
	}
	n := 0
	for part := range strings.FieldsFuncSeq(layout, func(r rune) bool { return r == ',' || r == ';' }) {
		times, _, repeated := strings.Cut(strings.TrimSpace(part), "*")
		count, err := strconv.Atoi(times)
		if !repeated || err != nil {
			count = 1
		}
		n += min(max(count, 1), 1000)
	}
	return min(n, 1000)
}

// arranged puts cells in rows.
func (p *parser) arranged(cells []cell, columns int) table.Table {
	var t table.Table
	covered := map[[2]int]bool{}
	row, column := 0, 0
	for _, c := range cells {
		for covered[[2]int{row, column}] || column >= columns {
			if column++; column >= columns {
				row, column = row+1, 0
			}
		}
		// Cells may be repeated, which makes much of little.
		if p.grown += len(c.text); row*columns > maxCells || p.grown > p.out.Max || p.stopped() {
			return t
		}
		for len(t.Rows) <= row {
			t.Rows = append(t.Rows, make([]string, columns))
		}
		t.Rows[row][column] = p.cellText(c)
		down, across := min(max(c.down, 1), 1000), min(max(c.across, 1), columns-column)
		if down > 1 || across > 1 {
			t.Merges = append(t.Merges, table.Merge{Row: row, Column: column, Down: down, Across: across})
		}
		for y := row; y < row+down; y++ {
			for x := column; x < column+across; x++ {
				covered[[2]int{y, x}] = true
			}
		}
		if len(covered) > maxCells {
			return t
		}
	}
	return t
}

// cellText is the text of a cell on one line.
func (p *parser) cellText(c cell) string {
	if !c.blocks {
		return strings.Join(strings.Fields(p.inline(c.text)), " ")
	}
	aside := compose.Writer{Max: p.out.Max}
	out := p.out
	p.out = &aside
	p.within(strings.Split(strings.TrimSpace(c.text), "\n"))
	p.out = out
	return strings.Join(strings.Fields(aside.Text()), " ")
}

// cellStart is what may stand before the mark of a cell: how often it is
// repeated or how far it extends, how it is set, and its style.
var cellStart = regexp.MustCompile(`(?:^|\s)(?:(\d{1,4})?(?:\.(\d{1,4}))?([*+]))?[<^>]?(?:\.[<^>])?([aehlmdsv])?$`)

// cellsOf reads cells that each begin with a mark, and counts those on the
// first line.
func cellsOf(lines []string, separator string) (cells []cell, first int) {
	var text strings.Builder
	times, current := 0, cell{}
	finish := func() {
		current.text = strings.TrimSpace(text.String())
		for range times {
			cells = append(cells, current)
		}
		text.Reset()
	}
	counted := false
	for _, line := range lines {
		for len(cells) < maxCells {
			at := markAt(line, separator)
			if at < 0 {
				break
			}
			before := line[:at]
			found := cellStart.FindStringSubmatchIndex(before)
			if found == nil {
				text.WriteString(before)
				finish()
				times, current = 1, cell{}
			} else {
				text.WriteString(before[:found[0]])
				finish()
				times, current = cellForm(before, found)
			}
			line = line[at+len(separator):]
		}
		text.WriteString(strings.ReplaceAll(line, `\`+separator, separator) + "\n")
		if !counted && line != "" {
			first, counted = len(cells)+times, true
		}
	}
	finish()
	return cells, first
}

// markAt finds the mark of a cell that no backslash stands before.
func markAt(line, separator string) int {
	for from := 0; ; {
		at := strings.Index(line[from:], separator)
		if at < 0 {
			return -1
		}
		if at += from; at == 0 || line[at-1] != '\\' {
			return at
		}
		from = at + len(separator)
	}
}

// cellForm reads what stands before the mark of a cell.
func cellForm(before string, found []int) (times int, c cell) {
	part := func(i int) string {
		if found[2*i] < 0 {
			return ""
		}
		return before[found[2*i]:found[2*i+1]]
	}
	across, _ := strconv.Atoi(part(1))
	c.down, _ = strconv.Atoi(part(2))
	c.blocks = part(4) == "a"
	if part(3) == "*" {
		return min(max(across, 1), 1000), c
	}
	c.across = across
	return 1, c
}

func separatorOf(format, said string) rune {
	switch {
	case said == `\t` || said == "" && format == "tsv":
		return '\t'
	case said == "" && format == "dsv":
		return ':'
	case said == "":
		return ','
	}
	if c, _ := utf8.DecodeRuneInString(said); !strings.ContainsRune("\"\r\n\uFFFD", c) {
		return c
	}
	return ','
}

// values reads cells between separators, up to a row that is broken.
func (p *parser) values(lines []string, separator rune) (cells []cell, first int) {
	r := csv.NewReader(strings.NewReader(strings.Join(lines, "\n")))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.TrimLeadingSpace = separator, -1, true, true
	rows, _ := r.ReadAll()
	for i, row := range rows {
		for _, text := range row {
			cells = append(cells, cell{text: text})
		}
		if i == 0 {
			first = len(cells)
		}
	}
	return cells, first
}
