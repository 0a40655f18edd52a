package rst

import (
	"encoding/csv"
	"strconv"
	"strings"
	"unicode/utf8"
)

// tableDirective writes a table that a directive holds: one of lines with a
// title, one of values between commas, or one made of lists.
func (p *parser) tableDirective(d directive) {
	p.out.Paragraph(p.inline(d.argument))
	switch d.name {
	case "table":
		p.within(d.body)
	case "csv-table":
		p.valueTable(d)
	default:
		p.listTable(d)
	}
}

// valueTable reads values between commas. Those in another file are left out.
func (p *parser) valueTable(d directive) {
	headers := headerRows(d)
	rows := p.values(strings.Join(d.body, "\n"), separatorOf(d.options["delim"]))
	if header := d.options["header"]; header != "" {
		rows = append(p.values(header, ','), rows...)
		headers++
	}
	p.write(rows, headers)
}

// separatorOf is what stands between values.
func separatorOf(option string) rune {
	switch option {
	case "":
		return ','
	case "tab":
		return '\t'
	case "space":
		return ' '
	}
	c, _ := utf8.DecodeRuneInString(option)
	if strings.ContainsRune("\"\r\n\uFFFD", c) {
		return ','
	}
	return c
}

// values reads the rows up to one that is broken.
func (p *parser) values(text string, separator rune) [][]string {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.TrimLeadingSpace = separator, -1, true, true
	rows, _ := r.ReadAll()
	for _, row := range rows {
		for i, cell := range row {
			row[i] = p.plain(splitLines(cell))
		}
	}
	return rows
}

func headerRows(d directive) int {
	n, _ := strconv.Atoi(strings.TrimSpace(d.options["header-rows"]))
	return max(n, 0)
}

// listTable reads a list of rows, each a list of cells.
func (p *parser) listTable(d directive) {
	var rows [][]string
	body := d.body
	for n := 0; n < len(body); {
		mark, column := bullet(body[n])
		if mark == "" {
			n++
			continue
		}
		row, taken := hanging(body[n:], column)
		n += taken
		rows = append(rows, p.listRow(row))
	}
	p.write(rows, headerRows(d))
}

func (p *parser) listRow(lines []string) []string {
	var cells []string
	for n := 0; n < len(lines); {
		mark, column := bullet(lines[n])
		if mark == "" {
			n++
			continue
		}
		cell, taken := hanging(lines[n:], column)
		n += taken
		cells = append(cells, p.plain(cell))
	}
	return cells
}
