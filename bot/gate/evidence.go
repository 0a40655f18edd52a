package gate

import "slices"

// A choice is the sentences that cover a statement best.
type choice struct {
	sources []*source
	// share is how much of the statement they cover by the stems of words.
	share float64
}

const (
	// maxSentences is how many sentences prove a statement at most, and
	// fewSentences how many need not add much.
	maxSentences = 5
	fewSentences = 3
	// leastGain is the least share of a statement that a further sentence must
	// add, and muchGain that of those beyond fewSentences, as in a list.
	leastGain = 0.06
	muchGain  = 0.1
	// besideGain is what a sentence gains by standing next to one that is
	// chosen.
	besideGain = 1.2
)

// choose picks the sentences of the passages that cover the statement best: the
// best one, and those that add to it.
func (c *Checker) choose(s *statement, passages []int) choice {
	var all []*source
	for _, i := range passages {
		for j := range c.sources[i] {
			if !c.sources[i][j].instructs {
				all = append(all, &c.sources[i][j])
			}
		}
	}
	covered := make([]float64, len(s.words))
	var chosen choice
	for len(chosen.sources) < maxSentences {
		best, most := c.next(s, all, chosen.sources, covered)
		if best == nil || most < leastGain || len(chosen.sources) >= fewSentences && most < muchGain {
			break
		}
		for i, credit := range c.cover(s, best) {
			covered[i] = max(covered[i], credit)
		}
		chosen.sources = append(chosen.sources, best)
		chosen.share += most
	}
	return chosen
}

// next is the sentence that adds most to what is covered, and how much.
func (c *Checker) next(s *statement, all, chosen []*source, covered []float64) (best *source, most float64) {
	for _, source := range all {
		gain := 0.0
		for i, credit := range c.cover(s, source) {
			gain += s.pulls[i] * max(0, credit-covered[i])
		}
		gain /= s.weight
		if beside(chosen, source) {
			gain *= besideGain
		}
		if gain > most {
			best, most = source, gain
		}
	}
	return best, most
}

// beside reports whether the sentence stands next to one that is chosen.
func beside(chosen []*source, s *source) bool {
	return slices.ContainsFunc(chosen, func(o *source) bool {
		return o.passage == s.passage && abs(o.number-s.number) == 1
	})
}

// cover tells how much of each word of the statement a sentence holds.
func (c *Checker) cover(s *statement, source *source) []float64 {
	if credit, ok := s.covers[source]; ok {
		return credit
	}
	credit := make([]float64, len(s.words))
	for i, w := range s.words {
		if s.pulls[i] == 0 {
			continue
		}
		if source.terms[w.term] {
			credit[i] = 1
			continue
		}
		if s.numeral(i) {
			continue // no other word means the same
		}
		for _, v := range source.words {
			if !v.stop {
				credit[i] = max(credit[i], credits(c.relate(w, v)))
			}
		}
	}
	s.covers[source] = credit
	return credit
}

// held is the share of the statement that the sentences hold together.
func (c *Checker) held(s *statement, sources []*source) float64 {
	sum := 0.0
	for _, i := range s.content {
		best := 0.0
		for _, o := range sources {
			best = max(best, c.cover(s, o)[i])
		}
		sum += s.weights[i] * best
	}
	return sum / s.weight
}
