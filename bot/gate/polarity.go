package gate

import (
	"fmt"
	"slices"
	"strings"
)

// A polarizer compares what two texts deny.
type polarizer struct {
	s, e *facts
	// to and from are the pairs of words that surely mean the same.
	to, from []int
	relate   func(a, b word) Relation
	// Negations that have their counterpart are spent, by the word they are.
	spentS, spentE []bool
}

// checkPolarity tells of a negation that only one of the texts has, over words
// that both have, and of words turned into their contrary.
func checkPolarity(s, e *facts, aligned []int, relate func(a, b word) Relation) string {
	p := polarizer{s: s, e: e, relate: relate, to: surePairs(s, e, aligned, relate)}
	p.from = inverse(p.to, len(e.words))
	p.spend()
	if reason := p.dropped(); reason != "" {
		return reason
	}
	if reason := p.added(); reason != "" {
		return reason
	}
	return p.contrary(newBinder(s, e, aligned))
}

// surePairs leaves of an alignment the pairs that surely mean the same.
func surePairs(s, e *facts, aligned []int, relate func(a, b word) Relation) []int {
	to := make([]int, len(s.words))
	for i, j := range aligned {
		to[i] = -1
		if j >= 0 && !s.words[i].stop && relate(s.words[i], e.words[j]) >= Synonym {
			to[i] = j
		}
	}
	return to
}

// spend pairs the negations that deny the same, and the negative words that
// stand in both texts.
func (p *polarizer) spend() {
	p.spentS, p.spentE = make([]bool, len(p.s.words)), make([]bool, len(p.e.words))
	for i, j := range p.to {
		if j >= 0 {
			p.spentS[i], p.spentE[j] = true, true
		}
	}
	for _, n := range p.s.negations {
		at := n.word
		if at < 0 || p.spentS[at] {
			continue
		}
		for _, m := range p.e.negations {
			if n.strength == weak && m.word >= 0 && p.s.words[at].lower == p.e.words[m.word].lower {
				p.spentS[at], p.spentE[m.word] = true, true
			}
			if n.strength <= weak {
				continue
			}
			held := m.word
			if m.strength > weak && held >= 0 && !p.spentE[held] && p.sameHead(n, m) {
				p.spentS[at], p.spentE[held] = true, true
				break
			}
		}
	}
}

// sameHead reports whether two negations deny the same word first of all.
func (p *polarizer) sameHead(n, m cue) bool {
	if len(n.scope) == 0 || len(m.scope) == 0 {
		return false
	}
	return p.to[n.scope[0]] == m.scope[0] || slices.Contains(m.scope, p.to[n.scope[0]]) || slices.Contains(n.scope, p.from[m.scope[0]])
}

// dropped tells of a negation of the evidence that the statement lacks.
func (p polarizer) dropped() string {
	for k, n := range p.e.negations {
		if shared := p.open(n, p.from, p.spentE); len(shared) > 0 && !p.s.denies(shared, p.spentS, weak) {
			return fmt.Sprintf("the evidence says %s, which the statement leaves out", p.e.cueText(p.e.negations[k]))
		}
	}
	return ""
}

// added tells of a negation of the statement that the evidence lacks.
func (p polarizer) added() string {
	for _, n := range p.s.negations {
		if shared := p.open(n, p.to, p.spentS); len(shared) > 0 && !p.e.denies(shared, p.spentE, p.s.leastFor(n)) {
			return fmt.Sprintf("the statement says %s, which the evidence does not", p.s.cueText(n))
		}
	}
	return ""
}

// open lists the counterparts of what a cue touches, if it asks for a
// counterpart in the other text.
func (p polarizer) open(n cue, to []int, spent []bool) []int {
	if n.strength <= weak || len(n.scope) == 0 {
		return nil
	}
	if at := n.word; at < 0 || spent[at] {
		return nil
	}
	shared := sharedWords(n.scope, to)
	if to[n.scope[0]] < 0 && !n.loose && (len(shared) < 2 || n.strength == middle) {
		return nil
	}
	return shared
}

// leastFor tells which cues can stand for a negation of the statement: what is
// at the peak only for "no other", and not for "is not".
func (f *facts) leastFor(n cue) strength {
	switch f.tokens[n.first].lower {
	case "no", "none", "nobody", "nothing", "never", "nowhere", "neither":
		return peak
	}
	return weak
}

// inverse turns an alignment around; -1 stands for none.
func inverse(aligned []int, n int) []int {
	from := make([]int, n)
	for j := range from {
		from[j] = -1
	}
	for i, j := range aligned {
		if j >= 0 {
			from[j] = i
		}
	}
	return from
}

// sharedWords lists the counterparts of the words that have one.
func sharedWords(words, to []int) []int {
	var shared []int
	for _, w := range words {
		if to[w] >= 0 {
			shared = append(shared, to[w])
		}
	}
	return shared
}

// denies reports whether the text has a negation that is not spent, in the
// clause of one of the words or near it.
func (f *facts) denies(words []int, spent []bool, least strength) bool {
	for _, n := range f.negations {
		at := n.word
		if at < 0 || n.strength > peak && spent[at] || n.strength < least {
			continue
		}
		near := nearWords
		if n.strength <= weak {
			near = nearWeak
		}
		for _, w := range words {
			if f.words[at].sentence == f.words[w].sentence && (abs(at-w) <= near || f.clauses[w] == f.clauses[at]) {
				return true
			}
		}
	}
	for _, w := range words {
		for k := max(0, w-nearWeak); k <= w+nearWeak && k < len(f.words); k++ {
			if !spent[k] && f.words[k].sentence == f.words[w].sentence && negativeForm(f.words[k].lower) {
				return true
			}
		}
	}
	return false
}

// A negation may stand nearWords from the word that it denies, a weak one
// nearWeak.
const (
	nearWords = 8
	nearWeak  = 5
)

// negativeForm reports whether a word of English denies by its beginning or its
// ending, such as "unable" and "useless".
func negativeForm(w string) bool {
	for _, prefix := range [...]string{"un", "non", "in", "im", "il", "ir", "dis", "mis", "anti"} {
		if len(w) > len(prefix)+3 && strings.HasPrefix(w, prefix) && !falsePrefix(w) {
			return true
		}
	}
	return strings.HasSuffix(w, "less") && len(w) > 6
}

// falsePrefix tells words that only look as if they denied.
func falsePrefix(w string) bool {
	for _, begin := range [...]string{"under", "uni", "unt", "inte", "inf", "ini", "inc", "ind", "ins", "inv", "inn", "inh", "ing", "inq", "insi", "imp", "imm", "ima", "ill", "iri", "iro", "disc", "dist", "displ", "dise", "disi", "miss", "mist", "antic", "antiq"} {
		if strings.HasPrefix(w, begin) {
			return true
		}
	}
	return false
}
