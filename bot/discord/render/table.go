package render

import (
	"strings"

	"github.com/rivo/uniseg"
	east "github.com/yuin/goldmark/extension/ast"
)

// widestTable is how many columns of a fixed-width font a message shows on an
// average screen.
const widestTable = 56

// A cell of a table.
type cell struct {
	spans []span
	text  string
}

// table adds a table: as aligned text where that fits, or as a list.
func (t *typesetter) table(n *east.Table, p place) {
	var rows [][]cell
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []cell
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			g := gatherer{scribe: t.scribe, source: t.source}
			g.gather(c, plain)
			cells = append(cells, cell{spans: g.spans, text: oneLine(textOf(g.spans))})
		}
		rows = append(rows, cells)
	}
	if aligned, ok := align(rows, n.Alignments); ok {
		t.fenced(aligned, "")
		return
	}
	t.tableList(rows, p)
}

// align lays a table out with blanks; ok is false when it is too wide.
func align(rows [][]cell, alignments []east.Alignment) (lines []string, ok bool) {
	var widths []int
	for _, row := range rows {
		for i, c := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], uniseg.StringWidth(c.text))
		}
	}
	total := 2 * (len(widths) - 1)
	for _, w := range widths {
		total += w
	}
	if total > widestTable || len(rows) == 0 {
		return nil, false
	}
	for i, row := range rows {
		var b, rule strings.Builder
		for j, c := range row {
			if j > 0 {
				b.WriteString("  ")
				rule.WriteString("  ")
			}
			left, right := padding(widths[j]-uniseg.StringWidth(c.text), alignmentAt(alignments, j))
			b.WriteString(left + c.text + right)
			rule.WriteString(strings.Repeat("-", widths[j]))
		}
		lines = append(lines, strings.TrimRight(b.String(), " "))
		if i == 0 {
			lines = append(lines, rule.String())
		}
	}
	if visible(lines[0]) {
		return lines, true
	}
	return lines[2:], true // a table without a head
}

func alignmentAt(alignments []east.Alignment, i int) east.Alignment {
	if i < len(alignments) {
		return alignments[i]
	}
	return east.AlignNone
}

// padding is what stands left and right of a cell with n columns to fill.
func padding(n int, a east.Alignment) (left, right string) {
	at := 0
	switch a {
	case east.AlignRight:
		at = n
	case east.AlignCenter:
		at = n / 2
	}
	return strings.Repeat(" ", at), strings.Repeat(" ", n-at)
}

// tableList adds a table as a list: the first cell names what the others tell
// of.
func (t *typesetter) tableList(rows [][]cell, p place) {
	p.depth++
	if p.block == 0 {
		p.block = t.scribe.block()
	}
	if len(rows) == 1 { // a head without a table
		rows = append([][]cell{nil}, rows...)
	}
	for _, row := range rows[1:] {
		clusters := t.row(rows[0], row)
		if len(trimmed(clusters)) == 0 {
			continue
		}
		t.mark = "- "
		prefix, item := t.prefix(p)
		t.add(line{prefix: prefix, hang: p.quote, clusters: clusters, block: p.block, item: item})
	}
}

// row is a row of a table on one line.
func (t *typesetter) row(head, row []cell) []cluster {
	g := gatherer{scribe: t.scribe, source: t.source}
	for i, c := range row {
		if !visible(c.text) {
			continue
		}
		s := plain
		switch {
		case i == 0:
			s = bold
		case len(g.spans) == 0:
		case i > 1 && visible(row[i-1].text):
			g.add(span{text: "; "})
		default:
			g.add(span{text: " — "})
		}
		if i > 0 && i < len(head) && visible(head[i].text) {
			g.add(span{text: head[i].text + ": "})
		}
		for _, one := range c.spans {
			if one == lineBreak {
				one.text = " "
			}
			if one.style&code == 0 {
				one.style |= s
			}
			g.add(one)
		}
	}
	return g.clusters(g.spans)
}
