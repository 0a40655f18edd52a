package gate

import (
	"fmt"
	"strings"
)

// isRow reports whether a sentence is a row of a table in Markdown.
func isRow(text string) bool { return strings.HasPrefix(strings.TrimSpace(text), "|") }

// otherCells tells in which cell two rows of the same head have another number;
// "" if there is none, or if they differ in more than numbers.
func otherCells(a, b string) string {
	s, t := cellsOf(a), cellsOf(b)
	if len(s) != len(t) || len(s) < 2 || !strings.EqualFold(s[0], t[0]) || strings.Trim(s[0], "-: ") == "" {
		return ""
	}
	reason := ""
	for i := range s[1:] {
		x, y := s[i+1], t[i+1]
		switch {
		case x == y:
		case digitsOf(x) == "" || digitsOf(y) == "" || digitsOf(x) == digitsOf(y) || without09(x) != without09(y):
			return ""
		case reason == "":
			reason = fmt.Sprintf("one says %q, the other %q", x, y)
		}
	}
	return reason
}

// cellsOf are the cells of a row.
func cellsOf(row string) []string {
	cells := strings.Split(strings.Trim(strings.TrimSpace(row), "|"), "|")
	for i, c := range cells {
		cells[i] = strings.Join(strings.Fields(c), " ")
	}
	return cells
}

func isFigure(r rune) bool { return '0' <= r && r <= '9' }

// digitsOf are the digits of a cell.
func digitsOf(cell string) string {
	return strings.Map(func(r rune) rune {
		if isFigure(r) {
			return r
		}
		return -1
	}, cell)
}

// without09 is a cell without its digits and the marks between them.
func without09(cell string) string {
	return strings.Map(func(r rune) rune {
		if isFigure(r) || strings.ContainsRune(".,: '", r) {
			return -1
		}
		return r
	}, cell)
}
