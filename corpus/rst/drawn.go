package rst

import (
	"slices"
	"strings"
)

// A drawnCell is a cell of a table drawn with lines: where these stand, and the
// lines of text in it.
type drawnCell struct {
	top, left, bottom, right int
	text                     []string
}

// A drawing is a table as a field of characters; one that takes two columns
// has a 0 behind it.
type drawing struct {
	field [][]rune
	// steps is how many more characters may be looked at: a field of crosses
	// can be read in too many ways.
	steps int
}

// drawn finds the cells of a table drawn with lines, from the upper left on,
// and the line that its head ends at, 0 if it has none. It fails if the lines
// are not drawn well.
func drawn(lines []string) (cells []drawnCell, head int, ok bool) {
	d := drawing{steps: 4_000_000}
	for i, line := range lines {
		if head == 0 && i > 0 && gridRule.MatchString(line) && isHeadRule(line) {
			head = i
		}
		d.field = append(d.field, spread(line, line[0] == '+' && isHeadRule(line)))
		if len(d.field[i]) != len(d.field[0]) {
			return nil, 0, false
		}
	}
	type corner struct{ top, left int }
	corners := []corner{{0, 0}}
	met := map[corner]bool{{0, 0}: true}
	for len(corners) > 0 {
		c := corners[0]
		corners = corners[1:]
		bottom, right, found := d.cell(c.top, c.left)
		if d.steps <= 0 {
			return nil, 0, false
		}
		if !found {
			continue
		}
		cells = append(cells, drawnCell{top: c.top, left: c.left, bottom: bottom, right: right, text: d.text(c.top, c.left, bottom, right)})
		for _, next := range []corner{{c.top, right}, {bottom, c.left}} {
			if !met[next] {
				met[next] = true
				corners = append(corners, next)
			}
		}
	}
	return cells, head, len(cells) > 0
}

// isHeadRule reports whether a line of a drawing parts the head from the rest.
func isHeadRule(line string) bool {
	return len(line) > 1 && line[1] == '='
}

// spread gives each character of a line as many places as it takes columns. The
// line below a head is made like others.
func spread(line string, head bool) []rune {
	var places []rune
	for _, r := range line {
		if head && r == '=' {
			r = '-'
		}
		places = append(places, r)
		if columns(r) == 2 {
			places = append(places, 0)
		}
	}
	return places
}

// cell looks for the cell whose upper left corner is given.
func (d *drawing) cell(top, left int) (bottom, right int, ok bool) {
	if d.field[top][left] != '+' {
		return 0, 0, false
	}
	for right = left + 1; right < len(d.field[top]); right++ {
		d.steps--
		switch d.field[top][right] {
		case '+':
			if bottom, ok = d.down(top, left, right); ok || d.steps <= 0 {
				return bottom, right, ok
			}
		case '-':
		default:
			return 0, 0, false
		}
	}
	return 0, 0, false
}

// down follows the right side of a cell until it closes.
func (d *drawing) down(top, left, right int) (bottom int, ok bool) {
	for bottom = top + 1; bottom < len(d.field) && d.steps > 0; bottom++ {
		d.steps--
		switch d.field[bottom][right] {
		case '+':
			if d.closes(top, left, bottom, right) {
				return bottom, true
			}
		case '|':
		default:
			return 0, false
		}
	}
	return 0, false
}

// closes reports whether the lower and the left side of a cell are drawn.
func (d *drawing) closes(top, left, bottom, right int) bool {
	if d.field[bottom][left] != '+' {
		return false
	}
	for x := right - 1; x > left; x-- {
		d.steps--
		if c := d.field[bottom][x]; c != '-' && c != '+' {
			return false
		}
	}
	for y := bottom - 1; y > top; y-- {
		d.steps--
		if c := d.field[y][left]; c != '|' && c != '+' {
			return false
		}
	}
	return true
}

// text returns the lines inside of a cell.
func (d *drawing) text(top, left, bottom, right int) []string {
	var lines []string
	for _, row := range d.field[top+1 : bottom] {
		inside := slices.DeleteFunc(slices.Clone(row[left+1:right]), func(r rune) bool { return r == 0 })
		lines = append(lines, strings.TrimRight(string(inside), " "))
	}
	return dedent(lines)
}
