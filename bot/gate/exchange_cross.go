package gate

import (
	"slices"
	"strings"
)

// A domain is which of two slots a stretch of text is about.
type domain uint8

const (
	ofNeither domain = 0
	ofFirst   domain = 1
	ofSecond  domain = 2
	ofBoth    domain = 3
)

// stretches numbers the stretches of a text between marks and the words that
// join clauses, and members of lists if they are to be told apart too.
func (r *analysis) stretches(lists bool) []int {
	n := 0
	of := make([]int, len(r.words))
	for i := range r.words {
		if i > 0 {
			switch t := r.tag(i); {
			case r.tree[i] != r.tree[i-1], strings.ContainsAny(r.between(i-1), ",;:()—"),
				t == subordinatorTag, t == relativeTag, r.words[i].lower == "that", t == coordinatorTag && (lists || r.words[i].lower == "but"):
				n++
			}
		}
		of[i] = n
	}
	return of
}

// domains tells for each word which of two slots its stretch is about: the one
// that stands in it, or else stood before it in the sentence.
func (r *analysis) domains(stretch, a, b []int) []domain {
	of := make([]domain, len(r.words))
	for _, places := range [2][]int{a, b} {
		for _, i := range places {
			for j := range of {
				if stretch[j] == stretch[i] {
					if &places[0] == &a[0] {
						of[j] |= ofFirst
					} else {
						of[j] |= ofSecond
					}
				}
			}
		}
	}
	for i := 1; i < len(of); i++ {
		if of[i] == ofNeither && r.tree[i] == r.tree[i-1] {
			of[i] = of[i-1]
		}
	}
	for i := len(of) - 2; i >= 0; i-- {
		if of[i] == ofNeither && r.tree[i] == r.tree[i+1] {
			of[i] = of[i+1]
		}
	}
	return of
}

// How much must stand with the other of two slots on either side, and what part
// of that may stand with its own.
const (
	crossedWeight = 0.5
	straightShare = 0.25
)

// crossed finds two slots each of which the evidence says what the statement
// says of the other.
func (x *comparison) crossed(lists bool) (a, b slot, ok bool) {
	said, held := x.said.stretches(lists), x.held.stretches(lists)
	for k, a := range x.slots {
		if !x.said.leads(said, a.end-1) {
			continue
		}
		for _, b := range x.slots[k+1:] {
			if !x.said.leads(said, b.end-1) || len(a.sure) == 0 || len(b.sure) == 0 || overlap(a.sure, b.sure) || !x.comparable(&a, &b) || said[a.first] == said[b.first] {
				continue
			}
			in := x.said.domains(said, span(a), span(b))
			at := x.held.domains(held, append(slices.Clone(a.sure), a.maybe...), append(slices.Clone(b.sure), b.maybe...))
			if x.crossing(&a, &b, in, at) {
				return a, b, true
			}
		}
	}
	return slot{}, slot{}, false
}

func span(s slot) []int {
	var words []int
	for i := s.first; i < s.end; i++ {
		words = append(words, i)
	}
	return words
}

// comparable reports whether one of the two might stand in place of the other.
func (x *comparison) comparable(a, b *slot) bool {
	return a.named && b.named || !a.named && !b.named && x.sort(a) != verbTag && x.sort(a) == x.sort(b) ||
		x.said.subjectLike(a.first) && x.said.subjectLike(b.first)
}

func (x *comparison) crossing(a, b *slot, in, at []domain) bool {
	var crossed, straight [3]float64
	for i, same := range x.same {
		own := in[i]
		if len(same) == 0 || own != ofFirst && own != ofSecond || x.said.beside(i, a.first) || x.said.beside(i, b.first) {
			continue
		}
		var found domain
		for _, j := range same {
			if at[j] == ofNeither {
				found = ofBoth
			}
			found |= at[j]
		}
		switch {
		case found == own:
			straight[own] += x.heft(i)
		case found != ofBoth:
			crossed[own] += x.heft(i)
		}
	}
	return min(crossed[ofFirst], crossed[ofSecond]) >= crossedWeight && straight[ofFirst] <= straightShare*crossed[ofFirst] && straight[ofSecond] <= straightShare*crossed[ofSecond]
}

// leads reports whether the i-th word stands before the verb of its stretch.
func (r *analysis) leads(stretch []int, i int) bool {
	if r.subjectLike(i) {
		return i+leastStretch < len(stretch) && stretch[i+leastStretch] == stretch[i]
	}
	for j := i - 1; j >= 0 && stretch[j] == stretch[i]; j-- {
		if r.tag(j) == verbTag || r.tag(j) == auxiliaryTag {
			return false
		}
	}
	for j := i + 1; j < len(stretch) && stretch[j] == stretch[i]; j++ {
		if c, ok := r.chunk(j); ok && c.kind == verbChunk && !c.infinitive && c.form != gerund {
			return true
		}
	}
	return false
}

// leastStretch is how many words follow a subject at least.
const leastStretch = 4

// subjectLike reports whether a stretch begins with the word, whatever it is.
func (r *analysis) subjectLike(i int) bool {
	return i == 0 || r.tag(i-1) == subordinatorTag
}
