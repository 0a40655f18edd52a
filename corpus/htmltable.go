package corpus

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// table renders a table of data as rows of cells, and one that only lays out a
// page as what is in it.
func (r *renderer) table(n *html.Node) {
	rows := tableRows(n)
	if isLayout(n, rows) {
		r.need(2)
		r.children(n)
		r.need(2)
		return
	}
	if caption := firstElement(n, atom.Caption); caption != nil {
		r.need(2)
		r.children(caption)
	}
	r.need(2)
	for i, row := range rows {
		var cells []string
		filled, headers := false, true
		for _, cell := range row {
			s := r.inline(cell)
			filled = filled || s != ""
			headers = headers && cell.DataAtom == atom.Th
			cells = append(cells, s)
		}
		if !filled || r.drop != nil && r.drop(row[0].Parent) {
			continue
		}
		r.need(1)
		r.begin()
		r.out.WriteString("| " + strings.Join(cells, " | ") + " |")
		if i == 0 && headers {
			r.out.WriteString("\n|" + strings.Repeat(" --- |", len(cells)))
		}
	}
	r.need(2)
}

// tableRows returns the cells of each row, those of inner tables left out.
func tableRows(table *html.Node) [][]*html.Node {
	var rows [][]*html.Node
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch c.DataAtom {
			case atom.Tr:
				var cells []*html.Node
				for cell := c.FirstChild; cell != nil; cell = cell.NextSibling {
					if cell.DataAtom == atom.Td || cell.DataAtom == atom.Th {
						cells = append(cells, cell)
					}
				}
				if len(cells) > 0 {
					rows = append(rows, cells)
				}
			case atom.Thead, atom.Tbody, atom.Tfoot:
				walk(c)
			}
		}
	}
	walk(table)
	return rows
}

// isLayout reports whether a table holds parts of a page and no data.
func isLayout(table *html.Node, rows [][]*html.Node) bool {
	if role := attribute(table, "role"); role == "presentation" || role == "none" {
		return true
	}
	columns := 0
	for _, row := range rows {
		columns = max(columns, len(row))
	}
	if columns < 2 {
		return true
	}
	for d := range table.Descendants() {
		switch d.DataAtom {
		case atom.Table, atom.H1, atom.H2, atom.H3, atom.Article, atom.Section, atom.Form, atom.Pre, atom.Blockquote:
			return true
		}
	}
	for _, row := range rows {
		for _, cell := range row {
			paragraphs := 0
			for d := range cell.Descendants() {
				if d.DataAtom == atom.P {
					paragraphs++
				}
			}
			if paragraphs > 3 {
				return true
			}
		}
	}
	return false
}
