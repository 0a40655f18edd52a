package gate

import (
	"fmt"
	"slices"
)

// A predication is a clause: what is said of its subject.
type predication struct {
	tree    int
	subject chunk // of the whole text
	verb    int
	reduced bool  // a participle behind its noun, or a relative clause
	said    []int // the words of the verb and of what goes with it
}

// predications lists the clauses of a text that have a subject.
func (r *analysis) predications() []predication {
	var all []predication
	first := 0
	for n, t := range r.trees {
		for first < len(r.tree) && r.tree[first] != n {
			first++
		}
		verbs := map[int]int{} // the subject of each
		for _, x := range t.ties {
			v := t.chunks[x.head]
			if x.sure && v.kind == verbChunk && t.chunks[x.bearer].kind == nounChunk && x.bearer < x.head &&
				(x.role == agentRole && !v.passive || x.role == patientRole && v.passive) {
				if _, ok := verbs[x.head]; !ok {
					verbs[x.head] = x.bearer
				}
			}
		}
		for v, s := range verbs {
			c := t.chunks[s]
			c.first, c.end, c.head = c.first+first, c.end+first, c.head+first
			all = append(all, predication{tree: n, subject: c, verb: first + t.chunks[v].head, reduced: t.reduced(v, s), said: t.saidOf(v, s, verbs, first)})
		}
	}
	slices.SortFunc(all, func(a, b predication) int { return a.verb - b.verb })
	return all
}

// reduced reports whether the verb stands in a clause that describes a noun.
func (t *tree) reduced(v, s int) bool {
	return t.chunks[v].passive && !t.chunks[v].finite ||
		slices.ContainsFunc(t.chunks[s:v], func(c chunk) bool { return c.kind == relativeChunk })
}

// saidOf are the words that are closer to the verb than to its subject, and to
// any other verb that has one.
func (t *tree) saidOf(v, s int, verbs map[int]int, first int) []int {
	var said []int
	n := len(t.chunks)
	for i, k := range t.of {
		if k < 0 || k == s || t.apart[k*n+v] > predicateLength || t.apart[k*n+s] < t.apart[k*n+v] {
			continue
		}
		own := true
		for other := range verbs {
			own = own && (other == v || t.apart[k*n+other] > t.apart[k*n+v] || t.apart[k*n+other] == t.apart[k*n+v] && other > v)
		}
		if own {
			said = append(said, first+i)
		}
	}
	return said
}

// predicateLength is how far what a verb is said with may be from it.
const predicateLength = 3.9

// How much of what a clause says of its subject the evidence must say of
// another, and how much less of the subject itself.
const (
	ofOther = 0.6
	ofSelf  = 0.35
)

// otherSubject tells of a clause of the statement that the evidence has with
// another subject.
func (x *comparison) otherSubject() string {
	held := x.held.predications()
	for _, p := range x.said.predications() {
		places, ok := x.subjectPlaces(p.subject)
		if !ok {
			continue
		}
		most, self := 0.0, x.saidNear(p, places)
		var of predication
		for _, h := range held {
			if share := x.saidIn(p, h.said); share > most {
				most, of = share, h
			}
		}
		if x.contentOf(p) < 2 || most < ofOther || most-self < ofSelf || !x.another(p, of, places) {
			continue
		}
		return fmt.Sprintf("the passage says this of %s, not of %s", x.phrase(x.e.text, of.subject), x.phrase(x.s.text, p.subject))
	}
	return ""
}

func (x *comparison) phrase(t text, c chunk) string {
	return t.raw[t.words[c.first].Start:t.words[c.end-1].End]
}

// subjectPlaces finds the subject of a clause in the evidence.
func (x *comparison) subjectPlaces(c chunk) (places, bool) {
	if c.pronoun || len(x.s.words[c.head].lower) == 1 {
		return places{}, false
	}
	if s, ok := x.slotAt(c.head); ok && s.named {
		return s.places, true
	}
	if len(x.same[c.head]) == 0 {
		return places{}, false
	}
	p := places{sure: x.same[c.head]}
	for i, w := range x.e.words {
		if personal(w.lower) || possessive(w.lower) {
			p.maybe = append(p.maybe, i)
		}
	}
	return p, true
}

// share is the share of the words of the clause that pass the test.
func (x *comparison) share(p predication, found func(i int) bool) float64 {
	all, part := 0.0, 0.0
	for _, i := range p.said {
		if w := x.heft(i); w > 0 {
			all += w
			if found(i) {
				part += w
			}
		}
	}
	if all < leastPredicate {
		return 0
	}
	return part / all
}

// leastPredicate is the weight of too little to tell clauses by.
const leastPredicate = 0.6

func (x *comparison) saidIn(p predication, words []int) float64 {
	return x.share(p, func(i int) bool { return overlap(x.same[i], words) })
}

// saidNear is the share that stands near the places.
func (x *comparison) saidNear(p predication, at places) float64 {
	all := append(slices.Clone(at.sure), at.maybe...)
	return x.share(p, func(i int) bool {
		for _, j := range x.same[i] {
			for _, k := range all {
				if x.held.distance(j, k) <= aroundDeed+1 {
					return true
				}
			}
		}
		return false
	})
}

// another reports whether the clause of the evidence is about something else
// for sure.
func (x *comparison) another(p, of predication, at places) bool {
	c := of.subject
	if c.pronoun || overlapsRange(at.sure, c.first, c.end) || overlapsRange(at.maybe, c.first, c.end) {
		return false
	}
	stretch := x.held.stretches(false)
	if overlap(at.sure, of.said) || slices.ContainsFunc(at.sure, func(i int) bool { return stretch[i] == stretch[of.verb] }) {
		return false
	}
	s, named := x.slotAt(p.subject.head)
	if named && s.named {
		for _, n := range x.e.names {
			if c.head >= n.first && c.head < n.end {
				return !x.listed(p.subject.head, n)
			}
		}
		return false
	}
	return c.name == p.subject.name && !p.reduced && x.contrasts(p, c)
}

// contrasts reports whether the statement says something else of what the
// phrase of the evidence means.
func (x *comparison) contrasts(p predication, c chunk) bool {
	if slices.ContainsFunc(p.said, func(i int) bool { return slices.Contains(x.same[i], c.head) }) {
		return false
	}
	for _, o := range x.said.predications() {
		if o.verb != p.verb && o.subject.head != p.subject.head && slices.Contains(x.same[o.subject.head], c.head) &&
			!x.reports(x.said, o.verb, x.s.words[o.verb]) {
			return true
		}
	}
	return false
}

// contentOf counts the words of the clause that weigh.
func (x *comparison) contentOf(p predication) int {
	n := 0
	for _, i := range p.said {
		if x.heft(i) > 0 {
			n++
		}
	}
	return n
}

// listed reports whether the statement has the name of the evidence in one list
// with the i-th word.
func (x *comparison) listed(i int, n name) bool {
	for _, s := range x.slots {
		if s.named && overlapsRange(s.sure, n.first, n.end) && x.said.coordinate(i, s.end-1) {
			return true
		}
	}
	return false
}
