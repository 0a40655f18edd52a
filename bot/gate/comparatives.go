package gate

import (
	_ "embed"
	"fmt"
	"strings"
)

// comparativeList are comparatives: a line holds those of one direction, and
// behind a stroke those of the other.
//
//go:embed lists/comparatives.txt
var comparativeList string

// comparatives tell the direction of a comparative within its line, 1 or -1 times
// the number of the line.
type comparatives map[string]int

func newComparatives() comparatives {
	c := comparatives{}
	for number, line := range entries(comparativeList) {
		up, down, _ := strings.Cut(line, "|")
		for _, w := range strings.Fields(up) {
			c[w] = number + 1
		}
		for _, w := range strings.Fields(down) {
			c[w] = -number - 1
		}
	}
	return c
}

// comparedReach is how many words behind a comparative the noun may stand that
// it compares.
const comparedReach = 3

// turned tells of a comparative that the statement has for a thing where the
// evidence has its opposite.
func (c *Checker) turned(s *statement, e evidence, a alignment) string {
	for i, w := range s.words {
		direction := c.gate.comparatives[w.lower]
		if direction == 0 {
			continue
		}
		for k := i + 1; k < len(s.words) && k <= i+comparedReach; k++ {
			if a.to[k] < 0 || s.weights[k] == 0 || a.credit[k] < credits(Derived) {
				continue
			}
			if other := c.compared(e, a.to[k], direction); other != "" {
				return fmt.Sprintf("the evidence says %q where the statement says %q", other, w.surface)
			}
			break
		}
	}
	return ""
}

// compared returns the opposite comparative in front of a word of the evidence,
// wherever it stands; "" when one of the same direction stands there too.
func (c *Checker) compared(e evidence, at, direction int) string {
	opposite := ""
	for j, v := range e.words {
		if v.term != e.words[at].term {
			continue
		}
		for k := j - 1; k >= 0 && k >= j-comparedReach && e.words[k].sentence == v.sentence; k-- {
			switch c.gate.comparatives[e.words[k].lower] {
			case direction:
				return ""
			case -direction:
				opposite = e.words[k].surface
			}
		}
	}
	return opposite
}
