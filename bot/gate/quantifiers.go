package gate

import (
	"fmt"
	"strings"
)

// An absolute is a word that leaves no exception, such as "all" or "only".
type absolute struct {
	first, end int // the tokens [first, end)
	// about is what it is absolute about.
	about string
	// counter is set for words that only serve as a counterpart.
	counter bool
	word    int
}

// readAbsolutes finds the absolutes of a text, and words that can stand for
// them.
func readAbsolutes(tokens []token) []absolute {
	var found []absolute
	for i, past := 0, 0; i < len(tokens); i++ {
		idiom, length := find(tokens, i, "idiom")
		if length > 0 {
			past = i + 1 + len(idiom.rest)
		}
		for _, p := range tokens[i].entries {
			counter := p.class == "counterabsolute"
			if !counter && p.class != "absolute" || !p.stands(tokens[i+1:]) {
				continue
			}
			found = append(found, absolute{first: i, end: i + 1 + len(p.rest), about: p.value,
				counter: counter || i < past, word: tokens[i].word})
		}
	}
	return found
}

// checkQuantifiers tells of an absolute or a superlative of the statement that
// the evidence does not bear out.
func checkQuantifiers(s, e *facts, aligned []int) string {
	for _, a := range s.absolutes {
		if a.counter || s.measured(a) || a.word < 0 || s.floats(a) {
			continue
		}
		near := s.counterparts(a, aligned)
		if a.about == "certain" && !e.doubts(near) {
			continue
		}
		if len(near) > 0 && !e.absoluteAt(a.about, near) {
			return fmt.Sprintf("the evidence does not say %q", s.raw[s.tokens[a.first].Start:s.tokens[a.end-1].End])
		}
	}
	return checkSuperlatives(s, e)
}

// measured reports whether an absolute belongs to a number, as in "all three",
// or to an approximation of one, or is denied.
func (f *facts) measured(a absolute) bool {
	for _, q := range f.quantities {
		if !q.hint && q.first >= a.end && q.first-a.end <= 2 || q.first <= a.first && a.first < q.end && !q.hint {
			return true
		}
	}
	for _, n := range f.negations {
		if n.strength == strong && n.first < a.first && a.first-n.end <= 2 || n.first <= a.first && a.end <= n.end && n.strength == strong && f.tokens[a.first].lower != "never" && f.tokens[a.first].lower != "none" {
			return true
		}
	}
	return false
}

// floats reports whether an absolute only sums up what was listed: "A and B have
// all", "A and B two each".
func (f *facts) floats(a absolute) bool {
	if a.end < len(f.tokens) && f.tokens[a.first].lower == "each" && f.tokens[a.end].kind == mark {
		return true
	}
	if f.tokens[a.first].lower != "all" || a.first == 0 {
		return false
	}
	switch f.tokens[a.first-1].lower {
	case "have", "has", "had", "are", "were", "is", "they", "them", "these", "will", "can", "of", "in", "at", "after", "above", "first":
		return true
	}
	return false
}

// counterparts lists what the words around an absolute are aligned with.
func (f *facts) counterparts(a absolute, aligned []int) []int {
	var near []int
	for i, j := range aligned {
		if j >= 0 && !f.words[i].stop && i != a.word && abs(i-a.word) <= nearAbsolute {
			near = append(near, j)
		}
	}
	return near
}

// nearAbsolute is how far the words stand that an absolute is about.
const nearAbsolute = 6

// absoluteAt reports whether the text has an absolute about the same in the
// sentence of one of the words.
func (f *facts) absoluteAt(about string, words []int) bool {
	for _, a := range f.absolutes {
		if a.about != about && !(about == "certain" && a.about == "sure") || a.word < 0 {
			continue
		}
		for _, w := range words {
			if f.words[w].sentence == f.words[a.word].sentence {
				return true
			}
		}
	}
	return false
}

// doubts reports whether the text hedges in the sentence of one of the words.
func (f *facts) doubts(words []int) bool {
	for _, h := range f.hedges {
		for _, w := range words {
			if h.word >= 0 && f.words[w].sentence == f.words[h.word].sentence {
				return true
			}
		}
	}
	return false
}

// checkSuperlatives tells of a superlative, or a "first", of the statement where
// the evidence has none.
func checkSuperlatives(s, e *facts) string {
	if fault := onlyOneOf(s, e); fault != "" {
		return fault
	}
	if e.superlative() {
		return ""
	}
	for i, w := range s.words {
		if superlative(w.lower) || w.lower == "first" && !opensList(s, i) {
			return fmt.Sprintf("the evidence does not say %q", w.surface)
		}
	}
	return ""
}

// onlyOneOf tells of a superlative that the evidence shares among several, as in
// "one of the largest", and the statement does not.
func onlyOneOf(s, e *facts) string {
	for i, w := range s.words {
		if !superlative(w.lower) && w.lower != "most" || s.shared(i) {
			continue
		}
		shared, alone := false, false
		for j, v := range e.words {
			if v.lower == w.lower && (w.lower != "most" || s.next(i) == e.next(j)) {
				shared, alone = shared || e.shared(j), alone || !e.shared(j)
			}
		}
		if shared && !alone {
			return fmt.Sprintf("the evidence says \"one of\" where the statement says %q", w.surface)
		}
	}
	return ""
}

// next is the stem of the word behind the i-th.
func (f *facts) next(i int) string {
	if i+1 < len(f.words) {
		return f.words[i+1].term
	}
	return ""
}

// shared reports whether "one of" or the like stands before the i-th word.
func (f *facts) shared(i int) bool {
	for k, t := range f.tokens {
		if t.word >= max(0, i-4) && t.word < i && f.words[t.word].sentence == f.words[i].sentence {
			if _, n := find(f.tokens, k, "one of several"); n > 0 {
				return true
			}
		}
	}
	return false
}

// opensList reports whether "first" begins an enumeration.
func opensList(f *facts, i int) bool {
	return strings.HasPrefix(f.between(i), ",")
}

func (f *facts) superlative() bool {
	for _, w := range f.words {
		if superlative(w.lower) {
			return true
		}
	}
	for _, t := range f.tokens {
		for _, p := range t.entries {
			if p.class == "topmost" {
				return true
			}
		}
	}
	return false
}

// superlative reports whether a word of English has the ending of one.
func superlative(w string) bool {
	if len(w) < 6 || !strings.HasSuffix(w, "est") {
		return w == "best" || w == "worst"
	}
	switch w {
	case "interest", "request", "forest", "suggest", "harvest", "honest", "modest", "protest", "contest", "conquest", "arrest",
		"digest", "invest", "manifest", "midwest", "northwest", "southwest", "tempest", "disinterest", "rainforest", "earnest",
		"bequest", "everest", "bucharest", "budapest", "priest", "inquest", "attest", "infest", "ingest", "divest", "detest", "podest":
		return false
	}
	return true
}
