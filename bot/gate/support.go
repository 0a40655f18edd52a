package gate

import "footnote/bot/wordnet"

// The weights of a logistic regression that tells statements that passages bear
// out from invented ones and from those of other passages, fitted on some 600
// statements written by hand.
const (
	bias          = -10.6
	coveredWeight = 4.0
	shortWeight   = 4.2
	longWeight    = 6.9
	nounsWeight   = 4.5
	missingWeight = -0.7
	// The lengths of the windows, in words that weigh.
	shortWindow = 4
	longWindow  = 6
	// nounPrior keeps statements of few nouns from extremes.
	nounPrior = 1
	// counterpart is the least credit of a word that is not missing.
	counterpart = 0.5
)

// support tells how well the words of a statement are covered by its evidence:
// above 0 well enough. An invented piece shows as a stretch of words that no
// sentence holds, and by nouns that stand nowhere; a paraphrase misses words here
// and there, and verbs more than nouns.
func (c *Checker) support(s *statement, e evidence, a alignment) float64 {
	covered, nouns, found, missing := 0.0, 0.0, 0.0, 0.0
	for _, i := range s.content {
		w := s.weights[i]
		covered += w * a.credit[i]
		if !c.noun(s.words[i]) {
			continue
		}
		nouns += w
		found += w * a.credit[i]
		if a.credit[i] < counterpart {
			missing += w
		}
	}
	by := make([][]float64, len(e.sources))
	for k, source := range e.sources {
		by[k] = c.cover(s, source)
	}
	return bias + coveredWeight*covered/s.weight + nounsWeight*(found+nounPrior)/(nouns+nounPrior) + missingWeight*missing +
		shortWeight*worstWindow(s, by, shortWindow) + longWeight*worstWindow(s, by, longWindow)
}

// noun reports whether the word can only be a noun, such as "frontier", unlike
// "police".
func (c *Checker) noun(w word) bool {
	if c.gate.thesaurus == nil || w.language != "en" {
		return false
	}
	parts := c.gate.thesaurus.Parts(w.lower)
	return parts&wordnet.Noun != 0 && parts&(wordnet.Verb|wordnet.Adverb) == 0
}

// worstWindow is the least share of n words in a row that a sentence holds, or
// one sentence their beginning and another their end.
func worstWindow(s *statement, by [][]float64, n int) float64 {
	n = min(n, len(s.content))
	worst := 1.0
	for i := 0; i+n <= len(s.content); i++ {
		worst = min(worst, windowShare(s, s.content[i:i+n], by))
	}
	return worst
}

func windowShare(s *statement, window []int, by [][]float64) float64 {
	total := 0.0
	for _, k := range window {
		total += s.weights[k]
	}
	// heads[i] and tails[i] are the most that one sentence holds of the words
	// before the i-th, and from it on.
	heads, tails := make([]float64, len(window)+1), make([]float64, len(window)+1)
	for _, credit := range by {
		sum := 0.0
		for i, k := range window {
			sum += s.weights[k] * credit[k]
			heads[i+1] = max(heads[i+1], sum)
		}
		sum = 0
		for i := len(window) - 1; i >= 0; i-- {
			sum += s.weights[window[i]] * credit[window[i]]
			tails[i] = max(tails[i], sum)
		}
	}
	best := 0.0
	for i := range heads {
		best = max(best, heads[i]+tails[i])
	}
	return best / total
}
