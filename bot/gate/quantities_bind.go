package gate

import (
	"fmt"
	"slices"
)

// A binder tells which words the numbers of statement and evidence belong to.
type binder struct {
	s, e *facts
	// at lists, for each content word of the statement, where it stands in
	// the evidence.
	at [][]int
}

func newBinder(s, e *facts, aligned []int) binder {
	b := binder{s: s, e: e, at: make([][]int, len(s.words))}
	for i, w := range s.words {
		if w.stop {
			continue
		}
		for j, v := range e.words {
			if v.term == w.term || j == aligned[i] {
				b.at[i] = append(b.at[i], j)
			}
		}
	}
	return b
}

// stated reports whether the statement has the evidence's number p.
func (b binder) stated(p quantity) bool {
	for _, q := range b.s.quantities {
		if q.supportedBy(p, b.e) {
			return true
		}
	}
	return false
}

// exchanged tells of a number that stands in the evidence, but with other words
// than in the statement, where the evidence has another number.
func (b binder) exchanged() string {
	if fault := b.turnedRange(); fault != "" {
		return fault
	}
	if fault := b.miscast(); fault != "" {
		return fault
	}
	if fault := b.miscounted(); fault != "" {
		return fault
	}
	for k, q := range b.s.quantities {
		if q.hint || q.kind == ordinal && q.value == 1 || b.s.times(q) > 2 {
			continue
		}
		own := b.best(q, q)
		for _, p := range b.e.quantities {
			if p.hint || !alikeKinds(q, p) || q.supportedBy(p, b.e) || p.supportedBy(q, b.s) {
				continue
			}
			gain, least := b.closeness(b.s.wordsOf(q), b.e.wordsOf(p))-own, leastExchange
			if b.s.times(q) > b.e.times(q) && !b.stated(p) {
				least = 0 // it stands in the place of another number
			}
			if o, ok := b.other(k, p); ok {
				gain, least = gain+b.best(o, q)-b.best(o, o), leastSwap
			}
			if gain > least && b.moved(q, p) {
				return fmt.Sprintf("the evidence says %q where the statement says %q", b.e.said(p), b.s.said(q))
			}
		}
	}
	return ""
}

// moved reports whether the evidence says what the statement says around q
// rather beside another number p than beside q: in a sentence, or within one in a
// clause, that holds as many of the words.
func (b binder) moved(q, p quantity) bool {
	other := b.e.wordsOf(p)
	for _, o := range b.e.quantities {
		if !q.supportedBy(o, b.e) {
			continue
		}
		own := b.e.wordsOf(o)
		if own.first < 0 || other.first < 0 {
			continue
		}
		place := b.e.sentence
		if place(own.first) == place(other.first) {
			place = b.e.clause
		}
		if place(own.first) != place(other.first) && b.shared(q, place, own.first) > b.shared(q, place, other.first) {
			return false
		}
	}
	return true
}

func (f *facts) sentence(word int) int { return f.words[word].sentence }

func (f *facts) clause(word int) int { return f.clauses[word] }

// shared counts the words of the clause around a number of the statement that
// the evidence holds in the same place as a word.
func (b binder) shared(q quantity, place func(int) int, word int) int {
	n := 0
	said := b.s.wordsOf(q)
	for i, places := range b.at {
		if said.first < 0 || b.s.clauses[i] != b.s.clauses[said.first] || said.holds(i) {
			continue
		}
		if slices.ContainsFunc(places, func(j int) bool { return place(j) == place(word) }) {
			n++
		}
	}
	return n
}

// times counts how often the text states the number.
func (f *facts) times(q quantity) int {
	n := 0
	for _, p := range f.quantities {
		if p.kind == q.kind && sameValue(p.value, q.value) {
			n++
		}
	}
	return n
}

const (
	// leastExchange is how much closer to the words around a number of the
	// statement another number of the evidence must stand.
	leastExchange = 0.08
	// leastSwap is the same for two numbers of the statement that change
	// places, which two pairs of words speak for.
	leastSwap = 0.025
)

// other finds another quantity of the statement that p bears out.
func (b binder) other(k int, p quantity) (quantity, bool) {
	for o, q := range b.s.quantities {
		if o != k && !q.hint && q.supportedBy(p, b.e) {
			return q, true
		}
	}
	return quantity{}, false
}

// best is how close the words around q stand to where the evidence states the
// number of value.
func (b binder) best(q, value quantity) float64 {
	best := 0.0
	for _, p := range b.e.quantities {
		if value.supportedBy(p, b.e) {
			best = max(best, b.closeness(b.s.wordsOf(q), b.e.wordsOf(p)))
		}
	}
	return best
}

// closeness tells, from 0 to 1, how near to words of the evidence those stand
// that stand near some words of the statement.
func (b binder) closeness(said, held stretch) float64 {
	total, near := 0.0, 0.0
	for i, places := range b.at {
		if len(places) == 0 || said.holds(i) {
			continue
		}
		weight := b.s.nearness(i, said)
		best := 0.0
		for _, j := range places {
			if !held.holds(j) {
				best = max(best, b.e.nearness(j, held))
			}
		}
		total += weight
		near += weight * best
	}
	if total == 0 {
		return 0
	}
	return near / total
}

// A stretch is the words from first to last; none when first is negative.
type stretch struct{ first, last int }

func (s stretch) holds(word int) bool { return s.first <= word && word <= s.last }

// wordsOf tells which words a quantity is made of.
func (f *facts) wordsOf(q quantity) stretch {
	found := stretch{-1, -1}
	for _, t := range f.tokens[q.first:q.end] {
		if t.word >= 0 && found.first < 0 {
			found.first = t.word
		}
		found.last = max(found.last, t.word)
	}
	return found
}

// nearness tells how near a word stands to others: 1 beside them, 0 in another
// sentence.
func (f *facts) nearness(word int, to stretch) float64 {
	if to.first < 0 || f.words[to.first].sentence != f.words[word].sentence {
		return 0
	}
	from, end := word, to.first
	if word > to.last {
		from, end = to.last, word
	}
	d := end - from - 1
	for k := from + 1; k < end; k++ {
		if f.words[k].lower == "and" {
			d++
		}
	}
	d += 2 * min(2, abs(f.clauses[word]-f.clauses[to.first]))
	return 1 / (1 + 0.5*float64(d))
}

// alikeKinds reports whether one of the quantities could stand in the place of
// the other.
func alikeKinds(q, p quantity) bool {
	if q.yearly() || p.yearly() {
		return q.yearly() && p.yearly()
	}
	return q.kind == p.kind && (q.unit == p.unit || q.unit == "" && p.age || q.age && p.unit == "")
}

// yearly reports whether the quantity is a year, or a date.
func (q quantity) yearly() bool {
	return q.kind == day || q.kind == cardinal && q.unit == "" && q.value >= 1000 && q.value < 2100 && q.value == float64(int(q.value))
}
