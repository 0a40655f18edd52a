package pdf

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Heads and feet of pages say the same, but for numbers, at the same height of
// page after page.

const (
	// edgeRows is how many rows at the top and at the bottom of a page may be
	// its head and foot.
	edgeRows = 4
	// sameHeight is how many points a head may stand higher or lower.
	sameHeight = 6
	// prose is how many words a line has that may say something.
	prose = 8
)

// An edge is a row near the top or the bottom of a page.
type edge struct {
	page   int
	top    bool
	depth  int // how many rows stand between it and the edge
	row    row
	key    string
	number int // the page number that it may hold, or -1
}

// running finds the heads and feet. It returns the orders of their segments,
// page by page, and the numbers printed on the pages, 0 where there is none.
func running(pages [][]row) (drop []map[int]bool, printed []int) {
	drop, printed = make([]map[int]bool, len(pages)), make([]int, len(pages))
	var edges []edge
	for i, rows := range pages {
		drop[i] = map[int]bool{}
		edges = append(edges, edgesOf(i, rows)...)
	}
	shift, numbered := shiftOf(edges, len(pages))
	repeated := repetitions(edges, len(pages))
	level, earlier := numberHeights(edges, shift), saidEarlier(edges)
	gone, again := map[[3]int]bool{}, map[[3]int]bool{} // page, side, depth
	for n, e := range edges {
		if repeated[n] {
			again[[3]int{e.page, sideOf(e), e.depth}] = true
		}
	}
	for depth := range edgeRows {
		for n, e := range edges {
			side := sideOf(e)
			if e.depth != depth || depth > 0 && !gone[[3]int{e.page, side, depth - 1}] {
				continue
			}
			holds := numbered && e.number == e.page+shift && e.number >= 0 && (isNumber(e.key) || level[n])
			if !holds && !repeated[n] && !(len(pages) < 3 && isLoneNumber(e, pages[e.page])) {
				continue
			}
			line := isLine(pages[e.page], e.row)
			if line && !holds && !earlier[n] && len(strings.Fields(e.key)) >= prose {
				continue
			}
			gone[[3]int{e.page, side, depth}] = true
			alone := depth == 0 && !again[[3]int{e.page, side, 1}]
			if holds || alone || !line || standsApart(pages[e.page], e) {
				e.dropFrom(drop, pages[e.page])
			}
			if holds {
				printed[e.page] = e.number
			}
		}
	}
	return drop, printed
}

func sideOf(e edge) int {
	if e.top {
		return 1
	}
	return 0
}

// dropFrom drops a row, and those between it and the edge of the page.
func (e edge) dropFrom(drop []map[int]bool, rows []row) {
	for depth := range e.depth + 1 {
		for _, s := range rowAt(rows, e.top, depth) {
			drop[e.page][s.order] = true
		}
	}
}

// rowAt is a row by how many stand between it and an edge of the page; nil if
// there are not so many.
func rowAt(rows []row, top bool, depth int) row {
	switch {
	case depth >= len(rows):
		return nil
	case top:
		return rows[depth]
	}
	return rows[len(rows)-1-depth]
}

// isLine reports whether a row is as long as the lines of running text on its
// page.
func isLine(rows []row, r row) bool {
	var widths []float64
	for _, other := range rows {
		for _, s := range other {
			widths = append(widths, s.width())
		}
	}
	slices.Sort(widths)
	for _, s := range r {
		if s.width() > .9*widths[len(widths)/2] {
			return true
		}
	}
	return false
}

// standsApart reports whether there is more space between a row near an edge
// and the next one than between most lines of the page: text that comes again
// on page after page, as in forms, is no head if it does not.
func standsApart(rows []row, e edge) bool {
	next := rowAt(rows, e.top, e.depth+1)
	if next == nil {
		return true
	}
	var distances []float64
	for i := 1; i < len(rows); i++ {
		if d := rows[i-1][0].base - rows[i][0].base; d > .8*rows[i][0].size {
			distances = append(distances, d)
		}
	}
	if len(distances) < 4 {
		return true
	}
	slices.Sort(distances)
	return math.Abs(e.row[0].base-next[0].base) > 1.25*distances[len(distances)/2]
}

// edgesOf are the rows near the top and the bottom of a page.
func edgesOf(page int, rows []row) []edge {
	var edges []edge
	add := func(r row, top bool, depth int) {
		text := r.text()
		edges = append(edges, edge{page: page, top: top, depth: depth, row: r, key: keyOf(text), number: numberIn(text)})
	}
	for i := range min(edgeRows, len(rows)) {
		add(rows[i], true, i)
	}
	for i := range min(edgeRows, len(rows)) {
		add(rows[len(rows)-1-i], false, i)
	}
	return edges
}

var (
	digits     = regexp.MustCompile(`\d+`)
	romans     = regexp.MustCompile(`^[ivxlc]+$`)
	edgeNumber = regexp.MustCompile(`^(?:\D{0,12}\s)?\W{0,3}(\d{1,5})\W{0,3}(?:\s(?:of|von|de|из|/)\s.*)?$|^(\d{1,5})\s|\s(\d{1,5})$|^(\d{1,5})/\d+$|\s(\d{1,5})/\d+$`)
)

// onlyNumber is what a page number may have around it.
var onlyNumber = regexp.MustCompile(`^\W*(?:(?:page|seite|p\.|s\.|стр\.|с\.|página|第)?\s*0\s*(?:页)?(?:\s*(?:/|of|von|de|sur|из)\s*0)?)\W*$`)

// isNumber reports whether a row with this key is nothing but a page number.
func isNumber(key string) bool { return onlyNumber.MatchString(key) }

// numberHeights tells of each outermost row whether there are others with the
// numbers of their pages at its height, as there are of the heads of chapters.
// The number of a note is at a page's height by chance.
func numberHeights(edges []edge, shift int) []bool {
	type height struct {
		top bool
		at  int // in points
	}
	heightOf := func(e edge) height { return height{e.top, int(math.Round(e.row[0].base))} }
	counts := map[height]int{}
	numbered := func(e edge) bool { return e.depth == 0 && e.number == e.page+shift }
	for _, e := range edges {
		if numbered(e) {
			counts[heightOf(e)]++
		}
	}
	level := make([]bool, len(edges))
	for n, e := range edges {
		h := heightOf(e)
		around := counts[h] + counts[height{h.top, h.at - 1}] + counts[height{h.top, h.at + 1}]
		level[n] = numbered(e) && around >= 3
	}
	return level
}

// keyOf is what a head has in common over pages.
func keyOf(text string) string {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	if romans.MatchString(text) {
		return "0"
	}
	return digits.ReplaceAllString(text, "0")
}

// numberIn is the number at the start or the end of a text, or -1.
func numberIn(text string) int {
	found := edgeNumber.FindStringSubmatch(text)
	if found == nil {
		return -1
	}
	for _, group := range found[1:] {
		if group != "" {
			n, err := strconv.Atoi(group)
			if err == nil {
				return n
			}
		}
	}
	return -1
}

// shiftOf is how much the printed numbers of pages are above their places, if
// most pages agree.
func shiftOf(edges []edge, pages int) (shift int, ok bool) {
	votes := map[int]map[int]bool{}
	for _, e := range edges {
		if e.number < 0 || e.depth > 1 {
			continue
		}
		if votes[e.number-e.page] == nil {
			votes[e.number-e.page] = map[int]bool{}
		}
		votes[e.number-e.page][e.page] = true
	}
	best := 0
	for s, on := range votes {
		if len(on) > best || len(on) == best && s < shift {
			shift, best = s, len(on)
		}
	}
	return shift, best >= 2 && best*2 >= pages
}

// repetitions tells of each edge whether others say the same at its height:
// some for the outermost, and many for those further in.
func repetitions(edges []edge, pages int) []bool {
	byKey := map[string][]int{}
	for n, e := range edges {
		byKey[e.key] = append(byKey[e.key], n)
	}
	repeated := make([]bool, len(edges))
	for key, places := range byKey {
		if !strings.ContainsFunc(key, func(r rune) bool { return unicode.IsLetter(r) || r == '0' }) {
			continue
		}
		for _, n := range places {
			on := map[int]bool{}
			for _, m := range places[:min(len(places), 2000)] {
				if edges[n].top == edges[m].top && math.Abs(edges[n].row[0].base-edges[m].row[0].base) <= sameHeight {
					on[edges[m].page] = true
					if len(on) == max(3, pages*3/10) {
						break
					}
				}
			}
			if edges[n].depth > 0 {
				repeated[n] = len(on) >= max(2, pages*3/10)
				continue
			}
			repeated[n] = len(on) >= 3 || len(on) == 2 && (strings.Contains(key, "0") || pages < 5)
		}
	}
	return repeated
}

// saidEarlier tells of each edge whether a page before has the very same there.
// A whole line that was not said before may say something: it is kept, even
// where it differs from others in numbers only.
func saidEarlier(edges []edge) []bool {
	type place struct {
		top  bool
		text string
	}
	first := map[place]float64{} // the height of the first
	earlier := make([]bool, len(edges))
	for n, e := range edges {
		p := place{e.top, e.row.text()}
		base, known := first[p]
		if !known {
			first[p] = e.row[0].base
			continue
		}
		earlier[n] = math.Abs(base-e.row[0].base) <= sameHeight
	}
	return earlier
}

// isLoneNumber reports whether a row at the bottom of a short document is the
// number of its page and stands apart.
func isLoneNumber(e edge, rows []row) bool {
	if e.top || e.depth != 0 || len(rows) < 3 || e.number != e.page+1 {
		return false
	}
	if !isNumber(e.key) {
		return false
	}
	above := rows[len(rows)-2].box()
	return above.bottom-e.row.box().top > e.row[0].size
}
