package gate

import "fmt"

// checkHedges tells of a doubt of the evidence that the statement leaves out,
// over words that both have.
func checkHedges(s, e *facts, aligned []int, relate func(a, b word) Relation) string {
	p := polarizer{s: s, e: e, relate: relate, to: surePairs(s, e, aligned, relate)}
	p.from = inverse(p.to, len(e.words))
	spent := make([]bool, max(len(s.words), len(e.words)))
	for _, h := range e.hedges {
		if h.word >= 0 && p.from[h.word] >= 0 {
			continue // the statement has the very word
		}
		shared := openWords(h, p.from, spent)
		if len(shared) > 0 && h.value == "part" && s.allOf(shared[0]) && !s.has(e.tokens[h.first].lower) {
			return fmt.Sprintf("the evidence says %s, the statement all of them", e.cueText(h))
		}
		if len(shared) == 0 || !touches(h, p.from, len(shared)) || !e.modifies(h) && 4*len(shared) < 3*len(h.scope) || s.purpose(shared[0]) {
			continue
		}
		if a, ok := s.absoluteOver(shared); ok && h.value == "part" && !s.has(e.tokens[h.first].lower) {
			return fmt.Sprintf("the evidence says %s, the statement %q", e.cueText(h), a)
		}
		if !p.hedgesLike(shared, h) {
			return fmt.Sprintf("the evidence says %s, which the statement makes certain", e.cueText(h))
		}
	}
	return ""
}

// modifies reports whether a hedge is about the word behind it, and not, as in
// "sometimes the council", about the whole sentence.
func (f *facts) modifies(h cue) bool {
	if h.end >= len(f.tokens) {
		return true
	}
	switch f.tokens[h.end].lower {
	case "the", "a", "an", "this", "these", "that", "those", "its", "his", "her", "their":
		return false
	}
	return true
}

// purpose reports whether a word is only meant to be done, as in "a petition to
// withdraw".
func (f *facts) purpose(word int) bool {
	return word > 0 && f.words[word-1].lower == "to"
}

// openWords lists the counterparts of what a hedge touches, if it asks for a
// counterpart in the other text.
func openWords(n cue, to []int, spent []bool) []int {
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

// touches reports whether so many shared words are enough to take a hedge for
// one of what the statement says, and not of another matter.
func touches(h cue, from []int, shared int) bool {
	if len(h.scope) > 0 && from[h.scope[0]] < 0 && !h.loose {
		return shared > 1 && 3*shared >= 2*len(h.scope)
	}
	return h.strength == strong || shared > 1 || len(h.scope) == 1
}

// hedgesLike reports whether the statement has a hedge that can stand for another, in
// the clause of one of the words or near it.
func (p polarizer) hedgesLike(words []int, other cue) bool {
	f := p.s
	for _, h := range f.hedges {
		if h.word < 0 || !standsFor(h, other) {
			continue
		}
		reach := nearWords
		if other.strength == strong && other.value != "part" && p.elsewhere(h, other) {
			reach = 0 // within its own clause only
		}
		for _, w := range words {
			if f.words[w].sentence == f.words[h.word].sentence && (f.clauses[w] == f.clauses[h.word] || abs(w-h.word) <= reach) {
				return true
			}
		}
	}
	return false
}

// elsewhere reports whether a hedge of the statement is the counterpart of
// another one than that of the evidence.
func (p polarizer) elsewhere(h, other cue) bool {
	if j := p.to[h.word]; j >= 0 {
		return j != other.word && p.s.words[h.word].lower == p.e.words[j].lower
	}
	for _, m := range p.e.hedges {
		if m.first != other.first && p.e.tokens[m.first].lower == p.s.tokens[h.first].lower && p.sameHead(h, m) && !p.sameHead(h, other) {
			return true
		}
	}
	return false
}

// standsFor reports whether a hedge of the statement says no more than that of
// the evidence: "can" will do for "may", but not for "plans to"; "often" for
// "many", but not for "may".
func standsFor(h, evidence cue) bool {
	return h.value == "" || h.value == evidence.value || h.value == "able" && h.strength > weak
}

// absoluteOver returns an absolute that stands near the words.
func (f *facts) absoluteOver(words []int) (string, bool) {
	for _, a := range f.absolutes {
		if a.counter || a.word < 0 || a.about == "sure" || a.about == "certain" || a.about == "only" || f.measured(a) || !counts(f.tokens[a.first].lower) {
			continue
		}
		for _, w := range words {
			if w != a.word && abs(w-a.word) <= nearAbsolute && f.clauses[w] == f.clauses[a.word] {
				return f.raw[f.tokens[a.first].Start:f.tokens[a.end-1].End], true
			}
		}
	}
	return "", false
}

// counts reports whether an absolute tells how many or how often, and not to
// which degree.
func counts(word string) bool {
	switch word {
	case "fully", "full", "completely", "totally", "entirely", "wholly", "utterly", "absolutely", "complete", "total", "throughout":
		return false
	}
	return true
}

// has reports whether a word stands in the text.
func (f *facts) has(word string) bool {
	for _, t := range f.tokens {
		if t.lower == word {
			return true
		}
	}
	return false
}

// allOf reports whether "all" or the like stands directly before a word.
func (f *facts) allOf(word int) bool {
	for _, a := range f.absolutes {
		if !a.counter && a.about == "all" && a.word == word-1 && !f.measured(a) && counts(f.tokens[a.first].lower) {
			return true
		}
	}
	return false
}
