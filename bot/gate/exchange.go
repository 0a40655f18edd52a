package gate

import (
	"math"
	"strings"
)

// places are the coordinates of words on a line on which what parts clauses
// and sentences takes room.
func places(t text) []float64 {
	at := make([]float64, len(t.words))
	x := 0.0
	for i, w := range t.words {
		if i > 0 {
			x++
			gap := t.between(i - 1)
			switch {
			case t.words[i-1].sentence != w.sentence:
				x += gapSentence
			case strings.ContainsAny(gap, ";:—") || strings.Contains(gap, " – "):
				x += gapClause
			case strings.ContainsAny(gap, ",()"):
				x += gapComma
			}
			if contrasts[w.lower] {
				x += gapAnd
			}
		}
		at[i] = x
	}
	return at
}

var gapSentence, gapClause, gapComma, gapAnd, reach = 15., 5., 2., 3., 3.

var contrasts = map[string]bool{"while": true, "but": true, "whereas": true, "although": true, "and": true}

func closeness(a, b float64) float64 {
	return math.Exp(-math.Abs(a-b) / reach)
}

type slot struct {
	first, end int
	at         []int // places in the evidence
}

// exchange is how much better the statement would fit the evidence if two of
// its names stood in each other's place.
func (c *Checker) exchange(s *statement, e evidence, a alignment, all bool) (float64, float64) {
	var slots []slot
	held := c.mentionsIn(e)
	inName := make([]bool, len(s.words))
	for _, n := range s.names {
		x := slot{first: n.first, end: n.end}
		for i := n.first; i < n.end; i++ {
			inName[i] = true
		}
		for _, m := range held {
			if c.means(m, s.words[n.first:n.end]) {
				for i := m.first; i < m.end; i++ {
					x.at = append(x.at, i)
				}
			}
		}
		if len(x.at) > 0 {
			slots = append(slots, x)
		}
	}
	same := make([][]int, len(s.words))
	for i, j := range a.to {
		if j < 0 || s.weights[i] == 0 || a.credit[i] < 0.8 {
			continue
		}
		for k, w := range e.text.words {
			if k == j || w.term == e.text.words[j].term {
				same[i] = append(same[i], k)
			}
		}
		if all && !inName[i] {
			slots = append(slots, slot{i, i + 1, same[i]})
		}
	}
	sAt, eAt := places(s.text), places(e.text)
	best, second := 0.0, 0.0
	for k, x := range slots {
		for _, y := range slots[k+1:] {
			if overlap(x.at, y.at) {
				continue
			}
			delta, mass := 0.0, 0.0
			for i := range s.words {
				if len(same[i]) == 0 || i >= x.first && i < x.end || i >= y.first && i < y.end {
					continue
				}
				if inName[i] && !all {
					// other names count as well
				}
				nx, ny := nearest(sAt, x.first, x.end, i), nearest(sAt, y.first, y.end, i)
				ex, ey := nearestOf(eAt, x.at, same[i]), nearestOf(eAt, y.at, same[i])
				delta += s.weights[i] * (nx - ny) * (ey - ex)
				mass += s.weights[i] * math.Abs(nx-ny) * math.Abs(ey-ex)
			}
			if delta > best {
				best, second = delta, delta/mass
			}
		}
	}
	return best, second
}

func overlap(a, b []int) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

func nearest(at []float64, first, end, i int) float64 {
	best := 0.0
	for k := first; k < end; k++ {
		best = max(best, closeness(at[k], at[i]))
	}
	return best
}

func nearestOf(at []float64, from, to []int) float64 {
	best := 0.0
	for _, p := range from {
		for _, q := range to {
			if p != q {
				best = max(best, closeness(at[p], at[q]))
			}
		}
	}
	return best
}
