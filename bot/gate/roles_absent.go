package gate

import (
	"fmt"
	"slices"
)

// ofSentence is how much of a clause one sentence must hold to be the one that
// it was made of.
const ofSentence = 0.85

// absentSubject tells of a clause about a name that comes from a sentence about
// other names, which neither names it nor may mean it.
func (x *comparison) absentSubject() string {
	for _, p := range x.said.predications() {
		s, ok := x.slotAt(p.subject.head)
		if !ok || !s.named || x.contentOf(p) < 3 || len(s.sure) == 0 || x.saidNear(p, s.places) > ofSelf {
			continue
		}
		for n := range x.held.trees {
			words := x.wordsOf(n)
			if x.saidIn(p, words) < ofSentence || slices.ContainsFunc(words, func(i int) bool {
				return slices.Contains(s.sure, i) || slices.Contains(s.maybe, i) || personal(x.e.words[i].lower) || x.describing(x.held, i)
			}) {
				continue
			}
			if other := x.foremost(p, words); other != "" {
				return fmt.Sprintf("the passage says this of %s, not of %s", other, x.wording(s))
			}
		}
	}
	return ""
}

// wordsOf are the words of a sentence of the evidence.
func (x *comparison) wordsOf(tree int) []int {
	var words []int
	for i, n := range x.held.tree {
		if n == tree {
			words = append(words, i)
		}
	}
	return words
}

// foremost is the name that stands before all that the clause says.
func (x *comparison) foremost(p predication, words []int) string {
	first := words[len(words)-1]
	for _, i := range p.said {
		for _, j := range x.same[i] {
			if slices.Contains(words, j) {
				first = min(first, j)
			}
		}
	}
	for _, n := range x.e.names {
		if slices.Contains(words, n.first) && n.end <= first && !x.speaksOf(n) && !x.listed(p.subject.head, n) {
			return x.e.raw[x.e.words[n.first].Start:x.e.words[n.end-1].End]
		}
	}
	return ""
}

// otherOffice tells of a description that stands behind another name than the
// statement's: "Minna Ode and Ivar Lund, minister of trade".
func (x *comparison) otherOffice() string {
	stretch := x.held.stretches(true)
	for _, p := range x.said.predications() {
		s, ok := x.slotAt(p.subject.head)
		if !ok || !s.named || !x.said.copulaAt(p.verb) || x.contentOf(p) < 2 {
			continue
		}
		for _, n := range x.e.names {
			if n.end >= len(stretch) || stretch[n.end] == stretch[n.end-1] || x.held.tree[n.end] != x.held.tree[n.first] || x.speaksOf(n) || !x.alone(n, stretch) {
				continue
			}
			var words []int
			for i := n.end; i < len(stretch) && stretch[i] == stretch[n.end]; i++ {
				words = append(words, i)
			}
			after := words[len(words)-1] + 1
			if x.saidIn(p, words) < ofOther || slices.ContainsFunc(words, func(i int) bool { return x.held.tag(i) == verbTag }) || overlap(s.sure, append(words, after)) {
				continue
			}
			return fmt.Sprintf("the passage says this of %s, not of %s", x.e.raw[x.e.words[n.first].Start:x.e.words[n.end-1].End], x.wording(s))
		}
	}
	return ""
}

// alone reports whether the name fills its stretch but for an "and".
func (x *comparison) alone(n name, stretch []int) bool {
	before := n.first - 1
	if before >= 0 && stretch[before] == stretch[n.first] {
		return x.held.tag(before) == coordinatorTag && (before == 0 || stretch[before-1] != stretch[n.first])
	}
	return true
}

// copulaAt reports whether the verb says that something is something.
func (r *analysis) copulaAt(i int) bool {
	c, ok := r.chunk(i)
	return ok && c.copula
}
