package gate

import (
	"fmt"
	"math"
)

// A slot is words of the statement that something else might stand in place of.
type slot struct {
	first, end int
	places
	named bool
}

// reach is over what distance words are close to each other.
const reach = 2.5

// A rivalry is how much better a statement would fit the evidence if two of its
// slots changed places.
type rivalry struct {
	a, b slot
	// gain is the weight of the words that would fit better less that of those
	// that would fit worse, share what that is of both.
	gain, share float64
}

// A comparison holds what is needed to compare a statement with its evidence.
type comparison struct {
	*Checker
	s    *statement
	e    evidence
	a    alignment
	said *analysis
	held *analysis
	// same are the words of the evidence that say what each word of the
	// statement says.
	same  [][]int
	slots []slot
	in    []int // the slot of each word of the statement, -1 for none
}

func (c *Checker) compare(s *statement, e evidence, a alignment) *comparison {
	x := &comparison{Checker: c, s: s, e: e, a: a, said: c.readStatement(s), held: c.readEvidence(e)}
	x.same = make([][]int, len(s.words))
	for i, j := range a.to {
		if j < 0 || s.weights[i] == 0 || a.credit[i] < 0.8 {
			continue
		}
		for k, w := range e.words {
			if k == j || w.term == e.words[j].term {
				x.same[i] = append(x.same[i], k)
			}
		}
	}
	x.fillSlots()
	return x
}

// fillSlots lists the names of the statement that the evidence has too, and the
// other words that it shares with it.
func (x *comparison) fillSlots() {
	x.in = make([]int, len(x.s.words))
	for i := range x.in {
		x.in[i] = -1
	}
	for _, n := range x.s.names {
		for i := n.first; i < n.end; i++ {
			x.in[i] = len(x.slots)
		}
		x.slots = append(x.slots, slot{n.first, n.end, x.placesOf(x.s.words[n.first:n.end], x.e, x.held), true})
	}
	for i := range x.s.words {
		if x.in[i] < 0 && len(x.same[i]) > 0 && x.a.credit[i] >= 0.95 {
			x.slots = append(x.slots, slot{i, i + 1, places{sure: x.same[i]}, false})
		}
	}
}

func closeness(d float64) float64 { return math.Exp(-d / reach) }

// near is how close the slot is to a word of the statement.
func (x *comparison) near(y slot, i int) float64 {
	best := 0.0
	for k := y.first; k < y.end; k++ {
		best = max(best, closeness(x.said.distance(k, i)))
	}
	return best
}

// nearIn is how close places of the evidence are.
func (x *comparison) nearIn(from, to []int) float64 {
	best := 0.0
	for _, p := range from {
		for _, q := range to {
			if p != q {
				best = max(best, closeness(x.held.distance(p, q)))
			}
		}
	}
	return best
}

// rival compares how the statement fits with two slots as they are and
// exchanged.
func (x *comparison) rival(a, b slot) rivalry {
	r := rivalry{a: a, b: b}
	mass := 0.0
	for i := range x.s.words {
		if len(x.same[i]) == 0 || i >= a.first && i < a.end || i >= b.first && i < b.end {
			continue
		}
		n := x.near(a, i) - x.near(b, i)
		mine, other := a, b
		if n < 0 {
			mine, other = b, a
			n = -n
		}
		own := max(x.nearIn(mine.sure, x.same[i]), x.nearIn(mine.maybe, x.same[i]))
		d := x.nearIn(other.sure, x.same[i]) - own
		r.gain += x.s.weights[i] * n * d
		mass += x.s.weights[i] * n * math.Abs(d)
	}
	if mass > 0 {
		r.share = r.gain / mass
	}
	return r
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

// worst finds the two slots that had best change places.
func (x *comparison) worst(named bool) rivalry {
	var worst rivalry
	for k, a := range x.slots {
		for _, b := range x.slots[k+1:] {
			if (a.named && b.named) != named || len(a.sure) == 0 || len(b.sure) == 0 || overlap(a.sure, b.sure) {
				continue
			}
			if r := x.rival(a, b); r.gain > worst.gain {
				worst = r
			}
		}
	}
	return worst
}

func (x *comparison) said1(s slot) string {
	return x.s.raw[x.s.words[s.first].Start:x.s.words[s.end-1].End]
}

// exchanged tells of names or other words that stand where the evidence has
// another.
func (c *Checker) exchanged(s *statement, e evidence, a alignment) string {
	x := c.compare(s, e, a)
	if fault := x.misplaced(); fault != "" {
		return fault
	}
	if r := x.worst(true); r.gain > nameGain && r.share > nameShare {
		return fmt.Sprintf("the passage says this of %s, not of %s", x.said1(r.b), x.said1(r.a))
	}
	return ""
}

const nameGain, nameShare = 0.18, 0.7

func (x *comparison) spoken(s slot) string {
	if s.end == 0 {
		return ""
	}
	return x.said1(s)
}
