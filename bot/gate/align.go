package gate

import "footnote/bot/wordnet"

// An alignment pairs the words of a statement with words of the evidence.
type alignment struct {
	// to is the index of the word of the evidence, -1 for none.
	to []int
	// credit is how surely the pair means the same, from 0 to 1.
	credit []float64
}

// credits is what a pair of words in each relation is worth.
func credits(r Relation) float64 {
	switch r {
	case Same:
		return 1
	case Derived:
		return 0.95
	case Synonym:
		return 0.85
	case Similar, DerivedSynonym:
		return 0.6
	case Broader, Narrower, Entails, EntailedBy:
		return 0.5
	}
	return 0
}

// relate tells how two words are related. What was told once is remembered,
// since the same words come again and again.
func (c *Checker) relate(a, b word) Relation {
	if a.lower == b.lower || a.term == b.term {
		return Same
	}
	if c.gate.thesaurus == nil || a.language != "en" && a.language != "" {
		return Unrelated
	}
	key := [2]string{a.lower, b.lower}
	if r, ok := c.relations[key]; ok {
		return r
	}
	r := c.look(a.lower).Relation(c.look(b.lower))
	c.relations[key] = r
	return r
}

// look prepares a word to be compared.
func (c *Checker) look(word string) *wordnet.Word {
	w := c.looked[word]
	if w == nil {
		w = c.gate.thesaurus.Look(word)
		c.looked[word] = w
	}
	return w
}

// align pairs each word of the statement with the word of the evidence that is
// closest to it in meaning; of several, with the one nearest to where the words
// beside it lead. Stop words pair with themselves only.
func (c *Checker) align(s, e text) alignment {
	a := alignment{to: make([]int, len(s.words)), credit: make([]float64, len(s.words))}
	candidates := make([][]int, len(s.words))
	for i, w := range s.words {
		a.to[i] = -1
		best := 0.0
		for j, v := range e.words {
			if w.stop != v.stop && w.lower != v.lower {
				continue
			}
			credit := 0.0
			if w.term == v.term || w.lower == v.lower {
				credit = 1
			} else if !w.stop && best < 1 {
				credit = credits(c.relate(w, v))
			}
			if credit == 0 || credit < best {
				continue
			}
			if credit > best {
				best, candidates[i] = credit, candidates[i][:0]
			}
			candidates[i] = append(candidates[i], j)
		}
		a.credit[i] = best
	}
	a.choose(candidates)
	return a
}

// choose settles words with several candidates by their neighbours: those with
// one candidate first, the others by the nearest settled word on either side.
func (a *alignment) choose(candidates [][]int) {
	for i, c := range candidates {
		if len(c) == 1 {
			a.to[i] = c[0]
		}
	}
	for i, c := range candidates {
		if len(c) < 2 {
			continue
		}
		best, least := c[0], 1<<30
		for _, j := range c {
			cost := 0
			for _, side := range []int{-1, 1} {
				for d := 1; d <= 5; d++ {
					k := i + side*d
					if k < 0 || k >= len(a.to) {
						break
					}
					if a.to[k] >= 0 {
						cost += abs(a.to[k] - j)
						break
					}
				}
			}
			if cost < least {
				best, least = j, cost
			}
		}
		a.to[i] = best
	}
}

func abs(x int) int {
	if x < 0 {
		return -x
	}
	return x
}
