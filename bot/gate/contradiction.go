package gate

import (
	"cmp"
	"slices"
	"strings"
)

// A dispute is what a sentence says otherwise than a statement that it tells
// nearly all of.
type dispute struct {
	// words are those of the statement that the sentence has others for.
	words  []int
	reason string
}

// A refutation is a sentence, perhaps with the one before, that contradicts a
// statement.
type refutation struct {
	evidence
	reason string
	// rest is how much the sentence holds of what is not disputed.
	rest float64
}

const (
	// restShare is the least share of a statement, besides what is disputed,
	// that a sentence must hold to tell of the same thing.
	restShare = 0.8
	// restWords is how many words that weigh the rest must have: that two
	// sentences share one word says nothing.
	restWords = 2
	// tellsOf is the least share of a statement's words whose stems a sentence
	// must hold to be looked at.
	tellsOf = 0.4
)

// contradicted looks in all passages for the sentence that contradicts the
// statement: it tells of the same thing, and says otherwise. That nothing bears
// the statement out is not enough.
func (c *Checker) contradicted(s *statement) *Contradiction {
	var all []refutation
	for i := range c.sources {
		for j := range c.sources[i] {
			o := &c.sources[i][j]
			if o.instructs {
				continue
			}
			sources := c.withLead(o)
			holds := func(term string) bool {
				return slices.ContainsFunc(sources, func(o *source) bool { return o.terms[term] })
			}
			if s.stemsIn(holds) < tellsOf {
				continue
			}
			if r, ok := c.refuted(s, sources); ok {
				all = append(all, r)
			}
		}
	}
	if len(all) == 0 {
		return nil
	}
	best := slices.MaxFunc(all, func(a, b refutation) int { return cmp.Compare(a.rest, b.rest) })
	return &Contradiction{Reason: best.reason, Proofs: proofsOf(best.evidence)}
}

// withLead is the sentence, with the one before when it leans on that.
func (c *Checker) withLead(o *source) []*source {
	if before := o.number - 1; before >= 0 && beginsWithPronoun(o) && !c.sources[o.passage][before].instructs {
		return []*source{&c.sources[o.passage][before], o}
	}
	return []*source{o}
}

// refuted tells whether sentences contradict the statement.
func (c *Checker) refuted(s *statement, sources []*source) (refutation, bool) {
	e := joined(sources)
	a := c.align(s.text, e.text)
	for _, find := range []func(*statement, evidence, alignment) (dispute, bool){
		c.otherQuantity, c.otherName, c.otherSense,
	} {
		d, ok := find(s, e, a)
		if !ok {
			continue
		}
		if rest, words := c.besides(s, d, sources); words >= restWords && rest >= restShare && c.agreed(s, e, a, d) {
			return refutation{e, d.reason, rest}, true
		}
	}
	return refutation{}, false
}

// besides is the share of what is not disputed that sentences hold, and how many
// words that is. What the title or the heading says need not be said again.
func (c *Checker) besides(s *statement, d dispute, sources []*source) (share float64, words int) {
	held, all := 0.0, 0.0
	context := c.contexts[sources[0].passage].words
	for _, i := range s.content {
		if slices.Contains(d.words, i) {
			continue
		}
		best := 0.0
		for _, o := range sources {
			best = max(best, c.cover(s, o)[i])
		}
		if best < sureCredit && slices.ContainsFunc(context, func(w word) bool { return w.term == s.words[i].term }) {
			best = sureCredit
		}
		all += s.weights[i]
		held += s.weights[i] * best
		words++
	}
	if all == 0 {
		return 0, 0
	}
	return held / all, words
}

// agreed reports whether the sentences have all names and numbers of the
// statement that are not disputed: what differs in two of them tells of something
// else.
func (c *Checker) agreed(s *statement, e evidence, a alignment, d dispute) bool {
	b := newBinder(&s.facts, &e.facts, a.to)
	for _, q := range s.quantities {
		disputed := slices.Contains(d.words, s.wordsOf(q).first)
		if !disputed && !q.hint && !(q.kind == ordinal && q.value == 1) && !b.upheld(q) {
			return false
		}
	}
	return !slices.ContainsFunc(s.names, func(n name) bool { return !slices.Contains(d.words, n.first) && !c.namedIn(s, n, e) })
}

// namedIn reports whether the name stands in the sentences, or above them.
func (c *Checker) namedIn(s *statement, n name, e evidence) bool {
	words := substance(s.words[n.first:n.end])
	return c.together(words, e.words) || c.together(words, c.contexts[e.sources[0].passage].words)
}

// otherSense finds what the sentences deny, turn round or say of others by the
// checks that a statement must pass.
func (c *Checker) otherSense(s *statement, e evidence, a alignment) (dispute, bool) {
	for _, check := range []func() string{
		func() string { return c.deniedOtherwise(s, e, a) },
		func() string { return c.turned(s, e, a) },
		func() string { return c.prefixed(s, e) },
		func() string { return c.otherRoles(s, e, a) },
		func() string { return c.changedPlaces(s, e, a) },
	} {
		if reason := check(); reason != "" {
			return dispute{s.contraries(e), reason}, true
		}
	}
	return dispute{}, false
}

// contraries are the words of the statement that may stand for their contrary.
func (s *statement) contraries(e evidence) []int {
	var words []int
	for _, p := range s.poles {
		words = append(words, p.word)
	}
	for i, w := range s.words {
		if slices.ContainsFunc(e.words, func(v word) bool {
			return negativePrefix(v.lower, w.lower) || negativePrefix(w.lower, v.lower)
		}) {
			words = append(words, i)
		}
	}
	return words
}

// deniedOtherwise is checkPolarity, but for texts that differ by an even number
// of denials: one that is only put otherwise is no contradiction, nor are two that
// cancel each other out, as in "cannot do without".
func (c *Checker) deniedOtherwise(s *statement, e evidence, a alignment) string {
	p := newPolarizer(&s.facts, &e.facts, a.to, c.relate)
	if (s.denials()-e.denials())%2 != 0 {
		if reason := cmp.Or(p.dropped(), p.added()); reason != "" {
			return reason
		}
	}
	return p.contrary(newBinder(&s.facts, &e.facts, a.to))
}

// denials counts what denies in a text, though it may be in a turn such as "not
// only".
func (f *facts) denials() int {
	cues, words := 0, 0
	for _, cue := range f.negations {
		if cue.strength > weak {
			cues++
		}
	}
	for _, w := range f.tokens {
		if w.lower == "not" || w.lower == "cannot" || strings.HasSuffix(w.lower, "n't") {
			words++
		}
	}
	return max(cues, words)
}

// otherRoles tells of words that the evidence gives other roles, unless they
// stand in the same order there: then nothing changed places.
func (c *Checker) otherRoles(s *statement, e evidence, a alignment) string {
	last, turned := -1, false
	for _, i := range s.content {
		turned = turned || a.to[i] < last
		last = a.to[i]
	}
	switch {
	case !turned:
		return ""
	case s.language != "en" && s.language != "":
		return c.outOfOrder(s, e, a)
	}
	return c.compare(s, e, a).ofOthers()
}
