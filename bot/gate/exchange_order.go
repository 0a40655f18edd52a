package gate

import (
	"fmt"
	"slices"
)

// outOfOrder tells of two words that changed places in a statement that is
// otherwise the evidence word by word. It needs no grammar, so it serves
// languages that none is known of.
func (c *Checker) outOfOrder(s *statement, e evidence, a alignment) string {
	for i := range s.words {
		if a.to[i] < 0 || a.credit[i] < 1 {
			return ""
		}
	}
	order := slices.Clone(a.to)
	if slices.IsSorted(order) {
		return ""
	}
	for i := range order {
		for j := i + 2; j < len(order); j++ {
			if s.words[i].stop || s.words[j].stop || !c.dividedBy(s, i, j) {
				continue
			}
			order[i], order[j] = order[j], order[i]
			sorted := slices.IsSorted(order)
			order[i], order[j] = order[j], order[i]
			if sorted {
				return fmt.Sprintf("the passage has %s where this says %s", s.words[j].surface, s.words[i].surface)
			}
		}
	}
	return ""
}

// dividedBy reports whether a word that weighs stands between the two: members
// of a list may stand in any order.
func (c *Checker) dividedBy(s *statement, i, j int) bool {
	return slices.ContainsFunc(s.words[i+1:j], func(w word) bool { return !w.stop })
}
