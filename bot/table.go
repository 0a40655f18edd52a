package bot

import (
	"strings"

	"footnote/corpus"
)

// maxTable bounds a table that is quoted whole, in bytes.
const maxTable = 1000

// tableAround returns the table of a row: what a cell says is told by the head
// of its column. ok is false for what is no row, or of a table that is too
// long.
func tableAround(text string, span corpus.Span) (table corpus.Span, ok bool) {
	if !isTableRow(text[span.Start:span.End]) {
		return span, false
	}
	lines, at := linesAround(text, span)
	row := func(i int) bool {
		return i >= 0 && i < len(lines) && isTableRow(text[lines[i].start:lines[i].end])
	}
	first, last := at, at
	for row(first - 1) {
		first--
	}
	for row(last + 1) {
		last++
	}
	table = corpus.Span{Start: lines[first].start, End: lines[last].end}
	whole := first > 0 || lines[0].start == 0 || strings.TrimSpace(text[:lines[0].start]) == ""
	return trimmed(text, table), whole && table.End-table.Start <= maxTable
}
