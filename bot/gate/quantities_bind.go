package gate

import "fmt"

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

// exchanged tells of a number that stands in the evidence, but with other words
// than in the statement, where the evidence has another number.
func (b binder) exchanged() string {
	for k, q := range b.s.quantities {
		if q.hint || q.kind == ordinal && q.value == 1 {
			continue
		}
		own := b.best(q, q)
		for _, p := range b.e.quantities {
			if p.hint || !alikeKinds(q, p) || q.supportedBy(p, b.e) || p.supportedBy(q, b.s) {
				continue
			}
			gain, least := b.closeness(q, p)-own, leastExchange
			if o, ok := b.other(k, p); ok {
				gain, least = gain+b.best(o, q)-b.best(o, o), leastSwap
			}
			if gain > least {
				return fmt.Sprintf("the evidence says %q where the statement says %q", b.e.said(p), b.s.said(q))
			}
		}
	}
	return ""
}

const (
	// leastExchange is how much closer to the words around a number of the
	// statement another number of the evidence must stand.
	leastExchange = 0.1
	// leastSwap is the same for two numbers of the statement that change
	// places, which two pairs of words speak for.
	leastSwap = 0.04
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
			best = max(best, b.closeness(q, p))
		}
	}
	return best
}

// closeness tells, from 0 to 1, how near to the evidence's quantity p the words
// stand that stand near q in the statement.
func (b binder) closeness(q, p quantity) float64 {
	total, near := 0.0, 0.0
	for i, places := range b.at {
		if len(places) == 0 || b.s.within(i, q) {
			continue
		}
		weight := b.s.nearness(i, q)
		best := 0.0
		for _, j := range places {
			if !b.e.within(j, p) {
				best = max(best, b.e.nearness(j, p))
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

// within reports whether the word is part of the quantity.
func (f *facts) within(word int, q quantity) bool {
	for _, t := range f.tokens[q.first:q.end] {
		if t.word == word {
			return true
		}
	}
	return false
}

// nearness tells how near a word stands to a quantity: 1 beside it, 0 in
// another sentence.
func (f *facts) nearness(word int, q quantity) float64 {
	first, last := f.tokens[q.first].word, f.tokens[q.end-1].word
	if first < 0 {
		first = last
	}
	if last < 0 {
		last = first
	}
	if first < 0 || f.words[first].sentence != f.words[word].sentence {
		return 0
	}
	d := 0
	if word < first {
		d = first - word - 1
	} else if word > last {
		d = word - last - 1
	}
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
