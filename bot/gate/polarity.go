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
	p := newPolarizer(s, e, aligned, relate)
	if reason := p.dropped(); reason != "" {
		return reason
	}
	if reason := p.added(); reason != "" {
		return reason
	}
	return p.contrary(newBinder(s, e, aligned))
}

func newPolarizer(s, e *facts, aligned []int, relate func(a, b word) Relation) polarizer {
	p := polarizer{s: s, e: e, relate: relate, to: surePairs(s, e, aligned, relate)}
	p.from = inverse(p.to, len(e.words))
	p.spend()
	return p
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

// sameHead reports whether one of two negations denies what the other does first
// of all.
func (p *polarizer) sameHead(n, m cue) bool {
	return len(n.scope) > 0 && p.e.reaches(m, p.to[n.scope[0]]) || len(m.scope) > 0 && p.s.reaches(n, p.from[m.scope[0]])
}

// astray reports whether a negation denies something else than m, one of the
// other text f: what it touches has its counterparts outside of what m touches.
func astray(n, m cue, to []int, f *facts) bool {
	if n.strength <= weak || len(n.scope) == 0 || f.reaches(m, to[n.scope[0]]) {
		return false
	}
	in, out := 0, 0
	for _, w := range n.scope {
		switch {
		case to[w] < 0:
		case f.reaches(m, to[w]):
			in++
		default:
			out++
		}
	}
	return out > in
}

// reaches reports whether a negation touches a word: one behind it in its clause.
func (f *facts) reaches(m cue, word int) bool {
	if word < 0 || slices.Contains(m.scope, word) {
		return word >= 0
	}
	return m.word >= 0 && m.word < word && f.clauses[m.word] == f.clauses[word]
}

// dropped tells of a negation of the evidence that the statement lacks.
func (p polarizer) dropped() string {
	for _, m := range p.e.negations {
		head, ok := open(m, p.from, p.spentE)
		if !ok || p.affirmed(p.e, head, m.scope[0]) || !told(p.e, m, p.from, p.s.words[head].sentence, p.s) || m.strength == middle && p.s.hedged(head) {
			continue
		}
		if !p.s.denies(head, p.spentS, p.e.leastFor(m), func(n cue) bool { return !astray(n, m, p.to, p.e) }) {
			return fmt.Sprintf("the evidence says %s, which the statement leaves out", p.e.cueText(m))
		}
	}
	return ""
}

// added tells of a negation of the statement that the evidence lacks.
func (p polarizer) added() string {
	for _, n := range p.s.negations {
		head, ok := open(n, p.to, p.spentS)
		if !ok || !told(p.s, n, p.to, p.e.words[head].sentence, p.e) {
			continue
		}
		answers := func(m cue) bool { return !astray(m, n, p.from, p.s) }
		if !slices.ContainsFunc(p.places(n.scope[0], head), func(j int) bool { return p.e.denies(j, p.spentE, p.s.leastFor(n), answers) }) {
			return fmt.Sprintf("the statement says %s, which the evidence does not", p.s.cueText(n))
		}
	}
	return ""
}

// open returns the counterpart of the word that a negation denies first of all,
// if it has one and the negation asks for one.
func open(n cue, to []int, spent []bool) (int, bool) {
	if n.strength <= weak || len(n.scope) == 0 || n.word < 0 || spent[n.word] {
		return 0, false
	}
	for _, w := range n.scope {
		if to[w] >= 0 {
			return to[w], true
		}
		if !n.loose {
			break
		}
	}
	return 0, false
}

// places lists where the evidence has a word of the statement.
func (p polarizer) places(word, counterpart int) []int {
	found := []int{counterpart}
	for j, v := range p.e.words {
		if j != counterpart && v.term == p.s.words[word].term {
			found = append(found, j)
		}
	}
	return found
}

// affirmed reports whether the text says of a word elsewhere what a negation
// denies at one place.
func (p polarizer) affirmed(f *facts, head, denied int) bool {
	for j, v := range f.words {
		if j != denied && v.term == f.words[denied].term && !f.denied(j) {
			return p.near(head, j) >= p.near(head, denied)
		}
	}
	return false
}

// near counts the words around a word of the statement that stand around
// another of the evidence.
func (p polarizer) near(i, j int) int {
	n := 0
	for k := max(0, i-nearWords); k < len(p.to) && k <= i+nearWords; k++ {
		if l := p.to[k]; k != i && l >= 0 && l != j && p.e.words[l].sentence == p.e.words[j].sentence && abs(l-j) <= nearWords {
			n++
		}
	}
	return n
}

// told reports whether a sentence of the other text tells of the same as a
// negation: it holds half of what stands around it.
func told(f *facts, n cue, to []int, sentence int, other *facts) bool {
	in, all := 0, 0
	for i, w := range f.words {
		if w.stop || i == n.word || abs(i-n.word) > nearWords || w.sentence != f.words[n.word].sentence {
			continue
		}
		all++
		if j := to[i]; j >= 0 && other.words[j].sentence == sentence {
			in++
		}
	}
	return 2*in >= all
}

// hedged reports whether a hedge touches a word.
func (f *facts) hedged(word int) bool {
	return slices.ContainsFunc(f.hedges, func(h cue) bool {
		return h.strength > weak && f.tokens[h.first].lower != "may" && slices.Contains(h.scope, word) // one may, by leave
	})
}

// leastFor tells which cues can stand for a negation: what is at the peak, or
// alone, only for one that leaves something out, as in "no other" and "none but".
func (f *facts) leastFor(n cue) strength {
	for at := n.first; at < len(f.tokens) && at < n.end+nearWords; at++ {
		if _, k := find(f.tokens, at, "but for"); k > 0 {
			return peak
		}
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

// denies reports whether the text has a negation that is not spent and answers
// another, in the clause of the word or near it.
func (f *facts) denies(w int, spent []bool, least strength, answers func(cue) bool) bool {
	for _, n := range f.negations {
		at := n.word
		if at < 0 || n.strength > peak && spent[at] || n.strength < least || !answers(n) {
			continue
		}
		if n.elided {
			return true
		}
		near := nearWords
		if n.strength <= weak {
			near = nearWeak
		}
		if f.words[at].sentence == f.words[w].sentence && (abs(at-w) <= near || f.clauses[w] == f.clauses[at]) {
			return true
		}
	}
	for k := max(0, w-nearWeak); k <= w+nearWeak && k < len(f.words); k++ {
		if !spent[k] && f.words[k].sentence == f.words[w].sentence && negativeForm(f.words[k].lower) {
			return true
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
	return strings.HasSuffix(w, "less") && len(w) > 6 && !strings.HasSuffix(w, "theless")
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
