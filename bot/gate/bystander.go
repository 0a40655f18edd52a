package gate

import (
	"fmt"
	"slices"
	"strings"
)

// bystander tells of a name that does not stand in the sentence that the rest
// of the statement comes from, where another stands in its place. It is for
// languages whose sentences are not analysed.
func (c *Checker) bystander(s *statement, e evidence) string {
	if s.language == "en" || s.language == "" || len(s.names) == 0 {
		return ""
	}
	core := c.core(s, e)
	if core == nil || len(core.names) == 0 {
		return ""
	}
	for _, n := range s.names {
		words := substance(s.words[n.first:n.end])
		if c.together(words, core.words) || c.together(words, c.contexts[core.passage].words) {
			continue
		}
		for _, other := range core.names {
			called := core.words[other.first:other.end]
			if said := slices.ContainsFunc(s.names, func(n name) bool { return c.together(substance(called), s.words[n.first:n.end]) }); !said {
				return fmt.Sprintf("the passage says this of %s, not of %s", strings.TrimSpace(core.raw[called[0].Start:called[len(called)-1].End]),
					strings.TrimSpace(s.raw[s.words[n.first].Start:s.words[n.end-1].End]))
			}
		}
	}
	return ""
}

// core is the sentence that holds most of the statement besides its names.
func (c *Checker) core(s *statement, e evidence) *source {
	named := make([]bool, len(s.words))
	for _, n := range s.names {
		for i := n.first; i < n.end; i++ {
			named[i] = true
		}
	}
	var best *source
	most := 0.0
	for _, o := range e.sources {
		held := 0.0
		for i, credit := range c.cover(s, o) {
			if !named[i] {
				held += s.weights[i] * credit
			}
		}
		if held > most {
			best, most = o, held
		}
	}
	return best
}

// clauseMargin is how many more words a clause about another name must share
// with the statement's clause for the names to have changed places.
const clauseMargin = 2

// changedPlaces tells of a name whose clause stands in the evidence as the
// clause of another name, in languages whose sentences are not analysed.
func (c *Checker) changedPlaces(s *statement, e evidence, a alignment) string {
	if s.language == "en" || s.language == "" {
		return ""
	}
	in, held := commaClauses(s.text), commaClauses(e.text)
	for _, n := range s.names {
		words := substance(s.words[n.first:n.end])
		shared := map[int]int{} // by clause of the evidence
		for i, j := range a.to {
			if j >= 0 && s.weights[i] > 0 && in[i] == in[n.first] && !s.inName(i) {
				shared[held[j]]++
			}
		}
		own, best, other := 0, 0, ""
		for _, m := range e.names {
			count := shared[held[m.first]]
			if c.together(words, e.words[m.first:m.end]) {
				own = max(own, count)
			} else if count > best {
				best, other = count, strings.TrimSpace(e.raw[e.words[m.first].Start:e.words[m.end-1].End])
			}
		}
		if own > 0 || best < clauseMargin+own || !c.together(words, e.words) {
			continue
		}
		return fmt.Sprintf("the passage says this of %s, not of %s", other, strings.TrimSpace(s.raw[s.words[n.first].Start:s.words[n.end-1].End]))
	}
	return ""
}

// inName reports whether the i-th word belongs to a name.
func (s *statement) inName(i int) bool {
	return slices.ContainsFunc(s.names, func(n name) bool { return i >= n.first && i < n.end })
}

// commaClauses numbers the clauses that the words stand in, as commas and
// sentences part them.
func commaClauses(t text) []int {
	clauses := make([]int, len(t.words))
	for i := 1; i < len(t.words); i++ {
		clauses[i] = clauses[i-1]
		if strings.ContainsAny(t.between(i-1), ",;:()—.!?\n") {
			clauses[i]++
		}
	}
	return clauses
}
