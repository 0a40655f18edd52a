package gate

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// inPlace is the least closeness of what stands around a number or a name of
// a statement and around another of a sentence for one to be in the place of
// the other.
const inPlace = 0.15

// otherQuantity finds a number or date in the place of one that the sentences
// do not have.
func (c *Checker) otherQuantity(s *statement, e evidence, a alignment) (dispute, bool) {
	b := newBinder(&s.facts, &e.facts, a.to)
	for _, q := range s.quantities {
		if q.hint || q.kind == ordinal && q.value == 1 || b.upheld(q) {
			continue
		}
		best, most := -1, inPlace
		for k, p := range e.quantities {
			if p.hint || !q.excludes(p) || b.stated(p) {
				continue
			}
			if near := b.closeness(s.wordsOf(q), e.wordsOf(p)); near >= most {
				best, most = k, near
			}
		}
		if best >= 0 {
			said := s.wordsOf(q)
			d := dispute{reason: fmt.Sprintf("the passage says %q, not %q", e.said(e.quantities[best]), s.said(q))}
			for i := said.first; i >= 0 && i <= said.last; i++ {
				d.words = append(d.words, i)
			}
			return d, true
		}
	}
	if reason := b.exchanged(); reason != "" {
		return dispute{reason: reason}, true
	}
	return dispute{}, false
}

// upheld reports whether the evidence bears a number of the statement out, or
// may.
func (b binder) upheld(q quantity) bool {
	return slices.ContainsFunc(b.e.quantities, func(p quantity) bool { return q.supportedBy(p, b.e) }) ||
		b.s.shares(q, b.e) || b.e.apart(q) || b.s.sumsUp(q)
}

// excludes reports whether what is counted cannot be both q and p.
func (q quantity) excludes(p quantity) bool {
	switch {
	case q.yearly() && p.yearly():
		return q.year().excludes(p.year())
	case q.kind == exact || p.kind == exact || q.kind != p.kind || q.age != p.age && q.unit != p.unit:
		return false
	case q.unit != p.unit && lasting(q.unit) && lasting(p.unit):
		return !q.lasts(p)
	case q.unit != p.unit:
		return q.kind == cardinal && q.unit != "" && p.unit != "" && sameValue(q.value, p.value)
	case q.approximation != p.approximation:
		return !q.allows(p.value) && !p.allows(q.value)
	}
	return !rounds(q.value, p.value) && !rounds(p.value, q.value)
}

// seconds are the lengths of units of time, months and years being about so long.
var seconds = map[string]float64{"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2.63e6, "year": 3.156e7}

// lasts reports whether two lengths of time in different units are about as long.
func (q quantity) lasts(p quantity) bool {
	a, b := q.value*seconds[q.unit], p.value*seconds[p.unit]
	return math.Abs(a-b) <= roughly*max(a, b)
}

// year is a yearly quantity as a date.
func (q quantity) year() date {
	if q.kind == day {
		return q.date
	}
	return date{year: int(q.value)}
}

// excludes reports whether no day is both.
func (d date) excludes(o date) bool {
	differ := func(a, b int) bool { return a != 0 && b != 0 && a != b }
	return differ(d.year, o.year) || differ(d.month, o.month) || differ(d.day, o.day) || differ(d.weekday, o.weekday)
}

// roughly is how far from the number it names "about" may be, of the number.
const roughly = 0.15

// allows reports whether an inexact number may mean the value.
func (q quantity) allows(value float64) bool {
	switch q.approximation {
	case "more", "atleast":
		return value >= q.value
	case "less", "atmost", "almost":
		return value <= q.value
	case "about":
		return math.Abs(value-q.value) <= roughly*math.Abs(q.value)
	}
	return sameValue(value, q.value)
}

// rounds reports whether a is b rounded to hundreds or more.
func rounds(a, b float64) bool {
	unit := 1.0
	for a != 0 && math.Mod(a, unit*10) == 0 && unit < 1e15 {
		unit *= 10
	}
	return unit >= 100 && math.Abs(a-b) <= unit/2
}

// otherName finds a name in the place of one that the sentences do not have.
func (c *Checker) otherName(s *statement, e evidence, a alignment) (dispute, bool) {
	b := newBinder(&s.facts, &e.facts, a.to)
	for _, n := range s.names {
		said := substance(s.words[n.first:n.end])
		if len(said) == 0 || c.namedIn(s, n, e) {
			continue
		}
		best, most := -1, inPlace
		for k, m := range e.names {
			held := substance(e.words[m.first:m.end])
			if len(held) == 0 || c.together(held, s.words) || c.sameName(said[len(said)-1], held[len(held)-1]) || !sameLead(s.text, n, e.text, m) {
				continue
			}
			if near := b.closeness(stretch{n.first, n.end - 1}, stretch{m.first, m.end - 1}); near >= most {
				best, most = k, near
			}
		}
		if best >= 0 {
			m := e.names[best]
			d := dispute{reason: fmt.Sprintf("the passage says this of %s, not of %s", called(e.text, m), called(s.text, n))}
			for i := n.first; i < n.end; i++ {
				d.words = append(d.words, i)
			}
			return d, true
		}
	}
	return dispute{}, false
}

// called is what stands in the text for a name.
func called(t text, n name) string {
	return strings.TrimSpace(t.raw[t.words[n.first].Start:t.words[n.end-1].End])
}

// sameLead reports whether two names stand behind the same small word, such as
// "in", or both behind none.
func sameLead(s text, n name, e text, m name) bool { return lead(s, n) == lead(e, m) }

// lead is the small word before a name, but for an article.
func lead(t text, n name) string {
	for i := n.first - 1; i >= 0; i-- {
		w := t.words[i]
		if !w.stop || w.sentence != t.words[n.first].sentence {
			return ""
		}
		if w.lower != "the" && w.lower != "a" && w.lower != "an" {
			return w.lower
		}
	}
	return ""
}
