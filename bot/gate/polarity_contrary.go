package gate

import (
	"fmt"
	"slices"
	"strings"
)

// A pole is a word on a scale of contraries.
type pole struct {
	word  int
	scale string
	// side is '+' or '-'.
	side byte
}

// readPoles finds the words of a text that have a contrary in the lists.
func readPoles(tokens []token) []pole {
	var found []pole
	for _, t := range tokens {
		for _, p := range t.entries {
			if p.class == "contrary" && len(p.rest) == 0 && t.word >= 0 {
				last := len(p.value) - 1
				found = append(found, pole{t.word, p.value[:last], p.value[last]})
			}
		}
	}
	return found
}

// contrary tells of a word of the statement that stands where the evidence has
// its contrary.
func (p polarizer) contrary(b binder) string {
	for k, a := range p.s.poles {
		for _, o := range p.e.poles {
			if o.scale != a.scale || o.side == a.side || p.s.denied(a.word) != p.e.denied(o.word) {
				continue
			}
			if a.scale[0] != '~' && p.held(a.word, o.word) || p.strays(a.word, o.word) {
				continue
			}
			if p.gain(b, k, o) > leastContrary && !(a.scale[0] == '~' && b.turned(a.word, o.word)) {
				return fmt.Sprintf("the evidence says %q where the statement says %q", p.e.words[o.word].surface, p.s.words[a.word].surface)
			}
		}
	}
	return p.antonym(b)
}

// strays reports whether another sentence of the evidence than that of a word
// tells what the statement says around its contrary.
func (p polarizer) strays(said, other int) bool {
	at := p.best(said)
	return at >= 0 && at != p.e.words[other].sentence
}

// best is the sentence of the evidence that holds most of the words of the
// statement around one in its clause; -1 for none.
func (p polarizer) best(word int) int {
	held := map[int]int{}
	sentence := -1
	for i := max(0, word-nearWords); i <= word+nearWords && i < len(p.to); i++ {
		if j := p.to[i]; j >= 0 && p.s.clauses[i] == p.s.clauses[word] {
			held[p.e.words[j].sentence]++
		}
	}
	for at, n := range held {
		if n > held[sentence] || n == held[sentence] && at < sentence {
			sentence = at
		}
	}
	return sentence
}

// held reports whether the sentence of a word of the evidence has a counterpart
// of the statement's word itself, so that nothing stands in its place. Where both
// texts have both contraries, they may still have changed places.
func (p polarizer) held(said, other int) bool {
	j := p.to[said]
	if j < 0 || p.e.words[j].sentence != p.e.words[other].sentence {
		return false
	}
	return p.from[other] < 0 || !p.e.pole(j)
}

// pole reports whether a word is on a scale of contraries.
func (f *facts) pole(word int) bool {
	return slices.ContainsFunc(f.poles, func(p pole) bool { return p.word == word })
}

// leastContrary is how much closer to the words around a word its contrary must
// stand than the word itself.
const leastContrary = 0.1

// gain tells how much better the words around the k-th pole of the statement
// fit its contrary o in the evidence than what is on its own side there.
func (p polarizer) gain(b binder, k int, o pole) float64 {
	a := p.s.poles[k]
	gain := b.closeness(stretch{a.word, a.word}, stretch{o.word, o.word}) - p.own(b, a, a)
	best := 0.0
	for _, c := range p.s.poles {
		if c.scale == o.scale && c.side == o.side {
			at := stretch{c.word, c.word}
			best = max(best, b.closeness(at, stretch{o.word, o.word})-p.own(b, c, a))
		}
	}
	return gain - best
}

// own is how well the words around a pole of the statement fit what the
// evidence has on the side of another.
func (p polarizer) own(b binder, a, side pole) float64 {
	best := 0.0
	for _, o := range p.e.poles {
		if o.scale == side.scale && o.side == side.side && !p.e.denied(o.word) {
			best = max(best, b.closeness(stretch{a.word, a.word}, stretch{o.word, o.word}))
		}
	}
	if a.word != side.word {
		return best
	}
	for j, w := range p.e.words {
		if w.term == p.s.words[a.word].term {
			best = max(best, b.closeness(stretch{a.word, a.word}, stretch{j, j}))
		}
	}
	return best
}

// antonym is contrary for words that differ by a beginning such as un-. Where the
// evidence has both, the one that more of the same words stand around counts.
func (p polarizer) antonym(b binder) string {
	for i, w := range p.s.words {
		if w.stop {
			continue
		}
		for j, v := range p.e.words {
			if v.stop || p.from[j] >= 0 || !prefixed(w.lower, v.lower) && !prefixed(v.lower, w.lower) || p.s.denied(i) != p.e.denied(j) {
				continue
			}
			if own := p.to[i]; own >= 0 && p.near(i, j) <= p.near(i, own)+1 || own < 0 && len(b.at[i]) > 0 {
				continue
			}
			if b.closeness(stretch{i, i}, stretch{j, j}) > leastContrary {
				return fmt.Sprintf("the evidence says %q where the statement says %q", v.surface, w.surface)
			}
		}
	}
	return ""
}

// prefixed reports whether a is b with a negative beginning.
func prefixed(a, b string) bool {
	if len(a) <= len(b) || len(b) < 4 || !strings.HasSuffix(a, b) {
		return false
	}
	switch a[:len(a)-len(b)] {
	case "un", "in", "im", "il", "ir", "non", "dis", "mis", "anti", "counter":
		return true
	}
	return false
}

// denied reports whether a negation stands before the word that denies it.
func (f *facts) denied(word int) bool {
	for _, n := range f.negations {
		if n.strength < middle {
			continue
		}
		for _, w := range n.scope[:min(2, len(n.scope))] {
			if w == word {
				return true
			}
		}
		if at := n.word; at >= 0 && at < word && word-at <= 2 && f.clauses[at] == f.clauses[word] {
			return true
		}
	}
	return false
}

// turned reports whether the words on the sides of two others are exchanged, as
// in "A before B" and "B after A".
func (b binder) turned(a, o int) bool {
	same, other := 0, 0
	for i, places := range b.at {
		if i == a || abs(i-a) > 6 {
			continue
		}
		for _, j := range places {
			if j == o || abs(j-o) > 8 || b.e.words[j].sentence != b.e.words[o].sentence {
				continue
			}
			if (i < a) == (j < o) {
				same++
			} else {
				other++
			}
		}
	}
	return other >= same
}
