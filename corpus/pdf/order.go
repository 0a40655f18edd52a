package pdf

import (
	"math"
	"slices"
)

// A region is what is read line by line: a page of one column, a column, what
// stands across columns.
type region []row

// order puts the segments of a page into the regions that are read one after
// the other.
func order(segments []segment) []region {
	return inOrder(segments, 0)
}

// maxDepth bounds how often columns are parted into columns.
const maxDepth = 6

func inOrder(segments []segment, depth int) []region {
	if len(segments) == 0 {
		return nil
	}
	if depth < maxDepth {
		for _, g := range gutters(segments) {
			if parts, ok := split(segments, g); ok {
				var regions []region
				for _, part := range parts {
					regions = append(regions, inOrder(part, depth+1)...)
				}
				return regions
			}
		}
	}
	return []region{rowsOf(segments)}
}

// A gutter is a strip from top to bottom that few lines cross.
type gutter struct {
	left, right float64
	votes       int
}

const (
	maxGutters  = 4
	leastGutter = .7 // of the size of the text beside it
	leastVotes  = 3
	// reach is how many segments before one, from the top, may stand beside it,
	// and ten times as many after it. No page that people read has more.
	reach = 40
)

// gutters finds strips that stand between many pairs of neighbours, the best
// first.
func gutters(segments []segment) []gutter {
	gaps := gapsOf(segments)
	var found []gutter
	for len(found) < maxGutters {
		best := densest(gaps)
		if best.votes < leastVotes {
			break
		}
		found = append(found, best)
		gaps = slices.DeleteFunc(gaps, func(g gutter) bool { return g.left < best.right && best.left < g.right })
	}
	return found
}

// gapsOf are the gaps between each segment and the nearest one to its right
// that stands beside it.
func gapsOf(segments []segment) []gutter {
	byTop := slices.Clone(segments)
	slices.SortFunc(byTop, func(a, b segment) int { return compare(b.top, a.top) })
	var gaps []gutter
	for i, s := range byTop {
		nearest := math.Inf(1)
		// What starts lower than s ends cannot stand beside it; what starts
		// higher may, so look a few places back.
		for j := max(0, i-reach); j < min(len(byTop), i+10*reach) && byTop[j].top > s.bottom; j++ {
			if t := byTop[j]; t.left >= s.right && t.left < nearest && s.overlap(t.box) > .3 {
				nearest = t.left
			}
		}
		if nearest-s.right > leastGutter*s.size && !math.IsInf(nearest, 1) {
			gaps = append(gaps, gutter{left: s.right, right: nearest})
		}
	}
	return gaps
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// densest is the strip that most gaps share.
func densest(gaps []gutter) gutter {
	type edge struct {
		at   float64
		step int
	}
	var edges []edge
	for _, g := range gaps {
		edges = append(edges, edge{g.left, 1}, edge{g.right, -1})
	}
	slices.SortFunc(edges, func(a, b edge) int {
		if a.at != b.at {
			return compare(a.at, b.at)
		}
		return a.step - b.step
	})
	var best gutter
	open := 0
	for i, e := range edges {
		if open += e.step; open > best.votes && i+1 < len(edges) {
			best = gutter{left: e.at, right: edges[i+1].at, votes: open}
		}
	}
	return best
}

// split parts segments at a gutter: what stands across it, and between that
// the columns on its left and right. It reports whether there are columns.
func split(segments []segment, g gutter) (parts [][]segment, ok bool) {
	sorted := slices.Clone(segments)
	slices.SortStableFunc(sorted, func(a, b segment) int { return compare(b.top+b.bottom, a.top+a.bottom) })
	var across, left, right []segment
	band := func() {
		// Where the file goes to and fro there is a table, and low parts of it
		// that look like columns are rows.
		calm := switchesOf(left, right) <= max(3, min(len(left), len(right))/8)
		for _, b := range bandsOf(left, right) {
			if areColumns(b.left, b.right, calm) {
				if len(across) > 0 {
					parts = append(parts, across)
				}
				parts = append(parts, b.left, b.right)
				across, ok = nil, true
			} else {
				across = append(append(across, b.left...), b.right...)
			}
		}
		left, right = nil, nil
	}
	middle := (g.left + g.right) / 2
	for _, s := range sorted {
		switch {
		case s.crosses(g):
			band()
			across = append(across, s)
		case (s.left+s.right)/2 < middle:
			left = append(left, s)
		default:
			right = append(right, s)
		}
	}
	band()
	if len(across) > 0 {
		parts = append(parts, across)
	}
	return parts, ok
}

// A band is what stands side by side between things that stand across.
type band struct{ left, right []segment }

// bandsOf parts two sides where a white strip runs across both and all that
// is above it comes first in the file, as names of authors do above columns, or
// last, as heads and feet of pages may.
func bandsOf(left, right []segment) []band {
	all := append(slices.Clone(left), right...)
	for _, segments := range [][]segment{all, left, right} {
		slices.SortStableFunc(segments, func(a, b segment) int { return compare(b.top, a.top) })
	}
	// first[i] and last[i] are the least and the highest order from i on.
	first, last := make([]int, len(all)+1), make([]int, len(all)+1)
	first[len(all)], last[len(all)] = math.MaxInt, -1
	for i := len(all) - 1; i >= 0; i-- {
		first[i], last[i] = min(first[i+1], all[i].order), max(last[i+1], all[i].order)
	}
	var bands []band
	lowest, least, most := math.Inf(1), math.MaxInt, -1 // of what is above
	end := func(below float64) {
		var b band
		for len(left) > 0 && left[0].top > below {
			b.left, left = append(b.left, left[0]), left[1:]
		}
		for len(right) > 0 && right[0].top > below {
			b.right, right = append(b.right, right[0]), right[1:]
		}
		if len(b.left)+len(b.right) > 0 {
			bands = append(bands, b)
		}
	}
	for i, s := range all {
		if i > 0 && s.top < lowest-.5*s.size && (most < first[i] || least > last[i]) {
			end(s.top)
			least, most = math.MaxInt, -1
		}
		lowest, least, most = min(lowest, s.bottom), min(least, s.order), max(most, s.order)
	}
	end(math.Inf(-1))
	if len(bands) < 2 {
		return bands
	}
	var finer []band // without a foot, a head may be last in the file
	for _, b := range bands {
		finer = append(finer, bandsOf(b.left, b.right)...)
	}
	return finer
}

// crosses reports whether a segment stands across a gutter, and does not just
// hang over.
func (s segment) crosses(g gutter) bool {
	over := 2 * s.size
	return s.left < g.left-over && s.right > g.right+over ||
		s.left < g.left && s.right > g.right && s.width() < 4*over
}

// areColumns reports whether what stands on both sides of a gutter is read one
// side after the other. The order in the file tells: tables are written row by
// row, columns one by one. What was written line by line across columns is told
// by how full the lines are.
func areColumns(left, right []segment, calm bool) bool {
	pairs := min(len(rowsOf(left)), len(rowsOf(right)))
	if pairs < 2 || !beneathEachOther(left, right) {
		return false
	}
	switches := switchesOf(left, right)
	switch {
	case pairs < 4:
		return switches == 1 && calm
	case switches <= max(1, pairs/5):
		return true
	case switches < pairs*3/2 || pairs < 8:
		return false
	}
	return areFull(left) && areFull(right)
}

// beneathEachOther reports whether two sides stand beside each other for most
// of the lower one's height.
func beneathEachOther(left, right []segment) bool {
	a, b := row(left).box(), row(right).box()
	return a.overlap(b) > .5
}

// switchesOf counts how often the file goes from one side to the other.
func switchesOf(left, right []segment) int {
	type place struct{ order, side int }
	var places []place
	for side, segments := range [][]segment{left, right} {
		short := 0 // numbers of lines may stand beside columns
		for _, s := range segments {
			if len(s.text) <= 3 {
				short++
			}
		}
		for _, s := range segments {
			if len(s.text) > 3 || short*3 > len(segments) {
				places = append(places, place{s.order, side})
			}
		}
	}
	slices.SortFunc(places, func(a, b place) int { return a.order - b.order })
	switches := 0
	for i := 1; i < len(places); i++ {
		if places[i].side != places[i-1].side {
			switches++
		}
	}
	return switches
}

// areFull reports whether most lines fill a column of running text.
func areFull(side []segment) bool {
	b := row(side).box()
	filled := 0.0
	for _, s := range side {
		filled += s.width()
	}
	size := side[len(side)/2].size
	return b.width() > 15*size && filled > .8*b.width()*float64(len(side))
}
