package table

import (
	"strings"
	"unicode"
)

// sampled is how many rows below a head are looked at.
const sampled = 50

// isHead reports whether a row may head the columns of those below: several
// short texts, none of them twice, none of them a number, a date or a value of
// its own column. Years may head columns.
func isHead(rows [][]string, at int) bool {
	row := rows[at]
	filled := filledCells(row)
	if len(filled) < 2 || at+1 >= len(rows) {
		return false
	}
	seen := map[string]bool{}
	for _, j := range filled {
		cell := row[j]
		if seen[cell] || !isShort(cell) || isNumber(cell) && !isYear(cell) || strings.ContainsAny(cell, "@") || strings.Contains(cell, "://") {
			return false
		}
		seen[cell] = true
	}
	if allYears(row, filled) {
		return false
	}
	for _, below := range rows[at+1 : min(len(rows), at+1+sampled)] {
		for _, j := range filled {
			if j < len(below) && below[j] == row[j] {
				return false
			}
		}
	}
	return true
}

// differs reports whether the first row is of another kind than those below:
// text above numbers.
func differs(rows [][]string) bool {
	for j, head := range rows[0] {
		if isNumber(head) {
			continue
		}
		numbers, others := 0, 0
		for _, row := range rows[1:min(len(rows), 1+sampled)] {
			switch {
			case j >= len(row) || row[j] == "":
			case isNumber(row[j]):
				numbers++
			default:
				others++
			}
		}
		if numbers > others {
			return true
		}
	}
	return false
}

// headRows is how many rows from one on head the columns: two if cells of the
// first extend over several columns and the second tells them apart.
func (t Table) headRows(at int) int {
	across := false
	for _, m := range t.Merges {
		across = across || m.Row == at && m.Across > 1
	}
	if !across || at+2 >= len(t.Rows) {
		return 1
	}
	for _, j := range filledCells(t.Rows[at+1]) {
		if cell := t.Rows[at+1][j]; isNumber(cell) && !isYear(cell) || !isShort(cell) {
			return 1
		}
	}
	return 2
}

// isNumber reports whether a cell holds a number, an amount, a date or a time:
// half of its letters and digits are digits.
func isNumber(cell string) bool {
	digits, letters := 0, 0
	for _, r := range cell {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return digits > 0 && digits >= letters
}

func isYear(cell string) bool {
	return len(cell) == 4 && ("1800" <= cell && cell < "2200") && strings.Trim(cell, "0123456789") == ""
}

func allYears(row []string, filled []int) bool {
	for _, j := range filled {
		if !isYear(row[j]) {
			return false
		}
	}
	return true
}
