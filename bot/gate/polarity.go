package gate

import (
	"fmt"
	"slices"
	"strings"
)

// strength tells what a negation asks of the other text.
type strength uint8

const (
	peak   strength = iota // "no other is larger" denies what "the largest" says
	weak                   // serves as a counterpart only
	middle                 // needs a counterpart when what it denies is shared
	strong                 // needs a counterpart
)

// A negation is a word or phrase that denies what stands behind it.
type negation struct {
	strength   strength
	first, end int // the tokens [first, end)
	clause     int
	// scope are the content words that it denies, the first most of all.
	scope []int
}

// scopeWords is how many content words a negation denies at most.
const scopeWords = 4

// readNegations finds the negations of a text.
func readNegations(tokens []token, t text) []negation {
	var found []negation
	for i := 0; i < len(tokens); i++ {
		if _, n := find(tokens, i, "plain"); n > 0 {
			i += n - 1
			continue
		}
		n, ok := negationAt(tokens, i)
		if !ok {
			continue
		}
		n.clause = tokens[i].clause
		n.scope = scopeOf(tokens, t, n)
		found = append(found, n)
		i = n.end - 1
	}
	return found
}

func negationAt(tokens []token, i int) (negation, bool) {
	for _, class := range [...]struct {
		name     string
		strength strength
	}{{"strong", strong}, {"middle", middle}, {"weak", weak}, {"peak", peak}} {
		if _, n := find(tokens, i, class.name); n > 0 {
			return negation{strength: class.strength, first: i, end: i + n}, true
		}
	}
	if strings.HasSuffix(tokens[i].lower, "n't") {
		return negation{strength: strong, first: i, end: i + 1}, true
	}
	return negation{}, false
}

// scopeOf lists the content words behind a negation in its clause. What is not
// possible or absent is denied by the word itself.
func scopeOf(tokens []token, t text, n negation) []int {
	var scope []int
	for _, k := range tokens[n.end:] {
		if k.clause != n.clause || len(scope) == scopeWords {
			break
		}
		if k.word < 0 || t.words[k.word].stop || len(scope) > 0 && scope[len(scope)-1] == k.word {
			continue
		}
		scope = append(scope, k.word)
	}
	return scope
}

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
	p := polarizer{s: s, e: e, relate: relate, to: make([]int, len(s.words))}
	for i, j := range aligned {
		p.to[i] = -1
		if j >= 0 && !s.words[i].stop && relate(s.words[i], e.words[j]) >= Synonym {
			p.to[i] = j
		}
	}
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
		at := p.s.wordOf(n)
		if n.strength <= weak || at < 0 || p.spentS[at] {
			continue
		}
		for _, m := range p.e.negations {
			held := p.e.wordOf(m)
			if m.strength > weak && held >= 0 && !p.spentE[held] && p.sameHead(n, m) {
				p.spentS[at], p.spentE[held] = true, true
				break
			}
		}
	}
}

// sameHead reports whether two negations deny the same word first of all.
func (p *polarizer) sameHead(n, m negation) bool {
	if len(n.scope) == 0 || len(m.scope) == 0 {
		return false
	}
	return p.to[n.scope[0]] == m.scope[0] || slices.Contains(m.scope, p.to[n.scope[0]]) || slices.Contains(n.scope, p.from[m.scope[0]])
}

// dropped tells of a negation of the evidence that the statement lacks.
func (p polarizer) dropped() string {
	for k, n := range p.e.negations {
		if shared := p.open(p.e, n, p.from, p.spentE); len(shared) > 0 && !p.s.denies(shared, p.spentS, weak) {
			return fmt.Sprintf("the evidence says %s, which the statement leaves out", quotedTokens(p.e, p.e.negations[k]))
		}
	}
	return ""
}

// added tells of a negation of the statement that the evidence lacks.
func (p polarizer) added() string {
	for _, n := range p.s.negations {
		if shared := p.open(p.s, n, p.to, p.spentS); len(shared) > 0 && !p.e.denies(shared, p.spentE, peak) {
			return fmt.Sprintf("the statement says %s, which the evidence does not", quotedTokens(p.s, n))
		}
	}
	return ""
}

// open lists the counterparts of what a negation of f denies, if it asks for a
// negation in the other text.
func (p polarizer) open(f *facts, n negation, to []int, spent []bool) []int {
	if n.strength <= weak || len(n.scope) == 0 {
		return nil
	}
	if at := f.wordOf(n); at < 0 || spent[at] {
		return nil
	}
	shared := sharedWords(n.scope, to)
	if to[n.scope[0]] < 0 && (len(shared) < 2 || n.strength == middle) {
		return nil
	}
	return shared
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
		at := f.wordOf(n)
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

// wordOf is the first word of a negation, -1 if it has none.
func (f *facts) wordOf(n negation) int {
	for _, t := range f.tokens[n.first:n.end] {
		if t.word >= 0 {
			return t.word
		}
	}
	return -1
}

func quotedTokens(f *facts, n negation) string {
	end := n.end
	if end < len(f.tokens) && f.tokens[end].clause == n.clause {
		end++
	}
	return "\"" + strings.Join(strings.Fields(f.raw[f.tokens[n.first].Start:f.tokens[end-1].End]), " ") + "\""
}

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
