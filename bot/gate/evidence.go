package gate

import "slices"

// A choice is the sentences that cover a statement best.
type choice struct {
	sources []*source
	// share is how much of the statement they cover by the stems of words.
	share float64
}

const (
	// maxSentences is how many sentences prove a statement at most.
	maxSentences = 3
	// leastGain is the least share of a statement that a further sentence must
	// add.
	leastGain1 = 0.06
)

var leastGain = 0.06

// choose picks the sentences of the passages that cover the statement best: the
// best one, and up to two more that add to it.
func (c *Checker) choose(s *statement, passages []int) choice {
	var all []*source
	var credits [][]float64
	for _, i := range passages {
		for j := range c.sources[i] {
			all = append(all, &c.sources[i][j])
			credits = append(credits, c.cover(s, &c.sources[i][j]))
		}
	}
	covered := make([]float64, len(s.words))
	var chosen choice
	for len(chosen.sources) < maxSentences {
		best, most := -1, 0.0
		for k := range all {
			gain := 0.0
			for i, credit := range credits[k] {
				gain += s.weights[i] * max(0, credit-covered[i])
			}
			gain = gain / s.weight
			if n := len(chosen.sources); n > 0 && beside(chosen.sources, all[k]) {
				gain *= 1.2
			}
			if gain > most {
				best, most = k, gain
			}
		}
		if best < 0 || most < leastGain {
			break
		}
		for i, credit := range credits[best] {
			covered[i] = max(covered[i], credit)
		}
		chosen.sources = append(chosen.sources, all[best])
		chosen.share += most
	}
	return chosen
}

// beside reports whether the sentence stands next to one that is chosen.
func beside(chosen []*source, s *source) bool {
	return slices.ContainsFunc(chosen, func(o *source) bool {
		return o.passage == s.passage && abs(o.number-s.number) == 1
	})
}

// cover tells how much of each word of the statement a sentence holds.
func (c *Checker) cover(s *statement, source *source) []float64 {
	credit := make([]float64, len(s.words))
	for i, w := range s.words {
		if s.weights[i] == 0 {
			continue
		}
		if source.terms[w.term] {
			credit[i] = 1
			continue
		}
		for _, v := range source.text.words {
			if !v.stop && !w.stop {
				credit[i] = max(credit[i], credits(c.relate(w, v)))
			}
		}
	}
	return credit
}
