package gate

import (
	"math"
	"slices"

	"footnote/bot/wordnet"
)

// A coverage is what is seen of how evidence covers a statement.
type coverage struct {
	// all is the share of the words that have a counterpart, by their weights,
	// nouns the same of the words that can only be nouns.
	all, nouns float64
	// weight is that of all words: a short statement fits by chance.
	weight float64
	// words counts the words that weigh.
	words int
	// poorest is the least share of window words in a row that a sentence
	// holds, and contrast how much of the others stands in the evidence word for
	// word, times what the poorest lack: who keeps to the text everywhere else
	// did not find that piece there.
	poorest, contrast float64
	// lacking is the weight of what no sentence holds of the poorest clause.
	lacking float64
}

const (
	// window is a number of words that weigh.
	window = 6
	// nounPrior keeps statements of few nouns from extremes.
	nounPrior = 1
	// Statements of no more than fewWords fit by chance, and must be covered
	// to fewCovered.
	fewWords   = 3
	fewCovered = 0.9
)

// support is above 0 for a statement that is covered well enough. Its weights
// are those of a logistic regression that tells statements that passages bear out
// from invented ones and from those of other passages, fitted on some 1,100
// statements written by hand and 1,100 sentences of paragraphs beside theirs.
func (v coverage) support() float64 {
	if v.words <= fewWords && v.all < fewCovered {
		return -1
	}
	return -8.1 + 3.9*v.all + 3.2*v.nouns + 3.9*v.poorest - 5*v.contrast - 0.53*v.lacking + 1.7*math.Log(1+v.weight)
}

// coverage looks how the words of a statement are covered by its evidence. An
// invented piece shows as a stretch of words that no sentence holds, and by nouns
// that stand nowhere; a paraphrase misses words here and there, and verbs more
// than nouns.
func (c *Checker) coverage(s *statement, e evidence, a alignment) coverage {
	v := coverage{weight: s.weight, words: len(s.content)}
	nouns := 0.0
	for _, i := range s.content {
		w := s.weights[i]
		v.all += w * a.credit[i] / s.weight
		if !c.noun(s.words[i]) {
			continue
		}
		nouns += w
		v.nouns += w * a.credit[i]
	}
	v.nouns = (v.nouns + nounPrior) / (nouns + nounPrior)
	if c.gate.thesaurus == nil || s.language != "en" {
		v.nouns = v.all // nothing tells nouns there
	}
	by := c.within(s, e)
	at := 0
	v.poorest, at = poorestWindow(s, by)
	v.contrast = (1 - v.poorest) * keptBeside(s, a, at)
	for _, clause := range c.clauses(s) {
		v.lacking = max(v.lacking, weightOf(s, clause)*(1-windowShare(s, clause, by)))
	}
	return v
}

// aroundCredit is what a word is worth that stands in the title, the heading or
// another sentence of the passage.
const aroundCredit = 0.6

// around reports whether a word stands somewhere in the passage, its title or
// heading.
func (c *Checker) around(w word, passage int) bool {
	return slices.ContainsFunc(c.contexts[passage].words, func(v word) bool { return v.term == w.term }) ||
		slices.ContainsFunc(c.sources[passage], func(o source) bool { return o.terms[w.term] })
}

// within tells for each sentence of the evidence how much of each word of the
// statement it holds, with credit for what stands around it.
func (c *Checker) within(s *statement, e evidence) [][]float64 {
	by := make([][]float64, len(e.sources))
	for k, source := range e.sources {
		by[k] = slices.Clone(c.cover(s, source))
		for _, i := range s.content {
			if by[k][i] < aroundCredit && c.around(s.words[i], source.passage) {
				by[k][i] = aroundCredit
			}
		}
	}
	return by
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

// poorestWindow is the least share of words in a row that a sentence holds, or
// one sentence their beginning and another their end, and where they begin.
func poorestWindow(s *statement, by [][]float64) (least float64, at int) {
	n := min(window, len(s.content))
	least = 1
	for i := 0; i+n <= len(s.content); i++ {
		if share := windowShare(s, s.content[i:i+n], by); share < least {
			least, at = share, i
		}
	}
	return least, at
}

// keptBeside is how much of the statement outside the window at a place stands
// in the evidence word for word.
func keptBeside(s *statement, a alignment, at int) float64 {
	kept, all := 0.5, 1.0 // as if one word more were half kept
	for k, i := range s.content {
		if k >= at && k < at+window {
			continue
		}
		all += s.weights[i]
		if a.credit[i] == 1 {
			kept += s.weights[i]
		}
	}
	return kept / all
}

func weightOf(s *statement, words []int) float64 {
	sum := 0.0
	for _, i := range words {
		sum += s.weights[i]
	}
	return sum
}

// windowShare is the share of the words that a sentence holds, or one sentence
// their beginning and another their end.
func windowShare(s *statement, window []int, by [][]float64) float64 {
	total := weightOf(s, window)
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
