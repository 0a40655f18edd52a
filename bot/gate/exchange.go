package gate

import (
	"fmt"
	"math"
	"slices"
)

// A slot is words of the statement that something else might stand in place of.
type slot struct {
	first, end int
	places
	named bool
	// near, held and lenient are how close the slot is to each word of the
	// statement: there, in the evidence, and in the evidence at best.
	near, held, lenient []float64
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
	// both is what the words beside the slot with fewer votes gain.
	both float64
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
		if j < 0 || s.weights[i] == 0 && !isDigit(s.words[i].lower[0]) || a.credit[i] < 0.8 {
			continue
		}
		for k, w := range e.words {
			if k == j || w.term == e.words[j].term {
				x.same[i] = append(x.same[i], k)
			}
		}
	}
	x.matchReports()
	x.narrow()
	x.fillSlots()
	x.measure()
	return x
}

// matchReports pairs all verbs of saying: what one "argues", he "said".
func (x *comparison) matchReports() {
	var held []int
	for k, w := range x.e.words {
		if x.reports(x.held, k, w) {
			held = append(held, k)
		}
	}
	for i, w := range x.s.words {
		if len(held) > 0 && x.reports(x.said, i, w) {
			x.same[i] = held
		}
	}
}

func (x *comparison) reports(r *analysis, i int, w word) bool {
	return x.gate.grammar.is("reporting", w.lower) && (r.tag(i) == verbTag || w.lower == "according")
}

// narrow drops counterparts that stand with other words where some stand with
// the right ones: an "Academy Award winner" is no "Grammy winner".
func (x *comparison) narrow() {
	narrowed := slices.Clone(x.same)
	for i, places := range x.same {
		c, ok := x.said.chunk(i)
		if len(places) < 2 || !ok || c.kind != nounChunk {
			continue
		}
		best, kept := 0, []int(nil)
		for _, p := range places {
			n := 0
			for m := c.first; m < c.end; m++ {
				if m != i && slices.ContainsFunc(x.same[m], func(q int) bool { return x.held.beside(p, q) }) {
					n++
				}
			}
			if n > best {
				best, kept = n, nil
			}
			if n == best {
				kept = append(kept, p)
			}
		}
		if best > 0 {
			narrowed[i] = kept
		}
	}
	x.same = narrowed
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
		x.slots = append(x.slots, slot{first: n.first, end: n.end, places: x.placesOf(x.s.words[n.first:n.end], x.e, x.held), named: true})
	}
	for i := range x.s.words {
		if x.in[i] < 0 && len(x.same[i]) > 0 && x.a.credit[i] >= 0.95 {
			x.slots = append(x.slots, slot{first: i, end: i + 1, places: places{sure: x.same[i]}})
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

// heft is what the fit of a word counts. Numbers tell deeds apart best.
func (x *comparison) heft(i int) float64 {
	if w := x.s.words[i].lower; isDigit(w[0]) {
		return 1
	}
	return x.s.weights[i]
}

// measure finds out how close each slot is to each word, in the statement and
// in the evidence.
func (x *comparison) measure() {
	for k := range x.slots {
		y := &x.slots[k]
		y.near = make([]float64, len(x.same))
		y.held, y.lenient = make([]float64, len(x.same)), make([]float64, len(x.same))
		for i, same := range x.same {
			if len(same) == 0 || i >= y.first && i < y.end {
				continue
			}
			y.near[i] = x.near(*y, i)
			y.held[i] = x.nearIn(y.sure, same)
			y.lenient[i] = max(y.held[i], x.nearIn(y.maybe, same))
		}
	}
}

// goes reports whether the word belongs to the slot in the statement as in the
// evidence, and would move with it.
func (s *slot) goes(i int) bool {
	least := closeness(argumentLength)
	return s.near[i] > least && s.held[i] > least
}

// rival compares how the statement fits with two slots as they are and
// exchanged.
func (x *comparison) rival(a, b *slot) rivalry {
	r := rivalry{a: *a, b: *b}
	mass, sides := 0.0, [2]float64{}
	for i, same := range x.same {
		if len(same) == 0 || i >= a.first && i < a.end || i >= b.first && i < b.end {
			continue
		}
		gain, side := 0.0, 0
		if n := a.near[i] - b.near[i]; n > 0 {
			gain = x.heft(i) * n * (b.held[i] - a.lenient[i])
		} else {
			gain, side = -x.heft(i)*n*(a.held[i]-b.lenient[i]), 1
		}
		r.gain += gain
		if !a.goes(i) && !b.goes(i) {
			sides[side] += gain
		}
		mass += math.Abs(gain)
	}
	r.both = min(sides[0], sides[1])
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

// worst finds the two slots that had best change places: two names, or two
// other words that stand in like places.
func (x *comparison) worst(named bool) rivalry {
	var worst rivalry
	for k := range x.slots {
		a := &x.slots[k]
		if len(a.sure) == 0 {
			continue
		}
		for l := k + 1; l < len(x.slots); l++ {
			b := &x.slots[l]
			if (a.named && b.named) != named || len(b.sure) == 0 || overlap(a.sure, b.sure) || !named && !x.alike(a, b) {
				continue
			}
			r := x.rival(a, b)
			if named && max(r.gain, r.both) > max(worst.gain, worst.both) || !named && r.both > worst.both {
				worst = r
			}
		}
	}
	return worst
}

// alike reports whether two words are of one sort: both numbers, nouns or
// adjectives.
func (x *comparison) alike(a, b *slot) bool {
	return x.sort(a) != verbTag && x.sort(a) == x.sort(b) && !x.said.beside(a.first, b.first) &&
		x.said.parallel(a.first, b.first, x.sort(a) != numberTag)
}

func (x *comparison) sort(s *slot) tag {
	if w := x.s.words[s.first].lower; isDigit(w[0]) {
		return numberTag
	}
	if len(x.s.words[s.first].lower) == 1 {
		return verbTag // a letter may stand for anything
	}
	switch t := x.said.tag(s.first); t {
	case nameTag, nounTag:
		return nounTag
	case adjectiveTag:
		return adjectiveTag
	}
	return verbTag
}

// wording is what stands in the slot.
func (x *comparison) wording(s slot) string {
	return x.s.raw[x.s.words[s.first].Start:x.s.words[s.end-1].End]
}

// exchanged tells of names or other words that stand where the evidence has
// another.
func (c *Checker) exchanged(s *statement, e evidence, a alignment) string {
	if s.language != "en" && s.language != "" {
		return c.outOfOrder(s, e, a)
	}
	x := c.compare(s, e, a)
	if fault := x.ofOthers(); fault != "" {
		return fault
	}
	if r := x.worst(true); r.both > bothGain && r.share > bothShare || r.both > strongGain || r.gain > oneGain && r.share > oneShare {
		return fmt.Sprintf("the passage says this of %s, not of %s", x.wording(r.b), x.wording(r.a))
	}
	if r := x.worst(false); r.both > wordGain || r.both > bothGain && (r.share > wordShare || x.sort(&r.a) == numberTag) {
		return fmt.Sprintf("the passage says this of %s, not of %s", x.wording(r.b), x.wording(r.a))
	}
	return ""
}

// ofOthers tells of names or other words that the evidence gives other roles,
// as far as the grammar tells.
func (x *comparison) ofOthers() string {
	for _, find := range []func() string{x.misplaced, x.otherSubject, x.absentSubject, x.otherOffice} {
		if fault := find(); fault != "" {
			return fault
		}
	}
	for _, lists := range []bool{false, true} {
		if a, b, ok := x.crossed(lists); ok {
			return fmt.Sprintf("the passage says this of %s, not of %s", x.wording(b), x.wording(a))
		}
	}
	return ""
}

// How much better the statement must fit with two names exchanged: what stands
// beside either of them, or far more beside one. Other words need more.
const (
	bothGain, bothShare = 0.03, 0.5
	strongGain          = 0.15
	oneGain, oneShare   = 0.18, 0.9
	wordGain, wordShare = 0.2, 0.8
)
