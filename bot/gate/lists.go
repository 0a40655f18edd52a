package gate

import "strings"

// lists are the words that the gate knows by heart.
type lists struct {
	dates map[string]bool // names of months and days
}

func newLists() lists {
	l := lists{dates: map[string]bool{}}
	for _, w := range strings.Fields("january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday") {
		l.dates[w] = true
	}
	return l
}

// weight is what a word of a statement weighs.
func (g *Gate) weight(w word) float64 {
	if w.stop {
		return 0
	}
	if g.background == nil {
		return 1
	}
	return min(1, max(floorW, (-g.background.LogProbability(w.lower)-lowW)/(highW-lowW)))
}

var floorW, lowW, highW = 0.3, 6.0, 11.0
